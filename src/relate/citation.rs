//! Citations: which policies a document names, and how.

use std::sync::LazyLock;

use crate::facts::{CitationFact, MeasureId};
use crate::model::{CitationKind, EntityKind};
use crate::recognise::Scene;
use crate::text::{Span, WordList, fold_name};

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

/// The same verbs, to be looked up where they end.
static VERBS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("贯彻落实 贯彻 落实 根据 依据 按照 遵照 执行 转发 印发 废止 修订 修改 修正"));

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
    stem.chars().count() > 6
        && (cited.starts_with(stem) || cited.strip_suffix("的通知").is_some_and(|title| title.ends_with(stem)))
}

/// The verb nearest before the title in its sentence, or behind it.
fn kind(text: &str, sentence: Span, title: Span) -> CitationKind {
    let before = &text[sentence.start as usize..title.start as usize];
    let after = &text[title.end as usize..sentence.end as usize];
    let near = after.char_indices().nth(24).map_or(after, |(end, _)| &after[..end]);
    if near.contains("废止") {
        return CitationKind::Repeals;
    }
    let ends = before.char_indices().rev().map(|(at, last)| at + last.len_utf8());
    let verb = ends.into_iter().find_map(|end| {
        let length = VERBS.ending(&before[..end])?;
        Some(&before[end - length..end])
    });
    let said = verb.and_then(|verb| BEFORE.iter().find(|(known, _)| *known == verb));
    said.map_or(CitationKind::Cites, |(_, kind)| *kind)
}
