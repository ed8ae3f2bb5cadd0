//! The tree of headings and measures.
//!
//! A number of a style that is open closes what stands below it and goes on beside it; a number of a style that is not
//! open goes one level in. The styles' order is therefore each document's own, as is whether numbers run on across
//! chapters. Chapters, articles and annexes (第一章, 第一条, 附件) keep a fixed order above the rest.

mod glossary;
mod items;
mod numbers;
mod unnumbered;

use std::collections::BTreeMap;

use crate::lexicon::{Cue, Cues};
use crate::model::Section;
use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

use items::Listed;

use super::annex::{without_listed_annexes, without_lone_annex};
use super::table::{Piece, Place};
use super::{
    Assignment, Measure, Passage, Structure, attachments, contents, decimal, enumeration, run_in, run_on, second,
};

/// Builds the outline over the pieces of a document, in whose text these cues stand.
pub(super) fn outline(text: &str, cues: &Cues, pieces: &[Piece]) -> Structure {
    let paragraphs = pieces
        .iter()
        .filter(|piece| matches!(piece.place, Place::Paragraph))
        .map(|piece| piece.span);
    let mut builder = Builder {
        text,
        cues,
        open: Vec::new(),
        last: BTreeMap::new(),
        row: (0, None),
        is_decimal: decimal::is_used(text, paragraphs),
        has_low_articles: false,
        note: None,
        listed: None,
        in_glossary: false,
        out: Structure::default(),
    };
    let contents = contents::lines(text, pieces);
    let attachments = attachments::lines(text, pieces);
    let mut beginnings = attachments::beginnings(text, pieces, &attachments);
    if beginnings.is_empty() {
        beginnings = second::beginnings(text, pieces);
    }
    for (i, piece) in pieces.iter().enumerate() {
        match piece.place {
            Place::Paragraph if contents.contains(&i) => builder.passages(piece.span, None),
            Place::Paragraph if attachments.contains(&i) => builder.attachments(piece.span),
            Place::Paragraph => match beginnings.remove(&i) {
                Some(annex) => builder.numbered(piece.span, None, Some((annex, true))),
                None => builder.divided(piece.span),
            },
            Place::Content { row, is_group, number } => {
                builder.enter_row(row);
                builder.cell_line(piece.span, piece.year, number);
                if is_group {
                    builder.row.1 = None;
                }
            }
            Place::Due { row } => {
                builder.enter_row(row);
                builder.due(piece.span);
            }
            Place::Figure => builder.cell(piece.span, builder.current()),
            Place::Unit { row, role, inherited } => {
                builder.enter_row(row);
                builder.unit_cell(
                    piece.span,
                    Assignment {
                        measure: None,
                        role,
                        cell: piece.span,
                        inherited,
                    },
                );
            }
        }
    }
    builder.close();
    without_lone_annex(without_listed_annexes(text, builder.out))
}

/// A number whose measure may still get children.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) style: Style,
    pub(super) number: u32,
    /// As the outline shows it.
    pub(super) label: String,
    measure: usize,
}

struct Builder<'t> {
    text: &'t str,
    cues: &'t Cues,
    open: Vec<Open>,
    /// The last number seen in each style.
    last: BTreeMap<Style, u32>,
    /// The table row being read, and the first measure in it.
    row: (usize, Option<usize>),
    /// Whether the text has an outline in decimal numbers.
    is_decimal: bool,
    /// Whether articles stand below headings (一、) that go on behind them, not above.
    has_low_articles: bool,
    /// The last number in the notes (注：1.…) that are being read.
    note: Option<u32>,
    /// The items 一是, 二是 that are being read, each a paragraph or more.
    listed: Option<Listed>,
    /// Whether a glossary (名词解释) is being read.
    in_glossary: bool,
    out: Structure,
}

