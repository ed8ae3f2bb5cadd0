//! What is worked out once for a query, when it is first asked for.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::iri::resource_iri;
use super::resource::{Resource, resources};
use super::sentences::{Sentence, sentences};
use super::standing::{places_by_document, standing_in};
use crate::graph::{Edge, EdgeId, EdgeKind, Graph, NodeId, NodeKind};

/// Tables over a whole graph.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_iri: OnceCell<HashMap<String, Resource>>,
    ties: OnceCell<Vec<(u32, f64)>>,
    mentions: OnceCell<HashMap<NodeId, u64>>,
    /// Of each document that was asked for.
    sentences: OnceCell<Box<[OnceCell<Vec<Sentence>>]>>,
    standing: RefCell<HashMap<NodeId, Rc<[Resource]>>>,
    /// Of each edge whose evidence was asked for, by document.
    places: RefCell<HashMap<EdgeId, BTreeMap<NodeId, Vec<u32>>>>,
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
        let known = self.standing.borrow().get(&document).cloned();
        let standing = known.unwrap_or_else(|| {
            let standing: Rc<[Resource]> = standing_in(graph, self, document).into();
            self.standing.borrow_mut().insert(document, Rc::clone(&standing));
            standing
        });
        standing.to_vec()
    }

    /// The places of the pieces of an edge's evidence that stand in a document.
    pub(super) fn evidence_places(&self, graph: &Graph, edge: EdgeId, document: NodeId) -> Vec<u32> {
        let mut places = self.places.borrow_mut();
        let of_edge = places.entry(edge).or_insert_with(|| places_by_document(graph, edge));
        of_edge.get(&document).cloned().unwrap_or_default()
    }

    /// The sentences of a document.
    pub(super) fn sentences<'i>(&'i self, graph: &Graph, document: NodeId) -> &'i [Sentence] {
        let all = self.sentences.get_or_init(|| {
            let documents = graph.nodes_of(NodeKind::Document);
            documents.map(|_| OnceCell::new()).collect()
        });
        let of_document = all.get(document.index());
        of_document.map_or(&[], |cell| cell.get_or_init(|| sentences(&graph.text(document).text)))
    }
}

/// In how many sentences the ends of a co-occurrence stand together.
pub(super) fn sentences_of(edge: &Edge) -> u32 {
    match edge {
        Edge::CoOccurs(together) => together.sentences(),
        _ => 0,
    }
}
