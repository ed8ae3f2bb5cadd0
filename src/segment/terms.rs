//! The words by which measures are compared.

use crate::model::Term;
use crate::text::Span;

use super::{Pos, Word, Words};

/// The content words in `span` with their counts, ordered by word: at least two characters, no numbers, no function words.
pub fn terms(text: &str, words: &Words, span: Span) -> Vec<Term> {
    let within = words.within(span).iter();
    let mut content: Vec<Content<'_>> = within.filter_map(|word| Content::of(text, word)).collect();
    content.sort_unstable();
    let runs = content.chunk_by(|a, b| (a.head, a.tail) == (b.head, b.tail));
    runs.map(|run| Term {
        first: run[0].span(),
        count: run.len() as u32,
    })
    .collect()
}

/// How many bytes of a word its head holds.
const HEAD: usize = 16;

/// A content word, in the order of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Content<'t> {
    /// Its first bytes as a number, which orders nearly all words without looking at the text.
    head: u128,
    /// The bytes behind them.
    tail: &'t [u8],
    start: u32,
    len: u32,
}

impl<'t> Content<'t> {
    fn of(text: &'t str, word: &Word) -> Option<Self> {
        let printed = word.span.of(text);
        is_content(printed, word.pos).then(|| {
            let (head, tail) = printed.as_bytes().split_at(printed.len().min(HEAD));
            let number = head.iter().fold(0, |number, byte| number << 8 | u128::from(*byte));
            Self {
                head: number << (8 * (HEAD - head.len())),
                tail,
                start: word.span.start,
                len: word.span.len() as u32,
            }
        })
    }

    fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.start + self.len,
        }
    }
}

/// Whether measures are compared by a word: two letters or more, and no word of grammar.
fn is_content(word: &str, pos: Pos) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Unknown, Verb, VerbalNoun};
    let is_lexical = matches!(
        pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase | Unknown
    );
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(first) if first.is_ascii() => bytes.len() > 1 && bytes.iter().all(u8::is_ascii_alphabetic),
        // The shortest of two characters beyond ASCII are Greek or Cyrillic.
        Some(_) => is_lexical && bytes.len() > 3 && !bytes.iter().any(u8::is_ascii) && word.chars().nth(1).is_some(),
        None => false,
    }
}
