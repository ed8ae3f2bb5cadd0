//! A network with what was measured of its nodes, in GraphML: for Gephi, visone, igraph and NetworkX.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::graph::Graph;
use crate::measure::Network;
use crate::query::{first_quote, node_iri};

/// Something measured of every node of a network, in the order of its nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The values.
    pub values: Vec<f64>,
}

/// The network in GraphML: label, type, region and the attributes at each node; weight and quote at each edge.
pub fn network_graphml(graph: &Graph, network: &Network, attributes: &[Attribute]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for key in ["label", "type", "region"] {
        declare(&mut xml, key, "node", "string");
    }
    for attribute in attributes {
        declare(&mut xml, &attribute.name, "node", "double");
    }
    declare(&mut xml, "weight", "edge", "int");
    declare(&mut xml, "quote", "edge", "string");
    let _ = writeln!(xml, "  <desc>{}</desc>", escape(graph.provenance().to_string()));
    xml.push_str("  <graph edgedefault=\"undirected\">\n");
    for (place, id) in network.nodes.iter().enumerate() {
        let _ = writeln!(xml, "    <node id=\"{}\">", escape(node_iri(graph, *id)));
        let region = graph.node(*id).as_entity().map(|entity| entity.key.region.to_string());
        data(&mut xml, "label", &graph.label(*id));
        data(&mut xml, "type", graph.node(*id).type_name());
        data(&mut xml, "region", &region.unwrap_or_default());
        for attribute in attributes {
            data(&mut xml, &attribute.name, &attribute.values[place].to_string());
        }
        xml.push_str("    </node>\n");
    }
    for tie in &network.ties {
        let [a, b] = [tie.a, tie.b].map(|place| node_iri(graph, network.nodes[place]));
        let _ = writeln!(xml, "    <edge source=\"{}\" target=\"{}\">", escape(a), escape(b));
        data(&mut xml, "weight", &tie.weight.to_string());
        data(&mut xml, "quote", &first_quote(graph, tie.because));
        xml.push_str("    </edge>\n");
    }
    xml.push_str("  </graph>\n</graphml>\n");
    xml
}

fn declare(xml: &mut String, name: &str, of: &str, kind: &str) {
    let _ = writeln!(
        xml,
        "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
    );
}

fn data(xml: &mut String, key: &str, value: &str) {
    let _ = writeln!(xml, "      <data key=\"{key}\">{}</data>", escape(value));
}
