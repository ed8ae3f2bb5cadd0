//! Lists of attachments (附件：1.某表 2.某名单) below a text: no measures, though each of their lines has a number.
//!
//! A list begins in the line of its head, or below a head that stands alone; it goes on as long as the numbers do and the
//! lines read like titles. What follows a head that stands alone may as well be the attachment itself: then nothing is
//! a list unless more lines than one are, or what closes a text stands behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::numbering::{self, Marker, Style};

use super::header::names_body;
use super::table::{Piece, Place};

/// Characters of the longest title of an attachment.
const WIDEST: usize = 120;
/// Of the shortest by which an attachment is known that prints no number.
const SHORTEST: usize = 4;

/// Which of the pieces are lines of lists of attachments, their heads included.
pub(super) fn lines(text: &str, pieces: &[Piece]) -> BTreeSet<usize> {
    let line = |i: usize| match pieces.get(i) {
        Some(piece) if piece.place == Place::Paragraph => Some(piece.span.of(text).trim()),
        _ => None,
    };
    let heads = (0..pieces.len()).filter_map(|i| Some((i, head(line(i)?)?)));
    heads.flat_map(|(i, head)| i..end(&line, i, head)).collect()
}

/// Where attachments begin that print the title which the list gives them, and no number: by line, with the number of the
/// list. A single one is the paper itself, whose outline needs no prefix.
pub(super) fn beginnings(text: &str, pieces: &[Piece], lists: &BTreeSet<usize>) -> BTreeMap<usize, Marker> {
    let mut titles: BTreeMap<&str, u32> = BTreeMap::new();
    for &i in lists {
        let line = pieces[i].span.of(text).trim();
        let item = line.trim_start_matches(['附', '件', ':', '：', ' ', '\u{3000}']);
        if let Some(marker) = numbering::marker(item) {
            titles.insert(item[marker.len..].trim(), marker.number);
        }
    }
    titles.retain(|title, _| title.chars().count() >= SHORTEST);
    let Some(&last) = lists.last().filter(|_| titles.len() > 1) else {
        return BTreeMap::new();
    };
    let behind = pieces.iter().enumerate().skip(last + 1);
    let paragraphs = behind.filter(|(_, piece)| piece.place == Place::Paragraph);
    let mut found = BTreeMap::new();
    for (i, piece) in paragraphs {
        let line = piece.span.of(text).trim();
        if numbering::marker(line).is_some_and(|marker| marker.style == Style::Annex) {
            return BTreeMap::new();
        }
        if let Some(number) = titles.remove(line) {
            found.insert(i, annex(number));
        }
    }
    if found.len() > 1 { found } else { BTreeMap::new() }
}

/// The number of an attachment that prints none.
pub(super) fn annex(number: u32) -> Marker {
    Marker {
        style: Style::Annex,
        number,
        label: numbering::label(Style::Annex, number),
        len: 0,
    }
}

/// Whether a line begins with a list of attachments.
pub(super) fn opens_list(line: &str) -> bool {
    matches!(head(line.trim()), Some(Head::First(_)))
}

/// The head of a list.
#[derive(Debug, Clone, Copy)]
enum Head {
    /// `附件`, with a colon or without one.
    Alone { colon: bool },
    /// `附件：1.某表`, with the number's style.
    First(Style),
}

fn head(line: &str) -> Option<Head> {
    let words = line.strip_prefix('附')?;
    let behind = words.strip_prefix('件').unwrap_or(words);
    let rest = behind.trim_start_matches([' ', '\u{3000}', ':', '：']);
    let colon = behind[..behind.len() - rest.len()].contains([':', '：']);
    if !colon && behind.len() == words.len() {
        return None;
    }
    if rest.is_empty() {
        return Some(Head::Alone { colon });
    }
    let first = numbering::marker(rest).filter(|marker| colon && marker.number == 1 && is_style(marker.style))?;
    Some(Head::First(first.style))
}

fn is_style(style: Style) -> bool {
    matches!(
        style,
        Style::Arabic | Style::Chinese | Style::ArabicBracketed | Style::ChineseBracketed
    )
}

/// Where the list ends whose head is line `i`; there where there is none.
fn end<'t>(line: &impl Fn(usize) -> Option<&'t str>, i: usize, head: Head) -> usize {
    match head {
        Head::First(style) => items(line, i + 1, style, 2),
        Head::Alone { colon } => {
            let first = line(i + 1)
                .and_then(numbering::marker)
                .filter(|marker| marker.number == 1);
            let style = first
                .map(|marker| marker.style)
                .filter(|style| is_style(*style) || *style == Style::Annex);
            let end = style.map_or(i + 1, |style| items(line, i + 1, style, 1));
            let is_list = end > i + 2 || style != Some(Style::Annex) && (colon || end > i + 1) && closes(line, end);
            if is_list { end } else { i }
        }
    }
}

