//! Responsibilities in running text: 由甲牵头, 甲、乙负责…, 联合丙….

use crate::facts::{EntityId, MeasureId, ResponsibilityFact, UnitRef};
use crate::lexicon::Cue;
use crate::model::{EntityKind, Role, Rule};
use crate::read::numbering;
use crate::recognise::{Candidate, Scene};
use crate::segment::Sentence;
use crate::text::Span;

use super::Names;

/// Forms of the words of responsibility that name somebody or something and give nobody a duty.
const NOUNS: [&str; 18] = [
    "负责人",
    "负责同志",
    "负责制",
    "直接负责的",
    "分级负责",
    "敢于负责",
    "协调配合",
    "责任单位",
    "责任部门",
    "主办方",
    "主办券商",
    "承办方",
    "协办方",
    "牵头部门",
    "牵头单位",
    "相互配合",
    "密切配合",
    "协同配合",
];

/// Whether every word of responsibility in a sentence is part of such a noun.
pub(super) fn is_only_a_noun(sentence: &str) -> bool {
    // 负责制定 is a duty, 负责制 is none.
    let mut rest = sentence.replace("负责制定", "负责");
    for noun in NOUNS {
        rest = rest.replace(noun, "");
    }
    !Cue::Duty.is_in(&rest)
}

/// Whether the word of responsibility stands behind somebody whom the text supports or asks (支持龙头企业牵头…): it tells what
/// may be done, by whoever will.
pub(super) fn is_wish(sentence: &str) -> bool {
    const WISHES: [&str; 6] = ["支持", "鼓励", "引导", "推动", "允许", "吸引"];
    const SOMEBODY: [&str; 8] = ["企业", "高校", "院所", "机构", "社会组织", "团队", "力量", "单位"];
    let clauses = sentence
        .split(['，', '。', '；'])
        .filter(|clause| Cue::Duty.is_in(clause));
    clauses.into_iter().all(|clause| {
        let word = Cue::Duty.first_in(clause).unwrap_or(0);
        let before = &clause[..word];
        WISHES.iter().any(|wish| before.contains(wish)) && SOMEBODY.iter().any(|who| before.contains(who))
    })
}

const RULE: Rule = Rule::named("duty-verb");

/// What behind the units makes it a duty, with its role; the longer before those that begin them.
const BEHIND: [(&str, Role); 16] = [
    ("负责牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("负责", Role::Responsible),
    ("具体负责", Role::Responsible),
    ("统一负责", Role::Responsible),
    ("承办", Role::Responsible),
    ("组织实施", Role::Responsible),
    ("联合组织", Role::Responsible),
    ("联合开展", Role::Responsible),
    ("会同", Role::Lead),
    ("商", Role::Lead),
    ("配合", Role::Support),
    ("协助", Role::Support),
    ("参与", Role::Support),
    ("参加", Role::Support),
];

/// What after 由 and the units makes it a duty.
const AFTER_BY: [&str; 16] = [
    "统筹", "组织", "制定", "审核", "审批", "受理", "承担", "实施", "监督", "管理", "解释", "办理", "落实", "会商",
    "具体", "协调",
];

/// What begins with a verb of duty and is none.
const NO_DUTY: [&str; 15] = [
    "负责人",
    "负责同志",
    "负责的",
    "负责制",
    "参与单位",
    "参与的",
    "配合单位",
    "商务",
    "商业",
    "商会",
    "商定",
    "商议",
    "牵头单位",
    "牵头部门",
    "参加单位",
];

/// What makes a leader, a carrier or a partner of whom it is said: 甲为牵头单位.
const APPOINTED: [(&str, Role); 9] = [
    ("为牵头单位", Role::Lead),
    ("为牵头部门", Role::Lead),
    ("是牵头单位", Role::Lead),
    ("是牵头部门", Role::Lead),
    ("为责任单位", Role::Responsible),
    ("为责任部门", Role::Responsible),
    ("为责任主体", Role::Responsible),
    ("为配合单位", Role::Support),
    ("为协办单位", Role::Support),
];

/// Words between the units and the verb.
const BETWEEN: [&str; 44] = [
    "：",
    ":",
    "主要",
    "相关责任部门",
    "有关责任单位",
    "各有关部门",
    "等",
    "有关部门",
    "相关部门",
    "部门",
    "单位",
    "要",
    "应当",
    "应",
    "将",
    "须",
    "共同",
    "分别",
    "具体",
    "统一",
    "按照职责分工",
    "按职责分工",
    "按照各自职责",
    "按各自职责",
    "依照各自职责",
    "依职责",
    "积极",
    "切实",
    "根据职责",
    "按照各自职责分工",
    "按各自职责分工",
    "根据职责分工",
    "根据各自职责",
    "依据职责分工",
    "依据各自职责",
    "结合各自职责",
    "在各自职责范围内",
    "在各自的职责范围内",
    "在职责范围内",
    "按照部门职责分工",
    "归口",
    "全面",
    "依法",
    "和",
];

/// Duties in the sentences outside the lists that were read already.
pub(super) fn in_sentences(scene: &Scene<'_>, names: Names<'_>, listed: &[Span]) -> Vec<ResponsibilityFact> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell);
    let charging = sentences.filter(|sentence| scene.matches.cues.has(Cue::Charge, sentence.span));
    let open = charging.filter(|sentence| !listed.iter().any(|list| list.contains(sentence.span)));
    let (mut found, mut headed): (Vec<ResponsibilityFact>, Option<Headed<'_>>) = (Vec::new(), None);
    for sentence in open {
        let runs = runs(scene, names, sentence.span);
        found.extend(in_sentence(scene, names, sentence, &runs));
        match headed
            .as_ref()
            .filter(|headed| headed.sentence.measure == sentence.measure)
        {
            Some(headed) => found.extend(headed.goes_on(scene, names, sentence)),
            None => headed = Headed::by(scene, sentence, runs),
        }
    }
    found.retain(|fact| !listed.iter().any(|list| list.contains(fact.unit.span)));
    found
}

