//! Which of the names that overlap stands.

use crate::text::Span;

use super::{Candidate, Sense, plate};

/// Keeps, of names that overlap, the one that is sure of its edges, else the longest, else the one that says most.
///
/// Names in marks (《》) and items of unit lists know where they begin and end; 东莞市科技局 holds 东莞市 and counts once.
pub(super) fn choose(found: Vec<Candidate>) -> Vec<Candidate> {
    // Candidates are large: what is put in order is where they stand.
    let places = found.iter().zip(0_u32..);
    let mut order: Vec<(Span, u32)> = places.map(|(candidate, at)| (candidate.span, at)).collect();
    // Stable, since it goes quickly over what is in order already: every rule finds its names in the order of the text.
    order.sort_by_key(|(span, _)| u64::from(span.start) << 32 | u64::from(span.end));
    let (mut chosen, mut ranked) = (Vec::with_capacity(order.len()), Vec::new());
    let mut rest = order.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        // Most names overlap no other.
        let mut end = first.0.end;
        let overlapping = behind.iter().take_while(|(span, _)| {
            let overlaps = span.start < end;
            end = end.max(span.end);
            overlaps
        });
        let (cluster, apart) = rest.split_at(1 + overlapping.count());
        match cluster {
            [alone] => chosen.push(*alone),
            _ => choose_among(&found, cluster, &mut ranked, &mut chosen),
        }
        rest = apart;
    }
    let mut found: Vec<Option<Candidate>> = found.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(chosen.len());
    kept.extend(chosen.iter().filter_map(|(_, at)| found[*at as usize].take()));
    kept
}

/// Of names that overlap, one with the next, adds those that stay to the chosen ones, in the order of the text. `ranked` is
/// room to put them in order of rank.
fn choose_among(
    found: &[Candidate],
    cluster: &[(Span, u32)],
    ranked: &mut Vec<(u128, Span, u32)>,
    chosen: &mut Vec<(Span, u32)>,
) {
    ranked.clear();
    ranked.extend(
        cluster
            .iter()
            .map(|(span, at)| (rank(&found[*at as usize]), *span, *at)),
    );
    ranked.sort_unstable();
    let first = chosen.len();
    for &(_, span, at) in &*ranked {
        if !chosen[first..].iter().any(|(other, _)| other.overlaps(span)) {
            chosen.push((span, at));
        }
    }
    chosen[first..].sort_unstable();
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
        Sense::Printed
        | Sense::Collective
        | Sense::Function
        | Sense::Alias(_)
        | Sense::Office(_)
        | Sense::Within(_) => 0,
    }
}
