//! From a query's rows to a drawing.
//!
//! A row is an edge. Its columns go by name: `source` and `target` are needed, and `source_label`, `target_label`,
//! `source_type`, `target_type`, `source_cluster`, `target_cluster`, `cluster` (the target's frame), `role`, `weight`
//! and `quote` are used where they are there. Other columns stand in the edge's tooltip. Rows of the same ends and role
//! are one edge: as strong as the greatest weight, or as there are rows if they carry no weight.

use super::{Drawing, DrawnEdge, DrawnNode, EdgeType, Layout, NodeType};
use crate::query::{Cell, Drawn, Head, Rows};

/// Why rows cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// A column that every drawing needs is not there.
    #[error("these rows cannot be drawn: they have no column '{missing}' (they have {present})")]
    MissingColumn {
        /// The column.
        missing: &'static str,
        /// Those that are there, joined by commas.
        present: String,
    },
}

impl Drawing {
    /// The rows of a query as its head says that they are drawn.
    pub fn from_rows(head: &Head, rows: &Rows) -> Result<Self, FigureError> {
        let columns = rows.columns();
        for missing in ["source", "target"] {
            if rows.column(missing).is_none() {
                let present = columns.join(", ");
                return Err(FigureError::MissingColumn { missing, present });
            }
        }
        let network = head.drawn == Some(Drawn::Network);
        let mut drawing = Self::new(format!("{} {}", head.title_zh, head.title_en).trim(), Layout::Layered);
        for row in rows {
            let cells: Vec<String> = row.iter().map(Cell::to_text).collect();
            drawing.add_row(Row { columns, cells: &cells }, network);
        }
        // Springs tear frames apart and pay no heed to directions.
        if network && drawing.nodes().all(|node| node.cluster.is_none()) && drawing.edges().all(|edge| !edge.directed) {
            drawing.layout = Layout::Spring;
        }
        Ok(drawing)
    }

    /// Adds the edge of one row; an empty cell says nothing.
    fn add_row(&mut self, row: Row<'_>, network: bool) {
        let (Some(source), Some(target)) = (row.end("source", None), row.end("target", row.get("cluster"))) else {
            return;
        };
        let kind = row.get("role").map_or(EdgeType::Other, EdgeType::from_name);
        let mut edge = DrawnEdge {
            source: source.id.clone(),
            target: target.id.clone(),
            kind,
            weight: 0.0,
            tooltip: row.tooltip(),
            directed: match kind {
                EdgeType::CoOccurs => false,
                EdgeType::Other => !network,
                _ => true,
            },
        };
        let weight = row.get("weight").and_then(|cell| cell.parse().ok());
        edge.weight = weight.unwrap_or_else(|| self.weight_like(&edge) + 1.0);
        self.add_node(source);
        self.add_node(target);
        self.add_edge(edge);
    }
}

/// One row: a cell for each column.
#[derive(Clone, Copy)]
struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The node at one end. Two ends are the same node if their value and their frame are the same.
    fn end(&self, side: &str, cluster: Option<&str>) -> Option<DrawnNode> {
        let column = |suffix: &str| self.get(&format!("{side}_{suffix}"));
        let value = self.get(side)?;
        let cluster = column("cluster").or(cluster);
        let label = column("label").unwrap_or(value);
        Some(DrawnNode {
            id: cluster.map_or_else(|| value.to_owned(), |cluster| format!("{value}\n{cluster}")),
            label: label.to_owned(),
            kind: column("type").map_or(NodeType::Other, NodeType::from_name),
            tooltip: [Some(label), cluster].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            cluster: cluster.map(str::to_owned),
        })
    }

    fn tooltip(&self) -> String {
        if let Some(quote) = self.get("quote") {
            return quote.to_owned();
        }
        let known = ["source", "target", "role", "cluster"];
        let others = self.columns.iter().filter(|name| {
            !known.contains(&name.as_str()) && !name.starts_with("source_") && !name.starts_with("target_")
        });
        let said = others.filter_map(|name| Some(format!("{name}: {}", self.get(name)?)));
        said.collect::<Vec<_>>().join(", ")
    }
}
