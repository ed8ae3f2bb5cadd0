//! Features as weighted directions, and the angle between two.

/// A sparse vector of length 1, ordered by feature.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Vector(Vec<(u32, f32)>);

impl Vector {
    /// The vector of features with their counts, ordered by feature; `weight` says what one is worth.
    pub(super) fn new(counts: impl IntoIterator<Item = (u32, u16)>, weight: impl Fn(u32) -> f32) -> Self {
        Self::beneath(counts, &[], 0.0, weight)
    }

    /// The same with features from above, each of which counts `share` of one that is there once.
    pub(super) fn beneath(
        counts: impl IntoIterator<Item = (u32, u16)>,
        above: &[u32],
        share: f32,
        weight: impl Fn(u32) -> f32,
    ) -> Self {
        let own = counts
            .into_iter()
            .map(|(feature, count)| (feature, (1.0 + f32::from(count).ln()) * weight(feature)));
        let above = above.iter().map(|feature| (*feature, share * weight(*feature)));
        let mut both: Vec<(u32, f32)> = own.chain(above).collect();
        both.sort_by_key(|(feature, _)| *feature);
        let summed = both
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| (run[0].0, run.iter().map(|(_, part)| part).sum()));
        let mut parts: Vec<(u32, f32)> = summed.collect();
        let length = parts.iter().map(|(_, part)| part * part).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, part) in &mut parts {
                *part /= length;
            }
        }
        Self(parts)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        self.0.iter().copied()
    }

    /// What both have, with how much it adds to the cosine of the angle between them.
    pub(super) fn shared(&self, other: &Self) -> impl Iterator<Item = (u32, f32)> {
        let (mine, theirs) = (self.0.as_slice(), other.0.as_slice());
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(a), Some(b)) = (mine.get(i), theirs.get(j)) {
                i += usize::from(a.0 <= b.0);
                j += usize::from(b.0 <= a.0);
                if a.0 == b.0 {
                    return Some((a.0, a.1 * b.1));
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_runs_from_nothing_shared_to_the_same() {
        let vector = |features: &[u32]| Vector::new(features.iter().map(|feature| (*feature, 1)), |_| 2.0);
        for (a, b, cosine) in [
            (vec![1, 2], vec![1, 2], 1.0),
            (vec![1, 2], vec![2, 3], 0.5),
            (vec![1], vec![2], 0.0),
            (vec![], vec![2], 0.0),
        ] {
            let sum: f32 = vector(&a).shared(&vector(&b)).map(|(_, product)| product).sum();
            assert!((sum - cosine).abs() < 1e-6, "{a:?} {b:?}");
        }
    }
}
