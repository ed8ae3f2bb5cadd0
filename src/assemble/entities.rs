//! What documents say of one entity, joined, and the entities that no text need mention.

use std::collections::BTreeMap;

use super::nodes::{Known, place_keys};
use crate::facts::{DocumentFacts, EntityFact, EntityId};
use crate::graph::{Appearance, Appearances, Builder, Entity, Node, NodeId};
use crate::model::{EntityKey, Evidence, Region};
use crate::spill::Scratch;

/// Every entity of the documents that have come so far.
#[derive(Default)]
pub(super) struct Entities {
    joined: BTreeMap<EntityKey, Joined>,
    implied: Implied,
}

/// An entity that is being joined from what documents say of it.
struct Joined {
    entity: Entity,
    appearances: Appearances,
    sentences: u32,
    source: Option<Evidence>,
    first_named: Option<Evidence>,
}

impl Entities {
    /// Adds those of the `place`-th document; how it names them is set aside.
    pub(super) fn add(&mut self, place: usize, facts: &DocumentFacts, scratch: &Scratch) {
        let mut first_named = first_named(facts);
        self.implied.add(facts, &first_named);
        let counts = mention_counts(facts);
        for (index, fact) in facts.entities.iter().enumerate() {
            let known = self.joined.entry(fact.key.clone());
            let joined = known.or_insert_with_key(Joined::unseen);
            joined.add(fact, appearance(fact, counts[index], place), scratch);
            if joined.first_named.is_none() {
                joined.first_named = first_named.remove(&EntityId(index as u32));
            }
        }
    }

    /// Adds them to a graph, in which the first of them is to be this node.
    pub(super) fn finish(mut self, first: usize, graph: &mut Builder) -> BTreeMap<EntityKey, Known> {
        for (key, evidence) in self.implied.beside(&self.joined) {
            let joined = self.joined.entry(key).or_insert_with_key(Joined::unseen);
            joined.first_named.get_or_insert(evidence);
        }
        let numbered = self.joined.into_iter().zip(first..);
        let known = numbered.map(|((key, joined), id)| (key, joined.finish(NodeId::from_index(id), graph)));
        known.collect()
    }
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
            appearances: Appearances::default(),
            sentences: 0,
            source: None,
            first_named: None,
        }
    }

    fn add(&mut self, fact: &EntityFact, appearance: Appearance, scratch: &Scratch) {
        let functions = [self.entity.function.take(), fact.function.clone()];
        self.entity.function = functions.into_iter().flatten().min();
        for form in &fact.printed {
            if !self.entity.printed.contains(form) {
                self.entity.printed.push(form.clone());
            }
        }
        self.sentences += appearance.sentences;
        self.appearances.push(&appearance, scratch);
        self.source = self.source.take().or(appearance.source);
    }

    fn finish(self, id: NodeId, graph: &mut Builder) -> Known {
        let node = Node::Entity(self.entity);
        graph.entity(&node, &self.appearances);
        let Node::Entity(entity) = node else {
            unreachable!("it was made of one");
        };
        Known {
            id,
            entity,
            sentences: self.sentences,
            reason: self.source.or(self.first_named),
        }
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

/// What headers and homes say of entities that no text need mention: the issuers, and the places that regions are. Of
/// several reasons the least is kept, so that their order does not matter.
#[derive(Default)]
struct Implied {
    issuers: BTreeMap<EntityKey, Evidence>,
    regions: BTreeMap<Region, Evidence>,
}

impl Implied {
    fn add(&mut self, facts: &DocumentFacts, first_named: &BTreeMap<EntityId, Evidence>) {
        for issuer in &facts.metadata.issuers {
            keep_least(&mut self.issuers, &issuer.value, &issuer.evidence);
            keep_least(&mut self.regions, &issuer.value.region, &issuer.evidence);
        }
        if let Some(region) = &facts.metadata.region {
            keep_least(&mut self.regions, &region.value, &region.evidence);
        }
        for (index, fact) in facts.entities.iter().enumerate() {
            let evidence = fact.source.as_ref();
            let evidence = evidence.or_else(|| first_named.get(&EntityId(index as u32)));
            if let (false, Some(evidence)) = (fact.key.region.is_nation(), evidence) {
                keep_least(&mut self.regions, &fact.key.region, evidence);
            }
        }
    }

    /// The issuers, and the places of all regions that are not among the entities that are named.
    fn beside(&mut self, named: &BTreeMap<EntityKey, Joined>) -> BTreeMap<EntityKey, Evidence> {
        let mut implied = std::mem::take(&mut self.issuers);
        for (region, evidence) in &self.regions {
            for region in around(region.clone()) {
                let is_known = |key: &EntityKey| named.contains_key(key);
                if let [Some(key), own] = place_keys(&region)
                    && !is_known(&key)
                    && !own.as_ref().is_some_and(is_known)
                {
                    keep_least(&mut implied, &key, evidence);
                }
            }
        }
        implied
    }
}

fn keep_least<K: Ord + Clone>(kept: &mut BTreeMap<K, Evidence>, key: &K, evidence: &Evidence) {
    match kept.get_mut(key) {
        Some(known) if evidence < known => known.clone_from(evidence),
        Some(_) => {}
        None => {
            kept.insert(key.clone(), evidence.clone());
        }
    }
}

/// A region and every region around it, innermost first; the nation is no place.
fn around(region: Region) -> impl Iterator<Item = Region> {
    std::iter::successors(Some(region), Region::parent).filter(|region| !region.is_nation())
}
