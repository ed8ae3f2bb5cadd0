//! Tables that a copy has flattened to one cell a line, as those that lose every mark of a table do:
//!
//! ```text
//! 序号
//! 工作任务
//! 责任单位
//! 1
//! 建设标准厂房。
//! 市住房城乡建设局
//! 2
//! ```
//!
//! The heads from 序号 to the first number say how many columns there are and what each holds; the next number alone on its
//! line opens the next row. A cell may run over several lines, and one may be empty: the lines of a row are laid into its
//! columns as their kinds (names of units, a date, words) cost least to lay. A row that can be laid in two ways keeps its
//! words and gives no units; where too few rows can be laid, there is no table.

use super::cell_lines::ends_as_unit;
use super::column_head::names_units;
use super::flat_table::{RawCell, RawTable};
use super::lines::Line;
use super::numbering::{self, Style};

/// The most columns of a table that is believed.
const COLUMNS: usize = 10;
/// Characters of the longest head.
const WIDEST_HEAD: usize = 12;
/// The most lines of a row.
const ROW: usize = 40;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Units,
    Date,
    /// 备注, which most rows leave empty.
    Note,
}

/// Finds the tables of this form among `lines`.
pub(super) fn find<'t>(lines: &[Line<'t>]) -> Vec<RawTable<'t>> {
    let mut found: Vec<RawTable<'t>> = Vec::new();
    for first in (0..lines.len()).filter(|&i| is_number_head(lines[i].text)) {
        let is_inside = found.last().is_some_and(|table| first < table.last);
        if let Some(table) = (!is_inside).then(|| table(lines, first)).flatten() {
            found.push(table);
        }
    }
    found
}

pub(super) fn is_number_head(line: &str) -> bool {
    line.starts_with('序') && line.len() <= "序  号".len() && squeezed(line) == "序号"
}

fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The table whose first head is this line.
fn table<'t>(lines: &[Line<'t>], first: usize) -> Option<RawTable<'t>> {
    let body = (first + 1..lines.len().min(first + COLUMNS + 1)).find(|&i| !is_head(lines[i].text))?;
    let kinds: Vec<Kind> = (first + 1..body).map(|i| kind(lines[i].text)).collect();
    if kinds.len() < 2 || !kinds.contains(&Kind::Units) {
        return None;
    }
    let heads = (first..body).map(|i| vec![lines[i]].into()).collect();
    let mut reading = Body {
        lines,
        kinds,
        at: body,
        number: 0,
        rows: vec![heads],
        laid: Vec::new(),
    };
    while reading.row() {}
    let laid = reading.laid.iter().filter(|laid| **laid).count();
    let is_table = reading.laid.len() >= 2 && laid * 3 >= reading.laid.len() * 2;
    is_table.then_some(RawTable {
        first,
        last: reading.at,
        rows: reading.rows,
    })
}

fn is_head(line: &str) -> bool {
    let is_short = line.len() <= WIDEST_HEAD * 4 && line.chars().count() <= WIDEST_HEAD;
    is_short
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && !line.contains(['。', '，', '；', '：', ':', '、'])
        && numbering::marker(line).is_none()
}

fn kind(head: &str) -> Kind {
    let head = squeezed(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    match () {
        () if names_units(&head) => Kind::Units,
        () if has(&["时限", "时间", "期限"]) => Kind::Date,
        () if has(&["备注"]) => Kind::Note,
        () => Kind::Words,
    }
}

/// The rows as far as they are read.
struct Body<'l, 't> {
    lines: &'l [Line<'t>],
    /// Of the columns behind the numbers.
    kinds: Vec<Kind>,
    /// The line that the next row begins in.
    at: usize,
    /// The last row's number.
    number: usize,
    rows: Vec<Vec<RawCell<'t>>>,
    /// Of each row, whether its lines could be laid into the columns.
    laid: Vec<bool>,
}

