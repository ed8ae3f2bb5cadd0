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

/// Words of headings that begin with such a character.
const WORDS: [&str; 24] = [
    "分级", "分类", "分工", "分析", "分布", "公众", "公布", "公共", "公开", "人员", "人才", "项目", "条件", "名词",
    "日常", "年度", "平台", "平时", "平战", "小组", "处置", "处理", "场所", "次生",
];
/// Marks that no title of a chapter holds; the last four where no blank parts it from the number.
const MARKS: [char; 8] = ['。', '，', '；', '：', '、', ':', ';', ','];

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
    let is_word = || WORDS.iter().any(|word| words.starts_with(word));
    let is_glued = !is_apart && (first.is_ascii() || UNITS.contains(first) && !is_word());
    let names = first.is_alphabetic() || matches!(first, '“' | '《' | '（' | '(');
    names && !is_amount && !is_glued
}

/// The number of a chapter in a text of decimal numbers: `1 总则`, a blank and no mark behind it, and a short title. The print
/// may have no blank (1总则): then no unit of an amount stands there.
pub fn decimal_chapter(line: &str) -> Option<Marker> {
    let body = line.trim_start_matches([' ', '\u{3000}', '#', '*']);
    let behind = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = value(&body[..body.len() - behind.len()]).filter(|n| (1..100).contains(n))?;
    let title = behind.trim_start_matches([' ', '\u{3000}', '\t']);
    let is_apart = title.len() < behind.len();
    let marks = if is_apart { &MARKS[..4] } else { &MARKS };
    let is_title = title.chars().count() <= WIDEST_TITLE
        && title.starts_with(char::is_alphabetic)
        && (is_apart || title.chars().nth(1).is_some() && begins_title(title, false))
        && !title.contains(marks);
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
            ("1.3分级分类", Some("1.3")),
            ("4.4处置措施", Some("4.4")),
            ("3.5分", None),
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
            ("1总则", Some("1")),
            ("2风险评估", Some("2")),
            ("3个工作组", None),
            ("2020年工作", None),
            ("3月底完成", None),
            ("5人以上", None),
            ("1.总则", None),
            ("3 万人，增长5%", None),
            ("0 序", None),
        ] {
            let found = decimal_chapter(line).map(|marker| marker.label);
            assert_eq!(found.as_deref(), label, "{line}");
        }
    }
}
