//! GraphML: typed keys first, then nodes and edges.
//!
//! A GraphML value is a single text or number. Several names are joined by `|`, as in the tables; what has parts of
//! its own (evidence, counts by document) is JSON in a text, and quotes stand once more in `quote`, one a line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::record::{self, Attributes, EdgeRecord, NodeRecord, Value};
use crate::graph::Graph;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

/// GraphML's type of every attribute, by what it belongs to and its name.
type Keys = BTreeMap<(&'static str, &'static str), &'static str>;

pub(super) fn write<W: Write>(graph: &Graph, out: W) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(
        BytesStart::new("graphml").with_attributes([("xmlns", NAMESPACE)]),
    ))?;
    write_keys(&mut xml, &keys(graph))?;
    let open = BytesStart::new("graph").with_attributes([("id", "policygraph"), ("edgedefault", "directed")]);
    xml.write_event(Event::Start(open))?;
    write_data(&mut xml, "graph", record::provenance(graph))?;
    for id in graph.node_ids() {
        write_node(&mut xml, record::node(graph, id))?;
    }
    for edge in graph.all_edges() {
        write_edge(&mut xml, record::edge(graph, edge))?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

fn keys(graph: &Graph) -> Keys {
    let mut keys = Keys::new();
    let mut add = |owner, attributes: Attributes| {
        for (name, value) in flat(attributes) {
            keys.insert((owner, name), type_of(&value));
        }
    };
    add("graph", record::provenance(graph));
    graph
        .node_ids()
        .for_each(|id| add("node", node_data(record::node(graph, id)).1));
    graph
        .all_edges()
        .for_each(|edge| add("edge", edge_data(record::edge(graph, edge)).1));
    keys
}

fn write_keys<W: Write>(xml: &mut Writer<W>, keys: &Keys) -> io::Result<()> {
    for ((owner, name), kind) in keys {
        let id = key_id(owner, name);
        let key = [
            ("id", id.as_str()),
            ("for", owner),
            ("attr.name", name),
            ("attr.type", kind),
        ];
        xml.write_event(Event::Empty(BytesStart::new("key").with_attributes(key)))?;
    }
    Ok(())
}

fn write_node<W: Write>(xml: &mut Writer<W>, node: NodeRecord) -> io::Result<()> {
    let (id, data) = node_data(node);
    let id = clean(&id);
    xml.write_event(Event::Start(
        BytesStart::new("node").with_attributes([("id", id.as_str())]),
    ))?;
    write_data(xml, "node", data)?;
    xml.write_event(Event::End(BytesEnd::new("node")))
}

fn write_edge<W: Write>(xml: &mut Writer<W>, edge: EdgeRecord) -> io::Result<()> {
    let (source, target) = (clean(&edge.source), clean(&edge.target));
    let (id, data) = edge_data(edge);
    let ends = [
        ("id", id.as_str()),
        ("source", source.as_str()),
        ("target", target.as_str()),
    ];
    xml.write_event(Event::Start(BytesStart::new("edge").with_attributes(ends)))?;
    write_data(xml, "edge", data)?;
    xml.write_event(Event::End(BytesEnd::new("edge")))
}

fn node_data(node: NodeRecord) -> (String, Attributes) {
    let mut data = vec![("label", Value::Text(node.label)), ("kind", Value::Text(node.kind))];
    data.extend(node.attributes);
    (node.id, data)
}

fn edge_data(edge: EdgeRecord) -> (String, Attributes) {
    let mut data = vec![
        ("label", Value::Text(edge.kind.to_owned())),
        ("kind", Value::Text(edge.kind.to_owned())),
        ("weight", Value::Real(edge.weight.into())),
    ];
    data.extend(edge.attributes);
    (edge.id, data)
}

fn write_data<W: Write>(xml: &mut Writer<W>, owner: &str, attributes: Attributes) -> io::Result<()> {
    for (name, value) in flat(attributes) {
        let key = key_id(owner, name);
        xml.write_event(Event::Start(
            BytesStart::new("data").with_attributes([("key", key.as_str())]),
        ))?;
        xml.write_event(Event::Text(BytesText::new(&clean(&printed(&value)))))?;
        xml.write_event(Event::End(BytesEnd::new("data")))?;
    }
    Ok(())
}

/// Every value single, and quotes beside the evidence.
fn flat(attributes: Attributes) -> Attributes {
    let mut flat = Attributes::new();
    for (name, value) in attributes {
        if let Value::Evidence(reasons) = &value {
            let quotes: Vec<&str> = reasons.iter().map(|reason| reason.quote.as_str()).collect();
            flat.push(("quote", Value::Text(quotes.join("\n"))));
        }
        let single = match value {
            Value::List(items) => Value::Text(items.join("|")),
            Value::Evidence(_) | Value::Counts(_) | Value::Words(_) | Value::Doubts(_) => {
                Value::Text(serde_json::to_string(&value).unwrap_or_default())
            }
            single => single,
        };
        flat.push((name, single));
    }
    flat
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Whole(_) => "long",
        Value::Real(_) => "double",
        Value::Flag(_) => "boolean",
        _ => "string",
    }
}

fn printed(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        // `flat` has left none of the others.
        _ => String::new(),
    }
}

fn key_id(owner: &str, name: &str) -> String {
    format!("{owner}_{name}")
}

/// Without the characters that XML 1.0 cannot hold in any form.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..) && !matches!(c, '\u{7f}'..='\u{84}')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(clean("科\u{0}技\u{b}局\t\u{ffff}<&>\u{20000}"), "科技局\t<&>\u{20000}");
    }

    #[test]
    fn several_names_are_joined_and_quotes_stand_alone() {
        let names = Value::List(vec!["市科技局".to_owned(), "科技局".to_owned()]);
        let evidence = Value::Evidence(vec![super::super::reason::Reason::default()]);
        let flat = flat(vec![("printed", names), ("evidence", evidence)]);
        let names: Vec<_> = flat.iter().map(|(name, value)| (*name, type_of(value))).collect();
        assert_eq!(
            names,
            [("printed", "string"), ("quote", "string"), ("evidence", "string")]
        );
        assert_eq!(flat[0].1, Value::Text("市科技局|科技局".to_owned()));
    }
}
