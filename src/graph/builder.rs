//! A graph as it is put together: nodes in its order, edges in any.

use std::collections::BTreeMap;

use super::links::LinksBuilder;
use super::store::Packer;
use super::{
    Appearance, DocumentText, Edge, EdgeKind, Graph, GraphError, Node, NodeId, NodeKind, Provenance, edge_starts,
    starts,
};

const NODES_PER_PACK: usize = 64;
const APPEARANCES_PER_PACK: usize = 32;

/// What is put into a graph is packed at once, so that a graph in the making takes little more room than its file.
pub(crate) struct Builder {
    provenance: Provenance,
    nodes: Packer<Node>,
    kinds: Vec<NodeKind>,
    texts: Packer<DocumentText>,
    appearances: Packer<Vec<Appearance>>,
    edges: BTreeMap<EdgeKind, LinksBuilder>,
}

impl Builder {
    /// Begins a graph that is made from this.
    pub(crate) fn new(provenance: Provenance) -> Self {
        Self {
            provenance,
            nodes: Packer::new(NODES_PER_PACK),
            kinds: Vec::new(),
            texts: Packer::new(1),
            appearances: Packer::new(APPEARANCES_PER_PACK),
            edges: BTreeMap::new(),
        }
    }

    /// Adds a document with its text.
    pub(crate) fn document(&mut self, node: &Node, text: &DocumentText) -> NodeId {
        self.texts.push(text);
        self.node(node)
    }

    /// Adds an entity with how documents name it.
    pub(crate) fn entity(&mut self, node: &Node, appearances: &Vec<Appearance>) -> NodeId {
        self.appearances.push(appearances);
        self.node(node)
    }

    /// Adds a node that is neither.
    pub(crate) fn node(&mut self, node: &Node) -> NodeId {
        self.nodes.push(node);
        self.kinds.push(node.kind());
        NodeId::from_index(self.kinds.len() - 1)
    }

    /// Adds an edge.
    pub(crate) fn edge(&mut self, from: NodeId, to: NodeId, edge: &Edge) {
        let kind = self.edges.entry(edge.kind()).or_insert_with(LinksBuilder::new);
        kind.push(from, to, edge);
    }

    pub(crate) fn finish(mut self) -> Result<Graph, GraphError> {
        let node_starts = starts(self.kinds.iter().map(|kind| *kind as usize), "nodes")?;
        let nodes = self.kinds.len();
        let of_kind = |kind: &EdgeKind| {
            let builder = self.edges.remove(kind).unwrap_or_else(LinksBuilder::new);
            builder.finish(nodes)
        };
        let edges: Vec<_> = EdgeKind::ALL.iter().map(of_kind).collect::<Result<_, _>>()?;
        Ok(Graph {
            provenance: self.provenance,
            nodes: self.nodes.finish(),
            texts: self.texts.finish(),
            appearances: self.appearances.finish(),
            node_starts,
            edge_starts: edge_starts(&edges),
            edges,
        })
    }
}

impl Graph {
    /// The graph with more edges, which like all others are brought into its order.
    pub(crate) fn with_edges(mut self, more: &[(NodeId, NodeId, Edge)]) -> Result<Self, GraphError> {
        let mut builders: BTreeMap<EdgeKind, LinksBuilder> = BTreeMap::new();
        for (_, _, edge) in more {
            builders.entry(edge.kind()).or_insert_with(LinksBuilder::new);
        }
        for (kind, builder) in &mut builders {
            self.edges(*kind)
                .for_each(|edge| builder.push(edge.from, edge.to, edge.edge()));
        }
        for (from, to, edge) in more {
            builders
                .entry(edge.kind())
                .or_insert_with(LinksBuilder::new)
                .push(*from, *to, edge);
        }
        let nodes = self.node_count();
        for (kind, builder) in builders {
            self.edges[kind as usize] = builder.finish(nodes)?;
        }
        self.edge_starts = edge_starts(&self.edges);
        Ok(self)
    }
}
