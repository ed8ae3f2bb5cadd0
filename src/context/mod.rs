//! Whose document it is: region, level and year, from what the header prints. Names are resolved in this light.

mod own_place;
mod period;
mod region;
mod town;
mod years;
mod zone;

pub use period::period_in;
pub use region::region;
pub(crate) use region::{chain, single};

use std::collections::BTreeMap;

use crate::lexicon::{Level, Lexicon, Matches, PlaceId, Years};
use crate::model::{Date, DocumentKind, Evidence, Period, Region, Rule, Sourced};
use crate::structure::{Header, Structure};

/// What the user says of a document in `corpus.toml`; each field wins over the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The file as `corpus.toml` names it.
    pub entry: String,
    /// Its title.
    pub title: Option<String>,
    /// Its 文号.
    pub number: Option<String>,
    /// Its issuers, in full.
    pub issuers: Vec<String>,
    /// Its region.
    pub region: Option<Region>,
    /// Its date of issue.
    pub issued: Option<Date>,
    /// The years it covers.
    pub period: Option<Period>,
    /// Its kind.
    pub kind: Option<DocumentKind>,
    /// Where it was found.
    pub url: Option<String>,
    /// Groups that it is one of.
    pub groups: Vec<String>,
    /// The file and row of a table that says a field, by field; the others are said by `corpus.toml`.
    pub rows: BTreeMap<&'static str, (String, u32)>,
}

impl Given {
    /// A field of the entry as evidence.
    pub fn evidence(&self, field: &str) -> Evidence {
        if let Some((file, row)) = self.rows.get(field) {
            return Evidence::Row {
                file: file.clone(),
                row: *row,
                field: field.to_owned(),
            };
        }
        Evidence::CorpusToml {
            entry: self.entry.clone(),
            field: field.to_owned(),
        }
    }

    /// What is said here, completed by what `other` says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut rows = other.rows;
        let said = self.fields();
        rows.retain(|field, _| !said.contains(field));
        rows.extend(self.rows);
        let several = |own: Vec<String>, others: Vec<String>| if own.is_empty() { others } else { own };
        Self {
            entry: if self.entry.is_empty() { other.entry } else { self.entry },
            title: self.title.or(other.title),
            number: self.number.or(other.number),
            issuers: several(self.issuers, other.issuers),
            region: self.region.or(other.region),
            issued: self.issued.or(other.issued),
            period: self.period.or(other.period),
            kind: self.kind.or(other.kind),
            url: self.url.or(other.url),
            groups: several(self.groups, other.groups),
            rows,
        }
    }

    /// The same, said by a row of a table.
    #[must_use]
    pub fn in_row(mut self, file: &str, row: u32) -> Self {
        self.rows = self
            .fields()
            .into_iter()
            .map(|field| (field, (file.to_owned(), row)))
            .collect();
        self
    }

    /// The fields of which something is said.
    fn fields(&self) -> Vec<&'static str> {
        let said = [
            ("title", self.title.is_some()),
            ("number", self.number.is_some()),
            ("issuer", !self.issuers.is_empty()),
            ("region", self.region.is_some()),
            ("issued", self.issued.is_some()),
            ("period", self.period.is_some()),
            ("kind", self.kind.is_some()),
            ("url", self.url.is_some()),
            ("groups", !self.groups.is_empty()),
        ];
        said.into_iter()
            .filter(|(_, said)| *said)
            .map(|(field, _)| field)
            .collect()
    }
}

/// The light in which the names of a document are read.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The document's id.
    pub document: String,
    /// Where it belongs, with the reason; the nation has a region too, an empty one.
    pub region: Option<Sourced<Region>>,
    /// The division it belongs to; none for the nation and where nothing is known.
    pub place: Option<PlaceId>,
    /// The year in whose names it speaks.
    pub year: Option<u16>,
    /// The years in which it can have been written: that year, or what the names and numbers in it tell.
    pub years: Years,
    /// The town whose government issued it, with the county around it.
    pub town: Option<String>,
    /// The zone whose committee issued it, by the name that its departments carry.
    pub zone: Option<String>,
}

impl Context {
    /// Reads the context off a document's header.
    pub fn new(
        document: &str,
        text: &str,
        structure: &Structure,
        matches: &Matches<'_>,
        lexicon: &Lexicon,
        given: &Given,
    ) -> Self {
        let read = region(document, text, structure, matches, lexicon);
        let said = given.region.as_ref();
        let agrees = said.zip(read.as_ref()).is_some_and(|(said, read)| *said == read.value);
        let region = match said.filter(|_| !agrees) {
            Some(region) => Some(Sourced {
                value: region.clone(),
                evidence: given.evidence("region"),
            }),
            None => read,
        };
        let place = region.as_ref().and_then(|region| lexicon.places.at(&region.value));
        let year = year(text, &structure.header, given);
        let years = match year {
            Some(_) => Years::of(year),
            None => years::printed(text, matches, lexicon),
        };
        Self {
            document: document.to_owned(),
            region,
            place,
            year,
            years,
            town: town::town(text, &structure.header, matches, lexicon),
            zone: zone::zone(text, &structure.header, matches, lexicon),
        }
    }

    /// The region, or the nation where none is known.
    pub fn home(&self) -> Region {
        self.region
            .as_ref()
            .map(|region| region.value.clone())
            .unwrap_or_default()
    }

    /// The document's own level; none for the nation.
    pub fn level(&self, lexicon: &Lexicon) -> Option<Level> {
        self.place.map(|place| lexicon.places.get(place).level)
    }

    /// Text of this document as evidence.
    pub fn evidence(&self, span: crate::text::Span, rule: Rule) -> Evidence {
        Evidence::text(self.document.clone(), span, rule)
    }
}

/// The year in whose names a document speaks: that of issue, of its number, of its period, of its page.
fn year(text: &str, header: &Header, given: &Given) -> Option<u16> {
    let title = header.title.as_ref().map_or("", |title| &title.text);
    let in_title = period_in(title).map(|(period, _)| period.start);
    let stated = given
        .issued
        .map(|date| date.year)
        .or(given.period.map(|period| period.start));
    stated
        .or(header.revised.map(|date| date.year))
        .or(header.issued.map(|(date, _)| date.year))
        .or_else(|| header.year_of_number(text))
        .or(in_title)
        .or(header.page_date.map(|(date, _)| date.year))
}
