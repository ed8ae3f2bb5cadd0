//! The formats, each with its name and extension.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::{graphml, node_link};
use crate::graph::Graph;
use crate::model::UnknownName;
use crate::query::write_ntriples;

/// A form in which other programs read a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ExportFormat {
    /// Node-link JSON, as NetworkX reads it with `node_link_graph(data, edges="edges")`.
    NodeLink,
    /// [GraphML](http://graphml.graphdrawing.org/), as Gephi, yEd, igraph and NetworkX read it.
    GraphMl,
    /// [N-Triples](https://www.w3.org/TR/n-triples/): everything that a query may find, for any SPARQL store.
    NTriples,
}

/// Why a graph could not be exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The output took no more.
    #[error("cannot write the export")]
    Write(#[from] io::Error),
    /// A value has no JSON form.
    #[error("cannot write the export as JSON")]
    Json(#[from] serde_json::Error),
}

impl ExportFormat {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::NodeLink, Self::GraphMl, Self::NTriples];

    /// The name on the command line.
    ///
    /// ```
    /// use policygraph::export::ExportFormat;
    ///
    /// assert_eq!(ExportFormat::GraphMl.name(), "graphml");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::NodeLink => "node-link",
            Self::GraphMl => "graphml",
            Self::NTriples => "ntriples",
        }
    }

    /// The extension of its files, without the dot.
    ///
    /// ```
    /// use policygraph::export::ExportFormat;
    ///
    /// assert_eq!(ExportFormat::NodeLink.extension(), "json");
    /// ```
    pub fn extension(self) -> &'static str {
        match self {
            Self::NodeLink => "json",
            Self::GraphMl => "graphml",
            Self::NTriples => "nt",
        }
    }

    /// The format of files with this extension.
    ///
    /// ```
    /// use policygraph::export::ExportFormat;
    ///
    /// assert_eq!(ExportFormat::from_extension("graphml"), Some(ExportFormat::GraphMl));
    /// assert_eq!(ExportFormat::from_extension("docx"), None);
    /// ```
    pub fn from_extension(extension: &str) -> Option<Self> {
        let matches = |format: &Self| format.extension().eq_ignore_ascii_case(extension);
        Self::ALL.iter().copied().find(matches)
    }

    /// Writes the whole graph; the same graph gives the same bytes.
    pub fn write<W: Write>(self, graph: &Graph, out: W) -> Result<(), ExportError> {
        match self {
            Self::NodeLink => node_link::write(graph, out),
            Self::GraphMl => Ok(graphml::write(graph, out)?),
            Self::NTriples => Ok(write_ntriples(graph, out)?),
        }
    }
}

impl fmt::Display for ExportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ExportFormat {
    type Err = UnknownName;

    fn from_str(word: &str) -> Result<Self, UnknownName> {
        let named = Self::ALL.iter().copied().find(|format| format.name() == word);
        named.or_else(|| Self::from_extension(word)).ok_or_else(|| UnknownName {
            word: word.to_owned(),
            set: "export format",
            known: Self::ALL
                .iter()
                .map(|format| format.name())
                .collect::<Vec<_>>()
                .join(", "),
        })
    }
}
