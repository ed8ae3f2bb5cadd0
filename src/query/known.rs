//! What is known of the nodes that a drawing shows, wherever their graph is: in memory, or behind an endpoint.

use super::iri::node_of_iri;
use crate::graph::{EdgeKind, Graph, Node, NodeId, NodeKind, Provenance};
use crate::model::{EntityKind, Evidence, Region};
use crate::text::Span;

/// What a drawing asks about its nodes, which it knows by their IRIs, and about their graph.
pub trait Known {
    /// The place of a node in the graph's order; nothing where nothing is known of it.
    fn place(&self, iri: &str) -> Option<usize>;

    /// Every form in which a document prints the name of an entity, each once, by document and then by first appearance.
    fn printed(&self, iri: &str) -> Vec<String>;

    /// The names in the label of a node, and in the heading of its frame.
    fn names(&self, iri: &str) -> Vec<String>;

    /// The title of the document that a node stands in; of an entity, of the only one that names it.
    fn title(&self, iri: &str) -> Option<String>;

    /// The year of all documents that a node stands in, if they have the same.
    fn year(&self, iri: &str) -> Option<u16>;

    /// Where a node is at home.
    fn region(&self, iri: &str) -> Option<Region>;

    /// How many documents the graph has.
    fn document_count(&self) -> usize;

    /// What the graph was made from.
    fn made_from(&self) -> &Provenance;
}

impl Known for Graph {
    fn place(&self, iri: &str) -> Option<usize> {
        node_of_iri(self, iri).map(NodeId::index)
    }

    fn printed(&self, iri: &str) -> Vec<String> {
        let entity = node_of_iri(self, iri).and_then(|id| self.node(id).as_entity());
        entity.map_or_else(Vec::new, |entity| entity.printed.clone())
    }

    fn names(&self, iri: &str) -> Vec<String> {
        let Some(id) = node_of_iri(self, iri) else {
            return Vec::new();
        };
        let mut names = match self.node(id) {
            Node::Entity(entity) => {
                let mut names = entity.printed.clone();
                names.push(entity.name().to_owned());
                names.extend(last_of(&entity.key.region));
                names
            }
            Node::Measure(measure) => names_in_title(self, id, measure.title_span),
            _ => Vec::new(),
        };
        let document = self.document_of(id);
        names.extend(document.and_then(|(_, document)| last_of(&document.metadata.region.as_ref()?.value)));
        names
    }

    fn title(&self, iri: &str) -> Option<String> {
        let id = node_of_iri(self, iri)?;
        let document = match self.node(id) {
            Node::Entity(_) => match self.appearances(id) {
                [only] => only.document,
                _ => return None,
            },
            _ => self.document_of(id)?.0,
        };
        Some(self.node(document).as_document()?.title().to_owned())
    }

    fn year(&self, iri: &str) -> Option<u16> {
        let id = node_of_iri(self, iri)?;
        let year = |document: NodeId| self.node(document).as_document()?.year();
        let Node::Entity(_) = self.node(id) else {
            return year(self.document_of(id)?.0);
        };
        one_of(self.appearances(id).iter().map(|appearance| year(appearance.document)))
    }

    fn region(&self, iri: &str) -> Option<Region> {
        let id = node_of_iri(self, iri)?;
        let (_, document) = match self.node(id) {
            // Units without a name are at home where their document is.
            Node::Entity(entity) if entity.kind() == EntityKind::Collective => self.document(&entity.key.document)?,
            Node::Entity(entity) => return Some(entity.key.region.clone()),
            _ => self.document_of(id)?,
        };
        document.metadata.region.as_ref().map(|region| region.value.clone())
    }

    fn document_count(&self) -> usize {
        self.nodes_of(NodeKind::Document).len()
    }

    fn made_from(&self) -> &Provenance {
        self.provenance()
    }
}

/// The innermost division of a region.
pub(super) fn last_of(region: &Region) -> Option<String> {
    region.last().map(str::to_owned)
}

/// The year of all, if they have the same.
pub(super) fn one_of(mut years: impl Iterator<Item = Option<u16>>) -> Option<u16> {
    let first = years.next()??;
    years.all(|other| other == Some(first)).then_some(first)
}

fn names_in_title(graph: &Graph, measure: NodeId, title: Span) -> Vec<String> {
    let mentions = graph.edges_from(measure, EdgeKind::Mentions);
    let evidence = mentions.iter().flat_map(|edge| edge.edge().evidence());
    let named = evidence.filter_map(|evidence| match evidence {
        Evidence::Text { document, span, .. } if span.start >= title.start && span.end <= title.end => {
            Some(graph.cut(document, *span).to_owned())
        }
        _ => None,
    });
    named.collect()
}
