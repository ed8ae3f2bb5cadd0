//! What a query can be told: parameters with a type, a default, an example and a meaning.

use std::fmt;

use crate::model::EntityKind;

/// A parameter of a query: the variable of its name is bound to its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, without `?`.
    pub name: String,
    /// What values it takes.
    pub kind: ParameterType,
    /// The value where none is given; without one it must be given.
    pub default: Option<String>,
    /// A value that makes sense.
    pub example: String,
    /// What it means.
    pub meaning: String,
}

/// What values a parameter takes, and what its variable is bound to.
///
/// For an entity, a unit and a document `*` leaves the variable unbound, so that a pattern finds all of them. For a year
/// it is every year. A region, a text and a choice are bound to `*` itself, for a filter to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterType {
    /// Any name of an entity, of these types if there are any: bound to its IRI.
    Entity(Vec<EntityKind>),
    /// Any name of whoever carries a responsibility: bound to its IRI.
    Unit,
    /// The id or title of a document: bound to its id.
    Document,
    /// The path or last name of a region: bound to its path.
    Region,
    /// A year or a range (`2018`, `2012-2018`, `2015-`): `NAME_from` and `NAME_to` are bound to its ends.
    Year,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Any text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
}

impl ParameterType {
    /// Whether several values may be given, each of which is asked for.
    pub fn takes_several(&self) -> bool {
        matches!(self, Self::Entity(_) | Self::Unit | Self::Document)
    }

    /// From `entity`, `entity(park|program)`, `choice(a|b)` and so on.
    fn parse(written: &str) -> Result<Self, String> {
        let (name, options) = match written.split_once('(') {
            None => (written, Vec::new()),
            Some((name, rest)) => {
                let inside = rest
                    .strip_suffix(')')
                    .ok_or_else(|| format!("'{written}' lacks its ')'"))?;
                (name, inside.split('|').map(str::to_owned).collect())
            }
        };
        let simple = match name {
            "entity" => {
                let kinds = options.iter().map(|kind| kind.parse());
                let kinds: Result<_, crate::model::UnknownName> = kinds.collect();
                return kinds.map(Self::Entity).map_err(|error| error.to_string());
            }
            "choice" if !options.is_empty() => return Ok(Self::Choice(options)),
            "unit" => Self::Unit,
            "document" => Self::Document,
            "region" => Self::Region,
            "year" => Self::Year,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "text" => Self::Text,
            _ => return Err(format!("'{written}' is no type of a parameter; it is one of {TYPES}")),
        };
        if options.is_empty() {
            Ok(simple)
        } else {
            Err(format!("'{name}' takes nothing in brackets"))
        }
    }
}

const TYPES: &str = "entity, entity(TYPE|…), unit, document, region, year, integer, number, text, choice(A|B|…)";

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(kinds) if kinds.is_empty() => f.write_str("entity"),
            Self::Entity(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
                f.write_str(&kinds.join("|"))
            }
            Self::Unit => f.write_str("unit"),
            Self::Document => f.write_str("document"),
            Self::Region => f.write_str("region"),
            Self::Year => f.write_str("year or range"),
            Self::Integer => f.write_str("whole number"),
            Self::Number => f.write_str("number"),
            Self::Text => f.write_str("text"),
            Self::Choice(words) => f.write_str(&words.join("|")),
        }
    }
}

impl Parameter {
    /// From `NAME TYPE [default=…] [example=…] — meaning`.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let (words, meaning) = line.split_once('—').unwrap_or((line, ""));
        let mut words = words.split_whitespace();
        let (Some(name), Some(kind)) = (words.next(), words.next()) else {
            return Err("a parameter is written 'param NAME TYPE default=… example=… — meaning'".to_owned());
        };
        let kind = ParameterType::parse(kind)?;
        oxrdf::Variable::new(name).map_err(|_| format!("'{name}' cannot be a variable"))?;
        let mut parameter = Self {
            name: name.to_owned(),
            kind,
            default: None,
            example: String::new(),
            meaning: meaning.trim().to_owned(),
        };
        for word in words {
            match word.split_once('=') {
                Some(("default", value)) => parameter.default = Some(value.to_owned()),
                Some(("example", value)) => value.clone_into(&mut parameter.example),
                _ => return Err(format!("'{word}' is neither default=… nor example=…")),
            }
        }
        Ok(parameter)
    }
}

