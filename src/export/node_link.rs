//! Node-link JSON: one object for the graph, one for each node, one for each edge; one line each.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::ExportError;
use super::record::{self, Attributes};
use crate::graph::Graph;

pub(super) fn write<W: Write>(graph: &Graph, mut out: W) -> Result<(), ExportError> {
    let head = object(Vec::new(), record::provenance(graph))?;
    writeln!(out, "{{\"directed\": true, \"multigraph\": true, \"graph\": {head},")?;
    let nodes = graph.node_ids().map(|id| {
        let node = record::node(graph, id);
        let named = vec![
            ("id", json!(node.id)),
            ("label", json!(node.label)),
            ("kind", json!(node.kind)),
        ];
        object(named, node.attributes)
    });
    list(&mut out, "nodes", nodes)?;
    writeln!(out, ",")?;
    let edges = graph.all_edges().map(|edge| {
        let edge = record::edge(graph, edge);
        let named = vec![
            ("id", json!(edge.id)),
            ("key", json!(edge.id)),
            ("source", json!(edge.source)),
            ("target", json!(edge.target)),
            ("kind", json!(edge.kind)),
            ("weight", json!(edge.weight)),
        ];
        object(named, edge.attributes)
    });
    list(&mut out, "edges", edges)?;
    writeln!(out, "}}")?;
    out.flush()?;
    Ok(())
}

fn list<W: Write>(
    out: &mut W,
    name: &str,
    objects: impl Iterator<Item = Result<Json, ExportError>>,
) -> Result<(), ExportError> {
    write!(out, "\"{name}\": [")?;
    for (at, object) in objects.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &object?)?;
    }
    write!(out, "\n]")?;
    Ok(())
}

fn object(named: Vec<(&'static str, Json)>, attributes: Attributes) -> Result<Json, ExportError> {
    let mut object = Map::new();
    object.extend(named.into_iter().map(|(name, value)| (name.to_owned(), value)));
    for (name, value) in attributes {
        object.insert(name.to_owned(), serde_json::to_value(value)?);
    }
    Ok(Json::Object(object))
}
