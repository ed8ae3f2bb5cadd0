//! Numbers with their units and bounds.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Comparator;
use crate::text::Span;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// From the word that bounds it to the word behind its unit.
    pub(super) span: Span,
    /// The number alone.
    pub(super) start: u32,
    /// As tables show it: `10-15` for a range, no thousands separators.
    pub(super) value: String,
    /// As printed.
    pub(super) unit: String,
    /// How it bounds what is counted.
    pub(super) comparator: Comparator,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<before>超过|突破|不少于|不低于|高于|至少|多于|超|不超过|不高于|低于|不足|不到|少于|控制在|约|近|大约|接近)?\s*
        (?P<rank>第)?
        (?P<a>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:\s*(?:%|个|家|万|亿)?\s*(?:-|—|－|–|~|～|至)\s*(?P<b>\d+(?:\.\d+)?))?
        \s*(?P<more>多|余)?\s*
        (?P<unit>%|％|个百分点|百分点|(?:万亿|万|亿|千)?(?:台[(（]套[)）]|平方公里|平方米|立方米|千瓦时|千瓦|公里|公顷|美元|元|家|项|名|人次|人|件|条|场|次|所|辆|座|亩|吨|户|盏|套|台|篇|批|位|倍|番|张|间|处|支|只|册|门|对|宗|款|株|里|米|颗|艘|架|枚|类|种|期|届|天)|(?:万|亿)?个)
        (?P<tail>\s*(?:以上|以内|以下|左右|及以上))?
        ",
    )
    .expect("the pattern is fixed")
});

/// Every number with a unit in `span`.
pub(super) fn numbers(text: &str, span: Span) -> Vec<Number> {
    let body = span.of(text);
    let found = NUMBER.captures_iter(body).filter_map(|found| {
        let (all, first) = (found.get(0)?, found.name("a")?);
        let group = |name: &str| found.name(name).map_or("", |part| part.as_str().trim());
        let part_of_word =
            body[..first.start()].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '〔');
        let is_rank = !group("rank").is_empty() && group("unit") != "位";
        let glued = group("unit") == "期" || group("unit") == "批" && !group("rank").is_empty();
        let a = first.as_str().replace(',', "");
        let value = if group("b").is_empty() {
            a
        } else {
            format!("{a}-{}", group("b"))
        };
        (!part_of_word && !is_rank && !glued).then(|| Number {
            span: Span::new(all.start(), all.end()).shift(span.start as usize),
            start: span.start + first.start() as u32,
            value,
            unit: group("unit").replace('％', "%").replace('（', "(").replace('）', ")"),
            comparator: comparator(group("before"), group("more"), group("tail")),
        })
    });
    found.collect()
}

fn comparator(before: &str, more: &str, tail: &str) -> Comparator {
    match (before, tail) {
        ("超过" | "突破" | "不少于" | "不低于" | "高于" | "至少" | "多于" | "超", _) | (_, "以上" | "及以上") => {
            Comparator::AtLeast
        }
        ("不超过" | "不高于" | "低于" | "不足" | "不到" | "少于" | "控制在", _) | (_, "以内" | "以下") => {
            Comparator::AtMost
        }
        ("约" | "近" | "大约" | "接近", _) | (_, "左右") => Comparator::About,
        _ if !more.is_empty() => Comparator::AtLeast,
        _ => Comparator::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_units_and_bounds() {
        for (text, value, unit, comparator) in [
            ("总量达到50家以上", "50", "家", Comparator::AtLeast),
            ("占比重达2.8%，", "2.8", "%", Comparator::Equal),
            ("引进10至15个院校", "10-15", "个", Comparator::Equal),
            ("选择1-2个", "1-2", "个", Comparator::Equal),
            ("7400多家", "7400", "家", Comparator::AtLeast),
            ("7000余万元", "7000", "万元", Comparator::AtLeast),
            ("约4.3亿元", "4.3", "亿元", Comparator::About),
            ("近3000人", "3000", "人", Comparator::About),
            ("LED路灯3万盏。", "3", "万盏", Comparator::Equal),
            ("4889台(套)", "4889", "台(套)", Comparator::Equal),
            ("第20位", "20", "位", Comparator::Equal),
            ("1,049名", "1049", "名", Comparator::Equal),
        ] {
            let found = numbers(text, Span::new(0, text.len()));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                (&*found[0].value, &*found[0].unit, found[0].comparator),
                (value, unit, comparator),
                "{text}"
            );
        }
    }

    #[test]
    fn dates_and_codes_are_no_numbers() {
        for text in ["2018年1月24日", "国函〔2015〕154号", "第3批", "5G", "1500MW"] {
            assert_eq!(numbers(text, Span::new(0, text.len())), [], "{text}");
        }
    }
}
