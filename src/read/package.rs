//! Files packed into one (ZIP): archives, and what modern office programs write.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding::decode;
use super::limits::{MAX_PARTS, MAX_RATIO, MAX_UNPACKED};
use super::{ReadError, Refused};

/// A packed file, open.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
}

/// How much of a part is unpacked before its ratio is looked at: small parts may be as repetitive as they like.
const UNSUSPECTED: usize = 1024 * 1024;

impl<'b> Package<'b> {
    /// Opens a package; `format` is what errors call it.
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, &error))?;
        if archive.len() > MAX_PARTS {
            return Err(ReadError::Beyond {
                what: "the number of files within",
                number: archive.len(),
                limit: MAX_PARTS,
            });
        }
        Ok(Self { archive, format })
    }

    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// The name of a part: UTF-8, or what old archivers of China wrote, GBK; none for folders.
    pub(super) fn name(&mut self, index: usize) -> Result<Option<String>, ReadError> {
        let format = self.format;
        let part = self
            .archive
            .by_index_raw(index)
            .map_err(|error| broken(format, &error))?;
        if part.is_dir() {
            return Ok(None);
        }
        let raw = part.name_raw();
        let name = match decode(raw, None, None) {
            Ok((name, _)) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(raw).into_owned(),
        };
        Ok(Some(name.replace('\\', "/")))
    }

    /// A part by its name; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.archive
            .index_for_name(name)
            .map(|index| self.unpack(index))
            .transpose()
    }

    /// Unpacks a part, unless it grows beyond reason.
    pub(super) fn unpack(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let format = self.format;
        let mut part = self.archive.by_index(index).map_err(|error| broken(format, &error))?;
        let packed = usize::try_from(part.compressed_size()).unwrap_or(usize::MAX);
        let limit = packed.saturating_mul(MAX_RATIO).clamp(UNSUSPECTED, MAX_UNPACKED);
        let mut bytes = Vec::new();
        let read = part.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| ReadError::Broken {
            format,
            problem: error.to_string(),
        })?;
        if bytes.len() > limit {
            return Err(beyond(bytes.len(), packed));
        }
        Ok(bytes)
    }

    /// Unpacks every part, lets `look` at it and forgets it, for readers that know no limits of their own.
    pub(super) fn check(&mut self, look: impl Fn(&[u8]) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let mut all = 0;
        for index in 0..self.len() {
            let part = self.unpack(index)?;
            look(&part)?;
            all += part.len();
            if all > MAX_UNPACKED {
                return Err(beyond(all, 0));
            }
        }
        Ok(())
    }
}

fn beyond(unpacked: usize, packed: usize) -> ReadError {
    if unpacked > MAX_UNPACKED {
        return ReadError::Beyond {
            what: "the unpacked size in bytes",
            number: unpacked,
            limit: MAX_UNPACKED,
        };
    }
    ReadError::Beyond {
        what: "a part that unpacks to many times its size:",
        number: unpacked / packed.max(1),
        limit: MAX_RATIO,
    }
}

fn broken(format: &'static str, error: &ZipError) -> ReadError {
    if matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) {
        return ReadError::Refused(Refused::Protected);
    }
    ReadError::Broken {
        format,
        problem: error.to_string(),
    }
}
