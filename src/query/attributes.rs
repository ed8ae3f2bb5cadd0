//! What a resource has for a word: computed from the graph's payloads when asked, borrowed where they hold it.

use super::term::{Resource, Term, counts_of};
use super::vocabulary::Word;
use crate::graph::{
    Appearance, CoCount, Document, Edge, EdgeKind, EdgeRef, Entity, Graph, Measure, Node, NodeId, Responsibility,
    Target,
};
use crate::model::{CitationKind, EntityKind, Evidence};

/// The values of one attribute: most have one, for which nothing is allocated.
#[derive(Debug)]
pub(super) enum Values<'g> {
    One(Option<Term<'g>>),
    Many(std::vec::IntoIter<Term<'g>>),
}

impl<'g> Values<'g> {
    const NONE: Self = Self::One(None);

    fn one(term: Term<'g>) -> Self {
        Self::One(Some(term))
    }

    fn many(terms: impl IntoIterator<Item = Term<'g>>) -> Self {
        Self::Many(terms.into_iter().collect::<Vec<_>>().into_iter())
    }
}

impl<'g> Iterator for Values<'g> {
    type Item = Term<'g>;

    fn next(&mut self) -> Option<Term<'g>> {
        match self {
            Self::One(term) => term.take(),
            Self::Many(terms) => terms.next(),
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
        Word::HasFunction => EdgeKind::HasFunction,
        Word::SimilarTo => EdgeKind::SimilarTo,
        _ => return None,
    })
}

/// Whether an edge of the right kind is one that the predicate means: `pg:cites` is any citation.
pub(super) fn means(word: Word, edge: &Edge) -> bool {
    let wanted = match word {
        Word::Implements => CitationKind::Implements,
        Word::Forwards => CitationKind::Forwards,
        Word::Repeals => CitationKind::Repeals,
        Word::Amends => CitationKind::Amends,
        _ => return true,
    };
    matches!(edge, Edge::Cites(citation) if citation.kind == wanted)
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
        Resource::Node(id) => match graph.node(id) {
            Node::Document(_) => vec![Word::Document],
            Node::Measure(_) => vec![Word::Measure],
            Node::Entity(entity) => vec![class_of(entity.kind()), Word::Entity],
            Node::Target(_) => vec![Word::Target],
            Node::Function(_) => vec![Word::Function],
        },
        Resource::Edge(id) => match graph.edge(id).edge {
            Edge::Responsibility(_) => vec![Word::Responsibility],
            Edge::Mentions(_) => vec![Word::Mention],
            Edge::CoOccurs(_) => vec![Word::CoOccurrence],
            Edge::Cites(_) => vec![Word::Citation],
            Edge::SucceededBy { .. } => vec![Word::Succession],
            Edge::SimilarTo(_) => vec![Word::Similarity],
            _ => Vec::new(),
        },
        Resource::Appearance(..) => vec![Word::Appearance],
        Resource::Count(..) => vec![Word::DocumentCount],
    }
}

/// Everything that `resource` has for `word`, in a fixed order.
pub(super) fn values(graph: &Graph, resource: Resource, word: Word) -> Values<'_> {
    if word == Word::Type {
        return Values::many(classes(graph, resource).into_iter().map(Term::Word));
    }
    match resource {
        Resource::Node(id) => match direct(word) {
            Some(kind) => neighbours(graph, id, word, kind),
            None => node_values(graph, id, word),
        },
        Resource::Edge(id) => edge_values(graph, graph.edge(id), word),
        Resource::Appearance(entity, document) => appearance_values(graph, entity, document, word),
        Resource::Count(id, document) => match (word, graph.edge(id).edge) {
            (Word::CountOf, _) => Values::one(Term::Resource(Resource::Edge(id))),
            (Word::DocumentOf, _) => Values::one(node(document)),
            (_, Edge::CoOccurs(together)) => count_values(&together.by_document, document, word),
            _ => Values::NONE,
        },
    }
}

