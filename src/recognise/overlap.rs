//! Which of the names that overlap stands.

use super::{Candidate, Sense, plate};

/// Keeps, of names that overlap, the one that is sure of its edges, else the longest, else the one that says most.
///
/// Names in marks (《》) and items of unit lists know where they begin and end; 东莞市科技局 holds 东莞市 and counts once.
pub(super) fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| candidate.span);
    let mut stays = vec![true; found.len()];
    let mut from = 0;
    while from < found.len() {
        // Most names overlap no other.
        let mut end = found[from].span.end;
        let mut to = from + 1;
        while to < found.len() && found[to].span.start < end {
            end = end.max(found[to].span.end);
            to += 1;
        }
        if to > from + 1 {
            choose_among(&found[from..to], &mut stays[from..to]);
        }
        from = to;
    }
    let mut stays = stays.into_iter();
    found.retain(|_| stays.next().unwrap_or(false));
    found
}

/// Of names that overlap, one with the next, those that stay.
fn choose_among(found: &[Candidate], stays: &mut [bool]) {
    let mut ranked: Vec<(u128, usize)> = found.iter().enumerate().map(|(i, one)| (rank(one), i)).collect();
    ranked.sort_unstable();
    stays.fill(false);
    for (_, i) in ranked {
        let mut chosen = found.iter().zip(stays.iter()).filter(|(_, stays)| **stays);
        stays[i] = !chosen.any(|(other, _)| other.span.overlaps(found[i].span));
    }
}

/// What stands before what, as one number: the surer, the longer, the better known, the earlier.
fn rank(candidate: &Candidate) -> u128 {
    let parts = [
        u32::MAX - u32::from(certainty(candidate)),
        u32::MAX - candidate.span.len() as u32,
        u32::MAX - u32::from(knowledge(candidate)),
        candidate.span.start,
    ];
    parts.iter().fold(0, |rank, part| rank << 32 | u128::from(*part))
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
