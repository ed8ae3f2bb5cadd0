//! Parts of speech, by jieba's dictionary.

use jieba_rs::Jieba;
use rustc_hash::FxHashMap;

use super::short::Short;

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

/// The parts of speech of words that were met before. To look one up takes jieba as long as to find the word's borders, and
/// most words of a text were met before: so they are not asked of it with the borders, but once.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Of single characters of the basic plane; every other word of a text is one.
    characters: Vec<Option<Pos>>,
    /// Of the dictionary's words of several characters.
    words: FxHashMap<Short, Pos>,
    /// Of the few that are too long for a number.
    long: FxHashMap<Box<str>, Pos>,
}

impl Known {
    /// The part of speech of a word that jieba has cut.
    pub(super) fn pos(&mut self, jieba: &Jieba, word: &str) -> Pos {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => self.of_character(jieba, only, word),
            _ => self.of_word(jieba, word),
        }
    }

    fn of_character(&mut self, jieba: &Jieba, c: char, word: &str) -> Pos {
        let at = c as usize;
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

    fn of_word(&mut self, jieba: &Jieba, word: &str) -> Pos {
        let short = Short::of(word);
        let known = match &short {
            Some(short) => self.words.get(short),
            None => self.long.get(word),
        };
        if let Some(pos) = known {
            return *pos;
        }
        if !jieba.has_word(word) {
            return Pos::of_joined(word);
        }
        let pos = Pos::of_entry(jieba, word);
        match short {
            Some(short) => self.words.insert(short, pos),
            None => self.long.insert(word.into(), pos),
        };
        pos
    }
}
