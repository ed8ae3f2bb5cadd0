//! Finding the matches of measures without comparing each with each.

#![expect(clippy::cast_sign_loss, reason = "likeness is between 0 and 1")]

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Likeness, Match, THRESHOLD, Weighed, in_order};
use crate::graph::NodeId;
use crate::text::Span;

/// How many measures of the other side are looked at closely for one measure: those whose words as a whole are most alike.
pub(super) const CANDIDATES: usize = 48;
/// A feature that more measures of the other side have is no way to find candidates; it still counts in scores.
const COMMON: usize = 1_000;
/// How many shared words a match tells.
const TOLD: usize = 8;
/// What the most alike sentences count beside the wholes.
const SENTENCES: f32 = 0.3;
/// What the sentence most like the whole other counts beside the wholes.
const SENTENCE_IN_WHOLE: f32 = 0.2;

/// How alike two tasks are, and which sentences of theirs most.
struct Scored {
    score: f32,
    sentences: (Span, Span),
}

impl Likeness<'_> {
    /// Every pair of a measure of `a` and one of `b` with at least this score, ordered by both. A measure matches itself;
    /// two of one document are never matched.
    ///
    /// For each measure of either side the 48 most alike of the other are scored; where the other has no
    /// more, that is all of them. What the user says of a pair holds whatever its score.
    pub fn matches(&self, a: &[NodeId], b: &[NodeId], least: f64) -> Vec<Match> {
        let least = (least * 10_000.0).round() as u16;
        let pairs = self.pairs(a, b);
        let scored = pairs.par_iter().filter_map(|(a, b)| self.matched(*a, *b, least));
        scored.collect()
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
    /// threshold; a pair stands there once, the lower id first, ordered. What the user has decided is left out.
    pub fn closest(&self, most: usize) -> Vec<Match> {
        let all: Vec<u32> = (0..self.tasks.len() as u32).collect();
        let mut pairs = self.candidates(&all, &all, 2 * most);
        for pair in &mut pairs {
            *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        let undecided = |(a, b): &&(u32, u32)| {
            let [a, b] = [*a, *b].map(|id| self.tasks[id as usize].node);
            a != b && !self.said.contains_key(&in_order(a, b))
        };
        let least = (THRESHOLD * 10_000.0).round() as u16;
        let scored: Vec<Match> = pairs
            .par_iter()
            .filter(undecided)
            .filter_map(|(a, b)| self.matched(*a, *b, least))
            .collect();
        best_of_each(scored, most)
    }

    /// The pairs between two sides that the user says are alike.
    fn said_between(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32)> {
        let similar = self.said.iter().filter(|(_, similar)| **similar).map(|(pair, _)| *pair);
        let known = similar.filter_map(|(x, y)| Some((*self.of_node.get(&x)?, *self.of_node.get(&y)?)));
        let has = |side: &[u32], id: u32| side.binary_search(&id).is_ok();
        let both = known.flat_map(|(x, y)| [(x, y), (y, x)]);
        both.filter(|(x, y)| has(a, *x) && has(b, *y)).collect()
    }

    fn ids(&self, measures: &[NodeId]) -> Vec<u32> {
        let mut ids: Vec<u32> = measures
            .iter()
            .filter_map(|measure| self.of_node.get(measure).copied())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// For each task of `of`, the tasks of `among` that are most alike as wholes.
    fn candidates(&self, of: &[u32], among: &[u32], most: usize) -> Vec<(u32, u32)> {
        among.par_iter().for_each(|id| _ = self.weighed(*id));
        let mut having: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.features.len()];
        for id in among {
            for (feature, part) in self.weighed(*id).whole.iter() {
                having[feature as usize].push((*id, part));
            }
        }
        if among.len() > most {
            let common = having.iter_mut().filter(|tasks| tasks.len() > COMMON);
            common.for_each(Vec::clear);
        }
        of.par_iter()
            .map_init(
                || Sums::of(self.tasks.len()),
                |sums, id| self.candidates_of(*id, &having, most, sums),
            )
            .flatten_iter()
            .collect()
    }

    fn candidates_of(
        &self,
        id: u32,
        having: &[Vec<(u32, f32)>],
        most: usize,
        sums: &mut Sums,
    ) -> impl Iterator<Item = (u32, u32)> + use<> {
        for (feature, part) in self.weighed(id).whole.iter() {
            for (other, theirs) in &having[feature as usize] {
                sums.add(*other, part * theirs);
            }
        }
        let mut found: Vec<(u32, f32)> = sums.take().filter(|(other, _)| self.may_match(id, *other)).collect();
        let by_likeness = |(id, alike): &(u32, f32)| (Reverse(alike.to_bits()), *id);
        if found.len() > most {
            found.select_nth_unstable_by_key(most - 1, by_likeness);
            found.truncate(most);
        }
        found.into_iter().map(move |(other, _)| (id, other))
    }

    /// A frame is no task, and a document does not take up itself.
    fn may_match(&self, a: u32, b: u32) -> bool {
        let [x, y] = [a, b].map(|id| self.weighed(id));
        a == b
            || x.is_frame == y.is_frame
                && x.document != y.document
                && self.said.get(&in_order(x.node, y.node)) != Some(&false)
    }

    fn matched(&self, a: u32, b: u32, least: u16) -> Option<Match> {
        let [x, y] = [a, b].map(|id| self.weighed(id));
        let Scored { score, sentences } = score(x, y);
        let is_one = a == b || self.said.get(&in_order(x.node, y.node)) == Some(&true);
        let score = if is_one {
            10_000
        } else {
            (score * 10_000.0).round() as u16
        };
        (score >= least).then(|| Match {
            a: x.node,
            b: y.node,
            score,
            shared: self.shared(x, y),
            sentences,
        })
    }

    fn shared(&self, x: &Weighed, y: &Weighed) -> Vec<String> {
        let mut shared: Vec<_> = x.whole.shared(&y.whole).collect();
        shared.sort_by_key(|(id, part)| (Reverse(part.to_bits()), *id));
        let mut seen = FxHashSet::default();
        let names = shared.into_iter().map(|(id, _)| self.feature_name(id));
        names.filter(|name| seen.insert(name.clone())).take(TOLD).collect()
    }
}

/// A sum for each task, most of them 0. They are used for one task after the other.
struct Sums {
    by_task: Vec<f32>,
    /// The tasks whose sum is not 0.
    begun: Vec<u32>,
}

impl Sums {
    fn of(tasks: usize) -> Self {
        Self {
            by_task: vec![0.0; tasks],
            begun: Vec::new(),
        }
    }

    fn add(&mut self, task: u32, part: f32) {
        let sum = &mut self.by_task[task as usize];
        if *sum == 0.0 {
            self.begun.push(task);
        }
        *sum += part;
    }

    /// Every sum that was begun, which is 0 again afterwards.
    fn take(&mut self) -> impl Iterator<Item = (u32, f32)> {
        let Self { by_task, begun } = self;
        begun
            .drain(..)
            .map(|task| (task, std::mem::take(&mut by_task[task as usize])))
    }
}

/// The matches that are among the `most` best of one of their measures.
fn best_of_each(mut matches: Vec<Match>, most: usize) -> Vec<Match> {
    matches.sort_by_key(|found| (Reverse(found.score), found.a, found.b));
    let mut counts: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut is_best = |measure: NodeId| {
        let count = counts.entry(measure).or_insert(0);
        *count += 1;
        *count <= most
    };
    // Both are counted, whichever decides.
    matches.retain(|found| is_best(found.a) | is_best(found.b));
    matches.sort_by_key(|found| (found.a, found.b));
    matches
}

fn score(x: &Weighed, y: &Weighed) -> Scored {
    let whole = x.whole.cosine(&y.whole);
    let (best, sentences) = best_sentences(x, y);
    let in_whole = |some: &Weighed, other: &Weighed| {
        some.sentences
            .iter()
            .map(|(_, sentence)| sentence.cosine(&other.whole))
            .fold(0.0, f32::max)
    };
    let in_whole = in_whole(x, y).max(in_whole(y, x));
    let sum = whole + SENTENCES * best + SENTENCE_IN_WHOLE * in_whole;
    Scored {
        score: (sum / (1.0 + SENTENCES + SENTENCE_IN_WHOLE)).min(1.0),
        sentences,
    }
}

/// The two most alike sentences; the first of each where none shares anything, all of a task that has no words that count.
fn best_sentences(x: &Weighed, y: &Weighed) -> (f32, (Span, Span)) {
    let first = |task: &Weighed| task.sentences.first().map_or(task.span, |(span, _)| *span);
    let mut best = (0.0, (first(x), first(y)));
    for (mine, a) in &x.sentences {
        for (theirs, b) in &y.sentences {
            let alike = a.cosine(b);
            if alike > best.0 {
                best = (alike, (*mine, *theirs));
            }
        }
    }
    best
}
