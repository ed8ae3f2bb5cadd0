//! In whose company an entity is: units that share its measures, programs in them, and what is named beside it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::duties::duties_of;
use super::entity::{MOST, more};
use super::html::Html;
use super::shell::{badge, heading, number, role, row, table};
use super::site::Site;
use super::strings as say;
use crate::graph::{Edge, EdgeKind, NodeId};
use crate::model::{EntityKind, Role};

/// Units that have a role in a measure of the unit.
pub(super) fn partners(site: &Site<'_>, unit: NodeId) -> Html {
    let mut shared: BTreeMap<NodeId, (usize, [usize; 3], NodeId)> = BTreeMap::new();
    let mut last = None;
    for duty in duties_of(site, unit) {
        // A unit may both lead and support in one measure.
        if last.replace(duty.to) == Some(duty.to) {
            continue;
        }
        for (at, kind) in Role::ALL.iter().map(|role| EdgeKind::of_role(*role)).enumerate() {
            for edge in site.graph.ending(duty.to, kind).filter(|edge| edge.from != unit) {
                let entry = shared.entry(edge.from).or_insert((0, [0; 3], duty.to));
                entry.0 += 1;
                entry.1[at] += 1;
            }
        }
    }
    let mut partners: Vec<_> = shared.into_iter().collect();
    partners.sort_by_key(|(id, (count, ..))| (Reverse(*count), *id));
    let rows = Html::all(partners.iter().take(MOST).map(|(id, (count, roles, measure))| {
        let mut marks = Html::default();
        for (name, count) in Role::ALL.iter().zip(roles).filter(|(_, count)| **count > 0) {
            marks.push(&role(name.name()));
            marks.push(&Html::text(&format!(" {count} ")));
        }
        row([site.link(*id), number(*count), marks, site.link(*measure)])
    }));
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("partners", say::PARTNERS);
    out.push(&table(
        "partners",
        &[say::NAME, say::SHARED, say::ROLE, say::MEASURE],
        &rows,
    ));
    out.push(&more(partners.len(), "responsibilities"));
    out
}

/// Programs that are named in the measures of a unit.
pub(super) fn programs(site: &Site<'_>, unit: NodeId) -> Html {
    let mut named: BTreeMap<NodeId, (usize, NodeId)> = BTreeMap::new();
    let mut last = None;
    for duty in duties_of(site, unit) {
        if last.replace(duty.to) == Some(duty.to) {
            continue;
        }
        for edge in site.graph.starting(duty.to, EdgeKind::Mentions) {
            let kind = site.graph.node(edge.to).as_entity().map(crate::graph::Entity::kind);
            if kind == Some(EntityKind::Program) && edge.to != unit {
                named.entry(edge.to).or_insert((0, duty.to)).0 += 1;
            }
        }
    }
    let mut programs: Vec<_> = named.into_iter().collect();
    programs.sort_by_key(|(id, (count, _))| (Reverse(*count), *id));
    let rows = Html::all(
        programs
            .iter()
            .take(MOST)
            .map(|(id, (count, measure))| row([site.link(*id), number(*count), site.link(*measure)])),
    );
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("programs", say::PROGRAMS);
    out.push(&table("programs", &[say::PROGRAM, say::SHARED, say::MEASURE], &rows));
    out.push(&more(programs.len(), "entities"));
    out
}

/// What is named in the same sentences and measures, the most often first.
pub(super) fn together(site: &Site<'_>, id: NodeId) -> Html {
    let mut edges: Vec<_> = site
        .graph
        .edges_around(id, EdgeKind::CoOccurs)
        .into_iter()
        .filter_map(|edge| match edge.edge {
            Edge::CoOccurs(counts) => Some((edge.other(id), counts)),
            _ => None,
        })
        .collect();
    edges.sort_by_key(|(other, counts)| (Reverse(counts.sentences()), Reverse(counts.measures()), *other));
    let rows = Html::all(edges.iter().take(MOST).map(|(other, counts)| {
        let view = format!("../graph.html#node={}&edge={}", id.index(), other.index());
        row([
            badge(site.graph.node(*other).type_name()),
            site.link(*other),
            Html::link(&view, "", &number(counts.sentences() as usize)),
            number(counts.measures() as usize),
            number(counts.documents() as usize),
            Html::text(&format!("{:.2}", counts.npmi)),
        ])
    }));
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("together", say::TOGETHER);
    let heads = [
        say::TYPE,
        say::NAME,
        say::SENTENCES,
        say::MEASURES,
        say::DOCUMENTS,
        say::ASSOCIATION,
    ];
    out.push(&table("together", &heads, &rows));
    out.push(&more(edges.len(), "cooccurrences"));
    out
}
