//! Departments of two functions, of which only the second ends in a listed name: 区住建园林局, 市政务和数据局.

use crate::lexicon::{Level, Match, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::recognise::edge::NOT_OF_CITY;
use crate::recognise::{Candidate, Scene, Sense};
use crate::text::{Span, is_letter};

/// The name of the rule.
pub(in crate::recognise) const TWO_FUNCTIONS: &str = "department-of-two-functions";

/// Where the function begins that stands directly before a department's name: 住建｜园林局, 政务和｜数据局.
pub(super) fn function_before(scene: &Scene<'_>, at: u32) -> Option<u32> {
    const WIDTHS: std::ops::RangeInclusive<usize> = 2..=4;
    let before = scene.before(at);
    let head = before.strip_suffix(['和', '与']).unwrap_or(before);
    let starts = head.char_indices().rev().enumerate().map(|(i, (at, _))| (i + 1, at));
    let mut near = starts.take_while(|(width, _)| width <= WIDTHS.end());
    let found = near
        .find(|(width, at)| WIDTHS.contains(width) && !scene.lexicon.departments.of_function(&head[*at..]).is_empty());
    found.map(|(_, at)| at as u32)
}

/// Where the division begins that stands directly before: 库伦旗｜农牧和科技局.
fn place_before(scene: &Scene<'_>, at: u32) -> Option<u32> {
    let is_division = |found: &&Match<'_>| {
        let full = |id: PlaceId| scene.lexicon.places.get(id).name == found.span.of(scene.text);
        found
            .places()
            .any(|id| scene.lexicon.places.get(id).level <= Level::County && full(id))
    };
    scene.matches.ending(at).find(is_division).map(|found| found.span.start)
}

/// Where the level begins before a department's name that goes on behind 和 and is no listed one: 区｜住房和｜城市建设局.
pub(super) fn level_before_joint(scene: &Scene<'_>, at: u32) -> Option<u32> {
    /// The first part, in characters.
    const WIDTHS: std::ops::RangeInclusive<usize> = 2..=4;
    let head = scene.before(at).strip_suffix(['和', '与'])?;
    let stem: Vec<(usize, char)> = head.char_indices().rev().take(WIDTHS.end() + 1).collect();
    let (nth, (level, _)) = stem
        .iter()
        .enumerate()
        .find(|(_, (_, c))| matches!(c, '省' | '市' | '县' | '区' | '旗'))?;
    let before = &head[..*level];
    let opens = !before.ends_with(char::is_alphabetic) || before.ends_with(['由', '经']);
    let part = &head[*level..];
    let is_body = [
        "局", "委", "办", "厅", "院", "会", "政府", "中心", "党委", "公司", "集团", "部", "站",
    ]
    .iter()
    .any(|ending| part.ends_with(ending));
    (WIDTHS.contains(&nth) && opens && !is_body && part.chars().all(is_letter)).then_some(*level as u32)
}

/// A department of two functions that is found by the second: 区住建｜园林局.
pub(super) fn of_two_functions(scene: &Scene<'_>, span: Span) -> Option<Candidate> {
    /// What is no department's function: 市政府和｜党工委 are two bodies.
    const BODIES: [&str; 4] = ["政府", "党委", "人大", "政协"];
    let Some(at) = function_before(scene, span.start) else {
        let start = level_before_joint(scene, span.start)?;
        let is_name = span.of(scene.text).ends_with('局') && span.of(scene.text).chars().count() >= 4;
        return is_name.then(|| of_level(Span { start, ..span }));
    };
    let head = scene.before(at);
    if BODIES.iter().any(|body| scene.after(at).starts_with(body)) || span.of(scene.text).starts_with("党委") {
        return None;
    }
    let start = place_before(scene, at).or_else(|| {
        let level = head.chars().next_back();
        let level = level.filter(|c| matches!(c, '省' | '市' | '县' | '区' | '旗'))?;
        Some(at - level.len_utf8() as u32)
    })?;
    let opens = !scene.before(start).ends_with(NOT_OF_CITY) && scene.words.is_boundary(start);
    let is_name = span.of(scene.text).ends_with(['局', '厅', '委', '办']);
    (opens && is_name).then(|| of_level(Span { start, ..span }))
}

fn of_level(span: Span) -> Candidate {
    Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named(TWO_FUNCTIONS),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_not_cut_at_a_joint() {
        for (sentence, names) in [
            ("省住房和城市建设局、省财政厅负责。", "省住房和城市建设局|省财政厅"),
            ("省财政厅和城市建设局负责。", "省财政厅|城市建设局"),
            ("由省教育和体育局负责。", "省教育和体育局"),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
    }
}
