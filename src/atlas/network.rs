//! The graph as the graph view reads it: nodes with their edges, in shards that are loaded when they are needed.
//!
//! An edge stands at both of its ends; where it is evidence in a text, the end that is an entity carries the places
//! (bytes of the document's clean text), and the text itself is loaded when somebody asks for the sentence. Sentences in
//! which two entities stand together are found by laying their mentions side by side, as the graph itself does.

use std::collections::BTreeMap;

use serde::Serialize;

use super::html::turns_the_line;
use super::site::Site;
use crate::graph::{Edge, EdgeKind, EdgeRef, Node, NodeId};
use crate::model::Evidence;

/// Nodes of a shard.
pub(super) const SHARD: usize = 512;
/// Characters of a label in the view.
const LABEL: usize = 60;
/// Places that one edge shows of one document.
const PLACES: usize = 12;

/// The names of edges in the view; what is not here is not shown there.
pub(super) fn edge_name(kind: EdgeKind) -> Option<&'static str> {
    Some(match kind {
        EdgeKind::Leads => "lead",
        EdgeKind::Supports => "support",
        EdgeKind::ResponsibleFor => "responsible",
        EdgeKind::Mentions => "mentions",
        EdgeKind::CoOccurs => "co-occurs",
        EdgeKind::Cites => "cites",
        EdgeKind::Issued => "issued",
        EdgeKind::LocatedIn => "located-in",
        EdgeKind::SucceededBy => "succeeded-by",
        EdgeKind::Administers => "administers",
        _ => return None,
    })
}

/// A part of the graph. Everything that comes often goes without names, and without what follows from the rest.
#[derive(Serialize)]
pub(super) struct Shard<'s> {
    /// The names of edges, to which ties lead by their place.
    kinds: Vec<&'static str>,
    /// Nothing stands where a node has no place in the view.
    nodes: Vec<Option<Record<'s>>>,
}

/// A node as the view reads it: what is written on it, its type, its page, the place of its document among those by year
/// if it stands in one, its edges.
#[derive(Serialize)]
struct Record<'s>(String, &'static str, &'s str, Option<usize>, Vec<Tie>);

/// An edge at one of its ends: twice the place of its name, and one more where it starts here; the node at the other end;
/// by document its place, how often, and where (the quote's first byte, its length, how far in it the word stands);
/// evidence that is no text.
#[derive(Serialize)]
struct Tie(
    usize,
    usize,
    Vec<Vec<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")] Vec<String>,
);

/// A document as the view filters by it.
#[derive(Serialize)]
pub(super) struct Source<'s> {
    l: String,
    y: Option<u16>,
    r: String,
    p: &'s str,
}

/// What text stands on a node: of bounded length, and nothing in it that turns the line.
pub(super) fn label(site: &Site<'_>, id: NodeId) -> String {
    shown(&site.graph.label(id), LABEL)
}

pub(super) fn shown(text: &str, most: usize) -> String {
    let clean = |c: char| if turns_the_line(c) { '\u{fffd}' } else { c };
    let clean = |c: char| if c.is_control() { ' ' } else { clean(c) };
    let mut shown: String = text.chars().take(most).map(clean).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// The documents, by year.
pub(super) fn sources<'s>(site: &'s Site<'_>) -> Vec<Source<'s>> {
    let documents = site
        .documents
        .iter()
        .filter_map(|id| Some((*id, site.graph.node(*id).as_document()?)));
    documents
        .map(|(id, document)| Source {
            l: shown(document.title(), LABEL),
            y: document.year(),
            r: document
                .metadata
                .region
                .as_ref()
                .map_or_else(String::new, |region| region.value.to_string()),
            p: site.pages.path(id),
        })
        .collect()
}

/// The kinds of edges in the view, with their names.
fn kinds() -> impl Iterator<Item = (EdgeKind, &'static str)> {
    EdgeKind::ALL.iter().filter_map(|kind| Some((*kind, edge_name(*kind)?)))
}

/// The `number`-th shard.
pub(super) fn shard<'s>(site: &'s Site<'_>, number: usize) -> Shard<'s> {
    let nodes = site.graph.node_ids().skip(number * SHARD).take(SHARD);
    Shard {
        kinds: kinds().map(|(_, name)| name).collect(),
        nodes: nodes.map(|id| record(site, id)).collect(),
    }
}

fn record<'s>(site: &'s Site<'_>, id: NodeId) -> Option<Record<'s>> {
    let node = site.graph.node(id);
    if matches!(node, Node::Target(_) | Node::Function(_)) {
        return None;
    }
    let ties = kinds().enumerate().flat_map(|(at, (kind, _))| {
        let edges = site.graph.edges_around(id, kind);
        edges.into_iter().map(move |edge| (at, edge))
    });
    let is_entity = node.as_entity().is_some();
    Some(Record(
        label(site, id),
        node.type_name(),
        site.pages.path(id),
        site.graph.document_of(id).map(|(document, _)| site.rank(document)),
        ties.map(|(at, edge)| tie(site, id, at, edge, is_entity)).collect(),
    ))
}

fn tie(site: &Site<'_>, id: NodeId, kind: usize, edge: EdgeRef<'_>, with_places: bool) -> Tie {
    let documents = by_document(site, edge, with_places).into_iter();
    let documents = documents.map(|(rank, count, places)| {
        let rank = u32::try_from(rank).unwrap_or(u32::MAX);
        [rank, count].into_iter().chain(places).collect()
    });
    Tie(
        2 * kind + usize::from(edge.from == id),
        edge.other(id).index(),
        documents.collect(),
        other_reasons(site, edge),
    )
}

/// How often each document says it, and where.
pub(super) fn by_document(site: &Site<'_>, edge: EdgeRef<'_>, with_places: bool) -> Vec<(usize, u32, Vec<u32>)> {
    if let Edge::CoOccurs(together) = edge.edge() {
        let counts = together.by_document.iter();
        return counts
            .map(|(document, count)| (site.rank(*document), count.sentences.max(1), Vec::new()))
            .collect();
    }
    let mut documents: BTreeMap<usize, (u32, Vec<u32>)> = BTreeMap::new();
    for evidence in edge.edge().evidence() {
        if let (Evidence::Text { span, quote, .. }, Some(document)) = (evidence, site.document_of(evidence)) {
            let (count, places) = documents.entry(site.rank(document)).or_default();
            *count += 1;
            if with_places && places.len() < 3 * PLACES {
                places.extend([
                    quote.start,
                    quote.end - quote.start,
                    span.start.saturating_sub(quote.start),
                ]);
            }
        }
    }
    documents
        .into_iter()
        .map(|(rank, (count, places))| (rank, count, places))
        .collect()
}

fn other_reasons(site: &Site<'_>, edge: EdgeRef<'_>) -> Vec<String> {
    let others = edge
        .edge()
        .evidence()
        .iter()
        .filter(|evidence| !matches!(evidence, Evidence::Text { .. }));
    others
        .map(|evidence| shown(&site.graph.describe(evidence), 200))
        .collect()
}
