//! The sides of a comparison: documents, or all documents that share something.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::graph::{Document, EdgeKind, Graph, NodeId};
use crate::model::Region;
use crate::text::{fold_name, nearest};

/// One side: its name and its documents, in the graph's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As asked for, or the value that its documents share.
    pub name: String,
    /// At least one.
    pub documents: Vec<NodeId>,
}

/// By what a corpus is spread into sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// Each document by itself.
    Document,
    /// The year of issue, else the first year of the period.
    Year,
    /// The region.
    Region,
    /// The level of government.
    Level,
}

/// The levels of government, from the nation down.
const LEVELS: [&str; 4] = ["nation", "province", "city", "county"];

/// A side that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SideError {
    /// No document of this id.
    #[error("there is no document '{id}' in the graph{}", hint(near.as_deref()))]
    NoDocument {
        /// What was asked for.
        id: String,
        /// The document that may be meant.
        near: Option<String>,
    },
    /// `key=value` with a key that says nothing of documents.
    #[error("'{0}' tells no documents apart; use region=, year=, level= or issuer=, or a document's id")]
    NoKey(String),
    /// A year that is none.
    #[error("'{0}' is no year; write 2018, or 2015..2018 for all from the first to the last")]
    NoYear(String),
    /// A level that is none.
    #[error("'{0}' is no level; it is one of nation, province, city, county")]
    NoLevel(String),
    /// A way to spread that there is not.
    #[error("'{0}' is no way to spread documents; it is one of document, year, region, level")]
    NoBy(String),
    /// Nothing has what was asked for.
    #[error("no document has {asked}; there is {there}")]
    Empty {
        /// What was asked for.
        asked: String,
        /// What the documents have instead.
        there: String,
    },
    /// Fewer than two sides.
    #[error("a comparison takes two sides or more, and there {}", if *.0 == 1 { "is one" } else { "is none" })]
    TooFew(usize),
}

fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean '{near}'?"))
}

impl Side {
    /// The side that a document's id, `region=`, `year=`, `level=` or `issuer=` names.
    pub fn named(graph: &Graph, asked: &str) -> Result<Self, SideError> {
        if let Some((document, _)) = graph.document(asked) {
            return Ok(Self {
                name: asked.to_owned(),
                documents: vec![document],
            });
        }
        let Some((key, value)) = asked.split_once('=') else {
            let ids = graph.documents().map(|(_, document)| document.id.as_str());
            return Err(SideError::NoDocument {
                id: asked.to_owned(),
                near: nearest(asked, ids).map(str::to_owned),
            });
        };
        let (documents, there) = match key.trim() {
            "region" => (of_region(graph, value), all(graph, By::Region)),
            "year" => (of_years(graph, value)?, all(graph, By::Year)),
            "level" if LEVELS.contains(&value) => (having(graph, By::Level, value), all(graph, By::Level)),
            "level" => return Err(SideError::NoLevel(value.to_owned())),
            "issuer" => (of_issuer(graph, value), issuers(graph)),
            _ => return Err(SideError::NoKey(asked.to_owned())),
        };
        if documents.is_empty() {
            return Err(SideError::Empty {
                asked: asked.to_owned(),
                there: if there.is_empty() {
                    "none".to_owned()
                } else {
                    there.join(", ")
                },
            });
        }
        Ok(Self {
            name: asked.to_owned(),
            documents,
        })
    }

    /// Some documents, or all of the graph where none are given, spread over their values, in the order of these.
    /// Documents that have no value are in no side.
    pub fn spread(graph: &Graph, by: By, documents: &[NodeId]) -> Vec<Self> {
        let mut sides: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
        for (node, document) in graph.documents() {
            let is_asked = documents.is_empty() || documents.contains(&node);
            if let Some(value) = by.value(document).filter(|_| is_asked) {
                sides.entry(value).or_default().push(node);
            }
        }
        let sides = sides.into_iter().map(|(name, documents)| Self { name, documents });
        sides.collect()
    }
}

impl By {
    fn value(self, document: &Document) -> Option<String> {
        let region = document.metadata.region.as_ref().map(|region| &region.value);
        match self {
            Self::Document => Some(document.id.clone()),
            Self::Year => document.year().map(|year| year.to_string()),
            Self::Region => region.map(Region::to_string),
            Self::Level => Some(LEVELS[region?.divisions().len().min(LEVELS.len() - 1)].to_owned()),
        }
    }
}

impl FromStr for By {
    type Err = SideError;

    fn from_str(word: &str) -> Result<Self, SideError> {
        Ok(match word {
            "document" => Self::Document,
            "year" => Self::Year,
            "region" => Self::Region,
            "level" => Self::Level,
            other => return Err(SideError::NoBy(other.to_owned())),
        })
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn having(graph: &Graph, by: By, value: &str) -> Vec<NodeId> {
    let documents = graph
        .documents()
        .filter(|(_, document)| by.value(document).as_deref() == Some(value));
    documents.map(|(node, _)| node).collect()
}

/// Documents of a region, given from the province down or by its last name.
fn of_region(graph: &Graph, value: &str) -> Vec<NodeId> {
    let wanted = Region::from(value);
    let is_it = |region: &Region| *region == wanted || region.last() == Some(value);
    let documents = graph.documents().filter(|(_, document)| {
        let region = document.metadata.region.as_ref();
        region.is_some_and(|region| is_it(&region.value))
    });
    documents.map(|(node, _)| node).collect()
}

fn of_years(graph: &Graph, value: &str) -> Result<Vec<NodeId>, SideError> {
    let year = |text: &str| {
        text.trim()
            .parse::<u16>()
            .map_err(|_| SideError::NoYear(value.to_owned()))
    };
    let (first, last) = match value.split_once("..") {
        Some((first, last)) => (year(first)?, year(last)?),
        None => (year(value)?, year(value)?),
    };
    let documents = graph
        .documents()
        .filter(|(_, document)| document.year().is_some_and(|year| (first..=last).contains(&year)));
    Ok(documents.map(|(node, _)| node).collect())
}

fn of_issuer(graph: &Graph, value: &str) -> Vec<NodeId> {
    let named = graph.entities_named(value);
    let issued = named
        .iter()
        .flat_map(|(entity, _)| graph.edges_from(*entity, EdgeKind::Issued));
    let mut documents: Vec<NodeId> = issued.map(|edge| edge.to).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

fn all(graph: &Graph, by: By) -> Vec<String> {
    let mut values: Vec<_> = graph
        .documents()
        .filter_map(|(_, document)| by.value(document))
        .collect();
    values.sort();
    values.dedup();
    values
}

fn issuers(graph: &Graph) -> Vec<String> {
    let mut names: Vec<_> = graph
        .edges(EdgeKind::Issued)
        .map(|edge| fold_name(&graph.label(edge.from)))
        .collect();
    names.sort();
    names.dedup();
    names
}
