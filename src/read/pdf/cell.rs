//! The text of a cell of a ruled table: which of its lines go on in the next, and on the next page.

use super::lines::Line;
use crate::read::cell_lines::{are_names, is_name, is_one_name};
use crate::read::numbering;

/// The text of a cell on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CellText {
    /// Lines that go on are joined; `\n` parts the others.
    pub(super) text: String,
    /// How many characters its last line leaves room for: where what follows needs more, it may go on.
    pub(super) room: f64,
    /// Whether its last line leaves no room for another line above the cell's end.
    pub(super) is_low: bool,
    /// Whether its lines are names.
    is_list: bool,
}

/// The widest margin within a cell that a line is taken to keep, in points.
const PADDING: f64 = 8.0;

impl CellText {
    pub(super) fn of(lines: &[Line], left: f64, right: f64, bottom: f64) -> Self {
        let edge = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
        let padding = (edge - left).clamp(0.0, PADDING);
        let room = |line: &Line| (right - padding - line.right - 0.2) / line.size.max(1.0);
        let mut cell = Self {
            is_list: are_names(lines.iter().map(|line| line.text.as_str())),
            ..Self::default()
        };
        for line in lines {
            cell.add(&line.text);
            cell.room = room(line);
        }
        let last = lines.last();
        let pitch = match lines {
            [.., a, b] if a.y - b.y > 0.5 * b.size => a.y - b.y,
            _ => last.map_or(0.0, |line| 1.5 * line.size),
        };
        // Programs leave no single line of a paragraph alone on a page.
        cell.is_low = last.is_some_and(|line| line.y - bottom < 2.2 * pitch + 0.9 * line.size);
        cell
    }

    /// Adds a line, or lines, to what goes on in it or stands above it.
    fn add(&mut self, next: &str) {
        if self.goes_on_in(next) {
            join(&mut self.text, next);
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(next);
    }

    /// Whether what follows goes on where the last line stops. Names that each fill their line stand one under another.
    fn goes_on_in(&self, next: &str) -> bool {
        let last = self.text.lines().last().unwrap_or_default();
        let first = next.lines().next().unwrap_or_default();
        let is_full = !last.is_empty() && together(first) > self.room;
        is_full && !begins(next) && (!self.is_list || !is_name(last) || is_one_name(last, first))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it stops in the middle of what it says, and goes on in `next`.
    pub(super) fn is_cut(&self, next: &Self) -> bool {
        const STOPS: &str = "。！？；：!?;:…”）)》〕]";
        self.goes_on_in(&next.text) && !self.text.ends_with(|last| STOPS.contains(last))
    }

    /// Whether it stops in the middle of a sentence, and not behind what may be a name.
    pub(super) fn is_sentence_cut(&self, next: &Self) -> bool {
        self.is_cut(next) && !self.text.lines().last().is_some_and(is_name)
    }

    /// Goes on with what stands on the next page.
    pub(super) fn go_on(&mut self, next: &Self) {
        if next.is_empty() {
            return;
        }
        self.is_list = are_names(self.text.lines().chain(next.text.lines()));
        self.add(&next.text);
        self.room = next.room;
        self.is_low = next.is_low;
    }
}

/// Whether words begin with a number of their own.
pub(super) fn begins(text: &str) -> bool {
    let is_numbered = numbering::marker(text).is_some_and(|marker| marker.number > 0);
    is_numbered || numbering::row_number(text.lines().next().unwrap_or_default()).is_some()
}

/// How much of what a line begins with cannot be parted from it, in characters' widths: 《 from what follows, a mark from
/// what it follows, a Latin word.
fn together(line: &str) -> f64 {
    const OPENING: &str = "“‘《（〔【(";
    const CLOSING: &str = "，。、；：！？”’》）〕】,;:)%";
    let (mut width, mut is_begun, mut is_word_before) = (0.0, false, false);
    for c in line.chars() {
        let is_word = c.is_ascii_alphanumeric();
        if is_begun && !CLOSING.contains(c) && !(is_word && is_word_before) {
            break;
        }
        width += if is_word { 0.5 } else { 1.0 };
        is_begun = is_begun || !OPENING.contains(c);
        is_word_before = is_word;
    }
    f64::max(width, 1.0)
}

/// Adds a line that goes on; words of Latin letters stay apart.
fn join(text: &mut String, line: &str) {
    let is_word = |c: char| c.is_ascii_alphabetic();
    if text.ends_with(is_word) && line.starts_with(is_word) {
        text.push(' ');
    }
    text.push_str(line);
}
