//! Chains of edges between two nodes of a graph: the shortest ones, and the strongest one.
//!
//! They are looked for over the graph's own index of edges, without making a second graph of the kinds that are asked
//! for: on a graph of two million edges that copy alone takes longer than the search.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{EdgeId, EdgeKind, EdgeRef, Graph, NodeId};

/// A step along an edge, whichever way the edge goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Where the step starts.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// The edge.
    pub edge: EdgeId,
}

/// Steps from one node to another, each beginning where the one before ends.
pub type Chain = Vec<Step>;

/// The shortest chains between two nodes over edges of these kinds: at most `most`, in the order of the graph's nodes. Of
/// parallel edges the strongest is taken. None where no chain leads there.
pub fn shortest(graph: &Graph, from: NodeId, to: NodeId, kinds: &[EdgeKind], most: usize) -> Vec<Chain> {
    let distances = distances_to(graph, to, from, kinds);
    if from == to || distances[from.index()] == UNREACHED {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut unfinished = vec![(from, Chain::new())];
    while let Some((at, chain)) = unfinished.pop() {
        if at == to {
            found.push(chain);
            if found.len() == most {
                break;
            }
            continue;
        }
        let nearer = |step: &Step| distances[step.to.index()].checked_add(1) == Some(distances[at.index()]);
        let mut steps: Vec<_> = steps(graph, at, kinds).into_iter().filter(nearer).collect();
        // The last to be pushed is looked at first.
        steps.reverse();
        unfinished.extend(steps.into_iter().map(|step| {
            let mut longer = chain.clone();
            longer.push(step);
            (step.to, longer)
        }));
    }
    found
}

const UNREACHED: u32 = u32::MAX;

/// How many steps each node is from `to`, as far as it takes to reach `from`.
fn distances_to(graph: &Graph, to: NodeId, from: NodeId, kinds: &[EdgeKind]) -> Vec<u32> {
    let mut distances = vec![UNREACHED; graph.node_count()];
    distances[to.index()] = 0;
    let mut level = vec![to];
    while !level.is_empty() && distances[from.index()] == UNREACHED {
        let mut next = Vec::new();
        for at in level {
            for (other, _) in around(graph, at, kinds) {
                if distances[other.index()] == UNREACHED {
                    distances[other.index()] = distances[at.index()] + 1;
                    next.push(other);
                }
            }
        }
        level = next;
    }
    distances
}

/// The chain between two nodes whose edges' strengths, each turned upside down, sum to least: a strong tie is a short
/// way. (Dijkstra 1959, with Newman's 2001 lengths.) Nothing where no chain leads there.
pub fn strongest(graph: &Graph, from: NodeId, to: NodeId, kinds: &[EdgeKind]) -> Option<Chain> {
    let mut reached: Vec<Option<(f64, Option<Step>)>> = vec![None; graph.node_count()];
    reached[from.index()] = Some((0.0, None));
    let mut waiting = BinaryHeap::from([(Reverse(0_u64), Reverse(from))]);
    while let Some((Reverse(bits), Reverse(at))) = waiting.pop() {
        if at == to {
            break;
        }
        let length = f64::from_bits(bits);
        if reached[at.index()].is_some_and(|(known, _)| known < length) {
            continue;
        }
        for (other, edge) in around(graph, at, kinds) {
            let longer = length + 1.0 / f64::from(edge.edge().weight().max(1));
            if reached[other.index()].is_none_or(|(known, _)| longer < known) {
                let step = Step {
                    from: at,
                    to: other,
                    edge: edge.id,
                };
                reached[other.index()] = Some((longer, Some(step)));
                // Lengths are not negative: their bits sort as they do.
                waiting.push((Reverse(longer.to_bits()), Reverse(other)));
            }
        }
    }
    let mut chain = Chain::new();
    let mut at = to;
    while let (_, Some(step)) = reached[at.index()]? {
        chain.push(step);
        at = step.from;
    }
    chain.reverse();
    (!chain.is_empty()).then_some(chain)
}

/// Every edge of these kinds at a node, with its other end.
fn around<'g>(graph: &'g Graph, node: NodeId, kinds: &'g [EdgeKind]) -> impl Iterator<Item = (NodeId, EdgeRef<'g>)> {
    kinds.iter().flat_map(move |kind| {
        let out = graph.starting(node, *kind);
        out.chain(graph.ending(node, *kind))
            .map(move |edge| (edge.other(node), edge))
    })
}

/// One step to each neighbour, over the strongest edge; neighbours in the graph's order.
fn steps(graph: &Graph, node: NodeId, kinds: &[EdgeKind]) -> Vec<Step> {
    let mut edges: Vec<_> = around(graph, node, kinds).collect();
    edges.sort_by_key(|(other, edge)| (*other, Reverse(edge.edge().weight()), edge.id));
    edges.dedup_by_key(|(other, _)| *other);
    let step = |(other, edge): (NodeId, EdgeRef<'_>)| Step {
        from: node,
        to: other,
        edge: edge.id,
    };
    edges.into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    fn named(graph: &Graph, name: &str) -> NodeId {
        graph.entities_named(name)[0].0
    }

    fn labels(graph: &Graph, chain: &Chain) -> Vec<String> {
        let first = chain.first().map(|step| graph.label(step.from));
        first
            .into_iter()
            .chain(chain.iter().map(|step| graph.label(step.to)))
            .collect()
    }

    #[test]
    fn the_shortest_chains_are_found_in_one_order() {
        let graph = samples::graph();
        let (bureau, company) = (named(&graph, "东莞市科学技术局"), named(&graph, "华为公司"));
        let direct = shortest(&graph, bureau, company, &[EdgeKind::CoOccurs], 5);
        assert_eq!(direct.len(), 1);
        assert_eq!(labels(&graph, &direct[0]), ["东莞市科学技术局", "华为公司"]);
        let kinds = [EdgeKind::Leads, EdgeKind::Supports, EdgeKind::Mentions];
        let finance = named(&graph, "东莞市财政局");
        let chains = shortest(&graph, bureau, finance, &kinds, 5);
        let chains: Vec<_> = chains.iter().map(|chain| labels(&graph, chain)).collect();
        assert_eq!(chains.len(), 2, "one over each measure: {chains:?}");
        assert_eq!(chains[0][1], "(一) 支持研发");
        assert_eq!(shortest(&graph, bureau, finance, &kinds, 1).len(), 1);
        assert!(shortest(&graph, bureau, company, &[EdgeKind::Issued], 5).is_empty());
        assert!(shortest(&graph, bureau, bureau, &kinds, 5).is_empty());
    }

    #[test]
    fn the_strongest_chain_prefers_strong_ties() {
        let graph = samples::graph();
        let (place, finance) = (named(&graph, "东莞市"), named(&graph, "东莞市财政局"));
        let chain = strongest(&graph, place, finance, &[EdgeKind::CoOccurs]).expect("they meet");
        assert_eq!(chain.len(), 1);
        let company = named(&graph, "华为公司");
        let chain = strongest(&graph, company, place, &[EdgeKind::CoOccurs]).expect("there is a way");
        assert_eq!(chain.len(), 2);
        assert_eq!(strongest(&graph, company, place, &[EdgeKind::Sets]), None);
    }
}
