//! Where a document or a body belongs, from the province down.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// Full names of the administrative divisions (行政区划) from the province down; empty for the whole country.
///
/// Most entities of a document belong to its own region, which they share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Region(Arc<[String]>);

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
        self.0.split_last().map(|(_, outer)| Self(outer.into()))
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

impl PartialOrd for Region {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Region {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) {
            return Ordering::Equal;
        }
        self.0.cmp(&other.0)
    }
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.divisions().serialize(serializer)
    }
}

impl From<Vec<String>> for Region {
    fn from(divisions: Vec<String>) -> Self {
        Self(divisions.into())
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
