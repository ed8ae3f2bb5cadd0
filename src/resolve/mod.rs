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

use crate::facts::{EntityFact, EntityId};
use crate::lexicon::{DepartmentId, Lexicon, Meaning};
use crate::model::{EntityKey, EntityKind, Evidence, Region, Rule};
use crate::recognise::{Candidate, Prefix, Scene, Sense, Table};
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
    let mut identities: Vec<Identity> = candidates.iter().map(|candidate| identity(scene, candidate)).collect();
    printed::join_numbers(scene, candidates, &mut identities);
    printed::join_short_titles(&mut identities);
    follow_aliases(candidates, &mut identities);
    collect(scene, candidates, &identities)
}

fn identity(scene: &Scene<'_>, candidate: &Candidate) -> Identity {
    match &candidate.sense {
        Sense::Places(places) => place::identity(scene, candidate.span, places),
        Sense::Department { kinds, prefix } => agency::identity(scene, candidate, kinds, prefix),
        Sense::Listed(table, id) => {
            let row = table.of(scene.lexicon).get(*id);
            let is_short = *table == Table::Bodies && candidate.span.of(scene.text) != row.name;
            if let Some(kinds) = is_short.then(|| local_kinds(scene, candidate)).flatten() {
                return agency::identity(scene, candidate, &kinds, &Prefix::None);
            }
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
        Sense::Printed | Sense::Alias(_) => printed::identity(scene, candidate),
    }
}

/// The kinds of department that bear a central body's short form (国资委, 统战部): in the text of a division, which has
/// such a body at its level, it means its own.
fn local_kinds(scene: &Scene<'_>, candidate: &Candidate) -> Option<Vec<DepartmentId>> {
    let level = scene.context.level(scene.lexicon)?;
    let printed = candidate.span.of(scene.text);
    let same = scene.matches.starting(candidate.span.start).iter();
    let kinds = same
        .filter(|found| found.span == candidate.span)
        .flat_map(|found| found.meanings)
        .filter_map(|meaning| match meaning {
            Meaning::Department(id) => Some(*id),
            _ => None,
        })
        .filter(|id| {
            let kind = scene.lexicon.departments.get(*id);
            let bears = kind.forms().any(|form| form == printed);
            bears && kind.levels.has(Some(level)) && kind.is_valid_in(scene.context.year)
        });
    let kinds: Vec<DepartmentId> = kinds.collect();
    (!kinds.is_empty()).then_some(kinds)
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
        if !entry.0.printed.contains(&printed) {
            entry.0.printed.push(printed);
        }
        entry.1.push(i);
    }
    let mut resolved = Resolved {
        of: vec![EntityId(0); candidates.len()],
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
