//! A value in an answer: its type, its place in the order, its forms.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, Term as Rdf};
use rustc_hash::FxHashSet;
use serde::Serialize;
use serde::ser::Serializer;

/// A value in an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, in any language.
    Text(Arc<str>),
    /// A whole number.
    Integer(i64),
    /// Another number, as written.
    Number(String),
    /// Yes or no.
    Boolean(bool),
    /// The IRI of a node.
    Iri(Arc<str>),
}

impl Cell {
    /// The text of the cell, which no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`. Numbers, and a sign by itself,
    /// are none.
    pub(super) fn to_spreadsheet(&self) -> Cow<'_, str> {
        let text = self.text();
        let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.chars().nth(1).is_some();
        let is_text = matches!(self, Self::Text(_)) && text.parse::<f64>().is_err();
        if begins_formula && is_text {
            format!("'{text}").into()
        } else {
            text
        }
    }

    pub(super) fn of(term: Rdf) -> Self {
        match term {
            Rdf::NamedNode(iri) => Self::Iri(iri.into_string().into()),
            Rdf::BlankNode(node) => Self::Text(node.to_string().into()),
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
        typed.unwrap_or_else(|| Self::Text(literal.destruct().0.into()))
    }

    /// As a table shows it.
    pub fn to_text(&self) -> String {
        self.text().into_owned()
    }

    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Iri(text) => Cow::Borrowed(text),
            Self::Number(text) => Cow::Borrowed(text),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        }
    }

    pub(super) fn is_number(&self) -> bool {
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

/// Texts that many cells of an answer hold, each kept once: a table of duties names the same few documents, units and measures
/// over and over.
#[derive(Debug, Default)]
pub(super) struct Shared(FxHashSet<Arc<str>>);

impl Shared {
    /// The cell, its text shared with the cells before it.
    pub(super) fn cell(&mut self, cell: Cell) -> Cell {
        match cell {
            Cell::Text(text) => Cell::Text(self.text(text)),
            Cell::Iri(iri) => Cell::Iri(self.text(iri)),
            other => other,
        }
    }

    fn text(&mut self, text: Arc<str>) -> Arc<str> {
        if let Some(known) = self.0.get(&text) {
            return Arc::clone(known);
        }
        self.0.insert(Arc::clone(&text));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    fn number(text: &str) -> Cell {
        Cell::Number(text.to_owned())
    }

    #[test]
    fn cells_are_ordered_as_in_sparql() {
        let iri = Cell::Iri("a:b".into());
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
    fn no_spreadsheet_finds_a_formula() {
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
    fn equal_texts_are_kept_once() {
        let mut shared = Shared::default();
        let [first, second] = ["市科技局"; 2].map(|unit| shared.cell(text(unit)));
        let (Cell::Text(first), Cell::Text(second)) = (first, second) else {
            panic!("texts stay texts");
        };
        assert!(Arc::ptr_eq(&first, &second));
    }
}
