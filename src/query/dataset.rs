//! The graph as the SPARQL evaluator sees it. No triple is stored: each is made from a node or an edge when it is
//! asked for.

use std::convert::Infallible;
use std::rc::Rc;

use oxrdf::Term as Rdf;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::attributes::{Values, class_of, direct, subjects, values};
use super::index::Index;
use super::iri::{BASE, node_of_iri, resource_iri};
use super::resource::{Resource, appearances, counts, doubts, pieces, reified, resources, sentences};
use super::term::{Term, Terms};
use super::value::Value;
use super::vocabulary::Word;
use crate::graph::{EdgeKind, Graph, NodeId, NodeKind};

/// A graph to be queried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dataset<'g> {
    pub(super) graph: &'g Graph,
    pub(super) index: &'g Index,
    pub(super) terms: &'g Terms<'g>,
}

type Quad = InternalQuad<Term>;

/// The quads that fit a pattern. Joins ask for those of one subject and predicate row by row: these are not boxed.
enum Quads<'g> {
    Of {
        terms: &'g Terms<'g>,
        subject: Term,
        predicate: Term,
        values: Values<'g>,
    },
    /// One that is there, or none.
    One(Option<Quad>),
    Found(Box<dyn Iterator<Item = Quad> + 'g>),
}

fn quad(subject: Term, predicate: Term, object: Term) -> Quad {
    InternalQuad {
        subject,
        predicate,
        object,
        graph_name: None,
    }
}

impl Iterator for Quads<'_> {
    type Item = Result<Quad, Infallible>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Of {
                terms,
                subject,
                predicate,
                values,
            } => {
                let object = terms.term(values.next()?);
                Some(Ok(quad(*subject, *predicate, object)))
            }
            Self::One(quad) => quad.take().map(Ok),
            Self::Found(quads) => quads.next().map(Ok),
        }
    }
}

impl<'g> Dataset<'g> {
    /// The node that an IRI names.
    pub(super) fn node_named(&self, term: &Rdf) -> Option<NodeId> {
        match term {
            Rdf::NamedNode(iri) => match self.resource(iri.as_str())? {
                Resource::Node(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whatever an IRI names.
    fn resource(&self, iri: &str) -> Option<Resource> {
        let found = node_of_iri(self.graph, iri).map(Resource::Node);
        found.or_else(|| {
            iri.starts_with(BASE)
                .then(|| self.index.find(self.graph, iri))
                .flatten()
        })
    }

    /// The quads of one subject.
    fn of(self, subject: Resource, word: Word, object: Option<Term>) -> Quads<'g> {
        let (term, predicate) = (self.term(subject), self.terms.word_term(word));
        let mut values = values(self, subject, word);
        match object {
            None => Quads::Of {
                terms: self.terms,
                subject: term,
                predicate,
                values,
            },
            Some(object) => {
                let wanted = self.terms.value(object);
                let is_there = values.any(|value| value == wanted);
                Quads::One(is_there.then(|| quad(term, predicate, object)))
            }
        }
    }

    fn term(self, resource: Resource) -> Term {
        self.terms.term(Value::Resource(resource))
    }

    /// The quads of any subject.
    fn search(self, word: Word, object: Option<Term>) -> Box<dyn Iterator<Item = Quad> + 'g> {
        match object {
            Some(object) => self.having(word, object),
            None => Box::new(
                self.bearers(word)
                    .flat_map(move |subject| self.of(subject, word, None))
                    .map(|Ok(quad)| quad),
            ),
        }
    }

    /// The quads with this object.
    fn having(self, word: Word, object: Term) -> Box<dyn Iterator<Item = Quad> + 'g> {
        let known: Option<Box<dyn Iterator<Item = Resource> + 'g>> = match self.terms.value(object) {
            Value::Word(class) if word == Word::Type => Some(self.members(class)),
            Value::Resource(resource) => {
                subjects(self, word, resource).map(|found| Box::new(found.into_iter()) as Box<dyn Iterator<Item = _>>)
            }
            _ => None,
        };
        if let Some(known) = known {
            let predicate = self.terms.word_term(word);
            return Box::new(known.map(move |subject| quad(self.term(subject), predicate, object)));
        }
        let found = self
            .bearers(word)
            .flat_map(move |subject| self.of(subject, word, Some(object)));
        Box::new(found.map(|Ok(quad)| quad))
    }

