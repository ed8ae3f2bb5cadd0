//! Names for the web: IRIs made from kind, region and name, the same from build to build.

use std::fmt::Write as _;

use super::term::Resource;
use crate::graph::{Edge, EdgeId, EdgeKind, Graph, Node, NodeId};
use crate::model::{EntityKey, Region};

/// What every IRI of a thing begins with.
pub(super) const BASE: &str = "https://policygraph.org/id/";

/// The IRI of a node, as in `https://policygraph.org/id/agency/广东省/东莞市/东莞市科学技术局`.
pub fn node_iri(graph: &Graph, id: NodeId) -> String {
    format!("{BASE}{}", node_path(graph, id))
}

/// The IRI of a resource.
pub(super) fn resource_iri(graph: &Graph, resource: Resource) -> String {
    match resource {
        Resource::Node(id) => node_iri(graph, id),
        Resource::Edge(id) => format!("{BASE}{}", edge_path(graph, id)),
        Resource::Appearance(entity, document) => {
            let (entity, document) = (node_path(graph, entity), node_path(graph, document));
            format!("{BASE}appearance/{entity}/in/{document}")
        }
        Resource::Count(edge, document) => {
            let (edge, document) = (edge_path(graph, edge), node_path(graph, document));
            format!("{BASE}count/{edge}/in/{document}")
        }
    }
}

fn node_path(graph: &Graph, id: NodeId) -> String {
    match graph.node(id) {
        Node::Document(document) => join("document", [document.id.as_str()]),
        Node::Measure(measure) => {
            let path = join("measure", place_in_outline(graph, id));
            let repeat = measure.repeat + 1;
            if repeat > 1 { format!("{path}~{repeat}") } else { path }
        }
        Node::Entity(entity) => entity_path(&entity.key),
        Node::Target(target) => {
            let place = place_in_outline(graph, target.measure.unwrap_or(target.document));
            format!("{}/{}", join("target", place), target.order + 1)
        }
        Node::Function(function) => join("function", [function.key.as_str()]),
    }
}

/// The document's id and the labels of the section.
fn place_in_outline(graph: &Graph, id: NodeId) -> Vec<&str> {
    let document = graph.document_of(id).map_or("", |(_, document)| &document.id);
    let labels = graph
        .node(id)
        .as_measure()
        .map_or(&[][..], |measure| measure.section.labels());
    std::iter::once(document)
        .chain(labels.iter().map(String::as_str))
        .collect()
}

fn entity_path(key: &EntityKey) -> String {
    let confined = Some(key.document.as_str()).filter(|document| !document.is_empty());
    let divisions = Region::divisions(&key.region).iter().map(String::as_str);
    join(
        key.kind.name(),
        confined.into_iter().chain(divisions).chain([key.name.as_str()]),
    )
}

/// Edges are named by their ends: `responsibility/lead/agency/…/for/measure/…`.
fn edge_path(graph: &Graph, id: EdgeId) -> String {
    let edge = graph.edge(id);
    let (from, to) = (node_path(graph, edge.from), node_path(graph, edge.to));
    match edge.edge {
        Edge::Responsibility(duty) => format!("responsibility/{}/{from}/for/{to}", duty.role),
        Edge::Mentions(_) => format!("mention/{from}/of/{to}"),
        Edge::CoOccurs(_) => format!("cooccurrence/{from}/with/{to}"),
        Edge::Cites(citation) => format!("citation/{}/{from}/of/{to}", citation.kind),
        Edge::SucceededBy { year, .. } => {
            let year = year.map_or_else(String::new, |year| format!("/{year}"));
            format!("succession/{from}/by/{to}{year}")
        }
        Edge::SimilarTo(_) => format!("similarity/{from}/to/{to}"),
        other => format!("edge/{}/{from}/to/{to}", EdgeKind::name(other.kind())),
    }
}

fn join<'a>(kind: &str, segments: impl IntoIterator<Item = &'a str>) -> String {
    segments.into_iter().fold(kind.to_owned(), |mut path, segment| {
        path.push('/');
        escape_into(&mut path, segment);
        path
    })
}

/// Percent-encodes what may not stand in one segment of an IRI, and `~`, which marks repeats. Chinese stays readable.
fn escape_into(path: &mut String, segment: &str) {
    for c in segment.chars() {
        let stands = c.is_alphanumeric()
            || matches!(
                c,
                '-' | '_' | '.' | '(' | ')' | '!' | '$' | '*' | '+' | ',' | ';' | ':' | '@' | '='
            );
        if stands {
            path.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(path, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::assemble::samples;
    use crate::query::term::resources;

    #[test]
    fn iris_are_readable() {
        let graph = samples::graph();
        let iris: BTreeSet<_> = graph.node_ids().map(|id| node_iri(&graph, id)).collect();
        for expected in [
            "https://policygraph.org/id/document/a-2017",
            "https://policygraph.org/id/measure/a-2017/一/(一)",
            "https://policygraph.org/id/target/a-2017/一/(一)/1",
            "https://policygraph.org/id/agency/广东省/东莞市/东莞市科学技术局",
            "https://policygraph.org/id/place/广东省/东莞市",
            "https://policygraph.org/id/collective/a-2017/有关部门",
        ] {
            assert!(iris.contains(expected), "{expected} in {iris:#?}");
        }
    }

    #[test]
    fn iris_are_valid_and_no_two_are_the_same() {
        let graph = samples::graph();
        let mut seen = BTreeSet::new();
        for resource in resources(&graph) {
            let iri = resource_iri(&graph, resource);
            oxrdf::NamedNode::new(&iri).unwrap_or_else(|error| panic!("{iri}: {error}"));
            assert!(seen.insert(iri.clone()), "{iri} is there twice");
        }
    }

    #[test]
    fn what_may_not_stand_is_escaped() {
        for (segment, escaped) in [
            ("a b/c", "x/a%20b%2Fc"),
            ("“东莞杯”", "x/%E2%80%9C东莞杯%E2%80%9D"),
            ("~2", "x/%7E2"),
        ] {
            assert_eq!(join("x", [segment]), escaped);
        }
    }
}
