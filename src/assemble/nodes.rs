//! Which nodes there are, and which fact becomes which node.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use crate::facts::{DocumentFacts, EntityFact, EntityId, MeasureId};
use crate::graph::{Appearance, Builder, Document, DocumentText, Entity, Function, Measure, Node, NodeId, Target};
use crate::model::{EntityKey, EntityKind, Evidence, Region};

/// The ways from facts to the nodes of a graph in the making.
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

/// An entity that is being joined from what documents say of it.
struct Joined {
    entity: Entity,
    appearances: Vec<Appearance>,
    first_named: Option<Evidence>,
}

impl Joined {
    fn unseen(key: &EntityKey) -> Self {
        let entity = Entity {
            key: key.clone(),
            function: None,
            printed: Vec::new(),
        };
        Self {
            entity,
            appearances: Vec::new(),
            first_named: None,
        }
    }

    fn add(&mut self, fact: &EntityFact, appearance: Appearance) {
        let functions = [self.entity.function.take(), fact.function.clone()];
        self.entity.function = functions.into_iter().flatten().min();
        for form in &fact.printed {
            if !self.entity.printed.contains(form) {
                self.entity.printed.push(form.clone());
            }
        }
        self.appearances.push(appearance);
    }

    fn known(self, id: NodeId) -> Known {
        let mut sources = self
            .appearances
            .iter()
            .filter_map(|appearance| appearance.source.as_ref());
        Known {
            id,
            sentences: self.appearances.iter().map(|appearance| appearance.sentences).sum(),
            reason: sources.next().cloned().or(self.first_named),
            entity: self.entity,
        }
    }
}

impl NodeTable {
    /// Adds the nodes of all documents to a graph.
    pub(super) fn new(documents: &[&DocumentFacts], inputs: &Inputs, graph: &mut Builder) -> Self {
        for facts in documents {
            graph.document(&document_node(facts), &document_text(facts));
        }
        let joined = entities_of(documents);
        let functions = joined.values().filter_map(|joined| joined.entity.function.clone());
        let mut table = Self {
            first_measures: Vec::new(),
            first_targets: Vec::new(),
            first_function: 0,
            functions: functions.collect::<BTreeSet<_>>().into_iter().collect(),
            entities: BTreeMap::new(),
        };
        let next = table.add_measures(documents, graph);
        let next = table.add_entities(joined, next, graph);
        table.first_function = table.add_targets(documents, next, graph);
        table.add_functions(inputs, graph);
        table
    }

    fn add_measures(&mut self, documents: &[&DocumentFacts], graph: &mut Builder) -> usize {
        let mut next = documents.len();
        for (place, facts) in documents.iter().enumerate() {
            self.first_measures.push(next);
            next += facts.measures.len();
            measure_nodes(facts, NodeId::from_index(place)).for_each(|node| {
                graph.node(&node);
            });
        }
        next
    }

    fn add_entities(&mut self, joined: BTreeMap<EntityKey, Joined>, first: usize, graph: &mut Builder) -> usize {
        let next = first + joined.len();
        for (key, joined) in joined {
            let id = graph.entity(&Node::Entity(joined.entity.clone()), &joined.appearances);
            self.entities.insert(key, joined.known(id));
        }
        next
    }

    fn add_targets(&mut self, documents: &[&DocumentFacts], mut next: usize, graph: &mut Builder) -> usize {
        for (place, facts) in documents.iter().enumerate() {
            self.first_targets.push(next);
            next += facts.targets.len();
            for node in self.target_nodes(facts, place) {
                graph.node(&node);
            }
        }
        next
    }

    fn add_functions(&self, inputs: &Inputs, graph: &mut Builder) {
        for key in &self.functions {
            graph.node(&Node::Function(Function {
                key: key.clone(),
                label_en: inputs.function_labels.get(key).cloned(),
            }));
        }
    }

