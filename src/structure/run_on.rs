//! Texts whose line breaks are lost: headings are looked for inside the line.

use std::collections::BTreeMap;

use crate::lexicon::{Cue, Cues};
use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

/// The length, in bytes, above which a paragraph is suspected to hold headings (about 400 characters), though no second
/// chapter stands behind a full stop.
const SUSPECT: usize = 1200;

/// The longest heading, in bytes, behind which another may begin without a stop between them.
const HEADING: usize = 150;

/// Divides a paragraph where a numbered heading begins inside it.
///
/// A number counts only behind the end of a sentence, and only as the first of its style or the next after one found
/// here, so that an enumeration in passing is left alone.
pub(super) fn split(text: &str, span: Span, cues: &Cues) -> Vec<Span> {
    let body = span.of(text);
    if let Some(at) = body.starts_with('第').then(|| article_behind(body)).flatten() {
        return cut(span, &[0, at], body.len());
    }
    if span.len() < SUSPECT && !body.contains("。二、") {
        return assigned(text, span, cues);
    }
    if let Some(starts) = articles(body) {
        return cut(span, &starts, body.len());
    }
    let (mut starts, mut lists, mut numbers) = (vec![0], Vec::new(), Numbers::default());
    if let Some(marker) = numbering::marker(body) {
        numbers.note(marker.style, marker.number);
    }
    if !numbers.have_chapters() && !may_hold_second(body) && !body.contains("附件") {
        return vec![span];
    }
    let are_blanks = has_blank_chapters(body);
    let is_mark = |c| {
        matches!(
            c,
            '。' | '；' | '：' | ';' | ':' | '）' | ')' | '！' | '？' | '(' | '（' | '.'
        ) || are_blanks && c == ' '
    };
    for (at, mark) in body.match_indices(is_mark) {
        if mark == " " {
            if numbers.heading(&body[at + 1..]) {
                starts.push(at + 1);
            }
            continue;
        }
        if is_list_of_attachments(&body[..at], mark, &body[at + mark.len()..]) {
            lists.push(at - "附件".len());
            continue;
        }
        if mark == "." && !body[..at].ends_with(is_han) {
            continue;
        }
        let opens = matches!(mark, "(" | "（");
        let from = if opens { at } else { at + mark.len() };
        let behind_heading = starts
            .last()
            .is_some_and(|&start| start > 0 && from > start && from - start < HEADING);
        if opens && !behind_heading {
            continue;
        }
        if let Some(lost) = numbers.glued(body, starts.last().copied().unwrap_or_default(), from) {
            starts.push(lost);
        }
        if numbers.heading(&body[from..]) {
            starts.push(from);
        }
    }
    if !numbers.have_chapters() {
        if span.len() < SUSPECT {
            return assigned(text, span, cues);
        }
        starts.truncate(1);
    }
    starts.extend(lists);
    starts.sort_unstable();
    cut(span, &starts, body.len())
}

/// The pieces of a paragraph between these places.
fn cut(span: Span, starts: &[usize], len: usize) -> Vec<Span> {
    let ends = starts.iter().skip(1).copied().chain([len]);
    let pieces = starts.iter().zip(ends);
    pieces
        .map(|(&from, to)| Span::new(from, to).shift(span.start as usize))
        .collect()
}

/// Where an article begins behind the title of its chapter on the same line: 第七章　安全保障　　第三十八条….
fn article_behind(body: &str) -> Option<usize> {
    let chapter =
        numbering::marker(body).filter(|marker| marker.style < Style::Article && marker.style > Style::Annex)?;
    let (end, _) = body[chapter.len..].match_indices('第').find(|(at, _)| {
        let before = &body[..chapter.len + at];
        before.ends_with([' ', '\u{3000}', '\u{a0}'])
    })?;
    let at = chapter.len + end;
    let article = numbering::marker(&body[at..])?;
    (article.style == Style::Article && end < HEADING).then_some(at)
}

