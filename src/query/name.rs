//! Which entity a reader means: any name that it has, if it is the only one of that name.
//!
//! A name may say more than itself: `park:松山湖` is only a park, `科技局@广东省/江门市` only what is at home there (or below),
//! and an IRI as answers show it is one entity for certain. A name in full goes before one that is only printed so.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::error::Error;
use super::iri::node_iri;
use super::parameter::Years;
use crate::graph::{EdgeKind, Entity, Graph, NodeId};
use crate::model::{EntityKey, EntityKind, Region, Role};
use crate::text::fold_name;

/// Something that has a name, as a list of candidates shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its name in full.
    pub name: String,
    /// What it is: the type of an entity, `document`, `region`.
    pub kind: &'static str,
    /// Where it belongs; empty for the whole country.
    pub region: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = if self.region.is_empty() { "全国" } else { &self.region };
        match self.kind {
            "document" | "region" => f.write_str(&self.name),
            kind => write!(f, "{} ({kind}, {region})", self.name),
        }
    }
}

/// Which entities may be meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrowing {
    /// Only what is at home in this region; of the nation's, only what a document from there names.
    pub(super) region: Option<Region>,
    /// Only what a document of these years names.
    pub(super) years: Option<Years>,
    /// Only these types; all if there are none.
    pub(super) kinds: Vec<EntityKind>,
    /// Only who carries a responsibility.
    pub(super) units: bool,
}

impl Narrowing {
    fn admits(&self, entity: &impl Named) -> bool {
        let region = |region| is_of(entity, region);
        let years = |years: Years| entity.named_by().iter().any(|by| years.contains(by.year.unwrap_or(0)));
        (self.kinds.is_empty() || self.kinds.contains(&entity.key().kind))
            && (!self.units || entity.is_unit())
            && self.region.as_ref().is_none_or(region)
            && self.years.is_none_or(years)
    }

    /// Whether it asks for more than an entity's key tells.
    #[cfg(feature = "endpoint")]
    pub(super) fn asks_documents(&self) -> bool {
        self.region.is_some() || self.years.is_some()
    }
}

fn is_of(entity: &impl Named, region: &Region) -> bool {
    let home = &entity.key().region;
    if !home.is_nation() {
        return home.is_within(region);
    }
    let mut documents = entity.named_by().into_iter();
    documents.any(|by| by.region.is_some_and(|home| home.is_within(region)))
}

/// A document that names an entity, as far as it tells who is meant.
#[derive(Debug, Clone)]
pub(super) struct NamedBy<'a> {
    pub(super) region: Option<Cow<'a, Region>>,
    pub(super) year: Option<u16>,
}

/// An entity as far as names go, wherever its graph is.
pub(super) trait Named {
    fn key(&self) -> &EntityKey;

    /// Every form in which documents print its name.
    fn printed(&self) -> Vec<&str>;

    /// Whether it carries a responsibility.
    fn is_unit(&self) -> bool;

    /// The documents that name it.
    fn named_by(&self) -> Vec<NamedBy<'_>>;
}

/// An entity of a graph in memory.
#[derive(Debug, Clone, Copy)]
struct Here<'g> {
    graph: &'g Graph,
    id: NodeId,
    entity: &'g Entity,
}

impl Named for Here<'_> {
    fn key(&self) -> &EntityKey {
        &self.entity.key
    }

    fn printed(&self) -> Vec<&str> {
        self.entity.printed.iter().map(String::as_str).collect()
    }

    fn is_unit(&self) -> bool {
        let edges = |role: &Role| self.graph.edges_from(self.id, EdgeKind::of_role(*role));
        Role::ALL.iter().any(|role| !edges(role).is_empty())
    }

    fn named_by(&self) -> Vec<NamedBy<'_>> {
        let documents = self.graph.appearances(self.id).iter();
        let documents = documents.filter_map(|appearance| self.graph.node(appearance.document).as_document());
        documents
            .map(|document| NamedBy {
                region: document
                    .metadata
                    .region
                    .as_ref()
                    .map(|region| Cow::Borrowed(&region.value)),
                year: document.year(),
            })
            .collect()
    }
}

