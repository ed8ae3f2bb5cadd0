//! What the nodes carry.

use serde::{Deserialize, Serialize};

use crate::facts::{Doubt, Metadata};
use crate::model::{Comparator, EntityKey, EntityKind, Evidence, Rule, Section, Sourced, TargetKind, Term};
use crate::read::{Place, place_at};
use crate::text::{Span, long_text};

/// A node of one graph: its place in the graph's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeId(u32);

impl NodeId {
    /// The place in the graph's order, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(index as u32)
    }
}

/// The kinds of nodes, in the graph's order; what an entity is says [`EntityKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A document of the corpus.
    Document,
    /// A numbered heading or task.
    Measure,
    /// A named thing.
    Entity,
    /// An indicator with a number.
    Target,
    /// What agencies of one line of work have in common.
    Function,
}

impl NodeKind {
    /// Every kind, in the graph's order.
    pub const ALL: &'static [Self] = &[
        Self::Document,
        Self::Measure,
        Self::Entity,
        Self::Target,
        Self::Function,
    ];
}

/// A node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// A document of the corpus.
    Document(Box<Document>),
    /// A numbered heading or task.
    Measure(Box<Measure>),
    /// A named thing.
    Entity(Entity),
    /// An indicator with a number.
    Target(Box<Target>),
    /// A line of work that agencies share.
    Function(Function),
}

impl Node {
    /// Which kind of node it is.
    pub fn kind(&self) -> NodeKind {
        match self {
            Self::Document(_) => NodeKind::Document,
            Self::Measure(_) => NodeKind::Measure,
            Self::Entity(_) => NodeKind::Entity,
            Self::Target(_) => NodeKind::Target,
            Self::Function(_) => NodeKind::Function,
        }
    }

    /// The type as tables and drawings name it: `document`, `measure`, `agency` …
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Measure(_) => "measure",
            Self::Entity(entity) => entity.kind().name(),
            Self::Target(_) => "target",
            Self::Function(_) => "function",
        }
    }

    /// The document, if it is one.
    pub fn as_document(&self) -> Option<&Document> {
        match self {
            Self::Document(document) => Some(document),
            _ => None,
        }
    }

    /// The measure, if it is one.
    pub fn as_measure(&self) -> Option<&Measure> {
        match self {
            Self::Measure(measure) => Some(measure),
            _ => None,
        }
    }

    /// The entity, if it is one.
    pub fn as_entity(&self) -> Option<&Entity> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The target, if it is one.
    pub fn as_target(&self) -> Option<&Target> {
        match self {
            Self::Target(target) => Some(target),
            _ => None,
        }
    }

    /// The function, if it is one.
    pub fn as_function(&self) -> Option<&Function> {
        match self {
            Self::Function(function) => Some(function),
            _ => None,
        }
    }
}

/// A document of the corpus; its text stands [apart](super::Graph::text).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file's name without its extension, or its relative path where two files share that.
    pub id: String,
    /// Path relative to the folder given, with `/`.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
    /// What the file is, and its encoding where that is not UTF-8.
    pub format: String,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// How many sentences it has.
    pub sentences: u32,
    /// How many measures it has.
    pub measures: u32,
    /// What a reader should look at.
    pub doubts: Vec<Doubt>,
}

impl Document {
    /// The year of issue, else the first year of the period.
    pub fn year(&self) -> Option<u16> {
        self.metadata.year()
    }

    /// The title, or the id where the document has none.
    pub fn title(&self) -> &str {
        self.metadata.title.as_ref().map_or(&self.id, |title| &title.value)
    }
}

/// What a document was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentText {
    /// The clean text that every quote is cut from.
    #[serde(deserialize_with = "long_text")]
    pub text: String,
    /// Clean text to file: `(byte in text, byte in file)` where a run of equal bytes begins, ascending.
    pub origin: Vec<(u32, u32)>,
    /// Clean text to places in the file, ascending; empty for plain text.
    pub places: Vec<(u32, Place)>,
}

impl DocumentText {
    /// Where in the file a stretch of the clean text begins, in the terms of its format; nothing for plain text.
    pub fn place(&self, span: Span) -> Option<&Place> {
        place_at(&self.places, span.start)
    }
}

/// A numbered heading or task of a document's outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The document it stands in.
    pub document: NodeId,
    /// Its outline path.
    pub section: Section,
    /// How many measures of the document before it have the same section; 0 unless the text repeats a number.
    pub repeat: u32,
    /// The heading without its number.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// From its number to the end of its own text, before its first child.
    pub span: Span,
    /// Whether the copy has lost the number and it was worked out.
    pub recovered: bool,
    /// 完成时限, as printed.
    pub deadline: Option<Sourced<String>>,
    /// The content words of its own text, in the order in which they first stand there.
    pub terms: Vec<Term>,
    /// Its place among the measures of the document, from 0.
    pub order: u32,
}

/// A named thing: an agency, a park, a place …
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its identity.
    pub key: EntityKey,
    /// For agencies: the key of the function (科技, 发改).
    pub function: Option<String>,
    /// Every form that any document prints, each once, by document and then by first appearance. Empty for a place that is
    /// only the region of something. Which document prints what say its [appearances](super::Graph::appearances).
    pub printed: Vec<String>,
}

impl Entity {
    /// What it is.
    pub fn kind(&self) -> EntityKind {
        self.key.kind
    }

    /// The resolved name in full.
    pub fn name(&self) -> &str {
        &self.key.name
    }
}

/// An entity as one document names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    /// The document.
    pub document: NodeId,
    /// Every form printed there, in the order of first appearance.
    pub printed: Vec<String>,
    /// How often it is named there.
    pub mentions: u32,
    /// In how many sentences it is named there.
    pub sentences: u32,
    /// How the printed forms were taken to be this entity.
    pub resolved_by: Rule,
    /// The lexicon row behind the resolution, if one stands behind it.
    pub source: Option<Evidence>,
}

/// An indicator with a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The document it stands in.
    pub document: NodeId,
    /// The measure it stands in, if it stands in one.
    pub measure: Option<NodeId>,
    /// Its place among the targets of that measure (or of the text outside all measures), from 0.
    pub order: u32,
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
    /// Where it stands.
    pub span: Span,
}

/// A line of work that agencies of many places and years share (科技, 发改).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// Its key in the departments' lexicon, which is its Chinese label too.
    pub key: String,
    /// The English label, if the lexicon has one.
    pub label_en: Option<String>,
}
