//! The numbers that headings and measures begin with (层次序数), after GB/T 9704—2012 and what is really printed.

mod decimal;

pub use decimal::{decimal, decimal_chapter};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `附件1`
    Annex,
    /// `第一编`, `第一篇`
    Book,
    /// `第一部分`
    Part,
    /// `第一章`
    Chapter,
    /// `第一节`
    Division,
    /// `第一条`
    Article,
    /// `一、`
    Chinese,
    /// `(一)`
    ChineseBracketed,
    /// `1.` and `1、`
    Arabic,
    /// `1` in the column of a table that numbers its rows
    Row,
    /// `1.2`, and the chapters of a text that is numbered so
    Decimal,
    /// `(1)`
    ArabicBracketed,
    /// `1)`
    ArabicHalfBracketed,
    /// `①`
    Circled,
    /// `一是`
    Enumerated,
}

/// A number at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// Its value; 0 where the copy has lost it.
    pub number: u32,
    /// As the outline shows it: half-width, without the point or comma behind it.
    pub label: String,
    /// Bytes taken, white space behind included.
    pub len: usize,
}

/// Characters of the longest title of a chapter that is believed without a blank before it.
const WIDEST_CHAPTER: usize = 16;
/// Bytes of the longest number that stands in brackets, with white space around it.
const WIDEST_NUMBER: usize = 30;

const DIGITS: [char; 13] = [
    '零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百',
];

/// Whether a number in Chinese digits may hold this character.
pub(crate) fn is_chinese_digit(c: char) -> bool {
    DIGITS.contains(&c)
}

/// The numerals of 1 to 9.
const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The marker that `text` begins with.
pub fn marker(text: &str) -> Option<Marker> {
    let lead = text.len() - text.trim_start_matches([' ', '\u{3000}', '#', '*']).len();
    let body = &text[lead..];
    let mut found = match body.chars().next()? {
        '附' => annex(body),
        '第' => ordinal(body),
        '(' | '（' | '〔' | '[' | '【' | ')' | '）' | '〕' | ']' | '】' => bracketed(body),
        '0'..='9' => bracketed(body).or_else(|| plain(body)),
        _ => plain(body),
    }?;
    let rest = body[found.len..].trim_start_matches([' ', '\u{3000}', '\t', '*']);
    found.len = text.len() - rest.len();
    Some(found)
}

/// The number of a table's row, alone in its cell: `3`, `三`, `(三)`, `3.`. It takes no bytes of the text beside it.
///
/// Four digits are a year.
pub fn row_number(cell: &str) -> Option<Marker> {
    row_number_below(cell, 1000)
}

/// The same in a column of which it is known that it numbers the rows: there may be thousands.
pub fn row_number_in_column(cell: &str) -> Option<Marker> {
    let mut found = row_number_below(cell, 1_000_000)?;
    if found.style == Style::Arabic {
        found.style = Style::Row;
    }
    Some(found)
}

fn row_number_below(cell: &str, limit: u32) -> Option<Marker> {
    let cell = cell.trim();
    let bare = cell.trim_end_matches(['.', '．', '、']);
    let number = value(bare).filter(|number| (1..limit).contains(number) && cell.len() <= WIDEST_NUMBER);
    let style = if bare.starts_with(|c: char| c.is_ascii_digit()) {
        Style::Arabic
    } else {
        Style::Chinese
    };
    let plain = number.map(|number| Marker {
        style,
        number,
        label: label(style, number),
        len: 0,
    });
    plain.or_else(|| {
        let marker = bracketed(cell).filter(|marker| marker.number > 0 && marker.len == cell.len())?;
        Some(Marker { len: 0, ..marker })
    })
}

/// The label that number `number` has in `style`.
pub fn label(style: Style, number: u32) -> String {
    match style {
        Style::Annex => format!("附件{number}"),
        Style::Book => format!("第{}编", chinese(number)),
        Style::Part => format!("第{}部分", chinese(number)),
        Style::Chapter => format!("第{}章", chinese(number)),
        Style::Division => format!("第{}节", chinese(number)),
        Style::Article => format!("第{}条", chinese(number)),
        Style::Chinese => chinese(number),
        Style::ChineseBracketed => ["(", &chinese(number), ")"].concat(),
        Style::Arabic | Style::Row | Style::Decimal => number.to_string(),
        Style::ArabicBracketed => format!("({number})"),
        Style::ArabicHalfBracketed => format!("{number})"),
        Style::Circled => char::from_u32(0x2460 + number.saturating_sub(1))
            .map(String::from)
            .unwrap_or_default(),
        Style::Enumerated => format!("{}是", chinese(number)),
    }
}

/// `附件`, `附件1`, `附件一:`
fn annex(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix("附件")?;
    let digits = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_digit() || DIGITS.contains(&c))
            .len();
    let (number, behind) = rest.split_at(digits);
    let behind_mark = behind.trim_start_matches([' ', ':', '：', '.', '．', '、']);
    let stands_alone = behind.is_empty() || behind_mark.len() < behind.len();
    let number = if number.is_empty() { 1 } else { value(number)? };
    (stands_alone && !behind_mark.starts_with(|c: char| c.is_ascii_digit())).then(|| Marker {
        style: Style::Annex,
        number,
        label: label(Style::Annex, number),
        len: text.len() - behind_mark.len(),
    })
}