/// Where the chapters and articles of a regulation begin whose line breaks are all lost, and the items of an article: their
/// numbers run on, and a blank stands behind each but an item's. Nothing where there are not three articles.
fn articles(body: &str) -> Option<Vec<usize>> {
    if !body.contains("第一条") || !body.contains("第三条") {
        return None;
    }
    let (mut starts, mut last) = (vec![0], BTreeMap::<Style, u32>::new());
    for (at, _) in body.match_indices(['第', '（', '(']) {
        let Some(marker) = numbering::marker(&body[at..]) else {
            continue;
        };
        let is_item = marker.style == Style::ChineseBracketed;
        let is_level = matches!(marker.style, Style::Chapter | Style::Division | Style::Article) || is_item;
        let stands = if is_item {
            body[..at].ends_with(['：', ':', '；', ';', '。'])
        } else {
            body[at..at + marker.len].ends_with([' ', '\u{3000}', '\u{a0}'])
        };
        let begins_anew = marker.style == Style::Division && marker.number == 1;
        let follows = marker.number == last.get(&marker.style).map_or(1, |last| last + 1);
        if is_level && stands && (follows || begins_anew) {
            if !is_item {
                last.remove(&Style::ChineseBracketed);
            }
            last.insert(marker.style, marker.number);
            starts.push(at);
        }
    }
    starts.dedup();
    (last.get(&Style::Article) >= Some(&3)).then_some(starts)
}

/// Whether blanks stand where line breaks have been lost: chapters begin behind them.
fn has_blank_chapters(body: &str) -> bool {
    body.contains(" 二、") && (body.starts_with("一、") || body.contains(" 一、"))
}

