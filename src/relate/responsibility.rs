//! Responsibilities: from lists of units, from headings and lines that a unit opens, and from sentences that say who leads,
//! carries or supports.

use rustc_hash::FxHashSet;

use crate::facts::{MeasureId, ResponsibilityFact, UnitRef};
use crate::lexicon::Cue;
use crate::model::EntityKind;
use crate::recognise::{Candidate, Scene, UnitList};
use crate::text::{Span, Spans};

use super::{Names, duty, titled, unit_line};

/// Every responsibility, in the order of the text.
pub fn responsibilities(scene: &Scene<'_>, names: Names<'_>, lists: &[UnitList]) -> Vec<ResponsibilityFact> {
    let mut found: Vec<ResponsibilityFact> = lists.iter().flat_map(|list| of_list(scene, names, list)).collect();
    let listed: Spans = lists.iter().map(|list| list.quote).collect();
    found.extend(duty::in_sentences(scene, names, &listed));
    found.extend(titled::responsibilities(scene, names));
    let lines = unit_line::responsibilities(scene, names, &found);
    found.extend(lines);
    keep_said(&mut found);
    found.sort_by_key(|fact| (fact.unit.span, fact.measure, fact.role));
    found.dedup_by(|a, b| (a.unit.span, a.measure, a.role) == (b.unit.span, b.measure, b.role));
    found
}

/// Leaves out what the text only bids a unit to do where the same measure says in so many words what its duty is.
fn keep_said(found: &mut Vec<ResponsibilityFact>) {
    let key = |fact: &ResponsibilityFact| (fact.measure, fact.unit.entity);
    let said = found.iter().filter(|fact| fact.rule != duty::BIDDEN).map(key);
    let said: FxHashSet<_> = said.collect();
    found.retain(|fact| fact.rule != duty::BIDDEN || !said.contains(&key(fact)));
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

/// A sentence with a word of responsibility from which nothing was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silent {
    /// The sentence.
    pub span: Span,
    /// Why nothing was read.
    pub reason: &'static str,
}

/// Sentences with a word of responsibility from which nothing was read, each with the reason.
pub fn silent_duties(scene: &Scene<'_>, names: Names<'_>, found: &[ResponsibilityFact]) -> Vec<Silent> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell);
    let quotes: Spans = found.iter().map(|fact| fact.quote).collect();
    let silent = sentences.filter(|sentence| sentence.cues.has(Cue::Duty) && !quotes.overlap(sentence.span));
    let silent = silent.map(|sentence| Silent {
        span: sentence.span,
        reason: reason(scene, names, sentence.span),
    });
    silent.collect()
}

/// Why a sentence yields no responsibility.
fn reason(scene: &Scene<'_>, names: Names<'_>, sentence: Span) -> &'static str {
    let text = sentence.of(scene.text);
    if duty::is_only_a_noun(text) {
        return "the word names a person, a system or a kind of unit, no duty";
    }
    if ["版权所有", "网站标识码", "ICP备"]
        .iter()
        .any(|word| text.contains(word))
    {
        return "the line is the foot of a page";
    }
    if duty::is_wish(text) {
        return "the word speaks of whom the text supports, of no duty that it gives";
    }
    let is_unit = |candidate: &&Candidate| matches!(candidate.kind, EntityKind::Agency | EntityKind::Collective);
    if names.within(sentence).iter().any(|candidate| is_unit(&candidate)) {
        "the units named in the sentence do not stand where the word gives them a duty"
    } else {
        "the sentence names no unit"
    }
}
