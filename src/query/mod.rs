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
mod branches;
mod cell;
mod dataset;
#[cfg(feature = "endpoint")]
pub mod endpoint;
mod error;
mod given;
mod head;
mod index;
mod iri;
mod known;
mod limits;
mod measured;
mod name;
mod ntriples;
mod order;
mod parameter;
mod refuse;
mod resource;
mod results;
mod saved;
mod sentences;
mod spelling;
mod standing;
mod term;
mod tokens;
mod triples;
mod tune;
mod value;
mod vocabulary;
mod walk;
mod words;

use std::path::Path;
use std::time::Duration;

use spareval::{CancellationToken, QueryEvaluationError, QueryEvaluator, QueryResults, QuerySolutionIter};
use spargebra::SparqlParser;

use crate::graph::{Graph, NodeId};
use cell::Shared;
use dataset::Dataset;
use given::Binding;
use index::Index;
use name::{Names, Narrowing};
use order::Plan;
use term::Terms;

pub use cell::Cell;
pub use error::{Error, Mistake};
pub use head::{Drawn, Group, Head};
pub use iri::{node_iri, node_of_iri};
pub use known::Known;
pub use measured::{chains, communities, first_quote, ranks, ties};
pub use name::{Candidate, document_named, region_named};
pub use ntriples::write_ntriples;
pub use parameter::{NoYears, Parameter, ParameterType, Years};
pub use results::Rows;
pub use saved::{SAVED, Saved};
pub use vocabulary::{NAMESPACE, VOCABULARY, vocabulary};

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
        refuse::check_depth(name, text)?;
        limits::with_room(|| {
            let algebra = parser().parse_query(text).map_err(|error| {
                let update = refuse::update(name, text);
                let prefix =
                    || spelling::undeclared_prefix(name, text).map(|odd| Error::Mistakes { mistakes: vec![odd] });
                update
                    .or_else(prefix)
                    .unwrap_or_else(|| Error::syntax(name, text, &error.to_string()))
            })?;
            refuse::check(name, &algebra)?;
            spelling::check(name, text, &algebra)?;
            Ok(Self { head, algebra })
        })
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

    /// Fails where an argument is none of the parameters, or one that must be given is not: no graph is needed to know.
    pub fn check<N: AsRef<str>, V: AsRef<str>>(&self, arguments: &[(N, V)]) -> Result<(), Error> {
        self.head.check(arguments)
    }

    /// The answer of a graph, however long it takes and however many rows it has; see [`Query::answer`].
    pub fn run<N: AsRef<str>, V: AsRef<str>>(&self, graph: &Graph, arguments: &[(N, V)]) -> Result<Rows, Error> {
        self.answer(graph, arguments, &Options::default())
    }

    /// The answer of a graph. Each argument is a parameter's name and its value as typed; parameters that are not
    /// given take their defaults.
    ///
    /// `SELECT` gives the columns it names, `ASK` one column `answer`, `CONSTRUCT` and `DESCRIBE` one row for each
    /// triple in the columns that a drawing needs (`source`, `role`, `target` and so on).
    pub fn answer<N: AsRef<str>, V: AsRef<str>>(
        &self,
        graph: &Graph,
        arguments: &[(N, V)],
        options: &Options,
    ) -> Result<Rows, Error> {
        let bindings = self.head.bindings(graph, arguments, &options.narrowing(graph)?)?;
        let evaluate = |token| limits::with_room(|| self.evaluate(graph, &bindings, token));
        let mut rows = limits::within(options.timeout, evaluate).map_err(|source| match source {
            QueryEvaluationError::Cancelled => Error::TimedOut {
                name: self.head.name.clone(),
                after: options.timeout.unwrap_or_default(),
            },
            source => Error::Evaluation {
                name: self.head.name.clone(),
                source,
            },
        })?;
        if let Some(limit) = options.limit {
            rows.keep_first(limit);
        }
        Ok(rows)
    }

    fn evaluate(
        &self,
        graph: &Graph,
        bindings: &[Binding],
        token: CancellationToken,
    ) -> Result<Rows, QueryEvaluationError> {
        let mut algebra = bind::bound(self.algebra.clone(), bindings);
        tune::tune(order::pattern_of(&mut algebra));
        let (algebra, plan) = order::fixed(algebra);
        let index = Index::default();
        let terms = Terms::of(graph);
        let dataset = Dataset {
            graph,
            index: &index,
            terms: &terms,
        };
        let evaluator = QueryEvaluator::new().with_cancellation_token(token);
        match evaluator.prepare(&algebra).execute(dataset)? {
            QueryResults::Solutions(solutions) => rows_of_solutions(solutions, &plan),
            QueryResults::Boolean(answer) => {
                let mut rows = Rows::new(vec!["answer".to_owned()]);
                rows.push(vec![Cell::Boolean(answer)]);
                Ok(rows)
            }
            QueryResults::Graph(triples) => {
                let triples = triples.collect::<Result<Vec<_>, _>>()?;
                Ok(triples::rows(&dataset, triples::in_order(triples)))
            }
        }
    }
}

/// What else a reader says of an answer.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names are meant to be at home in this region (its path, or its last name).
    pub region: Option<String>,
    /// Names are meant to be named by a document of these years.
    pub years: Option<Years>,
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// How many rows are wanted; the first of them in the answer's order.
    pub limit: Option<usize>,
}

impl Options {
    fn narrowing(&self, names: &dyn Names) -> Result<Narrowing, Error> {
        let region = self.region.as_deref().map(|name| names.region("--region", name));
        Ok(Narrowing {
            region: region.transpose()?,
            years: self.years,
            ..Narrowing::default()
        })
    }

    /// The entity that any of its names means; errors call it the value of `parameter`.
    pub fn entity(&self, graph: &Graph, parameter: &str, name: &str) -> Result<NodeId, Error> {
        name::entity_named(graph, parameter, name, &self.narrowing(graph)?)
    }
}

/// A parser that knows the usual prefixes, so that a short question needs no preamble.
fn parser() -> SparqlParser {
    spelling::USUAL
        .into_iter()
        .fold(SparqlParser::new(), |parser, (prefix, iri)| {
            parser.with_prefix(prefix, iri).expect("the usual prefixes are IRIs")
        })
}

fn rows_of_solutions(solutions: QuerySolutionIter<'_>, plan: &Plan) -> Result<Rows, QueryEvaluationError> {
    let columns = plan.columns(solutions.variables());
    let mut rows = Rows::new(columns.iter().map(|variable| variable.as_str().to_owned()).collect());
    let mut shared = Shared::default();
    for solution in solutions {
        let solution = solution?;
        let cells = solution.values().iter().cloned();
        let cells = cells.map(|term| term.map_or(Cell::Empty, |term| shared.cell(Cell::of(term))));
        rows.push(cells.collect());
    }
    rows.sort_with(|rows| plan.apply(rows));
    Ok(rows)
}

#[cfg(test)]
mod tests;
