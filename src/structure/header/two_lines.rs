//! Titles that a second line goes on with: 和…, a bracket, or what stands behind a first line that stops at 和.

use crate::text::Span;

use super::number::is_number;
use super::title::{TitleText, is_part, is_title, spaced};

/// Whether a line goes on with the title above it: （2001-2010年）及实施意见, 和责任分工方案.
pub(super) fn goes_on(line: &str) -> bool {
    let behind = line.find([')', '）']).filter(|_| line.starts_with(['(', '（']));
    let words = behind
        .map_or(line, |close| &line[close..])
        .trim_start_matches([')', '）']);
    words.starts_with(['和', '及', '与']) && line.chars().count() <= 40 && is_title(line)
}

/// A title of two lines, of which the first stops at 和 or the second begins with it.
pub(super) fn joined(text: &str, first: Span, lines: &[Span]) -> Option<(TitleText, usize)> {
    let second = *lines.get(1)?;
    let (above, below) = (first.of(text), second.of(text));
    let stops = above.ends_with(['和', '及', '与', '、']) && is_title(below) || goes_on(below);
    let is_joined = stops && (6..=60).contains(&above.chars().count()) && is_part(above.trim_end_matches('、'));
    is_joined.then(|| {
        let title = TitleText {
            text: format!("{}{}", spaced(above), spaced(below)),
            span: Span {
                end: second.end,
                ..first
            },
        };
        (title, 2)
    })
}

/// A title of two lines that the text cites whole (现将《某州统筹推进…实施方案》印发), or whose first line is the place that it is
/// about and no more.
pub(super) fn cited_whole(text: &str, first: Span, lines: &[Span]) -> Option<(TitleText, usize)> {
    const WIDEST: usize = 60;
    let second = *lines.get(1)?;
    let (above, below) = (first.of(text).trim(), second.of(text).trim());
    let width = above.chars().count();
    if !(3..=WIDEST).contains(&width) || below.chars().count() > WIDEST || !is_title(below) || !is_part(above) {
        return None;
    }
    let whole = format!("{}{}", spaced(above), spaced(below));
    let is_cited = || width >= 4 && memchr::memmem::find(text.as_bytes(), format!("《{whole}").as_bytes()).is_some();
    (is_place_of(above, below) || is_cited()).then(|| {
        let title = TitleText {
            text: whole,
            span: Span {
                end: second.end,
                ..first
            },
        };
        (title, 2)
    })
}

/// Whether a line is the name of a place and the next one says what of it: 某市某区 | 国民经济和社会发展….
fn is_place_of(above: &str, below: &str) -> bool {
    const PLACES: [&str; 9] = ["省", "自治区", "市", "区", "县", "旗", "州", "镇", "兵团"];
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_place = PLACES.iter().any(|kind| above.ends_with(kind)) && above.chars().all(is_han);
    let is_short = above.chars().count() <= 12 && !below.contains(above);
    let says_what = below.starts_with("国民经济") || below.starts_with("20") || below.starts_with('“');
    is_place && is_short && says_what
}

/// Years or (试行) in brackets below a title; not a date.
pub(super) fn is_qualifier(line: &str) -> bool {
    line.starts_with(['(', '（'])
        && line.ends_with([')', '）'])
        && line.chars().count() < 24
        && line.contains(|c: char| c.is_ascii_digit() || matches!(c, '试' | '含'))
        && !is_number(line.trim_matches(['(', '（', ')', '）']))
        && super::date::written_end(line).is_none()
}
