//! Texts whose line breaks are lost: headings are looked for inside the line.

use std::collections::BTreeMap;

use crate::read::numbering::{self, Style};
use crate::text::Span;

/// The length, in bytes, above which a paragraph is suspected to hold headings (about 400 characters).
const SUSPECT: usize = 1200;

/// The longest heading, in bytes, behind which another may begin without a stop between them.
const HEADING: usize = 90;

/// Divides a paragraph where a numbered heading begins inside it.
///
/// A number counts only behind the end of a sentence, and only as the first of its style or the next after one found
/// here, so that an enumeration in passing is left alone.
pub(super) fn split(text: &str, span: Span) -> Vec<Span> {
    if span.len() < SUSPECT {
        return vec![span];
    }
    let body = span.of(text);
    let (mut cuts, mut last) = (vec![0], BTreeMap::<Style, u32>::new());
    if let Some(marker) = numbering::marker(body) {
        last.insert(marker.style, marker.number);
    }
    for (at, mark) in body.match_indices(['。', '；', '：', ';', ':', '）', ')', '！', '？', '(', '（']) {
        let opens = matches!(mark, "(" | "（");
        let from = if opens { at } else { at + mark.len() };
        let behind_heading = cuts
            .last()
            .is_some_and(|&cut| cut > 0 && from > cut && from - cut < HEADING);
        if opens && !behind_heading {
            continue;
        }
        if let Some(style) = heading(&body[from..], &mut last) {
            if style == Style::Chinese {
                last.retain(|style, _| *style <= Style::Chinese);
            }
            cuts.push(from);
        }
    }
    let has_chapters = last.get(&Style::Chinese).is_some_and(|&n| n > 1);
    if !has_chapters {
        return vec![span];
    }
    let ends = cuts.iter().skip(1).copied().chain([body.len()]);
    cuts.iter()
        .zip(ends)
        .map(|(&from, to)| Span::new(from, to).shift(span.start as usize))
        .collect()
}

/// Whether a heading begins here; remembers its number.
fn heading(rest: &str, last: &mut BTreeMap<Style, u32>) -> Option<Style> {
    let marker = numbering::marker(rest)?;
    let known = matches!(marker.style, Style::Chinese | Style::ChineseBracketed | Style::Arabic);
    let before = last.get(&marker.style).copied().unwrap_or(0);
    let follows = marker.number == before + 1 || (marker.number == 1 && marker.style != Style::Chinese);
    (known && follows).then(|| {
        last.insert(marker.style, marker.number);
        marker.style
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_one_long_line() {
        let filler = "做好各项工作，确保取得实效。".repeat(40);
        let text = format!(
            "关于做好工作的通知各单位:现通知如下:一、总体要求{filler}二、任务(一)甲。{filler}(二)乙。{filler}三、保障。"
        );
        let span = Span::new(0, text.len());
        let heads: Vec<String> = split(&text, span)
            .iter()
            .map(|piece| piece.of(&text).chars().take(3).collect())
            .collect();
        assert_eq!(heads, ["关于做", "一、总", "二、任", "(一)", "(二)", "三、保"]);
    }
}
