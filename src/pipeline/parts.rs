//! The documents of a file: one, or those of an archive or of a table.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use crate::context::Given;
use crate::corrections::Corrections;
use crate::digest::hash_of;
use crate::extract::{Document, extract_read};
use crate::facts::Packed;
use crate::lexicon::Lexicon;
use crate::model::Region;
use crate::read::{self, Format, ReadError, RowDocument, RowFormat, Rows, Source};

use super::cache;
use super::columns::{Columns, Field};
use super::find;
use super::reforms::Gathering;
use super::said::Said;
use super::{Error, Failure, File, Options};

/// What every document is extracted with.
pub(super) struct Tools<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) corrections: &'a Corrections,
    pub(super) options: &'a Options<'a>,
    pub(super) said: &'a Said,
    /// Those of the documents that have been read.
    pub(super) agencies: Gathering,
    /// What of all this decides every document's facts alike.
    light: String,
}

/// How the bytes of a document are to be read.
pub(super) struct Unread<'b, R> {
    /// What its digest is made of.
    pub(super) bytes: &'b [u8],
    /// What of it is read, where the bytes do not tell it.
    pub(super) manner: String,
    pub(super) read: R,
}

/// A document, or why it is none.
pub(super) type Outcome = Result<Packed, Failure>;

impl<'a> Tools<'a> {
    pub(super) fn new(
        lexicon: &'a Lexicon,
        corrections: &'a Corrections,
        options: &'a Options<'a>,
        said: &'a Said,
    ) -> Self {
        let reading = format!("{:?}", options.reading);
        Self {
            lexicon,
            corrections,
            options,
            said,
            agencies: Gathering::default(),
            light: cache::light(lexicon.digest(), &reading),
        }
    }

    /// The documents of a file. A failure costs one of them, a parser that panics no more than the file.
    pub(super) fn documents(&self, file: &File, bytes: &[u8]) -> Vec<Outcome> {
        guarded(bytes, || Ok(self.all(file, bytes))).unwrap_or_else(|error| vec![Err(failure(file, error))])
    }

    fn all(&self, file: &File, bytes: &[u8]) -> Vec<Outcome> {
        if let Some(format) = RowFormat::of(bytes, extension(&file.path)) {
            match self.rows(file, bytes, format) {
                Ok(Some(documents)) => return documents,
                Ok(None) => {}
                Err(error) => return vec![Err(failure(file, error))],
            }
        }
        match Format::of(bytes) {
            Format::Zip => self.archive(file, bytes),
            _ => vec![self.document(file, bytes)],
        }
    }

    fn document(&self, file: &File, bytes: &[u8]) -> Outcome {
        let unread = Unread {
            bytes,
            manner: String::new(),
            read: || read::read(bytes, &self.options.reading),
        };
        self.extract(file, unread, Given::default())
    }

    /// The facts of one document: from the cache, or read and extracted.
    pub(super) fn extract<R>(&self, file: &File, unread: Unread<'_, R>, found: Given) -> Outcome
    where
        R: FnOnce() -> Result<Source, ReadError>,
    {
        let given = self.said.of(file).or(found);
        let Some(cache) = self.options.cache else {
            return self.extract_anew(file, unread, &given);
        };
        let key = self.key(file, unread.bytes, &unread.manner, &given);
        if let Some(facts) = cache.get(&key) {
            self.agencies.add(&facts.facts());
            return Ok(facts);
        }
        let facts = self.extract_anew(file, unread, &given)?;
        cache.add(key, &facts);
        Ok(facts)
    }

    /// Everything that a document's facts depend on, as a digest.
    fn key(&self, file: &File, bytes: &[u8], manner: &str, given: &Given) -> [u8; 32] {
        let (given, corrections) = (format!("{given:?}"), self.corrections.of(&file.id));
        let corrections = format!("{corrections:?}");
        let words = [self.light.as_str(), &file.id, &file.path, &given, &corrections, manner];
        *hash_of(words.into_iter().map(str::as_bytes).chain([bytes])).as_bytes()
    }

    /// Reads and extracts one document; a parser that panics costs no other.
    fn extract_anew<R>(&self, file: &File, unread: Unread<'_, R>, given: &Given) -> Outcome
    where
        R: FnOnce() -> Result<Source, ReadError>,
    {
        let bytes = unread.bytes;
        let work = || {
            let source = (unread.read)()?;
            let document = Document {
                id: &file.id,
                path: &file.path,
                bytes,
                given,
            };
            let facts = extract_read(document, source, self.lexicon, self.corrections);
            self.agencies.add(&facts);
            Ok(Packed::of(&facts))
        };
        guarded(bytes, work).map_err(|error| failure(file, error))
    }

    /// Every file of an archive that may be a document, named behind the archive's name.
    fn archive(&self, file: &File, bytes: &[u8]) -> Vec<Outcome> {
        let mut inner: Vec<(String, Result<Vec<u8>, ReadError>)> = Vec::new();
        let visited = read::unpack::each(bytes, find::is_candidate, |name, bytes| inner.push((name, bytes)));
        if let Err(error) = visited {
            return vec![Err(failure(file, error))];
        }
        if inner.is_empty() {
            return vec![Err(failure(file, ReadError::Empty))];
        }
        inner.sort_by(|a, b| a.0.cmp(&b.0));
        let ids = find::ids(inner.iter().map(|(name, _)| name.as_str()));
        let each = inner.par_iter().zip(ids).flat_map_iter(|((name, bytes), id)| {
            let part = file.part(&id, &format!("/{name}"));
            match bytes {
                Ok(bytes) if Format::of(bytes) == Format::Zip => vec![Err(failure(&part, ReadError::Nested))],
                Ok(bytes) => self.documents(&part, bytes),
                Err(error) => vec![Err(failure(&part, error.clone()))],
            }
        });
        each.collect()
    }

    /// The documents of a table's rows; nothing where no column holds texts.
    fn rows(&self, file: &File, bytes: &[u8], format: RowFormat) -> Result<Option<Vec<Outcome>>, ReadError> {
        let read = || read::read_rows(bytes, format, &self.options.reading);
        let rows = guarded(bytes, read)?;
        let columns = Columns::of(&rows, self.options.columns);
        if columns.get(Field::Text).is_none() {
            return if format == RowFormat::Sheet {
                Ok(None)
            } else {
                Err(ReadError::NoTextColumn {
                    columns: rows.columns.join(", "),
                })
            };
        }
        Ok(Some(self.each_row(file, &rows, &columns)))
    }

    fn each_row(&self, file: &File, rows: &Rows, columns: &Columns) -> Vec<Outcome> {
        let filled = rows
            .rows
            .par_iter()
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        let one = |(number, cells): &(u32, Vec<String>)| {
            let part = file.part(&number.to_string(), &format!("#{number}"));
            let row = row_document(*number, cells, columns);
            let bytes = cells.join("\u{1f}");
            let unread = Unread {
                bytes: bytes.as_bytes(),
                manner: format!("{row:?}"),
                read: || read::read_row(&row),
            };
            self.extract(&part, unread, self.given(file, *number, cells, columns))
        };
        filled.map(one).collect()
    }

    /// What cells say that a text cannot.
    fn given(&self, file: &File, row: u32, cells: &[String], columns: &Columns) -> Given {
        let cell = |field| columns.cell(cells, field).map(|(_, cell)| cell.to_owned());
        let groups = cell(Field::Group).map(|groups| groups.split('|').map(|group| group.trim().to_owned()).collect());
        let given = Given {
            region: cell(Field::Region).and_then(|name| region(&name, self.lexicon)),
            url: cell(Field::Url),
            groups: groups.unwrap_or_default(),
            ..Given::default()
        };
        given.in_row(&file.path, row)
    }
}

/// Does the work on a file; a parser that panics ends in an error.
fn guarded<T>(bytes: &[u8], work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let problem = said.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(ReadError::Panicked {
            format: Format::of(bytes).name().to_owned(),
            problem: problem.unwrap_or_default(),
        })
    })
}

