//! Which body a department's name means: whose it is from what stands before it, what it is called in full from the
//! table of departments, by level and year.

use crate::lexicon::{Department, DepartmentId, Level, Lexicon, PlaceId};
use crate::model::{EntityKey, EntityKind, Region};
use crate::recognise::{Candidate, Prefix, Scene};
use crate::text::fold_name;

use super::{Identity, place};

/// The body that a department's name stands for.
pub(super) fn identity(scene: &Scene<'_>, candidate: &Candidate, kinds: &[DepartmentId], prefix: &Prefix) -> Identity {
    let printed = fold_name(candidate.span.of(scene.text));
    if let Some(owner) = owner(scene, prefix, kinds) {
        let found = of_place(scene, &printed, kinds, owner, prefix);
        let key = EntityKey {
            kind: candidate.kind,
            ..found.key
        };
        return Identity { key, ..found };
    }
    if speaks_for_the_nation(scene) || is_below(scene, prefix) {
        return Identity::new(
            EntityKey::collective(&scene.context.document, printed),
            "kind-of-department",
        );
    }
    let key = EntityKey {
        document: scene.context.document.clone(),
        ..EntityKey::new(candidate.kind, Region::nation(), printed)
    };
    let function = kinds
        .first()
        .map(|id| scene.lexicon.departments.get(*id).function.clone());
    Identity {
        function,
        doubtful: true,
        ..Identity::new(key, "owner-unknown")
    }
}

/// Whether a level is named below the document's own: 区人民政府 in a city's plan is every district's.
fn is_below(scene: &Scene<'_>, prefix: &Prefix) -> bool {
    matches!(prefix, Prefix::Rank(rank) if scene.context.level(scene.lexicon).is_some_and(|own| own < *rank))
}

/// Whether the document is the centre's: a department without a region in it (科技厅) is every region's.
fn speaks_for_the_nation(scene: &Scene<'_>) -> bool {
    scene
        .context
        .region
        .as_ref()
        .is_some_and(|region| region.value.is_nation())
}

/// The division whose body it is.
fn owner(scene: &Scene<'_>, prefix: &Prefix, kinds: &[DepartmentId]) -> Option<PlaceId> {
    if let Prefix::Places(places) = prefix {
        return place::nearest(scene, places);
    }
    let home = scene.context.place?;
    let rank = match prefix {
        Prefix::Rank(rank) => *rank,
        Prefix::None
            if kinds
                .iter()
                .all(|id| scene.lexicon.departments.get(*id).levels.only_provinces()) =>
        {
            Level::Province
        }
        Prefix::None | Prefix::Places(_) => return Some(home),
    };
    at_rank(scene.lexicon, home, rank).filter(|id| !is_misnamed(scene, *id, rank))
}

/// A municipality is nobody's 省.
fn is_misnamed(scene: &Scene<'_>, id: PlaceId, rank: Level) -> bool {
    rank == Level::Province && scene.lexicon.places.get(id).name.ends_with('市')
}

/// The division of this rank that is or holds `home`. 市 in the text of a county-level city or of a municipality is
/// that city.
fn at_rank(lexicon: &Lexicon, home: PlaceId, rank: Level) -> Option<PlaceId> {
    let mut next = Some(home);
    while let Some(id) = next {
        let row = lexicon.places.get(id);
        let is_city = rank == Level::Prefecture && row.name.ends_with('市');
        if row.level == rank || is_city {
            return Some(id);
        }
        next = row.parent;
    }
    None
}

/// The body of a place, by its full name.
fn of_place(scene: &Scene<'_>, printed: &str, kinds: &[DepartmentId], owner: PlaceId, prefix: &Prefix) -> Identity {
    let lexicon = scene.lexicon;
    let row = lexicon.places.get(owner);
    let level = row.level;
    let department = choose(lexicon, kinds, printed, level, scene.context.year);
    let name = department.full_name(&place_in_name(lexicon, department, owner, printed));
    let key = EntityKey::new(
        EntityKind::Agency,
        lexicon.places.region(owner),
        name.replace("中共", party(department)),
    );
    let rule = match prefix {
        Prefix::Places(_) => "place-and-department",
        Prefix::Rank(_) => "level-and-department",
        Prefix::None => "own-department",
    };
    Identity {
        function: Some(department.function.clone()),
        source: Some(Lexicon::evidence(&department.file, &department.name)),
        ..Identity::new(key, rule)
    }
}

/// A committee of the party is written out in full, its organs with 中共.
fn party(department: &Department) -> &'static str {
    if department.name == "委员会" {
        "中国共产党"
    } else {
        "中共"
    }
}

/// Of the kinds that bear a name: one in use at the level and in the year, whose full name is printed if there is one.
fn choose<'l>(
    lexicon: &'l Lexicon,
    kinds: &[DepartmentId],
    printed: &str,
    level: Level,
    year: Option<u16>,
) -> &'l Department {
    let rows = || kinds.iter().map(|id| lexicon.departments.get(*id));
    let rank = |row: &Department| {
        let misfit = !row.levels.has(Some(level));
        let outdated = !row.is_valid_in(year);
        let abbreviated = !printed.ends_with(&row.name);
        (misfit, outdated, abbreviated, place_in_short(row, printed))
    };
    rows()
        .min_by_key(|row| rank(row))
        .expect("a department's name belongs to a kind of department")
}

/// How late the abbreviation stands among the row's own: the first is the most usual.
fn place_in_short(row: &Department, printed: &str) -> usize {
    row.short
        .iter()
        .position(|short| printed.ends_with(short.trim_start_matches("{region}")))
        .unwrap_or(row.short.len())
}

/// The place as it stands in the full name. Vertically managed bodies carry it without its kind (泰安监管分局) unless it
/// is printed with it (东莞市中心支行).
fn place_in_name(lexicon: &Lexicon, department: &Department, owner: PlaceId, printed: &str) -> String {
    let row = lexicon.places.get(owner);
    let is_vertical = department.is_vertical || matches!(department.function.as_str(), "检验检疫" | "海关" | "海事");
    match row.short.first() {
        Some(short) if is_vertical && !printed.contains(&row.name) && !department.name.ends_with("税务局") => {
            short.clone()
        }
        _ => full_place(lexicon, owner),
    }
}

/// A place's name as bodies carry it: a district (区) stands behind its city.
fn full_place(lexicon: &Lexicon, id: PlaceId) -> String {
    let row = lexicon.places.get(id);
    match row.parent {
        Some(city) if row.level == Level::County && row.name.ends_with('区') => {
            format!("{}{}", lexicon.places.get(city).name, row.name)
        }
        _ => row.name.clone(),
    }
}
