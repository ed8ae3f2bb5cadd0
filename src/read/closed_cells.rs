//! Tables that a copy has flattened so that a bar closes each cell and none opens a row.
//!
//! In the *row* form each row is a line: `1 | 建厂房 | 市住建局 |`. A cell that is merged with the one above is not printed, so
//! that the cells behind it move to the left and empty ones stand at the row's end: `再建一处。 | ||`. In the *cell* form each
//! cell is a line or more of its own, and a bar alone on its line opens a row, or is an empty cell:
//!
//! ```text
//! 序号 |
//! 工作任务 |
//! 责任单位 |
//! 1 |
//! 建设标准厂房。 |
//! 市住房城乡建设局 |
//! ```

use super::flat_table::{RawCell, RawTable, split_bars};
use super::line_table::is_number_head;
use super::lines::Line;
use super::particulars;

/// The most columns of a table in the cell form.
const COLUMNS: usize = 12;
/// Characters of the longest head of a column.
const WIDEST_HEAD: usize = 16;
/// The most lines over which a row of the row form is broken.
const BROKEN: usize = 12;

/// Finds the tables of either form among `lines`.
pub(super) fn find<'t>(lines: &[Line<'t>]) -> Vec<RawTable<'t>> {
    let mut tables = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let found = row_table(lines, i).or_else(|| cell_table(lines, i));
        i = found.as_ref().map_or(i + 1, |table| table.last);
        tables.extend(found);
    }
    tables
}

fn bars(line: &str) -> usize {
    memchr::memchr_iter(b'|', line.as_bytes()).count()
}

/// Whether a line is a row of its own: words, and a bar behind each of two cells or more.
fn is_row(line: &str) -> bool {
    line.ends_with('|')
        && !line.starts_with('|')
        && bars(line) >= 2
        && particulars::row(line) != Some(particulars::Row::Own)
}

/// The table in the row form that begins at line `first`: two rows or more of equal length.
fn row_table<'t>(lines: &[Line<'t>], first: usize) -> Option<RawTable<'t>> {
    if !is_row(lines[first].text) {
        return None;
    }
    let width = bars(lines[first].text);
    let is_numbered = is_number_head(cells(&lines[first..=first])[0].lines.first()?.text);
    let (mut rows, mut at) = (Vec::new(), first);
    while let Some(end) = row_end(lines, at, width) {
        let row = cells(&lines[at..end]);
        rows.push(if is_numbered { unshifted(row) } else { row });
        at = end;
    }
    (rows.len() >= 2).then_some(RawTable { first, last: at, rows })
}

/// Where the row ends that begins at line `at`: one of so many cells, which may be broken over lines.
fn row_end(lines: &[Line<'_>], at: usize, width: usize) -> Option<usize> {
    let mut count = 0;
    for (i, line) in lines.iter().enumerate().skip(at).take(BROKEN) {
        let here = bars(line.text);
        count += here;
        if i == at && (here == 0 || line.text.starts_with('|')) || count > width {
            return None;
        }
        if line.text.ends_with('|') {
            return (count == width).then_some(i + 1);
        }
    }
    None
}

/// The cells of some lines, each of which a bar closes.
fn cells<'t>(lines: &[Line<'t>]) -> Vec<RawCell<'t>> {
    let mut cells: Vec<RawCell<'t>> = vec![Vec::new().into()];
    for line in lines {
        for (k, piece) in split_bars(*line).enumerate() {
            if k > 0 {
                cells.push(Vec::new().into());
            }
            if let Some(cell) = cells.last_mut() {
                cell.lines.extend(piece.trimmed());
            }
        }
    }
    cells.pop();
    cells
}

