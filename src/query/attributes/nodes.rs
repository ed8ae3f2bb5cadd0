//! Documents, measures, entities, targets and functions.

use super::{LIST, Values, node, place_in_file, section};
use crate::graph::{Document, Edge, EdgeKind, Entity, Graph, Measure, Node, NodeId, Target};
use crate::measure::{Brokerage, brokerage};
use crate::query::dataset::Dataset;
use crate::query::index::sentences_of;
use crate::query::value::Value;
use crate::query::vocabulary::Word;

/// What a node has beside its edges.
pub(super) fn values(dataset: Dataset<'_>, id: NodeId, word: Word) -> Values<'_> {
    let graph = dataset.graph;
    if word == Word::TypeName {
        return Values::one(Value::text(graph.node(id).type_name()));
    }
    match graph.node(id) {
        Node::Document(document) => Values::One(document_value(graph, id, document, word)),
        Node::Measure(measure) => Values::One(measure_value(graph, id, measure, word)),
        Node::Entity(_) if word == Word::Counterpart => {
            // What stands elsewhere, or at another time, where the unit stands.
            let others = graph.counterparts(id).into_iter();
            Values::many(others.map(|(other, _)| node(other)))
        }
        Node::Entity(entity) => entity_values(dataset, id, entity, word),
        Node::Target(target) => Values::One(target_value(graph, id, target, word)),
        Node::Function(function) => match word {
            Word::Name => Values::one(Value::text(&function.key)),
            Word::Label => {
                let english = function.label_en.as_deref().map(Value::english);
                Values::many([Value::chinese(function.key.as_str())].into_iter().chain(english))
            }
            _ => Values::NONE,
        },
    }
}

fn document_value<'g>(graph: &'g Graph, id: NodeId, document: &'g Document, word: Word) -> Option<Value<'g>> {
    let metadata = &document.metadata;
    match word {
        Word::Label => Some(Value::chinese(document.title())),
        Word::Id => Some(Value::text(&document.id)),
        Word::Path => Some(Value::text(&document.path)),
        Word::Text => Some(Value::text(&graph.text(id).text)),
        Word::Title => metadata.title.as_ref().map(|title| Value::text(&title.value)),
        Word::Number => metadata.number.as_ref().map(|number| Value::text(&number.value)),
        Word::Url => metadata.url.as_ref().map(|url| Value::text(&url.value)),
        Word::Region => metadata
            .region
            .as_ref()
            .map(|region| Value::Text(region.value.to_string().into())),
        Word::IssuedOn => metadata
            .issued
            .as_ref()
            .map(|date| Value::Text(date.value.to_string().into())),
        Word::Year => document.year().map(Value::integer),
        Word::PeriodStart => metadata
            .period
            .as_ref()
            .map(|period| Value::integer(period.value.start)),
        Word::PeriodEnd => metadata.period.as_ref().map(|period| Value::integer(period.value.end)),
        Word::Kind => metadata.kind.as_ref().map(|kind| Value::text(kind.value.name())),
        Word::Issuers => issuers(graph, id),
        _ => None,
    }
}

fn issuers(graph: &Graph, document: NodeId) -> Option<Value<'_>> {
    let mut issuers: Vec<_> = graph
        .edges_to(document, EdgeKind::Issued)
        .into_iter()
        .filter_map(|edge| match edge.edge() {
            Edge::Issued { order, .. } => Some((*order, graph.label(edge.from))),
            _ => None,
        })
        .collect();
    issuers.sort();
    let names: Vec<_> = issuers.into_iter().map(|(_, name)| name).collect();
    (!names.is_empty()).then(|| Value::Text(names.join(LIST).into()))
}

fn measure_value<'g>(graph: &'g Graph, id: NodeId, measure: &'g Measure, word: Word) -> Option<Value<'g>> {
    match word {
        Word::Label => Some(Value::chinese(graph.label(id))),
        Word::DocumentOf => Some(node(measure.document)),
        Word::Section => Some(Value::Text(measure.section.to_string().into())),
        Word::Title => Some(Value::text(&measure.title)),
        Word::Text => Some(Value::text(graph.text_of(id))),
        Word::Position => Some(Value::integer(measure.title_span.start)),
        Word::PlaceInFile => place_in_file(graph, measure.document, measure.title_span),
        Word::Recovered => Some(Value::Boolean(measure.recovered)),
        Word::Deadline => measure.deadline.as_ref().map(|deadline| Value::text(&deadline.value)),
        _ => None,
    }
}

fn entity_values<'g>(dataset: Dataset<'g>, id: NodeId, entity: &'g Entity, word: Word) -> Values<'g> {
    match word {
        Word::Degree => Values::one(Value::integer(dataset.index.ties(dataset.graph, id).0)),
        Word::Strength => Values::one(Value::integer(dataset.index.ties(dataset.graph, id).1 as i64)),
        Word::EffectiveSize => Values::one(Value::decimal(broker(dataset.graph, id).effective_size)),
        Word::Constraint => Values::one(Value::decimal(broker(dataset.graph, id).constraint)),
        Word::Label => Values::one(Value::chinese(entity.name())),
        Word::Name => Values::one(Value::text(entity.name())),
        Word::Region => Values::one(Value::Text(entity.key.region.to_string().into())),
        Word::Printed => Values::many(entity.printed.iter().map(|form| Value::text(form))),
        _ => Values::NONE,
    }
}

fn target_value<'g>(graph: &'g Graph, id: NodeId, target: &'g Target, word: Word) -> Option<Value<'g>> {
    match word {
        Word::Label => Some(Value::chinese(graph.label(id))),
        Word::DocumentOf => Some(node(target.document)),
        Word::MeasureOf => target.measure.map(node),
        Word::Within => Some(node(target.measure.unwrap_or(target.document))),
        Word::Section => Some(section(graph, target.measure.unwrap_or(target.document))),
        Word::Position => Some(Value::integer(target.span.start)),
        Word::PlaceInFile => place_in_file(graph, target.document, target.span),
        Word::Kind => Some(Value::text(target.kind.name())),
        Word::Indicator => Some(Value::text(&target.indicator)),
        Word::Comparator => Some(Value::text(target.comparator.name())),
        Word::Value => Some(Value::text(&target.value)),
        Word::UnitOfValue => Some(Value::text(&target.unit)),
        Word::Year => target.year.map(Value::integer),
        Word::Quote => graph
            .edges_to(id, EdgeKind::Sets)
            .first()
            .and_then(|edge| edge.edge().evidence().first())
            .map(|evidence| Value::text(graph.quote(evidence))),
        _ => None,
    }
}

/// How far an entity bridges those with which it shares sentences.
fn broker(graph: &Graph, entity: NodeId) -> Brokerage {
    brokerage(entity, |id| {
        let edges = graph.edges_around(id, EdgeKind::CoOccurs);
        let ties = edges.iter().filter_map(|edge| match sentences_of(edge.edge()) {
            0 => None,
            sentences => Some((edge.other(id), f64::from(sentences))),
        });
        let mut ties: Vec<_> = ties.collect();
        ties.sort_by_key(|(other, _)| *other);
        ties
    })
}
