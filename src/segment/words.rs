//! Words and their parts of speech, by jieba.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::structure::Structure;
use crate::text::Span;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
}

/// Parts of speech (词性), as far as the grammar of names tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pos {
    /// `n`, and abbreviations `j`.
    Noun,
    /// `ns`.
    Place,
    /// `nr`, `nt`, `nz`.
    Proper,
    /// `v`.
    Verb,
    /// `vn`.
    VerbalNoun,
    /// `a`, `ad`, `an`.
    Adjective,
    /// `b`: 大型, 国际.
    Attribute,
    /// `l`, `i`: 高新技术.
    Phrase,
    /// `p`.
    Preposition,
    /// `c`.
    Conjunction,
    /// `u`, `uj`: 的, 了.
    Particle,
    /// `d`.
    Adverb,
    /// `r`.
    Pronoun,
    /// `m`.
    Number,
    /// `q`.
    Quantifier,
    /// `f`, `s`.
    Locative,
    /// `t`.
    Time,
    /// `eng`.
    Latin,
    /// `x`, `w`: punctuation and unknown signs.
    Sign,
    /// Anything else.
    Other,
}

impl Pos {
    /// The part of speech of a tag of jieba's.
    fn of(tag: &str) -> Self {
        match tag {
            "ns" => Self::Place,
            "nr" | "nt" | "nz" | "nrt" | "nrfg" => Self::Proper,
            "vn" => Self::VerbalNoun,
            "eng" => Self::Latin,
            _ => match tag.as_bytes().first() {
                Some(b'n' | b'j' | b'g') => Self::Noun,
                Some(b'v') => Self::Verb,
                Some(b'a') => Self::Adjective,
                Some(b'b') => Self::Attribute,
                Some(b'l' | b'i') => Self::Phrase,
                Some(b'p') => Self::Preposition,
                Some(b'c') => Self::Conjunction,
                Some(b'u') => Self::Particle,
                Some(b'd') => Self::Adverb,
                Some(b'r') => Self::Pronoun,
                Some(b'm') => Self::Number,
                Some(b'q') => Self::Quantifier,
                Some(b'f' | b's') => Self::Locative,
                Some(b't') => Self::Time,
                Some(b'x' | b'w') => Self::Sign,
                _ => Self::Other,
            },
        }
    }
}

/// Whether jieba's dictionary holds this word.
pub fn is_known(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// The words of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: Vec<Word>,
    /// One bit for each byte of the text: whether it lies inside a word, behind the word's first byte.
    inside: Vec<u64>,
}

impl Words {
    /// Segments every passage.
    pub fn of(text: &str, structure: &Structure) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut inside = vec![0_u64; text.len() / 64 + 1];
        for passage in &structure.passages {
            let mut start = passage.span.start as usize;
            for tagged in JIEBA.tag(passage.span.of(text), true) {
                let span = Span::new(start, start + tagged.word.len());
                (start + 1..span.end as usize).for_each(|at| inside[at / 64] |= 1 << (at % 64));
                words.push(Word {
                    span,
                    pos: Pos::of(tagged.tag),
                });
                start = span.end as usize;
            }
        }
        Self { words, inside }
    }

    /// Loads the dictionary, so that the first document does not wait for it.
    pub fn warm_up() {
        LazyLock::force(&JIEBA);
    }

    /// In the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
    }

    /// Those that lie in `span`.
    pub fn within(&self, span: Span) -> &[Word] {
        let from = self.words.partition_point(|word| word.span.start < span.start);
        let to = self.words.partition_point(|word| word.span.end <= span.end).max(from);
        &self.words[from..to]
    }

    /// The words before this byte, the nearest last.
    pub fn before(&self, end: u32) -> &[Word] {
        &self.words[..self.words.partition_point(|word| word.span.end <= end)]
    }

    /// Whether a word ends (and the next begins) at this byte.
    pub fn is_boundary(&self, at: u32) -> bool {
        let bits = self.inside.get(at as usize / 64).copied().unwrap_or(0);
        bits >> (at % 64) & 1 == 0
    }
}
