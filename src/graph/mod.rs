//! The knowledge graph: documents, measures, entities and targets, and every edge with its evidence.
//!
//! petgraph holds who is joined with whom and stays hidden: outside this module there are [`NodeId`] and [`EdgeId`], which
//! count nodes and edges in the graph's own fixed order, and the payloads [`Node`] and [`Edge`]. That order is documents by
//! id, their measures and targets by position, entities by key; edges by kind, then by their ends. So everything that
//! iterates comes in the same order in every build, and the nodes or edges of one kind are one range.
//!
//! Payloads are kept packed, as the file has them, and are unpacked when they are asked for.

mod builder;
mod check;
mod edge;
mod evidence;
mod file;
mod kinship;
mod links;
mod names;
mod node;
mod provenance;
mod store;
mod summary;
mod traverse;

pub(crate) use builder::{Appearances, Builder};
pub use edge::{
    Citation, CoCount, CoOccurrence, Edge, EdgeId, EdgeKind, Membership, Mention, Responsibility, Similarity,
};
pub use file::FileError;
pub use kinship::Kinship;
pub use node::{Appearance, Document, DocumentText, Entity, Function, Measure, Node, NodeId, NodeKind, Target};
pub use provenance::Provenance;
pub use summary::Summary;
pub use traverse::EdgeRef;

use std::ops::Range;
use std::sync::OnceLock;

use links::Links;
use store::Store;

/// One knowledge graph, immutable once it is made.
#[derive(Debug)]
pub struct Graph {
    provenance: Provenance,
    /// Those of each kind.
    nodes: Vec<Store<Node>>,
    /// What documents were read from, in their order.
    texts: Store<DocumentText>,
    /// How documents name each entity, in the order of entities.
    appearances: Store<Vec<Appearance>>,
    /// Where each kind of node begins; one entry more than there are kinds.
    node_starts: [u32; NodeKind::ALL.len() + 1],
    /// Those of each kind.
    edges: Vec<Links>,
    /// Where each kind of edge begins; one entry more than there are kinds.
    edge_starts: [u32; EdgeKind::ALL.len() + 1],
    measures_until: OnceLock<Vec<u32>>,
}

/// An edge that does not fit the others, or the nodes it is to join.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The edges of one kind are not ordered by their ends.
    #[error("edge {index} of its kind is out of order")]
    OutOfOrder {
        /// Which edge of its kind.
        index: usize,
    },
    /// An edge ends at a node that is not there.
    #[error("edge {index} of its kind ends at a node that does not exist")]
    DanglingEdge {
        /// Which edge of its kind.
        index: usize,
    },
}

impl Graph {
    /// The same graph, of which nothing is unpacked yet: what goes over all of it once need not leave all of it unpacked.
    pub(crate) fn afresh(&self) -> Self {
        Self {
            provenance: self.provenance.clone(),
            nodes: self.nodes.iter().map(Store::afresh).collect(),
            texts: self.texts.afresh(),
            appearances: self.appearances.afresh(),
            node_starts: self.node_starts,
            edges: self.edges.iter().map(Links::afresh).collect(),
            edge_starts: self.edge_starts,
            measures_until: OnceLock::new(),
        }
    }

