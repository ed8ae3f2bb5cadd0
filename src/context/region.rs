//! The region of a document: that of the bodies who sign it, else of its title, else of its number, else the one it
//! speaks of as its own.

use std::collections::BTreeMap;

use crate::lexicon::{Cue, Level, Lexicon, Matches, Meaning, PlaceId};
use crate::model::{Evidence, Region, Rule, Sourced};
use crate::structure::Structure;
use crate::text::Span;

use super::own_place;

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
        ("author-label", header.authors.clone()),
        ("signature", header.signature.clone()),
        ("publisher-label", header.publishers.clone()),
        ("adopted-by", header.adopted_by.into_iter().collect()),
        ("delivered-for", header.delivered_for.into_iter().collect()),
        ("heard-in", header.heard_in.into_iter().collect()),
        ("letterhead", header.letterhead.into_iter().collect()),
        ("title", title.collect()),
        ("document-number", header.number.into_iter().collect()),
        ("signature", header.signed_inside.into_iter().collect()),
        ("page-source", header.page_sources.clone()),
    ];
    // A text that speaks as that of a province or a city is no paper of the centre, though it may begin with one that it cites.
    let is_local = matches.cues.all(Cue::Local).len() >= 2;
    for (rule, spans) in by_rule {
        let mut named = spans
            .into_iter()
            .filter(|span| rule != "page-source" || is_body(text, *span));
        let found = named.find_map(|span| match rule {
            "document-number" => numbered(text, span, lexicon),
            _ => owner(text, span, matches, lexicon).or_else(|| spread(text, span, lexicon)),
        });
        let is_sure = |region: &Region| !(region.is_nation() && is_local && rule != "signature");
        if let Some((value, at)) = found.filter(|(region, _)| is_sure(region)) {
            return Some(Sourced {
                value,
                evidence: Evidence::text(document, at, Rule::named(rule)),
            });
        }
    }
    let own = own_place::Unplaced {
        document,
        text,
        header,
        matches,
        lexicon,
    };
    own.county()
        .or_else(|| own_words(document, structure, matches, lexicon))
        .or_else(|| own_bodies(document, text, structure, matches, lexicon))
        .or_else(|| own.city())
}

/// The nation, where a signature that is spread to the width of others (国 务 院) begins with a body of the centre.
fn spread(text: &str, span: Span, lexicon: &Lexicon) -> Option<(Region, Span)> {
    let words = span.of(text);
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.len() == words.len() {
        return None;
    }
    let matches = lexicon.matcher.find(&bare);
    let mut first = matches.starting(0).iter();
    let is_body = first.any(|found| found.meanings.iter().any(|m| matches!(m, Meaning::Body(_))));
    is_body.then(|| (Region::nation(), span))
}

/// The characters of provinces (简称) that begin the numbers of no other place: 青 is Qingdao's too, 宁 Nanjing's.
const PROVINCES: &str = "京津沪渝冀豫黑湘皖鲁苏浙赣鄂桂晋陕闽黔粤川滇藏琼辽";

/// What stands behind such a character in the code of an issuer of the province (粤府办, 京政发, 鲁财会): not the rest of a
/// city's name (辽阳, 桂林), nor 府 (苏府, 鄂府), which only some provinces write.
const ISSUING: &str = "政办委党发财教科工人农建卫医民交商环经司文自药税住应审统金标妇团残粮监公组宣直机";

/// The province whose character a document number begins with.
fn numbered(text: &str, number: Span, lexicon: &Lexicon) -> Option<(Region, Span)> {
    let mut code = number.of(text).chars();
    let (first, second) = (code.next()?, code.next()?);
    let is_government = second == '府' && "粤沪琼".contains(first);
    let is_provincial = PROVINCES.contains(first) && ISSUING.contains(second);
    if !is_provincial && !is_government {
        return None;
    }
    let short = first.to_string();
    let (id, _) = lexicon
        .places
        .iter()
        .find(|(_, place)| place.level == Level::Province && place.short.contains(&short))?;
    let at = Span::new(0, short.len()).shift(number.start as usize);
    Some((lexicon.places.region(id), at))
}

