//! Places: divisions, towns, regions, the world.

mod own_town;
mod person;

use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{Cue, Level, Match, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::segment::Pos;
use crate::text::{Span, WordList};

use super::{Candidate, Scene, Sense};

/// Candidates for places.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = scene
        .matches
        .iter()
        .filter_map(|found| division(scene, found))
        .collect();
    found.extend(towns(scene));
    found.extend(own_town::find(scene));
    found
}

fn candidate(span: Span, places: Vec<PlaceId>, rule: Rule) -> Candidate {
    Candidate {
        span,
        kind: EntityKind::Place,
        sense: Sense::Places(places),
        rule,
    }
}

/// Divisions with those inside them (广东省东莞市), regions, countries with their cities (美国硅谷).
fn division(scene: &Scene<'_>, found: &Match<'_>) -> Option<Candidate> {
    let first = found.places().next()?;
    if scene.lexicon.places.get(first).level == Level::Abroad {
        return abroad(scene, found);
    }
    if !is_whole(scene, found) || !is_near_or_known(scene, found) {
        return None;
    }
    // Only behind a place that ends here can another go on.
    let goes_on = !scene.matches.starting(found.span.end).is_empty();
    match goes_on
        .then(|| chain(found.span.start, scene.matches, scene.lexicon, None))
        .flatten()
    {
        Some((inner, span)) if span.end > found.span.end && scene.words.is_boundary(span.end) => {
            Some(candidate(span, inner, Rule::named("place-name")))
        }
        _ => Some(candidate(
            found.span,
            found.places().collect(),
            Rule::named("place-name"),
        )),
    }
}

/// A full name that ends in its kind is whole if it does not start inside a word; a short one must be a word.
fn is_whole(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let span = found.span;
    let printed = span.of(scene.text);
    let width = printed.chars().count();
    match (is_full(scene, found), width) {
        (true, 4..) | (false, 5..) => true,
        (true, 3) => {
            scene.words.is_boundary(span.start)
                && !is_of_county(scene, span)
                && !is_joint(scene, span, || found.places())
        }
        (true, 2) if printed.ends_with(['区', '县', '市']) => {
            scene.on_boundaries(span) && found.places().any(|id| at_home(scene, id))
        }
        _ => {
            scene.on_boundaries(span)
                || scene.words.is_boundary(span.start) && followed_by_kind(scene, span)
                || is_item(scene, span) && found.places().any(|id| at_home(scene, id))
        }
    }
}

/// Whether it fills an item of a list, whatever words jieba sees there: 从化、｜白云｜和花都.
fn is_item(scene: &Scene<'_>, span: Span) -> bool {
    let (before, after) = (scene.before(span.start), scene.after(span.end));
    before.ends_with('、') && after.starts_with(['、', '和', '与', '及', '等'])
}

/// Whether one of the places is called so in full.
fn is_full(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let printed = found.span.of(scene.text);
    found.places().any(|id| scene.lexicon.places.get(id).name == printed)
}

/// 县 or 区 at the end of two or three characters may begin another word: 和｜县域, 新建｜县域, 建设｜县级, 临河｜区域.
pub(super) fn is_of_county(scene: &Scene<'_>, span: Span) -> bool {
    let (before, after) = (scene.before(span.end), scene.after(span.end));
    before.ends_with('县') && after.starts_with(['域', '级']) || before.ends_with('区') && after.starts_with('域')
}

/// 市政府和｜县委, 会同｜县督查室: a joint before the county at home, and not the county that is called so.
pub(super) fn is_joint<I: Iterator<Item = PlaceId>>(scene: &Scene<'_>, span: Span, places: impl FnOnce() -> I) -> bool {
    matches!(span.of(scene.text), "和县" | "会同县") && !places().any(|id| is_near(scene, id))
}

/// Whether a place is that of the text, around it or within it.
pub(super) fn is_near(scene: &Scene<'_>, id: PlaceId) -> bool {
    let all = &scene.lexicon.places;
    scene
        .context
        .place
        .is_some_and(|home| all.is_within(id, home) || all.is_within(home, id))
}

