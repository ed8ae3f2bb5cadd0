//! Names that stand in the graph under two types.

use std::collections::BTreeMap;

use crate::corrections::{Change, Line};
use crate::graph::Graph;
use crate::model::EntityKind;

use super::{Proposal, Thing, joins, quote};

/// One name of two types: it is perhaps what it is taken for more often.
pub(super) fn two_types(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let mut by_name: BTreeMap<&str, Vec<&Thing<'_>>> = BTreeMap::new();
    for thing in things.iter().filter(|thing| thing.kind() != EntityKind::Collective) {
        by_name.entry(thing.name()).or_default().push(thing);
    }
    let mut proposals = Vec::new();
    for mut same in by_name.into_values().filter(|same| same.len() > 1) {
        same.sort_by_key(|thing| (std::cmp::Reverse((thing.is_listed(), thing.weight())), thing.id));
        let main = same[0];
        let others = same[1..].iter().filter(|other| other.kind() != main.kind());
        proposals.extend(others.filter(|other| is_doubtful(main, other)).map(|other| Proposal {
            line: line(graph, main, other),
            is_question: false,
            weight: main.weight() + other.weight(),
        }));
    }
    proposals
}

/// Rows of the lexicon may well bear one name; bodies of regions far apart too.
fn is_doubtful(main: &Thing<'_>, other: &Thing<'_>) -> bool {
    let (home, region) = (&main.entity.key.region, &other.entity.key.region);
    !(main.is_listed() && other.is_listed()) && (home.is_within(region) || region.is_within(home))
}

fn line(graph: &Graph, main: &Thing<'_>, other: &Thing<'_>) -> Line {
    let reason = format!(
        "taken for {} ({}) and for {} ({}): {}; {}",
        main.kind(),
        main.counts(),
        other.kind(),
        other.counts(),
        quote::first(graph, main),
        quote::first(graph, other)
    );
    if main.entity.key.region != other.entity.key.region {
        return joins::alias(other, main, reason);
    }
    Line {
        number: 0,
        document: other.only_document(),
        name: other.as_spoken_of(),
        change: Change::Retype {
            from: Some(other.kind()),
            to: main.kind(),
        },
        reason,
    }
}
