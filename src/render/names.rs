//! How things are named on a drawing: in full or as documents print them, and never broken within.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Drawing;
use super::cluster::node_of;
use crate::graph::{EdgeKind, Graph, Node, NodeId};
use crate::model::{Evidence, UnknownName, named};
use crate::query::node_iri;

named! {
    /// What stands on the nodes of entities.
    Labels as "kind of label" {
        /// The resolved name.
        Full = "full",
        /// The shortest name that a document prints.
        Short = "short",
    }
}

impl Drawing {
    /// Gives entities the shortest names that documents print; where two would have the same, they keep their names in full.
    /// The full name stays where a reader points.
    pub fn shorten(&mut self, graph: &Graph) {
        let mut short: BTreeMap<String, String> = BTreeMap::new();
        for node in self.nodes() {
            let entity = node_of(graph, &node.id).and_then(|id| graph.node(id).as_entity());
            let printed = entity.map_or(&[][..], |entity| &entity.printed);
            let printed = printed.iter().filter(|form| form.chars().count() > 1);
            let form = printed.min_by_key(|form| form.chars().count()).unwrap_or(&node.label);
            short.insert(node.id.clone(), form.clone());
        }
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for form in short.values() {
            *uses.entry(form.clone()).or_default() += 1;
        }
        for node in self.nodes_mut() {
            if let Some(form) = short.remove(&node.id).filter(|form| uses[form] == 1) {
                node.label = form;
            }
        }
    }

    /// Takes over from the graph the order of the nodes (measures in that of their document), and the names in which no line
    /// breaks.
    pub fn follow(&mut self, graph: &Graph) {
        let known = |(id, node): (String, NodeId)| (id, node.index());
        let nodes = self
            .nodes()
            .filter_map(|node| Some((node.id.clone(), node_of(graph, &node.id)?)));
        let nodes: Vec<(String, NodeId)> = nodes.collect();
        for (_, id) in &nodes {
            self.whole.extend(names_of(graph, *id));
        }
        self.order = nodes.into_iter().map(known).collect();
    }

    /// Puts this node in the middle of a radial layout.
    pub fn around(&mut self, graph: &Graph, id: NodeId) {
        self.root = Some(node_iri(graph, id));
    }
}

/// The names in the label of a node, and in the heading of its frame.
fn names_of(graph: &Graph, id: NodeId) -> Vec<String> {
    let home = |region: &crate::model::Region| region.last().map(str::to_owned);
    let mut names = match graph.node(id) {
        Node::Entity(entity) => {
            let mut names = entity.printed.clone();
            names.push(entity.name().to_owned());
            names.extend(home(&entity.key.region));
            names
        }
        Node::Measure(measure) => names_in_title(graph, id, measure.title_span),
        _ => Vec::new(),
    };
    let document = graph.document_of(id);
    names.extend(document.and_then(|(_, document)| home(&document.metadata.region.as_ref()?.value)));
    names
}

fn names_in_title(graph: &Graph, measure: NodeId, title: crate::text::Span) -> Vec<String> {
    let mentions = graph.edges_from(measure, EdgeKind::Mentions);
    let evidence = mentions.iter().flat_map(|edge| edge.edge().evidence());
    let named = evidence.filter_map(|evidence| match evidence {
        Evidence::Text { document, span, .. } if span.start >= title.start && span.end <= title.end => {
            Some(graph.cut(document, *span).to_owned())
        }
        _ => None,
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::render::{DrawnNode, Layout, NodeType};

    fn entities() -> (Graph, Drawing) {
        let graph = samples::graph();
        let mut drawing = Drawing::new("", Layout::Spring);
        for (id, entity) in graph.entities() {
            drawing.add_node(DrawnNode {
                id: node_iri(&graph, id),
                label: entity.name().to_owned(),
                kind: NodeType::from_name(entity.kind().name()),
                tooltip: entity.name().to_owned(),
                cluster: None,
            });
        }
        (graph, drawing)
    }

    #[test]
    fn short_names_are_printed_ones_and_no_two_are_the_same() {
        let (graph, mut drawing) = entities();
        drawing.shorten(&graph);
        let mut labels: Vec<_> = drawing.nodes().map(|node| node.label.clone()).collect();
        let all = labels.len();
        labels.sort();
        labels.dedup();
        assert_eq!(labels.len(), all);
        let renamed = drawing
            .nodes()
            .find(|node| node.tooltip == "东莞市科学技术局")
            .expect("it is there");
        assert!(
            renamed.label.chars().count() < "东莞市科学技术局".chars().count(),
            "{}",
            renamed.label
        );
    }

    #[test]
    fn names_and_the_places_they_begin_with_stay_whole() {
        let (graph, mut drawing) = entities();
        drawing.follow(&graph);
        for name in ["东莞市科学技术局", "东莞市"] {
            assert!(drawing.whole.contains(name), "{:?}", drawing.whole);
        }
    }
}
