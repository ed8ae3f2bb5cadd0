//! The files of the site, each put where its links lead.

use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::answers::Answers;
use super::comparisons::{self, Pair};
use super::html::{Html, link};
use super::lists::{self, Counted};
use super::network::{self, SHARD};
use super::shell::Depth;
use super::site::Site;
use super::start::Start;
use super::strings::{self as say};
use super::table::Table;
use super::{Diagram, Unread, document, entity, script_data, search, views};
use crate::graph::Graph;
use crate::model::EntityKind;
use crate::output::{OutputError, make_folder, write_file, write_quickly};

const STYLE: &str = include_str!("assets/atlas.css");
const EARLY: &str = include_str!("assets/early.js");
const SCRIPT: &str = include_str!("assets/atlas.js");
const GRAPH_SCRIPT: &str = include_str!("assets/graph.js");
const DRAW_SCRIPT: &str = include_str!("assets/draw.js");
const SIGMA: &str = include_str!("assets/vendor/sigma.js");
const GRAPHVIZ: &str = include_str!("assets/vendor/viz.js");
const LICENCES: &str = include_str!("assets/vendor/LICENCES.txt");

/// Writes every page and everything that pages load; the start page last.
pub(super) fn write(
    graph: &Graph,
    answers: &Answers,
    unread: Option<&[Unread]>,
    folder: &Path,
) -> Result<(), OutputError> {
    let mut site = Site::of(graph);
    let pairs = comparisons::pairs(&site);
    for pair in &pairs {
        let [a, b] = pair.documents;
        for (here, other) in [(a, b), (b, a)] {
            let name = graph.label(other);
            site.comparisons
                .entry(here)
                .or_default()
                .push((pair.path.clone(), name));
        }
    }
    let entities: Vec<(EntityKind, Vec<Counted<'_>>)> = EntityKind::ALL
        .par_iter()
        .map(|kind| (*kind, lists::counted(&site, *kind)))
        .collect();
    make_folders(folder)?;
    let out = Out { folder };
    out.assets(answers)?;
    out.documents(&site)?;
    out.entities(&site, &entities)?;
    out.answers(&site, answers)?;
    out.comparisons(&site, &pairs)?;
    out.data(&site, answers)?;
    out.page("doubts.html", &lists::doubts(&site))?;
    out.page("graph.html", &graph_page(&site))?;
    let tables: Vec<Table> = answers.files.iter().map(|(table, _)| table.clone()).collect();
    let comparisons: Vec<_> = pairs.into_iter().map(|pair| (pair.path, pair.title)).collect();
    let start = Start {
        site: &site,
        entities: &entities,
        tables: &tables,
        diagrams: &answers.diagrams,
        comparisons: &comparisons,
        unread,
    };
    write_file(&folder.join("index.html"), start.page().as_bytes())
}

fn make_folders(folder: &Path) -> Result<(), OutputError> {
    let kinds = EntityKind::ALL.iter().map(|kind| kind.name());
    let others = [
        "assets",
        "compare",
        "data/graph",
        "data/search",
        "data/text",
        "data/view",
        "document",
    ];
    kinds.chain(others).try_for_each(|name| make_folder(&folder.join(name)))
}

struct Out<'a> {
    folder: &'a Path,
}

