//! From an object back to what has it.

use super::{direct, means};
use crate::graph::{EdgeKind, Graph, NodeId};
use crate::query::dataset::Dataset;
use crate::query::resource::{Resource, counts_of};
use crate::query::vocabulary::Word;

/// The resources that have `object` for `word`, where edges lead there; nothing where only a search would tell.
pub(in crate::query) fn subjects(dataset: Dataset<'_>, word: Word, object: Resource) -> Option<Vec<Resource>> {
    let graph = dataset.graph;
    if let (Word::CountOf, Resource::Edge(id)) = (word, object) {
        return Some(counts_of(id, graph.edge(id).edge()).collect());
    }
    if let (Word::EvidenceOf, Resource::Evidence(id, _)) = (word, object) {
        return Some(vec![Resource::Edge(id)]);
    }
    let Resource::Node(id) = object else {
        return Some(Vec::new());
    };
    if word == Word::Counterpart {
        let others = graph.counterparts(id).into_iter();
        return Some(others.map(|(other, _)| Resource::Node(other)).collect());
    }
    if let Some(kind) = direct(word) {
        return Some(starts_of(graph, id, word, kind));
    }
    let from = |kinds: &[EdgeKind]| -> Vec<_> { kinds.iter().flat_map(|kind| graph.starting(id, *kind)).collect() };
    let to = |kinds: &[EdgeKind]| -> Vec<_> { kinds.iter().flat_map(|kind| graph.ending(id, *kind)).collect() };
    let edges = match word {
        Word::Unit => from(&ROLES),
        Word::Source => from(&TWO_ENDED),
        Word::TargetOf => to(&TWO_ENDED),
        Word::Within | Word::MeasureOf => {
            if word == Word::MeasureOf && graph.node(id).as_measure().is_none() {
                return Some(Vec::new());
            }
            let inside = to(&ROLES)
                .into_iter()
                .chain(from(&[EdgeKind::Mentions, EdgeKind::Cites]));
            let targets = graph.starting(id, EdgeKind::Sets).map(|edge| Resource::Node(edge.to));
            return Some(inside.map(|edge| Resource::Edge(edge.id)).chain(targets).collect());
        }
        Word::DocumentOf => return Some(dataset.index.standing_in(graph, id)),
        Word::EntityOf => {
            let mentions = to(&[EdgeKind::Mentions])
                .into_iter()
                .map(|edge| Resource::Edge(edge.id));
            let appearances = graph.appearances(id).iter();
            let appearances = appearances.map(|appearance| Resource::Appearance(id, appearance.document));
            return Some(appearances.chain(mentions).collect());
        }
        _ => return None,
    };
    Some(edges.into_iter().map(|edge| Resource::Edge(edge.id)).collect())
}

const ROLES: [EdgeKind; 3] = [EdgeKind::Leads, EdgeKind::Supports, EdgeKind::ResponsibleFor];
const TWO_ENDED: [EdgeKind; 6] = [
    EdgeKind::CoOccurs,
    EdgeKind::Cites,
    EdgeKind::SucceededBy,
    EdgeKind::MemberOf,
    EdgeKind::HostedBy,
    EdgeKind::SimilarTo,
];

fn starts_of(graph: &Graph, id: NodeId, word: Word, kind: EdgeKind) -> Vec<Resource> {
    let mut starts: Vec<_> = match kind {
        EdgeKind::CoOccurs | EdgeKind::SimilarTo => {
            graph.edges_around(id, kind).iter().map(|edge| edge.other(id)).collect()
        }
        _ => graph
            .ending(id, kind)
            .filter(|edge| means(word, edge))
            .map(|edge| edge.from)
            .collect(),
    };
    starts.dedup();
    starts.into_iter().map(Resource::Node).collect()
}
