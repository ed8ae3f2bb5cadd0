//! The page of a unit, park, program, enterprise, institution, place or policy: everything that is known of it, each with
//! the words behind it.

use super::company::{partners, programs, together};
use super::duties::{Quoted, duties, quoted_of, timeline};
use super::html::Html;
use super::shell::{badge, group, heading, number, row, table};
use super::site::Site;
use super::strings::{self as say, Word};
use crate::graph::{Edge, EdgeKind, Entity, Kinship, NodeId};
use crate::model::Evidence;
use crate::query::node_iri;
use crate::text::Span;

/// Rows of a list that may be of any length.
pub(super) const MOST: usize = 60;

pub(super) fn page(site: &Site<'_>, id: NodeId) -> String {
    let Some(entity) = site.graph.node(id).as_entity() else {
        return String::new();
    };
    let mut body = head(site, id, entity);
    body.push(&timeline(site, id));
    body.push(&names(site, id));
    body.push(&known(site, id));
    body.push(&duties(site, id));
    body.push(&partners(site, id));
    body.push(&programs(site, id));
    body.push(&together(site, id));
    body.push(&cited(site, id));
    body.push(&members(site, id));
    body.push(&mentions(site, id));
    site.page(entity.name(), &body)
}

fn head(site: &Site<'_>, id: NodeId, entity: &Entity) -> Html {
    let mut out = badge(entity.kind().name());
    out.push(&Html::element(
        "h1",
        &[("lang", "zh-CN")],
        &Html::short(entity.name(), 300),
    ));
    let mut line = Html::default();
    if !entity.key.region.is_nation() {
        let label = Html::text(&entity.key.region.to_string());
        let place = site.graph.place_of(&entity.key.region).filter(|place| *place != id);
        line.push(&place.map_or(label.clone(), |place| Html::link(&site.href(place), "", &label)));
        line.push(&Html::raw(" · "));
    }
    if let Some(function) = &entity.function {
        line.push(&say::FUNCTION.html());
        line.push(&Html::text(&format!(" {function} · ")));
    }
    let view = format!("../graph.html#node={}", id.index());
    line.push(&say::OPEN_GRAPH.within("a", &[("href", &view)]));
    out.push(&Html::element("p", &[("class", "quiet")], &line));
    let iri = Html::element("code", &[], &Html::short(&node_iri(site.graph, id), 300));
    out.push(&Html::element("p", &[("class", "quiet iri")], &iri));
    out
}

