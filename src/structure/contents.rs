//! The table of contents (目录) that a text may begin with.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::read::numbering;

use super::table::{Piece, Place};

/// The fewest lines of a table of contents that has no head, and the last line at which it may begin.
const LEAST: usize = 8;
const FRONT: usize = 80;
/// Its widest line, in bytes.
const WIDEST: usize = 120;

/// The lines of a table of contents, which is no outline: behind 目录, up to where its first line is printed again.
pub(super) fn lines(text: &str, pieces: &[Piece]) -> Range<usize> {
    let bare = |piece: &Piece| bare(text, piece);
    let may_be_head = |piece: &&Piece| piece.span.len() < 24 && piece.span.of(text).trim_start().starts_with('目');
    let is_head = |piece: &&Piece| may_be_head(piece) && bare(piece) == "目录";
    let Some(head) = pieces.iter().position(|piece| is_head(&piece)) else {
        return unheaded(text, pieces);
    };
    let start = head + 1;
    let first = pieces.get(start).map(bare).unwrap_or_default();
    let mut again = pieces.iter().skip(start + 1);
    let length = again.position(|piece| !first.is_empty() && bare(piece) == first);
    length.map_or(0..0, |length| start..start + 1 + length)
}

/// The words of a line without the page behind them.
fn bare(text: &str, piece: &Piece) -> String {
    let line = piece
        .span
        .of(text)
        .trim_end_matches(|c: char| c.is_ascii_digit() || ".…·-— \u{3000}\t".contains(c));
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A table of contents without its head: short numbered lines one below the other, up to where the first is printed again
/// with the second behind it, or most of them come again.
fn unheaded(text: &str, pieces: &[Piece]) -> Range<usize> {
    let is_line = |piece: &Piece| {
        let line = piece.span.of(text);
        piece.place == Place::Paragraph
            && line.len() <= WIDEST
            && line.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十第（(".contains(c))
            && (numbering::any_marker(line).is_some() || numbering::decimal_chapter(line).is_some())
    };
    let mut run = 0;
    let run_end = pieces.iter().take(FRONT + LEAST).position(|piece| {
        run = if is_line(piece) { run + 1 } else { 0 };
        run == LEAST
    });
    let Some(start) = run_end.map(|end| end + 1 - LEAST) else {
        return 0..0;
    };
    let first = bare(text, &pieces[start]);
    let lines = pieces[start..].iter().take_while(|piece| is_line(piece));
    let again = lines.skip(LEAST).position(|piece| bare(text, piece) == first);
    let Some(end) = again.map(|at| start + LEAST + at) else {
        return 0..0;
    };
    let behind: FxHashSet<String> = pieces[end..]
        .iter()
        .filter(|piece| is_line(piece))
        .map(|piece| bare(text, piece))
        .collect();
    let come_again = pieces[start..end]
        .iter()
        .filter(|piece| behind.contains(&bare(text, piece)));
    let is_second_again = || {
        pieces
            .get(end + 1)
            .is_some_and(|piece| bare(text, piece) == bare(text, &pieces[start + 1]))
    };
    if come_again.count() * 3 >= (end - start) * 2 || is_second_again() {
        start..end
    } else {
        0..0
    }
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::testing::structure;

    #[test]
    fn a_table_of_contents_is_no_outline() {
        let text = "某某规划\n目 录\n序言\n第一章 总则\n（一）甲……1\n序 言\n为了发展。\n第一章 总则\n（一）甲\n做好。";
        let source = read_text(text.as_bytes()).expect("text");
        let measures = structure(&source).measures.into_iter();
        let labels: Vec<String> = measures.map(|measure| measure.section.to_string()).collect();
        assert_eq!(labels, ["第一章", "第一章/(一)"]);
    }

    #[test]
    fn one_without_its_head() {
        let contents =
            "1.总则\n1.1 编制目的\n1.2 编制依据\n1.3 适用范围\n2.职责\n2.1 机构\n2.2 成员\n3.保障\n3.1 资金\n";
        let body = contents.replace('\n', "\n做好。\n").replace("1.总则\n做好。", "1.总则");
        let source = read_text(format!("某区应急预案\n{contents}{body}").as_bytes()).expect("text");
        let measures = structure(&source).measures.into_iter();
        let labels: Vec<String> = measures.map(|measure| measure.section.to_string()).collect();
        assert_eq!(
            labels,
            ["1", "1/1.1", "1/1.2", "1/1.3", "2", "2/2.1", "2/2.2", "3", "3/3.1"]
        );
    }
}
