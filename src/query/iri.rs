//! Names for the web: IRIs made from kind, region and name, the same from build to build.

use std::fmt::Write as _;

use super::resource::Resource;
use crate::graph::{Edge, EdgeId, EdgeKind, Graph, Node, NodeId};
use crate::model::{EntityKey, EntityKind, Region};

/// What every IRI of a thing begins with.
pub(super) const BASE: &str = "https://policygraph.org/id/";

/// The IRI of a node, as in `https://policygraph.org/id/agency/广东省/东莞市/东莞市科学技术局`.
pub fn node_iri(graph: &Graph, id: NodeId) -> String {
    format!("{BASE}{}", node_path(graph, id))
}

/// The IRI of a resource.
pub(super) fn resource_iri(graph: &Graph, resource: Resource) -> String {
    match resource {
        Resource::Graph => format!("{BASE}graph"),
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
        Resource::Evidence(edge, place) => format!("{BASE}evidence/{}/{}", edge_path(graph, edge), place + 1),
        Resource::Sentence(document, place) => format!("{BASE}sentence/{}/{}", node_path(graph, document), place + 1),
        Resource::Doubt(document, place) => format!("{BASE}doubt/{}/{}", node_path(graph, document), place + 1),
    }
}

/// The document, measure or entity of this IRI, found by what the IRI says rather than by looking through all.
pub fn node_of_iri(graph: &Graph, iri: &str) -> Option<NodeId> {
    let path = iri.strip_prefix(BASE)?;
    let (kind, rest) = path.split_once('/')?;
    let segments: Vec<String> = rest.split('/').map(unescaped).collect();
    let (name, before) = segments.split_last()?;
    let id = match kind {
        "document" => graph.document(name)?.0,
        "measure" => {
            let (document, _) = graph.document(segments.first()?)?;
            graph.measures_in(document).find(|id| node_path(graph, *id) == path)?
        }
        kind => graph.entity(&entity_key(kind, before, name)?)?,
    };
    (node_path(graph, id) == path).then_some(id)
}

fn entity_key(kind: &str, before: &[String], name: &str) -> Option<EntityKey> {
    Some(match kind.parse().ok()? {
        EntityKind::Collective => EntityKey::collective(before.first()?, name),
        kind => EntityKey::new(kind, Region::new(before), name),
    })
}

/// The key of the entity of this IRI, whether or not any graph has it.
#[cfg(feature = "endpoint")]
pub(super) fn key_of_iri(iri: &str) -> Option<EntityKey> {
    let (kind, rest) = iri.strip_prefix(BASE)?.split_once('/')?;
    let segments: Vec<String> = rest.split('/').map(unescaped).collect();
    let (name, before) = segments.split_last()?;
    entity_key(kind, before, name)
}

/// The segment with its percent signs read; bytes that are no UTF-8 stay out.
fn unescaped(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let coded = (*first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten();
        if let Some(byte) = coded.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
    match edge.edge() {
        Edge::Responsibility(duty) => format!("responsibility/{}/{from}/for/{to}", duty.role),
        Edge::Mentions(_) => format!("mention/{from}/of/{to}"),
        Edge::CoOccurs(_) => format!("cooccurrence/{from}/with/{to}"),
        Edge::Cites(citation) => format!("citation/{}/{from}/of/{to}", citation.kind),
        Edge::SucceededBy { year, .. } => {
            let year = year.map_or_else(String::new, |year| format!("/{year}"));
            format!("succession/{from}/by/{to}{year}")
        }
        Edge::MemberOf(_) => format!("membership/{from}/of/{to}"),
        Edge::HostedBy { .. } => format!("hosting/{from}/by/{to}"),
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
    use crate::query::index::Index;
    use crate::query::resource::resources;

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
    fn iris_lead_back_to_their_nodes() {
        let graph = samples::graph();
        for id in graph.node_ids() {
            let found = node_of_iri(&graph, &node_iri(&graph, id));
            let is_looked_up = !matches!(graph.node(id), Node::Target(_) | Node::Function(_));
            assert_eq!(found, is_looked_up.then_some(id), "{}", node_iri(&graph, id));
        }
        for iri in [
            "https://policygraph.org/id/",
            "https://policygraph.org/id/agency/x%2",
            "a:b",
        ] {
            assert_eq!(node_of_iri(&graph, iri), None);
        }
    }

    #[test]
    fn iris_are_valid_and_no_two_are_the_same() {
        let graph = samples::graph();
        let mut seen = BTreeSet::new();
        for resource in resources(&graph, &Index::default()) {
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
