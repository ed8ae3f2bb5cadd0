//! Triples as rows: a drawing's columns, with the words that say so.

use oxrdf::{Term as Rdf, Triple};

use super::attributes::quote_between;
use super::dataset::Dataset;
use super::results::{Cell, Rows};
use super::vocabulary::Word;
use crate::graph::Graph;

/// The columns for triples.
const COLUMNS: [&str; 8] = [
    "source",
    "role",
    "target",
    "source_label",
    "target_label",
    "source_type",
    "target_type",
    "quote",
];

/// A row for each triple, in a fixed order.
pub(super) fn rows(graph: &Graph, dataset: &Dataset<'_>, mut triples: Vec<Triple>) -> Rows {
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    let mut rows = Rows::new(COLUMNS.map(str::to_owned).into());
    for triple in &triples {
        let (source, target) = (Rdf::from(triple.subject.clone()), triple.object.clone());
        let predicate = triple.predicate.as_str();
        let role = predicate.rsplit(['#', '/']).next().unwrap_or(predicate).to_owned();
        let quote = match (dataset.node(&source), dataset.node(&target), Word::of_iri(predicate)) {
            (Some(from), Some(to), Some(word)) => quote_between(graph, from, to, word),
            _ => None,
        };
        let [(source_label, source_type), (target_label, target_type)] =
            [&source, &target].map(|end| describe(graph, dataset, end));
        rows.push(vec![
            Cell::of(source),
            Cell::Text(role),
            Cell::of(target),
            source_label,
            target_label,
            source_type,
            target_type,
            quote.map_or(Cell::Empty, Cell::Text),
        ]);
    }
    rows.triples = Some(triples);
    rows
}

/// Label and type of an end of a triple.
fn describe(graph: &Graph, dataset: &Dataset<'_>, end: &Rdf) -> (Cell, Cell) {
    match dataset.node(end) {
        Some(id) => (
            Cell::Text(graph.label(id)),
            Cell::Text(graph.node(id).type_name().to_owned()),
        ),
        None => (Cell::of(end.clone()), Cell::Empty),
    }
}
