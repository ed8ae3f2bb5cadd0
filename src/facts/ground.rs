//! What facts were found with, and what the user says that only the assembly of all of them can act on.
//!
//! It travels with the facts, so that they can be assembled elsewhere, without lexicons and corrections at hand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{DocumentFacts, Facts, Reform, Verdict};
use crate::corrections::{Change, Line};
use crate::model::Section;
use crate::text::fold_name;

/// What stands behind facts besides their documents. Every field is a set, so that merging is a union.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Digests of the lexicons in use; one where all was extracted alike.
    pub lexicons: BTreeSet<String>,
    /// Digests of the corrections file, of every `corpus.toml` and of every table of metadata.
    pub overruling: BTreeSet<String>,
    /// What the agencies that are named became, whether that is named or not.
    pub successions: BTreeSet<Reform>,
    /// Lines of the corrections file about two measures, whether those are there or not.
    pub likened: BTreeSet<Likened>,
    /// English labels of functions, by key.
    pub function_labels: BTreeMap<String, String>,
}

impl Ground {
    pub(super) fn add(&mut self, other: Self) {
        self.lexicons.extend(other.lexicons);
        self.overruling.extend(other.overruling);
        self.successions.extend(other.successions);
        self.likened.extend(other.likened);
        for (key, label) in other.function_labels {
            let known = self.function_labels.entry(key).or_insert_with(|| label.clone());
            if label < *known {
                *known = label;
            }
        }
    }
}

/// A line of the corrections file about two measures of different documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Likened {
    /// The line, from 1.
    pub line: u32,
    /// The one document's id.
    pub document: String,
    /// The measure in it.
    pub section: Section,
    /// The other document's id, as names are compared.
    pub other_document: String,
    /// The measure in that.
    pub other_section: Section,
    /// Whether they are one task.
    pub similar: bool,
}

impl Likened {
    /// What a line says, if it speaks of two measures.
    pub fn of(line: &Line) -> Option<Self> {
        let Change::Similar {
            section,
            other,
            similar,
        } = &line.change
        else {
            return None;
        };
        Some(Self {
            line: line.number,
            document: line.document.clone(),
            section: section.clone(),
            other_document: line.name.folded.clone(),
            other_section: other.clone(),
            similar: *similar,
        })
    }

    /// The measures as the documents print them, if both are there.
    pub fn verdict(&self, facts: &Facts) -> Option<Verdict> {
        let first = facts.of_id(&self.document).next()?;
        let other = facts.ids().find(|id| fold_name(id) == self.other_document)?;
        let second = facts.of_id(other).next()?;
        let measures = [place(&first, &self.section)?, place(&second, &self.other_section)?];
        (first.id != second.id).then_some(Verdict {
            measures,
            similar: self.similar,
            line: self.line,
        })
    }
}

/// The document's id and the section as the document prints it.
fn place(document: &DocumentFacts, section: &Section) -> Option<(String, Section)> {
    let wanted = section.to_string();
    let mut measures = document.measures.iter();
    let found = measures.find(|measure| fold_name(&measure.section.to_string()) == wanted)?;
    Some((document.id.clone(), found.section.clone()))
}
