//! Drawings in Graphviz's language.

use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use unicode_width::UnicodeWidthStr;

use super::arrange::{self, Engine, Layout};
use super::drawing::{Drawing, DrawnEdge, DrawnNode};
use super::escape::{attribute, quoted, quoted_left};
use super::kinds::NodeType;
use super::legend;
use super::style::{Border, Line, NodeLook, Shape};
use super::wrap::wrap;

const TOOLTIP_COLUMNS: usize = 80;
const TOOLTIP_LINES: usize = 12;
/// Room around most labels, in inches.
const MARGIN: &str = "0.07,0.03";

impl Drawing {
    /// The drawing in DOT, for any of Graphviz's layout programs.
    ///
    /// Of more than [`Drawing::most_edges`] edges the strongest are drawn, and the caption counts the others.
    pub fn to_dot(&self) -> String {
        let drawing = self.ready();
        let names: BTreeMap<&str, String> = nodes_in_order(&drawing)
            .into_iter()
            .enumerate()
            .map(|(at, node)| (&*node.id, format!("n{at}")))
            .collect();
        let mut statements = settings(&drawing, &names);
        statements.extend(nodes(&drawing, &names));
        let widths = Widths::of(&drawing);
        let edges = in_order(&drawing).into_iter();
        statements.extend(edges.map(|edge| edge_statement(edge, &names, &drawing, &widths)));
        let id = Id::Plain("policygraph".to_owned());
        let graph = if drawing.edges().any(|edge| edge.directed) {
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

    /// Which program arranges it.
    pub fn engine(&self) -> Engine {
        self.engine.unwrap_or_else(|| match self.layout {
            Layout::Radial if arrange::is_crowded(self) => Engine::Neato,
            layout => layout.engine(),
        })
    }

    /// What is really drawn: with the strongest edges, and with colours for frames that the program does not draw.
    fn ready(&self) -> Self {
        let most = self.most_edges;
        let (mut drawing, left_out) = self.clone().strongest(most);
        drawing.say_what_is_left_out(most, left_out);
        if !drawing.engine().draws_frames() && drawing.groups.is_empty() {
            drawing.colour_frames();
        }
        drawing
    }

    fn colour_frames(&mut self) {
        let headings: BTreeSet<String> = self.nodes().filter_map(|node| node.cluster.clone()).collect();
        let headings: Vec<String> = headings.into_iter().collect();
        let place = |node: &DrawnNode| headings.binary_search(node.cluster.as_ref()?).ok();
        self.groups = self
            .nodes()
            .filter_map(|node| Some((node.id.clone(), place(node)?)))
            .collect();
        self.group_names = headings;
    }
}

/// Nodes as they are drawn: in the drawing's order, then by id.
fn nodes_in_order(drawing: &Drawing) -> Vec<&DrawnNode> {
    let mut nodes: Vec<_> = drawing.nodes().collect();
    nodes.sort_by_key(|node| place(drawing, &node.id));
    nodes
}

/// Edges in the order of the nodes that they leave, then of those that they reach.
fn in_order(drawing: &Drawing) -> Vec<&DrawnEdge> {
    let mut edges: Vec<_> = drawing.edges().collect();
    edges.sort_by_key(|edge| [place(drawing, &edge.source), place(drawing, &edge.target)]);
    edges
}

fn place(drawing: &Drawing, id: &str) -> usize {
    drawing.order.get(id).copied().unwrap_or(usize::MAX)
}

fn settings(drawing: &Drawing, names: &BTreeMap<&str, String>) -> Vec<Stmt> {
    let (style, engine) = (&drawing.style, drawing.engine());
    let fonts = style.fonts();
    let mut graph = vec![
        Attribute(Id::Plain("label".to_owned()), legend::label(drawing)),
        attribute("labelloc", "b"),
        attribute("labeljust", "l"),
        attribute("fontname", &fonts),
        attribute("charset", "UTF-8"),
        attribute("bgcolor", "white"),
        attribute("pad", "0.08"),
    ];
    let arranged = arrange::attributes(drawing, engine);
    graph.extend(arranged.iter().map(|(name, value)| attribute(name, value)));
    let root = arrange::root(drawing).and_then(|root| names.get(root));
    if let Some(root) = root.filter(|_| engine == Engine::Twopi) {
        graph.push(attribute("root", root));
    }
    let node = vec![
        attribute("fontname", &fonts),
        attribute("fontsize", &style.text.node.to_string()),
        attribute("fontcolor", &style.text.colour.to_string()),
        attribute("width", "0.3"),
        attribute("height", "0.22"),
        attribute("style", "filled"),
        attribute("peripheries", "1"),
        attribute("margin", MARGIN),
    ];
    let mut edge = vec![attribute("fontname", &fonts), attribute("arrowsize", "0.6")];
    // Where all edges run from left to right, those of a node leave it and arrive at it at one point.
    if engine == Engine::Dot && arrange::runs_one_way(drawing) {
        edge.extend([attribute("tailport", "e"), attribute("headport", "w")]);
        if drawing.edges().map(|edge| &edge.source).collect::<BTreeSet<_>>().len() == 1 {
            graph.push(attribute("ordering", "out"));
        }
    }
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(graph)),
        Stmt::GAttribute(GraphAttributes::Node(node)),
        Stmt::GAttribute(GraphAttributes::Edge(edge)),
    ]
}

