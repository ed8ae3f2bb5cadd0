//! Records brought into order that are too many to be held at once: runs that fit are sorted and set aside, and in the end
//! read side by side.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Scratch;
use crate::compression::{compress, decompress};

/// A run has so many bytes.
const RUN: usize = 4 * 1024 * 1024;
/// A run is read in pieces of so many bytes: each run has one of them in memory while runs are read side by side.
const PIECE: usize = 32 * 1024;
/// The fastest of the usual levels of zstd: what is set aside is read again soon.
const LEVEL: i32 = 1;

/// Records in any order, to be given back in that of their keys; those of equal keys in the order in which they came.
pub(crate) struct Sorter<K> {
    scratch: Arc<Scratch>,
    /// The records of the run that is being filled, one after the other.
    bytes: Vec<u8>,
    waiting: Vec<(K, Range<u32>)>,
    runs: Vec<std::vec::IntoIter<Piece>>,
}

/// Part of a run: keys and records in order, compressed.
struct Piece {
    place: u64,
    packed: usize,
    unpacked: usize,
}

/// How far a run has been read.
struct Reader<K> {
    run: std::vec::IntoIter<Piece>,
    /// The records of the last run, which is not set aside.
    held: std::vec::IntoIter<(K, Range<u32>)>,
    bytes: Vec<u8>,
    at: usize,
    /// The record that is next, and its key.
    next: Option<(K, Range<usize>)>,
}