    /// What the graph was made from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.node_starts[NodeKind::ALL.len()] as usize
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.edge_starts[EdgeKind::ALL.len()] as usize
    }

    /// The node of this id.
    ///
    /// # Panics
    ///
    /// If the id is of another graph, or the file that the graph was [opened](Graph::open) from is damaged.
    pub fn node(&self, id: NodeId) -> &Node {
        let kind = self.kind_of(id) as usize;
        self.nodes[kind].get(id.index() - self.node_starts[kind] as usize)
    }

    /// Which kind of node it is, without unpacking it.
    ///
    /// # Panics
    ///
    /// If the id is of another graph.
    pub fn kind_of(&self, id: NodeId) -> NodeKind {
        let kind = self.node_starts.partition_point(|start| *start as usize <= id.index());
        NodeKind::ALL[kind - 1]
    }

    /// What a document was read from: its clean text, and where in the file that stands.
    ///
    /// # Panics
    ///
    /// If the id is not of a document of this graph, or the file is damaged.
    pub fn text(&self, document: NodeId) -> &DocumentText {
        self.texts.get(document.index())
    }

    /// How each document names an entity, ordered by document. Empty for a place that is only the region of something, and
    /// for what is no entity.
    ///
    /// # Panics
    ///
    /// If the file is damaged.
    pub fn appearances(&self, entity: NodeId) -> &[Appearance] {
        let entities = range_of(&self.node_starts, NodeKind::Entity as usize);
        if entities.contains(&entity.index()) {
            self.appearances.get(entity.index() - entities.start)
        } else {
            &[]
        }
    }

    /// Ids of all nodes, in the graph's order.
    pub fn node_ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.node_starts[NodeKind::ALL.len()] as usize).map(NodeId::from_index)
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
        let range = self.measure_range(document);
        (range.start.index()..range.end.index()).map(NodeId::from_index)
    }

    /// The nodes that are the measures of a document: they follow each other.
    pub(crate) fn measure_range(&self, document: NodeId) -> Range<NodeId> {
        let until = self.measures_until();
        let bound = |at: usize| NodeId::from_index(until[at.min(until.len() - 1)] as usize);
        bound(document.index())..bound(document.index() + 1)
    }

    /// Measures that follow each other, unpacked for the caller alone.
    pub(crate) fn scan_measures(&self, range: Range<NodeId>) -> impl Iterator<Item = (NodeId, Measure)> + use<'_> {
        let all = NodeKind::Measure as usize;
        let (first, ids) = (self.node_starts[all] as usize, range.start.index()..range.end.index());
        let nodes = self.nodes[all].scan(ids.start - first..ids.end - first);
        let measures = ids.zip(nodes);
        measures.filter_map(|(id, node)| match node {
            Node::Measure(measure) => Some((NodeId::from_index(id), *measure)),
            _ => None,
        })
    }

    /// What a document was read from, unpacked for the caller alone.
    pub(crate) fn scan_text(&self, document: NodeId) -> Option<DocumentText> {
        self.texts.scan(document.index()..document.index() + 1).next()
    }

    /// The entities in the graph's order, unpacked for the caller alone.
    pub(crate) fn scan_entities(&self) -> impl Iterator<Item = Entity> {
        let entities = &self.nodes[NodeKind::Entity as usize];
        entities.scan(0..entities.len()).filter_map(|node| match node {
            Node::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// The document of a measure, without unpacking it.
    pub(crate) fn document_of_measure(&self, measure: NodeId) -> NodeId {
        let until = self.measures_until();
        NodeId::from_index(until.partition_point(|start| *start as usize <= measure.index()) - 1)
    }

    /// Of every document the node of its first measure; one entry more than there are documents.
    fn measures_until(&self) -> &[u32] {
        self.measures_until.get_or_init(|| {
            let mut until = vec![self.node_starts[NodeKind::Measure as usize]];
            let documents = NodeKind::Document as usize;
            for node in self.nodes[documents].scan(0..self.nodes[documents].len()) {
                let count = node.as_document().map_or(0, |document| document.measures);
                until.push(until[until.len() - 1] + count);
            }
            until
        })
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

fn range_of(starts: &[u32], kind: usize) -> Range<usize> {
    starts[kind] as usize..starts[kind + 1] as usize
}

/// Where each kind begins in a list that is grouped by kind, from how many there are of each; the last entry is the list's
/// length.
fn starts<const N: usize>(counts: impl Iterator<Item = usize>) -> [u32; N] {
    let mut starts = [0; N];
    for (kind, count) in counts.enumerate() {
        starts[kind + 1] = starts[kind] + count as u32;
    }
    starts
}
