//! Characters to lines, and which lines belong to the page rather than to the text.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::page::Glyph;
use super::table::Content;
use crate::read::numbering;

/// A line of a page; lengths are in points, heights from the bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Where its first character stands in the order of drawing.
    pub(super) first: usize,
    /// The right margin of the lines that it stands among.
    margin: f64,
    /// The left margin of the same.
    edge: f64,
    /// Whether paragraphs among them begin with an indent.
    indents: bool,
    /// Whether it belongs to the page.
    pub(super) aside: bool,
}

impl Line {
    /// Whether a line goes on where `before` has stopped: `before` reaches the margin, and the line is not indented.
    pub(super) fn goes_on_from(&self, before: &Self) -> bool {
        // Where paragraphs are indented, or a sentence is not at its end, a line goes on even behind one that digits have
        // left short.
        let slack = if before.indents || !before.ends_sentence() {
            0.2 * (before.margin - before.edge)
        } else {
            1.6 * before.size
        };
        let is_full = before.right + slack >= before.margin;
        let is_wide = before.right - before.left > 12.0 * before.size;
        let is_indented = self.left > self.edge + 1.2 * self.size;
        let alike = (self.size - before.size).abs() < 0.15 * before.size;
        let is_close = self.y > before.y || before.y - self.y < 3.2 * before.size;
        // A lone bracket is the end of what stands before it: a PDF loses no numbers.
        let begins = numbering::any_marker(&self.text).is_some_and(|marker| marker.number > 0);
        is_full && is_wide && alike && is_close && !is_indented && !begins
    }
}

impl Line {
    /// Whether a sentence or what stands in brackets ends with the line.
    pub(super) fn ends_sentence(&self) -> bool {
        const STOPS: &str = "。！？；：!?;:…”）)》〕]";
        self.text.trim_end().ends_with(|last| STOPS.contains(last))
    }
}

/// How many lines back a character may still belong to: programs draw the marks of another font after the rest of a line.
const BACK: usize = 6;

/// The widest gap within a line, as a share of its size; a wider one parts columns and cells.
const GAP: f64 = 2.6;

/// The lines of characters, each with its place in the order of drawing: those on one height, cut where a gap parts columns.
pub(super) fn lines<'g>(glyphs: impl Iterator<Item = (usize, &'g Glyph)>) -> Vec<Line> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (at, glyph) in glyphs.filter(|(_, glyph)| !glyph.text.is_empty()) {
        let near = rows.len().saturating_sub(BACK);
        match rows[near..].iter_mut().rev().find(|row| row.takes(glyph)) {
            Some(row) => row.add(glyph),
            None => rows.push(Row::new(at, glyph)),
        }
    }
    let mut lines: Vec<Line> = rows.iter().map(Row::line).collect();
    lines.iter_mut().for_each(trim);
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Characters on one height, from the left.
struct Row<'g> {
    glyphs: Vec<&'g Glyph>,
    first: usize,
    left: f64,
    right: f64,
    size: f64,
}

impl<'g> Row<'g> {
    fn new(first: usize, glyph: &'g Glyph) -> Self {
        Self {
            glyphs: vec![glyph],
            first,
            left: glyph.x,
            right: glyph.x + glyph.width,
            size: glyph.size.max(1.0),
        }
    }

    /// Whether a character stands in the row, or next to it.
    fn takes(&self, glyph: &Glyph) -> bool {
        let y = self.glyphs[0].y;
        let same_height = (glyph.y - y).abs() < 0.4 * self.size.max(glyph.size);
        let reach = GAP * self.size;
        same_height && glyph.x > self.left - reach && glyph.x < self.right + reach
    }

    fn add(&mut self, glyph: &'g Glyph) {
        let at = self.glyphs.partition_point(|known| known.x <= glyph.x);
        // Some programs make bold type by drawing a character twice, a little apart.
        let twice = |known: &&&Glyph| known.text == glyph.text && (known.x - glyph.x).abs() < 0.3 * self.size;
        let is_bold = at
            .checked_sub(1)
            .and_then(|i| self.glyphs.get(i))
            .is_some_and(|known| twice(&known));
        if !is_bold {
            self.glyphs.insert(at, glyph);
        }
        self.left = self.left.min(glyph.x);
        self.right = self.right.max(glyph.x + glyph.width);
    }

    fn line(&self) -> Line {
        let mut text = String::new();
        let mut end = f64::MAX;
        for glyph in &self.glyphs {
            let is_word = |c: char| c.is_ascii_alphanumeric();
            let between = text.ends_with(is_word) && glyph.text.starts_with(is_word);
            if between && glyph.x - end > 0.25 * self.size {
                text.push(' ');
            }
            text.push_str(&glyph.text);
            end = glyph.x + glyph.width;
        }
        Line {
            text,
            left: self.left,
            right: self.right,
            y: self.glyphs[0].y,
            size: self.size,
            first: self.first,
            margin: 0.0,
            edge: 0.0,
            indents: false,
            aside: false,
        }
    }
}

/// Blanks at the beginning of a line are an indent.
fn trim(line: &mut Line) {
    let blanks = line.text.chars().take_while(|c| c.is_whitespace());
    line.left += blanks.map(|c| if c == '\u{3000}' { 1.0 } else { 0.5 }).sum::<f64>() * line.size;
    line.text = line.text.trim().to_owned();
}

