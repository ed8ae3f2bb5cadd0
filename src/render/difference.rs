//! What became of duties between two sides, as one diagram: units in the middle, the measures of each side in
//! a frame: those of the first on the left, those of the second on the right.

use super::{Drawing, DrawnEdge, DrawnNode, EdgeType, Layout, NodeType, Words};
use crate::compare::{Change, Comparison, Duty, DutyChange};
use crate::graph::Graph;
use crate::query::node_iri;

impl Drawing {
    /// The difference between the first two sides of a comparison.
    ///
    /// A duty that both sides have is an edge to the measure of each; one that is lost or gained only to the measure that
    /// has it. Where there are too many, what both sides have is drawn before what only one has: it binds them together.
    pub fn of_difference(comparison: &Comparison<'_>) -> Self {
        let mut drawing = Self::new(Words::new("职责变化", "Responsibilities compared"), Layout::Layered);
        let (Some((a, b, _)), Some(changes)) =
            (comparison.pairs().next(), comparison.duty_changes().into_iter().next())
        else {
            return drawing;
        };
        drawing.title = Words::new(
            format!("{}：{a} → {b}", drawing.title.zh),
            format!("{}: {a} → {b}", drawing.title.en),
        );
        drawing.caption = comparison
            .summary(crate::compare::What::Responsibilities)
            .into_iter()
            .take(1)
            .map(Words::from)
            .collect();
        drawing.cite_graph(comparison.graph());
        for change in &changes {
            for (duty, side, frame) in [(change.a, "a", &a.name), (change.b, "b", &b.name)] {
                if let Some(duty) = duty {
                    drawing.add_duty(comparison.graph(), change, duty, side, frame);
                }
            }
        }
        drawing.follow(comparison.graph());
        drawing
    }

    fn add_duty(&mut self, graph: &Graph, change: &DutyChange<'_>, duty: Duty<'_>, side: &str, frame: &str) {
        let unit = graph.label(duty.edge.from);
        let measure = graph.label(duty.edge.to);
        // By their IRIs the graph knows them; a measure that both sides hold stands on each.
        let ids = [
            node_iri(graph, duty.edge.from),
            format!("{}\n{side}", node_iri(graph, duty.edge.to)),
        ];
        self.add_node(DrawnNode {
            id: ids[0].clone(),
            tooltip: unit.clone(),
            label: unit,
            kind: NodeType::from_name(graph.node(duty.edge.from).type_name()),
            cluster: None,
        });
        self.add_node(DrawnNode {
            id: ids[1].clone(),
            tooltip: measure.clone(),
            label: measure,
            kind: NodeType::Measure,
            cluster: Some(frame.to_owned()),
        });
        // The first side stands on the left of its units, the second on the right.
        let [unit, measure] = ids;
        let (source, target) = if side == "a" { (measure, unit) } else { (unit, measure) };
        self.add_edge(DrawnEdge {
            source,
            target,
            kind: EdgeType::from_name(change.change.name()),
            weight: weight(change.change),
            tooltip: quotes(graph, change),
            directed: true,
        });
    }
}

/// What is drawn first where not everything can be.
fn weight(change: Change) -> f64 {
    match change {
        Change::Passed | Change::Reformed => 3.0,
        Change::RoleChanged => 2.5,
        Change::Kept => 2.0,
        Change::Lost | Change::Gained => 1.0,
    }
}

/// The words of each side.
fn quotes(graph: &Graph, change: &DutyChange<'_>) -> String {
    let said = [change.a, change.b].into_iter().flatten().filter_map(|duty| {
        let (_, document) = graph.document_of(duty.edge.to)?;
        let quote = graph.quote(duty.responsibility.evidence.first()?);
        Some(format!(
            "{} ({}): {}",
            document.id,
            duty.responsibility.role,
            quote.replace('\n', " ")
        ))
    });
    said.collect::<Vec<_>>().join("\n")
}
