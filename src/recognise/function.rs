//! Departments named by what they do: 教育部门, 草原行政主管部门, 发展改革、财政和公安等部门, 有关部门.
//!
//! In a regulation, and in any text of the centre, such words mean the department of every place that bears the
//! function: they are collectives. In a plan of one place 发改、财政、工信等部门 are that place's own departments.

mod groups;

use crate::lexicon::{Cue, DepartmentId};
use crate::model::{EntityKind, Rule};
use crate::segment::{Pos, Sentence};
use crate::text::{Span, is_letter};

use super::{Candidate, Prefix, Scene, Sense};
use groups::{governments, groups};

/// What bears a function.
const BEARERS: [&str; 2] = ["部门", "机关"];
/// What may stand between the function and its bearer.
const QUALIFIERS: [&str; 5] = ["行政主管", "行政管理", "主管", "行政", "监管"];
/// Verbs that tell what such departments look after: 排水主管部门.
const WORK: [&str; 7] = ["排水", "供水", "供热", "排污", "救助", "征收", "养护"];
/// Words that only say that several are meant.
const RELATED: [&str; 2] = ["有关", "相关"];
/// How many characters may stand between 等 and 相关部门.
const DESCRIPTION: usize = 8;
/// The longest function, in characters.
const WIDEST: usize = 14;

/// Candidates in the sentences that speak of duties.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in scene.sentences {
        if sentence.cues.has(Cue::DutyOfKind) && sentence.cues.has(Cue::Bearer) {
            let cues = scene.matches.cues.ending_in(Cue::Bearer, sentence.span);
            for bearer in BEARERS {
                let bearers = cues.iter().filter(|cue| cue.of(scene.text) == bearer);
                bearers.for_each(|cue| found.extend(Named { scene, sentence }.functions(cue.start, bearer)));
            }
            let roles = sentence.span.of(scene.text).match_indices("作为");
            let roles = roles.map(|(at, _)| sentence.span.start + at as u32);
            roles.for_each(|at| found.extend(Named { scene, sentence }.appointed(at)));
            let leaders = sentence.span.of(scene.text).match_indices("会同");
            let leaders = leaders.map(|(at, _)| sentence.span.start + at as u32);
            leaders.for_each(|at| found.extend(Named { scene, sentence }.asked(at)));
            found.extend(groups(scene, sentence));
            found.extend(governments(scene, sentence));
        }
    }
    joined(found)
}

/// 公安机关｜交通管理部门: the first says whose the second is; together they are one name.
fn joined(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let is_bearer = |candidate: &&Candidate| candidate.sense == Sense::Collective;
    let ends: Vec<Span> = found.iter().filter(is_bearer).map(|candidate| candidate.span).collect();
    for candidate in &mut found {
        if let Some(owner) = ends.iter().find(|owner| owner.end == candidate.span.start) {
            candidate.span.start = owner.start;
        }
    }
    found
}

fn collective(span: Span, sense: Sense) -> Candidate {
    Candidate {
        span,
        kind: EntityKind::Collective,
        sense,
        rule: Rule::named("department-by-function"),
    }
}

/// A list of functions up to the 等 that closes it: 教育、气象等部门, 教育、气象等并联审批相关部门.
fn summed_up(head: &str) -> Option<&str> {
    let bare = RELATED.iter().find_map(|word| head.strip_suffix(word));
    let described = bare.and_then(|bare| {
        let mut near = bare.char_indices().rev().take(DESCRIPTION);
        let (at, _) = near.find(|(_, c)| *c == '等' || !is_letter(*c))?;
        bare[at..].starts_with('等').then(|| &bare[..at])
    });
    described.or_else(|| head.strip_suffix('等'))
}

/// The list before 以及其他有关, which the bearer closes, and where 其他有关 begins: 发展改革、统计以及｜其他有关部门.
fn with_others(head: &str) -> Option<(&str, usize)> {
    let groups = ["有关主管", "相关主管", "有关", "相关"];
    let bare = groups.iter().find_map(|word| head.strip_suffix(word))?;
    let bare = ["其他", "其它"]
        .iter()
        .find_map(|word| bare.strip_suffix(word))
        .unwrap_or(bare);
    let listed = ["以及", "和", "与", "及"]
        .iter()
        .find_map(|joint| bare.strip_suffix(joint))?;
    Some((listed, bare.len()))
}

/// A sentence in which departments are named by their function.
struct Named<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
}

