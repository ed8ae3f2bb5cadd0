//! The graph as the SPARQL evaluator sees it. No triple is stored: each is made from a node or an edge when it is
//! asked for.

use std::convert::Infallible;
use std::rc::Rc;

use oxrdf::Term as Rdf;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::attributes::{Values, class_of, direct, subjects, values};
use super::index::Index;
use super::iri::{BASE, node_of_iri, resource_iri};
use super::term::{Resource, Term, appearances, counts, doubts, pieces, reified, resources, sentences};
use super::vocabulary::Word;
use crate::graph::{EdgeKind, Graph, NodeId, NodeKind};

/// A graph to be queried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dataset<'g> {
    pub(super) graph: &'g Graph,
    pub(super) index: &'g Index,
}

type Quad<'g> = InternalQuad<Term<'g>>;

fn quad(subject: Resource, word: Word, object: Term<'_>) -> Quad<'_> {
    InternalQuad {
        subject: Term::Resource(subject),
        predicate: Term::Word(word),
        object,
        graph_name: None,
    }
}

/// The quads that fit a pattern. Joins ask for those of one subject and predicate row by row: these are not boxed.
enum Quads<'g> {
    Of {
        subject: Resource,
        word: Word,
        values: Values<'g>,
        object: Option<Term<'g>>,
    },
    Found(Box<dyn Iterator<Item = Quad<'g>> + 'g>),
}

impl<'g> Iterator for Quads<'g> {
    type Item = Result<Quad<'g>, Infallible>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Of {
                subject,
                word,
                values,
                object,
            } => {
                let value = values.find(|value| object.as_ref().is_none_or(|object| object == value))?;
                Some(Ok(quad(*subject, *word, value)))
            }
            Self::Found(quads) => quads.next().map(Ok),
        }
    }
}

impl<'g> Dataset<'g> {
    /// The node that an IRI names.
    pub(super) fn node(&self, term: &Rdf) -> Option<NodeId> {
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

    /// The quads of any subject.
    fn search(self, word: Word, object: Option<Term<'g>>) -> Box<dyn Iterator<Item = Quad<'g>> + 'g> {
        match object {
            Some(object) => self.having(word, object),
            None => Box::new(
                self.bearers(word)
                    .flat_map(move |subject| values(self, subject, word).map(move |value| quad(subject, word, value))),
            ),
        }
    }

    /// The quads with this object.
    fn having(self, word: Word, object: Term<'g>) -> Box<dyn Iterator<Item = Quad<'g>> + 'g> {
        let known = match &object {
            Term::Word(class) if word == Word::Type => Some(self.members(*class)),
            Term::Resource(resource) => {
                subjects(self, word, *resource).map(|found| Box::new(found.into_iter()) as Box<dyn Iterator<Item = _>>)
            }
            _ => None,
        };
        if let Some(known) = known {
            return Box::new(known.map(move |subject| quad(subject, word, object.clone())));
        }
        Box::new(self.bearers(word).filter_map(move |subject| {
            let has = values(self, subject, word).any(|value| value == object);
            has.then(|| quad(subject, word, object.clone()))
        }))
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
    type InternalTerm = Term<'g>;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Term<'g>>,
        predicate: Option<&Term<'g>>,
        object: Option<&Term<'g>>,
        graph_name: Option<Option<&Term<'g>>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Term<'g>>, Infallible>> + use<'g> {
        let dataset = *self;
        let object = object.cloned();
        match (graph_name, subject, predicate) {
            (Some(None), Some(Term::Resource(subject)), Some(Term::Word(word))) => Quads::Of {
                subject: *subject,
                word: *word,
                values: values(*self, *subject, *word),
                object,
            },
            (Some(None), Some(Term::Resource(subject)), None) => {
                let subject = *subject;
                let of_word = move |word: &Word| Quads::Of {
                    subject,
                    word: *word,
                    values: values(dataset, subject, *word),
                    object: object.clone(),
                };
                Quads::Found(Box::new(Word::PREDICATES.iter().flat_map(of_word).flatten()))
            }
            (Some(None), None, Some(Term::Word(word))) => Quads::Found(dataset.search(*word, object)),
            (Some(None), None, None) => {
                let of_word = move |word: &Word| dataset.search(*word, object.clone());
                Quads::Found(Box::new(Word::PREDICATES.iter().flat_map(of_word)))
            }
            _ => Quads::Found(Box::new(std::iter::empty())),
        }
    }

    fn internalize_term(&self, term: Rdf) -> Result<Term<'g>, Infallible> {
        Ok(match term {
            Rdf::Literal(literal) => Term::of_literal(literal),
            Rdf::NamedNode(iri) => {
                if let Some(resource) = self.resource(iri.as_str()) {
                    Term::Resource(resource)
                } else if let Some(word) = Word::of_iri(iri.as_str()) {
                    Term::Word(word)
                } else {
                    Term::Foreign(Rc::new(iri.into()))
                }
            }
            Rdf::BlankNode(_) => Term::Foreign(Rc::new(term)),
        })
    }

    fn externalize_term(&self, term: Term<'g>) -> Result<Rdf, Infallible> {
        Ok(term.into_rdf(|resource| resource_iri(self.graph, resource)))
    }

    fn externalize_expression_term(&self, term: Term<'g>) -> Result<ExpressionTerm, Infallible> {
        Ok(match term {
            Term::Text(text) => ExpressionTerm::StringLiteral(text.to_string()),
            Term::Integer(value) => ExpressionTerm::IntegerLiteral(value.into()),
            Term::Boolean(value) => ExpressionTerm::BooleanLiteral(value.into()),
            other => self.externalize_term(other)?.into(),
        })
    }
}
