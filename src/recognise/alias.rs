//! Short forms that a document gives its names itself: 东莞国家自主创新示范区（以下简称东莞自创区）; and 领导小组 for the one
//! leading group that it names.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Cue;
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Scene, Sense};

static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^[(（](?:(?:以下|下)?(?:统称|简称)|(?:以下|下)称)(?:为)?[：:]?[“"]?(?P<alias>[\p{Han}A-Za-z0-9]{2,14})[”"]?[)）]"#)
        .expect("the pattern is fixed")
});

/// The rule of short forms that the text defines.
pub(super) const DEFINED: &str = "defined-short-form";

/// Bodies that a text names in full once and by their kind afterwards.
const BY_KIND: [&str; 7] = [
    "领导小组办公室",
    "领导小组",
    "指挥部办公室",
    "指挥部",
    "联席会议办公室",
    "联席会议",
    "工作专班",
];
/// Kinds of leading groups, which have offices.
const GROUPS: [&str; 5] = ["领导小组", "指挥部", "联席会议", "工作专班", "专班"];

/// Candidates for the short forms of `named`, where they do not stand inside one of them.
pub(super) fn find(scene: &Scene<'_>, named: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for bracket in scene.matches.cues.all(Cue::Bracket) {
        let Some((meant, alias)) = definition(scene, named, *bracket) else {
            continue;
        };
        found.extend(occurrences(scene, named, alias, meant, DEFINED));
        let printed = meant.span.of(scene.text);
        if GROUPS.iter().any(|kind| printed.ends_with(kind)) {
            found.extend(offices(scene, named, alias, meant));
        }
    }
    let may_be_group =
        |named: &&Candidate| named.kind == EntityKind::Agency && ends_in_group(named.span.of(scene.text));
    let bodies: Vec<&Candidate> = named.iter().filter(may_be_group).collect();
    for kind in BY_KIND {
        if let Some(meant) = only_one(scene, &bodies, kind) {
            found.extend(occurrences(scene, named, kind, meant, "only-one-of-its-kind"));
        }
    }
    if !bodies.iter().any(|body| is_group(body.span.of(scene.text))) {
        found.extend(unnamed(scene, named));
    }
    for kind in GROUPS {
        let office = || only_one(scene, &bodies, &format!("{kind}办公室"));
        if let Some(meant) = only_one(scene, &bodies, kind).filter(|_| office().is_none()) {
            found.extend(offices(scene, named, kind, meant));
        }
    }
    found
}

/// The name before a bracket that gives it a short form, with that form.
fn definition<'s>(scene: &Scene<'s>, named: &'s [Candidate], bracket: Span) -> Option<(&'s Candidate, &'s str)> {
    let printed: &'s str = &scene.text[bracket.start as usize..];
    // Few brackets begin so.
    let words = printed.strip_prefix(['(', '（'])?;
    words.starts_with(['以', '下', '统', '简']).then_some(())?;
    let alias = DEFINITION.captures(printed)?.name("alias")?.as_str();
    let meant = named.iter().find(|candidate| candidate.span.end == bracket.start)?;
    // 甲镇、乙镇和丙镇（以下统称“三镇”）: no name of the last of them alone.
    let is_last = scene.before(meant.span.start).ends_with(['、', '和', '与', '及']);
    let is_of_all = is_last && words_of(printed).contains('统');
    (!is_of_all).then_some((meant, alias))
}

/// What a bracket says before the short form.
fn words_of(bracket: &str) -> &str {
    let end = bracket.char_indices().nth(6).map_or(bracket.len(), |(at, _)| at);
    &bracket[..end]
}

/// Whether a name ends as those of leading groups, or of their offices, do.
fn ends_in_group(printed: &str) -> bool {
    let group = printed.strip_suffix("办公室").unwrap_or(printed);
    GROUPS.iter().any(|kind| group.ends_with(kind))
}

/// Whether a name is that of a leading group or of its office.
fn is_group(printed: &str) -> bool {
    let group = printed.strip_suffix("办公室").unwrap_or(printed);
    GROUPS
        .iter()
        .any(|kind| group.ends_with(kind) && group.len() > kind.len())
}

