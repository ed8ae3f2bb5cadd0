//! The bodies that issue a document (发文机关).

use crate::facts::EntityFact;
use crate::model::{EntityKey, EntityKind, Rule, Sourced};
use crate::recognise::{Candidate, Recognised, Scene};
use crate::text::Span;

use super::Resolved;

/// The issuers, in the order printed: who signs it, else who its title or its page names.
pub fn issuers(scene: &Scene<'_>, recognised: &Recognised, resolved: &Resolved) -> Vec<Sourced<EntityKey>> {
    let header = &scene.structure.header;
    let titles = header
        .covering_title
        .iter()
        .chain(&header.title)
        .map(|title| before_about(scene.text, title.span));
    let by_rule: [(&'static str, Vec<Span>); 3] = [
        ("signature", header.signature.clone()),
        ("adopted-by", header.adopted_by.into_iter().collect()),
        ("title", titles.collect()),
    ];
    for (rule, spans) in by_rule {
        let candidates = &recognised.candidates;
        let found: Vec<Sourced<EntityKey>> = spans
            .iter()
            .flat_map(|span| bodies(scene, candidates, resolved, *span, rule))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    from_page(scene, recognised).into_iter().collect()
}

/// The body that the page names as its source, if it names nothing else on the line.
fn from_page(scene: &Scene<'_>, recognised: &Recognised) -> Option<Sourced<EntityKey>> {
    let fills_line = |span: Span| {
        let mut lines = scene.structure.header.page_sources.iter();
        lines.any(|line| line.contains(span) && span.len() * 10 >= line.of(scene.text).trim().len() * 9)
    };
    let on_page = recognised
        .on_page
        .iter()
        .filter(|candidate| candidate.kind == EntityKind::Agency && fills_line(candidate.span));
    let mut overrule = super::Overrule::new(scene, &[], &[]);
    let mut named = on_page.filter_map(|candidate| {
        let identity = overrule.apply(candidate, super::identity(scene, candidate))?;
        Some((identity, candidate.span))
    });
    let (identity, span) = named.find(|(identity, _)| !identity.doubtful && identity.key.kind == EntityKind::Agency)?;
    let evidence = scene.context.evidence(span, Rule::named("page-source"));
    Some(Sourced {
        value: identity.key,
        evidence,
    })
}

/// The part of a title before 关于, or before its first year: whoever stands there issues it.
fn before_about(text: &str, title: Span) -> Span {
    let words = title.of(text);
    let about = words.find("关于");
    let year = words.find(|c: char| c.is_ascii_digit());
    let mark = words.find('《');
    let end = [about, year, mark].into_iter().flatten().min().unwrap_or(words.len());
    Span::new(title.start as usize, title.start as usize + end)
}

/// The agencies named in a line of the header.
fn bodies(
    scene: &Scene<'_>,
    candidates: &[Candidate],
    resolved: &Resolved,
    line: Span,
    rule: &'static str,
) -> Vec<Sourced<EntityKey>> {
    let entity = |i: usize| -> &EntityFact { &resolved.entities[resolved.of[i].0 as usize] };
    let inside = (0..candidates.len())
        .filter(|&i| line.contains(candidates[i].span) && entity(i).key.kind == EntityKind::Agency);
    let mut found: Vec<Sourced<EntityKey>> = Vec::new();
    for i in inside {
        let value = entity(i).key.clone();
        if !found.iter().any(|other| other.value == value) {
            found.push(Sourced {
                value,
                evidence: scene.context.evidence(candidates[i].span, Rule::named(rule)),
            });
        }
    }
    found
}
