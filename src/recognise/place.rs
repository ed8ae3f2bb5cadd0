//! Places: divisions, towns, regions, the world.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{Cue, Level, Match, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::segment::Pos;
use crate::text::{CharSet, Span, WordList};

use super::{Candidate, Scene, Sense};

/// Candidates for places.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = scene
        .matches
        .iter()
        .filter_map(|found| division(scene, found))
        .collect();
    found.extend(towns(scene));
    found.extend(short_towns(scene));
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
        _ => scene.on_boundaries(span) || scene.words.is_boundary(span.start) && followed_by_kind(scene, span),
    }
}

/// Whether one of the places is called so in full.
fn is_full(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let printed = found.span.of(scene.text);
    found.places().any(|id| scene.lexicon.places.get(id).name == printed)
}

/// 县 at the end of two or three characters may begin another word: 和｜县域, 新建｜县域, 建设｜县级.
pub(super) fn is_of_county(scene: &Scene<'_>, span: Span) -> bool {
    scene.before(span.end).ends_with('县') && scene.after(span.end).starts_with(['域', '级'])
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
        && (found.places().any(sure) || found.places().any(near) || known() && found.places().any(stands))
}

/// What makes another name of a place's: a street's, a contest's, a lake's, a national park's.
static GOES_ON: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("路 东路 西路 南路 北路 中路 大街 大道 广场 杯 湖 国家公园"));

/// What is called after a district in short, and belongs to its city: 美兰｜机场.
static FACILITIES: LazyLock<WordList> = LazyLock::new(|| WordList::new("机场 互通 大厦 支线"));

/// Whether a short form is part of a street's name (南京｜东路), of a contest's or a national park's (武夷山｜国家公园) or of
/// another word that jieba does not know (周年｜大庆).
fn is_in_another_word(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let all = &scene.lexicon.places;
    let (before, after) = (scene.before(found.span.start), scene.after(found.span.end));
    let are_counties = || found.places().all(|id| all.get(id).level == Level::County);
    let are_districts = || found.places().all(|id| all.get(id).name.ends_with('区'));
    let inside = GOES_ON.begins(after)
        || before.ends_with("周年")
        || (after.starts_with(['湾', '岛', '峡']) || is_cut_off(scene, found.span)) && are_counties()
        || FACILITIES.begins(after) && are_districts();
    inside && !is_full(scene, found)
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
    let all = &scene.lexicon.places;
    let Some(home) = scene.context.place else {
        return true;
    };
    let province = |id: PlaceId| {
        let mut outer = id;
        while let Some(parent) = all.get(outer).parent.filter(|_| all.get(outer).level > Level::Province) {
            outer = parent;
        }
        outer
    };
    let same = |found: &Match<'_>| {
        let mut places = found.places();
        places.any(|other| other != id && province(other) == province(id))
    };
    let joints = ["、", "—", "-", "和", "与", "至", "到", "（", "("];
    let before = scene.before(span.start);
    let behind = scene.after(span.end);
    province(home) == province(id)
        || scene.matches.ending(span.start).any(same)
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

/// The document's own towns by their names without the ending: 虎门, 厚街 in a Dongguan text.
fn short_towns(scene: &Scene<'_>) -> Vec<Candidate> {
    let places = &scene.lexicon.places;
    let Some(home) = scene
        .context
        .place
        .filter(|home| places.get(*home).level != Level::Province)
    else {
        return Vec::new();
    };
    let stem = |id: PlaceId| {
        places
            .get(id)
            .name
            .trim_end_matches("街道")
            .trim_end_matches(['镇', '乡'])
    };
    let mut short: Vec<(&str, PlaceId)> = places.towns_in(home).into_iter().map(|id| (stem(id), id)).collect();
    short.retain(|(stem, _)| stem.chars().count() >= 2);
    short.sort_unstable();
    short.dedup_by_key(|(stem, _)| *stem);
    let uses = occurrences(scene, &short);
    let in_series = series(scene, &uses);
    let sure = uses
        .iter()
        .zip(in_series)
        .filter(|((span, _), in_series)| *in_series || is_listed(scene, *span));
    sure.map(|((span, id), _)| candidate(*span, vec![*id], Rule::named("own-town")))
        .collect()
}

/// Where any of some dozens of names begins a word. They are sorted, so those that begin with one character stand
/// together; most words begin with no two of these, and that is told at once.
fn occurrences(scene: &Scene<'_>, names: &[(&str, PlaceId)]) -> Vec<(Span, PlaceId)> {
    let first = |name: &str| name.chars().next();
    let [firsts, seconds]: [CharSet; 2] =
        [0, 1].map(|nth| names.iter().filter_map(|(name, _)| name.chars().nth(nth)).collect());
    let mut found = Vec::new();
    for start in scene.words.iter().map(|word| word.span.start) {
        let rest = scene.after(start);
        if !firsts.begins(rest) || !rest.chars().nth(1).is_some_and(|second| seconds.has(second)) {
            continue;
        }
        let from = names.partition_point(|(name, _)| first(name) < first(rest));
        let same = names[from..].iter().take_while(|(name, _)| first(name) == first(rest));
        for (name, id) in same.filter(|(name, _)| rest.starts_with(name)) {
            found.push((Span::new(0, name.len()).shift(start as usize), *id));
        }
    }
    found
}

/// Short town names are often ordinary words: they count as items of a list, but for verbs (规划、建设和管理).
fn is_listed(scene: &Scene<'_>, span: Span) -> bool {
    let (before, after) = (scene.before(span.start), scene.after(span.end));
    let is_item = before.ends_with('、') && after.starts_with(['、', '等', '和', '。', '，']);
    let beside = before.ends_with(['、', '赴', '在', '于', '和', '与']) || after.starts_with(['、', '等']);
    let word = scene.words.within(span).first().filter(|word| word.span == span);
    match word.map(|word| word.pos) {
        Some(Pos::Verb | Pos::VerbalNoun | Pos::Adjective | Pos::Adverb) => false,
        Some(Pos::Noun) => is_item,
        _ => is_item || scene.on_boundaries(span) && beside,
    }
}

/// Which of the names open the items of a series (甲服装、乙毛织、丙鞋业): three towns or more of one sentence do.
fn series(scene: &Scene<'_>, uses: &[(Span, PlaceId)]) -> Vec<bool> {
    let opens_item = |span: Span| {
        let near = scene.after(span.end).chars().take(8).any(|c| c == '、');
        scene.before(span.start).ends_with('、') || near && scene.words.is_boundary(span.start)
    };
    let sentence = |span: Span| {
        scene
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start)
    };
    let mut opening: BTreeMap<usize, BTreeSet<PlaceId>> = BTreeMap::new();
    for (span, id) in uses.iter().filter(|(span, _)| opens_item(*span)) {
        opening.entry(sentence(*span)).or_default().insert(*id);
    }
    let many = |span: Span| opening.get(&sentence(span)).is_some_and(|towns| towns.len() >= 3);
    uses.iter().map(|(span, _)| opens_item(*span) && many(*span)).collect()
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
            (Place, "新建县域医疗次中心，沿南京东路建设。", ""),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
