//! What the lexicon knows of the agencies that a corpus names: what became of them, what their functions are called.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::digest_of;
use crate::facts::{EntityFact, Facts, Inputs, Reform};
use crate::lexicon::Lexicon;
use crate::model::{EntityKind, Evidence};

/// The inputs of a graph over these facts.
pub(super) fn inputs(facts: &Facts, lexicon: &Lexicon, tomls: &[String]) -> Inputs {
    let agencies = || {
        facts
            .documents()
            .iter()
            .flat_map(|document| &document.entities)
            .filter(|entity| entity.key.kind == EntityKind::Agency)
    };
    let named: BTreeSet<&str> = agencies().map(|agency| agency.key.name.as_str()).collect();
    let reforms: BTreeMap<(String, String), Reform> = agencies()
        .flat_map(|agency| successors(agency, lexicon))
        .filter(|reform| named.contains(reform.to.as_str()) && reform.from != reform.to)
        .map(|reform| ((reform.from.clone(), reform.to.clone()), reform))
        .collect();
    Inputs {
        lexicons: lexicon.digest().to_owned(),
        corrections: if tomls.is_empty() {
            String::new()
        } else {
            digest_of(tomls)
        },
        reforms: reforms.into_values().collect(),
        function_labels: lexicon.functions.clone(),
    }
}

/// What an agency became, by the row of the lexicon behind its name.
fn successors(agency: &EntityFact, lexicon: &Lexicon) -> Vec<Reform> {
    let Some(Evidence::Lexicon { file, row }) = &agency.source else {
        return Vec::new();
    };
    let reform = |to: String, year| Reform {
        from: agency.key.name.clone(),
        to,
        year,
        evidence: Evidence::Lexicon {
            file: file.clone(),
            row: row.clone(),
        },
    };
    if let Some(body) = lexicon.bodies.named(row).filter(|body| body.file == *file) {
        return body.became.iter().map(|to| reform(to.clone(), body.to)).collect();
    }
    let place = agency.key.name.strip_suffix(row.as_str());
    let rows = lexicon
        .departments
        .iter()
        .map(|(_, kind)| kind)
        .filter(|kind| kind.name == *row && kind.file == *file);
    let place = place.map(str::to_owned);
    rows.filter_map(|kind| Some((place.as_ref()?, kind)))
        .flat_map(|(place, kind)| kind.became.iter().map(move |to| (format!("{place}{to}"), kind.to)))
        .map(|(to, year)| reform(to, year))
        .collect()
}
