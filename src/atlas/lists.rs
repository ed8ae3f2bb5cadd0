//! Lists to browse: all entities of one type, and what was doubtful.

use std::cmp::Reverse;

use super::document::doubtful_words;
use super::duties::duties_of;
use super::html::Html;
use super::shell::{Depth, number, row, table};
use super::site::Site;
use super::strings as say;
use crate::graph::{Entity, NodeId};
use crate::model::EntityKind;

/// More rows than this make a page slow; the search finds the others.
const MOST: usize = 3_000;

/// An entity with how often it is named and in how many measures it has a role.
pub(super) struct Counted<'g> {
    pub(super) id: NodeId,
    pub(super) entity: &'g Entity,
    pub(super) mentions: usize,
    pub(super) duties: usize,
}

/// The entities of a type that a document names, the busiest first.
pub(super) fn counted<'g>(site: &Site<'g>, kind: EntityKind) -> Vec<Counted<'g>> {
    let of_kind = site.graph.entities().filter(|(_, entity)| entity.kind() == kind);
    let mut all: Vec<_> = of_kind
        .filter(|(_, entity)| !entity.printed.is_empty())
        .map(|(id, entity)| Counted {
            id,
            entity,
            mentions: site
                .graph
                .appearances(id)
                .iter()
                .map(|appearance| appearance.mentions as usize)
                .sum(),
            duties: duties_of(site, id).len(),
        })
        .collect();
    all.sort_by_key(|one| (Reverse(one.duties + one.mentions), one.id));
    all
}

/// The page that lists the entities of a type.
pub(super) fn page(site: &Site<'_>, kind: EntityKind, all: &[Counted<'_>]) -> String {
    let word = say::named(kind.name());
    let mut body = word.within("h1", &[]);
    let rows = all.iter().take(MOST).map(|one| {
        row([
            site.link(one.id),
            Html::text(&one.entity.key.region.to_string()),
            number(one.duties),
            number(one.mentions),
            number(site.graph.appearances(one.id).len()),
        ])
    });
    body.push(&filter("list"));
    let heads = [
        say::NAME,
        say::REGION,
        say::RESPONSIBILITIES,
        say::MENTIONS,
        say::DOCUMENTS,
    ];
    let list = table("list", &heads, &Html::all(rows));
    body.push(&Html::element("div", &[("id", "list")], &list));
    if all.len() > MOST {
        let mut line = say::MORE.html();
        line.push(&Html::text(&format!(" {}", all.len() - MOST)));
        body.push(&Html::element("p", &[("class", "quiet")], &line));
    }
    site.page(word.zh, &body)
}

/// A box that keeps the rows in the element of this id that hold its words.
pub(super) fn filter(id: &str) -> Html {
    let mut out = Html::default();
    out.open(
        "input",
        &[
            ("type", "search"),
            ("class", "filter"),
            ("data-filter", id),
            ("placeholder", say::FILTER.zh),
            ("data-en-placeholder", say::FILTER.en),
            ("aria-label", say::FILTER.zh),
            ("data-en-aria-label", say::FILTER.en),
        ],
    );
    out
}

/// `doubts.html`: everything that was doubtful, by document.
pub(super) fn doubts(site: &Site<'_>) -> String {
    let mut rows = Html::default();
    let mut count = 0;
    for id in &site.documents {
        let Some(document) = site.graph.node(*id).as_document() else {
            continue;
        };
        for doubt in document.doubts.iter().take(MOST.saturating_sub(count)) {
            count += 1;
            let page = site.pages.path(*id);
            rows.push(&row([
                Html::link(page, "", &Html::short(document.title(), 40)),
                Html::element("code", &[], &Html::raw(doubt.kind.name())),
                Html::short(&doubt.message, 200),
                doubtful_words(site, document, doubt, page),
            ]));
        }
    }
    let mut body = say::DOUBTS.within("h1", &[]);
    body.push(&filter("list"));
    let heads = [say::DOCUMENTS, say::SORT, say::MESSAGE, say::QUOTE];
    body.push(&Html::element(
        "div",
        &[("id", "list")],
        &table("doubts", &heads, &rows),
    ));
    site.shell(Depth::Root, say::DOUBTS.zh, &[]).page(&body)
}
