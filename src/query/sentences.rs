//! A document's text as sentences, for who looks for a word that is no entity's name.
//!
//! The quotes of edges are cut by the stages that read the text; a graph does not hold where every sentence ends. Here a
//! sentence ends with a full stop, question or exclamation mark, semicolon or line.

use crate::text::Span;

/// A sentence of a document's clean text.
pub(super) type Sentence = Span;

/// The sentences of a text in their order; blank ones are none.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['。', '！', '？', '；', '!', '?', ';', '\n']) {
        let end = start + piece.len();
        let leading = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            found.push(Span::new(start + leading, start + leading + trimmed.len()));
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_their_marks_stand() {
        let text = "一、目标\n 到2020年。建设园区；支持\n\n。";
        let found: Vec<_> = sentences(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["一、目标", "到2020年。", "建设园区；", "支持", "。"]);
    }
}
