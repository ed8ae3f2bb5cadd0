//! How alike one task is to many others.

use std::ops::Range;

use super::Weighed;
use crate::text::Span;

/// What the most alike sentences count beside the wholes.
const SENTENCES: f32 = 0.3;
/// What the sentence most like the whole other counts beside the wholes.
const SENTENCE_IN_WHOLE: f32 = 0.2;

/// How alike two tasks are, and which sentences of theirs most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) score: f32,
    pub(super) sentences: (Span, Span),
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
        for ((feature, whole), place) in task.whole.iter().zip(1..) {
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
        for (sentence, (_, vector)) in task.sentences.iter().enumerate() {
            self.parts.extend(vector.iter().map(|(feature, part)| Part {
                place: self.places[feature as usize],
                sentence,
                weight: part,
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
        self.fill(&mut cosines, task.sentences.len(), other);
        let scored = cosines.scored(task, other);
        self.cosines = cosines;
        scored
    }

    fn fill(&self, cosines: &mut Cosines, sentences: usize, other: &Weighed) {
        let width = other.sentences.len();
        cosines.clear(sentences, width);
        for (feature, theirs) in other.whole.iter() {
            if let Some((whole, parts)) = self.of(feature) {
                cosines.whole += whole * theirs;
                for part in parts {
                    cosines.mine[part.sentence] += part.weight * theirs;
                }
            }
        }
        for (at, (_, vector)) in other.sentences.iter().enumerate() {
            for (feature, theirs) in vector.iter() {
                if let Some((whole, parts)) = self.of(feature) {
                    cosines.theirs[at] += whole * theirs;
                    for part in parts {
                        cosines.sentences[part.sentence * width + at] += part.weight * theirs;
                    }
                }
            }
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

    fn scored(&self, task: &Weighed, other: &Weighed) -> Scored {
        let (best, sentences) = self.best_sentences(task, other);
        let in_whole = self.mine.iter().chain(&self.theirs).copied().fold(0.0, f32::max);
        let sum = self.whole + SENTENCES * best + SENTENCE_IN_WHOLE * in_whole;
        Scored {
            score: (sum / (1.0 + SENTENCES + SENTENCE_IN_WHOLE)).min(1.0),
            sentences,
        }
    }

    /// The two most alike sentences; the first of each where none shares anything, all of a task that has no words that
    /// count.
    fn best_sentences(&self, task: &Weighed, other: &Weighed) -> (f32, (Span, Span)) {
        let span = |task: &Weighed, at: usize| task.sentences.get(at).map_or(task.span, |(span, _)| *span);
        let (mut best, mut at) = (0.0, 0);
        for (place, alike) in self.sentences.iter().enumerate() {
            if *alike > best {
                (best, at) = (*alike, place);
            }
        }
        let width = other.sentences.len().max(1);
        (best, (span(task, at / width), span(other, at % width)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Vector;
    use super::*;
    use crate::graph::NodeId;

    fn task(sentences: &[Vec<u32>]) -> Weighed {
        let vector = |features: &[u32]| {
            let mut features = features.to_vec();
            features.sort_unstable();
            features.dedup();
            Vector::new(features.into_iter().map(|feature| (feature, 1)), |feature| {
                1.0 + feature as f32
            })
        };
        let at = |at: usize| Span::new(10 * at, 10 * at + 9);
        Weighed {
            node: NodeId::from_index(0),
            span: at(sentences.len()),
            document: None,
            is_frame: false,
            whole: vector(&sentences.concat()),
            sentences: (0..)
                .zip(sentences)
                .map(|(place, sentence)| (at(place), vector(sentence)))
                .collect(),
        }
    }

    fn cosine(x: &Vector, y: &Vector) -> f32 {
        x.shared(y).map(|(_, product)| product).sum()
    }

    /// The same by its definition: each sentence beside each.
    fn by_definition(x: &Weighed, y: &Weighed) -> f32 {
        let all = |some: &Weighed| {
            some.sentences
                .iter()
                .map(|(_, vector)| vector.clone())
                .collect::<Vec<_>>()
        };
        let most = |xs: &[Vector], ys: &[Vector]| {
            let pairs = xs.iter().flat_map(|x| ys.iter().map(move |y| cosine(x, y)));
            pairs.fold(0.0, f32::max)
        };
        let [wx, wy] = [x, y].map(|task| vec![task.whole.clone()]);
        let in_whole = most(&all(x), &wy).max(most(&wx, &all(y)));
        let sum = cosine(&x.whole, &y.whole) + 0.3 * most(&all(x), &all(y)) + 0.2 * in_whole;
        (sum / 1.5).min(1.0)
    }

    fn sentences() -> impl Strategy<Value = Vec<Vec<u32>>> {
        prop::collection::vec(prop::collection::vec(0_u32..12, 0..6), 0..5)
    }

    proptest! {
        #[test]
        fn one_board_scores_every_two_as_the_definition_says(tasks in prop::collection::vec(sentences(), 2..4)) {
            let tasks: Vec<Weighed> = tasks.iter().map(|sentences| task(sentences)).collect();
            let mut board = Board::new(12);
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
        let mut board = Board::new(12);
        board.lay(&x);
        assert_eq!(board.score(&x, &y).sentences, (Span::new(10, 19), Span::new(20, 29)));
        let z = task(&[vec![7], vec![8]]);
        assert_eq!(board.score(&x, &z).sentences, (Span::new(0, 9), Span::new(0, 9)));
        let nothing = task(&[]);
        assert_eq!(board.score(&x, &nothing).sentences, (Span::new(0, 9), nothing.span));
    }
}
