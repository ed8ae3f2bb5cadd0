//! Departments that share the region of the first of their list: 丰泽区自然资源局、住建局, 兵团发展改革委、自然资源局.
//!
//! A list that begins with a department of another region than the document's, or of a higher level, goes on with those of
//! the same, as long as none of them says otherwise.

use crate::context::chain;
use crate::lexicon::{DepartmentId, Level};
use crate::model::Rule;
use crate::text::Span;

use super::agency::TWO_FUNCTIONS;
use super::{Candidate, Prefix, Scene, Sense};

const RULE: Rule = Rule::named("shared-region");
/// Functions of bodies that stand beside departments and are none: a list may go on with the document's own behind them.
const GOVERNING: [&str; 4] = ["政府", "党委", "人大", "政协"];

/// Gives each such department the region of its list; the candidates are in the order of the text.
pub(super) fn apply(scene: &Scene<'_>, candidates: &mut [Candidate]) {
    let mut shared: Option<Prefix> = None;
    // Whose party committee stands right before: 江北区委、｜区政府.
    let mut ruled: Option<Prefix> = None;
    for i in 0..candidates.len() {
        let is_joined = i > 0 && {
            let between = candidates[i - 1].span.end as usize..candidates[i].span.start as usize;
            matches!(scene.text.get(between), Some("、" | "和" | "与" | "及"))
        };
        let outer = shared.take().filter(|_| is_joined);
        let place = ruled.take().filter(|_| is_joined);
        let span = candidates[i].span;
        if candidates[i].rule.name() == TWO_FUNCTIONS {
            shared = place_of(scene, span.start).filter(|place| is_elsewhere(scene, place));
        }
        let Sense::Department { kinds, prefix } = &mut candidates[i].sense else {
            continue;
        };
        let functions = kinds.iter().map(|id| &scene.lexicon.departments.get(*id).function);
        let governs = functions
            .into_iter()
            .any(|function| GOVERNING.contains(&function.as_str()));
        if let Some(place) = place.filter(|place| governs && is_level_of(scene, prefix, span, place)) {
            *prefix = place;
            candidates[i].rule = RULE;
            continue;
        }
        ruled = (governs && matches!(prefix, Prefix::Places(_))).then(|| prefix.clone());
        match (&*prefix, outer) {
            (Prefix::None, Some(region)) if !governs && has_level(scene, kinds, &region) => {
                *prefix = region.clone();
                candidates[i].rule = RULE;
                shared = Some(region);
            }
            (own, outer) => {
                let begins = !is_joined && !governs && is_elsewhere(scene, own);
                shared = (begins || outer.as_ref() == Some(own)).then(|| own.clone());
            }
        }
    }
}

/// The place whose name begins here, before a department that is found by its second function (库伦旗｜农牧和科技局).
fn place_of(scene: &Scene<'_>, start: u32) -> Option<Prefix> {
    let (places, _) = chain(start, scene.matches, scene.lexicon, None)?;
    Some(Prefix::Places(places))
}

/// Whether a level that a name begins with is that of a place before it: 区政府 behind 江北区委.
fn is_level_of(scene: &Scene<'_>, prefix: &Prefix, span: Span, place: &Prefix) -> bool {
    let Prefix::Places(ids) = place else { return false };
    let level = span.of(scene.text).chars().next();
    let is_level = matches!(prefix, Prefix::Rank(_)) && level.is_some();
    is_level
        && ids
            .iter()
            .all(|id| scene.lexicon.places.get(*id).name.chars().next_back() == level)
}

/// Whether a department of one of these kinds exists at the level of a region: 教育局 behind 省科技厅 is none of the province,
/// whose is the 教育厅.
fn has_level(scene: &Scene<'_>, kinds: &[DepartmentId], region: &Prefix) -> bool {
    let all = &scene.lexicon.departments;
    let (level, is_province) = match region {
        Prefix::Rank(rank) => (*rank, *rank == Level::Province),
        Prefix::Places(ids) => {
            let Some(row) = ids.first().map(|id| scene.lexicon.places.get(*id)) else {
                return false;
            };
            (row.level, row.level == Level::Province && !row.name.ends_with('市'))
        }
        _ => return true,
    };
    let has_other_name = |name: &str| {
        let stem = name.strip_suffix('局').filter(|_| is_province);
        stem.is_some_and(|stem| all.iter().any(|(_, row)| row.name.strip_suffix('厅') == Some(stem)))
    };
    kinds
        .iter()
        .map(|id| all.get(*id))
        .any(|kind| kind.levels.has(Some(level)) && !has_other_name(&kind.name))
}

/// Whether a region is another than the document's own, or a level above it.
fn is_elsewhere(scene: &Scene<'_>, prefix: &Prefix) -> bool {
    let places = &scene.lexicon.places;
    let Some(home) = scene.context.place else {
        return matches!(prefix, Prefix::Corps | Prefix::Places(_));
    };
    match prefix {
        Prefix::Corps => true,
        Prefix::Places(ids) => !ids.contains(&home),
        Prefix::Rank(rank) => {
            let row = places.get(home);
            let is_own_city = *rank == Level::Prefecture && row.name.ends_with('市');
            *rank < row.level && !is_own_city
        }
        Prefix::None | Prefix::OwnZone => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::resolved;

    #[test]
    fn a_list_stays_in_the_region_of_its_first() {
        for (sentence, names) in [
            (
                "深圳市财政局、民政局和水务局负责落实。",
                "深圳市财政局|深圳市民政局|深圳市水务局",
            ),
            ("深圳市人民政府、财政厅负责落实。", "深圳市人民政府|广东省财政厅"),
            ("四川省科学技术厅、教育局负责落实。", "四川省科学技术厅|广东省教育局"),
            ("省财政厅、民政厅负责落实。", "广东省财政厅|广东省民政厅"),
            (
                "深圳市南山区委、区政府和省财政厅负责。",
                "中国共产党深圳市南山区委员会|深圳市南山区人民政府|广东省财政厅",
            ),
            ("库伦旗农牧和科技局、财政局负责。", "库伦旗农牧和科技局|库伦旗财政局"),
        ] {
            assert_eq!(resolved(sentence, Agency), names, "{sentence}");
        }
    }
}