impl<'t> Body<'_, 't> {
    /// Reads the row that begins here, with the heading within the table above it; whether there is one.
    fn row(&mut self) -> bool {
        let is_group =
            self.is_group(self.at) && (self.begins(self.at + 1, 1) || self.begins(self.at + 1, self.number + 1));
        let at = self.at + usize::from(is_group);
        let number = [self.number + 1, 1].into_iter().find(|&number| self.begins(at, number));
        let Some(number) = number.filter(|number| is_group || *number == self.number + 1) else {
            return false;
        };
        if is_group {
            self.rows.push(vec![vec![self.lines[self.at]].into()]);
        }
        let (end, cells) = self.next(at, number).unwrap_or_else(|| self.last(at));
        self.laid.push(cells.is_some());
        let mut row: Vec<RawCell<'t>> = vec![vec![self.lines[at]].into()];
        let cells = cells.unwrap_or_else(|| self.unlaid(at + 1, end));
        row.extend(cells.into_iter().map(RawCell::from));
        self.rows.push(row);
        (self.at, self.number) = (end, number);
        true
    }

    fn begins(&self, at: usize, number: usize) -> bool {
        let line = self.lines.get(at).map_or("", |line| line.text);
        line.len() <= 4 && line.parse() == Ok(number)
    }

    /// Whether a line is a heading within the table: 一、优化服务.
    fn is_group(&self, at: usize) -> bool {
        let marker = self.lines.get(at).and_then(|line| numbering::marker(line.text));
        marker.is_some_and(|marker| matches!(marker.style, Style::Chinese | Style::ChineseBracketed))
    }

    /// Where the row that begins at `at` ends and its cells, if another follows.
    fn next(&self, at: usize, number: usize) -> Option<(usize, Option<Vec<Vec<Line<'t>>>>)> {
        let near = at + 2..self.lines.len().min(at + ROW);
        let ends = near.filter_map(|next| {
            let is_group = next > at + 2 && self.is_group(next - 1);
            let follows = self.begins(next, number + 1) || is_group && self.begins(next, 1);
            follows.then_some(next - usize::from(is_group))
        });
        let mut first = None;
        for end in ends {
            let cells = lay(&self.lines[at + 1..end], &self.kinds).map(|(_, cells)| cells);
            if cells.is_some() {
                return Some((end, cells));
            }
            first.get_or_insert(end);
        }
        Some((first?, None))
    }

    /// The same of the last row: as many lines as are best laid.
    fn last(&self, at: usize) -> (usize, Option<Vec<Vec<Line<'t>>>>) {
        let mut kinds = self.kinds.clone();
        if kinds.last() == Some(&Kind::Note) {
            kinds.pop();
        }
        let limit = self.lines.len().min(at + ROW / 2);
        let limit = (at + 2..limit).find(|&i| self.closes(i)).unwrap_or(limit);
        let ways = (at + 2..=limit).filter_map(|end| Some((end, lay(&self.lines[at + 1..end], &kinds)?)));
        let best = ways.min_by_key(|(_, (cost, _))| *cost);
        match best {
            Some((end, (_, mut cells))) => {
                cells.resize(self.kinds.len(), Vec::new());
                (end, Some(cells))
            }
            None => ((at + 1 + self.kinds.len()).min(limit.max(at + 1)), None),
        }
    }

    /// Whether a line stands below a table.
    fn closes(&self, at: usize) -> bool {
        let line = self.lines[at].text;
        let begins = |style: Style| style <= Style::Article;
        self.is_group(at)
            || ["注：", "注:", "备注", "抄送"]
                .iter()
                .any(|word| line.starts_with(word))
            || numbering::marker(line).is_some_and(|marker| begins(marker.style))
    }

    /// The lines of a row that cannot be laid, as words alone.
    fn unlaid(&self, from: usize, to: usize) -> Vec<Vec<Line<'t>>> {
        let words = self.kinds.iter().position(|kind| *kind == Kind::Words);
        let mut cells = vec![Vec::new(); self.kinds.len()];
        cells[words.unwrap_or(0)] = self.lines[from..to].to_vec();
        cells
    }
}

/// What it costs to lay the first lines of a row into its first columns.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: usize,
    /// Whether it is the only one at that cost.
    is_only: bool,
    /// How many lines the last column takes.
    takes: usize,
}

/// The lines of a row laid into its columns at the least cost, with that; nothing where two ways cost the same, or one
/// costs too much.
fn lay<'t>(lines: &[Line<'t>], kinds: &[Kind]) -> Option<(usize, Vec<Vec<Line<'t>>>)> {
    const DEAREST: usize = 80;
    let start = Way {
        cost: 0,
        is_only: true,
        takes: 0,
    };
    let mut ways: Vec<Vec<Option<Way>>> = vec![vec![None; lines.len() + 1]];
    ways[0][0] = Some(start);
    for (column, kind) in kinds.iter().enumerate() {
        let above = &ways[column];
        let reached = (0..=lines.len()).map(|end| {
            let from = (0..=end).filter_map(|from| {
                let before = above[from]?;
                let cost = cost(&lines[from..end], *kind, kinds.len() - column)?;
                Some(Way {
                    cost: before.cost + cost,
                    takes: end - from,
                    ..before
                })
            });
            from.fold(None, |best, way| Some(cheaper(best, way)))
        });
        let reached = reached.collect();
        ways.push(reached);
    }
    let best = ways[kinds.len()][lines.len()].filter(|way| way.is_only && way.cost <= DEAREST)?;
    let (mut cells, mut end) = (vec![Vec::new(); kinds.len()], lines.len());
    for column in (0..kinds.len()).rev() {
        let from = end - ways[column + 1][end]?.takes;
        cells[column] = lines[from..end].to_vec();
        end = from;
    }
    Some((best.cost, cells))
}

fn cheaper(best: Option<Way>, way: Way) -> Way {
    match best {
        Some(best) if best.cost < way.cost => best,
        Some(best) if best.cost == way.cost => Way { is_only: false, ..best },
        _ => way,
    }
}

