//! Decimal numbers: 1.2, 3.1.2, and the chapters of a text that is numbered so.

use super::{Marker, Style, value};

/// Characters of the longest title of a chapter.
const WIDEST_TITLE: usize = 30;
/// What only an amount is followed by, even behind a blank: 3.5 个百分点, 2.3 万人.
const AMOUNTS: [&str; 18] = [
    "亿",
    "万",
    "元",
    "倍",
    "余",
    "多",
    "个百分",
    "吨",
    "米",
    "公里",
    "公顷",
    "公斤",
    "平方",
    "立方",
    "千瓦",
    "千米",
    "小时",
    "分钟",
];
/// What an amount may be followed by where no blank stands between: 3.5年.
const UNITS: &str = "千百十个项家年月日公平立度小分秒人户套台次件条座所名处岁";

/// The decimal number that a line begins with: two to four numbers, of which none has more than two digits, and behind
/// them a blank or a word that is no unit of an amount (1.5亿元, 3.5%).
pub fn decimal(line: &str) -> Option<Marker> {
    let body = line.trim_start_matches([' ', '\u{3000}', '#', '*']);
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let behind = body.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．'));
    let numbers = body[..body.len() - behind.len()].trim_end_matches(['.', '．']);
    let numbers: Vec<&str> = numbers.split(['.', '．']).collect();
    let is_number = |n: &&str| matches!(n.len(), 1 | 2) && !n.starts_with('0');
    let is_whole = (2..=4).contains(&numbers.len()) && numbers.iter().all(is_number);
    let title = behind.trim_start_matches([' ', '\u{3000}', '\t', '*']);
    let is_apart = title.len() < behind.len() || numbers.len() > 2;
    let number = numbers.last()?.parse().ok()?;
    (is_whole && begins_title(title, is_apart)).then(|| Marker {
        style: Style::Decimal,
        number,
        label: numbers.join("."),
        len: line.len() - title.len(),
    })
}

/// Whether these words may be a title; a number that no blank parts from them asks for more.
fn begins_title(words: &str, is_apart: bool) -> bool {
    let Some(first) = words.chars().next() else {
        return false;
    };
    let is_amount = AMOUNTS.iter().any(|unit| words.starts_with(unit));
    let is_glued = !is_apart && (first.is_ascii() || UNITS.contains(first));
    let names = first.is_alphabetic() || matches!(first, '“' | '《' | '（' | '(');
    names && !is_amount && !is_glued
}

/// The number of a chapter in a text of decimal numbers: `1 总则`, a blank and no mark behind it, and a short title.
pub fn decimal_chapter(line: &str) -> Option<Marker> {
    let body = line.trim_start_matches([' ', '\u{3000}', '#', '*']);
    let behind = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = value(&body[..body.len() - behind.len()]).filter(|n| (1..100).contains(n))?;
    let title = behind.trim_start_matches([' ', '\u{3000}', '\t']);
    let is_title = title.len() < behind.len()
        && title.chars().count() <= WIDEST_TITLE
        && title.starts_with(char::is_alphabetic)
        && !title.contains(['。', '，', '；', '：']);
    is_title.then(|| Marker {
        style: Style::Decimal,
        number,
        label: number.to_string(),
        len: line.len() - title.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_an_outline_and_amounts() {
        for (line, label) in [
            ("1.2 适用范围", Some("1.2")),
            ("1.1编制目的", Some("1.1")),
            ("3．1．2　日常工作", Some("3.1.2")),
            ("2.1.1年度计划", Some("2.1.1")),
            ("## 4.2 个人防护", Some("4.2")),
            ("1.5亿元投资", None),
            ("3.5 个百分点以上", None),
            ("2.3 万人参加", None),
            ("3.5%以上", None),
            ("2.4GHz频段", None),
            ("2020.12 发布", None),
            ("1.05 版本", None),
            ("市应急局", None),
            ("1.2", None),
        ] {
            assert_eq!(decimal(line).map(|marker| marker.label).as_deref(), label, "{line}");
        }
    }

    #[test]
    fn chapters_have_a_blank_and_a_short_title() {
        for (line, label) in [
            ("1 总则", Some("1")),
            ("12　附则", Some("12")),
            ("1总则", None),
            ("3 万人，增长5%", None),
            ("0 序", None),
        ] {
            let found = decimal_chapter(line).map(|marker| marker.label);
            assert_eq!(found.as_deref(), label, "{line}");
        }
    }
}