fn neighbours(graph: &Graph, id: NodeId, word: Word, kind: EdgeKind) -> Values<'static> {
    let edges = match kind {
        EdgeKind::CoOccurs | EdgeKind::SimilarTo => graph.edges_around(id, kind),
        _ => graph.edges_from(id, kind),
    };
    let mut ends: Vec<_> = edges
        .iter()
        .filter(|edge| means(word, edge.edge))
        .map(|edge| edge.other(id))
        .collect();
    ends.dedup();
    Values::many(ends.into_iter().map(node))
}

fn node(id: NodeId) -> Term<'static> {
    Term::Resource(Resource::Node(id))
}

fn node_values(graph: &Graph, id: NodeId, word: Word) -> Values<'_> {
    if word == Word::TypeName {
        return Values::one(Term::text(graph.node(id).type_name()));
    }
    match graph.node(id) {
        Node::Document(document) => Values::One(document_value(graph, id, document, word)),
        Node::Measure(measure) => Values::One(measure_value(graph, id, measure, word)),
        Node::Entity(_) if word == Word::Counterpart => Values::many(counterparts(graph, id)),
        Node::Entity(entity) => entity_values(entity, word),
        Node::Target(target) => Values::One(target_value(graph, id, target, word)),
        Node::Function(function) => match word {
            Word::Name => Values::one(Term::text(&function.key)),
            Word::Label => {
                let english = function.label_en.as_deref().map(Term::english);
                Values::many([Term::chinese(function.key.as_str())].into_iter().chain(english))
            }
            _ => Values::NONE,
        },
    }
}

/// What stands elsewhere, or at another time, where the unit stands.
fn counterparts(graph: &Graph, unit: NodeId) -> impl Iterator<Item = Term<'static>> {
    graph.counterparts(unit).into_iter().map(|(other, _)| node(other))
}

fn document_value<'g>(graph: &'g Graph, id: NodeId, document: &'g Document, word: Word) -> Option<Term<'g>> {
    let metadata = &document.metadata;
    match word {
        Word::Label => Some(Term::chinese(document.title())),
        Word::Id => Some(Term::text(&document.id)),
        Word::Path => Some(Term::text(&document.path)),
        Word::Text => Some(Term::text(&document.text)),
        Word::Title => metadata.title.as_ref().map(|title| Term::text(&title.value)),
        Word::Number => metadata.number.as_ref().map(|number| Term::text(&number.value)),
        Word::Url => metadata.url.as_ref().map(|url| Term::text(&url.value)),
        Word::Region => metadata
            .region
            .as_ref()
            .map(|region| Term::Text(region.value.to_string().into())),
        Word::IssuedOn => metadata
            .issued
            .as_ref()
            .map(|date| Term::Text(date.value.to_string().into())),
        Word::Year => document.year().map(Term::integer),
        Word::PeriodStart => metadata.period.as_ref().map(|period| Term::integer(period.value.start)),
        Word::PeriodEnd => metadata.period.as_ref().map(|period| Term::integer(period.value.end)),
        Word::Kind => metadata.kind.as_ref().map(|kind| Term::text(kind.value.name())),
        Word::Issuers => issuers(graph, id),
        _ => None,
    }
}

fn issuers(graph: &Graph, document: NodeId) -> Option<Term<'_>> {
    let mut issuers: Vec<_> = graph
        .edges_to(document, EdgeKind::Issued)
        .into_iter()
        .filter_map(|edge| match edge.edge {
            Edge::Issued { order, .. } => Some((*order, graph.label(edge.from))),
            _ => None,
        })
        .collect();
    issuers.sort();
    let names: Vec<_> = issuers.into_iter().map(|(_, name)| name).collect();
    (!names.is_empty()).then(|| Term::Text(names.join(LIST).into()))
}

