//! What has an IRI and attributes: nodes, and what only stands for an edge or for a part of one.

use super::index::Index;
use crate::graph::{Edge, EdgeId, EdgeKind, Graph, NodeId, NodeKind};

/// Something that has an IRI and attributes: a node, or what only stands for an edge or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Resource {
    /// The graph itself.
    Graph,
    Node(NodeId),
    /// An edge that carries something, as a node.
    Edge(EdgeId),
    /// An entity in a document.
    Appearance(NodeId, NodeId),
    /// A co-occurrence in a document.
    Count(EdgeId, NodeId),
    /// A piece of an edge's evidence, by its place.
    Evidence(EdgeId, u32),
    /// A sentence of a document, by its place.
    Sentence(NodeId, u32),
    /// Something doubtful in a document, by its place.
    Doubt(NodeId, u32),
}

/// The kinds of edges that are also nodes.
pub(super) const REIFIED: [EdgeKind; 10] = [
    EdgeKind::Leads,
    EdgeKind::Supports,
    EdgeKind::ResponsibleFor,
    EdgeKind::Mentions,
    EdgeKind::CoOccurs,
    EdgeKind::Cites,
    EdgeKind::SucceededBy,
    EdgeKind::MemberOf,
    EdgeKind::HostedBy,
    EdgeKind::SimilarTo,
];

/// Everything that has an IRI, in a fixed order.
pub(super) fn resources<'g>(graph: &'g Graph, index: &'g Index) -> impl Iterator<Item = Resource> + use<'g> {
    let nodes = graph.node_ids().map(Resource::Node);
    let parts = std::iter::once(Resource::Graph)
        .chain(nodes)
        .chain(appearances(graph))
        .chain(reified(graph))
        .chain(counts(graph));
    parts
        .chain(pieces(graph))
        .chain(sentences(graph, index))
        .chain(doubts(graph))
}

/// Every edge that is also a node.
pub(super) fn reified(graph: &Graph) -> impl Iterator<Item = Resource> {
    let edges = REIFIED.into_iter().flat_map(|kind| graph.edges(kind));
    edges.map(|edge| Resource::Edge(edge.id))
}

/// Every piece of evidence of those edges.
pub(super) fn pieces(graph: &Graph) -> impl Iterator<Item = Resource> {
    let edges = REIFIED.into_iter().flat_map(|kind| graph.edges(kind));
    edges.flat_map(|edge| {
        let pieces = graph.evidence(edge.id).len() as u32;
        (0..pieces).map(move |place| Resource::Evidence(edge.id, place))
    })
}

/// Every sentence of every document.
pub(super) fn sentences<'g>(graph: &'g Graph, index: &'g Index) -> impl Iterator<Item = Resource> + use<'g> {
    graph.nodes_of(NodeKind::Document).flat_map(|id| {
        let sentences = index.sentences(graph, id).len() as u32;
        (0..sentences).map(move |place| Resource::Sentence(id, place))
    })
}

/// Every doubt of every document.
pub(super) fn doubts(graph: &Graph) -> impl Iterator<Item = Resource> {
    graph.documents().flat_map(|(id, document)| {
        let doubts = document.doubts.len() as u32;
        (0..doubts).map(move |place| Resource::Doubt(id, place))
    })
}

/// Every entity in every document that names it.
pub(super) fn appearances(graph: &Graph) -> impl Iterator<Item = Resource> {
    graph.nodes_of(NodeKind::Entity).flat_map(|id| {
        let documents = graph.appearances(id).iter().map(|appearance| appearance.document);
        documents.map(move |document| Resource::Appearance(id, document))
    })
}

/// Every co-occurrence in every document that has it.
pub(super) fn counts(graph: &Graph) -> impl Iterator<Item = Resource> {
    graph
        .edges(EdgeKind::CoOccurs)
        .flat_map(|edge| counts_of(edge.id, edge.edge()))
}

/// A co-occurrence in every document that has it.
pub(super) fn counts_of(id: EdgeId, edge: &Edge) -> impl Iterator<Item = Resource> {
    let by_document = match edge {
        Edge::CoOccurs(together) => together.by_document.as_slice(),
        _ => &[],
    };
    by_document
        .iter()
        .map(move |(document, _)| Resource::Count(id, *document))
}
