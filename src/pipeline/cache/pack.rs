//! A file of facts, one document after the other, that only ever grows.
//!
//! | bytes | hold |
//! |---|---|
//! | 0–7 | `policypk` |
//! | then, for each document: 32 | its key |
//! | 4 | the length of what follows the head, least byte first |
//! | 16 | the first bytes of the BLAKE3 digest of key, length and contents |
//! | length | its facts, packed, as postcard |
//!
//! Many small files are slow to list and to read; one that is appended to is whole up to where a build was killed. What
//! stands behind that place is never read: a build begins a pack of its own.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{TAG, TAG_TEXT};
use crate::positioned::read_at;

/// What the facts of a document depend on, as a digest.
pub(in crate::pipeline) type Key = [u8; 32];

const MAGIC: &[u8; 8] = b"policypk";
const CHECK_LEN: usize = 16;
const HEAD_LEN: usize = 32 + 4 + CHECK_LEN;

/// A pack to read from.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) path: PathBuf,
    pub(super) number: usize,
    file: File,
}

/// Where the facts of a document stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) pack: usize,
    pub(super) length: u32,
    offset: u64,
    key: Key,
    check: [u8; CHECK_LEN],
}

impl Pack {
    /// Opens the pack that is to be the `index`-th, and finds what it holds by reading the heads alone.
    pub(super) fn open(path: &Path, index: usize) -> io::Result<(Self, Vec<(Key, Place)>)> {
        let file = File::open(path)?;
        let end = file.metadata()?.len();
        let number = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
        let pack = Self {
            path: path.to_owned(),
            number: number.unwrap_or(0),
            file,
        };
        let mut magic = [0; MAGIC.len()];
        read_at(&pack.file, 0, &mut magic)?;
        if magic != *MAGIC {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut places = Vec::new();
        let mut at = MAGIC.len() as u64;
        while let Some(place) = pack.head(at, index).filter(|place| place.end() <= end) {
            at = place.end();
            places.push((place.key, place));
        }
        Ok((pack, places))
    }

    fn head(&self, at: u64, index: usize) -> Option<Place> {
        let mut head = [0; HEAD_LEN];
        read_at(&self.file, at, &mut head).ok()?;
        let (key, rest) = head.split_first_chunk::<32>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        Some(Place {
            pack: index,
            length: u32::from_le_bytes(*length),
            offset: at + HEAD_LEN as u64,
            key: *key,
            check: *rest.first_chunk()?,
        })
    }

    /// What stands at a place, if it is whole.
    pub(super) fn read(&self, place: &Place) -> Option<Vec<u8>> {
        let mut bytes = vec![0; place.length as usize];
        read_at(&self.file, place.offset, &mut bytes).ok()?;
        (check(&place.key, &bytes) == place.check).then_some(bytes)
    }
}

impl Place {
    fn end(&self) -> u64 {
        self.offset + u64::from(self.length)
    }
}

/// A pack to add to.
#[derive(Debug)]
pub(super) struct Writer(File);

impl Writer {
    /// Begins a pack of this number or, where another build has just taken it, of a later one.
    pub(super) fn create(folder: &Path, number: usize) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let tag = folder.join(TAG);
        if !tag.exists() {
            std::fs::write(tag, TAG_TEXT)?;
        }
        for number in number.. {
            let path = folder.join(format!("{number:06}.pack"));
            match OpenOptions::new().append(true).create_new(true).open(path) {
                Ok(mut file) => {
                    file.write_all(MAGIC)?;
                    return Ok(Self(file));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Adds a document, in one call to the system.
    pub(super) fn add(&mut self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let mut entry = Vec::with_capacity(HEAD_LEN + bytes.len());
        entry.extend_from_slice(key);
        entry.extend_from_slice(&length.to_le_bytes());
        entry.extend_from_slice(&check(key, bytes));
        entry.extend_from_slice(bytes);
        self.0.write_all(&entry)
    }

    /// Waits until all of it is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.0.sync_all()
    }
}

fn check(key: &Key, bytes: &[u8]) -> [u8; CHECK_LEN] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key);
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
    let mut check = [0; CHECK_LEN];
    check.copy_from_slice(&hasher.finalize().as_bytes()[..CHECK_LEN]);
    check
}