    fn target_nodes(&self, facts: &DocumentFacts, place: usize) -> Vec<Node> {
        let mut counts: BTreeMap<Option<MeasureId>, u32> = BTreeMap::new();
        let mut node = |target: &crate::facts::TargetFact| {
            let count = counts.entry(target.measure).or_default();
            *count += 1;
            Node::Target(Box::new(Target {
                document: NodeId::from_index(place),
                measure: target.measure.map(|measure| self.measure(place, measure)),
                order: *count - 1,
                kind: target.kind,
                indicator: target.indicator.clone(),
                comparator: target.comparator,
                value: target.value.clone(),
                unit: target.unit.clone(),
                year: target.year,
                span: target.span,
            }))
        };
        facts.targets.iter().map(&mut node).collect()
    }

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
fn place_keys(region: &Region) -> [Option<EntityKey>; 2] {
    let key = |home: Region| Some(EntityKey::new(EntityKind::Place, home, region.last()?));
    [region.parent().and_then(key), key(region.clone())]
}

fn document_node(facts: &DocumentFacts) -> Node {
    Node::Document(Box::new(Document {
        id: facts.id.clone(),
        path: facts.path.clone(),
        digest: facts.digest.clone(),
        format: facts.format.clone(),
        metadata: facts.metadata.clone(),
        sentences: facts.sentences.len() as u32,
        doubts: facts.doubts.clone(),
    }))
}

fn document_text(facts: &DocumentFacts) -> DocumentText {
    DocumentText {
        text: facts.text.clone(),
        origin: facts.origin.clone(),
        places: facts.places.clone(),
    }
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

/// Entities of all documents joined by key.
fn entities_of(documents: &[&DocumentFacts]) -> BTreeMap<EntityKey, Joined> {
    let mut merged: BTreeMap<EntityKey, Joined> = BTreeMap::new();
    for (place, facts) in documents.iter().enumerate() {
        let mut first_named = first_named(facts);
        let counts = mention_counts(facts);
        for (index, fact) in facts.entities.iter().enumerate() {
            let joined = merged
                .entry(fact.key.clone())
                .or_insert_with(|| Joined::unseen(&fact.key));
            joined.add(fact, appearance(fact, counts[index], place));
            if joined.first_named.is_none() {
                joined.first_named = first_named.remove(&EntityId(index as u32));
            }
        }
    }
    for (key, evidence) in implied(documents, &merged) {
        let joined = merged.entry(key.clone()).or_insert_with(|| Joined::unseen(&key));
        joined.first_named.get_or_insert(evidence);
    }
    merged
}

fn appearance(fact: &EntityFact, (mentions, sentences): (u32, u32), place: usize) -> Appearance {
    Appearance {
        document: NodeId::from_index(place),
        printed: fact.printed.clone(),
        mentions,
        sentences,
        resolved_by: fact.resolved_by.clone(),
        source: fact.source.clone(),
    }
}

/// How often each entity of a document is named, and in how many sentences.
fn mention_counts(facts: &DocumentFacts) -> Vec<(u32, u32)> {
    let mut sentences = vec![Vec::new(); facts.entities.len()];
    for mention in &facts.mentions {
        sentences[mention.entity.0 as usize].push(mention.sentence);
    }
    let count = |mut sentences: Vec<u32>| {
        let mentions = sentences.len() as u32;
        sentences.sort_unstable();
        sentences.dedup();
        (mentions, sentences.len() as u32)
    };
    sentences.into_iter().map(count).collect()
}

/// Where each entity of a document is named first.
fn first_named(facts: &DocumentFacts) -> BTreeMap<EntityId, Evidence> {
    let mut first = BTreeMap::new();
    for mention in &facts.mentions {
        let evidence = || Evidence::Text {
            document: facts.id.clone(),
            span: mention.span,
            quote: facts.sentences[mention.sentence as usize].span,
            rule: facts.entities[mention.entity.0 as usize].resolved_by.clone(),
        };
        first.entry(mention.entity).or_insert_with(evidence);
    }
    first
}

/// Entities that no text need mention: issuers from the header, and the places that regions are.
fn implied(documents: &[&DocumentFacts], merged: &BTreeMap<EntityKey, Joined>) -> BTreeMap<EntityKey, Evidence> {
    let mut implied: BTreeMap<EntityKey, Evidence> = BTreeMap::new();
    let mut add = |key: EntityKey, evidence: &Evidence| {
        let known = implied.entry(key).or_insert_with(|| evidence.clone());
        if evidence < known {
            *known = evidence.clone();
        }
    };
    let mut regions: BTreeSet<(Region, &Evidence)> = BTreeSet::new();
    for facts in documents {
        for issuer in &facts.metadata.issuers {
            add(issuer.value.clone(), &issuer.evidence);
            regions.insert((issuer.value.region.clone(), &issuer.evidence));
        }
        regions.extend(
            facts
                .metadata
                .region
                .iter()
                .map(|region| (region.value.clone(), &region.evidence)),
        );
    }
    let homes = homes(documents);
    regions.extend(homes.iter().map(|(region, evidence)| (region.clone(), evidence)));
    for (region, evidence) in regions {
        for region in around(region) {
            let is_known = |key: &EntityKey| merged.contains_key(key);
            if let [Some(key), own] = place_keys(&region)
                && !is_known(&key)
                && !own.as_ref().is_some_and(is_known)
            {
                add(key, evidence);
            }
        }
    }
    implied
}

/// The home region of every entity that is named, with where that is seen.
fn homes(documents: &[&DocumentFacts]) -> Vec<(Region, Evidence)> {
    let mut homes = Vec::new();
    for facts in documents {
        let first = first_named(facts);
        for (index, fact) in facts.entities.iter().enumerate() {
            let evidence = fact.source.as_ref().or_else(|| first.get(&EntityId(index as u32)));
            if let (false, Some(evidence)) = (fact.key.region.is_nation(), evidence) {
                homes.push((fact.key.region.clone(), evidence.clone()));
            }
        }
    }
    homes
}

/// A region and every region around it, innermost first; the nation is no place.
fn around(region: Region) -> impl Iterator<Item = Region> {
    std::iter::successors(Some(region), Region::parent).filter(|region| !region.is_nation())
}
