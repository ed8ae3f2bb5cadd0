//! Tables whose format knows merged cells, as rows in which every column has its cell.

use super::ReadError;
use super::limits::MAX_CELLS;

/// A cell as a format gives it: once, at its upper left corner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spanned {
    /// Its text, lines parted by `\n`.
    pub(super) text: String,
    /// How many rows it is merged over, itself included.
    pub(super) rows: usize,
    /// How many columns.
    pub(super) columns: usize,
}

/// A cell of a row of the finished grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GridCell {
    /// Its text, lines parted by `\n`.
    pub(super) text: String,
    /// How many rows it is merged over, itself included.
    pub(super) rows: u16,
    /// How many columns.
    pub(super) columns: u16,
    /// Whether it goes on from the cell above.
    pub(super) continues: bool,
    /// Its row and column, from 1.
    pub(super) at: (u32, u32),
}

/// Lays cells out as HTML does: each goes into the first column that no cell above reaches down into.
///
/// Rows are as long as the widest; where cells are missing, empty ones stand. A row of one cell over all columns, a heading
/// within the table, is left as that one cell.
pub(super) fn grid(rows: &[Vec<Spanned>]) -> Result<Vec<Vec<GridCell>>, ReadError> {
    let mut reach: Vec<Reach> = Vec::new();
    let (mut laid, mut cells) = (Vec::with_capacity(rows.len()), 0);
    for (r, row) in rows.iter().enumerate() {
        let mut out: Vec<GridCell> = Vec::new();
        let mut next = row.iter();
        let mut column = 0;
        loop {
            if let Some(above) = reach.get(column).filter(|above| above.rows > 0) {
                let columns = above.columns;
                out.push(continued(r, column, columns));
                column += columns;
            } else if let Some(cell) = next.next() {
                let width = free(&reach, column, cell.columns.clamp(1, MAX_CELLS));
                let rows_left = (rows.len() - r).min(cell.rows.max(1));
                reach.resize(reach.len().max(column + width), Reach::default());
                reach[column] = Reach {
                    rows: rows_left,
                    columns: width,
                };
                out.push(placed(cell, r, column, rows_left, width));
                column += width;
            } else if column < reach.len() {
                out.push(empty(r, column));
                column += 1;
            } else {
                break;
            }
            cells += 1;
            if cells > MAX_CELLS || reach.len() > MAX_CELLS {
                return Err(too_many(cells.max(reach.len())));
            }
        }
        for above in &mut reach {
            above.rows = above.rows.saturating_sub(1);
        }
        laid.push(out);
    }
    pad(&mut laid, reach.len());
    laid.iter_mut().for_each(unite_heading);
    Ok(laid)
}

/// How far down the cell that begins in a column still reaches.
#[derive(Debug, Clone, Copy, Default)]
struct Reach {
    rows: usize,
    columns: usize,
}

pub(super) fn too_many(number: usize) -> ReadError {
    ReadError::Beyond {
        what: "the number of a table's cells",
        number,
        limit: MAX_CELLS,
    }
}

/// The columns that are free from `column` on, up to `wanted`.
fn free(reach: &[Reach], column: usize, wanted: usize) -> usize {
    let taken = reach.iter().skip(column).take(wanted).position(|above| above.rows > 0);
    taken.unwrap_or(wanted)
}

fn placed(cell: &Spanned, row: usize, column: usize, rows: usize, columns: usize) -> GridCell {
    GridCell {
        text: cell.text.clone(),
        rows: rows.min(usize::from(u16::MAX)) as u16,
        columns: columns.min(usize::from(u16::MAX)) as u16,
        continues: false,
        at: (row as u32 + 1, column as u32 + 1),
    }
}

fn continued(row: usize, column: usize, columns: usize) -> GridCell {
    GridCell {
        continues: true,
        ..placed(&Spanned::default(), row, column, 1, columns)
    }
}

fn empty(row: usize, column: usize) -> GridCell {
    placed(&Spanned::default(), row, column, 1, 1)
}

/// Fills every row up to `width` columns.
fn pad(rows: &mut [Vec<GridCell>], width: usize) {
    for (r, row) in rows.iter_mut().enumerate() {
        let mut filled: usize = row.iter().map(|cell| usize::from(cell.columns)).sum();
        while filled < width {
            row.push(empty(r, filled));
            filled += 1;
        }
    }
}

/// Leaves a row as its one cell if that lies over all columns.
fn unite_heading(row: &mut Vec<GridCell>) {
    let width: usize = row.iter().map(|cell| usize::from(cell.columns)).sum();
    let is_heading = |cell: &GridCell| !cell.continues && width > 1 && usize::from(cell.columns) == width;
    if row.first().is_some_and(is_heading) {
        row.truncate(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, rows: usize, columns: usize) -> Spanned {
        Spanned {
            text: text.into(),
            rows,
            columns,
        }
    }

    /// `^` for a cell that goes on from above, `.` for an empty one.
    fn shown(rows: &[Vec<Spanned>]) -> Vec<String> {
        let word = |cell: &GridCell| match cell {
            GridCell { continues: true, .. } => "^".to_owned(),
            cell if cell.text.is_empty() => ".".to_owned(),
            cell if cell.columns > 1 => format!("{}*{}", cell.text, cell.columns),
            cell => cell.text.clone(),
        };
        let rows = grid(rows).expect("it is small");
        rows.iter()
            .map(|row| row.iter().map(word).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn merged_cells_keep_columns_in_their_places() {
        let rows = [
            vec![cell("任务", 2, 1), cell("责任单位", 1, 2), cell("时限", 2, 1)],
            vec![cell("牵头", 1, 1), cell("配合", 1, 1)],
            vec![cell("一、总则", 1, 4)],
            vec![
                cell("甲", 1, 1),
                cell("科技局", 2, 1),
                cell("", 1, 1),
                cell("年底", 1, 1),
            ],
            vec![cell("乙", 1, 1), cell("财政局", 1, 1)],
        ];
        assert_eq!(
            shown(&rows),
            [
                "任务 责任单位*2 时限",
                "^ 牵头 配合 ^",
                "一、总则*4",
                "甲 科技局 . 年底",
                "乙 ^ 财政局 ."
            ]
        );
    }

    #[test]
    fn spans_beyond_the_table_end_with_it() {
        assert_eq!(
            shown(&[vec![cell("甲", 9, 1), cell("乙", 1, 1)], vec![cell("丙", 1, 1)]]),
            ["甲 乙", "^ 丙"]
        );
        assert!(grid(&[vec![cell("甲", 1, usize::MAX), cell("乙", 1, 9)]]).is_err());
    }
}
