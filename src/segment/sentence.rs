//! Sentences.

use crate::lexicon::{Cue, Cues, Kinds};
use crate::structure::Structure;
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
    /// The kinds of cue that stand in it.
    pub cues: Kinds,
}

/// Divides every passage at 。！？ and ；. A closing quotation mark or bracket behind the stop goes with it.
pub fn sentences(text: &str, structure: &Structure, cues: &Cues) -> Vec<Sentence> {
    let (mut found, mut read) = (Vec::new(), cues.reader());
    for (index, passage) in structure.passages.iter().enumerate() {
        let stops = if passage.is_unit_cell {
            &[]
        } else {
            cues.ending_in(Cue::Stop, passage.span)
        };
        split(text, passage.span, stops, |span| {
            found.push(Sentence {
                span,
                measure: passage.measure,
                passage: index,
                cues: read.within(span),
            });
        });
    }
    found
}

/// A stop inside 《》 belongs to the title.
fn split(text: &str, passage: Span, stops: &[Span], mut each: impl FnMut(Span)) {
    const CLOSING: [char; 8] = ['”', '’', '」', '）', ')', '。', '！', '？'];
    let (mut start, mut titles) = (passage.start, 0u32);
    for stop in stops {
        let rest = || &text[stop.end as usize..passage.end as usize];
        let ends = match stop.of(text) {
            "《" => {
                titles += u32::from(rest().contains('》'));
                false
            }
            "》" => {
                titles = titles.saturating_sub(1);
                false
            }
            "\n" => {
                titles = 0;
                true
            }
            _ => titles == 0,
        };
        // One that closed the sentence before together with another (！”。) is behind us.
        if ends && stop.end > start {
            let end = passage.end - rest().trim_start_matches(CLOSING).len() as u32;
            each(Span { start, end });
            start = end;
        }
    }
    if start < passage.end {
        each(Span { start, ..passage });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn sentences_join_back_to_the_passage() {
        let text = "一、总则。坚持“创新！”和协调；落实《甲；乙》。（责任单位：科技局）";
        let whole = Span::new(0, text.len());
        let matches = Lexicon::embedded().matcher.find(text);
        let mut pieces = Vec::new();
        split(text, whole, matches.cues.all(Cue::Stop), |span| {
            pieces.push(span.of(text));
        });
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
