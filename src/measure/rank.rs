//! Who matters in a network, by the usual measures of centrality.
//!
//! Betweenness and eigenvector centrality are `rustworkx-core`'s, on one thread: its threads add up in the order in which
//! they finish, and the last digits would change from run to run. petgraph's `page_rank` knows no weights and takes time
//! with the square of the nodes, so the power iteration stands here.

use std::convert::Infallible;

use rustworkx_core::centrality::{betweenness_centrality, eigenvector_centrality};

use super::network::Network;
use super::rounded;
use crate::graph::NodeId;

/// A node's centralities; all but the first two are rounded to four decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which node.
    pub node: NodeId,
    /// Its ties.
    pub degree: u32,
    /// Their weights, summed.
    pub strength: u32,
    /// Share of the shortest paths between two others that run through it (Freeman 1977), unweighted.
    pub betweenness: f64,
    /// Weighted eigenvector centrality, of length 1 over all nodes (Bonacich 1972); 0 where it does not settle.
    pub eigenvector: f64,
    /// Weighted `PageRank` with damping 0.85; all nodes sum to 1.
    pub pagerank: f64,
}

/// A measure to rank by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Centrality {
    /// Ties.
    Degree,
    /// Weights of the ties.
    #[default]
    Strength,
    /// Standing between others.
    Betweenness,
    /// Being bound to those who are bound.
    Eigenvector,
    /// Where a walk along the ties often comes by.
    Pagerank,
}

impl Centrality {
    /// Every measure.
    pub const ALL: &'static [Self] = &[
        Self::Degree,
        Self::Strength,
        Self::Betweenness,
        Self::Eigenvector,
        Self::Pagerank,
    ];

    /// The name on the command line and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Strength => "strength",
            Self::Betweenness => "betweenness",
            Self::Eigenvector => "eigenvector",
            Self::Pagerank => "pagerank",
        }
    }

    /// The value of a node.
    pub fn of(self, ranked: &Ranked) -> f64 {
        match self {
            Self::Degree => f64::from(ranked.degree),
            Self::Strength => f64::from(ranked.strength),
            Self::Betweenness => ranked.betweenness,
            Self::Eigenvector => ranked.eigenvector,
            Self::Pagerank => ranked.pagerank,
        }
    }
}

impl Network {
    /// Every node with its centralities, the highest by `by` first, then in the graph's order.
    pub fn ranked(&self, by: Centrality) -> Vec<Ranked> {
        let graph = self.to_petgraph();
        let betweenness = betweenness_centrality(&graph, false, true, usize::MAX);
        let eigenvector = self.eigenvector(&graph);
        let pagerank = self.pagerank();
        let (degrees, strengths) = self.degrees();
        let ranked = self.nodes.iter().enumerate().map(|(place, node)| Ranked {
            node: *node,
            degree: degrees[place],
            strength: strengths[place],
            betweenness: rounded(betweenness[place].unwrap_or(0.0)),
            eigenvector: rounded(eigenvector[place]),
            pagerank: rounded(pagerank[place]),
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by(|a, b| by.of(b).total_cmp(&by.of(a)).then(a.node.cmp(&b.node)));
        ranked
    }

    /// Ties of each node, and their weights.
    pub fn degrees(&self) -> (Vec<u32>, Vec<u32>) {
        let (mut degrees, mut strengths) = (vec![0; self.nodes.len()], vec![0; self.nodes.len()]);
        for tie in &self.ties {
            for end in [tie.a, tie.b] {
                degrees[end] += 1;
                strengths[end] += tie.weight;
            }
        }
        (degrees, strengths)
    }

    fn eigenvector(&self, graph: &petgraph::graph::UnGraph<(), f64>) -> Vec<f64> {
        const ROUNDS: usize = 1_000;
        let weight = |edge: petgraph::graph::EdgeReference<'_, f64>| Ok::<_, Infallible>(*edge.weight());
        let Ok(values) = eigenvector_centrality(graph, weight, Some(ROUNDS), None);
        values.unwrap_or_else(|| vec![0.0; self.nodes.len()])
    }

    /// Power iteration until no value moves by a billionth; every node has a tie, so no walk ends.
    fn pagerank(&self) -> Vec<f64> {
        const DAMPING: f64 = 0.85;
        const ROUNDS: usize = 200;
        let count = self.nodes.len();
        let (_, strengths) = self.degrees();
        let mut ranks = vec![1.0 / count as f64; count];
        for _ in 0..ROUNDS {
            let mut next = vec![(1.0 - DAMPING) / count as f64; count];
            for tie in &self.ties {
                for (from, to) in [(tie.a, tie.b), (tie.b, tie.a)] {
                    next[to] += DAMPING * ranks[from] * f64::from(tie.weight) / f64::from(strengths[from]);
                }
            }
            let moved = ranks
                .iter()
                .zip(&next)
                .map(|(old, new)| (old - new).abs())
                .fold(0.0, f64::max);
            ranks = next;
            if moved < 1e-9 {
                break;
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::EdgeId;
    use crate::measure::Tie;

    /// A network of these ties, all of weight 1.
    fn network(nodes: usize, ties: &[(usize, usize)]) -> Network {
        let tie = |(a, b): &(usize, usize)| Tie {
            a: *a,
            b: *b,
            weight: 1,
            because: EdgeId::from_index(0),
        };
        Network {
            nodes: (0..nodes).map(NodeId::from_index).collect(),
            ties: ties.iter().map(tie).collect(),
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "rounded to four decimals on purpose")]
    fn the_middle_of_a_star_matters_most() {
        let ranked = network(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]).ranked(Centrality::Betweenness);
        let middle = &ranked[0];
        assert_eq!((middle.node.index(), middle.degree, middle.strength), (0, 4, 4));
        assert_eq!(middle.betweenness, 1.0);
        assert_eq!(middle.eigenvector, rounded(0.5_f64.sqrt()));
        assert_eq!(middle.pagerank, 0.4757, "as computed by NetworkX 3");
        assert!(
            ranked[1..]
                .iter()
                .all(|leaf| leaf.betweenness == 0.0 && leaf.pagerank == 0.1311)
        );
        let sum: f64 = ranked.iter().map(|node| node.pagerank).sum();
        assert!((sum - 1.0).abs() < 1e-3);
    }

    #[test]
    fn an_empty_network_ranks_nobody() {
        assert_eq!(network(0, &[]).ranked(Centrality::Pagerank), []);
    }
}
