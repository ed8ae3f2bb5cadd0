//! Which body a department's name means: whose it is from what stands before it, what it is called in full from the
//! table of departments, by level and year.

use crate::lexicon::{Department, DepartmentId, Departments, Level, Lexicon, Match, Meaning, Name, PlaceId};
use crate::model::{EntityKey, EntityKind, Region};
use crate::recognise::{Candidate, Prefix, Scene};
use crate::text::{Span, fold_name};

use super::{Identity, place};

/// Functions whose local bodies are branches of enterprises: 招商银行东莞分行.
const ENTERPRISES: [&str; 5] = ["银行", "保险", "通信企业", "石油企业", "供电"];

/// What has departments of its own in 新疆 beside those of the autonomous region.
const CORPS: &str = "新疆生产建设兵团";

/// The body that a department's name stands for.
pub(super) fn identity(scene: &Scene<'_>, candidate: &Candidate, kinds: &[DepartmentId], prefix: &Prefix) -> Identity {
    let printed = fold_name(candidate.span.of(scene.text));
    let prefix = &rank_inside(&printed, prefix);
    let kinds = &bearers(scene, candidate, kinds);
    if let Some(body) = body(scene, prefix) {
        let found = of_body(scene, &printed, kinds, &body);
        return found.unwrap_or_else(|| unknown(scene, candidate, printed, "several-kinds"));
    }
    let owner = of_autonomous_region(scene, &printed, prefix).or_else(|| owner(scene, prefix, kinds));
    if let Some(owner) = owner {
        let Some(found) = of_place(scene, &printed, kinds, owner, prefix) else {
            return unknown(scene, candidate, printed, "several-kinds");
        };
        let kind = match found.function.as_deref() {
            Some(function) if ENTERPRISES.contains(&function) => EntityKind::Enterprise,
            _ if found.key.name.ends_with("公司") => EntityKind::Enterprise,
            _ => candidate.kind,
        };
        let key = EntityKey { kind, ..found.key };
        return Identity { key, ..found };
    }
    if let Some(body) = central_bureau(scene, candidate, &printed, prefix) {
        return body;
    }
    if speaks_for_the_nation(scene) || is_below(scene, prefix) && !is_of_zone(scene, kinds) {
        return Identity::new(
            EntityKey::collective(&scene.context.document, printed),
            "kind-of-department",
        );
    }
    let function = kinds
        .first()
        .map(|id| scene.lexicon.departments.get(*id).function.clone());
    Identity {
        function,
        ..unknown(scene, candidate, printed, "owner-unknown")
    }
}

/// The body that is no division and has departments of its own: the corps; the zone whose document it is, for what is
/// named without a level or as the 区's, where no district is meant; the town whose document it is, for what is the 镇's.
fn body(scene: &Scene<'_>, prefix: &Prefix) -> Option<String> {
    let is_district = || scene.context.level(scene.lexicon) >= Some(Level::County);
    match prefix {
        Prefix::Corps => Some(CORPS.to_owned()),
        Prefix::OwnZone | Prefix::None => scene.context.zone.clone(),
        Prefix::Rank(Level::County) if !is_district() => scene.context.zone.clone(),
        Prefix::Rank(Level::Town) => scene.context.town.clone(),
        Prefix::Rank(_) | Prefix::Places(_) => None,
    }
}

/// The department of such a body, by its full name.
fn of_body(scene: &Scene<'_>, printed: &str, kinds: &[DepartmentId], body: &str) -> Option<Identity> {
    let department = choose(scene, kinds, printed, Level::County).filter(|department| !department.is_vertical)?;
    // The corps is no division: its departments are none of a people's government.
    let of_government = department.name.strip_prefix("人民政府").filter(|rest| !rest.is_empty());
    let name = match of_government {
        _ if is_committee(&department.name) => format!("{body}管理委员会"),
        Some(own) if body == CORPS => format!("{body}{own}"),
        _ => department.name_printed(printed, body),
    };
    let key = EntityKey::new(EntityKind::Agency, Region::nation(), name);
    Some(Identity {
        function: Some(department.function.clone()),
        source: Some(Lexicon::evidence(&department.file, &department.name)),
        ..Identity::new(key, "body-and-department")
    })
}

/// Whether a department is the committee that governs a zone, and none that supervises something.
fn is_committee(name: &str) -> bool {
    name.ends_with("管理委员会") && !name.ends_with("监督管理委员会")
}

