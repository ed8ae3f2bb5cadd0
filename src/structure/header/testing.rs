//! What the tests of a header share.

use crate::text::Span;

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let spans = starts.map(|start| Span::new(start, start + text[start..].find('\n').unwrap_or(text.len() - start)));
    spans.collect()
}
