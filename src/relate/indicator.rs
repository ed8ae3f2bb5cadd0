//! The words that name what a number counts (指标).

mod edges;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::WordList;

use super::around::is_counted;
use super::counted::{MARKS, behind, behind_property, noun_at_end};
use super::number::{BOUNDS, Number, is_share};
pub(super) use edges::{before_both, before_year, lead_in, trim_closers, without_brackets};

/// Verbs before a number that say by how much (提高5个百分点), or whose object stands behind the number (改造提升5000个村).
static OBJECT_VERBS: LazyLock<WordList> = LazyLock::new(|| WordList::new("提升 提高 拓展 扩大 增加"));

/// What stands around a number in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'t> {
    /// From the clause's beginning, or the number before, to the number.
    pub(super) near: &'t str,
    /// From the clause's beginning to the first number in it.
    pub(super) clause: &'t str,
    /// From the number to the end of the sentence.
    pub(super) after: &'t str,
}

/// The indicator: the words before the number; where the number counts things named behind it, those with their verb.
pub(super) fn indicator(number: &Number, around: Surroundings<'_>) -> String {
    let near = without_brackets(around.near);
    let near = before_mark(without_area(without_actor(lead_in(&near))), around.after);
    let per_year = around.after.strip_prefix("/年");
    let is_rate = per_year.is_none() && around.after.starts_with('/') || number.unit.contains('/');
    let counts = !is_rate && !is_share(&number.unit) && !number.unit.ends_with('元') && !number.unit.ends_with('位');
    let at_end = if counts && is_counted(&number.unit) {
        noun_at_end(around.after)
    } else {
        None
    };
    let behind = if let Some(noun) = at_end {
        noun
    } else if counts {
        behind(per_year.unwrap_or(around.after))
    } else {
        String::new()
    };
    let counts_pieces = number.unit.ends_with(['个', '家', '所', '座']);
    let behind = Some(behind).filter(|behind| !behind.is_empty() || !counts_pieces);
    let behind = behind.unwrap_or_else(|| behind_property(around.after).to_owned());
    let by_how_much = is_share(&number.unit) || number.unit.contains(['分', '倍']) || behind.is_empty();
    let ends_in_verb = OBJECT_VERBS.ending(near).is_some();
    let changes = by_how_much && ends_in_verb;
    let head = if changes { near } else { trim_closers(near) };
    let takes_object = (ends_in_verb || near.ends_with('为')) && !head.is_empty();
    let reaches = head.len() < near.len() && !near.ends_with(['有', '是', '由']) && !takes_object;
    if behind.is_empty() || reaches && !head.is_empty() {
        without_both(head).into_owned()
    } else if near.ends_with(['与', '和', '、']) || head.is_empty() {
        format!("{}{behind}", verb_of(around.clause))
    } else {
        let width = match near.chars().count() {
            _ if near.contains('、') => 30,
            ..=14 => 14,
            _ => 8,
        };
        format!("{}{behind}", last(near, width))
    }
}

/// 引进人才 of 市人才工作局负责引进人才: who acts is no part of what is counted.
fn without_actor(near: &str) -> &str {
    const ACTS: [&str; 12] = [
        "组建", "引进", "培育", "建设", "新增", "开展", "举办", "完成", "实施", "培训", "打造", "新建",
    ];
    /// A longer name is not looked for.
    const LONGEST: usize = 12;
    if !near.starts_with(['由', '省', '市', '县', '区', '州', '旗', '镇']) {
        return near;
    }
    let letters = near.char_indices().skip(2).take(LONGEST);
    let bodies = letters.filter(|(_, c)| matches!(c, '局' | '委' | '办' | '厅' | '部' | '院'));
    let mut rests = bodies.map(|(at, c)| &near[at + c.len_utf8()..]);
    let acts = |rest: &str| {
        let charged = rest.strip_prefix("负责").filter(|task| !task.is_empty());
        charged.is_some() || ACTS.iter().any(|verb| rest.starts_with(verb))
    };
    rests
        .find(|rest| acts(rest))
        .map_or(near, |rest| rest.strip_prefix("负责").unwrap_or(rest))
}

/// 建设 of 在信息技术、高端装备等领域建设: where something is done is no part of what is counted.
fn without_area(near: &str) -> &str {
    const AREAS: [&str; 3] = ["领域", "方面", "行业"];
    const OPEN: [&str; 5] = ["在", "围绕", "聚焦", "面向", "针对"];
    static DOES: LazyLock<WordList> = LazyLock::new(|| {
        WordList::new(
            "形成 建设 培育 打造 引进 培养 建立 突破 组建 布局 新建 新增 重点 认定 遴选 选择 扶持 实施 开展 推广",
        )
    });
    let ends = AREAS
        .iter()
        .filter_map(|area| near.rfind(area).map(|at| at + area.len()));
    let Some(end) = ends.max() else { return near };
    let opens = OPEN.iter().any(|word| near[..end].contains(word));
    if opens && DOES.begins(&near[end..]) {
        &near[end..]
    } else {
        near
    }
}

