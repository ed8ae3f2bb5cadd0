//! Which entity a reader means: any name that it has, if it is the only one of that name.
//!
//! A name may say more than itself: `park:松山湖` is only a park, `科技局@广东省/江门市` only what is at home there (or below),
//! and an IRI as answers show it is one entity for certain. A name in full goes before one that is only printed so.

use std::fmt;

use super::error::Error;
use super::iri::node_iri;
use super::parameter::Years;
use crate::graph::{EdgeKind, Entity, Graph, NodeId};
use crate::model::{EntityKind, Region, Role};
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
    fn admits(&self, graph: &Graph, id: NodeId, entity: &Entity) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&entity.kind()))
            && (!self.units || is_unit(graph, id))
            && self
                .region
                .as_ref()
                .is_none_or(|region| is_of(graph, id, entity, region))
            && self.years.is_none_or(|years| is_named_in(graph, id, years))
    }
}

fn is_unit(graph: &Graph, id: NodeId) -> bool {
    Role::ALL
        .iter()
        .any(|role| !graph.edges_from(id, EdgeKind::of_role(*role)).is_empty())
}

fn is_of(graph: &Graph, id: NodeId, entity: &Entity, region: &Region) -> bool {
    if !entity.key.region.is_nation() {
        return entity.key.region.is_within(region);
    }
    graph.appearances(id).iter().any(|appearance| {
        let document = graph.node(appearance.document).as_document();
        let home = document.and_then(|document| document.metadata.region.as_ref());
        home.is_some_and(|home| home.value.is_within(region))
    })
}

fn is_named_in(graph: &Graph, id: NodeId, years: Years) -> bool {
    graph.appearances(id).iter().any(|appearance| {
        let document = graph.node(appearance.document).as_document();
        document.is_some_and(|document| years.contains(document.year().unwrap_or(0)))
    })
}

/// A name and what its reader says of it.
struct Wanted<'a> {
    folded: String,
    kind: Option<EntityKind>,
    region: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn read(name: &'a str) -> Self {
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

    fn admits(&self, entity: &Entity) -> bool {
        let home = &entity.key.region;
        let fits = |region: &str| match region {
            "" => home.is_nation(),
            region => home.is_within(&Region::from(region)) || home.divisions().iter().any(|part| part == region),
        };
        self.kind.is_none_or(|kind| kind == entity.kind()) && self.region.is_none_or(fits)
    }

    fn is_full_name_of(&self, entity: &Entity) -> bool {
        fold_name(entity.name()) == self.folded
    }

    fn is_printed_of(&self, entity: &Entity) -> bool {
        let is_agency = entity.kind() == EntityKind::Agency;
        entity.printed.iter().any(|form| {
            let form = fold_name(form);
            form == self.folded || is_agency && without_level(&form) == self.folded
        })
    }

    /// How like the name one of the entity's names is, from 0 to 1.
    fn likeness(&self, entity: &Entity) -> f64 {
        let like = |name: &str| {
            let name = fold_name(name);
            let within = name.contains(&self.folded) || self.folded.contains(&name);
            let alike = strsim::normalized_damerau_levenshtein(&name, &self.folded);
            if within { alike.max(0.5) } else { alike }
        };
        entity
            .printed
            .iter()
            .map(|form| like(form))
            .fold(like(entity.name()), f64::max)
    }
}

/// A form without the word for its level: the plan of a city that prints 市科技局 has a 科技局.
fn without_level(form: &str) -> &str {
    form.strip_prefix(['省', '市', '区', '县', '州', '盟', '旗'])
        .unwrap_or(form)
}

/// The entity that `name` means; the error calls it the value of `parameter`.
pub(super) fn entity_named(graph: &Graph, parameter: &str, name: &str, narrowing: &Narrowing) -> Result<NodeId, Error> {
    if name.starts_with(super::iri::BASE) {
        let named = graph.entities().find(|(id, _)| node_iri(graph, *id) == name);
        return named
            .map(|(id, _)| id)
            .ok_or_else(|| unknown(parameter, name, "entity", Vec::new()));
    }
    let wanted = Wanted::read(name);
    let having = |fits: &dyn Fn(&Entity) -> bool| {
        let fitting = graph
            .entities()
            .filter(|(_, entity)| wanted.admits(entity) && fits(entity));
        let admitted = fitting.filter(|(id, entity)| narrowing.admits(graph, *id, entity));
        admitted.collect::<Vec<_>>()
    };
    let mut found = having(&|entity| wanted.is_full_name_of(entity));
    if found.is_empty() {
        found = having(&|entity| wanted.is_printed_of(entity));
    }
    match found.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(unknown(
            parameter,
            name,
            expected(narrowing),
            nearest(&wanted, having(&|_| true)),
        )),
        several => Err(Error::Ambiguous {
            parameter: parameter.to_owned(),
            value: name.to_owned(),
            candidates: several.iter().map(|(_, entity)| candidate(entity)).collect(),
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

fn candidate(entity: &Entity) -> Candidate {
    Candidate {
        name: entity.name().to_owned(),
        kind: entity.kind().name(),
        region: entity.key.region.to_string(),
    }
}

/// How many names to propose.
const PROPOSED: usize = 5;
/// What is less like a name than this is no proposal for it.
const LEAST_LIKENESS: f64 = 0.4;

fn nearest(wanted: &Wanted<'_>, entities: Vec<(NodeId, &Entity)>) -> Vec<Candidate> {
    let mut near: Vec<_> = entities
        .into_iter()
        .map(|(_, entity)| (wanted.likeness(entity), candidate(entity)))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter()
        .map(|(_, candidate)| candidate)
        .take(PROPOSED)
        .collect()
}

/// The id of the document that `name` is the id, path or title of.
pub fn document_named(graph: &Graph, parameter: &str, name: &str) -> Result<String, Error> {
    if let Some((_, document)) = graph.document(name) {
        return Ok(document.id.clone());
    }
    let folded = fold_name(name);
    let is_it = |document: &crate::graph::Document| document.path == name || fold_name(document.title()) == folded;
    let found: Vec<_> = graph.documents().filter(|(_, document)| is_it(document)).collect();
    let listed = |id: &str| Candidate {
        name: id.to_owned(),
        kind: "document",
        region: String::new(),
    };
    match found.as_slice() {
        [(_, document)] => Ok(document.id.clone()),
        [] => {
            let ids = graph.documents().map(|(_, document)| document.id.as_str());
            let nearest = nearest_words(name, ids).into_iter().map(listed).collect();
            Err(unknown(parameter, name, "document", nearest))
        }
        several => Err(Error::Ambiguous {
            parameter: parameter.to_owned(),
            value: name.to_owned(),
            candidates: several.iter().map(|(_, document)| listed(&document.id)).collect(),
        }),
    }
}

/// The region of the graph that `name` is the path, the last name or the beginning of the last name of.
pub fn region_named(graph: &Graph, parameter: &str, name: &str) -> Result<Region, Error> {
    let regions = regions(graph);
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

/// Every region that a document or an entity has, and those around them.
fn regions(graph: &Graph) -> std::collections::BTreeSet<Region> {
    let documents = graph
        .documents()
        .filter_map(|(_, document)| document.metadata.region.as_ref());
    let homes = graph.entities().map(|(_, entity)| &entity.key.region);
    let innermost = documents.map(|region| &region.value).chain(homes);
    let with_outer = |region: &Region| std::iter::successors(Some(region.clone()), Region::parent).collect::<Vec<_>>();
    innermost
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