/// A name and what its reader says of it.
pub(super) struct Wanted<'a> {
    pub(super) folded: String,
    kind: Option<EntityKind>,
    region: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    pub(super) fn read(name: &'a str) -> Self {
        let kind = name
            .split_once(':')
            .and_then(|(kind, rest)| Some((kind.parse().ok()?, rest)));
        let (kind, name) = kind.map_or((None, name), |(kind, rest)| (Some(kind), rest));
        let (name, region) = name
            .split_once('@')
            .map_or((name, None), |(name, region)| (name, Some(region)));
        let region = region.map(|region| if region == "全国" { "" } else { region });
        Self {
            folded: fold_name(name),
            kind,
            region,
        }
    }

    fn admits(&self, key: &EntityKey) -> bool {
        let home = &key.region;
        let fits = |region: &str| match region {
            "" => home.is_nation(),
            region => home.is_within(&Region::from(region)) || home.divisions().iter().any(|part| part == region),
        };
        self.kind.is_none_or(|kind| kind == key.kind) && self.region.is_none_or(fits)
    }

    fn is_full_name_of(&self, entity: &impl Named) -> bool {
        fold_name(&entity.key().name) == self.folded
    }

    fn is_printed_of(&self, entity: &impl Named) -> bool {
        let is_agency = entity.key().kind == EntityKind::Agency;
        entity.printed().into_iter().any(|form| {
            let form = fold_name(form);
            form == self.folded || is_agency && without_level(&form) == self.folded
        })
    }

    /// How like the name one of the entity's names is, from 0 to 1.
    fn likeness(&self, entity: &impl Named) -> f64 {
        let like = |name: &str| {
            let name = fold_name(name);
            let within = name.contains(&self.folded) || self.folded.contains(&name);
            let alike = strsim::normalized_damerau_levenshtein(&name, &self.folded);
            if within { alike.max(0.5) } else { alike }
        };
        entity
            .printed()
            .into_iter()
            .map(like)
            .fold(like(&entity.key().name), f64::max)
    }
}

/// A form without the word for its level: the plan of a city that prints 市科技局 has a 科技局.
fn without_level(form: &str) -> &str {
    form.strip_prefix(['省', '市', '区', '县', '州', '盟', '旗'])
        .unwrap_or(form)
}

/// What names mean, wherever the graph is; errors call a name the value of `parameter`.
pub(super) trait Names {
    /// The IRI of the entity that `name` means.
    fn entity(&self, parameter: &str, name: &str, narrowing: &Narrowing) -> Result<String, Error>;

    /// The id of the document that `name` means.
    fn document(&self, parameter: &str, name: &str) -> Result<String, Error>;

    /// The region that `name` means.
    fn region(&self, parameter: &str, name: &str) -> Result<Region, Error>;
}

impl Names for Graph {
    fn entity(&self, parameter: &str, name: &str, narrowing: &Narrowing) -> Result<String, Error> {
        Ok(node_iri(self, entity_named(self, parameter, name, narrowing)?))
    }

    fn document(&self, parameter: &str, name: &str) -> Result<String, Error> {
        document_named(self, parameter, name)
    }

    fn region(&self, parameter: &str, name: &str) -> Result<Region, Error> {
        region_named(self, parameter, name)
    }
}

/// The entity that `name` means; the error calls it the value of `parameter`.
pub(super) fn entity_named(graph: &Graph, parameter: &str, name: &str, narrowing: &Narrowing) -> Result<NodeId, Error> {
    if name.starts_with(super::iri::BASE) {
        let named = graph.entities().find(|(id, _)| node_iri(graph, *id) == name);
        return named.map(|(id, _)| id).ok_or_else(|| no_such_iri(parameter, name));
    }
    let all = || graph.entities().map(|(id, entity)| Here { graph, id, entity });
    choose_entity(all, parameter, name, narrowing).map(|found| found.id)
}

/// Nothing has this IRI.
pub(super) fn no_such_iri(parameter: &str, iri: &str) -> Error {
    unknown(parameter, iri, "entity", Vec::new())
}

/// Of all entities the one that `name` means.
pub(super) fn choose_entity<N: Named, I: Iterator<Item = N>>(
    all: impl Fn() -> I,
    parameter: &str,
    name: &str,
    narrowing: &Narrowing,
) -> Result<N, Error> {
    let wanted = Wanted::read(name);
    let having = |fits: &dyn Fn(&N) -> bool| {
        let fitting = all().filter(|entity| wanted.admits(entity.key()) && fits(entity));
        fitting.filter(|entity| narrowing.admits(entity)).collect::<Vec<N>>()
    };
    let mut found = having(&|entity| wanted.is_full_name_of(entity));
    if found.is_empty() {
        found = having(&|entity| wanted.is_printed_of(entity));
    }
    match found.len() {
        0 => Err(unknown(
            parameter,
            name,
            expected(narrowing),
            nearest(&wanted, &having(&|_| true)),
        )),
        1 => Ok(found.remove(0)),
        _ => Err(Error::Ambiguous {
            parameter: parameter.to_owned(),
            value: name.to_owned(),
            candidates: found.iter().map(|entity| candidate(entity.key())).collect(),
        }),
    }
}

fn expected(narrowing: &Narrowing) -> &'static str {
    if narrowing.units { "unit" } else { "entity" }
}

fn unknown(parameter: &str, value: &str, expected: &'static str, nearest: Vec<Candidate>) -> Error {
    Error::UnknownName {
        parameter: parameter.to_owned(),
        value: value.to_owned(),
        expected,
        nearest,
    }
}

fn candidate(key: &EntityKey) -> Candidate {
    Candidate {
        name: key.name.clone(),
        kind: key.kind.name(),
        region: key.region.to_string(),
    }
}

