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
        完善 贯彻 落实 实施 执行 起草 编制 发布 依据 根据 按照 遵照 纳入 按 配套
        ",
    )
});

/// Candidates for titles without marks.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let endings = scene.matches.cues.all(Cue::PolicyEnding);
    // Of 设施建设规划 and 建设规划 the longer counts.
    let longest = endings.chunk_by(|a, b| a.end == b.end).filter_map(|same| same.first());
    let titled = longest.filter_map(|ending| titled(scene, ending.start as usize, ending.end as usize));
    titled.collect()
}

fn titled(scene: &Scene<'_>, stem_end: usize, end: usize) -> Option<Candidate> {
    let clause = clause_start(scene.text, stem_end);
    let stem = &scene.text[clause..stem_end];
    let ends = stem.char_indices().rev().map(|(at, last)| at + last.len_utf8());
    let from = ends.into_iter().find(|end| ACTING.ending(&stem[..*end]).is_some());
    let start = opening(scene, clause + from.unwrap_or(0), stem_end)?;
    let span = Span::new(start, with_trial(scene.text, end));
    let width = span.of(scene.text).chars().count();
    let follows_verb = from.is_some_and(|from| start == clause + from) || scene.text[..start].ends_with(['、', '，']);
    let long = width >= 9 && (follows_verb || scene.text[start..].starts_with("关于"));
    (long && width <= 60).then(|| Candidate {
        span,
        kind: EntityKind::Policy,
        sense: Sense::Printed,
        rule: Rule::named("policy-name"),
    })
}

/// The start of the clause, or of the list's item, that ends here.
fn clause_start(text: &str, end: usize) -> usize {
    let stop = text[..end].char_indices().rev().take(60).find(|(_, c)| {
        matches!(
            c,
            '。' | '，' | '；' | '：' | ',' | ':' | ';' | '\n' | '、' | '》' | '（' | '('
        )
    });
    stop.map_or_else(
        || text[..end].char_indices().rev().take(60).last().map_or(0, |(at, _)| at),
        |(at, c)| at + c.len_utf8(),
    )
}

/// The first region, or 关于, or a five-year plan's name, from which a title may run.
fn opening(scene: &Scene<'_>, from: usize, to: usize) -> Option<usize> {
    let stretch = &scene.text[from..to];
    let about = stretch.find("关于");
    let plan = ["“十", "\"十"].iter().filter_map(|mark| stretch.find(mark)).min();
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
    [about, plan, region].into_iter().flatten().min().map(|at| from + at)
}

/// The end with (试行) and the like.
fn with_trial(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let trial = ["(试行)", "（试行）", "(暂行)", "（暂行）"]
        .into_iter()
        .find(|mark| rest.starts_with(mark));
    end + trial.map_or(0, str::len)
}
