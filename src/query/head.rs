//! The head of a query file: comment lines that say what it answers, its parameters and how it is drawn.
//!
//! ```text
//! # title-zh: 单位职责
//! # title-en: What a unit does
//! # answers: which measures a unit leads, supports or answers for
//! # param unit text example=东莞市科学技术局 — name in full or as printed
//! # param weight integer default=2 example=5 — fewest sentences
//! # drawn: trace
//! ```

use oxrdf::Literal;

use super::error::Error;

/// What a query says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its name: the saved query's, or the file's.
    pub name: String,
    /// 标题.
    pub title_zh: String,
    /// The title in English.
    pub title_en: String,
    /// What it answers.
    pub answers: String,
    /// What it can be told.
    pub parameters: Vec<Parameter>,
    /// How its rows are drawn, if they can be.
    pub drawn: Option<Drawn>,
}

/// How the rows of a query are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drawn {
    /// From left to right, from what a reader asked for to what follows from it.
    Trace,
    /// Who is bound to whom, without a direction to read in.
    Network,
}

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

/// What values a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterType {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
}

impl ParameterType {
    /// The name in heads and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }

    fn literal(self, value: &str) -> Option<Literal> {
        match self {
            Self::Text => Some(Literal::from(value)),
            Self::Integer => value.parse::<i64>().ok().map(Literal::from),
            Self::Number => {
                let number = value.parse::<f64>().ok().filter(|number| number.is_finite())?;
                Some(Literal::from(number))
            }
        }
    }
}

impl Head {
    /// The head of a query's text: its comment lines up to the first line of the query itself.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let mut head = Self {
            name: name.to_owned(),
            ..Self::default()
        };
        let comments = text.lines().map_while(|line| line.trim_start().strip_prefix('#'));
        for (index, line) in comments.enumerate() {
            head.take_line(line.trim()).map_err(|message| Error::Head {
                name: name.to_owned(),
                line: index + 1,
                message,
            })?;
        }
        Ok(head)
    }

    fn take_line(&mut self, line: &str) -> Result<(), String> {
        let value = |key: &str| line.strip_prefix(key).map(|value| value.trim().to_owned());
        if let Some(title) = value("title-zh:") {
            self.title_zh = title;
        } else if let Some(title) = value("title-en:") {
            self.title_en = title;
        } else if let Some(answers) = value("answers:") {
            self.answers = answers;
        } else if let Some(drawn) = value("drawn:") {
            self.drawn = Some(match drawn.as_str() {
                "trace" => Drawn::Trace,
                "network" => Drawn::Network,
                other => return Err(format!("'{other}' is no way to draw; it is one of trace, network")),
            });
        } else if let Some(parameter) = value("param ") {
            self.parameters.push(Parameter::parse(&parameter)?);
        }
        Ok(())
    }

    /// The value of every parameter, in their order.
    pub(super) fn values<N: AsRef<str>, V: AsRef<str>>(
        &self,
        arguments: &[(N, V)],
    ) -> Result<Vec<(String, Literal)>, Error> {
        for (name, _) in arguments {
            if !self.parameters.iter().any(|parameter| parameter.name == name.as_ref()) {
                return Err(Error::UnknownParameter {
                    query: self.name.clone(),
                    name: name.as_ref().to_owned(),
                    known: self.parameters.iter().map(|parameter| parameter.name.clone()).collect(),
                });
            }
        }
        let value = |parameter: &Parameter| {
            let given = arguments.iter().rev().find(|(name, _)| name.as_ref() == parameter.name);
            let given = given.map(|(_, value)| value.as_ref());
            let literal = self.value(parameter, given)?;
            Ok((parameter.name.clone(), literal))
        };
        self.parameters.iter().map(value).collect()
    }

    fn value(&self, parameter: &Parameter, given: Option<&str>) -> Result<Literal, Error> {
        let Some(value) = given.or(parameter.default.as_deref()) else {
            return Err(Error::MissingParameter {
                query: self.name.clone(),
                name: parameter.name.clone(),
                meaning: parameter.meaning.clone(),
                example: parameter.example.clone(),
            });
        };
        parameter.kind.literal(value).ok_or_else(|| Error::BadValue {
            name: parameter.name.clone(),
            value: value.to_owned(),
            expected: parameter.kind.name(),
        })
    }
}

impl Parameter {
    /// From `NAME TYPE [default=…] [example=…] — meaning`.
    fn parse(line: &str) -> Result<Self, String> {
        let (words, meaning) = line.split_once('—').unwrap_or((line, ""));
        let mut words = words.split_whitespace();
        let (Some(name), Some(kind)) = (words.next(), words.next()) else {
            return Err("a parameter is written 'param NAME TYPE default=… example=… — meaning'".to_owned());
        };
        let kind = [ParameterType::Text, ParameterType::Integer, ParameterType::Number]
            .into_iter()
            .find(|known| known.name() == kind)
            .ok_or_else(|| format!("'{kind}' is no type of a parameter; it is one of text, integer, number"))?;
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
