//! What tells two documents apart whose texts are nearly the same.
//!
//! One form serves for many: a licence for one company and for another, the plan of this year and of last, the answer to
//! one question pasted under a second. Such documents share nearly every word, and the few that differ are what they are
//! about. So what they say of themselves must agree, and no sentence of one may stand in the other with another number,
//! unit or object in it. Two that are counted as two do less harm than two that are counted as one.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::DocumentFacts;
use crate::model::Sourced;
use crate::text::fold_char;

/// The shortest sentence outside measures that is compared, in letters: shorter ones are dates, signatures, sources.
const SHORTEST: usize = 12;

/// The most sentences of a document that are compared with those of another.
const MOST: usize = 200;

/// Whether something tells two documents apart.
pub(super) fn told_apart(a: &DocumentFacts, b: &DocumentFacts) -> bool {
    headers_differ(a, b) || titles_differ(title(a), title(b)) || promises_differ(a, b) || sentences_differ(a, b)
}

fn headers_differ(a: &DocumentFacts, b: &DocumentFacts) -> bool {
    let (a, b) = (&a.metadata, &b.metadata);
    let issuers: BTreeSet<_> = a.issuers.iter().map(|issuer| &issuer.value.name).collect();
    let is_other = !issuers.is_empty() && !b.issuers.is_empty();
    [
        differ(a.region.as_ref(), b.region.as_ref(), |region| region),
        differ(a.number.as_ref(), b.number.as_ref(), |number| number),
        differ(a.period.as_ref(), b.period.as_ref(), |period| &period.start),
        is_other && !b.issuers.iter().any(|issuer| issuers.contains(&issuer.value.name)),
    ]
    .contains(&true)
}

fn differ<T, V: PartialEq>(a: Option<&Sourced<T>>, b: Option<&Sourced<T>>, of: impl Fn(&T) -> &V) -> bool {
    a.zip(b).is_some_and(|(a, b)| of(&a.value) != of(&b.value))
}

fn title(facts: &DocumentFacts) -> &str {
    facts.metadata.title.as_ref().map_or("", |title| &title.value)
}

