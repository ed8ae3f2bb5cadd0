//! What comes out of a case against what must.

use std::collections::BTreeSet;

use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::{DocumentFacts, EntityFact, MeasureId};
use policygraph::lexicon::Lexicon;
use policygraph::model::{EntityKind, Role};
use policygraph::text::fold_name;

use super::format::{Case, Entity, Expected, Names, Unit};

/// What is wrong with a case: nothing if it passes.
pub(crate) fn faults(case: &Case) -> Vec<String> {
    let facts = facts(case);
    let mut faults: Vec<String> = case
        .expected
        .iter()
        .filter_map(|(line, expected)| fault(case, &facts, expected).map(|found| format!("{line}: {found}")))
        .collect();
    faults.extend(unasked(case, &facts));
    if !faults.is_empty() {
        faults.push(format!("entities: {}", entities(&facts, |_| true)));
    }
    faults
}

fn facts(case: &Case) -> DocumentFacts {
    let document = Document {
        id: &case.id,
        path: &case.id,
        bytes: case.text.as_bytes(),
        given: &Given::default(),
    };
    extract(document, Lexicon::embedded()).expect("a case is text")
}

/// Why a line does not hold, if it does not.
fn fault(case: &Case, facts: &DocumentFacts, expected: &Expected) -> Option<String> {
    match expected {
        Expected::Unit(unit) => unit_fault(facts, unit),
        Expected::Entity(entity) => entity_fault(facts, entity),
        Expected::NoUnits => None,
        Expected::NoOther(kind) => others(case, facts, *kind),
        Expected::Not(kind, name) => {
            let bears =
                |e: &EntityFact| kind.is_none_or(|kind| e.key.kind == kind) && (e.key.name == *name || prints(e, name));
            let found = entities(facts, bears);
            (!found.is_empty()).then_some(found)
        }
        Expected::Apart(a, b) => {
            let [one, other] = [a, b].map(|name| facts.entities.iter().position(|e| prints(e, name)));
            match (one, other) {
                (Some(one), Some(other)) => (one == other).then(|| "they are one".to_owned()),
                _ => Some("not both are found".to_owned()),
            }
        }
        Expected::Deadline(names, section) => deadline_fault(facts, names, section.as_deref()),
        Expected::Target(wanted) => {
            let found = targets(facts);
            (!found.contains(wanted)).then(|| format!("found {}", found.join("; ")))
        }
        Expected::NoOtherTarget => other_targets(case, facts),
        Expected::Region(region) => {
            let found = facts.metadata.region.as_ref().map(|region| region.value.to_string());
            (found.as_ref() != Some(region)).then(|| format!("found {found:?}"))
        }
        Expected::Issuer(names) => {
            let found: Vec<&str> = facts
                .metadata
                .issuers
                .iter()
                .map(|issuer| issuer.value.name.as_str())
                .collect();
            (!found.iter().any(|name| names.contain(name))).then(|| format!("found {found:?}"))
        }
    }
}

/// Every number, in the form of a case's line, folded.
fn targets(facts: &DocumentFacts) -> Vec<String> {
    let told = facts.targets.iter().map(|target| {
        let year = target.year.map_or(String::new(), |year| year.to_string());
        let (kind, indicator, comparator) = (target.kind, &target.indicator, target.comparator);
        let line = format!(
            "{kind} {indicator} {comparator} {} {} {year}",
            target.value, target.unit
        );
        fold_name(line.trim_end())
    });
    told.collect()
}

/// Numbers that the case does not name.
fn other_targets(case: &Case, facts: &DocumentFacts) -> Option<String> {
    let is_named = |found: &String| {
        let mut lines = case.expected.iter().map(|(_, expected)| expected);
        lines.any(|expected| matches!(expected, Expected::Target(wanted) if wanted == found))
    };
    let others: Vec<String> = targets(facts).into_iter().filter(|found| !is_named(found)).collect();
    (!others.is_empty()).then(|| others.join("; "))
}

/// A role that was read: role, unit, section.
type Found<'f> = (Role, &'f EntityFact, String);

fn found(facts: &DocumentFacts) -> Vec<Found<'_>> {
    let mut seen = BTreeSet::new();
    let all = facts
        .responsibilities
        .iter()
        .filter(|fact| seen.insert((fact.role, fact.unit.entity, fact.measure)));
    all.map(|fact| {
        (
            fact.role,
            &facts.entities[fact.unit.entity.0 as usize],
            section(facts, fact.measure),
        )
    })
    .collect()
}

fn section(facts: &DocumentFacts, measure: Option<MeasureId>) -> String {
    measure.map_or(String::new(), |id| facts.measures[id.0 as usize].section.to_string())
}

fn unit_fault(facts: &DocumentFacts, unit: &Unit) -> Option<String> {
    let holds = unit.arguable || found(facts).iter().any(|found| is_unit(unit, found));
    (!holds).then(|| "missing".to_owned())
}

