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

/// The cells of the table behind their labels, a line each.
fn measured(corpus: &Set, wild: &Set) -> Vec<String> {
    let sets = [corpus, wild].map(Measured::of);
    let line = |cells: [String; 4]| cells.join(" | ");
    let mut lines = Vec::new();
    for (at, (kind, names)) in SHOWN.into_iter().enumerate() {
        let [five, others] = [&sets[0].scores[at], &sets[1].scores[at]];
        lines.push(line([
            of_counts(five.counts),
            resolved(kind, five),
            of_counts(others.counts),
            resolved(kind, others),
        ]));
        let of_kinds = names
            .iter()
            .map(|name| line([of_kind(five, name), String::new(), of_kind(others, name), String::new()]));
        lines.extend(of_kinds);
    }
    let pairs = pairs::scored(corpus).expect("there are gold pairs");
    let five_alone = |cell| line([cell, NONE.to_owned(), String::new(), String::new()]);
    lines.push(five_alone(of_all(pairs.precision(), pairs.recall(), pairs.f1())));
    lines.push(five_alone(format!("**{:.3}**", indicators::score(corpus).f1())));
    for cells in [
        sets.each_ref()
            .map(|set| format!("{}/{}", set.metadata.right, set.metadata.asked)),
        sets.each_ref().map(|set| set.merged().to_string()),
    ] {
        let [five, others] = cells;
        lines.push(line([five, String::new(), others, String::new()]));
    }
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
    let Some(wild) = Set::wild() else { return };
    let measured = measured(Set::corpus(), wild).join("\n");
    for readme in ["README.md", "README.zh.md"] {
        assert_eq!(
            printed(readme).join("\n"),
            measured,
            "{readme} (left) prints other scores than are measured (right)"
        );
    }
}
