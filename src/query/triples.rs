//! Triples as rows: a drawing's columns, with the words that say so.

use oxrdf::{Term as Rdf, Triple};

use super::attributes::quote_between;
use super::cell::Cell;
use super::dataset::Dataset;
use super::results::Rows;
use super::vocabulary::Word;

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

/// What is known of triples and their ends, wherever the graph is.
pub(super) trait Described {
    /// Label and type of a node of the graph.
    fn node(&self, end: &Rdf) -> Option<(String, String)>;

    /// The first words that say that this is so.
    fn quote(&self, triple: &Triple) -> Option<String>;
}

impl Described for Dataset<'_> {
    fn node(&self, end: &Rdf) -> Option<(String, String)> {
        let id = self.node_named(end)?;
        Some((self.graph.label(id), self.graph.node(id).type_name().to_owned()))
    }

    fn quote(&self, triple: &Triple) -> Option<String> {
        let from = self.node_named(&Rdf::from(triple.subject.clone()))?;
        let to = self.node_named(&triple.object)?;
        quote_between(self.graph, from, to, Word::of_iri(triple.predicate.as_str())?)
    }
}

/// Each triple once, in a fixed order.
pub(super) fn in_order(mut triples: Vec<Triple>) -> Vec<Triple> {
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    triples
}

/// A row for each triple.
pub(super) fn rows(known: &dyn Described, triples: Vec<Triple>) -> Rows {
    let mut rows = Rows::new(COLUMNS.map(str::to_owned).into());
    for triple in &triples {
        let (source, target) = (Rdf::from(triple.subject.clone()), triple.object.clone());
        let predicate = triple.predicate.as_str();
        let role = predicate.rsplit(['#', '/']).next().unwrap_or(predicate).to_owned();
        let [(source_label, source_type), (target_label, target_type)] =
            [&source, &target].map(|end| describe(known, end));
        rows.push(vec![
            Cell::of(source),
            Cell::Text(role.into()),
            Cell::of(target),
            source_label,
            target_label,
            source_type,
            target_type,
            known
                .quote(triple)
                .map_or(Cell::Empty, |quote| Cell::Text(quote.into())),
        ]);
    }
    rows.triples = Some(triples);
    rows
}

/// Label and type of an end of a triple.
fn describe(known: &dyn Described, end: &Rdf) -> (Cell, Cell) {
    match known.node(end) {
        Some((label, kind)) => (Cell::Text(label.into()), Cell::Text(kind.into())),
        None => (Cell::of(end.clone()), Cell::Empty),
    }
}
