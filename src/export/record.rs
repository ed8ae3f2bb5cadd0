//! What a node or an edge carries, as named values.

use serde::Serialize;

use super::reason::{Reason, of_metadata_fields, reason};
use crate::facts::{Doubt, Metadata};
use crate::graph::{Document, Edge, EdgeRef, Entity, Graph, Measure, Node, NodeId, Target};
use crate::query::node_iri;

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Value {
    Text(String),
    Whole(u64),
    Real(f64),
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
    /// Why an edge exists.
    Evidence(Vec<Reason>),
    /// Counts by document.
    Counts(Vec<Count>),
    /// Words with their counts.
    Words(Vec<(String, u32)>),
    /// Doubts about a document.
    Doubts(Vec<DoubtRecord>),
}

/// How often two entities stand together in one document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Count {
    document: String,
    sentences: u32,
    measures: u32,
}

/// Something that a reader should look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct DoubtRecord {
    kind: crate::facts::DoubtKind,
    span: [u32; 2],
    message: String,
}

/// Named values in a fixed order.
pub(super) type Attributes = Vec<(&'static str, Value)>;

pub(super) struct NodeRecord {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) attributes: Attributes,
}

pub(super) struct EdgeRecord {
    pub(super) id: String,
    pub(super) source: String,
    pub(super) target: String,
    pub(super) kind: &'static str,
    pub(super) weight: u32,
    pub(super) attributes: Attributes,
}

pub(super) fn node(graph: &Graph, id: NodeId) -> NodeRecord {
    let attributes = match graph.node(id) {
        Node::Document(document) => of_document(graph, id, document),
        Node::Measure(measure) => of_measure(graph, id, measure),
        Node::Entity(entity) => of_entity(graph, id, entity),
        Node::Target(target) => of_target(graph, target),
        Node::Function(function) => function
            .label_en
            .iter()
            .map(|label| ("label_en", text(label)))
            .collect(),
    };
    NodeRecord {
        id: node_iri(graph, id),
        label: graph.label(id),
        kind: capitalised(graph.node(id).type_name()),
        attributes,
    }
}

pub(super) fn edge(graph: &Graph, edge: EdgeRef<'_>) -> EdgeRecord {
    let mut attributes = of_edge(graph, edge.edge());
    let evidence = graph.evidence(edge.id);
    let reasons: Vec<Reason> = evidence.iter().map(|evidence| reason(graph, evidence)).collect();
    attributes.push(("evidence", Value::Evidence(reasons)));
    EdgeRecord {
        id: format!("e{}", edge.id.index()),
        source: node_iri(graph, edge.from),
        target: node_iri(graph, edge.to),
        kind: edge.kind.name(),
        weight: edge.edge().weight(),
        attributes,
    }
}

/// What the graph was made from.
pub(super) fn provenance(graph: &Graph) -> Attributes {
    let made_from = graph.provenance();
    vec![
        ("program", text(&made_from.program)),
        ("corpus", text(&made_from.corpus)),
        ("lexicons", text(&made_from.lexicons)),
        ("corrections", text(&made_from.corrections)),
    ]
}

fn of_document(graph: &Graph, id: NodeId, document: &Document) -> Attributes {
    let mut attributes = vec![("document", text(&document.id)), ("path", text(&document.path))];
    attributes.push(("digest", text(&document.digest)));
    attributes.push(("format", text(&document.format)));
    attributes.extend(of_metadata(&document.metadata));
    attributes.extend(document.year().map(|year| ("year", Value::Whole(year.into()))));
    let reasons = of_metadata_fields(&document.metadata);
    attributes.push((
        "evidence",
        Value::Evidence(reasons.map(|evidence| reason(graph, evidence)).collect()),
    ));
    attributes.push(("sentences", Value::Whole(document.sentences.into())));
    let doubts: Vec<DoubtRecord> = document.doubts.iter().map(DoubtRecord::of).collect();
    attributes.push(("doubts", Value::Doubts(doubts)));
    attributes.push(("text", text(&graph.text(id).text)));
    attributes
}

fn of_metadata(metadata: &Metadata) -> Attributes {
    let issuers = metadata
        .issuers
        .iter()
        .map(|issuer| issuer.value.name.clone())
        .collect();
    let groups = metadata.groups.iter().map(|group| group.value.clone()).collect();
    let fields = [
        metadata.title.as_ref().map(|title| ("title", text(&title.value))),
        metadata.number.as_ref().map(|number| ("number", text(&number.value))),
        Some(("issuers", Value::List(issuers))),
        metadata.region.as_ref().map(|region| ("region", shown(&region.value))),
        metadata.issued.as_ref().map(|issued| ("issued", shown(&issued.value))),
        metadata
            .period
            .as_ref()
            .map(|period| ("period_start", Value::Whole(period.value.start.into()))),
        metadata
            .period
            .as_ref()
            .map(|period| ("period_end", Value::Whole(period.value.end.into()))),
        metadata.kind.as_ref().map(|kind| ("document_kind", shown(&kind.value))),
        metadata.url.as_ref().map(|url| ("url", text(&url.value))),
        (!metadata.groups.is_empty()).then_some(("groups", Value::List(groups))),
    ];
    fields.into_iter().flatten().collect()
}

