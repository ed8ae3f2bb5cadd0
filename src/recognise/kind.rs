//! Whoever carries a duty and is named by kind alone: 省级招办负责公布, 由物业管理单位负责, 绩效管理机构应当会同….
//!
//! Read only as the subject of a word of duty: behind 由, or from the beginning of the clause to that word.

use crate::lexicon::{Cue, Level, Meaning};
use crate::model::{EntityKind, Rule};
use crate::read::numbering;
use crate::segment::{Pos, Sentence, Word};
use crate::text::{Span, is_letter};

use super::edge::{acts_on_names, is_inner};
use super::function::several_levels;
use super::{Candidate, Scene, Sense};

/// What the words of duty make when they go on: no duty.
const NO_DUTY: [&str; 8] = [
    "负责人",
    "负责同志",
    "负责的",
    "牵头单位",
    "牵头部门",
    "承办单位",
    "主办单位",
    "主办方",
];
/// What begins as such a noun does, and is a duty all the same: 负责｜人员密集场所的检查.
pub(crate) const DUTIES: [&str; 11] = [
    "负责制定",
    "负责制订",
    "负责人才",
    "负责人力",
    "负责人口",
    "负责人事",
    "负责人居",
    "负责人民",
    "负责人防",
    "负责人工",
    "负责人员",
];
/// What may stand between the subject and the word.
const BETWEEN: [&str; 23] = [
    "主要",
    "应当",
    "应",
    "须",
    "要",
    "具体",
    "统一",
    "分别",
    "共同",
    "归口",
    "依法",
    "全面",
    "直接",
    "按照职责分工",
    "按职责分工",
    "按照规定职责",
    "依照职责分工",
    "按照各自职责",
    "按照各自的职责",
    "在各自职责范围内",
    "在各自的职责范围内",
    "按照规定",
    "按规定",
];
/// How such kinds end.
const KINDS: [&str; 27] = [
    "秘书处办公室",
    "经营管理者",
    "所有权人",
    "产权人",
    "机构",
    "单位",
    "部门",
    "招办",
    "招委会",
    "组委会",
    "秘书处",
    "支队",
    "大队",
    "中队",
    "工作队",
    "人民政府",
    "地方政府",
    "属地政府",
    "居委会",
    "村委会",
    "居民委员会",
    "村民委员会",
    "办事处",
    "工作组",
    "学校",
    "幼儿园",
    "主管机关",
];
/// How names of bodies end that a place or a zone opens.
const BODIES: [&str; 5] = ["管理委员会", "办公室", "委员会", "指挥部", "局"];
/// Verbs that kinds are made of, beside those of names.
const OF_KINDS: [&str; 26] = [
    "排水",
    "供水",
    "供热",
    "排污",
    "集中",
    "招标",
    "招投标",
    "救助",
    "征收",
    "经营",
    "采购",
    "主管",
    "受理",
    "申报",
    "承担",
    "举办",
    "搜救",
    "招生",
    "执法",
    "养护",
    "维护",
    "管护",
    "主办",
    "牵头",
    "提供",
    "使用",
];
/// The longest and the shortest, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=20;

/// Candidates in every sentence.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (cues, has_articles) = (&scene.matches.cues, scene.structure.has_articles());
    let speaks = |sentence: &&Sentence| sentence.cues.has(Cue::DutyOfKind) || sentence.cues.has(Cue::VerbOfDuty);
    for sentence in scene.sentences.iter().filter(speaks) {
        let bound = cues.ending_in(Cue::DutyOfKind, sentence.span).iter();
        let bound = bound.filter(|word| has_articles && word.of(scene.text) == "应当");
        let duties = cues.ending_in(Cue::VerbOfDuty, sentence.span).iter().chain(bound);
        let verbs = duties.filter(|duty| is_duty(scene.after(duty.start)));
        found.extend(verbs.flat_map(|duty| subjects(scene, sentence, (duty.start - sentence.span.start) as usize)));
    }
    found
}

