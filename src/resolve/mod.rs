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

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::corrections::RULE;
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
    let mut identities = Identities::of(scene, candidates);
    printed::join_numbers(scene, candidates, &mut identities);
    printed::join_short_titles(scene, candidates, &mut identities);
    follow_aliases(candidates, &mut identities);
    let used = overrule(scene, candidates, &mut identities);
    Resolved {
        used,
        ..collect(scene, candidates, &identities)
    }
}

/// Lets the corrections file have the last word; the lines that spoke.
fn overrule(scene: &Scene<'_>, candidates: &mut Vec<Candidate>, identities: &mut Identities) -> BTreeSet<u32> {
    if scene.corrections.is_empty() {
        return BTreeSet::new();
    }
    let each: Vec<Identity> = (0..candidates.len()).map(|i| identities.get(i).clone()).collect();
    let mut overrule = Overrule::new(scene, candidates, &each);
    let (mut kept, mut decided) = (Vec::new(), Vec::new());
    for (mut candidate, identity) in candidates.drain(..).zip(each) {
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
    *candidates = kept;
    identities.of = (0..decided.len()).collect();
    identities.distinct = decided;
    overrule.used
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
        let mut known: FxHashMap<(&str, EntityKind, &Sense), usize> =
            FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        let mut distinct = Vec::with_capacity(candidates.len());
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

    /// Makes what a candidate stands for the office of it.
    fn make_office(&mut self, candidate: usize) {
        let identity = &mut self.distinct[self.of[candidate]];
        identity.key.name.push_str("办公室");
        (identity.function, identity.source) = (None, None);
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
            let is_short = *table == Table::Bodies && candidate.span.of(scene.text) != row.name;
            if let Some(kinds) = is_short.then(|| local_kinds(scene, candidate)).flatten() {
                return agency::identity(scene, candidate, &kinds, &Prefix::None);
            }
            if is_short && scene.is_of_several_bodies(candidate.span) {
                let printed = fold_name(candidate.span.of(scene.text));
                return agency::unknown(scene, candidate, printed, "several-bodies");
            }
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
        Sense::Function => {
            let name = format!("{}部门", fold_name(candidate.span.of(scene.text)));
            Identity::new(
                EntityKey::collective(&scene.context.document, name),
                "department-by-function",
            )
        }
        Sense::Within(body) => printed::within(scene, candidate, *body),
        Sense::Printed | Sense::Alias(_) | Sense::Office(_) => printed::identity(scene, candidate),
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
            bears && kind.levels.has(Some(level)) && kind.is_valid_in(scene.context.years)
        });
    let kinds: Vec<DepartmentId> = kinds.collect();
    (!kinds.is_empty()).then_some(kinds)
}

/// Gives a short form the identity of what it was defined for.
fn follow_aliases(candidates: &[Candidate], identities: &mut Identities) {
    for (i, candidate) in candidates.iter().enumerate() {
        let (Sense::Alias(meant) | Sense::Office(meant)) = candidate.sense else {
            continue;
        };
        if let Some(target) = candidates.iter().position(|candidate| candidate.span == meant) {
            identities.join(i, target, candidate.rule.clone());
            if matches!(candidate.sense, Sense::Office(_)) {
                identities.make_office(i);
            }
        }
    }
}

/// Joins equal keys to entities with all their printed forms.
fn collect(scene: &Scene<'_>, candidates: &[Candidate], identities: &Identities) -> Resolved {
    let most = identities.distinct.len();
    let mut by_key: FxHashMap<&EntityKey, usize> = FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
    let mut entities: Vec<EntityFact> = Vec::with_capacity(most);
    let mut entity_of: Vec<Option<usize>> = vec![None; most];
    let mut of = Vec::with_capacity(candidates.len());
    for (candidate, &identity) in candidates.iter().zip(&identities.of) {
        let entity = entity_of[identity].unwrap_or_else(|| {
            let found = &identities.distinct[identity];
            let entity = *by_key.entry(&found.key).or_insert_with(|| {
                entities.push(new_entity(found));
                entities.len() - 1
            });
            if entities[entity].resolved_by == RULE && found.lines.is_empty() {
                // What a rule knows of the thing (a row of the lexicon) is not lost where a line joins a name to it.
                entities[entity] = EntityFact {
                    printed: std::mem::take(&mut entities[entity].printed),
                    ..new_entity(found)
                };
            }
            let printed = on_one_line(candidate.span.of(scene.text));
            if !entities[entity].printed.iter().any(|known| *known == printed) {
                entities[entity].printed.push(printed.into_owned());
            }
            entity_of[identity] = Some(entity);
            entity
        });
        of.push(entity);
    }
    // Entities were numbered as they came; they are kept by key.
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_unstable_by(|a, b| entities[*a].key.cmp(&entities[*b].key));
    let mut place = vec![EntityId(0); entities.len()];
    for (id, &entity) in order.iter().enumerate() {
        place[entity] = EntityId(id as u32);
    }
    let mut unordered: Vec<Option<EntityFact>> = entities.into_iter().map(Some).collect();
    let entities = order.iter().filter_map(|&entity| unordered[entity].take()).collect();
    let doubtful = (0..candidates.len()).filter(|&i| identities.get(i).doubtful);
    let doubtful = doubtful.map(|i| candidates[i].span).collect();
    Resolved {
        entities,
        of: of.into_iter().map(|entity| place[entity]).collect(),
        doubtful,
        lines: (0..candidates.len()).map(|i| identities.get(i).lines.clone()).collect(),
        ..Resolved::default()
    }
}

/// A name without the line breaks in it.
fn on_one_line(printed: &str) -> Cow<'_, str> {
    if printed.contains('\n') {
        Cow::Owned(printed.replace('\n', ""))
    } else {
        Cow::Borrowed(printed)
    }
}

fn new_entity(identity: &Identity) -> EntityFact {
    EntityFact {
        key: identity.key.clone(),
        printed: Vec::with_capacity(1),
        function: identity.function.clone(),
        resolved_by: identity.rule.clone(),
        source: identity.source.clone(),
    }
}
