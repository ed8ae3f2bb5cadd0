//! 落款: who signs a document, and the date below.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::text::Span;

use super::date::{WRITTEN, date_in};
use super::title;

/// The names above or before a date, and where that stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signature {
    /// The lines of names.
    pub(super) names: Vec<Span>,
    /// The date.
    pub(super) date: Option<(Date, Span)>,
}

/// A line that closes a text with a date, perhaps behind the issuers' names. Where line breaks are lost, an annex, whom to
/// ask, or the title of what is issued stands right behind.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"^(?P<who>[^0-9。；：《]{{0,260}}?)\s*[(（]?(?P<date>{WRITTEN})[)）]?\s*(?P<act>发布|印发|公布)?。?(?P<rest>附件.*|[(（]联系.*|[，,][^。]{{2,80}}|[^。；：:，,]{{4,60}})?。?$"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});
/// The same the other way round: 2026年5月12日，某省人民政府发布，内容是….
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"^(?P<date>{WRITTEN})[，,]?(?P<who>[^0-9。；：《，,]{{4,40}}?)(?:发布|公布)(?:[，。][^。]{{0,80}}。?)?$"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});
static PUBLIC: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[(（]\s*此(?:件|文).{0,6}公开.{0,6}[)）]$").expect("the pattern is fixed"));

/// The issuers' lines and the date below them: the first of the front, else the one beside （此件公开发布）, else the last
/// of the text, else the first that a body's name stands above.
pub(super) fn signature(text: &str, front: &[Span], all: &[Span]) -> Signature {
    let is_mark = |line: &str| line.starts_with(['(', '（']) && PUBLIC.is_match(line);
    let is_public = |i: usize| all.get(i).is_some_and(|span| is_mark(span.of(text)));
    let beside_mark = |i: usize| is_public(i + 1) || is_public(i + 2) || (1..=4).any(|n| i >= n && is_public(i - n));
    let of_body = |found: &Signature| found.names.last().is_some_and(|name| is_body_like(name.of(text)));
    let in_front = || (0..front.len()).find_map(|i| signed(text, front, i));
    let marked = || {
        let mut near = (0..all.len()).filter(|&i| beside_mark(i));
        near.find_map(|i| signed(text, all, i).filter(of_body))
    };
    let at_end = || {
        let last = all.len().saturating_sub(12)..all.len();
        last.rev().find_map(|i| signed(text, all, i))
    };
    let anywhere = || (0..all.len()).find_map(|i| signed(text, all, i).filter(of_body));
    in_front()
        .or_else(marked)
        .or_else(|| at_end().filter(of_body))
        .or_else(anywhere)
        .or_else(at_end)
        .or_else(|| undated(text, all))
        .or_else(|| all.iter().rev().find_map(|&span| colophon(text, span)))
        .unwrap_or_default()
}

/// The name of a body that is the last line of a text, below a line that is none.
fn undated(text: &str, all: &[Span]) -> Option<Signature> {
    let names_body = |span: &Span| is_name_line(span.of(text)) && is_body_like(span.of(text));
    let (last, above) = all.split_last()?;
    let is_sole = names_body(last) && last.of(text).chars().count() >= 6 && !names_body(above.last()?);
    is_sole.then(|| Signature {
        names: vec![*last],
        date: None,
    })
}

/// The date of 版记 (某办公厅2021年1月15日印发), which an office adds when it sends a document out: it says when, not whose.
fn colophon(text: &str, line: Span) -> Option<Signature> {
    let found = may_be_dated(line.of(text))
        .then(|| SIGNED.captures(line.of(text)))
        .flatten()?;
    found.name("act").filter(|act| act.as_str() == "印发")?;
    Some(Signature {
        names: Vec::new(),
        date: date_in(text, line),
    })
}

/// The signature whose date stands in line `i`.
fn signed(text: &str, lines: &[Span], i: usize) -> Option<Signature> {
    // Asked of the whole line first: most hold no date, and their last sentence need not be looked for.
    if !may_be_dated(lines[i].of(text)) {
        return None;
    }
    let at = last_sentence(text, lines[i]);
    let line = at.of(text);
    if !may_be_dated(line) {
        return None;
    }
    let inside = |found: regex::Match<'_>| Span::new(found.start(), found.end()).shift(at.start as usize);
    if let Some(found) = PUBLISHED.captures(line) {
        let who = found.name("who").filter(|who| is_body_like(who.as_str()))?;
        return Some(Signature {
            names: vec![inside(who)],
            date: date_in(text, inside(found.name("date")?)),
        });
    }
    let found = SIGNED.captures(line)?;
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let is_colophon = found.name("act").is_some_and(|act| act.as_str() == "印发") && !line.starts_with(['(', '（']);
    let is_published = found
        .name("act")
        .is_some_and(|act| matches!(act.as_str(), "发布" | "公布"));
    let is_aside = rest.is_empty()
        || rest.starts_with("附件")
        || rest.starts_with(['(', '（'])
        || is_published && rest.starts_with(['，', ',']);
    if is_colophon || !(is_aside || title::ends_like_title(rest)) {
        return None;
    }
    let date = date_in(text, inside(found.name("date")?))?;
    let who = found.name("who").filter(|who| who.as_str().trim().chars().count() >= 3);
    let names = match who {
        Some(who) if is_body_like(who.as_str()) => vec![inside(who)],
        Some(_) => return None,
        None if at != lines[i] => return None,
        None => names_above(text, &lines[..i]),
    };
    Some(Signature {
        names,
        date: Some(date),
    })
}

/// Whether a line has what every date has that is written out.
pub(super) fn may_be_dated(line: &str) -> bool {
    line.contains('日') && line.contains('年')
}

