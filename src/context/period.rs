//! The years that a title says its plan covers.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Period;
use crate::text::Span;

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)\d\d)\s*年?\s*(?:[-—–－~～至到]+)\s*((?:19|20)\d\d)").expect("the pattern is fixed")
});
static PLAN_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)\d\d)\s*年(?:度)?(?:重点)?(?:工作|科技工作|\p{Han}{0,8})?(?:计划|要点|安排|打算|思路|任务)")
        .expect("the pattern is fixed")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"((?:19|20)\d\d)\s*年").expect("the pattern is fixed"));
/// 2008镇政府工作总结, 数字山东2021行动方案: a year that has lost its word, and no amount.
static BARE_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^((?:19|20)\d\d)[\p{Han}&&[^年名家个亩公户万亿吨人元项所套辆座条米余多号]]|((?:19|20)\d\d)(?:行动|工作|实施)?(?:方案|计划|要点))")
        .expect("the pattern is fixed")
});
static FIVE_YEARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[“\"]?十(一|二|三|四|五|六)五[”\"]?(?:时期|期间|规划|发展|科技|国民|\\p{Han}{0,20}规划)|[“\"]十(?P<quoted>一|二|三|四|五|六)五[”\"]|第十(?P<nth>一|二|三|四|五|六)个五年")
        .expect("the pattern is fixed")
});

/// The period in a title, and where it stands: a range of years, else the year of the plan in it, else a five-year plan. What
/// stands behind 规划和2035年｜远景目标 is a vision beyond the period.
pub fn period_in(title: &str) -> Option<(Period, Span)> {
    let title = title.split("年远景目标").next().unwrap_or(title);
    let has_year = title.contains("19") || title.contains("20");
    if !has_year && !title.contains('五') {
        return None;
    }
    if let Some(found) = RANGE.captures(title) {
        let (start, end) = (found[1].parse().ok()?, found[2].parse().ok()?);
        let all = found.get(0)?;
        return (start <= end).then_some((Period { start, end }, Span::new(all.start(), all.end())));
    }
    // 2014年计划执行情况与2015年计划草案: it presents the later one.
    let presents = title.contains("执行情况") && title.contains("草案");
    let last = || YEAR.captures_iter(title).last().filter(|_| presents);
    let one = last()
        .or_else(|| PLAN_YEAR.captures(title))
        .or_else(|| YEAR.captures(title));
    let one = one.or_else(|| BARE_YEAR.captures(title));
    if let Some(at) = one.and_then(|found| found.get(1).or(found.get(2))) {
        let year = at.as_str().parse().ok()?;
        return Some((Period { start: year, end: year }, Span::new(at.start(), at.end())));
    }
    let found = FIVE_YEARS.captures(title)?;
    let ordinal = found.get(1).or(found.name("quoted")).or(found.name("nth"))?.as_str();
    let plan = "一二三四五六".chars().position(|c| ordinal.starts_with(c))? as u16 + 1;
    let start = 2001 + 5 * plan;
    let all = found.get(0)?;
    Some((Period { start, end: start + 4 }, Span::new(all.start(), all.end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_titles() {
        for (title, start, end) in [
            ("某市实施方案(2017-2020年)", 2017, 2020),
            ("工作方案（2015—2017 年）", 2015, 2017),
            ("广东省2012年科技工作要点", 2012, 2012),
            ("市科技局2021年工作总结及2022年工作计划", 2022, 2022),
            ("2025年内蒙古自治区政府工作报告", 2025, 2025),
            ("某省“十四五”科技创新规划", 2021, 2025),
            ("某省十二五发展规划", 2011, 2015),
            ("某省“十三五”西部大开发实施意见", 2016, 2020),
            ("2008镇政府工作总结", 2008, 2008),
            ("数字山东2021行动方案", 2021, 2021),
            ("某县2014年计划执行情况与2015年计划草案的报告", 2015, 2015),
            (
                "某区2022年国民经济和社会发展计划执行情况及2023年计划草案的报告",
                2023,
                2023,
            ),
            ("某市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", 2021, 2025),
            ("某县“十四五”规划和2035年远景目标纲要任务分工方案", 2021, 2025),
            ("某市国民经济和社会发展第十一个五年规划纲要", 2006, 2010),
        ] {
            assert_eq!(
                period_in(title).map(|found| found.0),
                Some(Period { start, end }),
                "{title}"
            );
        }
        assert_eq!(period_in("关于支持企业发展的意见"), None);
        assert_eq!(period_in("2000亩良田建设方案"), None);
    }
}
