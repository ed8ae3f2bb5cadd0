//! What is named on which side, and what sets a side apart.

use crate::graph::{Graph, NodeId};
use crate::model::EntityKind;

/// An entity that one of two sides names.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityShare {
    /// The entity.
    pub entity: NodeId,
    /// Documents of the first side that name it.
    pub documents_a: Vec<NodeId>,
    /// Documents of the second side that name it.
    pub documents_b: Vec<NodeId>,
    /// The first year of a document of either side that names it.
    pub first_year: Option<u16>,
    /// The last such year.
    pub last_year: Option<u16>,
    /// How much the first side names it more than the second, as the log-odds over the standard deviation (a z-score),
    /// by Monroe, Colaresi and Quinn's Fightin' Words (2008) with the entity's mentions on both sides as the prior.
    /// Above 1.96 it is distinctive for the first side, below -1.96 for the second.
    pub distinctive: f64,
}

/// How strong the prior is, in mentions.
const PRIOR: f64 = 100.0;

/// Every named thing of two lists of documents, collectives left out, ordered as in the graph.
pub(super) fn shares(graph: &Graph, a: &[NodeId], b: &[NodeId]) -> Vec<EntityShare> {
    let named = graph
        .entities()
        .filter(|(_, entity)| entity.kind() != EntityKind::Collective);
    let counted: Vec<_> = named
        .map(|(node, _)| (node, [a, b].map(|side| mentions(graph, node, side))))
        .filter(|(.., counts)| counts[0] + counts[1] > 0.0)
        .collect();
    let totals = [0, 1].map(|side| counted.iter().map(|(.., counts)| counts[side]).sum::<f64>());
    let share = |(node, counts): (NodeId, [f64; 2])| {
        let [documents_a, documents_b] = [a, b].map(|side| documents(graph, node, side));
        let years = || {
            documents_a
                .iter()
                .chain(&documents_b)
                .filter_map(|node| graph.node(*node).as_document()?.year())
        };
        EntityShare {
            entity: node,
            first_year: years().min(),
            last_year: years().max(),
            distinctive: log_odds(counts, totals),
            documents_a,
            documents_b,
        }
    };
    counted.into_iter().map(share).collect()
}

fn mentions(graph: &Graph, entity: NodeId, side: &[NodeId]) -> f64 {
    let here = graph
        .appearances(entity)
        .iter()
        .filter(|appearance| side.contains(&appearance.document));
    here.map(|appearance| f64::from(appearance.mentions)).sum()
}

fn documents(graph: &Graph, entity: NodeId, side: &[NodeId]) -> Vec<NodeId> {
    let here = graph.appearances(entity).iter().map(|appearance| appearance.document);
    here.filter(|document| side.contains(document)).collect()
}

fn log_odds(counts: [f64; 2], totals: [f64; 2]) -> f64 {
    let prior = PRIOR * (counts[0] + counts[1]) / (totals[0] + totals[1]);
    let odds = |side: usize| {
        let rest = totals[side] + PRIOR - counts[side] - prior;
        if rest <= 0.0 {
            0.0
        } else {
            ((counts[side] + prior) / rest).ln()
        }
    };
    let variance = 1.0 / (counts[0] + prior) + 1.0 / (counts[1] + prior);
    (odds(0) - odds(1)) / variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::log_odds;

    #[test]
    fn sides_mirror_and_equals_are_not_distinctive() {
        let totals = [300.0, 200.0];
        for counts in [[5.0, 0.0], [1.0, 9.0], [3.0, 2.0]] {
            let (there, back) = (
                log_odds(counts, totals),
                log_odds([counts[1], counts[0]], [totals[1], totals[0]]),
            );
            assert!((there + back).abs() < 1e-9, "{counts:?}");
        }
        assert!(log_odds([30.0, 20.0], totals).abs() < 1e-9);
        assert!(log_odds([20.0, 0.0], totals) > 1.96);
    }
}