    /// The resources of a class.
    fn members(self, class: Word) -> Box<dyn Iterator<Item = Resource> + 'g> {
        let graph = self.graph;
        let nodes = move |kind| Box::new(graph.nodes_of(kind).map(Resource::Node));
        let edges = move |kinds: &'static [EdgeKind]| {
            let edges = kinds.iter().flat_map(move |kind| graph.edges(*kind));
            Box::new(edges.map(|edge| Resource::Edge(edge.id)))
        };
        match class {
            Word::Document => nodes(NodeKind::Document),
            Word::Measure => nodes(NodeKind::Measure),
            Word::Entity => nodes(NodeKind::Entity),
            Word::Target => nodes(NodeKind::Target),
            Word::Function => nodes(NodeKind::Function),
            Word::Appearance => Box::new(appearances(graph)),
            Word::DocumentCount => Box::new(counts(graph)),
            Word::Responsibility => edges(&[EdgeKind::Leads, EdgeKind::Supports, EdgeKind::ResponsibleFor]),
            Word::Mention => edges(&[EdgeKind::Mentions]),
            Word::CoOccurrence => edges(&[EdgeKind::CoOccurs]),
            Word::Citation => edges(&[EdgeKind::Cites]),
            Word::Succession => edges(&[EdgeKind::SucceededBy]),
            Word::Membership => edges(&[EdgeKind::MemberOf]),
            Word::Hosting => edges(&[EdgeKind::HostedBy]),
            Word::Similarity => edges(&[EdgeKind::SimilarTo]),
            Word::Evidence => Box::new(pieces(graph)),
            Word::Sentence => Box::new(sentences(graph, self.index)),
            Word::Doubt => Box::new(doubts(graph)),
            Word::Graph => Box::new(std::iter::once(Resource::Graph)),
            kind => {
                let of_kind = graph
                    .entities()
                    .filter(move |(_, entity)| class_of(entity.kind()) == kind);
                Box::new(of_kind.map(|(id, _)| Resource::Node(id)))
            }
        }
    }

    /// The resources that may have something for a word.
    fn bearers(self, word: Word) -> Box<dyn Iterator<Item = Resource> + 'g> {
        match bearing(word) {
            Some(classes) => Box::new(classes.iter().flat_map(move |class| self.members(*class))),
            None if word == Word::EvidenceOf => Box::new(reified(self.graph)),
            None => Box::new(resources(self.graph, self.index)),
        }
    }
}

/// The classes whose members may have something for a word; nothing where that is any class.
fn bearing(word: Word) -> Option<&'static [Word]> {
    Some(match word {
        word if direct(word).is_some() => &[Word::Document, Word::Measure, Word::Entity],
        Word::Unit | Word::Inherited => &[Word::Responsibility],
        Word::Role => &[Word::Responsibility, Word::Membership],
        Word::Post => &[Word::Membership],
        Word::EntityOf => &[Word::Appearance, Word::Mention],
        Word::CountOf => &[Word::DocumentCount],
        Word::Within | Word::MeasureOf => &[Word::Target, Word::Responsibility, Word::Mention, Word::Citation],
        Word::Source | Word::TargetOf => &[
            Word::CoOccurrence,
            Word::Citation,
            Word::Succession,
            Word::Membership,
            Word::Hosting,
            Word::Similarity,
        ],
        Word::Score | Word::Shared => &[Word::Similarity],
        Word::Documents | Word::Npmi | Word::Jaccard | Word::Cosine | Word::Significance => &[Word::CoOccurrence],
        Word::Measures => &[Word::CoOccurrence, Word::DocumentCount],
        Word::Sentences => &[Word::Appearance, Word::CoOccurrence, Word::DocumentCount],
        Word::Count => &[Word::Appearance, Word::Responsibility, Word::Mention],
        Word::Distinctiveness => &[Word::Appearance],
        Word::Counterpart | Word::Degree | Word::Strength | Word::EffectiveSize | Word::Constraint => &[Word::Entity],
        Word::Id
        | Word::Number
        | Word::Issuers
        | Word::IssuedOn
        | Word::PeriodStart
        | Word::PeriodEnd
        | Word::Path
        | Word::Url => &[Word::Document],
        Word::Year => &[Word::Document, Word::Target, Word::Succession],
        Word::Kind => &[Word::Document, Word::Target, Word::Citation, Word::Doubt],
        Word::Text => &[Word::Document, Word::Measure, Word::Sentence],
        Word::PlaceInFile => &[Word::Measure, Word::Target, Word::Evidence, Word::Sentence, Word::Doubt],
        Word::Message => &[Word::Doubt],
        Word::MadeBy | Word::Corpus | Word::Lexicons | Word::Corrections => &[Word::Graph],
        Word::Rule | Word::Found | Word::Before | Word::After => &[Word::Evidence],
        Word::Recovered | Word::Deadline => &[Word::Measure],
        Word::Name => &[Word::Entity, Word::Function],
        Word::Region => &[Word::Document, Word::Entity],
        Word::Indicator | Word::Comparator | Word::Value | Word::UnitOfValue => &[Word::Target],
        Word::PrintedList => &[Word::Appearance, Word::Responsibility],
        Word::Printed => &[Word::Entity, Word::Appearance, Word::Responsibility],
        Word::Label | Word::TypeName => &[
            Word::Document,
            Word::Measure,
            Word::Entity,
            Word::Target,
            Word::Function,
        ],
        _ => return None,
    })
}