/// Short forms of counties, and of what exists no more, may be any words: they count near home, or where jieba knows
/// them for places; those of counties and districts (but not of cities) of other provinces only where something around
/// them says so.
fn is_near_or_known(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let span = found.span;
    let printed = span.of(scene.text);
    let all = &scene.lexicon.places;
    let sure = |id: PlaceId| {
        let row = all.get(id);
        row.name == printed || row.level < Level::County && row.until.is_none() || row.level > Level::Town
    };
    let near = |id: PlaceId| is_near(scene, id);
    let known = || {
        scene
            .words
            .within(span)
            .first()
            .is_some_and(|word| word.span == span && word.pos == Pos::Place)
    };
    let stands = |id: PlaceId| {
        let row = all.get(id);
        row.until.is_none() && (row.level < Level::County || row.name.ends_with('市') || is_supported(scene, span, id))
    };
    !is_in_another_word(scene, found)
        && !is_common_word(scene, found)
        && (found.places().any(sure) || found.places().any(near) || known() && found.places().any(stands))
}

/// Names of districts that any text uses as words: 建设生态新城区, 改造老城区.
static COMMON: LazyLock<WordList> = LazyLock::new(|| WordList::new("新城区 老城区"));

/// Whether such a word stands where nothing says that a district is meant: neither the document's own region, nor a place
/// before it or beside it in a list, nor a line of its own.
fn is_common_word(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let span = found.span;
    let is_heading = || scene.before(span.start).ends_with('\n') && scene.after(span.end).starts_with('\n');
    if !COMMON.has(span.of(scene.text)) || is_heading() {
        return false;
    }
    let has_home = scene.context.place.is_some();
    !found
        .places()
        .any(|id| is_near(scene, id) || has_home && is_supported(scene, span, id) || is_beside_kin(scene, span, id))
}

/// What makes another name of a place's: a street's, a contest's, a lake's, a national park's.
static GOES_ON: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("路 东路 西路 南路 北路 中路 大街 大道 广场 杯 湖 国家公园"));

/// What tells of the river that a county is called after: 连江｜支流.
static RIVERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("支流 干流 流域 上游 中游 下游 河段 航道 水系 源头 沿岸"));

/// Waters and works on them that are called after a county in short: 普定｜水电站.
static WATERS: LazyLock<WordList> = LazyLock::new(|| WordList::new("水库 水电站 灌区 水利枢纽 水文站"));

/// What is called after a district in short, and belongs to its city: 美兰｜机场.
static FACILITIES: LazyLock<WordList> = LazyLock::new(|| WordList::new("机场 互通 大厦 支线"));

/// Whether a short form is part of a street's name (南京｜东路), of a contest's or a national park's (武夷山｜国家公园) or of
/// another word that jieba does not know (周年｜大庆).
fn is_in_another_word(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let all = &scene.lexicon.places;
    let (before, after) = (scene.before(found.span.start), scene.after(found.span.end));
    let are_counties = || found.places().all(|id| all.get(id).level == Level::County);
    let are_districts = || found.places().all(|id| all.get(id).name.ends_with('区'));
    let is_river = found.span.of(scene.text).ends_with(['江', '河', '湖', '溪']) && RIVERS.begins(after);
    let inside = GOES_ON.begins(after)
        || before.ends_with("周年")
        || person::is_of_person(scene, found.span)
        || ["街道", "镇", "乡"].iter().any(|kind| after.starts_with(kind))
            && are_counties()
            && !starts_place(scene, found.span.end)
        || is_beside_water(scene, found.span)
        || is_river && are_counties()
        || (after.starts_with(['湾', '岛', '峡']) || is_cut_off(scene, found.span)) && are_counties()
        || FACILITIES.begins(after) && are_districts()
        || WATERS.begins(after)
        || is_before_river(scene, found.span) && are_counties()
        || is_head_of_region(scene, found.span);
    inside && !is_full(scene, found)
}

