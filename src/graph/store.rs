//! Records in packs: a pack is compressed and has its own checksum, and is unpacked when something in it is first asked
//! for. So a graph file is opened by its directory alone, and costs what is used of it.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::FileError;
use crate::compression::{compress, decompress};
use crate::positioned::read_at;
use crate::spill::Scratch;

const CHECK_LEN: usize = 16;
/// What zstd itself takes where nothing is said.
const LEVEL: i32 = 3;
/// So many packs are compressed at once.
const BATCH: usize = 64;
/// Or as soon as they have so many bytes.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// What a pack must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seal {
    /// Its length as it is kept.
    packed: u32,
    /// Its length once it is unpacked.
    unpacked: u32,
    /// The first bytes of the BLAKE3 digest of what is kept.
    check: [u8; CHECK_LEN],
}

/// What the directory of a file says of a store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    per_pack: u32,
    len: u32,
    seals: Vec<Seal>,
}

/// Records of one type, counted from 0.
pub(super) struct Store<T> {
    per_pack: usize,
    len: usize,
    packs: Vec<Pack<T>>,
    source: Source,
}

struct Pack<T> {
    at: u64,
    seal: Seal,
    records: OnceLock<Box<[T]>>,
}

/// Where packs stand.
#[derive(Clone)]
pub(super) enum Source {
    /// Where they were set aside when they were made.
    Scratch(Arc<Scratch>),
    /// In an open file.
    File(Arc<Opened>),
}

/// A file that is read at places.
pub(super) struct Opened {
    pub(super) path: PathBuf,
    pub(super) file: File,
}

impl Source {
    fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        match self {
            Self::Scratch(scratch) => scratch.get(at, length).map_err(|source| self.unread(source)),
            Self::File(opened) => {
                let mut bytes = vec![0; length];
                read_at(&opened.file, at, &mut bytes).map_err(|source| self.unread(source))?;
                Ok(bytes)
            }
        }
    }

    fn unread(&self, source: io::Error) -> FileError {
        let path = self.path().to_owned();
        FileError::Read { path, source }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Scratch(_) => Path::new("a graph that is being made"),
            Self::File(opened) => &opened.path,
        }
    }

    fn damaged(&self) -> FileError {
        let path = self.path().to_owned();
        FileError::Damaged { path }
    }

    fn malformed(&self, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FileError {
        FileError::Malformed {
            path: self.path().to_owned(),
            source: why.into(),
        }
    }
}

impl Entry {
    /// How many bytes its packs take.
    pub(super) fn packed(&self) -> u64 {
        self.seals.iter().map(|seal| u64::from(seal.packed)).sum()
    }

    /// How many records it is of.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are as many packs as its records fill.
    pub(super) fn is_whole(&self) -> bool {
        self.per_pack > 0 && self.seals.len() == self.len.div_ceil(self.per_pack) as usize
    }
}

impl<T> Pack<T> {
    fn new(at: u64, seal: Seal) -> Self {
        Self {
            at,
            seal,
            records: OnceLock::new(),
        }
    }
}

impl<T> Store<T> {
    /// The store whose packs stand in `source` from `at` on, one after the other.
    pub(super) fn new(entry: Entry, source: Source, mut at: u64) -> Self {
        let placed = |seal: Seal| {
            let here = at;
            at += u64::from(seal.packed);
            Pack::new(here, seal)
        };
        Self {
            per_pack: entry.per_pack as usize,
            len: entry.len as usize,
            packs: entry.seals.into_iter().map(placed).collect(),
            source,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The same records, of which nothing is unpacked yet.
    pub(super) fn afresh(&self) -> Self {
        Self {
            per_pack: self.per_pack,
            len: self.len,
            packs: self.packs.iter().map(|pack| Pack::new(pack.at, pack.seal)).collect(),
            source: self.source.clone(),
        }
    }

    /// What the directory is to say of it.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            per_pack: self.per_pack as u32,
            len: self.len as u32,
            seals: self.packs.iter().map(|pack| pack.seal).collect(),
        }
    }

    /// Writes its packs, one after the other.
    pub(super) fn write(&self, out: &mut impl Write) -> Result<(), io::Error> {
        self.packs.iter().try_for_each(|pack| {
            let bytes = self.packed(pack).map_err(io::Error::other)?;
            out.write_all(&bytes)
        })
    }

