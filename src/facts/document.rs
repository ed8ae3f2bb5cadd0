//! The facts of one document.

use serde::{Deserialize, Serialize};

use crate::model::{
    CitationKind, Comparator, Date, DocumentKind, EntityKey, Evidence, Period, Region, Role, Rule, Seat, Section,
    Sourced, TargetKind, Term,
};
use crate::read::{Place, place_at};
use crate::text::{Span, long_text};

/// Index of an entity within its document's [`DocumentFacts::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// Index of a measure within its document's [`DocumentFacts::measures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MeasureId(pub u32);

/// Everything that was read out of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// The file's name without its extension, or its relative path where two files share that.
    pub id: String,
    /// Path relative to the folder given, with `/`.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
    /// The clean text that every span points into.
    #[serde(deserialize_with = "long_text")]
    pub text: String,
    /// Clean text to file: `(byte in text, byte in file)` where a run of equal bytes begins, ascending.
    pub origin: Vec<(u32, u32)>,
    /// Clean text to places in the file (pages, paragraphs, cells): `(byte in text, place)` where a place begins, ascending.
    pub places: Vec<(u32, Place)>,
    /// What the file is, and its encoding where that is not UTF-8: `docx`, `text gb18030`.
    pub format: String,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// Headings and measures in the order of the text.
    pub measures: Vec<MeasureFact>,
    /// Sentences in the order of the text, page chrome left out.
    pub sentences: Vec<SentenceFact>,
    /// Distinct entities, ordered by key.
    pub entities: Vec<EntityFact>,
    /// In the order of the text.
    pub mentions: Vec<MentionFact>,
    /// In the order of the text.
    pub responsibilities: Vec<ResponsibilityFact>,
    /// Who sits in leading groups and houses their offices, in the order of the text.
    pub seats: Vec<SeatFact>,
    /// In the order of the text.
    pub citations: Vec<CitationFact>,
    /// In the order of the text.
    pub targets: Vec<TargetFact>,
    /// What a reader should look at.
    pub doubts: Vec<Doubt>,
    /// Lines of the corrections file that speak of something here, ascending.
    pub corrections: Vec<u32>,
}

impl DocumentFacts {
    /// Where in the file a stretch of the clean text begins, in the terms of its format; nothing for plain text.
    pub fn place(&self, span: Span) -> Option<&Place> {
        place_at(&self.places, span.start)
    }
}

/// What a document says of itself, each field with where it says so.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// 标题: the plan's own, not the covering notice's.
    pub title: Option<Sourced<String>>,
    /// 文号.
    pub number: Option<Sourced<String>>,
    /// 发文机关, in the order printed.
    pub issuers: Vec<Sourced<EntityKey>>,
    /// 地区.
    pub region: Option<Sourced<Region>>,
    /// 成文日期, else 发布日期.
    pub issued: Option<Sourced<Date>>,
    /// The years covered.
    pub period: Option<Sourced<Period>>,
    /// 文种.
    pub kind: Option<Sourced<DocumentKind>>,
    /// Where it was found.
    pub url: Option<Sourced<String>>,
    /// Groups of the user's own.
    pub groups: Vec<Sourced<String>>,
}

impl Metadata {
    /// The year of issue, else the first year of the period.
    pub fn year(&self) -> Option<u16> {
        let issued = self.issued.as_ref().map(|date| date.value.year);
        issued.or_else(|| self.period.as_ref().map(|period| period.value.start))
    }
}

/// A numbered heading or task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureFact {
    /// Its outline path.
    pub section: Section,
    /// The heading without its number.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// From its number to the end of its own text, before its first child.
    pub span: Span,
    /// The measure it is part of.
    pub parent: Option<MeasureId>,
    /// Whether the copy has lost the number and it was worked out.
    pub recovered: bool,
    /// 完成时限, as printed.
    pub deadline: Option<Sourced<String>>,
    /// The content words of its own text, in the order in which they first stand there.
    pub terms: Vec<Term>,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceFact {
    /// Where it stands.
    pub span: Span,
    /// The innermost measure around it.
    pub measure: Option<MeasureId>,
}

