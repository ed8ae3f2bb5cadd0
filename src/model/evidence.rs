//! Why an edge exists.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The rule that read something out of a text, by its name in the documentation (`bracket-list`, `table-cell`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rule(Cow<'static, str>);

impl Rule {
    /// The rule of this name.
    pub const fn named(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Its name.
    #[inline]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One reason to believe something. What is counted or computed from other edges leads to theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Evidence {
    /// A stretch of a document's clean text, and the rule that read it.
    Text {
        /// The document's id.
        document: String,
        /// Where the words stand that say so (the unit's name in its list).
        span: Span,
        /// The stretch to show a reader: the sentence, bracket or cell around it.
        quote: Span,
        /// How it was read.
        rule: Rule,
    },
    /// A row of a lexicon.
    Lexicon {
        /// The lexicon's file name.
        file: String,
        /// The row's first cell, which identifies it.
        row: String,
    },
    /// A line of the user's corrections file, counted from 1.
    Corrections {
        /// The line.
        line: u32,
    },
    /// An entry of `corpus.toml`.
    CorpusToml {
        /// The file it speaks of.
        entry: String,
        /// The field.
        field: String,
    },
    /// A cell of a table of the user's: of documents, or of what is said of them.
    Row {
        /// The table's file.
        file: String,
        /// The row, counted from 1, the head included.
        row: u32,
        /// The field.
        field: String,
    },
}

impl Evidence {
    /// Evidence in a text where the words themselves are what a reader should see.
    pub fn text(document: impl Into<String>, span: Span, rule: Rule) -> Self {
        Self::Text {
            document: document.into(),
            span,
            quote: span,
            rule,
        }
    }
}
