//! Documents that are one document: a reposted page, a plan as .docx and as .html, a plan with and without its notice.
//!
//! Two documents are one where nearly all that the shorter says stands in the longer, in the same words and with the same
//! numbers, and nothing speaks against it (see `told_apart`). Texts are compared by runs of characters: first a sample of
//! them, to find the few pairs worth looking at, then all.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::told_apart::Marks;
use crate::facts::{DocumentFacts, Facts};
use crate::text::folded_letters;

/// A document that is another one once more.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// Its path.
    pub path: String,
    /// Its id.
    pub document: String,
    /// The id of the one that is kept.
    pub of: String,
    /// The share of the shorter text that stands in the longer.
    pub likeness: f64,
}

/// Characters in a run.
const RUN: usize = 8;
/// One run in so many is in the sample.
const SAMPLE: u64 = 16;
/// The share of the shorter text that must stand in the longer.
const CONTAINED: f64 = 0.92;
/// The shortest text that is compared, in runs: shorter ones are alike by chance.
const SHORTEST: usize = 60;
/// The texts of so many documents are compared at once.
const COMPARED: usize = 256;
/// Samples are gone through in so many parts.
const PARTS: u64 = 16;
/// How much longer one text may be: a notice around a plan, not a collection around one of its papers.
const LONGER: f64 = 1.5;

/// The documents that are others once more, ordered by id. What is kept says the most, and among equals sorts first.
pub fn duplicates(facts: &Facts) -> Vec<Duplicate> {
    let sketches = facts.each(|document| Sketch::of(&document));
    let pairs = alike(facts, &candidates(&sketches));
    let documents = facts.packed();
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|&i| (Reverse(sketches[i].weight), &documents[i].id));
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for i in order {
        let twin = pairs.iter().filter_map(|&(a, b, likeness)| match i {
            _ if i == a && kept.contains(&b) => Some((b, likeness)),
            _ if i == b && kept.contains(&a) => Some((a, likeness)),
            _ => None,
        });
        let twin = twin.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let Some((of, likeness)) = twin else {
            kept.insert(i);
            continue;
        };
        found.push(Duplicate {
            path: documents[i].path.clone(),
            document: documents[i].id.clone(),
            of: documents[of].id.clone(),
            likeness,
        });
    }
    found.sort_by(|a, b| a.document.cmp(&b.document));
    found
}

/// Those of the pairs that are one document, with how alike they are.
fn alike(facts: &Facts, pairs: &[(usize, usize)]) -> Vec<(usize, usize, f64)> {
    let (mut found, mut rest) = (Vec::new(), pairs);
    while !rest.is_empty() {
        let (batch, met) = first_of(rest);
        let texts = met
            .into_par_iter()
            .map(|place| (place, Text::of(&facts.packed()[place].facts())));
        let texts: BTreeMap<usize, Text> = texts.collect();
        let likeness = |&(a, b): &(usize, usize)| Some((a, b, texts[&a].likeness(&texts[&b])?));
        found.extend(batch.par_iter().filter_map(likeness).collect::<Vec<_>>());
        rest = &rest[batch.len()..];
    }
    found
}

/// The first of some pairs, as many as meet no more than [`COMPARED`] documents, and these documents.
fn first_of(pairs: &[(usize, usize)]) -> (&[(usize, usize)], BTreeSet<usize>) {
    let mut met = BTreeSet::new();
    let is_enough = |(a, b): &(usize, usize)| {
        met.extend([*a, *b]);
        met.len() >= COMPARED
    };
    let count = pairs.iter().position(is_enough).map_or(pairs.len(), |last| last + 1);
    (&pairs[..count], met)
}

/// What of every document is kept to find pairs.
struct Sketch {
    /// One in so many of its runs.
    sample: Box<[u64]>,
    /// How much it says: that is what is kept.
    weight: (usize, usize, usize),
}

