//! Particulars (公文要素) that a page prints above a document, each with its label: 索引号：…, 发文机关：…, 成文日期：….

use std::sync::LazyLock;

use regex::Regex;

/// A label, at the start of a line or behind a blank or a cell's border.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:^|[\s|｜])(?P<label>
            索\s*引\s*号 | (?:主题|组配|体裁|信息)分类 | 发\s*文\s*(?:机\s*关|单\s*位|字\s*号|日\s*期)
            | 发布(?:机构|机关|单位|日期) | (?:成文|公开|生成)日期 | 标\s*题 | 名\s*称 | 文\s*号 | 文件编号
            | 公开(?:方式|范围|时限) | 主\s*题\s*词 | 关\s*键\s*词 | 有\s*效\s*性 | 效力状态 | 时\s*效\s*性
            | 统一登记号 | (?:废止|生效|实施)日期
        )\s*[:：]",
    )
    .expect("the pattern is fixed")
});

/// The particulars of a line, each from its label on; the line itself where it holds fewer than two.
pub(crate) fn split(line: &str) -> Vec<&str> {
    if line.chars().filter(|c| matches!(c, ':' | '：')).count() < 2 {
        return vec![line];
    }
    let labels = LABEL.captures_iter(line).filter_map(|found| found.name("label"));
    let starts: Vec<usize> = labels.map(|label| label.start()).collect();
    if starts.len() < 2 {
        return vec![line];
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &line[*start..end]);
    parts
        .map(|part| part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜')))
        .collect()
}

/// Whether a line begins with such a label.
pub(crate) fn begins(line: &str) -> bool {
    line.contains([':', '：']) && LABEL.find(line).is_some_and(|label| label.start() == 0)
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
        ] {
            assert_eq!(split(line), parts);
            assert_eq!(begins(line), parts.len() > 1);
        }
    }
}
