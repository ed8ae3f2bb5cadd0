//! Walking from nodes along edges.

use std::ops::Range;

use super::{Edge, EdgeId, EdgeKind, Graph, NodeId, Responsibility, inner_edge, range_of};
use crate::model::Role;

/// An edge with its ends.
#[derive(Debug, Clone, Copy)]
pub struct EdgeRef<'g> {
    /// Its place in the graph's order.
    pub id: EdgeId,
    /// Where it starts.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// What it carries.
    pub edge: &'g Edge,
}

impl EdgeRef<'_> {
    /// The end that is not `node`.
    pub fn other(&self, node: NodeId) -> NodeId {
        if self.from == node { self.to } else { self.from }
    }
}

impl Graph {
    /// The edge of this id.
    ///
    /// # Panics
    ///
    /// If the id is of another graph.
    pub fn edge(&self, id: EdgeId) -> EdgeRef<'_> {
        let (from, to) = self.adjacency.ends(id.index());
        let edge = &self.inner[inner_edge(id)];
        EdgeRef { id, from, to, edge }
    }

    /// Every edge, in the graph's order.
    pub fn all_edges(&self) -> impl DoubleEndedIterator<Item = EdgeRef<'_>> {
        self.edge_range(0..self.edge_count())
    }

    /// The edges of one kind, ordered by their ends.
    pub fn edges(&self, kind: EdgeKind) -> impl DoubleEndedIterator<Item = EdgeRef<'_>> + ExactSizeIterator {
        self.edge_range(range_of(&self.edge_starts, kind as usize))
    }

    fn edge_range(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = EdgeRef<'_>> + ExactSizeIterator {
        range.map(|index| self.edge(EdgeId::from_index(index)))
    }

    /// The edges of one kind that start at a node, in the graph's order.
    pub fn edges_from(&self, node: NodeId, kind: EdgeKind) -> Vec<EdgeRef<'_>> {
        self.starting(node, kind).collect()
    }

    /// The edges of one kind that end at a node, in the graph's order.
    pub fn edges_to(&self, node: NodeId, kind: EdgeKind) -> Vec<EdgeRef<'_>> {
        self.ending(node, kind).collect()
    }

    /// The edges of one kind at a node, whichever way they go, in the graph's order.
    pub fn edges_around(&self, node: NodeId, kind: EdgeKind) -> Vec<EdgeRef<'_>> {
        let mut edges: Vec<_> = self.ending(node, kind).chain(self.starting(node, kind)).collect();
        edges.sort_by_key(|edge| edge.id);
        edges.dedup_by_key(|edge| edge.id);
        edges
    }

    /// The same as [`Graph::edges_from`], one after the other.
    pub fn starting(&self, node: NodeId, kind: EdgeKind) -> impl ExactSizeIterator<Item = EdgeRef<'_>> + use<'_> {
        self.starting_range(node, kind)
            .map(|index| self.edge(EdgeId::from_index(index)))
    }

    /// The places in the graph's order of the edges of one kind that start at a node.
    pub(crate) fn starting_range(&self, node: NodeId, kind: EdgeKind) -> Range<usize> {
        let range = self.adjacency.starting(node, kind);
        range.start as usize..range.end as usize
    }

    /// The same as [`Graph::edges_to`], one after the other.
    pub fn ending(&self, node: NodeId, kind: EdgeKind) -> impl ExactSizeIterator<Item = EdgeRef<'_>> + use<'_> {
        let ids = self.adjacency.ending(node, kind).iter();
        ids.map(|id| self.edge(EdgeId::from_index(*id as usize)))
    }

    /// Every responsibility: first those that lead, then those that support, then the rest.
    pub fn responsibilities(&self) -> impl Iterator<Item = (EdgeRef<'_>, &Responsibility)> {
        Role::ALL
            .iter()
            .flat_map(|role| self.edges(EdgeKind::of_role(*role)))
            .filter_map(|edge| match edge.edge {
                Edge::Responsibility(responsibility) => Some((edge, responsibility)),
                _ => None,
            })
    }

    /// The measure or document that a measure is directly part of.
    pub fn parent(&self, measure: NodeId) -> Option<NodeId> {
        self.edges_from(measure, EdgeKind::PartOf).first().map(|edge| edge.to)
    }
}
