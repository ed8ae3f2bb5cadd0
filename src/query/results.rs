//! The answer to a query: named columns, rows of cells, and the forms in which programs and people read them.

use std::io::{self, Write};

use oxrdf::Triple;
use oxttl::TurtleSerializer;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::cell::Cell;
use super::spelling::USUAL;

/// The widest cell of a table, in columns of a terminal; longer ones are cut.
const WIDEST_CELL: usize = 60;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_field_names, reason = "rows are what it holds")]
pub struct Rows {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
    /// What a `CONSTRUCT` or `DESCRIBE` made, which the rows show.
    pub(super) triples: Option<Vec<Triple>>,
    left_out: usize,
}

/// A row as a JSON object, its keys in the order of the columns.
struct Object<'a>(&'a [String], &'a [Cell]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

impl Rows {
    pub(crate) fn new(columns: Vec<String>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            triples: None,
            left_out: 0,
        }
    }

    /// Leaves out all but the first rows.
    pub(super) fn keep_first(&mut self, most: usize) {
        self.left_out = self.rows.len().saturating_sub(most);
        self.rows.truncate(most);
        if let Some(triples) = &mut self.triples {
            triples.truncate(most);
        }
    }

    /// How many rows a limit left out.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The triples that a `CONSTRUCT` or `DESCRIBE` made, in Turtle; nothing where the query makes none.
    #[expect(clippy::missing_panics_doc, reason = "writing strings to memory cannot fail")]
    pub fn to_turtle(&self) -> Option<String> {
        let triples = self.triples.as_ref()?;
        let serializer = USUAL
            .into_iter()
            .fold(TurtleSerializer::new(), |serializer, (prefix, iri)| {
                serializer
                    .with_prefix(prefix, iri)
                    .expect("the usual prefixes are IRIs")
            });
        let mut writer = serializer.for_writer(Vec::new());
        for triple in triples {
            writer.serialize_triple(triple).expect("a vector takes every byte");
        }
        let bytes = writer.finish().expect("a vector takes every byte");
        Some(String::from_utf8(bytes).expect("Turtle is UTF-8"))
    }

    /// Has the rows sorted.
    pub(super) fn sort_with(&mut self, sort: impl FnOnce(&mut [Vec<Cell>])) {
        sort(&mut self.rows);
    }

    pub(crate) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    pub(crate) fn extend(&mut self, rows: Vec<Vec<Cell>>) {
        self.rows.extend(rows);
    }

    /// Names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Rows, with a cell for each column.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Cell]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// RFC 4180 with a header. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(&self.columns).map_err(plain)?;
        for row in &self.rows {
            for cell in row {
                writer.write_field(cell.to_spreadsheet().as_bytes()).map_err(plain)?;
            }
            writer.write_record(None::<&[u8]>).map_err(plain)?;
        }
        writer.flush()
    }

    /// An array of objects.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::pretty(&mut *out);
        serializer.collect_seq(self.rows.iter().map(|row| Object(&self.columns, row)))?;
        out.write_all(b"\n")
    }

    /// An object in each line.
    pub fn write_jsonl(&self, out: &mut dyn Write) -> io::Result<()> {
        for row in &self.rows {
            serde_json::to_writer(&mut *out, &Object(&self.columns, row))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// What [`Rows::write_csv`] writes.
    pub fn to_csv(&self) -> String {
        in_memory(|out| self.write_csv(out))
    }

    /// What [`Rows::write_json`] writes.
    pub fn to_json(&self) -> String {
        in_memory(|out| self.write_json(out))
    }

    /// What [`Rows::write_jsonl`] writes.
    pub fn to_jsonl(&self) -> String {
        in_memory(|out| self.write_jsonl(out))
    }

    /// Aligned columns for a terminal, in which a Chinese character takes two. Long cells are cut.
    pub fn to_table(&self) -> String {
        let shown = |row: &Vec<Cell>| row.iter().map(|cell| cut(&cell.to_text())).collect::<Vec<_>>();
        let rows: Vec<_> = self.rows.iter().map(shown).collect();
        let widths: Vec<_> = (0..self.columns.len())
            .map(|column| {
                let cells = rows.iter().map(|row| row[column].width());
                cells.chain([self.columns[column].width()]).max().unwrap_or(0)
            })
            .collect();
        let mut table = line(&self.columns, &widths, |_| false);
        let rules: Vec<_> = widths.iter().map(|width| "─".repeat(*width)).collect();
        table += &line(&rules, &widths, |_| false);
        for (cells, row) in rows.iter().zip(&self.rows) {
            table += &line(cells, &widths, |column| row[column].is_number());
        }
        table
    }
}

impl<'a> IntoIterator for &'a Rows {
    type Item = &'a [Cell];
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Vec<Cell>>, fn(&'a Vec<Cell>) -> &'a [Cell]>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter().map(Vec::as_slice)
    }
}

/// The error of the output itself (a closed pipe), which `csv` wraps.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// What `write` writes, as a string.
fn in_memory(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes every byte, and all rows are of one length");
    String::from_utf8(bytes).expect("every cell is a string")
}

/// One line of a table; numbers stand at the right.
fn line(cells: &[String], widths: &[usize], to_the_right: impl Fn(usize) -> bool) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let space = " ".repeat(width - cell.width());
        let padded = if to_the_right(column) {
            space + cell
        } else {
            cell.clone() + &space
        };
        if column > 0 {
            line.push_str("  ");
        }
        line.push_str(&padded);
    }
    line.truncate(line.trim_end().len());
    line + "\n"
}

/// A cell in one line, no wider than [`WIDEST_CELL`].
fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.width() <= WIDEST_CELL {
        return text;
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width < WIDEST_CELL
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut rows = Rows::new(vec!["unit".to_owned(), "count".to_owned()]);
        rows.push(vec![Cell::Text("市科技局,\"甲\"\n乙".into()), Cell::Integer(12)]);
        rows.push(vec![Cell::Empty, Cell::Number("0.5".to_owned())]);
        rows
    }

    #[test]
    fn csv_is_quoted_where_it_must_be() {
        insta::assert_snapshot!(rows().to_csv().replace('\r', "␍"), @r#"
        unit,count␍
        "市科技局,""甲""
        乙",12␍
        ,0.5␍
        "#);
    }

    #[test]
    fn json_keeps_types_and_the_order_of_columns() {
        insta::assert_snapshot!(rows().to_jsonl(), @r#"
        {"unit":"市科技局,\"甲\"\n乙","count":12}
        {"unit":null,"count":0.5}
        "#);
        assert_eq!(
            serde_json::from_str::<Vec<serde_json::Value>>(&rows().to_json())
                .map(|rows| rows.len())
                .ok(),
            Some(2)
        );
    }

    #[test]
    fn a_table_counts_chinese_as_two() {
        insta::assert_snapshot!(rows().to_table(), @r#"
        unit              count
        ────────────────  ─────
        市科技局,"甲" 乙     12
                            0.5
        "#);
        assert!(cut(&"字".repeat(50)).width() <= WIDEST_CELL);
    }
}
