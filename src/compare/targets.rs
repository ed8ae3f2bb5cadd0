//! Indicators that stand on more than one side, with every value that is promised or was reached.

use std::collections::{BTreeMap, BTreeSet};

use super::indicator::indicator_key;
use super::side::Side;
use super::value::base;
use crate::graph::{Graph, NodeId, Target};
use crate::model::TargetKind;

/// An indicator with its values on all sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// What is measured, in the wording that is the same for all.
    pub name: String,
    /// By year, then by document.
    pub readings: Vec<Reading>,
}

/// A value of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The target.
    pub target: NodeId,
    /// The value in the base unit.
    pub value: String,
    /// The base unit.
    pub unit: String,
    /// By when, or for which year.
    pub year: Option<u16>,
    /// Promised or reported.
    pub kind: TargetKind,
}

/// The indicators that documents of two sides or more have.
pub(super) fn indicators(graph: &Graph, sides: &[Side]) -> Vec<Indicator> {
    let mut sides_of: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (at, side) in sides.iter().enumerate() {
        for document in &side.documents {
            sides_of.entry(*document).or_default().push(at);
        }
    }
    let mut found: BTreeMap<(String, String), (BTreeSet<usize>, Vec<Reading>)> = BTreeMap::new();
    for (node, target) in graph.targets() {
        let Some(here) = sides_of.get(&target.document) else {
            continue;
        };
        let reading = reading(node, target);
        let of_kind = if counts_things(&reading.unit) {
            "个"
        } else {
            &reading.unit
        };
        let key = (indicator_key(&target.indicator), of_kind.to_owned());
        let (on, readings) = found.entry(key).or_default();
        on.extend(here);
        readings.push(reading);
    }
    let shared = found.into_iter().filter(|(_, (on, _))| on.len() > 1);
    let indicators = shared.map(|((name, _), (_, mut readings))| {
        readings.sort_by_key(|reading| (reading.year, reading.target));
        Indicator { name, readings }
    });
    indicators.collect()
}

fn reading(node: NodeId, target: &Target) -> Reading {
    let (value, unit) = base(&target.value, &target.unit);
    Reading {
        target: node,
        value,
        unit,
        year: target.year,
        kind: target.kind,
    }
}

/// Whether a unit is a measure word for whole things, of which texts use now this, now that.
fn counts_things(unit: &str) -> bool {
    matches!(
        unit,
        "个" | "家" | "名" | "人" | "项" | "所" | "支" | "件" | "种" | "户" | "座" | "位"
    )
}
