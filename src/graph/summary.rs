//! How much of what a graph holds.

use std::collections::BTreeMap;

use super::{EdgeKind, Graph, NodeKind};
use crate::facts::DoubtKind;
use crate::model::EntityKind;

/// Counts to show after a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Documents.
    pub documents: usize,
    /// Measures.
    pub measures: usize,
    /// Targets.
    pub targets: usize,
    /// Entities that a document names, by type; types without any are left out.
    pub entities: BTreeMap<EntityKind, usize>,
    /// Edges by kind; kinds without any are left out.
    pub edges: BTreeMap<EdgeKind, usize>,
    /// What deserves a second look, by reason.
    pub doubts: BTreeMap<DoubtKind, usize>,
}

impl Graph {
    /// Counts of everything.
    pub fn summary(&self) -> Summary {
        let named = self.entities().filter(|(_, entity)| !entity.appearances.is_empty());
        let doubts = self.documents().flat_map(|(_, document)| &document.doubts);
        Summary {
            documents: self.nodes_of(NodeKind::Document).len(),
            measures: self.nodes_of(NodeKind::Measure).len(),
            targets: self.nodes_of(NodeKind::Target).len(),
            entities: tally(named.map(|(_, entity)| entity.kind())),
            edges: tally(self.all_edges().map(|edge| edge.edge.kind())),
            doubts: tally(doubts.map(|doubt| doubt.kind)),
        }
    }
}

fn tally<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}
