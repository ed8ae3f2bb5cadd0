//! Leading groups (领导小组, 指挥部, 专班, 联席会议): which units sit in them, which of them leads, and which department
//! houses the office. Where people are listed (组长：… 市科技局局长), it is their unit that sits in the group.
//!
//! What a line says holds for the group that it names, or that the text named last before it.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{EntityId, SeatFact, UnitRef};
use crate::lexicon::Cue;
use crate::model::{EntityKind, Rule, Seat};
use crate::recognise::{Candidate, Scene};
use crate::segment::Sentence;
use crate::text::{Span, WordList};

use super::Names;

/// How the names of groups end.
static GROUPS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("领导小组 协调小组 推进小组 指挥部 专班 联席会议 专项小组"));
/// Where an office is.
const HOUSED: [&str; 5] = ["设在", "设于", "设立在", "挂靠在", "挂靠"];
/// Units that a label gives a seat, with what they are.
static UNIT_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<post>组长单位|副组长单位|召集单位|副召集单位|成员单位)(?:主要)?(?:包括|有|为|[:：])[:：]?")
        .expect("the pattern is fixed")
});
/// What makes its units sit in the group: 由甲、乙组成.
static COMPOSED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"由(?P<units>[^。；]+?)(?:共同)?组成").expect("the pattern is fixed"));
/// What appoints the unit before it.
static APPOINTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:为|是|任|担任)(?:[^，。；、]{0,6})?(?P<post>牵头单位|牵头部门|组长单位|召集单位)")
        .expect("the pattern is fixed")
});
/// The post with which a line of a list of people begins.
static PERSON_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[\s\u{3000}]*(?P<post>(?:常务|第一|执行)?副?[\s\u{3000}]*(?:组[\s\u{3000}]*长|总[\s\u{3000}]*指[\s\u{3000}]*挥|指[\s\u{3000}]*挥[\s\u{3000}]*长|召[\s\u{3000}]*集[\s\u{3000}]*人)|(?:小组)?成[\s\u{3000}]*员)[\s\u{3000}]*[:：]",
    )
    .expect("the pattern is fixed")
});
/// What somebody of a unit is, behind its name.
const POSTS: [&str; 31] = [
    "局长",
    "主任",
    "书记",
    "部长",
    "厅长",
    "行长",
    "院长",
    "校长",
    "董事长",
    "经理",
    "区长",
    "县长",
    "市长",
    "镇长",
    "秘书长",
    "检察长",
    "主席",
    "会长",
    "司令员",
    "关长",
    "署长",
    "台长",
    "总队长",
    "支队长",
    "大队长",
    "所长",
    "处长",
    "科长",
    "负责同志",
    "负责人",
    "巡视员",
];
/// The most that stands between a unit and what its head is: 党组成员、副.
const WIDEST: usize = 16;

/// Every seat, in the order of the text.
pub fn seats(scene: &Scene<'_>, names: Names<'_>) -> Vec<SeatFact> {
    if scene.matches.cues.all(Cue::GroupEnding).is_empty() {
        return Vec::new();
    }
    let Some(first) = names
        .candidates
        .iter()
        .find(|candidate| is_group(scene, names, candidate))
    else {
        return Vec::new();
    };
    let from = scene
        .sentences
        .partition_point(|sentence| sentence.span.end <= first.span.start);
    let mut reader = Reader {
        scene,
        names,
        group: None,
        post: None,
        found: Vec::new(),
    };
    for sentence in &scene.sentences[from..] {
        reader.read(sentence);
    }
    let mut found = reader.found;
    found.sort_by_key(|fact| (fact.unit.span, fact.group, fact.seat));
    found.dedup_by(|a, b| (a.unit.span, a.group, a.seat) == (b.unit.span, b.group, b.seat));
    found
}

/// Whether a name stands for a leading group or its office.
fn is_group(scene: &Scene<'_>, names: Names<'_>, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Agency && {
        let printed = candidate.span.of(scene.text);
        let in_full = || {
            names
                .entity_at(candidate.span)
                .map(|id| names.resolved.entities[id.0 as usize].key.name.as_str())
        };
        ends_in_group(printed) || in_full().is_some_and(ends_in_group)
    }
}

