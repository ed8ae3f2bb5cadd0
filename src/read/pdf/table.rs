//! The part of a ruled table that stands on one page: its cells with what is written in them.

use super::cell::CellText;
use super::frame::{Frame, frames, within_row};
use super::lines::{self, Line};
use super::page::Glyph;
use super::rules::Rules;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Outside tables, in the order of drawing.
    pub(super) lines: Vec<Line>,
    pub(super) tables: Vec<Fragment>,
}

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fragment {
    pub(super) frame: Frame,
    /// For each cell of the frame.
    pub(super) texts: Vec<CellText>,
    /// Where its first character stands in the order of drawing.
    pub(super) first: usize,
}

/// Parts the characters of a page into those of its tables and the lines outside. `before` is the table with which the
/// page before it ends.
pub(super) fn content(glyphs: &[Glyph], rules: &Rules, before: Option<&Fragment>) -> Content {
    let mut frames = frames(rules);
    if frames.is_empty() {
        frames.extend(before.and_then(|before| within_row(rules, &before.frame)));
    }
    // Of frames within frames the inner one takes what stands in it.
    frames.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let mut held: Vec<Vec<(usize, usize)>> = vec![Vec::new(); frames.len()];
    let mut outside: Vec<bool> = vec![true; glyphs.len()];
    for (i, glyph) in glyphs.iter().enumerate().filter(|_| !frames.is_empty()) {
        let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3);
        let mut found = frames.iter().enumerate();
        if let Some((frame, cell)) = found.find_map(|(f, frame)| Some((f, frame.cell_at(x, y)?))) {
            held[frame].push((i, cell));
            outside[i] = false;
        }
    }
    let mut tables = Vec::new();
    for (frame, held) in frames.into_iter().zip(held) {
        if let Some(fragment) = Fragment::of(frame, &held, glyphs) {
            tables.push(fragment);
        } else {
            for (i, _) in held {
                outside[i] = true;
            }
        }
    }
    tables.sort_by_key(|fragment| fragment.first);
    let lines = lines::lines(glyphs.iter().enumerate().filter(|(i, _)| outside[*i]));
    Content { lines, tables }
}

fn size(frame: &Frame) -> f64 {
    let length = |edges: &[f64]| (edges[edges.len() - 1] - edges[0]).abs();
    length(&frame.across) * length(&frame.down)
}

