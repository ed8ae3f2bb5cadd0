//! What can be wrong with a corrections file.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A corrections file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionsError {
    /// It cannot be opened.
    #[error("cannot read the corrections file {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no UTF-8.
    #[error("{file}, line {line}: not UTF-8; save the file as UTF-8 text with tabs between the cells")]
    NotUtf8 {
        /// The file.
        file: String,
        /// The first line that does not fit.
        line: usize,
    },
    /// Lines that do not read.
    #[error("{}", told(file, mistakes))]
    Mistakes {
        /// The file.
        file: String,
        /// In the order of the lines.
        mistakes: Vec<Mistake>,
    },
}

/// A cell that does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, with the column's name; none where the line as a whole is wrong.
    pub column: Option<(usize, &'static str)>,
    /// What is wrong, and what is allowed.
    pub problem: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some((number, name)) = self.column {
            write!(f, ", column {number} ({name})")?;
        }
        write!(f, ": {}", self.problem)
    }
}

fn told(file: &str, mistakes: &[Mistake]) -> String {
    let told: Vec<String> = mistakes.iter().map(|mistake| format!("{file}, {mistake}")).collect();
    told.join("\n")
}

/// The word most like `word`, if one is like it at all.
pub(crate) fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let likeness = |other: &str| {
        let edits = strsim::normalized_damerau_levenshtein(word, other);
        // An abbreviation shares most of its letters with the name, in their order.
        edits.max(strsim::jaro_winkler(word, other) * 0.8)
    };
    words
        .into_iter()
        .map(|other| (likeness(other), other))
        .filter(|(likeness, _)| *likeness >= 0.45)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other)
}
