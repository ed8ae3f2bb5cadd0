//! What a resource has for a word: computed from the graph's payloads when asked, borrowed where they hold it.

mod edges;
mod nodes;
mod parts;
mod subjects;

use std::ops::Range;

use super::dataset::Dataset;
use super::resource::Resource;
use super::value::Value;
use super::vocabulary::Word;
use crate::graph::{Edge, EdgeId, EdgeKind, EdgeRef, Graph, Node, NodeId};
use crate::model::{CitationKind, EntityKind, Evidence};
use crate::text::Span;

pub(super) use edges::quote_between;
pub(super) use subjects::subjects;

/// The values of one attribute. For one of them nothing is allocated, nor for where edges lead.
pub(super) enum Values<'g> {
    One(Option<Value<'g>>),
    Many(std::vec::IntoIter<Value<'g>>),
    Ends(Ends<'g>),
}

/// Where edges of one node lead, each node once: edges are ordered by their ends.
pub(super) struct Ends<'g> {
    graph: &'g Graph,
    edges: Range<usize>,
    word: Word,
    last: Option<NodeId>,
}

impl Iterator for Ends<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let (graph, word, last) = (self.graph, self.word, self.last);
        let mut edges = self.edges.by_ref().map(|place| graph.edge(EdgeId::from_index(place)));
        let edge = edges.find(|edge| Some(edge.to) != last && means(word, edge))?;
        self.last = Some(edge.to);
        self.last
    }
}

impl<'g> Values<'g> {
    const NONE: Self = Self::One(None);

    fn one(value: Value<'g>) -> Self {
        Self::One(Some(value))
    }

    fn many(values: impl IntoIterator<Item = Value<'g>>) -> Self {
        Self::Many(values.into_iter().collect::<Vec<_>>().into_iter())
    }
}

impl<'g> Iterator for Values<'g> {
    type Item = Value<'g>;

    fn next(&mut self) -> Option<Value<'g>> {
        match self {
            Self::One(value) => value.take(),
            Self::Many(values) => values.next(),
            Self::Ends(ends) => ends.next().map(node),
        }
    }
}

/// Separates names in one cell.
const LIST: &str = "|";

/// The kind of edge behind a predicate that goes straight from one node to another.
pub(super) fn direct(word: Word) -> Option<EdgeKind> {
    Some(match word {
        Word::PartOf => EdgeKind::PartOf,
        Word::Issued => EdgeKind::Issued,
        Word::Leads => EdgeKind::Leads,
        Word::Supports => EdgeKind::Supports,
        Word::ResponsibleFor => EdgeKind::ResponsibleFor,
        Word::Mentions => EdgeKind::Mentions,
        Word::CoOccursWith => EdgeKind::CoOccurs,
        Word::Cites | Word::Implements | Word::Forwards | Word::Repeals | Word::Amends => EdgeKind::Cites,
        Word::Sets => EdgeKind::Sets,
        Word::LocatedIn => EdgeKind::LocatedIn,
        Word::SucceededBy => EdgeKind::SucceededBy,
        Word::Administers => EdgeKind::Administers,
        Word::MemberOf => EdgeKind::MemberOf,
        Word::HostedBy => EdgeKind::HostedBy,
        Word::HasFunction => EdgeKind::HasFunction,
        Word::SimilarTo => EdgeKind::SimilarTo,
        _ => return None,
    })
}

/// Whether an edge of the right kind is one that the predicate means: `pg:cites` is any citation.
pub(super) fn means(word: Word, edge: &EdgeRef<'_>) -> bool {
    let wanted = match word {
        Word::Implements => CitationKind::Implements,
        Word::Forwards => CitationKind::Forwards,
        Word::Repeals => CitationKind::Repeals,
        Word::Amends => CitationKind::Amends,
        _ => return true,
    };
    matches!(edge.edge(), Edge::Cites(citation) if citation.kind == wanted)
}

/// The class of entities of a kind.
pub(super) fn class_of(kind: EntityKind) -> Word {
    match kind {
        EntityKind::Agency => Word::Agency,
        EntityKind::Park => Word::Park,
        EntityKind::Program => Word::Program,
        EntityKind::Enterprise => Word::Enterprise,
        EntityKind::Institution => Word::Institution,
        EntityKind::Place => Word::Place,
        EntityKind::Policy => Word::Policy,
        EntityKind::Collective => Word::Collective,
    }
}

