//! The label beneath a drawing: title, caption and what the looks mean.
//!
//! It is a label of the whole graph, not a cluster of sample nodes: every layout program puts it in the same place,
//! and none of them moves the drawing for its sake.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::escape;
use super::style::{EdgeType, NodeType};
use super::wrap::wrap;

const PER_ROW: usize = 6;
const CAPTION_COLUMNS: usize = 96;

/// The HTML-like label of a drawing with these types of node and edge in it, the latter with or without direction.
pub(super) fn label(
    title: &str,
    caption: &[String],
    nodes: &BTreeSet<NodeType>,
    edges: &BTreeSet<(EdgeType, bool)>,
) -> graphviz_rust::dot_structures::Id {
    let mut rows = legend_rows(nodes, edges);
    if !title.is_empty() {
        let title = escape::html(&wrap(title, CAPTION_COLUMNS, 3));
        row(&mut rows, &format!("<B><FONT POINT-SIZE=\"15\">{title}</FONT></B>"));
    }
    for line in caption {
        let line = escape::html(&wrap(line, CAPTION_COLUMNS, 4));
        row(&mut rows, &format!("<FONT POINT-SIZE=\"11\">{line}</FONT>"));
    }
    if rows.is_empty() {
        return escape::quoted("");
    }
    escape::markup(&format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"1\">{rows}</TABLE>"
    ))
}

fn row(rows: &mut String, content: &str) {
    let _ = write!(rows, "<TR><TD>{content}</TD></TR>");
}

fn legend_rows(nodes: &BTreeSet<NodeType>, edges: &BTreeSet<(EdgeType, bool)>) -> String {
    // A drawing whose title alone says what its edges are needs no sample of them.
    let named = edges
        .iter()
        .filter(|(kind, _)| *kind != EdgeType::Other || edges.len() > 1);
    let in_order = NodeType::ALL.iter().filter(|kind| nodes.contains(kind));
    let samples: Vec<String> = in_order
        .map(|kind| node_sample(*kind))
        .chain(named.map(|(kind, directed)| edge_sample(*kind, *directed)))
        .collect();
    let mut rows = String::new();
    for samples in samples.chunks(PER_ROW) {
        let cells = samples.concat();
        row(
            &mut rows,
            &format!("<TABLE BORDER=\"0\" CELLSPACING=\"5\" CELLPADDING=\"2\"><TR>{cells}</TR></TABLE>"),
        );
    }
    rows
}

fn node_sample(kind: NodeType) -> String {
    let look = kind.style();
    let dashed = if look.style.contains("dashed") {
        " STYLE=\"dashed\""
    } else {
        ""
    };
    format!(
        "<TD BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"{}\"{dashed}><FONT POINT-SIZE=\"10\">{} {} {}</FONT></TD>",
        look.border,
        look.fill,
        look.glyph,
        look.chinese,
        kind.name()
    )
}

fn edge_sample(kind: EdgeType, directed: bool) -> String {
    let look = kind.style();
    let line = match look.line {
        "dashed" => "┅┅",
        "dotted" => "┈┈",
        "bold" => "▬▬",
        _ => "━━",
    };
    let arrow = match look.arrow {
        _ if !directed => "━",
        "empty" => "▷",
        "dot" => "●",
        "diamond" => "◆",
        "tee" => "┤",
        _ => "▶",
    };
    format!(
        "<TD BORDER=\"0\"><FONT POINT-SIZE=\"10\"><FONT COLOR=\"{}\">{line}{arrow}</FONT> {} {}</FONT></TD>",
        look.colour,
        look.chinese,
        kind.name()
    )
}
