//! The edges of one kind: their ends in a petgraph, what they carry in a store.

use std::ops::Range;
use std::sync::OnceLock;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

use super::store::{Packer, Store, append, raise};
use super::{Edge, FileError, GraphError, NodeId};

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

    /// The edges that start at one of these nodes.
    pub(super) fn starting_among(&self, nodes: Range<usize>) -> Range<usize> {
        let edges = self.joined().0.raw_edges();
        let before = |node: usize| self.len() - edges.partition_point(|edge| edge.source().index() >= node);
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

/// Edges of one kind in any order, to be brought into that of their ends.
pub(super) struct LinksBuilder {
    /// Each as bytes, one after the other, in blocks: one list would be copied again and again as it grows.
    blocks: Vec<Vec<u8>>,
    waiting: Vec<Waiting>,
}

/// When so many bytes are in a block, the next one is begun.
const BLOCK: usize = 1 << 20;

struct Waiting {
    from: NodeId,
    to: NodeId,
    /// Orders edges between the same ends.
    tie: u32,
    block: u32,
    start: u32,
    length: u32,
}

impl LinksBuilder {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            waiting: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, from: NodeId, to: NodeId, edge: &Edge) {
        let block = self.blocks.pop_if(|block| block.len() < BLOCK);
        let block = block.unwrap_or_else(|| Vec::with_capacity(BLOCK));
        let start = block.len();
        let block = append(edge, block);
        self.waiting.push(Waiting {
            from,
            to,
            tie: edge.tie(),
            block: self.blocks.len() as u32,
            start: start as u32,
            length: (block.len() - start) as u32,
        });
        self.blocks.push(block);
    }

    /// The edges in order, in a graph of so many nodes.
    pub(super) fn finish(mut self, nodes: usize) -> Result<Links, GraphError> {
        // Stable: what is alike in all of this stays in the order in which it came.
        self.waiting.sort_by_key(|edge| (edge.from, edge.to, edge.tie));
        let (mut ends, mut payloads) = (Packer::new(ENDS_PER_PACK), Packer::new(EDGES_PER_PACK));
        for (index, edge) in self.waiting.iter().enumerate() {
            if edge.from.index().max(edge.to.index()) >= nodes {
                return Err(GraphError::DanglingEdge { index });
            }
            let (block, start) = (&self.blocks[edge.block as usize], edge.start as usize);
            ends.push(&(edge.from, edge.to));
            payloads.push_serialized(&[&block[start..start + edge.length as usize]]);
        }
        Ok(Links::new(ends.finish(), payloads.finish(), nodes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn links(ends: &[(usize, usize)], nodes: usize) -> Links {
        let mut builder = LinksBuilder::new();
        for (order, (from, to)) in ends.iter().enumerate() {
            let order = order as u32;
            builder.push(
                NodeId::from_index(*from),
                NodeId::from_index(*to),
                &Edge::PartOf { order },
            );
        }
        builder.finish(nodes).expect("all ends are nodes")
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
        let mut builder = LinksBuilder::new();
        builder.push(NodeId::from_index(0), NodeId::from_index(7), &Edge::PartOf { order: 0 });
        assert_eq!(builder.finish(2).err(), Some(GraphError::DanglingEdge { index: 0 }));
    }
}
