//! Facts of many files, one after the other.

use std::io::{BufRead, Read as _};
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
        // A pipe may give less than asked for at once.
        let mut bytes = Vec::new();
        reader.by_ref().take(file::MAGIC.len() as u64).read_to_end(&mut bytes)?;
        if bytes != file::MAGIC {
            return lines::each(&mut bytes.chain(reader), |facts| self.take(facts));
        }
        reader.read_to_end(&mut bytes)?;
        self.take(file::facts(&bytes)?);
        Ok(())
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

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;
    use crate::assemble::samples;

    #[test]
    fn a_pipe_may_give_byte_after_byte() {
        let facts = samples::two_documents();
        let lines = facts.clone().to_lines().expect("memory holds it");
        for bytes in [facts.to_bytes().expect("memory holds it"), lines.into_bytes()] {
            let mut gathering = Gathering::default();
            let read = gathering.read(&mut BufReader::with_capacity(1, bytes.as_slice()));
            read.expect("whole facts");
            assert_eq!(gathering.facts(), facts);
        }
    }
}
