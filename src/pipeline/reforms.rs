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
        verdicts: Vec::new(),
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
    let all = || lexicon.departments.iter().map(|(_, kind)| kind);
    let rows = all().filter(|kind| kind.name == *row && kind.file == *file);
    let named = |to: &str, place: &str| {
        let successor = all().find(|kind| kind.name == to);
        successor.map_or_else(|| format!("{place}{to}"), |kind| kind.full_name(place))
    };
    rows.filter_map(|kind| Some((kind.place_in(&agency.key.name)?, kind)))
        .flat_map(|(place, kind)| kind.became.iter().map(move |to| (named(to, place), kind.to)))
        .map(|(to, year)| reform(to, year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Given;
    use crate::extract::{Document, extract};

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
        let facts = Facts::of(before).merge(Facts::of(after));
        let reforms = inputs(&facts, Lexicon::embedded(), &[]).reforms;
        let found: Vec<_> = reforms
            .iter()
            .map(|reform| [reform.from.as_str(), &reform.to])
            .collect();
        let expected = [
            ["东莞市国家税务局", "国家税务总局东莞市税务局"],
            ["东莞市地方金融监督管理局", "中共东莞市委金融委员会办公室"],
        ];
        assert_eq!(found, expected);
    }
}
