//! The bodies that issue a document (发文机关).

use crate::facts::EntityFact;
use crate::lexicon::Meaning;
use crate::model::{EntityKey, EntityKind, Region, Rule, Sourced};
use crate::recognise::{Candidate, GENERAL_OFFICE, Recognised, Scene, Sense};
use crate::structure::is_full_name;
use crate::text::Span;

use super::Resolved;

/// The issuers, in the order printed: whom the page names as the author, else who signs it, else who is named as the
/// publisher, adopted it, stands in its title, heads the paper, or put up the page. Before the last, a name of which
/// nothing is known stands for itself where it can be nothing but an issuer's. A department whose name begins with that of
/// the author (教育部|办公厅) is who issues it.
///
/// A report is the government's in whose name it is delivered, whoever hears it or prints it.
pub fn issuers(scene: &Scene<'_>, recognised: &Recognised, resolved: &Resolved) -> Vec<Sourced<EntityKey>> {
    let header = &scene.structure.header;
    let titles = header
        .covering_title
        .iter()
        .chain(&header.title)
        .map(|title| before_about(scene.text, title.span));
    let one = |span: Option<Span>| span.into_iter().collect::<Vec<_>>();
    let by_rule: [(&'static str, Vec<Span>); 9] = [
        ("delivered-for", one(header.delivered_for)),
        ("author-label", header.authors.clone()),
        ("signature", header.signature.clone()),
        ("publisher-label", header.publishers.clone()),
        ("adopted-by", one(header.adopted_by)),
        ("below-title", header.below_title.clone()),
        ("title", titles.collect()),
        ("letterhead", one(header.letterhead)),
        ("signature", one(header.signed_inside)),
    ];
    if let Some(department) = department(scene, recognised, resolved) {
        return vec![department];
    }
    for (rule, spans) in by_rule {
        let found: Vec<Sourced<EntityKey>> = spans
            .iter()
            .flat_map(|span| {
                let mut known = bodies(scene, recognised, resolved, *span, rule);
                // A line below the title is one name, whatever names it holds.
                let is_line = rule == "below-title" && known.len() != 1;
                let printed = is_line.then(|| as_printed(scene, *span, rule)).flatten();
                known.retain(|_| printed.is_none());
                known.into_iter().chain(printed)
            })
            .fold(Vec::new(), |mut found, next| {
                if !found.iter().any(|other: &Sourced<EntityKey>| other.value == next.value) {
                    found.push(next);
                }
                found
            });
        if !found.is_empty() {
            return found;
        }
    }
    if header.delivered_for.is_some() || header.heard_in.is_some() {
        return Vec::new();
    }
    let signed = header.signature.iter().copied();
    let signed = signed.filter(|name| is_full_name(name.of(scene.text))).collect();
    for (rule, names) in [("title", header.titled_by.clone()), ("signature", signed)] {
        let found: Vec<_> = names.iter().filter_map(|name| as_printed(scene, *name, rule)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    from_page(scene, recognised).into_iter().collect()
}

/// The department before 关于 in the title, where the page names only the body that it belongs to as the author.
fn department(scene: &Scene<'_>, recognised: &Recognised, resolved: &Resolved) -> Option<Sourced<EntityKey>> {
    let header = &scene.structure.header;
    let (&[author], &[titled]) = (header.authors.as_slice(), header.titled_by.as_slice()) else {
        return None;
    };
    let (body, words) = (author.of(scene.text).trim(), titled.of(scene.text));
    let is_within = body.chars().count() >= 3 && words.len() > body.len() && words.starts_with(body);
    let known = || {
        let candidates = recognised.candidates.iter().zip(&resolved.of);
        let entities = candidates.filter(|(candidate, _)| candidate.span == titled);
        let mut keys = entities.map(|(_, id)| &resolved.entities[id.0 as usize].key);
        let key = keys.find(|key| key.kind == EntityKind::Agency)?;
        Some(Sourced {
            value: key.clone(),
            evidence: scene.context.evidence(titled, Rule::named("title")),
        })
    };
    is_within
        .then(|| known().or_else(|| as_printed(scene, titled, "title")))
        .flatten()
}

/// A body of which only the name is known.
fn as_printed(scene: &Scene<'_>, span: Span, rule: &'static str) -> Option<Sourced<EntityKey>> {
    let candidate = Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named(rule),
    };
    let mut overrule = super::Overrule::new(scene, &[], &[]);
    let identity = overrule.apply(&candidate, super::identity(scene, &candidate))?;
    (identity.key.kind == EntityKind::Agency).then(|| Sourced {
        value: identity.key,
        evidence: scene.context.evidence(span, Rule::named(rule)),
    })
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
    let words = words.trim_start_matches('《');
    let title = Span {
        start: title.end - words.len() as u32,
        ..title
    };
    if let Some(at) = words.find("工作报告") {
        // 2012年1月5日某市政府工作报告: the date stands before whose report it is.
        let name = words[..at].trim_start_matches(|c: char| c.is_ascii_digit() || "年月日 ".contains(c));
        if name.ends_with("政府") && name.chars().all(is_han) {
            return Span::new(at - name.len(), at).shift(title.start as usize);
        }
    }
    let about = ["关于", "贯彻", "落实"]
        .iter()
        .filter_map(|word| words.find(word))
        .min();
    let year = words.find(|c: char| c.is_ascii_digit());
    let mark = words.find('《');
    if let Some(end) = words.find("联席会议制度") {
        // A system of joint sessions is not issued by the session.
        return Span::new(0, 0).shift(title.start as usize + end);
    }
    let end = [about, year, mark].into_iter().flatten().min().unwrap_or(words.len());
    Span::new(title.start as usize, title.start as usize + end)
}

/// The agencies named in a line of the header.
fn bodies(
    scene: &Scene<'_>,
    recognised: &Recognised,
    resolved: &Resolved,
    line: Span,
    rule: &'static str,
) -> Vec<Sourced<EntityKey>> {
    let entity = |i: usize| -> &EntityFact { &resolved.entities[resolved.of[i].0 as usize] };
    let candidates = &recognised.candidates;
    let inside = (0..candidates.len())
        .filter(|&i| line.contains(candidates[i].span) && entity(i).key.kind == EntityKind::Agency)
        .filter(|&i| {
            let Span { start, end } = candidates[i].span;
            opens(scene, line, start, candidates) && closes(scene, line.of(scene.text), (end - line.start) as usize)
        })
        .map(|i| (candidates[i].span, entity(i).key.clone()));
    let mut named: Vec<(Span, EntityKey)> = inside.collect();
    let on_page = recognised
        .on_page
        .iter()
        .filter(|candidate| candidate.kind == EntityKind::Agency && line.contains(candidate.span));
    for candidate in on_page {
        let identity = super::identity(scene, candidate);
        if !identity.doubtful && !overlaps(&named, candidate.span) {
            named.push((candidate.span, identity.key));
        }
    }
    if rule != "title" && rule != "delivered-for" {
        let mut central = central(scene, line, &named);
        central.retain(|(span, _)| !overlaps(&named, *span));
        named.extend(central);
    }
    named.sort_by_key(|(span, _)| *span);
    let sourced = named.into_iter().map(|(span, value)| Sourced {
        value,
        evidence: scene.context.evidence(span, Rule::named(rule)),
    });
    sourced.collect()
}

/// Whether a name in a line of names may end here: what stands behind is no more of it (共青团|山东省委, 省政府|安全生产委员会).
fn closes(scene: &Scene<'_>, line: &str, end: usize) -> bool {
    const ENDINGS: [&str; 12] = ["会", "委", "办", "室", "局", "厅", "部", "院", "组", "处", "中心", "站"];
    let behind = line[end..].split(|c: char| !is_han(c)).next().unwrap_or_default();
    let is_office = ["办公", "综合司", "总理", "主席"]
        .iter()
        .any(|word| behind.starts_with(word));
    let matches = scene.lexicon.matcher.find(behind);
    let mut first = matches.starting(0).iter().flat_map(|found| found.meanings);
    is_office
        || !ENDINGS.iter().any(|ending| behind.ends_with(ending))
        || first.any(|meaning| matches!(meaning, Meaning::Body(_) | Meaning::Place(_)))
}

/// Whether a name in a line of names may begin here: at the line's start, behind a mark or another name, or with a
/// place or the full name of a body of the centre; not in the middle of a longer name that is not known.
fn opens(scene: &Scene<'_>, line: Span, start: u32, candidates: &[Candidate]) -> bool {
    let before = Span { end: start, ..line }.of(scene.text);
    let is_office = ["办公厅", "办公室", "综合司", "中共", "转发", "中华人民共和国"]
        .iter()
        .any(|word| before.ends_with(word));
    let matches = scene.matches.starting(start).iter();
    let is_place = matches
        .flat_map(|found| found.meanings.iter().map(|meaning| (found.span, meaning)))
        .any(|(span, meaning)| match meaning {
            Meaning::Place(_) => true,
            Meaning::Body(_) => span.len() >= "国家税务总局".len(),
            _ => false,
        });
    let is_behind = || {
        let mut others = candidates
            .iter()
            .filter(|other| other.span.end == start && other.span.start < start);
        others.any(|other| line.start > other.span.start || opens(scene, line, other.span.start, candidates))
    };
    !before.ends_with(is_han) || is_office || is_place || is_behind()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn overlaps(named: &[(Span, EntityKey)], span: Span) -> bool {
    named.iter().any(|(other, _)| other.overlaps(span))
}

/// The bodies of the centre in a line that holds nothing but names, which may be spread to one width (国 务 院) or run
/// into each other (科学技术部财政部): one behind the other from the line's start, those that are `named` already skipped.
fn central(scene: &Scene<'_>, line: Span, named: &[(Span, EntityKey)]) -> Vec<(Span, EntityKey)> {
    let words = line.of(scene.text);
    let letters = || words.char_indices().filter(|(_, c)| !c.is_whitespace());
    let bare: String = letters().map(|(_, c)| c).collect();
    // For each byte of `bare`, the byte of the text.
    let origin: Vec<u32> = letters()
        .flat_map(|(at, c)| (0..c.len_utf8()).map(move |i| (at + i) as u32))
        .collect();
    let matches = scene.lexicon.matcher.find(&bare);
    let body = |at: usize| {
        let mut longest = matches.starting(at as u32).iter();
        longest.find_map(|place| {
            let row = place.meanings.iter().find_map(|meaning| match meaning {
                Meaning::Body(id) => Some(scene.lexicon.bodies.get(*id)),
                _ => None,
            })?;
            (!row.is_institution).then_some((place.span.end as usize, &row.name))
        })
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bare.len() {
        let start = line.start + origin[at];
        let between = ["中华人民共和国", "办公厅", "办公室", "综合司", "、", "，"]
            .iter()
            .find(|word| bare[at..].starts_with(**word));
        if let Some((known, _)) = named.iter().find(|(span, _)| span.start == start) {
            at = origin.partition_point(|byte| line.start + byte < known.end);
        } else if let Some((end, name)) = body(at) {
            let office = if bare[end..].starts_with(GENERAL_OFFICE) {
                GENERAL_OFFICE
            } else {
                ""
            };
            let (end, name) = (end + office.len(), format!("{name}{office}"));
            let end_in_text = line.start + origin[end - 1] + 1;
            let key = EntityKey::new(EntityKind::Agency, Region::nation(), name);
            if closes(scene, &bare, end) {
                found.push((Span::new(start as usize, end_in_text as usize), key));
            }
            at = end;
        } else if let Some(word) = between {
            at += word.len();
        } else {
            break;
        }
    }
    found
}