/// Years from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first.
    pub from: u16,
    /// The last.
    pub to: u16,
}

impl Years {
    /// Every year, and what has none (which counts as the year 0).
    pub const ALL: Self = Self { from: 0, to: 9999 };

    /// Whether the year is one of these.
    pub fn contains(self, year: u16) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.to) {
            (0, 9999) => f.write_str("*"),
            (from, to) if from == to => write!(f, "{from}"),
            (from, 9999) => write!(f, "{from}-"),
            (0 | 1, to) => write!(f, "-{to}"),
            (from, to) => write!(f, "{from}-{to}"),
        }
    }
}

/// A text that is neither a year nor a range of years.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no year and no range of years; write 2018, 2012-2018, 2015- or *")]
pub struct NoYears(String);

impl std::str::FromStr for Years {
    type Err = NoYears;

    fn from_str(text: &str) -> Result<Self, NoYears> {
        let wrong = || NoYears(text.to_owned());
        if text == "*" {
            return Ok(Self::ALL);
        }
        let year = |part: &str, open: u16| match part.trim() {
            "" => Ok(open),
            digits if digits.len() == 4 => digits.parse().map_err(|_| wrong()),
            _ => Err(wrong()),
        };
        let (from, to) = text.split_once(['-', '–', '—', '~']).unwrap_or((text, text));
        if from.trim().is_empty() && to.trim().is_empty() {
            return Err(wrong());
        }
        let years = Self {
            from: year(from, 1)?,
            to: year(to, 9999)?,
        };
        if years.from <= years.to {
            Ok(years)
        } else {
            Err(wrong())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_range() {
        for (text, years) in [
            ("2018", Some((2018, 2018))),
            ("2012-2018", Some((2012, 2018))),
            ("2012–2018", Some((2012, 2018))),
            ("2015-", Some((2015, 9999))),
            ("-2015", Some((1, 2015))),
            ("*", Some((0, 9999))),
            ("2018-2012", None),
            ("18", None),
            ("-", None),
            ("", None),
            ("今年", None),
        ] {
            let read = text.parse::<Years>().ok();
            assert_eq!(read.map(|years| (years.from, years.to)), years, "{text}");
            if let Some(years) = read {
                assert_eq!(years.to_string().parse(), Ok(years), "{text}");
            }
        }
    }

    #[test]
    fn a_parameter_reads_its_line() {
        let read = Parameter::parse("what entity(park|program) default=* example=松山湖 — what is run");
        let read = read.expect("it is right");
        assert_eq!(
            read.kind,
            ParameterType::Entity(vec![EntityKind::Park, EntityKind::Program])
        );
        assert_eq!((read.default.as_deref(), &*read.example), (Some("*"), "松山湖"));
        assert_eq!(read.meaning, "what is run");
        for (line, message) in [
            ("x", "a parameter is written"),
            ("x colour — c", "'colour' is no type"),
            ("x entity(colour) — c", "'colour' is no type of entity"),
            ("x choice(a|b — c", "lacks its ')'"),
            ("x choice — c", "'choice' is no type"),
            ("x unit(a) — c", "takes nothing in brackets"),
            ("x text sample=1", "'sample=1' is neither"),
            ("1-2 text — c", "'1-2' cannot be a variable"),
        ] {
            let error = Parameter::parse(line).expect_err(line);
            assert!(error.contains(message), "{error}");
        }
    }
}
