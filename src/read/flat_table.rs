//! Tables that a copy has flattened to bars.
//!
//! Two forms with bars are known (for those without, see `line_table` and `tab_table`; for those in which no bar opens a row, `closed_cells`). In the *row* form each row is a line, `| a | b |`. In the *cell* form a bar opens each cell but
//! the first, a cell may run over several lines, and a bar at the end of a line closes the row:
//!
//! ```text
//! (一)强化科技资源引进力量。
//! | 1、整合现有科技合作资源。
//! 2、组织干部队伍。
//! | 科技局
//! | 发改局、经信局
//! |
//! ```
//!
//! A row that ends before its last columns *misses* those cells (they were merged with the cells above); a cell between
//! two bars with nothing in it is *empty*.

use crate::text::Span;

use super::lines::Line;
use super::{closed_cells, line_table, particulars};

/// A table: rows of cells, every row as long as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// From the top.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its text; empty where nothing is printed in it.
    pub span: Span,
    /// How many rows it is merged over, itself included; 1 where the format does not say.
    pub rows: u16,
    /// Whether it is the continuation of the cell above it, and so prints nothing itself.
    pub continues: bool,
}

/// A cell of the file before it is copied to the clean text.
#[derive(Debug, Clone)]
pub(super) struct RawCell<'t> {
    /// The pieces of lines in it.
    pub(super) lines: Vec<Line<'t>>,
    /// As in [`Cell`].
    pub(super) rows: u16,
    /// As in [`Cell`].
    pub(super) continues: bool,
}

impl<'t> From<Vec<Line<'t>>> for RawCell<'t> {
    fn from(lines: Vec<Line<'t>>) -> Self {
        Self {
            lines,
            rows: 1,
            continues: false,
        }
    }
}

/// Lines `first..last` that make a table, as rows of cells.
pub(super) struct RawTable<'t> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) rows: Vec<Vec<RawCell<'t>>>,
}

/// Finds the flattened tables among `lines`.
pub(super) fn find<'t>(lines: &[Line<'t>]) -> Vec<RawTable<'t>> {
    let barred: Vec<usize> = (0..lines.len()).filter(|&i| opens(lines[i].text)).collect();
    let holds_words = |&i: &usize| !is_bare(lines[i].text);
    if barred.len() < 3 || !barred.iter().any(holds_words) {
        return without_opening(lines);
    }
    if barred.iter().all(|&i| is_row_line(lines[i].text)) {
        row_tables(lines, &barred)
    } else {
        cell_table(lines, &barred).into_iter().collect()
    }
}

/// Whether a line begins with a bar, and is no row of what a page prints about the document.
fn opens(line: &str) -> bool {
    line.starts_with('|') && particulars::row(line) != Some(particulars::Row::Own)
}

/// Whether a line holds bars and nothing else.
pub(super) fn is_bare(line: &str) -> bool {
    line.starts_with('|') && line.trim_matches(['|', ' ', '\u{3000}']).is_empty()
}

/// The tables of a text in which no bar opens a row.
fn without_opening<'t>(lines: &[Line<'t>]) -> Vec<RawTable<'t>> {
    let closed = lines.iter().filter(|line| line.text.ends_with('|'));
    let tables = if closed.take(3).count() == 3 {
        closed_cells::find(lines)
    } else {
        Vec::new()
    };
    if tables.is_empty() {
        line_table::find(lines)
    } else {
        tables
    }
}

/// `| a | b |`
fn is_row_line(text: &str) -> bool {
    text.len() > 1 && text.ends_with('|') && text.matches('|').count() >= 3
}

/// Runs of lines in the row form.
fn row_tables<'t>(lines: &[Line<'t>], barred: &[usize]) -> Vec<RawTable<'t>> {
    let mut tables: Vec<RawTable<'t>> = Vec::new();
    for &i in barred {
        let is_rule = lines[i].text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let row = split_bars(lines[i]).skip(1);
        let mut row: Vec<RawCell<'t>> = row.map(|piece| Vec::from_iter(piece.trimmed()).into()).collect();
        row.pop();
        match tables.last_mut() {
            Some(table) if table.last == i => table.last = i + 1,
            _ => tables.push(RawTable {
                first: i,
                last: i + 1,
                rows: Vec::new(),
            }),
        }
        if let (false, Some(table)) = (is_rule, tables.last_mut()) {
            table.rows.push(row);
        }
    }
    tables
}

/// The one table in the cell form, from the line before the first bar to the last bar.
fn cell_table<'t>(lines: &[Line<'t>], barred: &[usize]) -> Option<RawTable<'t>> {
    let (first, last) = (barred[0].saturating_sub(1), *barred.last()? + 1);
    let closes =
        |i: usize| lines[i].text.ends_with('|') && lines.get(i + 1).is_none_or(|next| !next.text.starts_with('|'));
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::<RawCell<'_>>::new(), Vec::new());
    for (i, &line) in lines.iter().enumerate().take(last).skip(first) {
        for (k, piece) in split_bars(line).enumerate() {
            if k > 0 {
                row.push(std::mem::take(&mut cell).into());
            }
            cell.extend(piece.trimmed());
        }
        if closes(i) {
            rows.push(std::mem::take(&mut row));
        }
    }
    row.push(cell.into());
    if row.iter().any(|cell| !cell.lines.is_empty()) {
        rows.push(row);
    }
    (rows.len() >= 2).then_some(RawTable { first, last, rows })
}

/// The pieces of a line between its bars.
pub(super) fn split_bars(line: Line<'_>) -> impl Iterator<Item = Line<'_>> {
    let mut start = line.start;
    line.text.split('|').map(move |text| {
        let piece = Line { text, start, ..line };
        start += text.len() + 1;
        piece
    })
}

impl Line<'_> {
    /// The line without the white space around it, if anything is left.
    pub(super) fn trimmed(self) -> Option<Self> {
        let behind = self.text.trim_start();
        (!behind.is_empty()).then_some(Self {
            text: behind.trim_end(),
            start: self.start + self.text.len() - behind.len(),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let lines = lines(text);
        let tables = find(&lines);
        let join = |cell: &RawCell<'_>| cell.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        tables
            .iter()
            .flat_map(|t| &t.rows)
            .map(|row| row.iter().map(join).collect())
            .collect()
    }

    #[test]
    fn the_cell_form_tells_missing_from_empty() {
        let text = "要求\n| 目标\n| 牵头单位\n| 协助单位\n|\n一、总则\n|\n(一)甲。\n| 1、做。\n2、再做。\n| 科技局\n经信局\n|\n|\n(二)乙。\n| 做。\n|\n(三)丙。\n| 做。\n| 科技局\n| |\n(四)丁。\n| 做。\n| 科技局\n| 其他\n|";
        assert_eq!(
            cells(text),
            vec![
                vec!["要求", "目标", "牵头单位", "协助单位"],
                vec!["一、总则"],
                vec!["(一)甲。", "1、做。/2、再做。", "科技局/经信局", ""],
                vec!["(二)乙。", "做。"],
                vec!["(三)丙。", "做。", "科技局", ""],
                vec!["(四)丁。", "做。", "科技局", "其他"],
            ]
        );
    }

    #[test]
    fn the_row_form() {
        let text = "表1\n| 任务 | 责任单位 |\n|---|---|\n| 做甲事 | 科技局 |\n| 做乙事 | |\n正文";
        assert_eq!(
            cells(text),
            vec![vec!["任务", "责任单位"], vec!["做甲事", "科技局"], vec!["做乙事", ""]]
        );
    }
}
