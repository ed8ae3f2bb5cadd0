//! How alike one task is to many others.

use std::ops::Range;

use super::Weighed;

/// What the most alike sentences count beside the wholes.
const SENTENCES: f32 = 0.3;
/// What the sentence most like the whole other counts beside the wholes.
const SENTENCE_IN_WHOLE: f32 = 0.2;

/// How alike two tasks are, and which sentences of theirs most, counted in each; the first where there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) score: f32,
    pub(super) sentences: (u32, u32),
}

/// One task laid out by feature, so that another is scored by going once over what that has. It is used for one task after
/// the other.
pub(super) struct Board {
    /// Of every feature its place in `has`, counted from 1; 0 for what the task does not have.
    places: Vec<u32>,
    has: Vec<Has>,
    /// Parts of sentences, those of one feature beside each other.
    parts: Vec<Part>,
    cosines: Cosines,
}

/// What a task has of a feature.
struct Has {
    feature: u32,
    /// Its part of the whole.
    whole: f32,
    /// Where its parts of sentences stand.
    parts: Range<usize>,
}

/// What a sentence has of a feature.
struct Part {
    place: u32,
    sentence: usize,
    weight: f32,
}

/// The cosines of the task that is laid out and another.
#[derive(Default)]
struct Cosines {
    whole: f32,
    /// Of each sentence and the whole other.
    mine: Vec<f32>,
    /// Of the whole and each sentence of the other.
    theirs: Vec<f32>,
    /// Of each sentence and each of the other's, row by row.
    sentences: Vec<f32>,
}

impl Board {
    /// An empty one for tasks of so many features.
    pub(super) fn new(features: usize) -> Self {
        Self {
            places: vec![0; features],
            has: Vec::new(),
            parts: Vec::new(),
            cosines: Cosines::default(),
        }
    }

    /// Lays out a task in the place of the one before.
    pub(super) fn lay(&mut self, task: &Weighed) {
        for has in self.has.drain(..) {
            self.places[has.feature as usize] = 0;
        }
        for ((feature, whole), place) in task.whole().iter().copied().zip(1..) {
            self.places[feature as usize] = place;
            self.has.push(Has {
                feature,
                whole,
                parts: 0..0,
            });
        }
        self.lay_sentences(task);
    }

    fn lay_sentences(&mut self, task: &Weighed) {
        self.parts.clear();
        for (sentence, vector) in task.sentences().enumerate() {
            self.parts.extend(vector.iter().map(|(feature, part)| Part {
                place: self.places[*feature as usize],
                sentence,
                weight: *part,
            }));
        }
        self.parts.sort_unstable_by_key(|part| (part.place, part.sentence));
        let mut start = 0;
        for run in self.parts.chunk_by(|a, b| a.place == b.place) {
            // What a sentence has, the whole has.
            self.has[run[0].place as usize - 1].parts = start..start + run.len();
            start += run.len();
        }
    }

    fn of(&self, feature: u32) -> Option<(f32, &[Part])> {
        let place = self.places[feature as usize].checked_sub(1)?;
        let has = &self.has[place as usize];
        Some((has.whole, &self.parts[has.parts.clone()]))
    }

    /// How alike `task`, which is laid out, and `other` are.
    pub(super) fn score(&mut self, task: &Weighed, other: &Weighed) -> Scored {
        let mut cosines = std::mem::take(&mut self.cosines);
        self.fill(&mut cosines, task.sentences().len(), other);
        let scored = cosines.scored(other);
        self.cosines = cosines;
        scored
    }

    fn fill(&self, cosines: &mut Cosines, sentences: usize, other: &Weighed) {
        let width = other.sentences().len();
        cosines.clear(sentences, width);
        let mine = cosines.mine.as_mut_slice();
        for (feature, theirs) in other.whole() {
            if let Some((whole, parts)) = self.of(*feature) {
                cosines.whole += whole * theirs;
                for part in parts {
                    mine[part.sentence] += part.weight * theirs;
                }
            }
        }
        let both = cosines.sentences.as_mut_slice();
        for (at, vector) in other.sentences().enumerate() {
            let mut in_whole = 0.0;
            for (feature, theirs) in vector {
                if let Some((whole, parts)) = self.of(*feature) {
                    in_whole += whole * theirs;
                    for part in parts {
                        both[part.sentence * width + at] += part.weight * theirs;
                    }
                }
            }
            cosines.theirs[at] = in_whole;
        }
    }
}

impl Cosines {
    fn clear(&mut self, mine: usize, theirs: usize) {
        self.whole = 0.0;
        for (cosines, length) in [
            (&mut self.mine, mine),
            (&mut self.theirs, theirs),
            (&mut self.sentences, mine * theirs),
        ] {
            cosines.clear();
            cosines.resize(length, 0.0);
        }
    }

