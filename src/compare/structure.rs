//! How the work of a side is shared out.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::Duty;
use crate::graph::{Graph, NodeId};
use crate::model::Role;

/// A number about a side.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistic {
    /// What it counts.
    pub name: &'static str,
    /// Of which role, unit or chapter.
    pub key: String,
    /// The number.
    pub value: f64,
}

/// Every number about the duties of a side.
///
/// `duties` and `measures` are counts. `share` is the part of all duties of a role that a unit carries; `hhi`
/// (Herfindahl–Hirschman) and `gini` say how concentrated a role is on few units, from 0, or one by the number of units,
/// to 1. `units-per-measure` is the mean over the measures that have a unit, for all and for each chapter.
pub(super) fn statistics(graph: &Graph, duties: &[Duty<'_>]) -> Vec<Statistic> {
    let mut statistics = vec![
        number("duties", "", duties.len() as f64),
        number("measures", "", measures(duties).len() as f64),
        number("units-per-measure", "", per_measure(duties)),
    ];
    for role in Role::ALL {
        let of_role: Vec<Duty<'_>> = duties
            .iter()
            .filter(|duty| duty.responsibility.role == *role)
            .copied()
            .collect();
        if !of_role.is_empty() {
            statistics.extend(of_one_role(graph, *role, &of_role));
        }
    }
    let mut chapters: BTreeMap<NodeId, Vec<Duty<'_>>> = BTreeMap::new();
    for duty in duties {
        chapters.entry(chapter(graph, duty.edge.to)).or_default().push(*duty);
    }
    let of_chapter = |(chapter, duties): (NodeId, Vec<Duty<'_>>)| {
        let document = graph.document_of(chapter).map_or("", |(_, document)| &document.id);
        let section = graph
            .node(chapter)
            .as_measure()
            .map_or_else(String::new, |measure| measure.section.to_string());
        number(
            "units-per-measure",
            &format!("{document}/{section}"),
            per_measure(&duties),
        )
    };
    statistics.extend(chapters.into_iter().map(of_chapter));
    statistics
}

fn number(name: &'static str, key: &str, value: f64) -> Statistic {
    Statistic {
        name,
        key: key.to_owned(),
        value,
    }
}

fn of_one_role(graph: &Graph, role: Role, duties: &[Duty<'_>]) -> Vec<Statistic> {
    let mut counts: BTreeMap<NodeId, u32> = BTreeMap::new();
    for duty in duties {
        *counts.entry(duty.edge.from).or_insert(0) += 1;
    }
    let shares: Vec<f64> = counts
        .values()
        .map(|count| f64::from(*count) / duties.len() as f64)
        .collect();
    let mut statistics = vec![
        number("duties", role.name(), duties.len() as f64),
        number("units", role.name(), counts.len() as f64),
        number("hhi", role.name(), shares.iter().map(|share| share * share).sum()),
        number("gini", role.name(), gini(&shares)),
    ];
    let mut by_share: Vec<_> = counts.keys().zip(shares).collect();
    by_share.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let key = |unit: NodeId| format!("{role}/{}", graph.label(unit));
    statistics.extend(
        by_share
            .into_iter()
            .map(|(unit, share)| number("share", &key(*unit), share)),
    );
    statistics
}

/// The Gini coefficient of shares: 0 where all are equal.
fn gini(shares: &[f64]) -> f64 {
    let mut sorted = shares.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (count, total) = (sorted.len() as f64, sorted.iter().sum::<f64>());
    if total == 0.0 {
        return 0.0;
    }
    let weighted: f64 = (1..).zip(&sorted).map(|(rank, share)| f64::from(rank) * share).sum();
    (2.0 * weighted / (count * total) - (count + 1.0) / count).max(0.0)
}

fn measures(duties: &[Duty<'_>]) -> BTreeSet<NodeId> {
    duties.iter().map(|duty| duty.edge.to).collect()
}

fn per_measure(duties: &[Duty<'_>]) -> f64 {
    let pairs: BTreeSet<(NodeId, NodeId)> = duties.iter().map(|duty| (duty.edge.to, duty.edge.from)).collect();
    let measures = measures(duties).len();
    if measures == 0 {
        0.0
    } else {
        pairs.len() as f64 / measures as f64
    }
}

/// The outermost heading over a measure.
fn chapter(graph: &Graph, measure: NodeId) -> NodeId {
    let up = |node: &NodeId| {
        graph
            .parent(*node)
            .filter(|node| graph.node(*node).as_measure().is_some())
    };
    std::iter::successors(Some(measure), up).last().unwrap_or(measure)
}

#[cfg(test)]
mod tests {
    use super::gini;

    #[test]
    fn gini_runs_from_equal_to_one_for_all() {
        for (shares, expected) in [
            (&[0.5, 0.5][..], 0.0),
            (&[1.0], 0.0),
            (&[0.0, 0.0, 0.0, 1.0], 0.75),
            (&[], 0.0),
        ] {
            assert!((gini(shares) - expected).abs() < 1e-9, "{shares:?} {}", gini(shares));
        }
    }
}
