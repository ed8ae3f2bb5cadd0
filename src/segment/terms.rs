//! The words by which measures are compared.

use std::collections::BTreeMap;

use crate::text::Span;

use super::{Pos, Words};

/// Counts of the content words in `span`: at least two characters, no numbers, no function words. Ordered by word.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in words.within(span) {
        let printed = word.span.of(text);
        if is_content(printed, word.pos) {
            *counts.entry(printed).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .map(|(word, count)| (word.to_owned(), count))
        .collect()
}

fn is_content(word: &str, pos: Pos) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Verb, VerbalNoun};
    let is_latin = word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let is_lexical = matches!(
        pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase
    );
    is_latin || is_lexical && word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic)
}
