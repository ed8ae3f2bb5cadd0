//! Drawings in Graphviz's language.

use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::drawing::{Drawing, DrawnEdge, DrawnNode, Layout};
use super::escape::{attribute, quoted};
use super::legend;
use super::style::{NodeType, group_fill};
use super::wrap::wrap;

/// Every family a reader's machine may have that holds Chinese; Graphviz and browsers take the first they find.
const FONTS: &str =
    "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,WenQuanYi Micro Hei,SimSun,sans-serif";
const LABEL_LINES: usize = 4;
const HEADING_COLUMNS: usize = 40;
const TOOLTIP_COLUMNS: usize = 80;
const TOOLTIP_LINES: usize = 12;

impl Drawing {
    /// The drawing in DOT, for `dot`, `neato`, `fdp` and `sfdp`.
    ///
    /// Of more than [`Drawing::most_edges`] edges the strongest are drawn, and the caption counts the others.
    pub fn to_dot(&self) -> String {
        let most = self.most_edges;
        let (mut drawing, left_out) = self.clone().strongest(most);
        if left_out > 0 {
            drawing.caption.push(format!(
                "只画出最强的 {most} 条边,另有 {left_out} 条未画。The strongest {most} edges; {left_out} more are not drawn."
            ));
        }
        let names: BTreeMap<&str, String> = drawing
            .nodes()
            .enumerate()
            .map(|(at, node)| (&*node.id, format!("n{at}")))
            .collect();
        let mut statements = settings(&drawing);
        statements.extend(nodes(&drawing, &names));
        let heaviest = drawing.edges().map(|edge| edge.weight).fold(1.0, f64::max);
        statements.extend(drawing.edges().map(|edge| edge_statement(edge, &names, heaviest)));
        let id = Id::Plain("policygraph".to_owned());
        let directed = drawing.edges().any(|edge| edge.directed);
        let graph = if directed {
            Graph::DiGraph {
                id,
                strict: false,
                stmts: statements,
            }
        } else {
            Graph::Graph {
                id,
                strict: false,
                stmts: statements,
            }
        };
        // Size 0: the printer would join the attributes of short edges without a blank.
        let mut context = PrinterContext::default();
        context.with_semi().with_inline_size(0);
        let mut dot = graph.print(&mut context);
        dot.push('\n');
        dot
    }
}

fn settings(drawing: &Drawing) -> Vec<Stmt> {
    let node_types: BTreeSet<_> = drawing.nodes().map(|node| node.kind).collect();
    let edge_types: BTreeSet<_> = drawing.edges().map(|edge| (edge.kind, edge.directed)).collect();
    let label = legend::label(&drawing.title, &drawing.caption, &node_types, &edge_types);
    let mut graph = vec![
        Attribute(Id::Plain("label".to_owned()), label),
        attribute("labelloc", "b"),
        attribute("fontname", FONTS),
        attribute("charset", "UTF-8"),
        attribute("bgcolor", "white"),
        attribute("pad", "0.2"),
    ];
    let arranged: &[(&str, &str)] = match drawing.layout {
        Layout::Layered => &[
            ("layout", "dot"),
            ("rankdir", "LR"),
            ("ranksep", "2.2"),
            ("nodesep", "0.08"),
        ],
        Layout::Spring => &[
            ("layout", "fdp"),
            ("overlap", "prism"),
            ("splines", "true"),
            ("K", "1.1"),
            ("sep", "+8"),
        ],
    };
    graph.extend(arranged.iter().map(|(name, value)| attribute(name, value)));
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(graph)),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("fontname", FONTS),
            attribute("fontsize", "11"),
            attribute("height", "0.26"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![attribute("arrowsize", "0.7")])),
    ]
}

/// Nodes outside any frame first, then one cluster for each frame.
fn nodes(drawing: &Drawing, names: &BTreeMap<&str, String>) -> Vec<Stmt> {
    let mut free = Vec::new();
    let mut framed: BTreeMap<&str, Vec<Stmt>> = BTreeMap::new();
    for node in drawing.nodes() {
        let statement = Stmt::Node(node_statement(node, names, drawing));
        match &node.cluster {
            Some(cluster) => framed.entry(cluster).or_default().push(statement),
            None => free.push(statement),
        }
    }
    let clusters = framed
        .into_iter()
        .enumerate()
        .map(|(at, (heading, statements))| cluster(at, heading, statements));
    free.into_iter().chain(clusters).collect()
}

