//! The head of a query file: comment lines that say what it answers, its parameters and how it is drawn.
//!
//! ```text
//! # title-zh: 单位职责
//! # title-en: What a unit does
//! # answers: which measures a unit leads, supports or answers for
//! # group: trace
//! # param unit unit example=东莞市科学技术局 — any name of the unit
//! # param years year default=* example=2012-2018 — years of the documents
//! # param by choice(sentence|measure) default=sentence example=measure — what is counted
//! # drawn: trace
//! ```

use std::fmt::Write as _;

use super::error::Error;
use super::parameter::Parameter;

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
    /// Among what it is listed.
    pub group: Option<Group>,
    /// What it can be told.
    pub parameters: Vec<Parameter>,
    /// How its rows are drawn, if they can be.
    pub drawn: Option<Drawn>,
}

/// What queries are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Group {
    /// 责任: who does what.
    Trace,
    /// 共现: what is named together.
    CoOccurrence,
    /// 文件: what a document is about, and how documents stand to each other.
    Documents,
    /// 证据: the words behind it.
    Evidence,
    /// 目标: numbers.
    Targets,
    /// 比较: what stands in several documents, years or places.
    Compare,
    /// 表: everything there is of one kind.
    Tables,
}

impl Group {
    /// Every group, in the order of the list.
    pub const ALL: &'static [Self] = &[
        Self::Trace,
        Self::CoOccurrence,
        Self::Documents,
        Self::Evidence,
        Self::Targets,
        Self::Compare,
        Self::Tables,
    ];

    /// The name in a head.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::CoOccurrence => "co-occurrence",
            Self::Documents => "documents",
            Self::Evidence => "evidence",
            Self::Targets => "targets",
            Self::Compare => "compare",
            Self::Tables => "tables",
        }
    }

    fn named(name: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|group| group.name() == name)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|group| group.name()).collect();
                format!("'{name}' is no group of queries; it is one of {}", known.join(", "))
            })
    }

    /// The heading in a list.
    pub fn title(self) -> &'static str {
        match self {
            Self::Trace => "责任 Who does what",
            Self::CoOccurrence => "共现 What is named together",
            Self::Documents => "文件 Documents",
            Self::Evidence => "证据 The words behind it",
            Self::Targets => "目标 Targets",
            Self::Compare => "比较 Compared",
            Self::Tables => "表 Tables",
        }
    }
}

/// How the rows of a query are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drawn {
    /// From left to right, from what a reader asked for to what follows from it.
    Trace,
    /// Two kinds of things in two columns, and what binds them.
    Columns,
    /// Who is bound to whom, without a direction to read in.
    Network,
    /// What stands around one thing.
    Radial,
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
        } else if let Some(group) = value("group:") {
            self.group = Some(Group::named(&group)?);
        } else if let Some(drawn) = value("drawn:") {
            self.drawn = Some(match drawn.as_str() {
                "trace" => Drawn::Trace,
                "columns" => Drawn::Columns,
                "network" => Drawn::Network,
                "radial" => Drawn::Radial,
                other => {
                    return Err(format!(
                        "'{other}' is no way to draw; it is one of trace, columns, network, radial"
                    ));
                }
            });
        } else if let Some(parameter) = value("param ") {
            let parameter = Parameter::parse(&parameter)?;
            if self.parameters.iter().any(|known| known.name == parameter.name) {
                return Err(format!("the parameter '{}' is declared twice", parameter.name));
            }
            self.parameters.push(parameter);
        }
        Ok(())
    }

    /// How it is called, and what each parameter takes: for who called it wrongly.
    pub fn usage(&self) -> String {
        let mut usage = format!("usage: policygraph query {}", self.name);
        for parameter in &self.parameters {
            let word = format!("--param {}={}", parameter.name, parameter.name.to_uppercase());
            let _ = match parameter.default {
                None => write!(usage, " {word}"),
                Some(_) => write!(usage, " [{word}]"),
            };
        }
        for parameter in &self.parameters {
            let _ = write!(usage, "\n  {}", parameter.describe());
        }
        usage
    }
}

impl Parameter {
    /// The parameter in a line: name, type, meaning, and the default or an example.
    pub fn describe(&self) -> String {
        let value = match &self.default {
            Some(default) => format!("default {default}, for example {}", self.example),
            None => format!("needed, for example {}", self.example),
        };
        format!("{}={}: {} ({value})", self.name, self.kind, self.meaning)
    }
}
