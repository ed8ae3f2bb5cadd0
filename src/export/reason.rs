//! Why something is believed, as an export says it.

use serde::Serialize;

use crate::facts::Metadata;
use crate::graph::Graph;
use crate::model::Evidence;

/// A piece of evidence; the fields that do not apply are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Reason {
    /// `text`, `lexicon`, `corrections`, `corpus.toml` or `table`.
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// Byte range in the document's clean text.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_span: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// Where in the file, for formats with pages, paragraphs or cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The words themselves, or which row, line or entry it is.
    pub(super) quote: String,
}

pub(super) fn reason(graph: &Graph, evidence: &Evidence) -> Reason {
    let quote = graph.describe(evidence).into_owned();
    match evidence {
        Evidence::Text {
            document,
            span,
            quote: quote_span,
            rule,
        } => Reason {
            source: "text",
            document: Some(document.clone()),
            span: Some([span.start, span.end]),
            quote_span: Some([quote_span.start, quote_span.end]),
            rule: Some(rule.to_string()),
            place: graph
                .document(document)
                .and_then(|(id, _)| Some(graph.text(id).place(*span)?.to_string())),
            quote,
        },
        Evidence::Lexicon { .. } => Reason {
            source: "lexicon",
            quote,
            ..Reason::default()
        },
        Evidence::Corrections { .. } => Reason {
            source: "corrections",
            quote,
            ..Reason::default()
        },
        Evidence::CorpusToml { .. } => Reason {
            source: "corpus.toml",
            quote,
            ..Reason::default()
        },
        Evidence::Row { .. } => Reason {
            source: "table",
            quote,
            ..Reason::default()
        },
    }
}

/// The evidence behind every field of a document's header.
pub(super) fn of_metadata_fields(metadata: &Metadata) -> impl Iterator<Item = &Evidence> {
    let single = [
        metadata.title.as_ref().map(|field| &field.evidence),
        metadata.number.as_ref().map(|field| &field.evidence),
        metadata.region.as_ref().map(|field| &field.evidence),
        metadata.issued.as_ref().map(|field| &field.evidence),
        metadata.period.as_ref().map(|field| &field.evidence),
        metadata.kind.as_ref().map(|field| &field.evidence),
        metadata.url.as_ref().map(|field| &field.evidence),
    ];
    single
        .into_iter()
        .flatten()
        .chain(metadata.issuers.iter().map(|issuer| &issuer.evidence))
        .chain(metadata.groups.iter().map(|group| &group.evidence))
}