impl<K: Ord + Copy + Serialize + DeserializeOwned> Sorter<K> {
    /// An empty one, which sets aside there.
    pub(crate) fn new(scratch: Arc<Scratch>) -> Self {
        Self {
            scratch,
            bytes: Vec::new(),
            waiting: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Adds a record.
    pub(crate) fn push<T: Serialize>(&mut self, key: K, record: &T) {
        let start = self.bytes.len() as u32;
        let bytes = std::mem::take(&mut self.bytes);
        self.bytes = postcard::to_extend(record, bytes).expect("every record has a form in bytes");
        self.waiting.push((key, start..self.bytes.len() as u32));
        if self.bytes.len() + self.waiting.len() * size_of::<(K, Range<u32>)>() >= RUN {
            self.end_run();
        }
    }

    /// Gives every record, in order.
    pub(crate) fn each<E>(mut self, mut take: impl FnMut(K, &[u8]) -> Result<(), E>) -> Result<(), E> {
        self.sort();
        let scratch = self.scratch;
        let runs = self.runs.into_iter().map(|run| Reader::new(run, &scratch));
        let mut readers: Vec<Reader<K>> = runs.chain([Reader::held(self.bytes, self.waiting)]).collect();
        let first = |(run, reader): (usize, &Reader<K>)| Some(Reverse((reader.key()?, run)));
        let mut heads: BinaryHeap<_> = readers.iter().enumerate().filter_map(first).collect();
        while let Some(Reverse((key, run))) = heads.pop() {
            let reader = &mut readers[run];
            take(key, reader.record())?;
            reader.advance(&scratch);
            heads.extend(reader.key().map(|key| Reverse((key, run))));
        }
        Ok(())
    }

    fn sort(&mut self) {
        // Stable: what is alike stays in the order in which it came.
        self.waiting.sort_by_key(|(key, _)| *key);
    }

    fn end_run(&mut self) {
        self.sort();
        let mut pieces: Vec<Vec<u8>> = Vec::new();
        for (key, record) in self.waiting.drain(..) {
            let piece = pieces.pop_if(|piece| piece.len() < PIECE).unwrap_or_default();
            let record = &self.bytes[record.start as usize..record.end as usize];
            let mut piece = postcard::to_extend(&(key, record.len()), piece).expect("keys have a form in bytes");
            piece.extend_from_slice(record);
            pieces.push(piece);
        }
        self.bytes.clear();
        let scratch = &self.scratch;
        let pieces = pieces.into_par_iter().map(|bytes| Piece::set_aside(&bytes, scratch));
        self.runs.push(pieces.collect::<Vec<_>>().into_iter());
    }
}

impl Piece {
    fn set_aside(bytes: &[u8], scratch: &Scratch) -> Self {
        let packed = compress(bytes, LEVEL);
        Self {
            place: scratch.put(&packed),
            packed: packed.len(),
            unpacked: bytes.len(),
        }
    }

    fn bytes(&self, scratch: &Scratch) -> Vec<u8> {
        let packed = scratch.get(self.place, self.packed).expect("it was just set aside");
        decompress(&packed, self.unpacked).expect("it was compressed here")
    }
}

impl<K: Copy + DeserializeOwned> Reader<K> {
    fn new(run: std::vec::IntoIter<Piece>, scratch: &Scratch) -> Self {
        let mut reader = Self {
            run,
            held: Vec::new().into_iter(),
            bytes: Vec::new(),
            at: 0,
            next: None,
        };
        reader.advance(scratch);
        reader
    }

    fn held(bytes: Vec<u8>, records: Vec<(K, Range<u32>)>) -> Self {
        let mut reader = Self {
            run: Vec::new().into_iter(),
            held: records.into_iter(),
            at: bytes.len(),
            bytes,
            next: None,
        };
        reader.next = reader.next_held();
        reader
    }

    fn next_held(&mut self) -> Option<(K, Range<usize>)> {
        let (key, record) = self.held.next()?;
        Some((key, record.start as usize..record.end as usize))
    }

    fn key(&self) -> Option<K> {
        self.next.as_ref().map(|(key, _)| *key)
    }

    fn record(&self) -> &[u8] {
        self.next
            .as_ref()
            .map_or(&[], |(_, record)| &self.bytes[record.clone()])
    }

    fn advance(&mut self, scratch: &Scratch) {
        self.next = self.next_held();
        if self.next.is_some() {
            return;
        }
        while self.at == self.bytes.len() {
            let Some(piece) = self.run.next() else {
                return;
            };
            self.bytes = piece.bytes(scratch);
            self.at = 0;
        }
        let rest = &self.bytes[self.at..];
        let ((key, length), behind): ((K, usize), _) = postcard::take_from_bytes(rest).expect("it was written here");
        let start = self.bytes.len() - behind.len();
        self.at = start + length;
        self.next = Some((key, start..self.at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(records: &[(u32, String)]) -> (usize, Vec<(u32, String)>) {
        let mut sorter = Sorter::new(Arc::default());
        for (key, record) in records {
            sorter.push(*key, record);
        }
        let (runs, mut given) = (sorter.runs.len(), Vec::new());
        let done: Result<(), ()> = sorter.each(|key, record| {
            given.push((key, postcard::from_bytes(record).expect("it was put there")));
            Ok(())
        });
        done.expect("nothing was refused");
        (runs, given)
    }

    #[test]
    fn records_come_in_the_order_of_keys_and_equal_ones_as_they_came() {
        for count in [0_u32, 1, 7, 200_000] {
            let records: Vec<(u32, String)> = (0..count)
                .map(|number| {
                    (
                        number.wrapping_mul(2_654_435_761) % 1000,
                        format!("第{number}条，共{count}条"),
                    )
                })
                .collect();
            let mut expected = records.clone();
            expected.sort_by_key(|(key, _)| *key);
            let (runs, given) = sorted(&records);
            assert!(given == expected, "{count} records are out of order");
            assert_eq!(runs > 0, count > 1000, "of many records alone some are set aside");
        }
    }

    #[test]
    fn what_a_record_is_refused_for_is_told() {
        let mut sorter = Sorter::new(Arc::default());
        (0..5_u32).for_each(|key| sorter.push(key, &()));
        assert_eq!(sorter.each(|key, _| if key < 3 { Ok(()) } else { Err(key) }), Err(3));
    }
}