impl Builder<'_> {
    /// The innermost open measure.
    fn current(&self) -> Option<usize> {
        self.open.last().map(|open| open.measure)
    }

    fn enter_row(&mut self, row: usize) {
        if self.row.0 != row {
            self.row = (row, None);
        }
    }

    /// A paragraph that may hold several measures, where line breaks are lost.
    fn divided(&mut self, span: Span) {
        if self.explains(span) {
            return;
        }
        for part in run_on::split(self.text, span, self.cues) {
            for (i, span) in run_in::split(self.text, part, self.cues).into_iter().enumerate() {
                let line = span.of(self.text);
                let last = self.open.last().filter(|open| i > 0 && open.style == Style::Arabic);
                if attachments::opens_list(line) {
                    self.attachments(span);
                } else if let Some(marker) = last.and_then(|last| run_in::spoilt(line, last.number + 1)) {
                    self.numbered(span, None, Some((marker, false)));
                } else {
                    self.paragraph(span, None);
                }
            }
        }
    }

    /// A line of a list of attachments; what stands below it speaks of the paper, not of its last measure.
    fn attachments(&mut self, span: Span) {
        self.open.clear();
        self.out.passages.push(whole(span, None));
    }

    fn paragraph(&mut self, span: Span, year: Option<u16>) {
        let line = span.of(self.text);
        let marker = numbering::marker(line);
        if self.is_note(line, marker.as_ref()) {
            self.passages(span, year);
            return;
        }
        let found = marker.and_then(|marker| self.accept(span, marker));
        let found = found.or_else(|| self.decimal(line)).or_else(|| self.glued(line));
        self.numbered(span, year, found);
    }

    /// The decimal number of a line, in a text that has such an outline.
    fn decimal(&self, line: &str) -> Option<(Marker, bool)> {
        let chapter = self.last.get(&Style::Decimal).copied().unwrap_or_default();
        let found = self
            .is_decimal
            .then(|| decimal::marker(line, &self.open, chapter))
            .flatten()?;
        Some((found, false))
    }

    /// The number that is next among those open, where the words behind it begin with a number too: 11.｜121人才项目.
    fn glued(&self, line: &str) -> Option<(Marker, bool)> {
        let last = self.open.last().filter(|open| open.style == Style::Arabic)?;
        let marker = (!self.is_decimal)
            .then(|| run_in::glued(line, last.number + 1))
            .flatten()?;
        Some((marker, false))
    }

    /// A line of a table's cell; the number of its measure may stand in a cell of its own.
    fn cell_line(&mut self, span: Span, year: Option<u16>, number: Option<Span>) {
        let line = span.of(self.text);
        let beside = number.and_then(|number| numbering::row_number_in_column(number.of(self.text)));
        match beside.filter(|_| numbering::marker(line).is_none()) {
            Some(marker) if marker.style == Style::Row => self.numbered(span, year, Some((marker, false))),
            Some(marker) => {
                let found = self.accept(span, marker);
                self.numbered(span, year, found);
            }
            None => self.paragraph(span, year),
        }
    }

    fn numbered(&mut self, span: Span, year: Option<u16>, found: Option<(Marker, bool)>) {
        let Some((marker, recovered)) = found.or_else(|| self.enumerated(span)) else {
            if !self.goes_on_below_item(span) {
                self.open.retain(|open| open.style != Style::Enumerated);
            }
            self.name_last(span);
            if self.is_signature(span) || self.leaves_measures(span.of(self.text)) {
                self.open.clear();
            }
            self.passages(span, year);
            return;
        };
        self.has_low_articles |= self.begins_low_articles(span, &marker);
        let parent = self.make_room(&marker);
        let title = self.title(Span {
            start: span.start + marker.len as u32,
            ..span
        });
        let measure = self.push(parent, &marker.label, title, span, recovered);
        self.listed = (marker.style == Style::Enumerated).then(|| self.listed_with(parent, marker.number));
        if marker.style != Style::Decimal || !marker.label.contains('.') {
            self.last.insert(marker.style, marker.number);
        }
        self.open.push(Open {
            style: marker.style,
            number: marker.number,
            label: marker.label,
            measure,
        });
        self.row.1.get_or_insert(measure);
        self.passages(span, year);
    }

    fn push(&mut self, parent: Option<usize>, label: &str, title: Span, span: Span, recovered: bool) -> usize {
        let section = match parent {
            Some(parent) => self.out.measures[parent].section.child(label),
            None => Section::new([label]),
        };
        self.out.measures.push(Measure {
            section,
            title,
            span,
            parent,
            recovered,
        });
        self.out.measures.len() - 1
    }

    /// The heading at the start of `body`: up to the first full stop, without the punctuation at its end.
    fn title(&self, body: Span) -> Span {
        let stops = self.cues.behind(Cue::Stop, body.start).iter();
        let mut stops = stops.take_while(|stop| stop.end <= body.end);
        let stop = stops.find(|stop| matches!(stop.of(self.text), "。" | "\n"));
        let end = stop.map_or(body.end, |stop| stop.start);
        let is_mark = |c: char| matches!(c, '：' | ':' | '；' | ';' | '，' | ',' | ' ' | '\u{3000}' | '*');
        let words = Span { end, ..body }.of(self.text);
        // What a page of a wiki prints behind each heading.
        let trimmed = words.trim_end_matches("[编辑]").trim_end_matches(is_mark);
        let lead = trimmed.len() - trimmed.trim_start().len();
        Span::new(lead, trimmed.len()).shift(body.start as usize)
    }

    /// Adds the text of a paragraph, divided where 一是, 二是 stand in it.
    fn passages(&mut self, span: Span, year: Option<u16>) {
        let outer = self.current();
        let mut passage = Passage {
            year,
            ..whole(span, outer)
        };
        let items = enumeration::items(self.text, span, self.cues);
        let ends = items.iter().skip(1).map(|item| item.start);
        for (item, end) in items.iter().zip(ends.chain([span.end as usize])) {
            let label = numbering::label(Style::Enumerated, item.number);
            let title = self.title(Span::new(item.body, end));
            let measure = self.push(outer, &label, title, Span::new(item.start, end), item.recovered);
            self.out.passages.push(Passage {
                span: Span::new(passage.span.start as usize, item.start),
                ends_paragraph: false,
                ..passage
            });
            passage.span.start = item.start as u32;
            passage.measure = Some(measure);
        }
        self.out.passages.push(passage);
    }

    /// By when the measure of the row must be done: its text is read like any other.
    fn due(&mut self, span: Span) {
        if let Some(measure) = self.row.1 {
            self.out.due.push((measure, span));
        }
        self.paragraph(span, None);
    }

    fn unit_cell(&mut self, span: Span, assignment: Assignment) {
        let measure = self.row.1.or_else(|| self.current());
        self.out.assignments.push(Assignment { measure, ..assignment });
        if !assignment.inherited {
            self.cell(span, measure);
        }
    }

    /// A cell that is read for names alone.
    fn cell(&mut self, span: Span, measure: Option<usize>) {
        self.out.passages.push(Passage {
            is_unit_cell: true,
            ..whole(span, measure)
        });
    }

    /// Stretches every measure to the end of its own text.
    fn close(&mut self) {
        self.out.passages.sort_by_key(|passage| passage.span);
        for passage in &self.out.passages {
            if let (Some(measure), false) = (passage.measure, passage.is_unit_cell) {
                let span = &mut self.out.measures[measure].span;
                span.end = span.end.max(passage.span.end);
            }
        }
        let starts: Vec<u32> = self
            .out
            .measures
            .iter()
            .map(|measure| measure.span.start)
            .skip(1)
            .chain([u32::MAX])
            .collect();
        for (measure, next) in self.out.measures.iter_mut().zip(starts) {
            measure.span.end = measure.span.end.min(next.max(measure.title.end));
        }
    }
}

/// Text that stands undivided in a measure, or in none.
fn whole(span: Span, measure: Option<usize>) -> Passage {
    Passage {
        span,
        measure,
        paragraph_measure: measure,
        ends_paragraph: true,
        year: None,
        is_unit_cell: false,
    }
}

#[cfg(test)]
mod tests;
