//! The whole graph as N-Triples, for stores that hold more than memory does.

use std::io::{self, Write};

use oxrdf::Term as Rdf;
use spareval::QueryableDataset as _;

use super::dataset::Dataset;
use super::index::Index;
use super::term::Terms;
use crate::graph::Graph;

/// Writes every triple that a query may find, one after the other: no triple is kept, only the texts in them, once each.
///
/// # Errors
/// An output that takes no more.
pub fn write_ntriples<W: Write>(graph: &Graph, mut out: W) -> io::Result<()> {
    let index = Index::default();
    let terms = Terms::of(graph);
    let dataset = Dataset {
        graph,
        index: &index,
        terms: &terms,
    };
    for quad in dataset.internal_quads_for_pattern(None, None, None, Some(None)) {
        let Ok(quad) = quad;
        let [subject, predicate, object] = [quad.subject, quad.predicate, quad.object].map(|term| {
            let Ok(term) = dataset.externalize_term(term);
            term
        });
        if let (Rdf::NamedNode(subject), Rdf::NamedNode(predicate)) = (subject, predicate) {
            writeln!(out, "{subject} {predicate} {object} .")?;
        }
    }
    out.flush()
}
