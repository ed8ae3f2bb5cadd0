//! Programs without a proper part, named by what they do, as the object of a verb: 实施换芯换线工程.

use std::sync::LazyLock;

use crate::model::{EntityKind, Rule};
use crate::recognise::edge::WordList;
use crate::segment::{Pos, Word};
use crate::text::{Span, is_letter};

use crate::recognise::{Candidate, Scene, Sense, edge};

/// Verbs that programs are the object of.
static ACTS_ON_PROGRAMS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        实施 开展 推进 启动 组织 组织实施 落实 参与 纳入 继续 深入 大力 大力实施 深入实施 依托 结合 通过 推行
        设立 完善 推动 做好 深入开展 持续开展 组织开展 持续实施 全面实施 申报 加入 继续实施
        ",
    )
});

/// Stems that tell of a kind of work rather than name a program.
static KINDS_OF_WORK: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        建设 安装 施工 配套 建筑 装修 水利 道路 桥梁 供水 处理 工作 年度 实施 项目 投资 采购 资金 用地
        生产 招生 系统 民生 基础设施 重点 专项整治 联合执法 执法 救援 巡查 检查 宣传 清零 集中整治 联合 统一 纪念 教育 实践 主题 文体 文化 交流 经营 生产经营
        ",
    )
});

/// How programs end that are named so.
static NAMED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "工程 专项行动 行动计划 计划 专项 培育计划 提升计划 专项计划 资助计划 示范计划 人才计划 培育项目 行动 活动",
    )
});

/// A program named by what it does, as the object of a verb: 实施换芯换线工程.
pub(super) fn described(scene: &Scene<'_>, start: u32, end: u32) -> Option<Candidate> {
    if !may_end(scene, start, end) {
        return None;
    }
    let object = object_start(scene, start).filter(|(_, before)| ACTS_ON_PROGRAMS.has(before));
    let near = object.and_then(|(from, _)| named_by_work(scene, from, start, end, 4));
    let far = || named_by_work(scene, clause_object(scene, start)?, start, end, 4);
    let listed = || named_by_work(scene, list_item(scene, start)?, start, end, 2);
    near.or_else(far).or_else(listed)
}

/// Where the object of the verb begins with which a clause does: 实施｜稳岗扩容提质行动. What it does may be told by any verbs.
fn clause_object(scene: &Scene<'_>, end: u32) -> Option<u32> {
    let reach = scene.before(end).char_indices().rev().take(24);
    let (from, _) = reach
        .take_while(|(_, c)| is_letter(*c) || c.is_numeric() || matches!(c, '+' | '“' | '”'))
        .last()?;
    let words = scene.words.within(Span {
        start: from as u32,
        end,
    });
    let leading = words
        .iter()
        .take_while(|word| is_manner(word.span.of(scene.text)))
        .count();
    let starts = |word: &Word| STARTS_PROGRAMS.ending(word.span.of(scene.text)).is_some();
    let last = words[..leading]
        .last()
        .filter(|_| words[..leading].iter().any(starts))?;
    let mut object = words[leading..].iter();
    (!object.any(|word| is_grammar(word.pos))).then_some(last.span.end)
}

/// Whether a word says how a program is carried out, or that it is.
pub(super) fn is_manner(printed: &str) -> bool {
    MANNERS.has(printed) || ACTS_ON_PROGRAMS.has(printed) || printed == "深化"
}

/// Where an item of a list of programs begins: 兴边富民工程、｜滇中引水工程, 民间投资专项担保计划和｜科技创新专项担保计划.
fn list_item(scene: &Scene<'_>, end: u32) -> Option<u32> {
    let reach = scene.before(end).char_indices().rev().take(10);
    let mut reach = reach.take_while(|(_, c)| is_letter(*c) || *c == '、');
    let (joint, mark) = reach.find(|(_, c)| matches!(c, '、' | '和' | '与' | '及'))?;
    let before = scene.before(joint as u32);
    let follows = ["计划", "工程", "行动"].iter().any(|ending| before.ends_with(ending));
    let from = joint + mark.len_utf8();
    let span = Span {
        start: from as u32,
        end,
    };
    let mut words = scene.words.within(span).iter();
    let acts = words.any(|word| edge::acts_on_names(word.span.of(scene.text)) || is_grammar(word.pos));
    (follows && !acts).then_some(from as u32)
}

/// Words of a sentence's own grammar.
fn is_grammar(pos: Pos) -> bool {
    matches!(pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction)
}

/// How something is done.
static MANNERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("深入 继续 大力 全面 持续 扎实 加快 积极 统筹 有序 稳步 抓好 接续 滚动 纵深 好"));

/// Verbs that begin a program.
static STARTS_PROGRAMS: LazyLock<WordList> = LazyLock::new(|| WordList::new("实施 开展 启动"));