/// Nodes outside any frame first, then one cluster for each frame.
fn nodes(drawing: &Drawing, names: &BTreeMap<&str, String>) -> Vec<Stmt> {
    let framing = drawing.engine().draws_frames();
    let mut free = Vec::new();
    let mut framed: BTreeMap<&str, Vec<Stmt>> = BTreeMap::new();
    let column = column_width(drawing);
    for node in nodes_in_order(drawing) {
        let statement = Stmt::Node(node_statement(node, names, drawing, column));
        match &node.cluster {
            Some(cluster) if framing => framed.entry(cluster).or_default().push(statement),
            _ => free.push(statement),
        }
    }
    let clusters = framed
        .into_iter()
        .enumerate()
        .map(|(at, (heading, statements))| cluster(drawing, at, heading, statements));
    free.into_iter().chain(clusters).collect()
}

fn cluster(drawing: &Drawing, at: usize, heading: &str, statements: Vec<Stmt>) -> Stmt {
    let style = &drawing.style;
    let look = [
        ("tooltip", wrap(heading, TOOLTIP_COLUMNS, TOOLTIP_LINES, &drawing.whole)),
        ("labelloc", "t".to_owned()),
        ("labeljust", "l".to_owned()),
        ("fontsize", style.text.heading.to_string()),
        ("fontcolor", style.text.colour.to_string()),
        ("style", "rounded,filled".to_owned()),
        ("fillcolor", style.frame.fill.to_string()),
        ("color", style.frame.border.to_string()),
        ("penwidth", "0.7".to_owned()),
        ("margin", "7".to_owned()),
    ];
    let label = quoted_left(&wrap(heading, style.wrap.heading.get(), 2, &drawing.whole));
    let label = Attribute(Id::Plain("label".to_owned()), label);
    let look = look.iter().map(|(name, value)| attribute(name, value));
    let look = std::iter::once(label).chain(look).map(Stmt::Attribute);
    Stmt::Subgraph(Subgraph {
        id: Id::Plain(format!("cluster_{at}")),
        stmts: look.chain(statements).collect(),
    })
}

/// Headings in layers have room in width and none to spare in height; everything else is best compact.
fn label_columns(drawing: &Drawing, kind: NodeType) -> usize {
    let wrap = &drawing.style.wrap;
    match kind {
        NodeType::Measure | NodeType::Document | NodeType::Policy | NodeType::Target
            if drawing.engine() == Engine::Dot =>
        {
            wrap.measure.get()
        }
        _ => wrap.network.get(),
    }
}

fn node_statement(node: &DrawnNode, names: &BTreeMap<&str, String>, drawing: &Drawing, column: f64) -> Node {
    let style = &drawing.style;
    let look = style.node(node.kind);
    let group = drawing.groups.get(&node.id);
    let label = label(drawing, node);
    let tooltip = if node.tooltip.is_empty() {
        &node.label
    } else {
        &node.tooltip
    };
    let fill = group.map_or(look.fill, |group| style.groups.fill(*group));
    let (shape, lines, peripheries, margin) = outline(look);
    let tooltip = wrap(tooltip, TOOLTIP_COLUMNS, TOOLTIP_LINES, &drawing.whole);
    // What most nodes have is said once, and a tooltip is the label unless another is given.
    let told = (label != quoted(&tooltip)).then(|| attribute("tooltip", &tooltip));
    let differing = [
        ("style", &*lines, "filled"),
        ("peripheries", peripheries, "1"),
        ("margin", margin, MARGIN),
    ];
    let differing = differing.into_iter().filter(|(_, value, usual)| value != usual);
    let mut attributes = vec![Attribute(Id::Plain("label".to_owned()), label)];
    attributes.extend(told);
    attributes.extend([
        attribute("shape", shape),
        attribute("fillcolor", &fill.to_string()),
        attribute("color", &look.border.to_string()),
        attribute("penwidth", &look.pen.to_string()),
        attribute("class", node.kind.name()),
    ]);
    attributes.extend(differing.map(|(name, value, _)| attribute(name, value)));
    if stands_in_column(drawing, node.kind) {
        attributes.push(attribute("width", &format!("{column:.2}")));
    }
    if let Some(size) = drawing.sizes.get(&node.id) {
        let points = style.size.at(size.clamp(0.0, 1.0).sqrt());
        attributes.push(attribute("fontsize", &format!("{points:.1}")));
    }
    Node::new(node_id(&node.id, names), attributes)
}

