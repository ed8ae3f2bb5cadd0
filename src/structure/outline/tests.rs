use super::*;
use crate::read::read_text;
use crate::structure::testing::structure;

fn sections(text: &str) -> Vec<(String, String)> {
    let source = read_text(text.as_bytes()).expect("text");
    let found = structure(&source);
    let row = |measure: &Measure| (measure.section.to_string(), measure.title.of(&source.text).to_owned());
    found.measures.iter().map(row).collect()
}

/// The measure of each passage.
pub(super) fn passages(text: &str) -> Vec<String> {
    let source = read_text(text.as_bytes()).expect("text");
    let found = structure(&source);
    let section = |passage: &Passage| {
        let measure = passage
            .measure
            .map(|measure| found.measures[measure].section.to_string());
        measure.unwrap_or_default()
    };
    found.passages.iter().map(section).collect()
}

fn labels(text: &str) -> Vec<String> {
    sections(text).into_iter().map(|row| row.0).collect()
}

#[test]
fn levels_are_the_documents_own() {
    let text = "一、总体要求\n（一）指导思想\n坚持创新。\n二、任务\n（一）甲\n1.做甲事。要快。\n2.做乙事。\n（二）乙\n1.再做。";
    assert_eq!(
        labels(text),
        [
            "一",
            "一/(一)",
            "二",
            "二/(一)",
            "二/(一)/1",
            "二/(一)/2",
            "二/(二)",
            "二/(二)/1"
        ]
    );
    assert_eq!(sections(text)[4].1, "做甲事");
}

#[test]
fn a_chapter_whose_number_is_lost_closes_with_the_next() {
    let text = "（一）形势。\n（二）目标。\n二、责任\n（三）分解。\n三、结构\n（四）调整。";
    assert_eq!(labels(text), ["(一)", "(二)", "二", "二/(三)", "三", "三/(四)"]);
}

#[test]
fn marks_of_a_wiki_are_no_part_of_a_title() {
    assert_eq!(sections("第一章 发展基础[编辑]\n做好。")[0].1, "发展基础");
}

