//! What the lexicon knows of the agencies that a corpus names: what became of them.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::facts::{DocumentFacts, Reform};
use crate::lexicon::Lexicon;
use crate::model::{EntityKind, Evidence};

/// The agencies of documents, gathered while these are read, each with the rows of the lexicon behind its name: to unpack all
/// facts for them would take longer.
#[derive(Default)]
pub(super) struct Gathering(Mutex<Agencies>);

/// Agencies by their names.
#[derive(Default)]
pub(super) struct Agencies(FxHashMap<String, Vec<Evidence>>);

impl Gathering {
    /// Adds those of a document.
    pub(super) fn add(&self, document: &DocumentFacts) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entities = document.entities.iter();
        for agency in entities.filter(|entity| entity.key.kind == EntityKind::Agency) {
            let rows = match known.0.get_mut(&agency.key.name) {
                Some(rows) => rows,
                None => known.0.entry(agency.key.name.clone()).or_default(),
            };
            if let Some(row @ Evidence::Lexicon { .. }) = &agency.source
                && !rows.contains(row)
            {
                rows.push(row.clone());
            }
        }
    }

    /// Those that were gathered since they were last taken.
    pub(super) fn take(&self) -> Agencies {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Agencies {
    /// Whether a document names the agency.
    pub(super) fn are_known_as(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// What they became.
    pub(super) fn successions(&self, lexicon: &Lexicon) -> BTreeSet<Reform> {
        let each = self
            .0
            .iter()
            .flat_map(|(name, rows)| rows.iter().map(move |row| (name, row)));
        let all = each.flat_map(|(name, row)| successors(name, row, lexicon));
        all.filter(|reform| reform.from != reform.to).collect()
    }
}

/// What an agency became, by the row of the lexicon behind its name.
fn successors(name: &str, source: &Evidence, lexicon: &Lexicon) -> Vec<Reform> {
    let Evidence::Lexicon { file, row } = source else {
        return Vec::new();
    };
    let reform = |to: String, year| Reform {
        from: name.to_owned(),
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
    let all = || lexicon.departments.iter().map(|(_, kind)| kind);
    let rows = all().filter(|kind| kind.name == *row && kind.file == *file);
    let named = |to: &str, place: &str| {
        let successor = all().find(|kind| kind.name == to);
        successor.map_or_else(|| format!("{place}{to}"), |kind| kind.full_name(place))
    };
    rows.filter_map(|kind| Some((kind.place_in(name)?, kind)))
        .flat_map(|(place, kind)| kind.became.iter().map(move |to| (named(to, place), kind.to)))
        .map(|(to, year)| reform(to, year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Given;
    use crate::extract::{Document, extract};
    use crate::facts::{Facts, Ground};

    #[test]
    fn a_body_is_followed_by_one_whose_place_stands_inside() {
        let read = |id, text: &str| {
            let given = Given {
                region: Some("广东省/东莞市".into()),
                ..Given::default()
            };
            let document = Document {
                id,
                path: id,
                bytes: text.as_bytes(),
                given: &given,
            };
            extract(document, Lexicon::embedded()).expect("it is text")
        };
        let before = read("before", "关于工作的意见\n\n由市地方金融监管局、市国税局负责。\n");
        let after = read("after", "关于工作的意见\n\n由市委金融办、市税务局负责。\n");
        let gathering = Gathering::default();
        for document in [&before, &after, &before] {
            gathering.add(document);
        }
        let agencies = gathering.take();
        let ground = Ground {
            successions: agencies.successions(Lexicon::embedded()),
            ..Ground::default()
        };
        let facts = Facts::of(&before).merge(Facts::of(&after)).on(ground);
        let reforms = facts.inputs().reforms;
        let found: Vec<_> = reforms
            .iter()
            .map(|reform| [reform.from.as_str(), &reform.to])
            .collect();
        let expected = [
            ["东莞市国家税务局", "国家税务总局东莞市税务局"],
            ["东莞市地方金融监督管理局", "中共东莞市委金融委员会办公室"],
        ];
        assert_eq!(found, expected);
        let known = facts.inputs_where(|name| agencies.are_known_as(name));
        assert_eq!(known.reforms, reforms);
        assert!(gathering.take().successions(Lexicon::embedded()).is_empty());
    }
}
