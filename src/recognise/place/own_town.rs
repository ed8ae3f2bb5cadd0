//! The document's own towns by their names without the ending: 虎门, 厚街 in a Dongguan text. Such names are often ordinary words, so
//! that they count in lists and behind a few words only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::lexicon::{Level, Meaning, PlaceId};
use crate::model::Rule;
use crate::recognise::{Candidate, Scene};
use crate::segment::Pos;
use crate::text::{CharSet, Span, WordList};

use super::candidate;

/// The document's own towns by their names without the ending: 虎门, 厚街 in a Dongguan text.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
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
    let towns = places.towns_in(home);
    let mut short: Vec<(&str, PlaceId)> = districts(scene, home, &towns);
    short.extend(towns.into_iter().map(|id| (stem(id), id)));
    short.retain(|(stem, _)| stem.chars().count() >= 2);
    // A district comes before a street of its name: 白云区 before 白云街道.
    short.sort_by_key(|(stem, id)| (*stem, places.get(*id).level, *id));
    short.dedup_by_key(|(stem, _)| *stem);
    let uses = occurrences(scene, &short);
    let in_series = series(scene, &uses);
    let sure = uses
        .iter()
        .zip(in_series)
        .filter(|((span, _), _)| !TOWN_GOES_ON.begins(scene.after(span.end)))
        .filter(|((span, _), in_series)| *in_series || is_listed(scene, *span, &uses));
    sure.map(|((span, id), _)| candidate(*span, vec![*id], Rule::named("own-town")))
        .collect()
}

/// The districts of the document's city by their names without the ending, which the list leaves out where they are words:
/// 白云, 光明.
fn districts<'s>(scene: &Scene<'s>, home: PlaceId, towns: &[PlaceId]) -> Vec<(&'s str, PlaceId)> {
    let places = &scene.lexicon.places;
    let around = towns.iter().filter_map(|town| places.get(*town).parent);
    let districts: BTreeSet<PlaceId> = around.filter(|id| *id != home).collect();
    let stems = districts.into_iter().filter_map(|id| {
        let row = places.get(id);
        let stem = row.name.strip_suffix('区').filter(|_| row.short.is_empty())?;
        Some((stem, id))
    });
    stems.collect()
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
/// A noun (车站, 商场) must stand beside another town.
fn is_listed(scene: &Scene<'_>, span: Span, uses: &[(Span, PlaceId)]) -> bool {
    let (before, after) = (scene.before(span.start), scene.after(span.end));
    let is_item = before.ends_with('、') && after.starts_with(['、', '等', '和', '。', '，']);
    let beside = before.ends_with(['、', '赴', '在', '于', '和', '与']) || after.starts_with(['、', '等']);
    let word = scene.words.within(span).first().filter(|word| word.span == span);
    match word.map(|word| word.pos) {
        Some(Pos::Verb | Pos::VerbalNoun | Pos::Adjective | Pos::Adverb) => false,
        Some(Pos::Noun) => is_item && is_beside_place(scene, span, uses),
        _ => is_item || scene.on_boundaries(span) && beside,
    }
}

/// What makes another name of a town's: 卧龙｜特别行政区.
static TOWN_GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("特别行政区 自然保护区 国家级自然保护区 国家森林公园 国家湿地公园 森林公园 湿地公园 风景区 水库")
});

/// Whether the item of the list before or behind this one is a place, by its short name or in full.
fn is_beside_place(scene: &Scene<'_>, span: Span, uses: &[(Span, PlaceId)]) -> bool {
    let joint = '、'.len_utf8() as u32;
    let (left, right) = (span.start.saturating_sub(joint), span.end + joint);
    let before = scene.before(span.start).strip_suffix('、').unwrap_or_default();
    let is_place = |m: &Meaning| matches!(m, Meaning::Place(_));
    let short = uses.iter().any(|(other, _)| other.end == left || other.start == right);
    let mut listed = scene.matches.ending(left).chain(scene.matches.starting(right));
    short
        || before.ends_with(['镇', '乡'])
        || before.ends_with("街道")
        || listed.any(|found| found.meanings.iter().any(is_place))
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
    use crate::model::EntityKind::Place;
    use crate::recognise::testing::facts;

    #[test]
    fn districts_that_are_words() {
        let text = "广州市人民政府关于印发方案的通知\n\n一、任务\n\n以番禺、从化、白云和花都为拓展区，蓝天白云。\n";
        let facts = facts(text);
        let places = facts.entities.iter().filter(|entity| entity.key.kind == Place);
        let mut names: Vec<_> = places.map(|entity| entity.key.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["从化区", "番禺区", "白云区", "花都区"]);
    }
}
