//! What besides the documents goes into a graph.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{DocumentFacts, Facts};
use crate::digest::digest_of;
use crate::model::{EntityKind, Evidence, Section};

/// What the graph is made from besides the documents.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Digest over the lexicons in use.
    pub lexicons: String,
    /// Digest over the corrections file and `corpus.toml`; empty where there is neither.
    pub corrections: String,
    /// Agencies that became others.
    pub reforms: Vec<Reform>,
    /// Measures that the user says are one task, or are not.
    pub verdicts: Vec<Verdict>,
    /// English labels of functions, by key.
    pub function_labels: BTreeMap<String, String>,
}

/// An agency that became another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reform {
    /// The earlier name in full.
    pub from: String,
    /// The later name in full.
    pub to: String,
    /// When.
    pub year: Option<u16>,
    /// Who says so.
    pub evidence: Evidence,
}

/// What the user says of two measures of different documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The document and section of each.
    pub measures: [(String, Section); 2],
    /// Whether they are one task.
    pub similar: bool,
    /// The line of the corrections file, from 1.
    pub line: u32,
}

impl Facts {
    /// What goes into a graph of these facts besides them.
    pub fn inputs(&self) -> Inputs {
        let reforms = self.ground().successions.iter();
        let ends: BTreeSet<&str> = reforms.flat_map(|reform| [reform.from.as_str(), &reform.to]).collect();
        let of_document = |document: DocumentFacts| -> BTreeSet<String> {
            let names = document.entities.into_iter().map(|entity| entity.key);
            let agencies = names.filter(|key| key.kind == EntityKind::Agency && ends.contains(key.name.as_str()));
            agencies.map(|key| key.name).collect()
        };
        let named: BTreeSet<String> = self.each(of_document).into_iter().flatten().collect();
        self.inputs_where(|name| named.contains(name))
    }

    /// The same, where it is known which agencies the documents name.
    pub(crate) fn inputs_where(&self, is_named: impl Fn(&str) -> bool) -> Inputs {
        let ground = self.ground();
        let likened = ground.likened.iter();
        Inputs {
            lexicons: one_digest(&ground.lexicons),
            corrections: one_digest(&ground.overruling),
            reforms: self.reforms(is_named),
            verdicts: likened.filter_map(|likened| likened.verdict(self)).collect(),
            function_labels: ground.function_labels.clone(),
        }
    }

    /// Successions of which both sides are named.
    fn reforms(&self, is_named: impl Fn(&str) -> bool) -> Vec<Reform> {
        let are_named = |reform: &&Reform| [&reform.from, &reform.to].iter().all(|name| is_named(name));
        let mut reforms: Vec<Reform> = Vec::new();
        for reform in self.ground().successions.iter().filter(are_named) {
            let last = reforms.last();
            let is_known = last.is_some_and(|last| (&last.from, &last.to) == (&reform.from, &reform.to));
            if reform.from != reform.to && !is_known {
                reforms.push(reform.clone());
            }
        }
        reforms
    }
}

/// The digest itself where there is one, a digest over them where there are several.
fn one_digest(digests: &BTreeSet<String>) -> String {
    let mut all = digests.iter();
    match (all.next(), all.next()) {
        (None, _) => String::new(),
        (Some(one), None) => one.clone(),
        _ => digest_of(digests),
    }
}
