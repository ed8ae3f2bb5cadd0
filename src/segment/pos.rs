//! Parts of speech, by jieba's dictionary.

use std::num::NonZeroU32;

use jieba_rs::{Jieba, Token};
use rustc_hash::FxHashMap;

use super::short::Short;
use crate::text::Span;

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

    /// The part of speech of a character, or of a word of the dictionary.
    fn of_entry(jieba: &Jieba, word: &str) -> Self {
        match jieba.tag(word, false).as_slice() {
            [whole] => Self::of(whole.tag),
            _ => Self::Unknown,
        }
    }

    /// The part of speech of a word that was joined of what the dictionary leaves over.
    fn of_joined(word: &str) -> Self {
        let latin = || word.bytes().filter(u8::is_ascii_alphanumeric);
        match latin().next() {
            None => Self::Unknown,
            Some(_) if latin().all(|byte| byte.is_ascii_digit()) => Self::Number,
            Some(_) => Self::Latin,
        }
    }
}

/// What is known of words that were met before. To look one up takes jieba as long as to find the word's borders, and
/// most words of a text were met before: so they are not asked of it with the borders, but once.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Of single characters of the basic plane; every other word of a text is one.
    characters: Vec<Option<Pos>>,
    /// Of the dictionary's words of several characters.
    words: FxHashMap<Short, Entry>,
    /// Of the few that are too long for a number.
    long: FxHashMap<Box<str>, Entry>,
    /// Words of this text that the dictionary does not hold.
    joined: FxHashMap<Box<str>, (Pos, Option<TermNumber>)>,
    /// How many texts were begun.
    texts: u32,
    /// How many terms this text has so far.
    terms: u32,
}

/// A word of the dictionary.
#[derive(Debug, Clone, Copy)]
struct Entry {
    pos: Pos,
    /// The last text that it was met in.
    text: u32,
    /// Its number there, if it is a term.
    term: Option<TermNumber>,
}

impl Entry {
    /// What is known of it in this text, which has so many terms before it.
    #[inline]
    fn met(&mut self, text: u32, terms: &mut u32) -> (Pos, Option<TermNumber>) {
        if self.term.is_some() && self.text != text {
            self.text = text;
            self.term = Some(next(terms));
        }
        (self.pos, self.term)
    }
}

/// The number of a word among those of its text by which measures are compared, from 1, in the order of the text.
pub(super) type TermNumber = NonZeroU32;

impl Known {
    /// Begins a text: its terms are numbered from 1.
    pub(super) fn begin(&mut self) {
        self.texts = self.texts.wrapping_add(1);
        self.terms = 0;
        self.joined.clear();
    }

    /// How many terms this text has so far.
    pub(super) fn terms(&self) -> usize {
        self.terms as usize
    }

    /// The part of speech of a word that jieba has cut where it stands in a text, and its number if it is a term.
    #[inline]
    pub(super) fn of(&mut self, jieba: &Jieba, text: &str, token: &Token<'_>, span: Span) -> (Pos, Option<TermNumber>) {
        if token.end - token.start == 1 {
            return (self.of_character(jieba, token.word), None);
        }
        let short = Short::of(text, span);
        match short.and_then(|short| self.words.get_mut(&short)) {
            Some(entry) => entry.met(self.texts, &mut self.terms),
            None => self.of_other(jieba, token.word, short),
        }
    }

    #[inline]
    fn of_character(&mut self, jieba: &Jieba, word: &str) -> Pos {
        let at = word.chars().next().map_or(0, |c| c as usize);
        if let Some(pos) = self.characters.get(at).copied().flatten() {
            return pos;
        }
        let pos = Pos::of_entry(jieba, word);
        if at <= 0xFFFF {
            self.characters.resize(0x1_0000, None);
            self.characters[at] = Some(pos);
        }
        pos
    }

    /// The same of a word that is long, or new, or none of the dictionary's.
    fn of_other(&mut self, jieba: &Jieba, word: &str, short: Option<Short>) -> (Pos, Option<TermNumber>) {
        if let Some(known) = self.joined.get(word) {
            return *known;
        }
        if let Some(entry) = self.long.get_mut(word) {
            return entry.met(self.texts, &mut self.terms);
        }
        if !jieba.has_word(word) {
            let pos = Pos::of_joined(word);
            let known = (pos, self.term(pos, word));
            self.joined.insert(word.into(), known);
            return known;
        }
        let pos = Pos::of_entry(jieba, word);
        let entry = Entry {
            pos,
            text: self.texts,
            term: self.term(pos, word),
        };
        match short {
            Some(short) => self.words.insert(short, entry),
            None => self.long.insert(word.into(), entry),
        };
        (entry.pos, entry.term)
    }

    /// A number for a word that this text has not had yet, if it is a term.
    fn term(&mut self, pos: Pos, word: &str) -> Option<TermNumber> {
        is_term(pos, word).then(|| next(&mut self.terms))
    }
}

/// The number after those given so far.
fn next(terms: &mut u32) -> TermNumber {
    let number = TermNumber::MIN.saturating_add(*terms);
    *terms += 1;
    number
}

/// Whether measures are compared by a word: at least two characters, no numbers, no function words.
fn is_term(pos: Pos, word: &str) -> bool {
    use Pos::{Adjective, Attribute, Noun, Phrase, Place, Proper, Unknown, Verb, VerbalNoun};
    let is_lexical = matches!(
        pos,
        Noun | Place | Proper | Verb | VerbalNoun | Adjective | Attribute | Phrase | Unknown
    );
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(first) if first.is_ascii() => bytes.len() > 1 && bytes.iter().all(u8::is_ascii_alphabetic),
        Some(_) => is_lexical && word.chars().nth(1).is_some() && !bytes.iter().any(u8::is_ascii),
        None => false,
    }
}