/// A row of a table whose first column numbers them, with the cells that go on from above where they belong: one that has
/// no number goes on from the row above it.
fn unshifted(mut row: Vec<RawCell<'_>>) -> Vec<RawCell<'_>> {
    let is_number = |cell: &RawCell<'_>| cell.lines.first().is_none_or(|line| number(line.text).is_some());
    let filled = row
        .iter()
        .rposition(|cell| !cell.lines.is_empty())
        .map_or(0, |at| at + 1);
    let is_heading = filled <= 1;
    if is_heading || filled == row.len() || row.first().is_none_or(|cell| is_number(cell) || is_head_cell(cell)) {
        return row;
    }
    let above = || RawCell {
        continues: true,
        ..Vec::new().into()
    };
    let width = row.len();
    row.truncate(filled);
    row.insert(0, above());
    row.resize_with(width, above);
    row
}

fn is_head_cell(cell: &RawCell<'_>) -> bool {
    cell.lines.first().is_some_and(|line| is_number_head(line.text))
}

/// The number that a cell holds and nothing else.
fn number(cell: &str) -> Option<u32> {
    let digits = cell.trim_end_matches(['.', '、', '．', ' ']);
    (digits.len() <= 4 && digits.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// A cell of the cell form with the line behind it; one without lines is a bar alone.
struct Closed<'t> {
    lines: Vec<Line<'t>>,
    end: usize,
}

impl Closed<'_> {
    fn number(&self) -> Option<u32> {
        match self.lines.as_slice() {
            [line] => number(line.text),
            _ => None,
        }
    }
}

/// The table in the cell form whose first head, 序号, is line `first`.
fn cell_table<'t>(lines: &[Line<'t>], first: usize) -> Option<RawTable<'t>> {
    let line = lines[first].text;
    if !line.ends_with('|') || bars(line) != 1 || !is_number_head(line.trim_end_matches(['|', ' ', '\u{3000}'])) {
        return None;
    }
    let cells = closed(lines, first);
    let body = cells.iter().position(|cell| cell.number().is_some())?;
    let heads: Vec<&Closed<'t>> = cells[..body].iter().filter(|cell| !cell.lines.is_empty()).collect();
    let are_heads = heads
        .iter()
        .all(|cell| cell.lines.iter().all(|line| names_column(line.text)));
    if !(3..=COLUMNS).contains(&heads.len()) || !are_heads {
        return None;
    }
    let mut rows = vec![heads.iter().map(|cell| cell.lines.clone().into()).collect()];
    let (mut at, mut last) = (body, first);
    while let Some(row) = row_at(&cells, at, heads.len()) {
        last = row.last;
        at = row.end;
        rows.push(row.cells);
    }
    (rows.len() >= 3).then_some(RawTable { first, last, rows })
}

/// Whether a line may name a column; 2024年建设内容 does.
pub(super) fn names_column(line: &str) -> bool {
    line.chars().count() <= WIDEST_HEAD && !line.contains(['。', '，', '；', '：', ':']) && number(line).is_none()
}

/// The cells of the cell form from line `first` on, as far as each is closed by a bar nearby.
fn closed<'t>(lines: &[Line<'t>], first: usize) -> Vec<Closed<'t>> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (i, line) in lines.iter().enumerate().skip(first) {
        let bars = bars(line.text);
        let is_bare = line.text.trim_matches(['|', ' ']).is_empty();
        if bars > 1 && !is_bare || open.len() > BROKEN {
            break;
        }
        open.extend(split_bars(*line).filter_map(Line::trimmed));
        if line.text.ends_with('|') {
            found.push(Closed {
                lines: std::mem::take(&mut open),
                end: i + 1,
            });
        }
    }
    found
}

/// A row of the cell form.
struct Laid<'t> {
    cells: Vec<RawCell<'t>>,
    /// The cell and the line behind it.
    end: usize,
    last: usize,
}

