//! Facts that any corpus needs: places, kinds of department, well-known bodies. Typed tables from `data/lexicon/`.
//!
//! A table is a TSV file with `#` comment lines that give its source, then a header line. The embedded tables are
//! parsed once, when they are first asked for. Every row can stand as [`Evidence`] by its file and first cell. A user's
//! own files of the same names and columns add rows, and replace those that have the same key.

mod cue;
mod departments;
mod ending;
mod folder;
mod matcher;
mod names;
mod places;
mod table;
mod years;

pub use cue::{Cue, CueReader, Cues, Kinds};
pub use departments::{Department, DepartmentId, Departments, Levels};
pub use ending::{Ending, Opening};
pub use folder::LexiconError;
pub use matcher::{Match, Matcher, Matches, Meaning};
pub use names::{Name, NameId, Names};
pub use places::{Level, Place, PlaceId, Places};
pub use table::TableError;
pub use years::Years;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::digest::digest_of;
use crate::model::Evidence;
use folder::Added;
use table::Origin;

/// The embedded files by name.
const FILES: [(&str, &str); 13] = [
    ("places.tsv", include_str!("../../data/lexicon/places.tsv")),
    (
        "places-former.tsv",
        include_str!("../../data/lexicon/places-former.tsv"),
    ),
    ("towns.tsv", include_str!("../../data/lexicon/towns.tsv")),
    ("regions.tsv", include_str!("../../data/lexicon/regions.tsv")),
    ("world.tsv", include_str!("../../data/lexicon/world.tsv")),
    ("departments.tsv", include_str!("../../data/lexicon/departments.tsv")),
    ("vertical.tsv", include_str!("../../data/lexicon/vertical.tsv")),
    ("functions.tsv", include_str!("../../data/lexicon/functions.tsv")),
    ("bodies.tsv", include_str!("../../data/lexicon/bodies.tsv")),
    ("zones.tsv", include_str!("../../data/lexicon/zones.tsv")),
    ("enterprises.tsv", include_str!("../../data/lexicon/enterprises.tsv")),
    ("policies.tsv", include_str!("../../data/lexicon/policies.tsv")),
    ("institutions.tsv", include_str!("../../data/lexicon/institutions.tsv")),
];

/// The columns that tell the rows of a table apart.
fn key_of(file: &str) -> &'static [&'static str] {
    match file {
        "places.tsv" => &["code"],
        "places-former.tsv" => &["name", "parent"],
        "towns.tsv" => &["parent"],
        "world.tsv" => &["name", "country"],
        "departments.tsv" => &["function", "name", "levels"],
        "vertical.tsv" => &["pattern"],
        "functions.tsv" => &["function"],
        _ => &["name"],
    }
}

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    /// Administrative divisions, regions, and the world's countries and cities.
    pub places: Places,
    /// Kinds of department without their region, and vertically managed bodies.
    pub departments: Departments,
    /// Bodies of the centre.
    pub bodies: Names,
    /// National and other well-known zones.
    pub zones: Names,
    /// Well-known enterprises.
    pub enterprises: Names,
    /// Universities, institutes, facilities.
    pub institutions: Names,
    /// Laws and long-lived national policies.
    pub policies: Names,
    /// English labels of the functions of departments, by key.
    pub functions: BTreeMap<String, String>,
    /// Finds all of these in a text.
    pub matcher: Matcher,
    digest: String,
    replaced: Vec<Replaced>,
}

/// A row that came with the program, or with an earlier folder, and whose place a user's row has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The user's file.
    pub file: String,
    /// The key that both rows have.
    pub row: String,
}

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(|name| FILES.iter().find(|file| file.0 == name).map_or("", |file| file.1))
        .expect("the embedded tables are well-formed: a test reads them")
});

impl Lexicon {
    /// The tables that come with the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The tables that come with the program and, on top of them, those of the user's folders, in their order.
    ///
    /// # Errors
    /// A folder that cannot be read, a file that no table is called after, or a row that does not read.
    pub fn with_folders(folders: &[PathBuf]) -> Result<Self, LexiconError> {
        let added: Vec<Vec<Added>> = folders
            .iter()
            .map(|folder| folder::read(folder))
            .collect::<Result<_, _>>()?;
        let added: Vec<Added> = added.into_iter().flatten().collect();
        let embedded = |name: &str| FILES.iter().find(|file| file.0 == name).map_or("", |file| file.1);
        Ok(Self::parse_with(embedded, &added)?)
    }

