//! A graph as it is put together: nodes in its order, edges in any.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::links::{Links, Unordered};
use super::store::{Packer, Store, append};
use super::{Appearance, DocumentText, Edge, EdgeKind, Graph, GraphError, Node, NodeId, NodeKind, Provenance, starts};
use crate::spill::Scratch;

const NODES_PER_PACK: usize = 64;
const APPEARANCES_PER_PACK: usize = 32;

/// What is put into a graph is packed and set aside at once, so that a graph in the making takes little room in memory.
pub(crate) struct Builder {
    provenance: Provenance,
    scratch: Arc<Scratch>,
    /// Those of each kind.
    nodes: Vec<Packer<Node>>,
    texts: Packer<DocumentText>,
    appearances: Packer<Vec<Appearance>>,
    edges: Unordered,
}

/// How documents name an entity, gathered one by one.
#[derive(Debug, Default)]
pub(crate) struct Appearances {
    count: usize,
    /// Where those that came first are set aside, and how many bytes they are.
    aside: Vec<(u64, usize)>,
    bytes: Vec<u8>,
}

/// So many bytes of the appearances of an entity are held before they are set aside.
const APPEARANCE_BYTES: usize = 4096;

impl Appearances {
    /// Adds one; what becomes too much is set aside where the other parts of its graph are.
    pub(crate) fn push(&mut self, appearance: &Appearance, scratch: &Scratch) {
        self.count += 1;
        self.bytes = append(appearance, std::mem::take(&mut self.bytes));
        if self.bytes.len() >= APPEARANCE_BYTES {
            self.aside.push((scratch.put(&self.bytes), self.bytes.len()));
            self.bytes.clear();
        }
    }
}

impl Builder {
    /// Begins a graph that is made from this.
    pub(crate) fn new(provenance: Provenance) -> Self {
        let scratch = Arc::<Scratch>::default();
        let nodes = |_| Packer::new(NODES_PER_PACK, Arc::clone(&scratch));
        Self {
            provenance,
            nodes: NodeKind::ALL.iter().map(nodes).collect(),
            texts: Packer::new(1, Arc::clone(&scratch)),
            appearances: Packer::new(APPEARANCES_PER_PACK, Arc::clone(&scratch)),
            edges: Unordered::new(Arc::clone(&scratch)),
            scratch,
        }
    }

    /// Where what the graph is made of is set aside.
    pub(crate) fn scratch(&self) -> &Arc<Scratch> {
        &self.scratch
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
        let scratch = &self.scratch;
        let aside = appearances.aside.iter();
        let aside =
            aside.map(|(place, length)| Cow::Owned(scratch.get(*place, *length).expect("it was set aside here")));
        let pieces = std::iter::once(Cow::Owned(length)).chain(aside);
        self.appearances
            .push_serialized(pieces.chain([Cow::Borrowed(appearances.bytes.as_slice())]));
        self.node(node);
    }

    /// Adds a node that is neither. Those of one kind come in the graph's order.
    pub(crate) fn node(&mut self, node: &Node) {
        self.nodes[node.kind() as usize].push(node);
    }

    /// Adds an edge.
    pub(crate) fn edge(&mut self, from: NodeId, to: NodeId, edge: &Edge) {
        self.edges.push(from, to, edge);
    }

    pub(crate) fn finish(self) -> Result<Graph, GraphError> {
        let nodes: Vec<_> = self.nodes.into_iter().map(Packer::finish).collect();
        let node_starts = starts(nodes.iter().map(Store::len));
        let count = node_starts[NodeKind::ALL.len()] as usize;
        let edges = self.edges.finish(count, &self.scratch)?;
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
    /// The graph with more edges of a kind, which are brought into order with those of that kind that it has. `add` is
    /// given where to put them.
    pub(crate) fn with_more(
        mut self,
        kind: EdgeKind,
        add: impl FnOnce(&mut dyn FnMut(NodeId, NodeId, &Edge)),
    ) -> Result<Self, GraphError> {
        let scratch = Arc::<Scratch>::default();
        let mut edges = Unordered::new(Arc::clone(&scratch));
        for edge in self.edges(kind) {
            edges.push(edge.from, edge.to, edge.edge());
        }
        add(&mut |from, to, edge| edges.push(from, to, edge));
        let links = edges.finish(self.node_count(), &scratch)?;
        let of_kind = links.into_iter().nth(kind as usize);
        self.edges[kind as usize] = of_kind.expect("there are edges of every kind, or none of them");
        self.edge_starts = starts(self.edges.iter().map(Links::len));
        Ok(self)
    }
}
