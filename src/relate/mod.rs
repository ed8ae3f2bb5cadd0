//! Binds what was found to the measures: who is responsible, what is cited, what is promised in numbers.

mod around;
mod citation;
mod clause;
mod condition;
mod counted;
mod deadline;
mod due;
mod figures;
mod goal;
mod duty;
mod indicator;
mod kind;
mod norm;
mod number;
mod overrule;
mod parallel;
mod responsibility;
mod review;
mod seat;
mod target;
mod titled;
mod unit_line;
mod year;

pub use citation::citations;
pub use deadline::deadlines;
pub use overrule::overrule;
pub use responsibility::{Silent, responsibilities, silent_duties};
pub use seat::seats;
pub use target::targets;

use crate::facts::EntityId;
use crate::model::EntityKind;
use crate::recognise::{Candidate, Scene};
use crate::resolve::Resolved;
use crate::text::Span;

/// A document's names with what they stand for.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// In the order of the text.
    pub candidates: &'a [Candidate],
    /// Their entities.
    pub resolved: &'a Resolved,
}

impl<'a> Names<'a> {
    /// The names in `span`, in order.
    fn within(self, span: Span) -> &'a [Candidate] {
        let from = self
            .candidates
            .partition_point(|candidate| candidate.span.start < span.start);
        let to = self
            .candidates
            .partition_point(|candidate| candidate.span.end <= span.end)
            .max(from);
        &self.candidates[from..to]
    }

    /// The entity of the name at exactly this place, or of the one that holds it.
    fn entity_at(self, span: Span) -> Option<EntityId> {
        self.at(span).map(|index| self.resolved.of[index])
    }

    /// The lines of the corrections file that decided what that name stands for.
    fn lines_at(self, span: Span) -> Vec<u32> {
        self.at(span)
            .map(|index| self.resolved.lines[index].clone())
            .unwrap_or_default()
    }

    fn at(self, span: Span) -> Option<usize> {
        let next = self
            .candidates
            .partition_point(|candidate| candidate.span.end < span.end);
        let holds = self
            .candidates
            .get(next)
            .is_some_and(|candidate| candidate.span.contains(span));
        holds.then_some(next)
    }

    /// What an entity is.
    fn kind(self, id: EntityId) -> EntityKind {
        self.resolved.entities[id.0 as usize].key.kind
    }
}

/// The sentence around a span: its index, if it lies in one.
pub(crate) fn sentence_of(scene: &Scene<'_>, span: Span) -> Option<usize> {
    let at = scene
        .sentences
        .partition_point(|sentence| sentence.span.end <= span.start);
    scene
        .sentences
        .get(at)
        .filter(|sentence| sentence.span.start <= span.start)
        .map(|_| at)
}
