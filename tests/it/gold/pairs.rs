//! Measures that a careful reader would put side by side, against those that are matched.

use std::fmt;
use std::fs;

use policygraph::graph::NodeId;
use policygraph::likeness::{Likeness, THRESHOLD};

use super::tables::read_tsv;
use crate::sets::Set;

/// The scores at the default threshold; nothing where a set has no gold pairs.
pub(super) fn scored(set: &Set) -> Option<PairScore> {
    set.gold()
        .join("compare")
        .exists()
        .then(|| PairScore::at(set, &Likeness::of(&set.graph), THRESHOLD))
}

/// A section of the one document and one of the other.
type Pair = (String, String);

/// How many pairs were found, missed and found in error.
#[derive(Debug, Clone, Default)]
pub(super) struct PairScore {
    hit: usize,
    missed: usize,
    extra: usize,
    pub(super) complaints: Vec<String>,
}

impl PairScore {
    /// The scores over every file of gold pairs of a set, at a threshold.
    pub(super) fn at(set: &Set, likeness: &Likeness<'_>, least: f64) -> Self {
        let mut score = Self::default();
        for (a, b, gold) in gold(set) {
            score.add(&a, &b, &gold, &found(set, likeness, [&a, &b], least));
        }
        score
    }

    fn add(&mut self, a: &str, b: &str, gold: &Gold, found: &[Pair]) {
        for pair in &gold.yes {
            if found.iter().any(|found| hits(pair, found)) {
                self.hit += 1;
            } else {
                self.missed += 1;
                self.complaints
                    .push(format!("{a} {} | {b} {} is missed", pair.0, pair.1));
            }
        }
        let wrong = |found: &&Pair| !gold.yes.iter().chain(&gold.doubtful).any(|pair| hits(pair, found));
        for pair in found.iter().filter(wrong) {
            self.extra += 1;
            self.complaints
                .push(format!("{a} {} | {b} {} is too many", pair.0, pair.1));
        }
    }

    pub(super) fn precision(&self) -> f64 {
        self.hit as f64 / (self.hit + self.extra).max(1) as f64
    }

    pub(super) fn recall(&self) -> f64 {
        self.hit as f64 / (self.hit + self.missed).max(1) as f64
    }

    pub(super) fn f1(&self) -> f64 {
        2.0 * self.hit as f64 / (2 * self.hit + self.missed + self.extra).max(1) as f64
    }
}

impl fmt::Display for PairScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p, r, f1) = (self.precision(), self.recall(), self.f1());
        let Self { hit, missed, extra, .. } = self;
        write!(
            f,
            "P {p:.3} R {r:.3} F1 {f1:.3} hit {hit} missed {missed} extra {extra}"
        )
    }
}

/// What a reader says of two documents.
struct Gold {
    yes: Vec<Pair>,
    doubtful: Vec<Pair>,
}

/// A task may be told at either level of the outline.
fn hits(gold: &Pair, found: &Pair) -> bool {
    let inside = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
    let same = |a: &str, b: &str| a == b || inside(a, b) || inside(b, a);
    same(&gold.0, &found.0) && same(&gold.1, &found.1)
}

/// The two documents and the pairs of each file.
fn gold(set: &Set) -> Vec<(String, String, Gold)> {
    let folder = set.gold().join("compare");
    let entries = fs::read_dir(&folder).expect("the gold is there");
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let of = |name: &String| {
        let (a, b) = name.strip_suffix(".tsv")?.split_once("__")?;
        let rows = read_tsv(&folder.join(name))?;
        let pairs = |wanted: &str| {
            let rows = rows.iter().filter(|row| row.get("match") == wanted);
            rows.map(|row| (row.get("a_section").to_owned(), row.get("b_section").to_owned()))
                .collect()
        };
        let gold = Gold {
            yes: pairs("yes"),
            doubtful: pairs("?"),
        };
        Some((a.to_owned(), b.to_owned(), gold))
    };
    names.iter().filter_map(of).collect()
}

/// The matched sections of two documents.
fn found(set: &Set, likeness: &Likeness<'_>, documents: [&str; 2], least: f64) -> Vec<Pair> {
    let [a, b] = documents.map(|id| measures_of(set, id));
    let section = |node: NodeId| {
        let measure = set.graph.node(node).as_measure().expect("only measures are matched");
        measure.section.to_string()
    };
    let matches = likeness.matches(&a, &b, least).into_iter();
    let mut found: Vec<Pair> = matches.map(|found| (section(found.a), section(found.b))).collect();
    found.sort();
    found.dedup();
    found
}

fn measures_of(set: &Set, id: &str) -> Vec<NodeId> {
    let (document, _) = set.graph.document(id).expect("it is in the set");
    let measures = set.graph.measures().filter(|(_, measure)| measure.document == document);
    measures.map(|(node, _)| node).collect()
}

#[expect(clippy::print_stdout, reason = "it is run to be read")]
#[test]
#[ignore = "prints how precision and recall follow the threshold"]
fn thresholds() {
    let set = Set::corpus();
    let likeness = Likeness::of(&set.graph);
    for percent in 16..40 {
        let least = f64::from(percent) / 100.0;
        println!("{least:.2} {}", PairScore::at(set, &likeness, least));
    }
    let score = PairScore::at(set, &likeness, THRESHOLD);
    println!("{}", score.complaints.join("\n"));
}