fn cluster(at: usize, heading: &str, statements: Vec<Stmt>) -> Stmt {
    let look = [
        ("label", wrap(heading, HEADING_COLUMNS, 2)),
        ("labelloc", "t".to_owned()),
        ("fontname", FONTS.to_owned()),
        ("fontsize", "12".to_owned()),
        ("style", "rounded,filled".to_owned()),
        ("fillcolor", "#F4F4F4".to_owned()),
        ("color", "#BBBBBB".to_owned()),
        ("margin", "10".to_owned()),
    ];
    let look = look.iter().map(|(name, value)| Stmt::Attribute(attribute(name, value)));
    Stmt::Subgraph(Subgraph {
        id: Id::Plain(format!("cluster_{at}")),
        stmts: look.chain(statements).collect(),
    })
}

/// Headings in layers have room in width and none to spare in height; everything else is best compact.
fn label_columns(layout: Layout, kind: NodeType) -> usize {
    match (layout, kind) {
        (Layout::Layered, NodeType::Measure | NodeType::Document | NodeType::Target) => 36,
        _ => 20,
    }
}

/// Font sizes of the least and the greatest, in points.
const SIZES: [f64; 2] = [9.0, 24.0];

fn node_statement(node: &DrawnNode, names: &BTreeMap<&str, String>, drawing: &Drawing) -> Node {
    let columns = label_columns(drawing.layout, node.kind);
    let group = drawing.groups.get(&node.id);
    let label = group.map_or_else(|| node.label.clone(), |group| format!("[{}] {}", group + 1, node.label));
    let look = node.kind.style();
    let tooltip = if node.tooltip.is_empty() {
        &node.label
    } else {
        &node.tooltip
    };
    let fill = group.map_or(look.fill, |group| group_fill(*group));
    let mut attributes = vec![
        attribute("label", &wrap(&label, columns, LABEL_LINES)),
        attribute("tooltip", &wrap(tooltip, TOOLTIP_COLUMNS, TOOLTIP_LINES)),
        attribute("shape", look.shape),
        attribute("style", look.style),
        attribute("fillcolor", fill),
        attribute("color", look.border),
        attribute("penwidth", look.pen),
        attribute("peripheries", look.peripheries),
        attribute("margin", if look.shape == "box" { "0.12,0.05" } else { "0.02,0" }),
        attribute("class", node.kind.name()),
    ];
    if let Some(size) = drawing.sizes.get(&node.id) {
        let [least, greatest] = SIZES;
        let points = least + (greatest - least) * size.clamp(0.0, 1.0).sqrt();
        attributes.push(attribute("fontsize", &format!("{points:.1}")));
    }
    Node::new(node_id(&node.id, names), attributes)
}

fn edge_statement(edge: &DrawnEdge, names: &BTreeMap<&str, String>, heaviest: f64) -> Stmt {
    let look = edge.kind.style();
    let quotes: Vec<_> = edge
        .tooltip
        .lines()
        .map(|quote| wrap(quote, TOOLTIP_COLUMNS, TOOLTIP_LINES))
        .collect();
    // Where Graphviz is told nothing, it shows the names of our nodes, which say nothing.
    let tooltip = if quotes.is_empty() {
        " ".to_owned()
    } else {
        quotes.join("\n\n")
    };
    let attributes = vec![
        attribute("style", look.line),
        attribute("color", look.colour),
        attribute("penwidth", &format!("{:.2}", pen_width(edge.weight, heaviest))),
        attribute("arrowhead", if edge.directed { look.arrow } else { "none" }),
        attribute("tooltip", &tooltip),
        attribute("class", edge.kind.name()),
    ];
    let end = |id: &str| Vertex::N(node_id(id, names));
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(end(&edge.source), end(&edge.target)),
        attributes,
    })
}

/// From 1 to 5 points; by the square root, so that one giant does not make all others hairlines.
fn pen_width(weight: f64, heaviest: f64) -> f64 {
    if heaviest <= 1.0 {
        return 1.2;
    }
    1.0 + 4.0 * ((weight - 1.0).max(0.0) / (heaviest - 1.0)).sqrt()
}

fn node_id(id: &str, names: &BTreeMap<&str, String>) -> NodeId {
    let name = names.get(id).map_or_else(|| quoted(id), |name| Id::Plain(name.clone()));
    NodeId(name, None)
}
