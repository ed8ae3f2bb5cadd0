//! The same questions to a SPARQL 1.1 endpoint that holds the graph, for graphs that memory does not hold.
//!
//! What [`Query::answer`](super::Query::answer) reads from a graph in memory is asked of the server: which entity a
//! parameter's name means, the answer itself, and what a drawing says of its nodes.
//! Parameters are bound into the parsed query as values, and rows are put into the same order here, so that the answer has
//! the same bytes. The server must hold what [`write_ntriples`](super::write_ntriples) writes.

mod error;
mod names;
mod nodes;
mod reply;
mod transport;
mod triples;

use std::time::{Duration, Instant};

use oxrdf::Variable;
use spargebra::Query as Algebra;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::cell::Cell;
use super::error::Error;
use super::name::Names as _;
use super::results::Rows;
use super::{Options, Query, bind, limits, order};

pub use error::EndpointError;
pub use nodes::Nodes;

/// A SPARQL 1.1 query service over HTTP.
#[derive(Debug)]
pub struct Endpoint {
    url: String,
    /// The address as errors show it.
    shown: String,
    agent: ureq::Agent,
    /// When all questions must be answered, and how long that was at first.
    deadline: Option<(Instant, Duration)>,
}

impl Endpoint {
    /// The answer of the server; arguments and options are those of [`Query::answer`].
    ///
    /// # Errors
    /// Those of [`Query::answer`], and [`Error::Endpoint`].
    pub fn answer<N: AsRef<str>, V: AsRef<str>>(
        &self,
        query: &Query,
        arguments: &[(N, V)],
        options: &Options,
    ) -> Result<Rows, Error> {
        let bindings = query.head.bindings(self, arguments, &options.narrowing(self)?)?;
        let mut rows = limits::with_room(|| {
            let algebra = bind::bound(query.algebra.clone(), &bindings);
            self.rows(algebra)
        })?;
        if rows.is_empty() && !self.holds("?graph a pg:Graph")? {
            return Err(self.error(EndpointError::NoGraph));
        }
        if let Some(limit) = options.limit {
            rows.keep_first(limit);
        }
        Ok(rows)
    }

    /// The IRI of the entity that any of its names means; errors call it the value of `parameter`.
    ///
    /// # Errors
    /// Those of [`Options::entity`], and [`Error::Endpoint`].
    pub fn entity_named(&self, parameter: &str, name: &str, options: &Options) -> Result<String, Error> {
        self.entity(parameter, name, &options.narrowing(self)?)
    }

    fn rows(&self, algebra: Algebra) -> Result<Rows, Error> {
        match algebra {
            Algebra::Select { .. } => self.select(algebra),
            Algebra::Ask { .. } => {
                let mut rows = Rows::new(vec!["answer".to_owned()]);
                rows.push(vec![Cell::Boolean(self.ask(&algebra.to_string())?)]);
                Ok(rows)
            }
            Algebra::Construct { .. } => self.construct(&algebra.to_string()),
            Algebra::Describe { pattern, base_iri, .. } => self.construct(
                &Algebra::Construct {
                    template: vec![everything_of_subject()],
                    dataset: None,
                    pattern: described(&pattern),
                    base_iri,
                }
                .to_string(),
            ),
        }
    }

    fn select(&self, algebra: Algebra) -> Result<Rows, Error> {
        let columns = order::columns_of(&algebra);
        let (algebra, plan) = order::sent(algebra);
        let asked = order::columns_of(&algebra);
        let mut rows = Rows::new(columns.iter().map(|column| column.as_str().to_owned()).collect());
        self.solutions(&algebra.to_string(), |solution| {
            let cell = |column: &Variable| solution.get(column).cloned().map_or(Cell::Empty, Cell::of);
            rows.push(asked.iter().map(cell).collect());
        })?;
        rows.sort_with(|rows| plan.apply(rows));
        Ok(rows)
    }

    fn error(&self, source: EndpointError) -> Error {
        Error::Endpoint {
            url: self.shown.clone(),
            source,
        }
    }
}

const SUBJECT: &str = "policygraph_subject";

/// Servers differ in what they describe a thing by; here it is all that it is the subject of.
fn everything_of_subject() -> TriplePattern {
    let variable = Variable::new_unchecked;
    TriplePattern {
        subject: TermPattern::Variable(variable(SUBJECT)),
        predicate: NamedNodePattern::Variable(variable("policygraph_predicate")),
        object: TermPattern::Variable(variable("policygraph_object")),
    }
}

/// The triples of everything that a `DESCRIBE` finds.
fn described(pattern: &GraphPattern) -> GraphPattern {
    let mut found = Vec::new();
    pattern.on_in_scope_variable(|variable| found.push(variable.clone()));
    let subjects = found.into_iter().map(|variable| GraphPattern::Project {
        inner: Box::new(GraphPattern::Extend {
            inner: Box::new(pattern.clone()),
            variable: Variable::new_unchecked(SUBJECT),
            expression: Expression::Variable(variable),
        }),
        variables: vec![Variable::new_unchecked(SUBJECT)],
    });
    let either = |left, right| GraphPattern::Union {
        left: Box::new(left),
        right: Box::new(right),
    };
    GraphPattern::Join {
        left: Box::new(subjects.reduce(either).unwrap_or_default()),
        right: Box::new(GraphPattern::Bgp {
            patterns: vec![everything_of_subject()],
        }),
    }
}