impl Fragment {
    /// The table of a frame; nothing where text stands in fewer than two of its cells.
    fn of(frame: Frame, held: &[(usize, usize)], glyphs: &[Glyph]) -> Option<Self> {
        let mut cells: Vec<Vec<usize>> = vec![Vec::new(); frame.cells.len()];
        for &(i, cell) in held.iter().filter(|(i, _)| !glyphs[*i].text.trim().is_empty()) {
            cells[cell].push(i);
        }
        if cells.iter().filter(|cell| !cell.is_empty()).count() < 2 || frame.is_chart(|cell| cells[cell].is_empty()) {
            return None;
        }
        let texts = cells.iter().enumerate().map(|(i, cell)| {
            let mut lines = lines::lines(cell.iter().map(|&i| (i, &glyphs[i])));
            lines.sort_by(|a, b| (-a.y).total_cmp(&-b.y).then(a.left.total_cmp(&b.left)));
            let area = frame.cells[i];
            CellText::of(
                &lines,
                frame.across[area.left],
                frame.across[area.right],
                frame.down[area.bottom],
            )
        });
        let texts = texts.collect();
        let first = held.first().map_or(0, |(i, _)| *i);
        Some(Self { frame, texts, first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::rules::Rule;

    fn typed(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| Glyph {
            text: c.to_string(),
            x: x + 10.0 * i as f64,
            y,
            width: 10.0,
            size: 10.0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn rule(at: f64, from: f64, to: f64) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn cells_between_rules() {
        // Two columns; the right cell is merged over both rows, and its list is cut by the cell's width.
        let rules = Rules {
            level: vec![rule(100.0, 0.0, 200.0), rule(60.0, 0.0, 141.0), rule(20.0, 0.0, 200.0)],
            upright: vec![
                rule(0.0, 20.0, 100.0),
                rule(140.0, 20.0, 100.0),
                rule(200.0, 20.0, 100.0),
            ],
        };
        let glyphs = [
            typed("表前。", 0.0, 120.0),
            typed("做好工作。", 5.0, 85.0),
            typed("再做。", 5.0, 45.0),
            typed("科技局、财", 145.0, 85.0),
            typed("政局", 145.0, 70.0),
        ];
        let content = content(&glyphs.concat(), &rules, None);
        assert_eq!(content.lines.len(), 1);
        let table = &content.tables[0];
        let shown: Vec<(usize, &str)> = table
            .frame
            .cells
            .iter()
            .zip(&table.texts)
            .map(|(area, text)| (area.bottom - area.top, text.text.as_str()))
            .collect();
        assert_eq!(shown, [(1, "做好工作。"), (2, "科技局、财政局"), (1, "再做。")]);
    }

    #[test]
    fn a_row_that_is_higher_than_a_page_goes_on_in_it() {
        let rules = Rules {
            level: vec![rule(100.0, 0.0, 200.0)],
            upright: [0.0, 140.0, 200.0].map(|at| rule(at, 20.0, 100.0)).to_vec(),
        };
        let glyphs = [typed("做好工作，", 5.0, 85.0), typed("科技局", 145.0, 85.0)].concat();
        let before = content(&glyphs, &rules, None);
        let within = Rules {
            level: Vec::new(),
            upright: rules.upright.clone(),
        };
        let found = content(&glyphs, &within, before.tables.first());
        assert_eq!((found.tables.len(), found.tables[0].texts.len()), (1, 2));
        assert_eq!(content(&glyphs, &within, None).tables, []);
        let beside = Rules {
            upright: vec![rule(70.0, 20.0, 100.0), rule(200.0, 20.0, 100.0)],
            ..Rules::default()
        };
        assert_eq!(content(&glyphs, &beside, before.tables.first()).tables, []);
    }

    #[test]
    fn boxes_with_lines_between_them_are_no_table() {
        let boxes = |places: &[(f64, f64, f64, f64)]| Rules {
            level: places
                .iter()
                .flat_map(|&(l, r, b, t)| [rule(b, l, r), rule(t, l, r)])
                .collect(),
            upright: places
                .iter()
                .flat_map(|&(l, r, b, t)| [rule(l, b, t), rule(r, b, t)])
                .collect(),
        };
        let glyphs = [
            typed("受理", 10.0, 110.0),
            typed("审查", 160.0, 110.0),
            typed("办结", 10.0, 10.0),
        ]
        .concat();
        let mut beside = boxes(&[(0.0, 100.0, 100.0, 140.0), (150.0, 250.0, 100.0, 140.0)]);
        beside.level.push(rule(120.0, 100.0, 150.0));
        let mut lower = boxes(&[(0.0, 100.0, 80.0, 160.0), (150.0, 250.0, 100.0, 140.0)]);
        lower.level.push(rule(120.0, 100.0, 150.0));
        let mut below = boxes(&[(0.0, 100.0, 100.0, 140.0), (0.0, 100.0, 0.0, 40.0)]);
        below.upright.push(rule(50.0, 40.0, 100.0));
        for (name, rules) in [("beside", beside), ("lower", lower), ("below", below)] {
            let found = content(&glyphs, &rules, None);
            assert_eq!(found.tables.len(), 0, "{name}: {:?}", found.tables);
        }
        // Boxes that share their sides are one.
        let rules = boxes(&[(0.0, 150.0, 100.0, 140.0), (150.0, 250.0, 100.0, 140.0)]);
        assert_eq!(content(&glyphs, &rules, None).tables.len(), 1);
    }

    #[test]
    fn a_box_around_text_is_no_table() {
        let rules = Rules {
            level: vec![rule(0.0, 0.0, 50.0), rule(50.0, 0.0, 50.0)],
            upright: vec![rule(0.0, 0.0, 50.0), rule(50.0, 0.0, 50.0)],
        };
        let glyphs = [typed("甲乙", 10.0, 30.0), typed("丙丁", 110.0, 30.0)].concat();
        let found = content(&glyphs, &rules, None);
        assert_eq!((found.tables.len(), found.lines.len()), (0, 2));
    }
}
