//! Responsibilities: from lists of units, and from sentences that say who leads, carries or supports.

use crate::facts::{MeasureId, ResponsibilityFact, UnitRef};
use crate::recognise::{Scene, UnitList};
use crate::text::Span;

use super::{Names, duty};

/// Every responsibility, in the order of the text.
pub fn responsibilities(scene: &Scene<'_>, names: Names<'_>, lists: &[UnitList]) -> Vec<ResponsibilityFact> {
    let mut found: Vec<ResponsibilityFact> = lists.iter().flat_map(|list| of_list(scene, names, list)).collect();
    let listed: Vec<Span> = lists.iter().map(|list| list.quote).collect();
    found.extend(duty::in_sentences(scene, names, &listed));
    found.sort_by_key(|fact| (fact.unit.span, fact.measure, fact.role));
    found.dedup_by(|a, b| (a.unit.span, a.measure, a.role) == (b.unit.span, b.measure, b.role));
    found
}

fn of_list<'a>(
    scene: &'a Scene<'_>,
    names: Names<'a>,
    list: &'a UnitList,
) -> impl Iterator<Item = ResponsibilityFact> + 'a {
    list.items.iter().filter_map(move |item| {
        let span = item.candidate.span;
        let entity = names.entity_at(span)?;
        Some(ResponsibilityFact {
            measure: list.scope.measure.map(|measure| MeasureId(measure as u32)),
            role: list.role,
            unit: UnitRef { entity, span },
            printed: span.of(scene.text).replace('\n', ""),
            inherited: list.scope.inherited,
            quote: list.quote,
            rule: list.rule.clone(),
            corrections: names.lines_at(span),
        })
    })
}

/// Sentences with a word of responsibility from which nothing was read.
pub fn silent_duties(scene: &Scene<'_>, found: &[ResponsibilityFact]) -> Vec<Span> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell);
    let words = duty::words_of_duty(scene.text);
    let silent = sentences.filter(|sentence| {
        let first = words.partition_point(|at| *at < sentence.span.start);
        let says_so = words.get(first).is_some_and(|at| *at < sentence.span.end);
        says_so && !found.iter().any(|fact| sentence.span.overlaps(fact.quote))
    });
    silent.map(|sentence| sentence.span).collect()
}
