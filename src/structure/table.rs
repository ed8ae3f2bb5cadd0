//! What the columns of a table mean, and its cells in reading order.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Role;
use crate::read::{BlockKind, Cell, Grid, Source, names_units, numbering};
use crate::text::{Span, WordList};

use super::indicator_table::{self, Figure};

/// A stretch of text as the outline meets it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) place: Place,
    /// The year in the head of the piece's column.
    pub(super) year: Option<u16>,
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of its own.
    Paragraph,
    /// A line of a content cell; `row` numbers the rows of the whole document. A cell that is merged over more rows than
    /// others of its row is a heading above them (`is_group`); `number` is what the row's number cell (序号) holds.
    Content {
        row: usize,
        is_group: bool,
        number: Option<Span>,
    },
    /// A line of a cell that says by when the row's measure must be done.
    Due { row: usize },
    /// A cell of a table of indicators.
    Figure,
    /// A cell of a unit column.
    Unit { row: usize, role: Role, inherited: bool },
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Content {
        year: Option<u16>,
    },
    Unit(Role),
    Head,
    /// 序号: the number of the row's measure.
    Number,
    /// 完成时限.
    Due,
}

static LEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:牵头|主办|主责|承办|组织实施)").expect("the pattern is fixed"));
static SUPPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:协助|配合|协办|参与|参加|协同|支持)").expect("the pattern is fixed"));
static DUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:(?:完成|办结|整改|推进|落实|计划完成)(?:时限|时间|期限|日期)|(?:时限|时间)(?:要求|节点)?|期限)(?:要求|节点)?$").expect("the pattern is fixed")
});
/// Heads of columns that hold tasks.
static TASK: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        任务 工作任务 重点任务 主要任务 任务内容 任务名称 重点工作 重点工作任务 工作内容 主要内容 工作事项 工作措施 主要措施 具体措施
        重点举措 工作举措 目标任务 工作目标 考核内容 考核项目 考核指标 整改措施 整改任务
        ",
    )
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(20\d\d)\s*年").expect("the pattern is fixed"));

/// Every piece of text outside page chrome, in reading order.
pub(super) fn pieces(source: &Source, figures: &mut Vec<Figure>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut rows, mut i) = (0, 0);
    while let Some(block) = source.blocks.get(i) {
        let found = match &block.kind {
            BlockKind::Chrome => None,
            BlockKind::Paragraph => indicator_table::of_lines(&source.text, &source.blocks, i),
            BlockKind::Table(grid) => indicator_table::of_grid(&source.text, &source.blocks[..i], grid),
        };
        if let Some(found) = found {
            pieces.extend(found.cells.into_iter().map(figure_cell));
            figures.extend(found.figures);
            i += found.blocks.max(1);
            continue;
        }
        i += 1;
        match &block.kind {
            BlockKind::Chrome => {}
            BlockKind::Paragraph => pieces.push(Piece {
                span: block.span,
                place: Place::Paragraph,
                year: None,
            }),
            BlockKind::Table(grid) => grid_pieces(&source.text, grid, &mut rows, &mut pieces),
        }
    }
    pieces
}

fn figure_cell(span: Span) -> Piece {
    Piece {
        span,
        place: Place::Figure,
        year: None,
    }
}

fn grid_pieces(text: &str, grid: &Grid, rows: &mut usize, pieces: &mut Vec<Piece>) {
    let mut columns: Vec<Column> = Vec::new();
    let mut above: Vec<Option<Cell>> = Vec::new();
    for (i, cells) in grid.rows.iter().enumerate() {
        *rows += 1;
        if let Some(head) = head(text, grid, i) {
            columns = head;
            above = vec![None; columns.len()];
            continue;
        }
        if is_upper_head(text, grid, i) {
            continue;
        }
        content_cells(text, cells, &columns, *rows, pieces);
        if cells.len() > 1 || columns.len() <= 1 {
            unit_cells(cells, &columns, &mut above, *rows, pieces);
        } else {
            above.fill(None);
        }
    }
}