/// The province of a text that charges departments of 省 (省财政厅) and says nowhere which: the one in which every place
/// lies that it names.
fn own_bodies(
    document: &str,
    text: &str,
    structure: &Structure,
    matches: &Matches<'_>,
    lexicon: &Lexicon,
) -> Option<Sourced<Region>> {
    const FEWEST: usize = 3;
    let of_province = |start: u32| {
        let head = text[..start as usize].strip_suffix('省');
        head.is_some_and(|head| !head.ends_with(char::is_alphabetic) || head.ends_with(['由', '经', '报']))
    };
    let bodies = matches
        .iter()
        .filter(|found| !found.departments().is_empty() && of_province(found.span.start));
    if bodies.take(FEWEST).count() < FEWEST {
        return None;
    }
    let in_text = |span: Span| structure.passages.iter().any(|passage| passage.span.contains(span));
    let named = matches.iter().filter(|found| in_text(found.span));
    let places = named.flat_map(|found| found.meanings.iter().map(move |meaning| (found.span, meaning)));
    let mut provinces: BTreeMap<PlaceId, (usize, Span)> = BTreeMap::new();
    for (span, meaning) in places {
        if let Meaning::Place(id) = *meaning {
            let is_division = (Level::Province..=Level::Prefecture).contains(&lexicon.places.get(id).level);
            if let Some(province) = province_of(id, lexicon).filter(|_| is_division) {
                provinces.entry(province).or_insert((0, span)).0 += 1;
            }
        }
    }
    let (province, (count, at)) = provinces.iter().next()?;
    (provinces.len() == 1 && *count >= FEWEST).then(|| Sourced {
        value: lexicon.places.region(*province),
        evidence: Evidence::text(document, *at, Rule::named("places-of-one-province")),
    })
}

fn province_of(place: PlaceId, lexicon: &Lexicon) -> Option<PlaceId> {
    let mut next = Some(place);
    while let Some(id) = next {
        let row = lexicon.places.get(id);
        if row.level == Level::Province {
            return Some(id);
        }
        next = row.parent;
    }
    None
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
    let mut words = line.trim_start_matches(|c: char| !c.is_alphabetic());
    for word in ["年度", "年", "转载", "转发", "关于印发", "中共", "中国共产党"] {
        if let Some(rest) = words.strip_prefix(word) {
            words = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        }
    }
    words = behind_office(words);
    let start = span.end - words.len() as u32;
    let outer = bracketed(text, span, matches, lexicon);
    if let Some((places, at)) = outer.and_then(|outer| chain(start, matches, lexicon, Some(outer))) {
        return single(&places, lexicon).map(|place| (lexicon.places.region(place), at));
    }
    if let Some((places, at)) = chain(start, matches, lexicon, None) {
        return single(&places, lexicon).map(|place| (lexicon.places.region(place), at));
    }
    let body = matches
        .starting(start)
        .iter()
        .find(|found| found.meanings.iter().any(|m| matches!(m, Meaning::Body(_))));
    if let Some(found) = body {
        // 共青团山东省委: a branch of it, in the place behind.
        let branch = chain(found.span.end, matches, lexicon, None);
        return match branch {
            Some((places, at)) => single(&places, lexicon).map(|place| (lexicon.places.region(place), at)),
            None => Some((Region::nation(), found.span)),
        };
    }
    let state = "中华人民共和国";
    words
        .starts_with(state)
        .then(|| (Region::nation(), Span::new(0, state.len()).shift(start as usize)))
}

/// The province that stands in brackets before a title: （内蒙古自治区）某旗….
fn bracketed(text: &str, span: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<PlaceId> {
    let before = text[..span.start as usize].strip_suffix([')', '）'])?;
    let mut ending = matches.ending(before.len() as u32);
    let found = ending.find(|found| text[..found.span.start as usize].ends_with(['(', '（']))?;
    single(&found.places().collect::<Vec<_>>(), lexicon)
}

/// 市政府办公室关于印发｜宿迁市…的通知: what a title that names its issuer by the level alone is about, if it opens with a
/// place of that level.
fn behind_office(words: &str) -> &str {
    let Some(level) = words.chars().next().filter(|c| matches!(c, '省' | '市' | '县' | '区')) else {
        return words;
    };
    let about = ["关于印发", "关于转发", "关于"]
        .iter()
        .find_map(|word| Some((words.find(word)?, word.len())));
    let plan = about.map(|(at, len)| words[at + len..].trim_start_matches('《'));
    let opens = |plan: &&str| plan.chars().take(6).any(|c| c == level);
    plan.filter(opens).unwrap_or(words)
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
    structure: &Structure,
    matches: &Matches<'_>,
    lexicon: &Lexicon,
) -> Option<Sourced<Region>> {
    let city = matches.cues.all(Cue::OwnCity).len();
    let province = matches.cues.all(Cue::OwnProvince).len();
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
