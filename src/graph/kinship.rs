//! Which unit of one place or time stands where a unit of another stood.

use std::collections::BTreeSet;

use super::{EdgeKind, Entity, Graph, NodeId};
use crate::model::EntityKind;

/// How two units are counterparts, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kinship {
    /// They are one body.
    Same,
    /// A park or place and the committee that runs it.
    Runs,
    /// One became the other, in however many steps.
    Reformed,
    /// They have the same function for governments of the same level in two places.
    SameFunction,
}

/// Functions that many bodies of one place share, so that they tell no counterpart.
const SHARED: [&str; 1] = ["管委会"];

impl Graph {
    /// How two units are counterparts, if they are.
    pub fn kinship(&self, a: NodeId, b: NodeId) -> Option<Kinship> {
        if a == b {
            return Some(Kinship::Same);
        }
        if self
            .edges_around(a, EdgeKind::Administers)
            .iter()
            .any(|edge| edge.other(a) == b)
        {
            return Some(Kinship::Runs);
        }
        if self.reached(a, true).contains(&b) || self.reached(a, false).contains(&b) {
            return Some(Kinship::Reformed);
        }
        let (x, y) = (self.node(a).as_entity()?, self.node(b).as_entity()?);
        same_function(x, y).then_some(Kinship::SameFunction)
    }

    /// Every counterpart of a unit but itself, in the graph's order.
    pub fn counterparts(&self, unit: NodeId) -> Vec<(NodeId, Kinship)> {
        let runs = self
            .edges_around(unit, EdgeKind::Administers)
            .into_iter()
            .map(|edge| edge.other(unit));
        let functions = self.edges_from(unit, EdgeKind::HasFunction).into_iter();
        let peers = functions
            .flat_map(|edge| self.edges_to(edge.to, EdgeKind::HasFunction))
            .map(|edge| edge.from);
        let reforms = [true, false].into_iter().flat_map(|later| self.reached(unit, later));
        let near: BTreeSet<NodeId> = runs
            .chain(peers)
            .chain(reforms)
            .filter(|other| *other != unit)
            .collect();
        near.into_iter()
            .filter_map(|other| Some((other, self.kinship(unit, other)?)))
            .collect()
    }

    /// What an agency became, or what became it.
    fn reached(&self, from: NodeId, later: bool) -> BTreeSet<NodeId> {
        let next = |node| {
            if later {
                self.edges_from(node, EdgeKind::SucceededBy)
            } else {
                self.edges_to(node, EdgeKind::SucceededBy)
            }
        };
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            let steps = next(node).into_iter().map(|edge| edge.other(node));
            open.extend(steps.filter(|step| *step != from && seen.insert(*step)));
        }
        seen
    }
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
