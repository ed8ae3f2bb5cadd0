//! What stands before a department's name: a level, places, a body that is no division, the number of a session.

use crate::context::chain;
use crate::lexicon::{Level, Match, Meaning, PlaceId};
use crate::recognise::edge::NOT_OF_CITY;
use crate::recognise::place::{is_joint, is_near};
use crate::recognise::{Prefix, Scene, each};
use crate::text::Span;

/// Where a congress's name goes on to the left of the number of its session: 浙江省｜第十届｜人民代表大会常务委员会.
pub(super) fn before_session(before: &str) -> u32 {
    const NUMERALS: &str = "0123456789一二三四五六七八九十";
    let session = before
        .strip_suffix('届')
        .map(|head| head.trim_end_matches(|c| NUMERALS.contains(c)))
        .and_then(|head| head.strip_suffix('第'));
    session.unwrap_or(before).len() as u32
}

/// What stands directly before a department's name; `None` where that makes it no name of one body (各市科技局).
pub(in crate::recognise) fn prefix(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    let named = places_before(scene, start);
    let named =
        named.filter(|(places, at)| !is_joint(scene, Span { start: *at, end: start }, || places.iter().copied()));
    if let Some((places, at)) = named {
        return Some((at, Prefix::Places(places)));
    }
    if let Some(body) = body_before(scene, start) {
        return Some(body);
    }
    let before = scene.before(start);
    let Some(last) = before.chars().next_back() else {
        return Some((start, Prefix::None));
    };
    // 各县（市）、｜区人民政府 too.
    let ends_levels = matches!(last, ')' | '）') || before[..before.len() - last.len_utf8()].ends_with('、');
    if ends_levels && each::levels_before(before) {
        return None;
    }
    if let Some(rank) = of_prefecture(scene, start) {
        return Some(rank);
    }
    let rank = match last {
        '省' => Level::Province,
        '市' | '州' | '盟' => Level::Prefecture,
        '区' if before.ends_with("自治区") => Level::Province,
        '区' | '县' | '旗' => Level::County,
        '镇' | '乡' => Level::Town,
        _ => return Some((start, Prefix::None)),
    };
    let word = if before.ends_with("自治区") {
        "自治区".len()
    } else {
        last.len_utf8()
    };
    let at = start - word as u32;
    let head = scene.before(at);
    let is_counted = head.ends_with(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    let is_kind = head.ends_with(NOT_OF_CITY)
        || is_counted
        || last == '县' && head.ends_with('旗')
        || head.ends_with([
            '跨', '兄', '园', '社', '新', '发', '示', '外', '灾', '库', '山', '片', '辖', '郊', '片',
        ]);
    let own = ["我", "本"]
        .iter()
        .find(|own| head.ends_with(**own))
        .map_or(0, |own| own.len() as u32);
    let is_city = matches!(rank, Level::Province | Level::Prefecture);
    let starts_word = is_city
        || scene.words.is_boundary(at)
        || own > 0
        || head.ends_with(['、', '，', '：', ':', '(', '（', '由', '和', '与', '；', '经'])
        || head.ends_with("会同");
    (!is_kind && starts_word).then_some((at - own, Prefix::Rank(rank)))
}

/// Whether the text is that of a prefecture whose government is called 行署, or of a county in one.
pub(super) fn is_of_area(scene: &Scene<'_>) -> bool {
    let places = &scene.lexicon.places;
    let home = scene.context.place.map(|home| places.get(home));
    let parent = home.and_then(|home| home.parent).map(|parent| places.get(parent));
    let is_area = |name: &str| name.ends_with("地区") || name.ends_with('盟');
    [home, parent].into_iter().flatten().any(|place| is_area(&place.name))
}

/// 地区, 行署 in the text of a prefecture that is called so: 地区农业农村局, 地｜委组织部.
fn of_prefecture(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    let before = scene.before(start);
    let is_party = scene.after(start).starts_with('委');
    let words = ["地区行署", "地区", "行署", "地"]
        .into_iter()
        .find(|words| before.ends_with(words) && (*words != "地" || is_party));
    let at = start - words.filter(|_| is_of_area(scene))?.len() as u32;
    let opens = scene.words.is_boundary(at) && !scene.before(at).ends_with(['各', '本', '该']);
    opens.then_some((at, Prefix::Rank(Level::Prefecture)))
}

/// What has departments of its own and is no division: the corps, and in a zone's own document that zone.
fn body_before(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    const CORPS: [&str; 3] = ["新疆生产建设兵团", "新疆兵团", "兵团"];
    const ZONES: [&str; 8] = [
        "园区",
        "开发区",
        "高新区",
        "经开区",
        "示范区",
        "新区",
        "管委会",
        "管理委员会",
    ];
    let before = scene.before(start);
    if let Some(name) = CORPS.iter().find(|name| before.ends_with(**name)) {
        return Some((start - name.len() as u32, Prefix::Corps));
    }
    scene.context.zone.as_ref()?;
    let name = ZONES.iter().find(|name| before.ends_with(**name))?;
    let at = start - name.len() as u32;
    scene.words.is_boundary(at).then_some((at, Prefix::OwnZone))
}

/// The run of place names that ends here: 杭州市上城区.
fn places_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    if let Some(street) = street_before(scene, end) {
        return Some(street);
    }
    let found = scene.matches.ending(end).find_map(|found| {
        let places: Vec<PlaceId> = found
            .meanings
            .iter()
            .filter_map(|m| match m {
                Meaning::Place(id) if scene.lexicon.places.get(*id).level <= Level::County => Some(*id),
                _ => None,
            })
            .collect();
        let printed = found.span.of(scene.text);
        if printed == "会同" || printed == "会同县" && !places.iter().any(|id| is_near(scene, *id)) {
            return None; // the verb, not the county
        }
        // 四城区政府, and 东城区管委会 of a city that has a new town called so.
        if is_common_district(printed) && !places.iter().any(|id| is_near(scene, *id)) {
            return None;
        }
        let whole = printed.chars().count() >= 3 || scene.words.is_boundary(found.span.start);
        (!places.is_empty() && whole).then_some((places, found.span.start))
    });
    let (places, start) = found.or_else(|| town_before(scene, end))?;
    let outer = scene.matches.ending(start).find_map(|outer| {
        let (inner, span) = chain(outer.span.start, scene.matches, scene.lexicon, None)?;
        (span.end == end).then_some((inner, outer.span.start))
    });
    Some(outer.unwrap_or((places, start)))
}

