//! The words by which measures are compared.

use crate::model::Term;
use crate::text::Span;

use super::Words;

/// Counts the content words of one stretch of a text after the other.
#[derive(Debug)]
pub struct Terms<'t> {
    words: &'t Words,
    /// Of each term of the text, by its number.
    last: Vec<Last>,
    stretch: u32,
    /// Those of the stretch that is counted.
    found: Vec<Term>,
}

/// The last stretch that held a word, and its place among the terms of that stretch.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    stretch: u32,
    place: u32,
}

impl<'t> Terms<'t> {
    /// Of a text.
    pub fn of(words: &'t Words) -> Self {
        Self {
            words,
            last: vec![Last::default(); words.terms() + 1],
            stretch: 0,
            found: Vec::new(),
        }
    }

    /// The content words in `span` with their counts, in the order in which they first stand there: at least two
    /// characters, no numbers, no function words.
    pub fn within(&mut self, span: Span) -> Vec<Term> {
        self.stretch += 1;
        self.found.clear();
        for word in self.words.within(span) {
            let Some(number) = word.term else { continue };
            let last = &mut self.last[number.get() as usize];
            if last.stretch == self.stretch {
                self.found[last.place as usize].count += 1;
            } else {
                *last = Last {
                    stretch: self.stretch,
                    place: self.found.len() as u32,
                };
                self.found.push(Term {
                    first: word.span,
                    count: 1,
                });
            }
        }
        self.found.clone()
    }
}
