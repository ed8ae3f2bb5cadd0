//! `index.html`: what the corpus is, and the ways into it.

use std::collections::BTreeMap;

use super::html::{Html, link};
use super::lists::{Counted, filter};
use super::shell::{Depth, badge, count, heading, number, row, table};
use super::site::Site;
use super::strings::{self as say, Word};
use super::table::Table;
use super::{Diagram, Unread};
use crate::graph::{Document, EdgeKind, NodeId};
use crate::model::{EntityKind, Role};

/// More documents than this make the page slow; the search finds the others.
const MOST_DOCUMENTS: usize = 3_000;
/// How many entities of a type the page names.
const TOP: usize = 10;

/// Everything that the start page shows.
pub(super) struct Start<'a, 'g> {
    pub(super) site: &'a Site<'g>,
    pub(super) entities: &'a [(EntityKind, Vec<Counted<'g>>)],
    pub(super) tables: &'a [Table],
    pub(super) diagrams: &'a [Diagram],
    /// Path and title of each comparison.
    pub(super) comparisons: &'a [(String, String)],
    pub(super) unread: Option<&'a [Unread]>,
}

impl Start<'_, '_> {
    pub(super) fn page(&self) -> String {
        let mut body = say::SITE.within("h1", &[]);
        body.push(&self.counts());
        body.push(&self.spread());
        body.push(&self.documents());
        body.push(&self.entities());
        body.push(&self.diagrams());
        body.push(&self.comparisons());
        body.push(&self.tables());
        body.push(&self.doubts());
        body.push(&self.unread());
        body.push(&self.made_from());
        self.site.shell(Depth::Root, say::SITE.zh, &[]).page(&body)
    }

    fn counts(&self) -> Html {
        let summary = self.site.graph.summary();
        let tiles: [(Word, usize, &str); 7] = [
            (say::DOCUMENTS, summary.documents, "#documents"),
            (say::MEASURES, summary.measures, "tables/measures.html"),
            (say::ENTITIES, summary.entities.values().sum(), "#entities"),
            (
                say::RESPONSIBILITIES,
                self.site.graph.responsibilities().count(),
                "tables/responsibilities.html",
            ),
            (say::TARGETS, summary.targets, "tables/targets.html"),
            (say::DOUBTS, summary.doubts.values().sum(), "doubts.html"),
            (say::UNREAD, self.unread.map_or(0, <[Unread]>::len), "#unread"),
        ];
        let tiles = tiles.into_iter().map(|(word, count, place)| {
            let mut tile = Html::element("b", &[], &Html::text(&count.to_string()));
            tile.push(&word.html());
            Html::link(place, "tile", &tile)
        });
        Html::element("div", &[("class", "tiles")], &Html::all(tiles))
    }

    /// Documents by year, region and kind.
    fn spread(&self) -> Html {
        let documents = || {
            self.site
                .documents
                .iter()
                .filter_map(|id| self.site.graph.node(*id).as_document())
        };
        let region = |document: &Document| document.metadata.region.as_ref().map(|region| region.value.to_string());
        let kind = |document: &Document| document.metadata.kind.as_ref().map(|kind| kind.value.name());
        let years = documents().map(|document| document.year().map(|year| Html::text(&year.to_string())));
        let regions = documents().map(|document| region(document).map(|region| Html::text(&region)));
        let kinds = documents().map(|document| kind(document).map(|kind| say::named(kind).html()));
        let parts = [
            (say::BY_YEAR, tally(years)),
            (say::BY_REGION, tally(regions)),
            (say::BY_KIND, tally(kinds)),
        ];
        let parts = parts.into_iter().map(|(word, bars)| {
            let mut part = word.within("h2", &[]);
            part.push(&bars);
            Html::element("section", &[], &part)
        });
        Html::element("div", &[("class", "spread")], &Html::all(parts))
    }

    fn documents(&self) -> Html {
        let mut out = heading("documents", say::DOCUMENTS);
        let documents = self.site.documents.iter().take(MOST_DOCUMENTS);
        let rows = Html::all(documents.map(|id| self.document(*id)));
        if self.site.documents.len() > 12 {
            out.push(&filter("document-list"));
        }
        let heads = [
            say::YEAR,
            say::TITLE,
            say::REGION,
            say::KIND,
            say::MEASURES,
            say::RESPONSIBILITIES,
            say::TARGETS,
            say::DOUBTS,
        ];
        let list = table("documents", &heads, &rows);
        out.push(&Html::element("div", &[("id", "document-list")], &list));
        out
    }

