//! Facts in a file: eight magic bytes, the version of the form, the BLAKE3 digest of what follows, the facts.
//!
//! | bytes | hold |
//! |---|---|
//! | 0–7 | `policyfa` |
//! | 8–11 | [`FACTS_VERSION`](super::FACTS_VERSION), least byte first |
//! | 12–43 | BLAKE3 of the rest |
//! | 44– | [`Facts`] as [postcard](https://postcard.jamesmunns.com/wire-format); those of each document are postcard by themselves, compressed (zstd) |
//!
//! Whatever was cut, flipped or written by another version is
//! refused before anything of it is used. The same facts give the same bytes.

use std::io;

use rayon::prelude::*;

use super::{FACTS_VERSION, Facts, Gathering};

pub(super) const MAGIC: &[u8; 8] = b"policyfa";
const DIGEST_LEN: usize = 32;
const HEAD_LEN: usize = MAGIC.len() + size_of::<u32>() + DIGEST_LEN;

/// Why facts could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FactsError {
    /// Neither a file of facts nor lines of them.
    #[error("these are no facts; 'policygraph extract' makes some")]
    NoFacts,
    /// Another version of the program wrote them.
    #[error("they have format version {found}, this program reads {FACTS_VERSION}; extract them again")]
    Version {
        /// Theirs.
        found: u32,
    },
    /// What was written is not what is there.
    #[error("they are damaged or cut off (the checksum does not match); extract them again")]
    Damaged,
    /// A line of JSON that is none of `extract --stdin`.
    #[error("line {line}: {problem}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// The file, or the pipe, gave no more.
    #[error("they cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl Facts {
    /// The bytes of a file of facts.
    pub fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&FACTS_VERSION.to_le_bytes());
        let digest_at = head.len();
        head.resize(HEAD_LEN, 0);
        let mut bytes = postcard::to_extend(self, head).map_err(io::Error::other)?;
        let digest = blake3::hash(&bytes[HEAD_LEN..]);
        bytes[digest_at..HEAD_LEN].copy_from_slice(digest.as_bytes());
        Ok(bytes)
    }

    /// Facts from the bytes of a file, or from lines of JSON as `extract --stdin` writes them.
    ///
    /// # Errors
    /// Bytes that are neither, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FactsError> {
        let mut gathering = Gathering::default();
        gathering.read(&mut &*bytes)?;
        Ok(gathering.facts())
    }
}

/// The facts of a whole file.
pub(super) fn facts(bytes: &[u8]) -> Result<Facts, FactsError> {
    let payload = bytes.strip_prefix(MAGIC).ok_or(FactsError::Damaged)?;
    let (version, payload) = payload.split_first_chunk().ok_or(FactsError::Damaged)?;
    let found = u32::from_le_bytes(*version);
    if found != FACTS_VERSION {
        return Err(FactsError::Version { found });
    }
    let (digest, payload) = payload.split_first_chunk::<DIGEST_LEN>().ok_or(FactsError::Damaged)?;
    if blake3::hash(payload).as_bytes() != digest {
        return Err(FactsError::Damaged);
    }
    let facts: Facts = postcard::from_bytes(payload).map_err(|_| FactsError::Damaged)?;
    let documents = facts.documents.par_iter();
    documents.try_for_each(|packed| packed.unpack().map(drop))?;
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    #[test]
    fn what_is_written_is_read() {
        let facts = samples::two_documents();
        let bytes = facts.to_bytes().expect("memory holds it");
        assert_eq!(Facts::from_bytes(&bytes).expect("they were just written"), facts);
        assert_eq!(
            facts.to_bytes().expect("memory holds it"),
            bytes,
            "same facts, same bytes"
        );
    }

    #[test]
    fn what_is_cut_or_flipped_is_refused() {
        let bytes = samples::two_documents().to_bytes().expect("memory holds it");
        // Nothing at all is what a partition without documents writes.
        for length in (1..bytes.len()).step_by(13) {
            let error = Facts::from_bytes(&bytes[..length]).expect_err("it is cut");
            assert!(!error.to_string().is_empty());
        }
        for at in (0..bytes.len()).step_by(7) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            let error = Facts::from_bytes(&flipped).expect_err("a bit is flipped");
            let expected = match at {
                0..8 => matches!(error, FactsError::NoFacts),
                8..12 => matches!(error, FactsError::Version { .. }),
                _ => matches!(error, FactsError::Damaged),
            };
            assert!(expected, "byte {at}: {error}");
        }
    }
}