/// Whether `附件：1.` begins here.
fn is_list_of_attachments(before: &str, mark: &str, behind: &str) -> bool {
    matches!(mark, "：" | ":")
        && before.ends_with("附件")
        && numbering::marker(behind).is_some_and(|marker| marker.style == Style::Arabic && marker.number == 1)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether the number of a second chapter stands somewhere in a text (二、): most texts have none, and are not looked through
/// for others.
fn may_hold_second(text: &str) -> bool {
    let mut places = memchr::memmem::find_iter(text.as_bytes(), "二");
    places.any(|at| numbering::marker(&text[at..]).is_some_and(|marker| marker.style == Style::Chinese))
}

/// Divides a short line of measures that run on behind the brackets with their units: 1.…（甲负责）2.…（乙牵头）.
fn assigned(text: &str, span: Span, cues: &Cues) -> Vec<Span> {
    const DUTIES: [&str; 4] = ["负责", "牵头", "责任单位", "配合"];
    let Some(mut last) = numbering::marker(span.of(text)) else {
        return vec![span];
    };
    let (mut pieces, mut rest, mut open) = (Vec::new(), span, None);
    for bracket in cues.ending_in(Cue::Bracket, span) {
        match bracket.of(text) {
            "（" | "(" => open = Some(bracket.start),
            "）" | ")" => {
                let behind = Span {
                    start: bracket.end,
                    ..span
                };
                let follows = |next: &Marker| next.style == last.style && next.number == last.number + 1;
                let gives_duty = || {
                    let inner = open.map_or("", |start| Span { start, ..*bracket }.of(text));
                    DUTIES.iter().any(|word| inner.contains(word))
                };
                let next = numbering::marker(behind.of(text)).filter(follows);
                if let Some(next) = next.filter(|_| gives_duty()) {
                    pieces.push(Span {
                        end: bracket.end,
                        ..rest
                    });
                    (rest, last) = (behind, next);
                }
            }
            _ => {}
        }
    }
    pieces.push(rest);
    pieces
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

    /// Where the chapter before the one at `to` begins, if the stop before it alone is lost (准确三、推进): there is one place
    /// since `from` where its number stands behind a word. Remembers its number.
    fn glued(&mut self, body: &str, from: usize, to: usize) -> Option<usize> {
        let last = self.here.get(&Style::Chinese).copied()?;
        let next = numbering::marker(&body[to..])?;
        if next.style != Style::Chinese || next.number != last + 2 {
            return None;
        }
        let number = format!("{}、", numbering::label(Style::Chinese, last + 1));
        let stands_alone = |at: &usize| {
            let before = body[..*at].chars().next_back();
            before.is_some_and(|c| is_han(c) && !"第一二三四五六七八九十百".contains(c))
        };
        let places = body[from..to].match_indices(&number).map(|(at, _)| from + at);
        let mut places = places.filter(stands_alone);
        let place = places.next().filter(|_| places.next().is_none())?;
        self.note(Style::Chinese, last + 1);
        Some(place)
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
    use crate::structure::testing::cues;

    fn heads(text: &str, letters: usize) -> Vec<String> {
        let pieces = split(text, Span::new(0, text.len()), &cues(text)).into_iter();
        pieces
            .map(|piece| piece.of(text).chars().take(letters).collect())
            .collect()
    }

    #[test]
    fn a_heading_whose_stop_is_lost_and_a_list_of_attachments() {
        let filler = "做好各项工作，确保取得实效。".repeat(40);
        let text = format!(
            "通知如下:一、依法统计{filler}二、学习.{filler}做到准确三、推进改革{filler}四、丰富内容。{filler}附件:1.甲名单2.乙回执某局2021年3月8日"
        );
        assert_eq!(
            heads(&text, 3),
            ["通知如", "一、依", "二、学", "三、推", "四、丰", "附件:"]
        );
    }

    #[test]
    fn chapters_of_a_short_line() {
        assert_eq!(
            heads("现通知如下：一、学习。要学好。二、落实。要做好。", 2),
            ["现通", "一、", "二、"]
        );
        assert_eq!(heads("学好第一、做好。二、三层须检修。", 2), ["学好"]);
    }

    #[test]
    fn an_article_behind_its_chapter() {
        assert_eq!(
            heads("第七章　安全保障　　第三十八条　各部门负责。", 3),
            ["第七章", "第三十"]
        );
        assert_eq!(heads("第七章　安全保障", 3), ["第七章"]);
        assert_eq!(heads("第三条　依照　第五条处理。", 3), ["第三条"]);
    }

    #[test]
    fn articles_of_a_regulation_on_one_line() {
        let filler = "做好各项工作，依照第五条规定执行。".repeat(40);
        let text = format!("某办法第一章  总    则第一条  {filler}第二条  依法办理。第二章  附则第三条  施行。");
        assert_eq!(
            heads(&text, 3),
            ["某办法", "第一章", "第一条", "第二条", "第二章", "第三条"]
        );
    }

    #[test]
    fn blanks_in_place_of_line_breaks() {
        let filler = "做好各项工作，确保取得实效。".repeat(30);
        let text = format!(
            "现印发。 某表 一、甲县长牵头工作 1.{filler} 责任单位:县财政局 2.{filler} 责任单位:县教育局 二、乙县长牵头工作 1.{filler}"
        );
        assert_eq!(heads(&text, 2), ["现印", "一、", "1.", "2.", "二、", "1."]);
    }

    #[test]
    fn headings_inside_one_long_line() {
        let filler = "做好各项工作，确保取得实效。".repeat(40);
        let text = format!(
            "关于做好工作的通知各单位:现通知如下:一、总体要求{filler}二、任务(一)甲。{filler}(二)乙。{filler}三、保障。"
        );
        let span = Span::new(0, text.len());
        let heads: Vec<String> = split(&text, span, &cues(&text))
            .iter()
            .map(|piece| piece.of(&text).chars().take(3).collect())
            .collect();
        assert_eq!(heads, ["关于做", "一、总", "二、任", "(一)", "(二)", "三、保"]);
    }
}