/// 领导小组办公室负责解释, where the text names no group: a body by its kind alone.
fn unnamed(scene: &Scene<'_>, named: &[Candidate]) -> Vec<Candidate> {
    let endings = scene.matches.cues.all(Cue::GroupEnding).iter();
    let spans = endings.map(|ending| {
        let office = scene.after(ending.end).starts_with("办公室");
        Span::new(
            ending.start as usize,
            ending.end as usize + if office { "办公室".len() } else { 0 },
        )
    });
    let acts = |span: &Span| {
        let duties = ["负责", "牵头", "会同", "统筹"];
        duties.iter().any(|duty| scene.after(span.end).starts_with(duty))
    };
    let opens = |span: &Span| {
        !scene.before(span.start).ends_with(char::is_alphabetic) || scene.before(span.start).ends_with('由')
    };
    let free = |span: &Span| overlapping(named, *span).is_empty();
    let spans = spans.filter(acts).filter(opens).filter(free);
    let collective = |span| Candidate {
        span,
        kind: EntityKind::Collective,
        sense: Sense::Collective,
        rule: Rule::named("unnamed-group"),
    };
    spans.map(collective).collect()
}

/// The office of a leading group where it is called by the group's short name: 领导小组办公室, 市防指办公室.
fn offices<'s>(
    scene: &'s Scene<'_>,
    named: &'s [Candidate],
    group: &str,
    meant: &'s Candidate,
) -> impl Iterator<Item = Candidate> + 's {
    let office = format!("{group}办公室");
    let spans: Vec<Span> = occurrences_of(scene.text, &office).collect();
    let free = spans.into_iter().filter(|span| overlapping(named, *span).is_empty());
    free.map(|span| Candidate {
        span,
        kind: meant.kind,
        sense: Sense::Office(meant.span),
        rule: Rule::named("office-of-a-group"),
    })
}

/// The one of the bodies that ends in `kind`, if the document names no other.
fn only_one<'c>(scene: &Scene<'_>, bodies: &[&'c Candidate], kind: &str) -> Option<&'c Candidate> {
    let printed = |candidate: &Candidate| candidate.span.of(scene.text);
    let mut all = bodies
        .iter()
        .copied()
        .filter(|body| printed(body).ends_with(kind) && printed(body).chars().count() > kind.chars().count() + 3);
    let longest = all.clone().max_by_key(|candidate| candidate.span.len())?;
    let stem = printed(longest);
    let same = |other: &Candidate| stem.ends_with(printed(other).trim_start_matches(['省', '市', '区', '县']));
    all.all(same).then_some(longest)
}

/// Those of `named`, which stand in the order of the text and apart from each other, that overlap a span.
fn overlapping(named: &[Candidate], span: Span) -> &[Candidate] {
    let first = named.partition_point(|other| other.span.end <= span.start);
    let last = named.partition_point(|other| other.span.start < span.end);
    named.get(first..last).unwrap_or_default()
}

/// Where a name stands in a text.
fn occurrences_of<'s>(text: &'s str, name: &'s str) -> impl Iterator<Item = Span> + 's {
    memchr::memmem::find_iter(text.as_bytes(), name).map(move |at| Span::new(at, at + name.len()))
}

fn occurrences<'s>(
    scene: &'s Scene<'_>,
    named: &'s [Candidate],
    alias: &'s str,
    meant: &'s Candidate,
    rule: &'static str,
) -> impl Iterator<Item = Candidate> + 's {
    let spans = occurrences_of(scene.text, alias);
    // A name that an ending alone told inside it (阳泉公司 in 泉阳泉公司) gives way; to a form that the text defines, any
    // that says no more than it.
    let stands = move |other: &Candidate, span: Span| {
        let is_inside = span.contains(other.span);
        let is_weak = other.rule.name() == "suffix-name" && span != other.span;
        let is_defined = rule == DEFINED && !matches!(other.sense, Sense::Listed(..)) && other.span != meant.span;
        !(is_inside && (is_weak || is_defined))
    };
    let free = spans.filter(move |span| !overlapping(named, *span).iter().any(|other| stands(other, *span)));
    let whole = free.filter(|span| !scene.after(span.end).starts_with("成员"));
    whole.map(move |span| Candidate {
        span,
        kind: meant.kind,
        sense: Sense::Alias(meant.span),
        rule: Rule::named(rule),
    })
}
