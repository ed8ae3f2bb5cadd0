//! What a build sets aside on the disk, so that what it holds in memory does not grow with its documents.
//!
//! A [`Scratch`] holds bytes until they are asked for by their place; a [`Sorter`] brings records into order that are too
//! many to be held at once. Both begin in memory, and go to a temporary file (in `TMPDIR`, as the system has it) only when
//! there is more of it; where no such file can be written they stay in memory: that costs room and nothing else.

mod scratch;
mod sorter;

pub(crate) use scratch::Scratch;
pub(crate) use sorter::Sorter;