/// Every form, where it is printed, and why it was taken for this entity.
fn names(site: &Site<'_>, id: NodeId) -> Html {
    let mut appearances: Vec<_> = site.graph.appearances(id).iter().collect();
    appearances.sort_by_key(|appearance| site.rank(appearance.document));
    let rows = appearances.iter().take(MOST).map(|appearance| {
        let forms: Vec<String> = appearance.printed.iter().take(8).map(|form| cut(form, 60)).collect();
        let mut basis = Html::element("code", &[], &Html::text(appearance.resolved_by.name()));
        if let Some(source) = &appearance.source {
            basis.push(&Html::raw(" "));
            basis.push(&site.source(source));
        }
        row([
            site.document_link(appearance.document),
            Html::text(&forms.join("、")),
            basis,
            number(appearance.mentions as usize),
        ])
    });
    let rows = Html::all(rows);
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("names", say::NAMES);
    out.push(&table(
        "names",
        &[say::DOCUMENTS, say::PRINTED, say::RULE, say::MENTIONS],
        &rows,
    ));
    out.push(&more(appearances.len(), "entities"));
    out
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// How many rows a table leaves to the file of the saved query.
pub(super) fn more(all: usize, query: &str) -> Html {
    if all <= MOST {
        return Html::default();
    }
    let mut line = say::MORE.html();
    line.push(&Html::text(&format!(" {} · ", all - MOST)));
    line.push(&say::MORE_IN_TABLE.html());
    line.push(&Html::raw(" "));
    let file = format!("{query}.csv");
    line.push(&Html::link(&format!("../tables/{file}"), "", &Html::text(&file)));
    Html::element("p", &[("class", "quiet")], &line)
}

/// Where it lies, what it runs, what it became, who does the same elsewhere.
fn known(site: &Site<'_>, id: NodeId) -> Html {
    let mut rows = Html::default();
    let sides: [(EdgeKind, Option<Word>, Option<Word>); 3] = [
        (EdgeKind::SucceededBy, Some(say::SUCCEEDED_BY), Some(say::SUCCEEDS)),
        (EdgeKind::Administers, Some(say::ADMINISTERS), Some(say::RUN_BY)),
        (EdgeKind::LocatedIn, Some(say::LOCATED_IN), None),
    ];
    for (kind, out_word, in_word) in sides {
        for edge in site.graph.edges_around(id, kind) {
            let Some(word) = (if edge.from == id { out_word } else { in_word }) else {
                continue;
            };
            let mut why = Html::all(
                edge.edge()
                    .evidence()
                    .iter()
                    .take(3)
                    .map(|evidence| site.source(evidence)),
            );
            if let Edge::SucceededBy { year: Some(year), .. } = edge.edge() {
                why.push(&Html::text(&format!(" {year}")));
            }
            rows.push(&row([word.html(), site.link(edge.other(id)), why]));
        }
    }
    for (other, kinship) in site.graph.counterparts(id).into_iter().take(MOST) {
        if kinship == Kinship::SameFunction {
            rows.push(&row([
                say::SAME_FUNCTION.html(),
                site.link(other),
                function_of(site, other),
            ]));
        }
    }
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("known", say::RELATIONS);
    out.push(&table("known", &[say::RELATION, say::NAME, say::BASIS], &rows));
    out
}

/// Why a unit is said to have its function.
fn function_of(site: &Site<'_>, unit: NodeId) -> Html {
    let edges = site.graph.edges_from(unit, EdgeKind::HasFunction);
    let evidence = edges.iter().flat_map(|edge| edge.edge().evidence());
    Html::all(evidence.take(1).map(|evidence| site.source(evidence)))
}

fn cited(site: &Site<'_>, id: NodeId) -> Html {
    let mut edges: Vec<_> = site.graph.ending(id, EdgeKind::Cites).collect();
    edges.sort_by_key(|edge| (document_rank(site, edge.from), edge.id));
    let rows = edges.iter().take(MOST).filter_map(|edge| match edge.edge() {
        Edge::Cites(citation) => {
            let kind = say::named(citation.kind.name()).html();
            Some((edge.from, row([kind, quotes(site, &citation.evidence)])))
        }
        _ => None,
    });
    let rows = by_document(site, 2, rows);
    if rows.is_empty() {
        return rows;
    }
    let mut out = heading("cited", say::CITED_BY);
    out.push(&table("cited", &[say::SORT, say::QUOTE], &rows));
    out.push(&more(edges.len(), "entities"));
    out
}

/// What is at home in a place.
fn members(site: &Site<'_>, id: NodeId) -> Html {
    let all: Vec<NodeId> = site
        .graph
        .ending(id, EdgeKind::LocatedIn)
        .map(|edge| edge.from)
        .collect();
    let items = Html::all(all.iter().take(MOST).map(|member| {
        let mut item = badge(site.graph.node(*member).type_name());
        item.push(&Html::raw(" "));
        item.push(&site.link(*member));
        Html::element("li", &[], &item)
    }));
    if items.is_empty() {
        return items;
    }
    let mut out = heading("members", say::MEMBERS);
    out.push(&Html::element("ul", &[("class", "columns")], &items));
    out.push(&more(all.len(), "entities"));
    out
}

/// Every measure that names it, by year, with the sentences; what stands among its responsibilities is not said again.
fn mentions(site: &Site<'_>, id: NodeId) -> Html {
    let quoted = quoted_of(site, id);
    let mut edges: Vec<_> = site.graph.ending(id, EdgeKind::Mentions).collect();
    let all = edges.len();
    edges.retain(|edge| edge.edge().evidence().iter().any(|one| !is_quoted(site, &quoted, one)));
    edges.sort_by_key(|edge| (document_rank(site, edge.from), edge.id));
    let rows = edges.iter().take(MOST).map(|edge| {
        let measure = site.graph.node(edge.from).as_measure();
        let section = measure.map_or_else(Html::default, |measure| Html::short(&measure.section.to_string(), 40));
        let evidence = edge.edge().evidence().iter();
        let new: Vec<&Evidence> = evidence.filter(|one| !is_quoted(site, &quoted, one)).collect();
        (edge.from, row([section, quotes(site, new)]))
    });
    let rows = by_document(site, 2, rows);
    if all == 0 {
        return rows;
    }
    let mut out = heading("mentions", say::MENTIONS);
    if !rows.is_empty() {
        out.push(&table("mentions", &[say::SECTION, say::QUOTE], &rows));
        out.push(&more(edges.len(), "entities"));
    }
    if edges.len() < all {
        let mut line = say::QUOTED_ABOVE.html();
        line.push(&Html::text(&format!(" {}", all - edges.len())));
        out.push(&Html::element("p", &[("class", "quiet")], &line));
    }
    out
}

fn is_quoted(site: &Site<'_>, quoted: &Quoted, evidence: &Evidence) -> bool {
    quote_of(site, evidence).is_some_and(|quote| quoted.contains(&quote))
}

/// The document and the stretch that a piece of evidence quotes.
pub(super) fn quote_of(site: &Site<'_>, evidence: &Evidence) -> Option<(NodeId, Span)> {
    match evidence {
        Evidence::Text { quote, .. } => Some((site.document_of(evidence)?, *quote)),
        _ => None,
    }
}

/// Quotes of an edge that a page shows.
pub(super) const QUOTES: usize = 3;

/// The first quotes of an edge.
pub(super) fn quotes<'e>(site: &Site<'_>, evidence: impl IntoIterator<Item = &'e Evidence>) -> Html {
    let evidence: Vec<&Evidence> = evidence.into_iter().collect();
    let mut out = Html::all(evidence.iter().take(QUOTES).map(|one| site.quote(one)));
    if evidence.len() > QUOTES {
        out.push(&say::MORE.html());
        out.push(&Html::text(&format!(" {}", evidence.len() - QUOTES)));
    }
    out
}

/// Rows under the documents that they are about, each with the measure or document where it stands.
pub(super) fn by_document(site: &Site<'_>, columns: usize, rows: impl Iterator<Item = (NodeId, Html)>) -> Html {
    let mut out = Html::default();
    let mut last = None;
    for (place, row) in rows {
        let document = site.graph.document_of(place).map(|(document, _)| document);
        if last.replace(document) != Some(document) {
            let head = document.map_or_else(Html::default, |document| site.document_link(document));
            out.push(&group(columns, &head));
        }
        out.push(&row);
    }
    out
}

pub(super) fn document_rank(site: &Site<'_>, place: NodeId) -> usize {
    site.graph
        .document_of(place)
        .map_or(usize::MAX, |(document, _)| site.rank(document))
}