/// The units before the colon with which a measure begins (省水利厅：主要负责…。牵头负责…。): what the sentences below begin
/// with a verb of duty is theirs.
struct Headed<'a> {
    sentence: &'a Sentence,
    run: Run<'a>,
}

impl<'a> Headed<'a> {
    fn by(scene: &Scene<'_>, sentence: &'a Sentence, runs: Vec<Run<'a>>) -> Option<Self> {
        let run = runs.into_iter().next()?;
        let (first, last) = (run.first()?.0.span, run.last()?.0.span);
        let opens = first.start == opening(scene, sentence) && sentence.measure.is_some();
        let is_head = opens && scene.text[last.end as usize..].starts_with([':', '：']);
        is_head.then_some(Self { sentence, run })
    }

    /// What a sentence without a subject gives them.
    fn goes_on(&self, scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence) -> Vec<ResponsibilityFact> {
        let text = sentence.span.of(scene.text).trim_start();
        let verbs = BEHIND
            .iter()
            .filter(|(verb, _)| matches!(*verb, "负责牵头" | "牵头" | "负责" | "会同"));
        let said = verbs
            .into_iter()
            .find(|(verb, _)| text.starts_with(verb))
            .filter(|_| !is_no_duty(text));
        let Some((_, role)) = said else { return Vec::new() };
        let quote = Span {
            start: self.sentence.span.start,
            ..sentence.span
        };
        self.run
            .iter()
            .map(|unit| fact(scene, names, sentence, unit, *role, quote))
            .collect()
    }
}

fn fact(
    scene: &Scene<'_>,
    names: Names<'_>,
    sentence: &Sentence,
    (candidate, entity): &(&Candidate, EntityId),
    role: Role,
    quote: Span,
) -> ResponsibilityFact {
    ResponsibilityFact {
        measure: sentence.measure.map(|measure| MeasureId(measure as u32)),
        role,
        unit: UnitRef {
            entity: *entity,
            span: candidate.span,
        },
        printed: candidate.span.of(scene.text).to_owned(),
        inherited: false,
        quote,
        rule: RULE,
        corrections: names.lines_at(candidate.span),
    }
}

fn in_sentence(scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence, runs: &[Run<'_>]) -> Vec<ResponsibilityFact> {
    let kind = |(_, entity): &(&Candidate, EntityId)| names.kind(*entity);
    let reading = Reading {
        text: scene.text,
        sentence: sentence.span,
        opening: opening(scene, sentence),
        binds: in_article(scene, sentence),
        runs,
    };
    let mut found = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        let is_agency = |unit| matches!(kind(unit), EntityKind::Agency | EntityKind::Collective);
        let is_place = |unit| kind(unit) == EntityKind::Place;
        let partner =
            |role: &Role| *role == Role::Support && !run.iter().all(is_place) && runs.iter().flatten().any(is_agency);
        let governs = run.iter().any(is_agency);
        let Some(role) = reading
            .role(i)
            .filter(|role| governs || reading.is_charged(i) || partner(role))
        else {
            continue;
        };
        found.extend(
            run.iter()
                .map(|unit| fact(scene, names, sentence, unit, role, sentence.span)),
        );
    }
    found
}

