//! What a server answers: solutions, yes or no, triples.

use std::io::{BufReader, Read};

use oxrdf::{Term as Rdf, Triple};
use oxttl::TurtleParser;
use sparesults::{
    QueryResultsFormat, QueryResultsParseError, QueryResultsParser, QuerySolution, ReaderQueryResultsParserOutput,
};
use ureq::http::HeaderMap;

use super::super::error::Error;
use super::super::spelling::USUAL;
use super::{Endpoint, EndpointError};

const RESULTS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.5";
const TRIPLES: &str = "application/n-triples, text/turtle;q=0.5";

/// Where Virtuoso says after how many rows it cuts.
const MOST_ROWS: &str = "x-sparql-maxrows";

type Output = ReaderQueryResultsParserOutput<Box<dyn Read>>;

impl Endpoint {
    /// Shows every solution of a `SELECT` to `see`.
    pub(super) fn solutions(&self, query: &str, see: impl FnMut(&QuerySolution)) -> Result<(), Error> {
        self.see_solutions(query, see).map_err(|error| self.error(error))
    }

    fn see_solutions(&self, query: &str, mut see: impl FnMut(&QuerySolution)) -> Result<(), EndpointError> {
        let (most, output) = self.results(query)?;
        let Output::Solutions(solutions) = output else {
            return Err(other_form("yes or no", "rows"));
        };
        let mut rows = 0;
        for solution in solutions {
            see(&solution.map_err(|error| self.unread(error))?);
            rows += 1;
        }
        match most {
            Some(most) if rows >= most => Err(EndpointError::Cut { most }),
            _ => Ok(()),
        }
    }

    /// The answer to an `ASK`.
    pub(super) fn ask(&self, query: &str) -> Result<bool, Error> {
        let answered = self.results(query).and_then(|(_, output)| match output {
            Output::Boolean(answer) => Ok(answer),
            Output::Solutions(solutions) => {
                let rows = solutions.collect::<Result<Vec<_>, _>>();
                yes_or_no(&rows.map_err(|error| self.unread(error))?)
            }
        });
        answered.map_err(|error| self.error(error))
    }

    /// Whether the graph holds a pattern in our words.
    pub(super) fn holds(&self, pattern: &str) -> Result<bool, Error> {
        self.ask(&format!("{}ASK {{ {pattern} }}", prologue()))
    }

    fn results(&self, query: &str) -> Result<(Option<usize>, Output), EndpointError> {
        let (found, response) = self.send(query, RESULTS)?;
        let format = QueryResultsFormat::from_media_type(&found);
        let typed = [QueryResultsFormat::Json, QueryResultsFormat::Xml];
        let Some(format) = format.filter(|format| typed.contains(format)) else {
            return Err(other_form(&found, "SPARQL results in JSON or XML"));
        };
        let most = most_rows(response.headers());
        let reader: Box<dyn Read> = Box::new(BufReader::new(response.into_body().into_reader()));
        let output = QueryResultsParser::from_format(format).for_reader(reader);
        Ok((most, output.map_err(|error| self.unread(error))?))
    }

    /// The triples that a `CONSTRUCT` makes.
    pub(super) fn triples(&self, query: &str) -> Result<Vec<Triple>, Error> {
        self.read_triples(query).map_err(|error| self.error(error))
    }

    fn read_triples(&self, query: &str) -> Result<Vec<Triple>, EndpointError> {
        let (found, response) = self.send(query, TRIPLES)?;
        // N-Triples are Turtle.
        if ![
            "application/n-triples",
            "text/plain",
            "text/turtle",
            "application/x-turtle",
        ]
        .contains(&&*found)
        {
            return Err(other_form(&found, "N-Triples or Turtle"));
        }
        let reader = BufReader::new(response.into_body().into_reader());
        let triples = TurtleParser::new().for_reader(reader);
        let triples = triples.map(|triple| {
            triple.map_err(|error| match error {
                oxttl::TurtleParseError::Io(error) => self.broken_off(&error),
                oxttl::TurtleParseError::Syntax(error) => malformed(&error),
            })
        });
        triples.collect()
    }

    /// The rows of a query in our words: the cells of each in the order of `SELECT`, as text; empty where there is none.
    pub(super) fn table<const N: usize>(&self, query: &str) -> Result<Vec<[String; N]>, Error> {
        let mut rows = Vec::new();
        self.solutions(&(prologue() + query), |solution| {
            let mut cells = solution
                .values()
                .iter()
                .map(|term| term.as_ref().map_or_else(String::new, text));
            rows.push(std::array::from_fn(|_| cells.next().unwrap_or_default()));
        })?;
        Ok(rows)
    }

    fn unread(&self, error: QueryResultsParseError) -> EndpointError {
        match error {
            QueryResultsParseError::Io(error) => self.broken_off(&error),
            QueryResultsParseError::Syntax(error) => malformed(&error),
        }
    }
}

/// After how many rows the server says that it cuts.
fn most_rows(headers: &HeaderMap) -> Option<usize> {
    headers.get(MOST_ROWS)?.to_str().ok()?.trim().parse().ok()
}

/// The answer to an `ASK` as rows, which is how Virtuoso gives it: one with 1, or one with 0, or none.
fn yes_or_no(rows: &[QuerySolution]) -> Result<bool, EndpointError> {
    let cells: Vec<String> = rows
        .iter()
        .flat_map(QuerySolution::values)
        .flatten()
        .map(text)
        .collect();
    match cells.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] | ["0"] => Ok(false),
        ["1"] => Ok(true),
        _ => Err(other_form("rows", "yes or no")),
    }
}

fn other_form(found: &str, wanted: &'static str) -> EndpointError {
    let found = if found.is_empty() {
        "something without a type"
    } else {
        found
    };
    EndpointError::OtherForm {
        found: found.to_owned(),
        wanted,
    }
}

fn malformed(error: &dyn std::fmt::Display) -> EndpointError {
    EndpointError::Malformed { why: error.to_string() }
}

fn text(term: &Rdf) -> String {
    match term {
        Rdf::NamedNode(iri) => iri.as_str().to_owned(),
        Rdf::BlankNode(node) => node.to_string(),
        Rdf::Literal(literal) => literal.value().to_owned(),
    }
}

/// The usual prefixes, spelt out.
fn prologue() -> String {
    let prefix = |(prefix, iri): (&str, &str)| format!("PREFIX {prefix}: <{iri}> ");
    USUAL.into_iter().map(prefix).collect()
}
