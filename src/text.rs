//! Places in a text: byte spans, the width folding under which Chinese text is compared, and likeness of words.

mod long;
mod marks;
mod spans;
mod word_list;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub(crate) use long::long_text;
pub(crate) use marks::Marks;
pub(crate) use spans::Spans;
pub(crate) use word_list::{CharSet, WordList};

/// A half-open range of bytes in a document's clean text.
///
/// Both ends lie on character boundaries of the text the span was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The same bytes as a range to index with.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text under the span, or nothing where it does not lie in `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span moved right by `offset` bytes.
    #[must_use]
    #[inline]
    pub fn shift(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The half-width form of a full-width letter, digit or bracket; any other character as it is.
///
/// Chinese punctuation that has no half-width use in Chinese text (`。`, `、`) stays.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '〔' | '［' | '【' => '[',
        '〕' | '］' | '】' => ']',
        '—' | '–' | '―' | '－' => '-',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A name as it is compared: half-width, without white space and without quotation marks.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut rest = name;
    // Stretches of ideographs, which most names are made of, are taken as they are.
    while let Some((at, other)) = rest.char_indices().find(|(_, c)| !is_ideograph(*c)) {
        folded.push_str(&rest[..at]);
        let c = fold_char(other);
        if !c.is_whitespace() && !is_quote(c) {
            folded.push(c);
        }
        rest = &rest[at + other.len_utf8()..];
    }
    folded.push_str(rest);
    folded
}

/// Whether a character is one of the common ideographs, as most of a text are.
#[inline]
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The same as [`char::is_alphabetic`]. Ideographs and Chinese punctuation, which most characters of a text are, are told
/// without going to its tables.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff00}'..='\u{ff20}' => false,
        _ => c.is_alphabetic(),
    }
}

/// The same as [`char::is_alphanumeric`], told likewise.
#[inline]
fn is_letter_or_number(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// The letters and numbers of a text, folded.
pub(crate) fn folded_letters(text: &str) -> impl Iterator<Item = char> {
    let folded = |c| if is_ideograph(c) { c } else { fold_char(c) };
    text.chars().map(folded).filter(|c| is_letter_or_number(*c))
}

/// Whether a character is a Chinese numeral from one to ten.
#[inline]
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether `c` is a quotation mark of any style, title marks `《》` included.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』'
    )
}

/// The word most like `word`, if one is like it at all.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let likeness = |other: &str| {
        let edits = strsim::normalized_damerau_levenshtein(word, other);
        // An abbreviation shares most of its letters with the name, in their order.
        edits.max(strsim::jaro_winkler(word, other) * 0.8)
    };
    words
        .into_iter()
        .map(|other| (likeness(other), other))
        .filter(|(likeness, _)| *likeness >= 0.45)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_by_width_only() {
        for (printed, folded) in [
            ("（２０１７－２０２０年）", "(2017-2020年)"),
            ("东府办〔2018〕10号", "东府办[2018]10号"),
            ("“东莞杯” 工业设计大赛", "东莞杯工业设计大赛"),
            ("各区、县（市）", "各区、县(市)"),
        ] {
            assert_eq!(fold_name(printed), folded);
        }
    }

    #[test]
    fn letters_are_told_as_the_tables_tell_them() {
        assert!(('\0'..='\u{ffff}').all(|c| is_letter(c) == c.is_alphabetic()));
        assert!(('\0'..='\u{ffff}').all(|c| is_letter_or_number(c) == c.is_alphanumeric()));
    }

    #[test]
    fn a_slip_finds_its_word_and_noise_none() {
        let words = ["agency", "park", "program", "东莞市科学技术局"];
        assert_eq!(nearest("agancy", words), Some("agency"));
        assert_eq!(nearest("东莞市科技局", words), Some("东莞市科学技术局"));
        assert_eq!(nearest("xyz", words), None);
    }

    #[test]
    fn spans_relate() {
        let (a, b) = (Span::new(0, 6), Span::new(3, 6));
        assert!(a.contains(b) && a.overlaps(b) && !b.contains(a));
        assert!(!b.overlaps(Span::new(6, 9)));
        assert_eq!(b.of("科技局"), "技");
    }
}
