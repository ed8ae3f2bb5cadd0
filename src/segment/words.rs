//! Words and their parts of speech, by jieba.

use std::sync::LazyLock;

use jieba_rs::{Jieba, Tag};

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
    /// A word that the dictionary does not hold: characters that the hidden Markov model joined. What jieba would guess of
    /// its part of speech is not asked for: such words are names more often than anything else.
    Unknown,
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

/// Whether a word is one character, or letters and digits: what the dictionary leaves over.
fn is_left_over(tagged: &Tag<'_>) -> bool {
    match tagged.word.as_bytes() {
        [first, ..] if first.is_ascii() => {
            tagged.word.bytes().all(|byte| byte.is_ascii_alphanumeric()) || is_part(tagged)
        }
        _ => is_part(tagged),
    }
}

/// Whether a word is one character that may be part of another.
fn is_part(tagged: &Tag<'_>) -> bool {
    // Most are ideographs or Chinese punctuation: what they are need not be looked up.
    tagged.end - tagged.start == 1
        && tagged.word.chars().all(|c| match c {
            '\u{4e00}'..='\u{9fff}' | '+' | '#' | '&' | '.' | '_' | '%' | '-' => true,
            '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3004}'
            | '\u{3008}'..='\u{3020}'
            | '\u{ff01}'..='\u{ff0f}'
            | '\u{ff1a}'..='\u{ff20}' => false,
            _ => c.is_alphanumeric(),
        })
}

/// The part of speech of a word that was joined of what the dictionary leaves over.
fn joined(word: &str) -> Pos {
    let latin = || word.bytes().filter(u8::is_ascii_alphanumeric);
    if latin().next().is_some() {
        let is_number = latin().all(|byte| byte.is_ascii_digit());
        return if is_number { Pos::Number } else { Pos::Latin };
    }
    if !JIEBA.has_word(word) {
        return Pos::Unknown;
    }
    match JIEBA.tag(word, false).as_slice() {
        [whole] => Pos::of(whole.tag),
        _ => Pos::Unknown,
    }
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
        let mut words = Self {
            words: Vec::with_capacity(text.len() / 5),
            inside: vec![0; text.len() / 64 + 1],
        };
        for passage in &structure.passages {
            words.segment(passage.span.of(text), passage.span.start);
        }
        words
    }

    /// Adds the words of a passage. The dictionary's words come with their parts of speech; what it leaves in single
    /// characters goes to the model that knows new words.
    fn segment(&mut self, passage: &str, offset: u32) {
        let tagged = JIEBA.tag(passage, false);
        let mut run = 0..0;
        for (i, word) in tagged.iter().enumerate() {
            if is_left_over(word) {
                run = if run.end == i { run.start..i + 1 } else { i..i + 1 };
                continue;
            }
            self.left_over(passage, offset, &tagged[std::mem::take(&mut run)]);
            self.push(offset + word.byte_start as u32, word.word, Pos::of(word.tag));
        }
        self.left_over(passage, offset, &tagged[run]);
    }

    /// Adds the words that the model makes of a run of what the dictionary has left over.
    fn left_over(&mut self, passage: &str, offset: u32, run: &[Tag<'_>]) {
        let (first, last) = match run {
            [] => return,
            [one] => return self.push(offset + one.byte_start as u32, one.word, Pos::of(one.tag)),
            [first, .., last] => (first, last),
        };
        for word in JIEBA.cut(&passage[first.byte_start..last.byte_end], true) {
            let start = first.byte_start + word.byte_start;
            let is_whole = |one: &&Tag<'_>| one.byte_start == start && one.word.len() == word.word.len();
            let whole = run.iter().find(is_whole);
            let pos = whole.map_or_else(|| joined(word.word), |one| Pos::of(one.tag));
            self.push(offset + start as u32, word.word, pos);
        }
    }

    fn push(&mut self, start: u32, word: &str, pos: Pos) {
        let span = Span {
            start,
            end: start + word.len() as u32,
        };
        self.mark_inside(span.start as usize + 1, span.end as usize);
        self.words.push(Word { span, pos });
    }

    /// Marks the bytes `from..to` as inside a word.
    fn mark_inside(&mut self, from: usize, to: usize) {
        let (first, width) = (from % 64, to - from);
        if first + width <= 64 && width < 64 {
            self.inside[from / 64] |= ((1 << width) - 1) << first;
        } else {
            (from..to).for_each(|at| self.inside[at / 64] |= 1 << (at % 64));
        }
    }

    /// Loads the dictionary, so that the first document does not wait for it.
    pub fn warm_up() {
        LazyLock::force(&JIEBA);
    }

    /// In the order of the text.
    #[inline]
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

    /// Whether a word ends at this byte.
    pub fn ends_at(&self, at: u32) -> bool {
        self.before(at).last().is_some_and(|word| word.span.end == at)
    }

    /// Whether a word ends (and the next begins) at this byte.
    #[inline]
    pub fn is_boundary(&self, at: u32) -> bool {
        let bits = self.inside.get(at as usize / 64).copied().unwrap_or(0);
        bits >> (at % 64) & 1 == 0
    }
}
