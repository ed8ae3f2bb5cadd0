//! The words by which measures are compared.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::Term;
use crate::text::Span;

use super::short::Short;
use super::{Pos, Word, Words};

/// Counts the content words of one stretch of a text after the other.
#[derive(Debug)]
pub struct Terms<'t> {
    text: &'t str,
    words: &'t Words,
    known: FxHashMap<Short, Last>,
    /// Those too long for a number.
    long: FxHashMap<&'t str, Last>,
    stretch: u32,
}

/// The last stretch that held a word, and its place among the terms of that stretch.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    stretch: u32,
    place: u32,
}

impl<'t> Terms<'t> {
    /// Of a text.
    pub fn of(text: &'t str, words: &'t Words) -> Self {
        Self {
            text,
            words,
            known: FxHashMap::with_capacity_and_hasher(words.len() / 4, FxBuildHasher),
            long: FxHashMap::default(),
            stretch: 0,
        }
    }

    /// The content words in `span` with their counts, in the order in which they first stand there: at least two
    /// characters, no numbers, no function words.
    pub fn within(&mut self, span: Span) -> Vec<Term> {
        let within = self.words.within(span);
        let mut terms: Vec<Term> = Vec::with_capacity(within.len() / 2);
        self.stretch += 1;
        for word in within {
            let printed = word.span.of(self.text);
            if !is_content(word, printed) {
                continue;
            }
            let last = match Short::of(printed) {
                Some(short) => self.known.entry(short).or_default(),
                None => self.long.entry(printed).or_default(),
            };
            if last.stretch == self.stretch {
                terms[last.place as usize].count += 1;
            } else {
                *last = Last {
                    stretch: self.stretch,
                    place: terms.len() as u32,
                };
                terms.push(Term {
                    first: word.span,
                    count: 1,
                });
            }
        }
        terms
    }
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
        Some(_) => is_lexical && has_two(printed) && !bytes.iter().any(u8::is_ascii),
        None => false,
    }
}

fn has_two(word: &str) -> bool {
    const WIDEST: usize = 4;
    word.len() > WIDEST || word.chars().nth(1).is_some()
}
