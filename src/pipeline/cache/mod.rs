//! Facts of documents that were read before, so that only what is new or changed is read again.
//!
//! A document's key covers everything that its facts depend on: its bytes, id and path, what the user says of it, the
//! lines of the corrections file that speak of it, the lexicons, and the program itself. So a cache can be slow or
//! empty, but never wrong. Documents are written one by one as they are finished, to [packs](pack); a build that is
//! killed loses none that was. What is broken is read again.

mod pack;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::facts::{FACTS_VERSION, Packed};
use pack::{Key, Pack, Place, Writer};

/// What the program is made of; the version alone does not tell two states of its source apart.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("POLICYGRAPH_SOURCE"));
/// Marks the folder for what makes backups and for ourselves: <https://bford.info/cachedir/>.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                        # Facts of documents, kept by policygraph so that they are read once. It may be deleted.\n";
/// From so many packs on they are written anew as one.
const MANY_PACKS: usize = 32;
/// What no build needs any more may take as much room as what is needed, and this.
const SLACK: u64 = 64 * 1024 * 1024;

/// A cache that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the cache {} cannot be used", path.display())]
pub struct CacheError {
    /// The folder.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// A folder of facts.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    packs: Vec<Pack>,
    known: BTreeMap<Key, Place>,
    used: Mutex<BTreeSet<Key>>,
    writer: Mutex<Option<Writer>>,
    added: AtomicUsize,
    problem: Mutex<Option<io::Error>>,
}

impl Cache {
    /// The cache in `folder`, which need not be there yet; it is made when there is something to keep.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, CacheError> {
        let wrong = |source| CacheError {
            path: folder.to_owned(),
            source,
        };
        let mut packs = Vec::new();
        let mut known = BTreeMap::new();
        for path in pack_paths(folder).map_err(wrong)? {
            // One that cannot be read costs what it holds.
            if let Ok((pack, places)) = Pack::open(&path, packs.len()) {
                packs.push(pack);
                known.extend(places);
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            packs,
            known,
            used: Mutex::default(),
            writer: Mutex::default(),
            added: AtomicUsize::new(0),
            problem: Mutex::default(),
        })
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// How many documents were taken from it.
    pub fn taken(&self) -> usize {
        locked(&self.used).len() - self.added()
    }

    /// How many documents were added.
    pub fn added(&self) -> usize {
        self.added.load(Ordering::Relaxed)
    }

    /// The facts of a key, if they are there and whole.
    pub(super) fn get(&self, key: &Key) -> Option<Packed> {
        let place = self.known.get(key)?;
        let bytes = self.packs[place.pack].read(place)?;
        let facts = postcard::from_bytes(&bytes).ok()?;
        locked(&self.used).insert(*key);
        Some(facts)
    }

    /// Keeps the facts of a document. What goes wrong is told by [`Cache::finish`]: no build fails for it.
    pub(super) fn add(&self, key: Key, facts: &Packed) {
        let kept = postcard::to_stdvec(facts).map_err(io::Error::other);
        let kept = kept.and_then(|bytes| self.write(&key, &bytes));
        match kept {
            Ok(()) => {
                if locked(&self.used).insert(key) {
                    self.added.fetch_add(1, Ordering::Relaxed);
                }
            }
            Err(error) => {
                locked(&self.problem).get_or_insert(error);
            }
        }
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let mut writer = locked(&self.writer);
        let writer = match &mut *writer {
            Some(writer) => writer,
            none => none.insert(Writer::create(&self.folder, next_number(&self.packs))?),
        };
        writer.add(key, bytes)
    }

    /// Tidies up: many packs become one, and what has not been used for long goes.
    ///
    /// # Errors
    /// The first thing that went wrong; the facts themselves are not touched by it.
    pub fn finish(self) -> Result<(), CacheError> {
        let wrong = |source| CacheError {
            path: self.folder.clone(),
            source,
        };
        if let Some(problem) = locked(&self.problem).take() {
            return Err(wrong(problem));
        }
        let used = locked(&self.used);
        let size = |keep: bool| -> u64 {
            let places = self.known.iter().filter(|(key, _)| used.contains(*key) == keep);
            places.map(|(_, place)| u64::from(place.length)).sum()
        };
        let is_stale = size(false) > size(true) + SLACK;
        if self.packs.len() < MANY_PACKS && !is_stale {
            return Ok(());
        }
        let kept = self.known.iter().filter(|(key, _)| !is_stale || used.contains(*key));
        let number = next_number(&self.packs) + usize::from(locked(&self.writer).is_some());
        self.rewrite(kept, number).map_err(wrong)
    }

    /// Writes one pack for those that were there when the cache was opened.
    fn rewrite<'c>(&self, kept: impl Iterator<Item = (&'c Key, &'c Place)>, number: usize) -> io::Result<()> {
        let mut writer = Writer::create(&self.folder, number)?;
        for (key, place) in kept {
            if let Some(bytes) = self.packs[place.pack].read(place) {
                writer.add(key, &bytes)?;
            }
        }
        writer.sync()?;
        self.packs.iter().try_for_each(|pack| fs::remove_file(&pack.path))
    }
}

/// What decides the facts of every document alike.
pub(super) fn light(lexicons: &str, reading: &str) -> String {
    format!("{PROGRAM}\n{FACTS_VERSION}\n{lexicons}\n{reading}")
}

/// Whether a folder holds what can be made again.
pub(super) fn is_cache(folder: &Path) -> bool {
    let signature = TAG_TEXT.lines().next().unwrap_or_default();
    fs::read(folder.join(TAG)).is_ok_and(|tag| tag.starts_with(signature.as_bytes()))
}

fn pack_paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "pack"));
    paths.sort();
    Ok(paths)
}

fn next_number(packs: &[Pack]) -> usize {
    packs.iter().map(|pack| pack.number).max().unwrap_or(0) + 1
}

/// What another thread left when it panicked is whole: every change is one call.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
