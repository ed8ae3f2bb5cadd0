//! What a drawing says of its nodes, asked of the server.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::NamedNode;

use super::super::cell::Cell;
use super::super::error::Error;
use super::super::iri::{BASE, key_of_iri};
use super::super::known::{Known, last_of, one_of};
use super::super::results::Rows;
use super::Endpoint;
use crate::graph::Provenance;
use crate::model::{EntityKey, EntityKind, Region};

/// How many nodes one question is about.
const AT_ONCE: usize = 400;

/// What is known of the nodes of an answer and of their graph, for a drawing of it.
#[derive(Debug, Default)]
pub struct Nodes {
    seen: BTreeMap<String, Seen>,
    documents: usize,
    made_from: Provenance,
}

/// What is known of one node.
#[derive(Debug, Default)]
struct Seen {
    place: usize,
    printed: Vec<String>,
    names: Vec<String>,
    /// The documents in which it stands, by their ids.
    documents: Vec<Standing>,
    region: Option<Region>,
}

/// A document in which a node stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    id: String,
    title: String,
    year: Option<u16>,
    region: Option<Region>,
}

impl Standing {
    /// Reads what [`STANDING`] asks for.
    fn read([id, title, year, region]: [String; 4]) -> Self {
        Self {
            id,
            title,
            year: year.parse().ok(),
            region: (!region.is_empty()).then(|| Region::from(region.as_str())),
        }
    }

    fn home(&self) -> Option<String> {
        last_of(self.region.as_ref()?)
    }
}

/// The columns of a document, and where they come from.
const STANDING: &str = "?id ?title ?year ?region";
const OF_DOCUMENT: &str =
    "?d pg:id ?id ; rdfs:label ?title . OPTIONAL { ?d pg:year ?year } OPTIONAL { ?d pg:region ?region }";

/// Where a node stands in the graph's order: documents by id, measures by document and position, entities by key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Document(String),
    Measure(String, u64),
    Entity(EntityKey),
}

/// The nodes as a table in a question, bound to `variable`; what is no IRI stays out.
pub(super) fn values<'a>(variable: &str, iris: impl Iterator<Item = &'a str>) -> String {
    let valid = iris.filter_map(|iri| NamedNode::new(iri).ok());
    let listed: Vec<String> = valid.map(|iri| iri.to_string()).collect();
    format!("VALUES ?{variable} {{ {} }}", listed.join(" "))
}

impl Endpoint {
    /// What the server knows of the nodes that a drawing of these rows shows.
    ///
    /// # Errors
    /// A server that does not answer.
    pub fn nodes(&self, rows: &Rows) -> Result<Nodes, Error> {
        let mut nodes = Nodes::default();
        let [count] = self
            .table("SELECT (COUNT(*) AS ?n) WHERE { ?d a pg:Document }")?
            .pop()
            .unwrap_or_default();
        nodes.documents = count.parse().unwrap_or(0);
        nodes.made_from = self.made_from()?;
        let mut order = BTreeMap::new();
        let iris = drawn(rows);
        let of_kind = |kind: &str| {
            let prefix = format!("{BASE}{kind}/");
            iris.iter()
                .filter(|iri| iri.starts_with(&prefix))
                .map(|iri| &**iri)
                .collect::<Vec<&str>>()
        };
        for some in of_kind("document").chunks(AT_ONCE) {
            self.see_documents(some, &mut nodes.seen, &mut order)?;
        }
        for some in of_kind("measure").chunks(AT_ONCE) {
            self.see_measures(some, &mut nodes.seen, &mut order)?;
        }
        let entities: Vec<(&str, EntityKey)> = iris
            .iter()
            .filter_map(|iri| Some((iri.as_str(), key_of_iri(iri)?)))
            .collect();
        for some in entities.chunks(AT_ONCE) {
            self.see_entities(some, &mut nodes.seen)?;
        }
        order.extend(
            entities
                .into_iter()
                .map(|(iri, key)| (Order::Entity(key), iri.to_owned())),
        );
        for (place, iri) in order.into_values().enumerate() {
            nodes.seen.entry(iri).and_modify(|seen| seen.place = place);
        }
        Ok(nodes)
    }

    fn made_from(&self) -> Result<Provenance, Error> {
        let said: Vec<[String; 2]> = self.table("SELECT ?p ?said WHERE { ?graph a pg:Graph ; ?p ?said }")?;
        let mut made_from = Provenance::default();
        for [predicate, said] in said {
            match predicate.rsplit('#').next() {
                Some("madeBy") => made_from.program = said,
                Some("corpus") => made_from.corpus = said,
                Some("lexicons") => made_from.lexicons = said,
                Some("corrections") => made_from.corrections = said,
                _ => {}
            }
        }
        Ok(made_from)
    }

    fn see_documents(
        &self,
        iris: &[&str],
        seen: &mut BTreeMap<String, Seen>,
        order: &mut BTreeMap<Order, String>,
    ) -> Result<(), Error> {
        let listed = values("d", iris.iter().copied());
        let found = self.table(&format!("SELECT ?d {STANDING} WHERE {{ {listed} {OF_DOCUMENT} }}"))?;
        for [iri, id, title, year, region] in found {
            let document = Standing::read([id, title, year, region]);
            order.insert(Order::Document(document.id.clone()), iri.clone());
            seen.insert(iri, Seen::within(document));
        }
        Ok(())
    }

