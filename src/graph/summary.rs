//! How much of what a graph holds.

use std::collections::BTreeMap;

use super::{EdgeKind, Entity, Graph, Node, NodeKind};
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
        let nodes = |kind: NodeKind| self.nodes[kind as usize].scan(0..self.nodes_of(kind).len());
        let entity = |node: Node| {
            node.as_entity()
                .filter(|entity| !entity.printed.is_empty())
                .map(Entity::kind)
        };
        let doubts = |node: Node| match node {
            Node::Document(document) => document.doubts,
            _ => Vec::new(),
        };
        let edges = EdgeKind::ALL
            .iter()
            .map(|kind| (*kind, self.edges[*kind as usize].len()));
        Summary {
            documents: self.nodes_of(NodeKind::Document).len(),
            measures: self.nodes_of(NodeKind::Measure).len(),
            targets: self.nodes_of(NodeKind::Target).len(),
            entities: tally(nodes(NodeKind::Entity).filter_map(entity)),
            edges: edges.filter(|(_, count)| *count > 0).collect(),
            doubts: tally(nodes(NodeKind::Document).flat_map(doubts).map(|doubt| doubt.kind)),
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
