//! The words around a name, for the reason of a proposal.

use crate::graph::{EdgeKind, Graph};
use crate::model::Evidence;
use crate::text::Span;

use super::Thing;

/// How many characters are shown on each side of a name.
const AROUND: usize = 16;

/// Where a thing is first named: `dongguan-2018: …words around the name…`.
pub(super) fn first(graph: &Graph, thing: &Thing<'_>) -> String {
    let edges = graph.edges_to(thing.id, EdgeKind::Mentions);
    let evidence = edges.iter().flat_map(|edge| edge.edge().evidence());
    let places = evidence.filter_map(|evidence| match evidence {
        Evidence::Text {
            document, span, quote, ..
        } => Some((document.as_str(), *span, *quote)),
        _ => None,
    });
    match places.min() {
        Some((document, span, quote)) => format!("{document}: {}", around(graph, document, span, quote)),
        None => String::new(),
    }
}

/// The part of a sentence around a name in it.
pub(super) fn around(graph: &Graph, document: &str, span: Span, quote: Span) -> String {
    let Some((id, _)) = graph.document(document) else {
        return String::new();
    };
    let whole = &graph.text(id).text;
    let text = |start: u32, end: u32| whole.get(start as usize..end as usize).unwrap_or_default();
    let (before, name, behind) = (text(quote.start, span.start), span.of(whole), text(span.end, quote.end));
    let skipped = before.chars().count().saturating_sub(AROUND);
    let mut words: String = before.chars().skip(skipped).collect();
    words.push_str(name);
    words.extend(behind.chars().take(AROUND));
    let opens = if skipped > 0 { "…" } else { "" };
    let goes_on = if behind.chars().count() > AROUND { "…" } else { "" };
    format!("{opens}{}{goes_on}", words.trim())
}
