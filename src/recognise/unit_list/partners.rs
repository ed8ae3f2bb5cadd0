//! Partners in running text whose names neither the lexicon nor the grammar tells: …由经贸局牵头，建设发展局、高新集团配合.
//! Behind a clause that says who leads, one that ends in 配合 and holds nothing else is a list of units.

use std::sync::LazyLock;

use crate::lexicon::Cue;
use crate::model::{EntityKind, Role, Rule};
use crate::recognise::{Scene, Sense};
use crate::text::{Span, WordList};

use super::items::{Known, items};
use super::pieces::tokens;
use super::roles::{role_of, trim_duty};
use super::{RULE_VERB, UnitItem, UnitList, UnitScope};

/// How zones are called that have a body of their own.
static ZONES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("开发区 高新区 经开区 示范区 保税区 旅游区 度假区 风景区 景区 新区"));

/// The lists in the sentences of a text.
pub(super) fn find(scene: &Scene<'_>, known: &Known<'_>) -> Vec<UnitList> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| sentence.cues.has(Cue::Duty) && !scene.structure.passages[sentence.passage].is_unit_cell);
    let mut found = Vec::new();
    for sentence in sentences {
        let scope = UnitScope {
            measure: sentence.measure,
            inherited: false,
        };
        let mut has_leader = false;
        for clause in clauses(scene.text, sentence.span) {
            if has_leader {
                found.extend(partners(scene, known, clause, scope));
            }
            let verb = trim_duty(scene.text, clause).1;
            has_leader |= verb.is_some_and(|verb| role_of(verb) == Role::Lead);
        }
    }
    found
}

fn clauses(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let mut start = sentence.start;
    let pieces = sentence.of(text).split_inclusive(['，', '；', '。', ',', ';']);
    pieces.map(move |piece| {
        let words = piece.trim_end_matches(['，', '；', '。', ',', ';']);
        let clause = Span::new(0, words.len()).shift(start as usize);
        start += piece.len() as u32;
        clause
    })
}

/// The units of a clause that ends in a verb of help, if one of them has no name that is known: the others are read with
/// their sentence.
fn partners(scene: &Scene<'_>, known: &Known<'_>, clause: Span, scope: UnitScope) -> Option<UnitList> {
    let (list, verb) = trim_duty(scene.text, clause);
    verb.filter(|verb| role_of(verb) == Role::Support)?;
    let mut units: Vec<UnitItem> = Vec::new();
    for piece in tokens(scene.text, list) {
        let found = items(scene, known, piece);
        if found.is_empty() {
            return None;
        }
        units.extend(found);
    }
    let is_zone = |unit: &UnitItem| ZONES.ending(unit.candidate.span.of(scene.text)).is_some();
    let is_new = |unit: &UnitItem| {
        unit.candidate.sense == Sense::Printed && (unit.candidate.kind != EntityKind::Park || is_zone(unit))
    };
    units.iter().any(is_new).then(|| UnitList {
        quote: clause,
        role: Role::Support,
        scope,
        items: units,
        rule: Rule::named(RULE_VERB),
    })
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    #[test]
    fn partners_without_a_known_name() {
        for (sentence, told) in [
            (
                "由经贸局牵头，建设发展局、综合执法局、高新集团配合。",
                "建设发展局|综合执法局|高新集团",
            ),
            (
                "由市文旅局牵头组织实施，太白山旅游区、法门寺景区配合。",
                "太白山旅游区|法门寺景区",
            ),
            ("由市科技局牵头，全力做好配合。", ""),
            ("市城市运行局配合。", ""),
        ] {
            let text = format!("东莞市某某方案\n东莞市人民政府 2024年3月1日\n\n一、提升服务\n{sentence}\n");
            let facts = facts(&text);
            let partners = facts
                .responsibilities
                .iter()
                .filter(|fact| fact.role.name() == "support");
            let printed: Vec<&str> = partners.map(|fact| fact.printed.as_str()).collect();
            assert_eq!(printed.join("|"), told, "{sentence}");
        }
    }
}
