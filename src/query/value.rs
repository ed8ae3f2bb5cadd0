//! What stands at an end of a triple: resources, words, and literals that borrow from the graph.

use std::rc::Rc;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term as Rdf};

use super::resource::Resource;
use super::vocabulary::Word;
use super::words::Words;

/// A value. Equal values are the same RDF term, so a literal of the graph equals the one that a query spells out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Value<'g> {
    Resource(Resource),
    Word(Word),
    Text(Words<'g>),
    /// With a language.
    Said(Rc<(Words<'g>, Words<'static>)>),
    Integer(i64),
    Boolean(bool),
    /// Ten-thousandths.
    Decimal(i64),
    /// What the graph never holds, but a query may compute.
    Foreign(Rc<Rdf>),
}

impl<'g> Value<'g> {
    pub(super) fn text(text: &'g str) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn chinese(text: impl Into<Words<'g>>) -> Self {
        Self::Said(Rc::new((text.into(), "zh".into())))
    }

    pub(super) fn english(text: impl Into<Words<'g>>) -> Self {
        Self::Said(Rc::new((text.into(), "en".into())))
    }

    pub(super) fn integer(value: impl Into<i64>) -> Self {
        Self::Integer(value.into())
    }

    /// To four decimals.
    pub(super) fn decimal(value: f64) -> Self {
        Self::Decimal((value * 10_000.0).round() as i64)
    }

    /// The one form of a literal, whoever made it.
    pub(super) fn of_literal(literal: Literal) -> Self {
        if let Some(language) = literal.language() {
            let (text, language) = (literal.value().to_owned(), language.to_owned());
            return Self::Said(Rc::new((text.into(), language.into())));
        }
        let text = literal.value();
        let datatype = literal.datatype();
        let exact = if datatype == xsd::STRING {
            Some(Self::Text(text.to_owned().into()))
        } else if datatype == xsd::INTEGER {
            text.parse()
                .ok()
                .filter(|value: &i64| value.to_string() == text)
                .map(Self::Integer)
        } else if datatype == xsd::BOOLEAN {
            ["false", "true"]
                .iter()
                .position(|name| *name == text)
                .map(|value| Self::Boolean(value == 1))
        } else if datatype == xsd::DECIMAL {
            ten_thousandths(text)
                .filter(|value| decimal(*value) == text)
                .map(Self::Decimal)
        } else {
            None
        };
        exact.unwrap_or_else(|| Self::Foreign(Rc::new(literal.into())))
    }

    /// The value as an RDF term; `iri` names resources.
    pub(super) fn into_rdf(self, iri: impl Fn(Resource) -> String) -> Rdf {
        match self {
            Self::Resource(resource) => NamedNode::new_unchecked(iri(resource)).into(),
            Self::Word(word) => NamedNode::new_unchecked(word.iri()).into(),
            Self::Text(text) => Literal::new_simple_literal(&*text).into(),
            Self::Said(said) => Literal::new_language_tagged_literal_unchecked(&*said.0, &*said.1).into(),
            Self::Integer(value) => Literal::from(value).into(),
            Self::Boolean(value) => Literal::from(value).into(),
            Self::Decimal(value) => Literal::new_typed_literal(decimal(value), xsd::DECIMAL).into(),
            Self::Foreign(term) => Rc::unwrap_or_clone(term),
        }
    }
}

/// The canonical form of a decimal: no needless digit.
fn decimal(ten_thousandths: i64) -> String {
    let sign = if ten_thousandths < 0 { "-" } else { "" };
    let (whole, part) = (ten_thousandths.abs() / 10_000, ten_thousandths.abs() % 10_000);
    let digits = format!("{part:04}");
    match digits.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

fn ten_thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = format!("{}{part:0<4}", whole.trim_start_matches('-')).parse().ok()?;
    Some(if whole.starts_with('-') { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_one_form() {
        for (value, text) in [
            (0, "0"),
            (10_000, "1"),
            (-10_000, "-1"),
            (5886, "0.5886"),
            (-500, "-0.05"),
            (12_300, "1.23"),
        ] {
            assert_eq!(decimal(value), text);
            assert_eq!(ten_thousandths(text), Some(value));
        }
        for text in ["0.12345", "a", "1.2.3"] {
            assert_eq!(ten_thousandths(text).filter(|value| decimal(*value) == text), None);
        }
    }

    #[test]
    fn a_literal_that_only_looks_alike_is_another_term() {
        let of = |text: &str, datatype| Value::of_literal(Literal::new_typed_literal(text, datatype));
        assert_eq!(of("5", xsd::INTEGER), Value::Integer(5));
        assert!(matches!(of("05", xsd::INTEGER), Value::Foreign(_)));
        assert_eq!(of("true", xsd::BOOLEAN), Value::Boolean(true));
        assert!(matches!(of("1", xsd::BOOLEAN), Value::Foreign(_)));
        assert_eq!(Value::of_literal(Literal::from("甲局")), Value::text("甲局"));
    }
}