fn measure_value<'g>(graph: &'g Graph, id: NodeId, measure: &'g Measure, word: Word) -> Option<Term<'g>> {
    match word {
        Word::Label => Some(Term::chinese(graph.label(id))),
        Word::DocumentOf => Some(node(measure.document)),
        Word::Section => Some(Term::Text(measure.section.to_string().into())),
        Word::Title => Some(Term::text(&measure.title)),
        Word::Text => Some(Term::text(graph.text_of(id))),
        Word::Position => Some(Term::integer(measure.title_span.start)),
        Word::Recovered => Some(Term::Boolean(measure.recovered)),
        Word::Deadline => measure.deadline.as_ref().map(|deadline| Term::text(&deadline.value)),
        _ => None,
    }
}

fn entity_values(entity: &Entity, word: Word) -> Values<'_> {
    match word {
        Word::Label => Values::one(Term::chinese(entity.name())),
        Word::Name => Values::one(Term::text(entity.name())),
        Word::Region => Values::one(Term::Text(entity.key.region.to_string().into())),
        Word::Printed => Values::many(entity.printed().into_iter().map(Term::text)),
        _ => Values::NONE,
    }
}

fn target_value<'g>(graph: &'g Graph, id: NodeId, target: &'g Target, word: Word) -> Option<Term<'g>> {
    match word {
        Word::Label => Some(Term::chinese(graph.label(id))),
        Word::DocumentOf => Some(node(target.document)),
        Word::MeasureOf => target.measure.map(node),
        Word::Within => Some(node(target.measure.unwrap_or(target.document))),
        Word::Section => Some(section(graph, target.measure.unwrap_or(target.document))),
        Word::Position => Some(Term::integer(target.span.start)),
        Word::Kind => Some(Term::text(target.kind.name())),
        Word::Indicator => Some(Term::text(&target.indicator)),
        Word::Comparator => Some(Term::text(target.comparator.name())),
        Word::Value => Some(Term::text(&target.value)),
        Word::UnitOfValue => Some(Term::text(&target.unit)),
        Word::Year => target.year.map(Term::integer),
        Word::Quote => graph
            .edges_to(id, EdgeKind::Sets)
            .first()
            .and_then(|edge| edge.edge.evidence().first())
            .map(|evidence| Term::text(graph.quote(evidence))),
        _ => None,
    }
}

fn section(graph: &Graph, place: NodeId) -> Term<'_> {
    let measure = graph.node(place).as_measure();
    Term::Text(
        measure
            .map_or_else(String::new, |measure| measure.section.to_string())
            .into(),
    )
}

fn appearance_values(graph: &Graph, entity: NodeId, document: NodeId, word: Word) -> Values<'_> {
    match word {
        Word::EntityOf => return Values::one(node(entity)),
        Word::DocumentOf => return Values::one(node(document)),
        _ => {}
    }
    let Some(appearance) = appearance(graph, entity, document) else {
        return Values::NONE;
    };
    match word {
        Word::Printed => Values::many(appearance.printed.iter().map(|form| Term::text(form))),
        Word::PrintedList => Values::one(list(&appearance.printed)),
        Word::Count => Values::one(Term::integer(appearance.mentions)),
        Word::Sentences => Values::one(Term::integer(appearance.sentences)),
        _ => Values::NONE,
    }
}

fn appearance(graph: &Graph, entity: NodeId, document: NodeId) -> Option<&Appearance> {
    let appearances = &graph.node(entity).as_entity()?.appearances;
    appearances.iter().find(|appearance| appearance.document == document)
}

fn list(forms: &[String]) -> Term<'_> {
    match forms {
        [form] => Term::text(form),
        forms => Term::Text(forms.join(LIST).into()),
    }
}

fn count_values(by_document: &[(NodeId, CoCount)], document: NodeId, word: Word) -> Values<'static> {
    let count = by_document.iter().find(|(counted, _)| *counted == document);
    let value = count.and_then(|(_, count)| match word {
        Word::Sentences => Some(count.sentences),
        Word::Measures => Some(count.measures),
        _ => None,
    });
    Values::One(value.map(Term::integer))
}