impl<'g> QueryableDataset<'g> for Dataset<'g> {
    type InternalTerm = Term;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Term>,
        predicate: Option<&Term>,
        object: Option<&Term>,
        graph_name: Option<Option<&Term>>,
    ) -> impl Iterator<Item = Result<Quad, Infallible>> + use<'g> {
        let dataset = *self;
        let object = object.copied();
        let [subject, predicate] = [subject, predicate].map(|term| term.map(|term| dataset.terms.value(*term)));
        match (graph_name, subject, predicate) {
            (Some(None), Some(Value::Resource(subject)), Some(Value::Word(word))) => dataset.of(subject, word, object),
            (Some(None), Some(Value::Resource(subject)), None) => {
                let of_word = move |word: &Word| dataset.of(subject, *word, object);
                Quads::Found(Box::new(Word::PREDICATES.iter().flat_map(of_word).map(|Ok(quad)| quad)))
            }
            (Some(None), None, Some(Value::Word(word))) => Quads::Found(dataset.search(word, object)),
            (Some(None), None, None) => {
                let of_word = move |word: &Word| dataset.search(*word, object);
                Quads::Found(Box::new(Word::PREDICATES.iter().flat_map(of_word)))
            }
            _ => Quads::One(None),
        }
    }

    fn internalize_term(&self, term: Rdf) -> Result<Term, Infallible> {
        let value = match term {
            Rdf::Literal(literal) => Value::of_literal(literal),
            Rdf::NamedNode(iri) => {
                if let Some(resource) = self.resource(iri.as_str()) {
                    Value::Resource(resource)
                } else if let Some(word) = Word::of_iri(iri.as_str()) {
                    Value::Word(word)
                } else {
                    Value::Foreign(Rc::new(iri.into()))
                }
            }
            Rdf::BlankNode(_) => Value::Foreign(Rc::new(term)),
        };
        Ok(self.terms.term(value))
    }

    fn externalize_term(&self, term: Term) -> Result<Rdf, Infallible> {
        let value = self.terms.value(term);
        Ok(value.into_rdf(|resource| resource_iri(self.graph, resource)))
    }

    fn externalize_expression_term(&self, term: Term) -> Result<ExpressionTerm, Infallible> {
        Ok(match self.terms.value(term) {
            Value::Text(text) => ExpressionTerm::StringLiteral(text.to_string()),
            Value::Integer(value) => ExpressionTerm::IntegerLiteral(value.into()),
            Value::Boolean(value) => ExpressionTerm::BooleanLiteral(value.into()),
            _ => self.externalize_term(term)?.into(),
        })
    }

    fn internalize_expression_term(&self, term: ExpressionTerm) -> Result<Term, Infallible> {
        let value = match term {
            ExpressionTerm::StringLiteral(text) => Value::Text(text.into()),
            ExpressionTerm::IntegerLiteral(value) => Value::Integer(value.into()),
            ExpressionTerm::BooleanLiteral(value) => Value::Boolean(value.into()),
            other => return self.internalize_term(other.into()),
        };
        Ok(self.terms.term(value))
    }
}