/// One distinct thing that the document names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityFact {
    /// Its identity.
    pub key: EntityKey,
    /// Every form printed, in the order of first appearance.
    pub printed: Vec<String>,
    /// For agencies: the key of the function (科技, 发改) in the departments' lexicon.
    pub function: Option<String>,
    /// How the printed forms were taken to be this entity.
    pub resolved_by: Rule,
    /// The lexicon row behind the resolution, if one stands behind it.
    pub source: Option<Evidence>,
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionFact {
    /// What is named.
    pub entity: EntityId,
    /// Where.
    pub span: Span,
    /// The sentence around it.
    pub sentence: u32,
    /// The innermost measure around it.
    pub measure: Option<MeasureId>,
    /// How it was recognised.
    pub rule: Rule,
    /// The lines of the corrections file that decided what is named.
    pub corrections: Vec<u32>,
}

/// Who carries a responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRef {
    /// The unit.
    pub entity: EntityId,
    /// Where it is named.
    pub span: Span,
}

/// A unit's role in a measure, one for each place that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponsibilityFact {
    /// The measure; the document as a whole where there is none.
    pub measure: Option<MeasureId>,
    /// What the unit does.
    pub role: Role,
    /// Who.
    pub unit: UnitRef,
    /// As printed there.
    pub printed: String,
    /// Whether a merged cell, or a rule stated once for the whole text, carries the unit to this measure.
    pub inherited: bool,
    /// The sentence, bracket or cell that says so.
    pub quote: Span,
    /// How it was read.
    pub rule: Rule,
    /// The lines of the corrections file that decided who the unit is or what it does.
    pub corrections: Vec<u32>,
}

/// What a unit is to a leading group, one for each place that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatFact {
    /// The group; its office, where the text says who houses that.
    pub group: EntityId,
    /// Who.
    pub unit: UnitRef,
    /// What it is to the group.
    pub seat: Seat,
    /// The post as printed: 组长, 成员单位, 办公室.
    pub post: String,
    /// The sentence or line that says so.
    pub quote: Span,
    /// How it was read.
    pub rule: Rule,
    /// The lines of the corrections file that decided who the unit is.
    pub corrections: Vec<u32>,
}

/// A policy that the document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationFact {
    /// Where in the outline.
    pub measure: Option<MeasureId>,
    /// The cited policy.
    pub policy: EntityId,
    /// How it is cited.
    pub kind: CitationKind,
    /// Where it is named.
    pub span: Span,
    /// The sentence around it.
    pub quote: Span,
    /// How it was read.
    pub rule: Rule,
}

/// An indicator with a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetFact {
    /// Where in the outline.
    pub measure: Option<MeasureId>,
    /// Promised or reported.
    pub kind: TargetKind,
    /// The words that name what is measured.
    pub indicator: String,
    /// How the value bounds it.
    pub comparator: Comparator,
    /// A number, or two joined by `-`.
    pub value: String,
    /// As printed: 家, 个, %, 万元.
    pub unit: String,
    /// By when, or for which year.
    pub year: Option<u16>,
    /// From the indicator to the unit.
    pub span: Span,
    /// The sentence around it.
    pub quote: Span,
    /// How it was read.
    pub rule: Rule,
}

/// Why something deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DoubtKind {
    /// A sentence with a word of responsibility (牵头, 负责) from which no unit was read.
    RoleWithoutUnit,
    /// A number that the copy has lost and that was worked out.
    NumberRecovered,
    /// A name that could belong to several bodies.
    UnresolvedName,
    /// A number under which the outline has two measures.
    SectionTwice,
    /// A field of the header that could not be found or that stands there twice.
    Metadata,
}

/// Something a reader should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Why.
    pub kind: DoubtKind,
    /// Where.
    pub span: Span,
    /// In a sentence.
    pub message: String,
}

impl DoubtKind {
    /// The name used in summaries and exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::RoleWithoutUnit => "role-without-unit",
            Self::NumberRecovered => "number-recovered",
            Self::UnresolvedName => "unresolved-name",
            Self::SectionTwice => "section-twice",
            Self::Metadata => "metadata",
        }
    }
}
