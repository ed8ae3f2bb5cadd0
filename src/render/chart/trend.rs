//! Trends: an indicator by year, promised and reached; the mentions of entities by year.

#![expect(clippy::cast_possible_wrap, reason = "a figure has a dozen panels")]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::canvas::{BLACK, BLUE, Canvas, GREY, ORANGE, Side, cut};
use crate::compare::{Comparison, Indicator};
use crate::graph::{Document, Graph, NodeId};
use crate::model::{EntityKind, TargetKind};

/// How many panels a trend shows.
pub const TREND_MOST: usize = 12;

const WIDTH: i32 = 330;
const HEIGHT: i32 = 190;
const ACROSS: i32 = 2;
const MARGIN: (i32, i32) = (46, 40);

/// A point of a panel.
struct Point {
    year: u16,
    value: f64,
    label: String,
    /// Reached, and not promised.
    filled: bool,
}

struct Panel {
    title: String,
    points: Vec<Point>,
}

/// Every shared indicator with a year, a panel each: what was promised is hollow, what was reached is filled.
pub fn trend_of_indicators(comparison: &Comparison<'_>) -> String {
    let graph = comparison.graph();
    let indicators = comparison.indicators();
    let panels = indicators
        .iter()
        .map(|indicator| panel(graph, indicator))
        .filter(|panel| !panel.points.is_empty());
    let legend = "○ 承诺 promised · ● 完成 reached";
    draw("指标 Indicators", legend, &panels.take(TREND_MOST).collect::<Vec<_>>())
}

fn panel(graph: &Graph, indicator: &Indicator) -> Panel {
    let unit = indicator.readings.first().map_or("", |reading| &reading.unit);
    let point = |reading: &crate::compare::Reading| {
        let document = graph
            .document_of(reading.target)
            .map_or("", |(_, document)| &document.id);
        Some(Point {
            year: reading.year?,
            value: reading.value.parse().ok()?,
            label: format!("{} {document}", reading.value),
            filled: reading.kind == TargetKind::Achieved,
        })
    };
    Panel {
        title: format!("{} ({unit})", indicator.name),
        points: indicator.readings.iter().filter_map(point).collect(),
    }
}

/// The entities that most documents of the sides name, places left out: mentions by the year of the documents.
pub fn trend_of_entities(comparison: &Comparison<'_>) -> String {
    let graph = comparison.graph();
    let documents: Vec<NodeId> = comparison
        .sides()
        .iter()
        .flat_map(|side| side.documents.iter().copied())
        .collect();
    let mut named: Vec<(usize, u32, NodeId)> = Vec::new();
    for (node, entity) in graph.entities() {
        let here = graph
            .appearances(node)
            .iter()
            .filter(|appearance| documents.contains(&appearance.document));
        let counts: Vec<u32> = here.map(|appearance| appearance.mentions).collect();
        let told = !matches!(
            entity.kind(),
            EntityKind::Place | EntityKind::Collective | EntityKind::Agency
        );
        if told && counts.len() > 1 {
            named.push((counts.len(), counts.iter().sum(), node));
        }
    }
    named.sort_by_key(|(documents, mentions, node)| (Reverse(*documents), Reverse(*mentions), *node));
    let panels = named
        .iter()
        .take(TREND_MOST)
        .map(|(.., node)| mentions(graph, *node, &documents));
    draw(
        "提及次数 Mentions by year",
        "● 当年文件中的提及次数 mentions in the documents of a year",
        &panels.collect::<Vec<_>>(),
    )
}

fn mentions(graph: &Graph, node: NodeId, documents: &[NodeId]) -> Panel {
    let mut by_year: BTreeMap<u16, u32> = BTreeMap::new();
    for appearance in graph.appearances(node) {
        let year = graph.node(appearance.document).as_document().and_then(Document::year);
        if let Some(year) = year.filter(|_| documents.contains(&appearance.document)) {
            *by_year.entry(year).or_insert(0) += appearance.mentions;
        }
    }
    let points = by_year.into_iter().map(|(year, count)| Point {
        year,
        value: count.into(),
        label: count.to_string(),
        filled: true,
    });
    Panel {
        title: graph.label(node),
        points: points.collect(),
    }
}

fn draw(title: &str, legend: &str, panels: &[Panel]) -> String {
    let rows = (panels.len() as i32 + ACROSS - 1) / ACROSS;
    let mut svg = String::new();
    let canvas = Canvas::new(&mut svg, WIDTH * ACROSS, 56 + HEIGHT * rows);
    canvas.text((10, 16), 14, BLACK, Side::Left, title);
    canvas.text((10, 38), 11, BLACK, Side::Left, legend);
    for (at, panel) in (0..).zip(panels) {
        draw_panel(&canvas, panel, (WIDTH * (at % ACROSS), 56 + HEIGHT * (at / ACROSS)));
    }
    canvas.finish();
    svg
}

fn draw_panel(canvas: &Canvas<'_>, panel: &Panel, (left, top): (i32, i32)) {
    let years = panel.points.iter().map(|point| point.year);
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
        return;
    };
    let most = panel
        .points
        .iter()
        .map(|point| point.value)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    let (x0, x1) = (left + MARGIN.0, left + WIDTH - 60);
    let (y0, y1) = (top + HEIGHT - MARGIN.1, top + 42);
    let x = |year: u16| match last - first {
        0 => i32::midpoint(x0, x1),
        span => x0 + i32::from(year - first) * (x1 - x0) / i32::from(span),
    };
    let y = |value: f64| y0 - (value / most * f64::from(y0 - y1)) as i32;
    canvas.text((left + 10, top + 12), 12, BLACK, Side::Left, &cut(&panel.title, 44));
    canvas.line(vec![(x0 - 8, y0), (x1 + 30, y0)], GREY, 1);
    canvas.text((x0 - 14, y0), 10, GREY, Side::Right, "0");
    for filled in [false, true] {
        let of_kind = panel.points.iter().filter(|point| point.filled == filled);
        let line: Vec<(i32, i32)> = of_kind.map(|point| (x(point.year), y(point.value))).collect();
        if filled && line.len() > 1 {
            canvas.line(line, BLUE, 1);
        }
    }
    let mut told: Vec<(i32, i32)> = Vec::new();
    for point in &panel.points {
        let at = (x(point.year), y(point.value));
        canvas.point(at, if point.filled { BLUE } else { ORANGE }, point.filled);
        canvas.text((at.0, y0 + 14), 10, BLACK, Side::Middle, &point.year.to_string());
        // A label that would lie on another goes above it.
        let mut place = (at.0, at.1 - 12);
        while told
            .iter()
            .any(|other| (other.0 - place.0).abs() < 110 && (other.1 - place.1).abs() < 12)
        {
            place.1 -= 12;
        }
        told.push(place);
        canvas.text(place, 10, BLACK, Side::Middle, &point.label);
    }
}
