//! What the columns of a table mean, and its cells in reading order.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Role;
use crate::read::{BlockKind, Cell, Grid, Source};
use crate::text::Span;

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
    /// A line of a content cell; `row` numbers the rows of the whole document.
    Content { row: usize },
    /// A cell of a unit column.
    Unit { row: usize, role: Role, inherited: bool },
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Content { year: Option<u16> },
    Unit(Role),
    Head,
}

static LEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:牵头|主办|主责|承办|组织实施)").expect("the pattern is fixed"));
static SUPPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:协助|配合|协办|参与|参加|协同|支持)").expect("the pattern is fixed"));
static UNITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:责任|负责|实施|落实|承担|完成|牵头|主办|主责|承办|协助|配合|协办|参与|参加|协同|支持|组织实施)(?:和\\S{2,4})?(?:单位|部门|处室|主体|科室|机构|地区)")
        .expect("the pattern is fixed")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(20\d\d)\s*年").expect("the pattern is fixed"));

/// Every piece of text outside page chrome, in reading order.
pub(super) fn pieces(source: &Source) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rows = 0;
    for block in &source.blocks {
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

fn grid_pieces(text: &str, grid: &Grid, rows: &mut usize, pieces: &mut Vec<Piece>) {
    let mut columns: Vec<Column> = Vec::new();
    let mut above: Vec<Option<Cell>> = Vec::new();
    for cells in &grid.rows {
        *rows += 1;
        if let Some(head) = head(text, cells) {
            columns = head;
            above = vec![None; columns.len()];
            continue;
        }
        for (i, cell) in cells.iter().enumerate() {
            if !matches!(columns.get(i), Some(Column::Unit(_))) {
                let year = columns.get(i).and_then(|column| column.year());
                lines(text, cell.span).for_each(|span| {
                    pieces.push(Piece {
                        span,
                        place: Place::Content { row: *rows },
                        year,
                    });
                });
            }
        }
        if cells.len() > 1 || columns.len() <= 1 {
            unit_cells(cells, &columns, &mut above, *rows, pieces);
        } else {
            above.fill(None);
        }
    }
}

/// The cells of the unit columns of one row; a missing one takes the cell above it, an empty one takes nothing.
fn unit_cells(cells: &[Cell], columns: &[Column], above: &mut [Option<Cell>], row: usize, pieces: &mut Vec<Piece>) {
    for (i, column) in columns.iter().enumerate() {
        let Column::Unit(role) = *column else { continue };
        let inherited = i >= cells.len();
        if let Some(cell) = cells.get(i) {
            above[i] = (!cell.span.is_empty()).then_some(*cell);
        }
        if let Some(cell) = above[i] {
            pieces.push(Piece {
                span: cell.span,
                place: Place::Unit { row, role, inherited },
                year: None,
            });
        }
    }
}

/// The columns, if this row is a head: one that names a unit column.
fn head(text: &str, cells: &[Cell]) -> Option<Vec<Column>> {
    let is_short = |cell: &Cell| cell.span.len() <= 4 * 20 && cell.span.of(text).chars().count() <= 20;
    if cells.len() < 2 || !cells.iter().all(is_short) {
        return None;
    }
    let columns: Vec<Column> = cells.iter().map(|cell| column(cell.span.of(text))).collect();
    let has_units = columns.iter().any(|column| matches!(column, Column::Unit(_)));
    has_units.then_some(columns)
}

fn column(head: &str) -> Column {
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    if UNITS.is_match(&head) {
        Column::Unit(match () {
            () if LEAD.is_match(&head) => Role::Lead,
            () if SUPPORT.is_match(&head) => Role::Support,
            () => Role::Responsible,
        })
    } else if head.is_empty() {
        Column::Head
    } else {
        let year = YEAR.captures(&head).and_then(|found| found[1].parse().ok());
        Column::Content { year }
    }
}

impl Column {
    fn year(self) -> Option<u16> {
        match self {
            Self::Content { year } => year,
            Self::Unit(_) | Self::Head => None,
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
