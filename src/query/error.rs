//! What can be wrong with a query.

use std::fmt::{self, Write as _};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use unicode_width::UnicodeWidthStr as _;

use super::name::{Candidate, nearest_words};
use super::saved::SAVED;

const NARROW: &str = "\ngive a name in full, narrow it with --region or --year, or write TYPE:NAME@REGION";

/// Something wrong at a place of a query's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The query.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The line.
    pub excerpt: String,
    /// How far to the right the fault stands, in columns of a terminal.
    pub indent: usize,
}

impl Mistake {
    /// At a byte of the text.
    pub(super) fn at(name: &str, text: &str, at: usize, message: String) -> Self {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Self::in_line(name, text, (line, column), message)
    }

    fn in_line(name: &str, text: &str, (line, column): (usize, usize), message: String) -> Self {
        let printed = text.lines().nth(line - 1).unwrap_or_default();
        let before: String = printed.chars().take(column.saturating_sub(1)).collect();
        Self {
            name: name.to_owned(),
            line,
            column,
            message,
            excerpt: printed.replace('\t', " "),
            indent: before.replace('\t', " ").width(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, line, column) = (&self.name, self.line, self.column);
        writeln!(f, "{name}:{line}:{column}: {}", self.message)?;
        write!(f, "{}\n{}^", self.excerpt, " ".repeat(self.indent))
    }
}

/// What is wrong with a query, its parameters, or its evaluation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not SPARQL, or uses words that mean nothing.
    #[error("{}", listed(mistakes))]
    Mistakes {
        /// In the order of the text.
        mistakes: Vec<Mistake>,
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
    /// A parameter that takes one value was given several.
    #[error("the parameter '{name}' takes one value and was given several")]
    GivenTwice {
        /// The parameter.
        name: String,
    },
    /// A value is not of its parameter's type.
    #[error("'{value}' is no {expected}, which the parameter '{name}' takes")]
    BadValue {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// The type.
        expected: String,
    },
    /// Several things have the name that a parameter was given.
    #[error(
        "'{value}', given for '{parameter}', may be any of these:{}{NARROW}",
        lines(candidates)
    )]
    Ambiguous {
        /// The parameter.
        parameter: String,
        /// What was given.
        value: String,
        /// What it may be.
        candidates: Vec<Candidate>,
    },
    /// Nothing has the name that a parameter was given.
    #[error(
        "no {expected} of the graph is called '{value}', given for '{parameter}'{}",
        proposals(nearest)
    )]
    UnknownName {
        /// The parameter.
        parameter: String,
        /// What was given.
        value: String,
        /// What it was looked for among.
        expected: &'static str,
        /// What has the most similar names, the nearest first.
        nearest: Vec<Candidate>,
    },
    /// The answer took too long.
    #[error("{name} was stopped after {} s; --timeout gives it longer, narrower parameters make it shorter", after.as_secs_f64())]
    TimedOut {
        /// The query.
        name: String,
        /// How long it was given.
        after: Duration,
    },
    /// The query could not be evaluated.
    #[error("{name} could not be answered")]
    Evaluation {
        /// The query.
        name: String,
        /// Why.
        source: spareval::QueryEvaluationError,
    },
    /// An endpoint did not answer as it should.
    #[cfg(feature = "endpoint")]
    #[error("no answer from {url}")]
    Endpoint {
        /// Its address, without a password.
        url: String,
        /// Why.
        source: super::endpoint::EndpointError,
    },
}

impl Error {
    /// From the parser's message, which begins `error at LINE:COLUMN: `.
    pub(super) fn syntax(name: &str, text: &str, parsed: &str) -> Self {
        let (place, message) = split_place(parsed).unwrap_or(((1, 1), parsed));
        let mistakes = vec![Mistake::in_line(name, text, place, shorten(message))];
        Self::Mistakes { mistakes }
    }

    /// Whether what was given for the parameters is wrong, so that the query's usage helps.
    pub fn is_about_parameters(&self) -> bool {
        matches!(
            self,
            Self::UnknownParameter { .. }
                | Self::MissingParameter { .. }
                | Self::GivenTwice { .. }
                | Self::BadValue { .. }
        )
    }

    /// Whether the question itself is wrong, or how it was asked; else the machine failed, or time ran out.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::Read { .. } | Self::Evaluation { .. } | Self::TimedOut { .. } => false,
            #[cfg(feature = "endpoint")]
            Self::Endpoint { source, .. } => source.is_usage(),
            _ => true,
        }
    }

    pub(super) fn unknown_query(name: &str) -> Self {
        let nearest = nearest_words(name, SAVED.iter().map(|saved| saved.name));
        Self::UnknownQuery {
            name: name.to_owned(),
            nearest: nearest.into_iter().take(3).collect(),
        }
    }
}

fn listed(mistakes: &[Mistake]) -> String {
    let mistakes: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
    mistakes.join("\n")
}

/// How many candidates are listed; more are counted.
const LISTED: usize = 20;

fn lines(candidates: &[Candidate]) -> String {
    let mut lines = String::new();
    for candidate in candidates.iter().take(LISTED) {
        let _ = write!(lines, "\n  {candidate}");
    }
    if candidates.len() > LISTED {
        let _ = write!(lines, "\n  and {} more", candidates.len() - LISTED);
    }
    lines
}

fn proposals(nearest: &[Candidate]) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    format!("; the nearest names are:{}", lines(nearest))
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
