//! The queries that every release carries.

/// A saved query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
}

/// Lists files of `queries/` by their names.
macro_rules! saved {
    ($($name:literal),+ $(,)?) => {
        &[$(Saved { name: $name, text: include_str!(concat!("../../queries/", $name, ".rq")) }),+]
    };
}

/// Every saved query, as they are listed within their groups.
pub const SAVED: &[Saved] = saved![
    "trace-unit",
    "who-runs",
    "unit-profile",
    "responsibility-network",
    "lead-support-network",
    "partners",
    "collectives",
    "unassigned",
    "cooccurrence-network",
    "neighbours",
    "bridge-entities",
    "backbone",
    "citations",
    "issuers",
    "timeline",
    "agenda",
    "evidence",
    "kwic",
    "targets",
    "targets-by-indicator",
    "compare-responsibilities",
    "taken-up",
    "first-named",
    "promised-and-reached",
    "counterparts",
    "documents",
    "measures",
    "responsibilities",
    "entities",
    "cooccurrences",
];
