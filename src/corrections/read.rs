//! Text to lines.

use std::str::FromStr;

use crate::model::{Action, EntityKind, Role, Section, UnknownName};
use crate::text::{fold_name, nearest};

use super::{Change, Line, Mistake, Name};

/// The header of the file.
pub const COLUMNS: [&str; 7] = ["action", "document", "section", "name", "type", "value", "reason"];

const ACTION: usize = 0;
const DOCUMENT: usize = 1;
const SECTION: usize = 2;
const NAME: usize = 3;
const TYPE: usize = 4;
const VALUE: usize = 5;
const REASON: usize = 6;

/// What stands in the place of a name that nobody has written yet.
const PLACEHOLDERS: [&str; 4] = ["?", "...", "…", "……"];

/// Every line, and every mistake.
pub(super) fn lines(text: &str) -> (Vec<Line>, Vec<Mistake>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = text.lines().zip(1_u32..).filter(|(line, _)| !is_comment(line));
    let mut rows = rows.map(|(line, number)| Row {
        number,
        cells: line.split('\t').map(cell).collect(),
    });
    let Some(header) = rows.next() else {
        let problem = format!("there is no header; the first line must be {}", COLUMNS.join(" TAB "));
        return (Vec::new(), vec![Row::default().mistake(None, problem)]);
    };
    if let Err(mistake) = header.is_header() {
        return (Vec::new(), vec![mistake]);
    }
    let (mut lines, mut mistakes) = (Vec::new(), Vec::new());
    for row in rows {
        match row.line() {
            Ok(line) => lines.push(line),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    (lines, mistakes)
}

/// Empty lines, and those that begin with `#`; a spreadsheet puts quotation marks around some.
fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start_matches('"').starts_with('#')
}

/// A cell without the quotation marks that a spreadsheet puts around it.
fn cell(cell: &str) -> String {
    let cell = cell.trim();
    let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    quoted.map_or_else(
        || cell.to_owned(),
        |inside| inside.replace("\"\"", "\"").trim().to_owned(),
    )
}

/// A line's cells.
#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<String>,
}

impl Row {
    fn mistake(&self, column: Option<usize>, problem: impl Into<String>) -> Mistake {
        Mistake {
            line: self.number.max(1),
            column: column.map(|column| (column + 1, COLUMNS[column])),
            problem: problem.into(),
        }
    }

    fn is_header(&self) -> Result<(), Mistake> {
        let wrong = (0..COLUMNS.len()).find(|&i| self.cells.get(i).is_none_or(|cell| cell != COLUMNS[i]));
        let problem = || {
            let spaces = if self.cells.len() == 1 {
                "; there is no tab in this line"
            } else {
                ""
            };
            format!("the first line must be {}{spaces}", COLUMNS.join(" TAB "))
        };
        match wrong {
            Some(column) => Err(self.mistake(Some(column), problem())),
            None if self.cells.len() > COLUMNS.len() => Err(self.mistake(None, problem())),
            None => Ok(()),
        }
    }

    fn line(&self) -> Result<Line, Mistake> {
        if self.cells.len() != COLUMNS.len() {
            let problem = format!(
                "{} cells where the header has {}; cells are separated by one tab each, empty ones too",
                self.cells.len(),
                COLUMNS.len()
            );
            return Err(self.mistake(None, problem));
        }
        let action: Action = self.word(ACTION)?;
        let name = self.name(NAME)?;
        let change = self.change(action, &name)?;
        if !matches!(action, Action::Role | Action::Similar | Action::NotSimilar) {
            self.must_be_empty(SECTION, "only lines about roles and measures name a section")?;
        }
        if self.cells[REASON].is_empty() {
            let problem = "empty; say why, for those who read this file later";
            return Err(self.mistake(Some(REASON), problem));
        }
        Ok(Line {
            number: self.number,
            document: self.cells[DOCUMENT].clone(),
            name,
            change,
            reason: self.cells[REASON].clone(),
        })
    }

    fn change(&self, action: Action, name: &Name) -> Result<Change, Mistake> {
        Ok(match action {
            Action::Alias => Change::Alias {
                kind: self.word(TYPE)?,
                body: self.name(VALUE)?,
            },
            Action::NotTheSame => Change::NotTheSame {
                kind: self.kind()?,
                other: self.other_name(name)?,
            },
            Action::Drop => {
                self.must_be_empty(VALUE, "nothing takes the place of a name that is dropped")?;
                Change::Drop { kind: self.kind()? }
            }
            Action::Retype => self.retype()?,
            Action::Rename => Change::Rename {
                kind: self.kind()?,
                to: self.other_name(name)?,
            },
            Action::Role => self.role()?,
            Action::Similar => self.similar(true)?,
            Action::NotSimilar => self.similar(false)?,
        })
    }

