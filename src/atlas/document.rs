//! The page of a document: what it says of itself, its outline with the units of each measure, its text with its marks.

use super::html::Html;
use super::marks::{marked, target_title};
use super::shell::{badge, heading, row, table};
use super::site::Site;
use super::strings::{self as say, Word};
use crate::facts::Doubt;
use crate::graph::{Document, Edge, EdgeKind, EdgeRef, NodeId};
use crate::model::Role;

pub(super) fn page(site: &Site<'_>, id: NodeId) -> String {
    let Some(document) = site.graph.node(id).as_document() else {
        return String::new();
    };
    let mut body = badge("document");
    body.push(&Html::element(
        "h1",
        &[("lang", "zh-CN")],
        &Html::short(document.title(), 300),
    ));
    body.push(&about(site, id, document));
    body.push(&ways(site, id));
    body.push(&outline(site, id));
    body.push(&targets(site, id));
    body.push(&doubts(site, document));
    body.push(&heading("text", say::TEXT));
    body.push(&legend());
    let text = marked(site, id, document);
    body.push(&Html::element(
        "article",
        &[("class", "text"), ("lang", "zh-CN")],
        &text,
    ));
    site.page(document.title(), &body)
}

/// What the document says of itself.
fn about(site: &Site<'_>, id: NodeId, document: &Document) -> Html {
    let metadata = &document.metadata;
    let text = |value: Option<String>| value.map(|value| Html::short(&value, 200));
    let issuers: Vec<Html> = site
        .graph
        .ending(id, EdgeKind::Issued)
        .map(|edge| site.link(edge.from))
        .collect();
    let region = metadata
        .region
        .as_ref()
        .map(|region| match site.graph.place_of(&region.value) {
            Some(place) => Html::link(&site.href(place), "", &Html::text(&region.value.to_string())),
            None => Html::text(&region.value.to_string()),
        });
    let period = metadata
        .period
        .as_ref()
        .map(|period| format!("{}–{}", period.value.start, period.value.end));
    let rows: [(Word, Option<Html>); 9] = [
        (
            say::NUMBER,
            text(metadata.number.as_ref().map(|number| number.value.clone())),
        ),
        (say::ISSUERS, (!issuers.is_empty()).then(|| listed(&issuers))),
        (say::REGION, region),
        (
            say::ISSUED_ON,
            text(metadata.issued.as_ref().map(|date| date.value.to_string())),
        ),
        (say::PERIOD, text(period)),
        (
            say::KIND,
            metadata.kind.as_ref().map(|kind| say::named(kind.value.name()).html()),
        ),
        (say::FILE, text(Some(document.path.clone()))),
        (say::FORMAT, text(Some(document.format.clone()))),
        (say::FOUND_AT, text(metadata.url.as_ref().map(|url| url.value.clone()))),
    ];
    let rows = rows.into_iter().filter_map(|(word, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        let mut line = word.within("dt", &[]);
        line.push(&Html::element("dd", &[], &value));
        Some(line)
    });
    Html::element("dl", &[("class", "about")], &Html::all(rows))
}

/// These, with a comma between two.
pub(super) fn listed(parts: &[Html]) -> Html {
    let mut out = Html::default();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push(&Html::raw("、"));
        }
        out.push(part);
    }
    out
}

/// Other pages that show this document.
fn ways(site: &Site<'_>, id: NodeId) -> Html {
    let mut links = Html::default();
    for (path, other) in site.comparisons.get(&id).into_iter().flatten() {
        let mut label = say::COMPARISONS.html();
        label.push(&Html::text(&format!(": {other}")));
        let item = Html::link(&format!("../{path}"), "", &label);
        links.push(&Html::element("li", &[], &item));
    }
    if links.is_empty() {
        return links;
    }
    Html::element("ul", &[("class", "ways")], &links)
}

/// Units with their roles, as small marks.
fn chips(site: &Site<'_>, measure: NodeId) -> Html {
    let mut out = Html::default();
    for kind in Role::ALL.iter().map(|role| EdgeKind::of_role(*role)) {
        for edge in site.graph.ending(measure, kind) {
            out.push(&chip(site, edge));
            out.push(&Html::raw(" "));
        }
    }
    out
}