    /// What to say where records do not fit together.
    pub(super) fn malformed(&self, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FileError {
        self.source.malformed(why)
    }

    /// What is kept of a pack, if its checksum fits. What this program has just set aside is not doubted.
    fn packed(&self, pack: &Pack<T>) -> Result<Vec<u8>, FileError> {
        let bytes = self.source.read(pack.at, pack.seal.packed as usize)?;
        if matches!(self.source, Source::Scratch(_)) || check(&bytes) == pack.seal.check {
            Ok(bytes)
        } else {
            Err(self.source.damaged())
        }
    }
}

impl<T: DeserializeOwned> Store<T> {
    /// The record of this number.
    ///
    /// # Panics
    ///
    /// If there is none, or what is kept of it is damaged; see [`raise`].
    pub(super) fn get(&self, index: usize) -> &T {
        let pack = &self.packs[index / self.per_pack];
        let records = pack.records.get_or_init(|| {
            self.unpack(index / self.per_pack)
                .unwrap_or_else(|damage| raise(damage))
        });
        &records[index % self.per_pack]
    }

    /// The records of a range, unpacked for the caller alone: what goes over everything need not keep everything.
    ///
    /// # Panics
    ///
    /// As [`Store::get`] does.
    pub(super) fn scan(&self, range: Range<usize>) -> impl Iterator<Item = T> + use<'_, T> {
        let packs = range.start / self.per_pack..range.end.div_ceil(self.per_pack);
        packs.flat_map(move |pack| {
            let first = pack * self.per_pack;
            let records = self.unpack(pack).unwrap_or_else(|damage| raise(damage)).into_vec();
            let numbered = records.into_iter().zip(first..);
            let wanted = range.clone();
            numbered.filter_map(move |(record, index)| wanted.contains(&index).then_some(record))
        })
    }

    /// Every record, in order. By one thread: it is called where others may wait for what it gives, and a thread that waits
    /// for its helpers may be given the work of one of those.
    pub(super) fn all(&self) -> Result<Vec<T>, FileError> {
        let mut records = Vec::with_capacity(self.len);
        for pack in 0..self.packs.len() {
            records.extend(self.unpack(pack)?);
        }
        Ok(records)
    }

    /// Reads every pack to its end.
    pub(super) fn verify(&self) -> Result<(), FileError>
    where
        T: Send + Sync,
    {
        (0..self.packs.len())
            .into_par_iter()
            .try_for_each(|pack| self.unpack(pack).map(drop))
    }

    fn unpack(&self, pack: usize) -> Result<Box<[T]>, FileError> {
        let seal = self.packs[pack].seal;
        let packed = self.packed(&self.packs[pack])?;
        let bytes = decompress(&packed, seal.unpacked as usize);
        let bytes = bytes.map_err(|error| self.source.malformed(error))?;
        let count = self.per_pack.min(self.len - pack * self.per_pack);
        let mut rest = bytes.as_slice();
        let mut records = Vec::with_capacity(count);
        for _ in 0..count {
            let (record, behind) = postcard::take_from_bytes(rest).map_err(|error| self.source.malformed(error))?;
            records.push(record);
            rest = behind;
        }
        if rest.is_empty() {
            Ok(records.into())
        } else {
            Err(self.source.malformed("a pack holds more than its records"))
        }
    }
}

impl<T> fmt::Debug for Store<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("len", &self.len).finish_non_exhaustive()
    }
}

/// Ends whatever is under way for damage that is met in the midst of it. The panic carries the [`FileError`] and prints
/// nothing, so that whoever opened the file can say it in its own way.
pub(super) fn raise(damage: FileError) -> ! {
    std::panic::resume_unwind(Box::new(damage))
}

fn check(bytes: &[u8]) -> [u8; CHECK_LEN] {
    let mut check = [0; CHECK_LEN];
    check.copy_from_slice(&blake3::hash(bytes).as_bytes()[..CHECK_LEN]);
    check
}

/// Makes a store of records as they come; what is packed is set aside.
pub(super) struct Packer<T> {
    per_pack: usize,
    len: usize,
    /// Packs that wait to be compressed; the last is being filled.
    waiting: Vec<Vec<u8>>,
    waiting_bytes: usize,
    packs: Vec<Pack<T>>,
    scratch: Arc<Scratch>,
}

