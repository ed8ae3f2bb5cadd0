//! A second paper that a notice carries without the word 附件: its numbers begin again at 一 under its own title.
//!
//! It is one only where the text says so: a signature's date stands between the two, or the notice names the paper before
//! its own first number. The halves of a report (2021年总结, 2022年计划) are not told apart by it.

use std::collections::BTreeMap;

use crate::read::numbering::{self, Marker, Style};

use super::attachments;
use super::header::ends_like_title;
use super::table::{Piece, Place};

/// How many lines may stand between the title and the first number.
const NEAR: usize = 10;
/// Characters of the longest title, and of the shortest by which the notice may name it.
const WIDEST: usize = 60;
const SHORTEST: usize = 6;

/// The pieces with which second papers begin, by number.
pub(super) fn beginnings(text: &str, pieces: &[Piece]) -> BTreeMap<usize, Marker> {
    let mut found = BTreeMap::new();
    // The first numbered line, and the last one.
    let (mut first, mut last) = (None, 0);
    let mut chapter = 0;
    for (i, piece) in pieces.iter().enumerate() {
        if piece.place != Place::Paragraph {
            continue;
        }
        let Some(marker) = numbering::marker(piece.span.of(text)) else {
            continue;
        };
        match marker.style {
            // Under chapters, and behind attachments, numbers may begin anew.
            style if style < Style::Chinese => return BTreeMap::new(),
            Style::ChineseBracketed if first.is_none() => return BTreeMap::new(),
            Style::Chinese => {
                let front = &text[..pieces[*first.get_or_insert(i)].span.start as usize];
                if marker.number == 1 && chapter >= 2 {
                    let at = title(text, &pieces[..i], last + 1, front);
                    let number = found.len() as u32 + 1;
                    found.extend(at.map(|at| (at, attachments::annex(number))));
                }
                chapter = marker.number;
            }
            _ => {}
        }
        last = i;
    }
    found
}

/// The piece with the title of a second paper among those between the last number, behind which `from` stands, and the first
/// of its own.
fn title(text: &str, pieces: &[Piece], from: usize, front: &str) -> Option<usize> {
    let line = |i: usize| pieces[i].span.of(text).trim();
    let is_line = |i: &usize| pieces[*i].place == Place::Paragraph;
    let near = from.max(pieces.len().saturating_sub(NEAR));
    let is_title = |line: &str| line.chars().count() <= WIDEST && !line.contains('。') && ends_like_title(line);
    let at = (near..pieces.len()).filter(is_line).find(|&i| is_title(line(i)))?;
    // A title of two lines may be cut before 和.
    let is_cut = line(at).starts_with(['和', '及', '与']) && at > near;
    let at = if is_cut { at - 1 } else { at };
    let is_signed = (from..at).filter(is_line).any(|i| attachments::is_date(line(i)));
    let stem = line(at).split(['(', '（']).next().unwrap_or_default();
    let is_named = || stem.chars().count() >= SHORTEST && front.contains(stem);
    (is_signed || is_named()).then_some(at)
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::testing::structure;

    fn labels(text: &str) -> String {
        let source = read_text(text.as_bytes()).expect("text");
        let measures = structure(&source).measures.into_iter();
        let labels: Vec<String> = measures.map(|measure| measure.section.to_string()).collect();
        labels.join(" ")
    }

    #[test]
    fn numbers_that_begin_again() {
        for (text, expected) in [
            (
                "关于印发甲若干政策和乙市行动计划的通知\n现印发。\n甲若干政策\n一、补贴。\n二、奖励。\n乙市行动计划(2021—2023年)\n为了发展。\n一、总则。\n二、任务。",
                "一 二 附件1 附件1/一 附件1/二",
            ),
            (
                "某通知\n各单位：\n一、做好。\n二、落实。\n某市人民政府\n2025年1月25日\n2025年任务分解\n和分工方案\n一、目标。\n（一）甲。\n二、任务。",
                "一 二 附件1 附件1/一 附件1/一/(一) 附件1/二",
            ),
            (
                "某局工作汇报\n2021年总结\n一、成绩。\n二、问题。\n2022年计划\n一、目标。\n二、任务。",
                "一 二 一 二",
            ),
            (
                "某通知\n一、甲。\n二、乙。\n某局\n2020年1月2日\n附件1\n某方案\n一、丙。",
                "一 二 附件1 附件1/一",
            ),
        ] {
            assert_eq!(labels(text), expected, "{text}");
        }
    }
}
