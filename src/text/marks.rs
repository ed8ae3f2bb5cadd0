//! Marked bytes of a text.

/// Some bytes of a text, one bit each. Whether one is marked, and how many are before it, is told without a search.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    bits: Vec<u64>,
    /// How many are marked before each sixty-fourth byte.
    before: Vec<u32>,
}

impl Marks {
    /// In a text of `len` bytes.
    pub(crate) fn of(places: impl Iterator<Item = u32>, len: usize) -> Self {
        let mut bits = vec![0_u64; len / 64 + 1];
        places.for_each(|at| bits[at as usize / 64] |= 1 << (at % 64));
        let mut marked = 0;
        let before = bits.iter().map(|bits| {
            let before = marked;
            marked += bits.count_ones();
            before
        });
        Self {
            before: before.collect(),
            bits,
        }
    }

    /// The marks of sixty-four bytes after the other, the first byte of them in the lowest bit.
    pub(crate) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// Whether a byte is marked.
    #[inline]
    pub(crate) fn has(&self, at: u32) -> bool {
        let bits = self.bits.get(at as usize / 64);
        bits.is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// How many bytes before this one are marked.
    #[inline]
    pub(crate) fn before(&self, at: u32) -> usize {
        let place = at as usize / 64;
        match (self.before.get(place), self.bits.get(place)) {
            (Some(before), Some(bits)) => (before + (bits & ((1 << (at % 64)) - 1)).count_ones()) as usize,
            _ => self
                .before
                .last()
                .zip(self.bits.last())
                .map_or(0, |(before, bits)| (before + bits.count_ones()) as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_up_to_any_byte() {
        let places = [0, 3, 63, 64, 130];
        let marks = Marks::of(places.into_iter(), 140);
        for at in 0..300 {
            assert_eq!(marks.has(at), places.contains(&at), "{at}");
            assert_eq!(
                marks.before(at),
                places.iter().filter(|place| **place < at).count(),
                "{at}"
            );
        }
    }
}