    fn document(&self, id: NodeId) -> Html {
        let graph = self.site.graph;
        let Some(document) = graph.node(id).as_document() else {
            return Html::default();
        };
        let places: Vec<NodeId> = std::iter::once(id).chain(graph.measures_in(id)).collect();
        let duties = places.iter().flat_map(|place| {
            Role::ALL
                .iter()
                .map(|role| graph.ending(*place, EdgeKind::of_role(*role)).count())
        });
        let targets = places.iter().map(|place| graph.starting(*place, EdgeKind::Sets).len());
        let region = document.metadata.region.as_ref().map(|region| region.value.to_string());
        let kind = document
            .metadata
            .kind
            .as_ref()
            .map(|kind| say::named(kind.value.name()).html());
        row([
            Html::text(&document.year().map_or_else(String::new, |year| year.to_string())),
            Html::link(self.site.pages.path(id), "", &Html::short(document.title(), 120)),
            Html::text(&region.unwrap_or_default()),
            kind.unwrap_or_default(),
            number(places.len() - 1),
            number(duties.sum()),
            number(targets.sum()),
            number(document.doubts.len()),
        ])
    }

    fn entities(&self) -> Html {
        let mut out = heading("entities", say::ENTITIES);
        let parts = self
            .entities
            .iter()
            .filter(|(_, all)| !all.is_empty())
            .map(|(kind, all)| {
                let mut head = badge(kind.name());
                head.push(&Html::raw(" "));
                let mut label = say::SHOW_ALL.html();
                label.push(&Html::text(&format!(" {}", all.len())));
                head.push(&Html::link(&format!("{}/index.html", kind.name()), "", &label));
                let mut part = Html::element("h3", &[], &head);
                let items = all.iter().take(TOP).map(|one| {
                    let name = Html::short(one.entity.name(), 40);
                    let mut item = Html::link(self.site.pages.path(one.id), "", &name);
                    item.push(&Html::raw(" "));
                    item.push(&count(one.duties + one.mentions));
                    Html::element("li", &[], &item)
                });
                part.push(&Html::element("ul", &[("class", "plain")], &Html::all(items)));
                Html::element("section", &[], &part)
            });
        out.push(&say::MOST_NAMED.within("p", &[("class", "quiet")]));
        out.push(&Html::element("div", &[("class", "spread")], &Html::all(parts)));
        out
    }

    fn diagrams(&self) -> Html {
        let mut out = heading("diagrams", say::DIAGRAMS);
        if self.diagrams.iter().any(|diagram| diagram.svg.is_none()) {
            out.push(&say::NOT_DRAWN.within("p", &[("class", "note")]));
        }
        let mut cards = Html::default();
        let network = say::NETWORK.within("span", &[("class", "caption")]);
        cards.push(&Html::link("graph.html", "card plain", &network));
        for diagram in self.diagrams {
            let mut card = Html::default();
            if diagram.svg.is_some() {
                let source = link(&format!("diagrams/{}.svg", diagram.name));
                card.open("img", &[("src", &source), ("alt", ""), ("loading", "lazy")]);
            }
            card.push(&Html::element(
                "span",
                &[("class", "caption")],
                &Html::text(&diagram.title),
            ));
            cards.push(&Html::link(
                &link(&format!("diagrams/{}.html", diagram.name)),
                "card",
                &card,
            ));
        }
        out.push(&Html::element("div", &[("class", "cards")], &cards));
        out
    }

    fn comparisons(&self) -> Html {
        let mut out = heading("comparisons", say::COMPARISONS);
        if self.comparisons.is_empty() {
            out.push(&say::NONE.within("p", &[("class", "quiet")]));
        }
        let items = self
            .comparisons
            .iter()
            .map(|(path, title)| Html::element("li", &[], &Html::link(path, "", &Html::text(title))));
        out.push(&Html::element("ul", &[("class", "plain")], &Html::all(items)));
        out
    }

