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

/// Every saved query: first the tables, then the drawings.
pub const SAVED: &[Saved] = saved![
    "documents",
    "measures",
    "responsibilities",
    "entities",
    "targets",
    "cooccurrences",
    "trace-unit",
    "responsibility-network",
    "cooccurrence-network",
    "shared-measures",
    "compare-responsibilities",
    "taken-up",
    "first-named",
    "promised-and-reached",
    "counterparts",
];