fn row_document<'r>(row: u32, cells: &'r [String], columns: &Columns) -> RowDocument<'r> {
    let labels = [
        (Field::Title, "标题"),
        (Field::Issuer, "发文机关"),
        (Field::Number, "文号"),
        (Field::Date, "发文日期"),
    ];
    let particulars = labels.into_iter().filter_map(|(field, label)| {
        let (column, value) = columns.cell(cells, field)?;
        Some((label, column, value))
    });
    RowDocument {
        row,
        text: columns.cell(cells, Field::Text).unwrap_or((0, "")),
        title: columns.cell(cells, Field::Title),
        particulars: particulars.collect(),
    }
}

/// The division that a cell names: by its path (`广东省/东莞市`), or by names of which the last is one place's alone
/// (广东省东莞市, 东莞市).
pub(super) fn region(name: &str, lexicon: &Lexicon) -> Option<Region> {
    let path = Region::from(name);
    if name.contains('/') || lexicon.places.at(&path).is_some() {
        return Some(path);
    }
    let starts = name.char_indices().map(|(at, _)| at);
    let found = starts
        .map(|at| lexicon.places.named(&name[at..]))
        .find(|ids| !ids.is_empty())?;
    let fits = |region: &Region| {
        region
            .divisions()
            .iter()
            .rev()
            .skip(1)
            .all(|outer| name.contains(outer.as_str()))
    };
    let regions: Vec<Region> = found.iter().map(|&id| lexicon.places.region(id)).collect();
    let mut named = regions.iter().filter(|region| fits(region));
    match (named.next(), named.next(), regions.as_slice()) {
        (Some(one), None, _) | (None, None, [one]) => Some(one.clone()),
        _ => None,
    }
}

fn extension(path: &str) -> &str {
    Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default()
}

pub(super) fn failure(file: &File, error: impl Into<Error>) -> Failure {
    Failure {
        path: file.location.clone(),
        error: error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::Corrections;

    #[test]
    fn a_parser_that_panics_costs_one_document() {
        let options = Options::default();
        let (corrections, said) = (Corrections::default(), Said::default());
        let tools = Tools::new(Lexicon::embedded(), &corrections, &options, &said);
        let file = |id: &str| File {
            id: id.to_owned(),
            path: format!("{id}.pdf"),
            location: format!("{id}.pdf").into(),
        };
        let bytes = "一、总则\n做好工作。\n".as_bytes();
        let unread = Unread {
            bytes,
            manner: String::new(),
            read: || panic!("index out of bounds"),
        };
        let broken = tools.extract(&file("a"), unread, Given::default());
        let failure = broken.expect_err("its parser panics");
        assert!(
            failure
                .error
                .to_string()
                .contains("reader failed on it (index out of bounds)")
        );
        assert!(tools.document(&file("b"), bytes).is_ok());
    }
}
