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
mod score;
mod task;
mod themes;
mod vector;

use std::borrow::Cow;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::graph::{EdgeKind, EdgeRef, Graph, NodeId, NodeKind};
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

/// Every measure of a graph, ready to be compared.
pub struct Likeness<'g> {
    graph: &'g Graph,
    features: Vec<Feature<'g>>,
    /// What each feature is worth.
    weights: Vec<f32>,
    tasks: Vec<Task<u32>>,
    /// Each task as vectors, once it is compared.
    weighed: Vec<OnceLock<Weighed>>,
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

/// The tasks of so many documents are made at once.
const BATCH: usize = 256;

impl<'g> Likeness<'g> {
    /// Counts what every measure of a graph has, which says what each is worth.
    pub fn of(graph: &'g Graph) -> Self {
        let documents: Vec<NodeId> = graph.nodes_of(NodeKind::Document).collect();
        let stopped = Stopped::of(graph);
        let mut numbers = Numbers::default();
        for documents in documents.chunks(BATCH) {
            let tasks = documents.par_iter();
            let tasks: Vec<_> = tasks
                .flat_map_iter(|document| Task::of_document(graph, *document, &stopped))
                .collect();
            for task in tasks {
                numbers.add(task);
            }
        }
        let (features, tasks) = numbers.in_order();
        let counts = count(&tasks, features.len());
        Self {
            graph,
            weights: weights(&features, &counts, tasks.len()),
            features,
            of_node: (0..).zip(&tasks).map(|(id, task)| (task.node, id)).collect(),
            weighed: tasks.iter().map(|_| OnceLock::new()).collect(),
            tasks,
            said: said(graph),
        }
    }

    /// A task as vectors.
    fn weighed(&self, id: u32) -> &Weighed {
        let weigh = || weigh(self.graph, &self.tasks[id as usize], &self.weights);
        self.weighed[id as usize].get_or_init(weigh)
    }

    /// Whether a measure can be compared: it is more than a heading over others.
    pub fn is_task(&self, measure: NodeId) -> bool {
        self.of_node.contains_key(&measure)
    }

    /// Whether a measure frames the others (原则, 目标) instead of being one.
    pub fn is_frame(&self, measure: NodeId) -> bool {
        self.task(measure).is_some_and(|task| task.is_frame)
    }

    fn task(&self, measure: NodeId) -> Option<&Task<u32>> {
        self.of_node.get(&measure).map(|id| &self.tasks[*id as usize])
    }

    /// What a feature is called where a reader sees it.
    fn feature_name(&self, id: u32) -> Cow<'g, str> {
        match self.features[id as usize] {
            Feature::Word(word) => word.into(),
            Feature::Theme(theme) => Themes::embedded().name(theme).into(),
            Feature::Name(node) => self.graph.label(node).into(),
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

/// Tasks with a number for each feature, in the order in which features are first met.
#[derive(Default)]
struct Numbers<'g> {
    of_feature: FxHashMap<Feature<'g>, u32>,
    /// Whether a task has the feature in its sentences.
    is_own: Vec<bool>,
    tasks: Vec<Task<u32>>,
}

impl<'g> Numbers<'g> {
    fn add(&mut self, task: Task<Feature<'g>>) {
        let (of_feature, is_own) = (&mut self.of_feature, &mut self.is_own);
        let number = |feature: Feature<'g>| {
            *of_feature.entry(feature).or_insert_with(|| {
                is_own.push(false);
                is_own.len() as u32 - 1
            })
        };
        let task = task.numbered(number);
        for feature in task.sentences.iter().flat_map(|sentence| &sentence.features) {
            self.is_own[*feature as usize] = true;
        }
        self.tasks.push(task);
    }

    /// Every feature that tasks have in their sentences, in order, and the tasks with each as its place in that order. What
    /// only headings speak of is in no task: it has no place, and leaves them.
    fn in_order(self) -> (Vec<Feature<'g>>, Vec<Task<u32>>) {
        let own = self
            .of_feature
            .into_iter()
            .filter(|(_, number)| self.is_own[*number as usize]);
        let mut own: Vec<(Feature<'g>, u32)> = own.collect();
        own.par_sort_unstable();
        let mut places = vec![None; self.is_own.len()];
        for ((_, number), place) in own.iter().zip(0_u32..) {
            places[*number as usize] = Some(place);
        }
        let tasks = self.tasks.into_par_iter().map(|mut task| {
            task.replace(|number| places[number as usize]);
            task
        });
        (own.iter().map(|(feature, _)| *feature).collect(), tasks.collect())
    }
}

/// How many tasks have each feature.
fn count(tasks: &[Task<u32>], features: usize) -> Vec<u32> {
    let (mut counts, mut last) = (vec![0; features], vec![u32::MAX; features]);
    for (task, at) in tasks.iter().zip(0..) {
        for feature in task.sentences.iter().flat_map(|sentence| &sentence.features) {
            let seen = std::mem::replace(&mut last[*feature as usize], at);
            counts[*feature as usize] += u32::from(seen != at);
        }
    }
    counts
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

fn weigh(graph: &Graph, task: &Task<u32>, weights: &[f32]) -> Weighed {
    let weight = |id: u32| weights[id as usize];
    let sentences = task.sentences.iter().map(|sentence| {
        let counts = counted(sentence.features.clone());
        (sentence.span, Vector::new(counts, weight))
    });
    let all = task
        .sentences
        .iter()
        .flat_map(|sentence| sentence.features.iter().copied());
    Weighed {
        node: task.node,
        span: task.span,
        document: graph.document_of(task.node).map(|(document, _)| document),
        is_frame: task.is_frame,
        whole: Vector::beneath(counted(all.collect()), &task.above, ABOVE, weight),
        sentences: sentences.collect(),
    }
}

/// Each feature once, in order, with how often it is there.
fn counted(mut features: Vec<u32>) -> Vec<(u32, u16)> {
    features.sort_unstable();
    let runs = features.chunk_by(|a, b| a == b);
    runs.map(|run| (run[0], u16::try_from(run.len()).unwrap_or(u16::MAX)))
        .collect()
}
