//! What is wrong with a style file.

use std::io;
use std::ops::Range;

/// A style file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StyleError {
    /// It cannot be read.
    #[error("cannot read the style {file}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// It is no TOML, or says something that cannot be drawn.
    #[error("{file}, line {line}: {}{problem}", .key.as_deref().map(|key| format!("{key}: ")).unwrap_or_default())]
    Mistake {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is set there, as in `nodes.agency.shape`.
        key: Option<String>,
        /// What is wrong, and what may stand there.
        problem: String,
    },
}

pub(super) fn in_file(file: &str, text: &str, error: &toml::de::Error) -> StyleError {
    let place = error.span().unwrap_or(0..0);
    StyleError::Mistake {
        file: file.to_owned(),
        line: text.get(..place.start).unwrap_or_default().matches('\n').count() + 1,
        key: key_at(text, &place),
        problem: error.message().trim().to_owned(),
    }
}

/// The key whose value, or the key that itself, stands at a place.
fn key_at(text: &str, place: &Range<usize>) -> Option<String> {
    let before = text.get(..place.start)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.get(start..)?;
    let table = before
        .lines()
        .rev()
        .find_map(|line| line.trim().strip_prefix('[')?.split_once(']'));
    let table = table.map(|(name, _)| name.trim());
    // `agency = { zh = "…", shape = ` names two keys; the word before each sign is one, unless a comma ended it.
    let mut keys: Vec<&str> = Vec::new();
    for part in line.split_inclusive(['{', ',', '}']) {
        match part.split_once('=') {
            Some((key, _)) if part.ends_with('{') => keys.push(key.trim()),
            Some((key, _)) if !part.ends_with([',', '}']) => keys.push(key.trim()),
            _ => {}
        }
    }
    let path: Vec<&str> = table.into_iter().chain(keys).filter(|key| !key.is_empty()).collect();
    (!path.is_empty()).then(|| path.join("."))
}
