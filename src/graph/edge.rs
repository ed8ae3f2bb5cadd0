//! What the edges carry.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::NodeId;
use crate::model::{CitationKind, Evidence, Role, Seat};

/// An edge of one graph: its place in the graph's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(u32);

impl EdgeId {
    /// The place in the graph's order, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(index as u32)
    }
}

/// Defines [`EdgeKind`] with one name for each kind.
macro_rules! edge_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal),+ $(,)?) => {
        /// The kinds of edges, in the graph's order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum EdgeKind { $($(#[$doc])* $kind),+ }

        impl EdgeKind {
            /// Every kind, in the graph's order.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The name used in exports and summaries.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }
        }
    };
}

edge_kinds! {
    /// Measure → Measure or Document.
    PartOf = "PART_OF",
    /// Agency → Document.
    Issued = "ISSUED",
    /// Unit → Measure or Document.
    Leads = "LEADS",
    /// Unit → Measure or Document.
    Supports = "SUPPORTS",
    /// Unit → Measure or Document.
    ResponsibleFor = "RESPONSIBLE_FOR",
    /// Measure, or Document outside any measure → entity.
    Mentions = "MENTIONS",
    /// Entity — entity; it goes from the lower id to the higher and means both ways.
    CoOccurs = "CO_OCCURS",
    /// Document or Measure → Policy or Document.
    Cites = "CITES",
    /// Measure or Document → Target.
    Sets = "SETS",
    /// Entity or Document → Place.
    LocatedIn = "LOCATED_IN",
    /// Agency → Agency.
    SucceededBy = "SUCCEEDED_BY",
    /// Agency → Park or Place.
    Administers = "ADMINISTERS",
    /// Unit → the leading group (领导小组) that it sits in.
    MemberOf = "MEMBER_OF",
    /// Leading group, or its office → the department that houses the office.
    HostedBy = "HOSTED_BY",
    /// Agency → Function.
    HasFunction = "HAS_FUNCTION",
    /// Measure — measure of another document: the user says that they are not one task. It goes from the lower id to the
    /// higher and means both ways.
    DiffersFrom = "DIFFERS_FROM",
    /// Measure — measure of another document that is alike; direction as above.
    SimilarTo = "SIMILAR_TO",
}

impl EdgeKind {
    /// The kind of edge by which a unit carries a responsibility.
    pub fn of_role(role: Role) -> Self {
        match role {
            Role::Lead => Self::Leads,
            Role::Support => Self::Supports,
            Role::Responsible => Self::ResponsibleFor,
        }
    }
}

impl fmt::Display for EdgeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// An edge. Its ends are kept by the graph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Edge {
    /// The measure belongs under the other, as the `order`-th of the document.
    PartOf {
        /// The measure's place among the measures of its document, from 0.
        order: u32,
    },
    /// The agency issued the document.
    Issued {
        /// Its place among the issuers as printed, from 0.
        order: u32,
        /// Why it is believed.
        evidence: Vec<Evidence>,
    },
    /// The unit leads, supports or answers for the measure.
    Responsibility(Responsibility),
    /// The text of the measure names the entity.
    Mentions(Mention),
    /// Both entities are named in one sentence or one measure.
    CoOccurs(CoOccurrence),
    /// The text names a policy.
    Cites(Citation),
    /// The text sets the target.
    Sets {
        /// Where.
        evidence: Vec<Evidence>,
    },
    /// It lies in the place, or works for it.
    LocatedIn {
        /// Why it is believed.
        evidence: Vec<Evidence>,
    },
    /// The agency became the other.
    SucceededBy {
        /// The year of the reform.
        year: Option<u16>,
        /// Why it is believed.
        evidence: Vec<Evidence>,
    },
    /// The committee runs the park.
    Administers {
        /// Why it is believed.
        evidence: Vec<Evidence>,
    },
    /// The unit sits in the leading group.
    MemberOf(Membership),
    /// The department houses the group's office.
    HostedBy {
        /// Where.
        evidence: Vec<Evidence>,
    },
    /// The agency's line of work.
    HasFunction {
        /// Why it is believed.
        evidence: Vec<Evidence>,
    },
    /// The measures are alike.
    SimilarTo(Similarity),
    /// The measures are not one task, however alike.
    DiffersFrom {
        /// The lines of the corrections file that say so.
        evidence: Vec<Evidence>,
    },
}

impl Edge {
    /// Which kind of edge it is.
    pub fn kind(&self) -> EdgeKind {
        match self {
            Self::PartOf { .. } => EdgeKind::PartOf,
            Self::Issued { .. } => EdgeKind::Issued,
            Self::Responsibility(responsibility) => EdgeKind::of_role(responsibility.role),
            Self::Mentions(_) => EdgeKind::Mentions,
            Self::CoOccurs(_) => EdgeKind::CoOccurs,
            Self::Cites(_) => EdgeKind::Cites,
            Self::Sets { .. } => EdgeKind::Sets,
            Self::LocatedIn { .. } => EdgeKind::LocatedIn,
            Self::SucceededBy { .. } => EdgeKind::SucceededBy,
            Self::Administers { .. } => EdgeKind::Administers,
            Self::MemberOf(_) => EdgeKind::MemberOf,
            Self::HostedBy { .. } => EdgeKind::HostedBy,
            Self::HasFunction { .. } => EdgeKind::HasFunction,
            Self::SimilarTo(_) => EdgeKind::SimilarTo,
            Self::DiffersFrom { .. } => EdgeKind::DiffersFrom,
        }
    }