/// What it costs to have these lines in a column, `left` columns from the last: nothing for one line of its kind. Of two
/// columns alike, the first is filled and the last is long.
fn cost(lines: &[Line<'_>], kind: Kind, left: usize) -> Option<usize> {
    let Some((first, more)) = lines.split_first() else {
        return Some(match kind {
            Kind::Note => 5,
            Kind::Units | Kind::Date => 30 + left,
            Kind::Words => 45 - left,
        });
    };
    let mut cost = fit(first.text, kind)?;
    let mut last = first;
    for line in more {
        let goes_on = last.text.ends_with(['、', '，', ',']);
        cost += fit(line.text, kind)?;
        cost += match kind {
            Kind::Words => 10 + left,
            Kind::Units if goes_on => 0,
            Kind::Units => 10,
            Kind::Date | Kind::Note => 30,
        };
        last = line;
    }
    Some(cost)
}

/// What it costs to have a line in a column of this kind; nothing where it cannot stand there.
fn fit(line: &str, kind: Kind) -> Option<usize> {
    let (units, date) = (holds_units(line), is_date(line));
    let is_short = line.chars().count() <= 30 && !line.contains(['。', '；']);
    match kind {
        Kind::Units if units => Some(0),
        Kind::Units => (is_short && !date).then_some(20),
        Kind::Date if date => Some(0),
        Kind::Date => (is_short && !units).then_some(20),
        Kind::Note => Some(if units || date { 20 } else { 0 }),
        Kind::Words => Some(if units || date { 15 } else { 0 }),
    }
}

/// Whether a line holds names of units: each ends as such names do, or says what it does in the task.
fn holds_units(line: &str) -> bool {
    const DOES: [&str; 5] = ["牵头", "配合", "负责", "参与", "等"];
    let names = line.split(['、', '，', ',', '；', ';', ' ', '\u{3000}']);
    let mut names = names.map(str::trim).filter(|name| !name.is_empty()).peekable();
    let is_name = |name: &str| {
        let bare = DOES.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
        (2..=30).contains(&bare.chars().count()) && ends_as_unit(bare)
    };
    names.peek().is_some() && names.all(is_name)
}

/// Whether a line says when.
fn is_date(line: &str) -> bool {
    const PARTS: [&str; 4] = ["年", "月", "季度", "日"];
    const ALWAYS: [&str; 6] = ["长期", "持续", "全年", "常态", "年底", "立即"];
    line.chars().count() <= 20
        && (ALWAYS.iter().any(|word| line.starts_with(word))
            || PARTS.iter().any(|part| line.contains(part))
                && line.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十每全本今第到".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    /// Each row as its cells, their lines parted by `/`.
    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let cell = |cell: &RawCell<'_>| cell.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        let row = |row: &Vec<RawCell<'_>>| row.iter().map(cell).collect::<Vec<_>>().join(" | ");
        find(&lines).iter().flat_map(|table| &table.rows).map(row).collect()
    }

    #[test]
    fn a_cell_a_line() {
        let text = "分解表\n序号\n工作任务\n责任单位\n完成时限\n1\n建厂房。\n市住建局牵头，市财政局配合\n2024年6月底\n2\n压减时间。\n\
                    市资源局\n市审批局\n9月底\n3\n招商。\n再招商。\n各县（市、区）人民政府\n长期坚持\n某市人民政府办公室\n2024年3月18日";
        assert_eq!(
            rows(text),
            [
                "序号 | 工作任务 | 责任单位 | 完成时限",
                "1 | 建厂房。 | 市住建局牵头，市财政局配合 | 2024年6月底",
                "2 | 压减时间。 | 市资源局/市审批局 | 9月底",
                "3 | 招商。/再招商。 | 各县（市、区）人民政府 | 长期坚持",
            ]
        );
    }

    #[test]
    fn units_of_two_roles_and_headings_within() {
        let text = "序号\n项目名称\n建设内容\n牵头单位\n配合单位\n备注\n一、民生\n1\n学位工程\n新建学校3所\n县教育局\n县住建局、\n县财政局\n2\n健康工程\n\
                    免费筛查\n县卫健委\n二、产业\n3\n公路工程\n改造公路\n县交通局\n县发改委\n二、要求";
        assert_eq!(
            rows(text)[1..],
            [
                "一、民生",
                "1 | 学位工程 | 新建学校3所 | 县教育局 | 县住建局、/县财政局 | ",
                "2 | 健康工程 | 免费筛查 | 县卫健委 |  | ",
                "二、产业",
                "3 | 公路工程 | 改造公路 | 县交通局 | 县发改委 | ",
            ]
        );
    }

    #[test]
    fn what_cannot_be_laid_is_no_table() {
        let two_ways = "序号\n任务\n牵头单位\n配合单位\n1\n做甲事\n甲局\n乙局\n丙局\n2\n做乙事\n甲局\n乙局\n丙局\n3\n做\n甲局\n乙局";
        let without_units = "序号\n指标\n单位\n2025年\n1\n增加值\n%\n10\n2\n基站\n个\n9000";
        let one_row = "序号\n任务\n责任单位\n1\n做甲事\n甲局\n完。";
        for text in [two_ways, without_units, one_row] {
            assert_eq!(rows(text), [""; 0], "{text}");
        }
    }
}
