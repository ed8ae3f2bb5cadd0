//! Paragraphs without a number, and those whose number is no measure's.

use crate::read::numbering::Marker;
use crate::structure::header::names_body;
use crate::structure::{attachments, closing, notes};
use crate::text::Span;

use super::{Builder, Open};

impl Builder<'_> {
    /// Whether a line is a note to what stands above (注：1.…), or a further item of one: its number is no measure's.
    pub(super) fn is_note(&mut self, line: &str, marker: Option<&Marker>) -> bool {
        if let Some(first) = notes::first(line) {
            self.note = Some(first);
            return true;
        }
        let (Some(last), Some(marker)) = (self.note, marker) else {
            return false;
        };
        let is_next = notes::is_style(marker.style) && marker.number == last + 1;
        self.note = is_next.then_some(marker.number);
        is_next
    }

    /// Whether a paragraph is the date of a signature, below the name of a body: what follows is another paper.
    pub(super) fn is_signature(&self, span: Span) -> bool {
        let line = span.of(self.text);
        let above = || {
            self.out
                .passages
                .last()
                .map_or("", |passage| passage.span.of(self.text))
        };
        line.ends_with('日') && attachments::is_date(line) && names_body(above().trim())
    }

    /// A number that stands alone on its line has its title on the next.
    pub(super) fn name_last(&mut self, span: Span) {
        let Some(last) = self.out.measures.last().filter(|last| last.title.is_empty()) else {
            return;
        };
        let is_below = self
            .out
            .passages
            .last()
            .is_some_and(|passage| passage.span == last.span);
        let found = self.title(span);
        if names_body(found.of(self.text)) {
            return;
        }
        let is_title = last
            .section
            .labels()
            .last()
            .is_some_and(|label| !label.starts_with("附件"))
            || found.end == span.end && attachments::may_be_title(found.of(self.text));
        if let Some(last) = self.out.measures.last_mut().filter(|_| is_below && is_title) {
            last.title = found;
        }
    }

    /// Whether a paragraph without a number speaks of the whole paper (本方案由…负责解释), not of the measure above it: unless
    /// a heading announces it (附则), or nothing else stands below the last heading.
    pub(super) fn leaves_measures(&self, line: &str) -> bool {
        let (true, Some(current)) = (closing::closes(line), self.current()) else {
            return false;
        };
        let heading = &self.out.measures[current];
        let has_body = heading.title.end < heading.span.end.saturating_sub(6)
            || self
                .out
                .passages
                .last()
                .is_some_and(|last| last.span.end > heading.span.end);
        let announces = |open: &Open| closing::announces(self.out.measures[open.measure].title.of(self.text));
        has_body && !self.open.iter().any(announces)
    }
}
