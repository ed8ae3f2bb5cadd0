//! Edges by kind and end, in both directions: petgraph's own lists run through every edge of a node, whatever its kind,
//! and jump through memory as they go.
//!
//! Edges of one kind are ordered by where they start, so those that start at a node are one range. For where they end,
//! the ids are sorted once.

use std::ops::Range;

use super::{EdgeKind, NodeId};

/// The edges of one kind by their ends.
#[derive(Debug, Clone, Default)]
struct ByEnds {
    /// Where the edges of the `n`-th node begin, from `first_start` on; one entry more than there are nodes.
    starting: Offsets,
    ending: Offsets,
    /// Edges by where they end, then by id.
    by_end: Vec<u32>,
}

/// Where the entries of each node begin, from the first node that has any to the last.
#[derive(Debug, Clone, Default)]
struct Offsets {
    first_node: usize,
    offsets: Vec<u32>,
}

impl Offsets {
    /// Counts how many entries each node has; nodes come in any order.
    fn of(nodes: impl Iterator<Item = NodeId> + Clone, base: u32) -> Self {
        let bounds = nodes.clone().map(NodeId::index).fold(None, |bounds, at| match bounds {
            None => Some((at, at)),
            Some((low, high)) => Some((at.min(low), at.max(high))),
        });
        let Some((first_node, last)) = bounds else {
            return Self::default();
        };
        let mut offsets = vec![0; last - first_node + 2];
        for node in nodes {
            offsets[node.index() - first_node + 1] += 1;
        }
        offsets[0] = base;
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        Self { first_node, offsets }
    }

    fn range(&self, node: NodeId) -> Range<u32> {
        let at = node.index().checked_sub(self.first_node);
        match at.and_then(|at| self.offsets.get(at..at + 2)) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }
}

/// An index of all edges of a graph.
#[derive(Debug, Clone)]
pub(super) struct Adjacency {
    kinds: [ByEnds; EdgeKind::ALL.len()],
    /// The ends of every edge, apart from what edges carry: a walk touches little memory.
    ends: Vec<(NodeId, NodeId)>,
}

impl Adjacency {
    /// From the ends of all edges in the graph's order, and where each kind begins.
    pub(super) fn new(ends: Vec<(NodeId, NodeId)>, starts: &[u32]) -> Self {
        let of_kind = |kind: usize| {
            let range = starts[kind] as usize..starts[kind + 1] as usize;
            let base = range.start as u32;
            let ends = &ends[range];
            let mut by_end: Vec<u32> = (base..base + ends.len() as u32).collect();
            // Stable: those that end at one node stay in the order of their ids.
            by_end.sort_by_key(|id| ends[(id - base) as usize].1);
            ByEnds {
                starting: Offsets::of(ends.iter().map(|(from, _)| *from), base),
                ending: Offsets::of(ends.iter().map(|(_, to)| *to), 0),
                by_end,
            }
        };
        Self {
            kinds: std::array::from_fn(of_kind),
            ends,
        }
    }

    /// The ends of an edge, first where it starts.
    pub(super) fn ends(&self, edge: usize) -> (NodeId, NodeId) {
        self.ends[edge]
    }

    /// The edges of a kind that start at a node.
    pub(super) fn starting(&self, node: NodeId, kind: EdgeKind) -> Range<u32> {
        self.kinds[kind as usize].starting.range(node)
    }

    /// The edges of a kind that end at a node, ascending.
    pub(super) fn ending(&self, node: NodeId, kind: EdgeKind) -> &[u32] {
        let index = &self.kinds[kind as usize];
        let range = index.ending.range(node);
        &index.by_end[range.start as usize..range.end as usize]
    }
}
