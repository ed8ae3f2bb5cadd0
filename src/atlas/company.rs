//! In whose company an entity is: units that share its measures, programs in them, and what is named beside it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::document::listed;
use super::duties::duties_of;
use super::entity::{MOST, document_rank, more};
use super::html::Html;
use super::shell::{badge, heading, number, row, row_with, table};
use super::site::Site;
use super::strings as say;
use crate::graph::{Edge, EdgeKind, NodeId};
use crate::model::{EntityKind, Role};

/// What a unit shares with another: how many roles in its measures, of which kinds, and the first of the measures.
#[derive(Debug, Clone, Copy)]
struct Shared {
    count: usize,
    roles: [usize; 3],
    measure: NodeId,
}

/// Units that have a role in a measure of the unit: those with more than one in a table, the others by the measure.
pub(super) fn partners(site: &Site<'_>, unit: NodeId) -> Html {
    let mut partners: Vec<_> = shared(site, unit).into_iter().collect();
    if partners.is_empty() {
        return Html::default();
    }
    partners.sort_by_key(|(id, shared)| (Reverse(shared.count), *id));
    let all = partners.len();
    partners.truncate(MOST);
    let (often, once) = partners.split_at(partners.partition_point(|(_, shared)| shared.count > 1));
    let rows = Html::all(often.iter().map(|(id, shared)| {
        let mut marks = Html::default();
        for (name, count) in Role::ALL.iter().zip(shared.roles).filter(|(_, count)| *count > 0) {
            marks.push(&badge(name.name()));
            marks.push(&Html::text(&format!(" {count} ")));
        }
        row([site.link(*id), number(shared.count), marks, site.link(shared.measure)])
    }));
    let mut out = heading("partners", say::PARTNERS);
    if !rows.is_empty() {
        let heads = [say::NAME, say::SHARED, say::ROLE, say::MEASURES];
        out.push(&table("partners", &heads, &rows));
    }
    out.push(&partners_of_one(site, once));
    out.push(&more(MOST + all - partners.len(), "responsibilities"));
    out
}

fn shared(site: &Site<'_>, unit: NodeId) -> BTreeMap<NodeId, Shared> {
    let mut all: BTreeMap<NodeId, Shared> = BTreeMap::new();
    let mut last = None;
    for duty in duties_of(site, unit) {
        // A unit may both lead and support in one measure.
        if last.replace(duty.to) == Some(duty.to) {
            continue;
        }
        for (at, kind) in Role::ALL.iter().map(|role| EdgeKind::of_role(*role)).enumerate() {
            for edge in site.graph.ending(duty.to, kind).filter(|edge| edge.from != unit) {
                let entry = all.entry(edge.from).or_insert(Shared {
                    count: 0,
                    roles: [0; 3],
                    measure: duty.to,
                });
                entry.count += 1;
                entry.roles[at] += 1;
            }
        }
    }
    all
}

/// Partners that share one measure, under it, by their role.
fn partners_of_one(site: &Site<'_>, once: &[(NodeId, Shared)]) -> Html {
    let mut measures: BTreeMap<(usize, NodeId), [Vec<NodeId>; 3]> = BTreeMap::new();
    for (id, shared) in once {
        let key = (document_rank(site, shared.measure), shared.measure);
        for (units, _) in measures
            .entry(key)
            .or_default()
            .iter_mut()
            .zip(shared.roles)
            .filter(|(_, count)| *count > 0)
        {
            units.push(*id);
        }
    }
    Html::all(measures.into_iter().map(|((_, measure), roles)| {
        let mut line = site.link(measure);
        line.push(&Html::raw(": "));
        for (role, units) in Role::ALL.iter().zip(roles).filter(|(_, units)| !units.is_empty()) {
            line.push(&badge(role.name()));
            let units: Vec<Html> = units.iter().map(|unit| site.link(*unit)).collect();
            line.push(&listed(&units));
            line.push(&Html::raw(" "));
        }
        Html::element("p", &[], &line)
    }))
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
    out.push(&table("programs", &[say::PROGRAM, say::SHARED, say::MEASURES], &rows));
    out.push(&more(programs.len(), "entities"));
    out
}

/// How many are shown that are never named in one sentence.
const MOST_FAR: usize = 12;

/// What is named in the same sentences and measures, the most often first.
pub(super) fn together(site: &Site<'_>, id: NodeId) -> Html {
    let mut edges: Vec<_> = site
        .graph
        .edges_around(id, EdgeKind::CoOccurs)
        .into_iter()
        .filter_map(|edge| match edge.edge() {
            Edge::CoOccurs(counts) => Some((edge.other(id), counts)),
            _ => None,
        })
        .collect();
    if edges.is_empty() {
        return Html::default();
    }
    edges.sort_by_key(|(other, counts)| (Reverse(counts.sentences()), Reverse(counts.measures()), *other));
    let (near, far) = edges.split_at(edges.partition_point(|(_, counts)| counts.sentences() > 0));
    let (near, far) = (&near[..near.len().min(MOST)], &far[..far.len().min(MOST_FAR)]);
    let rows = Html::all(near.iter().map(|(other, counts)| {
        // The script makes a link of it to the edge in the graph view, which needs scripts anyway.
        let edge = other.index().to_string();
        let cells = [
            site.link(*other),
            number(counts.sentences() as usize),
            number(counts.measures() as usize),
            number(counts.documents() as usize),
            Html::text(&format!("{:.2}", counts.npmi)),
        ];
        row_with(&[("data-e", &edge)], cells)
    }));
    let mut out = heading("together", say::TOGETHER);
    if !rows.is_empty() {
        let heads = [
            say::NAME,
            say::SENTENCES,
            say::MEASURES,
            say::DOCUMENTS,
            say::ASSOCIATION,
        ];
        out.push(&table("together", &heads, &rows));
    }
    if !far.is_empty() {
        let mut line = say::IN_MEASURES.html();
        for (other, counts) in far {
            line.push(&Html::raw(" "));
            line.push(&site.link(*other));
            line.push(&Html::text(&format!(" {}", counts.measures())));
        }
        out.push(&Html::element("p", &[("class", "together")], &line));
    }
    let left_out = edges.len() - near.len() - far.len();
    out.push(&more(MOST + left_out, "cooccurrences"));
    out
}
