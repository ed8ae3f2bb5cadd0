//! Particulars (公文要素) that a page prints above a document, each with its label: 索引号：…, 发文机关：…, 成文日期：….
//!
//! They stand in lines, or in the cells of a table that the copy has flattened: 索引号 | 000014349/2022 | 发文机关 | 国务院 |.

use std::sync::LazyLock;

use regex::Regex;

/// Labels that stand nowhere but in particulars.
const OWN: &str = r"索\s*引\s*号 | (?:主题|组配|体裁|信息|主体)分类 | 发\s*文\s*(?:机\s*[关构]|单\s*位|字\s*号|文\s*号|日\s*期|时\s*间)
            | 发布(?:机构|机关|单位|文号|日期|时间) | (?:成文|公开|生成)日期 | 文\s*号 | 文件编号 | 成文机关
            | 公开(?:方式|范围|时限|形式) | 主\s*题\s*词 | 有\s*效\s*性 | 效力状态 | 时\s*效\s*性 | 公文时效
            | 统一登记号 | (?:废止|生效|实施|失效)(?:日期|时间) | 政策咨询(?:机关|电话)";
/// Labels that other tables and lists have too.
const SHARED: &str = r"标\s*题 | 名\s*称 | 关\s*键\s*词";

/// A label, at the start of a line or behind a blank or a cell's border.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[\s|｜])(?P<label>{OWN} | {SHARED})\s*[:：]")));
/// The same where a blank stands in place of the colon: 发文单位 某市某局 效力状态 有效.
static SPACED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:^|\s)(?P<label>{OWN})(?:\s|$)")));
/// The same in a row of a table, where a border may stand in place of the colon.
static IN_ROW: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[\s|])(?P<label>{OWN} | {SHARED})\s*[:：|]")));
/// A row that begins with a label; without a colon, what stands in the next cell is a value, and no label: heads of tables
/// have one beside the other.
static ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?P<own>{OWN})|(?P<shared>{SHARED}))\s*(?:[:：]|\|\s*(?P<value>[^|]*))"
    ))
});

/// A label in a cell that is not the first.
static INSIDE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\|\s*(?:{OWN})\s*[:：]")));

fn pattern(words: &str) -> Regex {
    Regex::new(&format!("(?x){words}")).expect("the pattern is fixed")
}

/// The particulars of a line, each from its label on; the line itself where it holds fewer than two.
pub(crate) fn split(line: &str) -> Vec<&str> {
    let in_row = line.contains('|');
    let starts: Vec<usize> = match () {
        () if line.matches('【').count() >= 2 => line.match_indices('【').map(|(at, _)| at).collect(),
        () if in_row => labels(&IN_ROW, line),
        () if line.matches([':', '：']).count() >= 2 => labels(&LABEL, line),
        () => spaced(line),
    };
    if starts.len() < if in_row { 1 } else { 2 } {
        return vec![line];
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &line[*start..end]);
    parts
        .map(|part| part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜')))
        .collect()
}

/// Where the labels of a line begin.
fn labels(label: &Regex, line: &str) -> Vec<usize> {
    let found = label.captures_iter(line).filter_map(|found| found.name("label"));
    found.map(|label| label.start()).collect()
}

/// Where the labels of a line begin that only blanks divide from their values: one alone is none.
fn spaced(line: &str) -> Vec<usize> {
    const LONGEST: usize = 400;
    let may_hold = line.len() <= LONGEST
        && line.contains(' ')
        && line.starts_with(['索', '主', '组', '体', '信', '发', '成', '公', '文']);
    let starts = if may_hold { labels(&SPACED, line) } else { Vec::new() };
    if starts.len() >= 2 && starts[0] == 0 {
        starts
    } else {
        Vec::new()
    }
}

/// Whether a line begins with such a label.
pub(crate) fn begins(line: &str) -> bool {
    let line = line.trim_start_matches(['•', '·', '*', ' ', '\u{3000}']);
    let by_colon = || LABEL.find(line).is_some_and(|label| label.start() == 0);
    line.contains([':', '：']) && by_colon() || !spaced(line).is_empty()
}

/// How a row of a flattened table begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// With a label of particulars.
    Own,
    /// With one that other tables have too: it is one only beside rows of particulars.
    Shared,
}

/// Whether a line is a row of particulars in a flattened table.
pub(super) fn row(line: &str) -> Option<Row> {
    if !line.ends_with('|') {
        return None;
    }
    let words = line.trim_start_matches(['|', ' ', '\u{3000}']);
    let Some(found) = ROW.captures(words) else {
        let holds = || INSIDE.is_match(words);
        return (words.contains([':', '：']) && holds()).then_some(Row::Own);
    };
    let is_head = || found.name("value").is_some_and(|value| names_label(value.as_str()));
    (!is_head()).then(|| {
        if found.name("own").is_some() {
            Row::Own
        } else {
            Row::Shared
        }
    })
}

/// Whether a cell holds a label alone.
fn names_label(cell: &str) -> bool {
    let cell = cell.trim();
    let may_be = cell.len() <= 40;
    may_be
        && LABEL
            .find(&format!("{cell}:"))
            .is_some_and(|label| label.start() == 0 && label.len() > cell.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_in_a_line() {
        for (line, parts) in [
            (
                "发文机关： 国务院 成文日期： 2018年12月25日",
                vec!["发文机关： 国务院", "成文日期： 2018年12月25日"],
            ),
            (
                "索 引 号：000014349/2018 主题分类：城乡建设",
                vec!["索 引 号：000014349/2018", "主题分类：城乡建设"],
            ),
            ("各部门：做好：某事", vec!["各部门：做好：某事"]),
            (
                "发文单位 某市某局 效力状态 有效",
                vec!["发文单位 某市某局", "效力状态 有效"],
            ),
            ("发布单位 某市某局", vec!["发布单位 某市某局"]),
        ] {
            assert_eq!(split(line), parts);
            assert_eq!(begins(line), parts.len() > 1);
        }
        assert_eq!(
            split("文件编号: | 甲政办〔2022〕16号 | 发布机构 | 县府办 |"),
            ["文件编号: | 甲政办〔2022〕16号", "发布机构 | 县府办"]
        );
    }

    #[test]
    fn rows_of_a_flattened_table() {
        for (line, expected) in [
            ("索引号 | 000330185/2022-86781 | 公开方式 | 主动公开 |", Some(Row::Own)),
            ("| 索引号:000014349/2022-83299 | |", Some(Row::Own)),
            ("发布机构 | 农牧局 | 文 号 | |", Some(Row::Own)),
            ("标 题: | 某县关于某事的通知 | ||", Some(Row::Shared)),
            ("政策咨询机关: | 发文字号: | 甲政〔2021〕61号 | |", Some(Row::Own)),
            ("名称 | 责任单位 |", Some(Row::Shared)),
            ("文号 | 标题 | 发布日期 |", None),
            ("1 | 建厂房 | 市住建局 |", None),
            ("发文机关：国务院", None),
        ] {
            assert_eq!(row(line), expected, "{line}");
        }
    }
}
