//! Places that share one government: 长沙、株洲、湘潭市人民政府, 武汉、鄂州4市人民政府, 北京市、甘肃省人民政府.

use crate::lexicon::{DepartmentId, Level, Meaning, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Prefix, Scene, Sense};

/// What the last place of the list carries for all.
const ENDINGS: [&str; 2] = ["人民政府", "政府"];

/// The governments of the places before each 人民政府 that a list shares.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(scene.text.as_bytes(), "政府") {
        let end = at + "政府".len();
        let ending = ENDINGS.iter().find(|ending| scene.text[..end].ends_with(**ending));
        found.extend(
            ending
                .into_iter()
                .flat_map(|ending| governments(scene, end - ending.len())),
        );
    }
    found
}

/// The places of the list whose shared ending begins at `at`.
fn governments(scene: &Scene<'_>, at: usize) -> Vec<Candidate> {
    let head = &scene.text[..at];
    let Some(level) = head
        .chars()
        .next_back()
        .filter(|c| matches!(c, '省' | '市' | '县' | '区'))
    else {
        return Vec::new();
    };
    let uncounted = without_count(&head[..head.len() - level.len_utf8()]);
    let is_counted = uncounted.len() + level.len_utf8() < head.len();
    let in_full = || in_full_before(scene, at).filter(|_| !is_counted);
    let mut places = match in_full() {
        Some((span, ids)) => listed(scene, (span, ids), level),
        None => {
            place_before(scene, uncounted.len(), level, true).map_or_else(Vec::new, |last| listed(scene, last, level))
        }
    };
    if places.len() < 2 {
        return Vec::new();
    }
    if !is_counted {
        // The last one carries the ending itself: it is read as any other government.
        places.remove(0);
    }
    let kinds: Vec<DepartmentId> = scene
        .lexicon
        .departments
        .iter()
        .filter(|(_, kind)| kind.name == "人民政府")
        .map(|(id, _)| id)
        .collect();
    let candidate = |(span, ids): Listed| Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::Department {
            kinds: kinds.clone(),
            prefix: Prefix::Places(ids),
        },
        rule: Rule::named("shared-government"),
    };
    places.into_iter().map(candidate).collect()
}

/// Without the number of places that may stand before their kind: 4市, 三个区.
fn without_count(head: &str) -> &str {
    let bare = head.strip_suffix('个').unwrap_or(head);
    let rest = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    if rest.len() < bare.len() { rest } else { head }
}

/// A place with what it may be.
type Listed = (Span, Vec<PlaceId>);

/// The places of a list whose last is this one, the last first.
fn listed(scene: &Scene<'_>, last: Listed, level: char) -> Vec<Listed> {
    let mut found = vec![last];
    while let Some((span, _)) = found.last() {
        let head = &scene.text[..span.start as usize];
        let joint = ["、", "和", "及"].iter().find(|joint| head.ends_with(**joint));
        let before = joint.and_then(|joint| place_before(scene, head.len() - joint.len(), level, false));
        let Some(before) = before else {
            break;
        };
        found.push(before);
    }
    found
}

/// The division whose full name ends here and opens the item of a list: 、｜甘肃省.
fn in_full_before(scene: &Scene<'_>, end: usize) -> Option<Listed> {
    let all = &scene.lexicon.places;
    let mut ending = scene.matches.ending(end as u32);
    ending.find_map(|found| {
        let is_full = |id: &PlaceId| {
            let row = all.get(*id);
            row.level <= Level::County && row.name == found.span.of(scene.text)
        };
        let places = found.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) => Some(*id).filter(is_full),
            _ => None,
        });
        let ids: Vec<PlaceId> = places.collect();
        let opens_item = scene.before(found.span.start).ends_with(['、', '和', '及']);
        (!ids.is_empty() && opens_item).then_some((found.span, ids))
    })
}

/// The longest division that ends here: one whose full name the shared kind completes, or one printed in full.
fn place_before(scene: &Scene<'_>, end: usize, level: char, is_last: bool) -> Option<Listed> {
    let all = &scene.lexicon.places;
    let known = scene.matches.ending(end as u32).find_map(|found| {
        let printed = found.span.of(scene.text);
        let fits = |id: &PlaceId| {
            let row = all.get(*id);
            let is_full = row.name == printed && !is_last;
            row.level <= Level::County && (is_full || row.name != printed && row.name.ends_with(level))
        };
        let places = found.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) => Some(*id).filter(fits),
            _ => None,
        });
        let ids: Vec<PlaceId> = places.collect();
        (!ids.is_empty()).then_some((found.span, ids))
    });
    known.or_else(|| completed(scene, end, level))
}

/// A division of the document's own region that no list knows without its kind, told by the kind that the list shares:
/// 玄武、秦淮区.
fn completed(scene: &Scene<'_>, end: usize, level: char) -> Option<Listed> {
    let home = scene.context.place?;
    let places = &scene.lexicon.places;
    let head = &scene.text[..end];
    let starts = head.char_indices().rev().take(6).take_while(|(_, c)| c.is_alphabetic());
    let named = starts.filter_map(|(at, _)| {
        let ids = places.named(&format!("{}{level}", &head[at..])).iter();
        let near: Vec<PlaceId> = ids.copied().filter(|id| places.is_within(*id, home)).collect();
        let starts_item = head[..at].ends_with(|c: char| !c.is_alphabetic()) || scene.words.is_boundary(at as u32);
        (!near.is_empty() && starts_item).then_some((Span::new(at, end), near))
    });
    named.last()
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::resolved;

    #[test]
    fn each_place_of_the_list_has_its_government() {
        for (sentence, names) in [
            (
                "广州、深圳、珠海市人民政府负责落实。",
                "广州市人民政府|深圳市人民政府|珠海市人民政府",
            ),
            ("由佛山、中山2市人民政府共同负责。", "佛山市人民政府|中山市人民政府"),
            (
                "广东省、海南省和广西壮族自治区人民政府：",
                "广东省人民政府|海南省人民政府|广西壮族自治区人民政府",
            ),
            ("促进广州、深圳发展，市人民政府负责。", ""),
        ] {
            let found = resolved(sentence, Agency);
            assert!(
                names.is_empty() && !found.contains("广州") || found == names,
                "{sentence}: {found}"
            );
        }
    }
}