/// 临江临河: what lies at the water, and no town that is called so.
fn is_beside_water(scene: &Scene<'_>, span: Span) -> bool {
    let (before, after) = (scene.before(span.start), scene.after(span.end));
    let is_pair = || {
        let two_back = before
            .char_indices()
            .nth_back(1)
            .map_or(before, |(at, _)| &before[at..]);
        after.starts_with('临') || two_back.starts_with('临')
    };
    span.of(scene.text).starts_with('临') && is_pair()
}

/// Whether a place begins here: 广州｜镇江.
fn starts_place(scene: &Scene<'_>, at: u32) -> bool {
    scene
        .matches
        .starting(at)
        .iter()
        .any(|found| found.places().next().is_some())
}

/// Whether 河 follows as a word of its own: 瓮安｜河.
fn is_before_river(scene: &Scene<'_>, span: Span) -> bool {
    let river = Span {
        start: span.end,
        end: span.end + '河'.len_utf8() as u32,
    };
    scene.after(span.end).starts_with(['河', '溪']) && scene.on_boundaries(river) && {
        // 广西｜河池 begins with the same character.
        scene
            .matches
            .starting(span.end)
            .iter()
            .all(|found| found.places().next().is_none())
    }
}

/// Whether the name of a listed region begins with the short form and goes on behind it: 三江｜源.
fn is_head_of_region(scene: &Scene<'_>, span: Span) -> bool {
    let is_region = |id: PlaceId| scene.lexicon.places.get(id).level == Level::Region;
    let mut starting = scene.matches.starting(span.start).iter();
    starting.any(|found| found.span.end > span.end && found.places().any(is_region))
}

/// Whether jieba has cut one character off a name before it: 红｜沿河.
fn is_cut_off(scene: &Scene<'_>, span: Span) -> bool {
    let before = scene.words.before(span.start).last();
    before.is_some_and(|word| {
        let printed = word.span.of(scene.text);
        word.span.end == span.start
            && word.pos == Pos::Adjective
            && printed.chars().nth(1).is_none()
            && !matches!(printed, "新" | "老" | "大" | "小" | "美" | "好")
    })
}

/// Whether a county belongs to the document's province, or to that of the place before it or beside it in a list.
fn is_supported(scene: &Scene<'_>, span: Span, id: PlaceId) -> bool {
    let Some(home) = scene.context.place else {
        return true;
    };
    province(scene, home) == province(scene, id) || is_beside_kin(scene, span, id)
}

/// The province of a division.
fn province(scene: &Scene<'_>, id: PlaceId) -> PlaceId {
    let all = &scene.lexicon.places;
    let mut outer = id;
    while let Some(parent) = all.get(outer).parent.filter(|_| all.get(outer).level > Level::Province) {
        outer = parent;
    }
    outer
}

/// Whether a place of the same province stands before it, or beside it in a list.
fn is_beside_kin(scene: &Scene<'_>, span: Span, id: PlaceId) -> bool {
    let own = province(scene, id);
    let same = |found: &Match<'_>| {
        let mut places = found.places();
        places.any(|other| other != id && province(scene, other) == own)
    };
    let joints = ["、", "—", "-", "和", "与", "至", "到", "（", "("];
    let before = scene.before(span.start);
    let behind = scene.after(span.end);
    scene.matches.ending(span.start).any(same)
        || joints.iter().any(|joint| {
            let reach = joint.len() as u32;
            let left = before.ends_with(joint) && scene.matches.ending(span.start - reach).any(same);
            left || behind.starts_with(joint) && scene.matches.starting(span.end + reach).iter().any(same)
        })
}

/// 东莞 in 东莞市级 or 东莞科技: the border that jieba draws elsewhere does not matter before these.
fn followed_by_kind(scene: &Scene<'_>, span: Span) -> bool {
    KINDS.begins(scene.after(span.end))
}

/// Words that a place's name stands before.
static KINDS: LazyLock<WordList> = LazyLock::new(|| WordList::new("市级 全市 地区 科技 高新 国家 大学 银行"));

