//! The rows of comparisons, with the columns that are promised.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::duties::{Duty, DutyChange, Roles};
use super::how::hows;
use super::{Comparison, Matches, Side};
use crate::graph::{EdgeKind, Graph, NodeId};
use crate::model::Evidence;
use crate::query::{Cell, Rows};

fn rows(columns: &[&str]) -> Rows {
    Rows::new(columns.iter().map(|column| (*column).to_owned()).collect())
}

fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.into())
    }
}

fn decimal(value: f64, digits: usize) -> Cell {
    Cell::Number(format!("{value:.digits$}"))
}

fn year(year: Option<u16>) -> Cell {
    year.map_or(Cell::Empty, |year| Cell::Integer(year.into()))
}

/// The document's id and the section of a place in it.
fn place(graph: &Graph, node: NodeId) -> [Cell; 2] {
    let document = graph.document_of(node).map_or("", |(_, document)| &document.id);
    let section = graph
        .node(node)
        .as_measure()
        .map_or_else(String::new, |measure| measure.section.to_string());
    [text(document), text(section)]
}

fn ids(graph: &Graph, documents: &[NodeId]) -> Cell {
    let ids = documents
        .iter()
        .filter_map(|node| Some(graph.node(*node).as_document()?.id.as_str()));
    text(ids.collect::<Vec<_>>().join("|"))
}

pub(super) fn responsibilities(comparison: &Comparison<'_>) -> Rows {
    let mut rows = rows(&[
        "change",
        "unit_a",
        "role_a",
        "document_a",
        "section_a",
        "quote_a",
        "unit_b",
        "role_b",
        "document_b",
        "section_b",
        "quote_b",
        "roles",
    ]);
    let graph = comparison.graph();
    let row = |change: &DutyChange<'_>| {
        let mut row = Vec::with_capacity(12);
        row.push(text(change.change.name()));
        row.extend(duty_cells(graph, change, change.a));
        row.extend(duty_cells(graph, change, change.b));
        row.push(text(change.roles.map_or("", Roles::name)));
        row
    };
    for changes in comparison.duty_changes() {
        rows.extend(changes.par_iter().map(row).collect());
    }
    rows
}

