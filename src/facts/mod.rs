//! What one document says, and nothing that takes a second document to know.
//!
//! [`Facts`] of several documents merge by [`Facts::merge`], which is associative and commutative: the same documents
//! give the same facts in any order and grouping. Caches, threads and clusters stand on that.

mod apart;
mod document;
mod file;
mod ground;
mod inputs;
mod lines;

pub use apart::Renamed;
pub use document::{
    CitationFact, DocumentFacts, Doubt, DoubtKind, EntityFact, EntityId, MeasureFact, MeasureId, MentionFact, Metadata,
    ResponsibilityFact, SeatFact, SentenceFact, TargetFact, UnitRef,
};
pub use file::FactsError;
pub use ground::{Ground, Likened};
pub use inputs::{Inputs, Reform, Verdict};

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The version of the form below; facts of another version are refused.
pub const FACTS_VERSION: u32 = 4;

/// The facts of any number of documents, ordered by document id, with what stands behind them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    documents: Vec<DocumentFacts>,
    ground: Ground,
    unread: BTreeSet<Unread>,
}

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    /// Its path, or what is known of it.
    pub document: String,
    /// Why.
    pub reason: String,
}

impl Facts {
    /// The facts of one document.
    pub fn of(document: DocumentFacts) -> Self {
        Self {
            documents: vec![document],
            ..Self::default()
        }
    }

    /// The same facts on this ground.
    #[must_use]
    pub fn on(mut self, ground: Ground) -> Self {
        self.ground.add(ground);
        self
    }

    /// The same facts, with documents that could not be read.
    #[must_use]
    pub fn lacking(mut self, unread: impl IntoIterator<Item = Unread>) -> Self {
        self.unread.extend(unread);
        self
    }

    /// Both, in the order of document ids. What both hold is held once.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self::merged([self, other])
    }

    /// All of them, in the order of document ids. What several hold is held once.
    #[must_use]
    pub fn merged(all: impl IntoIterator<Item = Self>) -> Self {
        let mut merged = Self::default();
        for facts in all {
            merged.documents.extend(facts.documents);
            merged.ground.add(facts.ground);
            merged.unread.extend(facts.unread);
        }
        merged.sort();
        merged
    }

    /// Into the one order that does not depend on where the documents came from.
    fn sort(&mut self) {
        fn key(document: &DocumentFacts) -> (&str, &str, &str) {
            (&document.id, &document.path, &document.digest)
        }
        // Facts of one file that differ were read in different lights: their bytes are all that orders them.
        let bytes = |document: &DocumentFacts| postcard::to_stdvec(document).unwrap_or_default();
        let in_full = |a: &DocumentFacts, b: &DocumentFacts| {
            if a == b {
                Ordering::Equal
            } else {
                bytes(a).cmp(&bytes(b))
            }
        };
        self.documents
            .sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| in_full(a, b)));
        self.documents.dedup();
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

    /// What stands behind them.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Documents that could not be read.
    pub fn unread(&self) -> &BTreeSet<Unread> {
        &self.unread
    }

    /// The same facts in parts, one for each year and region that documents have; each part on the whole ground.
    pub fn by_year_and_region(self) -> Vec<(Option<u16>, String, Self)> {
        let mut parts: BTreeMap<(Option<u16>, String), Self> = BTreeMap::new();
        for document in self.documents {
            let region = document.metadata.region.as_ref();
            let region = region.map_or(String::new(), |region| region.value.to_string());
            let part = parts.entry((document.metadata.year(), region)).or_default();
            part.documents.push(document);
        }
        let on_ground = |((year, region), part): ((Option<u16>, String), Self)| {
            let part = part.on(self.ground.clone());
            (year, region, part)
        };
        parts.into_iter().map(on_ground).collect()
    }
}

impl FromIterator<DocumentFacts> for Facts {
    fn from_iter<I: IntoIterator<Item = DocumentFacts>>(documents: I) -> Self {
        Self::merged(documents.into_iter().map(Self::of))
    }
}
