//! What besides the documents goes into a graph.

use std::collections::BTreeMap;

use crate::model::{Evidence, Section};

/// What the graph is made from besides the documents.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Digest over the lexicons in use.
    pub lexicons: String,
    /// Digest over the corrections file and `corpus.toml`; empty where there is neither.
    pub corrections: String,
    /// Agencies that became others.
    pub reforms: Vec<Reform>,
    /// Measures that the user says are one task, or are not.
    pub verdicts: Vec<Verdict>,
    /// English labels of functions, by key.
    pub function_labels: BTreeMap<String, String>,
}

/// An agency that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reform {
    /// The earlier name in full.
    pub from: String,
    /// The later name in full.
    pub to: String,
    /// When.
    pub year: Option<u16>,
    /// Who says so.
    pub evidence: Evidence,
}

/// What the user says of two measures of different documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The document and section of each.
    pub measures: [(String, Section); 2],
    /// Whether they are one task.
    pub similar: bool,
    /// The line of the corrections file, from 1.
    pub line: u32,
}