/// Where the sentence's own words begin, behind the number of its measure.
fn opening(scene: &Scene<'_>, sentence: &Sentence) -> u32 {
    let printed = sentence.span.of(scene.text);
    let number = numbering::marker(printed).map_or(0, |marker| marker.len);
    let lead = printed[number..].len() - printed[number..].trim_start().len();
    sentence.span.start + (number + lead) as u32
}

/// Whether the sentence stands in an article of a regulation, where 应当 binds whom it names.
fn in_article(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let mut next = sentence.measure;
    while let Some(measure) = next {
        let measure = &scene.structure.measures[measure];
        if measure.section.ends_in_article() {
            return true;
        }
        next = measure.parent;
    }
    false
}

/// Whether a thing of this kind can carry a duty: companies, institutes and places do beside agencies.
fn may_act(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Agency
            | EntityKind::Collective
            | EntityKind::Enterprise
            | EntityKind::Institution
            | EntityKind::Place
    )
}

/// Units that stand side by side.
type Run<'a> = Vec<(&'a Candidate, EntityId)>;

/// Units that stand side by side, joined by 、 or 和.
fn runs<'a>(scene: &Scene<'_>, names: Names<'a>, sentence: Span) -> Vec<Run<'a>> {
    let units = names.within(sentence).iter().filter_map(|candidate| {
        let entity = names.entity_at(candidate.span)?;
        may_act(names.kind(entity)).then_some((candidate, entity))
    });
    let units: Vec<_> = units.collect();
    let owns_next = |i: usize| {
        let next = units.get(i + 1).filter(|next| next.0.span.start == units[i].0.span.end);
        let [own, next] = [Some(units[i]), next.copied()].map(|unit| unit.map(|(_, entity)| names.kind(entity)));
        next.is_some_and(|next| next == EntityKind::Collective || own == Some(EntityKind::Place))
    };
    // 新疆生产建设兵团｜中小企业主管部门: the first only says whose the second is.
    let units = (0..units.len()).filter(|i| !owns_next(*i)).map(|i| units[i]);
    let mut runs: Vec<Run<'a>> = Vec::new();
    for unit in units {
        let joined = runs.last().and_then(|run| run.last()).is_some_and(|(last, _)| {
            let between = scene.text.get(last.span.end as usize..unit.0.span.start as usize);
            between.is_some_and(|between| {
                matches!(
                    between,
                    "、" | "和" | "与" | "及" | "以及" | "等部门和" | "等部门、" | "等有关部门和" | ""
                ) || holds_unread_units(between)
            })
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(unit),
            _ => runs.push(vec![unit]),
        }
    }
    runs
}

/// Whether between two units of a list only such stand as no rule has read (甲、｜市某某专班、｜乙): they do not end the list.
fn holds_unread_units(between: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "局",
        "委",
        "办",
        "厅",
        "署",
        "会",
        "院",
        "站",
        "队",
        "所",
        "中心",
        "公司",
        "集团",
        "大学",
        "政府",
        "机构",
        "单位",
        "部门",
        "专班",
        "小组",
        "办公室",
        "街道",
    ];
    let inner = between.strip_prefix('、').and_then(|rest| rest.strip_suffix('、'));
    let is_unit = |item: &str| {
        let width = item.chars().count();
        (2..=16).contains(&width)
            && item.chars().all(char::is_alphabetic)
            && ENDINGS.iter().any(|ending| item.ends_with(ending))
            && !Cue::Duty.is_in(item)
    };
    inner.is_some_and(|inner| inner.split('、').all(is_unit))
}

/// A sentence and the units in it.
struct Reading<'a> {
    text: &'a str,
    sentence: Span,
    /// Behind the number of the measure.
    opening: u32,
    /// Whether 应当 makes a duty.
    binds: bool,
    runs: &'a [Run<'a>],
}

impl<'a> Reading<'a> {
    fn between(&self, from: u32, to: u32) -> &'a str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// From the first byte of a run to its last.
    fn span(&self, run: usize) -> Option<Span> {
        let (first, last) = (self.runs[run].first()?.0.span, self.runs[run].last()?.0.span);
        Some(Span {
            start: first.start,
            end: last.end,
        })
    }

