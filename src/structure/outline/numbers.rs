//! Whether a number may be a measure's where it stands, and which of the open ones it closes.

use crate::read::numbering::{self, Marker, Style};
use crate::structure::decimal;
use crate::text::Span;

use super::{Builder, Open};

impl Builder<'_> {
    /// The marker if its number is believable here, with a lost number worked out.
    pub(super) fn accept(&self, span: Span, mut marker: Marker) -> Option<(Marker, bool)> {
        let line = span.of(self.text);
        let open = self.open.iter().rev().find(|open| open.style == marker.style);
        let last = open
            .map(|open| open.number)
            .or_else(|| self.last.get(&marker.style).copied());
        if marker.number == 0 {
            marker.number = last? + 1;
            marker.label = numbering::label(marker.style, marker.number);
            return Some((marker, true));
        }
        let believable = marker.number <= 3
            || marker.style <= Style::Article
            || last.is_some_and(|last| marker.number <= last + 5)
            || self.goes_on(span, &marker);
        // Without a blank behind it, 第…条 may be cited rather than begin here: then it is one of the next or none.
        let is_glued = line[..marker.len].ends_with(['条', '章']) && line.len() > marker.len;
        let from = last.unwrap_or(0) + 1;
        let fits = !is_glued || (from..from + 3).contains(&marker.number);
        (believable && fits).then_some((marker, false))
    }

    /// Whether the next line that is numbered (一) goes on from this one: where the copy has lost the numbers before.
    fn goes_on(&self, span: Span, marker: &Marker) -> bool {
        let lines = self.text[span.end as usize..].lines().filter_map(numbering::marker);
        let next = || lines.into_iter().find(|next| next.style == marker.style);
        marker.style == Style::ChineseBracketed
            && next().is_some_and(|next| (marker.number + 1..=marker.number + 2).contains(&next.number))
    }

    /// Whether the first article stands below a heading 一、 that the next heading of the text goes on from.
    pub(super) fn begins_low_articles(&self, span: Span, marker: &Marker) -> bool {
        if (marker.style, marker.number) != (Style::Article, 1) {
            return false;
        }
        let heading = self.open.iter().find(|open| open.style == Style::Chinese);
        heading.is_some_and(|heading| {
            let below = self.text[span.end as usize..].lines().filter_map(numbering::marker);
            let next = below.into_iter().find(|next| next.style == Style::Chinese);
            next.is_some_and(|next| next.number == heading.number + 1)
        })
    }

    /// Closes what a number of this style ends; the measure that it goes into.
    pub(super) fn make_room(&mut self, marker: &Marker) -> Option<usize> {
        let style = marker.style;
        let keep = if style == Style::Decimal {
            Some(decimal::around(marker, &self.open))
        } else if style <= Style::Article && !(style == Style::Article && self.has_low_articles) {
            self.open.iter().position(|open| open.style >= style)
        } else {
            let beside = |style: Style| self.open.iter().rposition(|open| open.style == style);
            let is_row = style == Style::Row;
            // The first row of a table goes on from a list of the same numbers.
            let beside = beside(style).or_else(|| is_row.then(|| beside(Style::Arabic)).flatten());
            beside.or_else(|| self.below_lost(marker))
        };
        self.open.truncate(keep.unwrap_or(self.open.len()));
        self.current()
    }

    /// The first of what stands below a chapter whose number 一 the copy has lost, where 二 comes.
    fn below_lost(&self, marker: &Marker) -> Option<usize> {
        let is_first_seen = marker.style == Style::Chinese && !self.last.contains_key(&Style::Chinese);
        let is_below = |open: &Open| open.style > Style::Chinese;
        (is_first_seen && marker.number > 1)
            .then(|| self.open.iter().position(is_below))
            .flatten()
    }
}
