//! Decides what each name stands for: 市科技局 in a Dongguan plan is 东莞市科学技术局.
//!
//! Two names become one entity only where a rule says so, and the rule is on record with the entity. Names of which
//! nothing is known stand for themselves, in the document's own region: the same words in another city's plan are
//! another thing until somebody says otherwise.

mod agency;
mod issuers;
mod place;
mod printed;

pub use issuers::issuers;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::facts::{EntityFact, EntityId};
use crate::lexicon::Lexicon;
use crate::model::{EntityKey, EntityKind, Evidence, Region, Rule};
use crate::recognise::{Candidate, Scene, Sense, Table};
use crate::text::{Span, fold_name};

/// What one name stands for, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Identity {
    pub(crate) key: EntityKey,
    pub(crate) function: Option<String>,
    pub(crate) rule: Rule,
    pub(crate) source: Option<Evidence>,
    /// Whether the name could belong to several bodies.
    pub(crate) doubtful: bool,
}

impl Identity {
    fn new(key: EntityKey, rule: &'static str) -> Self {
        Self {
            key,
            function: None,
            rule: Rule::named(rule),
            source: None,
            doubtful: false,
        }
    }
}

/// The entities of a document.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// Distinct entities, by key.
    pub entities: Vec<EntityFact>,
    /// For each candidate, its entity.
    pub of: Vec<EntityId>,
    /// Names that could belong to several bodies.
    pub doubtful: Vec<Span>,
}

/// Resolves every candidate.
pub fn resolve(scene: &Scene<'_>, candidates: &[Candidate]) -> Resolved {
    let mut identities = Identities::of(scene, candidates);
    printed::join_numbers(scene, candidates, &mut identities);
    printed::join_short_titles(&mut identities.distinct);
    follow_aliases(candidates, &mut identities);
    collect(scene, candidates, &identities)
}

/// What every candidate stands for. The same words read in the same way stand for the same thing in one document, so it
/// is worked out once for all of them.
pub(crate) struct Identities {
    distinct: Vec<Identity>,
    /// For each candidate, the index of its identity.
    of: Vec<usize>,
}

impl Identities {
    fn of(scene: &Scene<'_>, candidates: &[Candidate]) -> Self {
        let mut known: FxHashMap<(&str, EntityKind, &Sense), usize> = FxHashMap::default();
        let mut distinct = Vec::new();
        let of = candidates.iter().map(|candidate| {
            let words = (candidate.span.of(scene.text), candidate.kind, &candidate.sense);
            *known.entry(words).or_insert_with(|| {
                distinct.push(identity(scene, candidate));
                distinct.len() - 1
            })
        });
        let of = of.collect();
        Self { distinct, of }
    }

    /// Gives one candidate the identity of another, by a rule.
    fn join(&mut self, candidate: usize, meant: usize, rule: Rule) {
        let identity = Identity {
            rule,
            ..self.distinct[self.of[meant]].clone()
        };
        self.of[candidate] = self.distinct.len();
        self.distinct.push(identity);
    }

    /// What a candidate stands for.
    fn get(&self, candidate: usize) -> &Identity {
        &self.distinct[self.of[candidate]]
    }
}

fn identity(scene: &Scene<'_>, candidate: &Candidate) -> Identity {
    match &candidate.sense {
        Sense::Places(places) => place::identity(scene, candidate.span, places),
        Sense::Department { kinds, prefix } => agency::identity(scene, candidate, kinds, prefix),
        Sense::Listed(table, id) => {
            let row = table.of(scene.lexicon).get(*id);
            let key = EntityKey::new(candidate.kind, Region::nation(), row.name.clone());
            let function = (*table == Table::Bodies && !row.function.is_empty()).then(|| row.function.clone());
            let source = Some(Lexicon::evidence(table.of(scene.lexicon).file, &row.name));
            Identity {
                function,
                source,
                ..Identity::new(key, "lexicon-name")
            }
        }
        Sense::ZoneCommittee(id) => {
            let row = scene.lexicon.zones.get(*id);
            let key = EntityKey::new(EntityKind::Agency, Region::nation(), format!("{}管理委员会", row.name));
            let source = Some(Lexicon::evidence(scene.lexicon.zones.file, &row.name));
            Identity {
                function: Some("管委会".to_owned()),
                source,
                ..Identity::new(key, "zone-committee")
            }
        }
        Sense::Collective => {
            let name = fold_name(candidate.span.of(scene.text));
            Identity::new(EntityKey::collective(&scene.context.document, name), "collective")
        }
        Sense::Function => {
            let name = format!("{}部门", fold_name(candidate.span.of(scene.text)));
            Identity::new(
                EntityKey::collective(&scene.context.document, name),
                "department-by-function",
            )
        }
        Sense::Printed | Sense::Alias(_) => printed::identity(scene, candidate),
    }
}

/// Gives a short form the identity of what it was defined for.
fn follow_aliases(candidates: &[Candidate], identities: &mut Identities) {
    for (i, candidate) in candidates.iter().enumerate() {
        if let Sense::Alias(meant) = candidate.sense {
            let target = candidates.iter().position(|candidate| candidate.span == meant);
            if let Some(target) = target {
                identities.join(i, target, candidate.rule.clone());
            }
        }
    }
}

/// Joins equal keys to entities with all their printed forms.
fn collect(scene: &Scene<'_>, candidates: &[Candidate], identities: &Identities) -> Resolved {
    let mut by_key: BTreeMap<&EntityKey, usize> = BTreeMap::new();
    let mut entities: Vec<EntityFact> = Vec::new();
    let mut entity_of: Vec<Option<usize>> = vec![None; identities.distinct.len()];
    let mut of = Vec::with_capacity(candidates.len());
    for (candidate, &identity) in candidates.iter().zip(&identities.of) {
        let entity = entity_of[identity].unwrap_or_else(|| {
            let found = &identities.distinct[identity];
            let entity = *by_key.entry(&found.key).or_insert_with(|| {
                entities.push(new_entity(found));
                entities.len() - 1
            });
            let printed = candidate.span.of(scene.text).replace('\n', "");
            if !entities[entity].printed.contains(&printed) {
                entities[entity].printed.push(printed);
            }
            entity_of[identity] = Some(entity);
            entity
        });
        of.push(entity);
    }
    // Entities were numbered as they came; they are kept by key.
    let mut place = vec![EntityId(0); entities.len()];
    for (id, &entity) in by_key.values().enumerate() {
        place[entity] = EntityId(id as u32);
    }
    let doubtful = (0..candidates.len()).filter(|&i| identities.get(i).doubtful);
    let doubtful = doubtful.map(|i| candidates[i].span).collect();
    entities.sort_by(|a, b| a.key.cmp(&b.key));
    Resolved {
        entities,
        of: of.into_iter().map(|entity| place[entity]).collect(),
        doubtful,
    }
}

fn new_entity(identity: &Identity) -> EntityFact {
    EntityFact {
        key: identity.key.clone(),
        printed: Vec::new(),
        function: identity.function.clone(),
        resolved_by: identity.rule.clone(),
        source: identity.source.clone(),
    }
}