    /// The role that the words around a run give it.
    fn role(&self, run: usize) -> Option<Role> {
        let span = self.span(run)?;
        let before = self.between(self.opening.min(span.start), span.start);
        let printed = without_short_form(behind_list(self.between(span.end, self.sentence.end)));
        let after = behind(printed);
        let is_place = self.runs[run]
            .last()
            .is_some_and(|(last, _)| last.kind == EntityKind::Place);
        let governs = is_place
            || ["政府", "国务院"]
                .iter()
                .any(|name| self.text[..span.end as usize].ends_with(name));
        if governs && printed.starts_with(['有', '相', '各']) {
            // 省政府有关部门: its departments, which are not the government.
            return None;
        }
        let tells = ["近年来", "五年来", "一年来", "去年"]
            .iter()
            .any(|past| before.contains(past));
        if tells || is_no_duty(after) || is_done(after) || is_defined(before) || is_attribute(after) {
            return None;
        }
        if let Some((_, role)) = APPOINTED.iter().find(|(words, _)| after.starts_with(words)) {
            return Some(*role);
        }
        let verb = BEHIND.iter().find(|(verb, _)| after.starts_with(verb)).copied();
        if before.ends_with('由') {
            let by = AFTER_BY.iter().any(|verb| after.starts_with(verb));
            return verb.map(|(_, role)| role).or_else(|| by.then_some(Role::Responsible));
        }
        if ["联合", "会同"].iter().any(|word| before.ends_with(word)) {
            return Some(Role::Support);
        }
        if before.ends_with("配合") || before.ends_with("协助") {
            return self.is_helped(run, before).then_some(Role::Lead);
        }
        let opens = before.is_empty()
            || before.ends_with(['，', '；', '。', '、', '：', ',', '”', '）', ')', ' '])
            || is_asked(before);
        let starts_clause = opens || before.chars().all(char::is_alphanumeric);
        let fits = |(verb, _): &(&str, Role)| match *verb {
            "参加" => self.between(self.opening, span.start).contains(['头', '办']),
            _ => starts_clause || matches!(*verb, "牵头" | "负责"),
        };
        let said = verb.filter(fits).map(|(_, role)| role);
        let divided = || starts_clause && self.names_somebody(run) && divides_work(printed, after);
        said.or_else(|| divided().then_some(Role::Responsible))
            .or_else(|| starts_clause.then(|| self.bound(span)).flatten())
            .or_else(|| before.is_empty().then(|| self.later(span)).flatten())
    }

    /// Whether 由 stands before a run, which charges companies and institutes too.
    fn is_charged(&self, run: usize) -> bool {
        let start = self.span(run).map_or(0, |span| span.start);
        self.between(self.opening.min(start), start).ends_with('由')
    }

    /// Whether a run names its units by more than that they are concerned (有关部门, 各单位).
    fn names_somebody(&self, run: usize) -> bool {
        let mut printed = self.runs[run].iter().map(|(candidate, _)| candidate.span.of(self.text));
        printed.any(|unit| !unit.starts_with(['各', '有', '相']))
    }

    /// 甲配合乙: whom the run directly before the verb helps, leads.
    fn is_helped(&self, run: usize, before: &str) -> bool {
        let helper = run.checked_sub(1).and_then(|helper| self.span(helper));
        let verb = before.len()
            - before
                .trim_end_matches("配合")
                .trim_end_matches("协助")
                .trim_end_matches("积极")
                .len();
        let start = self.span(run).map_or(0, |span| span.start);
        helper.is_some_and(|helper| helper.end + verb as u32 == start)
    }

    /// In an article, 应当 directly behind the units.
    fn bound(&self, span: Span) -> Option<Role> {
        let after = without_short_form(self.between(span.end, self.sentence.end));
        let after = after
            .strip_prefix('等')
            .map_or(after, |rest| match rest.split_once("部门") {
                Some((between, rest)) if !between.contains(['，', '。', '、']) => rest,
                _ => after,
            });
        let after = after.strip_prefix('，').unwrap_or(after);
        let says = self.binds && (after.starts_with("应当") || after.starts_with("应依法"));
        (says && !after.starts_with("应当配合")).then_some(Role::Responsible)
    }

