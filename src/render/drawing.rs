//! What is to be drawn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{EdgeType, Engine, Language, Layout, NodeType, Style, Words};

/// How many edges a drawing shows; more cannot be read on a page.
pub const MAX_EDGES: usize = 150;

/// A node to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnNode {
    /// What edges call it; unique in its drawing.
    pub id: String,
    /// What a reader sees.
    pub label: String,
    /// Its look.
    pub kind: NodeType,
    /// What a reader sees on pointing at it.
    pub tooltip: String,
    /// The heading of the frame it stands in.
    pub cluster: Option<String>,
}

/// An edge to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnEdge {
    /// Id of the node it leaves.
    pub source: String,
    /// Id of the node it reaches.
    pub target: String,
    /// Its look.
    pub kind: EdgeType,
    /// Its strength: decides width, and which edges stay where there are too many.
    pub weight: f64,
    /// What a reader sees on pointing at it: the quote.
    pub tooltip: String,
    /// Whether it has an arrow.
    pub directed: bool,
}

/// A diagram before it has a form.
///
/// Nodes and edges are kept in one order whatever the order they were added in, so the same content gives the same
/// bytes. Parallel edges of one type become one, as strong as the strongest; tooltips are joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Shown in bold beneath the diagram.
    pub title: Words,
    /// Shown beneath the title.
    pub caption: Vec<Words>,
    /// What is drawn, and so how it is best arranged.
    pub layout: Layout,
    /// Which of Graphviz's programs arranges it, where the layout's own is not wanted.
    pub engine: Option<Engine>,
    /// The id of the node in the middle of a radial layout; without it, the node from which the others are nearest.
    pub root: Option<String>,
    /// How many edges are drawn, the strongest first; [`MAX_EDGES`] unless somebody says otherwise.
    pub most_edges: usize,
    /// How large the label of a node is, by its id, from 0 (small) to 1 (large); others have the usual size.
    pub sizes: BTreeMap<String, f64>,
    /// What the sizes say, for the legend.
    pub size_means: Words,
    /// The number, from 0, of the group of a node, by its id: its colour, and written before its label.
    pub groups: BTreeMap<String, usize>,
    /// What each group is called, for the legend; where there are none, the numbers stand for themselves.
    pub group_names: Vec<String>,
    /// The place of a node among its like, by its id: nodes are written, and so drawn, in this order; then by id.
    pub order: BTreeMap<String, usize>,
    /// Names that no line breaks in where they fit on one.
    pub whole: BTreeSet<String>,
    /// What everything looks like.
    pub style: Arc<Style>,
    /// The language of title, caption and legend.
    pub language: Language,
    nodes: BTreeMap<String, DrawnNode>,
    edges: BTreeMap<(String, String, EdgeType), DrawnEdge>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            title: Words::default(),
            caption: Vec::new(),
            layout: Layout::default(),
            engine: None,
            root: None,
            most_edges: MAX_EDGES,
            sizes: BTreeMap::new(),
            size_means: Words::default(),
            groups: BTreeMap::new(),
            group_names: Vec::new(),
            order: BTreeMap::new(),
            whole: BTreeSet::new(),
            style: Style::standard(),
            language: Language::default(),
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
        }
    }
}

impl Drawing {
    /// An empty drawing with a title.
    pub fn new(title: impl Into<Words>, layout: Layout) -> Self {
        Self {
            title: title.into(),
            layout,
            ..Self::default()
        }
    }

    /// Adds a node; one that is there already stays, and takes from the new one a type and a frame if it had none.
    pub fn add_node(&mut self, node: DrawnNode) {
        if let Some(known) = self.nodes.get_mut(&node.id) {
            if known.kind == NodeType::Other {
                known.kind = node.kind;
            }
            known.cluster = known.cluster.take().or(node.cluster);
        } else {
            self.nodes.insert(node.id.clone(), node);
        }
    }

    /// Adds an edge, and its ends where they were not added before.
    pub fn add_edge(&mut self, edge: DrawnEdge) {
        let edge = edge.in_order();
        for end in [&edge.source, &edge.target] {
            if !self.nodes.contains_key(end) {
                self.nodes.insert(end.clone(), DrawnNode::bare(end));
            }
        }
        let key = edge.key();
        if let Some(known) = self.edges.get_mut(&key) {
            known.weight = known.weight.max(edge.weight);
            if !edge.tooltip.is_empty() && !known.tooltip.lines().any(|line| line == edge.tooltip) {
                let separator = if known.tooltip.is_empty() { "" } else { "\n" };
                known.tooltip.push_str(separator);
                known.tooltip.push_str(&edge.tooltip);
            }
        } else {
            self.edges.insert(key, edge);
        }
    }

