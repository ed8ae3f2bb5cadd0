//! From an edge to the words that say so.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Edge, EdgeId, EdgeKind, EdgeRef, Graph, NodeId};
use crate::model::{Evidence, Rule};
use crate::text::Span;

/// How a measure was taken to be part of another: by the numbers of the outline.
const OUTLINE: Rule = Rule::named("outline");
/// How two entities were taken to stand together where no sentence names both.
const SAME_MEASURE: Rule = Rule::named("same-measure");

impl Graph {
    /// The words to show a reader for a piece of evidence; nothing where it is not a stretch of text.
    pub fn quote<'g>(&'g self, evidence: &Evidence) -> &'g str {
        match evidence {
            Evidence::Text { document, quote, .. } => self.cut(document, *quote),
            _ => "",
        }
    }

    /// A stretch of a document's clean text, trimmed; nothing where there is no such document or stretch.
    pub fn cut(&self, document: &str, span: Span) -> &str {
        self.document(document)
            .map_or("", |(id, _)| span.of(&self.text(id).text).trim())
    }

    /// A piece of evidence in words: the quote, or which row, line or entry it is.
    pub fn describe(&self, evidence: &Evidence) -> Cow<'_, str> {
        match evidence {
            Evidence::Text { .. } => Cow::Borrowed(self.quote(evidence)),
            Evidence::Lexicon { file, row } => Cow::Owned(format!("{file}: {row}")),
            Evidence::Corrections { line } => Cow::Owned(format!("corrections, line {line}")),
            Evidence::Row { file, row, field } => Cow::Owned(format!("{file}, row {row}: {field}")),
            Evidence::CorpusToml { entry, field } => Cow::Owned(format!("corpus.toml: {entry}, {field}")),
        }
    }

    /// Why an edge exists. Of an edge that is counted from others, theirs.
    pub fn evidence(&self, id: EdgeId) -> Cow<'_, [Evidence]> {
        let edge = self.edge(id);
        match edge.edge() {
            Edge::PartOf { .. } => Cow::Owned(self.heading(edge.from).into_iter().collect()),
            Edge::CoOccurs(_) => Cow::Owned(self.together(edge, None)),
            other => Cow::Borrowed(other.evidence()),
        }
    }

    /// Where a measure's heading stands.
    fn heading(&self, measure: NodeId) -> Option<Evidence> {
        let measure = self.node(measure).as_measure()?;
        let document = self.node(measure.document).as_document()?;
        let number_and_title = Span {
            start: measure.span.start,
            end: measure.title_span.end.max(measure.span.start),
        };
        let is_bare = number_and_title.is_empty() || measure.title_span.is_empty();
        let words = if is_bare { measure.span } else { number_and_title };
        Some(Evidence::text(&document.id, words, OUTLINE))
    }

    /// Why two entities stand together in a document.
    pub(crate) fn evidence_in(&self, together: EdgeId, document: NodeId) -> Vec<Evidence> {
        self.together(self.edge(together), Some(document))
    }

    /// The sentences that name both ends; where there is none, both places in each measure that does. Of one document where
    /// one is given.
    fn together(&self, edge: EdgeRef<'_>, document: Option<NodeId>) -> Vec<Evidence> {
        let [first, second] = [edge.from, edge.to].map(|end| self.mentions_of(end, document));
        let theirs: HashSet<_> = second.iter().filter_map(|(_, b)| sentence(b)).collect();
        let sentences: Vec<_> = first
            .iter()
            .filter(|(_, a)| sentence(a).is_some_and(|sentence| theirs.contains(&sentence)))
            .map(|(_, evidence)| (*evidence).clone())
            .collect();
        if sentences.is_empty() {
            self.in_shared_measures(&first, &second)
        } else {
            sentences
        }
    }

    fn in_shared_measures(&self, first: &[(NodeId, &Evidence)], second: &[(NodeId, &Evidence)]) -> Vec<Evidence> {
        let is_measure = |node: NodeId| self.node(node).as_measure().is_some();
        let places = |mentions: &[(NodeId, &Evidence)]| mentions.iter().map(|(node, _)| *node).collect::<HashSet<_>>();
        let (in_first, in_second) = (places(first), places(second));
        let ours = first.iter().filter(|(node, _)| in_second.contains(node));
        let theirs = second.iter().filter(|(node, _)| in_first.contains(node));
        ours.chain(theirs)
            .filter(|(node, _)| is_measure(*node))
            .map(|(_, evidence)| by_rule(evidence, &SAME_MEASURE))
            .collect()
    }

    /// The places that name an entity, in the graph's order; those of one document where one is given.
    fn mentions_of(&self, entity: NodeId, document: Option<NodeId>) -> Vec<(NodeId, &Evidence)> {
        let edges: Vec<EdgeRef<'_>> = match document {
            None => self.edges_to(entity, EdgeKind::Mentions),
            Some(document) => {
                let texts = std::iter::once(document).chain(self.measures_in(document));
                let named = texts.filter_map(|text| self.edge_between(text, entity, EdgeKind::Mentions));
                named.collect()
            }
        };
        let edges = edges.into_iter();
        edges
            .flat_map(|edge| edge.edge().evidence().iter().map(move |evidence| (edge.from, evidence)))
            .collect()
    }
}

/// Which sentence a mention stands in.
fn sentence(evidence: &Evidence) -> Option<(&str, Span)> {
    match evidence {
        Evidence::Text { document, quote, .. } => Some((document, *quote)),
        _ => None,
    }
}

fn by_rule(evidence: &Evidence, rule: &Rule) -> Evidence {
    match evidence.clone() {
        Evidence::Text {
            document, span, quote, ..
        } => Evidence::Text {
            document,
            span,
            quote,
            rule: rule.clone(),
        },
        other => other,
    }
}
