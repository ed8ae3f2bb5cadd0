//! What the user overrules: `corrections.tsv`, replayed on every build.
//!
//! A table of tab-separated cells with `#` comment lines and a header. Each line says one thing and why: that a name is
//! a body ([`Change::Alias`]), that it is not ([`Change::NotTheSame`]), that it names nothing, is of another type, has
//! another name in full, or that a unit has another role in a measure. A line wins over every rule, and is the evidence
//! of what it decides. All mistakes of a file are told together, each with its line and column.

mod conflict;
mod error;
mod line;
mod name;
mod read;

pub use error::{CorrectionsError, Mistake};
pub use line::{Change, Line};
pub use name::Name;
pub use read::COLUMNS;

use std::fs;
use std::path::Path;

use crate::digest::digest_of;
use crate::model::Rule;

/// The rule of everything that a line decides.
pub const RULE: Rule = Rule::named("correction");

/// The lines of a corrections file, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    lines: Vec<Line>,
    digest: String,
}

/// The lines that speak of one document, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Applicable<'c>(Vec<&'c Line>);

impl Corrections {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read, or every mistake that stands in it.
    pub fn open(path: &Path) -> Result<Self, CorrectionsError> {
        let wrong = |source| CorrectionsError::Read {
            path: path.to_owned(),
            source,
        };
        let bytes = fs::read(path).map_err(wrong)?;
        let name = path.display().to_string();
        match std::str::from_utf8(&bytes) {
            Ok(text) => Self::parse(&name, text),
            Err(error) => Err(CorrectionsError::NotUtf8 {
                file: name,
                line: bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count(),
            }),
        }
    }

    /// Reads the text of a file that messages call `file`.
    ///
    /// ```
    /// use policygraph::corrections::Corrections;
    ///
    /// let text = "action\tdocument\tsection\tname\ttype\tvalue\treason\n\
    ///             drop\t\t\t三打两建\t\t\ta slogan\n";
    /// assert_eq!(Corrections::parse("corrections.tsv", text)?.lines().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every mistake that stands in it.
    pub fn parse(file: &str, text: &str) -> Result<Self, CorrectionsError> {
        let (lines, mut mistakes) = read::lines(text);
        mistakes.extend(conflict::find(&lines));
        if mistakes.is_empty() {
            let digest = digest_of([text]);
            return Ok(Self { lines, digest });
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        Err(CorrectionsError::Mistakes {
            file: file.to_owned(),
            mistakes,
        })
    }

    /// Every line that says something, in the order of the file.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// SHA-256 of the file's text, in hexadecimal; empty where there is no file.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The lines that speak of a document: its own, and those that hold everywhere.
    pub fn of(&self, document: &str) -> Applicable<'_> {
        let applies = |line: &&Line| line.document.is_empty() || line.document == document;
        Applicable(self.lines.iter().filter(applies).collect())
    }
}

impl<'c> Applicable<'c> {
    /// Whether nothing is overruled in the document.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'c Line> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests;
