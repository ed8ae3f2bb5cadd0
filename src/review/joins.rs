//! Names that may be one body.

use std::collections::{BTreeMap, BTreeSet};

use crate::corrections::{Change, Line, Name};
use crate::graph::Graph;
use crate::model::{EntityKind, Region};

use super::doubts::is_odd;
use super::{Proposal, Thing, quote};

/// Shorter names are short for too much.
const SHORTEST: usize = 5;

/// What is left out of a name when it is abbreviated is none of this: a number, a step of a series, a rank.
const TELLING: &str = "0123456789一二三四五六七八九十百千万亿双第届期年分副区县镇";

/// What remains of a name without these is what it says of its own.
const GENERIC: [&str; 28] = [
    "国家",
    "省级",
    "市级",
    "重点",
    "重大",
    "专项",
    "示范",
    "新建",
    "大型",
    "技术",
    "科技",
    "企业",
    "产业",
    "创新",
    "发展",
    "工程",
    "服务",
    "职业",
    "实验室",
    "研究院",
    "研究所",
    "中心",
    "平台",
    "基地",
    "基金",
    "资金",
    "计划",
    "园区",
];

/// Names of one kind of which one may be short for the other: 东莞电子研究院, 东莞电子工业技术研究院.
pub(super) fn abbreviations(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let grounds = grounds(things);
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    let mut offer = |short: usize, long: usize| {
        let is_own = says_something(things[short].name(), &grounds);
        if is_own && is_plausible(graph, &things[short], &things[long]) {
            let length = |index: &usize| (things[*index].name().chars().count(), *index);
            let known = best.entry(short).or_insert(long);
            *known = std::cmp::min_by_key(*known, long, length);
        }
    };
    for same_ends in by_ends(things).values() {
        for (&short, &long) in same_ends.iter().flat_map(|a| same_ends.iter().map(move |b| (a, b))) {
            if is_abbreviation(things[short].name(), things[long].name()) {
                offer(short, long);
            }
        }
    }
    for (short, long) in behind_a_place(things, &grounds) {
        offer(short, long);
    }
    let joined = best
        .iter()
        .map(|(&short, _)| join(graph, &things[short], &things[last(&best, short)]));
    joined.collect()
}

/// The longest name of a chain of abbreviations.
fn last(best: &BTreeMap<usize, usize>, short: usize) -> usize {
    // Every step leads to a longer name, so it ends.
    std::iter::successors(Some(short), |name| best.get(name).copied())
        .last()
        .unwrap_or(short)
}

/// Things of one kind whose names begin with one character and end with the same two.
fn by_ends<'t>(things: &'t [Thing<'_>]) -> BTreeMap<(EntityKind, char, &'t str), Vec<usize>> {
    let mut buckets: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, thing) in things.iter().enumerate().filter(|(_, thing)| is_joinable(thing.kind())) {
        let name = thing.name();
        let ending = name.char_indices().rev().nth(1);
        if let (Some(first), Some((from, _))) = (name.chars().next(), ending) {
            buckets
                .entry((thing.kind(), first, &name[from..]))
                .or_default()
                .push(index);
        }
    }
    buckets
}

/// The names of places and parks.
fn grounds<'g>(things: &[Thing<'g>]) -> BTreeSet<&'g str> {
    let is_ground = |thing: &&Thing<'_>| matches!(thing.kind(), EntityKind::Place | EntityKind::Park);
    things
        .iter()
        .filter(is_ground)
        .flat_map(|thing| std::iter::once(thing.name()).chain(thing.entity.printed.iter().map(String::as_str)))
        .collect()
}