/// In a paper of the State Council, a bureau without a region is the nation's, if 国家 before it makes the name of one
/// (知识产权局); behind 各 or a level it is every place's.
fn central_bureau(scene: &Scene<'_>, candidate: &Candidate, printed: &str, prefix: &Prefix) -> Option<Identity> {
    let before = &scene.text[..candidate.span.start as usize];
    let is_local = before.ends_with(['各', '省', '市', '县', '区', '级', '方', '地']) || *prefix != Prefix::None;
    let header = &scene.structure.header;
    let signs = |span: &Span| span.of(scene.text).trim_start().starts_with("国务院");
    let titles = header
        .title
        .iter()
        .chain(&header.covering_title)
        .map(|title| title.span);
    let is_state_council =
        header.signature.iter().chain(&header.authors).any(signs) || titles.into_iter().any(|title| signs(&title));
    if is_local || !speaks_for_the_nation(scene) || !is_state_council || !printed.ends_with('局') {
        return None;
    }
    let row = national(scene, &format!("国家{printed}"))?;
    let key = EntityKey::new(EntityKind::Agency, Region::nation(), row.name.clone());
    Some(Identity {
        function: (!row.function.is_empty()).then(|| row.function.clone()),
        source: Some(Lexicon::evidence(&row.file, &row.name)),
        ..Identity::new(key, "bureau-of-the-nation")
    })
}

/// The body of the centre that bears this name, in full or in short; in the document's years, if several do.
pub(super) fn national<'s>(scene: &Scene<'s>, name: &str) -> Option<&'s Name> {
    let bodies = &scene.lexicon.bodies;
    let meanings = scene.lexicon.matcher.whole(name).iter();
    let bearers = meanings.filter_map(|meaning| match meaning {
        Meaning::Body(id) => Some(bodies.get(*id)),
        _ => None,
    });
    let mut in_use = bearers.filter(|row| row.years().meet(scene.context.years, 0));
    let row = in_use.next()?;
    in_use.next().is_none().then_some(row)
}

/// A name that could belong to several bodies: it stands for itself, in its document.
pub(super) fn unknown(scene: &Scene<'_>, candidate: &Candidate, printed: String, rule: &'static str) -> Identity {
    let key = EntityKey {
        document: scene.context.document.clone(),
        ..EntityKey::new(candidate.kind, Region::nation(), printed)
    };
    Identity {
        doubtful: true,
        ..Identity::new(key, rule)
    }
}

/// Every kind that bears the form by which a body with its region inside was found (中共东莞市委农办): recognition gives one.
fn bearers(scene: &Scene<'_>, candidate: &Candidate, kinds: &[DepartmentId]) -> Vec<DepartmentId> {
    let all = &scene.lexicon.departments;
    let printed = candidate.span.of(scene.text);
    let is_printed = |form: &&String| {
        let parts = form.split_once("{region}");
        parts.is_some_and(|(head, behind)| printed.starts_with(head) && printed.ends_with(behind))
    };
    let found = kinds.iter().filter(|_| candidate.rule.name() == "vertical-body");
    let form = found
        .flat_map(|id| all.get(*id).forms())
        .filter(is_printed)
        .max_by_key(|form| form.len());
    let Some(form) = form else { return kinds.to_vec() };
    let alike = all.iter().filter(|(_, kind)| kind.forms().any(|other| other == form));
    alike.map(|(id, _)| id).collect()
}

