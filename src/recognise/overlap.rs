//! Which of the names that overlap stands.

use crate::text::Span;

use super::{Candidate, Sense, alias, plate};

/// Where a name stands in the order of the text, the longest first of those that begin together, as one number.
pub(super) fn place(candidate: &Candidate) -> u64 {
    u64::from(candidate.span.start) << 32 | u64::from(u32::MAX - candidate.span.end)
}

/// Keeps, of names that overlap, the one that is sure of its edges, else the longest, else the one that says most.
///
/// Names in marks (《》) and items of unit lists know where they begin and end; 东莞市科技局 holds 东莞市 and counts once.
pub(super) fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    // Goes quickly over what is in order already.
    found.sort_by_key(place);
    let (mut stands, mut ranked) = (Vec::with_capacity(found.len()), Vec::new());
    let mut rest = found.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        // Most names overlap no other.
        let mut end = first.span.end;
        let overlapping = behind.iter().take_while(|candidate| {
            let overlaps = candidate.span.start < end;
            end = end.max(candidate.span.end);
            overlaps
        });
        let (cluster, apart) = rest.split_at(1 + overlapping.count());
        let from = stands.len();
        stands.resize(from + cluster.len(), cluster.len() == 1);
        if cluster.len() > 1 {
            choose_among(cluster, &mut ranked, &mut stands[from..]);
        }
        rest = apart;
    }
    let mut stands = stands.into_iter();
    found.retain(|_| stands.next() == Some(true));
    found
}

/// Of names that overlap, one with the next, marks those that stand. `ranked` is room to put them in order of rank.
fn choose_among(cluster: &[Candidate], ranked: &mut Vec<(u128, Span, usize)>, stands: &mut [bool]) {
    ranked.clear();
    let all = cluster.iter().enumerate();
    ranked.extend(all.map(|(at, candidate)| (rank(candidate), candidate.span, at)));
    ranked.sort_unstable();
    for &(_, span, at) in &*ranked {
        let mut chosen = cluster.iter().zip(&*stands).filter(|(_, stands)| **stands);
        stands[at] = !chosen.any(|(other, _)| other.span.overlaps(span));
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
        // The text says itself what it means.
        _ if candidate.rule.name() == alias::DEFINED => 4,
        Sense::Listed(..) | Sense::ZoneCommittee(_) => 3,
        Sense::Department { .. } => 2,
        Sense::Places(_) => 1,
        Sense::Printed
        | Sense::Collective
        | Sense::Function
        | Sense::Alias(_)
        | Sense::Office(_)
        | Sense::Within(_) => 0,
    }
}
