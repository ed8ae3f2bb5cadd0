//! Edges that carry something, as nodes.

use super::{Values, direct, list, means, node, placed_value, quote};
use crate::graph::{CoOccurrence, Edge, EdgeKind, EdgeRef, Graph, NodeId, Responsibility};
use crate::measure::{cosine, jaccard, significance};
use crate::model::Evidence;
use crate::query::dataset::Dataset;
use crate::query::resource::Resource;
use crate::query::value::Value;
use crate::query::vocabulary::Word;

/// What an edge has as a node.
pub(super) fn values<'g>(dataset: Dataset<'g>, edge: EdgeRef<'g>, word: Word) -> Values<'g> {
    let graph = dataset.graph;
    match (word, edge.edge()) {
        (Word::EvidenceOf, _) => {
            let pieces = 0..graph.evidence(edge.id).len() as u32;
            Values::many(pieces.map(|place| Value::Resource(Resource::Evidence(edge.id, place))))
        }
        (Word::Quote, _) => Values::One(first_quote(graph, edge)),
        (Word::FurtherQuote, _) => Values::many(quotes(graph, edge).into_iter().skip(1)),
        (_, Edge::Responsibility(duty)) => match word {
            Word::Unit => Values::one(node(edge.from)),
            Word::Printed => Values::many(duty.printed.iter().map(|form| Value::text(form))),
            _ => Values::One(
                duty_value(duty, word).or_else(|| placed_value(graph, edge.to, duty.evidence.first(), word)),
            ),
        },
        (Word::EntityOf, Edge::Mentions(_)) => Values::one(node(edge.to)),
        (Word::Count, Edge::Mentions(mention)) => Values::one(Value::integer(mention.count)),
        (_, Edge::Mentions(mention)) => Values::One(placed_value(graph, edge.from, mention.evidence.first(), word)),
        (Word::Source, _) => Values::one(node(edge.from)),
        (Word::TargetOf, _) => Values::one(node(edge.to)),
        (Word::Kind, Edge::Cites(citation)) => Values::one(Value::text(citation.kind.name())),
        (_, Edge::Cites(citation)) => Values::One(placed_value(graph, edge.from, citation.evidence.first(), word)),
        (Word::Score, Edge::SimilarTo(similarity)) => Values::one(Value::Decimal(similarity.score.into())),
        (Word::Shared, Edge::SimilarTo(similarity)) => Values::one(list(&similarity.shared)),
        (Word::Role, Edge::MemberOf(member)) => Values::one(Value::text(member.seat().name())),
        (Word::Post, Edge::MemberOf(member)) => Values::many(member.posts.iter().map(|post| Value::text(post))),
        (Word::Year, Edge::SucceededBy { year, .. }) => Values::One(year.map(Value::integer)),
        (_, Edge::CoOccurs(together)) => Values::One(together_value(dataset, edge, together, word)),
        _ => Values::NONE,
    }
}

fn duty_value(duty: &Responsibility, word: Word) -> Option<Value<'_>> {
    match word {
        Word::Role => Some(Value::text(duty.role.name())),
        Word::PrintedList => Some(list(&duty.printed)),
        Word::Inherited => Some(Value::Boolean(duty.inherited)),
        Word::Count => {
            let said = duty.evidence.iter().filter(|why| matches!(why, Evidence::Text { .. }));
            Some(Value::integer(said.count() as u32))
        }
        _ => None,
    }
}

fn first_quote<'g>(graph: &'g Graph, edge: EdgeRef<'_>) -> Option<Value<'g>> {
    graph.evidence(edge.id).first().map(|evidence| quote(graph, evidence))
}

/// Distinct quotes in the order of the evidence.
fn quotes<'g>(graph: &'g Graph, edge: EdgeRef<'_>) -> Vec<Value<'g>> {
    let mut quotes: Vec<Value<'g>> = Vec::new();
    for evidence in graph.evidence(edge.id).iter() {
        let quote = quote(graph, evidence);
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes
}

fn together_value<'g>(
    dataset: Dataset<'g>,
    edge: EdgeRef<'g>,
    together: &CoOccurrence,
    word: Word,
) -> Option<Value<'g>> {
    let graph = dataset.graph;
    let alone = |id: NodeId| -> u32 {
        let appearances = graph.appearances(id).iter();
        appearances.map(|appearance| appearance.sentences).sum()
    };
    let measured = |of: fn(u32, u32, u32) -> f64| of(together.sentences(), alone(edge.from), alone(edge.to));
    Some(match word {
        Word::Sentences => Value::integer(together.sentences()),
        Word::Measures => Value::integer(together.measures()),
        Word::Documents => Value::integer(together.documents()),
        Word::Npmi => Value::decimal(together.npmi),
        Word::Jaccard => Value::decimal(measured(jaccard)),
        Word::Cosine => Value::decimal(measured(cosine)),
        Word::Significance => {
            let ends = [edge.from, edge.to].map(|end| dataset.index.ties(graph, end));
            Value::decimal(significance(f64::from(together.sentences()), ends))
        }
        _ => return None,
    })
}

/// The first words that say that an edge of this meaning goes from one node to the other.
pub(in crate::query) fn quote_between(graph: &Graph, from: NodeId, to: NodeId, word: Word) -> Option<String> {
    let kind = direct(word)?;
    let edges = match kind {
        EdgeKind::CoOccurs => graph.edges_around(from, kind),
        _ => graph.edges_from(from, kind),
    };
    let edge = edges
        .into_iter()
        .find(|edge| edge.other(from) == to && means(word, edge))?;
    let evidence = graph.evidence(edge.id);
    Some(graph.describe(evidence.first()?).into_owned())
}
