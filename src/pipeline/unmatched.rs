//! Lines of the corrections file that speak of nothing in the documents, with what they may have meant.

use std::collections::BTreeSet;
use std::fmt;

use crate::corrections::{Change, Corrections, Line, Name};
use crate::facts::{DocumentFacts, Facts, Likened, ResponsibilityFact};
use crate::model::{Action, Section};
use crate::text::{fold_name, nearest};

/// A line that changed nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Its number in the file, from 1.
    pub line: u32,
    /// What it was to do.
    pub action: Action,
    /// The name that it speaks of.
    pub name: String,
    /// The document that it speaks of; empty for all.
    pub document: String,
    /// What is there instead.
    pub nearest: Nearest,
}

/// What comes nearest to a line that changed nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nearest {
    /// There is no such document; perhaps this one is meant.
    Document(Option<String>),
    /// There is no such name; perhaps this one is meant.
    Name(Option<String>),
    /// The name is there, but as something else: its types and homes, or the unit's roles and sections.
    Otherwise(Vec<String>),
    /// The name stands in the text, but inside a longer one.
    Inside(String),
}

/// Every line that no document has used.
pub(super) fn unmatched(corrections: &Corrections, facts: &Facts) -> Vec<Unmatched> {
    if corrections.lines().is_empty() {
        return Vec::new();
    }
    let used: BTreeSet<u32> = facts
        .each(|document| document.corrections)
        .into_iter()
        .flatten()
        .collect();
    let is_verdict = |line: &Line| Likened::of(line).and_then(|likened| likened.verdict(facts)).is_some();
    let is_used = |line: &Line| used.contains(&line.number) || is_verdict(line);
    let unused = corrections.lines().iter().filter(|line| !is_used(line));
    unused
        .map(|line| Unmatched {
            line: line.number,
            action: line.change.action(),
            name: line.name.to_string(),
            document: line.document.clone(),
            nearest: nearest_to(line, facts),
        })
        .collect()
}

fn nearest_to(line: &Line, facts: &Facts) -> Nearest {
    let is_there = line.document.is_empty() || facts.of_id(&line.document).next().is_some();
    if !is_there || facts.is_empty() {
        return Nearest::Document(nearest(&line.document, facts.ids()).map(str::to_owned));
    }
    if let Change::Similar { .. } = &line.change {
        return measures_like(line, facts);
    }
    let spoken_of = |find: &(dyn Fn(&DocumentFacts) -> Vec<String> + Sync)| -> BTreeSet<String> {
        if line.document.is_empty() {
            let found = facts.each(|document| find(&document));
            return found.into_iter().flatten().collect();
        }
        facts
            .of_id(&line.document)
            .flat_map(|document| find(&document))
            .collect()
    };
    let otherwise = spoken_of(&|document| as_it_is(line, document));
    if !otherwise.is_empty() {
        return Nearest::Otherwise(otherwise.into_iter().collect());
    }
    let names = spoken_of(&|document| names(document).collect());
    let inside = names.iter().find(|name| name.contains(&line.name.folded));
    if let (Some(longer), Some(_)) = (inside, line.introduces()) {
        return Nearest::Inside(longer.clone());
    }
    Nearest::Name(nearest(&line.name.folded, names.iter().map(String::as_str)).map(str::to_owned))
}

/// What a line about two measures may have meant: another document, or other sections of the two.
fn measures_like(line: &Line, facts: &Facts) -> Nearest {
    let Change::Similar { section, other, .. } = &line.change else {
        return Nearest::Name(None);
    };
    let Some(other_document) = facts.ids().find(|id| fold_name(id) == line.name.folded) else {
        return Nearest::Document(nearest(&line.name.folded, facts.ids()).map(str::to_owned));
    };
    let asked = facts
        .of_id(&line.document)
        .map(|document| (document, section))
        .chain(facts.of_id(other_document).map(|document| (document, other)));
    let nearby = asked.filter_map(|(document, section)| {
        let sections: Vec<String> = document
            .measures
            .iter()
            .map(|measure| measure.section.to_string())
            .collect();
        let wanted = section.to_string();
        let missing = !sections.iter().any(|section| fold_name(section) == wanted);
        let likely = nearest(&wanted, sections.iter().map(String::as_str)).filter(|_| missing)?;
        Some(format!("{likely} in {}", document.id))
    });
    Nearest::Otherwise(nearby.collect())
}

/// Every name of a document, in full and printed.
fn names(document: &DocumentFacts) -> impl Iterator<Item = String> {
    let entities = document.entities.iter();
    entities.flat_map(|entity| {
        std::iter::once(&entity.key.name)
            .chain(&entity.printed)
            .map(|name| fold_name(name))
    })
}

/// What there is under the name: the unit's roles for a line about a role, else types and homes.
fn as_it_is(line: &Line, document: &DocumentFacts) -> Vec<String> {
    let is_named = |index: usize| {
        let entity = &document.entities[index];
        let printed = entity.printed.iter().map(|form| fold_name(form));
        fold_name(&entity.key.name) == line.name.folded || printed.into_iter().any(|form| form == line.name.folded)
    };
    if let Change::Role { section, .. } = &line.change {
        let duties = document.responsibilities.iter();
        let own = duties.filter(|duty| is_named(duty.unit.entity.0 as usize));
        return roles(section, own, document);
    }
    let named = (0..document.entities.len()).filter(|index| is_named(*index));
    let told = named.map(|index| {
        let key = &document.entities[index].key;
        format!("{} {}", key.kind, Name::of(key))
    });
    told.collect()
}

/// The roles of a unit in a section; where it has none there, all its roles.
fn roles<'d>(
    section: &Section,
    own: impl Iterator<Item = &'d ResponsibilityFact>,
    document: &DocumentFacts,
) -> Vec<String> {
    let placed: Vec<(String, String)> = own
        .map(|duty| match duty.measure {
            Some(measure) => {
                let place = document.measures[measure.0 as usize].section.to_string();
                (fold_name(&place), format!("{} in {place}", duty.role))
            }
            None => (String::new(), format!("{} outside any section", duty.role)),
        })
        .collect();
    let here = placed.iter().filter(|(place, _)| *place == section.to_string());
    let here: Vec<String> = here.map(|(_, role)| role.clone()).collect();
    if here.is_empty() {
        return placed.into_iter().map(|(_, role)| role).collect();
    }
    here
}

impl fmt::Display for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} '{}'", self.line, self.action, self.name)?;
        if !self.document.is_empty() {
            write!(f, " in {}", self.document)?;
        }
        write!(f, " matches nothing; ")?;
        match &self.nearest {
            Nearest::Document(Some(id)) => write!(f, "there is no such document; the nearest is {id}"),
            Nearest::Document(None) => f.write_str("there is no such document"),
            Nearest::Name(Some(name)) => write!(f, "the nearest name is '{name}'"),
            Nearest::Name(None) => f.write_str("no name is like it"),
            Nearest::Inside(longer) => write!(f, "it stands only inside '{longer}'"),
            Nearest::Otherwise(there) => {
                let more = if there.len() > 5 { ", …" } else { "" };
                let first: Vec<&str> = there.iter().take(5).map(String::as_str).collect();
                write!(f, "there is {}{more}", first.join(", "))
            }
        }
    }
}
