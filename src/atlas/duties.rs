//! What a unit answers for, by year.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::{QUOTES, by_document, document_rank, more, quote_of, quotes};
use super::html::Html;
use super::shell::{badge, heading, row, table};
use super::site::Site;
use super::strings as say;
use crate::graph::{Edge, EdgeKind, EdgeRef, NodeId};
use crate::model::Role;
use crate::text::Span;

/// The duties of a unit, by year, document and place in it.
pub(super) fn duties_of<'g>(site: &Site<'g>, unit: NodeId) -> Vec<EdgeRef<'g>> {
    let kinds = Role::ALL.iter().map(|role| EdgeKind::of_role(*role));
    let graph = site.graph;
    let mut edges: Vec<_> = kinds.flat_map(|kind| graph.starting(unit, kind)).collect();
    edges.sort_by_key(|edge| (document_rank(site, edge.to), edge.to, edge.id));
    edges
}

/// Rows of a unit's page; the busiest units of a large corpus have thousands.
const MOST_DUTIES: usize = 400;

/// Quotes that stand on a page, by their documents.
pub(super) type Quoted = BTreeSet<(NodeId, Span)>;

/// What the list of duties quotes.
pub(super) fn quoted_of(site: &Site<'_>, unit: NodeId) -> Quoted {
    let duties = duties_of(site, unit).into_iter().take(MOST_DUTIES);
    let evidence = duties.flat_map(|edge| edge.edge().evidence().iter().take(QUOTES));
    evidence.filter_map(|one| quote_of(site, one)).collect()
}

pub(super) fn duties(site: &Site<'_>, unit: NodeId) -> Html {
    let edges = duties_of(site, unit);
    let rows = edges.iter().take(MOST_DUTIES);
    let rows = by_document(site, 4, rows.map(|edge| (edge.to, duty_row(site, *edge))));
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("duties", say::RESPONSIBILITIES);
    let heads = [say::ROLE, say::SECTION, say::MEASURES, say::QUOTE];
    out.push(&table("duties", &heads, &rows));
    if edges.len() > MOST_DUTIES {
        out.push(&more(
            edges.len() - MOST_DUTIES + super::entity::MOST,
            "responsibilities",
        ));
    }
    out
}

fn duty_row(site: &Site<'_>, edge: EdgeRef<'_>) -> Html {
    let Edge::Responsibility(duty) = edge.edge() else {
        return Html::default();
    };
    let mut mark = badge(duty.role.name());
    if duty.inherited {
        mark.push(&say::INHERITED.within("small", &[]));
    }
    let (section, title) = match site.graph.node(edge.to).as_measure() {
        Some(measure) if measure.title.is_empty() => (measure.section.to_string(), site.graph.text_of(edge.to)),
        Some(measure) => (measure.section.to_string(), measure.title.as_str()),
        None => (String::new(), "—"),
    };
    let title = Html::link(&site.href(edge.to), "", &Html::short(title, 60));
    row([mark, Html::short(&section, 40), title, quotes(site, &duty.evidence)])
}

/// Counts of one year.
#[derive(Debug, Clone, Copy, Default)]
struct Year {
    roles: [usize; 3],
    mentions: usize,
}

/// Duties and mentions by year, as bars.
pub(super) fn timeline(site: &Site<'_>, id: NodeId) -> Html {
    let mut years: BTreeMap<u16, Year> = BTreeMap::new();
    let year = |place: NodeId| site.graph.document_of(place)?.1.year();
    for (at, kind) in Role::ALL.iter().map(|role| EdgeKind::of_role(*role)).enumerate() {
        for edge in site.graph.starting(id, kind) {
            if let Some(year) = year(edge.to) {
                years.entry(year).or_default().roles[at] += 1;
            }
        }
    }
    for edge in site.graph.ending(id, EdgeKind::Mentions) {
        if let (Some(year), Edge::Mentions(mention)) = (year(edge.from), edge.edge()) {
            years.entry(year).or_default().mentions += mention.count as usize;
        }
    }
    // One year is told by the names and the duties below.
    if years.len() < 2 {
        return Html::default();
    }
    let mut out = heading("timeline", say::TIMELINE);
    out.push(&bars(&years));
    out
}

fn bars(years: &BTreeMap<u16, Year>) -> Html {
    const WIDE: usize = 420;
    let total = |year: &Year| year.roles.iter().sum::<usize>() + year.mentions;
    let most = years.values().map(total).max().unwrap_or(1).max(1);
    let mut rows = Html::default();
    for (year, counts) in years {
        let names = Role::ALL.iter().map(|role| role.name()).chain(["mentions"]);
        let values = counts.roles.iter().copied().chain([counts.mentions]);
        let mut parts = Html::default();
        let mut picture = Html::default();
        let mut at = 0;
        for (name, value) in names.zip(values).filter(|(_, value)| *value > 0) {
            let wide = (value * WIDE / most).max(2);
            let [x, width] = [at, wide].map(|n| n.to_string());
            picture.push(&Html::element(
                "rect",
                &[
                    ("class", &format!("bar-{name}")),
                    ("x", &x),
                    ("width", &width),
                    ("height", "14"),
                ],
                &Html::default(),
            ));
            at += wide;
            parts.push(&badge(name));
            parts.push(&Html::text(&format!(" {value} ")));
        }
        let mut line = Html::element("dt", &[], &Html::text(&year.to_string()));
        let wide = at.to_string();
        let size = [("width", wide.as_str()), ("height", "14"), ("aria-hidden", "true")];
        let mut shown = Html::element("svg", &size, &picture);
        shown.push(&Html::raw(" "));
        shown.push(&Html::element("small", &[], &parts));
        line.push(&Html::element("dd", &[], &shown));
        rows.push(&line);
    }
    Html::element("dl", &[("class", "timeline")], &rows)
}