/// The lines of the content cells of one row.
fn content_cells(text: &str, cells: &[Cell], columns: &[Column], row: usize, pieces: &mut Vec<Piece>) {
    let is_number = |i: usize| {
        let is_column = cells.len() > 1 && columns.get(i) == Some(&Column::Number);
        is_column && numbering::row_number_in_column(cells[i].span.of(text)).is_some()
    };
    let is_unit = |i: usize| cells.len() > 1 && matches!(columns.get(i), Some(Column::Unit(_)));
    let is_content = |i: &usize| !is_number(*i) && !is_unit(*i);
    let filled = |i: &usize| !cells[*i].span.is_empty();
    let content: Vec<usize> = (0..cells.len()).filter(is_content).filter(filled).collect();
    let least = content.iter().map(|&i| cells[i].rows).min().unwrap_or(1);
    let number = (0..cells.len()).find(|&i| is_number(i));
    let numbered = number.and_then(|number| {
        let is_measure = |i: usize| columns.get(i) != Some(&Column::Due);
        let as_high = |&&i: &&usize| cells[i].rows >= cells[number].rows && is_measure(i);
        content.iter().find(as_high).or(content.first())
    });
    for &i in &content {
        let year = columns.get(i).and_then(|column| column.year());
        let mut number = number.filter(|_| numbered == Some(&i)).map(|number| cells[number].span);
        for span in lines(text, cells[i].span) {
            let place = match columns.get(i) {
                Some(Column::Due) if cells.len() > 1 => Place::Due { row },
                _ => Place::Content {
                    row,
                    is_group: cells[i].rows > least,
                    number: number.take(),
                },
            };
            pieces.push(Piece { span, place, year });
        }
    }
}

/// The cells of the unit columns of one row; a missing or merged one takes the cell above it, an empty one takes nothing.
fn unit_cells(cells: &[Cell], columns: &[Column], above: &mut [Option<Cell>], row: usize, pieces: &mut Vec<Piece>) {
    for (i, column) in columns.iter().enumerate() {
        let Column::Unit(role) = *column else { continue };
        let own = cells.get(i).filter(|cell| !cell.continues);
        if let Some(cell) = own {
            above[i] = (!cell.span.is_empty()).then_some(*cell);
        }
        if let Some(cell) = above[i] {
            pieces.push(Piece {
                span: cell.span,
                place: Place::Unit {
                    row,
                    role,
                    inherited: own.is_none(),
                },
                year: None,
            });
        }
    }
}

/// The columns, if row `i` is a head: one that names a unit column, or numbers the tasks that another column names. A head may run over several rows: a cell that goes on
/// from above keeps its name, and one below a wider cell is named by both.
fn head(text: &str, grid: &Grid, i: usize) -> Option<Vec<Column>> {
    let cells = &grid.rows[i];
    let is_short = |cell: &Cell| cell.span.len() <= 4 * 20 && cell.span.of(text).chars().count() <= 20;
    if cells.len() < 2 || !cells.iter().all(is_short) || reaches_down(grid, i) {
        return None;
    }
    let columns: Vec<Column> = (0..cells.len()).map(|c| column(&name(text, grid, i, c))).collect();
    let has_units = columns.iter().any(|column| matches!(column, Column::Unit(_)));
    let names_task = || cells.iter().any(|cell| TASK.has(&squeezed(cell.span.of(text))));
    let has_tasks = columns.contains(&Column::Number) && names_task();
    let is_numbered = cells
        .iter()
        .any(|cell| numbering::row_number(cell.span.of(text)).is_some());
    ((has_units || has_tasks) && !is_numbered).then_some(columns)
}

