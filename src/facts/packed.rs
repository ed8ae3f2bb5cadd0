//! The facts of one document, packed: they take a fraction of what they take unpacked, and can be set aside on the disk.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DocumentFacts, FactsError};
use crate::compression::{compress, decompress};
use crate::spill::Scratch;

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
    bytes: Bytes,
}

/// What is packed, wherever it stands.
#[derive(Debug, Clone)]
enum Bytes {
    Here(Box<[u8]>),
    Aside {
        scratch: Arc<Scratch>,
        place: u64,
        length: usize,
    },
}

impl Packed {
    pub(crate) fn of(facts: &DocumentFacts) -> Self {
        let bytes = postcard::to_stdvec(facts).expect("facts have a form in bytes");
        let packed = compress(&bytes, LEVEL);
        Self {
            id: facts.id.clone(),
            path: facts.path.clone(),
            digest: facts.digest.clone(),
            unpacked: bytes.len() as u32,
            bytes: Bytes::Here(packed.into()),
        }
    }

    /// Sets aside what is packed.
    pub(crate) fn set_aside(&mut self, scratch: &Arc<Scratch>) {
        if let Bytes::Here(bytes) = &self.bytes {
            self.bytes = Bytes::Aside {
                place: scratch.put(bytes),
                length: bytes.len(),
                scratch: Arc::clone(scratch),
            };
        }
    }

    /// The facts.
    pub(crate) fn facts(&self) -> DocumentFacts {
        self.unpack().expect("it was packed here, or checked when it was read")
    }

    /// The facts, if it holds any.
    pub(crate) fn unpack(&self) -> Result<DocumentFacts, FactsError> {
        let bytes = decompress(&self.bytes.get(), self.unpacked as usize).map_err(|_| FactsError::Damaged)?;
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
        self.key()
            .cmp(&other.key())
            .then_with(|| self.bytes.get().cmp(&other.bytes.get()))
    }
}

impl Bytes {
    fn get(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Here(bytes) => Cow::Borrowed(bytes),
            Self::Aside { scratch, place, length } => {
                let bytes = scratch.get(*place, *length);
                Cow::Owned(bytes.expect("what was set aside stays there"))
            }
        }
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Bytes {}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self::Here)
    }
}
