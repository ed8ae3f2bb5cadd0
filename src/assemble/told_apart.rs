//! What tells two documents apart whose texts are nearly the same.
//!
//! One form serves for many: a licence for one company and for another, the plan of this year and of last, the answer to
//! one question pasted under a second. Such documents share nearly every word, and the few that differ are what they are
//! about. So what they say of themselves must agree, and no sentence of one may stand in the other with another number,
//! unit or object in it. Two that are counted as two do less harm than two that are counted as one.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{DocumentFacts, Metadata};
use crate::model::Sourced;
use crate::text::folded_letters;

/// The shortest sentence outside measures that is compared, in letters: shorter ones are dates, signatures, sources.
const SHORTEST: usize = 12;

/// The most sentences of a document that are compared with those of another.
const MOST: usize = 200;

/// What of a document may tell it apart from another.
pub(super) struct Marks {
    header: Metadata,
    title: Title,
    /// For each indicator with its unit and year, the values.
    targets: BTreeMap<(String, String, Option<u16>), BTreeSet<String>>,
    /// The units, as printed, on which each measure is laid.
    units: BTreeMap<Vec<char>, BTreeSet<String>>,
    /// The text without white space.
    text: String,
    sentences: BTreeSet<Vec<char>>,
}

impl Marks {
    pub(super) fn of(facts: &DocumentFacts) -> Self {
        Self {
            header: facts.metadata.clone(),
            title: Title::of(facts.metadata.title.as_ref().map_or("", |title| &title.value)),
            targets: targets(facts),
            units: units(facts),
            text: facts.text.chars().filter(|c| !c.is_whitespace()).collect(),
            sentences: sentences(facts),
        }
    }

    /// Whether something tells the two documents apart.
    pub(super) fn differ(&self, other: &Self) -> bool {
        headers_differ(&self.header, &other.header)
            || self.title.differs(&other.title)
            || promises_differ(self, other)
            || sentences_differ(&self.sentences, &other.sentences)
    }
}

fn headers_differ(a: &Metadata, b: &Metadata) -> bool {
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

/// A title as it is compared.
struct Title {
    is_draft: bool,
    /// What stands in 《》.
    named: BTreeSet<Vec<char>>,
    letters: Vec<char>,
}

impl Title {
    fn of(title: &str) -> Self {
        let drafts = ["征求意见稿", "草案", "送审稿", "讨论稿"];
        Self {
            is_draft: drafts.iter().any(|draft| title.contains(draft)),
            named: named(title),
            letters: letters(title),
        }
    }

    /// Whether two titles are those of two documents: a draft and what became of it, two policies in 《》, one form filled in
    /// twice, or words that have nothing in common. A title within the other (关于印发…的通知) is the same.
    fn differs(&self, other: &Self) -> bool {
        if self.is_draft != other.is_draft {
            return true;
        }
        if !self.named.is_empty() && !other.named.is_empty() && self.named.is_disjoint(&other.named) {
            return true;
        }
        let (a, b) = (&self.letters, &other.letters);
        !a.is_empty() && !b.is_empty() && (filled_in(a, b).is_some() || unlike(a, b))
    }
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
fn promises_differ(a: &Marks, b: &Marks) -> bool {
    let other_value = a.targets.iter().any(|(what, values)| {
        let others = b.targets.get(what);
        others.is_some_and(|others| !values.is_subset(others) && !others.is_subset(values))
    });
    other_value || has_other_units(a, b) || has_other_units(b, a)
}

fn has_other_units(a: &Marks, b: &Marks) -> bool {
    a.units.iter().any(|(measure, units)| {
        let both = b.units.contains_key(measure);
        both && units.iter().any(|unit| !b.text.contains(unit))
    })
}

fn targets(facts: &DocumentFacts) -> BTreeMap<(String, String, Option<u16>), BTreeSet<String>> {
    let mut targets: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for target in &facts.targets {
        let what = (target.indicator.clone(), target.unit.clone(), target.year);
        targets.entry(what).or_default().insert(target.value.clone());
    }
    targets
}

fn units(facts: &DocumentFacts) -> BTreeMap<Vec<char>, BTreeSet<String>> {
    let mut units: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for duty in &facts.responsibilities {
        if let Some(measure) = duty.measure.and_then(|id| facts.measures.get(id.0 as usize)) {
            let printed = units.entry(letters(&measure.title)).or_default();
            printed.insert(duty.printed.clone());
        }
    }
    units
}

/// Whether a sentence of one stands in the other with something else in its middle.
fn sentences_differ(a: &BTreeSet<Vec<char>>, b: &BTreeSet<Vec<char>>) -> bool {
    let only = |these: &BTreeSet<Vec<char>>, those: &BTreeSet<Vec<char>>| {
        these.difference(those).take(MOST).cloned().collect::<Vec<_>>()
    };
    let (a_only, b_only) = (only(a, b), only(b, a));
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
    folded_letters(text).collect()
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
            assert!(!Title::of(one).differs(&Title::of(other)), "{one} | {other}");
        }
        for (one, other) in [
            ("关于颁发甲公司制造许可证的通知", "关于颁发乙公司制造许可证的通知"),
            ("《甲实施方案》的重点任务包括？", "《乙若干政策措施》具体包括？"),
            ("某市科技创新方案", "某市科技创新方案（草案）"),
            ("优化营商环境的重点任务", "消费品以旧换新包括哪些内容"),
        ] {
            assert!(Title::of(one).differs(&Title::of(other)), "{one} | {other}");
        }
    }
}