/// The level that a name carries inside: 团市委, 民盟省委.
fn rank_inside(printed: &str, prefix: &Prefix) -> Prefix {
    let word = printed.strip_suffix('委').and_then(|head| head.chars().next_back());
    match (prefix, word) {
        (Prefix::None, Some('省')) => Prefix::Rank(Level::Province),
        (Prefix::None, Some('市' | '州')) => Prefix::Rank(Level::Prefecture),
        (Prefix::None, Some('区' | '县')) => Prefix::Rank(Level::County),
        _ => prefix.clone(),
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

/// Whether it is a working committee of the party (党工委), which is a zone's or a street's, never a division's own.
fn is_of_zone(scene: &Scene<'_>, kinds: &[DepartmentId]) -> bool {
    let all = &scene.lexicon.departments;
    !kinds.is_empty() && kinds.iter().all(|id| all.get(*id).name == "工作委员会")
}

/// The division whose body it is.
fn owner(scene: &Scene<'_>, prefix: &Prefix, kinds: &[DepartmentId]) -> Option<PlaceId> {
    if let Prefix::Places(places) = prefix {
        return place::nearest(scene, places);
    }
    let home = scene.context.place?;
    if is_of_zone(scene, kinds) {
        return None;
    }
    let rank = match prefix {
        Prefix::Rank(rank) => *rank,
        Prefix::None
            if kinds
                .iter()
                .all(|id| scene.lexicon.departments.get(*id).levels.only_provinces()) =>
        {
            Level::Province
        }
        _ => return Some(home),
    };
    at_rank(scene.lexicon, home, rank).filter(|id| !is_misnamed(scene, *id, rank))
}

/// The autonomous region whose 区财政厅 it is: in its own text 区 is that region, and a 厅 is never a district's.
fn of_autonomous_region(scene: &Scene<'_>, printed: &str, prefix: &Prefix) -> Option<PlaceId> {
    let home = scene.context.place.filter(|_| *prefix == Prefix::Rank(Level::County))?;
    let region = at_rank(scene.lexicon, home, Level::Province)?;
    let is_autonomous = scene.lexicon.places.get(region).name.ends_with("自治区");
    let is_meant = printed.starts_with('区') && (home == region || printed.ends_with('厅'));
    (is_autonomous && is_meant).then_some(region)
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

/// The body of a place, by its full name; none where bodies of several functions bear the name.
fn of_place(
    scene: &Scene<'_>,
    printed: &str,
    kinds: &[DepartmentId],
    owner: PlaceId,
    prefix: &Prefix,
) -> Option<Identity> {
    let lexicon = scene.lexicon;
    let level = lexicon.places.get(owner).level;
    let of_centre = of_centre(scene, kinds, printed, owner);
    let kinds = if of_centre.is_empty() { kinds } else { &of_centre };
    let department = choose(scene, kinds, printed, level)?;
    let name = department.name_printed(printed, &place_in_name(lexicon, department, owner, printed));
    // 香港特别行政区政府 is no people's government.
    let name = match name.split_once("特别行政区人民政府") {
        Some((place, rest)) => format!("{place}特别行政区政府{rest}"),
        None => name,
    };
    let key = EntityKey::new(EntityKind::Agency, lexicon.places.region(owner), name);
    let rule = match prefix {
        Prefix::Places(_) => "place-and-department",
        Prefix::Rank(_) => "level-and-department",
        Prefix::None | Prefix::Corps | Prefix::OwnZone => "own-department",
    };
    Some(Identity {
        function: Some(department.function.clone()),
        source: Some(Lexicon::evidence(&department.file, &department.name)),
        ..Identity::new(key, rule)
    })
}

/// The kinds that are managed from above, where the place is printed without its kind (四川金融监管局) and one of them is in
/// use: the place's own department would be 四川省…. None where there are no such.
fn of_centre(scene: &Scene<'_>, kinds: &[DepartmentId], printed: &str, owner: PlaceId) -> Vec<DepartmentId> {
    let (all, row) = (&scene.lexicon.departments, scene.lexicon.places.get(owner));
    let is_short = row.short.iter().any(|short| printed.starts_with(short)) && !printed.contains(&row.name);
    let fits = |id: &DepartmentId| {
        let kind = all.get(*id);
        is_short && kind.is_vertical && kind.is_in_use_in(scene.context.years) && kind.levels.has(Some(row.level))
    };
    kinds.iter().copied().filter(fits).collect()
}

/// Of the kinds that bear a name: one in use at the level and in the year, whose full name is printed if there is one.
/// None where kinds of several functions fit equally well, or in an unknown year one and what it became; of those of one
/// function the most usual, or that which the text names in full.
fn choose<'s>(scene: &Scene<'s>, kinds: &[DepartmentId], printed: &str, level: Level) -> Option<&'s Department> {
    let (all, years) = (&scene.lexicon.departments, scene.context.years);
    let fit = |row: &Department| {
        let misfit = !row.levels.has(Some(level));
        let abbreviated = !printed.ends_with(&row.name);
        let in_some_years = years.are_narrowed() && !row.years().hold(years);
        (
            misfit,
            !row.is_valid_in(years),
            abbreviated,
            in_some_years,
            !row.is_in_use_in(years),
        )
    };
    let best = kinds.iter().map(|id| fit(all.get(*id))).min()?;
    let mut fitting: Vec<DepartmentId> = kinds.iter().copied().filter(|id| fit(all.get(*id)) == best).collect();
    if !years.is_one() {
        let share = |id: &DepartmentId| {
            let (misfit, is_invalid, _, in_some_years, _) = fit(all.get(*id));
            (misfit, is_invalid, in_some_years)
        };
        let most = kinds.iter().map(share).min()?;
        let possible: Vec<DepartmentId> = kinds.iter().copied().filter(|id| share(id) == most).collect();
        if lies_on_both_sides(all, &possible) {
            return named_in_full(scene, &possible);
        }
    }
    let is_past = |id: &DepartmentId| years.to.is_none() && all.get(*id).to.is_some();
    if !fitting.iter().all(is_past) {
        fitting.retain(|id| !is_past(id));
    }
    fitting.sort_by_key(|id| place_in_short(all.get(*id), printed));
    let first = all.get(*fitting.first()?);
    if fitting.iter().any(|id| all.get(*id).function != first.function) {
        return None;
    }
    let place = place_in_short(first, printed);
    fitting.retain(|id| place_in_short(all.get(*id), printed) == place);
    let in_full = (fitting.len() > 1).then(|| named_in_full(scene, &fitting)).flatten();
    Some(in_full.unwrap_or(first))
}

/// Whether one of the kinds is what another was before a reform: which it is only the year tells.
fn lies_on_both_sides(all: &Departments, kinds: &[DepartmentId]) -> bool {
    let becomes = |old: &DepartmentId, new: &DepartmentId| all.get(*old).is_succeeded_by(all.get(*new));
    kinds.iter().any(|old| kinds.iter().any(|new| becomes(old, new)))
}

/// The kind whose full name the text prints somewhere.
fn named_in_full<'s>(scene: &Scene<'s>, kinds: &[DepartmentId]) -> Option<&'s Department> {
    let is_printed = |found: &Match<'_>, id: DepartmentId| {
        found.span.of(scene.text) == scene.lexicon.departments.get(id).name
            && found.meanings.contains(&Meaning::Department(id))
    };
    let departments = scene.matches.iter().filter(|found| found.is_department());
    let mut named = departments.filter_map(|found| kinds.iter().find(|id| is_printed(found, **id)));
    named.next().map(|id| scene.lexicon.departments.get(*id))
}

