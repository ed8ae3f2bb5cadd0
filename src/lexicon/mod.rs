//! Facts that any corpus needs: places, kinds of department, well-known bodies. Typed tables from `data/lexicon/`.
//!
//! A table is a TSV file with `#` comment lines that give its source, then a header line. The embedded tables are
//! parsed once, when they are first asked for. Every row can stand as [`Evidence`] by its file and first cell.

mod departments;
mod matcher;
mod names;
mod places;
mod table;

pub use departments::{Department, DepartmentId, Departments, Levels};
pub use matcher::{Match, Matcher, Matches, Meaning};
pub use names::{Name, NameId, Names};
pub use places::{Level, Place, PlaceId, Places};
pub use table::TableError;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::digest::digest_of;
use crate::model::Evidence;

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

    /// Reads tables from `file`, which gives the text of a file by name.
    ///
    /// # Errors
    /// A row that has the wrong number of cells or a cell that does not read, with its file and line.
    pub fn parse<'a>(file: impl Fn(&str) -> &'a str) -> Result<Self, TableError> {
        let places = Places::parse(
            &table::read("places.tsv", file("places.tsv"))?,
            &table::read("places-former.tsv", file("places-former.tsv"))?,
            &table::read("towns.tsv", file("towns.tsv"))?,
            &table::read("regions.tsv", file("regions.tsv"))?,
            &table::read("world.tsv", file("world.tsv"))?,
        )?;
        let departments = Departments::parse(
            &table::read("departments.tsv", file("departments.tsv"))?,
            &table::read("vertical.tsv", file("vertical.tsv"))?,
        )?;
        let names = |name: &'static str| table::read(name, file(name)).map(|table| Names::parse(&table));
        let (bodies, zones) = (names("bodies.tsv")?, names("zones.tsv")?);
        let (enterprises, institutions) = (names("enterprises.tsv")?, names("institutions.tsv")?);
        let policies = names("policies.tsv")?;
        let matcher = Matcher::new(
            &places,
            &departments,
            [&bodies, &zones, &enterprises, &institutions, &policies],
        );
        let digest = digest_of(FILES.iter().map(|(name, _)| file(name)));
        let functions = table::read("functions.tsv", file("functions.tsv"))?;
        let functions = functions
            .rows()
            .map(|row| (row.cell("function").to_owned(), row.cell("en").to_owned()))
            .collect();
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
            digest,
        })
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
    fn a_bad_row_is_named() {
        let broken = "# note\nname\tshort\n甲\t乙\t丙\n";
        let error = table::read("regions.tsv", broken).expect_err("three cells");
        assert_eq!(error.to_string(), "regions.tsv, line 3: 3 cells where the header has 2");
    }
}