impl Named<'_> {
    /// From the sentence's beginning.
    fn before(&self, at: u32) -> &str {
        &self.scene.text[self.sentence.span.start as usize..at as usize]
    }

    /// The departments whose list ends in a bearer at `at`.
    fn functions(&self, at: u32, bearer: &str) -> Vec<Candidate> {
        let end = at + bearer.len() as u32;
        let (head, start) = (self.before(at), self.sentence.span.start);
        // 教育、环境保护等｜行政管理部门
        let bare = QUALIFIERS.iter().find_map(|word| head.strip_suffix(word));
        let bare = bare.filter(|bare| bare.ends_with('等')).unwrap_or(head);
        if let Some(listed) = summed_up(bare) {
            let items = self.items(self.sentence.span.start + listed.len() as u32);
            return items.into_iter().map(|item| self.in_list(item)).collect();
        }
        if let Some((listed, others)) = with_others(head) {
            return self.and_others(
                listed,
                Span::new(others, end as usize - start as usize).shift(start as usize),
            );
        }
        let stem = QUALIFIERS
            .iter()
            .find_map(|word| head.strip_suffix(word))
            .unwrap_or(head);
        let mut items = self.items(self.sentence.span.start + stem.len() as u32);
        if items.is_empty() {
            let described = self.described(self.sentence.span.start + stem.len() as u32, 3);
            let is_qualified = stem.len() < head.len();
            items.extend(described.filter(|span| is_qualified || self.of_the_state(*span)));
        } else if let [only] = items.as_mut_slice() {
            *only = self.whole(*only, self.sentence.span.start + stem.len() as u32);
        }
        items.retain(|item| !self.is_cut_off(*item));
        let mut items = items.into_iter().rev();
        let last = items
            .next()
            .map(|last| collective(Span { end, ..last }, Sense::Collective));
        let others = items.map(|item| collective(item, Sense::Function));
        others.collect::<Vec<_>>().into_iter().rev().chain(last).collect()
    }

    /// 发展改革、统计以及｜其他有关部门: the functions of a list, and the others that end it.
    fn and_others(&self, listed: &str, others: Span) -> Vec<Candidate> {
        let items = self.items(self.sentence.span.start + listed.len() as u32);
        let mut found: Vec<Candidate> = items.into_iter().map(|item| self.in_list(item)).collect();
        if !found.is_empty() {
            found.push(collective(others, Sense::Collective));
        }
        found
    }

    /// 发展改革、财政作为牵头部门: functions alone, where what they are appointed to says that they are departments.
    fn appointed(&self, at: u32) -> Vec<Candidate> {
        let clause = self
            .scene
            .after(at)
            .split(['，', '。', '；'])
            .next()
            .unwrap_or_default();
        let items = self.items(at);
        let appoints = clause.ends_with("部门") && items.len() > 1;
        let found = items.into_iter().filter(|_| appoints);
        found.map(|item| collective(item, Sense::Function)).collect()
    }

    /// 请国土会同发改、财政等部门: functions alone, where the text asks them to act together with others.
    fn asked(&self, at: u32) -> Vec<Candidate> {
        let items = self.items(at);
        let head = items.first().map_or("", |first| self.before(first.start));
        let asks = ["由", "请", "责成"].iter().any(|word| head.ends_with(word));
        let found = items.into_iter().filter(|_| asks);
        found.map(|item| self.in_list(item)).collect()
    }

    /// An item of a list that 等部门 closes: a department of the document's own place, if it has one and is no regulation.
    fn in_list(&self, item: Span) -> Candidate {
        let printed = item.of(self.scene.text);
        let (prefix, stem) = match printed.strip_prefix(['省', '市', '区', '县']) {
            Some(stem) if self.kinds(printed).is_empty() => (rank(printed), stem),
            _ => (Prefix::None, printed),
        };
        let kinds = self.kinds(stem);
        if self.scene.structure.has_articles() || self.scene.context.place.is_none() || kinds.is_empty() {
            return collective(item, Sense::Function);
        }
        let sense = Sense::Department {
            kinds: kinds.to_vec(),
            prefix,
        };
        Candidate {
            kind: EntityKind::Agency,
            ..collective(item, sense)
        }
    }

    fn kinds(&self, stem: &str) -> &[DepartmentId] {
        self.scene.lexicon.departments.of_function(stem)
    }

    /// The functions of a list whose last one ends at `end`, in order.
    fn items(&self, mut end: u32) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        while let Some(item) = self
            .function(end)
            .or_else(|| self.between_commas(end, !found.is_empty()))
        {
            found.push(item);
            let head = self.before(item.start);
            let joint = ["、", "以及", "和", "与", "及"]
                .iter()
                .find(|joint| head.ends_with(**joint));
            match joint {
                Some(joint) => end = item.start - joint.len() as u32,
                None => break,
            }
        }
        found.reverse();
        if let Some(first) = found.first_mut() {
            *first = self.with_rank(*first);
        }
        found
    }

    /// The longest known function that ends here.
    fn function(&self, end: u32) -> Option<Span> {
        let head = self.before(end);
        let starts = head.char_indices().rev().take(WIDEST).map(|(at, _)| at);
        // 人民政府及｜农业农村等部门: a government bears no one function.
        let known = starts.filter(|&at| !head.ends_with("人民政府") && !self.kinds(&head[at..]).is_empty());
        let start = known.last()?;
        // 行政｜监察
        let whole = head[..start]
            .strip_suffix("行政")
            .filter(|before| !before.ends_with(char::is_alphabetic));
        let start = whole.map_or(start, str::len) as u32 + self.sentence.span.start;
        Some(Span { start, end })
    }

    /// A function that the tables do not know, between others that they do: it is told by the commas around it.
    fn between_commas(&self, end: u32, has_neighbour: bool) -> Option<Span> {
        let head = self.before(end);
        let (comma, _) = head.char_indices().rev().take(WIDEST).find(|(_, c)| *c == '、')?;
        let start = comma + '、'.len_utf8();
        let word = &head[start..];
        let is_plain = word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_some();
        let span = Span::new(start, head.len()).shift(self.sentence.span.start as usize);
        (has_neighbour && is_plain && !self.holds_verb(span)).then_some(span)
    }

    /// A function in words of its own before 主管部门: 草原行政主管部门.
    fn described(&self, end: u32, most: usize) -> Option<Span> {
        let words = self.scene.words.before(end).iter().rev();
        let nouns = words.take(most).take_while(|word| {
            word.span.start >= self.sentence.span.start
                && (matches!(
                    word.pos,
                    Pos::Noun | Pos::VerbalNoun | Pos::Proper | Pos::Unknown | Pos::Place | Pos::Phrase
                ) || word.pos == Pos::Verb && WORK.contains(&word.span.of(self.scene.text)))
                && !["人民政府", "政府", "有关", "相关", "部门", "单位", "会同"]
                    .contains(&word.span.of(self.scene.text))
        });
        let start = nouns.last()?.span.start;
        Some(self.with_rank(behind_lead(self.scene.text, Span { start, end })))
    }

    /// Whether the words name whose department it is and one thing that it does: 国家网信部门.
    fn of_the_state(&self, span: Span) -> bool {
        let printed = span.of(self.scene.text);
        let work = ["国家", "国务院"].iter().find_map(|rank| printed.strip_prefix(rank));
        work.is_some_and(|work| (2..=4).contains(&work.chars().count()))
    }

    /// 管理 of 地方国防科技工业｜管理部门, where the words before say what it manages.
    fn is_cut_off(&self, item: Span) -> bool {
        let goes_on = self.before(item.start).ends_with(char::is_alphabetic);
        item.of(self.scene.text) == "管理"
            && goes_on
            && !self.before(item.start).ends_with(['由', '和', '与', '及', '的'])
    }

    fn holds_verb(&self, span: Span) -> bool {
        let mut words = self.scene.words.within(span).iter();
        words.any(|word| matches!(word.pos, Pos::Preposition | Pos::Adverb | Pos::Particle))
    }

    /// With the words before 审批 that belong to the name (并联审批部门): as far back as nouns go, if a duty's subject begins there.
    fn whole(&self, span: Span, end: u32) -> Span {
        let head = self.before(span.start);
        let joint = ["、", "和", "与", "及", "由", "同", "商", "合", "的"];
        if !head.ends_with(char::is_alphabetic) || joint.iter().any(|word| head.ends_with(word)) {
            return span;
        }
        let longer = self.described(end, 4).filter(|noun| noun.start < span.start);
        // 省、自治区、直辖市｜国防科技工业｜管理部门
        let levels = |noun: &Span| {
            let (before, printed) = (self.before(noun.start), noun.of(self.scene.text));
            let others = if printed.starts_with("直辖市") {
                ["各省、自治区、", "省、自治区、"]
            } else {
                ["各省、自治区、直辖市", "省、自治区、直辖市"]
            };
            others
                .iter()
                .find(|levels| before.ends_with(**levels))
                .map_or(0, |levels| levels.len())
        };
        let opens = |noun: &Span| {
            let before = self.before(noun.start);
            before.is_empty() || before.ends_with(['，', '；', '、', '由', '同', ' ', '\u{3000}']) || levels(noun) > 0
        };
        let longer = longer.filter(opens);
        longer.map_or(span, |noun| Span {
            start: noun.start - levels(&noun) as u32,
            end: span.end,
        })
    }

    /// With the level that stands directly before it, or several: 市教育主管部门, 国务院教育主管部门, 市、区财政部门.
    fn with_rank(&self, span: Span) -> Span {
        let head = self.before(span.start);
        if let Some(levels) = several_levels(head) {
            return Span {
                start: span.start - levels as u32,
                ..span
            };
        }
        let rank = ["国务院", "国家", "自治区", "省", "市", "区", "县"]
            .iter()
            .find(|rank| head.ends_with(**rank) && !head.ends_with("城市") && !head.ends_with("设区的市"));
        Span {
            start: span.start - rank.map_or(0, |rank| rank.len()) as u32,
            ..span
        }
    }
}

