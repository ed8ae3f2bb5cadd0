//! Which entities stand together, how often, and how much more often than chance would have it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::nodes::NodeTable;
use super::relations::Desk;
use crate::graph::{Builder, CoCount, CoOccurrence, Edge, NodeId};
use crate::model::EntityKind;
use crate::spill::Sorter;

/// Two entities, the lower id first.
type Pair = (NodeId, NodeId);

/// Which entities share a sentence or a measure, in which documents. Collectives stand for no one unit, and are left out.
pub(super) struct CoOccurrences {
    /// By pair and document.
    together: Sorter<(NodeId, NodeId, NodeId)>,
    /// How many sentences there are in all.
    sentences: u32,
}

impl CoOccurrences {
    /// None yet; they are set aside where this graph's parts are.
    pub(super) fn new(graph: &Builder) -> Self {
        Self {
            together: Sorter::new(Arc::clone(graph.scratch())),
            sentences: 0,
        }
    }

    pub(super) fn add(&mut self, desk: &Desk<'_>) {
        let document = NodeId::from_index(desk.place);
        for ((a, b), count) in pairs_of(desk) {
            self.together.push((a, b, document), &count);
        }
        self.sentences += desk.facts.sentences.len() as u32;
    }

    /// Adds an edge for every two of them to a graph.
    pub(super) fn finish(self, table: &NodeTable, graph: &mut Builder) {
        let alone: FxHashMap<NodeId, u32> = table.entities().map(|known| (known.id, known.sentences)).collect();
        let mut add = |(a, b): Pair, by_document: Vec<(NodeId, CoCount)>| {
            let both = by_document.iter().map(|(_, count)| count.sentences).sum();
            let npmi = npmi(both, alone[&a], alone[&b], self.sentences);
            graph.edge(a, b, &Edge::CoOccurs(CoOccurrence { by_document, npmi }));
        };
        let mut of_pair: Option<(Pair, Vec<(NodeId, CoCount)>)> = None;
        let all = self.together.each(|(a, b, document), count| {
            let count = postcard::from_bytes(count)?;
            match &mut of_pair {
                Some((pair, by_document)) if *pair == (a, b) => by_document.push((document, count)),
                _ => {
                    if let Some((pair, by_document)) = of_pair.replace(((a, b), vec![(document, count)])) {
                        add(pair, by_document);
                    }
                }
            }
            Ok::<(), postcard::Error>(())
        });
        all.expect("counts were put there");
        if let Some((pair, by_document)) = of_pair {
            add(pair, by_document);
        }
    }
}

/// How often every two entities of a document stand together, in the order of pairs.
fn pairs_of(desk: &Desk<'_>) -> Vec<(Pair, CoCount)> {
    let (facts, nodes) = (desk.facts, &desk.entities);
    let mut by_sentence: BTreeMap<u32, BTreeSet<NodeId>> = BTreeMap::new();
    let mut by_measure: BTreeMap<_, BTreeSet<NodeId>> = BTreeMap::new();
    for mention in &facts.mentions {
        let index = mention.entity.0 as usize;
        if facts.entities[index].key.kind == EntityKind::Collective {
            continue;
        }
        by_sentence.entry(mention.sentence).or_default().insert(nodes[index]);
        if let Some(measure) = mention.measure {
            by_measure.entry(measure).or_default().insert(nodes[index]);
        }
    }
    let in_sentence = by_sentence.values().flat_map(pairs).map(|pair| (pair, false));
    let in_measure = by_measure.values().flat_map(pairs).map(|pair| (pair, true));
    let mut together: Vec<(Pair, bool)> = in_sentence.chain(in_measure).collect();
    together.sort_unstable();
    let of_pair = together.chunk_by(|a, b| a.0 == b.0).map(|places| {
        let measures = places.iter().filter(|(_, in_measure)| *in_measure).count();
        let count = CoCount {
            sentences: (places.len() - measures) as u32,
            measures: measures as u32,
        };
        (places[0].0, count)
    });
    of_pair.collect()
}

fn pairs(entities: &BTreeSet<NodeId>) -> impl Iterator<Item = Pair> {
    entities
        .iter()
        .flat_map(move |a| entities.range(a..).skip(1).map(move |b| (*a, *b)))
}

/// Normalised pointwise mutual information of two entities (Bouma 2009) that are named in `a` and `b` of `all`
/// sentences, in `both` of them together; to four decimals, so that it is the same on every machine.
fn npmi(both: u32, a: u32, b: u32, all: u32) -> f64 {
    if both == 0 {
        return -1.0;
    }
    if both == all {
        return 1.0;
    }
    let share = |count: u32| f64::from(count) / f64::from(all);
    let information = (share(both) / (share(a) * share(b))).ln();
    let value = information / -share(both).ln();
    (value * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "rounded to four decimals on purpose")]
    fn npmi_has_its_landmarks() {
        assert_eq!(npmi(0, 5, 5, 100), -1.0, "never together");
        assert_eq!(npmi(5, 5, 5, 100), 1.0, "never apart");
        assert_eq!(npmi(1, 10, 10, 100), 0.0, "as by chance");
        assert_eq!(npmi(7, 7, 7, 7), 1.0, "in every sentence");
        assert_eq!(npmi(2, 4, 5, 100), 0.5886);
    }
}
