//! What besides the documents goes into a graph.

use std::collections::BTreeMap;

use crate::model::Evidence;

/// What the graph is made from besides the documents.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Digest over the lexicons in use.
    pub lexicons: String,
    /// Digest over the corrections file and `corpus.toml`; empty where there is neither.
    pub corrections: String,
    /// Agencies that became others.
    pub reforms: Vec<Reform>,
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
