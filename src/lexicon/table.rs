//! Tab-separated tables with comments and a header line, and rows that a user's file of the same name adds to them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A row that does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TableError {
    /// The file's name; for a user's file, its path.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, with its name, where one cell is wrong.
    pub column: Option<(usize, String)>,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)?;
        if let Some((number, name)) = &self.column {
            write!(f, ", column {number} ({name})")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// A user's file as a source of rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'t> {
    /// As evidence names it: without the folders that only this machine has.
    pub(super) label: &'t str,
    /// As messages name it.
    pub(super) path: &'t str,
}

/// A table as it stands in its file.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) file: &'static str,
    header: Vec<&'t str>,
    rows: Vec<Record<'t>>,
}

#[derive(Debug)]
struct Record<'t> {
    /// None for the file that comes with the program.
    origin: Option<Origin<'t>>,
    line: usize,
    cells: Vec<&'t str>,
    /// Where the row's own file has each column, if not as here.
    places: Vec<Option<usize>>,
}

/// One row, its cells by column name.
#[derive(Clone, Copy)]
pub(super) struct Row<'r, 't> {
    table: &'r Table<'t>,
    row: &'r Record<'t>,
}

/// Reads a table.
pub(super) fn read<'t>(file: &'static str, text: &'t str) -> Result<Table<'t>, TableError> {
    let (header, rows) = cells(file, text)?;
    let rows = rows.into_iter().map(|(line, cells)| Record {
        origin: None,
        line,
        cells,
        places: Vec::new(),
    });
    Ok(Table {
        file,
        rows: rows.collect(),
        header: header.1,
    })
}

/// A line's cells.
type Line<'t> = (usize, Vec<&'t str>);

/// The header and the rows, each as long as the header.
fn cells<'t>(file: &str, text: &'t str) -> Result<(Line<'t>, Vec<Line<'t>>), TableError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|(i, line)| (i + 1, line.split('\t').collect::<Vec<_>>()));
    let header = lines.next().unwrap_or_default();
    let rows: Vec<_> = lines.collect();
    if let Some((line, cells)) = rows.iter().find(|(_, cells)| cells.len() != header.1.len()) {
        return Err(TableError {
            file: file.to_owned(),
            line: *line,
            column: None,
            problem: format!("{} cells where the header has {}", cells.len(), header.1.len()),
        });
    }
    Ok((header, rows))
}

impl<'t> Table<'t> {
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|row| Row { table: self, row })
    }

    /// Adds the rows of a user's file; a row whose `key` columns hold what an earlier row's do takes its place. The
    /// keys of the rows that were replaced.
    pub(super) fn add(&mut self, origin: Origin<'t>, text: &'t str, key: &[&str]) -> Result<Vec<String>, TableError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let ((line, header), rows) = cells(origin.path, text)?;
        let places = self.places(origin, line, &header, key)?;
        let mut known: BTreeMap<Vec<&str>, usize> = self.rows().map(|row| row.key(key)).zip(0..).collect();
        let mut replaced = Vec::new();
        for (line, cells) in rows {
            let at = |place: &Option<usize>| place.map_or("", |place| cells[place].trim());
            let row = Record {
                origin: Some(origin),
                line,
                cells: places.iter().map(at).collect(),
                places: places.clone(),
            };
            let view = Row { table: self, row: &row };
            let its_key = view.key(key);
            view.is_keyed(key)?;
            match known.get(&its_key) {
                // A name may have come back after years out of use: a row of its own for each time.
                Some(&old) if self.is_of(old, origin) && self.years_differ(old, &view) => {
                    known.insert(its_key, self.rows.len());
                    self.rows.push(row);
                }
                Some(&old) if self.is_of(old, origin) => {
                    let problem = format!("line {} has this row already", self.rows[old].line);
                    return Err(view.error(problem));
                }
                Some(&old) => {
                    replaced.push(its_key.join(" ").trim_end().to_owned());
                    self.rows[old] = row;
                }
                None => {
                    known.insert(its_key, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        Ok(replaced)
    }

    /// Whether a row comes from this user's file.
    fn is_of(&self, row: usize, origin: Origin<'_>) -> bool {
        self.rows[row].origin.is_some_and(|other| other.path == origin.path)
    }

    /// Whether a name's first year is another in this row.
    fn years_differ(&self, row: usize, other: &Row<'_, '_>) -> bool {
        let known = Row {
            table: self,
            row: &self.rows[row],
        };
        known.cell("from") != other.cell("from")
    }

    /// Where a user's file has each column of this table.
    fn places(
        &self,
        origin: Origin<'_>,
        line: usize,
        header: &[&str],
        key: &[&str],
    ) -> Result<Vec<Option<usize>>, TableError> {
        let wrong = |column: Option<usize>, problem: String| TableError {
            file: origin.path.to_owned(),
            line: line.max(1),
            column: column.map(|column| (column + 1, header[column].to_owned())),
            problem,
        };
        let known = self.header.join(", ");
        if let Some(column) = header.iter().position(|name| !self.header.contains(name)) {
            let nearest = crate::text::nearest(header[column], self.header.iter().copied());
            let hint = nearest.map_or(String::new(), |name| format!("; did you mean '{name}'?"));
            let problem = format!("{} has no such column; it has {known}{hint}", self.file);
            return Err(wrong(Some(column), problem));
        }
        if let Some(missing) = key.iter().find(|name| !header.contains(name)) {
            let problem = format!("the column '{missing}' is missing; the columns are {known}, separated by tabs");
            return Err(wrong(None, problem));
        }
        let place = |name: &&str| header.iter().position(|other| other == name);
        Ok(self.header.iter().map(place).collect())
    }
}

impl<'t> Row<'_, 't> {
    /// The cell of this column; empty where the table has no such column.
    pub(super) fn cell(&self, column: &str) -> &'t str {
        let at = self.table.header.iter().position(|name| *name == column);
        at.map_or("", |at| self.row.cells[at])
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
        year.transpose()
            .map_err(|_| self.wrong(column, format!("'{cell}' is no year")))
    }

    /// The file that the row comes from, as evidence names it.
    pub(super) fn file(&self) -> Cow<'static, str> {
        match self.row.origin {
            Some(origin) => Cow::Owned(origin.label.to_owned()),
            None => Cow::Borrowed(self.table.file),
        }
    }

    /// Whether the row comes from a user's file.
    pub(super) fn is_added(&self) -> bool {
        self.row.origin.is_some()
    }

    fn key(&self, columns: &[&str]) -> Vec<&'t str> {
        columns.iter().map(|column| self.cell(column)).collect()
    }

    /// A user's row must have what tells it from others; a country needs no country around it.
    fn is_keyed(&self, key: &[&str]) -> Result<(), TableError> {
        let mut needed = key.iter().filter(|column| **column != "country");
        match needed.find(|column| self.cell(column).is_empty()) {
            Some(column) => Err(self.wrong(column, "empty; this cell tells the row from others".to_owned())),
            None => Ok(()),
        }
    }

    /// A mistake in one cell.
    pub(super) fn wrong(&self, column: &str, problem: String) -> TableError {
        let at = self.table.header.iter().position(|name| *name == column);
        let at = at.map(|at| self.row.places.get(at).copied().flatten().unwrap_or(at));
        TableError {
            column: at.map(|at| (at + 1, column.to_owned())),
            ..self.error(problem)
        }
    }

    /// A mistake in the row as a whole.
    pub(super) fn error(&self, problem: String) -> TableError {
        TableError {
            file: self.row.origin.map_or(self.table.file, |origin| origin.path).to_owned(),
            line: self.row.line,
            column: None,
            problem,
        }
    }
}
