//! The edges of one kind: their ends in a petgraph, what they carry in a store.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

use super::names::partition_point;
use super::store::{Packer, Store, raise};
use super::{Edge, EdgeKind, FileError, GraphError, NodeId};
use crate::spill::{Scratch, Sorter};

/// Ends are small, and all of a kind are read at once.
const ENDS_PER_PACK: usize = 1 << 16;
const EDGES_PER_PACK: usize = 128;

/// The edges of one kind, ordered by their ends.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) ends: Store<(NodeId, NodeId)>,
    pub(super) payloads: Store<Edge>,
    nodes: usize,
    joined: OnceLock<Joined>,
}

/// Who is joined with whom.
///
/// petgraph lists the edges of a node from the last that was added to the first. They are added from the last to the
/// first, so that its lists, and what walks along them, go through them in the graph's order.
#[derive(Debug)]
struct Joined(DiGraph<(), ()>);

impl Links {
    /// The edges whose ends and payloads these are, in a graph of so many nodes.
    pub(super) fn new(ends: Store<(NodeId, NodeId)>, payloads: Store<Edge>, nodes: usize) -> Self {
        Self {
            ends,
            payloads,
            nodes,
            joined: OnceLock::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.payloads.len()
    }

    /// The same edges, of which nothing is unpacked yet.
    pub(super) fn afresh(&self) -> Self {
        Self::new(self.ends.afresh(), self.payloads.afresh(), self.nodes)
    }

    /// The ends of the edge of this number, first where it starts.
    pub(super) fn ends(&self, index: usize) -> (NodeId, NodeId) {
        let edge = &self.joined().0.raw_edges()[self.len() - 1 - index];
        (node_id(edge.source()), node_id(edge.target()))
    }

    /// The edges that start at a node.
    pub(super) fn starting(&self, node: NodeId) -> Range<usize> {
        let graph = &self.joined().0;
        let Some(first) = graph.first_edge(inner(node), Direction::Outgoing) else {
            return 0..0;
        };
        // They stand beside each other: the first is the last of those added.
        let later = graph.raw_edges()[..=first.index()].partition_point(|edge| edge.source() != inner(node));
        self.number(first)..self.len() - later
    }

    /// The edges that start at one of these nodes. Their ends alone are unpacked for this: what goes over all edges once
    /// need not know where they lead from every node.
    pub(super) fn starting_among(&self, nodes: Range<usize>) -> Range<usize> {
        let before = |node: usize| partition_point(self.len(), |edge| self.ends.get(edge).0.index() < node);
        before(nodes.start)..before(nodes.end)
    }

    /// The edges that end at a node, ascending.
    pub(super) fn ending(&self, node: NodeId) -> impl Iterator<Item = usize> + use<'_> {
        let mut edges = self
            .joined()
            .0
            .neighbors_directed(inner(node), Direction::Incoming)
            .detach();
        std::iter::from_fn(move || edges.next_edge(&self.joined().0)).map(|edge| self.number(edge))
    }

    fn number(&self, edge: EdgeIndex) -> usize {
        self.len() - 1 - edge.index()
    }

    fn joined(&self) -> &Joined {
        self.joined
            .get_or_init(|| self.join().unwrap_or_else(|damage| raise(damage)))
    }

    fn join(&self) -> Result<Joined, FileError> {
        let ends = self.ends.all()?;
        in_order(&ends, self.nodes).map_err(|error| self.ends.malformed(error))?;
        let mut graph = DiGraph::with_capacity(self.nodes, ends.len());
        for _ in 0..self.nodes {
            graph.add_node(());
        }
        for (from, to) in ends.into_iter().rev() {
            graph.add_edge(inner(from), inner(to), ());
        }
        Ok(Joined(graph))
    }

    /// Reads all of it.
    pub(super) fn verify(&self) -> Result<(), FileError> {
        self.payloads.verify()?;
        in_order(&self.ends.all()?, self.nodes).map_err(|error| self.ends.malformed(error))
    }
}

/// Fails where edges are not ordered by their ends, or end at a node that is not there.
fn in_order(ends: &[(NodeId, NodeId)], nodes: usize) -> Result<(), GraphError> {
    let dangling = ends.iter().position(|(from, to)| from.index().max(to.index()) >= nodes);
    if let Some(index) = dangling {
        return Err(GraphError::DanglingEdge { index });
    }
    match ends.windows(2).position(|two| two[0] > two[1]) {
        Some(at) => Err(GraphError::OutOfOrder { index: at + 1 }),
        None => Ok(()),
    }
}