#[test]
fn numbers_run_on_across_chapters() {
    let text = "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。";
    assert_eq!(labels(text), ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(四)"]);
}

#[test]
fn lost_numbers_are_worked_out() {
    let text = "二、计划\n（一）甲。\n（二）乙。\n  )实施丙。\n（四）丁。";
    assert_eq!(labels(text), ["二", "二/(一)", "二/(二)", "二/(三)", "二/(四)"]);
}

#[test]
fn numbers_that_go_on_are_believed_though_those_before_are_lost() {
    let text = "三、保障\n（三十一）加大支持。\n（三十二）完善监测。\n（三十四）加强督察。";
    assert_eq!(labels(text), ["三", "三/(三十一)", "三/(三十二)", "三/(三十四)"]);
    assert_eq!(labels("三、保障\n（二十）以上。\n做好。"), ["三"]);
}

#[test]
fn articles_under_chapters_and_annexes() {
    let text = "第一章 总则\n第一条 为了规范。\n第二条 适用本规定：\n（一）甲；\n（二）乙。\n第二章 附则\n第三条 施行。\n附件1\n一、范围";
    assert_eq!(
        labels(text),
        [
            "第一章",
            "第一章/第一条",
            "第一章/第二条",
            "第一章/第二条/(一)",
            "第一章/第二条/(二)",
            "第二章",
            "第二章/第三条",
            "附件1",
            "附件1/一"
        ]
    );
}

#[test]
fn a_number_alone_on_its_line_and_notes() {
    let text = "一、任务\n（一）\n合理用药\n做好。\n（二）\n监测。要快。\n注：\n1.甲指标。\n2.乙指标。\n附件1\n某市考评指标\n1.甲。\n附件2\n各部门要做好。";
    let shown: Vec<String> = sections(text)
        .iter()
        .map(|(label, title)| format!("{label} {title}"))
        .collect();
    assert_eq!(
        shown,
        [
            "一 任务",
            "一/(一) 合理用药",
            "一/(二) 监测",
            "附件1 某市考评指标",
            "附件1/1 甲",
            "附件2 "
        ]
    );
}

#[test]
fn one_paper_that_a_notice_carries_is_the_outline() {
    let text = "关于印发办法的通知\n现印发给你们。\n附件：某某办法\n第一条 为了规范。\n第二条 适用本办法。";
    assert_eq!(labels(text), ["第一条", "第二条"]);
    let text = "关于批准的通知\n同意。\n附件：许可证条件\n某某核安全局\n2020年9月4日\n许可证条件\n一、甲。\n（一）乙。";
    assert_eq!(labels(text), ["一", "一/(一)"]);
}

#[test]
fn a_list_of_annexes_is_no_heading() {
    let text = "一、做好工作。\n附件1：甲名单\n某局\n2020年1月2日\n附件1\n甲名单\n一、第一批\n附件2\n一、第二批";
    assert_eq!(labels(text), ["一", "附件1", "附件1/一", "附件2", "附件2/一"]);
}

#[test]
fn the_closing_paragraph_is_the_documents() {
    let last = |text: &str| {
        let source = read_text(text.as_bytes()).expect("text");
        structure(&source).passages.last().and_then(|passage| passage.measure)
    };
    let closing = "本方案由市科技局负责解释。";
    let text = format!("关于印发方案的通知\n一、任务\n（一）甲。做好。\n（二）乙。做好。\n{closing}");
    assert_eq!(last(&text), None);
    let text = format!("关于印发方案的通知\n一、任务\n做好。\n二、附则\n{closing}");
    assert_eq!(last(&text), Some(1));
}

#[test]
fn merged_cells_carry_units_down_and_empty_ones_do_not() {
    let text = "要求\n| 目标\n| 牵头单位\n| 协助单位\n|\n(一)甲。\n| 1、做。\n| 科技局\n| 财政局\n|\n(二)乙。\n| 2、做。\n|\n(三)丙。\n| 做。\n| 科技局\n| |\n";
    let source = read_text(text.as_bytes()).expect("text");
    let found = structure(&source);
    let row = |a: &Assignment| {
        let section = a
            .measure
            .map(|m| found.measures[m].section.to_string())
            .unwrap_or_default();
        (section, a.role.name(), a.cell.of(&source.text), a.inherited)
    };
    let rows: Vec<_> = found.assignments.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("(一)".into(), "lead", "科技局", false),
            ("(一)".into(), "support", "财政局", false),
            ("(二)".into(), "lead", "科技局", true),
            ("(二)".into(), "support", "财政局", true),
            ("(三)".into(), "lead", "科技局", false),
        ]
    );
}

#[test]
fn articles_that_go_on_across_headings_stand_below_them() {
    let text = "一、扶持\n第 1 条 设立资金。\n二、奖励\n（一）绩效\n第 2 条 给予奖励。\n第 1 0 条 再奖。\n三、保障\n第11条 成立小组。";
    assert_eq!(
        labels(text),
        [
            "一",
            "一/第1条",
            "二",
            "二/(一)",
            "二/(一)/第2条",
            "二/(一)/第10条",
            "三",
            "三/第11条"
        ]
    );
    let text = "一、现印发某办法。\n第一条 为了规范。\n第二条 分为：\n一、甲。\n二、乙。";
    assert_eq!(labels(text)[1], "第一条", "items of an article begin anew");
}

#[test]
fn a_number_that_the_next_words_begin_with_is_none_of_the_outline() {
    let text = "二、项目\n1.珠江项目。资助。\n2.121人才项目。资助。\n3.羊城项目。资助。\n4.5万元为限。";
    assert_eq!(labels(text), ["二", "二/1", "二/2", "二/3"]);
}

#[test]
fn rows_go_on_beside_what_is_numbered_in_their_cells() {
    let text = "细则\n序号\t任务\t要求\t责任单位\n一、\t创新\t\t\n1\t建平台\t1.建。\n2.管。\t科技局\n二、\t开放\t\t\n2\t引企业\t引进。\t商务局\n12\t办展会\t办好。\t商务局";
    assert_eq!(labels(text), ["一", "一/1", "一/1/1", "一/1/2", "二", "二/2", "二/12"]);
}
