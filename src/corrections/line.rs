//! One line of the file.

use std::fmt;

use crate::model::{Action, EntityKind, Role, Section};

use super::Name;

/// One thing that the user says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1, comments included.
    pub number: u32,
    /// The document it holds for; empty for all.
    pub document: String,
    /// What it speaks of, printed or in full.
    pub name: Name,
    /// What is to become of it.
    pub change: Change,
    /// Why.
    pub reason: String,
}

/// What is to become of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stands for this body.
    Alias {
        /// What the body is.
        kind: EntityKind,
        /// Its name in full.
        body: Name,
    },
    /// It does not stand for the body called so, but for itself.
    NotTheSame {
        /// Only where it was taken for a thing of this type.
        kind: Option<EntityKind>,
        /// The body's name, printed or in full.
        other: Name,
    },
    /// It names nothing.
    Drop {
        /// Only where it was taken for a thing of this type.
        kind: Option<EntityKind>,
    },
    /// It is of another type.
    Retype {
        /// Only where it was taken for a thing of this type.
        from: Option<EntityKind>,
        /// What it is.
        to: EntityKind,
    },
    /// It has another name in full, and perhaps another home.
    Rename {
        /// Only where it is of this type.
        kind: Option<EntityKind>,
        /// The name.
        to: Name,
    },
    /// The unit has another role in a measure, or none.
    Role {
        /// The measure; empty for the text outside any.
        section: Section,
        /// The role it was given.
        from: Role,
        /// The role it has.
        to: Option<Role>,
    },
    /// The measure and one of the document that the line names are one task, or are not.
    Similar {
        /// The measure.
        section: Section,
        /// The measure of the other document.
        other: Section,
        /// Whether they are one task.
        similar: bool,
    },
}

impl Change {
    /// The word in the first cell.
    pub fn action(&self) -> Action {
        match self {
            Self::Alias { .. } => Action::Alias,
            Self::NotTheSame { .. } => Action::NotTheSame,
            Self::Drop { .. } => Action::Drop,
            Self::Retype { .. } => Action::Retype,
            Self::Rename { .. } => Action::Rename,
            Self::Role { .. } => Action::Role,
            Self::Similar { similar: true, .. } => Action::Similar,
            Self::Similar { similar: false, .. } => Action::NotSimilar,
        }
    }
}

impl Line {
    /// The type as which the name must have been found, where the line says one.
    pub(crate) fn found_as(&self) -> Option<EntityKind> {
        match &self.change {
            Change::NotTheSame { kind, .. } | Change::Drop { kind } | Change::Rename { kind, .. } => *kind,
            Change::Retype { from, .. } => *from,
            Change::Alias { .. } | Change::Role { .. } | Change::Similar { .. } => None,
        }
    }

    /// The type of what a text names so where no rule finds a name, if the line says that it is one.
    pub(crate) fn introduces(&self) -> Option<EntityKind> {
        match &self.change {
            Change::Alias { kind, .. } => Some(*kind),
            Change::Retype { from: None, to } => Some(*to),
            _ => None,
        }
        // One character stands in too many words.
        .filter(|_| self.name.region.is_none() && self.name.folded.chars().count() > 1)
    }

    fn cells(&self) -> [String; 7] {
        let kind = |kind: &Option<EntityKind>| kind.map_or("", EntityKind::name).to_owned();
        let (section, narrowed, value) = match &self.change {
            Change::Alias { kind, body } => (String::new(), kind.to_string(), body.to_string()),
            Change::NotTheSame { kind: k, other } => (String::new(), kind(k), other.to_string()),
            Change::Drop { kind: k } => (String::new(), kind(k), String::new()),
            Change::Retype { from, to } => (String::new(), kind(from), to.to_string()),
            Change::Rename { kind: k, to } => (String::new(), kind(k), to.to_string()),
            Change::Role { section, from, to } => (
                section.to_string(),
                from.to_string(),
                to.map_or("none", Role::name).to_owned(),
            ),
            Change::Similar { section, other, .. } => (section.to_string(), String::new(), other.to_string()),
        };
        [
            self.change.action().to_string(),
            self.document.clone(),
            section,
            self.name.to_string(),
            narrowed,
            value,
            self.reason.clone(),
        ]
    }
}

/// As it stands in the file.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |cell: String| cell.replace(['\t', '\n', '\r'], " ");
        f.write_str(&self.cells().map(plain).join("\t"))
    }
}
