//! Which entity, document or region a name means, asked of the server.
//!
//! How names are folded is known here alone, so the server is asked for every name with the same Chinese characters, which
//! folding leaves as they are; who is meant is decided here. Only where nothing fits are all names asked for, to propose the
//! nearest.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{Literal, NamedNode};

use super::super::error::Error;
use super::super::iri::{BASE, key_of_iri};
use super::super::name::{
    Named, NamedBy, Names, Narrowing, Titled, Wanted, choose_document, choose_entity, choose_region, no_such_iri,
};
use super::Endpoint;
use crate::model::{EntityKey, Region};

/// More entities than this are not listed in a question, which then asks about all.
const MOST_LISTED: usize = 300;

/// An entity of a graph behind an endpoint.
#[derive(Debug)]
struct There {
    iri: String,
    key: EntityKey,
    printed: Vec<String>,
    is_unit: bool,
    named_by: Vec<(Option<Region>, Option<u16>)>,
}

impl Named for &There {
    fn key(&self) -> &EntityKey {
        &self.key
    }

    fn printed(&self) -> Vec<&str> {
        self.printed.iter().map(String::as_str).collect()
    }

    fn is_unit(&self) -> bool {
        self.is_unit
    }

    fn named_by(&self) -> Vec<NamedBy<'_>> {
        let by = |(region, year): &'_ (Option<Region>, Option<u16>)| NamedBy {
            region: region.clone().map(Cow::Owned),
            year: *year,
        };
        self.named_by.iter().map(by).collect()
    }
}

impl Names for Endpoint {
    fn entity(&self, parameter: &str, name: &str, narrowing: &Narrowing) -> Result<String, Error> {
        if name.starts_with(BASE) {
            let is_there = match NamedNode::new(name) {
                Ok(iri) => self.holds(&format!("{iri} a pg:Entity"))?,
                Err(_) => false,
            };
            return if is_there {
                Ok(name.to_owned())
            } else {
                Err(no_such_iri(parameter, name))
            };
        }
        let like_it = self.entities(&same_characters(&Wanted::read(name).folded), narrowing)?;
        let chosen = choose_entity(|| like_it.iter(), parameter, name, narrowing);
        if !matches!(chosen, Err(Error::UnknownName { .. })) {
            return chosen.map(|entity| entity.iri.clone());
        }
        let all = self.entities("", narrowing)?;
        choose_entity(|| all.iter(), parameter, name, narrowing).map(|entity| entity.iri.clone())
    }

    fn document(&self, parameter: &str, name: &str) -> Result<String, Error> {
        if self.holds(&format!("?d a pg:Document ; pg:id {}", Literal::from(name)))? {
            return Ok(name.to_owned());
        }
        let mut all: Vec<[String; 3]> = self.table(
            "SELECT ?id ?path ?title WHERE { ?d a pg:Document ; pg:id ?id ; pg:path ?path ; rdfs:label ?title }",
        )?;
        all.sort();
        let titled: Vec<Titled<'_>> = all.iter().map(|[id, path, title]| Titled { id, path, title }).collect();
        choose_document(&titled, parameter, name)
    }

    fn region(&self, parameter: &str, name: &str) -> Result<Region, Error> {
        let all: Vec<[String; 1]> = self.table("SELECT DISTINCT ?region WHERE { ?x pg:region ?region }")?;
        let all: Vec<Region> = all.iter().map(|[path]| Region::from(path.as_str())).collect();
        choose_region(all.iter(), parameter, name)
    }
}

/// What a form must hold to be this name.
fn same_characters(folded: &str) -> String {
    let stay: BTreeSet<char> = folded
        .chars()
        .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        .collect();
    let holds = |c: char| format!("FILTER(CONTAINS(?form, {}))", Literal::from(c.to_string()));
    stay.into_iter().map(holds).collect()
}

impl Endpoint {
    /// The entities that are called, or printed, as the condition says, ordered by their keys; only with such forms.
    fn entities(&self, condition: &str, narrowing: &Narrowing) -> Result<Vec<There>, Error> {
        let forms: Vec<[String; 2]> = self.table(&format!(
            "SELECT DISTINCT ?e ?form WHERE {{ ?e a pg:Entity . {{ ?e pg:name ?form }} UNION {{ ?e pg:printed ?form }} {condition} }}"
        ))?;
        let mut found: BTreeMap<String, There> = BTreeMap::new();
        for [iri, form] in forms {
            let Some(key) = key_of_iri(&iri) else {
                continue;
            };
            let entity = found.entry(iri.clone()).or_insert_with(|| There {
                iri,
                key,
                printed: Vec::new(),
                is_unit: false,
                named_by: Vec::new(),
            });
            entity.printed.push(form);
        }
        self.narrow(&mut found, narrowing)?;
        let mut found: Vec<There> = found.into_values().collect();
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }

    /// Adds what the narrowing asks about.
    fn narrow(&self, found: &mut BTreeMap<String, There>, narrowing: &Narrowing) -> Result<(), Error> {
        let listed = match found.len() {
            0 => return Ok(()),
            1..=MOST_LISTED => super::nodes::values("e", found.keys().map(String::as_str)),
            _ => String::new(),
        };
        if narrowing.units {
            let units: Vec<[String; 1]> =
                self.table(&format!("SELECT DISTINCT ?e WHERE {{ {listed} ?r pg:unit ?e }}"))?;
            for [iri] in units {
                found.entry(iri).and_modify(|entity| entity.is_unit = true);
            }
        }
        if narrowing.asks_documents() {
            let documents: Vec<[String; 3]> = self.table(&format!(
                "SELECT DISTINCT ?e ?region ?year WHERE {{ {listed} ?a a pg:Appearance ; pg:entity ?e ; pg:document ?d . \
                 OPTIONAL {{ ?d pg:region ?region }} OPTIONAL {{ ?d pg:year ?year }} }}"
            ))?;
            for [iri, region, year] in documents {
                let region = (!region.is_empty()).then(|| Region::from(region.as_str()));
                found
                    .entry(iri)
                    .and_modify(|entity| entity.named_by.push((region, year.parse().ok())));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_by_the_characters_that_folding_leaves() {
        assert_eq!(
            same_characters("“东莞杯”A东"),
            ["东", "杯", "莞"]
                .map(|c| format!("FILTER(CONTAINS(?form, \"{c}\"))"))
                .concat()
        );
        assert_eq!(same_characters("ICT"), "");
    }
}