/// How late the abbreviation stands among the row's own: the first is the most usual. 经信 alone is that of 经信局.
fn place_in_short(row: &Department, printed: &str) -> usize {
    let is_bare = |short: &str| {
        let stem = ["局", "厅", "委", "办"]
            .iter()
            .find_map(|ending| short.strip_suffix(ending));
        stem.is_some_and(|stem| stem.chars().nth(1).is_some() && printed.ends_with(stem))
    };
    row.short
        .iter()
        .map(|short| short.strip_prefix("{region}").unwrap_or(short))
        .position(|short| printed.ends_with(short) || is_bare(short))
        .unwrap_or(row.short.len())
}

/// The place as it stands in the full name. Vertically managed bodies carry it without its kind (泰安监管分局) unless it
/// is printed with it (东莞市中心支行); branches of the central bank carry it in full where it is not printed (市人民银行).
fn place_in_name(lexicon: &Lexicon, department: &Department, owner: PlaceId, printed: &str) -> String {
    let row = lexicon.places.get(owner);
    let is_vertical = department.is_vertical || matches!(department.function.as_str(), "检验检疫" | "海关" | "海事");
    // A zone's committee keeps the place as printed: 兰州新区管委会 is no committee of a 新区 of 兰州市.
    let zone = department.name.strip_suffix("管理委员会");
    let is_zone = zone.is_some_and(|zone| zone.ends_with(['区', '园', '城']));
    match row.short.first() {
        Some(short) if is_zone && !printed.contains(&row.name) => short.clone(),
        // 上海博物馆 is called so, as are the broadcasters of provinces.
        Some(short)
            if is_called_short(&department.name) && printed.starts_with(short) && !printed.contains(&row.name) =>
        {
            short.clone()
        }
        Some(short)
            if is_vertical
                && !printed.contains(&row.name)
                && !department.name.ends_with("税务局")
                && (printed.contains(short) || !matches!(department.function.as_str(), "人民银行" | "外汇")) =>
        {
            short.clone()
        }
        _ => full_place(lexicon, owner),
    }
}

/// Whether bodies of a kind are often called by their place without its kind, for good.
fn is_called_short(name: &str) -> bool {
    ["博物馆", "电视台", "行政学院"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// A place's name as bodies carry it: a district (区) stands behind its city.
pub(super) fn full_place(lexicon: &Lexicon, id: PlaceId) -> String {
    let row = lexicon.places.get(id);
    match row.parent {
        Some(city) if row.level == Level::County && row.name.ends_with('区') => {
            format!("{}{}", lexicon.places.get(city).name, row.name)
        }
        _ => row.name.clone(),
    }
}
