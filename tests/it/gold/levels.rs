//! The levels reached, in `tests/gold/reached.tsv`: a score may neither fall below nor rise unnoticed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use super::tables::read_tsv;
use crate::sets::in_package;

const FILE: &str = "tests/gold/reached.tsv";
const HEAD: &str = "# The least that each score must reach. UPDATE_GOLD=1 cargo test --test it gold raises levels and adds \
                    missing ones; to lower one, edit it here and say why in the commit.\nset\tkind\tmeasure\tlevel\n";

/// How far a score may fall: what rounding takes.
const FALL: f64 = 0.0005;
/// How far a score may rise before its level must be raised.
const RISE: f64 = 0.01;

/// Which score: the set, what is scored, and by which measure.
pub(crate) type Key = (&'static str, &'static str, String);

/// The levels that were reached before.
pub(crate) struct Levels(BTreeMap<(String, String, String), f64>);

impl Levels {
    pub(crate) fn read() -> Self {
        let rows = read_tsv(&in_package(FILE)).unwrap_or_default();
        let levels = rows.iter().map(|row| {
            let [set, kind, measure] = ["set", "kind", "measure"].map(|column| row.get(column).to_owned());
            let level = row.get("level").parse();
            ((set, kind, measure), level.unwrap_or_else(|_| panic!("{FILE}: {row}")))
        });
        Self(levels.collect())
    }

    /// Raises to these scores the levels that lie below.
    pub(crate) fn raise(&mut self, scores: &[(Key, f64)]) {
        for &(ref key, score) in scores {
            let level = self.0.entry(owned(key)).or_insert(score);
            if gain(key, *level, score) > 0.0 {
                *level = score;
            }
        }
    }

    pub(crate) fn write(&self) {
        let mut text = HEAD.to_owned();
        for ((set, kind, measure), level) in &self.0 {
            writeln!(text, "{set}\t{kind}\t{measure}\t{level:.4}").expect("a string takes every text");
        }
        fs::write(in_package(FILE), text).expect("the file can be written");
    }

    /// What is wrong with a score.
    pub(crate) fn fault(&self, key: &Key, score: f64) -> Option<String> {
        let name = format!("{} {} {}", key.0, key.1, key.2);
        let Some(&level) = self.0.get(&owned(key)) else {
            return Some(format!(
                "{name} {score:.4} has no level in {FILE}: UPDATE_GOLD=1 adds it"
            ));
        };
        match gain(key, level, score) {
            gain if gain < -FALL => Some(format!("{name} fell from {level:.4} to {score:.4}")),
            gain if gain > RISE => Some(format!(
                "{name} rose from {level:.4} to {score:.4}: raise the level with UPDATE_GOLD=1"
            )),
            _ => None,
        }
    }
}

/// By how much a score is better than its level; of what is counted as wrong, fewer is better.
fn gain(key: &Key, level: f64, score: f64) -> f64 {
    match key.2.as_str() {
        "merged" => level - score,
        _ => score - level,
    }
}

fn owned(&(set, kind, ref measure): &Key) -> (String, String, String) {
    (set.to_owned(), kind.to_owned(), measure.clone())
}