/// Names of districts that many cities have as words.
fn is_common_district(printed: &str) -> bool {
    matches!(printed, "城区" | "郊区" | "矿区" | "东城区" | "西城区")
}

/// A town before its government: 石龙镇人民政府.
fn town_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    let text = scene.before(end);
    if !text.ends_with(['镇', '乡']) && !text.ends_with("街道") {
        return None;
    }
    let ending = if text.ends_with("街道") { 2 } else { 1 };
    let starts = text.char_indices().rev().skip(ending).take(6).map(|(at, _)| at);
    let (start, ids) = starts
        .map(|at| (at, scene.lexicon.places.named(&text[at..])))
        .find(|(at, ids)| !ids.is_empty() && begins_here(scene, *at as u32))?;
    let home = |id: &&PlaceId| {
        scene
            .context
            .place
            .is_some_and(|home| scene.lexicon.places.is_within(**id, home))
    };
    let at_home: Vec<PlaceId> = ids.iter().filter(home).copied().collect();
    Some((if at_home.is_empty() { ids.to_vec() } else { at_home }, start as u32))
}

/// Whether a name may begin here: with a word, or behind one that jieba may have joined to it (由桂城｜街道).
fn begins_here(scene: &Scene<'_>, at: u32) -> bool {
    scene.words.is_boundary(at) || scene.before(at).ends_with(['由', '和', '与', '请', '经', '、'])
}

/// A street whose last word is the first of its office's name: 桂城｜街道办事处; with the division around it.
fn street_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    const STREET: &str = "街道";
    if !scene.after(end).starts_with(STREET) {
        return None;
    }
    let (streets, start) = town_before(scene, end + STREET.len() as u32)?;
    let inside = |outer: &Match<'_>| -> Vec<PlaceId> {
        let around = outer.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) => Some(*id),
            _ => None,
        });
        let around: Vec<PlaceId> = around.collect();
        let places = &scene.lexicon.places;
        let within = |street: &&PlaceId| around.iter().any(|outer| places.is_within(**street, *outer));
        streets.iter().filter(within).copied().collect()
    };
    let mut outer = scene
        .matches
        .ending(start)
        .map(|outer| (inside(outer), outer.span.start));
    Some(outer.find(|(inner, _)| !inner.is_empty()).unwrap_or((streets, start)))
}