fn edge_values<'g>(graph: &'g Graph, edge: EdgeRef<'g>, word: Word) -> Values<'g> {
    match (word, edge.edge) {
        (Word::Quote, _) => Values::One(first_quote(graph, edge)),
        (Word::FurtherQuote, _) => Values::many(quotes(graph, edge).into_iter().skip(1)),
        (_, Edge::Responsibility(duty)) => match word {
            Word::Unit => Values::one(node(edge.from)),
            Word::Printed => Values::many(duty.printed.iter().map(|form| Term::text(form))),
            _ => Values::One(
                duty_value(duty, word).or_else(|| placed_value(graph, edge.to, duty.evidence.first(), word)),
            ),
        },
        (Word::EntityOf, Edge::Mentions(_)) => Values::one(node(edge.to)),
        (Word::Count, Edge::Mentions(mention)) => Values::one(Term::integer(mention.count)),
        (_, Edge::Mentions(mention)) => Values::One(placed_value(graph, edge.from, mention.evidence.first(), word)),
        (Word::Source, _) => Values::one(node(edge.from)),
        (Word::TargetOf, _) => Values::one(node(edge.to)),
        (Word::Kind, Edge::Cites(citation)) => Values::one(Term::text(citation.kind.name())),
        (_, Edge::Cites(citation)) => Values::One(placed_value(graph, edge.from, citation.evidence.first(), word)),
        (Word::Score, Edge::SimilarTo(similarity)) => Values::one(Term::Decimal(similarity.score.into())),
        (Word::Shared, Edge::SimilarTo(similarity)) => Values::one(list(&similarity.shared)),
        (Word::Year, Edge::SucceededBy { year, .. }) => Values::One(year.map(Term::integer)),
        (Word::Sentences, Edge::CoOccurs(together)) => Values::one(Term::integer(together.sentences())),
        (Word::Measures, Edge::CoOccurs(together)) => Values::one(Term::integer(together.measures())),
        (Word::Documents, Edge::CoOccurs(together)) => Values::one(Term::integer(together.documents())),
        (Word::Npmi, Edge::CoOccurs(together)) => Values::one(Term::Decimal((together.npmi * 10_000.0).round() as i64)),
        _ => Values::NONE,
    }
}

fn duty_value(duty: &Responsibility, word: Word) -> Option<Term<'_>> {
    match word {
        Word::Role => Some(Term::text(duty.role.name())),
        Word::PrintedList => Some(list(&duty.printed)),
        Word::Inherited => Some(Term::Boolean(duty.inherited)),
        Word::Count => {
            let said = duty.evidence.iter().filter(|why| matches!(why, Evidence::Text { .. }));
            Some(Term::integer(said.count() as u32))
        }
        _ => None,
    }
}

/// What everything has that stands at a place of the outline.
fn placed_value<'g>(graph: &'g Graph, place: NodeId, first: Option<&Evidence>, word: Word) -> Option<Term<'g>> {
    match word {
        Word::Within => Some(node(place)),
        Word::MeasureOf => graph.node(place).as_measure().map(|_| node(place)),
        Word::DocumentOf => graph.document_of(place).map(|(document, _)| node(document)),
        Word::Section => Some(section(graph, place)),
        Word::Title => {
            let measure = graph.node(place).as_measure();
            Some(Term::text(measure.map_or("", |measure| &measure.title)))
        }
        Word::Position => match first {
            Some(Evidence::Text { span, .. }) => Some(Term::integer(span.start)),
            _ => None,
        },
        _ => None,
    }
}

fn quote<'g>(graph: &'g Graph, evidence: &Evidence) -> Term<'g> {
    match evidence {
        Evidence::Text { .. } => Term::text(graph.quote(evidence)),
        other => Term::Text(graph.describe(other).into_owned().into()),
    }
}