/// `第三章`, `第十二条`
fn ordinal(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('第')?;
    let is_digit = |c: char| c.is_ascii_digit() || c == ' ' || DIGITS.contains(&c);
    let digits = rest.len() - rest.trim_start_matches(is_digit).len();
    let printed = &rest[..digits];
    // 第 1 2 条, as some copies part the digits.
    let number = if printed.contains(' ') {
        let whole: String = printed.chars().filter(|c| *c != ' ').collect();
        (!whole.is_empty()).then(|| value(&whole)).flatten()?
    } else {
        value(printed)?
    };
    let behind = &rest[digits..];
    let units = [
        ("部分", Style::Part),
        ("章", Style::Chapter),
        ("编", Style::Book),
        ("篇", Style::Book),
        ("节", Style::Division),
        ("条", Style::Article),
    ];
    let (unit, style) = units.into_iter().find(|(unit, _)| behind.starts_with(unit))?;
    let behind = &behind[unit.len()..];
    let stands_alone =
        behind.is_empty() || behind.starts_with([' ', '\u{a0}', '\u{3000}', '\t', '、', '：', ':', '.', '*']);
    let len = text.len() - behind.trim_start_matches(['、', '：', ':', '.', '\u{a0}']).len();
    let is_glued = !stands_alone
        && match style {
            Style::Article => opens_article(behind),
            Style::Chapter => behind.chars().count() <= WIDEST_CHAPTER && !behind.contains(['。', '，', '的', '规']),
            _ => false,
        };
    (stands_alone || is_glued).then(|| Marker {
        style,
        number,
        label: if printed.starts_with(|c: char| c.is_ascii_digit() || c == ' ')
            && printed.contains(|c: char| c.is_ascii_digit())
        {
            format!("第{number}{unit}")
        } else {
            label(style, number).replace('编', if unit == "篇" { unit } else { "编" })
        },
        len,
    })
}

/// Whether what stands directly behind 第…条 is the article itself (第七条市住房城乡建设局应当…), not words that speak of it
/// (第三条款, 第一条规定的).
fn opens_article(behind: &str) -> bool {
    const SPEAKS: [&str; 16] = [
        "款", "项", "第", "规定", "所", "的", "和", "与", "及", "至", "到", "中", "以上", "之", "前", "后",
    ];
    behind.chars().nth(5).is_some() && !SPEAKS.iter().any(|word| behind.starts_with(word))
}

/// `(一)`, `（1）`, `【一】`, and `)` where the copy has lost the number.
fn bracketed(text: &str) -> Option<Marker> {
    let inner = text.trim_start_matches(['(', '（', '〔', '[', '【']);
    let opened = text.len() - inner.len();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{3000}') || DIGITS.contains(&c);
    let behind = inner.trim_start_matches(is_digit);
    let close = inner.len() - behind.len();
    let rest = behind.strip_prefix([')', '）', '〕', ']', '】'])?;
    if close > WIDEST_NUMBER {
        return None;
    }
    let number = inner[..close].trim_matches([' ', '\u{3000}']);
    let len = text.len() - rest.len();
    if number.is_empty() {
        return (close <= 3).then(|| Marker {
            style: Style::ChineseBracketed,
            number: 0,
            label: String::new(),
            len,
        });
    }
    let arabic = number.bytes().all(|b| b.is_ascii_digit());
    let style = match (arabic, opened > 0) {
        (true, true) => Style::ArabicBracketed,
        (true, false) => Style::ArabicHalfBracketed,
        (false, true) => Style::ChineseBracketed,
        (false, false) => return None,
    };
    let number = value(number).filter(|&n| n < 200)?;
    Some(Marker {
        style,
        number,
        label: label(style, number),
        len: text.len() - rest.trim_start_matches(['、', '.', '．']).len(),
    })
}

/// The number that is one character: ①, ⑴ for (1), ⒈ for 1., ㈠ for (一).
fn single(first: char) -> Option<Marker> {
    let (style, before) = match first as u32 {
        0x2460..=0x2473 => (Style::Circled, 0x245f),
        0x2474..=0x2487 => (Style::ArabicBracketed, 0x2473),
        0x2488..=0x249b => (Style::Arabic, 0x2487),
        0x3220..=0x3229 => (Style::ChineseBracketed, 0x321f),
        _ => return None,
    };
    let number = first as u32 - before;
    Some(Marker {
        style,
        number,
        label: label(style, number),
        len: first.len_utf8(),
    })
}

