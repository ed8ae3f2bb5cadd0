//! What may be wrong with a graph file.

use std::io;
use std::path::PathBuf;

use super::VERSION;

/// Why a graph file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The file cannot be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It does not begin as a graph does.
    #[error("{} is not a policygraph graph; make one with 'policygraph build'", path.display())]
    NotAGraph {
        /// The file.
        path: PathBuf,
    },
    /// A later program wrote it.
    #[error(
        "{} has format version {found}, this program reads up to {VERSION}; use a newer policygraph or build it again",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// An earlier program wrote it, in a form no longer read.
    #[error("{} has the old format version {found}; build it again", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// It ends before its head does.
    #[error("{} is cut off after {length} bytes; build it again", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// How many bytes there are.
        length: usize,
    },
    /// Its checksum does not fit its contents.
    #[error("{} is damaged or cut off (its checksum does not match); build it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The checksum fits, but the contents are no graph.
    #[error("{} does not hold a whole graph; build it again", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
