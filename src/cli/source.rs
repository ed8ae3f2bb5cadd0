//! Where a question is asked: a graph file, or an endpoint that holds the graph.

use std::path::Path;
use std::time::Duration;

use policygraph::graph::Graph;
#[cfg(feature = "endpoint")]
use policygraph::query::endpoint::{Endpoint, Nodes};
use policygraph::query::{Error, Known, Options, Query, Rows, node_iri};

#[cfg(not(feature = "endpoint"))]
use super::exit::Usage;

/// What answers.
pub(super) enum Source {
    /// A graph in memory.
    Graph(Box<Graph>),
    /// A SPARQL server.
    #[cfg(feature = "endpoint")]
    Endpoint(Endpoint),
}

/// What is known of the nodes of an answer.
pub(super) enum Background<'a> {
    /// All that the graph knows.
    Graph(&'a Graph),
    /// What a server was asked.
    #[cfg(feature = "endpoint")]
    Nodes(Box<Nodes>),
}

impl Source {
    /// The endpoint if one is named, else the graph file.
    pub(super) fn open(endpoint: Option<&str>, graph: &Path, timeout: Option<Duration>) -> anyhow::Result<Self> {
        match endpoint {
            None => Ok(Self::Graph(Box::new(Graph::load(graph)?))),
            Some(url) => Self::at(url, timeout),
        }
    }

    #[cfg(feature = "endpoint")]
    fn at(url: &str, timeout: Option<Duration>) -> anyhow::Result<Self> {
        let opened = Endpoint::open(url, timeout);
        let endpoint = opened.map_err(|error| super::query::classified(error, None))?;
        Ok(Self::Endpoint(endpoint))
    }

    #[cfg(not(feature = "endpoint"))]
    fn at(_: &str, _: Option<Duration>) -> anyhow::Result<Self> {
        Err(Usage::error(
            "this build asks graph files alone; for --endpoint build it with: cargo install --path . --features endpoint",
        ))
    }

    /// The answer to a query.
    pub(super) fn answer(
        &self,
        query: &Query,
        arguments: &[(String, String)],
        options: &Options,
    ) -> Result<Rows, Error> {
        match self {
            Self::Graph(graph) => query.answer(graph, arguments, options),
            #[cfg(feature = "endpoint")]
            Self::Endpoint(endpoint) => endpoint.answer(query, arguments, options),
        }
    }

    /// The address of the server, if it is one.
    pub(super) fn address(&self) -> Option<&str> {
        match self {
            Self::Graph(_) => None,
            #[cfg(feature = "endpoint")]
            Self::Endpoint(endpoint) => Some(endpoint.address()),
        }
    }

    /// The IRI of the entity that a name means.
    pub(super) fn entity(&self, parameter: &str, name: &str, options: &Options) -> Result<String, Error> {
        match self {
            Self::Graph(graph) => Ok(node_iri(graph, options.entity(graph, parameter, name)?)),
            #[cfg(feature = "endpoint")]
            Self::Endpoint(endpoint) => endpoint.entity_named(parameter, name, options),
        }
    }

    /// What is known of the nodes of an answer that is drawn.
    #[cfg_attr(
        not(feature = "endpoint"),
        expect(
            unused_variables,
            clippy::unnecessary_wraps,
            reason = "a graph knows all nodes; only a server is asked, and may not answer"
        )
    )]
    pub(super) fn background(&self, rows: &Rows, is_drawn: bool) -> Result<Background<'_>, Error> {
        match self {
            Self::Graph(graph) => Ok(Background::Graph(graph)),
            #[cfg(feature = "endpoint")]
            Self::Endpoint(endpoint) if is_drawn => Ok(Background::Nodes(Box::new(endpoint.nodes(rows)?))),
            #[cfg(feature = "endpoint")]
            Self::Endpoint(_) => Ok(Background::Nodes(Box::default())),
        }
    }
}

impl Background<'_> {
    /// The same as a drawing asks for it.
    pub(super) fn known(&self) -> &dyn Known {
        match self {
            Self::Graph(graph) => *graph,
            #[cfg(feature = "endpoint")]
            Self::Nodes(nodes) => &**nodes,
        }
    }
}
