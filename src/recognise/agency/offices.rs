//! Offices of governments elsewhere, and of zones.

use crate::model::{EntityKind, Rule};
use crate::recognise::suffix::ZONE_OFFICES;
use crate::recognise::{Candidate, Scene, Sense};
use crate::text::Span;

/// The office that a government has elsewhere: 省政府驻北京办事处.
pub(super) fn away_office(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    /// The longest place, in characters.
    const WIDEST: usize = 6;
    const OFFICES: [&str; 2] = ["办事处", "联络处"];
    let place = scene.after(owner.span.end).strip_prefix('驻')?;
    let ends = place.char_indices().map(|(at, _)| at).skip(1).take(WIDEST);
    let office = ends
        .into_iter()
        .find_map(|at| Some(at + OFFICES.iter().find(|office| place[at..].starts_with(**office))?.len()))?;
    let is_name = owner.span.of(scene.text).ends_with("政府") && place[..office].chars().all(char::is_alphabetic);
    is_name.then(|| Candidate {
        span: Span {
            end: owner.span.end + ('驻'.len_utf8() + office) as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("office-elsewhere"),
    })
}

/// The branch that a bureau has in a division: 市生态环境局秦安分局.
pub(super) fn branch(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    const BRANCH: &str = "分局";
    if !owner.span.of(scene.text).ends_with('局') {
        return None;
    }
    let places = scene.matches.starting(owner.span.end).iter();
    let mut places = places.filter(|found| found.places().next().is_some());
    let place = places.find(|place| scene.after(place.span.end).starts_with(BRANCH))?;
    Some(Candidate {
        span: Span {
            end: place.span.end + BRANCH.len() as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("branch-of-a-bureau"),
    })
}

/// The office of a zone, which signs for its committee: 江苏常州经济开发区党政办公室.
pub(super) fn zone_office(scene: &Scene<'_>, zone: Span) -> Option<Candidate> {
    let after = scene.after(zone.end);
    let office = ZONE_OFFICES.iter().find(|office| after.starts_with(**office))?;
    Some(Candidate {
        span: Span {
            end: zone.end + office.len() as u32,
            ..zone
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("zone-office"),
    })
}
