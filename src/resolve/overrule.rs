//! What the corrections file says a name stands for, in the place of what rules say.
//!
//! In this order, each line at most once for a name: what it is not, what it is, of which type, called how, whether it
//! names anything at all. Of several lines that could speak, the one for this document goes before one for all, the
//! printed name before the name in full, a type before none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::corrections::{Applicable, Change, Line, Name, RULE};
use crate::model::{Action, EntityKey, EntityKind, Evidence, Region};
use crate::read::read_text;
use crate::recognise::{Candidate, Scene, Sense, recognise};
use crate::segment::{Words, sentences};
use crate::structure::structure;
use crate::text::{Span, fold_name};

use super::{Identity, printed};

/// Applies the lines to the names of one document.
pub(super) struct Overrule<'s> {
    scene: &'s Scene<'s>,
    /// Each name as printed (folded), with what rules take it for.
    known: BTreeSet<(String, EntityKey)>,
    /// What rules take each thing for.
    by_rule: BTreeMap<EntityKey, Identity>,
    /// What an alias line means, by its number.
    bodies: BTreeMap<u32, Identity>,
    /// The lines that have matched a name.
    pub(super) used: BTreeSet<u32>,
}

impl<'s> Overrule<'s> {
    pub(super) fn new(scene: &'s Scene<'s>, candidates: &[Candidate], identities: &[Identity]) -> Self {
        let printed = candidates
            .iter()
            .map(|candidate| fold_name(candidate.span.of(scene.text)));
        let mut by_rule = BTreeMap::new();
        for identity in identities {
            by_rule.entry(identity.key.clone()).or_insert_with(|| identity.clone());
        }
        Self {
            scene,
            known: printed
                .zip(identities.iter().map(|identity| identity.key.clone()))
                .collect(),
            by_rule,
            bodies: BTreeMap::new(),
            used: BTreeSet::new(),
        }
    }

