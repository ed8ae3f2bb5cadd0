//! Which of the names that overlap stands.

use std::cmp::Reverse;

use super::{Candidate, Sense};

/// Keeps, of names that overlap, the one that is sure of its edges, else the longest, else the one that says most.
///
/// Names in marks (《》) and items of unit lists know where they begin and end; 东莞市科技局 holds 东莞市 and counts once.
pub(super) fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| {
        (
            Reverse(certainty(candidate)),
            Reverse(candidate.span.len()),
            Reverse(knowledge(candidate)),
            candidate.span.start,
        )
    });
    let mut kept: std::collections::BTreeMap<u32, Candidate> = std::collections::BTreeMap::new();
    for candidate in found {
        let before = kept.range(..candidate.span.end).next_back();
        if before.is_none_or(|(_, other)| !other.span.overlaps(candidate.span)) {
            kept.insert(candidate.span.start, candidate);
        }
    }
    kept.into_values().collect()
}

/// How sure the edges are.
fn certainty(candidate: &Candidate) -> u8 {
    match candidate.rule.name() {
        "title-marks" | "document-number" => 2,
        "unit-list" => 1,
        _ => 0,
    }
}

/// How much is known of what it stands for.
fn knowledge(candidate: &Candidate) -> u8 {
    match &candidate.sense {
        Sense::Listed(..) | Sense::ZoneCommittee(_) => 3,
        Sense::Department { .. } => 2,
        Sense::Places(_) => 1,
        Sense::Printed | Sense::Collective | Sense::Alias(_) => 0,
    }
}
