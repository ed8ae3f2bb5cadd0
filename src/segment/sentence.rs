//! Sentences.

use crate::structure::{Passage, Structure};
use crate::text::Span;

/// A sentence and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where, with its full stop.
    pub span: Span,
    /// The innermost measure around it.
    pub measure: Option<usize>,
    /// The passage it stands in, as an index.
    pub passage: usize,
}

/// Divides every passage at 。！？ and ；. A closing quotation mark or bracket behind the stop goes with it.
pub fn sentences(text: &str, structure: &Structure) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, passage) in structure.passages.iter().enumerate() {
        split(text, passage, |span| {
            found.push(Sentence {
                span,
                measure: passage.measure,
                passage: index,
            });
        });
    }
    found
}

/// A stop inside 《》 belongs to the title.
fn split(text: &str, passage: &Passage, mut each: impl FnMut(Span)) {
    let (body, offset) = (passage.span.of(text), passage.span.start as usize);
    let (mut start, mut stopped, mut titles) = (0, false, 0u32);
    for (at, c) in body.char_indices() {
        if stopped && !matches!(c, '”' | '’' | '」' | '）' | ')' | '。' | '！' | '？') {
            each(Span::new(start, at).shift(offset));
            (start, stopped) = (at, false);
        }
        match c {
            '《' => titles += u32::from(body[at..].contains('》')),
            '》' => titles = titles.saturating_sub(1),
            '\n' => titles = 0,
            _ => {}
        }
        let stops = matches!(c, '。' | '！' | '？' | '；' | ';') && titles == 0 || c == '\n';
        stopped = stopped || stops && !passage.is_unit_cell;
    }
    if start < body.len() {
        each(Span::new(start, body.len()).shift(offset));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_join_back_to_the_passage() {
        let text = "一、总则。坚持“创新！”和协调；落实《甲；乙》。（责任单位：科技局）";
        let passage = Passage {
            span: Span::new(0, text.len()),
            measure: None,
            paragraph_measure: None,
            ends_paragraph: true,
            year: None,
            is_unit_cell: false,
        };
        let mut pieces = Vec::new();
        split(text, &passage, |span| pieces.push(span.of(text)));
        assert_eq!(
            pieces,
            [
                "一、总则。",
                "坚持“创新！”",
                "和协调；",
                "落实《甲；乙》。",
                "（责任单位：科技局）"
            ]
        );
        assert_eq!(pieces.concat(), text);
    }
}
