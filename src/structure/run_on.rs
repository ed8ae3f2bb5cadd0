//! Texts whose line breaks are lost: headings are looked for inside the line.

use std::collections::BTreeMap;

use crate::read::numbering::{self, Style};
use crate::text::Span;

/// The length, in bytes, above which a paragraph is suspected to hold headings (about 400 characters).
const SUSPECT: usize = 1200;

/// The longest heading, in bytes, behind which another may begin without a stop between them.
const HEADING: usize = 150;

/// Divides a paragraph where a numbered heading begins inside it.
///
/// A number counts only behind the end of a sentence, and only as the first of its style or the next after one found
/// here, so that an enumeration in passing is left alone.
pub(super) fn split(text: &str, span: Span) -> Vec<Span> {
    if span.len() < SUSPECT {
        return assigned(text, span);
    }
    let body = span.of(text);
    let (mut cuts, mut numbers) = (vec![0], Numbers::default());
    if let Some(marker) = numbering::marker(body) {
        numbers.note(marker.style, marker.number);
    }
    if !numbers.have_chapters() && !may_hold_second(body) {
        return vec![span];
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
        if numbers.heading(&body[from..]) {
            cuts.push(from);
        }
    }
    if !numbers.have_chapters() {
        return vec![span];
    }
    let ends = cuts.iter().skip(1).copied().chain([body.len()]);
    cuts.iter()
        .zip(ends)
        .map(|(&from, to)| Span::new(from, to).shift(span.start as usize))
        .collect()
}

/// Whether the number of a second chapter stands somewhere in a text (二、): most texts have none, and are not looked through
/// for others.
fn may_hold_second(text: &str) -> bool {
    let mut places = memchr::memmem::find_iter(text.as_bytes(), "二");
    places.any(|at| numbering::marker(&text[at..]).is_some_and(|marker| marker.style == Style::Chinese))
}

/// Divides a short line of measures that run on behind the brackets with their units: 1.…（甲负责）2.…（乙牵头）.
fn assigned(text: &str, span: Span) -> Vec<Span> {
    const DUTIES: [&str; 4] = ["负责", "牵头", "责任单位", "配合"];
    let body = span.of(text);
    let assigns = || body.contains(['）', ')']) && DUTIES.iter().any(|word| body.contains(word));
    let first = numbering::marker(body).filter(|_| assigns());
    let Some(mut last) = first else {
        return vec![span];
    };
    let mut cuts = vec![0];
    for (at, mark) in body.match_indices(['）', ')']) {
        let rest = &body[at + mark.len()..];
        let inner = body[..at].rfind(['（', '(']).map_or("", |open| &body[open..at]);
        let gives_duty = DUTIES.iter().any(|word| inner.contains(word));
        let next = gives_duty.then(|| numbering::marker(rest)).flatten();
        if let Some(next) = next.filter(|next| next.style == last.style && next.number == last.number + 1) {
            cuts.push(at + mark.len());
            last = next;
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([body.len()]);
    let pieces = cuts.iter().zip(ends);
    pieces
        .map(|(&from, to)| Span::new(from, to).shift(span.start as usize))
        .collect()
}

/// The numbers found so far.
#[derive(Default)]
struct Numbers {
    /// The last of each style within the chapter.
    here: BTreeMap<Style, u32>,
    /// The last of each style in the whole text: （一）…（三十四） may run on over 一…七.
    ever: BTreeMap<Style, u32>,
}

impl Numbers {
    /// Whether a chapter behind the first was found.
    fn have_chapters(&self) -> bool {
        self.here.get(&Style::Chinese).is_some_and(|&number| number > 1)
    }

    fn note(&mut self, style: Style, number: u32) {
        if style == Style::Chinese {
            self.here.retain(|style, _| *style <= Style::Chinese);
        }
        self.here.insert(style, number);
        self.ever.insert(style, number);
    }

    /// Whether a heading begins here; remembers its number.
    fn heading(&mut self, rest: &str) -> bool {
        let Some(marker) = numbering::marker(rest) else {
            return false;
        };
        let (style, number) = (marker.style, marker.number);
        let known = matches!(style, Style::Chinese | Style::ChineseBracketed | Style::Arabic);
        let next = |numbers: &BTreeMap<Style, u32>| numbers.get(&style).copied().unwrap_or(0) + 1 == number;
        let runs_on = style == Style::ChineseBracketed && next(&self.ever);
        let follows = next(&self.here) || runs_on || number == 1 && style != Style::Chinese;
        if known && follows {
            self.note(style, number);
        }
        known && follows
    }
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