/// Where the lines end that are numbered from `number` on in this style. A line without a number may stand between two: a
/// title that the copy has broken.
fn items<'t>(line: &impl Fn(usize) -> Option<&'t str>, from: usize, style: Style, number: u32) -> usize {
    let is_item = |i: usize, number: u32| {
        let is_next = |marker: &Marker| marker.style == style && marker.number == number;
        let words = line(i).unwrap_or_default();
        let marker = numbering::marker(words).filter(is_next);
        marker
            .is_some_and(|marker| is_title(&words[marker.len..]) && (style != Style::Annex || marker.len < words.len()))
    };
    let (mut end, mut next) = (from, number);
    loop {
        let is_broken = || {
            let words = line(end).unwrap_or_default();
            next > 1 && numbering::marker(words).is_none() && is_title(words) && is_item(end + 1, next)
        };
        if is_item(end, next) {
            (end, next) = (end + 1, next + 1);
        } else if is_broken() {
            (end, next) = (end + 2, next + 1);
        } else {
            return end;
        }
    }
}

/// Whether the line below the number of an attachment may be its title.
pub(super) fn may_be_title(line: &str) -> bool {
    is_title(line) && line.chars().count() >= SHORTEST && !is_date(line) && !line.starts_with(['(', '（', '|'])
}

fn is_title(words: &str) -> bool {
    !words.contains(['。', '；', '：']) && words.chars().count() <= WIDEST
}

/// Whether what closes a text stands at line `i`: its end, a date, perhaps below names of bodies, or whom it was sent to.
fn closes<'t>(line: &impl Fn(usize) -> Option<&'t str>, i: usize) -> bool {
    const CLOSING: [&str; 7] = ["抄送", "（此件", "(此件", "地址", "联系", "（联系", "(联系"];
    let names = (i..i + 4).take_while(|&i| line(i).is_some_and(names_body)).count();
    match line(i + names) {
        None => names == 0,
        Some(words) => is_date(words) || names == 0 && CLOSING.iter().any(|word| words.starts_with(word)),
    }
}

pub(super) fn is_date(line: &str) -> bool {
    line.chars().count() <= 24 && line.contains('年') && line.trim_end_matches([')', '）']).ends_with('日')
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::testing::structure;

    fn labels(text: &str) -> String {
        let source = read_text(text.as_bytes()).expect("text");
        let measures = structure(&source).measures.into_iter();
        measures
            .map(|measure| measure.section.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn lines_of_a_list_are_no_measures() {
        let signed = "某局\n2020年1月2日";
        for (list, expected) in [
            ("附件：1.甲表\n2.乙名单\n3.丙书", "一 二"),
            ("附件：\n1.甲表\n2.乙名单（新增）\n3.丙书", "一 二"),
            ("附：1.甲表\n2.关于乙的\n若干说明\n3.丙书", "一 二"),
            ("附件：1.\n2.", "一 二"),
            ("附件：", "一 二"),
            ("附件：\n附件1.甲表\n附件2.乙表", "一 二"),
        ] {
            assert_eq!(
                labels(&format!("一、做甲事。\n二、做乙事。\n{list}\n{signed}")),
                expected,
                "{list}"
            );
        }
    }

    #[test]
    fn an_attachment_that_follows_is_read() {
        for (text, expected) in [
            (
                "一、做。\n附件：1.甲方案\n2.乙表\n某局\n2020年1月2日\n附件1\n甲方案\n一、总则。\n二、任务。",
                "一 附件1 附件1/一 附件1/二",
            ),
            (
                "一、做。\n附件\n甲方案\n1.建厂房。\n2.招商。",
                "一 附件1 附件1/1 附件1/2",
            ),
            (
                "一、做。\n附件：\n一、总则。\n1.目的\n2.原则\n二、任务。",
                "一 附件1 附件1/一 附件1/一/1 附件1/一/2 附件1/二",
            ),
            ("一、做。附件见下。\n1.甲。\n2.乙。", "一 一/1 一/2"),
            (
                "一、做。\n附件：1.甲堆许可证\n2.乙堆许可证\n某局\n2020年1月2日\n甲堆许可证\n一、总则。\n二、任务。\n乙堆许可证\n一、总则。",
                "一 附件1 附件1/一 附件1/二 附件2 附件2/一",
            ),
        ] {
            assert_eq!(labels(text), expected, "{text}");
        }
    }
}
