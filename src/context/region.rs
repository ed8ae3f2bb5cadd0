//! The region of a document: that of the bodies who sign it, else of its title, else the one it speaks of as its own.

use std::collections::BTreeMap;

use crate::lexicon::{Level, Lexicon, Matches, Meaning, PlaceId};
use crate::model::{Evidence, Region, Rule, Sourced};
use crate::structure::Structure;
use crate::text::Span;

/// The region, with the words that give it.
///
/// A signature says more than a title, a title more than the page around the text: a page that reprints another city's
/// plan does not move it.
pub fn region(
    document: &str,
    text: &str,
    structure: &Structure,
    matches: &Matches<'_>,
    lexicon: &Lexicon,
) -> Option<Sourced<Region>> {
    let header = &structure.header;
    let title = header
        .title
        .iter()
        .chain(&header.covering_title)
        .map(|title| title.span);
    let by_rule = [
        ("signature", header.signature.clone()),
        ("adopted-by", header.adopted_by.into_iter().collect()),
        ("title", title.collect()),
        ("page-source", header.page_sources.clone()),
    ];
    for (rule, spans) in by_rule {
        let bodies_only = rule == "page-source";
        let mut named = spans.into_iter().filter(|span| !bodies_only || is_body(text, *span));
        let found = named.find_map(|span| owner(text, span, matches, lexicon));
        if let Some((value, at)) = found {
            return Some(Sourced {
                value,
                evidence: Evidence::text(document, at, Rule::named(rule)),
            });
        }
    }
    own_words(document, text, structure, matches, lexicon)
}

/// Whether a line ends as the names of public bodies do: a newspaper that a page was taken from says nothing.
fn is_body(text: &str, span: Span) -> bool {
    let line = span.of(text).trim();
    ["局", "厅", "委", "委员会", "政府", "部", "办", "办公室", "办公厅", "院"]
        .iter()
        .any(|ending| line.ends_with(ending))
}

/// The region of the body or place that a line begins with; the nation for a body of the centre.
fn owner(text: &str, span: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<(Region, Span)> {
    let line = span.of(text);
    let lead = line.len() - line.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let mut start = span.start + lead as u32;
    for word in ["年", "年度", "转载", "转发", "中共", "中国共产党"] {
        if text[start as usize..].starts_with(word) {
            start += word.len() as u32;
        }
    }
    if let Some((places, at)) = chain(start, matches, lexicon, None) {
        return single(&places, lexicon).map(|place| (lexicon.places.region(place), at));
    }
    let body = matches
        .starting(start)
        .iter()
        .find(|found| found.meanings.iter().any(|m| matches!(m, Meaning::Body(_))));
    body.map(|found| (Region::nation(), found.span))
}

/// The places that a run of place names from `start` on may mean: 广东省东莞市 is one.
pub(crate) fn chain(
    start: u32,
    matches: &Matches<'_>,
    lexicon: &Lexicon,
    within: Option<PlaceId>,
) -> Option<(Vec<PlaceId>, Span)> {
    let found = matches.starting(start).iter().find_map(|found| {
        let places = found.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) if lexicon.places.get(*id).level <= Level::County => Some(*id),
            _ => None,
        });
        let inside: Vec<PlaceId> = places
            .filter(|id| within.is_none_or(|outer| *id != outer && lexicon.places.is_within(*id, outer)))
            .collect();
        (!inside.is_empty()).then_some((inside, found.span))
    })?;
    let (places, span) = found;
    let deeper = single(&places, lexicon).and_then(|outer| chain(span.end, matches, lexicon, Some(outer)));
    Some(match deeper {
        Some((inner, inner_span)) => (
            inner,
            Span {
                start: span.start,
                end: inner_span.end,
            },
        ),
        None => (places, span),
    })
}

/// The one place meant: the only one, or the only one that still exists, or the highest.
pub(crate) fn single(places: &[PlaceId], lexicon: &Lexicon) -> Option<PlaceId> {
    let current: Vec<PlaceId> = places
        .iter()
        .copied()
        .filter(|id| lexicon.places.get(*id).until.is_none())
        .collect();
    let pool = if current.is_empty() { places } else { &current };
    let highest = pool.iter().map(|id| lexicon.places.get(*id).level).min()?;
    let mut highest_places = pool.iter().filter(|id| lexicon.places.get(**id).level == highest);
    let first = highest_places.next()?;
    highest_places.next().is_none().then_some(*first)
}

/// The division that a text without a header speaks of as 我市 or 我省: the one it names most.
fn own_words(
    document: &str,
    text: &str,
    structure: &Structure,
    matches: &Matches<'_>,
    lexicon: &Lexicon,
) -> Option<Sourced<Region>> {
    let says = |words: &[&str]| words.iter().map(|word| text.matches(word).count()).sum::<usize>();
    let city = says(&["我市", "全市", "市委", "市政府", "市财政局", "市发改"]);
    let province = says(&["我省", "全省", "省委", "省政府", "自治区党委", "我区"]);
    let level = match () {
        () if city == 0 && province == 0 => return None,
        () if city >= province => Level::Prefecture,
        () => Level::Province,
    };
    let mut counts: BTreeMap<PlaceId, (usize, Span)> = BTreeMap::new();
    let in_text = |span: Span| structure.passages.iter().any(|passage| passage.span.contains(span));
    for found in matches.iter() {
        for meaning in found.meanings {
            if let Meaning::Place(id) = *meaning {
                let place = lexicon.places.get(id);
                let is_city_province =
                    level == Level::Prefecture && place.level == Level::Province && place.name.ends_with('市');
                if (place.level == level || is_city_province) && place.until.is_none() && in_text(found.span) {
                    counts.entry(id).or_insert((0, found.span)).0 += 1;
                }
            }
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|(id, (count, _))| (std::cmp::Reverse(*count), *id));
    let (first, (count, at)) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(_, (count, _))| *count);
    (count >= 3 && count >= 2 * second).then(|| Sourced {
        value: lexicon.places.region(first),
        evidence: Evidence::text(document, at, Rule::named("most-named-place")),
    })
}
