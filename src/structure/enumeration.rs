//! Enumerations inside a paragraph: 一是…二是…三是….
//!
//! Copies lose characters. Inside an enumeration a sentence that begins with a bare 是 has lost its number; and where a
//! number is skipped altogether, the sentence that reads like a heading (one short clause) takes it, if just one does.

use crate::lexicon::{Cue, Cues};
use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

/// An item of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) number: u32,
    /// First byte of the item.
    pub(super) start: usize,
    /// First byte behind its marker.
    pub(super) body: usize,
    /// Whether the number is lost in the copy.
    pub(super) recovered: bool,
}

/// The longest heading, in characters, that may stand in for a lost number.
const HEADING: usize = 30;

/// The items of the enumeration in `passage`, if it holds one.
pub(super) fn items(text: &str, passage: Span, cues: &Cues) -> Vec<Item> {
    let body = passage.of(text);
    if !body.contains("一是") {
        return Vec::new();
    }
    let sentences = sentences(text, passage, cues);
    let mut found: Vec<Item> = Vec::new();
    for &(start, _) in &sentences {
        let next = found.last().map_or(1, |item| item.number + 1);
        match printed(&body[start..]) {
            Some((number, len)) if number == next => found.push(Item {
                number,
                start,
                body: start + len,
                recovered: false,
            }),
            Some((number, len)) if number > next && !found.is_empty() => {
                found.extend(skipped(body, &sentences, &found, number, start));
                found.push(Item {
                    number,
                    start,
                    body: start + len,
                    recovered: false,
                });
            }
            None if !found.is_empty() && bare(&body[start..]) => {
                found.push(Item {
                    number: next,
                    start,
                    body: start + "是".len(),
                    recovered: true,
                });
            }
            _ => {}
        }
    }
    if found.iter().filter(|item| !item.recovered).count() < 2 {
        return Vec::new();
    }
    let offset = passage.start as usize;
    found
        .iter()
        .map(|item| Item {
            start: item.start + offset,
            body: item.body + offset,
            ..*item
        })
        .collect()
}

/// The marker of a paragraph that is one item: 一是….
pub(super) fn marker(paragraph: &str) -> Option<Marker> {
    let (number, len) = printed(paragraph)?;
    let label = numbering::label(Style::Enumerated, number);
    Some(Marker {
        style: Style::Enumerated,
        number,
        label,
        len,
    })
}

/// `一是` with its number and length.
fn printed(sentence: &str) -> Option<(u32, usize)> {
    let mut near = sentence.char_indices().take_while(|(at, _)| *at <= 9);
    let (at, _) = near.find(|(at, c)| *at >= 3 && *c == '是')?;
    let number = numbering::value(&sentence[..at]).filter(|_| !sentence.starts_with(|c: char| c.is_ascii_digit()))?;
    (number > 0).then_some((number, at + "是".len()))
}

/// A sentence that begins with 是 although nothing before it asks for one.
fn bare(sentence: &str) -> bool {
    sentence.starts_with('是')
        && !["是否", "是因", "是由", "是为", "是指", "是以"]
            .iter()
            .any(|word| sentence.starts_with(word))
}

/// The item whose number was skipped before `number`, if exactly one sentence since the last item reads like a heading.
fn skipped(body: &str, sentences: &[(usize, usize)], found: &[Item], number: u32, before: usize) -> Option<Item> {
    let last = found.last().filter(|last| last.number + 2 == number)?;
    let is_heading = |&&(start, end): &&(usize, usize)| {
        let sentence = &body[start..end];
        start > last.start
            && end <= before
            && sentence.chars().count() <= HEADING
            && !sentence.contains(['，', ',', '、', '；', ';'])
    };
    let mut headings = sentences.iter().filter(is_heading);
    let &(start, _) = headings.next()?;
    headings.next().is_none().then_some(Item {
        number: number - 1,
        start,
        body: start,
        recovered: true,
    })
}

/// Start and end of each sentence or clause that may begin an item.
fn sentences(text: &str, passage: Span, cues: &Cues) -> Vec<(usize, usize)> {
    let body = passage.of(text);
    let stops = cues.ending_in(Cue::Stop, passage).iter();
    let stops = stops.filter(|stop| matches!(stop.of(text), "。" | "；" | ";"));
    let stops = stops.map(|stop| (stop.end - passage.start) as usize);
    let mut ends: Vec<usize> = stops.chain(behind_commas(body)).collect();
    ends.sort_unstable();
    let (mut found, mut start) = (Vec::with_capacity(ends.len() + 1), 0);
    for end in ends {
        found.push((start, end));
        start = end + (body[end..].len() - body[end..].trim_start().len());
    }
    if start < body.len() {
        found.push((start, body.len()));
    }
    found
}

/// Where items begin right behind a comma or a colon.
fn behind_commas(body: &str) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(body.as_bytes(), "是").filter_map(|at| {
        let before = body[..at].trim_end_matches(numbering::is_chinese_digit);
        let begins = before.ends_with(['，', ',', '：', ':']) && printed(&body[before.len()..]).is_some();
        begins.then_some(before.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::testing::cues;

    fn read(text: &str) -> Vec<(u32, bool, String)> {
        let items = items(text, Span::new(0, text.len()), &cues(text));
        items
            .iter()
            .map(|item| (item.number, item.recovered, text[item.body..].chars().take(3).collect()))
            .collect()
    }

    #[test]
    fn printed_numbers() {
        let text = "主要做三件事：一是抓落实。二是抓创新，促发展；三是抓服务。";
        assert_eq!(
            read(text),
            [
                (1, false, "抓落实".into()),
                (2, false, "抓创新".into()),
                (3, false, "抓服务".into())
            ]
        );
    }

    #[test]
    fn lost_numbers() {
        let text = "一是抓落实，见成效。是抓创新。开展三年行动，投入资金。三是抓服务。";
        assert_eq!(read(text)[1], (2, true, "抓创新".into()));
        let text =
            "一是全力培育企业。组建工作组，开展拜访。开展监测深度服务。在企业中遴选，给予支持。三是统筹基地建设。";
        assert_eq!(read(text)[1], (2, true, "开展监".into()));
    }

    #[test]
    fn no_enumeration() {
        for text in [
            "这一是非曲直。",
            "一是抓落实。",
            "任务是明确的，是光荣的。",
            "全力推进是关键。是否完成由领导小组决定。",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
