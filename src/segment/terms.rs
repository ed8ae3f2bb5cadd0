//! The words by which measures are compared.

use rustc_hash::FxHashMap;

use crate::model::Term;
use crate::text::Span;

use super::{Pos, Word, Words};

/// The content words in `span` with their counts, in the order in which they first stand there: at least two characters,
/// no numbers, no function words.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<Term> {
    let within = words.within(span);
    let mut terms: Vec<Term> = Vec::with_capacity(within.len() / 2);
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    known.reserve(within.len() / 2);
    for word in within {
        let printed = &text[word.span.range()];
        if !is_content(word, printed) {
            continue;
        }
        let term = *known.entry(printed).or_insert_with(|| {
            terms.push(Term {
                first: word.span,
                count: 0,
            });
            terms.len() - 1
        });
        terms[term].count += 1;
    }
    terms
}

fn is_content(word: &Word, printed: &str) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Unknown, Verb, VerbalNoun};
    let is_lexical = matches!(
        word.pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase | Unknown
    );
    let bytes = printed.as_bytes();
    match bytes.first() {
        Some(first) if first.is_ascii() => bytes.len() > 1 && bytes.iter().all(u8::is_ascii_alphabetic),
        Some(_) => is_lexical && printed.chars().nth(1).is_some() && !bytes.iter().any(u8::is_ascii),
        None => false,
    }
}