/// How many names to propose.
const PROPOSED: usize = 5;
/// What is less like a name than this is no proposal for it.
const LEAST_LIKENESS: f64 = 0.4;

fn nearest<N: Named>(wanted: &Wanted<'_>, entities: &[N]) -> Vec<Candidate> {
    let mut near: Vec<_> = entities
        .iter()
        .map(|entity| (wanted.likeness(entity), candidate(entity.key())))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter()
        .map(|(_, candidate)| candidate)
        .take(PROPOSED)
        .collect()
}

/// A document as far as names go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Titled<'a> {
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    pub(super) title: &'a str,
}

/// The id of the document that `name` is the id, path or title of.
pub fn document_named(graph: &Graph, parameter: &str, name: &str) -> Result<String, Error> {
    if let Some((_, document)) = graph.document(name) {
        return Ok(document.id.clone());
    }
    let titled = graph.documents().map(|(_, document)| Titled {
        id: &document.id,
        path: &document.path,
        title: document.title(),
    });
    choose_document(&titled.collect::<Vec<_>>(), parameter, name)
}

/// Of all documents the id of the one that `name` is the path or title of.
pub(super) fn choose_document(all: &[Titled<'_>], parameter: &str, name: &str) -> Result<String, Error> {
    let folded = fold_name(name);
    let is_it = |document: &&Titled<'_>| document.path == name || fold_name(document.title) == folded;
    let found: Vec<_> = all.iter().filter(is_it).collect();
    let listed = |id: &str| Candidate {
        name: id.to_owned(),
        kind: "document",
        region: String::new(),
    };
    match found.as_slice() {
        [document] => Ok(document.id.to_owned()),
        [] => {
            let nearest = nearest_words(name, all.iter().map(|document| document.id));
            let nearest = nearest.into_iter().map(listed).collect();
            Err(unknown(parameter, name, "document", nearest))
        }
        several => Err(Error::Ambiguous {
            parameter: parameter.to_owned(),
            value: name.to_owned(),
            candidates: several.iter().map(|document| listed(document.id)).collect(),
        }),
    }
}

/// The region of the graph that `name` is the path, the last name or the beginning of the last name of.
pub fn region_named(graph: &Graph, parameter: &str, name: &str) -> Result<Region, Error> {
    let documents = graph
        .documents()
        .filter_map(|(_, document)| document.metadata.region.as_ref());
    let homes = graph.entities().map(|(_, entity)| &entity.key.region);
    let all = documents.map(|region| &region.value).chain(homes);
    choose_region(all, parameter, name)
}

/// Of these regions, and those around them, the one that `name` means.
pub(super) fn choose_region<'a>(
    all: impl Iterator<Item = &'a Region>,
    parameter: &str,
    name: &str,
) -> Result<Region, Error> {
    let regions = with_those_around(all);
    if let Some(region) = regions.iter().find(|region| region.to_string() == name) {
        return Ok(region.clone());
    }
    let ends_with = |fits: &dyn Fn(&str) -> bool| {
        let fitting = regions.iter().filter(|region| region.last().is_some_and(fits));
        fitting.collect::<Vec<_>>()
    };
    let mut found = ends_with(&|last| last == name);
    if found.is_empty() {
        found = ends_with(&|last| last.strip_prefix(name).is_some_and(|rest| rest.chars().count() == 1));
    }
    let listed = |path: String| Candidate {
        name: path,
        kind: "region",
        region: String::new(),
    };
    match found.as_slice() {
        [region] => Ok((*region).clone()),
        [] => {
            let paths: Vec<_> = regions.iter().map(ToString::to_string).collect();
            let nearest = nearest_words(name, paths.iter().map(String::as_str));
            let nearest = nearest.into_iter().map(|path| listed(path.to_owned())).collect();
            Err(unknown(parameter, name, "region", nearest))
        }
        several => Err(Error::Ambiguous {
            parameter: parameter.to_owned(),
            value: name.to_owned(),
            candidates: several.iter().map(|region| listed(region.to_string())).collect(),
        }),
    }
}

fn with_those_around<'a>(innermost: impl Iterator<Item = &'a Region>) -> BTreeSet<Region> {
    let innermost: BTreeSet<&Region> = innermost.collect();
    let with_outer = |region: &Region| std::iter::successors(Some(region.clone()), Region::parent).collect::<Vec<_>>();
    innermost
        .into_iter()
        .flat_map(with_outer)
        .filter(|region| !region.is_nation())
        .collect()
}

/// The words most like `word`, the nearest first.
pub(super) fn nearest_words<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<_> = known
        .map(|known| {
            let alike = strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &known.to_lowercase());
            let within = !word.is_empty() && (known.contains(word) || word.contains(known));
            (if within { alike.max(0.5) } else { alike }, known)
        })
        .filter(|(likeness, _)| *likeness > LEAST_LIKENESS)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().map(|(_, known)| known).take(PROPOSED).collect()
}
