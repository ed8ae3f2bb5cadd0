//! Short words as numbers.

use crate::text::Span;

/// The bytes of a word and how many they are, in one number: so equal words are told without going to their text. Most words
/// are short enough for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Short(u128);

impl Short {
    const MOST: usize = 15;

    /// Of a word of no more than five characters of the basic plane, or fifteen Latin ones, where it stands in a text.
    #[inline]
    pub(super) fn of(text: &str, word: Span) -> Option<Self> {
        const WIDTH: usize = Short::MOST + 1;
        let (start, length) = (word.start as usize, word.len());
        if length > Self::MOST {
            return None;
        }
        // Taken at once, with what stands behind the word, but at the end of the text.
        let whole = text.as_bytes().get(start..start + WIDTH);
        let bytes = if let Some(bytes) = whole {
            <[u8; WIDTH]>::try_from(bytes).ok()?
        } else {
            let mut bytes = [0; WIDTH];
            bytes.get_mut(..length)?.copy_from_slice(word.of(text).as_bytes());
            bytes
        };
        // What stands behind it is shifted out; the lowest byte is free for the length.
        let own = u128::from_le_bytes(bytes).unbounded_shl(8 * (WIDTH - length) as u32);
        Some(Self(own | length as u128))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_words_are_different_numbers() {
        let words = ["", "\0", "a", "a\0", "科技", "科技局", "高新技术产", "abcdefghijklmno"];
        let short = |word: &str| Short::of(word, Span::new(0, word.len()));
        let numbers: std::collections::HashSet<Short> = words.iter().filter_map(|word| short(word)).collect();
        assert_eq!(numbers.len(), words.len());
        assert_eq!(short("abcdefghijklmnop"), None);
        assert_eq!(short("高新技术产业"), None);
        // What stands behind it does not count.
        let text = "科技局和科技厅和科技局";
        let at = |start: usize| Short::of(text, Span::new(start, start + "科技局".len()));
        assert_eq!(at(0), at("科技局和科技厅和".len()));
        assert_ne!(at(0), at("科技局和".len()));
    }
}
