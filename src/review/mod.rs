//! What a reader should decide: names that may be one body, types that may be wrong, names that may be none.
//!
//! No rule joins these. They are proposed as lines of a corrections file ([`crate::corrections`]), each with a quote, the
//! most consequential first; whoever reads them keeps the right ones and builds again. What can only be asked, not
//! proposed, is a comment line to complete.

mod doubts;
mod joins;
mod quote;
mod table;
mod thing;
mod types;

pub use table::to_tsv;

use crate::corrections::{Change, Corrections, Line};
use crate::graph::Graph;
use thing::Thing;

/// A line that the user may want, and how much hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The line; its number says nothing.
    pub line: Line,
    /// Whether it is a question: it would be wrong as often as right, or lacks a name that only a reader knows.
    pub is_question: bool,
    /// Mentions and responsibilities of everything that it speaks of.
    pub weight: u32,
}

/// Every proposal for a graph that `decided` does not answer, the most consequential first.
pub fn propose(graph: &Graph, decided: &Corrections) -> Vec<Proposal> {
    let things: Vec<Thing<'_>> = graph
        .entities()
        .filter(|(_, entity)| !entity.printed.is_empty())
        .map(|(id, entity)| Thing::new(graph, id, entity))
        .collect();
    let mut proposals = joins::abbreviations(graph, &things);
    proposals.extend(joins::homes(graph, &things));
    proposals.extend(types::two_types(graph, &things));
    proposals.extend(doubts::unresolved(graph, &things));
    proposals.extend(doubts::collectives(graph, &things));
    proposals.extend(doubts::weak(graph, &things));
    proposals.retain(|proposal| !is_decided(&proposal.line, decided));
    proposals.sort_by_cached_key(|proposal| {
        let line = &proposal.line;
        (
            std::cmp::Reverse(proposal.weight),
            proposal.is_question,
            line.change.action(),
            line.to_string(),
        )
    });
    once(proposals)
}

/// No two lines may decide the same: of an action on a name in a document, the weightiest stays.
fn once(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut seen = std::collections::BTreeSet::new();
    proposals.retain(|proposal| {
        let line = &proposal.line;
        let name = (line.document.clone(), line.name.folded.clone());
        proposal.is_question || seen.insert(name)
    });
    proposals
}

/// Whether a line of the user's speaks of the same name: does the same with it, or says that it is not what is proposed.
fn is_decided(proposed: &Line, decided: &Corrections) -> bool {
    let body = match &proposed.change {
        Change::Alias { body, .. } => Some(body.folded.as_str()),
        _ => None,
    };
    decided.lines().iter().any(|line| {
        let same_place = line.document.is_empty() || line.document == proposed.document;
        let same_name = line.name.folded == proposed.name.folded;
        let kept_apart = match &line.change {
            Change::NotTheSame { other, .. } => {
                let pair = (line.name.folded.as_str(), other.folded.as_str());
                let name = proposed.name.folded.as_str();
                body.is_some_and(|body| pair == (name, body) || pair == (body, name))
            }
            _ => false,
        };
        same_place && (kept_apart || same_name && line.change.action() == proposed.change.action())
    })
}

#[cfg(test)]
mod tests;
