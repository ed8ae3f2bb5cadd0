//! A line for each row, its cells parted by tabs, as a copy from a page leaves it:
//!
//! ```text
//! 指标⇥产量（万头）⇥同比增长（±%）
//! 期末存栏
//! #奶牛⇥60.2⇥ ⇥9.2
//! ```
//!
//! Blanks stand within cells only, for their looks. Cells that hold nothing count where a line has as many tabs as the head.

use crate::read::Block;
use crate::text::Span;

use super::carried::Carried;
use super::head::Head;
use super::{Found, caption, filled, group, line};

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
        if let Some(row) = row_at(at) {
            carried.meet(text, row[head.indicator]);
            let figures = head.figures(text, &row);
            found.figures.extend(figures.map(|figure| carried.give(text, figure)));
            found.cells.extend(filled(&row));
        } else if let Some(above) = blocks.get(at).and_then(|block| group(text, block))
            && row_at(at + 1).is_some()
            && Head::of(text, &filled(&cells(text, above)), true).is_none()
        {
            let is_group = !above.of(text).contains('\t');
            carried = if is_group {
                Carried::of_group(text, above)
            } else {
                Carried::default()
            };
            found.cells.extend(filled(&cells(text, above)));
        } else {
            break;
        }
        found.blocks += 1;
    }
    (!found.figures.is_empty()).then_some(found)
}

/// The cells of a row that fits the head, whose own cells stand at `places`.
fn row(text: &str, head: &Head, places: &[Span], line: Span) -> Option<Vec<Span>> {
    let all = cells(text, line);
    if all.len() < 2 {
        return None;
    }
    let pairs = places.iter().zip(&all).filter(|(place, _)| !place.is_empty());
    let in_place = || (all.len() == places.len()).then(|| pairs.map(|(_, cell)| *cell).collect::<Vec<_>>());
    let found = head.row(text, &filled(&all)).map(<[Span]>::to_vec);
    found.or_else(|| in_place().filter(|cells| head.row(text, cells).is_some()))
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
