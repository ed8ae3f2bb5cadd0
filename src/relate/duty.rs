//! Responsibilities in running text: 由甲牵头, 甲、乙负责…, 联合丙….

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::facts::{EntityId, MeasureId, ResponsibilityFact, UnitRef};
use crate::model::{EntityKind, Role, Rule};
use crate::recognise::{Candidate, Scene};
use crate::segment::Sentence;
use crate::text::Span;

use super::Names;

/// Words that speak of responsibility.
const WORDS: [&str; 10] = [
    "牵头",
    "责任单位",
    "责任部门",
    "配合单位",
    "负责",
    "主办",
    "协办",
    "会同",
    "承办",
    "按职责分工",
];

static WORD: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(WORDS).expect("ten short words"));

/// Whether a sentence speaks of responsibility.
pub(super) fn speaks_of_duty(sentence: &str) -> bool {
    WORD.is_match(sentence)
}

const RULE: Rule = Rule::named("duty-verb");

/// What behind the units makes it a duty, with its role.
const BEHIND: [(&str, Role); 13] = [
    ("负责牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("负责", Role::Responsible),
    ("具体负责", Role::Responsible),
    ("统一负责", Role::Responsible),
    ("承办", Role::Responsible),
    ("组织实施", Role::Responsible),
    ("会同", Role::Lead),
    ("商", Role::Lead),
    ("配合", Role::Support),
    ("协助", Role::Support),
    ("参与", Role::Support),
];

/// What after 由 and the units makes it a duty.
const AFTER_BY: [&str; 16] = [
    "统筹", "组织", "制定", "审核", "审批", "受理", "承担", "实施", "监督", "管理", "解释", "办理", "落实", "会商",
    "具体", "协调",
];

/// Words between the units and the verb.
const BETWEEN: [&str; 26] = [
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
    "共同",
    "分别",
    "具体",
    "按照职责分工",
    "按职责分工",
    "按照各自职责",
    "按各自职责",
    "依职责",
    "积极",
    "根据职责",
    "和",
];

/// Duties in the sentences outside the lists that were read already.
pub(super) fn in_sentences(scene: &Scene<'_>, names: Names<'_>, listed: &[Span]) -> Vec<ResponsibilityFact> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell);
    let open = sentences.filter(|sentence| !listed.iter().any(|list| list.contains(sentence.span)));
    open.flat_map(|sentence| in_sentence(scene, names, sentence))
        .filter(|fact| !listed.iter().any(|list| list.contains(fact.unit.span)))
        .collect()
}

fn in_sentence(scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence) -> Vec<ResponsibilityFact> {
    let mut found = Vec::new();
    for run in runs(scene, names, sentence.span) {
        let Some(role) = role(scene, sentence.span, &run) else {
            continue;
        };
        found.extend(run.iter().map(|(candidate, entity)| ResponsibilityFact {
            measure: sentence.measure.map(|measure| MeasureId(measure as u32)),
            role,
            unit: UnitRef {
                entity: *entity,
                span: candidate.span,
            },
            printed: candidate.span.of(scene.text).to_owned(),
            inherited: false,
            quote: sentence.span,
            rule: RULE,
            corrections: names.lines_at(candidate.span),
        }));
    }
    found
}

/// Units that stand side by side, joined by 、 or 和.
fn runs<'a>(scene: &Scene<'_>, names: Names<'a>, sentence: Span) -> Vec<Vec<(&'a Candidate, EntityId)>> {
    let units = names.within(sentence).iter().filter_map(|candidate| {
        let entity = names.entity_at(candidate.span)?;
        matches!(names.kind(entity), EntityKind::Agency | EntityKind::Collective).then_some((candidate, entity))
    });
    let mut runs: Vec<Vec<(&Candidate, EntityId)>> = Vec::new();
    for unit in units {
        let joined = runs.last().and_then(|run| run.last()).is_some_and(|(last, _)| {
            let between = scene.text.get(last.span.end as usize..unit.0.span.start as usize);
            between.is_some_and(|between| matches!(between, "、" | "和" | "与" | "及" | "以及" | ""))
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(unit),
            _ => runs.push(vec![unit]),
        }
    }
    runs
}

/// What the words around a run of units make of them.
fn role(scene: &Scene<'_>, sentence: Span, run: &[(&Candidate, EntityId)]) -> Option<Role> {
    let (first, last) = (run.first()?.0.span, run.last()?.0.span);
    let before = &scene.text[sentence.start as usize..first.start as usize];
    let after = behind(&scene.text[last.end as usize..sentence.end as usize]);
    let verb = BEHIND
        .iter()
        .find(|(verb, _)| after.starts_with(verb))
        .map(|(verb, role)| (*verb, *role));
    let negated = [
        "负责人",
        "负责同志",
        "负责的",
        "参与单位",
        "配合单位",
        "商务",
        "商业",
        "牵头单位",
        "牵头部门",
    ]
    .iter()
    .any(|word| after.starts_with(word));
    if negated {
        return None;
    }
    if before.ends_with('由') {
        let by = AFTER_BY.iter().any(|verb| after.starts_with(verb));
        return verb.map(|(_, role)| role).or_else(|| by.then_some(Role::Responsible));
    }
    if ["联合", "会同", "配合", "协助"]
        .iter()
        .any(|word| before.ends_with(word))
    {
        return Some(Role::Support);
    }
    let starts_clause = before.is_empty()
        || before.ends_with(['，', '；', '。', '、', '：', ',', '”', '）', ' '])
        || before
            .trim_end_matches(|c: char| c.is_alphanumeric() || c == '、')
            .is_empty();
    verb.filter(|(verb, _)| starts_clause || matches!(*verb, "牵头" | "负责"))
        .map(|(_, role)| role)
}

/// The text behind the units without 等部门, 要, 共同 and the like.
fn behind(mut after: &str) -> &str {
    while let Some(word) = BETWEEN
        .iter()
        .filter(|word| after.starts_with(**word))
        .max_by_key(|word| word.len())
    {
        after = &after[word.len()..];
    }
    after
}
