//! What a graph was made from, so that a paper can say it.

use std::fmt;

use serde::{Deserialize, Serialize};

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
