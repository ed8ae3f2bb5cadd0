//! A line for each row, its cells parted by tabs, as a copy from a page leaves it:
//!
//! ```text
//! 指标⇥产量（万头）⇥同比增长（±%）
//! 期末存栏
//! #奶牛⇥60.2⇥ ⇥9.2
//! ```
//!
//! Blanks stand within cells only, for their looks. Cells that hold nothing count where a line has as many tabs as the head.

use crate::read::{Block, numbering};
use crate::text::Span;

use super::head::{Head, bracketed};
use super::{Found, caption, group, line};

/// The table whose head is the first of these blocks.
pub(super) fn table(text: &str, before: &[Block], blocks: &[Block]) -> Option<Found> {
    let places = cells(text, line(blocks.first()?)?);
    let names = filled(&places);
    let mut head = Head::of(text, &names, true)?;
    caption::read(text, before, &mut head);
    let row_at = |at: usize| row(text, &head, &places, line(blocks.get(at)?)?);
    let mut found = Found {
        cells: names,
        blocks: 1,
        ..Found::default()
    };
    let mut carried = Carried::default();
    loop {
        let at = found.blocks;
        if let Some((row, is_part)) = row_at(at) {
            carried.meet(text, row[head.indicator], is_part);
            let figures = head.figures(text, &row);
            found.figures.extend(figures.map(|figure| carried.give(text, figure)));
            found.cells.extend(filled(&row));
        } else if let Some(above) = blocks.get(at).and_then(|block| group(text, block))
            && row_at(at + 1).is_some()
        {
            let is_group = !above.of(text).contains('\t');
            carried = Carried {
                measure: is_group.then(|| measure(text, above)).flatten(),
                ..Carried::default()
            };
            found.cells.extend(filled(&cells(text, above)));
        } else {
            break;
        }
        found.blocks += 1;
    }
    (!found.figures.is_empty()).then_some(found)
}

/// What rows hand down to those below them.
#[derive(Default)]
struct Carried {
    /// What the rows of the group measure.
    measure: Option<Span>,
    /// The unit of the last row that prints one.
    unit: Option<Span>,
    /// Whether parts of that row are named.
    in_parts: bool,
}

impl Carried {
    fn meet(&mut self, text: &str, name: Span, is_part: bool) {
        self.in_parts |= is_part;
        if let Some(unit) = bracketed(text, name) {
            (self.unit, self.in_parts) = (Some(unit), false);
        }
    }

    fn give(&self, text: &str, mut figure: super::Figure) -> super::Figure {
        if figure.growth.is_none() && self.in_parts {
            figure.shared_unit = figure.shared_unit.or(self.unit);
        }
        let named = figure.measure.is_some() || is_measure(figure.indicator.of(text));
        if !named {
            figure.measure = self.measure;
        }
        figure
    }
}

/// What the name of a group says that its rows measure: 期末畜禽存栏.
fn measure(text: &str, group: Span) -> Option<Span> {
    let number = numbering::marker(group.of(text)).map_or(0, |marker| marker.len) as u32;
    let start = group.start + number;
    Some(Span { start, ..group }).filter(|name| is_measure(name.of(text)))
}

/// Whether a name says what is measured, and not only of what.
fn is_measure(name: &str) -> bool {
    let name = name.split(['（', '(']).next().unwrap_or(name).trim();
    [
        "存栏",
        "出栏",
        "量",
        "额",
        "产值",
        "增加值",
        "面积",
        "收入",
        "支出",
        "人数",
    ]
    .iter()
    .any(|word| name.ends_with(word))
}

/// The cells of a row that fits the head, whose own cells stand at `places`, and whether the row names a part (#).
fn row(text: &str, head: &Head, places: &[Span], line: Span) -> Option<(Vec<Span>, bool)> {
    let all = cells(text, line);
    if all.len() < 2 {
        return None;
    }
    let pairs = places.iter().zip(&all).filter(|(place, _)| !place.is_empty());
    let in_place = || (all.len() == places.len()).then(|| pairs.map(|(_, cell)| *cell).collect::<Vec<_>>());
    let found = head.row(text, &filled(&all)).map(<[Span]>::to_vec);
    let found = found.or_else(|| in_place().filter(|cells| head.row(text, cells).is_some()))?;
    let is_part = found[head.indicator].of(text).starts_with(['#', '＃']);
    Some((found, is_part))
}

fn filled(cells: &[Span]) -> Vec<Span> {
    cells.iter().copied().filter(|cell| !cell.is_empty()).collect()
}

/// What stands between the tabs, without the blanks around it.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let start = |piece: &str| line.start as usize + (piece.as_ptr() as usize - words.as_ptr() as usize);
    let pieces = words.split('\t').map(str::trim);
    pieces
        .map(|piece| Span::new(start(piece), start(piece) + piece.len()))
        .collect()
}
