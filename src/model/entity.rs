//! What makes two named things the same.

use serde::{Deserialize, Serialize};

use super::{EntityKind, Region};

/// The identity of an entity across documents: kind, home region and resolved name.
///
/// Two mentions are one node exactly if their keys are equal. A collective's key holds its document, so it never
/// meets another document's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey {
    /// What it is.
    pub kind: EntityKind,
    /// Where it belongs; the nation where that is unknown or does not matter.
    pub region: Region,
    /// The resolved name in full, half-width, as in `东莞市科学技术局`.
    pub name: String,
    /// The document it is confined to (collectives); empty for everything else.
    pub document: String,
}

impl EntityKey {
    /// The key of an entity that may appear in any document.
    pub fn new(kind: EntityKind, region: Region, name: impl Into<String>) -> Self {
        Self {
            kind,
            region,
            name: name.into(),
            document: String::new(),
        }
    }

    /// The key of units named only by their kind, in one document.
    pub fn collective(document: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind: EntityKind::Collective,
            region: Region::nation(),
            name: name.into(),
            document: document.into(),
        }
    }
}
