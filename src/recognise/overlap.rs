//! Which of the names that overlap stands.

use std::cmp::Reverse;

use super::{Candidate, Sense, plate};

/// Keeps, of names that overlap, the one that is sure of its edges, else the longest, else the one that says most.
///
/// Names in marks (《》) and items of unit lists know where they begin and end; 东莞市科技局 holds 东莞市 and counts once.
pub(super) fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let rank = |candidate: &Candidate| {
        (
            Reverse(certainty(candidate)),
            Reverse(candidate.span.len()),
            Reverse(knowledge(candidate)),
            candidate.span.start,
        )
    };
    let mut ranked: Vec<_> = found.iter().enumerate().map(|(i, one)| (rank(one), i)).collect();
    ranked.sort_unstable();
    let end = found.iter().map(|candidate| candidate.span.end as usize).max();
    let mut taken = vec![false; end.unwrap_or(0)];
    let mut stays = vec![false; found.len()];
    for (_, i) in ranked {
        let bytes = &mut taken[found[i].span.range()];
        if !bytes.contains(&true) {
            bytes.fill(true);
            stays[i] = true;
        }
    }
    let mut stays = stays.into_iter();
    found.retain(|_| stays.next().unwrap_or(false));
    found.sort_unstable_by_key(|candidate| candidate.span);
    found
}

/// How sure the edges are.
fn certainty(candidate: &Candidate) -> u8 {
    match candidate.rule.name() {
        plate::RULE => 3,
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
        Sense::Printed | Sense::Collective | Sense::Function | Sense::Alias(_) | Sense::Office(_) => 0,
    }
}
