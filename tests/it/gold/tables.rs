//! The rows that are compared: those of the saved queries, and those of the gold.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use policygraph::graph::Graph;
use policygraph::query::{Cell, Query};

/// A row by its columns; a column that is not there reads as empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row(BTreeMap<String, String>);

impl Row {
    pub(crate) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }
}

impl FromIterator<(String, String)> for Row {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(cells: I) -> Self {
        Self(cells.into_iter().collect())
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let filled = self.0.iter().filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<_> = filled.map(|(column, cell)| format!("{column}={cell}")).collect();
        f.write_str(&cells.join(" "))
    }
}

/// The answer of a saved query, by document.
pub(crate) fn answer(graph: &Graph, query: &str) -> BTreeMap<String, Vec<Row>> {
    let query = Query::find(query).expect("it is a saved query");
    let rows = query.run::<&str, &str>(graph, &[]).expect("it can be answered");
    let mut tables = BTreeMap::<_, Vec<Row>>::new();
    for cells in &rows {
        let row: Row = rows
            .columns()
            .iter()
            .cloned()
            .zip(cells.iter().map(Cell::to_text))
            .collect();
        tables.entry(row.get("document").to_owned()).or_default().push(row);
    }
    tables
}

/// Rows of a tab-separated file with a header line, lines that begin with `#` left out; none where there is no file.
pub(crate) fn read_tsv(path: &Path) -> Option<Vec<Row>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned));
    let columns: Vec<String> = lines.next()?.collect();
    Some(
        lines
            .map(|cells| columns.iter().cloned().zip(cells).collect())
            .collect(),
    )
}