    /// The duty of the units that open the sentence in a later clause that names nobody: 甲要加强协调，会同乙….
    fn later(&self, span: Span) -> Option<Role> {
        let rest = self.between(span.end, self.sentence.end);
        let named = rest.split(['，', '；']).next().unwrap_or(rest);
        if named.contains("作为") && (named.contains("牵头部门") || named.contains("牵头单位")) {
            return Some(Role::Lead);
        }
        let mut at = span.end + named.len() as u32;
        for clause in rest.split(['，', '；']).skip(1) {
            at += '，'.len_utf8() as u32;
            let lead = ["并", "同时", "积极", "统一", "切实", "要"];
            let bare = lead
                .iter()
                .fold(clause, |clause, word| clause.strip_prefix(word).unwrap_or(clause));
            let names_other = (0..self.runs.len()).any(|run| self.span(run).is_some_and(|other| other.start == at));
            if names_other || bare.starts_with('由') {
                return None;
            }
            let says = [("会同", Role::Lead), ("牵头", Role::Lead), ("负责", Role::Responsible)];
            let said = says.iter().find(|(verb, _)| bare.starts_with(verb));
            let is_duty = !is_no_duty(bare) && !is_done(bare);
            if let Some((_, role)) = said.filter(|_| is_duty) {
                return Some(*role);
            }
            if self.binds && clause.starts_with("应当") && !clause.starts_with("应当配合") {
                return Some(Role::Responsible);
            }
            at += clause.len() as u32;
        }
        None
    }
}

/// Whether what stands behind a unit begins like a verb of duty and is none; 负责制定 is one, 负责制 none.
fn is_no_duty(after: &str) -> bool {
    NO_DUTY.iter().any(|word| after.starts_with(word))
        && !after.starts_with("负责制定")
        && !after.starts_with("负责制订")
}

/// 甲主办的大赛, 甲联合组织开发的方案: the verb only says whose the thing behind it is.
fn is_attribute(after: &str) -> bool {
    const BARE: [&str; 3] = ["牵头的", "负责牵头的", "会同的"];
    const VERBS: [&str; 5] = ["主办", "承办", "联合组织", "联合开展", "组织实施"];
    let describes = |rest: &str| rest.chars().take(4).any(|c| c == '的');
    let mut verbs = VERBS.iter().filter_map(|verb| after.strip_prefix(verb));
    BARE.iter().any(|words| after.starts_with(words)) || verbs.any(describes)
}

/// 甲、乙按照职责分工，做好…: the work that a clause divides among its units, without another verb of duty.
fn divides_work(printed: &str, after: &str) -> bool {
    let passed = &printed[..printed.len() - after.len()];
    let is_help = ["配合", "支持", "密切", "加强配合", "协同"]
        .iter()
        .any(|word| after.trim_start_matches(['，', ',']).starts_with(word));
    passed.contains("职责") && !after.is_empty() && !after.starts_with(['。', '；', '的']) && !is_help
}

/// What stands behind a list that 等部门 closes, where a bracket gives all of them a short form: 等部门｜（以下统称…）.
fn behind_list(after: &str) -> &str {
    let closes = ["等部门", "等有关部门", "等相关部门", "等单位", "等有关单位"];
    let behind = closes.iter().find_map(|close| after.strip_prefix(close));
    behind.filter(|rest| rest.starts_with(['（', '('])).unwrap_or(after)
}

/// What stands behind a name, without the bracket that gives it a short form or names its second plate.
fn without_short_form(after: &str) -> &str {
    let inner = after.strip_prefix(['（', '(']).filter(|inner| {
        let is_short_form = ["以下简称", "下称", "简称", "以下统称"]
            .iter()
            .any(|word| inner.starts_with(word));
        is_short_form || is_plate(inner)
    });
    inner
        .and_then(|inner| inner.split_once(['）', ')']))
        .map_or(after, |(_, rest)| rest)
}

/// Whether a bracket holds one name of a body and nothing else: 经济发展局（安全生产监管局）.
fn is_plate(inner: &str) -> bool {
    let name = inner.split(['）', ')']).next().unwrap_or_default();
    let width = name.chars().count();
    (3..=16).contains(&width)
        && name.ends_with(['局', '委', '办', '室', '心', '会'])
        && name.chars().all(char::is_alphabetic)
}

