//! Parts of nodes and edges that are nodes in SPARQL: an entity in a document, a co-occurrence in a document, a piece of
//! evidence, a sentence, a doubt.

use super::{Values, list, node, place_in_file, placed_value, quote};
use crate::graph::{Appearance, CoCount, Edge, EdgeId, Graph, NodeId};
use crate::measure::distinctiveness;
use crate::model::Evidence;
use crate::query::dataset::Dataset;
use crate::query::resource::Resource;
use crate::query::value::Value;
use crate::query::vocabulary::Word;
use crate::text::Span;

/// An entity in a document.
pub(super) fn appearance(dataset: Dataset<'_>, entity: NodeId, document: NodeId, word: Word) -> Values<'_> {
    match word {
        Word::EntityOf => return Values::one(node(entity)),
        Word::DocumentOf => return Values::one(node(document)),
        _ => {}
    }
    let appearances = dataset.graph.appearances(entity);
    let place = appearances.binary_search_by_key(&document, |appearance| appearance.document);
    let Some(appearance) = place.ok().and_then(|place| appearances.get(place)) else {
        return Values::NONE;
    };
    match word {
        Word::Printed => Values::many(appearance.printed.iter().map(|form| Value::text(form))),
        Word::PrintedList => Values::one(list(&appearance.printed)),
        Word::Count => Values::one(Value::integer(appearance.mentions)),
        Word::Sentences => Values::one(Value::integer(appearance.sentences)),
        Word::Distinctiveness => Values::one(Value::decimal(distinctive(dataset, appearance, appearances))),
        _ => Values::NONE,
    }
}

fn distinctive(dataset: Dataset<'_>, here: &Appearance, all: &[Appearance]) -> f64 {
    let of_corpus = dataset.index.mentions(dataset.graph, None);
    let of_document = dataset.index.mentions(dataset.graph, Some(here.document));
    let everywhere: u64 = all.iter().map(|appearance| u64::from(appearance.mentions)).sum();
    let mentions = u64::from(here.mentions);
    distinctiveness(mentions, of_document, everywhere - mentions, of_corpus - of_document)
}

/// A co-occurrence in a document.
pub(super) fn count(graph: &Graph, id: EdgeId, document: NodeId, word: Word) -> Values<'_> {
    match (word, graph.edge(id).edge()) {
        (Word::CountOf, _) => Values::one(Value::Resource(Resource::Edge(id))),
        (Word::DocumentOf, _) => Values::one(node(document)),
        (Word::Quote, _) => {
            let evidence = graph.evidence_in(id, document);
            Values::One(evidence.first().map(|why| quote(graph, why)))
        }
        (_, Edge::CoOccurs(together)) => count_values(&together.by_document, document, word),
        _ => Values::NONE,
    }
}

fn count_values(by_document: &[(NodeId, CoCount)], document: NodeId, word: Word) -> Values<'static> {
    let place = by_document.binary_search_by_key(&document, |(counted, _)| *counted);
    let count = place.ok().and_then(|place| by_document.get(place));
    let value = count.and_then(|(_, count)| match word {
        Word::Sentences => Some(count.sentences),
        Word::Measures => Some(count.measures),
        _ => None,
    });
    Values::One(value.map(Value::integer))
}

/// A piece of evidence of an edge.
pub(super) fn evidence(graph: &Graph, id: EdgeId, place: u32, word: Word) -> Values<'_> {
    let pieces = graph.evidence(id);
    let Some(why) = pieces.get(place as usize) else {
        return Values::NONE;
    };
    if word == Word::Quote {
        return Values::one(quote(graph, why));
    }
    let Evidence::Text {
        document,
        span,
        quote,
        rule,
    } = why
    else {
        return Values::NONE;
    };
    let Some((document, _)) = graph.document(document) else {
        return Values::NONE;
    };
    Values::One(match word {
        Word::Rule => Some(Value::Text(rule.name().to_owned().into())),
        Word::Found => Some(Value::text(cut(graph, document, *span))),
        Word::Before => Some(Value::text(cut(
            graph,
            document,
            Span::new(quote.start as usize, span.start.max(quote.start) as usize),
        ))),
        Word::After => Some(Value::text(cut(
            graph,
            document,
            Span::new(span.end.min(quote.end) as usize, quote.end as usize),
        ))),
        // A cell may stand outside the text of the measure that it speaks of.
        Word::Section | Word::Title => {
            let edge = graph.edge(id);
            let place = match edge.edge() {
                Edge::Responsibility(_) => Some(edge.to),
                Edge::Mentions(_) | Edge::Cites(_) => Some(edge.from),
                _ => graph.measure_at(document, *span),
            };
            placed_value(graph, place.unwrap_or(document), None, word)
        }
        _ => placed(graph, document, *span, word),
    })
}

fn cut(graph: &Graph, document: NodeId, span: Span) -> &str {
    span.of(&graph.text(document).text)
}

/// A sentence of a document.
pub(super) fn sentence(dataset: Dataset<'_>, document: NodeId, place: u32, word: Word) -> Values<'_> {
    let graph = dataset.graph;
    let Some(span) = dataset.index.sentences(graph, document).get(place as usize) else {
        return Values::NONE;
    };
    Values::One(match word {
        Word::Text => Some(Value::text(cut(graph, document, *span))),
        _ => placed(graph, document, *span, word),
    })
}

/// Something in a document that a reader should look at.
pub(super) fn doubt(graph: &Graph, document: NodeId, place: u32, word: Word) -> Values<'_> {
    let doubts = graph
        .node(document)
        .as_document()
        .map_or(&[][..], |document| &document.doubts);
    let Some(doubt) = doubts.get(place as usize) else {
        return Values::NONE;
    };
    Values::One(match word {
        Word::Kind => Some(Value::text(doubt.kind.name())),
        Word::Message => Some(Value::text(&doubt.message)),
        Word::Quote => Some(Value::text(cut(graph, document, doubt.span).trim())),
        _ => placed(graph, document, doubt.span, word),
    })
}

/// Where a stretch of a document stands. (What it stands *within* say the edges that it is evidence of.)
fn placed(graph: &Graph, document: NodeId, span: Span, word: Word) -> Option<Value<'_>> {
    match word {
        Word::DocumentOf => Some(node(document)),
        Word::Position => Some(Value::integer(span.start)),
        Word::PlaceInFile => place_in_file(graph, document, span),
        Word::Section | Word::Title => {
            placed_value(graph, graph.measure_at(document, span).unwrap_or(document), None, word)
        }
        _ => None,
    }
}
