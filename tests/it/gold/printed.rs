//! The scores that the two readmes print are those measured.

use std::fs;

use super::metadata::MetadataScore;
use super::score::{Counts, Kind, Score};
use super::{indicators, metadata, pairs, score};
use crate::sets::{Set, in_package};

/// The kinds of rows that a line of their own shows, as the tables order them.
const SHOWN: [(Kind, &[&str]); 4] = [
    (Kind::Outline, &[]),
    (Kind::Responsibilities, &["lead", "support", "responsible"]),
    (
        Kind::Entities,
        &[
            "agency",
            "park",
            "program",
            "enterprise",
            "institution",
            "place",
            "policy",
        ],
    ),
    (Kind::Targets, &["target", "achieved"]),
];

/// Cells that say nothing.
const NONE: &str = "–";

/// What is measured of a set.
struct Measured {
    scores: [Score; 4],
    metadata: MetadataScore,
}

impl Measured {
    fn of(set: &Set) -> Self {
        Self {
            scores: SHOWN.map(|(kind, _)| score(set, kind)),
            metadata: metadata(set),
        }
    }

    fn merged(&self) -> usize {
        self.scores.iter().map(|score| score.merged).sum()
    }
}

fn of_all(precision: f64, recall: f64, f1: f64) -> String {
    format!("{precision:.3} / {recall:.3} / **{f1:.3}**")
}

fn of_counts(counts: Counts) -> String {
    of_all(counts.precision(), counts.recall(), counts.f1())
}

fn of_kind(score: &Score, name: &str) -> String {
    let counts = score.by_type.get(name);
    counts.map_or_else(|| NONE.to_owned(), |counts| format!("{:.3}", counts.f1()))
}

fn resolved(kind: Kind, score: &Score) -> String {
    match kind {
        Kind::Outline => NONE.to_owned(),
        _ => format!("{:.3}", score.resolved_share()),
    }
}

/// The cells of the table behind their labels, a line each; the corpus is the first of the sets.
fn measured(sets: &[&Set]) -> Vec<String> {
    let measured: Vec<Measured> = sets.iter().map(|set| Measured::of(set)).collect();
    let line = |cells: Vec<[String; 2]>| cells.concat().join(" | ");
    let of_each = |cells: &dyn Fn(&Measured) -> [String; 2]| line(measured.iter().map(cells).collect());
    let mut lines = Vec::new();
    for (at, (kind, names)) in SHOWN.into_iter().enumerate() {
        lines.push(of_each(&|set| {
            let score = &set.scores[at];
            [of_counts(score.counts), resolved(kind, score)]
        }));
        let of_kinds = names
            .iter()
            .map(|name| of_each(&|set| [of_kind(&set.scores[at], name), String::new()]));
        lines.extend(of_kinds);
    }
    let pairs = pairs::scored(sets[0]).expect("there are gold pairs");
    let of_corpus_alone = |cell: String| {
        let mut cells = vec![[cell, NONE.to_owned()]];
        cells.resize(sets.len(), [String::new(), String::new()]);
        line(cells)
    };
    lines.push(of_corpus_alone(of_all(pairs.precision(), pairs.recall(), pairs.f1())));
    lines.push(of_corpus_alone(format!("**{:.3}**", indicators::score(sets[0]).f1())));
    lines.push(of_each(&|set| {
        let MetadataScore { right, asked, .. } = set.metadata;
        [format!("{right}/{asked}"), String::new()]
    }));
    lines.push(of_each(&|set| [set.merged().to_string(), String::new()]));
    lines
}

/// The cells of a readme's table of scores behind their labels: its lines from the outline's on.
fn printed(readme: &str) -> Vec<String> {
    let text = fs::read_to_string(in_package(readme)).expect("the readme is there");
    let rows = text.lines().skip_while(|line| !line.contains(" / **1.000**"));
    let rows = rows.map_while(|line| line.strip_prefix('|')?.strip_suffix('|'));
    let cells = rows.map(|row| row.split('|').skip(1).map(str::trim).collect::<Vec<_>>());
    cells.map(|cells| cells.join(" | ")).collect()
}

#[test]
fn readmes_print_the_scores_that_are_measured() {
    let sets: Vec<&Set> = Set::all().collect();
    if sets.len() < 3 {
        return;
    }
    let measured = measured(&sets).join("\n");
    for readme in ["README.md", "README.zh.md"] {
        assert_eq!(
            printed(readme).join("\n"),
            measured,
            "{readme} (left) prints other scores than are measured (right)"
        );
    }
}