impl Out<'_> {
    fn page(&self, path: &str, page: &str) -> Result<(), OutputError> {
        write_quickly(&self.folder.join(path), page.as_bytes())
    }

    fn define<T: Serialize + ?Sized>(&self, name: &str, value: &T) -> Result<(), OutputError> {
        self.page(&format!("data/{name}.js"), &script_data::define(name, value))
    }

    /// Style and scripts; the words of the interface stand in the script of every page.
    fn assets(&self, answers: &Answers) -> Result<(), OutputError> {
        self.page("assets/atlas.css", STYLE)?;
        self.page("assets/early.js", EARLY)?;
        self.page("assets/atlas.js", &format!("{SCRIPT}{}", say::script()))?;
        self.page("assets/graph.js", GRAPH_SCRIPT)?;
        self.page("assets/sigma.js", SIGMA)?;
        self.page("assets/LICENCES.txt", LICENCES)?;
        if answers.diagrams.iter().any(|diagram| diagram.svg.is_none()) {
            self.page("assets/draw.js", DRAW_SCRIPT)?;
            self.page("assets/viz.js", GRAPHVIZ)?;
        }
        Ok(())
    }

    fn documents(&self, site: &Site<'_>) -> Result<(), OutputError> {
        site.documents.par_iter().enumerate().try_for_each(|(rank, id)| {
            self.page(site.pages.path(*id), &document::page(site, *id))?;
            let text = &site.graph.text(*id).text;
            self.define(&format!("text/{rank}"), text)
        })
    }

    fn entities(&self, site: &Site<'_>, entities: &[(EntityKind, Vec<Counted<'_>>)]) -> Result<(), OutputError> {
        for (kind, all) in entities {
            self.page(&format!("{}/index.html", kind.name()), &lists::page(site, *kind, all))?;
        }
        let ids: Vec<_> = site.graph.entities().map(|(id, _)| id).collect();
        ids.par_iter()
            .try_for_each(|id| self.page(site.pages.path(*id), &entity::page(site, *id)))
    }

    fn answers(&self, site: &Site<'_>, answers: &Answers) -> Result<(), OutputError> {
        for (table, _) in &answers.files {
            let mut body = Html::element("h1", &[], &Html::text(&table.title));
            body.push(&table.html(Some(&format!("{}.csv", table.name))));
            let page = site.page(&table.title, &body);
            self.page(&format!("tables/{}.html", table.name), &page)?;
        }
        for diagram in &answers.diagrams {
            self.page(&format!("diagrams/{}.html", diagram.name), &diagram_page(site, diagram))?;
        }
        Ok(())
    }

    fn comparisons(&self, site: &Site<'_>, pairs: &[Pair]) -> Result<(), OutputError> {
        let pages = comparisons::pages(site, pairs);
        pages.iter().try_for_each(|(path, page)| self.page(path, page))
    }

    fn data(&self, site: &Site<'_>, answers: &Answers) -> Result<(), OutputError> {
        self.define("documents", &network::sources(site))?;
        let shards = site.graph.node_count().div_ceil(SHARD);
        (0..shards)
            .into_par_iter()
            .try_for_each(|number| self.define(&format!("graph/{number}"), &network::shard(site, number)))?;
        let search = search::shards(site);
        for (number, shard) in search.iter().enumerate() {
            self.define(&format!("search/{number}"), shard)?;
        }
        self.define("search/count", &search.len())?;
        self.define("view/network", &views::network(site))?;
        let named: Vec<_> = answers
            .diagrams
            .iter()
            .map(|diagram| (&diagram.name, &diagram.titles))
            .collect();
        self.define("views", &named)?;
        answers
            .diagrams
            .par_iter()
            .try_for_each(|diagram| self.define(&format!("view/{}", diagram.name), &views::of_diagram(site, diagram)))
    }
}

/// The page of one diagram: the picture, or what draws it in the browser.
fn diagram_page(site: &Site<'_>, diagram: &Diagram) -> String {
    let [zh, en] = &diagram.titles;
    let mut body = Html::element("h1", &[("data-en", en)], &Html::text(zh));
    let dot = link(&format!("{}.dot", diagram.name));
    let svg = link(&format!("{}.svg", diagram.name));
    let view = format!("../graph.html#view={}", link(&diagram.name));
    let mut links = say::INTERACTIVE.within("a", &[("class", "button"), ("href", &view)]);
    links.push(&Html::raw(" "));
    links.push(&Html::link(&dot, "button", &Html::raw("DOT")));
    if diagram.svg.is_some() {
        links.push(&Html::raw(" "));
        links.push(&Html::link(&svg, "button", &Html::raw("SVG")));
    }
    body.push(&Html::element("p", &[], &links));
    let mut figure = Html::default();
    if diagram.svg.is_some() {
        let mut image = Html::default();
        image.open("img", &[("src", &svg), ("alt", &diagram.title)]);
        figure.push(&Html::link(&svg, "", &image));
    } else {
        figure.push(&say::DRAWING.within("p", &[("id", "drawing")]));
        figure.push(&Html::element(
            "pre",
            &[("id", "dot"), ("hidden", "")],
            &Html::text(&diagram.dot),
        ));
    }
    body.push(&Html::element(
        "figure",
        &[("class", "diagram"), ("tabindex", "0")],
        &figure,
    ));
    let scripts: &[&str] = if diagram.svg.is_some() {
        &[]
    } else {
        &["assets/viz.js", "assets/draw.js"]
    };
    site.shell(Depth::Folder, zh, scripts).page(&body)
}

/// The page of the graph view; a script fills it.
fn graph_page(site: &Site<'_>) -> String {
    let body = Html::raw(include_str!("assets/graph.html"));
    site.shell(Depth::Root, say::GRAPH.zh, &["assets/sigma.js", "assets/graph.js"])
        .page(&body)
}