/// 粮食产量 of 粮食产量跃上500亿斤台阶.
fn before_mark<'t>(near: &'t str, after: &str) -> &'t str {
    let passes = MARKS.iter().any(|mark| after.starts_with(mark));
    let thing = ["跃上", "迈上", "站上", "登上"]
        .iter()
        .find_map(|verb| near.strip_suffix(verb));
    thing.filter(|_| passes).unwrap_or(near)
}

/// Words of change, of rank and of comparison.
static CHANGES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        年均增长 增长 下降 降低 提高 提升 上升 增加 减少 回升 缩小 扩大 压减 压降 高于 低于 优于 快于 好于 高出 净增 位居 居 位列 列 排名 排 跃居 升至 升到 跃升 前移 稳居 进入 同比 环比
        共 同口径 可比口径 可比价 年均 平均水平 平均 比上年 较上年 上年 同期 各省区 全国 全省 全市 全区 中部 西部 东部 保持 连续 水平 名义 实际 前列 首位 前三 前十 强 从 由 第
        ",
    )
});
/// Nouns and verbs that want a thing before them.
static WANTING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        占比 比重 占 完成投资额 完成投资 毛入学率 入学率 覆盖率 普及率 总投资额 总投资 投资额 总规模 规模 总数 总量 总额 总产值 总面积 总里程 总产 单产 产值 产量 面积 营收 收益 增速 增幅 降幅 增量 累计 惠及 覆盖 受益 完工 竣工 开工 在建 废止
        整合
        ",
    )
});

/// Whether words name no thing of their own: 增长, 居全国, 总投资.
pub(super) fn is_bare(words: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let shorter = rest_of(rest_of(rest, &CHANGES), &WANTING);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    rest.is_empty() || words.chars().count() == 1 || is_comparison(words)
}

/// 比2020年, 较上年增长, 高于“十三五”时期.
fn is_comparison(words: &str) -> bool {
    let measured = ["高于", "低于", "优于", "快于", "好于"]
        .iter()
        .any(|word| words.starts_with(word));
    measured
        || words.strip_prefix(['比', '较']).is_some_and(|rest| {
            let base =
                rest.strip_prefix(['“', '上', '去', '年']).is_some() || rest.starts_with(|c: char| c.is_ascii_digit());
            base && words.chars().count() <= 14
        })
}

/// Whether words ask for the thing that they are of, not for a change of it: 总量, 增速.
pub(super) fn wants_thing(words: &str) -> bool {
    WANTING.beginning(words).is_some()
}

/// A thing without what was said of it: by how much it grew, or on what area, where words ask for another measure of it.
pub(super) fn thing_of<'t>(subject: &'t str, words: &str) -> &'t str {
    let mut thing = subject.trim_end_matches("增长").trim_end_matches("年均");
    if ["总产", "单产", "产量"].iter().any(|yields| words.starts_with(yields)) {
        for measure in ["播种面积", "种植面积", "面积", "总产量", "总产", "单产", "增产"] {
            thing = thing
                .strip_suffix(measure)
                .filter(|rest| !rest.is_empty())
                .unwrap_or(thing);
        }
    }
    thing
}

/// A thing without the verb that says by how much it changed: 装机同比增加.
pub(super) fn without_change(words: &str) -> &str {
    let thing = &words[..words.len() - OBJECT_VERBS.ending(words).unwrap_or(0)];
    if thing.is_empty() { words } else { thing }
}

/// Whether bare words say nothing at all without the thing: 增长, but not 总投资.
pub(super) fn is_only_change(words: &str) -> bool {
    rest_of(words, &CHANGES).is_empty()
}

fn rest_of<'t>(words: &'t str, known: &WordList) -> &'t str {
    let mut rest = words;
    while let Some(length) = known.beginning(rest) {
        rest = &rest[length..];
    }
    rest
}

/// The thing that a clause speaks of: the words before its number, or before what it says.
pub(super) fn subject(clause: &str) -> String {
    let clause = without_brackets(clause);
    let clause = lead_in(&clause);
    let number = clause.char_indices().find(|(at, c)| {
        let in_word = clause[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        c.is_ascii_digit() && !in_word
    });
    let plain = number.map_or(clause, |(at, _)| &clause[..at]);
    let before = &plain[..plain.len() - BOUNDS.ending(plain).unwrap_or(0)];
    let words = lead_in(before);
    let said = PREDICATES.found_in(words).map(|(at, _)| at).find(|at| *at > 3);
    let words = trim_closers(said.map_or(words, |at| words[..at].trim_end_matches("每年")));
    let words = last(words.strip_suffix("从全国").unwrap_or(words), 20);
    words.trim_start_matches(['等', '、']).to_owned()
}

/// Verbs and their manners, before which the subject of a clause ends.
static PREDICATES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        再创 都不同程度 有所 实现 保持 持续 稳步 快速 大幅 进一步 全面 首次 稳定 不断 明显 显著 逐步 连续 较快 平稳
        稳中 位居 稳居 有力 更加 领跑
        ",
    )
});

