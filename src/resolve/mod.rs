//! Decides what each name stands for: 市科技局 in a Dongguan plan is 东莞市科学技术局.
//!
//! Two names become one entity only where a rule says so, and the rule is on record with the entity. Names of which
//! nothing is known stand for themselves, in the document's own region: the same words in another city's plan are
//! another thing until somebody says otherwise.

mod agency;
mod issuers;
mod overrule;
mod place;
mod printed;

pub use issuers::issuers;

use overrule::Overrule;

use std::collections::{BTreeMap, BTreeSet};

use crate::corrections::RULE;
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
    /// The lines of the corrections file that decided it, in the order in which they did.
    pub(crate) lines: Vec<u32>,
}

impl Identity {
    fn new(key: EntityKey, rule: &'static str) -> Self {
        Self {
            key,
            function: None,
            rule: Rule::named(rule),
            source: None,
            doubtful: false,
            lines: Vec::new(),
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
    /// For each candidate, the lines of the corrections file that decided what it stands for.
    pub lines: Vec<Vec<u32>>,
    /// Every line of the corrections file that speaks of a name here.
    pub used: BTreeSet<u32>,
}

/// Resolves every candidate. What the corrections file drops leaves the list.
pub fn resolve(scene: &Scene<'_>, candidates: &mut Vec<Candidate>) -> Resolved {
    let mut identities: Vec<Identity> = candidates.iter().map(|candidate| identity(scene, candidate)).collect();
    printed::join_numbers(scene, candidates, &mut identities);
    printed::join_short_titles(&mut identities);
    follow_aliases(candidates, &mut identities);
    let used = overrule(scene, candidates, &mut identities);
    Resolved {
        used,
        ..collect(scene, candidates, &identities)
    }
}

/// Lets the corrections file have the last word; the lines that spoke.
fn overrule(scene: &Scene<'_>, candidates: &mut Vec<Candidate>, identities: &mut Vec<Identity>) -> BTreeSet<u32> {
    if scene.corrections.is_empty() {
        return BTreeSet::new();
    }
    let mut overrule = Overrule::new(scene, candidates, identities);
    let (mut kept, mut decided) = (Vec::new(), Vec::new());
    for (mut candidate, identity) in candidates.drain(..).zip(identities.drain(..)) {
        let Some(identity) = overrule.apply(&candidate, identity) else {
            continue;
        };
        if !identity.lines.is_empty() {
            candidate.kind = identity.key.kind;
            candidate.rule = RULE;
        }
        kept.push(candidate);
        decided.push(identity);
    }
    (*candidates, *identities) = (kept, decided);
    overrule.used
}

fn identity(scene: &Scene<'_>, candidate: &Candidate) -> Identity {
    match &candidate.sense {
        Sense::Places(places) => place::identity(scene, candidate.span, places),
        Sense::Department { kinds, prefix } => agency::identity(scene, candidate, kinds, prefix),
        Sense::Listed(table, id) => {
            let row = table.of(scene.lexicon).get(*id);
            let key = EntityKey::new(candidate.kind, Region::nation(), row.name.clone());
            let function = (*table == Table::Bodies && !row.function.is_empty()).then(|| row.function.clone());
            let source = Some(Lexicon::evidence(&row.file, &row.name));
            Identity {
                function,
                source,
                ..Identity::new(key, "lexicon-name")
            }
        }
        Sense::ZoneCommittee(id) => {
            let row = scene.lexicon.zones.get(*id);
            let key = EntityKey::new(EntityKind::Agency, Region::nation(), format!("{}管理委员会", row.name));
            let source = Some(Lexicon::evidence(&row.file, &row.name));
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
        Sense::Printed | Sense::Alias(_) => printed::identity(scene, candidate),
    }
}

/// Gives a short form the identity of what it was defined for.
fn follow_aliases(candidates: &[Candidate], identities: &mut [Identity]) {
    for i in 0..candidates.len() {
        if let Sense::Alias(meant) = candidates[i].sense {
            let target = candidates.iter().position(|candidate| candidate.span == meant);
            if let Some(target) = target {
                identities[i] = Identity {
                    rule: candidates[i].rule.clone(),
                    ..identities[target].clone()
                };
            }
        }
    }
}

/// Joins equal keys to entities with all their printed forms.
fn collect(scene: &Scene<'_>, candidates: &[Candidate], identities: &[Identity]) -> Resolved {
    let mut by_key: BTreeMap<&EntityKey, (EntityFact, Vec<usize>)> = BTreeMap::new();
    for (i, (candidate, identity)) in candidates.iter().zip(identities).enumerate() {
        let printed = candidate.span.of(scene.text).replace('\n', "");
        let entry = by_key
            .entry(&identity.key)
            .or_insert_with(|| (new_entity(identity), Vec::new()));
        if entry.0.resolved_by == RULE && identity.lines.is_empty() {
            // What a rule knows of the thing (a row of the lexicon) is not lost where a line joins a name to it.
            entry.0 = EntityFact {
                printed: std::mem::take(&mut entry.0.printed),
                ..new_entity(identity)
            };
        }
        if !entry.0.printed.contains(&printed) {
            entry.0.printed.push(printed);
        }
        entry.1.push(i);
    }
    let mut resolved = Resolved {
        of: vec![EntityId(0); candidates.len()],
        lines: identities.iter().map(|identity| identity.lines.clone()).collect(),
        ..Resolved::default()
    };
    for (id, (entity, members)) in by_key.into_values().enumerate() {
        for i in members {
            resolved.of[i] = EntityId(id as u32);
        }
        resolved.entities.push(entity);
    }
    let doubtful = candidates
        .iter()
        .zip(identities)
        .filter(|(_, identity)| identity.doubtful);
    resolved.doubtful = doubtful.map(|(candidate, _)| candidate.span).collect();
    resolved
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
