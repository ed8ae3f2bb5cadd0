//! What one document says, and nothing that takes a second document to know.
//!
//! [`Facts`] of several documents merge by [`Facts::merge`], which is associative and commutative: the same documents
//! give the same facts in any order and grouping. Caches, threads and clusters stand on that.

mod apart;
mod document;
mod file;
mod gathering;
mod ground;
mod inputs;
mod lines;
mod packed;

pub use apart::Renamed;
pub use document::{
    CitationFact, DocumentFacts, Doubt, DoubtKind, EntityFact, EntityId, MeasureFact, MeasureId, MentionFact, Metadata,
    ResponsibilityFact, SeatFact, SentenceFact, TargetFact, UnitRef,
};
pub use file::FactsError;
pub use gathering::Gathering;
pub use ground::{Ground, Likened};
pub use inputs::{Inputs, Reform, Verdict};
pub(crate) use packed::Packed;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// The version of the form below; facts of another version are refused.
pub const FACTS_VERSION: u32 = 5;

/// So many documents are unpacked at once.
const BATCH: usize = 64;

/// The facts of any number of documents, ordered by document id, with what stands behind them. Those of a document are kept
/// packed, and unpacked when they are asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    documents: Vec<Packed>,
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
    pub fn of(document: &DocumentFacts) -> Self {
        Self {
            documents: vec![Packed::of(document)],
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
        self.documents.sort();
        self.documents.dedup();
    }

    /// These facts but for the documents of these ids.
    #[must_use]
    pub fn without(mut self, ids: &BTreeSet<&str>) -> Self {
        self.documents.retain(|document| !ids.contains(document.id.as_str()));
        self
    }

    /// Those of each document, in the order of ids.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentFacts> {
        unpacked(self.documents.iter())
    }

    /// What is found in each document, in the order of ids, by all threads.
    pub(crate) fn each<T: Send>(&self, find: impl Fn(DocumentFacts) -> T + Sync) -> Vec<T> {
        self.documents.par_iter().map(|packed| find(packed.facts())).collect()
    }

    /// The documents as they are kept, in the order of ids.
    pub(crate) fn packed(&self) -> &[Packed] {
        &self.documents
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The ids of the documents, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|packed| packed.id.as_str())
    }

    /// The facts of the documents of an id, which are of one document once they are [`Facts::apart`].
    pub fn of_id(&self, id: &str) -> impl Iterator<Item = DocumentFacts> {
        let first = self.documents.partition_point(|packed| packed.id.as_str() < id);
        let these = self.documents[first..].iter().take_while(move |packed| packed.id == id);
        these.map(Packed::facts)
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
        for packed in self.documents {
            let said = packed.facts().metadata;
            let region = said.region.as_ref();
            let region = region.map_or(String::new(), |region| region.value.to_string());
            let part = parts.entry((said.year(), region)).or_default();
            part.documents.push(packed);
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
        documents.into_iter().map(|document| Packed::of(&document)).collect()
    }
}

impl FromIterator<Packed> for Facts {
    fn from_iter<I: IntoIterator<Item = Packed>>(documents: I) -> Self {
        let mut facts = Self {
            documents: documents.into_iter().collect(),
            ..Self::default()
        };
        facts.sort();
        facts
    }
}

/// The facts of documents one after the other; some are unpacked ahead, by all threads.
pub(crate) fn unpacked<'p>(
    packed: impl ExactSizeIterator<Item = &'p Packed>,
) -> impl ExactSizeIterator<Item = DocumentFacts> {
    let left = packed.len();
    Unpacked {
        packed,
        ahead: Vec::new().into_iter(),
        left,
    }
}

struct Unpacked<I> {
    packed: I,
    ahead: std::vec::IntoIter<DocumentFacts>,
    left: usize,
}

impl<'p, I: Iterator<Item = &'p Packed>> Iterator for Unpacked<I> {
    type Item = DocumentFacts;

    fn next(&mut self) -> Option<DocumentFacts> {
        if self.ahead.len() == 0 {
            let next: Vec<&Packed> = self.packed.by_ref().take(BATCH).collect();
            let facts: Vec<DocumentFacts> = next.into_par_iter().map(Packed::facts).collect();
            self.ahead = facts.into_iter();
        }
        let next = self.ahead.next()?;
        self.left -= 1;
        Some(next)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<'p, I: Iterator<Item = &'p Packed>> ExactSizeIterator for Unpacked<I> {}