    /// The weight of the edge that `edge` would become one with; 0 where there is none.
    pub(super) fn weight_like(&self, edge: &DrawnEdge) -> f64 {
        let key = edge.clone().in_order().key();
        self.edges.get(&key).map_or(0.0, |known| known.weight)
    }

    /// Ordered by id.
    pub fn nodes(&self) -> impl Iterator<Item = &DrawnNode> {
        self.nodes.values()
    }

    /// Gives nodes other labels or frames.
    pub(super) fn nodes_mut(&mut self) -> impl Iterator<Item = &mut DrawnNode> {
        self.nodes.values_mut()
    }

    /// Ordered by source, target and type.
    pub fn edges(&self) -> impl Iterator<Item = &DrawnEdge> {
        self.edges.values()
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many edges are too many to be drawn.
    pub fn left_out(&self) -> usize {
        self.edges.len().saturating_sub(self.most_edges)
    }

    /// The drawing with its `most` strongest edges, and the number of edges left out.
    ///
    /// Nodes whose every edge is left out go with them.
    #[must_use]
    pub fn strongest(mut self, most: usize) -> (Self, usize) {
        let left_out = self.edges.len().saturating_sub(most);
        if left_out == 0 {
            return (self, 0);
        }
        let connected = self.connected();
        let mut edges: Vec<_> = std::mem::take(&mut self.edges).into_iter().collect();
        // Among equals, who leads goes before who helps; then, the sort being stable, the order of the keys decides.
        edges.sort_by_key(|(_, edge)| (Reverse(ordered(edge.weight)), edge.kind));
        edges.truncate(most);
        self.edges = edges.into_iter().collect();
        let kept = self.connected();
        self.nodes.retain(|id, _| kept.contains(id) || !connected.contains(id));
        (self, left_out)
    }

    fn connected(&self) -> BTreeSet<String> {
        let ends = self.edges.keys().flat_map(|(source, target, _)| [source, target]);
        ends.cloned().collect()
    }
}

impl DrawnNode {
    fn bare(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: id.to_owned(),
            kind: NodeType::Other,
            tooltip: String::new(),
            cluster: None,
        }
    }
}

impl DrawnEdge {
    /// An edge without a direction runs from the lower id to the higher.
    fn in_order(mut self) -> Self {
        if !self.directed && self.target < self.source {
            std::mem::swap(&mut self.source, &mut self.target);
        }
        self
    }

    fn key(&self) -> (String, String, EdgeType) {
        (self.source.clone(), self.target.clone(), self.kind)
    }
}

/// Bits that sort as the numbers do; weights are never negative, and what is no number counts as nothing.
fn ordered(weight: f64) -> u64 {
    if weight > 0.0 { weight.to_bits() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(source: &str, target: &str, weight: f64, directed: bool) -> DrawnEdge {
        DrawnEdge {
            source: source.to_owned(),
            target: target.to_owned(),
            kind: EdgeType::CoOccurs,
            weight,
            tooltip: String::new(),
            directed,
        }
    }

    #[test]
    fn the_order_of_adding_does_not_matter() {
        let edges = [
            edge("b", "a", 1.0, false),
            edge("a", "b", 2.0, false),
            edge("c", "a", 1.0, false),
        ];
        let mut drawings = [Drawing::default(), Drawing::default()];
        edges.iter().cloned().for_each(|e| drawings[0].add_edge(e));
        edges.iter().rev().cloned().for_each(|e| drawings[1].add_edge(e));
        assert_eq!(drawings[0], drawings[1]);
        let weights: Vec<_> = drawings[0]
            .edges()
            .map(|e| (&*e.source, &*e.target, e.weight))
            .collect();
        assert_eq!(weights, [("a", "b", 2.0), ("a", "c", 1.0)]);
    }

    #[test]
    fn the_strongest_stay_and_lonely_ends_go() {
        let mut drawing = Drawing::default();
        for (source, target, weight) in [("a", "b", 1.0), ("b", "c", 3.0), ("c", "d", 2.0), ("x", "y", 0.5)] {
            drawing.add_edge(edge(source, target, weight, true));
        }
        drawing.add_node(DrawnNode::bare("alone"));
        let (kept, left_out) = drawing.strongest(2);
        assert_eq!(left_out, 2);
        let ids: Vec<_> = kept.nodes().map(|node| &*node.id).collect();
        assert_eq!(ids, ["alone", "b", "c", "d"]);
    }
}
