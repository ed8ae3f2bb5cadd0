//! What one document says, and nothing that takes a second document to know.
//!
//! [`Facts`] of several documents merge by [`Facts::merge`], which is associative and commutative: the same documents
//! give the same facts in any order and grouping. Caches, threads and clusters stand on that.

mod document;
mod inputs;

pub use document::{
    CitationFact, DocumentFacts, Doubt, DoubtKind, EntityFact, EntityId, MeasureFact, MeasureId, MentionFact, Metadata,
    ResponsibilityFact, SeatFact, SentenceFact, TargetFact, UnitRef,
};

pub use inputs::{Inputs, Reform, Verdict};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The version of the form below; facts of another version are refused.
pub const FACTS_VERSION: u32 = 4;

/// The facts of any number of documents, ordered by document id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    documents: Vec<DocumentFacts>,
}

impl Facts {
    /// The facts of one document.
    pub fn of(document: DocumentFacts) -> Self {
        Self {
            documents: vec![document],
        }
    }

    /// Both, in the order of document ids. Where both hold a document, `self`'s stays if it sorts first.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.documents.extend(other.documents);
        self.documents
            .sort_by(|a, b| (&a.id, &a.digest).cmp(&(&b.id, &b.digest)));
        self.documents
            .dedup_by(|later, kept| later.id == kept.id && later.digest == kept.digest);
        self
    }

    /// These facts but for the documents of these ids.
    #[must_use]
    pub fn without(mut self, ids: &BTreeSet<&str>) -> Self {
        self.documents.retain(|document| !ids.contains(document.id.as_str()));
        self
    }

    /// In the order of their ids.
    pub fn documents(&self) -> &[DocumentFacts] {
        &self.documents
    }
}

impl FromIterator<DocumentFacts> for Facts {
    fn from_iter<I: IntoIterator<Item = DocumentFacts>>(documents: I) -> Self {
        let unsorted = Self {
            documents: documents.into_iter().collect(),
        };
        unsorted.merge(Self::default())
    }
}
