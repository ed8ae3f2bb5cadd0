//! The knowledge graph: documents, measures, entities and targets, and every edge with its evidence.
//!
//! petgraph holds it and stays hidden: outside this module there are [`NodeId`] and [`EdgeId`], which count nodes and
//! edges in the graph's own fixed order, and the payloads [`Node`] and [`Edge`]. That order is documents by id, their
//! measures and targets by position, entities by key; edges by kind, then by their ends. So everything that iterates
//! comes in the same order in every build, and the nodes or edges of one kind are one range.

mod check;
mod csr;
mod edge;
mod evidence;
mod file;
mod kinship;
mod names;
mod node;
mod provenance;
mod summary;
mod traverse;

pub use edge::{
    Citation, CoCount, CoOccurrence, Edge, EdgeId, EdgeKind, Membership, Mention, Responsibility, Similarity,
};
pub use file::FileError;
pub use kinship::Kinship;
pub use node::{Appearance, Document, Entity, Function, Measure, Node, NodeId, NodeKind, Target};
pub use provenance::Provenance;
pub use summary::Summary;
pub use traverse::EdgeRef;

use std::ops::Range;

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

/// One knowledge graph, immutable once it is made.
#[derive(Debug, Clone)]
pub struct Graph {
    provenance: Provenance,
    inner: DiGraph<Node, Edge>,
    /// Where each kind of node begins; one entry more than there are kinds.
    node_starts: [u32; NodeKind::ALL.len() + 1],
    /// Where each kind of edge begins; one entry more than there are kinds.
    edge_starts: [u32; EdgeKind::ALL.len() + 1],
    adjacency: csr::Adjacency,
}

/// An edge that does not fit the nodes it is to join.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The nodes are not grouped by kind, or the edges are not, or those of one kind are not ordered by their ends.
    #[error("the {what} of the graph are out of order at {index}")]
    OutOfOrder {
        /// `nodes` or `edges`.
        what: &'static str,
        /// Where.
        index: usize,
    },
    /// An edge ends at a node that is not there.
    #[error("edge {index} ends at a node that does not exist")]
    DanglingEdge {
        /// Which edge.
        index: usize,
    },
}

impl Graph {
    /// The graph of these nodes and edges, both already in the graph's order.
    pub(crate) fn new(
        provenance: Provenance,
        nodes: Vec<Node>,
        edges: Vec<(NodeId, NodeId, Edge)>,
    ) -> Result<Self, GraphError> {
        let node_starts = starts(nodes.iter().map(|node| node.kind() as usize), "nodes")?;
        let edge_starts = starts(edges.iter().map(|(.., edge)| edge.kind() as usize), "edges")?;
        let ends: Vec<_> = edges.iter().map(|(from, to, _)| (*from, *to)).collect();
        in_order(&ends, &edge_starts)?;
        let dangling = ends
            .iter()
            .position(|(from, to)| from.index().max(to.index()) >= nodes.len());
        if let Some(index) = dangling {
            return Err(GraphError::DanglingEdge { index });
        }
        let mut inner = DiGraph::with_capacity(nodes.len(), edges.len());
        for node in nodes {
            inner.add_node(node);
        }
        for (from, to, edge) in edges {
            inner.add_edge(inner_node(from), inner_node(to), edge);
        }
        Ok(Self {
            provenance,
            inner,
            node_starts,
            adjacency: csr::Adjacency::new(ends, &edge_starts),
            edge_starts,
        })
    }

    /// The graph with more edges, which like all others are brought into its order.
    pub(crate) fn with_edges(self, more: Vec<(NodeId, NodeId, Edge)>) -> Result<Self, GraphError> {
        let (nodes, known) = self.inner.into_nodes_edges();
        let node = |index: NodeIndex| NodeId::from_index(index.index());
        let known = known
            .into_iter()
            .map(|edge| (node(edge.source()), node(edge.target()), edge.weight));
        let mut edges: Vec<_> = known.chain(more).collect();
        edges.sort_by_key(|(from, to, edge)| (edge.kind(), *from, *to));
        Self::new(
            self.provenance,
            nodes.into_iter().map(|node| node.weight).collect(),
            edges,
        )
    }