impl Sketch {
    fn of(facts: &DocumentFacts) -> Self {
        let letters = letters(facts);
        let mut runs: Vec<u64> = runs(&letters).collect();
        runs.sort_unstable();
        runs.dedup();
        let sample = runs.iter().copied().filter(|run| run.is_multiple_of(SAMPLE));
        Self {
            sample: if runs.len() < SHORTEST {
                Box::default()
            } else {
                sample.collect()
            },
            weight: (facts.responsibilities.len(), facts.measures.len(), runs.len()),
        }
    }

    /// The runs of its sample that are of one part of all runs.
    fn part(&self, part: u64) -> impl Iterator<Item = u64> {
        let sample = self.sample.iter().copied();
        sample.filter(move |run| run / SAMPLE % PARTS == part)
    }
}

/// A document's own words, without page chrome, as runs.
struct Text {
    runs: FxHashSet<u64>,
    numbers: BTreeMap<u64, usize>,
    marks: Marks,
}

/// The letters and digits of a document.
fn letters(facts: &DocumentFacts) -> Vec<char> {
    let mut letters = Vec::with_capacity(facts.text.len() / 3);
    for sentence in &facts.sentences {
        letters.extend(folded_letters(sentence.span.of(&facts.text)));
    }
    letters
}

fn runs(letters: &[char]) -> impl Iterator<Item = u64> {
    letters.windows(RUN).map(|run| hash(run.iter().copied()))
}

impl Text {
    fn of(facts: &DocumentFacts) -> Self {
        let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
        for sentence in &facts.sentences {
            let pieces = sentence.span.of(&facts.text).split(|c: char| !c.is_ascii_digit());
            for number in pieces.filter(|digits| !digits.is_empty()) {
                *numbers.entry(hash(number.chars())).or_default() += 1;
            }
        }
        Self {
            runs: runs(&letters(facts)).collect(),
            numbers,
            marks: Marks::of(facts),
        }
    }

    /// The share of the shorter that stands in the longer, where both are one document.
    fn likeness(&self, other: &Self) -> Option<f64> {
        let (short, long) = if self.runs.len() <= other.runs.len() {
            (self, other)
        } else {
            (other, self)
        };
        let shared = short.runs.iter().filter(|run| long.runs.contains(run)).count();
        let likeness = shared as f64 / short.runs.len().max(1) as f64;
        let is_one = likeness >= CONTAINED
            && long.runs.len() as f64 <= LONGER * short.runs.len() as f64
            && short.same_numbers(long)
            && !self.marks.differ(&other.marks);
        is_one.then_some(likeness)
    }

    /// Whether the numbers of the shorter stand in the longer: this year's plan may be last year's with other numbers.
    fn same_numbers(&self, long: &Self) -> bool {
        let all: usize = self.numbers.values().sum();
        let shared: usize = self
            .numbers
            .iter()
            .map(|(number, &count)| count.min(long.numbers.get(number).copied().unwrap_or(0)))
            .sum();
        all == 0 || shared as f64 >= 0.97 * all as f64
    }
}

