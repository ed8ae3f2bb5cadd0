//! From a query's rows to a drawing.
//!
//! A row is an edge. Its columns go by name: `source` and `target` are needed, and `source_label`, `target_label`,
//! `source_type`, `target_type`, `source_cluster`, `target_cluster`, `cluster` (the target's frame), `role`, `weight`
//! and `quote` are used where they are there. Other columns stand in the edge's tooltip. Rows of the same ends and role
//! are one edge: as strong as the greatest weight, or as there are rows if they carry no weight.

use super::{Drawing, DrawnEdge, DrawnNode, EdgeType, Layout, NodeType, Words};
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
        let network = matches!(head.drawn, Some(Drawn::Network | Drawn::Radial));
        let mut drawing = Self::new(Words::new(&head.title_zh, &head.title_en), layout(head.drawn));
        for row in rows {
            let cells: Vec<String> = row.iter().map(Cell::to_text).collect();
            drawing.add_row(Row { columns, cells: &cells }, network);
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
                EdgeType::CoOccurs | EdgeType::Shares => false,
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

fn layout(drawn: Option<Drawn>) -> Layout {
    match drawn {
        None | Some(Drawn::Trace) => Layout::Layered,
        Some(Drawn::Columns) => Layout::Columns,
        Some(Drawn::Network) => Layout::Spring,
        Some(Drawn::Radial) => Layout::Radial,
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
            tooltip: [Some(label), cluster]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::query::Query;

    fn drawn(head: &str, columns: &str, rows: &str) -> Result<Drawing, FigureError> {
        let text = format!("# title-zh: 图\n{head}\nSELECT {columns} {{ VALUES ({columns}) {{ {rows} }} }}");
        let query = Query::parse("mine", &text).expect("the query is right");
        let rows = query
            .run::<&str, &str>(&samples::graph(), &[])
            .expect("it has an answer");
        Drawing::from_rows(query.head(), &rows)
    }

    #[test]
    fn a_row_is_an_edge_between_nodes_in_frames() -> Result<(), FigureError> {
        let columns = "?source ?source_type ?target ?target_type ?cluster ?role ?quote";
        let row = r#"("科技局" "agency" "一" "measure" "方案" "lead" "由科技局牵头")"#;
        let drawing = drawn("# drawn: columns", columns, row)?;
        let nodes: Vec<_> = drawing
            .nodes()
            .map(|n| (&*n.label, n.kind, n.cluster.as_deref()))
            .collect();
        assert_eq!(
            nodes,
            [
                ("一", NodeType::Measure, Some("方案")),
                ("科技局", NodeType::Agency, None)
            ]
        );
        let edges: Vec<_> = drawing.edges().map(|e| (e.kind, e.directed, &*e.tooltip)).collect();
        assert_eq!(edges, [(EdgeType::Lead, true, "由科技局牵头")]);
        assert_eq!(drawing.layout, Layout::Columns);
        Ok(())
    }

    #[test]
    fn rows_of_one_edge_count_where_they_carry_no_weight() -> Result<(), FigureError> {
        let weights = |drawing: Drawing| drawing.edges().map(|edge| edge.weight.to_string()).collect::<Vec<_>>();
        let twice = drawn(
            "# drawn: network",
            "?source ?target",
            r#"("a" "b") ("b" "a") ("a" "c")"#,
        )?;
        assert_eq!(twice.layout, Layout::Spring);
        assert_eq!(weights(twice), ["2", "1"]);
        let weighed = drawn("", "?source ?target ?weight", r#"("a" "b" 4) ("a" "b" 3)"#)?;
        assert_eq!(weights(weighed), ["4"]);
        Ok(())
    }

    #[test]
    fn rows_without_ends_cannot_be_drawn() {
        let error = drawn("", "?source ?name", r#"("a" "b")"#).expect_err("there is no target");
        assert_eq!(
            error.to_string(),
            "these rows cannot be drawn: they have no column 'target' (they have source, name)"
        );
    }
}
