//! Where in a file a piece of the clean text stands, in the terms of the file's own format.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place that a reader can look up in the file. Everything is counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Place {
    /// A paragraph of a text that is not divided into pages.
    Paragraph(u32),
    /// A line of a page.
    Page {
        /// The page, as the file orders them.
        page: u32,
        /// The line, from the top.
        line: u32,
    },
    /// A cell of a table.
    Cell {
        /// The table.
        table: u32,
        /// Its row.
        row: u32,
        /// The column, merged ones counted each.
        column: u32,
    },
    /// A cell of a sheet of a workbook.
    SheetCell {
        /// The sheet's name.
        sheet: String,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// A footnote or endnote.
    Note(u32),
    /// What the page says of itself in its head.
    Head,
    /// A cell of a table on a page.
    PageCell {
        /// The page on which the cell begins.
        page: u32,
        /// The table, counted through the file.
        table: u32,
        /// Its row, counted through the table's pages, repeated heads left out.
        row: u32,
        /// The column, merged ones counted each.
        column: u32,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Page { page, line } => write!(f, "page {page}, line {line}"),
            Self::Cell { table, row, column } => write!(f, "table {table}, row {row}, column {column}"),
            Self::SheetCell { sheet, row, column } => write!(f, "{sheet}!{}{row}", letters(*column)),
            Self::Note(n) => write!(f, "note {n}"),
            Self::PageCell {
                page,
                table,
                row,
                column,
            } => write!(f, "page {page}, table {table}, row {row}, column {column}"),
            Self::Head => f.write_str("head of the page"),
        }
    }
}

/// The letters that a spreadsheet shows for a column.
fn letters(column: u32) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The place of a byte of the clean text, among `(first byte, place)` in ascending order.
pub fn place_at(places: &[(u32, Place)], byte: u32) -> Option<&Place> {
    let behind = places.partition_point(|(start, _)| *start <= byte);
    places[..behind].last().map(|(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_words() {
        let cell = |column| Place::SheetCell {
            sheet: "任务".into(),
            row: 7,
            column,
        };
        assert_eq!(cell(1).to_string(), "任务!A7");
        assert_eq!(cell(26).to_string(), "任务!Z7");
        assert_eq!(cell(27).to_string(), "任务!AA7");
        assert_eq!(cell(703).to_string(), "任务!AAA7");
        assert_eq!(Place::Page { page: 3, line: 12 }.to_string(), "page 3, line 12");
    }

    #[test]
    fn the_place_of_a_byte_is_the_last_that_begins_before_it() {
        let places = [(0, Place::Paragraph(1)), (10, Place::Paragraph(2))];
        assert_eq!(place_at(&places, 9), Some(&Place::Paragraph(1)));
        assert_eq!(place_at(&places, 10), Some(&Place::Paragraph(2)));
        assert_eq!(place_at(&[], 3), None);
    }
}
