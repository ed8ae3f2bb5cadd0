//! Matrices: units by sides with their roles, measures by measures with their likeness.

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a figure has some hundreds of rows, and colours are between two others"
)]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use plotters::style::RGBColor;

use super::canvas::{BLACK, Canvas, GREY, Side, cut};
use crate::compare::Comparison;
use crate::graph::{Graph, NodeId};
use crate::model::Role;

/// How many rows and columns a matrix shows; more cannot be read on a page.
pub const MATRIX_MOST: usize = 40;

const CELL: i32 = 22;
const SMALL: i32 = 11;
const LABEL: i32 = 230;
const HEAD: i32 = 60;
const FOOT: i32 = 36;

/// Which unit has which roles on which side: rows by their number of duties, cells with the roles and their counts.
pub fn matrix_of_units(comparison: &Comparison<'_>) -> String {
    let graph = comparison.graph();
    let sides = comparison.sides();
    let mut counts: BTreeMap<NodeId, BTreeMap<(usize, Role), u32>> = BTreeMap::new();
    for (edge, duty) in graph.responsibilities() {
        let document = graph.document_of(edge.to).map(|(document, _)| document);
        for (at, side) in sides.iter().enumerate() {
            if document.is_some_and(|document| side.documents.contains(&document)) {
                *counts.entry(edge.from).or_default().entry((at, duty.role)).or_insert(0) += 1;
            }
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(unit, roles)| (Reverse(roles.values().sum::<u32>()), *unit));
    let left_out = rows.len().saturating_sub(MATRIX_MOST);
    rows.truncate(MATRIX_MOST);
    let wide = 96;
    let (width, height) = (
        LABEL + wide * sides.len() as i32 + 20,
        HEAD + CELL * rows.len() as i32 + FOOT,
    );
    let mut svg = String::new();
    let canvas = Canvas::new(&mut svg, width.max(680), height);
    for (at, side) in sides.iter().enumerate() {
        let middle = LABEL + wide * at as i32 + wide / 2;
        canvas.text((middle, HEAD - 14), SMALL, BLACK, Side::Middle, &cut(&side.name, 15));
    }
    canvas.text((8, 16), 13, BLACK, Side::Left, "单位与角色 Units and roles");
    for (row, (unit, roles)) in rows.iter().enumerate() {
        let top = HEAD + CELL * row as i32;
        canvas.text(
            (LABEL - 8, top + CELL / 2),
            SMALL,
            BLACK,
            Side::Right,
            &cut(&graph.label(*unit), 34),
        );
        for at in 0..sides.len() {
            let left = LABEL + wide * at as i32;
            let here: Vec<_> = Role::ALL
                .iter()
                .filter_map(|role| Some((*role, *roles.get(&(at, *role))?)))
                .collect();
            let fill = here.first().map_or(RGBColor(255, 255, 255), |(role, _)| fill(*role));
            canvas.rectangle(
                (left, top),
                (left + wide, top + CELL),
                fill,
                Some(RGBColor(210, 210, 210)),
            );
            let told: Vec<String> = here
                .iter()
                .map(|(role, count)| format!("{}{count}", letter(*role)))
                .collect();
            canvas.text(
                (left + wide / 2, top + CELL / 2),
                SMALL,
                BLACK,
                Side::Middle,
                &told.join(" "),
            );
        }
    }
    let mut legend = "牵 lead 牵头 · 责 responsible 负责 · 配 support 配合; 数字为任务数 number of measures".to_owned();
    if left_out > 0 {
        legend = format!("{legend}; 另有 {left_out} 个单位未画 {left_out} more units");
    }
    canvas.text((8, height - 14), SMALL, BLACK, Side::Left, &legend);
    canvas.finish();
    svg
}

fn letter(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵",
        Role::Support => "配",
        Role::Responsible => "责",
    }
}

/// Darker for more; the letter in the cell says the same.
fn fill(role: Role) -> RGBColor {
    match role {
        Role::Lead => RGBColor(120, 180, 220),
        Role::Responsible => RGBColor(200, 224, 240),
        Role::Support => RGBColor(248, 217, 194),
    }
}