/// Whether the verb tells of what was done: 会同有关部门研究制定了….
fn is_done(after: &str) -> bool {
    let clause = after.split(['，', '。', '；']).next().unwrap_or(after);
    [
        "制定了",
        "起草了",
        "编制了",
        "印发了",
        "开展了",
        "研究了",
        "修订了",
        "发布了",
        "联合印发",
        "形成了",
        "出台了",
        "完成了",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

/// 请甲配合…: whom the issuer asks, not whom somebody asks (提请, 申请).
fn is_asked(before: &str) -> bool {
    before
        .strip_suffix('请')
        .is_some_and(|head| !head.ends_with(['提', '申', '商', '邀', '聘', '报', '呈', '恳']))
}

/// Whether the words before a unit make it part of a description: 适用于省科技厅负责审批的项目.
fn is_defined(before: &str) -> bool {
    [
        "适用于",
        "属于",
        "是指",
        "包括",
        "经",
        "报",
        "提请",
        "商请",
        "报请",
        "邀请",
    ]
    .iter()
    .any(|word| before.ends_with(word))
}

/// Without the words that may stand between the units and the verb.
fn behind(after: &str) -> &str {
    let mut after = without_counted_governments(after);
    while let Some(word) = BETWEEN
        .iter()
        .filter(|word| after.starts_with(**word))
        .max_by_key(|word| word.len())
    {
        after = &after[word.len()..];
    }
    after
}

/// Without what the places of a list share behind the last of them: 武汉、鄂州｜2市人民政府.
fn without_counted_governments(after: &str) -> &str {
    let count = after.trim_start_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    if count.len() == after.len() {
        return after;
    }
    let kind = count
        .trim_start_matches('个')
        .trim_start_matches(['省', '市', '县', '区', '镇', '州', '旗']);
    let government = ["人民政府", "政府"].iter().find_map(|ending| kind.strip_prefix(ending));
    government.unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use super::{APPOINTED, BEHIND, Cue};
    use crate::recognise::testing::facts;

    /// The roles that a sentence of a regulation of Guangdong gives: `role printed`, joined by `|`.
    fn roles(sentence: &str) -> String {
        let text = format!("广东省某某办法\n广东省人民政府 2021年3月1日\n\n第一条 {sentence}\n");
        let facts = facts(&text);
        let told = facts.responsibilities.iter();
        let told = told.map(|fact| format!("{} {}", fact.role.name(), fact.printed));
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn duties_stand_beside_units() {
        for (sentence, told) in [
            ("省科技厅牵头，省财政厅配合。", "lead 省科技厅|support 省财政厅"),
            ("由省科技厅负责解释。", "responsible 省科技厅"),
            (
                "省教育厅配合省公安厅做好校园安全工作。",
                "support 省教育厅|lead 省公安厅",
            ),
            (
                "省科技厅要加强协调，会同省财政厅建立机制。",
                "lead 省科技厅|support 省财政厅",
            ),
            ("省科技厅（以下简称科技厅）负责统筹。", "responsible 省科技厅"),
            ("省科技厅应当建立平台。", "responsible 省科技厅"),
            ("具体工作由深圳市负责。", "responsible 深圳市"),
            ("请省科技厅配合做好培训工作。", "support 省科技厅"),
            (
                "省水利厅：主要负责水情监测。牵头负责水利工程建设，参与做好相关工作。",
                "lead 省水利厅|responsible 省水利厅",
            ),
            ("省科技厅负责制定年度计划。", "responsible 省科技厅"),
            (
                "省科技厅为牵头单位，省财政厅为配合单位。",
                "lead 省科技厅|support 省财政厅",
            ),
            (
                "省科技厅、省财政厅在各自职责范围内做好服务。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
            (
                "由省科技厅、市某某工作专班、省财政厅负责落实。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
        ] {
            assert_eq!(roles(sentence), told, "{sentence}");
        }
    }

    #[test]
    fn whatever_charges_is_a_cue() {
        let verbs = BEHIND.iter().chain(&APPOINTED).map(|(words, _)| *words);
        for words in verbs.chain(["由", "作为牵头部门", "应当", "按职责"]) {
            assert!(Cue::Charge.is_in(words), "{words}");
        }
    }

    #[test]
    fn what_is_no_duty() {
        for sentence in [
            "省科技厅会同省财政厅研究制定了本办法。",
            "本办法适用于省科技厅负责审批的项目。",
            "省科技厅负责人出席会议。",
            "由省政府有关部门的人员组成。",
            "省科技厅、省财政厅按职责分工密切配合。",
            "由省科技厅主办的首届大赛取得圆满成功。",
            "提请省科技厅配合。",
            "由深圳市相关部门负责解释。",
            "由省科技厅与省财政厅商定。",
            "近年来，省科技厅会同省财政厅加强协同。",
        ] {
            assert_eq!(roles(sentence), "", "{sentence}");
        }
    }
}
