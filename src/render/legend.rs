//! The label beneath a drawing: what the looks mean, title and caption.
//!
//! It is a label of the whole graph, not a cluster of sample nodes: every layout program puts it in the same place,
//! and none of them moves the drawing for its sake. Only what occurs in the drawing is explained.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use graphviz_rust::dot_structures::Id;
use unicode_width::UnicodeWidthStr as _;

use super::escape;
use super::style::{Border, Colour, EdgeLook, Line, NodeLook, Shape};
use super::wrap::wrap;
use super::{Drawing, EdgeType, Engine, Language, NodeType, Words};

/// Bytes of a label; Graphviz's scanner takes 16,384, the table around the rows included.
const LONGEST: usize = 15_000;

/// Columns of an entry's words: names of groups come from documents.
const WIDEST: usize = 48;

/// Points that the sample of an entry takes.
const SAMPLE: f64 = 30.0;

/// The HTML-like label of a drawing from which nothing will be left out any more.
pub(super) fn label(drawing: &Drawing) -> Id {
    let width = page_width(drawing);
    let mut rows = legend_rows(drawing, width);
    let text = &drawing.style.text;
    #[expect(clippy::cast_sign_loss, reason = "neither widths nor sizes of letters are negative")]
    let columns = |points: f64| (width / points * 2.0) as usize;
    let none = BTreeSet::new();
    let title = drawing.title.in_language(drawing.language);
    if !title.is_empty() {
        let title = escape::html(&wrap(title, columns(text.title.get()), 3, &none));
        row(
            &mut rows,
            &format!("<B>{}</B>", font(&title, text.title.get(), text.colour)),
        );
    }
    for line in drawing.caption.iter().filter(|line| !line.is_empty()) {
        let line = line.in_language(drawing.language);
        let line = escape::html(&wrap(line, columns(text.caption.get()), 4, &none));
        let line = font(&line, text.caption.get(), text.quiet);
        if rows.len() + line.len() > LONGEST {
            row(&mut rows, "…");
            break;
        }
        row(&mut rows, &line);
    }
    if rows.is_empty() {
        return escape::quoted("");
    }
    escape::markup(&format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">{rows}</TABLE>"
    ))
}

/// About how wide the diagram will be, in points: the label should not be what makes it wide.
fn page_width(drawing: &Drawing) -> f64 {
    let (wrap, half) = (&drawing.style.wrap, drawing.style.text.node.get() / 2.0);
    if drawing.engine() == Engine::Dot {
        return (wrap.network.get() + wrap.measure.get()) as f64 * half + 120.0;
    }
    let nodes = drawing.nodes().count() as f64;
    (nodes.sqrt() * 85.0).clamp(300.0, 620.0)
}

