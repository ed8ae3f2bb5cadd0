//! What all pages of an atlas share.

use std::collections::HashMap;

use super::found::Found;
use super::html::Html;
use super::names::Pages;
use super::policy::{SITE_POLICY, TEXT_POLICY};
use super::shell::{Depth, Shell};
use crate::graph::{Document, Graph, NodeId, Provenance};
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
            foot: foot(graph.provenance()),
        }
    }

    /// A page of text one folder down.
    pub(super) fn page(&self, title: &str, body: &Html) -> String {
        let shell = Shell {
            policy: TEXT_POLICY,
            ..self.shell(Depth::Folder, title, &[])
        };
        shell.page(body)
    }

    pub(super) fn shell<'a>(&'a self, depth: Depth, title: &'a str, scripts: &'a [&'a str]) -> Shell<'a> {
        Shell {
            depth,
            title,
            scripts,
            policy: SITE_POLICY,
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
        Html::link(&self.href(id), "", &label)
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
        self.quote_begun(evidence, QUOTED)
    }

    /// The first words of a piece of evidence that the page quotes elsewhere, or that are to be looked up where they stand.
    pub(super) fn source(&self, evidence: &Evidence) -> Html {
        self.quote_begun(evidence, BEGUN)
    }

    fn quote_begun(&self, evidence: &Evidence, most: usize) -> Html {
        let words = Html::short(&self.graph.describe(evidence), most);
        match (evidence, self.document_of(evidence)) {
            (Evidence::Text { span, .. }, Some(document)) => {
                let place = format!("{}#s{}", self.href(document), span.start);
                Html::link(&place, "q", &words)
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
        Html::link(&self.href(id), "", &label)
    }
}

/// What made the atlas and of what; the start page has the other digests.
fn foot(source: &Provenance) -> String {
    let corpus = source.corpus.get(..16).unwrap_or(&source.corpus);
    format!("policygraph {}, corpus {corpus}", source.program)
}

/// Characters of a quote on a page that is not the document's own.
const QUOTED: usize = 160;
/// Characters of words that are only pointed at.
const BEGUN: usize = 40;
