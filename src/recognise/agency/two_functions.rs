//! Departments of two functions, of which only the second ends in a listed name: 区住建园林局, 市政务和数据局.

use crate::lexicon::{Level, Match, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::recognise::edge::NOT_OF_CITY;
use crate::recognise::{Candidate, Scene, Sense};
use crate::text::Span;

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

/// A department of two functions that is found by the second: 区住建｜园林局.
pub(super) fn of_two_functions(scene: &Scene<'_>, span: Span) -> Option<Candidate> {
    /// What is no department's function: 市政府和｜党工委 are two bodies.
    const BODIES: [&str; 4] = ["政府", "党委", "人大", "政协"];
    let at = function_before(scene, span.start)?;
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
    (opens && is_name).then(|| Candidate {
        span: Span { start, ..span },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named(TWO_FUNCTIONS),
    })
}