/// Unit, role, document, section and quote; where the duty is not there, the measure that comes nearest.
fn duty_cells(graph: &Graph, change: &DutyChange<'_>, duty: Option<Duty<'_>>) -> [Cell; 5] {
    if let Some(duty) = duty {
        let [document, section] = place(graph, duty.edge.to);
        let unit = text(graph.label(duty.edge.from));
        let said = duty.responsibility.evidence.first();
        return [
            unit,
            text(duty.responsibility.role.name()),
            document,
            section,
            text(said.map_or("", |why| graph.quote(why))),
        ];
    }
    let Some(measure) = change.nearest else {
        return [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    };
    let [document, section] = place(graph, measure);
    [
        Cell::Empty,
        Cell::Empty,
        document,
        section,
        text(heading(graph, measure)),
    ]
}

/// The title of a measure, or its first words.
pub(super) fn heading(graph: &Graph, measure: NodeId) -> String {
    let title = graph
        .node(measure)
        .as_measure()
        .map_or("", |measure| measure.title.trim());
    if title.is_empty() {
        graph.text_of(measure).chars().take(40).collect()
    } else {
        title.to_owned()
    }
}

pub(super) fn measures(comparison: &Comparison<'_>) -> Rows {
    let mut rows = rows(&[
        "relation",
        "score",
        "document_a",
        "section_a",
        "measure_a",
        "document_b",
        "section_b",
        "measure_b",
        "shared",
        "how",
    ]);
    for of_pair in comparison.of_each_pair(|a, b, matches| measures_of(comparison, a, b, matches)) {
        rows.extend(of_pair);
    }
    rows
}

/// The rows of two neighbours: what is taken up, then what stands on one side only.
fn measures_of(comparison: &Comparison<'_>, a: &Side, b: &Side, matches: &Matches) -> Vec<Vec<Cell>> {
    let graph = comparison.graph();
    let cells = |node: NodeId| {
        let [document, section] = place(graph, node);
        [document, section, text(heading(graph, node))]
    };
    let none = [Cell::Empty, Cell::Empty, Cell::Empty];
    let row = |relation: &str, score: Cell, a: [Cell; 3], b: [Cell; 3], end: [Cell; 2]| {
        let mut row = Vec::with_capacity(10);
        row.extend([text(relation), score]);
        row.extend(a.into_iter().chain(b).chain(end));
        row
    };
    let taken: Vec<_> = taken_up(graph, matches).collect();
    let hows = hows(graph, &taken);
    let taken_up = taken.par_iter().zip(hows).map(|(found, how)| {
        let end = [text(found.shared.join("|")), text(how.name())];
        row(
            "taken-up",
            decimal(found.score(), 4),
            cells(found.a),
            cells(found.b),
            end,
        )
    });
    let mut rows: Vec<Vec<Cell>> = taken_up.collect();
    let nothing = || [Cell::Empty, Cell::Empty];
    let only_a = comparison.only(a, |node| matches.of_a(node).next().is_some());
    rows.extend(only_a.map(|node| row("only-a", Cell::Empty, cells(node), none.clone(), nothing())));
    let only_b = comparison.only(b, |node| matches.of_b(node).next().is_some());
    rows.extend(only_b.map(|node| row("only-b", Cell::Empty, none.clone(), cells(node), nothing())));
    rows
}

/// Matches of measures that are no headings over others.
fn taken_up<'m>(graph: &'m Graph, matches: &'m Matches) -> impl Iterator<Item = &'m crate::likeness::Match> {
    let is_task = |node: NodeId| graph.node(node).as_measure().is_some() && !super::pair::is_heading(graph, node);
    matches.iter().filter(move |found| is_task(found.a) && is_task(found.b))
}

pub(super) fn entities(comparison: &Comparison<'_>) -> Rows {
    let mut rows = rows(&[
        "type",
        "name",
        "documents_a",
        "documents_b",
        "first_year",
        "last_year",
        "distinctive",
        "share_a",
        "share_b",
    ]);
    let graph = comparison.graph();
    for ((a, b, _), mut shares) in comparison.pairs().zip(comparison.entity_shares()) {
        shares.sort_by(|x, y| y.distinctive.total_cmp(&x.distinctive).then(x.entity.cmp(&y.entity)));
        for share in shares {
            let part = |named: &[NodeId], side: &Side| decimal(named.len() as f64 / side.documents.len() as f64, 2);
            rows.push(vec![
                text(graph.node(share.entity).type_name()),
                text(graph.label(share.entity)),
                ids(graph, &share.documents_a),
                ids(graph, &share.documents_b),
                year(share.first_year),
                year(share.last_year),
                decimal(share.distinctive, 2),
                part(&share.documents_a, a),
                part(&share.documents_b, b),
            ]);
        }
    }
    rows
}

pub(super) fn targets(comparison: &Comparison<'_>) -> Rows {
    let mut rows = rows(&[
        "indicator",
        "document",
        "section",
        "value",
        "unit",
        "base_value",
        "base_unit",
        "year",
        "kind",
        "quote",
    ]);
    let graph = comparison.graph();
    for indicator in comparison.indicators() {
        for reading in indicator.readings {
            let Some(target) = graph.node(reading.target).as_target() else {
                continue;
            };
            let [document, section] = place(graph, target.measure.unwrap_or(target.document));
            rows.push(vec![
                text(&indicator.name),
                document,
                section,
                text(&target.value),
                text(&target.unit),
                text(reading.value),
                text(reading.unit),
                year(reading.year),
                text(reading.kind.name()),
                text(target_quote(graph, reading.target)),
            ]);
        }
    }
    rows
}

/// The sentence that sets a target.
pub(super) fn target_quote(graph: &Graph, target: NodeId) -> &str {
    let said = graph.edges_to(target, EdgeKind::Sets);
    let first: Option<&Evidence> = said.first().and_then(|edge| edge.edge().evidence().first());
    first.map_or("", |evidence| graph.quote(evidence))
}

pub(super) fn structure(comparison: &Comparison<'_>) -> Rows {
    let mut rows = rows(&["side", "statistic", "key", "value"]);
    for (side, mut statistics) in comparison.statistics() {
        // The order of statistics is kept; within one, the greatest first is how they come.
        statistics.sort_by_key(|statistic| Reverse(statistic.key.is_empty()));
        for statistic in statistics {
            rows.push(vec![
                text(&side.name),
                text(statistic.name),
                text(statistic.key),
                decimal(statistic.value, 4),
            ]);
        }
    }
    rows
}
