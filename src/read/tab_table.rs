//! Tables whose cells a tab parts, as a copy from a page or a spreadsheet leaves them:
//!
//! ```text
//! 序号⇥工作任务⇥责任单位
//! 一、⇥促进创新⇥
//! 1⇥建设标准厂房。
//! 每年两座。⇥市住建局
//! 市财政局
//! ```
//!
//! The head says how many columns there are. A cell may run over several lines: a line goes on in the cell that is open, as
//! long as the row's tabs have not been used up.

use super::closed_cells::names_column;
use super::column_head::names_units;
use super::flat_table::{RawCell, RawTable};
use super::line_table::is_number_head;
use super::lines::{Line, is_blank};

/// The most lines that the last cell of a row has below its first.
const BELOW: usize = 8;
/// Characters of a line below a table that is still taken for one of its last cell.
const WIDEST_LAST: usize = 12;

/// Finds the tables of this form among the lines of `text`.
pub(super) fn find<'t>(text: &'t str, lines: &[Line<'t>]) -> Vec<RawTable<'t>> {
    let mut tables = Vec::new();
    if memchr::memchr(b'\t', text.as_bytes()).is_none() {
        return tables;
    }
    let mut i = 0;
    while i < lines.len() {
        let found = table(text, lines, i);
        i = found.as_ref().map_or(i + 1, |table| table.last);
        tables.extend(found);
    }
    tables
}

/// The table whose head is line `first`: one of two columns or more, of which one holds numbers or units.
fn table<'t>(text: &'t str, lines: &[Line<'t>], first: usize) -> Option<RawTable<'t>> {
    let head = cells(text, lines[first]);
    let names = || head.iter().filter_map(|cell| cell.trimmed()).map(|cell| cell.text);
    let tells = |name: &str| {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        is_number_head(&name) || names_units(&name)
    };
    if head.len() < 2 || !names().all(names_column) || !names().any(tells) {
        return None;
    }
    let width = head.len();
    let mut rows = vec![row_of(&head)];
    let mut at = first + 1;
    while let Some((row, end)) = row(text, lines, at, width) {
        rows.push(row);
        at = end;
    }
    (rows.len() >= 3).then_some(RawTable { first, last: at, rows })
}

/// The row that begins at line `at`, and the line behind it.
fn row<'t>(text: &'t str, lines: &[Line<'t>], at: usize, width: usize) -> Option<(Vec<RawCell<'t>>, usize)> {
    let mut row = row_of(&cells(text, *lines.get(at)?));
    let mut end = at + 1;
    if row.len() < 2 || row.len() > width {
        return None;
    }
    while row.len() < width {
        let Some(line) = lines.get(end) else { break };
        let more = cells(text, *line);
        // A row whose last cells are missing ends where the next one is whole.
        if row.len() + more.len() - 1 > width {
            break;
        }
        let (open, behind) = more.split_first()?;
        row.last_mut()?.lines.extend(open.trimmed());
        row.extend(row_of(behind));
        end += 1;
    }
    while row.len() == width && goes_on(text, lines, end) {
        row.last_mut()?.lines.extend(lines[end].trimmed());
        end += 1;
    }
    row.resize_with(width, || Vec::new().into());
    Some((row, end))
}

/// Whether line `at`, below a row whose tabs are used up, is one more line of its last cell: the next row is near, or the
/// line is as short as a name.
fn goes_on(text: &str, lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| !line.after_blank && !has_tab(text, **line)) else {
        return false;
    };
    let below = lines[at..].iter().take(BELOW);
    let mut below = below.take_while(|below| !below.after_blank);
    let is_name = || line.width() <= WIDEST_LAST && !line.text.contains(['。', '：', ':', '年']);
    below.any(|below| has_tab(text, *below)) || is_name()
}

fn has_tab(text: &str, line: Line<'_>) -> bool {
    cells(text, line).len() > 1
}

/// The cells of a line, with those at its ends that hold nothing.
fn cells<'t>(text: &'t str, line: Line<'t>) -> Vec<Line<'t>> {
    let before = &text[..line.start];
    let start = before.trim_end_matches(|c| c != '\n' && is_blank(c)).len();
    let behind = &text[line.start + line.text.len()..];
    let rest = behind.len() - behind.trim_start_matches(|c| c != '\n' && is_blank(c)).len();
    let mut at = start;
    let pieces = text[start..line.start + line.text.len() + rest].split('\t');
    let cells = pieces.map(|text| {
        let cell = Line {
            text,
            start: at,
            ..line
        };
        at += text.len() + 1;
        cell
    });
    cells.collect()
}

fn row_of<'t>(cells: &[Line<'t>]) -> Vec<RawCell<'t>> {
    cells.iter().map(|cell| Vec::from_iter(cell.trimmed()).into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    /// Each row as its cells, their lines parted by `/`.
    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let words = |cell: &RawCell<'_>| cell.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        let row = |row: &Vec<RawCell<'_>>| row.iter().map(words).collect::<Vec<_>>().join("|");
        find(text, &lines)
            .iter()
            .flat_map(|table| &table.rows)
            .map(row)
            .collect()
    }

    #[test]
    fn cells_over_several_lines_and_empty_ones() {
        let text = "某细则\n序号\t任务\t分值\t责任单位\n\t总分\t100\t\n一、\t创新\t\t\n1\t建厂房。\n每年两座。\t5\t住建局\n财政局\n\
                    2\t修路。\t6\t交通局\n公路局\n\n2018年3月1日";
        assert_eq!(
            rows(text),
            [
                "序号|任务|分值|责任单位",
                "|总分|100|",
                "一、|创新||",
                "1|建厂房。/每年两座。|5|住建局/财政局",
                "2|修路。|6|交通局/公路局",
            ]
        );
    }

    #[test]
    fn a_row_that_lacks_its_last_cells() {
        let text = "任务\t责任单位\t备注\n建校。\t教育局\n修路。\t交通局\t今年\n造林。\t林业局\n正文从这里开始，不属于上面的表格。";
        assert_eq!(
            rows(text)[..3],
            ["任务|责任单位|备注", "建校。|教育局|", "修路。|交通局|今年"]
        );
    }

    #[test]
    fn what_is_no_table() {
        for text in [
            "首页\t政务公开\n正文。\n正文。",
            "\t\t某通知\n\t各部门：\n\t做好。",
            "一、工作\t任务\t要求\n1\t2\t3\n",
        ] {
            assert_eq!(rows(text), [""; 0], "{text}");
        }
    }
}
