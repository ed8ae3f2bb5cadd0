//! Rows of one cell a line in which cells without anything have left no line, nor has a merged cell below its first row:
//!
//! ```text
//! 序号 类别 主要指标 2020年现状 2025年目标 属性
//! 6
//! 智能化监测率（%）
//! ——
//! 重点城市≥30
//! 一般城市≥15
//! 预期性
//! ```
//!
//! Where a row begins tells its number, where it ends the word that closes it. It is read where its lines can be cells of the
//! head in one way only: where several labelled numbers are in one cell, each has a fellow.

use crate::read::Block;
use crate::text::{Span, is_ideograph};

use super::column::{Column, column};
use super::head::{Head, around, is_number, is_row_number, may_be_value};
use super::{Figure, line};

/// The last cell of a row.
const CLOSING: [&str; 6] = ["约束性", "预期性", "指导性", "引导性", "参考性", "鼓励性"];
/// The most lines of a row.
const LONGEST: usize = 14;

/// A row and its numbers; none where it can be read in several ways.
pub(super) struct Row {
    pub(super) blocks: usize,
    pub(super) cells: Vec<Span>,
    pub(super) figures: Vec<Figure>,
}

/// The cells of a head, one of which may be broken over two lines (指标｜属性), and how many lines they take.
pub(super) fn unbroken(text: &str, cells: Vec<Span>) -> (usize, Vec<Span>) {
    let lines = cells.len();
    let mut found: Vec<Span> = Vec::with_capacity(lines);
    for cell in cells {
        let has_name = found
            .iter()
            .rev()
            .skip(1)
            .any(|cell| column(cell.of(text)) == Some(Column::Indicator));
        let last = found.last_mut().filter(|last| last.of(text) == "指标" && has_name);
        match last.filter(|_| cell.of(text) == "属性") {
            Some(last) => last.end = cell.end,
            None => found.push(cell),
        }
    }
    (lines, found)
}

/// The row that begins with the first of these blocks.
pub(super) fn row(text: &str, blocks: &[Block], head: &Head) -> Option<Row> {
    line(blocks.first()?).filter(|cell| is_row_number(cell.of(text)))?;
    let layout = Layout::of(head)?;
    let lines: Vec<Span> = blocks.iter().take(LONGEST).map_while(line).collect();
    let end = lines.iter().position(|line| CLOSING.contains(&line.of(text)))?;
    let body = lines.get(1..end)?;
    if body.iter().any(|line| line.of(text).contains('。')) {
        return None;
    }
    let mut ways = (0..body.len()).filter_map(|name| layout.read(text, body, name));
    let way = ways.next().filter(|_| ways.next().is_none());
    let row = around(&lines[..=end])?;
    let figures = way.map(|way| layout.figures(text, head, &way, row)).unwrap_or_default();
    Some(Row {
        blocks: end + 1,
        cells: lines[..=end].to_vec(),
        figures,
    })
}

/// The columns of a head that names rows by their numbers: a kind perhaps, the indicator, a unit perhaps, numbers, and what
/// closes the row.
struct Layout {
    has_kind: bool,
    has_unit: bool,
    /// The columns of numbers.
    values: std::ops::Range<usize>,
}

/// The cells of a row, in one way to read it.
struct Way {
    name: Span,
    unit: Option<Span>,
    /// For each column of numbers its lines.
    values: Vec<Vec<Span>>,
}

impl Layout {
    fn of(head: &Head) -> Option<Self> {
        let columns = &head.columns;
        let has_unit = columns.get(head.indicator + 1) == Some(&Column::Unit);
        let first = head.indicator + 1 + usize::from(has_unit);
        let values = columns
            .get(first..)?
            .iter()
            .take_while(|column| column.is_value())
            .count();
        let before = columns[..head.indicator].iter();
        let is_known = before.clone().all(|column| *column == Column::Other) && head.indicator <= 2;
        let is_closed = columns.len() == first + values + 1 && columns.last() == Some(&Column::Other);
        (is_known && is_closed && values > 0).then(|| Self {
            has_kind: head.indicator == 2,
            has_unit,
            values: first..first + values,
        })
    }

    /// The lines as cells, if line `name` names what is measured.
    fn read(&self, text: &str, body: &[Span], name: usize) -> Option<Way> {
        /// Characters of a name, at least.
        const SHORTEST: usize = 4;
        let (kinds, rest) = body.split_at(name);
        let (name, rest) = rest.split_first()?;
        let words = name.of(text);
        let is_name = words.chars().count() >= SHORTEST && !may_be_value(words) && labelled(text, *name).is_none();
        if !is_name || !(kinds.is_empty() || self.has_kind && is_kind(text, kinds)) {
            return None;
        }
        let (unit, rest) = match rest.split_first() {
            Some((unit, rest)) if self.has_unit && !may_be_value(unit.of(text)) => (Some(*unit), rest),
            _ if self.has_unit => return None,
            _ => (None, rest),
        };
        let mut ways = divided(text, rest, self.values.len());
        let values = ways.pop().filter(|_| ways.is_empty())?;
        Some(Way {
            name: *name,
            unit,
            values,
        })
    }

    fn figures(&self, text: &str, head: &Head, way: &Way, row: Span) -> Vec<Figure> {
        let columns = self.values.clone().zip(&way.values);
        let all = columns.flat_map(|(at, lines)| lines.iter().map(move |line| (at, *line)));
        let figure = |(at, line): (usize, Span)| {
            let parts = labelled(text, line);
            let (label, value) = parts.map_or((None, line), |(label, value)| (Some(label), value));
            if !is_number(value.of(text)) {
                return None;
            }
            let figure = head.figure(text, way.name, at, value)?;
            Some(Figure {
                label,
                unit: way.unit,
                row,
                ..figure
            })
        };
        all.filter_map(figure).collect()
    }
}

/// Whether lines may be one cell of a kind: a short word, or one that is broken into pairs of characters.
fn is_kind(text: &str, lines: &[Span]) -> bool {
    let widest = if lines.len() == 1 { 4 } else { 2 };
    lines.iter().all(|line| {
        let words = line.of(text);
        words.chars().count() <= widest && words.chars().all(is_ideograph)
    })
}

/// The ways to divide lines into so many cells: each one number, or labelled ones of which none stands alone.
fn divided(text: &str, lines: &[Span], cells: usize) -> Vec<Vec<Vec<Span>>> {
    let Some(first) = lines.first().filter(|_| cells > 0) else {
        return if lines.is_empty() && cells == 0 {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let labels = lines.iter().take_while(|line| labelled(text, **line).is_some()).count();
    let is_plain = may_be_value(first.of(text));
    let lengths = if is_plain { 1..=1 } else { 2..=labels };
    let ways = lengths.flat_map(|length| {
        let (cell, rest) = lines.split_at(length);
        divided(text, rest, cells - 1).into_iter().map(move |mut way| {
            way.insert(0, cell.to_vec());
            way
        })
    });
    ways.collect()
}

/// 重点城市≥30: the part that a number is of, and the number.
fn labelled(text: &str, line: Span) -> Option<(Span, Span)> {
    const LONGEST: usize = 8;
    let words = line.of(text);
    let at = words.find(['≥', '≤', '>', '<', '＞', '＜', '≧', '≦'])?;
    let (label, value) = words.split_at(at);
    let is_label = (2..=LONGEST).contains(&label.chars().count()) && label.chars().all(is_ideograph);
    let middle = line.start as usize + at;
    (is_label && is_number(value)).then(|| {
        (
            Span::new(line.start as usize, middle),
            Span::new(middle, line.end as usize),
        )
    })
}
