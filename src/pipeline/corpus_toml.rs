//! `corpus.toml`: what the user says of documents whose text does not say it.
//!
//! ```toml
//! ["dongguan-2012.txt"]
//! region = "广东省/东莞市"
//! year = 2012
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::context::Given;
use crate::model::{Date, DocumentKind, Period, Region};

use super::Error;

/// A mistake in `corpus.toml`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusTomlError {
    /// Not TOML, or a field that does not exist or has another type.
    #[error(transparent)]
    Syntax(#[from] toml::de::Error),
    /// A value that does not read.
    #[error("[\"{entry}\"] {field}: {problem}")]
    Value {
        /// The entry.
        entry: String,
        /// The field.
        field: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// An entry for a file that is not there.
    #[error("[\"{entry}\"]: there is no such file beside it")]
    NoSuchFile {
        /// The entry.
        entry: String,
    },
}

/// An entry as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: Option<String>,
    number: Option<String>,
    issuer: Option<OneOrMore>,
    region: Option<String>,
    year: Option<u16>,
    issued: Option<String>,
    period: Option<(u16, u16)>,
    kind: Option<String>,
    url: Option<String>,
    groups: Option<OneOrMore>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What is said, by file.
#[derive(Debug, Default)]
pub(super) struct Said(BTreeMap<PathBuf, Given>);

impl Said {
    pub(super) fn of(&self, file: &Path) -> Given {
        self.0.get(file).cloned().unwrap_or_default()
    }
}

/// Reads the `corpus.toml` of every folder that holds one of these files; their texts, and what they say.
pub(super) fn beside<'p>(files: impl Iterator<Item = &'p PathBuf>) -> Result<(Vec<String>, Said), Error> {
    let folders: BTreeSet<&Path> = files.filter_map(|file| file.parent()).collect();
    let (mut texts, mut said) = (Vec::new(), BTreeMap::new());
    for folder in folders {
        let path = folder.join("corpus.toml");
        if path.is_file() {
            let text = fs::read_to_string(&path)?;
            parse(folder, &text, &mut said).map_err(|source| Error::CorpusToml {
                path,
                source: Box::new(source),
            })?;
            texts.push(text);
        }
    }
    Ok((texts, Said(said)))
}

fn parse(folder: &Path, text: &str, said: &mut BTreeMap<PathBuf, Given>) -> Result<(), CorpusTomlError> {
    let entries: BTreeMap<String, Entry> = toml::from_str(text)?;
    for (name, entry) in entries {
        let file = folder.join(&name);
        if !file.exists() {
            return Err(CorpusTomlError::NoSuchFile { entry: name });
        }
        said.insert(file, given(name, entry)?);
    }
    Ok(())
}

fn given(name: String, entry: Entry) -> Result<Given, CorpusTomlError> {
    let wrong = |field, problem: String| CorpusTomlError::Value {
        entry: name.clone(),
        field,
        problem,
    };
    let issued: Option<Date> = entry
        .issued
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|e: crate::model::NoDate| wrong("issued", e.to_string()))?;
    let kind: Option<DocumentKind> = entry
        .kind
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|e: crate::model::UnknownName| wrong("kind", e.to_string()))?;
    let period = entry
        .period
        .map(|(start, end)| Period { start, end })
        .or(entry.year.map(|year| Period { start: year, end: year }));
    if period.is_some_and(|period| period.start > period.end) {
        return Err(wrong("period", "it ends before it begins".to_owned()));
    }
    Ok(Given {
        title: entry.title,
        number: entry.number,
        issuers: several(entry.issuer),
        region: entry.region.as_deref().map(Region::from),
        issued,
        period,
        kind,
        url: entry.url,
        groups: several(entry.groups),
        rows: BTreeMap::new(),
        entry: name,
    })
}

fn several(said: Option<OneOrMore>) -> Vec<String> {
    match said {
        Some(OneOrMore::One(name)) => vec![name],
        Some(OneOrMore::More(names)) => names,
        None => Vec::new(),
    }
}
