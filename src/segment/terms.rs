//! The words by which measures are compared.

use crate::text::Span;

use super::{Pos, Words};

/// Counts of the content words in `span`: at least two characters, no numbers, no function words. Ordered by word.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<(String, u32)> {
    let printed = words.within(span).iter().map(|word| (word.span.of(text), word.pos));
    let mut content: Vec<&str> = printed
        .filter(|(word, pos)| is_content(word, *pos))
        .map(|(word, _)| word)
        .collect();
    content.sort_unstable();
    content
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0].to_owned(), run.len() as u32))
        .collect()
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
