//! Lines of the corrections file about two measures, with the documents that they name.

use crate::corrections::{Change, Corrections, Line};
use crate::facts::{DocumentFacts, Facts, Verdict};
use crate::model::Section;
use crate::text::fold_name;

/// What the lines say of measures that are there.
pub(super) fn verdicts(corrections: &Corrections, facts: &Facts) -> Vec<Verdict> {
    corrections
        .lines()
        .iter()
        .filter_map(|line| verdict(line, facts))
        .collect()
}

/// What one line says, if it speaks of two measures and both are there.
pub(super) fn verdict(line: &Line, facts: &Facts) -> Option<Verdict> {
    let Change::Similar {
        section,
        other,
        similar,
    } = &line.change
    else {
        return None;
    };
    let documents = || facts.documents().iter();
    let first = documents().find(|document| document.id == line.document)?;
    let second = documents().find(|document| fold_name(&document.id) == line.name.folded)?;
    let measures = [place(first, section)?, place(second, other)?];
    (first.id != second.id).then_some(Verdict {
        measures,
        similar: *similar,
        line: line.number,
    })
}

/// The document's id and the section as the document prints it.
fn place(document: &DocumentFacts, section: &Section) -> Option<(String, Section)> {
    let wanted = section.to_string();
    let mut measures = document.measures.iter();
    let found = measures.find(|measure| fold_name(&measure.section.to_string()) == wanted)?;
    Some((document.id.clone(), found.section.clone()))
}
