//! What stands in a document and says so: everything whose `pg:document` it is.
//!
//! It is found from the document outwards, along the edges of its measures. Going over all that has an IRI and asking each
//! where it stands finds the same, and takes as long as the graph is large.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::resource::{REIFIED, Resource};
use crate::graph::{Edge, EdgeId, EdgeKind, EdgeRef, Graph, NodeId};
use crate::model::Evidence;

const ROLES: [EdgeKind; 3] = [EdgeKind::Leads, EdgeKind::Supports, EdgeKind::ResponsibleFor];
/// Those whose evidence may stand in several documents.
const SHARED: [EdgeKind; 5] = [
    EdgeKind::CoOccurs,
    EdgeKind::SucceededBy,
    EdgeKind::MemberOf,
    EdgeKind::HostedBy,
    EdgeKind::SimilarTo,
];

/// A document with what hangs on it.
struct Standing<'g> {
    graph: &'g Graph,
    index: &'g Index,
    document: NodeId,
    /// The document itself and its measures.
    texts: Vec<NodeId>,
    /// Edges of one document alone: responsibilities, mentions, citations.
    own: BTreeSet<EdgeId>,
    /// What those edges lead to, as far as the document names it.
    entities: BTreeSet<NodeId>,
}

/// Everything that stands in a document, in the order of [`resources`](super::resource::resources).
pub(super) fn standing_in(graph: &Graph, index: &Index, document: NodeId) -> Vec<Resource> {
    let standing = Standing::of(graph, index, document);
    let shared = standing.shared();
    let counts = shared.iter().filter(|edge| standing.is_counted(**edge));
    let mut found = standing.nodes();
    found.extend(standing.entities.iter().map(|id| Resource::Appearance(*id, document)));
    found.extend(standing.own.iter().map(|id| Resource::Edge(*id)));
    found.extend(counts.map(|id| Resource::Count(*id, document)));
    found.extend(standing.evidence(&shared));
    let sentences = 0..index.sentences(graph, document).len() as u32;
    found.extend(sentences.map(|place| Resource::Sentence(document, place)));
    let doubts = graph
        .node(document)
        .as_document()
        .map_or(0, |document| document.doubts.len());
    found.extend((0..doubts as u32).map(|place| Resource::Doubt(document, place)));
    found
}

impl<'g> Standing<'g> {
    fn of(graph: &'g Graph, index: &'g Index, document: NodeId) -> Self {
        let texts: Vec<NodeId> = std::iter::once(document).chain(graph.measures_in(document)).collect();
        let at = |text: &NodeId| -> Vec<EdgeRef<'g>> {
            let duties = ROLES.iter().flat_map(|kind| graph.ending(*text, *kind));
            let named = [EdgeKind::Mentions, EdgeKind::Cites].into_iter();
            duties
                .chain(named.flat_map(|kind| graph.starting(*text, kind)))
                .collect()
        };
        let edges: Vec<EdgeRef<'g>> = texts.iter().flat_map(at).collect();
        let issuers = graph.ending(document, EdgeKind::Issued).map(|edge| edge.from);
        let ends = edges.iter().flat_map(|edge| [edge.from, edge.to]).chain(issuers);
        let names = |id: &NodeId| {
            let appearances = graph.appearances(*id);
            appearances
                .binary_search_by_key(&document, |appearance| appearance.document)
                .is_ok()
        };
        Self {
            graph,
            index,
            document,
            own: edges.iter().map(|edge| edge.id).collect(),
            entities: ends.filter(names).collect(),
            texts,
        }
    }

    /// Its measures and targets.
    fn nodes(&self) -> Vec<Resource> {
        let targets = self
            .texts
            .iter()
            .flat_map(|text| self.graph.starting(*text, EdgeKind::Sets));
        let nodes: BTreeSet<NodeId> = targets
            .map(|edge| edge.to)
            .chain(self.texts[1..].iter().copied())
            .collect();
        nodes.into_iter().map(Resource::Node).collect()
    }

    /// The edges between its entities, or from its measures to others, whose evidence may stand in it.
    fn shared(&self) -> BTreeSet<EdgeId> {
        let ends = || self.entities.iter().chain(&self.texts);
        let edges = SHARED
            .iter()
            .flat_map(|kind| ends().flat_map(|end| self.graph.edges_around(*end, *kind)));
        let is_here = |edge: &EdgeRef<'_>| {
            edge.kind == EdgeKind::SimilarTo || [edge.from, edge.to].iter().all(|end| self.entities.contains(end))
        };
        edges.filter(is_here).map(|edge| edge.id).collect()
    }

    /// Whether a co-occurrence is counted in the document.
    fn is_counted(&self, id: EdgeId) -> bool {
        match self.graph.edge(id).edge() {
            Edge::CoOccurs(together) => together
                .by_document
                .iter()
                .any(|(document, _)| *document == self.document),
            _ => false,
        }
    }

    /// The pieces of evidence that stand in the document, by the kinds of their edges.
    fn evidence(&self, shared: &BTreeSet<EdgeId>) -> Vec<Resource> {
        let mut by_kind: BTreeMap<usize, Vec<EdgeId>> = BTreeMap::new();
        for id in self.own.iter().chain(shared) {
            let kind = self.graph.edge(*id).kind;
            let place = REIFIED.iter().position(|reified| *reified == kind);
            by_kind.entry(place.unwrap_or(REIFIED.len())).or_default().push(*id);
        }
        let edges = by_kind.into_values().flatten();
        edges.flat_map(|id| self.pieces(id)).collect()
    }

    fn pieces(&self, id: EdgeId) -> Vec<Resource> {
        let places = if self.own.contains(&id) {
            let mut places = places_by_document(self.graph, id);
            places.remove(&self.document).unwrap_or_default()
        } else {
            // Other documents will ask for it too.
            self.index.evidence_places(self.graph, id, self.document)
        };
        places.into_iter().map(|place| Resource::Evidence(id, place)).collect()
    }
}

/// Where each piece of an edge's evidence stands: the places of those in each document.
pub(super) fn places_by_document(graph: &Graph, id: EdgeId) -> BTreeMap<NodeId, Vec<u32>> {
    let mut places: BTreeMap<NodeId, Vec<u32>> = BTreeMap::new();
    for (place, why) in (0..).zip(graph.evidence(id).iter()) {
        if let Evidence::Text { document, .. } = why
            && let Some((document, _)) = graph.document(document)
        {
            places.entry(document).or_default().push(place);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::assemble::{assemble, samples};
    use crate::pipeline::{Corpus, Options};
    use crate::query::resource::resources;

    /// The document that a resource says it stands in.
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

    fn is_found_as_by_going_over_all(graph: &Graph) {
        let index = Index::default();
        let mut all: BTreeMap<NodeId, Vec<Resource>> = BTreeMap::new();
        for resource in resources(graph, &index) {
            if let Some(document) = document_of(graph, resource) {
                all.entry(document).or_default().push(resource);
            }
        }
        assert!(!all.is_empty());
        for (document, expected) in all {
            assert_eq!(
                standing_in(graph, &index, document),
                expected,
                "{}",
                graph.label(document)
            );
        }
    }

    #[test]
    fn what_stands_in_a_document_is_all_that_says_so() {
        is_found_as_by_going_over_all(&samples::graph());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
        let read = Corpus::open(&[folder])
            .expect("it is there")
            .extract(&Options::default());
        is_found_as_by_going_over_all(&assemble(&read.facts, &read.inputs).expect("consistent"));
    }
}