/// Sets the margins of each line of the text: those of the lines that begin near it, indented ones included.
fn set_margins(lines: &mut [Line]) {
    let text = |line: &&Line| !line.aside;
    let boxes: Vec<(f64, f64)> = lines.iter().filter(text).map(|line| (line.left, line.right)).collect();
    for line in lines.iter_mut().filter(|line| !line.aside) {
        let near = |(left, _): &&(f64, f64)| (left - line.left).abs() < 4.0 * line.size;
        let edge = boxes
            .iter()
            .filter(near)
            .map(|(left, _)| *left)
            .fold(f64::MAX, f64::min);
        let mut rights: Vec<f64> = boxes.iter().filter(near).map(|(_, right)| *right).collect();
        rights.retain(|right| right - edge > 12.0 * line.size);
        rights.sort_by(f64::total_cmp);
        line.edge = edge;
        line.margin = rights.get(rights.len() * 3 / 4).copied().unwrap_or(line.right);
        let indented = boxes
            .iter()
            .filter(near)
            .filter(|(left, _)| *left > edge + 1.2 * line.size);
        line.indents = indented.count() >= 2;
    }
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[-—–－―·•\s]*\d{1,4}[-—–－―·•\s]*|第\s*\d+\s*页\s*[,，/]?\s*(?:共\s*\d+\s*页)?|\d+\s*/\s*\d+)$")
        .expect("the pattern is fixed")
});

/// How many lines at the top and at the bottom of a page may belong to the page.
const EDGE: usize = 3;

/// Sets apart page numbers, and lines that stand at the edge of several pages in the same words; then the margins of the
/// others can be told.
pub(super) fn set_apart(pages: &mut [Content]) {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for Content { lines: page, .. } in pages.iter() {
        for i in edges(page) {
            *seen.entry(key(&page[i])).or_default() += 1;
        }
    }
    let often = (pages.len() / 3).max(3);
    // Of two or three pages, what stands above or below everything else on two of them.
    let seldom = if pages.len() <= 3 { 2 } else { often };
    for Content { lines: page, .. } in pages.iter_mut() {
        for i in edges(page) {
            let count = seen.get(&key(&page[i])).copied().unwrap_or_default();
            let is_outermost = is_outermost(page, i);
            let is_head = is_outermost && count >= seldom && !key(&page[i]).0.is_empty();
            page[i].aside = count >= often || is_head || is_outermost && NUMBER.is_match(&page[i].text);
        }
        set_margins(page);
    }
}

/// The lines nearest to the top and to the bottom.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|&a, &b| page[b].y.total_cmp(&page[a].y));
    let bottom = order.len().saturating_sub(EDGE).max(EDGE.min(order.len()));
    let mut found = order[..EDGE.min(order.len())].to_vec();
    found.extend_from_slice(&order[bottom..]);
    found
}

fn is_outermost(page: &[Line], i: usize) -> bool {
    let y = page[i].y;
    let others = || page.iter().enumerate().filter(|(j, _)| *j != i);
    others().all(|(_, line)| line.y > y - 0.5) || others().all(|(_, line)| line.y < y + 0.5)
}

/// A line's words without numbers, and its height in steps of 6 points.
fn key(line: &Line) -> (String, i64) {
    let words = line
        .text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect();
    (words, (line.y / 6.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn lines_that_reach_the_margin_go_on() {
        let page = [
            typed("（一）加强组织领导，落实工作责任，", 120.0, 700.0),
            typed("完善工作机制，形成合力，加快推进各项", 100.0, 680.0),
            typed("工作。", 100.0, 660.0),
            typed("（二）强化监督检查。", 120.0, 640.0),
            typed("- 3 -", 180.0, 40.0),
        ];
        let content = |lines| Content {
            lines,
            ..Content::default()
        };
        let mut pages = vec![content(lines(page.concat().iter().enumerate()))];
        set_apart(&mut pages);
        let pages: Vec<Vec<Line>> = pages.into_iter().map(|page| page.lines).collect();
        let goes_on: Vec<bool> = pages[0].windows(2).map(|pair| pair[1].goes_on_from(&pair[0])).collect();
        assert_eq!(goes_on, [true, true, false, false]);
        assert_eq!(pages[0].iter().filter(|line| line.aside).count(), 1);
    }

    #[test]
    fn columns_are_parted_and_lines_at_every_page_s_edge_set_apart() {
        let page = [
            typed("某市公报", 100.0, 800.0),
            typed("左栏", 100.0, 700.0),
            typed("右栏", 300.0, 700.0),
        ];
        let content = || Content {
            lines: lines(page.concat().iter().enumerate()),
            ..Content::default()
        };
        let mut pages = vec![content(), content(), content()];
        set_apart(&mut pages);
        let pages: Vec<Vec<Line>> = pages.into_iter().map(|page| page.lines).collect();
        let shown: Vec<_> = pages[2].iter().map(|line| (line.text.as_str(), line.aside)).collect();
        assert_eq!(shown[0], ("某市公报", true));
        assert_eq!(pages[2].len(), 3);
    }
}
