//! Tables of names: a full name, its short forms, and what is known of the thing.

use std::borrow::Cow;

use super::Years;
use super::table::{Row, Table, TableError};

/// Index of a row of one of the [`Names`] tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub(super) u32);

/// A table of names.
#[derive(Debug)]
pub struct Names {
    rows: Vec<Name>,
}

/// A row of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The full name.
    pub name: String,
    /// Other names, short and long.
    pub short: Vec<String>,
    /// The function key of an agency; empty elsewhere.
    pub function: String,
    /// Whether a central body is an institution rather than an agency.
    pub is_institution: bool,
    /// The division it lies in; empty where that is not told.
    pub place: String,
    /// First year of use, if bounded.
    pub from: Option<u16>,
    /// Last year of use, if bounded.
    pub to: Option<u16>,
    /// What it became.
    pub became: Vec<String>,
    /// The file of the row.
    pub file: Cow<'static, str>,
}

impl Name {
    /// The years in which the name was in use.
    pub fn years(&self) -> Years {
        Years {
            from: self.from,
            to: self.to,
        }
    }
}

impl Names {
    pub(super) fn parse(table: &Table<'_>) -> Result<Self, TableError> {
        let rows = table.rows().map(name);
        Ok(Self {
            rows: rows.collect::<Result<_, _>>()?,
        })
    }

    /// The row of this id.
    pub fn get(&self, id: NameId) -> &Name {
        &self.rows[id.0 as usize]
    }

    /// Every row with its id.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Name)> {
        self.rows.iter().enumerate().map(|(i, row)| (NameId(i as u32), row))
    }

    /// The row of this full name.
    pub fn named(&self, name: &str) -> Option<&Name> {
        self.rows.iter().find(|row| row.name == name)
    }
}

fn name(row: Row<'_, '_>) -> Result<Name, TableError> {
    let is_institution = match row.cell("type") {
        "institution" => true,
        "" | "agency" => false,
        other => {
            let problem = format!("'{other}' is no type of body; it is agency or institution");
            return Err(row.wrong("type", problem));
        }
    };
    Ok(Name {
        name: row.cell("name").to_owned(),
        short: row.list("short").map(str::to_owned).collect(),
        function: row.cell("function").to_owned(),
        is_institution,
        place: row.cell("place").to_owned(),
        from: row.year("from")?,
        to: row.year("to")?,
        became: row.list("became").map(str::to_owned).collect(),
        file: row.file(),
    })
}
