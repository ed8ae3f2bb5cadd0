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
    printed::join_own_place(scene, &mut identities);
    follow_aliases(candidates, &mut identities);
    let used = overrule(scene, candidates, &mut identities);
    Resolved {
        used,
        ..collect(scene, candidates, identities)
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
fn collect(scene: &Scene<'_>, candidates: &[Candidate], identities: Identities) -> Resolved {
    let Identities { distinct, of } = identities;
    // Where the text first has each; those that gave way to another it has nowhere.
    let mut first: Vec<Option<usize>> = vec![None; distinct.len()];
    for (candidate, &identity) in of.iter().enumerate() {
        first[identity].get_or_insert(candidate);
    }
    let met = first.iter().enumerate();
    let mut order: Vec<(usize, usize)> = met.filter_map(|(at, first)| Some((at, (*first)?))).collect();
    order.sort_unstable_by(|(a, first_a), (b, first_b)| {
        let keys = distinct[*a].key.cmp(&distinct[*b].key);
        keys.then(first_a.cmp(first_b))
    });
    let mut entity_of = vec![EntityId(0); distinct.len()];
    let mut known: Vec<(usize, Vec<String>)> = Vec::with_capacity(order.len());
    for same in order.chunk_by(|(a, _), (b, _)| distinct[*a].key == distinct[*b].key) {
        for (identity, _) in same {
            entity_of[*identity] = EntityId(known.len() as u32);
        }
        known.push((best_known(&distinct, same), printed_forms(scene, candidates, same)));
    }
    let all = of.iter().map(|&identity| &distinct[identity]);
    let doubtful = candidates.iter().zip(all.clone());
    let doubtful = doubtful.filter(|(_, identity)| identity.doubtful);
    let resolved = Resolved {
        of: of.iter().map(|&identity| entity_of[identity]).collect(),
        doubtful: doubtful.map(|(candidate, _)| candidate.span).collect(),
        lines: all.map(|identity| identity.lines.clone()).collect(),
        ..Resolved::default()
    };
    let mut distinct: Vec<Option<Identity>> = distinct.into_iter().map(Some).collect();
    let entities = known
        .into_iter()
        .filter_map(|(identity, printed)| Some(entity(distinct[identity].take()?, printed)));
    Resolved {
        entities: entities.collect(),
        ..resolved
    }
}

/// Of identities with one key, by where the text first has them: the first, unless only a line of the corrections file
/// joins its name to the thing. What a rule knows of the thing (a row of the lexicon) is not lost then.
fn best_known(distinct: &[Identity], same: &[(usize, usize)]) -> usize {
    let mut all = same.iter().map(|(identity, _)| *identity);
    let first = all.next().unwrap_or_default();
    all.fold(first, |known, next| {
        let is_better = distinct[known].rule == RULE && distinct[next].lines.is_empty();
        if is_better { next } else { known }
    })
}

/// The forms in which a text prints an entity, as it has them first.
fn printed_forms(scene: &Scene<'_>, candidates: &[Candidate], same: &[(usize, usize)]) -> Vec<String> {
    let mut printed: Vec<String> = Vec::with_capacity(same.len());
    for (_, first) in same {
        let form = on_one_line(candidates[*first].span.of(scene.text));
        if !printed.iter().any(|known| *known == form) {
            printed.push(form.into_owned());
        }
    }
    printed
}

/// A name without the line breaks in it.
fn on_one_line(printed: &str) -> Cow<'_, str> {
    if printed.contains('\n') {
        Cow::Owned(printed.replace('\n', ""))
    } else {
        Cow::Borrowed(printed)
    }
}

fn entity(identity: Identity, printed: Vec<String>) -> EntityFact {
    EntityFact {
        key: identity.key,
        printed,
        function: identity.function,
        resolved_by: identity.rule,
        source: identity.source,
    }
}
