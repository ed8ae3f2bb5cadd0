//! How alike measures of different documents are.
//!
//! A measure is compared by what it shares with another: the words that jieba gave, the themes that stand behind them
//! (`data/themes.tsv`: 高企 and 高新技术企业 are one), the programs, parks, institutions and policies it names, and, with a
//! smaller weight, the headings it stands under. What is in many measures of the graph weighs little; numbers, names of
//! places and of bodies that act weigh nothing. Headings over other measures are not compared, only what they hold. The score
//! is a mean of three cosines: of the measures as wholes, of their two most alike sentences, and of the sentence of one
//! that is most like the whole other; the latter two find a task in a measure that holds several.
//!
//! Scores do not depend on which measures are asked for, nor on their order: only on the graph.

mod find;
mod task;
mod themes;
mod vector;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::{EdgeKind, EdgeRef, Graph, NodeId};
use crate::model::Evidence;
use crate::text::Span;
use task::{Feature, Stopped, Task};
use themes::Themes;
use vector::Vector;

/// The score from which on two measures are taken to be one task; see `tests/gold/compare`.
pub const THRESHOLD: f64 = 0.323;

/// Two measures that are alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// A measure of the one side.
    pub a: NodeId,
    /// A measure of the other side.
    pub b: NodeId,
    /// From 0, nothing shared, to 1, the same, in ten-thousandths.
    pub score: u16,
    /// What they share, the weightiest first.
    pub shared: Vec<String>,
    /// The most alike sentences, one of each, in the clean text of their documents.
    pub sentences: (Span, Span),
}

impl Match {
    /// The score from 0 to 1.
    pub fn score(&self) -> f64 {
        f64::from(self.score) / 10_000.0
    }
}

/// Every measure of a graph, weighed and ready to be compared.
pub struct Likeness<'g> {
    graph: &'g Graph,
    features: Vec<Feature<'g>>,
    tasks: Vec<Weighed>,
    /// The task of a measure.
    of_node: FxHashMap<NodeId, u32>,
    /// Pairs of which the user says whether they are alike, the lower id first.
    said: FxHashMap<(NodeId, NodeId), bool>,
}

/// A task as vectors.
struct Weighed {
    node: NodeId,
    span: Span,
    document: Option<NodeId>,
    is_frame: bool,
    whole: Vector,
    sentences: Vec<(Span, Vector)>,
}

/// By which power the logarithm of rarity counts: less than 1, so that a word of one odd measure does not outweigh all.
const RARITY: f32 = 0.5;
/// What a theme is worth, beside a word as rare.
const THEME: f32 = 1.8;
/// What a name is worth, beside a word as rare.
const NAME: f32 = 1.5;
/// What a feature of a heading above is worth, beside one of the measure itself.
const ABOVE: f32 = 0.2;

impl<'g> Likeness<'g> {
    /// Weighs every measure of a graph.
    pub fn of(graph: &'g Graph) -> Self {
        let nodes: Vec<NodeId> = graph.measures().map(|(node, _)| node).collect();
        let stopped = Stopped::of(graph);
        let tasks: Vec<Task<'g>> = nodes
            .par_iter()
            .filter_map(|node| Task::of(graph, *node, &stopped))
            .collect();
        let (features, counts) = count(&tasks);
        let weights = weights(&features, &counts, tasks.len());
        let ids: FxHashMap<Feature<'g>, u32> = (0..).zip(&features).map(|(id, feature)| (*feature, id)).collect();
        let tasks: Vec<Weighed> = tasks
            .par_iter()
            .map(|task| weigh(graph, task, &ids, &weights))
            .collect();
        Self {
            graph,
            features,
            of_node: (0..).zip(&tasks).map(|(id, task)| (task.node, id)).collect(),
            tasks,
            said: said(graph),
        }
    }

    /// Whether a measure can be compared: it is more than a heading over others.
    pub fn is_task(&self, measure: NodeId) -> bool {
        self.of_node.contains_key(&measure)
    }