/// Whether a line begins with one of the characters that [`PERSON_LABEL`] asks for: most do not.
fn may_open_list(line: &str) -> bool {
    let words = line.trim_start();
    words.starts_with(['常', '第', '执', '副', '组', '总', '指', '召', '小', '成'])
}

fn ends_in_group(name: &str) -> bool {
    let group = name.strip_suffix("办公室").unwrap_or(name);
    GROUPS.ending(group).is_some()
}

/// Reads sentence after sentence.
struct Reader<'s, 'a> {
    scene: &'s Scene<'s>,
    names: Names<'a>,
    /// The group that was named last; its office is none that people sit in.
    group: Option<EntityId>,
    /// The post of the list of people that is being read.
    post: Option<(String, usize)>,
    found: Vec<SeatFact>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, sentence: &Sentence) {
        let text = sentence.span.of(self.scene.text);
        let label = may_open_list(text).then(|| PERSON_LABEL.captures(text)).flatten();
        if let Some(label) = label.as_ref().and_then(|label| label.name("post")) {
            let post: String = label.as_str().chars().filter(|c| !c.is_whitespace()).collect();
            self.post = Some((post, sentence.passage));
        }
        if self.goes_on(sentence) {
            self.people(sentence);
            return;
        }
        self.post = None;
        self.offices(sentence);
        self.labelled(sentence);
        self.composed(sentence);
        self.group = self.named_before(sentence.span, sentence.span.end).or(self.group);
    }

    /// Whether a list of people goes on here: in its line, or in the next one that tells of somebody's post.
    fn goes_on(&mut self, sentence: &Sentence) -> bool {
        let Some((_, passage)) = &mut self.post else {
            return false;
        };
        let is_near = sentence.passage <= *passage + 1;
        *passage = sentence.passage;
        let text = sentence.span.of(self.scene.text);
        is_near
            && (may_open_list(text) && PERSON_LABEL.is_match(text)
                || POSTS.iter().any(|post| text.contains(post)) && !text.contains("办公室设在"))
    }

    /// The units whose people a line names.
    fn people(&mut self, sentence: &Sentence) {
        let (Some(group), Some((post, _))) = (self.group, self.post.clone()) else {
            return;
        };
        let seat = if post.contains('副') || post.ends_with("成员") {
            Seat::Member
        } else {
            Seat::Lead
        };
        let units: Vec<&Candidate> = self
            .units(sentence.span)
            .filter(|unit| self.sends_somebody(unit, sentence.span) && !self.is_inside_another(unit, sentence.span))
            .collect();
        for unit in units {
            self.push(group, unit, seat, &post, sentence.span);
        }
    }

    /// 中央军委装备发展部综合｜计划局局长: a part of the unit before it, with nothing but words between.
    fn is_inside_another(&self, unit: &Candidate, sentence: Span) -> bool {
        let mut before = self.units(sentence).filter(|other| other.span.end <= unit.span.start);
        before.any(|other| {
            let between = &self.scene.text[other.span.end as usize..unit.span.start as usize];
            !between.is_empty()
                && between.chars().all(char::is_alphabetic)
                && !POSTS.iter().any(|post| between.contains(post))
        })
    }

    /// Whether the words behind a unit's name are somebody's post.
    fn sends_somebody(&self, unit: &Candidate, sentence: Span) -> bool {
        let behind = &self.scene.text[unit.span.end as usize..sentence.end as usize];
        let end = behind.char_indices().nth(WIDEST).map_or(behind.len(), |(at, _)| at);
        let near = behind[..end]
            .split([' ', '\u{3000}', '\t', '，', '；', '。'])
            .next()
            .unwrap_or_default();
        POSTS.iter().any(|post| near.contains(post))
    }

    /// 办公室设在市科技局.
    fn offices(&mut self, sentence: &Sentence) {
        if !sentence.cues.has(Cue::Seat) {
            return;
        }
        let cues = self.scene.matches.cues.ending_in(Cue::Seat, sentence.span).iter();
        for (office_end, office) in cues.map(|cue| (cue.end, cue.of(self.scene.text))) {
            let behind = &self.scene.text[office_end as usize..sentence.span.end as usize];
            let housed = HOUSED.iter().find(|verb| behind.starts_with(**verb));
            let Some(verb) = housed.filter(|_| office == "办公室") else {
                continue;
            };
            let start = office_end + verb.len() as u32;
            let named = self
                .names
                .within(sentence.span)
                .iter()
                .find(|name| name.span.end == office_end);
            let named = named.filter(|name| is_group(self.scene, self.names, name));
            let group = named
                .map(|name| self.entity(name))
                .or_else(|| self.before(sentence.span, office_end));
            let host = self.units(sentence.span).find(|unit| unit.span.start == start);
            // 国务院著作权行政管理部门 is a department of the State Council, not the Council.
            let is_owner = |unit: &&Candidate| {
                let goes_on = self.scene.text[unit.span.end as usize..].starts_with(char::is_alphabetic);
                goes_on
                    && ["政府", "国务院"]
                        .iter()
                        .any(|name| unit.span.of(self.scene.text).ends_with(name))
            };
            let host = host.filter(|unit| !is_owner(unit));
            if let (Some(group), Some(host)) = (group, host) {
                self.push(group, host, Seat::Host, office, sentence.span);
            }
        }
    }

    /// 成员单位：甲、乙.
    fn labelled(&mut self, sentence: &Sentence) {
        let text = sentence.span.of(self.scene.text);
        if !sentence.cues.has(Cue::UnitLabel) || !text.contains("单位") {
            return;
        }
        let labels: Vec<(usize, usize, String)> = UNIT_LABEL
            .captures_iter(text)
            .filter_map(|label| {
                Some((
                    label.get(0)?.start(),
                    label.get(0)?.end(),
                    label.name("post")?.as_str().to_owned(),
                ))
            })
            .collect();
        for (i, (start, end, post)) in labels.iter().enumerate() {
            let next = labels.get(i + 1).map_or(text.len(), |next| next.0);
            let span = Span::new(*end, next).shift(sentence.span.start as usize);
            let group = self.before(sentence.span, sentence.span.start + *start as u32);
            let seat = if matches!(post.as_str(), "组长单位" | "召集单位") {
                Seat::Lead
            } else {
                Seat::Member
            };
            for unit in self.listed(span) {
                if let Some(group) = group {
                    self.push(group, unit, seat, post, sentence.span);
                }
            }
        }
    }

    /// 联席会议由甲、乙组成，甲为牵头单位.
    fn composed(&mut self, sentence: &Sentence) {
        let text = sentence.span.of(self.scene.text);
        let may_compose = sentence.cues.has(Cue::Seat) && text.contains("组成");
        let composed = may_compose.then(|| COMPOSED.captures(text)).flatten();
        let units = composed.and_then(|found| found.name("units"));
        if let Some(units) = units {
            let span = Span::new(units.start(), units.end()).shift(sentence.span.start as usize);
            let group = self.named_before(sentence.span, span.start);
            let leads = |unit: &Candidate| self.scene.text[unit.span.end as usize..].starts_with("牵头");
            for unit in self.listed(span) {
                let seat = if leads(unit) { Seat::Lead } else { Seat::Member };
                if let Some(group) = group {
                    self.push(group, unit, seat, "组成", sentence.span);
                }
            }
        }
        if !sentence.cues.has(Cue::UnitLabel) {
            return;
        }
        let units: Vec<&Candidate> = self.units(sentence.span).collect();
        for unit in units {
            let behind = &self.scene.text[unit.span.end as usize..sentence.span.end as usize];
            let group = self.named_before(sentence.span, unit.span.start);
            if let (Some(post), Some(group)) = (APPOINTED.captures(behind).and_then(|found| found.name("post")), group)
            {
                self.push(group, unit, Seat::Lead, post.as_str(), sentence.span);
            }
        }
    }

    /// The units of a list that begins where `span` does.
    fn listed(&self, span: Span) -> Vec<&'a Candidate> {
        let units: Vec<&'a Candidate> = self.units(span).collect();
        let lead = units.first().map_or("", |unit| {
            &self.scene.text[span.start as usize..unit.span.start as usize]
        });
        if lead.chars().count() > 4 { Vec::new() } else { units }
    }

    /// The group that stands in the sentence before a place, or was named last before the sentence.
    fn before(&self, sentence: Span, at: u32) -> Option<EntityId> {
        self.named_before(sentence, at).or(self.group)
    }

    /// The group that stands in the sentence before a place.
    fn named_before(&self, sentence: Span, at: u32) -> Option<EntityId> {
        self.groups(Span { end: at, ..sentence })
            .next_back()
            .map(|group| self.entity(group))
    }

    fn groups(&self, span: Span) -> impl DoubleEndedIterator<Item = &'a Candidate> {
        let names = self.names;
        let scene = self.scene;
        names
            .within(span)
            .iter()
            .filter(move |name| is_group(scene, names, name) && !name.span.of(scene.text).ends_with("办公室"))
    }

    /// The units that may sit in a group, themselves no group.
    fn units(&self, span: Span) -> impl Iterator<Item = &'a Candidate> {
        let (scene, names) = (self.scene, self.names);
        let may_sit = |kind| {
            matches!(
                kind,
                EntityKind::Agency | EntityKind::Enterprise | EntityKind::Institution
            )
        };
        names
            .within(span)
            .iter()
            .filter(move |name| may_sit(name.kind) && !is_group(scene, names, name))
    }

    fn entity(&self, name: &Candidate) -> EntityId {
        self.names.entity_at(name.span).unwrap_or(EntityId(0))
    }

    fn push(&mut self, group: EntityId, unit: &Candidate, seat: Seat, post: &str, quote: Span) {
        let Some(entity) = self.names.entity_at(unit.span) else {
            return;
        };
        self.found.push(SeatFact {
            group,
            unit: UnitRef {
                entity,
                span: unit.span,
            },
            seat,
            post: post.to_owned(),
            quote,
            rule: Rule::named("leading-group-seat"),
            corrections: self.names.lines_at(unit.span),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    /// The seats that a text of Shandong gives: `seat unit post group`, joined by `|`.
    fn seats(body: &str) -> String {
        let text = format!("山东省某某方案\n山东省人民政府 2021年3月1日\n\n{body}\n");
        let facts = facts(&text);
        let name = |id: crate::facts::EntityId| facts.entities[id.0 as usize].key.name.clone();
        let told = facts.seats.iter().map(|fact| {
            let unit = fact.unit.span.of(&facts.text);
            format!("{} {unit} {} {}", fact.seat.name(), fact.post, name(fact.group))
        });
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn who_sits_in_a_group() {
        let group = "山东省数字经济发展领导小组";
        for (text, told) in [
            (
                "成立山东省数字经济发展领导小组，领导小组办公室设在省工业和信息化厅。",
                format!("host 省工业和信息化厅 办公室 {group}办公室"),
            ),
            (
                "成立山东省数字经济发展领导小组。\n成员单位：省财政厅、省科技厅。",
                format!("member 省财政厅 成员单位 {group}|member 省科技厅 成员单位 {group}"),
            ),
            (
                "山东省数字经济发展领导小组由省发展改革委、省财政厅组成，省发展改革委为牵头单位。",
                format!(
                    "member 省发展改革委 组成 {group}|member 省财政厅 组成 {group}|lead 省发展改革委 牵头单位 {group}"
                ),
            ),
            (
                "成立山东省数字经济发展领导小组，设领导小组办公室。\n组　长：王某某　省工业和信息化厅厅长\n副组长：李某某　省财政厅副厅长\n成　员：张某某　省科技厅副厅长\n　　　　赵某某　省教育厅副厅长\n各部门要配合。",
                format!(
                    "lead 省工业和信息化厅 组长 {group}|member 省财政厅 副组长 {group}|member 省科技厅 成员 {group}|member 省教育厅 成员 {group}"
                ),
            ),
            ("省科技厅由三个处组成，办公室设在省财政厅。", String::new()),
            ("成立山东省数字经济发展领导小组，由省财政厅负责资金。", String::new()),
        ] {
            assert_eq!(seats(text), told, "{text}");
        }
    }
}
