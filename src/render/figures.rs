//! From a query's rows to a drawing.
//!
//! A row is an edge. Its columns go by name: `source` and `target` are needed, and `source_label`, `target_label`,
//! `source_type`, `target_type`, `source_cluster`, `target_cluster`, `cluster` (the target's frame), `role`, `weight`
//! and `quote` are used where they are there. Other columns stand in the edge's tooltip.

use super::{Drawing, DrawnEdge, DrawnNode, EdgeType, Layout, NodeType};

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

/// The columns of a query's rows, by what they are for.
#[derive(Debug, Clone)]
pub struct Figure {
    drawing: Drawing,
    columns: Vec<String>,
}

impl Figure {
    /// An empty figure for rows with these columns.
    pub fn new<S: AsRef<str>>(title: &str, layout: Layout, columns: &[S]) -> Result<Self, FigureError> {
        let columns: Vec<String> = columns.iter().map(|name| name.as_ref().to_owned()).collect();
        for missing in ["source", "target"] {
            if !columns.iter().any(|name| name == missing) {
                let present = columns.join(", ");
                return Err(FigureError::MissingColumn { missing, present });
            }
        }
        let drawing = Drawing::new(title, layout);
        Ok(Self { drawing, columns })
    }

    /// Adds the edge of one row; cells stand in the order of the columns, and an empty one says nothing.
    pub fn add_row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let row = Row { columns: &self.columns, cells };
        let (Some(source), Some(target)) = (row.end("source", None), row.end("target", row.get("cluster"))) else {
            return;
        };
        let role = row.get("role").unwrap_or_default();
        let kind = EdgeType::from_name(role);
        let edge = DrawnEdge {
            source: source.id.clone(),
            target: target.id.clone(),
            kind,
            weight: row.get("weight").and_then(|cell| cell.parse().ok()).unwrap_or(1.0),
            tooltip: row.tooltip(),
            directed: kind != EdgeType::CoOccurs && self.drawing.layout == Layout::Layered,
        };
        self.drawing.add_node(source);
        self.drawing.add_node(target);
        self.drawing.add_edge(edge);
    }

    /// The drawing of all rows, with this caption.
    pub fn finish<S: Into<String>>(mut self, caption: impl IntoIterator<Item = S>) -> Drawing {
        self.drawing.caption.extend(caption.into_iter().map(Into::into));
        self.drawing
    }
}

struct Row<'a, S> {
    columns: &'a [String],
    cells: &'a [S],
}

impl<S: AsRef<str>> Row<'_, S> {
    fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at).map(AsRef::as_ref).filter(|cell| !cell.is_empty())
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