fn inner(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.index())
}

fn node_id(node: NodeIndex) -> NodeId {
    NodeId::from_index(node.index())
}

/// The edges of a graph in any order, to be brought into its own.
pub(super) struct Unordered(Sorter<Order>);

/// What edges are ordered by: kind, ends, and what tells edges between the same ends apart.
type Order = (u8, NodeId, NodeId, u32);

impl Unordered {
    pub(super) fn new(scratch: Arc<Scratch>) -> Self {
        Self(Sorter::new(scratch))
    }

    pub(super) fn push(&mut self, from: NodeId, to: NodeId, edge: &Edge) {
        self.0.push((edge.kind() as u8, from, to, edge.tie()), edge);
    }

    /// The edges of each kind in order, in a graph of so many nodes.
    pub(super) fn finish(self, nodes: usize, scratch: &Arc<Scratch>) -> Result<Vec<Links>, GraphError> {
        let packer = |_| LinksPacker::new(Arc::clone(scratch));
        let mut packers: Vec<LinksPacker> = EdgeKind::ALL.iter().map(packer).collect();
        self.0.each(|(kind, from, to, _), edge| {
            let packer = &mut packers[usize::from(kind)];
            if from.index().max(to.index()) >= nodes {
                let index = packer.ends.len();
                return Err(GraphError::DanglingEdge { index });
            }
            packer.ends.push(&(from, to));
            packer.payloads.push_serialized([edge]);
            Ok(())
        })?;
        Ok(packers.into_iter().map(|packer| packer.finish(nodes)).collect())
    }
}

/// Edges of one kind as they come in order.
struct LinksPacker {
    ends: Packer<(NodeId, NodeId)>,
    payloads: Packer<Edge>,
}

impl LinksPacker {
    fn new(scratch: Arc<Scratch>) -> Self {
        Self {
            ends: Packer::new(ENDS_PER_PACK, Arc::clone(&scratch)),
            payloads: Packer::new(EDGES_PER_PACK, scratch),
        }
    }

    fn finish(self, nodes: usize) -> Links {
        Links::new(self.ends.finish(), self.payloads.finish(), nodes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn links(ends: &[(usize, usize)], nodes: usize) -> Links {
        let mut builder = Unordered::new(Arc::default());
        for (order, (from, to)) in ends.iter().enumerate() {
            let order = order as u32;
            builder.push(
                NodeId::from_index(*from),
                NodeId::from_index(*to),
                &Edge::PartOf { order },
            );
        }
        let links = builder.finish(nodes, &Arc::default()).expect("all ends are nodes");
        links.into_iter().next().expect("it is the first kind")
    }

    proptest! {
        #[test]
        fn edges_are_found_from_both_ends_in_order(ends in prop::collection::vec((0..9_usize, 0..9_usize), 0..60)) {
            let links = links(&ends, 9);
            let sorted: Vec<_> = (0..links.len()).map(|index| links.ends(index)).collect();
            prop_assert!(sorted.is_sorted());
            for node in (0..9).map(NodeId::from_index) {
                let at = |end: fn(&(NodeId, NodeId)) -> NodeId| -> Vec<usize> {
                    (0..sorted.len()).filter(|index| end(&sorted[*index]) == node).collect()
                };
                prop_assert_eq!(links.starting(node).collect::<Vec<_>>(), at(|ends| ends.0));
                prop_assert_eq!(links.ending(node).collect::<Vec<_>>(), at(|ends| ends.1));
            }
            let among: Vec<usize> = (0..sorted.len()).filter(|index| (2..5).contains(&sorted[*index].0.index())).collect();
            prop_assert_eq!(links.starting_among(2..5).collect::<Vec<_>>(), among);
        }
    }

    #[test]
    fn an_edge_to_nowhere_is_an_error() {
        let mut builder = Unordered::new(Arc::default());
        builder.push(NodeId::from_index(0), NodeId::from_index(1), &Edge::PartOf { order: 0 });
        builder.push(NodeId::from_index(0), NodeId::from_index(7), &Edge::PartOf { order: 1 });
        let refused = builder.finish(2, &Arc::default()).err();
        assert_eq!(refused, Some(GraphError::DanglingEdge { index: 1 }));
    }
}
