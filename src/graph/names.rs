//! Names of nodes, and nodes by their names.

use std::cmp::Ordering;

use super::{Document, Entity, Graph, Measure, Node, NodeId, NodeKind, range_of};
use crate::model::{EntityKey, EntityKind, Region};
use crate::text::{Span, fold_name};

impl Graph {
    /// What to write on a node: the title, heading, name or indicator.
    pub fn label(&self, id: NodeId) -> String {
        match self.node(id) {
            Node::Document(document) => document.title().to_owned(),
            Node::Measure(measure) => measure_label(measure),
            Node::Entity(entity) => entity.name().to_owned(),
            Node::Target(target) => format!("{} {}{}", target.indicator, target.value, target.unit),
            Node::Function(function) => function.key.clone(),
        }
    }

    /// The document of this id.
    pub fn document(&self, id: &str) -> Option<(NodeId, &Document)> {
        let node = self.search(NodeKind::Document, |node| {
            node.as_document().map(|document| document.id.as_str()).cmp(&Some(id))
        })?;
        Some((node, self.node(node).as_document()?))
    }

    /// The document in which a document, measure or target stands.
    pub fn document_of(&self, id: NodeId) -> Option<(NodeId, &Document)> {
        let node = match self.kind_of(id) {
            NodeKind::Document => id,
            NodeKind::Measure => self.document_of_measure(id),
            NodeKind::Target => self.node(id).as_target()?.document,
            NodeKind::Entity | NodeKind::Function => return None,
        };
        Some((node, self.node(node).as_document()?))
    }

    /// The entity of this key.
    pub fn entity(&self, key: &EntityKey) -> Option<NodeId> {
        self.search(NodeKind::Entity, |node| {
            node.as_entity().map(|entity| &entity.key).cmp(&Some(key))
        })
    }

    /// The node of a kind whose payload compares equal; nodes of a kind are ordered by what they are looked up by.
    fn search(&self, kind: NodeKind, compare: impl Fn(&Node) -> Ordering) -> Option<NodeId> {
        let range = range_of(&self.node_starts, kind as usize);
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            let id = NodeId::from_index(middle);
            match compare(self.node(id)) {
                Ordering::Equal => return Some(id),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The entities that are called `name` or printed so anywhere; width, spaces and quotation marks do not matter.
    pub fn entities_named(&self, name: &str) -> Vec<(NodeId, &Entity)> {
        let wanted = fold_name(name);
        let is_it = |entity: &Entity| {
            fold_name(entity.name()) == wanted || entity.printed.iter().any(|form| fold_name(form) == wanted)
        };
        self.entities().filter(|(_, entity)| is_it(entity)).collect()
    }

    /// The place that a region is.
    pub fn place_of(&self, region: &Region) -> Option<NodeId> {
        let name = region.last()?;
        let around = region.parent().unwrap_or_default();
        [around, region.clone()]
            .into_iter()
            .find_map(|home| self.entity(&EntityKey::new(EntityKind::Place, home, name)))
    }

    /// The measure of a document whose own text holds the first byte of the span, if one does.
    pub fn measure_at(&self, document: NodeId, span: Span) -> Option<NodeId> {
        let range = range_of(&self.node_starts, NodeKind::Measure as usize);
        let begins_before = |index: &usize| {
            let measure = self.node(NodeId::from_index(*index)).as_measure();
            measure.is_some_and(|measure| (measure.document, measure.span.start) <= (document, span.start))
        };
        let after = range.start + partition_point(range.len(), |at| begins_before(&(range.start + at)));
        let id = NodeId::from_index(after.checked_sub(1).filter(|at| range.contains(at))?);
        let measure = self.node(id).as_measure()?;
        (measure.document == document && span.start < measure.span.end).then_some(id)
    }

    /// The text of a measure, without that of the measures inside it.
    pub fn text_of(&self, measure: NodeId) -> &str {
        let own = |measure: &Measure| {
            let text = &self.text(measure.document).text;
            measure.span.of(text).trim()
        };
        self.node(measure).as_measure().map_or("", own)
    }
}

/// How many of the first `length` places are so; those that are come before those that are not.
pub(super) fn partition_point(length: usize, is_so: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_so(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn measure_label(measure: &Measure) -> String {
    let number = measure.section.labels().last().map_or("", String::as_str);
    format!("{number} {}", measure.title).trim().to_owned()
}
