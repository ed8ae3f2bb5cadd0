//! 一是, 二是 at the beginning of paragraphs of their own, and the paragraphs that stand below each.

use crate::read::numbering::{self, Marker, Style};
use crate::structure::enumeration;
use crate::text::Span;

use super::Builder;

/// The items read so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// The measure that holds them.
    outer: Option<usize>,
    number: u32,
    /// Whether items are headings, with text below them.
    have_text: bool,
}

impl Builder<'_> {
    /// The marker of a paragraph that is an item: the first of a list, or the next after one that was read, be it with
    /// other paragraphs between them.
    pub(super) fn enumerated(&self, span: Span) -> Option<(Marker, bool)> {
        let marker = enumeration::marker(span.of(self.text))?;
        let open = self.open.iter().rev().find(|open| open.style == Style::Enumerated);
        let before = self.listed.filter(|listed| listed.outer == self.current());
        let last = open.map(|open| open.number).or(before.map(|listed| listed.number));
        // 一是 may come again: another list begins.
        let follows = marker.number == last.map_or(1, |last| last + 1) || marker.number == 1 && last != Some(1);
        let holds_others = !enumeration::items(self.text, span, self.cues).is_empty();
        (follows && !holds_others).then_some((marker, false))
    }

    /// The items with this one of a measure.
    pub(super) fn listed_with(&self, outer: Option<usize>, number: u32) -> Listed {
        let before = self.listed.filter(|listed| listed.outer == outer && number > 1);
        Listed {
            outer,
            number,
            have_text: before.is_some_and(|listed| listed.have_text),
        }
    }

    /// Whether a paragraph without a number stands below the item that is open: one that is a heading, if the next item
    /// follows somewhere, or the items before had text as well.
    pub(super) fn goes_on_below_item(&mut self, span: Span) -> bool {
        /// Characters of the longest heading.
        const LONGEST: usize = 40;
        let Some(open) = self.open.last().filter(|open| open.style == Style::Enumerated) else {
            return false;
        };
        let (measure, number) = (&self.out.measures[open.measure], open.number);
        let behind = Span {
            start: measure.title.end,
            ..measure.span
        };
        let is_heading = matches!(behind.of(self.text).trim(), "" | "。" | "：")
            && measure.title.of(self.text).chars().count() <= LONGEST;
        let is_first = || self.out.passages.last().is_some_and(|last| last.span == measure.span);
        let had_text = self.listed.is_some_and(|listed| listed.have_text);
        let goes_on = is_heading && (had_text && is_first() || self.item_follows(span, number + 1));
        if let Some(listed) = self.listed.as_mut().filter(|_| goes_on) {
            listed.have_text = true;
        }
        goes_on
    }

    /// Whether the next numbered line is this item.
    fn item_follows(&self, span: Span, number: u32) -> bool {
        /// How many lines an item may take.
        const NEAR: usize = 8;
        let lines = self.text[span.end as usize..].lines().skip(1).take(NEAR);
        let mut markers = lines.filter_map(|line| enumeration::marker(line).or_else(|| numbering::marker(line)));
        let next = markers.next();
        next.is_some_and(|next| next.style == Style::Enumerated && next.number == number)
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::outline::tests::passages;

    #[test]
    fn items_of_more_than_one_paragraph() {
        let text =
            "一、回顾\n一是做甲事。\n甲事做好。\n二是做乙事。\n乙事做好。\n结语。\n二、安排\n一是做丙事。\n结语。";
        assert_eq!(
            passages(text),
            [
                "一",
                "一/一是",
                "一/一是",
                "一/二是",
                "一/二是",
                "一",
                "二",
                "二/一是",
                "二"
            ]
        );
    }

    #[test]
    fn items_between_which_other_paragraphs_stand() {
        let text = "一、回顾\n一是做甲事，把甲事做得又好又快。成绩很大。\n各方面很满意。\n二是做乙事。\n一是又做甲事。";
        assert_eq!(passages(text), ["一", "一/一是", "一", "一/二是", "一/一是"]);
    }
}