/// The length of 市、县（市、区） at the end, where a clause or a subject begins with it.
pub(super) fn several_levels(head: &str) -> Option<usize> {
    let before = head.trim_end_matches(|c| "省市州盟县区旗、（）()".contains(c));
    let levels = &head[before.len()..];
    let opens =
        before.is_empty() || before.ends_with(['，', '。', '；', ' ', '\u{3000}', '由', '经', '向', '同', '各']);
    (levels.contains('、') && !levels.starts_with('、') && opens).then_some(levels.len())
}

/// Without 由 or 经 and what stands before it, where jieba has joined it to the level behind: 办法｜由市｜价格.
fn behind_lead(text: &str, span: Span) -> Span {
    let printed = span.of(text);
    let leads = ["由", "经"].iter().flat_map(|lead| printed.match_indices(lead));
    let ends = leads.map(|(at, lead)| at + lead.len());
    let of_level = ends.filter(|end| printed[*end..].starts_with(['省', '市', '区', '县', '国']));
    Span {
        start: span.start + of_level.max().unwrap_or(0) as u32,
        ..span
    }
}

/// The level that a name's first character says.
pub(super) fn rank(printed: &str) -> Prefix {
    use crate::lexicon::Level;
    match printed.chars().next() {
        Some('省') => Prefix::Rank(Level::Province),
        Some('市' | '州') => Prefix::Rank(Level::Prefecture),
        Some('区' | '县') => Prefix::Rank(Level::County),
        _ => Prefix::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::{Agency, Collective};
    use crate::recognise::testing::{printed, resolved};

    #[test]
    fn a_list_of_functions_names_the_places_own_departments() {
        let sentence = "发改、财政、工信等部门按照职责分工负责。";
        assert_eq!(printed(sentence, Agency), "发改|财政|工信");
        assert_eq!(
            resolved(sentence, Agency),
            "广东省发展和改革委员会|广东省财政厅|广东省工业和信息化厅"
        );
    }

    #[test]
    fn functions_and_others() {
        let sentence = "发展改革、财政以及其他有关部门负责监测。";
        assert_eq!(printed(sentence, Agency), "发展改革|财政");
        assert_eq!(printed(sentence, Collective), "其他有关部门");
    }

    #[test]
    fn who_is_asked_by_function_alone_is_a_department() {
        let sentence = "请国土会同发改、财政等部门制定标准。";
        assert_eq!(printed(sentence, Agency), "国土|发改|财政");
    }

    #[test]
    fn departments_by_function_are_collectives() {
        for (sentence, names) in [
            ("草原行政主管部门负责监督管理。", "草原行政主管部门"),
            ("由环保部门会同公安机关约谈。", "环保部门|公安机关"),
            ("牵头部门应当受理。", "牵头部门"),
            ("各部门负责人参加会议。", ""),
            ("市排水行政主管部门负责排水管理。", "市排水行政主管部门"),
            (
                "省、自治区、直辖市国防科技工业管理部门负责本地区工作。",
                "省、自治区、直辖市国防科技工业管理部门",
            ),
            ("市、区财政部门应当做好工作。", "市、区财政部门"),
            (
                "由市、县（市、区）教育主管部门负责实施。",
                "市、县（市、区）教育主管部门",
            ),
        ] {
            assert_eq!(printed(sentence, Collective), names, "{sentence}");
        }
    }
}