/// The verb that a clause with several numbers opens with: 促成33家企业与16家院所.
fn verb_of(clause: &str) -> String {
    last(lead_in(clause), 8).to_owned()
}

/// 旅游收入增长 of 旅游人数、旅游收入均增长: that it holds of several is not part of what is measured.
fn without_both(head: &str) -> Cow<'_, str> {
    let change = ["增长", "下降", "提高", "提升"]
        .iter()
        .find_map(|verb| head.strip_suffix(verb));
    match change.and_then(|both| Some((before_both(both)?, both))) {
        Some((thing, both)) => Cow::Owned(format!("{thing}{}", &head[both.len()..])),
        None => Cow::Borrowed(head),
    }
}

/// The last `width` characters, or a few more where marks would be cut open.
fn last(text: &str, width: usize) -> &str {
    let skip = text.chars().count().saturating_sub(width);
    let at = text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
    let closes = text[at..].find('”').filter(|close| !text[at..at + close].contains('“'));
    let opens = closes.and_then(|_| text[..at].rfind('“'));
    &text[opens.unwrap_or(at)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_nothing_alone() {
        for (words, bare) in [
            ("增长", true),
            ("完成投资", true),
            ("毛入学率", true),
            ("较年初下降", true),
            ("高于全国平均水平", true),
            ("居全国", true),
            ("总投资", true),
            ("年均", true),
            ("", true),
            ("投资", false),
            ("工业投资增长", false),
            ("占地", false),
            ("比2020年", true),
            ("较“十三五”时期下降", true),
            ("高于“十三五”时期", true),
            ("比重", true),
            ("比例", false),
        ] {
            assert_eq!(is_bare(words), bare, "{words}");
        }
    }

    #[test]
    fn that_it_holds_of_several_is_not_said() {
        for (head, expected) in [
            ("旅游收入均增长", "旅游收入增长"),
            ("总产值年均增长", "总产值年均增长"),
            ("产量增长", "产量增长"),
        ] {
            assert_eq!(without_both(head), expected);
        }
    }

    #[test]
    fn what_was_said_of_a_thing_goes() {
        for (subject, words, expected) in [
            ("粮食播种面积", "总产", "粮食"),
            ("粮食播种面积", "占比", "粮食播种面积"),
            ("工业投资增长", "总量", "工业投资"),
        ] {
            assert_eq!(thing_of(subject, words), expected);
        }
        assert_eq!(without_change("新能源装机同比增加"), "新能源装机同比");
        assert_eq!(behind("大关，"), "");
    }

    #[test]
    fn subjects_of_clauses() {
        for (clause, expected) in [
            ("肉牛屠宰加工量突破80万头", "肉牛屠宰加工量"),
            ("粮食产量再创新高", "粮食产量"),
            ("2025年旅客吞吐量达9000万人次", "旅客吞吐量"),
            ("科技型中小企业均突破1.2万家", "科技型中小企业"),
            ("农村居民人均达到1.2万元", "农村居民人均"),
            ("一般公共预算收入从", "一般公共预算收入"),
            ("散居孤儿从每人每月1536元", "散居孤儿"),
            ("保费由每生每年5元", "保费"),
            ("煤炭占比降低到60%", "煤炭占比"),
            ("粮食产量连续9年稳定在500万吨", "粮食产量"),
            ("外贸总值首次突破1万亿元", "外贸总值"),
            ("肉牛屠宰加工量从全国第11位", "肉牛屠宰加工量"),
            ("病种数量将从5种", "病种数量"),
            ("PM2.5年均浓度26.3微克", "PM2.5年均浓度"),
            ("陆海新通道通达127个", "陆海新通道通达"),
            ("粮食产能每年稳定在80万吨", "粮食产能"),
            ("共建产业园区115个", "共建产业园区"),
            ("5年内引进专家20名", "引进专家"),
            ("共培训职工115人", "培训职工"),
            ("第一条 培育服务机构200家", "培育服务机构"),
        ] {
            assert_eq!(subject(clause), expected);
        }
    }

    #[test]
    fn where_it_is_done_goes() {
        for (near, expected) in [
            ("在信息技术、高端装备等领域建设", "建设"),
            ("两级在主导产业领域重点引进", "重点引进"),
            ("重点领域建设", "重点领域建设"),
        ] {
            assert_eq!(without_area(near), expected);
        }
    }

    #[test]
    fn who_acts_goes() {
        for (near, expected) in [
            ("市人才工作局负责引进人才", "引进人才"),
            ("县人武部组建民兵队伍", "组建民兵队伍"),
            ("由市教育局新增学位", "新增学位"),
            ("市级部门预算", "市级部门预算"),
            ("省部级平台", "省部级平台"),
        ] {
            assert_eq!(without_actor(near), expected);
        }
    }

    #[test]
    fn brackets_and_marks_of_notes_go() {
        for (text, expected) in [
            ("“两重”［1］项目", "“两重”项目"),
            ("污水治理（管控）率", "污水治理率"),
            ("甲（乙", "甲（乙"),
        ] {
            assert_eq!(without_brackets(text), expected);
        }
    }
}