/// Whether a name says more than a place and what kind of thing it is (上海市重点实验室).
fn says_something(name: &str, grounds: &BTreeSet<&str>) -> bool {
    let ends = name.char_indices().map(|(at, _)| at).skip(2).take(10);
    let place = ends.filter(|at| grounds.contains(&name[..*at])).max().unwrap_or(0);
    let mut own = name[place..].to_owned();
    for word in GENERIC {
        own = own.replace(word, "");
    }
    own.chars().count() > 1 && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// Names that are another's with a place or a park before it: 中以科技园, 松山湖中以科技园.
fn behind_a_place(things: &[Thing<'_>], grounds: &BTreeSet<&str>) -> Vec<(usize, usize)> {
    let mut named: BTreeMap<(EntityKind, &str), Vec<usize>> = BTreeMap::new();
    // A city's rules are not the nation's, though they may bear their name.
    let is_named = |thing: &Thing<'_>| is_joinable(thing.kind()) && thing.kind() != EntityKind::Policy;
    for (index, thing) in things.iter().enumerate().filter(|(_, thing)| is_named(thing)) {
        named.entry((thing.kind(), thing.name())).or_default().push(index);
    }
    let mut found = Vec::new();
    for (long, thing) in things.iter().enumerate() {
        for (at, _) in thing.name().char_indices().skip(2).take(10) {
            let (ground, rest) = thing.name().split_at(at);
            if grounds.contains(ground) && rest.chars().count() >= SHORTEST {
                let shorts = named.get(&(thing.kind(), rest)).into_iter().flatten();
                found.extend(shorts.map(|short| (*short, long)));
            }
        }
    }
    found
}

/// Kinds whose names are abbreviated. A place is what the lexicon says, a collective is nobody.
fn is_joinable(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Place | EntityKind::Collective)
}

/// Whether all of `short` stands in `long` in its order, with half of it or more, and nothing telling is left out.
fn is_abbreviation(short: &str, long: &str) -> bool {
    let (length, whole) = (short.chars().count(), long.chars().count());
    if length < SHORTEST || length >= whole || length * 2 < whole {
        return false;
    }
    let mut left_out = String::new();
    let mut rest = short.chars().peekable();
    for c in long.chars() {
        if rest.peek() == Some(&c) {
            rest.next();
        } else {
            left_out.push(c);
        }
    }
    rest.peek().is_none() && !left_out.contains(|c| TELLING.contains(c))
}

fn is_plausible(graph: &Graph, short: &Thing<'_>, long: &Thing<'_>) -> bool {
    let (home, other) = (&short.entity.key.region, &long.entity.key.region);
    let near = home.is_within(other) || other.is_within(home);
    let resolved = [short, long].iter().all(|thing| thing.entity.key.document.is_empty());
    // A name of the lexicon is a name in full.
    near && resolved && !short.is_listed() && !is_odd(long.name()) && !short.stands_beside(long, graph)
}

fn join(graph: &Graph, short: &Thing<'_>, long: &Thing<'_>) -> Proposal {
    let reason = format!(
        "short for it? {}, {} ({}; {})",
        short.counts(),
        long.counts(),
        quote::first(graph, short),
        quote::first(graph, long)
    );
    Proposal {
        line: alias(short, long, reason),
        // A title is printed in full more often than not.
        is_question: short.kind() == EntityKind::Policy,
        weight: short.weight() + long.weight(),
    }
}

/// The line that makes one thing the other.
pub(super) fn alias(of: &Thing<'_>, body: &Thing<'_>, reason: String) -> Line {
    Line {
        number: 0,
        document: of.only_document(),
        name: of.as_spoken_of(),
        change: Change::Alias {
            kind: body.kind(),
            body: body.as_body_for(of),
        },
        reason,
    }
}

/// One name of one type at home in several regions: one thing where one region holds the others, perhaps; between
/// neighbours only a question.
pub(super) fn homes(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let mut by_name: BTreeMap<(EntityKind, &str), Vec<&Thing<'_>>> = BTreeMap::new();
    let resolved = |thing: &&Thing<'_>| is_joinable(thing.kind()) && thing.entity.key.document.is_empty();
    for thing in things.iter().filter(resolved) {
        by_name.entry((thing.kind(), thing.name())).or_default().push(thing);
    }
    let several = by_name.into_values().filter(|same| same.len() > 1);
    several.map(|same| one_home(graph, same)).collect()
}

/// The line that gives all things of one name the outermost of their homes; the nation where none holds the others.
fn one_home(graph: &Graph, mut same: Vec<&Thing<'_>>) -> Proposal {
    same.sort_by_key(|thing| (thing.entity.key.region.divisions().len(), thing.id));
    let (outer, first) = (&same[0].entity.key.region, same[0]);
    let holds_all = same.iter().all(|thing| thing.entity.key.region.is_within(outer));
    let home = if holds_all { outer.clone() } else { Region::nation() };
    let homes: Vec<String> = same
        .iter()
        .take(4)
        .map(|thing| told(&thing.entity.key.region))
        .collect();
    let more = if same.len() > 4 { " …" } else { "" };
    let mentions: u32 = same.iter().map(|thing| thing.mentions).sum();
    let reason = format!(
        "one thing in {}{more}? {mentions} mentions ({}; {})",
        homes.join(", "),
        quote::first(graph, first),
        quote::first(graph, same[1])
    );
    let name = Name::anywhere(first.name());
    Proposal {
        line: Line {
            number: 0,
            document: String::new(),
            change: Change::Alias {
                kind: first.kind(),
                body: Name {
                    region: Some(home),
                    ..name.clone()
                },
            },
            name,
            reason,
        },
        is_question: !holds_all,
        weight: same.iter().map(|thing| thing.weight()).sum(),
    }
}

fn told(region: &Region) -> String {
    region.last().unwrap_or("全国").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{is_abbreviation, says_something};

    #[test]
    fn a_kind_of_thing_is_no_name() {
        let grounds = ["上海市", "东莞"].into();
        for (name, expected) in [
            ("上海市重点实验室", false),
            ("东莞电子研究院", true),
            ("2025年版目录", false),
        ] {
            assert_eq!(says_something(name, &grounds), expected, "{name}");
        }
    }

    #[test]
    fn abbreviations_leave_out_nothing_telling() {
        for (short, long, expected) in [
            ("东莞电子研究院", "东莞电子工业技术研究院", true),
            ("科技部人才中心", "科学技术部国外人才研究中心", true),
            ("广东省战略性新兴产业专项资金", "广东省战略性新兴产业发展专项资金", true),
            ("东莞研究院", "东莞北京航空航天大学研究院", false),
            ("全省工作会议", "全省第二次工作会议", false),
            ("东莞研究院", "东莞研究院", false),
            ("科技园", "科学园科技园", false),
            ("百千工程计划", "百千万工程计划", false),
        ] {
            assert_eq!(is_abbreviation(short, long), expected, "{short} {long}");
        }
    }
}
