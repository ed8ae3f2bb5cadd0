//! What is worked out once for a query, when it is first asked for.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::iri::resource_iri;
use super::resource::{Resource, resources};
use super::sentences::{Sentence, sentences};
use crate::graph::{Edge, EdgeKind, Graph, NodeId};
use crate::model::Evidence;

/// Tables over a whole graph.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_iri: OnceCell<HashMap<String, Resource>>,
    ties: OnceCell<Vec<(u32, f64)>>,
    mentions: OnceCell<HashMap<NodeId, u64>>,
    sentences: OnceCell<HashMap<NodeId, Vec<Sentence>>>,
    by_document: OnceCell<HashMap<NodeId, Vec<Resource>>>,
}

impl Index {
    /// Whatever has this IRI. Nodes are found without this: see [`node_of_iri`](super::iri::node_of_iri).
    pub(super) fn find(&self, graph: &Graph, iri: &str) -> Option<Resource> {
        let by_iri = || {
            let named = resources(graph, self).map(|resource| (resource_iri(graph, resource), resource));
            named.collect()
        };
        self.by_iri.get_or_init(by_iri).get(iri).copied()
    }

    /// With how many entities one shares a sentence, and how many sentences that are in all.
    pub(super) fn ties(&self, graph: &Graph, entity: NodeId) -> (u32, f64) {
        let ties = self.ties.get_or_init(|| {
            let mut ties = vec![(0, 0.0); graph.node_count()];
            for edge in graph.edges(EdgeKind::CoOccurs) {
                let sentences = sentences_of(edge.edge());
                if sentences > 0 {
                    for end in [edge.from, edge.to] {
                        ties[end.index()].0 += 1;
                        ties[end.index()].1 += f64::from(sentences);
                    }
                }
            }
            ties
        });
        ties.get(entity.index()).copied().unwrap_or_default()
    }

    /// How many mentions of entities a document holds; all documents together without one.
    pub(super) fn mentions(&self, graph: &Graph, document: Option<NodeId>) -> u64 {
        let mentions = self.mentions.get_or_init(|| {
            let mut mentions = HashMap::new();
            for appearance in graph.entities().flat_map(|(id, _)| graph.appearances(id)) {
                *mentions.entry(appearance.document).or_default() += u64::from(appearance.mentions);
            }
            mentions
        });
        match document {
            Some(document) => mentions.get(&document).copied().unwrap_or(0),
            None => mentions.values().sum(),
        }
    }

    /// Everything that stands in a document and says so.
    pub(super) fn standing_in(&self, graph: &Graph, document: NodeId) -> Vec<Resource> {
        let by_document = self.by_document.get_or_init(|| {
            let mut standing: HashMap<NodeId, Vec<Resource>> = HashMap::new();
            for resource in resources(graph, self) {
                if let Some(document) = document_of(graph, resource) {
                    standing.entry(document).or_default().push(resource);
                }
            }
            standing
        });
        by_document.get(&document).cloned().unwrap_or_default()
    }

    /// The sentences of a document.
    pub(super) fn sentences<'i>(&'i self, graph: &Graph, document: NodeId) -> &'i [Sentence] {
        let all = self.sentences.get_or_init(|| {
            let documents = graph.documents();
            documents.map(|(id, _)| (id, sentences(&graph.text(id).text))).collect()
        });
        all.get(&document).map_or(&[], Vec::as_slice)
    }
}

/// In how many sentences the ends of a co-occurrence stand together.
pub(super) fn sentences_of(edge: &Edge) -> u32 {
    match edge {
        Edge::CoOccurs(together) => together.sentences(),
        _ => 0,
    }
}

/// The document that a resource stands in; nothing for a document itself.
fn document_of(graph: &Graph, resource: Resource) -> Option<NodeId> {
    let of_node = |id| graph.document_of(id).map(|(document, _)| document);
    match resource {
        Resource::Graph => None,
        Resource::Node(id) => of_node(id).filter(|document| *document != id),
        Resource::Edge(id) => {
            let edge = graph.edge(id);
            match edge.kind {
                EdgeKind::Leads | EdgeKind::Supports | EdgeKind::ResponsibleFor => of_node(edge.to),
                EdgeKind::Mentions | EdgeKind::Cites => of_node(edge.from),
                _ => None,
            }
        }
        Resource::Evidence(id, place) => match graph.evidence(id).get(place as usize)? {
            Evidence::Text { document, .. } => graph.document(document).map(|(document, _)| document),
            _ => None,
        },
        Resource::Appearance(_, document)
        | Resource::Count(_, document)
        | Resource::Sentence(document, _)
        | Resource::Doubt(document, _) => Some(document),
    }
}
