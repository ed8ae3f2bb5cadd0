//! Words and their parts of speech, by jieba.

use std::cell::RefCell;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::structure::Structure;
use crate::text::{Marks, Span};

use super::pos::{Known, Pos, TermNumber};

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

thread_local! {
    /// Each thread has its own: what it saves would be lost to waiting.
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// Its number among the words of its text by which measures are compared; none for one that does not count there.
    pub(super) term: Option<TermNumber>,
}

impl Word {
    /// What stands in brackets or quotation marks, taken for one word.
    pub(crate) fn joined(span: Span, pos: Pos) -> Self {
        Self { span, pos, term: None }
    }

    /// The word with other bounds.
    pub(crate) fn within(self, span: Span) -> Self {
        Self { span, ..self }
    }
}

/// The words of a text, in order.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_field_names, reason = "the words are what it holds")]
pub struct Words {
    words: Vec<Word>,
    /// How many terms they are.
    terms: usize,
    /// The bytes at which one starts.
    starts: Marks,
    /// The bytes that lie inside one, behind its first byte.
    inside: Inside,
}

impl Words {
    /// Segments every passage.
    pub fn of(text: &str, structure: &Structure) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut inside = Inside(vec![0; text.len() / 64 + 1]);
        let terms = KNOWN.with_borrow_mut(|known| {
            known.begin();
            for passage in &structure.passages {
                for token in JIEBA.cut(passage.span.of(text), true) {
                    let span = Span::new(token.byte_start, token.byte_end).shift(passage.span.start as usize);
                    inside.mark(span.start as usize + 1, span.end as usize);
                    let (pos, term) = known.of(&JIEBA, text, span);
                    words.push(Word { span, pos, term });
                }
            }
            known.terms()
        });
        Self {
            starts: Marks::of(words.iter().map(|word: &Word| word.span.start), text.len()),
            words,
            terms,
            inside,
        }
    }

    /// Loads the dictionary, so that the first document does not wait for it.
    pub fn warm_up() {
        LazyLock::force(&JIEBA);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// How many different ones count where measures are compared.
    pub(super) fn terms(&self) -> usize {
        self.terms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// In the order of the text.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
    }

    /// Those that lie in `span`.
    pub fn within(&self, span: Span) -> &[Word] {
        let (from, to) = (self.starts.before(span.start), self.ending_by(span.end));
        &self.words[from..to.max(from)]
    }

    /// The words before this byte, the nearest last.
    pub fn before(&self, end: u32) -> &[Word] {
        &self.words[..self.ending_by(end)]
    }

    /// How many end at this byte or before it: all that start before it, but for one that it lies in.
    fn ending_by(&self, end: u32) -> usize {
        let started = self.starts.before(end);
        let is_open = self.words[..started].last().is_some_and(|last| last.span.end > end);
        started - usize::from(is_open)
    }

    /// Whether a word ends at this byte.
    pub fn ends_at(&self, at: u32) -> bool {
        self.before(at).last().is_some_and(|word| word.span.end == at)
    }

    /// Whether a word ends (and the next begins) at this byte.
    #[inline]
    pub fn is_boundary(&self, at: u32) -> bool {
        !self.inside.has(at)
    }
}

/// Bytes inside words, one bit each.
#[derive(Debug, Clone, Default)]
struct Inside(Vec<u64>);

impl Inside {
    /// Marks the bytes `from..to`.
    fn mark(&mut self, from: usize, to: usize) {
        let (first, width) = (from % 64, to - from);
        if first + width <= 64 && width < 64 {
            self.0[from / 64] |= ((1 << width) - 1) << first;
        } else {
            (from..to).for_each(|at| self.0[at / 64] |= 1 << (at % 64));
        }
    }

    #[inline]
    fn has(&self, at: u32) -> bool {
        let bits = self.0.get(at as usize / 64).copied().unwrap_or(0);
        bits >> (at % 64) & 1 == 1
    }
}
