use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::ExportFormat;
use crate::assemble::samples;
use crate::graph::Graph;

fn written(format: ExportFormat, graph: &Graph) -> String {
    let mut bytes = Vec::new();
    format.write(graph, &mut bytes).expect("a vector takes every byte");
    String::from_utf8(bytes).expect("exports are UTF-8")
}

fn texts<'a>(json: &'a Value, list: &str, key: &str) -> Vec<&'a str> {
    let items = json[list].as_array().expect("it is a list");
    items
        .iter()
        .map(|item| item[key].as_str().expect("it is a text"))
        .collect()
}

#[test]
fn node_link_holds_every_node_edge_and_quote() {
    let graph = samples::graph();
    let json: Value = serde_json::from_str(&written(ExportFormat::NodeLink, &graph)).expect("it is JSON");
    let ids: BTreeSet<_> = texts(&json, "nodes", "id").into_iter().collect();
    assert_eq!(ids.len(), graph.node_count());
    for end in ["source", "target"] {
        assert!(texts(&json, "edges", end).iter().all(|id| ids.contains(id)));
    }
    let kinds = texts(&json, "edges", "kind");
    let expected: Vec<_> = graph.all_edges().map(|edge| edge.kind.name()).collect();
    assert_eq!(kinds, expected);
    for (at, edge) in graph.all_edges().enumerate() {
        let reasons = json["edges"][at]["evidence"].as_array().expect("it is a list");
        let quotes: Vec<_> = reasons.iter().filter_map(|reason| reason["quote"].as_str()).collect();
        let evidence = graph.evidence(edge.id);
        let expected: Vec<_> = evidence.iter().map(|evidence| graph.describe(evidence)).collect();
        assert_eq!(quotes, expected);
    }
}

#[test]
fn graphml_declares_every_key_that_it_uses() {
    let graph = samples::graph();
    let xml = written(ExportFormat::GraphMl, &graph);
    let (mut declared, mut used) = (BTreeSet::new(), BTreeSet::new());
    let (mut nodes, mut edges) = (0, 0);
    let mut reader = Reader::from_str(&xml);
    loop {
        let event = reader.read_event().expect("it is well-formed");
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if event == Event::Eof {
                break;
            }
            continue;
        };
        let attribute = |name: &str| {
            let found = element.try_get_attribute(name).expect("it is well-formed");
            found.map(|value| value.value.into_owned())
        };
        match element.name().as_ref() {
            "key" => declared.extend(attribute("id")),
            "data" => used.extend(attribute("key")),
            "node" => nodes += 1,
            "edge" => edges += 1,
            _ => {}
        }
    }
    assert_eq!(declared, used);
    assert_eq!((nodes, edges), (graph.node_count(), graph.edge_count()));
}

#[test]
fn names_read_back() {
    for format in ExportFormat::ALL {
        assert_eq!(format.name().parse().as_ref(), Ok(format));
        assert_eq!(ExportFormat::from_extension(format.extension()), Some(*format));
    }
    let error = "gexf".parse::<ExportFormat>().expect_err("not yet");
    assert_eq!(
        error.to_string(),
        "'gexf' is no export format; it is one of node-link, graphml, ntriples"
    );
}