/// What stands behind the last full stop inside a line: where line breaks are lost, the signature does.
fn last_sentence(text: &str, line: Span) -> Span {
    let words = line.of(text);
    let stop = words
        .trim_end_matches('。')
        .rfind('。')
        .map_or(0, |at| at + '。'.len_utf8());
    Span {
        start: line.start + stop as u32,
        ..line
    }
}

/// The lines of names right above a date; a name that is spread over lines, a character on each, is one. Above names of
/// bodies only such names stand.
fn names_above(text: &str, above: &[Span]) -> Vec<Span> {
    let near = above.iter().rev().take(12);
    let mut names: Vec<Span> = Vec::new();
    let of_bodies = above.last().is_some_and(|span| is_body_like(span.of(text)));
    let fits = |line: &str| is_name_line(line) && (!of_bodies || is_body_like(line)) || is_character(line);
    for &span in near.take_while(|span| fits(span.of(text))) {
        match names.last_mut() {
            Some(below) if is_character(span.of(text)) && below.of(text).split('\n').all(is_character) => {
                below.start = span.start;
            }
            _ => names.push(span),
        }
    }
    names.reverse();
    let run_in = || above.last().map(|line| last_sentence(text, *line));
    if names.is_empty() {
        names.extend(run_in().filter(|name| is_name_line(name.of(text)) && is_body_like(name.of(text))));
    }
    names
}

fn is_character(line: &str) -> bool {
    line.trim().chars().count() == 1
}

/// A line that may hold issuers' names and nothing else.
pub(super) fn is_name_line(line: &str) -> bool {
    let width = line.chars().count();
    (2..=60).contains(&width)
        && !line.contains(['。', '：', ':', '；', '，', '《', '》', '(', '（'])
        && !title::ends_like_title(line)
}

/// How the names of those end who sign documents.
const BODY_ENDINGS: [&str; 32] = [
    "局",
    "厅",
    "委",
    "委员会",
    "政府",
    "部",
    "办",
    "办公室",
    "办公厅",
    "院",
    "会",
    "处",
    "署",
    "中心",
    "军委",
    "银行",
    "总社",
    "总台",
    "公司",
    "集团",
    "司令部",
    "党组",
    "小组",
    "指挥部",
    "海关",
    "法院",
    "检察院",
    "站",
    "总队",
    "司",
    "馆",
    "杂志社",
];

/// Whether a line ends as the names of bodies do, or in the name of the head of one (国务院总理 某某某).
pub(super) fn is_body_like(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let head = ["总理", "主席", "省长", "市长", "县长", "区长"];
    ends_as_body(&bare)
        || head
            .iter()
            .any(|title| bare.contains(title) && bare.chars().count() <= 20)
}

/// Whether a name ends as those of bodies do.
pub(super) fn ends_as_body(name: &str) -> bool {
    BODY_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and the date of a text of one line a paragraph.
    fn read(text: &str) -> (Vec<&str>, String) {
        let mut at = 0;
        let mut all = Vec::new();
        for line in text.split('\n') {
            all.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let found = signature(text, &[], &all);
        let date = found.date.map(|(date, _)| date.to_string()).unwrap_or_default();
        (found.names.iter().map(|span| span.of(text)).collect(), date)
    }

    #[test]
    fn who_signs() {
        let cases: [(&str, &[&str], &str); 13] = [
            (
                "做好。\n某市商务局2026年3月6日发布，征求意见时间为2026年3月6日至4月5日。",
                &["某市商务局"],
                "2026-03-06",
            ),
            (
                "做好。\n2026年5月12日，某省人民政府发布，内容是根据发布会内容整理。",
                &["某省人民政府"],
                "2026-05-12",
            ),
            (
                "做好。\n某部办公厅2022年3月15日（联系人及电话：甲  010-12345678）\n地址",
                &["某部办公厅"],
                "2022-03-15",
            ),
            ("做好工作。国家核安全局\n2021年8月14日", &["国家核安全局"], "2021-08-14"),
            (
                "一、甲\n二、做好工作。工业和信息化部2020年11月17日\n地址：甲",
                &["工业和信息化部"],
                "2020-11-17",
            ),
            (
                "做好。\n国务院\n中央军委\n一九八九年四月二十七日",
                &["国务院", "中央军委"],
                "1989-04-27",
            ),
            ("做好。\n国\n务\n院\n2001年1月2日", &["国\n务\n院"], "2001-01-02"),
            (
                "做好。\n国家核安全局\n2021年10月18日\n（此件社会公开）\n抄送：某站。\n生态环境部办公厅2021年10月19日印发",
                &["国家核安全局"],
                "2021-10-18",
            ),
            (
                "国家核安全局\n2021年8月30日\n许可证\n许可证有效期至2026年9月30日",
                &["国家核安全局"],
                "2021-08-30",
            ),
            (
                "做好。\n国家航天局2020年12月17日月球样品管理办法\n第一条 甲",
                &["国家航天局"],
                "2020-12-17",
            ),
            ("办公厅\n2021年8月31日附件：某名单", &["办公厅"], "2021-08-31"),
            (
                "国务院总理　某某\n中央军委主席 某某\n二○○○年六月二十六日",
                &["国务院总理　某某", "中央军委主席 某某"],
                "2000-06-26",
            ),
            ("一、甲\n（一）乙\n福建省人民政府办公厅", &["福建省人民政府办公厅"], ""),
        ];
        for (text, names, date) in cases {
            assert_eq!(read(text), (names.to_vec(), date.to_owned()), "{text}");
        }
    }
}
