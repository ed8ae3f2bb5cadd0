//! Whose document it is: region, level and year, from what the header prints. Names are resolved in this light.

mod period;
mod region;
mod zone;

pub use period::period_in;
pub use region::region;
pub(crate) use region::{chain, single};

use crate::lexicon::{Level, Lexicon, Matches, PlaceId};
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
}

impl Given {
    /// A field of the entry as evidence.
    pub fn evidence(&self, field: &str) -> Evidence {
        Evidence::CorpusToml {
            entry: self.entry.clone(),
            field: field.to_owned(),
        }
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
        let region = match &given.region {
            Some(region) => Some(Sourced {
                value: region.clone(),
                evidence: given.evidence("region"),
            }),
            None => region(document, text, structure, matches, lexicon),
        };
        let place = region.as_ref().and_then(|region| lexicon.places.at(&region.value));
        Self {
            document: document.to_owned(),
            region,
            place,
            year: year(text, &structure.header, given),
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

/// The year in whose names a document speaks: that of issue, of its period, of its page.
fn year(text: &str, header: &Header, given: &Given) -> Option<u16> {
    let title = header.title.as_ref().map_or("", |title| &title.text);
    let in_title = period_in(title).map(|(period, _)| period.start);
    let _ = text;
    let stated = given
        .issued
        .map(|date| date.year)
        .or(given.period.map(|period| period.start));
    stated
        .or(header.revised.map(|date| date.year))
        .or(header.issued.map(|(date, _)| date.year))
        .or(in_title)
        .or(header.page_date.map(|(date, _)| date.year))
}