/// Whether a word of duty that begins here is one, and no noun that begins with it.
pub(super) fn is_duty(verb: &str) -> bool {
    !NO_DUTY.iter().any(|word| verb.starts_with(word)) || DUTIES.iter().any(|word| verb.starts_with(word))
}

/// Without the words that may stand between the subject and the word of duty.
pub(super) fn without_words_between(mut head: &str) -> &str {
    while let Some(rest) = BETWEEN.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    head
}

/// The kinds that stand before the word of duty at `verb`.
fn subjects(scene: &Scene<'_>, sentence: &Sentence, verb: usize) -> Vec<Candidate> {
    let text = sentence.span.of(scene.text);
    let head = without_words_between(&text[..verb]);
    // 山东黄河河务局：主要负责….
    let named = head.strip_suffix(['：', ':']);
    let head = named.unwrap_or(head);
    if describes(&text[verb..]) {
        return Vec::new();
    }
    let subject = Subject { scene, sentence };
    if head.ends_with('，') {
        return subject.opening();
    }
    subject.list(head, named.is_some())
}

/// Whoever stands before a word of duty.
struct Subject<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
}

impl Subject<'_> {
    /// The kind that `head` ends in, and those joined to it: 乡（镇）人民政府和街道办事处. None of them where the first does not
    /// open a clause.
    fn list(&self, head: &str, is_before_colon: bool) -> Vec<Candidate> {
        let joined = joint(head).filter(|_| !is_before_colon);
        let Some((others, from)) = joined else {
            return self.single(head, 0, is_before_colon).into_iter().collect();
        };
        let mut found = self.list(others, false);
        match self.single(head, from, false).filter(|_| !found.is_empty()) {
            Some(last) => found.push(last),
            None => found = self.single(head, 0, false).into_iter().collect(),
        }
        found
    }

    /// The kinds that open the sentence, where a later clause says what their duty is: 甲部门是主管机关，负责….
    fn opening(&self) -> Vec<Candidate> {
        let text = self.sentence.span.of(self.scene.text);
        let end = text.find(['是', '，']).unwrap_or_default();
        let mut found = self.list(&text[..end], false);
        // 举办民办学校，应当…: what is done, not who does it.
        let acts = |kind: &Candidate| {
            let first = self.scene.words.within(kind.span).first();
            first.is_some_and(|word| {
                matches!(word.pos, Pos::Verb | Pos::VerbalNoun) && word.span.start == kind.span.start
            })
        };
        found.retain(|kind| kind.kind == EntityKind::Collective && !acts(kind));
        found
    }

    /// The kind that `head` ends in; it begins at `least` where another is joined to it there.
    fn single(&self, head: &str, least: usize, is_before_colon: bool) -> Option<Candidate> {
        let (scene, text) = (self.scene, self.sentence.span.of(self.scene.text));
        let ending = KINDS.iter().chain(&BODIES).find(|ending| head.ends_with(**ending))?;
        let is_kind = KINDS.contains(ending);
        let number = numbering::marker(text).map_or(0, |marker| marker.len);
        let inside = head
            .char_indices()
            .rev()
            .take_while(|(at, c)| is_letter(*c) && *at >= number.max(least));
        let from = inside.last()?.0;
        let start = self.start(head, from, ending);
        let is_of_levels = start < from && text[start..from].contains('、');
        let span = Span::new(start, head.len()).shift(self.sentence.span.start as usize);
        let beside_own = start < from
            && text[..start].ends_with(['、'])
            && text[..start].trim_end_matches('、').ends_with(['省', '市']);
        let opens = start > from || beside_own || least > 0 && start == least || opens_clause(&text[..start], number);
        let names_place = begins_with_place(scene, span.start) || begins_with_level(span.of(scene.text));
        let is_name = !is_kind && names_place;
        if !is_name && (!is_kind && !is_of_levels || is_before_colon) {
            return None;
        }
        let fits = WIDTHS.contains(&span.of(scene.text).chars().count()) && opens && is_noun(scene, span, ending);
        fits.then(|| Candidate {
            span,
            kind: if is_name {
                EntityKind::Agency
            } else {
                EntityKind::Collective
            },
            sense: if is_name { Sense::Printed } else { Sense::Collective },
            rule: Rule::named("subject-of-a-duty"),
        })
    }

    /// Where it begins whose letters begin at `from`: behind 由, or with the levels before it.
    fn start(&self, head: &str, from: usize, ending: &str) -> usize {
        let (scene, text) = (self.scene, self.sentence.span.of(self.scene.text));
        let by = head[from..].rfind('由').map(|at| from + at + '由'.len_utf8());
        let starts_word = |at: &usize| {
            // jieba joins some 由 to the level behind it.
            let is_level = text[*at..].starts_with(['省', '市', '区', '县', '国']);
            let at = self.sentence.span.start + *at as u32;
            is_level || scene.words.is_boundary(at) || begins_with_place(scene, at)
        };
        let start = by
            .filter(starts_word)
            .unwrap_or_else(|| with_levels(text, from, ending == "人民政府"));
        let by = if head[start..].starts_with('由') {
            '由'.len_utf8()
        } else {
            0
        };
        start + by
    }
}