/// Pairs that share half of the smaller one's sample.
fn candidates(sketches: &[Sketch]) -> Vec<(usize, usize)> {
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for part in 0..PARTS {
        let runs = (0..)
            .zip(sketches)
            .flat_map(|(i, sketch)| sketch.part(part).map(move |run| (run, i)));
        let mut holders: Vec<(u64, u32)> = runs.collect();
        holders.par_sort_unstable();
        let holders = holders.chunk_by(|a, b| a.0 == b.0);
        // What stands in very many documents (为贯彻落实…) tells no pair from another.
        for holders in holders.filter(|holders| holders.len() <= 50) {
            for (k, (_, a)) in holders.iter().enumerate() {
                for (_, b) in &holders[k + 1..] {
                    *shared.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }
    let size = |i: u32| sketches[i as usize].sample.len();
    let near = |&((a, b), count): &((u32, u32), u32)| 2 * count as usize >= size(a).min(size(b));
    let near = shared.into_iter().filter(near);
    let mut pairs: Vec<(usize, usize)> = near.map(|((a, b), _)| (a as usize, b as usize)).collect();
    pairs.sort_unstable();
    pairs
}

/// FNV-1a, with the bits mixed at the end so that a sample by remainder is fair.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mixed = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Given;
    use crate::extract::{Document, extract};
    use crate::lexicon::Lexicon;

    const TASKS: [&str; 6] = [
        "实施高新技术企业培育计划，建立后备企业库，完善认定奖补政策。",
        "支持骨干企业建设研发机构，引导企业加大研发投入，落实加计扣除政策。",
        "加快建设重点实验室和工程技术研究中心，提升源头创新能力。",
        "引进一批创新创业领军人才团队，完善人才住房和子女入学保障。",
        "推进科技金融结合，设立创业投资引导基金，发展知识产权质押融资。",
        "推动科技成果转化，建设技术转移服务平台，健全技术经纪人队伍。",
    ];

    fn facts(documents: &[(&str, String)]) -> Facts {
        let given = Given::default();
        let read = |(id, text): &(&str, String)| {
            let document = Document {
                id,
                path: id,
                bytes: text.as_bytes(),
                given: &given,
            };
            extract(document, Lexicon::embedded()).expect("it is text")
        };
        documents.iter().map(read).collect()
    }

    fn plan(head: &str, number: &str) -> String {
        let tasks: Vec<String> = (0..TASKS.len())
            .map(|i| format!("{}、{}", ["一", "二", "三", "四", "五", "六"][i], TASKS[i]))
            .collect();
        format!("{head}\n{}\n到2025年，培育企业{number}家。\n", tasks.join("\n"))
    }

    fn found(documents: &[(&str, String)]) -> Vec<(String, String)> {
        let found = duplicates(&facts(documents));
        found.into_iter().map(|one| (one.document, one.of)).collect()
    }

    #[test]
    fn a_plan_with_another_header_is_the_same_plan() {
        let notice = plan(
            "关于印发《东莞市科技创新实施方案》的通知\n各镇街：\n现印发给你们，请认真贯彻执行。\n东莞市科技创新实施方案",
            "500",
        );
        let found = found(&[("a", plan("东莞市科技创新实施方案", "500")), ("b", notice)]);
        assert_eq!(found, [("a".to_owned(), "b".to_owned())]);
    }

    #[test]
    fn what_tells_documents_apart() {
        for (one, other) in [
            (
                plan("东莞市科技创新实施方案", "500"),
                plan("江门市科技创新实施方案", "500"),
            ),
            (
                plan("东莞市2021年科技创新计划", "500"),
                plan("东莞市2022年科技创新计划", "500"),
            ),
            (
                plan("东莞市科技创新实施方案", "500"),
                plan("东莞市科技创新实施方案（征求意见稿）", "500"),
            ),
        ] {
            assert_eq!(found(&[("a", one.clone()), ("b", other)]), [], "{one}");
        }
    }

    #[test]
    fn one_thing_that_is_promised_otherwise_makes_two() {
        let head = "东莞市科技创新实施方案";
        let text = format!(
            "{}七、办好创新创业大赛，建设大学科技园。（责任单位：市科技局、市教育局）\n",
            plan(head, "500")
        );
        for (here, there) in [
            ("500家", "600家"),
            ("市教育局", "市商务局"),
            ("、市教育局", ""),
            ("大学科技园", "国际合作园"),
            ("设立创业投资", "扩大天使投资"),
        ] {
            let other = text.replace(here, there);
            assert_eq!(found(&[("a", text.clone()), ("b", other)]), [], "{here}");
        }
        // A slip, a line more, other blanks.
        for (here, there) in [
            ("知识产权", "知只产权"),
            ("\n七、", "\n\n　　七、"),
            ("）\n", "）\n特此通知。\n"),
        ] {
            let other = text.replace(here, there);
            assert_eq!(found(&[("a", text.clone()), ("b", other)]).len(), 1, "{here}");
        }
    }
}
