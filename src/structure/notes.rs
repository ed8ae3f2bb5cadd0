//! Notes (注：1.… 2.…) below a table or a text: numbered, and no measures.

use crate::read::numbering::{self, Style};

/// The number of the first item, where a line begins notes: 0 where it stands on the next line.
pub(super) fn first(line: &str) -> Option<u32> {
    let words = line.strip_prefix("备").unwrap_or(line).strip_prefix('注')?;
    let rest = words.strip_prefix(['：', ':'])?.trim_start();
    if rest.is_empty() {
        return Some(0);
    }
    let marker = numbering::marker(rest)?;
    is_style(marker.style).then_some(marker.number)
}

/// Whether items of notes are numbered so.
pub(super) fn is_style(style: Style) -> bool {
    matches!(
        style,
        Style::Arabic | Style::ArabicBracketed | Style::ArabicHalfBracketed | Style::Circled
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn how_notes_begin() {
        for (line, first) in [
            ("注：", Some(0)),
            ("备注：1.甲", Some(1)),
            ("注: ①甲", Some(1)),
            ("注：本表由各区填报。", None),
            ("注重创新：", None),
        ] {
            assert_eq!(super::first(line), first, "{line}");
        }
    }
}