/// The classes of a resource, the narrowest first.
pub(super) fn classes(graph: &Graph, resource: Resource) -> Vec<Word> {
    match resource {
        Resource::Graph => vec![Word::Graph],
        Resource::Node(id) => match graph.node(id) {
            Node::Document(_) => vec![Word::Document],
            Node::Measure(_) => vec![Word::Measure],
            Node::Entity(entity) => vec![class_of(entity.kind()), Word::Entity],
            Node::Target(_) => vec![Word::Target],
            Node::Function(_) => vec![Word::Function],
        },
        Resource::Edge(id) => match graph.edge(id).kind {
            EdgeKind::Leads | EdgeKind::Supports | EdgeKind::ResponsibleFor => vec![Word::Responsibility],
            EdgeKind::Mentions => vec![Word::Mention],
            EdgeKind::CoOccurs => vec![Word::CoOccurrence],
            EdgeKind::Cites => vec![Word::Citation],
            EdgeKind::SucceededBy => vec![Word::Succession],
            EdgeKind::MemberOf => vec![Word::Membership],
            EdgeKind::HostedBy => vec![Word::Hosting],
            EdgeKind::SimilarTo => vec![Word::Similarity],
            _ => Vec::new(),
        },
        Resource::Appearance(..) => vec![Word::Appearance],
        Resource::Count(..) => vec![Word::DocumentCount],
        Resource::Evidence(..) => vec![Word::Evidence],
        Resource::Sentence(..) => vec![Word::Sentence],
        Resource::Doubt(..) => vec![Word::Doubt],
    }
}

/// Everything that `resource` has for `word`, in a fixed order.
pub(super) fn values(dataset: Dataset<'_>, resource: Resource, word: Word) -> Values<'_> {
    let graph = dataset.graph;
    if word == Word::Type {
        return Values::many(classes(graph, resource).into_iter().map(Value::Word));
    }
    match resource {
        Resource::Graph => made_from(graph, word),
        Resource::Node(id) => match direct(word) {
            Some(kind) => neighbours(graph, id, word, kind),
            None => nodes::values(dataset, id, word),
        },
        Resource::Edge(id) => edges::values(dataset, graph.edge(id), word),
        Resource::Appearance(entity, document) => parts::appearance(dataset, entity, document, word),
        Resource::Count(id, document) => parts::count(graph, id, document, word),
        Resource::Evidence(id, place) => parts::evidence(graph, id, place, word),
        Resource::Sentence(document, place) => parts::sentence(dataset, document, place, word),
        Resource::Doubt(document, place) => parts::doubt(graph, document, place, word),
    }
}

/// What the graph was made from.
fn made_from(graph: &Graph, word: Word) -> Values<'_> {
    let made_from = graph.provenance();
    let said = match word {
        Word::MadeBy => &made_from.program,
        Word::Corpus => &made_from.corpus,
        Word::Lexicons => &made_from.lexicons,
        Word::Corrections => &made_from.corrections,
        _ => return Values::NONE,
    };
    Values::One((!said.is_empty()).then(|| Value::text(said)))
}

fn neighbours(graph: &Graph, id: NodeId, word: Word, kind: EdgeKind) -> Values<'_> {
    if !matches!(kind, EdgeKind::CoOccurs | EdgeKind::SimilarTo) {
        return Values::Ends(Ends {
            graph,
            edges: graph.starting_range(id, kind),
            word,
            last: None,
        });
    }
    let mut ends: Vec<_> = graph.edges_around(id, kind).iter().map(|edge| edge.other(id)).collect();
    ends.dedup();
    Values::many(ends.into_iter().map(node))
}

fn node(id: NodeId) -> Value<'static> {
    Value::Resource(Resource::Node(id))
}

/// Where in its file a stretch of a document stands, in the terms of the file's format; nothing for plain text.
fn place_in_file(graph: &Graph, document: NodeId, span: Span) -> Option<Value<'_>> {
    Some(Value::Text(graph.text(document).place(span)?.to_string().into()))
}

fn section(graph: &Graph, place: NodeId) -> Value<'_> {
    let measure = graph.node(place).as_measure();
    Value::Text(
        measure
            .map_or_else(String::new, |measure| measure.section.to_string())
            .into(),
    )
}

/// What everything has that stands at a place of the outline.
fn placed_value<'g>(graph: &'g Graph, place: NodeId, first: Option<&Evidence>, word: Word) -> Option<Value<'g>> {
    match word {
        Word::Within => Some(node(place)),
        Word::MeasureOf => graph.node(place).as_measure().map(|_| node(place)),
        Word::DocumentOf => graph.document_of(place).map(|(document, _)| node(document)),
        Word::Section => Some(section(graph, place)),
        Word::Title => {
            let measure = graph.node(place).as_measure();
            Some(Value::text(measure.map_or("", |measure| &measure.title)))
        }
        Word::Position => match first {
            Some(Evidence::Text { span, .. }) => Some(Value::integer(span.start)),
            _ => None,
        },
        _ => None,
    }
}

fn quote<'g>(graph: &'g Graph, evidence: &Evidence) -> Value<'g> {
    match evidence {
        Evidence::Text { .. } => Value::text(graph.quote(evidence)),
        other => Value::Text(graph.describe(other).into_owned().into()),
    }
}

fn list(forms: &[String]) -> Value<'_> {
    match forms {
        [form] => Value::text(form),
        forms => Value::Text(forms.join(LIST).into()),
    }
}
