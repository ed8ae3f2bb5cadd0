//! Where results go: standard output, or a file that is written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use policygraph::output::{OutputError, check_writable, write_file_with};

/// Standard output or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    /// Standard output: no `--output`, or `-`.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// The output that `--output` names.
    pub(super) fn named(path: Option<&Path>) -> Self {
        match path {
            Some(path) if path != Path::new("-") => Self::File(path.to_owned()),
            _ => Self::Stdout,
        }
    }

    /// The file's extension.
    pub(super) fn extension(&self) -> Option<&str> {
        match self {
            Self::Stdout => None,
            Self::File(path) => path.extension()?.to_str(),
        }
    }

    /// Fails before any work is done where the file could not be written.
    pub(super) fn check(&self) -> Result<(), OutputError> {
        match self {
            Self::Stdout => Ok(()),
            Self::File(path) => check_writable(path),
        }
    }

    /// Writes what `write` writes, as it comes.
    pub(super) fn write_with<E: From<io::Error>>(
        &self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Stdout => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                Ok(out.flush()?)
            }
            Self::File(path) => write_file_with(path, write),
        }
    }

    /// The same of what fails only where the output cannot be written; the error names it.
    pub(super) fn stream(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        self.write_with(write).map_err(|source| match self {
            Self::Stdout => source.into(),
            Self::File(path) => {
                let path = path.clone();
                OutputError { path, source }.into()
            }
        })
    }

    /// Writes everything at once.
    pub(super) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        self.stream(|out| out.write_all(bytes))
    }
}
