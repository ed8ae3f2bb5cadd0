//! Questions to a graph, in SPARQL 1.1.
//!
//! A [`Query`] is parsed and checked before any graph is at hand: its head (comment lines that say what it answers and
//! which parameters it takes), its syntax, and that it asks nothing that would differ from run to run. [`Query::run`]
//! binds parameters as values into the parsed form, orders what the query left unordered, and evaluates it with
//! `spareval` over the graph itself: no triple is stored, and no text is pasted into a query.
//!
//! ```
//! use policygraph::query::Query;
//!
//! let query = Query::parse("mine", "SELECT ?title { ?d a pg:Document; pg:title ?title }")?;
//! assert!(query.head().parameters.is_empty());
//! # Ok::<(), policygraph::query::Error>(())
//! ```

mod attributes;
mod bind;
mod dataset;
mod error;
mod head;
mod iri;
mod order;
mod refuse;
mod results;
mod saved;
mod term;
mod vocabulary;

use std::path::Path;

use oxrdf::{Term as Rdf, Triple};
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults, QuerySolutionIter};
use spargebra::SparqlParser;

use crate::graph::Graph;
use dataset::{Dataset, Index};
use order::Plan;

pub use error::Error;
pub use head::{Drawn, Head, Parameter, ParameterType};
pub use iri::node_iri;
pub use results::{Cell, Rows};
pub use saved::{SAVED, Saved};
pub use vocabulary::{NAMESPACE, VOCABULARY};

/// A query, parsed and checked.
#[derive(Debug, Clone)]
pub struct Query {
    head: Head,
    algebra: spargebra::Query,
}

impl Query {
    /// The query of this text; errors call it `name`.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let head = Head::parse(name, text)?;
        let algebra = parser()
            .parse_query(text)
            .map_err(|error| Error::syntax(name, text, &error.to_string()))?;
        refuse::check(name, &algebra)?;
        Ok(Self { head, algebra })
    }

    /// The query in a file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// The saved query of this name, or the query in the file of this name.
    pub fn find(name_or_path: &str) -> Result<Self, Error> {
        if let Some(saved) = SAVED.iter().find(|saved| saved.name == name_or_path) {
            return Self::parse(saved.name, saved.text);
        }
        let path = Path::new(name_or_path);
        if path.exists() || path.extension().is_some_and(|extension| extension == "rq") {
            return Self::read(path);
        }
        Err(Error::unknown_query(name_or_path))
    }

    /// What it says of itself.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Whether its answer is meant to be drawn: it makes a graph, or its head says so.
    pub fn is_drawn(&self) -> bool {
        use spargebra::Query as Form;
        self.head.drawn.is_some() || matches!(self.algebra, Form::Construct { .. } | Form::Describe { .. })
    }

    /// The answer of a graph. Each argument is a parameter's name and its value as typed; parameters that are not
    /// given take their defaults.
    ///
    /// `SELECT` gives the columns it names, `ASK` one column `answer`, `CONSTRUCT` and `DESCRIBE` one row for each
    /// triple in the columns that a drawing needs (`source`, `role`, `target` and so on).
    pub fn run<N: AsRef<str>, V: AsRef<str>>(&self, graph: &Graph, arguments: &[(N, V)]) -> Result<Rows, Error> {
        let values = self.head.values(arguments)?;
        let (algebra, plan) = order::fixed(bind::bound(self.algebra.clone(), &values));
        let index = Index::default();
        let dataset = Dataset { graph, index: &index };
        let wrong = |source| Error::Evaluation {
            name: self.head.name.clone(),
            source,
        };
        let evaluator = QueryEvaluator::new();
        match evaluator.prepare(&algebra).execute(dataset).map_err(wrong)? {
            QueryResults::Solutions(solutions) => rows_of_solutions(solutions, &plan).map_err(wrong),
            QueryResults::Boolean(answer) => {
                let mut rows = Rows::new(vec!["answer".to_owned()]);
                rows.push(vec![Cell::Boolean(answer)]);
                Ok(rows)
            }
            QueryResults::Graph(triples) => {
                let triples = triples.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
                Ok(rows_of_triples(graph, &dataset, triples))
            }
        }
    }
}

/// A parser that knows the usual prefixes, so that a short question needs no preamble.
fn parser() -> SparqlParser {
    const USUAL: [(&str, &str); 4] = [
        ("pg", NAMESPACE),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    USUAL.into_iter().fold(SparqlParser::new(), |parser, (prefix, iri)| {
        parser.with_prefix(prefix, iri).expect("the usual prefixes are IRIs")
    })
}

fn rows_of_solutions(solutions: QuerySolutionIter<'_>, plan: &Plan) -> Result<Rows, QueryEvaluationError> {
    let columns = plan.columns(solutions.variables());
    let mut rows = Rows::new(columns.iter().map(|variable| variable.as_str().to_owned()).collect());
    for solution in solutions {
        let cells = solution?.values().to_vec().into_iter();
        rows.push(cells.map(|term| term.map_or(Cell::Empty, Cell::of)).collect());
    }
    rows.sort_with(|rows| plan.apply(rows));
    Ok(rows)
}

/// The columns for triples.
const TRIPLE_COLUMNS: [&str; 7] = [
    "source",
    "role",
    "target",
    "source_label",
    "target_label",
    "source_type",
    "target_type",
];

fn rows_of_triples(graph: &Graph, dataset: &Dataset<'_>, mut triples: Vec<Triple>) -> Rows {
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    let mut rows = Rows::new(TRIPLE_COLUMNS.map(str::to_owned).into());
    for triple in triples {
        let (source, target) = (Rdf::from(triple.subject), triple.object);
        let role = triple.predicate.as_str();
        let role = role.rsplit(['#', '/']).next().unwrap_or(role);
        let [(source_label, source_type), (target_label, target_type)] =
            [&source, &target].map(|end| describe(graph, dataset, end));
        let (source, target) = (Cell::of(source), Cell::of(target));
        let role = Cell::Text(role.to_owned());
        rows.push(vec![
            source,
            role,
            target,
            source_label,
            target_label,
            source_type,
            target_type,
        ]);
    }
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

#[cfg(test)]
mod tests;
