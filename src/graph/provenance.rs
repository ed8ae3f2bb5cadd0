//! What a graph was made from, so that a paper can say it.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a graph was made from. Equal provenance means an equal graph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Version of the program.
    pub program: String,
    /// Digest over the ids and digests of the documents, in the order of ids.
    pub corpus: String,
    /// Digest over the lexicons.
    pub lexicons: String,
    /// Digest over the corrections file and `corpus.toml`; empty where there is neither.
    pub corrections: String,
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |digest: &str| digest.get(..16).unwrap_or(digest).to_owned();
        write!(f, "policygraph {}, corpus {}", self.program, short(&self.corpus))?;
        write!(f, ", lexicons {}", short(&self.lexicons))?;
        if !self.corrections.is_empty() {
            write!(f, ", corrections {}", short(&self.corrections))?;
        }
        Ok(())
    }
}

/// The SHA-256 of the parts in their order, in hexadecimal. Where one part ends and the next begins counts.
pub fn digest_of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        let bytes = part.as_ref();
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest_of(["ab", "c"]), digest_of(["a", "bc"]));
        assert_eq!(digest_of(["ab"]).len(), 64);
    }
}