impl<T: Serialize + Send> Packer<T> {
    pub(super) fn new(per_pack: usize, scratch: Arc<Scratch>) -> Self {
        Self {
            per_pack,
            len: 0,
            waiting: Vec::new(),
            waiting_bytes: 0,
            packs: Vec::new(),
            scratch,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push(&mut self, record: &T) {
        self.push_bytes(|pack| append(record, pack));
    }

    /// Adds a record that has been put into bytes before, in pieces.
    pub(super) fn push_serialized<P: AsRef<[u8]>>(&mut self, record: impl IntoIterator<Item = P>) {
        self.push_bytes(|mut pack| {
            for piece in record {
                pack.extend_from_slice(piece.as_ref());
            }
            pack
        });
    }

    fn push_bytes(&mut self, add: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        if self.len.is_multiple_of(self.per_pack) {
            if self.waiting.len() >= BATCH || self.waiting_bytes >= BATCH_BYTES {
                self.compress();
            }
            self.waiting.push(Vec::new());
        }
        let pack = self.waiting.pop().unwrap_or_default();
        let before = pack.len();
        let pack = add(pack);
        self.waiting_bytes += pack.len() - before;
        self.waiting.push(pack);
        self.len += 1;
    }

    fn compress(&mut self) {
        let scratch = &self.scratch;
        let packed = std::mem::take(&mut self.waiting).into_par_iter().map(|bytes| {
            let packed = compress(&bytes, LEVEL);
            let seal = Seal {
                packed: packed.len() as u32,
                unpacked: bytes.len() as u32,
                check: check(&packed),
            };
            Pack::new(scratch.put(&packed), seal)
        });
        self.packs.extend(packed.collect::<Vec<_>>());
        self.waiting_bytes = 0;
    }

    pub(super) fn finish(mut self) -> Store<T> {
        self.compress();
        self.packs.shrink_to_fit();
        Store {
            per_pack: self.per_pack,
            len: self.len,
            packs: self.packs,
            source: Source::Scratch(self.scratch),
        }
    }
}

/// Appends a record to bytes.
pub(super) fn append<T: Serialize>(record: &T, bytes: Vec<u8>) -> Vec<u8> {
    postcard::to_extend(record, bytes).expect("every record has a form in bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(words: &[&str], per_pack: usize) -> Store<String> {
        let mut packer = Packer::new(per_pack, Arc::default());
        for word in words {
            packer.push(&(*word).to_owned());
        }
        packer.finish()
    }

    #[test]
    fn what_is_packed_is_there_in_order() {
        let words: Vec<String> = (0..1000).map(|number| format!("第{number}条")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for per_pack in [1, 7, 64, 5000] {
            let store = store(&words, per_pack);
            assert_eq!(store.len(), 1000);
            assert_eq!(store.all().expect("it is whole"), words);
            assert_eq!(store.get(999), words[999]);
            assert_eq!(store.scan(6..15).collect::<Vec<_>>(), words[6..15]);
            assert!(store.verify().is_ok() && store.entry().is_whole());
        }
        assert!(store(&[], 7).all().expect("it is whole").is_empty());
    }

    #[test]
    fn a_flipped_bit_is_noticed_where_it_is_and_nowhere_else() {
        let good = store(&["市科技局", "市财政局", "市教育局"], 1);
        let mut flipped = Vec::new();
        good.write(&mut flipped).expect("there is room");
        flipped[good.packs[0].seal.packed as usize] ^= 4;
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), flipped).expect("it is writable");
        let opened = Opened {
            path: file.path().to_owned(),
            file: file.reopen().expect("it is readable"),
        };
        let bad: Store<String> = Store::new(good.entry(), Source::File(Arc::new(opened)), 0);
        assert_eq!((bad.get(0).as_str(), bad.get(2).as_str()), ("市科技局", "市教育局"));
        assert!(matches!(bad.verify(), Err(FileError::Damaged { .. })));
        let met = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| bad.get(1).clone()));
        let damage = met.expect_err("it is damaged");
        assert!(damage.downcast_ref::<FileError>().is_some());
    }
}