fn squeezed(head: &str) -> String {
    head.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether row `i` is the upper part of a head that one of the next rows completes.
fn is_upper_head(text: &str, grid: &Grid, i: usize) -> bool {
    let hangs_on = |row: usize| grid.rows[row].iter().any(|cell| cell.continues);
    let below = i + 1..grid.rows.len().min(i + 4);
    let mut below = below.take_while(|&row| hangs_on(row));
    reaches_down(grid, i) && below.any(|row| head(text, grid, row).is_some())
}

/// Whether a cell of row `i` that names a column goes on in the row below, beside cells that do not.
fn reaches_down(grid: &Grid, i: usize) -> bool {
    let goes_on = |row: &Vec<Cell>| row.iter().any(|cell| cell.continues) && !row.iter().all(|cell| cell.continues);
    grid.rows.get(i + 1).is_some_and(goes_on) && grid.rows[i].iter().any(|cell| cell.rows > 1 || cell.continues)
}

/// The words above a column down to row `i`: its own, and those of wider cells above.
fn name(text: &str, grid: &Grid, i: usize, column: usize) -> String {
    let own = grid.rows[i].get(column);
    let Some(cell) = own.filter(|cell| cell.continues || cell.span.is_empty()) else {
        return own.map_or(String::new(), |cell| {
            named_below(text, grid, i, column, cell.span.of(text))
        });
    };
    match i.checked_sub(1) {
        Some(above) if cell.continues => name(text, grid, above, column),
        _ => String::new(),
    }
}

/// A role without a noun (牵头, 配合) under a cell that has the noun (责任单位) is a unit column.
fn named_below(text: &str, grid: &Grid, i: usize, column: usize, own: &str) -> String {
    let is_role = LEAD.is_match(own) || SUPPORT.is_match(own);
    let is_bare = own.chars().count() <= 4 && is_role && !names_units(own);
    let wide = i.checked_sub(1).and_then(|above| {
        let row = &grid.rows[above];
        let left = (0..=column.min(row.len().checked_sub(1)?)).rev();
        left.map(|c| row[c].span.of(text)).find(|words| !words.is_empty())
    });
    match wide {
        Some(words) if is_bare && ["单位", "部门", "分工"].iter().any(|noun| words.contains(noun)) => {
            format!("{own}单位")
        }
        _ => own.to_owned(),
    }
}

fn column(head: &str) -> Column {
    let head = squeezed(head);
    if names_units(&head) {
        Column::Unit(match () {
            () if LEAD.is_match(&head) => Role::Lead,
            () if SUPPORT.is_match(&head) => Role::Support,
            () => Role::Responsible,
        })
    } else if head.is_empty() {
        Column::Head
    } else if matches!(head.as_str(), "序号" | "编号" | "序" | "项次" | "号") {
        Column::Number
    } else if DUE.is_match(&head) {
        Column::Due
    } else {
        let year = YEAR.captures(&head).and_then(|found| found[1].parse().ok());
        Column::Content { year }
    }
}

impl Column {
    fn year(self) -> Option<u16> {
        match self {
            Self::Content { year } => year,
            Self::Unit(_) | Self::Head | Self::Number | Self::Due => None,
        }
    }
}

/// The lines of a cell.
fn lines(text: &str, cell: Span) -> impl Iterator<Item = Span> {
    let mut start = cell.start as usize;
    let lines = cell.of(text).split('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        span
    });
    lines.filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::read::{Reading, read};
    use crate::structure::testing::structure;

    /// `section role unit`, with `^` behind a unit that a merged cell carries.
    fn duties(table: &str) -> Vec<String> {
        let page = format!("<html><body><p>任务如下，请落实。</p><table>{table}</table></body></html>");
        let source = read(page.as_bytes(), &Reading::default()).expect("it is a page");
        let found = structure(&source);
        let row = |duty: &crate::structure::Assignment| {
            let section = duty.measure.map(|measure| found.measures[measure].section.to_string());
            let mark = if duty.inherited { "^" } else { "" };
            let (role, unit) = (duty.role.name(), duty.cell.of(&source.text));
            format!("{} {role} {unit}{mark}", section.unwrap_or_default())
        };
        found.assignments.iter().map(row).collect()
    }

    #[test]
    fn a_head_over_two_lines_numbered_rows_and_groups() {
        let table =
            "<tr><td rowspan=2>序号</td><td rowspan=2>任务</td><td rowspan=2>措施</td><td colspan=2>责任单位</td></tr>
            <tr><td>牵头</td><td>配合</td></tr>
            <tr><td colspan=5>一、创新</td></tr>
            <tr><td rowspan=2>1</td><td rowspan=2>育企业</td><td>建库。</td><td>科技局</td><td>财政局</td></tr>
            <tr><td>宣传。</td><td>税务局</td><td></td></tr>
            <tr><td>2</td><td>建平台</td><td>建设。</td><td rowspan=2>教育局</td><td></td></tr>
            <tr><td>3</td><td>引人才</td><td>引进。</td><td>人社局</td></tr>";
        assert_eq!(
            duties(table),
            [
                "一/1 lead 科技局",
                "一/1 support 财政局",
                "一/1 lead 税务局",
                "一/2 lead 教育局",
                "一/3 lead 教育局^",
                "一/3 support 人社局",
            ]
        );
    }

    #[test]
    fn columns_may_stand_in_any_order_and_an_empty_cell_inherits_nothing() {
        let table = "<tr><td>责任单位</td><td>任务</td></tr><tr><td>科技局</td><td>1.做。</td></tr><tr><td></td><td>2.再做。</td></tr>";
        assert_eq!(duties(table), ["1 responsible 科技局"]);
    }
}