/// The row whose number is cell `at`, or one of the bars before it.
fn row_at<'t>(cells: &[Closed<'t>], at: usize, width: usize) -> Option<Laid<'t>> {
    let at = (at..cells.len()).find(|&i| !cells[i].lines.is_empty())?;
    let number = cells[at].number()?;
    let begins_next = |i: usize| cells[i].number() == Some(number + 1);
    let mut near = at + 2..cells.len().min(at + 3 * width);
    let next = near.find(|&i| begins_next(i));
    let end = next.unwrap_or_else(|| cells.len().min(at + width));
    let own = &cells[at..end];
    let filled: Vec<&Closed<'t>> = own.iter().filter(|cell| !cell.lines.is_empty()).collect();
    let laid: Vec<&Closed<'t>> = if filled.len() == width {
        filled
    } else {
        own.iter().collect()
    };
    let mut row: Vec<RawCell<'t>> = laid.iter().map(|cell| cell.lines.clone().into()).collect();
    // With a bar too many, the last opens the next row; a row of another length is words alone.
    if row.len() == width + 1 && row.last().is_some_and(|cell| cell.lines.is_empty()) {
        row.pop();
    }
    if row.len() != width {
        next?;
        let words = own[1..].iter().flat_map(|cell| cell.lines.clone()).collect::<Vec<_>>();
        row = vec![own[0].lines.clone().into(), words.into()];
        row.resize_with(width, || Vec::new().into());
    }
    Some(Laid {
        cells: row,
        end,
        last: own.last()?.end,
    })
}

/// Takes the bars off the ends of lines that stand in no table; what follows such a line does not go on from it.
pub(super) fn unbarred(lines: &mut [Line<'_>]) {
    for i in 0..lines.len() {
        let text = lines[i].text;
        if !text.ends_with('|') || text.starts_with('|') || particulars::row(text).is_some() {
            continue;
        }
        lines[i].text = text.trim_end_matches(['|', ' ', '\u{3000}']);
        if let Some(next) = lines.get_mut(i + 1) {
            next.goes_on.get_or_insert(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    /// Each row as its cells, their lines parted by `/`, `^` for one that goes on from above.
    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let words = |cell: &RawCell<'_>| cell.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        let cell = |cell: &RawCell<'_>| if cell.continues { "^".to_owned() } else { words(cell) };
        let row = |row: &Vec<RawCell<'_>>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        find(&lines).iter().flat_map(|table| &table.rows).map(row).collect()
    }

    #[test]
    fn a_row_a_line() {
        let text = "某表\n序号 | 任务 | 进展 | 责任单位 |\n1 | 建校。 | 建成一所，\n再建一所。 | 教育局 |\n2 | 修路。 | 修完。 | 交通局 |\n再修。 | 未修。 | ||\n完。";
        assert_eq!(
            rows(text),
            [
                "序号 任务 进展 责任单位",
                "1 建校。 建成一所，/再建一所。 教育局",
                "2 修路。 修完。 交通局",
                "^ 再修。 未修。 ^",
            ]
        );
    }

    #[test]
    fn a_cell_a_line() {
        for text in [
            "序号 |\n任务 |\n责任单位 |\n1 |\n建校。 |\n教育局 |\n2 |\n修\n路。 |\n交通局 |\n完。",
            "|\n某表 |\n|||\n|\n序号 |\n任务 |\n责任单位 |\n|\n1 |\n建校。 |\n教育局 |\n|\n2 |\n修\n路。 |\n交通局 |\n|",
        ] {
            assert_eq!(
                rows(text),
                ["序号 任务 责任单位", "1 建校。 教育局", "2 修/路。 交通局"],
                "{text}"
            );
        }
    }

    #[test]
    fn an_empty_cell_and_a_row_of_another_length() {
        let text = "序号 |\n任务 |\n责任单位 |\n备注 |\n7 |\n建校。 |\n教育局 |\n|\n8 |\n修路。 |\n交通局 |\n甲 |\n乙 |\n9 |\n造林。 |\n林业局 |\n|\n";
        assert_eq!(
            rows(text),
            [
                "序号 任务 责任单位 备注",
                "7 建校。 教育局 ",
                "8 修路。/交通局/甲/乙  ",
                "9 造林。 林业局 "
            ]
        );
    }

    #[test]
    fn what_is_no_table() {
        for text in [
            "首页 | 政务公开 |\n正文。",
            "索引号 | 000330185/2022 | 公开方式 | 主动公开 |\n公开范围 | 面向社会 | 公开时限 | 长期公开 |",
            "某通知 |\n各部门： |\n做好。 |",
        ] {
            assert_eq!(rows(text), [""; 0], "{text}");
        }
    }
}
