//! What differs between documents: who answers for what, which measures are taken up, what is named, promised, shared.
//!
//! A [`Comparison`] has two [`Side`]s or more; neighbours are compared with each other, in the order given. Units meet as
//! [counterparts](Graph::kinship) (one body over its names and reforms, the same function in another city), measures by their
//! [likeness](crate::likeness). Every answer is rows whose quotes are cut from the documents; a summary counts them.

mod duties;
mod entities;
mod how;
mod indicator;
mod pair;
mod side;
mod structure;
mod summary;
mod tables;
mod targets;
mod value;

use std::fmt;
use std::str::FromStr;

use rayon::prelude::*;

use crate::graph::{Graph, NodeId};
use crate::likeness::{Likeness, THRESHOLD};
use crate::query::Rows;

pub use duties::{Change, Duty, DutyChange, Roles};
pub use entities::EntityShare;
pub use how::How;
pub use indicator::indicator_key;
pub use pair::Matches;
pub use side::{By, Side, SideError};
pub use structure::Statistic;
pub use targets::{Indicator, Reading};
pub use value::base;

/// What is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum What {
    /// Who answers for what.
    #[default]
    Responsibilities,
    /// Which measures are taken up.
    Measures,
    /// What is named.
    Entities,
    /// What is promised and what was reached.
    Targets,
    /// How the work is shared out.
    Structure,
}

impl What {
    /// Everything that can be compared, in the order of reports.
    pub const ALL: [Self; 5] = [
        Self::Responsibilities,
        Self::Measures,
        Self::Entities,
        Self::Targets,
        Self::Structure,
    ];

    /// The name used in commands and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Responsibilities => "responsibilities",
            Self::Measures => "measures",
            Self::Entities => "entities",
            Self::Targets => "targets",
            Self::Structure => "structure",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Something that cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' cannot be compared; it is one of responsibilities, measures, entities, targets, structure")]
pub struct UnknownWhat(pub String);

impl FromStr for What {
    type Err = UnknownWhat;

    fn from_str(word: &str) -> Result<Self, UnknownWhat> {
        let known = Self::ALL.into_iter().find(|what| what.name() == word);
        known.ok_or_else(|| UnknownWhat(word.to_owned()))
    }
}

/// Sides of one graph, ready to be compared.
pub struct Comparison<'g> {
    graph: &'g Graph,
    sides: Vec<Side>,
    /// The matched measures of each two neighbours.
    matches: Vec<Matches>,
}

impl<'g> Comparison<'g> {
    /// Compares sides; measures match from the default score on.
    pub fn new(graph: &'g Graph, sides: Vec<Side>) -> Result<Self, SideError> {
        Self::with_threshold(graph, sides, THRESHOLD)
    }

    /// Compares sides; measures match from `least` on, from 0 to 1.
    pub fn with_threshold(graph: &'g Graph, sides: Vec<Side>, least: f64) -> Result<Self, SideError> {
        Self::weighed(graph, sides, &Likeness::of(graph), least)
    }

    /// Compares sides of a graph whose measures are weighed already, for many comparisons of one graph.
    pub fn with_likeness(graph: &'g Graph, sides: Vec<Side>, likeness: &Likeness<'g>) -> Result<Self, SideError> {
        Self::weighed(graph, sides, likeness, THRESHOLD)
    }

    fn weighed(graph: &'g Graph, sides: Vec<Side>, likeness: &Likeness<'g>, least: f64) -> Result<Self, SideError> {
        if sides.len() < 2 {
            return Err(SideError::TooFew(sides.len()));
        }
        let pairs = sides.par_windows(2);
        let matches = pairs.map(|pair| Matches::new(graph, likeness, &pair[0].documents, &pair[1].documents, least));
        Ok(Self {
            graph,
            matches: matches.collect(),
            sides,
        })
    }

    /// The graph that is compared.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// In the order of the comparison.
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// Every two neighbours with their matched measures.
    pub fn pairs(&self) -> impl Iterator<Item = (&Side, &Side, &Matches)> {
        self.sides
            .windows(2)
            .zip(&self.matches)
            .map(|(pair, matches)| (&pair[0], &pair[1], matches))
    }

    /// What became of every duty, for each two neighbours.
    pub fn duty_changes(&self) -> Vec<Vec<DutyChange<'g>>> {
        self.of_each_pair(|a, b, matches| {
            let [a, b] = [a, b].map(|side| duties::of_documents(self.graph, &side.documents));
            duties::changes(self.graph, &a, &b, matches)
        })
    }

    /// Something of each two neighbours, in their order.
    fn of_each_pair<T: Send>(&self, of: impl Fn(&Side, &Side, &Matches) -> T + Sync) -> Vec<T> {
        let pairs = self.sides.par_windows(2).zip(&self.matches);
        pairs.map(|(pair, matches)| of(&pair[0], &pair[1], matches)).collect()
    }

    /// What is named on either side, for each two neighbours.
    pub fn entity_shares(&self) -> Vec<Vec<EntityShare>> {
        self.of_each_pair(|a, b, _| entities::shares(self.graph, &a.documents, &b.documents))
    }

    /// The indicators that stand on more than one side.
    pub fn indicators(&self) -> Vec<Indicator> {
        targets::indicators(self.graph, &self.sides)
    }

    /// How the work is shared out, for each side.
    pub fn statistics(&self) -> Vec<(&Side, Vec<Statistic>)> {
        let of = |side: &Side| structure::statistics(self.graph, &duties::of_documents(self.graph, &side.documents));
        self.sides.iter().map(|side| (side, of(side))).collect()
    }

    /// Measures of a side that match nothing of the other, headings left out.
    fn only<'m>(
        &'m self,
        side: &'m Side,
        is_matched: impl Fn(NodeId) -> bool + 'm,
    ) -> impl Iterator<Item = NodeId> + 'm {
        let measures = pair::measures(self.graph, &side.documents).into_iter();
        measures.filter(move |node| !pair::is_heading(self.graph, *node) && !is_matched(*node))
    }

    /// The rows of a comparison, with the columns that are promised for it.
    pub fn rows(&self, what: What) -> Rows {
        match what {
            What::Responsibilities => tables::responsibilities(self),
            What::Measures => tables::measures(self),
            What::Entities => tables::entities(self),
            What::Targets => tables::targets(self),
            What::Structure => tables::structure(self),
        }
    }

    /// Sentences made of counts alone, in Chinese and English.
    pub fn summary(&self, what: What) -> Vec<String> {
        summary::lines(self, what)
    }
}
