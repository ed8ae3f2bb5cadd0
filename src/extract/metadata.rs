//! What a document says of itself, with what the user says of it in its place.

use std::sync::LazyLock;

use regex::Regex;

use crate::context::{Given, period_in};
use crate::facts::{Doubt, DoubtKind, Metadata};
use crate::model::{Date, DocumentKind, EntityKey, EntityKind, Period, Rule, Sourced};
use crate::recognise::{Recognised, Scene};
use crate::resolve::{self, Resolved};
use crate::text::Span;

/// The metadata, each field with where it comes from.
pub(super) fn metadata(scene: &Scene<'_>, given: &Given, recognised: &Recognised, resolved: &Resolved) -> Metadata {
    let header = &scene.structure.header;
    let issued = issued(scene);
    let title = header
        .title
        .as_ref()
        .map(|title| sourced(scene, title.text.clone(), title.span, "title-line"));
    let number = header
        .number
        .map(|span| sourced(scene, span.of(scene.text).replace(' ', ""), span, "document-number"));
    let period = period(scene, issued.as_ref().map(|date| date.value));
    let kind = header
        .title
        .as_ref()
        .map(|title| sourced(scene, kind(&title.text), title.span, "title-line"));
    Metadata {
        title: given_or(given, "title", given.title.clone(), title),
        number: given_or(given, "number", given.number.clone(), number),
        issuers: issuers(scene, given, recognised, resolved),
        region: scene.context.region.clone(),
        issued: given_or(given, "issued", given.issued, issued),
        period: given_or(given, "period", given.period, period),
        kind: given_or(given, "kind", given.kind, kind),
        url: given_or(given, "url", given.url.clone(), None),
    }
}

fn sourced<T>(scene: &Scene<'_>, value: T, span: Span, rule: &'static str) -> Sourced<T> {
    Sourced {
        value,
        evidence: scene.context.evidence(span, Rule::named(rule)),
    }
}

/// What the user says wins over what was read.
fn given_or<T>(given: &Given, field: &str, said: Option<T>, read: Option<Sourced<T>>) -> Option<Sourced<T>> {
    said.map(|value| Sourced {
        value,
        evidence: given.evidence(field),
    })
    .or(read)
}

/// The date of issue; the date of the page where the text bears none.
fn issued(scene: &Scene<'_>) -> Option<Sourced<Date>> {
    let header = &scene.structure.header;
    let signed = header
        .issued
        .map(|(date, span)| sourced(scene, date, span, "signature-date"));
    signed.or_else(|| {
        header
            .page_date
            .map(|(date, span)| sourced(scene, date, span, "page-date"))
    })
}

static GOAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"到\s*((?:19|20)\d\d)\s*年").expect("the pattern is fixed"));

/// The years in the title; where it names none, from the year of issue to the year that the goals are set for.
fn period(scene: &Scene<'_>, issued: Option<Date>) -> Option<Sourced<Period>> {
    let title = scene.structure.header.title.as_ref()?;
    if let Some((period, _)) = period_in(&title.text) {
        return Some(sourced(scene, period, title.span, "years-in-title"));
    }
    let start = issued?.year;
    let goals = scene
        .structure
        .measures
        .iter()
        .find(|measure| measure.title.of(scene.text).contains("目标"))?;
    let found = GOAL.captures(goals.span.of(scene.text))?;
    let (end, at) = (found[1].parse().ok()?, found.get(0)?);
    let span = Span::new(at.start(), at.end()).shift(goals.span.start as usize);
    (start <= end).then(|| sourced(scene, Period { start, end }, span, "year-of-goals"))
}

/// The kind of document by the noun that its title ends in.
fn kind(title: &str) -> DocumentKind {
    let stem = title.split(['(', '（']).next().unwrap_or(title).trim();
    let ends = |words: &[&str]| words.iter().any(|word| stem.ends_with(word));
    match () {
        () if stem.contains("总结") && stem.contains("计划") => DocumentKind::ReportAndPlan,
        () if stem.ends_with("政府工作报告") => DocumentKind::ReportAndPlan,
        () if ends(&["总结", "报告", "汇报", "公报"]) => DocumentKind::Report,
        () if ends(&["意见"]) => DocumentKind::Opinion,
        () if ends(&["条例", "规定", "办法", "细则", "规则", "章程", "决定"]) => DocumentKind::Regulation,
        () if ends(&["通知", "公告", "通告", "通报", "函", "批复"]) => DocumentKind::Notice,
        () => DocumentKind::Plan,
    }
}

fn issuers(scene: &Scene<'_>, given: &Given, recognised: &Recognised, resolved: &Resolved) -> Vec<Sourced<EntityKey>> {
    if given.issuers.is_empty() {
        return resolve::issuers(scene, recognised, resolved);
    }
    let said = given.issuers.iter().map(|name| Sourced {
        value: EntityKey::new(EntityKind::Agency, scene.context.home(), name.clone()),
        evidence: given.evidence("issuer"),
    });
    said.collect()
}

/// Fields of the header that could not be found.
pub(super) fn doubts(scene: &Scene<'_>) -> Vec<Doubt> {
    let header = &scene.structure.header;
    let missing = [
        ("title", header.title.is_none()),
        ("region", scene.context.region.is_none()),
        ("year", scene.context.year.is_none()),
    ];
    let missing = missing
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(field, _)| Doubt {
            kind: DoubtKind::Metadata,
            span: Span::new(0, 0),
            message: format!("the text gives no {field}; corpus.toml can"),
        });
    missing.collect()
}
