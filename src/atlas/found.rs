//! What was found in the text of each document, and where.

use std::collections::HashMap;

use crate::graph::{Edge, EdgeRef, Graph, NodeId};
use crate::model::{Evidence, Role};
use crate::text::Span;

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// The name of an entity.
    Name(NodeId),
    /// The name of a unit where a role is given to it.
    Unit(NodeId, Role),
    /// A target.
    Target(NodeId),
}

/// A stretch of text that is evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) span: Span,
    pub(super) quote: Span,
    pub(super) what: What,
}

/// The findings of all documents.
pub(super) struct Found {
    by_document: HashMap<NodeId, Vec<Finding>>,
}

impl Found {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut by_document: HashMap<NodeId, Vec<Finding>> = HashMap::new();
        let ids: HashMap<&str, NodeId> = graph
            .documents()
            .map(|(id, document)| (document.id.as_str(), id))
            .collect();
        for edge in graph.all_edges() {
            let Some(what) = what(edge) else { continue };
            for evidence in edge.edge().evidence() {
                if let Evidence::Text {
                    document, span, quote, ..
                } = evidence
                    && let Some(id) = ids.get(document.as_str())
                {
                    let (span, quote) = (*span, *quote);
                    by_document.entry(*id).or_default().push(Finding { span, quote, what });
                }
            }
        }
        for findings in by_document.values_mut() {
            findings.sort_unstable();
        }
        Self { by_document }
    }

    /// Those of a document, as they stand in it.
    pub(super) fn in_document(&self, document: NodeId) -> &[Finding] {
        self.by_document.get(&document).map_or(&[], Vec::as_slice)
    }
}

fn what(edge: EdgeRef<'_>) -> Option<What> {
    match edge.edge() {
        Edge::Mentions(_) | Edge::Cites(_) => Some(What::Name(edge.to)),
        Edge::Issued { .. } => Some(What::Name(edge.from)),
        Edge::Responsibility(duty) => Some(What::Unit(edge.from, duty.role)),
        Edge::Sets { .. } => Some(What::Target(edge.to)),
        _ => None,
    }
}