fn chip(site: &Site<'_>, edge: EdgeRef<'_>) -> Html {
    let Edge::Responsibility(duty) = edge.edge() else {
        return Html::default();
    };
    let mut label = badge(duty.role.name());
    label.push(&Html::short(&site.graph.label(edge.from), 60));
    let class = if duty.inherited { "chip inherited" } else { "chip" };
    Html::link(&site.href(edge.from), class, &label)
}

fn outline(site: &Site<'_>, id: NodeId) -> Html {
    let measures: Vec<NodeId> = site.graph.measures_in(id).collect();
    let whole = chips(site, id);
    let mut rows = Html::default();
    if !whole.is_empty() {
        rows.push(&row([Html::default(), Html::raw("—"), whole]));
    }
    for measure in &measures {
        rows.push(&outline_row(site, *measure));
    }
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("outline", say::OUTLINE);
    out.push(&table("outline", &[say::SECTION, say::TITLE, say::UNITS], &rows));
    out
}

fn outline_row(site: &Site<'_>, id: NodeId) -> Html {
    let Some(measure) = site.graph.node(id).as_measure() else {
        return Html::default();
    };
    let depth = measure.section.labels().len().clamp(1, 5);
    let title = if measure.title.is_empty() {
        site.graph.text_of(id)
    } else {
        &measure.title
    };
    let here = format!("#m{}", measure.order);
    let title = Html::link(&here, &format!("d{depth}"), &Html::short(title, 60));
    let mut title = title;
    if measure.recovered {
        title.push(&say::RECOVERED.within("small", &[]));
    }
    if let Some(deadline) = &measure.deadline {
        let mut small = say::DEADLINE.html();
        small.push(&Html::text(&format!(" {}", deadline.value)));
        title.push(&Html::element("small", &[], &small));
    }
    row([Html::short(&measure.section.to_string(), 60), title, chips(site, id)])
}

fn targets(site: &Site<'_>, id: NodeId) -> Html {
    let mut rows = Html::default();
    let places = std::iter::once(id).chain(site.graph.measures_in(id));
    for edge in places.flat_map(|place| site.graph.starting(place, EdgeKind::Sets)) {
        let Some(target) = site.graph.node(edge.to).as_target() else {
            continue;
        };
        let section = site
            .graph
            .node(edge.from)
            .as_measure()
            .map(|measure| measure.section.to_string());
        let kind = if target.kind.name() == "achieved" {
            say::ACHIEVED
        } else {
            say::TO_BE_REACHED
        };
        let here = format!("#s{}", target.span.start);
        let shown = Html::link(&here, "", &Html::text(&target_title(site, edge.to)));
        rows.push(&row([
            Html::short(&section.unwrap_or_default(), 60),
            kind.html(),
            shown,
        ]));
    }
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("targets", say::TARGETS);
    out.push(&table("targets", &[say::SECTION, say::SORT, say::INDICATOR], &rows));
    out
}

/// The words of a doubt, as a link to where `page` marks them; nothing where a doubt is about no words.
pub(super) fn doubtful_words(site: &Site<'_>, document: &Document, doubt: &Doubt, page: &str) -> Html {
    if doubt.span.is_empty() {
        return Html::default();
    }
    let quote = Html::short(site.graph.cut(&document.id, doubt.span), 120);
    Html::link(&format!("{page}#d{}", doubt.span.start), "q", &quote)
}

fn doubts(site: &Site<'_>, document: &Document) -> Html {
    let rows = Html::all(document.doubts.iter().map(|doubt| {
        row([
            Html::element("code", &[], &Html::raw(doubt.kind.name())),
            Html::short(&doubt.message, 300),
            doubtful_words(site, document, doubt, ""),
        ])
    }));
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("doubts", say::DOUBTS);
    out.push(&table("doubts", &[say::SORT, say::MESSAGE, say::QUOTE], &rows));
    out
}

/// What the marks mean; each can be taken off.
fn legend() -> Html {
    let mut out = say::MARKS.within("legend", &[]);
    for name in [
        "agency",
        "park",
        "program",
        "enterprise",
        "institution",
        "place",
        "policy",
        "collective",
        "target",
    ] {
        let id = format!("show-{name}");
        let mut label = Html::default();
        label.open("input", &[("type", "checkbox"), ("id", &id), ("checked", "")]);
        label.push(&badge(name));
        out.push(&Html::element("label", &[], &label));
    }
    for name in Role::ALL.iter().map(|role| role.name()) {
        out.push(&badge(name));
    }
    Html::element("fieldset", &[("class", "legend")], &out)
}