/// Whether two titles are those of two documents: a draft and what became of it, two policies in 《》, one form filled in
/// twice, or words that have nothing in common. A title within the other (关于印发…的通知) is the same.
fn titles_differ(a: &str, b: &str) -> bool {
    let is_draft = |title: &str| {
        ["征求意见稿", "草案", "送审稿", "讨论稿"]
            .iter()
            .any(|draft| title.contains(draft))
    };
    if is_draft(a) != is_draft(b) {
        return true;
    }
    let (a_named, b_named) = (named(a), named(b));
    if !a_named.is_empty() && !b_named.is_empty() && a_named.is_disjoint(&b_named) {
        return true;
    }
    let (a, b) = (letters(a), letters(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    filled_in(&a, &b).is_some() || unlike(&a, &b)
}

/// What stands in 《》.
fn named(title: &str) -> BTreeSet<Vec<char>> {
    let begun = title.split('《').skip(1);
    begun
        .filter_map(|name| Some(letters(name.split_once('》')?.0)))
        .collect()
}

/// Whether the shorter title shares few of its pairs of letters with the longer.
fn unlike(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let pairs = |title: &[char]| title.windows(2).map(|pair| (pair[0], pair[1])).collect::<BTreeSet<_>>();
    let (short, long) = (pairs(short), pairs(long));
    short.intersection(&long).count() * 5 < short.len() * 2
}

/// Whether a measure that both have is laid on units of which the other document knows nothing, or one indicator is
/// promised another value.
fn promises_differ(a: &DocumentFacts, b: &DocumentFacts) -> bool {
    let (a_targets, b_targets) = (targets(a), targets(b));
    let other_value = a_targets.iter().any(|(what, values)| {
        let others = b_targets.get(what);
        others.is_some_and(|others| !values.is_subset(others) && !others.is_subset(values))
    });
    other_value || has_other_units(a, b) || has_other_units(b, a)
}

/// For each indicator with its unit and year, the values.
fn targets(facts: &DocumentFacts) -> BTreeMap<(&str, &str, Option<u16>), BTreeSet<&str>> {
    let mut targets: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for target in &facts.targets {
        let what = (target.indicator.as_str(), target.unit.as_str(), target.year);
        targets.entry(what).or_default().insert(&target.value);
    }
    targets
}

fn has_other_units(a: &DocumentFacts, b: &DocumentFacts) -> bool {
    let known = units(b);
    let text: String = b.text.chars().filter(|c| !c.is_whitespace()).collect();
    units(a).iter().any(|(measure, units)| {
        let both = known.contains_key(measure);
        both && units.iter().any(|unit| !text.contains(*unit))
    })
}

/// The units, as printed, on which each measure is laid.
fn units(facts: &DocumentFacts) -> BTreeMap<Vec<char>, BTreeSet<&str>> {
    let mut units: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for duty in &facts.responsibilities {
        if let Some(measure) = duty.measure.and_then(|id| facts.measures.get(id.0 as usize)) {
            units.entry(letters(&measure.title)).or_default().insert(&duty.printed);
        }
    }
    units
}

/// Whether a sentence of one stands in the other with something else in its middle.
fn sentences_differ(a: &DocumentFacts, b: &DocumentFacts) -> bool {
    let (a, b) = (sentences(a), sentences(b));
    let only = |these: &BTreeSet<Vec<char>>, those: &BTreeSet<Vec<char>>| {
        these.difference(those).take(MOST).cloned().collect::<Vec<_>>()
    };
    let (a_only, b_only) = (only(&a, &b), only(&b, &a));
    // A letter may be a slip of the pen or of recognition; a digit is not.
    let matters = |(x, y): (&[char], &[char])| x.len().max(y.len()) >= 2 || x.iter().chain(y).any(char::is_ascii_digit);
    a_only
        .iter()
        .any(|one| b_only.iter().any(|other| filled_in(one, other).is_some_and(matters)))
}

fn sentences(facts: &DocumentFacts) -> BTreeSet<Vec<char>> {
    let sentences = facts.sentences.iter();
    let with_measure = sentences.map(|sentence| (letters(sentence.span.of(&facts.text)), sentence.measure));
    with_measure
        .filter(|(letters, measure)| measure.is_some() || letters.len() >= SHORTEST)
        .map(|(letters, _)| letters)
        .collect()
}

/// The middles of two runs of letters that begin and end alike for at least half of the longer, where both have one.
fn filled_in<'l>(a: &'l [char], b: &'l [char]) -> Option<(&'l [char], &'l [char])> {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (&a[before..], &b[before..]);
    let ends = a_rest.iter().rev().zip(b_rest.iter().rev());
    let behind = ends.take_while(|(a, b)| a == b).count();
    let (x, y) = (&a_rest[..a_rest.len() - behind], &b_rest[..b_rest.len() - behind]);
    let is_frame = 2 * (before + behind) >= a.len().max(b.len());
    (is_frame && !x.is_empty() && !y.is_empty()).then_some((x, y))
}

fn letters(text: &str) -> Vec<char> {
    text.chars().map(fold_char).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_document_and_of_two() {
        for (one, other) in [
            ("关于印发《东莞市科技创新方案》的通知", "东莞市科技创新方案"),
            ("东莞市科技创新实施方案", "东莞出台科技创新方案"),
            ("关于开展专项整治的通知", "某市办公室关于开展专项整治的通知"),
            ("科技创新方案（2021—2025年）", "科技创新方案(2021-2025年)"),
            ("", "东莞市科技创新方案"),
        ] {
            assert!(!titles_differ(one, other), "{one} | {other}");
        }
        for (one, other) in [
            ("关于颁发甲公司制造许可证的通知", "关于颁发乙公司制造许可证的通知"),
            ("《甲实施方案》的重点任务包括？", "《乙若干政策措施》具体包括？"),
            ("某市科技创新方案", "某市科技创新方案（草案）"),
            ("优化营商环境的重点任务", "消费品以旧换新包括哪些内容"),
        ] {
            assert!(titles_differ(one, other), "{one} | {other}");
        }
    }
}