/// A country or a city abroad; a city with its country before it is one name (美国硅谷).
fn abroad(scene: &Scene<'_>, found: &Match<'_>) -> Option<Candidate> {
    let span = found.span;
    let behind = scene.matches.starting(span.end).iter().find_map(|next| {
        let is_abroad = |id: &PlaceId| scene.lexicon.places.get(*id).level == Level::Abroad;
        let city = next.places().find(is_abroad);
        city.filter(|_| scene.words.is_boundary(next.span.end))
            .map(|id| (id, next.span.end))
    });
    let rule = Rule::named("place-abroad");
    match behind {
        Some((city, end)) if scene.words.is_boundary(span.start) => {
            Some(candidate(Span { start: span.start, end }, vec![city], rule))
        }
        _ if is_whole(scene, found) && span.of(scene.text) != "中国" => {
            Some(candidate(span, found.places().collect(), rule))
        }
        _ => None,
    }
}

/// Towns by their ending and the list of towns: 石龙镇, 东城街道.
fn towns(scene: &Scene<'_>) -> Vec<Candidate> {
    let endings = scene.matches.cues.all(Cue::Town).iter();
    let towns = endings.filter_map(|ending| {
        let (start, places) = town_before(scene, *ending)?;
        let span = Span { start, end: ending.end };
        town(scene, span, places)
    });
    towns.collect()
}

/// A town of the document's own region, or behind the division that it lies in (台山市台城街道): elsewhere a town's name
/// may be any words.
fn town(scene: &Scene<'_>, span: Span, towns: Vec<PlaceId>) -> Option<Candidate> {
    let around = scene.matches.ending(span.start).find_map(|outer| {
        let (divisions, at) = chain(outer.span.start, scene.matches, scene.lexicon, None)?;
        let inside = |town: &&PlaceId| {
            divisions
                .iter()
                .any(|division| scene.lexicon.places.is_within(**town, *division))
        };
        let inner: Vec<PlaceId> = towns.iter().filter(inside).copied().collect();
        (at.end == span.start && !inner.is_empty()).then_some((at.start, inner))
    });
    if let Some((start, inner)) = around {
        return Some(candidate(
            Span { start, end: span.end },
            inner,
            Rule::named("town-name"),
        ));
    }
    towns
        .iter()
        .any(|id| at_home(scene, *id))
        .then(|| candidate(span, towns, Rule::named("town-name")))
}

/// The longest listed town that ends here and begins at a word or behind a place.
fn town_before(scene: &Scene<'_>, ending: Span) -> Option<(u32, Vec<PlaceId>)> {
    let starts = scene.before(ending.start).char_indices().rev().take(7);
    let starts = starts.map(|(start, _)| start as u32);
    let named = starts.filter(|start| starts_name(scene, *start)).map(|start| {
        let span = Span { start, ..ending };
        (start, scene.lexicon.places.named(span.of(scene.text)))
    });
    let (start, ids) = named.filter(|(_, ids)| !ids.is_empty()).last()?;
    let towns: Vec<PlaceId> = ids
        .iter()
        .copied()
        .filter(|id| scene.lexicon.places.get(*id).level == Level::Town)
        .collect();
    let home: Vec<PlaceId> = towns.iter().copied().filter(|id| at_home(scene, *id)).collect();
    (!towns.is_empty()).then_some((start, if home.is_empty() { towns } else { home }))
}

fn starts_name(scene: &Scene<'_>, at: u32) -> bool {
    let behind_place = || scene.matches.ending(at).any(|found| found.places().next().is_some());
    scene.words.is_boundary(at) || behind_place()
}

/// Whether a place lies in the document's own region.
fn at_home(scene: &Scene<'_>, id: PlaceId) -> bool {
    scene
        .context
        .place
        .is_some_and(|home| scene.lexicon.places.is_within(id, home))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (Place, "推进科技兴海、路县故城保护，引进成都企业。", "成都"),
            (Place, "调研贵州榕江和湖南永兴。", "贵州榕江|湖南永兴"),
            (Place, "治理瓮安河、桐梓河，加固普定水电站。", ""),
            (Place, "新建县域医疗次中心，沿南京东路建设。", ""),
            (Place, "嘉鱼街道建设基地，黄山水利枢纽，临江临河区域。", ""),
            (Place, "办公室主任秦长春（副主任），牵头领导：宁波。", ""),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