    /// The evidence that the edge itself carries; what is counted from other edges carries none
    /// ([`Graph::evidence`](super::Graph::evidence) leads to theirs).
    pub fn evidence(&self) -> &[Evidence] {
        match self {
            Self::PartOf { .. } | Self::CoOccurs(_) => &[],
            Self::Responsibility(Responsibility { evidence, .. })
            | Self::Mentions(Mention { evidence, .. })
            | Self::Cites(Citation { evidence, .. })
            | Self::Issued { evidence, .. }
            | Self::Sets { evidence }
            | Self::LocatedIn { evidence }
            | Self::SucceededBy { evidence, .. }
            | Self::Administers { evidence }
            | Self::MemberOf(Membership { evidence, .. })
            | Self::HostedBy { evidence }
            | Self::SimilarTo(Similarity { evidence, .. })
            | Self::DiffersFrom { evidence }
            | Self::HasFunction { evidence } => evidence,
        }
    }

    /// What tells apart edges of one kind between the same ends, where there may be several.
    pub(super) fn tie(&self) -> u32 {
        match self {
            Self::Cites(citation) => citation.kind as u32,
            Self::SucceededBy { year, .. } => year.map_or(0, |year| u32::from(year) + 1),
            Self::Issued { order, .. } => *order,
            _ => 0,
        }
    }

    /// How heavy a line to draw for it: how often the text says so.
    pub fn weight(&self) -> u32 {
        match self {
            Self::Mentions(mention) => mention.count,
            Self::CoOccurs(together) => together.sentences().max(1),
            other => other.evidence().len().max(1) as u32,
        }
    }
}

/// A unit's role in a measure; one for each unit, role and measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Responsibility {
    /// What the unit does.
    pub role: Role,
    /// Every form under which the text gives it this role, in the order of the text.
    pub printed: Vec<String>,
    /// Whether only merged cells, or rules stated once for the whole text, carry the unit to this measure.
    pub inherited: bool,
    /// Every place that says so, in the order of the text.
    pub evidence: Vec<Evidence>,
}

/// How often a measure names an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// How often.
    pub count: u32,
    /// Every place, in the order of the text; the quote is the sentence.
    pub evidence: Vec<Evidence>,
}

/// How two entities stand together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoOccurrence {
    /// Counts for each document in which they do, ordered by document.
    pub by_document: Vec<(NodeId, CoCount)>,
    /// Normalised pointwise mutual information over all sentences of the graph, from -1 (never in one sentence) to 1.
    pub npmi: f64,
}

impl CoOccurrence {
    /// In how many sentences they stand together.
    pub fn sentences(&self) -> u32 {
        self.by_document.iter().map(|(_, count)| count.sentences).sum()
    }

    /// In how many measures they stand together.
    pub fn measures(&self) -> u32 {
        self.by_document.iter().map(|(_, count)| count.measures).sum()
    }

    /// In how many documents they stand together in a sentence or a measure.
    pub fn documents(&self) -> u32 {
        self.by_document.len() as u32
    }
}

/// Counts of one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoCount {
    /// Sentences that name both.
    pub sentences: u32,
    /// Measures that name both in their own text.
    pub measures: u32,
}

/// How a text names a policy; one for each citing text, policy and kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// How it is cited.
    pub kind: CitationKind,
    /// Every place, in the order of the text.
    pub evidence: Vec<Evidence>,
}

/// How a unit sits in a leading group; one for each unit and group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// Whether some place makes it the group's leader.
    pub leads: bool,
    /// The posts that the text gives it or its people, in the order of the text: 组长, 成员单位.
    pub posts: Vec<String>,
    /// Every place that says so, in the order of the text.
    pub evidence: Vec<Evidence>,
}

impl Membership {
    /// What the unit is to the group.
    pub fn seat(&self) -> Seat {
        if self.leads { Seat::Lead } else { Seat::Member }
    }
}

/// How alike two measures are; see [`likeness`](crate::likeness).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Similarity {
    /// From 0, nothing shared, to 1, the same, in ten-thousandths; 10,000 where the user says that they are one task.
    pub score: u16,
    /// What they share, the weightiest first.
    pub shared: Vec<String>,
    /// The most alike sentence of each, or the line of the corrections file.
    pub evidence: Vec<Evidence>,
}

impl Similarity {
    /// The score from 0 to 1.
    pub fn score(&self) -> f64 {
        f64::from(self.score) / 10_000.0
    }
}
