//! What can be wrong with a query.

use std::io;
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr as _;

use super::saved::SAVED;

/// What is wrong with a query, its parameters, or its evaluation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not SPARQL.
    #[error("{name}:{line}:{column}: {message}\n{excerpt}\n{}^", " ".repeat(*indent))]
    Syntax {
        /// The query.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Character in the line, from 1.
        column: usize,
        /// What was expected.
        message: String,
        /// The line.
        excerpt: String,
        /// How far to the right the fault stands, in columns of a terminal.
        indent: usize,
    },
    /// A line of the head says nothing that is understood.
    #[error("{name}:{line}: {message}")]
    Head {
        /// The query.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Why.
        message: String,
    },
    /// The query asks for what would differ from run to run, or for the network.
    #[error("{name} uses {what}, which is refused: {reason}")]
    Refused {
        /// The query.
        name: String,
        /// What.
        what: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// There is no such saved query.
    #[error("there is no saved query '{name}' and no such file{}", nearest_clause(nearest))]
    UnknownQuery {
        /// What was asked for.
        name: String,
        /// Saved queries of similar names, the nearest first.
        nearest: Vec<&'static str>,
    },
    /// The file cannot be read.
    #[error("cannot read the query {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The query takes no such parameter.
    #[error("{query} has no parameter '{name}'; {}", known_clause(known))]
    UnknownParameter {
        /// The query.
        query: String,
        /// What was given.
        name: String,
        /// Its parameters.
        known: Vec<String>,
    },
    /// A parameter without a default was not given.
    #[error("{query} needs the parameter '{name}': {meaning} (as in --param {name}={example})")]
    MissingParameter {
        /// The query.
        query: String,
        /// The parameter.
        name: String,
        /// What it means.
        meaning: String,
        /// A value that makes sense.
        example: String,
    },
    /// A value is not of its parameter's type.
    #[error("'{value}' is no {expected}, which the parameter '{name}' takes")]
    BadValue {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// The type.
        expected: &'static str,
    },
    /// The query could not be evaluated.
    #[error("{name} could not be answered")]
    Evaluation {
        /// The query.
        name: String,
        /// Why.
        source: spareval::QueryEvaluationError,
    },
}

impl Error {
    /// From the parser's message, which begins `error at LINE:COLUMN: `.
    pub(super) fn syntax(name: &str, text: &str, parsed: &str) -> Self {
        let (place, message) = split_place(parsed).unwrap_or(((1, 1), parsed));
        let (line, column) = place;
        let printed = text.lines().nth(line - 1).unwrap_or_default();
        let before: String = printed.chars().take(column.saturating_sub(1)).collect();
        Self::Syntax {
            name: name.to_owned(),
            line,
            column,
            message: shorten(message),
            excerpt: printed.replace('\t', " "),
            indent: before.replace('\t', " ").width(),
        }
    }

    pub(super) fn unknown_query(name: &str) -> Self {
        let mut nearest: Vec<_> = SAVED
            .iter()
            .map(|saved| (strsim::normalized_damerau_levenshtein(name, saved.name), saved.name))
            .filter(|(likeness, known)| *likeness > 0.4 || known.contains(name) || name.contains(known))
            .collect();
        nearest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        Self::UnknownQuery {
            name: name.to_owned(),
            nearest: nearest.into_iter().map(|(_, name)| name).take(3).collect(),
        }
    }
}

fn split_place(parsed: &str) -> Option<((usize, usize), &str)> {
    let rest = parsed.strip_prefix("error at ")?;
    let (place, message) = rest.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    (line > 0).then_some(((line, column), message))
}

/// The parser lists everything that could have stood there, often a hundred things: a few are enough.
fn shorten(message: &str) -> String {
    const MOST: usize = 6;
    let parts: Vec<_> = message.split(", ").collect();
    match parts.get(..MOST) {
        Some(first) if parts.len() > MOST => format!("{} or something else", first.join(", ")),
        _ => message.to_owned(),
    }
}

fn nearest_clause(nearest: &[&str]) -> String {
    match nearest {
        [] => "; 'policygraph query' lists them".to_owned(),
        names => format!("; did you mean {}?", names.join(", ")),
    }
}

fn known_clause(known: &[String]) -> String {
    match known {
        [] => "it takes none".to_owned(),
        names => format!("it takes {}", names.join(", ")),
    }
}
