//! How a measure is taken up: in the same words, reworded, split into several, merged with others.

use std::collections::BTreeMap;

use crate::graph::{Graph, NodeId};
use crate::likeness::Match;
use crate::text::fold_char;

/// How a measure of one document becomes one of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum How {
    /// Word for word; numbers of the outline, spaces and punctuation do not count.
    Same,
    /// One measure for one, in other words.
    Reworded,
    /// Several measures of the other document match the first one.
    Split,
    /// Several measures of the first document match the other one.
    Merged,
    /// Both: each of the two matches several of the other's document.
    SplitAndMerged,
}

impl How {
    /// Every way, in the order of summaries.
    pub const ALL: [Self; 5] = [
        Self::Same,
        Self::Reworded,
        Self::Split,
        Self::Merged,
        Self::SplitAndMerged,
    ];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Reworded => "reworded",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::SplitAndMerged => "split|merged",
        }
    }

    /// What it is called in Chinese.
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::Same => "原文",
            Self::Reworded => "改写",
            Self::Split => "拆分",
            Self::Merged => "合并",
            Self::SplitAndMerged => "拆分并合并",
        }
    }
}

/// How each of these matches takes up the first measure in the second.
///
/// Only what stands in one document is counted together: that a measure stands in three plans of a side does not split it.
pub(super) fn hows(graph: &Graph, matches: &[&Match]) -> Vec<How> {
    let document = |measure: NodeId| graph.document_of(measure).map(|(document, _)| document);
    let mut partners: BTreeMap<(NodeId, Option<NodeId>), usize> = BTreeMap::new();
    for found in matches {
        for (one, other) in [(found.a, found.b), (found.b, found.a)] {
            *partners.entry((one, document(other))).or_insert(0) += 1;
        }
    }
    let has_several = |one: NodeId, other: NodeId| partners[&(one, document(other))] > 1;
    let how = |found: &&Match| {
        if found.a == found.b || are_the_same(graph, found.a, found.b) {
            return How::Same;
        }
        match (has_several(found.a, found.b), has_several(found.b, found.a)) {
            (false, false) => How::Reworded,
            (true, false) => How::Split,
            (false, true) => How::Merged,
            (true, true) => How::SplitAndMerged,
        }
    };
    matches.iter().map(how).collect()
}

/// Whether two measures are the same word for word.
fn are_the_same(graph: &Graph, a: NodeId, b: NodeId) -> bool {
    let [a, b] = [a, b].map(|measure| behind_number(graph, measure));
    a == b || words(a).eq(words(b))
}

/// The letters and digits of a text.
fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(fold_char).filter(|c| c.is_alphanumeric())
}

/// The text of a measure behind its number.
fn behind_number(graph: &Graph, measure: NodeId) -> &str {
    let text = graph.node(measure).as_measure().and_then(|measure| {
        let text = &graph.text(measure.document).text;
        text.get(measure.title_span.start.max(measure.span.start) as usize..measure.span.end as usize)
    });
    text.unwrap_or_default()
}
