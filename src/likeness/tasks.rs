//! Every task of a graph, in few lists: a list for each sentence of each would take several times the room.

use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::task::{Feature, Task};
use crate::graph::NodeId;
use crate::text::Span;

/// The lists are begun anew after so many tasks, so that they grow without being copied and are gone through by all threads.
const BLOCK: usize = 4096;

/// Tasks by their ids, which are in the order of measures.
#[derive(Default)]
pub(super) struct Tasks {
    blocks: Vec<Block>,
    /// Of each task the first that has the same.
    firsts: Vec<u32>,
}

#[derive(Default)]
struct Block {
    rows: Vec<Row>,
    sentences: Vec<Sentence>,
    /// Of each task those of its sentences, one after the other, and those of the headings above it.
    features: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Row {
    node: NodeId,
    document: NodeId,
    span: Span,
    is_frame: bool,
    /// Where its sentences and features begin in the lists.
    sentences: u32,
    features: u32,
}

#[derive(Clone, Copy)]
struct Sentence {
    span: Span,
    /// How many features it has; what it has twice stands there twice.
    features: u32,
}

/// A task as it stands in the lists.
#[derive(Clone, Copy)]
pub(super) struct Listed<'t> {
    row: &'t Row,
    sentences: &'t [Sentence],
    features: &'t [u32],
}

impl Tasks {
    pub(super) fn len(&self) -> usize {
        let full = self.blocks.len().saturating_sub(1) * BLOCK;
        full + self.blocks.last().map_or(0, |block| block.rows.len())
    }

    /// How many features they have, all together.
    pub(super) fn size(&self) -> usize {
        self.blocks.iter().map(|block| block.features.len()).sum()
    }

    /// Adds a task; `number` says the number of a feature, and is told whether the task has it in a sentence.
    pub(super) fn push(&mut self, task: &Task<'_>, mut number: impl FnMut(Feature<&str>, bool) -> u32) {
        let block = self.blocks.pop_if(|block| block.rows.len() < BLOCK).unwrap_or_default();
        let Block {
            mut rows,
            mut sentences,
            mut features,
        } = block;
        rows.push(Row {
            node: task.node,
            document: task.document,
            span: task.span,
            is_frame: task.is_frame,
            sentences: sentences.len() as u32,
            features: features.len() as u32,
        });
        for sentence in &task.sentences {
            features.extend(sentence.features.iter().map(|feature| number(*feature, true)));
            sentences.push(Sentence {
                span: sentence.span,
                features: sentence.features.len() as u32,
            });
        }
        features.extend(task.above.iter().map(|feature| number(*feature, false)));
        self.blocks.push(Block {
            rows,
            sentences,
            features,
        });
    }

    /// Gives features other numbers, by their present ones, and brings those of each sentence into order. Those above a task
    /// that have none leave it; the others are in order.
    pub(super) fn replace(&mut self, places: &[Option<u32>]) {
        self.blocks.par_iter_mut().for_each(|block| block.replace(places));
        self.firsts = self.firsts();
    }

    /// The first task that has the same as this one: then both are as like to any other.
    pub(super) fn first(&self, id: u32) -> u32 {
        self.firsts[id as usize]
    }

    fn firsts(&self) -> Vec<u32> {
        let all = 0..self.len() as u32;
        let hash = |id: u32| {
            let mut hasher = FxHasher::default();
            self.get(id).features.hash(&mut hasher);
            (hasher.finish(), id)
        };
        let mut hashed: Vec<(u64, u32)> = all.clone().into_par_iter().map(hash).collect();
        hashed.par_sort_unstable();
        let mut firsts: Vec<u32> = all.collect();
        for same in hashed.chunk_by(|a, b| a.0 == b.0) {
            let first = same[0].1;
            let others = same[1..].iter().map(|(_, id)| *id);
            for other in others.filter(|other| self.get(first).has_the_same(self.get(*other))) {
                firsts[other as usize] = first;
            }
        }
        firsts
    }

    /// The task of this id.
    pub(super) fn get(&self, id: u32) -> Listed<'_> {
        self.blocks[id as usize / BLOCK].get(id as usize % BLOCK)
    }

    /// Whether two tasks may be matched: a frame is no task, and a document does not take up itself.
    pub(super) fn can_meet(&self, a: u32, b: u32) -> bool {
        let [a, b] = [a, b].map(|id| &self.blocks[id as usize / BLOCK].rows[id as usize % BLOCK]);
        a.is_frame == b.is_frame && a.document != b.document
    }

    pub(super) fn each(&self) -> impl Iterator<Item = Listed<'_>> {
        (0..self.len() as u32).map(|id| self.get(id))
    }

    /// The id of the task that a measure is.
    pub(super) fn of_node(&self, node: NodeId) -> Option<u32> {
        let block = self.blocks.partition_point(|block| block.rows[0].node <= node);
        let block = block.checked_sub(1)?;
        let row = self.blocks[block]
            .rows
            .binary_search_by_key(&node, |row| row.node)
            .ok()?;
        Some((block * BLOCK + row) as u32)
    }
}

