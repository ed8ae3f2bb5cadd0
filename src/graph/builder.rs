//! A graph as it is put together: nodes in its order, edges in any.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::links::{Links, LinksBuilder};
use super::store::{Packer, Store, append};
use super::{Appearance, DocumentText, Edge, EdgeKind, Graph, GraphError, Node, NodeId, NodeKind, Provenance, starts};

const NODES_PER_PACK: usize = 64;
const APPEARANCES_PER_PACK: usize = 32;

/// What is put into a graph is packed at once, so that a graph in the making takes little more room than its file.
pub(crate) struct Builder {
    provenance: Provenance,
    /// Those of each kind.
    nodes: Vec<Packer<Node>>,
    texts: Packer<DocumentText>,
    appearances: Packer<Vec<Appearance>>,
    edges: BTreeMap<EdgeKind, LinksBuilder>,
}

/// How documents name an entity, gathered one by one.
#[derive(Debug, Default)]
pub(crate) struct Appearances {
    count: usize,
    bytes: Vec<u8>,
}

impl Appearances {
    pub(crate) fn push(&mut self, appearance: &Appearance) {
        self.count += 1;
        self.bytes = append(appearance, std::mem::take(&mut self.bytes));
    }
}

impl FromIterator<Appearance> for Appearances {
    fn from_iter<I: IntoIterator<Item = Appearance>>(all: I) -> Self {
        let mut appearances = Self::default();
        all.into_iter().for_each(|appearance| appearances.push(&appearance));
        appearances
    }
}

impl Builder {
    /// Begins a graph that is made from this.
    pub(crate) fn new(provenance: Provenance) -> Self {
        Self {
            provenance,
            nodes: NodeKind::ALL.iter().map(|_| Packer::new(NODES_PER_PACK)).collect(),
            texts: Packer::new(1),
            appearances: Packer::new(APPEARANCES_PER_PACK),
            edges: BTreeMap::new(),
        }
    }

    /// Adds a document with its text.
    pub(crate) fn document(&mut self, node: &Node, text: &DocumentText) {
        self.texts.push(text);
        self.node(node);
    }

    /// Adds an entity with how documents name it.
    pub(crate) fn entity(&mut self, node: &Node, appearances: &Appearances) {
        // A list in bytes is its length and its items.
        let length = append(&appearances.count, Vec::new());
        self.appearances
            .push_serialized(&[&length, appearances.bytes.as_slice()]);
        self.node(node);
    }

    /// Adds a node that is neither. Those of one kind come in the graph's order.
    pub(crate) fn node(&mut self, node: &Node) {
        self.nodes[node.kind() as usize].push(node);
    }

    /// Adds an edge.
    pub(crate) fn edge(&mut self, from: NodeId, to: NodeId, edge: &Edge) {
        let kind = self.edges.entry(edge.kind()).or_insert_with(LinksBuilder::new);
        kind.push(from, to, edge);
    }

    pub(crate) fn finish(mut self) -> Result<Graph, GraphError> {
        let nodes: Vec<_> = self.nodes.into_iter().map(Packer::finish).collect();
        let node_starts = starts(nodes.iter().map(Store::len));
        let count = node_starts[NodeKind::ALL.len()] as usize;
        let of_kind = |kind: &EdgeKind| {
            let builder = self.edges.remove(kind).unwrap_or_else(LinksBuilder::new);
            builder.finish(count)
        };
        let edges: Vec<_> = EdgeKind::ALL.iter().map(of_kind).collect::<Result<_, _>>()?;
        Ok(Graph {
            provenance: self.provenance,
            nodes,
            texts: self.texts.finish(),
            appearances: self.appearances.finish(),
            node_starts,
            edge_starts: starts(edges.iter().map(Links::len)),
            edges,
            measures_until: OnceLock::new(),
        })
    }
}

impl Graph {
    /// The graph with more edges, which like all others are brought into its order.
    pub(crate) fn with_edges(mut self, more: &[(NodeId, NodeId, Edge)]) -> Result<Self, GraphError> {
        let mut builders: BTreeMap<EdgeKind, LinksBuilder> = BTreeMap::new();
        for (from, to, edge) in more {
            let of_kind = builders.entry(edge.kind());
            let of_kind = of_kind.or_insert_with_key(|kind| self.known(*kind));
            of_kind.push(*from, *to, edge);
        }
        let nodes = self.node_count();
        for (kind, builder) in builders {
            self.edges[kind as usize] = builder.finish(nodes)?;
        }
        self.edge_starts = starts(self.edges.iter().map(Links::len));
        Ok(self)
    }

    /// The edges of a kind that are there, to be put in order with others.
    fn known(&self, kind: EdgeKind) -> LinksBuilder {
        let mut builder = LinksBuilder::new();
        for edge in self.edges(kind) {
            builder.push(edge.from, edge.to, edge.edge());
        }
        builder
    }
}
