//! Facts of many files, one after the other.

use std::io::BufRead;
use std::sync::Arc;

use super::{Facts, FactsError, file, lines};
use crate::spill::Scratch;

/// Facts that are read from any number of files and lines, and become one. What is packed in them is set aside, so that
/// memory holds one file, or one line, at a time.
#[derive(Debug, Default)]
pub struct Gathering {
    scratch: Arc<Scratch>,
    /// Of each file or line.
    parts: Vec<Facts>,
}

impl Gathering {
    /// Takes what `policygraph extract` wrote, as a file or as lines of JSON.
    ///
    /// # Errors
    /// What is neither, of another version, or damaged, or cannot be read. What was taken of it before is kept.
    pub fn read(&mut self, reader: &mut impl BufRead) -> Result<(), FactsError> {
        if file::is_begun(reader)? {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            self.take(file::facts(&bytes)?);
            return Ok(());
        }
        lines::each(reader, |facts| self.take(facts))
    }

    fn take(&mut self, mut facts: Facts) {
        for packed in &mut facts.documents {
            packed.set_aside(&self.scratch);
        }
        self.parts.push(facts);
    }

    /// All of them, merged.
    pub fn facts(self) -> Facts {
        Facts::merged(self.parts)
    }
}
