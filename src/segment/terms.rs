//! The words by which measures are compared.

use crate::model::Term;
use crate::text::Span;

use super::{Pos, Word, Words};

/// The content words in `span` with their counts, ordered by word: at least two characters, no numbers, no function words.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<Term> {
    let within = words.within(span).iter();
    let mut content: Vec<Content<'_>> = within.filter_map(|word| Content::of(text, word)).collect();
    content.sort_unstable();
    let runs = content.chunk_by(|a, b| a.head == b.head && a.word == b.word);
    runs.map(|run| Term {
        first: Span {
            start: run[0].start,
            end: run[0].start + run[0].word.len() as u32,
        },
        count: run.len() as u32,
    })
    .collect()
}

/// A content word, in the order of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Content<'t> {
    /// Its first bytes as a number, which orders most words without looking at the text.
    head: u64,
    word: &'t str,
    start: u32,
}

impl<'t> Content<'t> {
    fn of(text: &'t str, word: &Word) -> Option<Self> {
        let printed = word.span.of(text);
        let mut head = [0; 8];
        let width = printed.len().min(head.len());
        head[..width].copy_from_slice(&printed.as_bytes()[..width]);
        is_content(printed, word.pos).then_some(Self {
            head: u64::from_be_bytes(head),
            word: printed,
            start: word.span.start,
        })
    }
}

fn is_content(word: &str, pos: Pos) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Unknown, Verb, VerbalNoun};
    let is_lexical = matches!(
        pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase | Unknown
    );
    if word.as_bytes().first().is_some_and(u8::is_ascii) {
        return word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    }
    is_lexical && word.chars().nth(1).is_some() && !word.bytes().any(|byte| byte.is_ascii())
}
