//! Indicators that stand in more than one document, against those that a reader puts together.

use std::collections::{BTreeMap, BTreeSet};

use policygraph::compare::{By, Comparison, Side, What};
use policygraph::query::Cell;

use super::tables::read_tsv;
use crate::sets::Set;

/// Document, section, value and unit.
type Reading = [String; 4];

/// How many pairs of readings of one indicator were found, missed and found in error.
#[derive(Debug, Default)]
pub(super) struct IndicatorScore {
    hit: usize,
    missed: usize,
    extra: usize,
    pub(super) complaints: Vec<String>,
}

impl IndicatorScore {
    pub(super) fn f1(&self) -> f64 {
        2.0 * self.hit as f64 / (2 * self.hit + self.missed + self.extra).max(1) as f64
    }
}

/// The score over pairs of readings of different documents; those that a reader could argue about count neither way.
pub(super) fn score(set: &Set) -> IndicatorScore {
    let rows = read_tsv(&set.gold().join("compare/indicators.tsv")).expect("the gold is there");
    let reading =
        |row: &super::tables::Row| ["document", "section", "value", "unit"].map(|column| row.get(column).to_owned());
    let gold = |wanted: bool| {
        let rows = rows.iter().filter(move |row| row.get("kind").ends_with('?') != wanted);
        rows.map(|row| (row.get("group").to_owned(), reading(row)))
    };
    let (wanted, doubtful): (BTreeSet<_>, BTreeSet<_>) =
        (pairs(gold(true)), gold(false).map(|(_, reading)| reading).collect());
    let found: BTreeSet<_> = pairs(found(set).into_iter())
        .into_iter()
        .filter(|(a, b)| !doubtful.contains(a) && !doubtful.contains(b))
        .collect();
    let told = |pairs: Vec<&(Reading, Reading)>, how: &str| -> Vec<String> {
        pairs
            .iter()
            .map(|(a, b)| format!("{} | {} {how}", a.join(" "), b.join(" ")))
            .collect()
    };
    let mut complaints = told(wanted.difference(&found).collect(), "is missed");
    complaints.extend(told(found.difference(&wanted).collect(), "is too many"));
    IndicatorScore {
        hit: wanted.intersection(&found).count(),
        missed: wanted.difference(&found).count(),
        extra: found.difference(&wanted).count(),
        complaints,
    }
}

fn found(set: &Set) -> Vec<(String, Reading)> {
    let sides = Side::spread(&set.graph, By::Document, &[]);
    let comparison = Comparison::new(&set.graph, sides).expect("there are several documents");
    let rows = comparison.rows(What::Targets);
    let texts = rows.iter().map(|row| row.iter().map(Cell::to_text).collect::<Vec<_>>());
    texts
        .map(|row| (row[0].clone(), [1, 2, 3, 4].map(|column| row[column].clone())))
        .collect()
}

/// Readings of one group that stand in different documents, in order.
fn pairs(readings: impl Iterator<Item = (String, Reading)>) -> BTreeSet<(Reading, Reading)> {
    let mut groups: BTreeMap<String, BTreeSet<Reading>> = BTreeMap::new();
    for (group, reading) in readings {
        groups.entry(group).or_default().insert(reading);
    }
    let of_group = |group: &BTreeSet<Reading>| -> Vec<(Reading, Reading)> {
        let all = group.iter().flat_map(|a| {
            group
                .iter()
                .filter(move |b| a < *b)
                .map(move |b| (a.clone(), b.clone()))
        });
        all.filter(|(a, b)| a[0] != b[0]).collect()
    };
    groups.values().flat_map(of_group).collect()
}
