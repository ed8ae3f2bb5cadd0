//! The table of contents (目录) that a text may begin with.

use std::ops::Range;

use super::table::Piece;

/// The lines of a table of contents, which is no outline: behind 目录, up to where its first line is printed again.
pub(super) fn lines(text: &str, pieces: &[Piece]) -> Range<usize> {
    let bare = |piece: &Piece| -> String {
        let line = piece
            .span
            .of(text)
            .trim_end_matches(|c: char| c.is_ascii_digit() || ".…·-— \u{3000}\t".contains(c));
        line.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let may_be_head = |piece: &&Piece| piece.span.len() < 24 && piece.span.of(text).trim_start().starts_with('目');
    let is_head = |piece: &&Piece| may_be_head(piece) && bare(piece) == "目录";
    let Some(head) = pieces.iter().position(|piece| is_head(&piece)) else {
        return 0..0;
    };
    let start = head + 1;
    let first = pieces.get(start).map(bare).unwrap_or_default();
    let mut again = pieces.iter().skip(start + 1);
    let length = again.position(|piece| !first.is_empty() && bare(piece) == first);
    length.map_or(0..0, |length| start..start + 1 + length)
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
}
