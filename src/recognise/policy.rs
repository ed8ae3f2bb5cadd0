//! Policies that are cited without title marks: 东莞市科技保险补贴资金使用管理办法.
//!
//! A title holds verbs and particles of its own, so the walk goes left to the verb that acts on documents (制定, 贯彻) or
//! to the clause's beginning; the title opens with the first region or 关于 behind it.

use std::sync::LazyLock;

use crate::lexicon::{Cue, Level, Meaning};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::edge::WordList;
use super::{Candidate, Scene, Sense};

/// Verbs that act on documents.
static ACTING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        制定出台 修订出台 研究制定 修订完善 贯彻落实 组织实施 认真落实 深入落实 深入实施 研究起草 印发 出台 制定 制订 修订
        完善 贯彻 落实 实施 执行 起草 编制 发布 依据 根据 按照 遵照 纳入 按 配套 抓好 加强
        ",
    )
});

/// Verbs that carry out what is in force already.
static CARRYING_OUT: LazyLock<WordList> = LazyLock::new(|| WordList::new("贯彻落实 贯彻 落实 执行 深入实施 贯彻实施"));

/// Candidates for titles without marks.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let endings = scene.matches.cues.all(Cue::PolicyEnding);
    // Of 设施建设规划 and 建设规划 the longer counts.
    let longest = endings.chunk_by(|a, b| a.end == b.end).filter_map(|same| same.first());
    let titled = longest.filter_map(|ending| titled(scene, ending.start as usize, ending.end as usize));
    titled.collect()
}

fn titled(scene: &Scene<'_>, stem_end: usize, end: usize) -> Option<Candidate> {
    let whole = clause_start(scene.text, stem_end);
    let clause = behind_title(scene.text, whole, stem_end);
    let stem = &scene.text[clause..stem_end];
    let ends = stem.char_indices().rev().map(|(at, last)| at + last.len_utf8());
    let from = ends.into_iter().find(|end| ACTING.ending(&stem[..*end]).is_some());
    let after_verb = from.map(|from| clause + from);
    let ending = &scene.text[stem_end..end];
    let opening = opening(scene, after_verb.unwrap_or(clause), stem_end)
        .or_else(|| of_the_nation(scene, after_verb.unwrap_or(clause), stem_end, ending));
    let law = || after_verb.filter(|from| is_law(&scene.text[clause..*from], &scene.text[*from..end]));
    let issued = || behind_issued(&scene.text[clause..end]).map(|behind| clause + behind);
    let start = opening.or_else(law).or_else(issued)?;
    let span = Span::new(start, with_trial(scene.text, end));
    let width = span.of(scene.text).chars().count();
    let follows_verb = after_verb == Some(start)
        || scene.text[..start].ends_with(['、', '，', '《'])
        || clause > whole && opening == Some(clause)
        || issued() == Some(start);
    let least = if scene.text[..end].ends_with("条例") { 7 } else { 9 };
    let long = width >= least && (follows_verb || scene.text[start..].starts_with("关于"));
    (long && width <= 60).then(|| Candidate {
        span,
        kind: EntityKind::Policy,
        sense: Sense::Printed,
        rule: Rule::named("policy-name"),
    })
}

/// A regulation that is carried out, by its words alone: 落实｜民营经济促进条例.
fn is_law(before: &str, title: &str) -> bool {
    CARRYING_OUT.ending(before).is_some()
        && title.ends_with("条例")
        && !title.contains(['的', '和', '与', '了'])
        && title.chars().all(char::is_alphabetic)
        && title.chars().count() <= 20
}

/// Verbs of what has been issued.
static ISSUED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("出台了 印发了 制定了 制订了 发布了 修订了 颁布了 公布了"));

/// Where the title begins of what has been issued, behind 了: 出台了｜加强中小企业融资支持的若干措施. Some of many are no title.
fn behind_issued(clause: &str) -> Option<usize> {
    const MANY: [&str; 12] = [
        "一", "多", "若干", "系列", "相关", "有关", "配套", "新的", "首", "各", "全国", "不少",
    ];
    let (at, verb) = ISSUED.found_in(clause).last()?;
    let title = &clause[at + verb.len()..];
    let is_many = MANY.iter().any(|word| title.starts_with(word)) || title.starts_with(|c: char| c.is_ascii_digit());
    let plain = title
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '“' | '”' | '+'));
    (!is_many && plain).then_some(clause.len() - title.len())
}

/// Behind another title and 和: 甲应急预案和｜乙应急预案.
fn behind_title(text: &str, clause: usize, end: usize) -> usize {
    const TITLES: [&str; 9] = ["预案", "规划", "条例", "办法", "意见", "方案", "纲要", "规定", "细则"];
    let stretch = &text[clause..end];
    let joints = stretch.match_indices(['和', '与', '及']);
    let mut joints = joints.filter(|(at, _)| {
        TITLES
            .iter()
            .any(|title| stretch[..*at].trim_end_matches('以').ends_with(title))
    });
    joints
        .next_back()
        .map_or(clause, |(at, joint)| clause + at + joint.len())
}

/// The start of the clause, or of the list's item, that ends here.
fn clause_start(text: &str, end: usize) -> usize {
    let stop = text[..end].char_indices().rev().take(60).find(|(_, c)| {
        matches!(
            c,
            '。' | '，' | '；' | '：' | ',' | ':' | ';' | '\n' | '、' | '《' | '》' | '（' | '('
        )
    });
    stop.map_or_else(
        || text[..end].char_indices().rev().take(60).last().map_or(0, |(at, _)| at),
        |(at, c)| at + c.len_utf8(),
    )
}

/// What titles begin with: 关于, and the names of five-year plans.
static BEGINNINGS: LazyLock<WordList> = LazyLock::new(|| WordList::new("关于 “十 \"十"));

/// The first region, or 关于, or a five-year plan's name, from which a title may run.
fn opening(scene: &Scene<'_>, from: usize, to: usize) -> Option<usize> {
    let stretch = &scene.text[from..to];
    let begins = BEGINNINGS.found_in(stretch).next().map(|(at, _)| at);
    let region = scene.matches.within(from as u32, to as u32).iter().find(|found| {
        let inside = found.span.start as usize >= from && (found.span.end as usize) < to;
        inside
            && found
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Place(id) if scene.lexicon.places.get(*id).level <= Level::Region))
            && scene.words.is_boundary(found.span.start)
    });
    let region = region.map(|found| found.span.start as usize - from);
    [begins, region].into_iter().flatten().min().map(|at| from + at)
}

/// 国家 with which the plan of a line of work begins: 国家海上搜救应急预案.
fn of_the_nation(scene: &Scene<'_>, from: usize, to: usize, ending: &str) -> Option<usize> {
    const PLANS: [&str; 4] = ["预案", "建设规划", "布局规划", "专项规划"];
    if !PLANS.iter().any(|plan| ending.ends_with(plan)) {
        return None;
    }
    let stretch = &scene.text[from..to];
    let at = ["国家", "全国"].iter().filter_map(|word| stretch.find(word)).min()?;
    let opens = scene.words.is_boundary((from + at) as u32) && !stretch[at..].contains(['“', '”', '（', '(']);
    opens.then_some(from + at)
}

/// The end with (试行) and the like.
fn with_trial(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let trial = ["(试行)", "（试行）", "(暂行)", "（暂行）"]
        .into_iter()
        .find(|mark| rest.starts_with(mark));
    end + trial.map_or(0, str::len)
}
