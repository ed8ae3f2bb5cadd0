//! A user's own lexicon: a folder of files that are named as those that come with the program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::nearest;

use super::{FILES, TableError};

/// A lexicon of the user's that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The folder, or a file in it, cannot be opened.
    #[error("cannot read the lexicon {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that is no UTF-8.
    #[error("{}, line {line}: not UTF-8; save the file as UTF-8 text with tabs between the cells", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first line that does not fit.
        line: usize,
    },
    /// A table that the program does not know.
    #[error("{} is no lexicon; the files are {}{hint}", path.display(), names().join(", "))]
    UnknownFile {
        /// The file.
        path: PathBuf,
        /// Which name may be meant.
        hint: String,
    },
    /// A folder without a table.
    #[error("there is no lexicon in {}; the files are {}", folder.display(), names().join(", "))]
    Empty {
        /// The folder.
        folder: PathBuf,
    },
    /// A row that does not read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// A file of a user's.
#[derive(Debug)]
pub(super) struct Added {
    /// Of the table that it adds to.
    pub(super) name: &'static str,
    /// The folder's name and the file's.
    pub(super) label: String,
    /// As the user gave it.
    pub(super) path: String,
    pub(super) text: String,
}

/// The tables in a folder, in the order of the embedded ones. Files that are no `.tsv` are passed over.
pub(super) fn read(folder: &Path) -> Result<Vec<Added>, LexiconError> {
    let wrong = |source| LexiconError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut added = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let is_table = path.extension().is_some_and(|extension| extension == "tsv");
        let is_hidden = file_name(&path).starts_with('.');
        if is_table && !is_hidden {
            added.push(read_file(folder, path)?);
        }
    }
    if added.is_empty() {
        let folder = folder.to_owned();
        return Err(LexiconError::Empty { folder });
    }
    added.sort_by_key(|file| FILES.iter().position(|(name, _)| *name == file.name));
    Ok(added)
}

fn read_file(folder: &Path, path: PathBuf) -> Result<Added, LexiconError> {
    let file = file_name(&path);
    let Some(name) = names().into_iter().find(|name| *name == file) else {
        let hint = nearest(&file, names()).map_or(String::new(), |name| format!("; did you mean {name}?"));
        return Err(LexiconError::UnknownFile { path, hint });
    };
    let bytes = fs::read(&path).map_err(|source| LexiconError::Read {
        path: path.clone(),
        source,
    })?;
    let text = String::from_utf8(bytes).map_err(|error| LexiconError::NotUtf8 {
        line: error.as_bytes()[..error.utf8_error().valid_up_to()]
            .split(|byte| *byte == b'\n')
            .count(),
        path: path.clone(),
    })?;
    let folder = match file_name(folder) {
        nameless if nameless.is_empty() => "lexicon".to_owned(),
        name => name,
    };
    Ok(Added {
        name,
        label: format!("{folder}/{name}"),
        path: path.display().to_string(),
        text,
    })
}

fn names() -> Vec<&'static str> {
    FILES.iter().map(|(name, _)| *name).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