    fn tables(&self) -> Html {
        let mut out = heading("tables", say::TABLES);
        let items = self.tables.iter().map(|table| {
            let mut item = Html::link(&format!("tables/{}.html", table.name), "", &Html::text(&table.title));
            item.push(&Html::text(&format!(" {} ", table.rows.len())));
            item.push(&say::ROWS.html());
            item.push(&Html::raw(" · "));
            item.push(&Html::link(
                &format!("tables/{}.csv", table.name),
                "",
                &Html::raw("CSV"),
            ));
            Html::element("li", &[], &item)
        });
        out.push(&Html::element("ul", &[("class", "plain")], &Html::all(items)));
        out
    }

    fn doubts(&self) -> Html {
        let mut out = heading("doubts", say::DOUBTS);
        let counts = self.site.graph.summary().doubts;
        let rows = Html::all(
            counts
                .into_iter()
                .map(|(kind, count)| row([Html::element("code", &[], &Html::raw(kind.name())), number(count)])),
        );
        if rows.is_empty() {
            out.push(&say::NONE.within("p", &[("class", "quiet")]));
        } else {
            out.push(&table("doubts", &[say::SORT, say::COUNT], &rows));
            out.push(&say::SHOW_ALL.within("a", &[("href", "doubts.html")]));
        }
        out
    }

    fn unread(&self) -> Html {
        let mut out = heading("unread", say::UNREAD);
        let Some(unread) = self.unread else {
            out.push(&say::UNREAD_UNKNOWN.within("p", &[("class", "quiet")]));
            return out;
        };
        let rows = unread
            .iter()
            .map(|unread| row([Html::short(&unread.path, 200), Html::short(&unread.reason, 400)]));
        let rows = Html::all(rows);
        if rows.is_empty() {
            out.push(&say::NONE.within("p", &[("class", "quiet")]));
        } else {
            out.push(&table("unread", &[say::PATH, say::REASON], &rows));
        }
        out
    }

    fn made_from(&self) -> Html {
        let mut out = heading("source", say::MADE_FROM);
        let source = self.site.graph.provenance();
        let rows = [
            ("policygraph", &source.program),
            ("corpus", &source.corpus),
            ("lexicons", &source.lexicons),
            ("corrections", &source.corrections),
        ];
        for (name, digest) in rows.into_iter().filter(|(_, digest)| !digest.is_empty()) {
            let mut line = Html::text(&format!("{name} "));
            line.push(&Html::element("code", &[], &Html::text(digest)));
            out.push(&Html::element("p", &[("class", "quiet")], &line));
        }
        let mut line = say::GRAPH_FILE.html();
        line.push(&Html::raw(" <a href=\"policy.graph\">policy.graph</a>"));
        out.push(&Html::element("p", &[], &line));
        out
    }
}

/// How many there are of each, as bars; the most first unless they are years.
fn tally(values: impl Iterator<Item = Option<Html>>) -> Html {
    const SHOWN: usize = 16;
    const WIDE: usize = 160;
    let mut counts: BTreeMap<String, (Html, usize)> = BTreeMap::new();
    for value in values {
        let value = value.unwrap_or_else(|| say::UNKNOWN.html());
        let key = value.as_str().to_owned();
        counts.entry(key).or_insert((value, 0)).1 += 1;
    }
    let most = counts.values().map(|(_, count)| *count).max().unwrap_or(1);
    let mut rows = Html::default();
    for (value, count) in counts.values().take(SHOWN) {
        let width = (count * WIDE / most).max(2).to_string();
        let bar = Html::element(
            "rect",
            &[("class", "bar-count"), ("width", &width), ("height", "12")],
            &Html::default(),
        );
        let mut line = Html::element("dt", &[], value);
        let mut shown = Html::element(
            "svg",
            &[("width", &width), ("height", "12"), ("aria-hidden", "true")],
            &bar,
        );
        shown.push(&Html::raw(" "));
        shown.push(&self::count(*count));
        line.push(&Html::element("dd", &[], &shown));
        rows.push(&line);
    }
    let mut out = Html::element("dl", &[("class", "timeline")], &rows);
    if counts.len() > SHOWN {
        let mut line = say::MORE.html();
        line.push(&Html::text(&format!(" {}", counts.len() - SHOWN)));
        out.push(&Html::element("p", &[("class", "quiet")], &line));
    }
    out
}
