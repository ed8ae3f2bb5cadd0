//! Triples that a server makes, and what it knows of them.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedNode, Term as Rdf, Triple};

use super::super::attributes::direct;
use super::super::error::Error;
use super::super::results::Rows;
use super::super::triples::{self, Described};
use super::super::vocabulary::Word;
use super::Endpoint;
use crate::graph::EdgeKind;
use crate::model::CitationKind;

/// How many things one question is about.
const AT_ONCE: usize = 400;

/// What the server knows of triples and their ends.
#[derive(Debug, Default)]
struct Told {
    /// Label and type, by IRI.
    nodes: BTreeMap<String, (String, String)>,
    /// By the IRIs of a triple.
    quotes: BTreeMap<[String; 3], String>,
}

impl Described for Told {
    fn node(&self, end: &Rdf) -> Option<(String, String)> {
        match end {
            Rdf::NamedNode(iri) => self.nodes.get(iri.as_str()).cloned(),
            _ => None,
        }
    }

    fn quote(&self, triple: &Triple) -> Option<String> {
        self.quotes.get(&iris_of(triple)?).cloned()
    }
}

fn iris_of(triple: &Triple) -> Option<[String; 3]> {
    match (Rdf::from(triple.subject.clone()), &triple.object) {
        (Rdf::NamedNode(subject), Rdf::NamedNode(object)) => {
            Some([subject.as_str(), triple.predicate.as_str(), object.as_str()].map(str::to_owned))
        }
        _ => None,
    }
}

impl Endpoint {
    /// A row for each triple that a `CONSTRUCT` makes.
    pub(super) fn construct(&self, query: &str) -> Result<Rows, Error> {
        let triples = triples::in_order(self.triples(query)?);
        let told = Told {
            nodes: self.labels(&triples)?,
            quotes: self.quotes(&triples)?,
        };
        Ok(triples::rows(&told, triples))
    }

    fn labels(&self, triples: &[Triple]) -> Result<BTreeMap<String, (String, String)>, Error> {
        let ends = triples
            .iter()
            .flat_map(|triple| [Rdf::from(triple.subject.clone()), triple.object.clone()]);
        let iris: BTreeSet<String> = ends
            .filter_map(|end| match end {
                Rdf::NamedNode(iri) => Some(iri.into_string()),
                _ => None,
            })
            .collect();
        let iris: Vec<String> = iris.into_iter().collect();
        let mut nodes = BTreeMap::new();
        for some in iris.chunks(AT_ONCE) {
            let listed = super::nodes::values("n", some.iter().map(String::as_str));
            let found = self.table(&format!(
                "SELECT ?n ?label ?type WHERE {{ {listed} ?n pg:type ?type ; rdfs:label ?label FILTER(LANG(?label) = \"zh\") }}"
            ))?;
            nodes.extend(found.into_iter().map(|[iri, label, kind]| (iri, (label, kind))));
        }
        Ok(nodes)
    }

    fn quotes(&self, triples: &[Triple]) -> Result<BTreeMap<[String; 3], String>, Error> {
        let mut by_word: BTreeMap<Word, Vec<[String; 3]>> = BTreeMap::new();
        for iris in triples.iter().filter_map(iris_of) {
            if let Some(word) = Word::of_iri(&iris[1]) {
                by_word.entry(word).or_default().push(iris);
            }
        }
        let mut quotes = BTreeMap::new();
        for (word, all) in by_word {
            let Some(pattern) = carrying(word) else {
                continue;
            };
            for some in all.chunks(AT_ONCE) {
                let mut found: Vec<[String; 4]> = self.table(&format!(
                    "SELECT ?from ?to ?kind ?quote WHERE {{ {} {pattern} ?x pg:quote ?quote }}",
                    pairs(some)
                ))?;
                // Of several citations between two, the first in the order of kinds says it.
                found.sort_by_cached_key(|[_, _, kind, _]| kind.parse::<CitationKind>().ok());
                for [from, to, _, quote] in found {
                    quotes.entry([from, word.iri().to_owned(), to]).or_insert(quote);
                }
            }
        }
        Ok(quotes)
    }
}

/// The ends of triples as a table in a question.
fn pairs(triples: &[[String; 3]]) -> String {
    let pair = |[from, _, to]: &[String; 3]| {
        let [from, to] = [from, to].map(|iri| NamedNode::new(iri).ok());
        Some(format!("({} {})", from?, to?))
    };
    let listed: Vec<String> = triples.iter().filter_map(pair).collect();
    format!("VALUES (?from ?to) {{ {} }}", listed.join(" "))
}

/// What leads from the ends of an edge to what carries its quote, `?x`; nothing for edges that carry none in SPARQL.
fn carrying(word: Word) -> Option<String> {
    let role = |role: &str| Some(format!("?x pg:unit ?from ; pg:within ?to ; pg:role \"{role}\" ."));
    let ends = |class: &str| Some(format!("?x a pg:{class} ; pg:source ?from ; pg:target ?to ."));
    let citation = |kind: CitationKind| {
        let kind = format!("BIND(\"{}\" AS ?kind)", kind.name());
        Some(format!(
            "{kind} ?x a pg:Citation ; pg:kind ?kind ; pg:source ?from ; pg:target ?to ."
        ))
    };
    match word {
        Word::Implements => citation(CitationKind::Implements),
        Word::Forwards => citation(CitationKind::Forwards),
        Word::Repeals => citation(CitationKind::Repeals),
        Word::Amends => citation(CitationKind::Amends),
        _ => match direct(word)? {
            EdgeKind::Leads => role("lead"),
            EdgeKind::Supports => role("support"),
            EdgeKind::ResponsibleFor => role("responsible"),
            EdgeKind::Mentions => Some("?x a pg:Mention ; pg:within ?from ; pg:entity ?to .".to_owned()),
            EdgeKind::Cites => Some("?x a pg:Citation ; pg:kind ?kind ; pg:source ?from ; pg:target ?to .".to_owned()),
            EdgeKind::CoOccurs => Some(
                "?x a pg:CoOccurrence . { ?x pg:source ?from ; pg:target ?to } UNION { ?x pg:source ?to ; pg:target ?from }"
                    .to_owned(),
            ),
            EdgeKind::SucceededBy => ends("Succession"),
            EdgeKind::MemberOf => ends("Membership"),
            EdgeKind::HostedBy => ends("Hosting"),
            EdgeKind::SimilarTo => ends("Similarity"),
            _ => None,
        },
    }
}
