//! The answer to a query: named columns, typed cells, and the forms in which programs and people read them.

use std::cmp::Ordering;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, Term as Rdf, Triple};
use oxttl::TurtleSerializer;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::spelling::USUAL;

/// The widest cell of a table, in columns of a terminal; longer ones are cut.
const WIDEST_CELL: usize = 60;

/// A value in an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, in any language.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Another number, as written.
    Number(String),
    /// Yes or no.
    Boolean(bool),
    /// The IRI of a node.
    Iri(String),
}

impl Cell {
    /// The text of the cell, which no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`. Numbers, and a sign by itself,
    /// are none.
    fn to_spreadsheet(&self) -> String {
        let text = self.to_text();
        let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.chars().nth(1).is_some();
        let is_text = matches!(self, Self::Text(_)) && text.parse::<f64>().is_err();
        if begins_formula && is_text {
            format!("'{text}")
        } else {
            text
        }
    }

    pub(super) fn of(term: Rdf) -> Self {
        match term {
            Rdf::NamedNode(iri) => Self::Iri(iri.into_string()),
            Rdf::BlankNode(node) => Self::Text(node.to_string()),
            Rdf::Literal(literal) => Self::of_literal(literal),
        }
    }

    fn of_literal(literal: Literal) -> Self {
        let datatype = literal.datatype();
        let text = literal.value();
        let typed = if datatype == xsd::STRING {
            None
        } else if datatype == xsd::INTEGER {
            text.parse().ok().map(Self::Integer)
        } else if datatype == xsd::BOOLEAN {
            // XML Schema allows the numbers too, and Virtuoso gives them.
            match text {
                "true" | "1" => Some(Self::Boolean(true)),
                "false" | "0" => Some(Self::Boolean(false)),
                _ => None,
            }
        } else if [xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&datatype) {
            Some(Self::Number(text.to_owned()))
        } else {
            None
        };
        typed.unwrap_or_else(|| Self::Text(literal.destruct().0))
    }

    /// As a table shows it.
    pub fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Iri(text) => text.clone(),
            Self::Integer(value) => value.to_string(),
            Self::Boolean(value) => value.to_string(),
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Number(_))
    }

    /// SPARQL's order: nothing, IRIs, literals; numbers by value, all else by its text.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Boolean(a), Self::Boolean(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) | (Self::Iri(a), Self::Iri(b)) => a.cmp(b),
            (a, b) if a.is_number() && b.is_number() => a.number().total_cmp(&b.number()),
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Integer(value) => *value as f64,
            Self::Number(text) => text.parse().unwrap_or(f64::NAN),
            _ => f64::NAN,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Empty => 0,
            Self::Iri(_) => 1,
            Self::Boolean(_) => 2,
            Self::Integer(_) | Self::Number(_) => 3,
            Self::Text(_) => 4,
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) | Self::Iri(text) => serializer.serialize_str(text),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(text) => match text.parse::<f64>() {
                Ok(value) if value.is_finite() => serializer.serialize_f64(value),
                _ => serializer.serialize_str(text),
            },
        }
    }
}

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
    #[expect(clippy::missing_panics_doc, reason = "writing strings to memory cannot fail")]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let texts = self
            .rows
            .iter()
            .map(|row| row.iter().map(Cell::to_spreadsheet).collect());
        for record in std::iter::once(self.columns.clone()).chain(texts) {
            writer
                .write_record(&record)
                .expect("a vector takes every byte, and all records are of one length");
        }
        let bytes = writer.into_inner().expect("a vector takes every byte");
        String::from_utf8(bytes).expect("every cell is a string")
    }

    /// An array of objects.
    #[expect(clippy::missing_panics_doc, reason = "writing strings to memory cannot fail")]
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let mut serializer = serde_json::Serializer::pretty(&mut bytes);
        let objects = self.rows.iter().map(|row| Object(&self.columns, row));
        serializer.collect_seq(objects).expect("cells have a form in JSON");
        bytes.push(b'\n');
        String::from_utf8(bytes).expect("JSON is UTF-8")
    }

    /// An object in each line.
    #[expect(clippy::missing_panics_doc, reason = "writing strings to memory cannot fail")]
    pub fn to_jsonl(&self) -> String {
        let line = |row: &Vec<Cell>| {
            let object = serde_json::to_string(&Object(&self.columns, row)).expect("cells have a form in JSON");
            object + "\n"
        };
        self.rows.iter().map(line).collect()
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
        rows.push(vec![Cell::Text("市科技局,\"甲\"\n乙".to_owned()), Cell::Integer(12)]);
        rows.push(vec![Cell::Empty, Cell::Number("0.5".to_owned())]);
        rows
    }

    #[test]
    fn cells_are_ordered_as_in_sparql() {
        let (text, number) = (
            |text: &str| Cell::Text(text.to_owned()),
            |text: &str| Cell::Number(text.to_owned()),
        );
        let iri = Cell::Iri("a:b".to_owned());
        let ascending = [
            Cell::Empty,
            iri,
            Cell::Boolean(false),
            Cell::Boolean(true),
            number("-2.5"),
            Cell::Integer(9),
            number("9.5"),
            Cell::Integer(10),
            text("10"),
            text("9"),
            text("市"),
        ];
        for (place, smaller) in ascending.iter().enumerate() {
            assert_eq!(smaller.compare(smaller), Ordering::Equal);
            for larger in &ascending[place + 1..] {
                assert_eq!(smaller.compare(larger), Ordering::Less, "{smaller:?} {larger:?}");
                assert_eq!(larger.compare(smaller), Ordering::Greater, "{larger:?} {smaller:?}");
            }
        }
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
    fn no_spreadsheet_finds_a_formula() {
        let (text, number) = (
            |text: &str| Cell::Text(text.to_owned()),
            |text: &str| Cell::Number(text.to_owned()),
        );
        for (cell, written) in [
            (text("=HYPERLINK(\"http://a\")"), "'=HYPERLINK(\"http://a\")"),
            (text("+1+1"), "'+1+1"),
            (text("-推进"), "'-推进"),
            (text("@SUM(A1)"), "'@SUM(A1)"),
            (text("="), "="),
            (text("-5"), "-5"),
            (number("-0.25"), "-0.25"),
            (text("市科技局"), "市科技局"),
        ] {
            assert_eq!(cell.to_spreadsheet(), written);
        }
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
