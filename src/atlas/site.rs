//! What all pages of an atlas share.

use std::collections::HashMap;

use super::found::Found;
use super::html::Html;
use super::names::Pages;
use super::shell::{Depth, Shell};
use crate::graph::{Document, Graph, NodeId};
use crate::model::Evidence;

/// A graph with where each of its nodes is shown.
pub(super) struct Site<'g> {
    pub(super) graph: &'g Graph,
    pub(super) pages: Pages,
    pub(super) found: Found,
    /// The documents by year, then by id; those without a year last.
    pub(super) documents: Vec<NodeId>,
    ranks: HashMap<NodeId, usize>,
    /// Pages of comparisons by document: the path and what stands on it.
    pub(super) comparisons: HashMap<NodeId, Vec<(String, String)>>,
    foot: String,
}

impl<'g> Site<'g> {
    pub(super) fn of(graph: &'g Graph) -> Self {
        let mut documents: Vec<(NodeId, &Document)> = graph.documents().collect();
        documents.sort_by_key(|(id, document)| (document.year().unwrap_or(u16::MAX), *id));
        let documents: Vec<NodeId> = documents.into_iter().map(|(id, _)| id).collect();
        Self {
            graph,
            pages: Pages::of(graph),
            found: Found::of(graph),
            ranks: documents.iter().enumerate().map(|(rank, id)| (*id, rank)).collect(),
            documents,
            comparisons: HashMap::new(),
            foot: graph.provenance().to_string(),
        }
    }

    /// A page one folder down.
    pub(super) fn page(&self, title: &str, body: &Html) -> String {
        self.shell(Depth::Folder, title, &[]).page(body)
    }

    pub(super) fn shell<'a>(&'a self, depth: Depth, title: &'a str, scripts: &'a [&'a str]) -> Shell<'a> {
        Shell {
            depth,
            title,
            scripts,
            foot: &self.foot,
        }
    }

    /// The place of a document among those by year.
    pub(super) fn rank(&self, document: NodeId) -> usize {
        self.ranks.get(&document).copied().unwrap_or(usize::MAX)
    }

    /// The way to a node's page from a page one folder down.
    pub(super) fn href(&self, id: NodeId) -> String {
        Depth::Folder.to(self.pages.path(id))
    }

    /// A link to a node, by its name.
    pub(super) fn link(&self, id: NodeId) -> Html {
        let label = Html::short(&self.graph.label(id), 80);
        if self.pages.path(id).is_empty() {
            return label;
        }
        Html::link(&self.href(id), self.graph.node(id).type_name(), &label)
    }

    /// The document of a piece of evidence that is text.
    pub(super) fn document_of(&self, evidence: &Evidence) -> Option<NodeId> {
        match evidence {
            Evidence::Text { document, .. } => Some(self.graph.document(document)?.0),
            _ => None,
        }
    }

    /// The words of a piece of evidence as a link to where they stand; or which row or line it is.
    pub(super) fn quote(&self, evidence: &Evidence) -> Html {
        let words = Html::short(&self.graph.describe(evidence), QUOTED);
        match (evidence, self.document_of(evidence)) {
            (Evidence::Text { span, .. }, Some(document)) => {
                let place = format!("{}#s{}", self.href(document), span.start);
                Html::link(&place, "quote", &words)
            }
            _ => Html::element("code", &[], &words),
        }
    }

    /// The year of a document and its title, as a link.
    pub(super) fn document_link(&self, id: NodeId) -> Html {
        let Some(document) = self.graph.node(id).as_document() else {
            return Html::default();
        };
        let mut label = Html::default();
        if let Some(year) = document.year() {
            label.push(&Html::element("b", &[], &Html::text(&year.to_string())));
            label.push(&Html::raw(" "));
        }
        label.push(&Html::short(document.title(), 60));
        Html::link(&self.href(id), "document", &label)
    }
}

/// Characters of a quote on a page that is not the document's own.
const QUOTED: usize = 240;
