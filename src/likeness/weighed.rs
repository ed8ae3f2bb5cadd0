//! A task as weighted directions, and the angle between two.

use super::tasks::Listed;

/// What a feature of a heading above is worth, beside one of the measure itself.
const ABOVE: f32 = 0.2;

/// A task as vectors of length 1, ordered by feature: that of the whole, and one for each sentence. Of a graph of many tasks
/// they are made when the task is compared, in the room of the one before; kept, they would take the most of all that a build holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    whole: Vec<(u32, f32)>,
    /// Where the vector of each sentence ends.
    sentences: Vec<usize>,
    parts: Vec<(u32, f32)>,
    features: Vec<u32>,
}

impl Weighed {
    /// A task, to be kept.
    pub(super) fn of(task: Listed<'_>, weights: &[f32]) -> Self {
        let mut weighed = Self::default();
        weighed.fill(task, weights);
        weighed.whole.shrink_to_fit();
        weighed.sentences.shrink_to_fit();
        weighed.parts.shrink_to_fit();
        weighed.features = Vec::new();
        weighed
    }

    /// Takes in a task.
    pub(super) fn fill(&mut self, task: Listed<'_>, weights: &[f32]) {
        self.sentences.clear();
        self.parts.clear();
        for features in task.sentences() {
            append(features, &[], weights, &mut self.parts);
            self.sentences.push(self.parts.len());
        }
        self.fill_whole(task, weights);
    }

    /// Takes in a task as a whole alone.
    pub(super) fn fill_whole(&mut self, task: Listed<'_>, weights: &[f32]) -> &[(u32, f32)] {
        self.features.clear();
        self.features.extend_from_slice(task.own());
        self.features.sort_unstable();
        self.whole.clear();
        append(&self.features, task.above(), weights, &mut self.whole);
        &self.whole
    }

    pub(super) fn whole(&self) -> &[(u32, f32)] {
        &self.whole
    }

    /// The vector of each sentence.
    pub(super) fn sentences(&self) -> impl ExactSizeIterator<Item = &[(u32, f32)]> {
        let mut start = 0;
        self.sentences.iter().map(move |end| {
            let vector = &self.parts[start..*end];
            start = *end;
            vector
        })
    }

    /// What both have as wholes, with how much it adds to the cosine of the angle between them.
    pub(super) fn shared(&self, other: &Self) -> impl Iterator<Item = (u32, f32)> {
        let (mine, theirs) = (self.whole.as_slice(), other.whole.as_slice());
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

/// Appends the vector of features, as often as each is there, and of features from above, each of which counts [`ABOVE`] of
/// one that is there once. Both are in order.
fn append(own: &[u32], above: &[u32], weights: &[f32], parts: &mut Vec<(u32, f32)>) {
    let first = parts.len();
    let mut above = above.iter().copied().peekable();
    let weight = |feature: u32| weights[feature as usize];
    for run in own.chunk_by(|a, b| a == b) {
        let feature = run[0];
        while let Some(before) = above.next_if(|before| *before < feature) {
            parts.push((before, ABOVE * weight(before)));
        }
        let mut part = weight(feature);
        if run.len() > 1 {
            let count = u16::try_from(run.len()).unwrap_or(u16::MAX);
            part *= 1.0 + f32::from(count).ln();
        }
        if above.next_if_eq(&feature).is_some() {
            part += ABOVE * weight(feature);
        }
        parts.push((feature, part));
    }
    parts.extend(above.map(|feature| (feature, ABOVE * weight(feature))));
    let parts = &mut parts[first..];
    let length = parts.iter().map(|(_, part)| part * part).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, part) in parts {
            *part /= length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_runs_from_nothing_shared_to_the_same() {
        let whole = |features: &[u32]| {
            let mut weighed = Weighed::default();
            append(features, &[], &[2.0; 4], &mut weighed.whole);
            weighed
        };
        for (a, b, cosine) in [
            (vec![1, 2], vec![1, 2], 1.0),
            (vec![1, 2], vec![2, 3], 0.5),
            (vec![1], vec![2], 0.0),
            (vec![], vec![2], 0.0),
        ] {
            let sum: f32 = whole(&a).shared(&whole(&b)).map(|(_, product)| product).sum();
            assert!((sum - cosine).abs() < 1e-6, "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_is_above_adds_a_fifth_and_what_is_there_often_its_logarithm() {
        let mut parts = vec![(9, 9.0)];
        append(&[1, 3, 3], &[0, 1, 4], &[1.0, 2.0, 1.0, 3.0, 1.0], &mut parts);
        let length = (0.2_f32.powi(2) + 2.4_f32.powi(2) + (3.0 * (1.0 + 2_f32.ln())).powi(2) + 0.2_f32.powi(2)).sqrt();
        let expected = [(0, 0.2), (1, 2.4), (3, 3.0 * (1.0 + 2_f32.ln())), (4, 0.2)];
        assert_eq!(parts[0], (9, 9.0), "what was there is left alone");
        assert_eq!(parts.len(), 5);
        for ((feature, part), (wanted, unit)) in parts[1..].iter().zip(expected) {
            assert!(*feature == wanted && (part - unit / length).abs() < 1e-6, "{parts:?}");
        }
    }
}