fn first_quote<'g>(graph: &'g Graph, edge: EdgeRef<'_>) -> Option<Term<'g>> {
    graph.evidence(edge.id).first().map(|evidence| quote(graph, evidence))
}

/// Distinct quotes in the order of the evidence.
fn quotes<'g>(graph: &'g Graph, edge: EdgeRef<'_>) -> Vec<Term<'g>> {
    let mut quotes: Vec<Term<'g>> = Vec::new();
    for evidence in graph.evidence(edge.id).iter() {
        let quote = quote(graph, evidence);
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes
}

/// The resources that have `object` for `word`, where edges lead there; nothing where only a search would tell.
pub(super) fn subjects(graph: &Graph, word: Word, object: Resource) -> Option<Vec<Resource>> {
    if let (Word::CountOf, Resource::Edge(id)) = (word, object) {
        return Some(counts_of(id, graph.edge(id).edge).collect());
    }
    let Resource::Node(id) = object else {
        return Some(Vec::new());
    };
    if word == Word::Counterpart {
        return Some(
            graph
                .counterparts(id)
                .into_iter()
                .map(|(other, _)| Resource::Node(other))
                .collect(),
        );
    }
    if let Some(kind) = direct(word) {
        return Some(starts_of(graph, id, word, kind));
    }
    let from = |kinds: &[EdgeKind]| {
        kinds
            .iter()
            .flat_map(|kind| graph.edges_from(id, *kind))
            .collect::<Vec<_>>()
    };
    let to = |kinds: &[EdgeKind]| {
        kinds
            .iter()
            .flat_map(|kind| graph.edges_to(id, *kind))
            .collect::<Vec<_>>()
    };
    let edges = match word {
        Word::Unit => from(&ROLES),
        Word::Source => from(&TWO_ENDED),
        Word::TargetOf => to(&TWO_ENDED),
        Word::Within | Word::MeasureOf => {
            if word == Word::MeasureOf && graph.node(id).as_measure().is_none() {
                return Some(Vec::new());
            }
            let mut inside = to(&ROLES);
            inside.extend(from(&[EdgeKind::Mentions, EdgeKind::Cites]));
            let targets = graph
                .edges_from(id, EdgeKind::Sets)
                .into_iter()
                .map(|edge| Resource::Node(edge.to));
            return Some(
                inside
                    .into_iter()
                    .map(|edge| Resource::Edge(edge.id))
                    .chain(targets)
                    .collect(),
            );
        }
        Word::EntityOf => {
            let mentions = to(&[EdgeKind::Mentions])
                .into_iter()
                .map(|edge| Resource::Edge(edge.id));
            let appearances = graph.node(id).as_entity().map_or(&[][..], |entity| &entity.appearances);
            let appearances = appearances
                .iter()
                .map(|appearance| Resource::Appearance(id, appearance.document));
            return Some(appearances.chain(mentions).collect());
        }
        _ => return None,
    };
    Some(edges.into_iter().map(|edge| Resource::Edge(edge.id)).collect())
}

const ROLES: [EdgeKind; 3] = [EdgeKind::Leads, EdgeKind::Supports, EdgeKind::ResponsibleFor];
const TWO_ENDED: [EdgeKind; 4] = [
    EdgeKind::CoOccurs,
    EdgeKind::Cites,
    EdgeKind::SucceededBy,
    EdgeKind::SimilarTo,
];

fn starts_of(graph: &Graph, id: NodeId, word: Word, kind: EdgeKind) -> Vec<Resource> {
    let edges = match kind {
        EdgeKind::CoOccurs | EdgeKind::SimilarTo => graph.edges_around(id, kind),
        _ => graph.edges_to(id, kind),
    };
    let mut starts: Vec<_> = edges
        .iter()
        .filter(|edge| means(word, edge.edge))
        .map(|edge| edge.other(id))
        .collect();
    starts.dedup();
    starts.into_iter().map(Resource::Node).collect()
}
