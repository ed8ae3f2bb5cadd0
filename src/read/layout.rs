//! Paragraphs and tables, as office files and pages give them, to blocks: the same layout as of plain text, so that every
//! format of a document reads alike.

use super::closed_cells;
use super::flat_table::{self, RawCell, RawTable};
use super::grid::GridCell;
use super::limits::MAX_LINE;
use super::lines::{self, Line};
use super::place::Place;
use super::{ReadError, Source, quotes, text, width};

/// Adds a line with its full-width digits and letters made half-width and its straight quotation marks curled.
fn push_as_read(out: &mut String, line: &str) {
    let narrowed = width::narrowed(line);
    let line = narrowed.as_ref().map_or(line, |(text, _)| text);
    match quotes::curled(line) {
        Some((curled, _)) => out.push_str(&curled),
        None => out.push_str(line),
    }
}

/// A document on its way to blocks.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    lines: Vec<DraftLine>,
    tables: Vec<DraftTable>,
}

#[derive(Debug)]
struct DraftLine {
    start: usize,
    end: usize,
    place: Place,
    indented: bool,
    after_blank: bool,
    aside: bool,
    goes_on: Option<bool>,
}

/// Its cells' lines are `first..last` of the draft's.
#[derive(Debug)]
struct DraftTable {
    first: usize,
    last: usize,
    rows: Vec<Vec<DraftRange>>,
}

#[derive(Debug)]
struct DraftRange {
    first: usize,
    last: usize,
    rows: u16,
    continues: bool,
}

impl Draft {
    /// Adds a paragraph; each line of it stands on its own.
    pub(super) fn paragraph(&mut self, text: &str, place: &Place) {
        self.add(text, place, false);
    }

    /// Adds what stands beside the document: it stays in the text, and no later stage reads it as the document's words.
    pub(super) fn aside(&mut self, text: &str, place: &Place) {
        self.add(text, place, true);
    }

    /// Adds a line of which it is known whether it goes on from the line before.
    pub(super) fn line(&mut self, text: &str, place: &Place, goes_on: bool) {
        let first = self.lines.len();
        self.add(text, place, false);
        if let Some(line) = self.lines.get_mut(first) {
            line.goes_on = Some(goes_on);
        }
    }

    /// Adds plain text, whose blanks and empty lines say something.
    pub(super) fn plain(&mut self, text: &str, place: &Place) {
        for line in lines::lines(text) {
            let start = self.text.len();
            push_as_read(&mut self.text, line.text);
            self.lines.push(DraftLine {
                start,
                end: self.text.len(),
                place: place.clone(),
                indented: line.indented,
                after_blank: line.after_blank,
                aside: false,
                goes_on: None,
            });
            self.text.push('\n');
        }
    }

    fn add(&mut self, text: &str, place: &Place, aside: bool) {
        for line in text.split('\n') {
            let trimmed = line.trim_matches(lines::is_blank);
            if !trimmed.is_empty() {
                let start = self.text.len();
                push_as_read(&mut self.text, trimmed);
                self.lines.push(DraftLine {
                    start,
                    end: self.text.len(),
                    place: place.clone(),
                    indented: false,
                    after_blank: false,
                    aside,
                    goes_on: None,
                });
                self.text.push('\n');
            }
        }
    }

    /// Adds a table whose rows hold every cell once, at its left end; `place` names a cell.
    ///
    /// A row that is one cell over all columns is a heading within the table and stays one cell; elsewhere a cell over
    /// several columns is followed by empty ones, so that columns keep their numbers.
    pub(super) fn table(&mut self, rows: &[Vec<GridCell>], place: impl Fn(&GridCell) -> Place) {
        let first = self.lines.len();
        let mut laid = Vec::with_capacity(rows.len());
        for row in rows {
            let mut cells = Vec::with_capacity(row.len());
            let is_heading = row.len() == 1;
            for cell in row {
                let from = self.lines.len();
                self.paragraph(&cell.text, &place(cell));
                let range = |first, last| DraftRange {
                    first,
                    last,
                    rows: cell.rows.max(1),
                    continues: cell.continues,
                };
                cells.push(range(from, self.lines.len()));
                let more = if is_heading { 0 } else { cell.columns.saturating_sub(1) };
                cells.extend((0..more).map(|_| range(self.lines.len(), self.lines.len())));
            }
            laid.push(cells);
        }
        if self.lines.len() > first {
            self.tables.push(DraftTable {
                first,
                last: self.lines.len(),
                rows: laid,
            });
        }
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Lays it out as blocks.
    pub(super) fn finish(self) -> Result<Source, ReadError> {
        if self.is_empty() {
            return Err(ReadError::Empty);
        }
        if let Some(i) = self.lines.iter().position(|line| line.end - line.start > MAX_LINE) {
            return Err(ReadError::LineTooLong {
                line: i + 1,
                bytes: self.lines[i].end - self.lines[i].start,
            });
        }
        let mut lines: Vec<Line<'_>> = self.lines.iter().map(|line| line.of(&self.text)).collect();
        let tables = if self.tables.is_empty() {
            let tables = flat_table::find(&lines);
            closed_cells::unbarred(&mut lines);
            tables
        } else {
            self.tables.iter().map(|table| table.raw(&lines)).collect()
        };
        let mut source = text::blocks(&lines, tables);
        source.places = self.places(&source.origin);
        source.origin.clear();
        Ok(source)
    }

    /// Where each run of the clean text stands in the file.
    fn places(&self, origin: &[(u32, u32)]) -> Vec<(u32, Place)> {
        let mut places: Vec<(u32, Place)> = Vec::with_capacity(origin.len());
        for &(clean, draft) in origin {
            let i = self.lines.partition_point(|line| line.start <= draft as usize);
            let Some(line) = i.checked_sub(1).map(|i| &self.lines[i]) else {
                continue;
            };
            if places.last().is_none_or(|(_, place)| *place != line.place) {
                places.push((clean, line.place.clone()));
            }
        }
        places
    }
}

impl DraftLine {
    fn of<'t>(&self, text: &'t str) -> Line<'t> {
        Line {
            text: &text[self.start..self.end],
            start: self.start,
            indented: self.indented,
            after_blank: self.after_blank,
            aside: self.aside,
            goes_on: self.goes_on,
        }
    }
}

impl DraftTable {
    fn raw<'t>(&self, lines: &[Line<'t>]) -> RawTable<'t> {
        let cell = |cell: &DraftRange| RawCell {
            lines: lines[cell.first..cell.last].to_vec(),
            rows: cell.rows,
            continues: cell.continues,
        };
        RawTable {
            first: self.first,
            last: self.last,
            rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }
}
