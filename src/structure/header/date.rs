//! Dates in Arabic digits (2018年1月24日, 2018-01-24) and in Chinese ones (二○一八年一月二十四日).

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::Date;
use crate::read::numbering;
use crate::text::Span;

use super::signature::may_be_dated;

/// A full date written out with 年, 月 and 日, without names for its groups: a part of the patterns of other files.
pub(super) const WRITTEN: &str = r"(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇○◯ＯОO零0一二三四五六七八九]{3}\s*年\s*(?:元|[一二三四五六七八九十]{1,2})\s*月\s*[一二三四五六七八九十]{1,3}\s*日)";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)
        (?:(?P<y>(?:19|20)\d\d)\s*[年\-/.]\s*(?P<m>\d{1,2})\s*[月\-/.]\s*(?P<d>\d{1,2})\s*日?)
        | (?:(?P<cy>[一二][〇○◯ＯОO零0一二三四五六七八九]{3})\s*年\s*(?P<cm>元|[一二三四五六七八九十]{1,2})\s*月\s*(?P<cd>[一二三四五六七八九十]{1,3})\s*日)")
        .expect("the pattern is fixed")
});

/// The first date of a stretch of text.
pub(super) fn date_in(text: &str, span: Span) -> Option<(Date, Span)> {
    let found = DATE.captures(span.of(text))?;
    let at = found.get(0)?;
    let at = Span::new(at.start(), at.end()).shift(span.start as usize);
    Some((date_of(&found)?, at))
}

fn date_of(found: &Captures<'_>) -> Option<Date> {
    let arabic = |name: &str| found.name(name).and_then(|part| part.as_str().parse().ok());
    if let Some(year) = arabic("y") {
        return Date::new(year, arabic("m").map(|m| m as u8), arabic("d").map(|d| d as u8));
    }
    let year = found
        .name("cy")?
        .as_str()
        .chars()
        .fold(0, |year, c| year * 10 + digit(c));
    let part = |name: &str| {
        let word = found.name(name)?.as_str();
        numbering::value(if word == "元" { "一" } else { word }).map(|n| n as u8)
    };
    Date::new(year, part("cm"), part("cd"))
}

/// The digit that a character of a year stands for; copies write its zero in many ways.
fn digit(c: char) -> u16 {
    "一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .map_or(0, |at| at as u16 + 1)
}

static FULL: LazyLock<Regex> = LazyLock::new(|| Regex::new(WRITTEN).expect("the pattern is fixed"));

static MONTH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[(（](?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月[)）]$").expect("the pattern is fixed"));

/// The month in brackets that a line ends in: （2023年4月）.
pub(super) fn month_at_end(text: &str, line: Span) -> Option<(Date, Span)> {
    let words = line.of(text).trim_end();
    let found = words.ends_with(['）', ')']).then(|| MONTH.captures(words)).flatten()?;
    let at = found.get(0)?;
    let date = Date::new(found["y"].parse().ok()?, found["m"].parse().ok(), None)?;
    Some((date, Span::new(at.start(), at.end()).shift(line.start as usize)))
}

/// The date that a stretch of text is, and holds nothing else.
pub(super) fn whole(text: &str, span: Span) -> Option<(Date, Span)> {
    let words = span.of(text).trim();
    let (date, at) = may_be_dated(words).then(|| date_in(text, span)).flatten()?;
    (at.len() == words.len()).then_some((date, at))
}

/// Every date that is written out.
pub(super) fn written(words: &str) -> impl Iterator<Item = Span> {
    FULL.find_iter(words).map(|found| Span::new(found.start(), found.end()))
}

/// Where the first date that is written out ends.
pub(super) fn written_end(words: &str) -> Option<usize> {
    let found = may_be_dated(words).then(|| FULL.find(words)).flatten();
    found.map(|found| found.end())
}

/// The parts that two dates have in common; nothing where not even their years agree.
pub(super) fn common(a: Date, b: Date) -> Option<Date> {
    let month = a.month.filter(|_| a.month == b.month);
    let day = a.day.filter(|_| month.is_some() && a.day == b.day);
    (a.year == b.year).then(|| Date::new(a.year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_either_script() {
        for (text, date) in [
            ("2018 年 1 月 24 日", "2018-01-24"),
            ("公布日期：2010.01.06", "2010-01-06"),
            ("一九八九年四月二十七日", "1989-04-27"),
            ("二○○五年八月二十九日", "2005-08-29"),
            ("二O一二年 五月三日", "2012-05-03"),
            ("二〇二一年元月十日", "2021-01-10"),
        ] {
            let found = date_in(text, Span::new(0, text.len()));
            assert_eq!(found.map(|found| found.0.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_two_dates_share() {
        let date = |text: &str| text.parse().expect("a date");
        let share = |a, b| common(date(a), date(b)).map(|date| date.to_string());
        assert_eq!(share("2020-04-24", "2020-06-12").as_deref(), Some("2020"));
        assert_eq!(share("2020-04-24", "2020-04-30").as_deref(), Some("2020-04"));
        assert_eq!(share("2019-12-24", "2020-01-12"), None);
    }
}