fn row(rows: &mut String, content: &str) {
    let _ = write!(rows, "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">{content}</TD></TR>");
}

/// Graphviz takes no element without content.
fn font(markup: &str, points: f64, colour: Colour) -> String {
    if markup.is_empty() {
        return String::new();
    }
    format!("<FONT POINT-SIZE=\"{points}\" COLOR=\"{colour}\">{markup}</FONT>")
}

/// A sample and what it means.
struct Entry {
    /// The content of a cell.
    sample: String,
    words: String,
}

fn legend_rows(drawing: &Drawing, width: f64) -> String {
    let text = &drawing.style.text;
    let mut rows = String::new();
    let (mut cells, mut used) = (String::new(), 0.0);
    for Entry { sample, words } in entries(drawing) {
        let words = wrap(&words, WIDEST, 1, &BTreeSet::new());
        let takes = SAMPLE + words.width() as f64 * text.legend.get() / 2.0;
        if used > 0.0 && used + takes > width {
            legend_row(&mut rows, &cells);
            (cells, used) = (String::new(), 0.0);
        }
        used += takes;
        let words = font(&escape::html(&words), text.legend.get(), text.colour);
        // A row takes all the width there is: samples keep to the right and words to the left, so that they stay together.
        let sample = if sample.is_empty() {
            sample
        } else {
            format!("<TD ALIGN=\"RIGHT\">{sample}</TD>")
        };
        let _ = write!(cells, "{sample}<TD ALIGN=\"LEFT\">{words}</TD>");
    }
    if !cells.is_empty() {
        legend_row(&mut rows, &cells);
    }
    rows
}

fn legend_row(rows: &mut String, cells: &str) {
    row(
        rows,
        &format!("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR>{cells}</TR></TABLE>"),
    );
}

fn entries(drawing: &Drawing) -> Vec<Entry> {
    let nodes: BTreeSet<NodeType> = drawing.nodes().map(|node| node.kind).collect();
    let edges: BTreeSet<(EdgeType, bool)> = drawing.edges().map(|edge| (edge.kind, edge.directed)).collect();
    // A drawing whose title alone says what its edges are needs no sample of them.
    let named = edges
        .iter()
        .filter(|(kind, _)| *kind != EdgeType::Other || edges.len() > 1);
    let nodes = nodes.iter().map(|kind| node_entry(drawing, *kind));
    let edges = named.map(|(kind, directed)| edge_entry(drawing, *kind, *directed));
    let groups = drawing.group_names.iter().enumerate();
    let groups = groups.map(|(group, name)| group_entry(drawing, group, name));
    let scales = scales(drawing).into_iter().map(|words| Entry {
        sample: String::new(),
        words: words.in_language(drawing.language).to_owned(),
    });
    nodes.chain(edges).chain(groups).chain(scales).collect()
}

fn in_language<'l>(drawing: &Drawing, zh: &'l str, en: &'l str) -> &'l str {
    match drawing.language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn node_entry(drawing: &Drawing, kind: NodeType) -> Entry {
    let look = drawing.style.node(kind);
    Entry {
        sample: node_sample(look),
        words: in_language(drawing, &look.zh, &look.en).to_owned(),
    }
}

/// A little box where the shape is one, else the mark that stands for it.
fn node_sample(look: &NodeLook) -> String {
    if !look.shape.is_rectangle() {
        return font(&escape::html(&look.mark.to_string()), 13.0, look.border);
    }
    let style = match (look.shape, look.line) {
        (_, Border::Dashed) => " STYLE=\"DASHED\"",
        (_, Border::Dotted) => " STYLE=\"DOTTED\"",
        (Shape::Rounded, _) => " STYLE=\"ROUNDED\"",
        _ => "",
    };
    let sample = swatch(look.fill, look.border, style, "");
    if look.line != Border::Double {
        return sample;
    }
    format!(
        "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" COLOR=\"{}\"><TR><TD>{sample}</TD></TR></TABLE>",
        look.border
    )
}

fn swatch(fill: Colour, border: Colour, style: &str, content: &str) -> String {
    // An empty cell would be as high as a line of text.
    let size = if content.is_empty() {
        " FIXEDSIZE=\"TRUE\" WIDTH=\"17\" HEIGHT=\"9\""
    } else {
        ""
    };
    format!(
        "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" COLOR=\"{border}\" \
         BGCOLOR=\"{fill}\"{style}{size}><TR><TD>{content}</TD></TR></TABLE>"
    )
}

fn group_entry(drawing: &Drawing, group: usize, name: &str) -> Entry {
    let style = &drawing.style;
    let number = font(
        &(group + 1).to_string(),
        style.text.legend.get() - 1.0,
        style.text.colour,
    );
    Entry {
        sample: swatch(style.groups.fill(group), style.frame.border, "", &number),
        words: name.to_owned(),
    }
}

fn edge_entry(drawing: &Drawing, kind: EdgeType, directed: bool) -> Entry {
    let look = drawing.style.edge(kind);
    Entry {
        sample: edge_sample(look, directed),
        words: in_language(drawing, &look.zh, &look.en).to_owned(),
    }
}

fn edge_sample(look: &EdgeLook, directed: bool) -> String {
    let line = match look.line {
        Line::Dashed => "╍╍",
        Line::Dotted => "┈┈",
        Line::Bold => "━━",
        Line::Solid => "──",
    };
    let (_, head) = look.arrow.drawn();
    font(&format!("{line}{}", if directed { head } else { "" }), 9.0, look.colour)
}

/// What widths and sizes say, where they differ.
fn scales(drawing: &Drawing) -> Vec<Words> {
    let mut scales = Vec::new();
    let weights = || drawing.edges().map(|edge| edge.weight);
    let (least, most) = (weights().fold(f64::INFINITY, f64::min), weights().fold(0.0, f64::max));
    if least < most {
        let (least, most) = (short(least), short(most));
        scales.push(Words::new(
            format!("线宽：权重 {least}–{most}"),
            format!("width: weight {least}–{most}"),
        ));
    }
    let sizes = &drawing.size_means;
    if !drawing.sizes.is_empty() && !sizes.is_empty() {
        scales.push(Words::new(format!("字号：{}", sizes.zh), format!("size: {}", sizes.en)));
    }
    scales
}

fn short(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{number:.0}")
    } else {
        format!("{number:.2}")
    }
}
