//! The graph in a file.
//!
//! | bytes | hold |
//! |---|---|
//! | 0–7 | `policygr` |
//! | 8–11 | the format version, least byte first |
//! | then | the sections: nodes of each kind, texts, appearances, and for each kind of edge their ends and what they carry; each is packs of records, compressed |
//! | then | the directory (postcard): what the graph was made from, and for each section how many records it has and the length and checksum of every pack |
//! | 4 | the length of the directory, least byte first |
//! | 32 | the BLAKE3 digest of the first twelve bytes, the directory and its length |
//!
//! A file is written beside its final name and then renamed, so a reader never meets half of one. Opening reads the
//! directory; a pack is read, checked and unpacked when something in it is asked for. Whatever was cut, flipped or written
//! by another version of the format is refused before anything of it is used.

mod error;

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::links::Links;
use super::store::{Entry, Opened, Source, Store};
use super::{EdgeKind, Graph, Node, NodeKind, Provenance, starts};
use crate::positioned::read_at;
pub use error::FileError;

const MAGIC: &[u8; 8] = b"policygr";
const VERSION: u32 = 4;
const HEAD_LEN: usize = MAGIC.len() + size_of::<u32>();
const DIGEST_LEN: usize = 32;
const TAIL_LEN: usize = size_of::<u32>() + DIGEST_LEN;

/// What stands where in a file.
#[derive(Serialize, Deserialize)]
struct Directory {
    provenance: Provenance,
    /// For each kind of node.
    nodes: Vec<Entry>,
    texts: Entry,
    appearances: Entry,
    /// For each kind of edge, those of their ends and of what they carry.
    edges: Vec<(Entry, Entry)>,
}

impl Directory {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let edges = self.edges.iter().flat_map(|(ends, payloads)| [ends, payloads]);
        self.nodes.iter().chain([&self.texts, &self.appearances]).chain(edges)
    }

    /// Whether every section is as long as the others ask for, and all together fill so many bytes.
    fn is_whole(&self, packed: u64) -> bool {
        let count = |kind: NodeKind| self.nodes[kind as usize].len();
        self.entries().all(Entry::is_whole)
            && self.entries().map(Entry::packed).sum::<u64>() == packed
            && (self.nodes.len(), self.edges.len()) == (NodeKind::ALL.len(), EdgeKind::ALL.len())
            && self.edges.iter().all(|(ends, payloads)| ends.len() == payloads.len())
            && (self.texts.len(), self.appearances.len()) == (count(NodeKind::Document), count(NodeKind::Entity))
    }
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
        let mut file = new_file_in(folder).map_err(wrong)?;
        let mut out = BufWriter::new(&mut file);
        self.write(&mut out).and_then(|()| out.flush()).map_err(wrong)?;
        drop(out);
        file.as_file().sync_all().map_err(wrong)?;
        file.persist(path).map_err(|error| wrong(error.error))?;
        Ok(())
    }

    /// Opens a graph that [`Graph::save`] wrote. The rest of the file is read where it is asked for.
    ///
    /// # Panics
    ///
    /// Not here: but where something of the graph is asked for whose bytes were damaged. That panic prints nothing, and
    /// its payload is the [`FileError`]. [`Graph::load`] finds such damage before anything is asked for.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let unread = |source| FileError::Read {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(unread)?;
        let length = file.metadata().map_err(unread)?.len();
        let mut head = [0; HEAD_LEN];
        let whole = length.min(HEAD_LEN as u64) as usize;
        read_at(&file, 0, &mut head[..whole]).map_err(unread)?;
        check_head(&head[..whole], path)?;
        let directory = directory(&file, length, &head, path)?;
        let opened = Arc::new(Opened {
            path: path.to_owned(),
            file,
        });
        Ok(Self::of(directory, &Source::File(opened)))
    }

    /// Opens a graph and reads all of it once, so that whatever is damaged is told at once.
    pub fn load(path: &Path) -> Result<Self, FileError> {
        let graph = Self::open(path)?;
        graph.verify()?;
        Ok(graph)
    }

    /// Checks every byte that the graph is kept in.
    fn verify(&self) -> Result<(), FileError> {
        self.nodes.iter().try_for_each(Store::verify)?;
        self.texts.verify()?;
        self.appearances.verify()?;
        self.edges.par_iter().try_for_each(Links::verify)
    }

    fn of(directory: Directory, source: &Source) -> Self {
        let mut at = HEAD_LEN as u64;
        let nodes = directory.nodes.into_iter().map(|entry| store(entry, source, &mut at));
        let nodes: Vec<Store<Node>> = nodes.collect();
        let node_starts = starts(nodes.iter().map(Store::len));
        let texts = store(directory.texts, source, &mut at);
        let appearances = store(directory.appearances, source, &mut at);
        let links = |(ends, payloads): (Entry, Entry)| {
            let (ends, payloads) = (store(ends, source, &mut at), store(payloads, source, &mut at));
            Links::new(ends, payloads, node_starts[NodeKind::ALL.len()] as usize)
        };
        let edges: Vec<Links> = directory.edges.into_iter().map(links).collect();
        Self {
            provenance: directory.provenance,
            node_starts,
            edge_starts: starts(edges.iter().map(Links::len)),
            nodes,
            texts,
            appearances,
            edges,
            measures_until: OnceLock::new(),
        }
    }

    fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&VERSION.to_le_bytes());
        out.write_all(&head)?;
        self.nodes.iter().try_for_each(|nodes| nodes.write(out))?;
        self.texts.write(out)?;
        self.appearances.write(out)?;
        for links in &self.edges {
            links.ends.write(out)?;
            links.payloads.write(out)?;
        }
        let directory = Directory {
            provenance: self.provenance.clone(),
            nodes: self.nodes.iter().map(Store::entry).collect(),
            texts: self.texts.entry(),
            appearances: self.appearances.entry(),
            edges: self
                .edges
                .iter()
                .map(|links| (links.ends.entry(), links.payloads.entry()))
                .collect(),
        };
        let mut directory = postcard::to_stdvec(&directory).map_err(io::Error::other)?;
        let length = u32::try_from(directory.len()).map_err(io::Error::other)?;
        directory.extend_from_slice(&length.to_le_bytes());
        let digest = digest(&head, &directory);
        out.write_all(&directory)?;
        out.write_all(&digest)
    }
}