    fn see_measures(
        &self,
        iris: &[&str],
        seen: &mut BTreeMap<String, Seen>,
        order: &mut BTreeMap<Order, String>,
    ) -> Result<(), Error> {
        let listed = values("m", iris.iter().copied());
        let mut titles: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        let found = self.table(&format!(
            "SELECT ?m ?heading ?position {STANDING} WHERE {{ {listed} ?m pg:title ?heading ; pg:position ?position ; \
             pg:document ?d . {OF_DOCUMENT} }}"
        ))?;
        for [iri, heading, position, id, title, year, region] in found {
            let document = Standing::read([id, title, year, region]);
            let start: u64 = position.parse().unwrap_or(0);
            order.insert(Order::Measure(document.id.clone(), start), iri.clone());
            titles.insert(iri.clone(), (start, start + heading.len() as u64));
            seen.insert(iri, Seen::within(document));
        }
        let found = self.table(&format!(
            "SELECT ?m ?found ?position WHERE {{ {listed} ?x a pg:Mention ; pg:within ?m ; pg:evidence ?e . \
             ?e pg:found ?found ; pg:position ?position }}"
        ))?;
        for [iri, found, position] in found {
            let start: u64 = position.parse().unwrap_or(0);
            let end = start + found.len() as u64;
            let is_in_title = titles.get(&iri).is_some_and(|title| title.0 <= start && end <= title.1);
            if is_in_title {
                seen.entry(iri).or_default().names.push(found);
            }
        }
        Ok(())
    }

    fn see_entities(&self, entities: &[(&str, EntityKey)], seen: &mut BTreeMap<String, Seen>) -> Result<(), Error> {
        let listed = values("e", entities.iter().map(|(iri, _)| *iri));
        let found = self.table(&format!(
            "SELECT ?e ?printed {STANDING} WHERE {{ {listed} ?a a pg:Appearance ; pg:entity ?e ; pg:document ?d ; \
             pg:printedList ?printed . {OF_DOCUMENT} }}"
        ))?;
        let mut appearances: BTreeMap<String, Vec<(Standing, String)>> = BTreeMap::new();
        for [iri, printed, id, title, year, region] in found {
            let document = Standing::read([id, title, year, region]);
            appearances.entry(iri).or_default().push((document, printed));
        }
        for (iri, key) in entities {
            let appearances = appearances.remove(*iri).unwrap_or_default();
            seen.insert((*iri).to_owned(), Seen::entity(key, appearances));
        }
        Ok(())
    }
}

/// The IRIs of the nodes that a drawing of rows shows.
fn drawn(rows: &Rows) -> BTreeSet<String> {
    let ends: Vec<usize> = ["source", "target"].iter().filter_map(|end| rows.column(end)).collect();
    let cells = rows.iter().flat_map(|row| ends.iter().filter_map(|end| row.get(*end)));
    let iris = cells.filter_map(|cell| match cell {
        Cell::Iri(iri) => Some(iri.to_string()),
        _ => None,
    });
    iris.collect()
}

impl Seen {
    /// What stands in one document.
    fn within(document: Standing) -> Self {
        Self {
            names: document.home().into_iter().collect(),
            region: document.region.clone(),
            documents: vec![document],
            ..Self::default()
        }
    }

    /// An entity, which documents name as each prints it.
    fn entity(key: &EntityKey, mut appearances: Vec<(Standing, String)>) -> Self {
        appearances.sort();
        let mut printed: Vec<String> = Vec::new();
        for form in appearances.iter().flat_map(|(_, forms)| forms.split('|')) {
            if !printed.iter().any(|known| known == form) {
                printed.push(form.to_owned());
            }
        }
        let documents: Vec<Standing> = appearances.into_iter().map(|(document, _)| document).collect();
        let mut names = printed.clone();
        names.push(key.name.clone());
        names.extend(last_of(&key.region));
        let region = match key.kind {
            // Units without a name are at home where their document is.
            EntityKind::Collective => documents.first().and_then(|document| document.region.clone()),
            _ => Some(key.region.clone()),
        };
        Self {
            place: 0,
            printed,
            names,
            documents,
            region,
        }
    }
}

impl Known for Nodes {
    fn place(&self, iri: &str) -> Option<usize> {
        self.seen.get(iri).map(|seen| seen.place)
    }

    fn printed(&self, iri: &str) -> Vec<String> {
        self.seen.get(iri).map(|seen| seen.printed.clone()).unwrap_or_default()
    }

    fn names(&self, iri: &str) -> Vec<String> {
        self.seen.get(iri).map(|seen| seen.names.clone()).unwrap_or_default()
    }

    fn title(&self, iri: &str) -> Option<String> {
        match self.seen.get(iri)?.documents.as_slice() {
            [only] => Some(only.title.clone()),
            _ => None,
        }
    }

    fn year(&self, iri: &str) -> Option<u16> {
        one_of(self.seen.get(iri)?.documents.iter().map(|document| document.year))
    }

    fn region(&self, iri: &str) -> Option<Region> {
        self.seen.get(iri)?.region.clone()
    }

    fn document_count(&self) -> usize {
        self.documents
    }

    fn made_from(&self) -> &Provenance {
        &self.made_from
    }
}
