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
        let jieba = &*JIEBA;
        let mut words = Vec::with_capacity(text.len() / 5);
        let terms = KNOWN.with_borrow_mut(|known| {
            known.begin();
            for passage in &structure.passages {
                let from = passage.span.start as usize;
                let tokens = jieba.cut(passage.span.of(text), true);
                words.extend(tokens.iter().map(|token| {
                    let span = Span::new(token.byte_start, token.byte_end).shift(from);
                    let (pos, term) = known.of(jieba, text, token, span);
                    Word { span, pos, term }
                }));
            }
            known.terms()
        });
        let starts = Marks::of(words.iter().map(|word: &Word| word.span.start), text.len());
        Self {
            inside: Inside::of(
                structure.passages.iter().map(|passage| passage.span),
                &starts,
                text.len(),
            ),
            starts,
            words,
            terms,
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
    /// Of words that fill the passages of a text of `len` bytes: every byte of a passage at which none starts.
    fn of(passages: impl Iterator<Item = Span>, starts: &Marks, len: usize) -> Self {
        let mut inside = Self(vec![0; len / 64 + 1]);
        passages.for_each(|passage| inside.mark(passage));
        inside
            .0
            .iter_mut()
            .zip(starts.bits())
            .for_each(|(inside, starts)| *inside &= !starts);
        inside
    }

    /// Marks the bytes of a span.
    fn mark(&mut self, span: Span) {
        let (mut from, to) = (span.start as usize, span.end as usize);
        while from < to {
            let end = to.min((from / 64 + 1) * 64);
            self.0[from / 64] |= (u64::MAX >> (64 - (end - from))) << (from % 64);
            from = end;
        }
    }

    #[inline]
    fn has(&self, at: u32) -> bool {
        let bits = self.0.get(at as usize / 64).copied().unwrap_or(0);
        bits >> (at % 64) & 1 == 1
    }
}