    /// Reads tables from `file`, which gives the text of a file by name.
    ///
    /// # Errors
    /// A row that has the wrong number of cells or a cell that does not read, with its file and line.
    pub fn parse<'a>(file: impl Fn(&str) -> &'a str) -> Result<Self, TableError> {
        Self::parse_with(file, &[])
    }

    fn parse_with<'a>(file: impl Fn(&str) -> &'a str, added: &[Added]) -> Result<Self, TableError> {
        let mut replaced = Vec::new();
        let mut table = |name: &'static str| {
            let mut table = table::read(name, file(name))?;
            for more in added.iter().filter(|more| more.name == name) {
                let (label, path) = (more.label.as_str(), more.path.as_str());
                let rows = table.add(Origin { label, path }, &more.text, key_of(name))?;
                replaced.extend(rows.into_iter().map(|row| Replaced {
                    file: path.to_owned(),
                    row,
                }));
            }
            Ok::<_, TableError>(table)
        };
        let places = Places::parse(
            &table("places.tsv")?,
            &table("places-former.tsv")?,
            &table("towns.tsv")?,
            &table("regions.tsv")?,
            &table("world.tsv")?,
        )?;
        let departments = Departments::parse(&table("departments.tsv")?, &table("vertical.tsv")?)?;
        let functions = table("functions.tsv")?;
        let functions = functions
            .rows()
            .map(|row| (row.cell("function").to_owned(), row.cell("en").to_owned()))
            .collect();
        let mut names = |name: &'static str| Names::parse(&table(name)?);
        let (bodies, zones) = (names("bodies.tsv")?, names("zones.tsv")?);
        let (enterprises, institutions) = (names("enterprises.tsv")?, names("institutions.tsv")?);
        let policies = names("policies.tsv")?;
        let matcher = Matcher::new(
            &places,
            &departments,
            [&bodies, &zones, &enterprises, &institutions, &policies],
        );
        Ok(Self {
            places,
            departments,
            bodies,
            zones,
            enterprises,
            institutions,
            policies,
            functions,
            matcher,
            digest: digest(FILES.iter().map(|(name, _)| file(name)), added),
            replaced,
        })
    }

    /// Rows whose place a user's row has taken, in the order of the tables.
    pub fn replaced(&self) -> &[Replaced] {
        &self.replaced
    }

    /// SHA-256 over all tables, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// A row as evidence.
    pub(crate) fn evidence(file: &str, row: &str) -> Evidence {
        Evidence::Lexicon {
            file: file.to_owned(),
            row: row.to_owned(),
        }
    }
}

/// Over the texts of the tables and, where there are any, the names and texts of the user's.
fn digest<'a>(embedded: impl Iterator<Item = &'a str>, added: &'a [Added]) -> String {
    let more = added.iter().flat_map(|file| [file.label.as_str(), file.text.as_str()]);
    digest_of(embedded.chain(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_read() {
        let lexicon = Lexicon::parse(|name| FILES.iter().find(|file| file.0 == name).map_or("", |file| file.1))
            .expect("well-formed");
        assert_eq!(lexicon.digest().len(), 64);
        let dongguan = lexicon.places.named("东莞市");
        assert_eq!(lexicon.places.region(dongguan[0]).to_string(), "广东省/东莞市");
    }

    #[test]
    fn a_users_rows_are_added_or_take_the_place_of_others() {
        let file = |name: &'static str, text: &str| Added {
            name,
            label: format!("mine/{name}"),
            path: format!("/somewhere/mine/{name}"),
            text: text.to_owned(),
        };
        let tables = |name: &str| match name {
            "institutions.tsv" => "name\tshort\tparent\n甲院\t甲\t\n乙院\t乙\t\n",
            "places.tsv" => "code\tname\tshort\tlevel\tparent\n1\t丙省\t\tprovince\t\n",
            _ => "function\tlevels\tname\tpattern\tparent\tcountry\ttype\tfrom\tto\n",
        };
        let parse = |added: &[Added]| Lexicon::parse_with(tables, added);
        let mine = [
            file("institutions.tsv", "short\tname\n一\t甲院\n丁\t丁院\n"),
            file("places.tsv", "code\tname\tlevel\tparent\n2\t戊市\tprefecture\t1\n"),
        ];
        let lexicon = parse(&mine).expect("well-formed");
        let rows: Vec<_> = lexicon
            .institutions
            .iter()
            .map(|(_, row)| (row.short[0].as_str(), row.file.as_ref()))
            .collect();
        let file_of_mine = "mine/institutions.tsv";
        assert_eq!(
            rows,
            [("一", file_of_mine), ("乙", "institutions.tsv"), ("丁", file_of_mine)]
        );
        assert_eq!(
            lexicon
                .replaced()
                .iter()
                .map(|row| row.row.as_str())
                .collect::<Vec<_>>(),
            ["甲院"]
        );
        let city = lexicon.places.named("戊市")[0];
        assert_eq!(
            (
                lexicon.places.region(city).to_string().as_str(),
                lexicon.places.file(city)
            ),
            ("丙省/戊市", "mine/places.tsv")
        );
        assert_ne!(lexicon.digest(), parse(&[]).expect("well-formed").digest());
        for (text, said) in [
            (
                "name\tshrt\n",
                "line 1, column 2 (shrt): institutions.tsv has no such column; it has name, short, parent; did you mean 'short'?",
            ),
            ("# a\nshort\n", "line 2: the column 'name' is missing"),
            ("name\tshort\n\t丁\n", "line 2, column 1 (name): empty"),
            ("name\tshort\n丁\n", "line 2: 1 cells where the header has 2"),
            ("name\n丁\n戊\n丁\n", "line 4: line 2 has this row already"),
        ] {
            let error = parse(&[file("institutions.tsv", text)]).expect_err(said).to_string();
            assert!(
                error.starts_with("/somewhere/mine/institutions.tsv, ") && error.contains(said),
                "{error}"
            );
        }
        let lost = file("places.tsv", "parent\tcode\tname\tlevel\n9\t2\t戊市\tcounty\n");
        let error = parse(&[lost]).expect_err("there is no 9").to_string();
        assert!(error.contains("line 2, column 1 (parent): '9' is no code"), "{error}");
    }

    #[test]
    fn a_bad_row_is_named() {
        let broken = "# note\nname\tshort\n甲\t乙\t丙\n";
        let error = table::read("regions.tsv", broken).expect_err("three cells");
        assert_eq!(error.to_string(), "regions.tsv, line 3: 3 cells where the header has 2");
    }
}
