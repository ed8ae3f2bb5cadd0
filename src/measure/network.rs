//! Networks of entities taken out of a graph: who is named together, who shares measures, and over which documents.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::rounded;
use crate::graph::{Edge, EdgeId, EdgeKind, Graph, NodeId};
use crate::model::{EntityKind, Region, Role};

/// What binds two entities in a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binding {
    /// They stand in one sentence; the weight is in how many.
    Sentences,
    /// They stand in one measure's own text; the weight is in how many.
    Measures,
    /// They have a role in one measure; the weight is in how many.
    Partners,
}

impl Binding {
    /// Every binding.
    pub const ALL: &'static [Self] = &[Self::Sentences, Self::Measures, Self::Partners];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Measures => "measures",
            Self::Partners => "partners",
        }
    }
}

/// Which documents count, and which entities.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Types of the entities; all if there are none.
    pub kinds: Vec<EntityKind>,
    /// Years of the documents.
    pub years: Option<RangeInclusive<u16>>,
    /// Only documents of this region and what lies in it.
    pub region: Option<Region>,
    /// Only these documents; all if there are none.
    pub documents: BTreeSet<NodeId>,
    /// The lowest weight of a tie.
    pub minimum: u32,
}

impl Selection {
    /// Whether the document counts.
    pub fn has_document(&self, graph: &Graph, id: NodeId) -> bool {
        let Some(document) = graph.node(id).as_document() else {
            return false;
        };
        let home = document.metadata.region.as_ref();
        let is_there = |region| home.is_some_and(|home| home.value.is_within(region));
        let is_then = |years: &RangeInclusive<u16>| document.year().is_some_and(|year| years.contains(&year));
        (self.documents.is_empty() || self.documents.contains(&id))
            && self.years.as_ref().is_none_or(is_then)
            && self.region.as_ref().is_none_or(is_there)
    }

    fn has_entity(&self, graph: &Graph, id: NodeId) -> bool {
        let entity = graph.node(id).as_entity();
        entity.is_some_and(|entity| self.kinds.is_empty() || self.kinds.contains(&entity.kind()))
    }
}

/// Two nodes of a network, by their places in it, and how strongly they are bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The lower place.
    pub a: usize,
    /// The higher place.
    pub b: usize,
    /// In how many sentences or measures.
    pub weight: u32,
    /// An edge of the graph that says so.
    pub because: EdgeId,
}

/// An undirected network; nodes and ties come in the graph's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// Every node that has a tie.
    pub nodes: Vec<NodeId>,
    /// Every tie.
    pub ties: Vec<Tie>,
}

impl Network {
    /// The network of a graph over the selected documents.
    pub fn of(graph: &Graph, binding: Binding, selection: &Selection) -> Self {
        let documents: BTreeSet<NodeId> = graph
            .documents()
            .map(|(id, _)| id)
            .filter(|id| selection.has_document(graph, *id))
            .collect();
        let mut pairs = match binding {
            Binding::Partners => partners(graph, &documents),
            together => named_together(graph, together, &documents),
        };
        pairs.retain(|(a, b), (weight, _)| {
            *weight >= selection.minimum.max(1) && [*a, *b].iter().all(|end| selection.has_entity(graph, *end))
        });
        Self::from_pairs(pairs)
    }

    fn from_pairs(pairs: BTreeMap<(NodeId, NodeId), (u32, EdgeId)>) -> Self {
        let nodes: BTreeSet<NodeId> = pairs.keys().flat_map(|(a, b)| [*a, *b]).collect();
        let nodes: Vec<_> = nodes.into_iter().collect();
        let place = |id: NodeId| nodes.binary_search(&id).expect("every end of a tie is a node");
        let ties = pairs.into_iter().map(|((a, b), (weight, because))| Tie {
            a: place(a),
            b: place(b),
            weight,
            because,
        });
        let ties = ties.collect();
        Self { nodes, ties }
    }

    /// The network as petgraph has it; nodes and edges in the same order.
    pub(super) fn to_petgraph(&self) -> petgraph::graph::UnGraph<(), f64> {
        let mut graph = petgraph::graph::UnGraph::with_capacity(self.nodes.len(), self.ties.len());
        for _ in &self.nodes {
            graph.add_node(());
        }
        for tie in &self.ties {
            let [a, b] = [tie.a, tie.b].map(petgraph::graph::NodeIndex::new);
            graph.add_edge(a, b, f64::from(tie.weight));
        }
        graph
    }

    /// Share of all possible ties that are there.
    pub fn density(&self) -> f64 {
        let nodes = self.nodes.len() as f64;
        if nodes < 2.0 {
            return 0.0;
        }
        rounded(self.ties.len() as f64 / (nodes * (nodes - 1.0) / 2.0))
    }
}

type Pairs = BTreeMap<(NodeId, NodeId), (u32, EdgeId)>;

fn named_together(graph: &Graph, binding: Binding, documents: &BTreeSet<NodeId>) -> Pairs {
    let mut pairs = Pairs::new();
    for edge in graph.edges(EdgeKind::CoOccurs) {
        let Edge::CoOccurs(together) = edge.edge() else {
            continue;
        };
        let counted = together
            .by_document
            .iter()
            .filter(|(document, _)| documents.contains(document));
        let weight = counted
            .map(|(_, count)| {
                if binding == Binding::Sentences {
                    count.sentences
                } else {
                    count.measures
                }
            })
            .sum();
        if weight > 0 {
            pairs.insert((edge.from, edge.to), (weight, edge.id));
        }
    }
    pairs
}

fn partners(graph: &Graph, documents: &BTreeSet<NodeId>) -> Pairs {
    let mut pairs = Pairs::new();
    for place in documents
        .iter()
        .copied()
        .chain(documents.iter().flat_map(|id| graph.measures_in(*id)))
    {
        let units: BTreeMap<NodeId, EdgeId> = Role::ALL
            .iter()
            .flat_map(|role| graph.ending(place, EdgeKind::of_role(*role)))
            .map(|edge| (edge.from, edge.id))
            .collect();
        for (a, because) in &units {
            for (b, _) in units.range(a..).skip(1) {
                pairs.entry((*a, *b)).or_insert((0, *because)).0 += 1;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    fn ties(binding: Binding, selection: &Selection) -> Vec<(String, String, u32)> {
        let graph = samples::graph();
        let network = Network::of(&graph, binding, selection);
        let name = |place: usize| graph.label(network.nodes[place]);
        network
            .ties
            .iter()
            .map(|tie| (name(tie.a), name(tie.b), tie.weight))
            .collect()
    }

    #[test]
    fn partners_share_measures() {
        let tie = |weight| vec![("东莞市科学技术局".to_owned(), "东莞市财政局".to_owned(), weight)];
        assert_eq!(ties(Binding::Partners, &Selection::default()), tie(2));
        let late = Selection {
            years: Some(2018..=2030),
            ..Selection::default()
        };
        assert_eq!(ties(Binding::Partners, &late), tie(1));
        let elsewhere = Selection {
            region: Some(Region::from("广东省/江门市")),
            ..Selection::default()
        };
        assert_eq!(ties(Binding::Partners, &elsewhere), []);
    }

    #[test]
    fn a_network_has_the_types_and_weights_asked_for() {
        let agencies = Selection {
            kinds: vec![EntityKind::Agency],
            minimum: 2,
            ..Selection::default()
        };
        let found = ties(Binding::Sentences, &agencies);
        assert_eq!(found, [("东莞市科学技术局".to_owned(), "东莞市财政局".to_owned(), 2)]);
        assert!(ties(Binding::Sentences, &Selection::default()).len() > 4);
    }
}
