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

mod among;
mod find;
mod numbers;
mod score;
mod task;
mod tasks;
mod themes;
mod weighed;

use std::borrow::Cow;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::graph::{EdgeKind, EdgeRef, Graph, NodeId, NodeKind};
use crate::model::Evidence;
use crate::text::Span;
use numbers::Numbers;
use task::{Feature, Known, Task};
use tasks::Tasks;
use themes::Themes;
use weighed::Weighed;

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

/// Every measure of a graph, ready to be compared.
pub struct Likeness<'g> {
    graph: &'g Graph,
    features: Vec<Feature<Box<str>>>,
    /// What each feature is worth.
    weights: Vec<f32>,
    tasks: Tasks,
    /// The vectors of each task, once they are made; nothing where there are too many tasks to keep them.
    kept: Vec<OnceLock<Weighed>>,
    /// Pairs of which the user says whether they are alike, the lower id first.
    said: FxHashMap<(NodeId, NodeId), bool>,
}

/// What a theme is worth, beside a word as rare.
const THEME: f32 = 1.8;
/// What a name is worth, beside a word as rare.
const NAME: f32 = 1.5;
/// Where tasks have no more features than this, all together, their vectors are kept, which takes some 70 MB. To make them
/// anew for every two tasks that are compared takes a few percent of a build, and half of the time of a comparison of many
/// sides.
const KEPT: usize = 4_000_000;
/// The tasks of so many documents are made at once.
const BATCH: usize = 128;
/// And those of so many together, by one thread: what documents that follow each other have is kept together.
const TOGETHER: usize = 16;

impl<'g> Likeness<'g> {
    /// Counts what every measure of a graph has, which says what each is worth.
    pub fn of(graph: &'g Graph) -> Self {
        let documents: Vec<NodeId> = graph.nodes_of(NodeKind::Document).collect();
        let known = Known::of(graph);
        let (mut tasks, mut numbers) = (Tasks::default(), Numbers::default());
        for documents in documents.chunks(BATCH) {
            let texts = documents.par_iter().map(|document| graph.scan_text(*document));
            let texts: Vec<String> = texts
                .map(|text| text.map(|text| text.text).unwrap_or_default())
                .collect();
            let together = documents.par_chunks(TOGETHER).zip(texts.par_chunks(TOGETHER));
            let read = together.map(|(documents, texts)| Task::of_documents(graph, documents[0], texts, &known));
            for task in read.collect::<Vec<_>>().iter().flatten() {
                tasks.push(task, |feature, is_own| numbers.of(feature, is_own));
            }
        }
        let (features, places) = numbers.in_order();
        tasks.replace(&places);
        let counts = count(&tasks, features.len());
        Self {
            graph,
            weights: weights(&features, &counts, tasks.len()),
            features,
            kept: if tasks.size() <= KEPT {
                vec![OnceLock::new(); tasks.len()]
            } else {
                Vec::new()
            },
            tasks,
            said: said(graph),
        }
    }

    /// The vectors of a task: those that are kept, or new ones in the room of another's.
    fn weighed<'w>(&'w self, id: u32, room: &'w mut Weighed) -> &'w Weighed {
        let first = self.tasks.first(id);
        let task = self.tasks.get(first);
        if let Some(kept) = self.kept.get(first as usize) {
            return kept.get_or_init(|| Weighed::of(task, &self.weights));
        }
        room.fill(task, &self.weights);
        room
    }

    /// The vector of a task as a whole; the same holds of it.
    fn whole<'w>(&'w self, id: u32, room: &'w mut Weighed) -> &'w [(u32, f32)] {
        if self.kept.is_empty() {
            room.fill_whole(self.tasks.get(id), &self.weights)
        } else {
            self.weighed(id, room).whole()
        }
    }

    /// Whether a measure can be compared: it is more than a heading over others.
    pub fn is_task(&self, measure: NodeId) -> bool {
        self.tasks.of_node(measure).is_some()
    }

    /// Whether a measure frames the others (原则, 目标) instead of being one.
    pub fn is_frame(&self, measure: NodeId) -> bool {
        let task = self.tasks.of_node(measure);
        task.is_some_and(|id| self.tasks.get(id).is_frame())
    }

    /// What a feature is called where a reader sees it.
    fn feature_name(&self, id: u32) -> Cow<'_, str> {
        match &self.features[id as usize] {
            Feature::Word(word) => (&**word).into(),
            Feature::Theme(theme) => Themes::embedded().name(*theme).into(),
            Feature::Name(node) => self.graph.label(*node).into(),
        }
    }
}

/// The pairs of which the user says whether they are alike.
fn said(graph: &Graph) -> FxHashMap<(NodeId, NodeId), bool> {
    let by_user = |edge: &EdgeRef<'_>| matches!(edge.edge().evidence().first(), Some(Evidence::Corrections { .. }));
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

/// How many tasks have each feature in their sentences.
fn count(tasks: &Tasks, features: usize) -> Vec<u32> {
    let (mut counts, mut last) = (vec![0; features], vec![u32::MAX; features]);
    for (task, at) in tasks.each().zip(0..) {
        for feature in task.own() {
            let seen = std::mem::replace(&mut last[*feature as usize], at);
            counts[*feature as usize] += u32::from(seen != at);
        }
    }
    counts
}

/// What each feature is worth: the root of the logarithm of its rarity, so that a word of one odd measure does not outweigh
/// all. (A root is the same on every machine; a power need not be.)
fn weights(features: &[Feature<Box<str>>], counts: &[u32], tasks: usize) -> Vec<f32> {
    let weight = |(feature, count): (&Feature<_>, &u32)| {
        let rarity = ((tasks as f32 + 1.0) / (*count as f32 + 0.5)).ln().max(0.01).sqrt();
        match feature {
            Feature::Word(_) => rarity,
            Feature::Theme(_) => rarity * THEME,
            Feature::Name(_) => rarity * NAME,
        }
    };
    features.iter().zip(counts).map(weight).collect()
}