/// The label in its lines, with the number of its group and the mark of its type where they are wanted.
fn wrapped(drawing: &Drawing, node: &DrawnNode) -> String {
    let style = &drawing.style;
    let mut label = node.label.clone();
    if style.text.marks {
        label = format!("{} {label}", style.node(node.kind).mark);
    }
    if let Some(group) = drawing.groups.get(&node.id) {
        label = format!("[{}] {label}", group + 1);
    }
    let columns = label_columns(drawing, node.kind);
    wrap(&label, columns, style.wrap.lines.get(), &drawing.whole)
}

fn label(drawing: &Drawing, node: &DrawnNode) -> Id {
    let label = wrapped(drawing, node);
    if stands_in_column(drawing, node.kind) {
        quoted_left(&label)
    } else {
        quoted(&label)
    }
}

/// Headings above each other read like a list: they are all as wide as the widest, and begin on the left.
fn stands_in_column(drawing: &Drawing, kind: NodeType) -> bool {
    kind == NodeType::Measure && drawing.engine() == Engine::Dot
}

/// How wide the boxes of a column are, in inches.
fn column_width(drawing: &Drawing) -> f64 {
    /// Left and right of a label.
    const MARGINS: f64 = 0.16;
    let in_column = drawing.nodes().filter(|node| stands_in_column(drawing, node.kind));
    let widths = in_column.flat_map(|node| {
        wrapped(drawing, node)
            .lines()
            .map(UnicodeWidthStr::width)
            .collect::<Vec<_>>()
    });
    let columns = widths.max().unwrap_or(0) as f64;
    columns * drawing.style.text.node.get() / 2.0 / 72.0 + MARGINS
}

/// Graphviz's shape, style, number of lines and margin for a look.
fn outline(look: &NodeLook) -> (&'static str, String, &'static str, &'static str) {
    let shape = match look.shape {
        Shape::Rounded => "box",
        other => other.name(),
    };
    let mut style = "filled".to_owned();
    if look.shape == Shape::Rounded {
        style.push_str(",rounded");
    }
    match look.line {
        Border::Dashed => style.push_str(",dashed"),
        Border::Dotted => style.push_str(",dotted"),
        Border::Solid | Border::Double => {}
    }
    let peripheries = if look.line == Border::Double { "2" } else { "1" };
    // Slanted shapes already leave room around a label.
    let margin = match look.shape {
        Shape::Box | Shape::Rounded | Shape::Tab | Shape::Note | Shape::Folder => MARGIN,
        Shape::Component => "0.12,0.03",
        _ => "0.01,0.01",
    };
    (shape, style, peripheries, margin)
}

fn edge_statement(edge: &DrawnEdge, names: &BTreeMap<&str, String>, drawing: &Drawing, widths: &Widths) -> Stmt {
    let look = drawing.style.edge(edge.kind);
    let quotes: Vec<_> = edge
        .tooltip
        .lines()
        .map(|quote| wrap(quote, TOOLTIP_COLUMNS, TOOLTIP_LINES, &drawing.whole))
        .collect();
    // Where Graphviz is told nothing, it shows the names of our nodes, which say nothing.
    let tooltip = if quotes.is_empty() {
        " ".to_owned()
    } else {
        quotes.join("\n\n")
    };
    let (line, wider) = match look.line {
        Line::Bold => ("solid", 0.9),
        other => (other.name(), 0.0),
    };
    let width = drawing.style.width.at(widths.share(edge.weight)) + wider;
    let (arrow, _) = look.arrow.drawn();
    let mut attributes = vec![
        attribute("color", &look.colour.to_string()),
        attribute("penwidth", &format!("{width:.2}")),
        attribute("arrowhead", if edge.directed { arrow } else { "none" }),
        attribute("tooltip", &tooltip),
        attribute("class", edge.kind.name()),
    ];
    if line != "solid" {
        attributes.push(attribute("style", line));
    }
    let end = |id: &str| Vertex::N(node_id(id, names));
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(end(&edge.source), end(&edge.target)),
        attributes,
    })
}

/// The least and the greatest weight of a drawing.
struct Widths {
    least: f64,
    greatest: f64,
}

impl Widths {
    fn of(drawing: &Drawing) -> Self {
        let weights = || drawing.edges().map(|edge| edge.weight);
        Self {
            least: weights().fold(f64::INFINITY, f64::min),
            greatest: weights().fold(0.0, f64::max),
        }
    }

    /// How far a weight lies between them; by the square root, so that one giant does not make all others hairlines.
    fn share(&self, weight: f64) -> f64 {
        /// Where all are equally strong.
        const EVEN: f64 = 0.12;
        /// So many times the least is drawn at full width: 1 and 2 should not look like 1 and 9.
        const FULL: f64 = 8.0;
        let span = (self.greatest - self.least).max((FULL - 1.0) * self.least.max(0.0));
        if self.greatest > self.least {
            ((weight - self.least).max(0.0) / span).sqrt()
        } else {
            EVEN
        }
    }
}

fn node_id(id: &str, names: &BTreeMap<&str, String>) -> NodeId {
    let name = names.get(id).map_or_else(|| quoted(id), |name| Id::Plain(name.clone()));
    NodeId(name, None)
}