    /// Whether a measure frames the others (原则, 目标) instead of being one.
    pub fn is_frame(&self, measure: NodeId) -> bool {
        self.task(measure).is_some_and(|task| task.is_frame)
    }

    fn task(&self, measure: NodeId) -> Option<&Weighed> {
        self.of_node.get(&measure).map(|id| &self.tasks[*id as usize])
    }

    /// What a feature is called where a reader sees it.
    fn feature_name(&self, id: u32) -> String {
        match self.features[id as usize] {
            Feature::Word(word) => word.to_owned(),
            Feature::Theme(theme) => Themes::embedded().name(theme).to_owned(),
            Feature::Name(node) => self.graph.label(node),
        }
    }
}

/// The pairs of which the user says whether they are alike.
fn said(graph: &Graph) -> FxHashMap<(NodeId, NodeId), bool> {
    let by_user = |edge: &EdgeRef<'_>| matches!(edge.edge.evidence().first(), Some(Evidence::Corrections { .. }));
    let similar = graph
        .edges(EdgeKind::SimilarTo)
        .filter(by_user)
        .map(|edge| (edge, true));
    let differs = graph.edges(EdgeKind::DiffersFrom).map(|edge| (edge, false));
    similar
        .chain(differs)
        .map(|(edge, similar)| (in_order(edge.from, edge.to), similar))
        .collect()
}

/// A pair with the lower id first.
pub(crate) fn in_order(a: NodeId, b: NodeId) -> (NodeId, NodeId) {
    (a.min(b), a.max(b))
}

/// Every feature in order, with the number of tasks that have it.
fn count<'g>(tasks: &[Task<'g>]) -> (Vec<Feature<'g>>, Vec<u32>) {
    let mut counts: FxHashMap<Feature<'g>, u32> = FxHashMap::default();
    for task in tasks {
        let of_task: FxHashSet<Feature<'g>> = task
            .sentences
            .iter()
            .flat_map(|sentence| sentence.features.keys().copied())
            .collect();
        for feature in of_task {
            *counts.entry(feature).or_insert(0) += 1;
        }
    }
    let mut counted: Vec<_> = counts.into_iter().collect();
    counted.sort_unstable();
    counted.into_iter().unzip()
}

fn weights(features: &[Feature<'_>], counts: &[u32], tasks: usize) -> Vec<f32> {
    let weight = |(feature, count): (&Feature<'_>, &u32)| {
        let rarity = ((tasks as f32 + 1.0) / (*count as f32 + 0.5))
            .ln()
            .max(0.01)
            .powf(RARITY);
        match feature {
            Feature::Word(_) => rarity,
            Feature::Theme(_) => rarity * THEME,
            Feature::Name(_) => rarity * NAME,
        }
    };
    features.iter().zip(counts).map(weight).collect()
}

fn weigh(graph: &Graph, task: &Task<'_>, ids: &FxHashMap<Feature<'_>, u32>, weights: &[f32]) -> Weighed {
    let weight = |id: u32| weights[id as usize];
    let mut whole: Vec<(u32, u16)> = Vec::new();
    let mut sentences = Vec::new();
    for sentence in &task.sentences {
        let counts: Vec<_> = sentence
            .features
            .iter()
            .map(|(feature, count)| (ids[feature], *count))
            .collect();
        whole.extend(&counts);
        sentences.push((sentence.span, Vector::new(counts, weight)));
    }
    whole.sort_unstable();
    let joined = whole
        .chunk_by(|a, b| a.0 == b.0)
        .map(|run| (run[0].0, run.iter().map(|(_, count)| count).sum()));
    let above: Vec<u32> = task
        .above
        .iter()
        .filter_map(|feature| ids.get(feature).copied())
        .collect();
    Weighed {
        node: task.node,
        span: task.span,
        document: graph.document_of(task.node).map(|(document, _)| document),
        is_frame: task.is_frame,
        whole: Vector::beneath(joined, &above, ABOVE, weight),
        sentences,
    }
}