    /// What the graph was made from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.inner.node_count()
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.inner.edge_count()
    }

    /// The node of this id.
    ///
    /// # Panics
    ///
    /// If the id is of another graph.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.inner[inner_node(id)]
    }

    /// Ids of all nodes, in the graph's order.
    pub fn node_ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.inner.node_count()).map(NodeId::from_index)
    }

    /// The ids of the nodes of one kind, in the graph's order.
    pub fn nodes_of(&self, kind: NodeKind) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator + use<> {
        range_of(&self.node_starts, kind as usize).map(NodeId::from_index)
    }

    /// The documents, ordered by their ids.
    pub fn documents(&self) -> impl Iterator<Item = (NodeId, &Document)> {
        self.payloads(NodeKind::Document, Node::as_document)
    }

    /// The measures, by document and then as they stand in it.
    pub fn measures(&self) -> impl Iterator<Item = (NodeId, &Measure)> {
        self.payloads(NodeKind::Measure, Node::as_measure)
    }

    /// The measures of a document as they stand in it.
    pub fn measures_in(&self, document: NodeId) -> impl Iterator<Item = NodeId> + use<'_> {
        let of = move |id: &NodeId| self.node(*id).as_measure().map(|measure| measure.document);
        let all = range_of(&self.node_starts, NodeKind::Measure as usize);
        let first = all.start
            + names::partition_point(all.len(), |at| of(&NodeId::from_index(all.start + at)) < Some(document));
        (first..all.end)
            .map(NodeId::from_index)
            .take_while(move |id| of(id) == Some(document))
    }

    /// The entities, ordered by their keys.
    pub fn entities(&self) -> impl Iterator<Item = (NodeId, &Entity)> {
        self.payloads(NodeKind::Entity, Node::as_entity)
    }

    /// The targets, by document and then as they stand in it.
    pub fn targets(&self) -> impl Iterator<Item = (NodeId, &Target)> {
        self.payloads(NodeKind::Target, Node::as_target)
    }

    /// The functions of agencies, ordered by their keys.
    pub fn functions(&self) -> impl Iterator<Item = (NodeId, &Function)> {
        self.payloads(NodeKind::Function, Node::as_function)
    }

    fn payloads<'g, T: 'g>(
        &'g self,
        kind: NodeKind,
        cast: fn(&'g Node) -> Option<&'g T>,
    ) -> impl Iterator<Item = (NodeId, &'g T)> {
        self.nodes_of(kind)
            .filter_map(move |id| Some((id, cast(self.node(id))?)))
    }
}

/// Fails where edges of one kind are not ordered by their ends.
fn in_order(ends: &[(NodeId, NodeId)], starts: &[u32]) -> Result<(), GraphError> {
    for kind in starts.windows(2) {
        let range = kind[0] as usize..kind[1] as usize;
        let unordered = ends[range.clone()].windows(2).position(|two| two[0] > two[1]);
        if let Some(at) = unordered {
            let index = range.start + at + 1;
            return Err(GraphError::OutOfOrder { what: "edges", index });
        }
    }
    Ok(())
}

fn inner_node(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.index())
}

fn inner_edge(id: EdgeId) -> EdgeIndex {
    EdgeIndex::new(id.index())
}

fn range_of(starts: &[u32], kind: usize) -> Range<usize> {
    starts[kind] as usize..starts[kind + 1] as usize
}

/// Where each kind begins in a list that is grouped by kind; the last entry is the list's length.
fn starts<const N: usize>(kinds: impl Iterator<Item = usize>, what: &'static str) -> Result<[u32; N], GraphError> {
    let mut starts = [0; N];
    let mut last = 0;
    for (index, kind) in kinds.enumerate() {
        if kind < last {
            return Err(GraphError::OutOfOrder { what, index });
        }
        last = kind;
        starts[kind + 1] = index as u32 + 1;
    }
    for kind in 1..N {
        starts[kind] = starts[kind].max(starts[kind - 1]);
    }
    Ok(starts)
}
