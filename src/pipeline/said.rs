//! What the user says of documents: in `corpus.toml` beside them, and in tables with a row a document.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::context::Given;
use crate::model::{Date, DocumentKind, Period, Region};
use crate::read::{Reading, RowFormat, Rows, read_rows};

use super::corpus_toml;
use super::{Error, File};

/// Everything that is said.
#[derive(Debug, Default)]
pub(super) struct Said {
    toml: corpus_toml::Said,
    /// By path as `documents` prints it.
    rows: BTreeMap<String, (Row, Given)>,
}

/// A row of a table that speaks of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The table.
    pub file: PathBuf,
    /// Counted from 1 with the head.
    pub row: u32,
    /// The document's path, as it stands there.
    pub path: String,
}

/// A mistake in a table of what is said of documents.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MetadataError {
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] crate::read::ReadError),
    /// A column that is not known.
    #[error("there is no column '{column}'; known are {KNOWN}, and columns that end in _from, which are not read", KNOWN = COLUMNS.join(", "))]
    Column {
        /// Its head.
        column: String,
    },
    /// The column that names the documents is missing.
    #[error("the column 'path' is missing: it says which document a row speaks of")]
    NoPath,
    /// A value that does not read.
    #[error("row {row}, {field}: {problem}")]
    Value {
        /// The row.
        row: u32,
        /// The column.
        field: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// Two rows for one document.
    #[error("row {row}: '{path}' stands in an earlier row already")]
    Twice {
        /// The row.
        row: u32,
        /// The document.
        path: String,
    },
}

/// The columns of such a table.
pub const COLUMNS: [&str; 14] = [
    "document",
    "path",
    "format",
    "title",
    "number",
    "issuers",
    "region",
    "issued",
    "period_start",
    "period_end",
    "kind",
    "url",
    "groups",
    "same_as",
];

impl Said {
    pub(super) fn new(toml: corpus_toml::Said) -> Self {
        Self {
            toml,
            rows: BTreeMap::new(),
        }
    }

    /// Adds what a table says; the digest of a build covers its text, which is returned.
    pub(super) fn add_table(&mut self, path: &Path) -> Result<String, Error> {
        let wrong = |source: MetadataError| Error::Metadata {
            path: path.to_owned(),
            source: Box::new(source),
        };
        let bytes = fs::read(path).map_err(|source| Error::Open {
            path: path.to_owned(),
            source,
        })?;
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let format = RowFormat::of(&bytes, &extension).unwrap_or(RowFormat::Csv);
        let table = read_rows(&bytes, format, &Reading::default()).map_err(|error| wrong(error.into()))?;
        self.add_rows(path, &table).map_err(wrong)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn add_rows(&mut self, file: &Path, table: &Rows) -> Result<(), MetadataError> {
        let is_known = |column: &&String| COLUMNS.contains(&column.as_str()) || column.ends_with("_from");
        if let Some(column) = table.columns.iter().find(|column| !is_known(column)) {
            return Err(MetadataError::Column { column: column.clone() });
        }
        let place = |column: &str| table.columns.iter().position(|known| known == column);
        let path = place("path").ok_or(MetadataError::NoPath)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for (row, cells) in &table.rows {
            let cell = |column: &str| {
                place(column)
                    .and_then(|at| cells.get(at))
                    .map_or("", |cell| cell.trim())
            };
            let path = cells[path].trim().to_owned();
            let given = given(*row, cell)?.in_row(&name, *row);
            let row = Row {
                file: file.to_owned(),
                row: *row,
                path: path.clone(),
            };
            if self.rows.insert(path.clone(), (row.clone(), given)).is_some() {
                return Err(MetadataError::Twice { row: row.row, path });
            }
        }
        Ok(())
    }

    /// What is said of a document: a table's row goes before `corpus.toml`.
    pub(super) fn of(&self, file: &File) -> Given {
        let row = self.rows.get(&file.path).map(|(_, given)| given.clone());
        row.unwrap_or_default().or(self.toml.of(&file.location))
    }

    /// Rows that speak of none of these paths.
    pub(super) fn unmatched<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<Row> {
        let mut left: BTreeMap<&str, &Row> = self.rows.iter().map(|(path, (row, _))| (path.as_str(), row)).collect();
        paths.for_each(|path| {
            left.remove(path);
        });
        let mut rows: Vec<Row> = left.into_values().cloned().collect();
        rows.sort();
        rows
    }
}

fn given<'c>(row: u32, cell: impl Fn(&str) -> &'c str) -> Result<Given, MetadataError> {
    let text = |column| Some(cell(column)).filter(|text| !text.is_empty());
    let wrong = |field, problem: &dyn std::fmt::Display| MetadataError::Value {
        row,
        field,
        problem: problem.to_string(),
    };
    let year = |field: &'static str| {
        let read = text(field).map(str::parse::<u16>).transpose();
        read.map_err(|_| wrong(field, &"it is no year"))
    };
    let several = |column| {
        let names = cell(column).split('|').map(str::trim).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let issued = text("issued").map(str::parse::<Date>).transpose();
    let kind = text("kind").map(str::parse::<DocumentKind>).transpose();
    let (start, end) = (year("period_start")?, year("period_end")?);
    let period = start
        .or(end)
        .zip(end.or(start))
        .map(|(start, end)| Period { start, end });
    if period.is_some_and(|period| period.start > period.end) {
        return Err(wrong("period_end", &"it lies before period_start"));
    }
    Ok(Given {
        title: text("title").map(str::to_owned),
        number: text("number").map(str::to_owned),
        issuers: several("issuers"),
        region: text("region").map(Region::from),
        issued: issued.map_err(|error| wrong("issued", &error))?,
        period,
        kind: kind.map_err(|error| wrong("kind", &error))?,
        url: text("url").map(str::to_owned),
        groups: several("groups"),
        ..Given::default()
    })
}
