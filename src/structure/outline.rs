//! The tree of headings and measures.
//!
//! A number of a style that is open closes what stands below it and goes on beside it; a number of a style that is not
//! open goes one level in. The styles' order is therefore each document's own, as is whether numbers run on across
//! chapters. Chapters, articles and annexes (第一章, 第一条, 附件) keep a fixed order above the rest.

mod unnumbered;

use std::collections::BTreeMap;

use crate::lexicon::{Cue, Cues};
use crate::model::Section;
use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

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
        note: None,
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
    /// The last number in the notes (注：1.…) that are being read.
    note: Option<u32>,
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
        self.numbered(span, year, found.or_else(|| self.decimal(line)));
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

    /// A line of a table's cell; the number of its measure may stand in a cell of its own.
    fn cell_line(&mut self, span: Span, year: Option<u16>, number: Option<Span>) {
        let line = span.of(self.text);
        let beside = number.and_then(|number| numbering::row_number_in_column(number.of(self.text)));
        match beside.filter(|_| numbering::marker(line).is_none()) {
            Some(marker) => {
                let found = self.accept(span, marker);
                self.numbered(span, year, found);
            }
            None => self.paragraph(span, year),
        }
    }

    fn numbered(&mut self, span: Span, year: Option<u16>, found: Option<(Marker, bool)>) {
        let Some((marker, recovered)) = found.or_else(|| self.enumerated(span)) else {
            self.open.retain(|open| open.style != Style::Enumerated);
            self.name_last(span);
            if self.is_signature(span) || self.leaves_measures(span.of(self.text)) {
                self.open.clear();
            }
            self.passages(span, year);
            return;
        };
        let parent = self.make_room(&marker);
        let title = self.title(Span {
            start: span.start + marker.len as u32,
            ..span
        });
        let measure = self.push(parent, &marker.label, title, span, recovered);
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

    /// 一是, 二是 at the beginning of paragraphs of their own.
    fn enumerated(&self, span: Span) -> Option<(Marker, bool)> {
        let marker = enumeration::marker(span.of(self.text))?;
        let open = self.open.iter().rev().find(|open| open.style == Style::Enumerated);
        let follows = marker.number == open.map_or(1, |open| open.number + 1);
        let holds_others = !enumeration::items(self.text, span, self.cues).is_empty();
        (follows && !holds_others).then_some((marker, false))
    }

    /// The marker if its number is believable here, with a lost number worked out.
    fn accept(&self, span: Span, mut marker: Marker) -> Option<(Marker, bool)> {
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

    /// Closes what a number of this style ends; the measure that it goes into.
    fn make_room(&mut self, marker: &Marker) -> Option<usize> {
        let style = marker.style;
        let keep = if style == Style::Decimal {
            Some(decimal::around(marker, &self.open))
        } else if style <= Style::Article {
            self.open.iter().position(|open| open.style >= style)
        } else {
            self.open.iter().rposition(|open| open.style == style)
        };
        self.open.truncate(keep.unwrap_or(self.open.len()));
        self.current()
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
        let trimmed = Span { end, ..body }.of(self.text).trim_end_matches(is_mark);
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
mod tests {
    use super::*;
    use crate::read::read_text;
    use crate::structure::testing::structure;

    fn sections(text: &str) -> Vec<(String, String)> {
        let source = read_text(text.as_bytes()).expect("text");
        let found = structure(&source);
        let row = |measure: &Measure| (measure.section.to_string(), measure.title.of(&source.text).to_owned());
        found.measures.iter().map(row).collect()
    }

    fn labels(text: &str) -> Vec<String> {
        sections(text).into_iter().map(|row| row.0).collect()
    }

    #[test]
    fn levels_are_the_documents_own() {
        let text = "一、总体要求\n（一）指导思想\n坚持创新。\n二、任务\n（一）甲\n1.做甲事。要快。\n2.做乙事。\n（二）乙\n1.再做。";
        assert_eq!(
            labels(text),
            [
                "一",
                "一/(一)",
                "二",
                "二/(一)",
                "二/(一)/1",
                "二/(一)/2",
                "二/(二)",
                "二/(二)/1"
            ]
        );
        assert_eq!(sections(text)[4].1, "做甲事");
    }

    #[test]
    fn numbers_run_on_across_chapters() {
        let text = "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。";
        assert_eq!(labels(text), ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(四)"]);
    }

    #[test]
    fn lost_numbers_are_worked_out() {
        let text = "二、计划\n（一）甲。\n（二）乙。\n  )实施丙。\n（四）丁。";
        assert_eq!(labels(text), ["二", "二/(一)", "二/(二)", "二/(三)", "二/(四)"]);
    }

    #[test]
    fn numbers_that_go_on_are_believed_though_those_before_are_lost() {
        let text = "三、保障\n（三十一）加大支持。\n（三十二）完善监测。\n（三十四）加强督察。";
        assert_eq!(labels(text), ["三", "三/(三十一)", "三/(三十二)", "三/(三十四)"]);
        assert_eq!(labels("三、保障\n（二十）以上。\n做好。"), ["三"]);
    }

    #[test]
    fn articles_under_chapters_and_annexes() {
        let text = "第一章 总则\n第一条 为了规范。\n第二条 适用本规定：\n（一）甲；\n（二）乙。\n第二章 附则\n第三条 施行。\n附件1\n一、范围";
        assert_eq!(
            labels(text),
            [
                "第一章",
                "第一章/第一条",
                "第一章/第二条",
                "第一章/第二条/(一)",
                "第一章/第二条/(二)",
                "第二章",
                "第二章/第三条",
                "附件1",
                "附件1/一"
            ]
        );
    }

    #[test]
    fn a_number_alone_on_its_line_and_notes() {
        let text = "一、任务\n（一）\n合理用药\n做好。\n（二）\n监测。要快。\n注：\n1.甲指标。\n2.乙指标。\n附件1\n某市考评指标\n1.甲。\n附件2\n各部门要做好。";
        let shown: Vec<String> = sections(text)
            .iter()
            .map(|(label, title)| format!("{label} {title}"))
            .collect();
        assert_eq!(
            shown,
            [
                "一 任务",
                "一/(一) 合理用药",
                "一/(二) 监测",
                "附件1 某市考评指标",
                "附件1/1 甲",
                "附件2 "
            ]
        );
    }

    #[test]
    fn one_paper_that_a_notice_carries_is_the_outline() {
        let text = "关于印发办法的通知\n现印发给你们。\n附件：某某办法\n第一条 为了规范。\n第二条 适用本办法。";
        assert_eq!(labels(text), ["第一条", "第二条"]);
        let text =
            "关于批准的通知\n同意。\n附件：许可证条件\n某某核安全局\n2020年9月4日\n许可证条件\n一、甲。\n（一）乙。";
        assert_eq!(labels(text), ["一", "一/(一)"]);
    }

    #[test]
    fn a_list_of_annexes_is_no_heading() {
        let text = "一、做好工作。\n附件1：甲名单\n某局\n2020年1月2日\n附件1\n甲名单\n一、第一批\n附件2\n一、第二批";
        assert_eq!(labels(text), ["一", "附件1", "附件1/一", "附件2", "附件2/一"]);
    }

    #[test]
    fn the_closing_paragraph_is_the_documents() {
        let last = |text: &str| {
            let source = read_text(text.as_bytes()).expect("text");
            structure(&source).passages.last().and_then(|passage| passage.measure)
        };
        let closing = "本方案由市科技局负责解释。";
        let text = format!("关于印发方案的通知\n一、任务\n（一）甲。做好。\n（二）乙。做好。\n{closing}");
        assert_eq!(last(&text), None);
        let text = format!("关于印发方案的通知\n一、任务\n做好。\n二、附则\n{closing}");
        assert_eq!(last(&text), Some(1));
    }

    #[test]
    fn merged_cells_carry_units_down_and_empty_ones_do_not() {
        let text = "要求\n| 目标\n| 牵头单位\n| 协助单位\n|\n(一)甲。\n| 1、做。\n| 科技局\n| 财政局\n|\n(二)乙。\n| 2、做。\n|\n(三)丙。\n| 做。\n| 科技局\n| |\n";
        let source = read_text(text.as_bytes()).expect("text");
        let found = structure(&source);
        let row = |a: &Assignment| {
            let section = a
                .measure
                .map(|m| found.measures[m].section.to_string())
                .unwrap_or_default();
            (section, a.role.name(), a.cell.of(&source.text), a.inherited)
        };
        let rows: Vec<_> = found.assignments.iter().map(row).collect();
        assert_eq!(
            rows,
            [
                ("(一)".into(), "lead", "科技局", false),
                ("(一)".into(), "support", "财政局", false),
                ("(二)".into(), "lead", "科技局", true),
                ("(二)".into(), "support", "财政局", true),
                ("(三)".into(), "lead", "科技局", false),
            ]
        );
    }
}
