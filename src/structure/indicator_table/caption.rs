//! What the lines above a table say of it: its unit (单位：亿元), and the year that it is about (2012年主要农产品产量).

use crate::read::{Block, BlockKind};
use crate::text::Span;

use super::column::promises;
use super::head::Head;

/// Gives a head what the lines right above it say.
pub(super) fn read(text: &str, before: &[Block], head: &mut Head) {
    /// So many lines above may be a table's.
    const LINES: usize = 2;
    let lines = before.iter().rev().take(LINES);
    for line in lines.map_while(|block| line(text, block)) {
        head.unit = head.unit.or_else(|| unit(text, line));
        head.year = head.year.or_else(|| year(line.of(text)));
    }
}

/// A line that is no sentence.
fn line(text: &str, block: &Block) -> Option<Span> {
    const LONGEST: usize = 40;
    let is_short = |words: &str| words.len() <= 3 * LONGEST && !words.contains(['。', '；', '，']);
    let is_line = matches!(block.kind, BlockKind::Paragraph) && is_short(block.span.of(text));
    is_line.then_some(block.span)
}

/// 亿元 of 单位：亿元.
fn unit(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    let at = words.rfind("单位")?;
    let behind = words[at + "单位".len()..].trim_start().strip_prefix(['：', ':'])?;
    let unit = behind.trim_matches(|c: char| c.is_whitespace() || "）)".contains(c));
    // 主要单位：… and a list of units are no unit of the table.
    let is_label = words[..at].trim_end().is_empty() || words[..at].ends_with(['（', '(', ' ', '\t', '\u{3000}', '：']);
    let start = line.start as usize + (unit.as_ptr() as usize - words.as_ptr() as usize);
    (is_label && !unit.is_empty()).then(|| Span::new(start, start + unit.len()))
}

/// The year of a caption (表1 2012年主要农产品产量) that speaks of what was.
fn year(words: &str) -> Option<u16> {
    let at = words.find("20").filter(|_| !promises(words))?;
    let digits = words[at..]
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let is_year = words[at + 4..].starts_with('年') && !words[at + 4..].contains("20");
    is_year.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_above_tables() {
        for (line, expected) in [
            ("单位：亿元", Some("亿元")),
            ("（单位:万吨）", Some("万吨")),
            ("表2 2012年产量　单位：万吨", Some("万吨")),
            ("各有关单位：", None),
            ("牵头单位：市财政局", None),
        ] {
            let found = unit(line, Span::new(0, line.len()));
            assert_eq!(found.map(|unit| unit.of(line)), expected, "{line}");
        }
    }

    #[test]
    fn years_of_captions() {
        for (line, expected) in [
            ("2012年主要农产品产量", Some(2012)),
            ("表1 2012年地区生产总值", Some(2012)),
            ("2012年主要预期目标", None),
            ("2011年和2012年产量", None),
            ("主要农产品产量", None),
        ] {
            assert_eq!(year(line), expected, "{line}");
        }
    }
}
