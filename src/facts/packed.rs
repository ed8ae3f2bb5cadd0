//! The facts of one document, packed: a corpus in memory takes a fraction of what its facts take unpacked.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{DocumentFacts, FactsError};

/// The fastest of the usual levels of zstd: what is packed here is unpacked again within the same build.
const LEVEL: i32 = 1;

/// The facts of a document, with what orders them in sight. Equal facts are packed to equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Packed {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) digest: String,
    /// The length of what is packed.
    unpacked: u32,
    bytes: Box<[u8]>,
}

impl Packed {
    pub(crate) fn of(facts: &DocumentFacts) -> Self {
        let bytes = postcard::to_stdvec(facts).expect("facts have a form in bytes");
        let packed = zstd::bulk::compress(&bytes, LEVEL).expect("there is room for what is compressed");
        Self {
            id: facts.id.clone(),
            path: facts.path.clone(),
            digest: facts.digest.clone(),
            unpacked: bytes.len() as u32,
            bytes: packed.into(),
        }
    }

    /// The facts.
    pub(crate) fn facts(&self) -> DocumentFacts {
        self.unpack().expect("it was packed here, or checked when it was read")
    }

    /// The facts, if it holds any.
    pub(crate) fn unpack(&self) -> Result<DocumentFacts, FactsError> {
        let bytes = zstd::bulk::decompress(&self.bytes, self.unpacked as usize).map_err(|_| FactsError::Damaged)?;
        postcard::from_bytes(&bytes).map_err(|_| FactsError::Damaged)
    }

    fn key(&self) -> (&str, &str, &str) {
        (&self.id, &self.path, &self.digest)
    }
}

impl PartialOrd for Packed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Packed {
    fn cmp(&self, other: &Self) -> Ordering {
        // Facts of one file that differ were read in different lights: their bytes are all that orders them.
        self.key().cmp(&other.key()).then_with(|| self.bytes.cmp(&other.bytes))
    }
}
