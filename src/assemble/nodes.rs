//! Which nodes there are, and which fact becomes which node.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use super::entities::Entities;
use crate::facts::{DocumentFacts, MeasureId};
use crate::graph::{Builder, Document, DocumentText, Entity, Function, Measure, Node, NodeId, Target};
use crate::model::{EntityKey, EntityKind, Evidence, Region};

/// The ways from facts to the nodes of a graph.
pub(super) struct NodeTable {
    /// For each document, the node of its first measure.
    first_measures: Vec<usize>,
    /// For each document, the node of its first target.
    first_targets: Vec<usize>,
    first_function: usize,
    entities: BTreeMap<EntityKey, Known>,
    functions: Vec<String>,
}

/// An entity of the graph.
pub(super) struct Known {
    pub(super) id: NodeId,
    pub(super) entity: Entity,
    /// In how many sentences it is named.
    pub(super) sentences: u32,
    /// Why it is what it is: the lexicon's row, else where it is first named, else the header that implies it.
    pub(super) reason: Option<Evidence>,
}

/// The nodes of documents as they come, one after the other.
pub(super) struct Nodes {
    first_measures: Vec<usize>,
    next_measure: usize,
    /// How many targets there are before those of each document.
    targets_before: Vec<usize>,
    targets: usize,
    entities: Entities,
}

impl Nodes {
    /// For a graph of so many documents.
    pub(super) fn new(documents: usize) -> Self {
        Self {
            first_measures: Vec::new(),
            next_measure: documents,
            targets_before: Vec::new(),
            targets: 0,
            entities: Entities::default(),
        }
    }

    /// Adds the nodes of the `place`-th document, but for its entities, to a graph.
    pub(super) fn add(&mut self, place: usize, mut facts: DocumentFacts, graph: &mut Builder) {
        let document = NodeId::from_index(place);
        self.entities.add(place, &facts, graph.scratch());
        let first = self.next_measure;
        measure_nodes(&facts, document).for_each(|node| graph.node(&node));
        target_nodes(&facts, document, first).for_each(|node| graph.node(&node));
        self.first_measures.push(first);
        self.next_measure += facts.measures.len();
        self.targets_before.push(self.targets);
        self.targets += facts.targets.len();
        let text = DocumentText {
            text: std::mem::take(&mut facts.text),
            origin: std::mem::take(&mut facts.origin),
            places: std::mem::take(&mut facts.places),
        };
        graph.document(&document_node(facts), &text);
    }

    /// Adds the entities and their functions, once all documents are there.
    pub(super) fn finish(self, inputs: &Inputs, graph: &mut Builder) -> NodeTable {
        let entities = self.entities.finish(self.next_measure, graph);
        let functions = entities.values().filter_map(|known| known.entity.function.clone());
        let functions: Vec<String> = functions.collect::<BTreeSet<_>>().into_iter().collect();
        for key in &functions {
            graph.node(&Node::Function(Function {
                key: key.clone(),
                label_en: inputs.function_labels.get(key).cloned(),
            }));
        }
        let first_target = self.next_measure + entities.len();
        let before = self.targets_before.into_iter();
        NodeTable {
            first_measures: self.first_measures,
            first_targets: before.map(|before| first_target + before).collect(),
            first_function: first_target + self.targets,
            entities,
            functions,
        }
    }
}

impl NodeTable {
    /// The measure of the `place`-th document.
    pub(super) fn measure(&self, place: usize, measure: MeasureId) -> NodeId {
        NodeId::from_index(self.first_measures[place] + measure.0 as usize)
    }

    /// The measure, or the `place`-th document itself where there is none.
    pub(super) fn text_unit(&self, place: usize, measure: Option<MeasureId>) -> NodeId {
        measure.map_or(NodeId::from_index(place), |measure| self.measure(place, measure))
    }

    /// The `index`-th target of the `place`-th document.
    pub(super) fn target(&self, place: usize, index: usize) -> NodeId {
        NodeId::from_index(self.first_targets[place] + index)
    }

    /// The node of each entity of a document, by its id there.
    pub(super) fn entities_of(&self, facts: &DocumentFacts) -> Vec<NodeId> {
        facts
            .entities
            .iter()
            .map(|entity| self.entities[&entity.key].id)
            .collect()
    }

    /// The entity of a key.
    pub(super) fn entity(&self, key: &EntityKey) -> Option<NodeId> {
        self.entities.get(key).map(|known| known.id)
    }

    /// Every entity, ordered by key.
    pub(super) fn entities(&self) -> impl Iterator<Item = &Known> {
        self.entities.values()
    }

    /// The function of a key.
    pub(super) fn function(&self, key: &str) -> Option<NodeId> {
        let place = self.functions.binary_search_by(|known| known.as_str().cmp(key)).ok()?;
        Some(NodeId::from_index(self.first_function + place))
    }

    /// The place that a region is.
    pub(super) fn place_of(&self, region: &Region) -> Option<NodeId> {
        place_keys(region)
            .into_iter()
            .flatten()
            .find_map(|key| self.entity(&key))
    }
}

/// The keys under which the place that a region is may be known: at home in the region around it, or in itself.
pub(super) fn place_keys(region: &Region) -> [Option<EntityKey>; 2] {
    let key = |home: Region| Some(EntityKey::new(EntityKind::Place, home, region.last()?));
    [region.parent().and_then(key), key(region.clone())]
}

fn document_node(facts: DocumentFacts) -> Node {
    Node::Document(Box::new(Document {
        id: facts.id,
        path: facts.path,
        digest: facts.digest,
        format: facts.format,
        metadata: facts.metadata,
        sentences: facts.sentences.len() as u32,
        measures: facts.measures.len() as u32,
        doubts: facts.doubts,
    }))
}

fn measure_nodes(facts: &DocumentFacts, document: NodeId) -> impl Iterator<Item = Node> {
    let mut seen = BTreeMap::new();
    facts.measures.iter().enumerate().map(move |(order, measure)| {
        let repeats = seen.entry(&measure.section).or_insert(0_u32);
        *repeats += 1;
        Node::Measure(Box::new(Measure {
            document,
            section: measure.section.clone(),
            repeat: *repeats - 1,
            title: measure.title.clone(),
            title_span: measure.title_span,
            span: measure.span,
            recovered: measure.recovered,
            deadline: measure.deadline.clone(),
            terms: measure.terms.clone(),
            order: order as u32,
        }))
    })
}

/// The targets of a document whose first measure is the `first_measure`-th node.
fn target_nodes(facts: &DocumentFacts, document: NodeId, first_measure: usize) -> impl Iterator<Item = Node> {
    let mut counts: BTreeMap<Option<MeasureId>, u32> = BTreeMap::new();
    facts.targets.iter().map(move |target| {
        let count = counts.entry(target.measure).or_default();
        *count += 1;
        let of_measure = |measure: MeasureId| NodeId::from_index(first_measure + measure.0 as usize);
        Node::Target(Box::new(Target {
            document,
            measure: target.measure.map(of_measure),
            order: *count - 1,
            kind: target.kind,
            indicator: target.indicator.clone(),
            comparator: target.comparator,
            value: target.value.clone(),
            unit: target.unit.clone(),
            year: target.year,
            span: target.span,
        }))
    })
}
