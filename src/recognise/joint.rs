//! The committee of the party and the government of one place, named together: 襄城县党委和政府, 某镇党委、人民政府, 市党委政府.
//!
//! The place stands once, before the first; the second is a body of the same. So do the working committee of the party and the
//! administrative committee of a zone: 济宁高新区党工委、管委会.

use crate::lexicon::{Cue, DepartmentId, Level, Meaning, NameId};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::agency::prefix;
use super::{Candidate, Prefix, Scene, Sense, own_zone};

const RULE: Rule = Rule::named("party-and-government");
const PARTY: &str = "党委";
/// What may join the two.
const JOINTS: [&str; 5] = ["和", "、", "与", "及", ""];
const GOVERNMENTS: [&str; 2] = ["人民政府", "政府"];
const WORKING: &str = "党工委";
const COMMITTEES: [&str; 2] = ["管委会", "管理委员会"];

/// Candidates for both bodies of each such pair.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let pairs = memchr::memmem::find_iter(scene.text.as_bytes(), PARTY);
    let mut found: Vec<Candidate> = pairs.filter_map(|at| pair(scene, at as u32)).flatten().collect();
    let of_zones = memchr::memmem::find_iter(scene.text.as_bytes(), WORKING);
    found.extend(of_zones.filter_map(|at| of_zone(scene, at as u32)).flatten());
    found
}

/// The two committees of the listed zone whose name ends at `at`.
fn of_zone(scene: &Scene<'_>, at: u32) -> Option<[Candidate; 2]> {
    let party_end = at + WORKING.len() as u32;
    let behind = scene.after(party_end);
    let (joint, committee) = JOINTS.iter().find_map(|joint| {
        let rest = behind.strip_prefix(joint)?;
        Some((joint, *COMMITTEES.iter().find(|name| rest.starts_with(**name))?))
    })?;
    let (start, zone) = zone_before(scene, at)?;
    let from = party_end + joint.len() as u32;
    let body = |span, sense| Candidate {
        span,
        kind: EntityKind::Agency,
        sense,
        rule: RULE,
    };
    Some([
        body(Span { start, end: party_end }, Sense::Printed),
        body(
            Span {
                start: from,
                end: from + committee.len() as u32,
            },
            Sense::ZoneCommittee(zone),
        ),
    ])
}

/// The listed zone whose name ends here, in full or as the document's city calls its own.
fn zone_before(scene: &Scene<'_>, at: u32) -> Option<(u32, NameId)> {
    let listed = scene.matches.ending(at).find_map(|found| {
        let zone = found.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Zone(id) => Some(*id),
            _ => None,
        })?;
        Some((found.span.start, zone))
    });
    listed.or_else(|| {
        let kinds = scene.matches.cues.all(Cue::SharedZone).iter();
        let kind = kinds.filter(|kind| kind.end == at).min_by_key(|kind| kind.start)?;
        let opens = !scene.before(kind.start).ends_with(char::is_alphabetic);
        Some((kind.start, own_zone(scene, kind.of(scene.text)).filter(|_| opens)?))
    })
}

/// The pair whose party committee stands at `at`.
fn pair(scene: &Scene<'_>, at: u32) -> Option<[Candidate; 2]> {
    let party_end = at + PARTY.len() as u32;
    let behind = scene.after(party_end);
    let (joint, government) = JOINTS.iter().find_map(|joint| {
        let rest = behind.strip_prefix(joint)?;
        Some((joint, *GOVERNMENTS.iter().find(|name| rest.starts_with(**name))?))
    })?;
    let from = party_end + joint.len() as u32;
    let end = from + government.len() as u32;
    if scene.after(end).starts_with(['部', '办', '各', '性', '网']) {
        return None;
    }
    let (start, prefix) = prefix(scene, at)?;
    let start = behind_places(scene, start);
    is_one_place(scene, start, &prefix).then(|| {
        let body = |span, name| Candidate {
            span,
            kind: EntityKind::Agency,
            sense: Sense::Department {
                kinds: kinds(scene, name),
                prefix: prefix.clone(),
            },
            rule: RULE,
        };
        [
            body(Span { start, end: party_end }, "中国共产党{region}委员会"),
            body(Span { start: from, end }, "人民政府"),
        ]
    })
}

/// Where the places begin that end here: 东莞市｜石龙镇党委 names its city too.
fn behind_places(scene: &Scene<'_>, start: u32) -> u32 {
    let mut ending = scene.matches.ending(start);
    let outer = ending.find(|found| found.places().next().is_some() && found.span.of(scene.text).chars().count() > 2);
    outer.map_or(start, |outer| outer.span.start)
}

/// Whether what stands before is a place or the text's own level, and not many places: 各市党委和政府, 市县党委政府.
fn is_one_place(scene: &Scene<'_>, start: u32, prefix: &Prefix) -> bool {
    let before = scene.before(start);
    match prefix {
        Prefix::Places(_) => !before.ends_with(['各', '每']),
        Prefix::Rank(Level::Town) => scene.context.town.is_some() && !before.ends_with(char::is_alphabetic),
        Prefix::Rank(_) => {
            let opens = !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '）' | ')' | '、'));
            opens || before.ends_with(['在', '由', '经', '向', '报'])
        }
        Prefix::None | Prefix::Corps | Prefix::OwnZone => false,
    }
}

fn kinds(scene: &Scene<'_>, name: &str) -> Vec<DepartmentId> {
    let rows = scene.lexicon.departments.iter();
    rows.filter(|(_, row)| row.name == name).map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::resolved;

    #[test]
    fn party_and_government_of_one_place() {
        for (sentence, names) in [
            ("深圳市党委和政府负责落实。", "中国共产党深圳市委员会|深圳市人民政府"),
            ("由省党委、人民政府负责。", "中国共产党广东省委员会|广东省人民政府"),
            ("东莞市石龙镇党委、政府负责。", "中国共产党石龙镇委员会|石龙镇人民政府"),
            ("各市党委和政府、市县党委政府负责落实。", ""),
            (
                "由松山湖党工委、管委会负责。",
                "松山湖党工委|东莞松山湖高新技术产业开发区管理委员会",
            ),
        ] {
            assert_eq!(resolved(sentence, Agency), names, "{sentence}");
        }
    }

    #[test]
    fn the_government_goes_with_the_committee_of_its_place() {
        for (sentence, names) in [
            ("深圳市委、市政府负责落实。", "中国共产党深圳市委员会|深圳市人民政府"),
            ("东莞市委和市人民政府负责。", "中国共产党东莞市委员会|东莞市人民政府"),
            ("省委、省政府负责。", "中国共产党广东省委员会|广东省人民政府"),
        ] {
            assert_eq!(resolved(sentence, Agency), names, "{sentence}");
        }
    }
}
