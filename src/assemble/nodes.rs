//! Which nodes there are, and which fact becomes which node.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use crate::facts::{DocumentFacts, EntityFact, EntityId, MeasureId};
use crate::graph::{Appearance, Document, Entity, Function, Measure, Node, NodeId, Target};
use crate::model::{EntityKey, EntityKind, Evidence, Region};

/// The nodes in the graph's order, with the ways from facts to them.
pub(super) struct NodeTable {
    nodes: Vec<Node>,
    /// For each document, the node of its first measure.
    first_measures: Vec<usize>,
    /// For each document, the node of its first target.
    first_targets: Vec<usize>,
    first_function: usize,
    entities: BTreeMap<EntityKey, NodeId>,
    functions: Vec<String>,
    /// Why each entity is believed to exist, where no document mentions it.
    reasons: BTreeMap<EntityKey, Evidence>,
}

impl NodeTable {
    pub(super) fn new(documents: &[&DocumentFacts], inputs: &Inputs) -> Self {
        let (merged, reasons) = entities_of(documents);
        let functions: Vec<String> = merged
            .values()
            .filter_map(|entity| entity.function.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut table = Self {
            nodes: documents.iter().map(|facts| document_node(facts)).collect(),
            first_measures: Vec::new(),
            first_targets: Vec::new(),
            first_function: 0,
            entities: BTreeMap::new(),
            functions,
            reasons,
        };
        table.add_measures(documents);
        table.add_entities(merged);
        table.add_targets(documents);
        table.add_functions(inputs);
        table
    }

    fn add_measures(&mut self, documents: &[&DocumentFacts]) {
        for (place, facts) in documents.iter().enumerate() {
            self.first_measures.push(self.nodes.len());
            self.nodes.extend(measure_nodes(facts, NodeId::from_index(place)));
        }
    }

    fn add_entities(&mut self, merged: BTreeMap<EntityKey, Entity>) {
        for (key, entity) in merged {
            self.entities.insert(key, NodeId::from_index(self.nodes.len()));
            self.nodes.push(Node::Entity(entity));
        }
    }

    fn add_targets(&mut self, documents: &[&DocumentFacts]) {
        for (place, facts) in documents.iter().enumerate() {
            self.first_targets.push(self.nodes.len());
            let nodes = self.target_nodes(facts, place);
            self.nodes.extend(nodes);
        }
    }

    fn add_functions(&mut self, inputs: &Inputs) {
        self.first_function = self.nodes.len();
        self.nodes.extend(self.functions.iter().map(|key| {
            Node::Function(Function {
                key: key.clone(),
                label_en: inputs.function_labels.get(key).cloned(),
            })
        }));
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
        facts.entities.iter().map(|entity| self.entities[&entity.key]).collect()
    }

    /// The entity of a key.
    pub(super) fn entity(&self, key: &EntityKey) -> Option<NodeId> {
        self.entities.get(key).copied()
    }

    /// Every entity with its node, ordered by key.
    pub(super) fn entities(&self) -> impl Iterator<Item = (NodeId, &Entity)> {
        self.entities
            .values()
            .filter_map(|id| Some((*id, self.nodes[id.index()].as_entity()?)))
    }

    /// The function of a key.
    pub(super) fn function(&self, key: &str) -> Option<NodeId> {
        let place = self.functions.binary_search_by(|known| known.as_str().cmp(key)).ok()?;
        Some(NodeId::from_index(self.first_function + place))
    }

    /// Why an entity is what it is: the lexicon's row, else where it is first named, else the header that implies it.
    pub(super) fn reason<'a>(&'a self, entity: &'a Entity) -> Option<&'a Evidence> {
        let from_lexicon = entity
            .appearances
            .iter()
            .find_map(|appearance| appearance.source.as_ref());
        from_lexicon.or_else(|| self.reasons.get(&entity.key))
    }

    /// The place that a region is.
    pub(super) fn place_of(&self, region: &Region) -> Option<NodeId> {
        place_keys(region)
            .into_iter()
            .flatten()
            .find_map(|key| self.entity(&key))
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes
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
        text: facts.text.clone(),
        origin: facts.origin.clone(),
        places: facts.places.clone(),
        format: facts.format.clone(),
        metadata: facts.metadata.clone(),
        sentences: facts.sentences.len() as u32,
        doubts: facts.doubts.clone(),
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

/// Entities of all documents joined by key, and a reason for each that comes from where it stands in a text.
fn entities_of(documents: &[&DocumentFacts]) -> (BTreeMap<EntityKey, Entity>, BTreeMap<EntityKey, Evidence>) {
    let mut merged: BTreeMap<EntityKey, Entity> = BTreeMap::new();
    let mut reasons = BTreeMap::new();
    for (place, facts) in documents.iter().enumerate() {
        let first_named = first_named(facts);
        let counts = mention_counts(facts);
        for (index, fact) in facts.entities.iter().enumerate() {
            let entity = merged.entry(fact.key.clone()).or_insert_with(|| unseen(&fact.key));
            entity.function = [entity.function.take(), fact.function.clone()]
                .into_iter()
                .flatten()
                .min();
            entity.appearances.push(appearance(fact, counts[index], place));
            if let Some(evidence) = first_named.get(&EntityId(index as u32)) {
                reasons.entry(fact.key.clone()).or_insert_with(|| evidence.clone());
            }
        }
    }
    for (key, evidence) in implied(documents, &merged) {
        merged.entry(key.clone()).or_insert_with(|| unseen(&key));
        reasons.entry(key).or_insert(evidence);
    }
    (merged, reasons)
}

fn unseen(key: &EntityKey) -> Entity {
    Entity {
        key: key.clone(),
        function: None,
        appearances: Vec::new(),
    }
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
fn implied(documents: &[&DocumentFacts], merged: &BTreeMap<EntityKey, Entity>) -> BTreeMap<EntityKey, Evidence> {
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