    /// What a name stands for; nothing where it is dropped.
    pub(super) fn apply(&mut self, candidate: &Candidate, by_rule: Identity) -> Option<Identity> {
        let name = fold_name(candidate.span.of(self.scene.text));
        let mut identity = self.kept_apart(candidate, &name, by_rule);
        let alias = |line: &'s Line| match &line.change {
            Change::Alias { kind, body } => Some((line, *kind, body)),
            _ => None,
        };
        let mut called = name.as_str();
        while let Some((line, kind, body)) = self.pick(Action::Alias, called, &identity).and_then(alias) {
            let meant = self.body(line.number, kind, body);
            identity = corrected(meant, &identity, line);
            // What it stands for may in turn be another's alias; what is printed has been heard.
            called = "";
        }
        if let Some(line) = self.pick(Action::Retype, &name, &identity) {
            identity = self.retyped(candidate, &identity, line);
        }
        if let Some(line) = self.pick(Action::Rename, &name, &identity) {
            identity = self.renamed(&identity, line);
        }
        match self.pick(Action::Drop, &name, &identity) {
            Some(_) => None,
            None => Some(identity),
        }
    }

    /// The line that speaks of a name, if one does that has not been heard yet.
    fn pick(&mut self, action: Action, name: &str, identity: &Identity) -> Option<&'s Line> {
        let speaks = |line: &&Line| {
            line.change.action() == action
                && line.name.names(&identity.key, name)
                && is_of_type(line, identity.key.kind)
                && !identity.lines.contains(&line.number)
        };
        let rank = |line: &&Line| {
            (
                Reverse((
                    !line.document.is_empty(),
                    line.name.folded == name,
                    line.found_as().is_some(),
                )),
                line.number,
            )
        };
        let line = self.scene.corrections.iter().filter(speaks).min_by_key(rank)?;
        self.used.insert(line.number);
        Some(line)
    }

    /// The name itself where a line says that it is not what it was taken for.
    fn kept_apart(&mut self, candidate: &Candidate, name: &str, mut identity: Identity) -> Identity {
        for line in self.scene.corrections.iter() {
            let Change::NotTheSame { other, .. } = &line.change else {
                continue;
            };
            let speaks = line.name.folded == name
                && line.name.is_at_home_with(&identity.key)
                && is_of_type(line, identity.key.kind);
            if !speaks {
                continue;
            }
            // Said of a name that nothing joins, the line keeps it apart all the same.
            self.used.insert(line.number);
            if self.is_called(&identity.key, other) {
                identity = self.itself(candidate, name, &identity, line);
            }
        }
        identity
    }

    /// Whether a thing of this document bears a name, in full or printed.
    fn is_called(&self, key: &EntityKey, other: &Name) -> bool {
        let mut forms = self.known.iter().filter(|(_, known)| known == key);
        other.is_of(key) || forms.any(|(printed, key)| other.names(key, printed))
    }

    fn itself(&self, candidate: &Candidate, name: &str, taken_for: &Identity, line: &Line) -> Identity {
        let mut own = printed::identity(self.scene, candidate);
        if own.key == taken_for.key {
            name.clone_into(&mut own.key.name);
        }
        if let Sense::Department { .. } = candidate.sense {
            own.function.clone_from(&taken_for.function);
        }
        corrected(own, taken_for, line)
    }

    fn retyped(&self, candidate: &Candidate, was: &Identity, line: &Line) -> Identity {
        let Change::Retype { to, .. } = line.change else {
            return was.clone();
        };
        let as_printed = || {
            let candidate = Candidate {
                kind: to,
                ..candidate.clone()
            };
            printed::identity(self.scene, &candidate).key.region
        };
        let key = match (was.key.kind, to) {
            (_, EntityKind::Collective) => EntityKey::collective(&self.scene.context.document, &was.key.name),
            (_, EntityKind::Policy) => EntityKey::new(to, Region::nation(), &was.key.name),
            (EntityKind::Policy | EntityKind::Collective, _) => EntityKey::new(to, as_printed(), &was.key.name),
            _ => EntityKey::new(to, was.key.region.clone(), &was.key.name),
        };
        let function = was.function.clone().filter(|_| to == EntityKind::Agency);
        let identity = Identity {
            key,
            function,
            source: None,
            ..was.clone()
        };
        corrected(identity, was, line)
    }

    fn renamed(&self, was: &Identity, line: &Line) -> Identity {
        let Change::Rename { to, .. } = &line.change else {
            return was.clone();
        };
        let region = to.region.clone().unwrap_or_else(|| was.key.region.clone());
        let key = match was.key.kind {
            EntityKind::Collective => EntityKey {
                name: to.folded.clone(),
                ..was.key.clone()
            },
            kind => EntityKey::new(kind, region, &to.folded),
        };
        // The lexicon may know the name, and what became of the body.
        let known = read_name(self.scene, key.kind, &to.folded);
        let source = known.source.filter(|_| known.key.name == key.name);
        let identity = Identity {
            key,
            source,
            ..was.clone()
        };
        corrected(identity, was, line)
    }

    /// The body that an alias line means: one that this document names, else what rules make of its name in full.
    fn body(&mut self, line: u32, kind: EntityKind, body: &Name) -> Identity {
        if let Some(known) = self.bodies.get(&line) {
            return known.clone();
        }
        let identity = self.named(kind, body);
        self.bodies.insert(line, identity.clone());
        identity
    }

    fn named(&self, kind: EntityKind, body: &Name) -> Identity {
        if kind == EntityKind::Collective {
            let key = EntityKey::collective(&self.scene.context.document, &body.folded);
            return Identity::new(key, "correction");
        }
        let here = self
            .by_rule
            .values()
            .find(|identity| identity.key.kind == kind && body.is_of(&identity.key));
        if let Some(identity) = here {
            return identity.clone();
        }
        let read = read_name(self.scene, kind, &body.folded);
        match &body.region {
            Some(region) if read.key.name != body.folded || read.key.region != *region => {
                let key = EntityKey::new(kind, region.clone(), &body.folded);
                Identity::new(key, "correction")
            }
            _ => read,
        }
    }
}

/// A line may say as what a name must have been found.
fn is_of_type(line: &Line, kind: EntityKind) -> bool {
    line.found_as().is_none_or(|wanted| wanted == kind)
}

/// What rules make of a name that stands alone.
fn read_name(scene: &Scene<'_>, kind: EntityKind, name: &str) -> Identity {
    let source = read_text(name.as_bytes()).unwrap_or_default();
    let structure = structure(&source, &scene.lexicon.matcher.find(&source.text).cues);
    let matches = scene.lexicon.matcher.find(name);
    let alone = Scene {
        text: name,
        structure: &structure,
        sentences: &sentences(name, &structure, &matches.cues),
        words: &Words::of(name, &structure),
        matches: &matches,
        corrections: &Applicable::default(),
        ..*scene
    };
    let whole = Span::new(0, name.len());
    let found = recognise(&alone).candidates;
    let found = found
        .into_iter()
        .find(|candidate| candidate.span == whole && candidate.kind == kind);
    let as_printed = Candidate {
        span: whole,
        kind,
        sense: Sense::Printed,
        rule: RULE,
    };
    let identity = super::identity(&alone, &found.unwrap_or(as_printed.clone()));
    if identity.doubtful || identity.key.kind != kind {
        return printed::identity(&alone, &as_printed);
    }
    identity
}

/// An identity that a line decides, on top of the lines that spoke before it.
fn corrected(identity: Identity, was: &Identity, line: &Line) -> Identity {
    let mut lines = was.lines.clone();
    lines.push(line.number);
    Identity {
        rule: RULE,
        source: identity.source.or(Some(Evidence::Corrections { line: line.number })),
        doubtful: false,
        lines,
        ..identity
    }
}