/// The next section of a file.
fn store<T>(entry: Entry, source: &Source, at: &mut u64) -> Store<T> {
    let here = *at;
    *at += entry.packed();
    Store::new(entry, source.clone(), here)
}

fn digest(head: &[u8], directory_and_length: &[u8]) -> [u8; DIGEST_LEN] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head);
    hasher.update(directory_and_length);
    *hasher.finalize().as_bytes()
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

/// Refuses what is no graph, or one of another version.
fn check_head(head: &[u8], path: &Path) -> Result<(), FileError> {
    let path = || path.to_owned();
    let Some(version) = head.strip_prefix(MAGIC) else {
        return Err(FileError::NotAGraph { path: path() });
    };
    let Ok(version) = version.try_into() else {
        let length = head.len();
        return Err(FileError::Truncated { path: path(), length });
    };
    match u32::from_le_bytes(version) {
        VERSION => Ok(()),
        0 => Err(FileError::Damaged { path: path() }),
        found if found < VERSION => Err(FileError::Older { path: path(), found }),
        found => Err(FileError::Newer { path: path(), found }),
    }
}

/// The directory at the end of a file.
fn directory(file: &File, length: u64, head: &[u8], path: &Path) -> Result<Directory, FileError> {
    let damaged = || FileError::Damaged { path: path.to_owned() };
    let malformed = |source| FileError::Malformed {
        path: path.to_owned(),
        source,
    };
    let read = |at: u64, count: usize| {
        let mut bytes = vec![0; count];
        let read = read_at(file, at, &mut bytes);
        read.map(|()| bytes).map_err(|source| FileError::Read {
            path: path.to_owned(),
            source,
        })
    };
    let tail_at = length
        .checked_sub((HEAD_LEN + TAIL_LEN) as u64)
        .map(|rest| rest + HEAD_LEN as u64);
    let tail_at = tail_at.ok_or_else(damaged)?;
    let tail = read(tail_at, TAIL_LEN)?;
    let (length, said) = tail.split_first_chunk::<4>().ok_or_else(damaged)?;
    let packed = tail_at
        .checked_sub(u64::from(u32::from_le_bytes(*length)))
        .and_then(|at| at.checked_sub(HEAD_LEN as u64))
        .ok_or_else(damaged)?;
    let at = packed + HEAD_LEN as u64;
    let bytes = read(at, (tail_at - at) as usize + length.len())?;
    if digest(head, &bytes) != *said {
        return Err(damaged());
    }
    let directory: Directory =
        postcard::from_bytes(&bytes[..bytes.len() - length.len()]).map_err(|error| malformed(error.into()))?;
    if directory.is_whole(packed) {
        Ok(directory)
    } else {
        Err(malformed("its directory does not fit its sections".into()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::assemble::samples;

    fn bytes(graph: &Graph) -> Vec<u8> {
        let mut bytes = Vec::new();
        graph.write(&mut bytes).expect("there is room");
        bytes
    }

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
        let (folder, path, written) = saved();
        let (saved, loaded) = (samples::graph(), Graph::load(&path).expect("it was just saved"));
        assert_eq!(bytes(&saved), written, "same graph, same bytes");
        assert_eq!(bytes(&loaded), written, "also of one that stands in a file");
        assert_eq!(saved.summary(), loaded.summary());
        for id in saved.node_ids() {
            assert_eq!(saved.node(id), loaded.node(id));
            assert_eq!(saved.appearances(id), loaded.appearances(id));
        }
        for (id, _) in saved.documents() {
            assert_eq!(saved.text(id), loaded.text(id));
        }
        for (a, b) in saved.all_edges().zip(loaded.all_edges()) {
            assert_eq!((a.id, a.from, a.to, a.edge()), (b.id, b.from, b.to, b.edge()));
        }
        let files = std::fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(files, 1, "nothing half-written stays");
    }

    #[test]
    fn what_is_cut_is_refused_when_it_is_opened() {
        let (_folder, path, bytes) = saved();
        for tenths in 0..10 {
            std::fs::write(&path, &bytes[..bytes.len() * tenths / 10]).expect("it is writable");
            let error = Graph::open(&path).expect_err("it is cut").to_string();
            assert!(error.contains("policy.graph"), "{error} names the file");
        }
        let error = refusal(&path, &bytes[..MAGIC.len() + 3]);
        assert!(matches!(error, FileError::Truncated { length: 11, .. }), "{error}");
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (_folder, path, bytes) = saved();
        for at in (0..HEAD_LEN).chain((HEAD_LEN..bytes.len()).step_by(13)) {
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
    fn damage_that_nobody_asks_for_harms_nobody() {
        let (_folder, path, mut bytes) = saved();
        bytes[HEAD_LEN + 5] ^= 1;
        std::fs::write(&path, bytes).expect("it is writable");
        let graph = Graph::open(&path).expect("its directory is whole");
        let id = graph.node_ids().next().expect("there is a document");
        assert!(!graph.text(id).text.is_empty(), "it stands in another pack");
        let met = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| graph.node(id).clone()));
        let damage = met.expect_err("the nodes are damaged").downcast::<FileError>();
        assert!(matches!(*damage.expect("it says so"), FileError::Damaged { .. }));
    }

    #[test]
    fn what_is_no_graph_is_told_apart() {
        let (_folder, path, mut bytes) = saved();
        assert!(matches!(refusal(&path, b"<html>"), FileError::NotAGraph { .. }));
        bytes[8..12].copy_from_slice(&7_u32.to_le_bytes());
        let error = refusal(&path, &bytes).to_string();
        assert!(error.contains("version 7") && error.contains("up to 4"), "{error}");
        bytes[8..12].copy_from_slice(&3_u32.to_le_bytes());
        assert!(matches!(refusal(&path, &bytes), FileError::Older { found: 3, .. }));
        let mut sound = MAGIC.to_vec();
        sound.extend_from_slice(&VERSION.to_le_bytes());
        let mut directory = vec![1, 2, 3];
        directory.extend_from_slice(&3_u32.to_le_bytes());
        let digest = digest(&sound, &directory);
        sound.extend_from_slice(&directory);
        sound.extend_from_slice(&digest);
        assert!(matches!(refusal(&path, &sound), FileError::Malformed { .. }));
        assert!(matches!(Graph::load(&path.join("no")), Err(FileError::Read { .. })));
        let error = samples::graph().save(Path::new("/nowhere/policy.graph"));
        assert!(matches!(error, Err(FileError::Write { .. })));
    }
}
