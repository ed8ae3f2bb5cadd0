//! How things are named on a drawing: in full or as documents print them, and never broken within.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Drawing;
use super::cluster::iri_of;
use crate::model::{UnknownName, named};
use crate::query::Known;

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
    pub fn shorten(&mut self, known: &dyn Known) {
        let mut short: BTreeMap<String, String> = BTreeMap::new();
        for node in self.nodes() {
            let printed = known.printed(iri_of(&node.id)).into_iter();
            let printed = printed.filter(|form| form.chars().count() > 1);
            let form = printed.min_by_key(|form| form.chars().count());
            short.insert(node.id.clone(), form.unwrap_or_else(|| node.label.clone()));
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
    pub fn follow(&mut self, known: &dyn Known) {
        let place = |id: &String| Some((id.clone(), known.place(iri_of(id))?));
        let order: BTreeMap<String, usize> = self.nodes().filter_map(|node| place(&node.id)).collect();
        for id in order.keys() {
            self.whole.extend(known.names(iri_of(id)));
        }
        self.order = order;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::graph::Graph;
    use crate::query::node_iri;
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
