//! Ids that stay the same from build to build: made from kind, region and name, never from a node's place.

use crate::graph::{Graph, Node, NodeId};

/// The id of a node in an export.
pub(super) fn node_id(graph: &Graph, id: NodeId) -> String {
    let home = |node: NodeId| graph.node(node).as_document().map_or("", |document| &document.id);
    match graph.node(id) {
        Node::Document(document) => format!("document:{}", document.id),
        Node::Measure(measure) => {
            let repeat = if measure.repeat > 0 { format!("#{}", measure.repeat + 1) } else { String::new() };
            format!("measure:{}:{}{repeat}", home(measure.document), measure.section)
        }
        Node::Entity(entity) => {
            let key = &entity.key;
            let around = if key.document.is_empty() { key.region.to_string() } else { key.document.clone() };
            format!("{}:{around}:{}", key.kind, key.name)
        }
        Node::Target(target) => {
            let place = target.measure.map_or_else(|| format!("document:{}", home(target.document)), |m| node_id(graph, m));
            format!("target:{place}:{}", target.order + 1)
        }
        Node::Function(function) => format!("function:{}", function.key),
    }
}