/// The program between `from` and `end`, if the words before its ending name it.
pub(super) fn named_by_work(scene: &Scene<'_>, from: u32, start: u32, end: u32, narrowest: usize) -> Option<Candidate> {
    if !may_end(scene, start, end) {
        return None;
    }
    let ending = &scene.text[start as usize..end as usize];
    let stem = scene.text[from as usize..start as usize].trim();
    let width = stem.chars().count();
    let is_work = KINDS_OF_WORK.ending(stem).is_some()
        || stem.ends_with("发展") && width < 6
        || stem.contains(['与', '和', '及'])
        || stem.ends_with(['大', '项', '个'])
        || holds_number_of(stem)
        || stem.starts_with(['重', '各'])
        || stem.starts_with("一批")
        || stem.matches('“').count() > stem.matches('”').count();
    let is_visit = ending != "活动" || stem.contains('进');
    let fits = is_visit && (narrowest..=18).contains(&width) && !is_work;
    fits.then(|| Candidate {
        span: Span { start: from, end },
        kind: EntityKind::Program,
        sense: Sense::Printed,
        rule: Rule::named("described-program"),
    })
}

/// Whether a program that is named by what it does may end so.
fn may_end(scene: &Scene<'_>, start: u32, end: u32) -> bool {
    let goes_on = |word: &&str| scene.after(end).starts_with(*word);
    NAMED.has(&scene.text[start as usize..end as usize])
        && !["项目", "建设", "管理", "技术研究", "中心", "实验"].iter().any(goes_on)
}

/// Where the words begin that may belong to the object that ends here, and the verb before them. A verb that names are
/// made of is the verb where the words open with it: 推进｜优质粮食工程.
fn object_start<'t>(scene: &Scene<'t>, end: u32) -> Option<(u32, &'t str)> {
    let (from, before) = edge::reach_start(scene, end)?;
    let words = scene.words.within(Span { start: from, end });
    let acting = words
        .iter()
        .take_while(|word| ACTS_ON_PROGRAMS.has(word.span.of(scene.text)));
    match acting.last() {
        Some(verb) => Some((verb.span.end, verb.span.of(scene.text))),
        None => Some((from, before)),
    }
}

/// A new town or a city of science named by one word (水乡新城), as the object of a verb or in a list of such.
pub(super) fn described_town(scene: &Scene<'_>, start: u32, end: u32) -> Option<Candidate> {
    let ending = &scene.text[start as usize..end as usize];
    if !matches!(ending, "新城" | "科学城") {
        return None;
    }
    let words = scene.words.before(start);
    let [.., before, stem] = words else {
        return None;
    };
    let printed = stem.span.of(scene.text);
    let named =
        stem.pos == Pos::Noun && stem.span.end == start && printed.chars().count() == 2 && !KINDS_OF_TOWN.has(printed);
    let verb = before.span.of(scene.text);
    let is_object = before.span.end == stem.span.start && (verb == "、" || ACTS_ON_TOWNS.has(verb));
    let closed = scene
        .after(end)
        .starts_with(['、', '，', ',', '。', '；', '等', '和', '开', '建']);
    (named && is_object && closed).then(|| Candidate {
        span: Span {
            start: stem.span.start,
            end,
        },
        kind: EntityKind::Park,
        sense: Sense::Printed,
        rule: Rule::named("described-town"),
    })
}

/// Verbs that new towns are the object of.
static ACTS_ON_TOWNS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("建设 推进 推动 加快 依托 打造 启动 支持 开发 提升"));

/// Words that tell of a kind of towns.
static KINDS_OF_TOWN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        生态 智慧 现代 产业 文化 未来 国际 绿色 数字 卫星 产城 新型 城市 区域 科技 人才 高端 综合 世界 特色 地区 周边 有关 部分 园区
        ",
    )
});

/// 六大攻坚, 八大提升: several of a kind.
pub(super) fn holds_number_of(stem: &str) -> bool {
    let numbered = |(at, _): (usize, &str)| stem[..at].ends_with(['三', '四', '五', '六', '七', '八', '九', '十']);
    stem.match_indices('大').any(numbered)
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (
                Program,
                "实施OPC创业扶持行动，深入推进优质粮食工程，深入实施稳岗扩容提质行动。",
                "OPC创业扶持行动|优质粮食工程|稳岗扩容提质行动",
            ),
            (Program, "实施数字乡村发展行动，推进产业发展工程。", "数字乡村发展行动"),
            (
                Program,
                "实施民间投资专项担保计划和科技创新专项担保计划。",
                "民间投资专项担保计划|科技创新专项担保计划",
            ),
            (
                Program,
                "实施兴边富民工程、滇中引水工程，开展新一轮高等教育“登峰计划”。",
                "兴边富民工程|滇中引水工程|“登峰计划”",
            ),
            (
                Program,
                "开展智能制造进园区活动，开展专项整治行动，实施六大提升行动。",
                "智能制造进园区活动",
            ),
            (
                Park,
                "规划建设中子科学城，加快推动水乡新城开发建设，打造生态新城。",
                "中子科学城|水乡新城",
            ),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
