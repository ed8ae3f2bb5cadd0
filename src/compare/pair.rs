//! The matched measures of two sides, to be looked up from either.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::{EdgeKind, Graph, NodeId};
use crate::likeness::{Likeness, Match};

/// Which measures of two sides match.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    all: Vec<Match>,
    of_a: FxHashMap<NodeId, Vec<(NodeId, u16)>>,
    of_b: FxHashMap<NodeId, Vec<(NodeId, u16)>>,
}

/// The most matches that one measure has on the other side; the best.
const MOST: usize = 24;

impl Matches {
    /// Of the measures of two lists of documents.
    pub(super) fn new(graph: &Graph, likeness: &Likeness<'_>, a: &[NodeId], b: &[NodeId], least: f64) -> Self {
        let (of_a, of_b) = (measures(graph, a), measures(graph, b));
        let mut all = likeness.best_matches(&of_a, &of_b, least, MOST);
        // A measure is itself even where it is only a heading, and so is a document.
        let here: BTreeSet<NodeId> = of_b.iter().chain(b).copied().collect();
        let known: BTreeSet<(NodeId, NodeId)> = all.iter().map(|found| (found.a, found.b)).collect();
        let same = of_a
            .iter()
            .chain(a)
            .filter(|node| here.contains(node) && !known.contains(&(**node, **node)));
        all.extend(same.map(|node| identity(*node)));
        all.sort_by_key(|found| (found.a, found.b));
        let mut matches = Self { all, ..Self::default() };
        matches.look_up(graph);
        matches
    }

    /// Both ways, the best first. A heading over others matches what they match.
    fn look_up(&mut self, graph: &Graph) {
        for ((a, b), score) in self.with_headings(graph) {
            self.of_a.entry(a).or_default().push((b, score));
            self.of_b.entry(b).or_default().push((a, score));
        }
        for list in self.of_a.values_mut().chain(self.of_b.values_mut()) {
            list.sort_unstable_by_key(|(node, score)| (Reverse(*score), *node));
        }
    }

    /// The best score of every two that match, headings over them included.
    fn with_headings(&self, graph: &Graph) -> FxHashMap<(NodeId, NodeId), u16> {
        let ends = self.all.iter().flat_map(|found| [found.a, found.b]);
        let ends: FxHashSet<NodeId> = ends.collect();
        let lines: FxHashMap<NodeId, Vec<NodeId>> = ends.into_iter().map(|end| (end, line_of(graph, end))).collect();
        let mut scores = FxHashMap::default();
        for found in &self.all {
            for a in &lines[&found.a] {
                for b in &lines[&found.b] {
                    // Headings that contain themselves are no news.
                    if found.a != found.b || a == b {
                        let best = scores.entry((*a, *b)).or_insert(0);
                        *best = found.score.max(*best);
                    }
                }
            }
        }
        scores
    }

    /// Every match, ordered by both measures.
    pub fn iter(&self) -> impl Iterator<Item = &Match> {
        self.all.iter()
    }

    /// What a measure of the first side matches, the best first.
    pub fn of_a(&self, measure: NodeId) -> impl Iterator<Item = (NodeId, u16)> {
        self.of_a.get(&measure).into_iter().flatten().copied()
    }

    /// What a measure of the second side matches, the best first.
    pub fn of_b(&self, measure: NodeId) -> impl Iterator<Item = (NodeId, u16)> {
        self.of_b.get(&measure).into_iter().flatten().copied()
    }

    pub(super) fn best_of_a(&self, measure: NodeId) -> Option<NodeId> {
        self.of_a(measure).next().map(|(node, _)| node)
    }

    pub(super) fn best_of_b(&self, measure: NodeId) -> Option<NodeId> {
        self.of_b(measure).next().map(|(node, _)| node)
    }
}

fn identity(node: NodeId) -> Match {
    let nowhere = crate::text::Span::new(0, 0);
    Match {
        a: node,
        b: node,
        score: 10_000,
        shared: Vec::new(),
        sentences: (nowhere, nowhere),
    }
}

/// A measure and the headings over it.
fn line_of(graph: &Graph, measure: NodeId) -> Vec<NodeId> {
    let up = |node: &NodeId| {
        graph
            .parent(*node)
            .filter(|node| graph.node(*node).as_measure().is_some())
    };
    std::iter::successors(Some(measure), up).collect()
}

/// The measures of documents, in the graph's order.
pub(super) fn measures(graph: &Graph, documents: &[NodeId]) -> Vec<NodeId> {
    let wanted: BTreeSet<NodeId> = documents.iter().copied().collect();
    let measures = graph.nodes_of(crate::graph::NodeKind::Measure);
    measures
        .filter(|node| {
            graph
                .node(*node)
                .as_measure()
                .is_some_and(|measure| wanted.contains(&measure.document))
        })
        .collect()
}

/// Whether a measure is a heading over others.
pub(super) fn is_heading(graph: &Graph, measure: NodeId) -> bool {
    !graph.edges_to(measure, EdgeKind::PartOf).is_empty()
}
