//! Short words as numbers.

/// The bytes of a word and how many they are, in one number: so equal words are told without going to their text. Most words
/// are short enough for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Short(u128);

impl Short {
    const MOST: usize = 15;

    /// Of a word of no more than five characters of the basic plane, or fifteen Latin ones.
    #[inline]
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::MOST + 1];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        (word.len() <= Self::MOST).then(|| {
            bytes[Self::MOST] = word.len() as u8;
            Self(u128::from_le_bytes(bytes))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_words_are_different_numbers() {
        let words = ["", "\0", "a", "a\0", "科技", "科技局", "高新技术产", "abcdefghijklmno"];
        let numbers: std::collections::HashSet<Short> = words.iter().filter_map(|word| Short::of(word)).collect();
        assert_eq!(numbers.len(), words.len());
        assert_eq!(Short::of("abcdefghijklmnop"), None);
        assert_eq!(Short::of("高新技术产业"), None);
    }
}