/// `一、`, `1.`, `1、`, `①`
fn plain(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if let Some(found) = single(first) {
        return Some(found);
    }
    let style = if first.is_ascii_digit() {
        Style::Arabic
    } else {
        Style::Chinese
    };
    let is_digit = |c: char| {
        if style == Style::Arabic {
            c.is_ascii_digit()
        } else {
            DIGITS.contains(&c)
        }
    };
    let behind = text.trim_start_matches(is_digit);
    let number = value(&text[..text.len() - behind.len()]).filter(|&n| n > 0 && n < 1000)?;
    let gap = behind.trim_start_matches([' ', '\u{3000}']);
    let mark = gap
        .chars()
        .next()
        .filter(|&c| matches!(c, '、' | '．' | '.' | '，' | ','))?;
    let comma_after_chinese = matches!(mark, '，' | ',') && style == Style::Arabic;
    let rest = &gap[mark.len_utf8()..];
    let goes_on = style == Style::Arabic && rest.starts_with(|c: char| c.is_ascii_digit()) && !begins_with_year(rest);
    if comma_after_chinese || (goes_on && mark != '、') {
        return None;
    }
    Some(Marker {
        style,
        number,
        label: label(style, number),
        len: text.len() - rest.len(),
    })
}

/// `2020年`: a year behind a number (4.2020年底前制定办法), with which the measure itself begins.
fn begins_with_year(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - behind.len() == 4 && text.starts_with(['1', '2']) && behind.starts_with('年')
}

/// The number of any style that `text` begins with.
pub fn any_marker(text: &str) -> Option<Marker> {
    marker(text).or_else(|| decimal(text))
}

/// The number written in Arabic or Chinese digits.
pub fn value(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let mut total = 0;
    let mut digit = None;
    for c in text.chars() {
        match c {
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take().unwrap_or(1) * 100,
            '零' | '〇' => {}
            _ => {
                let n = NUMERALS.iter().position(|numeral| *numeral == c)? as u32 + 1;
                if digit.replace(n).is_some() {
                    return None;
                }
            }
        }
    }
    (!text.is_empty()).then(|| total + digit.unwrap_or(0))
}

/// The number below 200 in Chinese digits.
fn chinese(number: u32) -> String {
    let digit = |n: u32| match n % 10 {
        0 => '零',
        n => NUMERALS[n as usize - 1],
    };
    // 一百二十三, with a bracket on either side.
    let mut text = String::with_capacity(7 * '一'.len_utf8());
    if number >= 100 {
        text.extend([digit(number / 100), '百']);
        if !number.is_multiple_of(100) && number % 100 < 10 {
            text.push('零');
        }
    }
    if number % 100 >= 10 {
        if number >= 20 {
            text.push(digit(number / 10));
        }
        text.push('十');
    }
    if !number.is_multiple_of(10) {
        text.push(digit(number));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_every_style() {
        for (text, style, number, label, len) in [
            ("一、总体要求", Style::Chinese, 1, "一", "一、".len()),
            ("（二）目标", Style::ChineseBracketed, 2, "(二)", "（二）".len()),
            (
                "(三十四)品牌",
                Style::ChineseBracketed,
                34,
                "(三十四)",
                "(三十四)".len(),
            ),
            ("1．创新", Style::Arabic, 1, "1", "1．".len()),
            ("1. 做好", Style::Arabic, 1, "1", 3),
            ("12、做好", Style::Arabic, 12, "12", "12、".len()),
            ("（3）三", Style::ArabicBracketed, 3, "(3)", "（3）".len()),
            ("4)四", Style::ArabicHalfBracketed, 4, "4)", 2),
            ("②二", Style::Circled, 2, "②", 3),
            ("⑶三", Style::ArabicBracketed, 3, "(3)", 3),
            ("⒉二", Style::Arabic, 2, "2", 3),
            ("㈠一", Style::ChineseBracketed, 1, "(一)", 3),
            ("第一章 总则", Style::Chapter, 1, "第一章", "第一章 ".len()),
            ("第二篇 开局", Style::Book, 2, "第二篇", "第二篇 ".len()),
            (
                "第二十三条　相关部门",
                Style::Article,
                23,
                "第二十三条",
                "第二十三条　".len(),
            ),
            ("附件2", Style::Annex, 2, "附件2", "附件2".len()),
            ("  )实施", Style::ChineseBracketed, 0, "", 3),
            ("## 一、要求", Style::Chinese, 1, "一", "## 一、".len()),
        ] {
            assert_eq!(
                marker(text),
                Some(Marker {
                    style,
                    number,
                    label: label.into(),
                    len
                }),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_marker() {
        for text in [
            "2.5亿元",
            "2018年1月",
            "一是推进",
            "第一批企业",
            "第一篇论文",
            "第三条款",
            "一季度",
            "(试行)",
            "十四五",
            "2022",
            "1,000家",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_numbers_read_back() {
        for n in 1..200 {
            assert_eq!(value(&chinese(n)), Some(n), "{}", chinese(n));
        }
    }

    #[test]
    fn four_digits_number_a_row_only_in_a_column_of_numbers() {
        assert_eq!(row_number("2018"), None);
        let number = |cell| row_number_in_column(cell).map(|marker| (marker.number, marker.label));
        assert_eq!(number("2018"), Some((2018, "2018".to_owned())));
        assert_eq!(
            (number("12."), number("0"), number("12345678")),
            (Some((12, "12".to_owned())), None, None)
        );
    }
}