fn of_measure(graph: &Graph, id: NodeId, measure: &Measure) -> Attributes {
    let mut attributes = vec![
        ("document", document(graph, measure.document)),
        ("section", shown(&measure.section)),
        ("title", text(&measure.title)),
        ("order", Value::Whole(measure.order.into())),
        ("recovered", Value::Flag(measure.recovered)),
    ];
    attributes.extend(
        measure
            .deadline
            .iter()
            .map(|deadline| ("deadline", text(&deadline.value))),
    );
    let words = |text: &str| {
        let terms = measure.terms.iter();
        terms.map(|term| (term.first.of(text).to_owned(), term.count)).collect()
    };
    attributes.push(("words", Value::Words(words(&graph.text(measure.document).text))));
    attributes.push(("text", text(graph.text_of(id))));
    attributes
}

fn of_entity(graph: &Graph, id: NodeId, entity: &Entity) -> Attributes {
    let appearances = || graph.appearances(id).iter();
    let documents = appearances().filter_map(|appearance| graph.node(appearance.document).as_document());
    let mut attributes = vec![
        ("name", text(entity.name())),
        ("region", shown(&entity.key.region)),
        ("printed", Value::List(entity.printed.clone())),
        (
            "documents",
            Value::List(documents.map(|document| document.id.clone()).collect()),
        ),
        (
            "mentions",
            Value::Whole(appearances().map(|appearance| u64::from(appearance.mentions)).sum()),
        ),
    ];
    attributes.extend(entity.function.iter().map(|function| ("function", text(function))));
    let mut rules: Vec<String> = appearances()
        .map(|appearance| appearance.resolved_by.to_string())
        .collect();
    rules.sort_unstable();
    rules.dedup();
    attributes.push(("resolved_by", Value::List(rules)));
    let sources = appearances().filter_map(|appearance| appearance.source.as_ref());
    attributes.push((
        "evidence",
        Value::Evidence(sources.map(|source| reason(graph, source)).collect()),
    ));
    attributes
}

fn of_target(graph: &Graph, target: &Target) -> Attributes {
    let mut attributes = vec![
        ("document", document(graph, target.document)),
        ("target_kind", shown(&target.kind)),
        ("indicator", text(&target.indicator)),
        ("comparator", shown(&target.comparator)),
        ("value", text(&target.value)),
        ("unit", text(&target.unit)),
    ];
    attributes.extend(target.year.map(|year| ("year", Value::Whole(year.into()))));
    attributes
}

fn of_edge(graph: &Graph, edge: &Edge) -> Attributes {
    match edge {
        Edge::PartOf { order } | Edge::Issued { order, .. } => vec![("order", Value::Whole((*order).into()))],
        Edge::Responsibility(responsibility) => vec![
            ("role", shown(&responsibility.role)),
            ("printed", Value::List(responsibility.printed.clone())),
            ("inherited", Value::Flag(responsibility.inherited)),
        ],
        Edge::Mentions(mention) => vec![("count", Value::Whole(mention.count.into()))],
        Edge::CoOccurs(together) => vec![
            ("undirected", Value::Flag(true)),
            ("sentences", Value::Whole(together.sentences().into())),
            ("measures", Value::Whole(together.measures().into())),
            ("documents", Value::Whole(together.documents().into())),
            ("npmi", Value::Real(together.npmi)),
            ("by_document", Value::Counts(counts(graph, &together.by_document))),
        ],
        Edge::Cites(citation) => vec![("how", shown(&citation.kind))],
        Edge::SucceededBy { year: Some(year), .. } => vec![("year", Value::Whole((*year).into()))],
        Edge::MemberOf(member) => vec![
            ("role", shown(&member.seat())),
            ("posts", Value::List(member.posts.clone())),
        ],
        Edge::SimilarTo(similarity) => vec![
            ("undirected", Value::Flag(true)),
            ("score", Value::Real(similarity.score())),
            ("shared", Value::List(similarity.shared.clone())),
        ],
        Edge::DiffersFrom { .. } => vec![("undirected", Value::Flag(true))],
        _ => Vec::new(),
    }
}

fn counts(graph: &Graph, by_document: &[(NodeId, crate::graph::CoCount)]) -> Vec<Count> {
    let count = |(document, count): &(NodeId, crate::graph::CoCount)| Count {
        document: graph
            .node(*document)
            .as_document()
            .map_or_else(String::new, |document| document.id.clone()),
        sentences: count.sentences,
        measures: count.measures,
    };
    by_document.iter().map(count).collect()
}

impl DoubtRecord {
    fn of(doubt: &Doubt) -> Self {
        Self {
            kind: doubt.kind,
            span: [doubt.span.start, doubt.span.end],
            message: doubt.message.clone(),
        }
    }
}

fn document(graph: &Graph, id: NodeId) -> Value {
    text(graph.node(id).as_document().map_or("", |document| &document.id))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn shown(value: &impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_ascii_uppercase() + rest
}
