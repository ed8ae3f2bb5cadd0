//! Which measures are alike, by what they say or because the user says so.

use std::collections::BTreeMap;

use super::nodes::NodeTable;
use super::{Documents, Edges};
use crate::facts::Verdict;
use crate::graph::{Edge, Graph, NodeId, Similarity};
use crate::likeness::{Likeness, in_order};
use crate::model::{Evidence, Rule};

/// How sentences were taken to be of one task.
const LIKENESS: Rule = Rule::named("likeness");
/// How many of the measures most like it are kept for each measure; `compare` finds the others when it is asked.
const KEPT: usize = 8;

/// What the user says of measures.
pub(super) fn said(documents: &Documents<'_>, table: &NodeTable, verdicts: &[Verdict]) -> Edges {
    let mut said: BTreeMap<(NodeId, NodeId, bool), Vec<Evidence>> = BTreeMap::new();
    for verdict in verdicts {
        let [Some(a), Some(b)] = verdict.measures.each_ref().map(|(document, section)| {
            let (place, facts) = documents.of_id(document)?;
            let mut measures = facts.measures.iter();
            let measure = measures.position(|measure| measure.section == *section)?;
            Some(table.measure(place, crate::facts::MeasureId(measure as u32)))
        }) else {
            continue;
        };
        let (a, b) = in_order(a, b);
        let lines = said.entry((a, b, verdict.similar)).or_default();
        lines.push(Evidence::Corrections { line: verdict.line });
    }
    said.into_iter()
        .map(|((a, b, similar), evidence)| (a, b, verdict_edge(similar, evidence)))
        .collect()
}

fn verdict_edge(similar: bool, evidence: Vec<Evidence>) -> Edge {
    if similar {
        Edge::SimilarTo(Similarity {
            score: 10_000,
            shared: Vec::new(),
            evidence,
        })
    } else {
        Edge::DiffersFrom { evidence }
    }
}

/// Adds the measures of other documents that are most like each measure.
pub(super) fn found(graph: &Graph, documents: &Documents<'_>, add: &mut dyn FnMut(NodeId, NodeId, &Edge)) {
    let text = |measure: NodeId, quote| {
        let document = documents.id(graph.document_of_measure(measure).index());
        Evidence::text(document, quote, LIKENESS)
    };
    Likeness::of(graph).each_closest(KEPT, |found| {
        let similarity = Similarity {
            score: found.score,
            evidence: vec![text(found.a, found.sentences.0), text(found.b, found.sentences.1)],
            shared: found.shared,
        };
        add(found.a, found.b, &Edge::SimilarTo(similarity));
    });
}
