//! The lines of a file, trimmed, with what trimming would forget.

use crate::text::Span;

/// A line without the white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// The trimmed text.
    pub(super) text: &'t str,
    /// Its first byte in the file.
    pub(super) start: usize,
    /// Whether white space stood before it.
    pub(super) indented: bool,
    /// Whether an empty line stands before it.
    pub(super) after_blank: bool,
    /// Whether its format says that it is no part of the document (what stands beside the text of a page, a footnote).
    pub(super) aside: bool,
    /// Whether its format says that it goes on where the line before stops, or that it does not; nothing where the copy
    /// must be looked at to tell.
    pub(super) goes_on: Option<bool>,
}

impl Line<'_> {
    /// Where it stands in the file.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Length in characters.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// The lines of `text` that hold more than white space.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut found, mut start, mut after_blank) = (Vec::new(), 0, false);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let raw = &text[start..end];
        let behind = raw.trim_start_matches(is_blank);
        let (trimmed, lead) = (behind.trim_end_matches(is_blank), raw.len() - behind.len());
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            found.push(Line {
                text: trimmed,
                start: start + lead,
                indented: lead > 0,
                after_blank,
                aside: false,
                goes_on: None,
            });
            after_blank = false;
        }
        start = end + 1;
    }
    found
}

/// White space, byte-order marks and the invisible characters that pages are full of.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}
