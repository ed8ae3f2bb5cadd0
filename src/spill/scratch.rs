//! Bytes that are set aside until they are asked for again.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::positioned::{read_at, write_at};

/// So many bytes are held in memory before a file is begun: what is small never meets the disk.
const IN_MEMORY: usize = 4 * 1024 * 1024;
/// Marks places in memory; no file is so long.
const MEMORY: u64 = 1 << 63;

/// Where bytes stand that several threads set aside.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// A file without a name, which is gone with the program; none where there can be none.
    file: OnceLock<Option<File>>,
    /// Where in the file there is room.
    end: AtomicU64,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    pieces: Vec<Box<[u8]>>,
    bytes: usize,
}

impl Scratch {
    /// Sets bytes aside; where they stand.
    pub(crate) fn put(&self, bytes: &[u8]) -> u64 {
        let place = self.hold(bytes, IN_MEMORY).or_else(|| self.write(bytes));
        let anyhow = || self.hold(bytes, usize::MAX);
        place.or_else(anyhow).expect("memory is not asked to be small")
    }

    /// The bytes that stand at a place that [`Scratch::put`] gave.
    pub(crate) fn get(&self, place: u64, length: usize) -> io::Result<Vec<u8>> {
        if place & MEMORY != 0 {
            let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            let piece = held.pieces.get((place ^ MEMORY) as usize);
            return piece.map(|piece| piece.to_vec()).ok_or_else(lost);
        }
        let file = self.file.get().and_then(Option::as_ref).ok_or_else(lost)?;
        let mut bytes = vec![0; length];
        read_at(file, place, &mut bytes)?;
        Ok(bytes)
    }

    /// Keeps bytes in memory, unless that is to hold no more.
    fn hold(&self, bytes: &[u8], most: usize) -> Option<u64> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if most - held.bytes.min(most) < bytes.len() {
            return None;
        }
        held.bytes += bytes.len();
        held.pieces.push(bytes.into());
        Some(MEMORY | (held.pieces.len() as u64 - 1))
    }

    /// Writes bytes to the file, if there can be one and the disk has room.
    fn write(&self, bytes: &[u8]) -> Option<u64> {
        let file = self.file.get_or_init(|| tempfile::tempfile().ok()).as_ref()?;
        let place = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(file, place, bytes).ok()?;
        Some(place)
    }
}

fn lost() -> io::Error {
    io::ErrorKind::NotFound.into()
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn what_is_set_aside_is_there_on_the_disk_as_in_memory() {
        let scratch = Scratch::default();
        let bytes = |number: usize| vec![number as u8; 1 + number * 2_000];
        let places: Vec<u64> = (0..200_usize)
            .into_par_iter()
            .map(|number| scratch.put(&bytes(number)))
            .collect();
        let on_disk = places.iter().filter(|place| *place & MEMORY == 0).count();
        assert!((1..200).contains(&on_disk), "{on_disk} pieces are on the disk");
        for (number, place) in places.iter().enumerate() {
            let expected = bytes(number);
            assert_eq!(scratch.get(*place, expected.len()).expect("it was put there"), expected);
        }
    }

    #[test]
    fn without_a_file_everything_stays_in_memory() {
        let scratch = Scratch::default();
        scratch.file.set(None).expect("it is new");
        let large = vec![7; 2 * IN_MEMORY];
        let places = [scratch.put(&large), scratch.put(b"more")];
        assert_eq!(scratch.get(places[0], large.len()).expect("it is held"), large);
        assert_eq!(scratch.get(places[1], 4).expect("it is held"), b"more");
        assert!(
            scratch.get(MEMORY | 2, 1).is_err() && scratch.get(0, 1).is_err(),
            "nothing else is there"
        );
    }
}