    fn retype(&self) -> Result<Change, Mistake> {
        let (from, to) = (self.kind()?, self.word(VALUE)?);
        if from == Some(to) {
            return Err(self.mistake(Some(VALUE), format!("it is said to be found as {to} already")));
        }
        Ok(Change::Retype { from, to })
    }

    fn role(&self) -> Result<Change, Mistake> {
        if self.cells[DOCUMENT].is_empty() {
            return Err(self.mistake(
                Some(DOCUMENT),
                "empty; a role line speaks of one measure of one document",
            ));
        }
        let to = match self.cells[VALUE].as_str() {
            "none" => None,
            word => Some(word.parse::<Role>().map_err(|unknown| {
                let unknown = UnknownName {
                    known: format!("{}, none", unknown.known),
                    ..unknown
                };
                self.unknown(VALUE, &unknown)
            })?),
        };
        let from = self.word(TYPE)?;
        if to == Some(from) {
            return Err(self.mistake(Some(VALUE), format!("it has the role {from} already")));
        }
        let section = self.section(SECTION);
        Ok(Change::Role { section, from, to })
    }

    /// A measure of `document` and one, `value`, of the document called `name`.
    fn similar(&self, similar: bool) -> Result<Change, Mistake> {
        for (column, what) in [
            (DOCUMENT, "document"),
            (SECTION, "section"),
            (VALUE, "section of the other document"),
        ] {
            if self.cells[column].is_empty() {
                let problem = format!("empty; a line about two measures needs the {what}");
                return Err(self.mistake(Some(column), problem));
            }
        }
        if !self.cells[TYPE].is_empty() {
            return Err(self.mistake(Some(TYPE), "measures have no type; leave it empty"));
        }
        let (section, other) = (self.section(SECTION), self.section(VALUE));
        Ok(Change::Similar {
            section,
            other,
            similar,
        })
    }

    fn section(&self, column: usize) -> Section {
        let labels = self.cells[column].split('/').map(fold_name);
        Section::new(labels.filter(|label| !label.is_empty()))
    }

    /// The word of a closed set in a cell.
    fn word<T: FromStr<Err = UnknownName>>(&self, column: usize) -> Result<T, Mistake> {
        let parsed = self.cells[column].parse();
        parsed.map_err(|unknown| self.unknown(column, &unknown))
    }

    /// The type in its cell, if there is one.
    fn kind(&self) -> Result<Option<EntityKind>, Mistake> {
        let cell = &self.cells[TYPE];
        (!cell.is_empty()).then(|| self.word(TYPE)).transpose()
    }

    fn unknown(&self, column: usize, unknown: &UnknownName) -> Mistake {
        let known = unknown.known.split(", ");
        let hint = match nearest(&unknown.word, known) {
            Some(word) => format!("; did you mean '{word}'?"),
            None => String::new(),
        };
        let problem = match unknown.word.as_str() {
            "" => format!("empty; it must hold a {}: one of {}", unknown.set, unknown.known),
            _ => format!("{unknown}{hint}"),
        };
        self.mistake(Some(column), problem)
    }

    fn name(&self, column: usize) -> Result<Name, Mistake> {
        let name = Name::parse(&self.cells[column]);
        if name.folded.is_empty() {
            return Err(self.mistake(Some(column), "empty; it must hold a name, printed or in full"));
        }
        if PLACEHOLDERS.contains(&self.cells[column].as_str()) {
            return Err(self.mistake(Some(column), "write the name in full here"));
        }
        Ok(name)
    }

    fn other_name(&self, name: &Name) -> Result<Name, Mistake> {
        let other = self.name(VALUE)?;
        if other == *name {
            return Err(self.mistake(Some(VALUE), "the same as the name; it must be another"));
        }
        Ok(other)
    }

    fn must_be_empty(&self, column: usize, why: &str) -> Result<(), Mistake> {
        match self.cells[column].as_str() {
            "" => Ok(()),
            cell => Err(self.mistake(Some(column), format!("'{cell}' must go: {why}"))),
        }
    }
}
