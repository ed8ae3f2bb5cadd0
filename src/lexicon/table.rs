//! Tab-separated tables with comments and a header line.

/// A row that does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct TableError {
    /// The file's name.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// A table as it stands in its file.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) file: &'static str,
    header: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

/// One row, its cells by column name.
#[derive(Clone, Copy)]
pub(super) struct Row<'r, 't> {
    table: &'r Table<'t>,
    line: usize,
    cells: &'r [&'t str],
}

/// Reads a table.
pub(super) fn read<'t>(file: &'static str, text: &'t str) -> Result<Table<'t>, TableError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|(i, line)| (i + 1, line.split('\t').collect::<Vec<_>>()));
    let header = lines.next().map(|(_, cells)| cells).unwrap_or_default();
    let rows: Vec<_> = lines.collect();
    if let Some((line, cells)) = rows.iter().find(|(_, cells)| cells.len() != header.len()) {
        let problem = format!("{} cells where the header has {}", cells.len(), header.len());
        return Err(TableError {
            file: file.to_owned(),
            line: *line,
            problem,
        });
    }
    Ok(Table { file, header, rows })
}

impl<'t> Table<'t> {
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|(line, cells)| Row {
            table: self,
            line: *line,
            cells,
        })
    }
}

impl<'t> Row<'_, 't> {
    /// The cell of this column; empty where the table has no such column.
    pub(super) fn cell(&self, column: &str) -> &'t str {
        let at = self.table.header.iter().position(|name| *name == column);
        at.map_or("", |at| self.cells[at])
    }

    /// The values of a cell that holds several.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column)
            .split('|')
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// A year, if the cell holds one.
    pub(super) fn year(&self, column: &str) -> Result<Option<u16>, TableError> {
        let cell = self.cell(column);
        let year = (!cell.is_empty()).then(|| cell.parse());
        year.transpose().map_err(|_| self.error(format!("'{cell}' is no year")))
    }

    pub(super) fn error(&self, problem: String) -> TableError {
        TableError {
            file: self.table.file.to_owned(),
            line: self.line,
            problem,
        }
    }
}
