//! What the corrections file says a unit's role in a measure is.

use std::collections::BTreeSet;

use crate::corrections::{Change, Line, RULE};
use crate::facts::ResponsibilityFact;
use crate::model::Section;
use crate::recognise::Scene;
use crate::text::fold_name;

use super::Names;

/// Changes and removes roles; the lines that did.
pub fn overrule(scene: &Scene<'_>, names: Names<'_>, found: &mut Vec<ResponsibilityFact>) -> BTreeSet<u32> {
    let mut used = BTreeSet::new();
    let lines: Vec<&Line> = scene
        .corrections
        .iter()
        .filter(|line| matches!(line.change, Change::Role { .. }))
        .collect();
    if lines.is_empty() {
        return used;
    }
    found.retain_mut(|fact| {
        let line = lines.iter().find(|line| speaks_of(scene, names, line, fact));
        let Some((line, Change::Role { to, .. })) = line.map(|line| (line, &line.change)) else {
            return true;
        };
        used.insert(line.number);
        if let Some(role) = to {
            fact.role = *role;
            fact.rule = RULE;
            fact.corrections.push(line.number);
        }
        to.is_some()
    });
    found.sort_by_key(|fact| (fact.unit.span, fact.measure, fact.role));
    found.dedup_by(|a, b| (a.unit.span, a.measure, a.role) == (b.unit.span, b.measure, b.role));
    used
}

fn speaks_of(scene: &Scene<'_>, names: Names<'_>, line: &Line, fact: &ResponsibilityFact) -> bool {
    let Change::Role { section, from, .. } = &line.change else {
        return false;
    };
    let unit = &names.resolved.entities[fact.unit.entity.0 as usize].key;
    let here = fact.measure.map_or_else(Section::default, |measure| {
        scene.structure.measures[measure.0 as usize].section.clone()
    });
    let labels = here.labels().iter().map(|label| fold_name(label));
    *from == fact.role
        && line.name.names(unit, &fold_name(&fact.printed))
        && section.labels().iter().cloned().eq(labels)
}
