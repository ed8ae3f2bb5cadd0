//! Lists of words of the grammar.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words to be looked up whole, or at either end of a text, without going through them all.
#[derive(Debug)]
pub(crate) struct WordList {
    words: FxHashSet<&'static str>,
    /// By their first character, the longest first.
    by_first: FxHashMap<char, Vec<&'static str>>,
    /// By their last character, the longest first.
    by_last: FxHashMap<char, Vec<&'static str>>,
    /// The characters with which they begin, and in which they end: most words of a text have none of them, and that is
    /// told at once.
    firsts: CharSet,
    lasts: CharSet,
}

impl WordList {
    /// The words of a text, divided by white space.
    pub(crate) fn new(text: &'static str) -> Self {
        let words: FxHashSet<&str> = text.split_whitespace().collect();
        let mut by_length: Vec<&str> = words.iter().copied().collect();
        by_length.sort_unstable_by_key(|word| (Reverse(word.len()), *word));
        let mut list = Self {
            words,
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
            firsts: by_length.iter().filter_map(|word| word.chars().next()).collect(),
            lasts: by_length.iter().filter_map(|word| word.chars().next_back()).collect(),
        };
        for word in by_length {
            let ends = word.chars().next().zip(word.chars().next_back());
            if let Some((first, last)) = ends {
                list.by_first.entry(first).or_default().push(word);
                list.by_last.entry(last).or_default().push(word);
            }
        }
        list
    }

    /// Whether this is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether a text begins with one of them.
    pub(crate) fn begins(&self, text: &str) -> bool {
        self.beginning(text).is_some()
    }

    /// The longest of them that a text begins with, by its length in bytes.
    pub(crate) fn beginning(&self, text: &str) -> Option<usize> {
        self.firsts.begins(text).then(|| self.longest_beginning(text)).flatten()
    }

    /// The same for a text that begins with the first character of one of them.
    fn longest_beginning(&self, text: &str) -> Option<usize> {
        let same = self.by_first.get(&text.chars().next()?)?;
        same.iter().find(|word| text.starts_with(**word)).map(|word| word.len())
    }

    /// Whether one of them stands in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Every byte of a text at which one of them begins, with the longest that does.
    pub(crate) fn found_in<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let firsts = text.char_indices().filter(|(_, c)| self.firsts.has(*c));
        firsts.filter_map(move |(at, _)| {
            let rest = &text[at..];
            self.longest_beginning(rest).map(|length| (at, &rest[..length]))
        })
    }

    /// The longest of them that a text ends with, by its length in bytes.
    pub(crate) fn ending(&self, text: &str) -> Option<usize> {
        let last = text.chars().next_back().filter(|last| self.lasts.has(*last))?;
        let same = self.by_last.get(&last)?;
        same.iter().find(|word| text.ends_with(**word)).map(|word| word.len())
    }
}

/// A set of characters, one bit each.
#[derive(Debug)]
pub(crate) struct CharSet(Box<[u64; 1024]>);

impl CharSet {
    /// Whether this is one of them. Characters beyond the basic plane are looked for among those within it.
    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        self.holds(c as usize & 0xFFFF)
    }

    /// Whether a text begins with one of them, as [`has`](Self::has) tells it. Most characters of a text are three bytes,
    /// and are not decoded step by step.
    #[inline]
    pub(crate) fn begins(&self, text: &str) -> bool {
        if let [first @ 0xE0..=0xEF, second, third, ..] = *text.as_bytes() {
            let tail = usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
            return self.holds(usize::from(first & 0x0F) << 12 | tail);
        }
        text.chars().next().is_some_and(|first| self.has(first))
    }

    #[inline]
    fn holds(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut bits = Box::new([0; 1024]);
        for c in chars {
            let at = c as usize & 0xFFFF;
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts_at_either_end() {
        let words = WordList::new("规划 建设规划 规");
        for (text, beginning, ending) in [
            ("规划建设", Some("规划"), None),
            ("园区建设规划", None, Some("建设规划")),
            ("规", Some("规"), Some("规")),
            ("", None, None),
        ] {
            assert_eq!(words.beginning(text), beginning.map(str::len), "{text}");
            assert_eq!(words.ending(text), ending.map(str::len), "{text}");
        }
        assert!(words.has("规划") && !words.has("划"));
        let found: Vec<_> = words.found_in("新建设规划，规章").collect();
        assert_eq!(found, [(3, "建设规划"), (9, "规划"), (18, "规")]);
        assert!(words.is_in("法规") && !words.is_in("建设"));
    }

    #[test]
    fn texts_begin_with_a_character_of_a_set() {
        let set: CharSet = "规a、é".chars().collect();
        for (text, begins) in [
            ("规划", true),
            ("划规", false),
            ("ab", true),
            ("ba", false),
            ("、", true),
            ("é", true),
            ("", false),
        ] {
            assert_eq!(set.begins(text), begins, "{text}");
        }
    }
}
