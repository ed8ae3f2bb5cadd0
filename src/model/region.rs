//! Where a document or a body belongs, from the province down.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Full names of the administrative divisions (行政区划) from the province down; empty for the whole country.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Region(Vec<String>);

impl Region {
    /// The region of these divisions, outermost first.
    pub fn new<I: IntoIterator<Item = S>, S: Into<String>>(divisions: I) -> Self {
        Self(divisions.into_iter().map(Into::into).collect())
    }

    /// The whole country.
    pub fn nation() -> Self {
        Self::default()
    }

    /// Outermost first.
    pub fn divisions(&self) -> &[String] {
        &self.0
    }

    /// The innermost division's full name.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// The region around this one.
    pub fn parent(&self) -> Option<Self> {
        (!self.0.is_empty()).then(|| Self(self.0[..self.0.len() - 1].to_vec()))
    }

    /// Whether `self` is `other` or lies in it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Whether this is the whole country.
    pub fn is_nation(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

impl From<&str> for Region {
    fn from(path: &str) -> Self {
        Self::new(path.split('/').filter(|part| !part.is_empty()))
    }
}
