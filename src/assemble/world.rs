//! The edges that names and lexicons imply: where things lie, who runs a park, what agencies do and what they became.

use std::collections::BTreeMap;

use super::nodes::{Known, NodeTable};
use super::relations::Desk;
use super::{Edges, Inputs};
use crate::graph::{Builder, Edge, Entity, NodeId};
use crate::model::{EntityKind, Evidence, Region, Rule};
use crate::text::fold_name;

/// How a committee was taken to run a park: it is named after it.
const PARK_COMMITTEE: Rule = Rule::named("park-committee");
const COMMITTEE_ENDINGS: [&str; 2] = ["管理委员会", "管委会"];

/// Every such edge that does not start at a document.
pub(super) fn edges(table: &NodeTable, inputs: &Inputs) -> Edges {
    let mut edges: Edges = entities_located(table).collect();
    edges.extend(functions(table));
    edges.extend(administrations(table));
    edges.extend(successions(table, &inputs.reforms));
    edges
}

/// Adds where a document is from.
pub(super) fn located(desk: &Desk<'_>, graph: &mut Builder) {
    let region = desk.facts.metadata.region.as_ref();
    let place = region.and_then(|region| Some((region, desk.table.place_of(&region.value)?)));
    if let Some((region, to)) = place {
        let evidence = vec![region.evidence.clone()];
        graph.edge(NodeId::from_index(desk.place), to, &Edge::LocatedIn { evidence });
    }
}

fn entities_located(table: &NodeTable) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
    table.entities().filter_map(|known| {
        let to = table.place_of(&region_around(&known.entity)?)?;
        let evidence = known.reason.iter().cloned().collect();
        (to != known.id).then_some((known.id, to, Edge::LocatedIn { evidence }))
    })
}

/// The region in which an entity lies. A place may be at home in itself or in the region around it.
fn region_around(entity: &Entity) -> Option<Region> {
    let home = &entity.key.region;
    if entity.kind() == EntityKind::Place && home.last() == Some(entity.name()) {
        return home.parent();
    }
    Some(home.clone())
}

fn functions(table: &NodeTable) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
    table.entities().filter_map(|known| {
        let function = table.function(known.entity.function.as_deref()?)?;
        let evidence = known.reason.iter().cloned().collect();
        Some((known.id, function, Edge::HasFunction { evidence }))
    })
}

/// Committees and the parks or places that they are named after (松山湖管委会, 松山湖).
fn administrations(table: &NodeTable) -> Edges {
    let mut grounds: BTreeMap<String, Vec<(NodeId, &Entity)>> = BTreeMap::new();
    let is_ground = |entity: &Entity| matches!(entity.kind(), EntityKind::Park | EntityKind::Place);
    for known in table.entities().filter(|known| is_ground(&known.entity)) {
        for name in names(&known.entity) {
            grounds.entry(name).or_default().push((known.id, &known.entity));
        }
    }
    let is_agency = |known: &&Known| known.entity.kind() == EntityKind::Agency;
    let mut edges: BTreeMap<(NodeId, NodeId), Edge> = BTreeMap::new();
    for known in table.entities().filter(is_agency) {
        let agency = &known.entity;
        for ground_name in names(agency).iter().filter_map(|name| without_ending(name)) {
            for (ground, entity) in grounds.get(ground_name).into_iter().flatten() {
                if may_be_near(&agency.key.region, &entity.key.region) {
                    let evidence = known.reason.iter().map(by_committee_name).collect();
                    edges
                        .entry((known.id, *ground))
                        .or_insert(Edge::Administers { evidence });
                }
            }
        }
    }
    edges.into_iter().map(|((from, to), edge)| (from, to, edge)).collect()
}

fn names(entity: &Entity) -> Vec<String> {
    let mut names: Vec<String> = std::iter::once(entity.name())
        .chain(entity.printed.iter().map(String::as_str))
        .map(fold_name)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn without_ending(committee: &str) -> Option<&str> {
    COMMITTEE_ENDINGS
        .iter()
        .find_map(|ending| committee.strip_suffix(ending))
}

fn may_be_near(a: &Region, b: &Region) -> bool {
    a.is_within(b) || b.is_within(a)
}

fn by_committee_name(evidence: &Evidence) -> Evidence {
    match evidence.clone() {
        Evidence::Text {
            document, span, quote, ..
        } => Evidence::Text {
            document,
            span,
            quote,
            rule: PARK_COMMITTEE,
        },
        other => other,
    }
}

/// Reforms both of whose names the graph knows.
fn successions(table: &NodeTable, reforms: &[super::Reform]) -> Edges {
    let by_name: BTreeMap<String, NodeId> = table
        .entities()
        .filter(|known| known.entity.kind() == EntityKind::Agency)
        .map(|known| (fold_name(known.entity.name()), known.id))
        .collect();
    let mut joined: BTreeMap<(NodeId, NodeId, Option<u16>), Vec<Evidence>> = BTreeMap::new();
    for reform in reforms {
        let ends = [&reform.from, &reform.to].map(|name| by_name.get(&fold_name(name)).copied());
        if let [Some(from), Some(to)] = ends {
            joined
                .entry((from, to, reform.year))
                .or_default()
                .push(reform.evidence.clone());
        }
    }
    joined
        .into_iter()
        .map(|((from, to, year), mut evidence)| {
            evidence.sort();
            evidence.dedup();
            (from, to, Edge::SucceededBy { year, evidence })
        })
        .collect()
}