/// What stands before the last of several kinds that are joined, and where the last begins: 镇人民政府、｜街道办事处.
fn joint(head: &str) -> Option<(&str, usize)> {
    let joints = ["以及", "、", "和", "与", "及"].iter();
    let ends = joints.filter_map(|joint| head.rfind(joint).map(|at| (at, at + joint.len())));
    let (at, from) = ends.max_by_key(|(_, from)| *from)?;
    let others = &head[..at];
    let is_kind = KINDS.iter().any(|ending| others.ends_with(ending));
    (is_kind && !head[from..].is_empty()).then_some((others, from))
}

/// With the levels before the kind, some of them in brackets: 区（市）｜排水主管部门. Of 市、县（市、区）人民政府 the first is the
/// document's own government.
fn with_levels(text: &str, start: usize, is_government: bool) -> usize {
    let is_level = |c: char| "省市州盟区县旗镇乡街道".contains(c) || c == '、' && !is_government;
    let is_inner = |c: char| "省市州盟区县旗镇乡街道自治、".contains(c);
    let levels = || {
        let before = text[..start].strip_suffix(['）', ')'])?;
        let open = before.rfind(['（', '('])?;
        let inner = before[open..].trim_start_matches(['（', '(']);
        let head = before[..open].trim_end_matches(is_level);
        (!inner.is_empty() && inner.chars().all(is_inner) && head.len() < open).then_some(head.len())
    };
    let townships = || {
        let is_town = text[start..].starts_with("镇人民政府");
        let others = ["乡、民族乡、", "乡、"].iter().filter(|_| is_town);
        let mut before = others.filter_map(|others| text[..start].strip_suffix(others));
        before.next().map(str::len)
    };
    let several = || (!is_government).then(|| several_levels(&text[..start])).flatten();
    let several = || several().map(|levels| start - levels);
    levels().or_else(townships).or_else(several).unwrap_or(start)
}

/// Whether the word of duty describes somebody else: 负责中小企业促进工作综合管理的｜部门.
fn describes(duty: &str) -> bool {
    let clause = duty.split(['，', '。', '；']).next().unwrap_or_default();
    ["的部门", "的机构", "的单位", "的人员"]
        .iter()
        .any(|word| clause.contains(word))
}

fn opens_clause(before: &str, number: usize) -> bool {
    before.len() <= number || before.ends_with(['，', '；', '。', ',', ';', ' ', '\u{3000}', ':', '：'])
}

