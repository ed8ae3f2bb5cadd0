//! The year that a sentence speaks of.

use crate::text::is_numeral;

/// The last year of a text by which something is due or was reached; a year that is only compared with
/// (比2020年增长, 1961年有记录以来) is none, unless it stands right before the end (从2020年的).
pub(super) fn year_in(text: &str) -> Option<u16> {
    text.rmatch_indices('年').find_map(|(at, _)| {
        let head = text[..at].trim_end();
        let from = head.len().checked_sub(4)?;
        let year = head.get(from..)?;
        let is_year = (year.starts_with("19") || year.starts_with("20")) && year.bytes().all(|b| b.is_ascii_digit());
        let behind = &text[at + '年'.len_utf8()..];
        (is_year && !is_base(&head[..from], behind) && !is_aside(&head[..from], behind))
            .then(|| year.parse().ok())
            .flatten()
    })
}

fn is_base(before: &str, behind: &str) -> bool {
    let clause = behind.split(['，', '、', '。', '；', ',']).next().unwrap_or_default();
    let before = before.trim_end();
    before.ends_with(['比', '较', '自'])
        || before.ends_with(['与', '同']) && behind.trim_start().starts_with("相比")
        || before.ends_with(['从', '由']) && !behind.trim_end_matches('的').is_empty()
        || clause.contains("以来")
        || before.ends_with(['是', '为', '于']) && clause.contains('倍')
        || ["价格", "可比价", "不变价"].iter().any(|base| behind.starts_with(base))
        || behind.starts_with("之前")
        || behind.starts_with('起') && ["年内", "个月内"].iter().any(|word| clause.ends_with(word))
        || behind.starts_with("以前")
        || ["成立于", "始建于", "建于", "创建于", "创办于", "组建于"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// 贫困村（2016年甲镇乙村已出列，名单见附表）: what a closed bracket tells of one thing is not when the others are due; one that
/// holds little but a year says so of all (2025年底前).
fn is_aside(before: &str, behind: &str) -> bool {
    const LONGEST: usize = 9;
    let opens = before
        .rfind(['（', '('])
        .filter(|at| !before[*at..].contains(['）', ')']));
    let close = opens.and_then(|_| behind.find(['）', ')']));
    close.is_some_and(|close| behind[..close].chars().count() > LONGEST)
}

/// 通过五年, 力争三年: the end is not printed.
pub(super) fn is_over_years(text: &str) -> bool {
    text.match_indices('年').any(|(at, _)| {
        let is_digit = |c: char| is_numeral(c) || c == '两' || c.is_ascii_digit();
        let head = &text[..at];
        let bare = head.trim_end_matches(|c| is_digit(c) || c == '至');
        bare.len() < head.len()
            && head[bare.len()..].chars().count() <= 4
            && ["通过", "用", "经过", "力争", "未来"]
                .iter()
                .any(|word| bare.ends_with(word))
    })
}

/// The first year of the five-year plan that a text names last: 2026 of “十五五”.
pub(super) fn five_year_plan(text: &str) -> Option<u16> {
    text.rmatch_indices('十').find_map(|(at, ten)| {
        let mut rest = text[at + ten.len()..].chars();
        let plan = "一二三四五六七八九"
            .chars()
            .position(|c| rest.clone().next() == Some(c))? as u16
            + 1;
        rest.next();
        (rest.next() == Some('五')).then_some(2001 + 5 * plan)
    })
}

/// The first year of the plan in whose time a text says that something was (“十三五”期间), not with which it compares
/// (与“十二五”时期相比).
pub(super) fn time_of_plan(text: &str) -> Option<u16> {
    let is_time = |behind: &str| {
        let behind = behind.strip_prefix('”').unwrap_or(behind);
        behind.starts_with("期间") || behind.starts_with("时期")
    };
    let mut ends = text.rmatch_indices('五').map(|(at, five)| at + five.len());
    let at = ends.find(|at| is_time(&text[*at..]))?;
    let before = text[..at].trim_end_matches(|c| is_numeral(c) || c == '“');
    let compares = before.ends_with(['比', '较', '与', '同']);
    five_year_plan(&text[before.len()..at]).filter(|_| !compares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_are_due_and_years_compared_with() {
        for (text, year) in [
            ("到2025年，总量达到", Some(2025)),
            ("2025年总量比2020年增加", Some(2025)),
            ("从2020年的", Some(2020)),
            ("总值比2020年", None),
            ("到2015年，与2005年相比，能耗下降", Some(2015)),
            ("与2005年同期", Some(2005)),
            ("从2020年的3万亿元增长到", None),
            ("为1961年有完整气象记录以来最多", None),
            ("2021年以来，累计", None),
            ("下降到0.83吨标准煤（按2005年价格计算），", None),
            ("2011年，总值是2005年的2.1倍，年均", Some(2011)),
            ("第1000年", None),
            ("2012年起5年内，引进人才", None),
            ("公司成立于2019年5月，是大型企业", None),
            ("38个贫困村（2016年“出列”甲镇乙村，名单见附表）现有", None),
            ("新建学校（2025年底前）", Some(2025)),
        ] {
            assert_eq!(year_in(text), year, "{text}");
        }
    }

    #[test]
    fn spans_without_an_end() {
        for (text, over) in [
            ("通过五年的时间", true),
            ("力争3至5年", true),
            ("2015年", false),
            ("五年来", false),
        ] {
            assert_eq!(is_over_years(text), over, "{text}");
        }
    }

    #[test]
    fn times_of_plans() {
        for (text, first) in [
            ("与“十二五”时期相比，“十三五”期间全省事故下降", Some(2016)),
            ("总量比“十三五”时期增长", None),
            ("“十三五”规划提出", None),
        ] {
            assert_eq!(time_of_plan(text), first, "{text}");
        }
    }

    #[test]
    fn five_year_plans() {
        for (text, first) in [
            ("“十五五”时期", Some(2026)),
            ("十四五规划", Some(2021)),
            ("二十五家", None),
            ("五十", None),
        ] {
            assert_eq!(five_year_plan(text), first, "{text}");
        }
    }
}