/// How alike the measures of the first two sides are: those that match, the darker the more alike, with the score.
pub fn matrix_of_measures(comparison: &Comparison<'_>) -> String {
    let graph = comparison.graph();
    let mut svg = String::new();
    let Some((a, b, matches)) = comparison.pairs().next() else {
        return svg;
    };
    let is_task = |node: NodeId| graph.node(node).as_measure().is_some();
    let mut found: Vec<_> = matches
        .iter()
        .filter(|found| is_task(found.a) && is_task(found.b))
        .collect();
    found.sort_by_key(|found| (Reverse(found.score), found.a, found.b));
    let all = found.len();
    let (mut rows, mut columns): (Vec<NodeId>, Vec<NodeId>) = (Vec::new(), Vec::new());
    found.retain(|found| take(&mut rows, found.a) && take(&mut columns, found.b));
    rows.sort_unstable();
    columns.sort_unstable();
    let cell = 34;
    let head = 150;
    let (width, height) = (
        LABEL + cell * columns.len() as i32 + 40,
        head + CELL * rows.len() as i32 + FOOT,
    );
    let canvas = Canvas::new(&mut svg, width.max(560), height);
    canvas.text((8, 16), 13, BLACK, Side::Left, "措施相似度 Likeness of measures");
    canvas.text(
        (8, 36),
        SMALL,
        GREY,
        Side::Left,
        &cut(&format!("行 rows: {a} · 列 columns: {b}"), 90),
    );
    for (at, node) in columns.iter().enumerate() {
        // Sections stand in steps, so that neighbours do not run into each other.
        let (left, step) = (LABEL + cell * at as i32 + cell / 2, 62 + 20 * (at as i32 % 4));
        canvas.line(vec![(left, step + 8), (left, head)], RGBColor(220, 220, 220), 1);
        canvas.text((left, step), SMALL, BLACK, Side::Middle, &section(graph, *node));
    }
    for (row, node) in rows.iter().enumerate() {
        let top = head + CELL * row as i32;
        let label = format!(
            "{} {}",
            section(graph, *node),
            graph.node(*node).as_measure().map_or("", |m| &m.title)
        );
        canvas.text((LABEL - 8, top + CELL / 2), SMALL, BLACK, Side::Right, &cut(&label, 34));
        for at in 0..columns.len() {
            let left = LABEL + cell * at as i32;
            canvas.rectangle(
                (left, top),
                (left + cell, top + CELL),
                RGBColor(255, 255, 255),
                Some(RGBColor(225, 225, 225)),
            );
        }
    }
    for found in &found {
        let (Ok(row), Ok(at)) = (rows.binary_search(&found.a), columns.binary_search(&found.b)) else {
            continue;
        };
        let (left, top) = (LABEL + cell * at as i32, head + CELL * row as i32);
        let (fill, ink) = shade(found.score());
        canvas.rectangle(
            (left, top),
            (left + cell, top + CELL),
            fill,
            Some(RGBColor(225, 225, 225)),
        );
        canvas.text(
            (left + cell / 2, top + CELL / 2),
            SMALL,
            ink,
            Side::Middle,
            &format!("{:.2}", found.score()),
        );
    }
    let legend = format!("{} / {all} 对 pairs; 1.00 相同 the same", found.len());
    canvas.text((8, height - 14), SMALL, BLACK, Side::Left, &legend);
    canvas.finish();
    svg
}

/// Whether a measure has a row or column, or gets one while there is room.
fn take(taken: &mut Vec<NodeId>, node: NodeId) -> bool {
    if taken.contains(&node) {
        return true;
    }
    if taken.len() < MATRIX_MOST {
        taken.push(node);
        return true;
    }
    false
}

fn section(graph: &Graph, node: NodeId) -> String {
    graph
        .node(node)
        .as_measure()
        .map_or_else(String::new, |measure| measure.section.to_string())
}

/// From light to dark, with an ink that can be read on it.
fn shade(score: f64) -> (RGBColor, RGBColor) {
    let part = ((score - 0.2) / 0.6).clamp(0.0, 1.0);
    let level = |light: f64, dark: f64| (light + (dark - light) * part) as u8;
    let fill = RGBColor(level(230.0, 0.0), level(240.0, 60.0), level(248.0, 110.0));
    (fill, if part > 0.5 { RGBColor(255, 255, 255) } else { BLACK })
}
