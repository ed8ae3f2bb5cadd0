//! The graph in a file: eight magic bytes, a format version, the SHA-256 of the payload, the payload (postcard).
//!
//! A file is written beside its final name and then renamed, so a reader never meets half of one. Whatever was cut,
//! flipped or written by a later program is refused before anything of it is used.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Edge, Graph, GraphError, Node, NodeId, Provenance};

const MAGIC: &[u8; 8] = b"policygr";
const VERSION: u32 = 3;
const DIGEST_LEN: usize = 32;
const HEAD_LEN: usize = MAGIC.len() + size_of::<u32>() + DIGEST_LEN;

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

/// The payload as it is written.
#[derive(Serialize)]
struct PayloadRef<'g> {
    provenance: &'g Provenance,
    nodes: Vec<&'g Node>,
    edges: Vec<(NodeId, NodeId, &'g Edge)>,
}

/// The payload as it is read.
#[derive(Deserialize)]
struct Payload {
    provenance: Provenance,
    nodes: Vec<Node>,
    edges: Vec<(NodeId, NodeId, Edge)>,
}

impl Graph {
    /// Writes the graph to `path`, whole or not at all.
    pub fn save(&self, path: &Path) -> Result<(), FileError> {
        let wrong = |source| FileError::Write {
            path: path.to_owned(),
            source,
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let bytes = self.to_bytes().map_err(|error| wrong(io::Error::other(error)))?;
        let mut file = new_file_in(folder).map_err(wrong)?;
        file.write_all(&bytes).map_err(wrong)?;
        file.as_file().sync_all().map_err(wrong)?;
        file.persist(path).map_err(|error| wrong(error.error))?;
        Ok(())
    }

    /// Reads a graph that [`Graph::save`] wrote.
    pub fn load(path: &Path) -> Result<Self, FileError> {
        let bytes = std::fs::read(path).map_err(|source| FileError::Read {
            path: path.to_owned(),
            source,
        })?;
        let (payload, digest) = payload(&bytes, path)?;
        let malformed = |source: Box<dyn std::error::Error + Send + Sync>| FileError::Malformed {
            path: path.to_owned(),
            source,
        };
        // Both read all of it: beside each other they take as long as the slower one.
        let (is_sound, read) = rayon::join(
            || Sha256::digest(payload).as_slice() == digest,
            || postcard::from_bytes(payload),
        );
        if !is_sound {
            return Err(FileError::Damaged { path: path.to_owned() });
        }
        let Payload {
            provenance,
            nodes,
            edges,
        } = read.map_err(|error| malformed(error.into()))?;
        Self::new(provenance, nodes, edges).map_err(|error: GraphError| malformed(error.into()))
    }

    /// The bytes of the file.
    fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let payload = postcard::to_stdvec(&PayloadRef {
            provenance: &self.provenance,
            nodes: self.node_ids().map(|id| self.node(id)).collect(),
            edges: self.all_edges().map(|edge| (edge.from, edge.to, edge.edge)).collect(),
        })?;
        let mut bytes = Vec::with_capacity(HEAD_LEN + payload.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&Sha256::digest(&payload));
        bytes.extend_from_slice(&payload);
        Ok(bytes)
    }
}

/// A temporary file that, once renamed, is as readable as any other new file (by default it would be ours alone).
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".policygraph-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The payload and the checksum that it must have, once the head is right.
fn payload<'a>(bytes: &'a [u8], path: &Path) -> Result<(&'a [u8], &'a [u8]), FileError> {
    let path = || path.to_owned();
    if !bytes.starts_with(MAGIC) {
        return Err(FileError::NotAGraph { path: path() });
    }
    let Some((head, payload)) = bytes.split_at_checked(HEAD_LEN) else {
        let length = bytes.len();
        return Err(FileError::Truncated { path: path(), length });
    };
    let (version, digest) = head[MAGIC.len()..].split_at(size_of::<u32>());
    let found = u32::from_le_bytes([version[0], version[1], version[2], version[3]]);
    match found {
        VERSION => {}
        0 => return Err(FileError::Damaged { path: path() }),
        older if older < VERSION => return Err(FileError::Older { path: path(), found }),
        _ => return Err(FileError::Newer { path: path(), found }),
    }
    Ok((payload, digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    fn saved() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("policy.graph");
        samples::graph().save(&path).expect("it is writable");
        let bytes = std::fs::read(&path).expect("it was written");
        (folder, path, bytes)
    }

    fn refusal(path: &Path, bytes: &[u8]) -> FileError {
        std::fs::write(path, bytes).expect("it is writable");
        Graph::load(path).expect_err("it is not the graph that was written")
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let (folder, path, bytes) = saved();
        let (saved, loaded) = (samples::graph(), Graph::load(&path).expect("it was just saved"));
        assert_eq!(saved.to_bytes(), loaded.to_bytes());
        assert_eq!(saved.summary(), loaded.summary());
        assert_eq!(saved.to_bytes().expect("it was saved"), bytes, "same graph, same bytes");
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("readable").count(),
            1,
            "nothing half-written stays"
        );
    }

    #[test]
    fn what_is_cut_is_refused() {
        let (_folder, path, bytes) = saved();
        for tenths in 0..10 {
            let error = refusal(&path, &bytes[..bytes.len() * tenths / 10]).to_string();
            assert!(error.contains("policy.graph"), "{error} names the file");
        }
        let error = refusal(&path, &bytes[..MAGIC.len() + 3]);
        assert!(matches!(error, FileError::Truncated { length: 11, .. }), "{error}");
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (_folder, path, bytes) = saved();
        for at in (0..HEAD_LEN).chain((HEAD_LEN..bytes.len()).step_by(97)) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            let error = refusal(&path, &flipped);
            let expected = match at {
                0..8 => matches!(error, FileError::NotAGraph { .. }),
                8..12 => matches!(error, FileError::Newer { .. }),
                _ => matches!(error, FileError::Damaged { .. }),
            };
            assert!(expected, "byte {at}: {error}");
        }
    }

    #[test]
    fn what_is_no_graph_is_told_apart() {
        let (_folder, path, mut bytes) = saved();
        assert!(matches!(refusal(&path, b"<html>"), FileError::NotAGraph { .. }));
        bytes[8..12].copy_from_slice(&7_u32.to_le_bytes());
        let error = refusal(&path, &bytes).to_string();
        assert!(error.contains("version 7") && error.contains("up to 3"), "{error}");
        let garbage = [1, 2, 3];
        let mut sound = bytes[..MAGIC.len()].to_vec();
        sound.extend_from_slice(&VERSION.to_le_bytes());
        sound.extend_from_slice(&Sha256::digest(garbage));
        sound.extend_from_slice(&garbage);
        assert!(matches!(refusal(&path, &sound), FileError::Malformed { .. }));
        assert!(matches!(Graph::load(&path.join("no")), Err(FileError::Read { .. })));
        let error = samples::graph().save(Path::new("/nowhere/policy.graph"));
        assert!(matches!(error, Err(FileError::Write { .. })));
    }
}
