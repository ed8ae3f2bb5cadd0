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
