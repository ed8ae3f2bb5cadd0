//! Which unit of one document stands where a unit of another stood.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{EdgeKind, Entity, Graph, NodeId};
use crate::model::EntityKind;

/// How two units are counterparts, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kinship {
    /// They are one body.
    Same,
    /// A park or place and the committee that runs it.
    Runs,
    /// One became the other.
    Reformed,
    /// They have the same function for governments of the same level in two places.
    SameFunction,
}

/// The counterparts of every unit of a graph.
#[derive(Debug, Clone)]
pub struct Counterparts<'g> {
    graph: &'g Graph,
    /// What each agency became, in however many steps.
    later: BTreeMap<NodeId, BTreeSet<NodeId>>,
    /// What each committee runs.
    runs: BTreeSet<(NodeId, NodeId)>,
}

/// Functions that many bodies of one place share, so that they tell no counterpart.
const SHARED: [&str; 2] = ["管委会", "派出机构"];

impl<'g> Counterparts<'g> {
    /// Of the units of a graph.
    pub fn of(graph: &'g Graph) -> Self {
        let mut next: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        for edge in graph.edges(EdgeKind::SucceededBy) {
            next.entry(edge.from).or_default().push(edge.to);
        }
        let later = next.keys().map(|from| (*from, reached(*from, &next)));
        Self {
            graph,
            later: later.collect(),
            runs: graph.edges(EdgeKind::Administers).map(|edge| (edge.from, edge.to)).collect(),
        }
    }

    /// How two units are counterparts, if they are.
    pub fn between(&self, a: NodeId, b: NodeId) -> Option<Kinship> {
        if a == b {
            return Some(Kinship::Same);
        }
        let runs = |x, y| self.runs.contains(&(x, y));
        if runs(a, b) || runs(b, a) {
            return Some(Kinship::Runs);
        }
        let became = |x, y| self.later.get(&x).is_some_and(|later| later.contains(&y));
        if became(a, b) || became(b, a) {
            return Some(Kinship::Reformed);
        }
        let (x, y) = (self.graph.node(a).as_entity()?, self.graph.node(b).as_entity()?);
        same_function(x, y).then_some(Kinship::SameFunction)
    }
}

fn reached(from: NodeId, next: &BTreeMap<NodeId, Vec<NodeId>>) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for to in next.get(&node).into_iter().flatten() {
            if *to != from && seen.insert(*to) {
                open.push(*to);
            }
        }
    }
    seen
}

/// Whether two agencies do the same for two governments of one level. Two of one place are two bodies.
fn same_function(x: &Entity, y: &Entity) -> bool {
    let (home, other) = (&x.key.region, &y.key.region);
    x.kind() == EntityKind::Agency
        && y.kind() == EntityKind::Agency
        && x.function.is_some()
        && x.function == y.function
        && !x.function.as_deref().is_some_and(|function| SHARED.contains(&function))
        && home != other
        && home.divisions().len() == other.divisions().len()
}