/// Whether no word of a sentence's own grammar stands in it, and no other body's name before its end.
fn is_noun(scene: &Scene<'_>, span: Span, ending: &str) -> bool {
    let printed = span.of(scene.text);
    let stem = Span {
        end: span.end - ending.len() as u32,
        ..span
    };
    let words = scene.words.within(stem).iter();
    // jieba takes some places for other words: 大连 for an adverb.
    let is_each = |word: &Word| word.span.start == span.start && matches!(word.span.of(scene.text), "各" | "各有关");
    let opens = |word: &Word| word.span.start == span.start && begins_with_place(scene, span.start) || is_each(word);
    let mut others = words.filter(|word| !opens(word));
    let stops = others.any(|word| {
        let inner = word.span.of(scene.text);
        match word.pos {
            Pos::Verb => !is_inner(inner) && !OF_KINDS.contains(&inner),
            Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Adverb | Pos::Number => true,
            _ => acts_on_names(inner),
        }
    });
    let other_body = stem
        .of(scene.text)
        .contains(['局', '厅', '署', '们', '其', '和', '与', '及'])
        || printed.starts_with(['该', '本', '我', '并', '对', '及', '和']);
    !stops && !other_body
}

/// 市商业管理办公室; not 市场…, 市民…, 区域….
fn begins_with_level(printed: &str) -> bool {
    let stem = printed.strip_prefix(['省', '市', '州', '县', '区']);
    stem.is_some_and(|stem| !stem.starts_with(['场', '民', '政', '域', '级', '内', '直', '、', '委']))
}

fn begins_with_place(scene: &Scene<'_>, at: u32) -> bool {
    let mut starting = scene.matches.starting(at).iter();
    starting.any(|found| {
        let mut meanings = found.meanings.iter();
        meanings.any(|m| match m {
            Meaning::Place(id) => scene.lexicon.places.get(*id).level <= Level::County,
            Meaning::Zone(_) => true,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::{Agency, Collective};
    use crate::recognise::testing::printed;

    #[test]
    fn kinds_are_subjects_of_duties() {
        for (sentence, names) in [
            ("省级招办负责公布招生计划。", "省级招办"),
            ("已实行物业管理的，由物业管理单位负责清扫。", "物业管理单位"),
            ("绩效管理机构应当会同省财政厅开展评估。", "绩效管理机构"),
            ("支持龙头企业会同科研机构牵头攻关。", ""),
            ("申请人应当对真实性负责。", ""),
            ("该机构负责人出席会议。", ""),
            ("专题赛由秘书处办公室会同企业举办。", "秘书处办公室"),
            ("收费公路由经营管理者负责养护。", "经营管理者"),
            ("由各有关行政区域人民政府共同负责。", "各有关行政区域人民政府"),
            ("县级人民政府负责综合管理的部门受理投诉。", ""),
            (
                "乡、民族乡、镇人民政府和街道办事处负责环境卫生工作。",
                "乡、民族乡、镇人民政府|街道办事处",
            ),
            (
                "乡（镇）人民政府、街道办事处按照规定职责负责工作。",
                "乡（镇）人民政府|街道办事处",
            ),
            (
                "镇人民政府和区县（自治县）人民政府有关部门负责培训。",
                "镇人民政府|区县（自治县）人民政府有关部门",
            ),
            ("数据提供部门负责本部门数据安全。", "数据提供部门"),
            (
                "县级以上人民政府水行政主管部门是主管机关，负责河道的监督管理。",
                "县级以上人民政府水行政主管部门",
            ),
            (
                "市、区县人民政府有关部门在各自职责范围内负责节能工作。",
                "市、区县人民政府有关部门",
            ),
            (
                "市、县（市、区）道路交通安全委员会负责指导。",
                "市、县（市、区）道路交通安全委员会",
            ),
        ] {
            assert_eq!(printed(sentence, Collective), names, "{sentence}");
        }
        let bureau = "山东黄河河务局";
        assert_eq!(printed(&format!("{bureau}:主要负责防汛工作。"), Agency), bureau);
        let office = "省商业管理办公室";
        assert_eq!(printed(&format!("{office}负责商贸行业节能。"), Agency), office);
        let committee = "大连高新技术产业园区管理委员会";
        assert_eq!(printed(&format!("本措施由{committee}负责解释。"), Agency), committee);
    }
}