fn is_unit(unit: &Unit, (role, entity, section): &Found<'_>) -> bool {
    let same_role = unit.arguable || unit.role == *role;
    let same_section = unit.section.as_ref().is_none_or(|wanted| wanted == section);
    same_role
        && same_section
        && is_named(&unit.names, entity)
        && unit
            .is_collective
            .is_none_or(|wanted| wanted == (entity.key.kind == EntityKind::Collective))
}

/// Roles that a case with roles does not ask for.
fn unasked(case: &Case, facts: &DocumentFacts) -> Vec<String> {
    let asked: Vec<&Unit> = case
        .expected
        .iter()
        .filter_map(|(_, expected)| {
            if let Expected::Unit(unit) = expected {
                Some(unit)
            } else {
                None
            }
        })
        .collect();
    let none = case
        .expected
        .iter()
        .any(|(_, expected)| matches!(expected, Expected::NoUnits));
    if asked.is_empty() && !none {
        return Vec::new();
    }
    let extra = found(facts)
        .into_iter()
        .filter(|found| !asked.iter().any(|unit| is_unit(unit, found)));
    extra
        .map(|(role, entity, section)| format!("too many: {role} {} @ {section}", shown(entity)))
        .collect()
}

fn entity_fault(facts: &DocumentFacts, wanted: &Entity) -> Option<String> {
    if wanted.arguable {
        return None;
    }
    let mut named = facts
        .entities
        .iter()
        .filter(|entity| entity.key.kind == wanted.kind && is_named(&wanted.names, entity));
    let Some(entity) = named.next() else {
        return Some("missing".to_owned());
    };
    let missing = wanted.printed.iter().find(|form| !prints(entity, form));
    missing.map(|form| format!("{form} is not among {}", entity.printed.join(", ")))
}

/// Entities of a type that the case does not name.
fn others(case: &Case, facts: &DocumentFacts, kind: EntityKind) -> Option<String> {
    let names = |entity: &EntityFact| {
        case.expected.iter().any(|(_, expected)| match expected {
            Expected::Unit(unit) => is_named(&unit.names, entity),
            Expected::Entity(wanted) => wanted.kind == kind && is_named(&wanted.names, entity),
            Expected::Issuer(issuers) => issuers.contain(&entity.key.name),
            _ => false,
        })
    };
    let passage = passage(case, facts);
    let found = facts.mentions.iter().filter(|mention| mention.span.start >= passage);
    let behind: BTreeSet<_> = found.map(|mention| mention.entity).collect();
    let stands = |entity: &EntityFact| behind.iter().any(|id| facts.entities[id.0 as usize].key == entity.key);
    let found = entities(facts, |entity| {
        entity.key.kind == kind && stands(entity) && !names(entity)
    });
    (!found.is_empty()).then_some(found)
}

/// Where the passage begins, behind the blank line that closes the header: the title and the issuer are not asked about.
fn passage(case: &Case, facts: &DocumentFacts) -> u32 {
    let first = case
        .text
        .split_once("\n\n")
        .and_then(|(_, passage)| passage.lines().next());
    first.and_then(|line| facts.text.find(line)).unwrap_or(0) as u32
}

fn deadline_fault(facts: &DocumentFacts, names: &Names, section: Option<&str>) -> Option<String> {
    let found: Vec<(String, &str)> = facts
        .measures
        .iter()
        .filter_map(|measure| Some((measure.section.to_string(), measure.deadline.as_ref()?.value.as_str())))
        .collect();
    let holds = found
        .iter()
        .any(|(at, deadline)| names.contain(deadline) && section.is_none_or(|section| section == at));
    (!holds).then(|| format!("found {found:?}"))
}

/// Whether an entity bears one of the names; a place may be called with the divisions around it: 南京市鼓楼区.
fn is_named(names: &Names, entity: &EntityFact) -> bool {
    let mut full = entity.key.name.clone();
    if names.contain(&full) {
        return true;
    }
    let around = entity.key.region.divisions().iter().rev();
    entity.key.kind == EntityKind::Place
        && around.into_iter().any(|division| {
            full.insert_str(0, division);
            names.contain(&full)
        })
}

fn prints(entity: &EntityFact, name: &str) -> bool {
    entity.printed.iter().any(|printed| fold_name(printed) == name)
}

fn entities(facts: &DocumentFacts, chosen: impl Fn(&EntityFact) -> bool) -> String {
    let chosen = facts.entities.iter().filter(|entity| chosen(entity));
    chosen.map(shown).collect::<Vec<_>>().join("; ")
}

fn shown(entity: &EntityFact) -> String {
    format!(
        "{} {} = {}",
        entity.key.kind,
        entity.key.name,
        entity.printed.join(" = ")
    )
}
