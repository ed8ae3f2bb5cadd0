//! Finding the matches of measures without comparing each with each.

#![expect(clippy::cast_sign_loss, reason = "likeness is between 0 and 1")]

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::among::{Among, Sums};
use super::score::{Board, Scored};
use super::{Likeness, Match, THRESHOLD, Weighed, in_order};
use crate::graph::NodeId;

/// How many measures of the other side are looked at closely for one measure: those whose words as a whole are most alike.
pub(super) const CANDIDATES: usize = 48;
/// How many shared words a match tells.
const TOLD: usize = 8;

/// So many tasks are looked at at once: what they give is put together before the next.
const BATCH: usize = 1 << 15;
/// So many matches are told at once.
const TOLD_AT_ONCE: usize = 1 << 12;

/// Two tasks that are alike enough.
struct Found {
    a: u32,
    b: u32,
    score: u16,
    /// The most alike sentences, counted in each.
    sentences: (u32, u32),
}

impl Likeness<'_> {
    /// Every pair of a measure of `a` and one of `b` with at least this score, ordered by both. A measure matches itself;
    /// two of one document are never matched.
    ///
    /// For each measure of either side the 48 most alike of the other are scored; where the other has no
    /// more, that is all of them. What the user says of a pair holds whatever its score.
    pub fn matches(&self, a: &[NodeId], b: &[NodeId], least: f64) -> Vec<Match> {
        self.told(&self.scored(&self.pairs(a, b), least))
    }

    /// The same but for those that are not among the `most` best of either of their measures.
    pub fn best_matches(&self, a: &[NodeId], b: &[NodeId], least: f64, most: usize) -> Vec<Match> {
        let scored = self.scored(&self.pairs(a, b), least);
        self.told(&best_of_each(scored, most, |found| [(false, found.a), (true, found.b)]))
    }

    /// How many pairs are scored to find the matches of two sides: at most 48 for each measure of either, and what the
    /// user says.
    pub fn scored_pairs(&self, a: &[NodeId], b: &[NodeId]) -> usize {
        self.pairs(a, b).len()
    }

    /// The pairs of two sides that are worth a closer look, ordered.
    fn pairs(&self, a: &[NodeId], b: &[NodeId]) -> Vec<(u32, u32)> {
        let [a, b] = [a, b].map(|side| self.ids(side));
        let mut pairs = self.candidates(&a, &b, CANDIDATES);
        pairs.extend(self.candidates(&b, &a, CANDIDATES).into_iter().map(|(b, a)| (a, b)));
        pairs.extend(self.said_between(&a, &b));
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }

    /// For each measure of the graph, the `most` of other documents that are most alike, where they reach the
    /// threshold; a pair is given once, the lower id first, ordered. What the user has decided is left out.
    pub(crate) fn each_closest(&self, most: usize, take: impl FnMut(Match)) {
        let all: Vec<u32> = (0..self.tasks.len() as u32).collect();
        let mut pairs = self.candidates(&all, &all, 2 * most);
        for pair in &mut pairs {
            *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        let undecided = |(a, b): &&(u32, u32)| {
            let [a, b] = [*a, *b].map(|id| self.tasks.get(id).node());
            a != b && !self.said.contains_key(&in_order(a, b))
        };
        pairs.retain(|pair| undecided(&pair));
        let scored = self.scored(&pairs, THRESHOLD);
        drop(pairs);
        let best = best_of_each(scored, most, |found| [(false, found.a), (false, found.b)]);
        let told = best.chunks(TOLD_AT_ONCE).flat_map(|found| self.told(found));
        told.for_each(take);
    }

    /// The pairs between two sides that the user says are alike.
    fn said_between(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32)> {
        let similar = self.said.iter().filter(|(_, similar)| **similar).map(|(pair, _)| *pair);
        let known = similar.filter_map(|(x, y)| Some((self.tasks.of_node(x)?, self.tasks.of_node(y)?)));
        let has = |side: &[u32], id: u32| side.binary_search(&id).is_ok();
        let both = known.flat_map(|(x, y)| [(x, y), (y, x)]);
        both.filter(|(x, y)| has(a, *x) && has(b, *y)).collect()
    }

    fn ids(&self, measures: &[NodeId]) -> Vec<u32> {
        let mut ids: Vec<u32> = measures
            .iter()
            .filter_map(|measure| self.tasks.of_node(*measure))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// For each task of `of`, the tasks of `among` that are most alike as wholes, in no order.
    fn candidates(&self, of: &[u32], among: &[u32], most: usize) -> Vec<(u32, u32)> {
        let among = Among::new(self, among, most);
        let mut candidates = Vec::new();
        for batch in of.chunks(BATCH) {
            let room = || (Sums::new(&among), Weighed::default());
            let mut batch = batch.to_vec();
            batch.sort_unstable_by_key(|id| (self.tasks.first(*id), *id));
            let same = batch.par_chunk_by(|a, b| self.tasks.first(*a) == self.tasks.first(*b));
            let batch = same.map_init(room, |room, same| among.candidates(same, most, room));
            candidates.extend(batch.flatten_iter().collect::<Vec<_>>());
        }
        candidates
    }

    /// Whether the user says that two tasks are not alike.
    pub(super) fn are_told_apart(&self, a: u32, b: u32) -> bool {
        self.said_of(a, b) == Some(false)
    }

    /// What the user says of two tasks.
    fn said_of(&self, a: u32, b: u32) -> Option<bool> {
        if self.said.is_empty() {
            return None;
        }
        let [a, b] = [a, b].map(|id| self.tasks.get(id).node());
        self.said.get(&in_order(a, b)).copied()
    }

    /// The pairs that reach a score; they are ordered, and so is what is found.
    fn scored(&self, pairs: &[(u32, u32)], least: f64) -> Vec<Found> {
        let least = (least * 10_000.0).round() as u16;
        let mut runs = pairs.chunk_by(|x, y| x.0 == y.0);
        let mut found = Vec::new();
        loop {
            let batch: Vec<&[(u32, u32)]> = runs.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return found;
            }
            let room = || (Board::new(self.features.len()), <[Weighed; 2]>::default());
            let scored = batch.par_iter().map_init(room, |(board, rooms), run| {
                self.scored_with_one(run, least, board, rooms)
            });
            found.extend(scored.flatten_iter().collect::<Vec<_>>());
        }
    }

    /// Scores pairs whose first task is the same.
    fn scored_with_one(
        &self,
        run: &[(u32, u32)],
        least: u16,
        board: &mut Board,
        [x, y]: &mut [Weighed; 2],
    ) -> Vec<Found> {
        let x = self.weighed(run[0].0, x);
        board.lay(x);
        // By the first task that has the same as the other.
        let mut known: FxHashMap<u32, Scored> = FxHashMap::default();
        let found = run.iter().map(|(a, b)| {
            let score = || board.score(x, self.weighed(*b, y));
            let Scored { score, sentences } = *known.entry(self.tasks.first(*b)).or_insert_with(score);
            let score = if a == b || self.said_of(*a, *b) == Some(true) {
                10_000
            } else {
                (score * 10_000.0).round() as u16
            };
            let (a, b) = (*a, *b);
            Found { a, b, score, sentences }
        });
        found.filter(|found| found.score >= least).collect()
    }

    /// What was found, with what the two share.
    fn told(&self, found: &[Found]) -> Vec<Match> {
        let with_one = found.par_chunk_by(|x, y| x.a == y.a);
        let told = with_one.map_init(<[Weighed; 2]>::default, |room, found| self.told_with_one(found, room));
        told.flatten_iter().collect()
    }

    fn told_with_one(&self, found: &[Found], [x, y]: &mut [Weighed; 2]) -> Vec<Match> {
        let x = self.weighed(found[0].a, x);
        let mut known: FxHashMap<u32, Vec<String>> = FxHashMap::default();
        let tell = |found: &Found| {
            let [a, b] = [found.a, found.b].map(|id| self.tasks.get(id));
            let shared = || self.shared(x, self.weighed(found.b, y));
            let shared = known.entry(self.tasks.first(found.b)).or_insert_with(shared);
            Match {
                a: a.node(),
                b: b.node(),
                score: found.score,
                shared: shared.clone(),
                sentences: (a.span_of(found.sentences.0), b.span_of(found.sentences.1)),
            }
        };
        found.iter().map(tell).collect()
    }

    fn shared(&self, x: &Weighed, y: &Weighed) -> Vec<String> {
        // A word, a theme and a name may be called the same.
        const LOOKED_AT: usize = 3 * TOLD;
        let by_weight = |(id, part): &(u32, f32)| (Reverse(part.to_bits()), *id);
        let mut shared: Vec<_> = x.shared(y).collect();
        if shared.len() > LOOKED_AT {
            shared.select_nth_unstable_by_key(LOOKED_AT - 1, by_weight);
            shared.truncate(LOOKED_AT);
        }
        shared.sort_unstable_by_key(by_weight);
        let mut names = Vec::with_capacity(TOLD.min(shared.len()));
        for name in shared.into_iter().map(|(id, _)| self.feature_name(id)) {
            if names.len() < TOLD && !names.iter().any(|told: &String| *told == *name) {
                names.push(name.into_owned());
            }
        }
        names
    }
}

/// What is among the `most` best of one of its ends, in the order of the tasks; `ends` says which are counted together.
fn best_of_each(mut found: Vec<Found>, most: usize, ends: impl Fn(&Found) -> [(bool, u32); 2]) -> Vec<Found> {
    found.par_sort_unstable_by_key(|found| (Reverse(found.score), found.a, found.b));
    let mut counts: FxHashMap<(bool, u32), usize> = FxHashMap::default();
    let mut is_best = |end| {
        let count = counts.entry(end).or_insert(0);
        *count += 1;
        *count <= most
    };
    found.retain(|found| {
        // Both are counted, whichever decides.
        let [a, b] = ends(found).map(&mut is_best);
        a || b
    });
    found.par_sort_unstable_by_key(|found| (found.a, found.b));
    found
}
