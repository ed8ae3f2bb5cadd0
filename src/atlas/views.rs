//! Pictures that the graph view opens with: what the drawn queries found, and the network of all that is named most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Diagram;
use super::layout::{Spring, positions};
use super::network::{by_document, edge_name, label, shown};
use super::site::Site;
use crate::graph::{Edge, EdgeKind, EdgeRef, NodeId};
use crate::query::node_of_iri;
use crate::render::{Drawing, DrawnNode};

/// More nodes than this cannot be told apart.
const MOST_NODES: usize = 5_000;
/// Edges for each node.
const MOST_EDGES: usize = 3;
/// Characters of what an edge says where it is no edge of the graph.
const SAID: usize = 600;

/// A picture with its positions.
#[derive(Serialize)]
pub(super) struct View {
    /// Its title in Chinese and English.
    title: [String; 2],
    nodes: Vec<Placed>,
    edges: Vec<Drawn>,
    /// Edges that are not drawn.
    left_out: usize,
}

/// Id, label, type, x, y.
#[derive(Serialize)]
struct Placed(Option<usize>, String, String, i32, i32);

/// Source and target by their places in `nodes`, name, weight, how often by document, what it says.
#[derive(Serialize)]
struct Drawn(usize, usize, String, f64, Vec<(usize, u32)>, String);

/// The network of the entities and measures with the most edges.
pub(super) fn network(site: &Site<'_>) -> View {
    let kinds = [
        EdgeKind::Leads,
        EdgeKind::Supports,
        EdgeKind::ResponsibleFor,
        EdgeKind::CoOccurs,
    ];
    let mut edges: Vec<(f64, EdgeRef<'_>)> = kinds
        .iter()
        .flat_map(|kind| site.graph.edges(*kind))
        .filter_map(|edge| Some((strength(edge)?, edge)))
        .collect();
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    let all = edges.len();
    let mut degrees: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (_, edge) in &edges {
        *degrees.entry(edge.from).or_default() += 1;
        *degrees.entry(edge.to).or_default() += 1;
    }
    let mut nodes: Vec<_> = degrees.into_iter().collect();
    nodes.sort_by_key(|(id, degree)| (Reverse(*degree), *id));
    nodes.truncate(MOST_NODES);
    let kept: BTreeSet<NodeId> = nodes.into_iter().map(|(id, _)| id).collect();
    edges.retain(|(_, edge)| kept.contains(&edge.from) && kept.contains(&edge.to));
    edges.truncate(kept.len() * MOST_EDGES);
    let ids: Vec<NodeId> = kept.into_iter().collect();
    let place = |id: NodeId| ids.binary_search(&id).unwrap_or_default();
    let drawn: Vec<Drawn> = edges
        .iter()
        .map(|(weight, edge)| {
            let counts = counts(site, *edge);
            let name = edge_name(edge.kind).unwrap_or("other").to_owned();
            Drawn(place(edge.from), place(edge.to), name, *weight, counts, String::new())
        })
        .collect();
    let places = positions(ids.len(), &springs(&drawn));
    let nodes = ids.iter().zip(places).map(|(id, (x, y))| {
        let kind = site.graph.node(*id).type_name().to_owned();
        Placed(Some(id.index()), label(site, *id), kind, x, y)
    });
    View {
        title: [
            super::strings::NETWORK.zh.to_owned(),
            super::strings::NETWORK.en.to_owned(),
        ],
        nodes: nodes.collect(),
        left_out: all - drawn.len(),
        edges: drawn,
    }
}

/// Two that never stand in one sentence are not drawn as standing together.
fn strength(edge: EdgeRef<'_>) -> Option<f64> {
    match edge.edge() {
        Edge::CoOccurs(together) => (together.sentences() > 0).then(|| f64::from(together.sentences())),
        other => Some(f64::from(other.weight())),
    }
}

fn counts(site: &Site<'_>, edge: EdgeRef<'_>) -> Vec<(usize, u32)> {
    by_document(site, edge, false)
        .into_iter()
        .map(|(document, count, _)| (document, count))
        .collect()
}

fn springs(edges: &[Drawn]) -> Vec<Spring> {
    let heaviest = edges.iter().map(|edge| edge.3).fold(1.0, f64::max);
    // From a half to one: a heavy edge must not pull its ends into one point.
    edges
        .iter()
        .map(|edge| (edge.0, edge.1, 0.5 + 0.5 * (edge.3 / heaviest).sqrt()))
        .collect()
}

/// What a drawn query found.
pub(super) fn of_diagram(site: &Site<'_>, diagram: &Diagram) -> View {
    let (drawing, left_out) = diagram.drawing.clone().strongest(MOST_NODES);
    let nodes: Vec<&DrawnNode> = drawing.nodes().collect();
    let names: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.id.as_str(), at))
        .collect();
    let ids: Vec<Option<NodeId>> = nodes.iter().map(|node| node_of(site, node)).collect();
    let edges = drawn_edges(site, &drawing, &names, &ids);
    let places = positions(nodes.len(), &springs(&edges));
    let nodes = nodes.iter().zip(&ids).zip(places).map(|((node, id), (x, y))| {
        let id = id.map(NodeId::index);
        Placed(id, shown(&node.label, 60), node.kind.name().to_owned(), x, y)
    });
    View {
        title: diagram.titles.clone(),
        nodes: nodes.collect(),
        edges,
        left_out,
    }
}

/// A drawn node is called by its IRI, and by its frame where it stands in one.
fn node_of(site: &Site<'_>, node: &DrawnNode) -> Option<NodeId> {
    node_of_iri(site.graph, node.id.lines().next()?)
}

fn drawn_edges(
    site: &Site<'_>,
    drawing: &Drawing,
    names: &BTreeMap<&str, usize>,
    ids: &[Option<NodeId>],
) -> Vec<Drawn> {
    let edges = drawing.edges().filter_map(|edge| {
        let (a, b) = (*names.get(edge.source.as_str())?, *names.get(edge.target.as_str())?);
        let known = ids[a]
            .zip(ids[b])
            .and_then(|(a, b)| between(site, a, b, edge.kind.name()));
        // What is an edge of the graph has its sentences there.
        let said = if known.is_some() {
            String::new()
        } else {
            shown(&edge.tooltip, SAID)
        };
        let counts = known.map_or_else(Vec::new, |edge| counts(site, edge));
        Some(Drawn(a, b, edge.kind.name().to_owned(), edge.weight, counts, said))
    });
    edges.collect()
}

/// The edge of this name between two nodes.
fn between<'g>(site: &Site<'g>, a: NodeId, b: NodeId, name: &str) -> Option<EdgeRef<'g>> {
    let kind = *EdgeKind::ALL.iter().find(|kind| edge_name(**kind) == Some(name))?;
    site.graph
        .edges_around(a, kind)
        .into_iter()
        .find(|edge| edge.other(a) == b)
}
