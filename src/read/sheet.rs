//! Workbooks: every sheet a table, with the cells that are merged.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader as _, Xls, Xlsx, open_workbook_from_rs};

use super::grid::{GridCell, too_many};
use super::layout::Draft;
use super::limits::{Deadline, MAX_CELLS};
use super::package::Package;
use super::place::Place;
use super::{ReadError, Refused, Source};

/// The filled cells of a sheet, by row and column from 0, and the areas that are merged.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Dimensions>,
}

/// Reads a workbook as one document.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let mut draft = Draft::default();
    for sheet in sheets(bytes)? {
        sheet.draw(&mut draft)?;
    }
    draft.finish()
}

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    if bytes.starts_with(b"PK") {
        modern(bytes)
    } else {
        old(bytes)
    }
}

/// Excel from 2007: cells are read one by one, so that a single cell at the far end of a sheet costs nothing.
fn modern(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    Package::open(bytes, "Excel")?.check(few_cells)?;
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| broken(&error))?;
    let deadline = Deadline::new();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet {
            name: name.clone(),
            merged,
            ..Sheet::default()
        };
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            sheet.add(cell.get_position(), shown_ref(cell.get_value()))?;
            if sheet.cells.len() % 10_000 == 1 {
                deadline.check()?;
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// An error where a part has more cells with a value than are read: it is told by their tags, before any is parsed.
fn few_cells(part: &[u8]) -> Result<(), ReadError> {
    let cells = memchr::memmem::find_iter(part, b"<v>").count();
    if cells > MAX_CELLS {
        return Err(too_many(cells));
    }
    Ok(())
}

/// Excel before 2007, and WPS tables: at most 65,536 rows.
fn old(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut book: Xls<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: calamine::XlsError| {
        let is_protected = error.to_string().to_lowercase().contains("password");
        if is_protected {
            ReadError::Refused(Refused::Protected)
        } else {
            broken(&error)
        }
    })?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| broken(&error))?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet {
            name,
            merged,
            ..Sheet::default()
        };
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            sheet.add((top + row as u32, left + column as u32), shown(value))?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn broken(error: &dyn std::error::Error) -> ReadError {
    ReadError::Broken {
        format: "Excel",
        problem: error.to_string(),
    }
}

impl Sheet {
    fn add(&mut self, at: (u32, u32), text: String) -> Result<(), ReadError> {
        if !text.trim().is_empty() {
            self.cells.insert(at, text);
        }
        if self.cells.len() > MAX_CELLS {
            return Err(too_many(self.cells.len()));
        }
        Ok(())
    }

    /// The rows that hold something.
    pub(super) fn rows(&self) -> BTreeMap<u32, BTreeMap<u32, &str>> {
        let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for (&(row, column), text) in &self.cells {
            rows.entry(row).or_default().insert(column, text);
        }
        rows
    }

    /// Adds the sheet to a draft: what stands alone in the rows above the table as paragraphs, then the table.
    fn draw(&self, draft: &mut Draft) -> Result<(), ReadError> {
        let rows = self.rows();
        let is_table = |row: &BTreeMap<u32, &str>| row.len() >= 2;
        let first = rows
            .iter()
            .find(|(_, row)| is_table(row))
            .map_or(u32::MAX, |(&at, _)| at);
        for (&row, cells) in rows.range(..first) {
            for (&column, text) in cells {
                draft.paragraph(text, &self.place(row + 1, column + 1));
            }
        }
        let columns = rows.range(first..).flat_map(|(_, row)| row.keys());
        let (Some(left), Some(right)) = (columns.clone().min().copied(), columns.max().copied()) else {
            return Ok(());
        };
        let width = (right - left + 1) as usize;
        let table: Vec<u32> = rows.range(first..).map(|(&row, _)| row).collect();
        if table.len().saturating_mul(width) > MAX_CELLS {
            return Err(too_many(table.len().saturating_mul(width)));
        }
        let covers = self.covers(&table, (left, right))?;
        let grid: Vec<Vec<GridCell>> = table.iter().map(|&row| self.row(row, (left, right), &covers)).collect();
        draft.table(&grid, |cell| self.place(cell.at.0, cell.at.1));
        Ok(())
    }

    /// For every cell of `rows` in a merged area, that area; its index in `merged`.
    fn covers(&self, rows: &[u32], (left, right): (u32, u32)) -> Result<BTreeMap<(u32, u32), usize>, ReadError> {
        let (mut covers, mut steps) = (BTreeMap::new(), 0);
        for (index, area) in self.merged.iter().enumerate() {
            let from = rows.partition_point(|&row| row < area.start.0);
            for &row in rows[from..].iter().take_while(|&&row| row <= area.end.0) {
                for column in area.start.1.max(left)..=area.end.1.min(right) {
                    covers.insert((row, column), index);
                    steps += 1;
                }
                // Areas should not overlap; where they do, there is no end of them.
                if steps > MAX_CELLS {
                    return Err(too_many(steps));
                }
            }
        }
        Ok(covers)
    }

    fn row(&self, row: u32, (left, right): (u32, u32), covers: &BTreeMap<(u32, u32), usize>) -> Vec<GridCell> {
        let mut cells = Vec::new();
        let mut column = left;
        while column <= right {
            let area = covers.get(&(row, column)).map(|&index| &self.merged[index]);
            let end = area.map_or(column, |area| area.end.1.min(right));
            let height = area.map_or(1, |area| area.end.0 - area.start.0 + 1);
            let text = self.cells.get(&(row, column)).cloned().unwrap_or_default();
            let continues = area.is_some_and(|area| area.start.0 < row) && text.is_empty();
            cells.push(GridCell {
                text,
                rows: height.min(u32::from(u16::MAX)) as u16,
                columns: (end - column + 1).min(u32::from(u16::MAX)) as u16,
                continues,
                at: (row + 1, column + 1),
            });
            column = end + 1;
        }
        cells
    }

    fn place(&self, row: u32, column: u32) -> Place {
        Place::SheetCell {
            sheet: self.name.clone(),
            row,
            column,
        }
    }
}

/// A value as a sheet shows it, as far as that can be known without its format.
fn shown(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(date) => day(date),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn shown_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn day(date: &ExcelDateTime) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_cells_are_told_by_their_tags() {
        let cells = |number: usize| few_cells("<v>".repeat(number).as_bytes());
        assert_eq!(cells(MAX_CELLS), Ok(()));
        assert_eq!(cells(MAX_CELLS + 1), Err(too_many(MAX_CELLS + 1)));
    }
}
