//! Walking from nodes along edges.

use std::fmt;
use std::ops::Range;

use super::names::partition_point;
use super::{Edge, EdgeId, EdgeKind, Graph, NodeId, Responsibility, range_of};
use crate::model::Role;

/// An edge with its ends.
#[derive(Clone, Copy)]
pub struct EdgeRef<'g> {
    /// Its place in the graph's order.
    pub id: EdgeId,
    /// Where it starts.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// Its kind.
    pub kind: EdgeKind,
    graph: &'g Graph,
}

impl<'g> EdgeRef<'g> {
    /// What it carries, which is unpacked for this.
    ///
    /// # Panics
    ///
    /// If the file that the graph was [opened](Graph::open) from is damaged.
    pub fn edge(&self) -> &'g Edge {
        let links = &self.graph.edges[self.kind as usize];
        links.payloads.get(self.id.index() - self.graph.start_of(self.kind))
    }

    /// The end that is not `node`.
    pub fn other(&self, node: NodeId) -> NodeId {
        if self.from == node { self.to } else { self.from }
    }
}

impl fmt::Debug for EdgeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = [self.from, self.to].map(NodeId::index);
        write!(f, "{} {from} -> {to}", self.kind)
    }
}

impl Graph {
    /// The edge of this id.
    ///
    /// # Panics
    ///
    /// If the id is of another graph, or the file is damaged.
    pub fn edge(&self, id: EdgeId) -> EdgeRef<'_> {
        let kind = self.edge_starts.partition_point(|start| *start as usize <= id.index()) - 1;
        self.edge_of(EdgeKind::ALL[kind], id.index() - self.edge_starts[kind] as usize)
    }

    /// The edge of this number among those of its kind.
    fn edge_of(&self, kind: EdgeKind, number: usize) -> EdgeRef<'_> {
        let (from, to) = self.edges[kind as usize].ends(number);
        let id = EdgeId::from_index(self.start_of(kind) + number);
        EdgeRef {
            id,
            from,
            to,
            kind,
            graph: self,
        }
    }

    fn start_of(&self, kind: EdgeKind) -> usize {
        self.edge_starts[kind as usize] as usize
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
        let numbers = self.edges[kind as usize].starting(node);
        numbers.map(move |number| self.edge_of(kind, number))
    }

    /// The edges of one kind that start at one of several nodes that follow each other, with their ends. What they carry is
    /// unpacked for the caller alone.
    pub(crate) fn scan_starting(
        &self,
        nodes: Range<NodeId>,
        kind: EdgeKind,
    ) -> impl Iterator<Item = (NodeId, NodeId, Edge)> + use<'_> {
        let links = &self.edges[kind as usize];
        let numbers = links.starting_among(nodes.start.index()..nodes.end.index());
        let edges = numbers.clone().zip(links.payloads.scan(numbers));
        edges.map(|(number, edge)| {
            let (from, to) = *links.ends.get(number);
            (from, to, edge)
        })
    }

    /// The ends of the same edges.
    pub(crate) fn ends_starting(
        &self,
        nodes: Range<NodeId>,
        kind: EdgeKind,
    ) -> impl Iterator<Item = (NodeId, NodeId)> + use<'_> {
        let links = &self.edges[kind as usize];
        let numbers = links.starting_among(nodes.start.index()..nodes.end.index());
        numbers.map(|number| *links.ends.get(number))
    }

    /// The places in the graph's order of the edges of one kind that start at a node.
    pub(crate) fn starting_range(&self, node: NodeId, kind: EdgeKind) -> Range<usize> {
        let (numbers, start) = (self.edges[kind as usize].starting(node), self.start_of(kind));
        start + numbers.start..start + numbers.end
    }

    /// The first edge of one kind from one node to another.
    pub(crate) fn edge_between(&self, from: NodeId, to: NodeId, kind: EdgeKind) -> Option<EdgeRef<'_>> {
        let links = &self.edges[kind as usize];
        let range = links.starting(from);
        let end = |number: usize| links.ends(number).1;
        let before = partition_point(range.len(), |at| end(range.start + at) < to);
        let number = range.start + before;
        (range.contains(&number) && end(number) == to).then(|| self.edge_of(kind, number))
    }

    /// The same as [`Graph::edges_to`], one after the other.
    pub fn ending(&self, node: NodeId, kind: EdgeKind) -> impl Iterator<Item = EdgeRef<'_>> + use<'_> {
        let numbers = self.edges[kind as usize].ending(node);
        numbers.map(move |number| self.edge_of(kind, number))
    }

    /// Every responsibility: first those that lead, then those that support, then the rest.
    pub fn responsibilities(&self) -> impl Iterator<Item = (EdgeRef<'_>, &Responsibility)> {
        Role::ALL
            .iter()
            .flat_map(|role| self.edges(EdgeKind::of_role(*role)))
            .filter_map(|edge| match edge.edge() {
                Edge::Responsibility(responsibility) => Some((edge, responsibility)),
                _ => None,
            })
    }

    /// The measure or document that a measure is directly part of.
    pub fn parent(&self, measure: NodeId) -> Option<NodeId> {
        self.edges_from(measure, EdgeKind::PartOf).first().map(|edge| edge.to)
    }
}
