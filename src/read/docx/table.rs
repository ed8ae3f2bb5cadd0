//! Tables of Word documents as grids.

use super::xml::Element;
use crate::read::ReadError;
use crate::read::grid::{GridCell, Spanned, grid as lay_out};

/// The rows of a table, without those whose deletion is tracked.
pub(super) fn rows(table: &Element) -> Vec<&Element> {
    let rows = within(table, "tr");
    rows.into_iter()
        .filter(|row| row.at(&["trPr", "del"]).is_none())
        .collect()
}

/// The cells of a row.
pub(super) fn cells(row: &Element) -> Vec<&Element> {
    within(row, "tc")
}

/// Elements of a name, out of what they are wrapped in.
fn within<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for inner in element.elements() {
        match &*inner.name {
            known if known == name => found.push(inner),
            "sdt" => found.extend(
                inner
                    .child("sdtContent")
                    .map(|inner| within(inner, name))
                    .unwrap_or_default(),
            ),
            "ins" | "moveTo" | "customXml" => found.extend(within(inner, name)),
            _ => {}
        }
    }
    found
}

/// The cells of a table that is a frame around text: one cell in each row.
pub(super) fn single_column(table: &Element) -> Option<Vec<&Element>> {
    let rows: Vec<Vec<&Element>> = rows(table).into_iter().map(cells).collect();
    rows.iter().all(|cells| cells.len() <= 1).then(|| rows.concat())
}

/// A cell before it is known how far down it reaches.
struct Raw {
    text: String,
    column: usize,
    columns: usize,
    continues: bool,
}

/// The table as a grid; `text` reads a cell. Cells are read in order, so that the numbers in them count on.
pub(super) fn grid(
    table: &Element,
    text: &mut impl FnMut(&Element) -> String,
) -> Result<Vec<Vec<GridCell>>, ReadError> {
    let rows: Vec<Vec<Raw>> = rows(table).into_iter().map(|row| raw_row(row, text)).collect();
    let reach = |row: usize, column: usize| {
        let below = rows[row + 1..].iter();
        let goes_on = |cells: &&Vec<Raw>| cells.iter().any(|cell| cell.column == column && cell.continues);
        1 + below.take_while(goes_on).count()
    };
    let own = |(at, row): (usize, &Vec<Raw>)| {
        let first = at == 0;
        let own = row
            .iter()
            .filter(|cell| first || !cell.continues || !has_above(&rows, at, cell.column));
        let spanned = own.map(|cell| Spanned {
            text: cell.text.clone(),
            rows: reach(at, cell.column),
            columns: cell.columns,
        });
        spanned.collect::<Vec<_>>()
    };
    lay_out(&rows.iter().enumerate().map(own).collect::<Vec<_>>())
}

/// Whether a cell stands above, for one that says that it goes on.
fn has_above(rows: &[Vec<Raw>], row: usize, column: usize) -> bool {
    rows[row - 1].iter().any(|cell| cell.column == column)
}

fn raw_row(row: &Element, text: &mut impl FnMut(&Element) -> String) -> Vec<Raw> {
    let number = |path: &[&str]| row.value(path).and_then(|number| number.parse::<usize>().ok());
    let mut column = 0;
    let mut out = Vec::new();
    let gap = |column: &mut usize, columns: usize, out: &mut Vec<Raw>| {
        for _ in 0..columns.min(1000) {
            out.push(Raw {
                text: String::new(),
                column: *column,
                columns: 1,
                continues: false,
            });
            *column += 1;
        }
    };
    gap(&mut column, number(&["trPr", "gridBefore"]).unwrap_or(0), &mut out);
    for cell in cells(row) {
        let span = cell.value(&["tcPr", "gridSpan"]).and_then(|span| span.parse().ok());
        let columns: usize = span.unwrap_or(1).clamp(1, 10_000);
        let merge = cell.at(&["tcPr", "vMerge"]);
        let continues = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
        let text = text(cell);
        out.push(Raw {
            text,
            column,
            columns,
            continues,
        });
        column += columns;
    }
    out
}
