//! The words by which measures are compared.

use crate::model::Term;
use crate::text::Span;

use super::{Pos, Word, Words};

/// The content words in `span` with their counts, ordered by word: at least two characters, no numbers, no function words.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<Term> {
    let within = words.within(span).iter();
    let mut content: Vec<(&str, Span)> = within.filter_map(|word| content(text, word)).collect();
    content.sort_unstable_by_key(|(word, span)| (*word, span.start));
    let runs = content.chunk_by(|a, b| a.0 == b.0);
    runs.map(|run| Term {
        first: run[0].1,
        count: run.len() as u32,
    })
    .collect()
}

fn content<'t>(text: &'t str, word: &Word) -> Option<(&'t str, Span)> {
    let printed = word.span.of(text);
    is_content(printed, word.pos).then_some((printed, word.span))
}

fn is_content(word: &str, pos: Pos) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Verb, VerbalNoun};
    if word.is_ascii() {
        return word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    }
    let is_lexical = matches!(
        pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase
    );
    is_lexical && word.chars().nth(1).is_some() && !word.bytes().any(|byte| byte.is_ascii())
}
