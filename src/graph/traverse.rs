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
        let index = inner_edge(id);
        let (from, to) = self.ends(id);
        let edge = &self.inner[index];
        EdgeRef { id, from, to, edge }
    }

    /// The ends of an edge, first where it starts.
    fn ends(&self, id: EdgeId) -> (NodeId, NodeId) {
        let (from, to) = self
            .inner
            .edge_endpoints(inner_edge(id))
            .expect("edge ids are only made for edges of the graph");
        (NodeId::from_index(from.index()), NodeId::from_index(to.index()))
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
        let range = self.adjacency.starting(node, kind);
        (range.start as usize..range.end as usize).map(|index| self.edge(EdgeId::from_index(index)))
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