impl Block {
    fn get(&self, at: usize) -> Listed<'_> {
        let row = &self.rows[at];
        let (mut sentences, mut features) = (self.sentences.len(), self.features.len());
        if let Some(next) = self.rows.get(at + 1) {
            (sentences, features) = (next.sentences as usize, next.features as usize);
        }
        Listed {
            row,
            sentences: &self.sentences[row.sentences as usize..sentences],
            features: &self.features[row.features as usize..features],
        }
    }

    fn replace(&mut self, places: &[Option<u32>]) {
        // What is written never comes before what is still to be read.
        let (mut read, mut written) = (0, 0);
        for at in 0..self.rows.len() {
            let task = self.get(at);
            let (sentences, end) = (task.sentences.len(), read + task.features.len());
            let first = self.rows[at].sentences as usize;
            self.rows[at].features = written as u32;
            for sentence in first..first + sentences {
                let start = written;
                let features = read..read + self.sentences[sentence].features as usize;
                read = features.end;
                self.place(features, &mut written, places);
                self.features[start..written].sort_unstable();
            }
            self.place(read..end, &mut written, places);
            read = end;
        }
        self.features.truncate(written);
        self.rows.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.features.shrink_to_fit();
    }

    fn place(&mut self, features: Range<usize>, written: &mut usize, places: &[Option<u32>]) {
        for at in features {
            if let Some(place) = places[self.features[at] as usize] {
                self.features[*written] = place;
                *written += 1;
            }
        }
    }
}

impl<'t> Listed<'t> {
    pub(super) fn node(self) -> NodeId {
        self.row.node
    }

    /// Where a sentence stands; its whole text where there is none.
    pub(super) fn span_of(self, sentence: u32) -> Span {
        let sentence = self.sentences.get(sentence as usize);
        sentence.map_or(self.row.span, |sentence| sentence.span)
    }

    /// Whether it frames the others (原则, 目标) instead of being one.
    pub(super) fn is_frame(self) -> bool {
        self.row.is_frame
    }

    /// What each sentence has, in order.
    pub(super) fn sentences(self) -> impl Iterator<Item = &'t [u32]> {
        let mut rest = self.features;
        self.sentences.iter().map(move |sentence| {
            let (features, behind) = rest.split_at(sentence.features as usize);
            rest = behind;
            features
        })
    }

    /// What its sentences have, sentence by sentence.
    pub(super) fn own(self) -> &'t [u32] {
        &self.features[..self.own_count()]
    }

    /// What the headings above it speak of, in order.
    pub(super) fn above(self) -> &'t [u32] {
        &self.features[self.own_count()..]
    }

    /// All of it: what stands in several sentences, or in one and above, stands there as often.
    pub(super) fn all(self) -> &'t [u32] {
        self.features
    }

    /// Whether both have the same, sentence by sentence and above.
    fn has_the_same(self, other: Self) -> bool {
        let counts = |task: Self| task.sentences.iter().map(|sentence| sentence.features);
        self.features == other.features && counts(self).eq(counts(other))
    }

    fn own_count(self) -> usize {
        self.sentences.iter().map(|sentence| sentence.features as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::task::Sentence;
    use super::*;

    fn task(node: usize, sentences: &[Vec<u16>], above: &[u16]) -> Task<'static> {
        let features = |themes: &[u16]| themes.iter().copied().map(Feature::Theme).collect();
        Task {
            node: NodeId::from_index(node),
            document: NodeId::from_index(node / 3),
            span: Span::new(node, node + 9),
            is_frame: node.is_multiple_of(2),
            sentences: (0..)
                .zip(sentences)
                .map(|(at, sentence)| Sentence {
                    span: Span::new(at, at + 1),
                    features: features(sentence),
                })
                .collect(),
            above: features(above),
        }
    }

    proptest! {
        #[test]
        fn what_is_listed_is_what_was_read(
            read in prop::collection::vec((prop::collection::vec(prop::collection::vec(0_u16..9, 0..4), 0..4),
                                           prop::collection::btree_set(0_u16..9, 0..5)), 0..9)
        ) {
            // More than a block of them; 7 and 8 have no place, unless a sentence has them.
            let rounds = if read.len() == 8 { BLOCK / 8 + 1 } else { 1 };
            let read: Vec<_> = std::iter::repeat_n(read, rounds).flatten().collect();
            let is_own = |feature: u16| read.iter().any(|(sentences, _)| sentences.concat().contains(&feature));
            let mut places = Vec::new();
            for feature in 0..9_u16 {
                let place = places.iter().flatten().count() as u32;
                places.push((feature < 7 || is_own(feature)).then_some(place));
            }
            let mut tasks = Tasks::default();
            for (at, (sentences, above)) in read.iter().enumerate() {
                let above: Vec<u16> = above.iter().copied().collect();
                tasks.push(&task(2 * at, sentences, &above), |feature, _| match feature {
                    Feature::Theme(theme) => u32::from(theme),
                    _ => unreachable!("there are themes alone"),
                });
            }
            tasks.replace(&places);
            prop_assert_eq!(tasks.len(), read.len());
            let placed = |features: &mut dyn Iterator<Item = u16>| -> Vec<u32> {
                features.filter_map(|feature| places[usize::from(feature)]).collect()
            };
            for (at, (sentences, above)) in read.iter().enumerate() {
                let id = tasks.of_node(NodeId::from_index(2 * at)).expect("it was added");
                let listed = tasks.get(id);
                prop_assert_eq!((id as usize, listed.node().index()), (at, 2 * at));
                let expected: Vec<Vec<u32>> = sentences.iter().map(|sentence| {
                    let mut features = placed(&mut sentence.iter().copied());
                    features.sort_unstable();
                    features
                }).collect();
                let found: Vec<Vec<u32>> = listed.sentences().map(<[u32]>::to_vec).collect();
                prop_assert_eq!(listed.own(), expected.concat());
                prop_assert_eq!(found, expected);
                prop_assert_eq!(listed.above(), placed(&mut above.iter().copied()));
                prop_assert!(tasks.of_node(NodeId::from_index(2 * at + 1)).is_none());
            }
        }
    }
}
