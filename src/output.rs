//! Files written whole or not at all.
//!
//! What is to be a file is written beside it under another name and renamed when it is complete: a reader never meets
//! half of one, and where writing fails, what stood there before stands there still.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file or folder that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}", path.display())]
pub struct OutputError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl OutputError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self + use<'_> {
        move |source| Self {
            path: path.to_owned(),
            source,
        }
    }
}

/// Makes `path` a file of these bytes.
///
/// ```
/// use policygraph::output::write_file;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("agencies.csv");
/// write_file(&path, b"name\n")?;
/// assert_eq!(std::fs::read(&path)?, b"name\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    write_file_with(path, |out| out.write_all(bytes)).map_err(OutputError::at(path))
}

/// The same for one of many files that can be made again: whole or not at all, but left to the system to bring to the
/// disk. Waiting for it takes longer than making the file.
pub fn write_quickly(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let write = || {
        let mut file = beside(path)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map(drop).map_err(OutputError::at(path))
}

/// Makes `path` a file of what `write` writes; nothing is changed where `write` fails.
pub fn write_file_with<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    if is_device(path) {
        // A pipe or /dev/null cannot be replaced, and nobody reads it later.
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    let mut out = BufWriter::new(beside(path)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Fails where a file at `path` could not be written, before the work for it begins.
pub fn check_writable(path: &Path) -> Result<(), OutputError> {
    let wrong = OutputError::at(path);
    if path.is_dir() {
        return Err(wrong(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if is_device(path) {
        return Ok(());
    }
    beside(path).map(drop).map_err(wrong)
}

/// Makes the folder, and those around it; one that is there already is fine.
pub fn make_folder(path: &Path) -> Result<(), OutputError> {
    fs::create_dir_all(path).map_err(OutputError::at(path))
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A temporary file in the folder of `path`, as readable as any other new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(missing) = folder.filter(|folder| !folder.is_dir()) {
        let problem = format!("there is no folder {}", missing.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, problem));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".policygraph-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(plain)
}

/// The error without the temporary name that `tempfile` adds and that means nothing to a user.
fn plain(error: io::Error) -> io::Error {
    if error.get_ref().is_some() {
        error.kind().into()
    } else {
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_what_was_there() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("table.csv");
        fs::write(&path, "before")?;
        let failed = write_file_with(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("the query went wrong"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path)?, b"before");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn what_cannot_be_written_is_known_before() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let inside = folder.path().join("missing").join("policy.graph");
        assert!(check_writable(&inside).is_err());
        assert!(check_writable(folder.path()).is_err());
        assert!(check_writable(&folder.path().join("policy.graph")).is_ok());
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        Ok(())
    }
}
