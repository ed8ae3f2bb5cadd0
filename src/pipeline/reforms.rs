//! What the lexicon knows of the agencies that a corpus names: what became of them.

use std::collections::BTreeSet;

use crate::facts::{DocumentFacts, Facts, Reform};
use crate::lexicon::Lexicon;
use crate::model::{EntityKind, Evidence};

/// What the agencies of these documents became.
pub(super) fn successions(facts: &Facts, lexicon: &Lexicon) -> BTreeSet<Reform> {
    let of_document = |document: DocumentFacts| -> BTreeSet<(String, Option<Evidence>)> {
        let entities = document.entities.into_iter();
        let agencies = entities.filter(|entity| entity.key.kind == EntityKind::Agency);
        agencies.map(|agency| (agency.key.name, agency.source)).collect()
    };
    let agencies: BTreeSet<(String, Option<Evidence>)> = facts.each(of_document).into_iter().flatten().collect();
    agencies
        .iter()
        .flat_map(|(name, source)| successors(name, source.as_ref(), lexicon))
        .filter(|reform| reform.from != reform.to)
        .collect()
}

/// What an agency became, by the row of the lexicon behind its name.
fn successors(name: &str, source: Option<&Evidence>, lexicon: &Lexicon) -> Vec<Reform> {
    let Some(Evidence::Lexicon { file, row }) = source else {
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
    use crate::facts::Ground;

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
        let facts = Facts::of(&before).merge(Facts::of(&after));
        let ground = Ground {
            successions: successions(&facts, Lexicon::embedded()),
            ..Ground::default()
        };
        let reforms = facts.on(ground).inputs().reforms;
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
