//! The kind of document by the noun (文种) that its title ends in.

use crate::model::DocumentKind;

/// The nouns (文种) that titles end in, and what kind of text each is. The longer one stands first.
const NOUNS: [(&[&str], DocumentKind); 5] = [
    (
        &[
            "工作总结",
            "总结",
            "报告",
            "汇报",
            "公报",
            "讲话",
            "进展情况",
            "情况表",
            "进度表",
        ],
        DocumentKind::Report,
    ),
    (&["意见"], DocumentKind::Opinion),
    (
        &[
            "条例",
            "规定",
            "办法",
            "细则",
            "规则",
            "规程",
            "章程",
            "联席会议制度",
            "决定",
            "决议",
            "法",
        ],
        DocumentKind::Regulation,
    ),
    (
        &[
            "通知", "公告", "通告", "通报", "函", "批复", "请示", "答复", "命令", "令",
        ],
        DocumentKind::Notice,
    ),
    (
        &[
            "方案",
            "计划",
            "要点",
            "规划",
            "纲要",
            "措施",
            "举措",
            "政策",
            "清单",
            "行动",
            "安排",
            "分工",
            "任务",
            "思路",
            "指引",
            "指南",
            "目录",
            "预案",
            "打算",
            "标准",
            "制度",
            "条",
            "工程",
            "大纲",
            "分解",
            "分解表",
            "分解书",
            "责任书",
        ],
        DocumentKind::Plan,
    ),
];

/// The kind of document by the noun that its title ends in, whatever stands in brackets or quotes behind it.
pub(super) fn kind(title: &str) -> Option<DocumentKind> {
    let stem = stem(title);
    let plans = ["计划", "打算", "要点", "思路", "安排"];
    // 2015年工作及2016年工作思路: what was done, and what is to be done.
    let both = ["工作及20", "工作和20", "工作暨20"]
        .iter()
        .any(|link| stem.contains(link));
    let looks_back = stem.contains("总结") && plans.iter().any(|word| stem.contains(word));
    let looks_ahead = both && plans.iter().any(|word| stem.ends_with(word));
    if looks_back || looks_ahead || stem.ends_with("政府工作报告") {
        return Some(DocumentKind::ReportAndPlan);
    }
    let plans_next = stem.contains("执行情况") && stem.contains("草案");
    if plans_next && stem.ends_with("报告") {
        return Some(DocumentKind::ReportAndPlan);
    }
    // What a party committee proposes for a plan is its outline.
    if stem.ends_with("建议") && stem.contains("规划") && (stem.contains("制定") || stem.contains("编制")) {
        return Some(DocumentKind::Plan);
    }
    let found = NOUNS
        .iter()
        .find(|(nouns, _)| nouns.iter().any(|noun| stem.ends_with(noun)));
    found.map(|(_, kind)| *kind)
}

/// A title without (试行), （征求意见稿）, years and quotes at its end.
fn stem(title: &str) -> &str {
    let mut stem = title;
    loop {
        let bare = stem.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '》' | '」'));
        let open = bare
            .strip_suffix([')', '）', '〕'])
            .and_then(|inner| inner.rfind(['(', '（', '〔']))
            .filter(|open| *open > 0);
        match open {
            Some(open) => stem = &bare[..open],
            None => return bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_titles() {
        use DocumentKind::{Notice, Opinion, Plan, Regulation, Report, ReportAndPlan};
        for (title, expected) in [
            ("国务院、中央军委一九八六年征兵命令", Some(Notice)),
            ("关于新建某民用机场的批复", Some(Notice)),
            ("关于批准《某核电厂3、4号机组调试大纲（B版）》的通知", Some(Notice)),
            ("关于无偿划出股权的请示", Some(Notice)),
            ("某行动方案（试行）（征求意见稿）", Some(Plan)),
            ("望城区人才工作\"十大赋能行动\"", Some(Plan)),
            ("某护航十条（征求意见稿）", Some(Plan)),
            ("某市城市排水条例", Some(Regulation)),
            ("关于某事的实施意见", Some(Opinion)),
            ("某县2014年计划执行情况与2015年计划草案的报告", Some(ReportAndPlan)),
            ("中共某区委关于制定第十四个五年规划的建议", Some(Plan)),
            ("关于某方案有关情况的报告", Some(Report)),
            ("2025年四川省政府工作报告", Some(ReportAndPlan)),
            ("市科技局2021年工作总结及2022年工作计划", Some(ReportAndPlan)),
            ("某局2016年工作总结及2017年工作要点", Some(ReportAndPlan)),
            ("2015年某市科技工作及2016年工作思路", Some(ReportAndPlan)),
            ("2024年《政府工作报告》任务分解表", Some(Plan)),
            ("某项目进展情况表(截至9月底)", Some(Report)),
            ("某厅际联席会议制度", Some(Regulation)),
            ("某办事规程", Some(Regulation)),
            ("怎么申领社会保障卡？", None),
        ] {
            assert_eq!(kind(title), expected, "{title}");
        }
    }
}
