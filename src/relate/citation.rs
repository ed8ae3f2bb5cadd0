//! Citations: which policies a document names, and how.

use crate::facts::{CitationFact, MeasureId};
use crate::model::{CitationKind, EntityKind};
use crate::recognise::Scene;
use crate::text::{Span, fold_name};

use super::{Names, sentence_of};

/// Verbs before a title, with what they make of it.
const BEFORE: [(&str, CitationKind); 14] = [
    ("贯彻落实", CitationKind::Implements),
    ("贯彻", CitationKind::Implements),
    ("落实", CitationKind::Implements),
    ("根据", CitationKind::Implements),
    ("依据", CitationKind::Implements),
    ("按照", CitationKind::Implements),
    ("遵照", CitationKind::Implements),
    ("执行", CitationKind::Implements),
    ("转发", CitationKind::Forwards),
    ("印发", CitationKind::Forwards),
    ("废止", CitationKind::Repeals),
    ("修订", CitationKind::Amends),
    ("修改", CitationKind::Amends),
    ("修正", CitationKind::Amends),
];

/// Every citation, in the order of the text; a document does not cite itself.
pub fn citations(scene: &Scene<'_>, names: Names<'_>) -> Vec<CitationFact> {
    let own = scene
        .structure
        .header
        .title
        .as_ref()
        .map(|title| fold_name(&title.text))
        .unwrap_or_default();
    let own_number = scene.structure.header.number;
    let policies = names
        .candidates
        .iter()
        .zip(&names.resolved.of)
        .filter(|(candidate, _)| candidate.kind == EntityKind::Policy);
    let found = policies.filter_map(|(candidate, entity)| {
        let name = &names.resolved.entities[entity.0 as usize].key.name;
        let is_own = same_title(name, &own) || own_number.is_some_and(|number| number.overlaps(candidate.span));
        let sentence = &scene.sentences[sentence_of(scene, candidate.span)?];
        debug_assert!(sentence.span.contains(candidate.span), "a name lies in one sentence");
        (!is_own).then(|| CitationFact {
            measure: sentence.measure.map(|measure| MeasureId(measure as u32)),
            policy: *entity,
            kind: kind(scene.text, sentence.span, candidate.span),
            span: candidate.span,
            quote: sentence.span,
            rule: candidate.rule.clone(),
        })
    });
    found.collect()
}

/// Whether a cited title is the document's own, but for its years.
fn same_title(cited: &str, own: &str) -> bool {
    let stem = own.split('(').next().unwrap_or(own);
    stem.chars().count() > 6 && (cited.starts_with(stem) || cited.ends_with(&format!("{stem}的通知")))
}

/// The verb nearest before the title in its sentence, or behind it.
fn kind(text: &str, sentence: Span, title: Span) -> CitationKind {
    let before = &text[sentence.start as usize..title.start as usize];
    let after: String = text[title.end as usize..sentence.end as usize]
        .chars()
        .take(24)
        .collect();
    let nearest = BEFORE
        .iter()
        .filter_map(|(verb, kind)| before.rfind(verb).map(|at| (at + verb.len(), *kind)))
        .max_by_key(|found| found.0);
    match nearest {
        _ if after.contains("废止") => CitationKind::Repeals,
        Some((_, kind)) => kind,
        None => CitationKind::Cites,
    }
}
