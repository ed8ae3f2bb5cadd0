//! What no file may exceed, so that one file can cost neither the memory of the machine nor the patience of its user.

use std::time::{Duration, Instant};

use super::ReadError;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// The longest line that is read, in bytes: some 700,000 characters, many times the longest document known.
pub const MAX_LINE: usize = 2 * 1024 * 1024;

/// The largest part of an archive or office file, unpacked, in bytes.
pub const MAX_UNPACKED: usize = 256 * 1024 * 1024;

/// How many times larger than its packed form a part may be. Text and XML stay below 50.
pub const MAX_RATIO: usize = 500;

/// How deep elements of a page, and objects of an office file, may be nested.
pub const MAX_DEPTH: usize = 1000;

/// The most cells of a table, and the most rows of a table of documents.
pub const MAX_CELLS: usize = 4_000_000;

/// The most pages of a PDF, and the most files of an archive.
pub const MAX_PARTS: usize = 20_000;

/// How long one document may take to be read, in seconds.
pub const MAX_SECONDS: u64 = 60;

/// When a document must have been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn new() -> Self {
        Self(Instant::now() + Duration::from_secs(MAX_SECONDS))
    }

    /// An error once the time is over.
    pub(super) fn check(self) -> Result<(), ReadError> {
        if Instant::now() > self.0 {
            return Err(ReadError::TooSlow);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_out() {
        assert_eq!(Deadline::new().check(), Ok(()));
        let over = Deadline(
            Instant::now()
                .checked_sub(Duration::from_millis(1))
                .expect("the clock runs"),
        );
        assert_eq!(over.check(), Err(ReadError::TooSlow));
    }
}