    fn scored(&self, other: &Weighed) -> Scored {
        let (best, sentences) = self.best_sentences(other);
        let in_whole = self.mine.iter().chain(&self.theirs).copied().fold(0.0, f32::max);
        let sum = self.whole + SENTENCES * best + SENTENCE_IN_WHOLE * in_whole;
        Scored {
            score: (sum / (1.0 + SENTENCES + SENTENCE_IN_WHOLE)).min(1.0),
            sentences,
        }
    }

    /// The two most alike sentences; the first of each where none shares anything.
    fn best_sentences(&self, other: &Weighed) -> (f32, (u32, u32)) {
        let (mut best, mut at) = (0.0, 0);
        for (place, alike) in self.sentences.iter().enumerate() {
            if *alike > best {
                (best, at) = (*alike, place);
            }
        }
        let width = other.sentences().len().max(1);
        (best, ((at / width) as u32, (at % width) as u32))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::task::{Feature, Sentence, Task};
    use super::super::tasks::Tasks;
    use super::*;
    use crate::graph::NodeId;
    use crate::text::Span;

    const FEATURES: u16 = 12;

    fn task(sentences: &[Vec<u16>]) -> Weighed {
        let span = Span::new(0, 9);
        let themes = |sentence: &[u16]| {
            let mut themes = sentence.to_vec();
            themes.sort_unstable();
            themes.dedup();
            themes.into_iter().map(Feature::Theme).collect()
        };
        let read = Task {
            node: NodeId::from_index(0),
            document: NodeId::from_index(0),
            span,
            is_frame: false,
            sentences: sentences
                .iter()
                .map(|sentence| Sentence {
                    span,
                    features: themes(sentence),
                })
                .collect(),
            above: Vec::new(),
        };
        let mut tasks = Tasks::default();
        tasks.push(&read, |feature, _| match feature {
            Feature::Theme(theme) => u32::from(theme),
            _ => unreachable!("there are themes alone"),
        });
        let weights: Vec<f32> = (0..FEATURES).map(|feature| 1.0 + f32::from(feature)).collect();
        let mut weighed = Weighed::default();
        weighed.fill(tasks.get(0), &weights);
        weighed
    }

    fn cosine(x: &[(u32, f32)], y: &[(u32, f32)]) -> f32 {
        let part = |feature: u32| y.iter().find(|(other, _)| *other == feature);
        x.iter().filter_map(|(feature, a)| Some(a * part(*feature)?.1)).sum()
    }

    /// The same by its definition: each sentence beside each.
    fn by_definition(x: &Weighed, y: &Weighed) -> f32 {
        let most = |xs: &[&[(u32, f32)]], ys: &[&[(u32, f32)]]| {
            let pairs = xs.iter().flat_map(|x| ys.iter().map(move |y| cosine(x, y)));
            pairs.fold(0.0, f32::max)
        };
        let [xs, ys]: [Vec<_>; 2] = [x, y].map(|task| task.sentences().collect());
        let in_whole = most(&xs, &[y.whole()]).max(most(&[x.whole()], &ys));
        let sum = cosine(x.whole(), y.whole()) + 0.3 * most(&xs, &ys) + 0.2 * in_whole;
        (sum / 1.5).min(1.0)
    }

    fn sentences() -> impl Strategy<Value = Vec<Vec<u16>>> {
        prop::collection::vec(prop::collection::vec(0..FEATURES, 0..6), 0..5)
    }

    proptest! {
        #[test]
        fn one_board_scores_every_two_as_the_definition_says(tasks in prop::collection::vec(sentences(), 2..4)) {
            let tasks: Vec<Weighed> = tasks.iter().map(|sentences| task(sentences)).collect();
            let mut board = Board::new(usize::from(FEATURES));
            for x in &tasks {
                board.lay(x);
                for y in &tasks {
                    let scored = board.score(x, y);
                    prop_assert!((scored.score - by_definition(x, y)).abs() < 1e-5);
                }
            }
        }
    }

    #[test]
    fn the_most_alike_sentences_are_told_and_the_first_where_nothing_is_shared() {
        let (x, y) = (task(&[vec![1], vec![2, 3]]), task(&[vec![4], vec![5], vec![3, 2]]));
        let mut board = Board::new(usize::from(FEATURES));
        board.lay(&x);
        assert_eq!(board.score(&x, &y).sentences, (1, 2));
        for other in [task(&[vec![7], vec![8]]), task(&[])] {
            assert_eq!(board.score(&x, &other).sentences, (0, 0));
        }
    }
}
