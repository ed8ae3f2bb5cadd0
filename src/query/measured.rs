//! What measures say, as rows: chains, ranks and communities in the columns of tables and drawings.

use std::sync::Arc;

use super::cell::Cell;
use super::iri::node_iri;
use super::results::Rows;
use crate::graph::{EdgeId, EdgeKind, Graph, NodeId};
use crate::measure::{Binding, Chain, Communities, Network, Ranked, Step};
use crate::model::Evidence;

fn text(text: impl Into<Arc<str>>) -> Cell {
    Cell::Text(text.into())
}

fn number(value: f64) -> Cell {
    Cell::Number(value.to_string())
}

fn count(value: usize) -> Cell {
    Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

fn table<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [Cell; N]>) -> Rows {
    let mut table = Rows::new(columns.map(str::to_owned).into());
    rows.for_each(|row| table.push(row.into()));
    table
}

/// The first words that say that an edge is there.
pub fn first_quote(graph: &Graph, edge: EdgeId) -> String {
    let evidence = graph.evidence(edge);
    evidence
        .first()
        .map_or_else(String::new, |why| graph.describe(why).into_owned())
}

/// A row for each step: `from` and `to` as the chain goes, `source` and `target` as the edge does.
pub fn chains(graph: &Graph, chains: &[Chain]) -> Rows {
    let columns = [
        "chain",
        "step",
        "from",
        "to",
        "role",
        "weight",
        "document",
        "section",
        "quote",
        "source",
        "source_label",
        "source_type",
        "target",
        "target_label",
        "target_type",
    ];
    let numbered = |(chain, steps): (usize, &Chain)| {
        let steps = steps.iter().enumerate();
        steps
            .map(move |(step, walked)| step_row(graph, chain + 1, step + 1, walked))
            .collect::<Vec<_>>()
    };
    table(columns, chains.iter().enumerate().flat_map(numbered))
}

fn step_row(graph: &Graph, chain: usize, step: usize, walked: &Step) -> [Cell; 15] {
    let edge = graph.edge(walked.edge);
    let (document, section) = place(graph, walked.edge);
    let end = |id: NodeId| {
        [
            Cell::Iri(node_iri(graph, id).into()),
            text(graph.label(id)),
            text(graph.node(id).type_name()),
        ]
    };
    let ([source, source_label, source_type], [target, target_label, target_type]) = (end(edge.from), end(edge.to));
    [
        count(chain),
        count(step),
        text(graph.label(walked.from)),
        text(graph.label(walked.to)),
        text(role(edge.kind)),
        Cell::Integer(i64::from(edge.edge().weight())),
        text(document),
        text(section),
        text(first_quote(graph, walked.edge)),
        source,
        source_label,
        source_type,
        target,
        target_label,
        target_type,
    ]
}

/// A kind of edge as tables name roles: `leads`, `co-occurs`.
fn role(kind: EdgeKind) -> String {
    match kind {
        EdgeKind::Leads => "lead".to_owned(),
        EdgeKind::Supports => "support".to_owned(),
        EdgeKind::ResponsibleFor => "responsible".to_owned(),
        other => other.name().to_lowercase().replace('_', "-"),
    }
}

/// Document and section of an edge's first evidence.
fn place(graph: &Graph, edge: EdgeId) -> (String, String) {
    let evidence = graph.evidence(edge);
    let Some(Evidence::Text { document, span, .. }) = evidence.first() else {
        return Default::default();
    };
    let measure = graph.document(document).and_then(|(id, _)| graph.measure_at(id, *span));
    let section = measure
        .and_then(|id| graph.node(id).as_measure())
        .map(|measure| measure.section.to_string());
    (document.clone(), section.unwrap_or_default())
}

fn entity(graph: &Graph, id: NodeId) -> [Cell; 3] {
    let region = graph.node(id).as_entity().map(|entity| entity.key.region.to_string());
    [
        text(graph.label(id)),
        text(graph.node(id).type_name()),
        text(region.unwrap_or_default()),
    ]
}

/// A row for each ranked node.
pub fn ranks(graph: &Graph, ranked: &[Ranked]) -> Rows {
    let columns = [
        "rank",
        "name",
        "type",
        "region",
        "degree",
        "strength",
        "betweenness",
        "eigenvector",
        "pagerank",
        "id",
    ];
    let row = |(place, node): (usize, &Ranked)| {
        let [name, kind, region] = entity(graph, node.node);
        [
            count(place + 1),
            name,
            kind,
            region,
            Cell::Integer(i64::from(node.degree)),
            Cell::Integer(i64::from(node.strength)),
            number(node.betweenness),
            number(node.eigenvector),
            number(node.pagerank),
            Cell::Iri(node_iri(graph, node.node).into()),
        ]
    };
    table(columns, ranked.iter().enumerate().map(row))
}

/// A row for each node, by community, the strongest of each first.
pub fn communities(graph: &Graph, network: &Network, found: &Communities) -> Rows {
    let columns = [
        "community",
        "size",
        "name",
        "type",
        "region",
        "degree",
        "strength",
        "id",
    ];
    let (degrees, strengths) = network.degrees();
    let size = |community: usize| found.of.iter().filter(|other| **other == community).count();
    let mut places: Vec<usize> = (0..network.nodes.len()).collect();
    places.sort_by_key(|place| (found.of[*place], std::cmp::Reverse(strengths[*place]), *place));
    let row = |place: usize| {
        let [name, kind, region] = entity(graph, network.nodes[place]);
        [
            count(found.of[place] + 1),
            count(size(found.of[place])),
            name,
            kind,
            region,
            Cell::Integer(i64::from(degrees[place])),
            Cell::Integer(i64::from(strengths[place])),
            Cell::Iri(node_iri(graph, network.nodes[place]).into()),
        ]
    };
    table(columns, places.into_iter().map(row))
}

/// A row for each tie, as drawings want them.
pub fn ties(graph: &Graph, network: &Network, binding: Binding) -> Rows {
    let columns = [
        "source",
        "source_label",
        "source_type",
        "target",
        "target_label",
        "target_type",
        "role",
        "weight",
        "quote",
    ];
    let role = if binding == Binding::Partners {
        "shares"
    } else {
        "co-occurs"
    };
    let row = |tie: &crate::measure::Tie| {
        let end = |place: usize| {
            let id = network.nodes[place];
            [
                Cell::Iri(node_iri(graph, id).into()),
                text(graph.label(id)),
                text(graph.node(id).type_name()),
            ]
        };
        let ([source, source_label, source_type], [target, target_label, target_type]) = (end(tie.a), end(tie.b));
        [
            source,
            source_label,
            source_type,
            target,
            target_label,
            target_type,
            text(role),
            Cell::Integer(i64::from(tie.weight)),
            text(first_quote(graph, tie.because)),
        ]
    };
    table(columns, network.ties.iter().map(row))
}
