//! `index.html`: one page that needs no server, no network and nothing beside it but the diagrams.

use std::collections::BTreeMap;

use super::html::{Html, link};
use super::policy::content_security_policy;
use super::table::Table;
use super::{Diagram, Unread};
use crate::graph::{Graph, Summary};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Everything that the page shows.
pub(super) struct Page<'a> {
    pub(super) graph: &'a Graph,
    pub(super) tables: &'a [Table],
    pub(super) diagrams: &'a [Diagram],
    pub(super) unread: &'a [Unread],
}

impl Page<'_> {
    /// The page's bytes.
    pub(super) fn html(&self) -> String {
        let mut body = self.header();
        body.push(&self.documents());
        body.push(&self.figures());
        body.push(&self.browse());
        body.push(&self.doubts());
        body.push(&self.not_read());
        body.push(&self.made_from());
        whole("政策图谱 Policy atlas", &body)
    }

    fn header(&self) -> Html {
        let mut out = Html::raw("<h1>政策图谱 <small>Policy atlas</small></h1>");
        let summary = self.graph.summary();
        out.push(&counts(&[
            ("文件 documents", summary.documents),
            ("任务 measures", summary.measures),
            ("实体 entities", summary.entities.values().sum()),
            ("责任 responsibilities", self.graph.responsibilities().count()),
            ("目标 targets", summary.targets),
            ("存疑 doubtful", summary.doubts.values().sum()),
            ("未读 not read", self.unread.len()),
        ]));
        out.push(&kinds(&summary));
        out.push(&Html::raw(
            "<nav><a href=\"#documents-section\">文件 Documents</a><a href=\"#diagrams-section\">图 Diagrams</a>\
             <a href=\"#tables-section\">表 Tables</a><a href=\"#doubts-section\">存疑 Doubts</a>\
             <a href=\"#source-section\">来源 Made from</a></nav>\n",
        ));
        out
    }

    fn documents(&self) -> Html {
        let mut out = heading("documents-section", "文件", "Documents");
        if let Some(documents) = self.tables.iter().find(|table| table.name == "documents") {
            out.push(&documents.html(Some("tables/documents.csv")));
        }
        out
    }

    fn figures(&self) -> Html {
        let mut out = heading("diagrams-section", "图", "Diagrams");
        if self.diagrams.iter().any(|diagram| diagram.svg.is_none()) {
            out.push(&Html::raw(
                "<p class=\"note\">没有安装 Graphviz,只写出了 .dot 文件;安装后重新运行即可得到图。 Graphviz is not \
                 installed, so the diagrams are .dot files: install it (<code>apt install graphviz</code>, <code>brew \
                 install graphviz</code>) and run again, or draw one with <code>dot -Tsvg -O FILE.dot</code>.</p>",
            ));
        }
        self.diagrams.iter().for_each(|diagram| out.push(&figure(diagram)));
        out
    }

    fn browse(&self) -> Html {
        let mut out = heading("tables-section", "表", "Tables");
        for table in self.tables.iter().filter(|table| table.name != "documents") {
            let mut content = Html::element(
                "summary",
                &[],
                &Html::text(&format!("{} · {}", table.title, table.name)),
            );
            content.push(&table.html(Some(&format!("tables/{}.csv", table.name))));
            let open: &[_] = if table.name == "responsibilities" {
                &[("open", "")]
            } else {
                &[]
            };
            out.push(&Html::element("details", open, &content));
        }
        out
    }

    fn doubts(&self) -> Html {
        let mut out = heading("doubts-section", "存疑之处", "What was doubtful");
        let rows = self.graph.documents().flat_map(|(_, document)| {
            document.doubts.iter().map(|doubt| {
                let quote = self.graph.cut(&document.id, doubt.span).to_owned();
                vec![
                    document.id.clone(),
                    doubt.kind.name().to_owned(),
                    doubt.message.clone(),
                    quote,
                ]
            })
        });
        out.push(&plain_table(&["document", "kind", "message", "quote"], rows.collect()));
        out
    }

    fn not_read(&self) -> Html {
        let mut out = heading("unread-section", "未能读取", "What could not be read");
        let rows = self
            .unread
            .iter()
            .map(|unread| vec![unread.path.clone(), unread.reason.clone()]);
        out.push(&plain_table(&["path", "reason"], rows.collect()));
        out
    }

    fn made_from(&self) -> Html {
        let mut out = heading("source-section", "来源", "Made from");
        let source = self.graph.provenance();
        let rows = [
            ("policygraph", &source.program),
            ("corpus", &source.corpus),
            ("lexicons", &source.lexicons),
            ("corrections", &source.corrections),
        ];
        for (name, digest) in rows.into_iter().filter(|(_, digest)| !digest.is_empty()) {
            let mut line = Html::text(&format!("{name} "));
            line.push(&Html::element("code", &[], &Html::text(digest)));
            out.push(&Html::element("p", &[], &line));
        }
        out.push(&Html::raw("<p><a href=\"policy.graph\">policy.graph</a></p>\n"));
        out
    }
}

/// A page of this body, with the style and the script in it.
pub(super) fn whole(title: &str, body: &Html) -> String {
    let mut page = Html::raw("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">");
    let policy = content_security_policy(STYLE, SCRIPT);
    page.open(
        "meta",
        &[("http-equiv", "Content-Security-Policy"), ("content", &policy)],
    );
    page.open("meta", &[("name", "viewport"), ("content", "width=device-width")]);
    page.push(&Html::element("title", &[], &Html::text(title)));
    page.push(&Html::element("style", &[], &Html::raw(STYLE)));
    page.push(&Html::raw("</head>\n<body>"));
    page.push(body);
    page.push(&Html::element("script", &[], &Html::raw(SCRIPT)));
    page.push(&Html::raw("</body></html>\n"));
    page.as_str().to_owned()
}

fn heading(id: &str, chinese: &'static str, english: &str) -> Html {
    let mut text = Html::raw(chinese);
    text.push(&Html::element("small", &[], &Html::text(&format!(" {english}"))));
    Html::element("h2", &[("id", id)], &text)
}

fn counts(items: &[(&str, usize)]) -> Html {
    let mut content = Html::default();
    for (name, count) in items {
        let mut item = Html::element("dt", &[], &Html::text(name));
        item.push(&Html::element("dd", &[], &Html::text(&count.to_string())));
        content.push(&Html::element("div", &[], &item));
    }
    Html::element("dl", &[("class", "counts")], &content)
}

fn kinds(summary: &Summary) -> Html {
    let mut out = Html::default();
    for (name, kinds) in [
        ("实体 entities", listed(&summary.entities)),
        ("关系 edges", listed(&summary.edges)),
    ] {
        out.push(&Html::element(
            "p",
            &[("class", "quiet")],
            &Html::text(&format!("{name}: {kinds}")),
        ));
    }
    out
}

fn listed<K: ToString>(counts: &BTreeMap<K, usize>) -> String {
    counts
        .iter()
        .map(|(kind, count)| format!("{} {count}", kind.to_string()))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn figure(diagram: &Diagram) -> Html {
    let dot = link(&format!("diagrams/{}.dot", diagram.name));
    let svg = link(&format!("diagrams/{}.svg", diagram.name));
    let mut out = Html::element("h3", &[], &Html::text(&diagram.title));
    let mut links = Html::element("a", &[("href", &dot)], &Html::raw("DOT"));
    if diagram.svg.is_some() {
        let mut picture = Html::default();
        picture.open("img", &[("src", &svg), ("alt", &diagram.title), ("loading", "lazy")]);
        let picture = Html::element("a", &[("href", &svg)], &picture);
        out.push(&Html::element("div", &[("class", "scroll")], &picture));
        links.push(&Html::raw(" · "));
        links.push(&Html::element(
            "a",
            &[("href", &svg)],
            &Html::raw("SVG(指向连线可见原文 point at a line for its quote)"),
        ));
    }
    out.push(&Html::element("figcaption", &[("class", "quiet")], &links));
    Html::element("figure", &[], &out)
}

fn plain_table(columns: &[&str], rows: Vec<Vec<String>>) -> Html {
    if rows.is_empty() {
        return Html::raw("<p class=\"quiet\">无 none</p>");
    }
    let columns = columns.iter().map(|&column| column.to_owned()).collect();
    let table = Table {
        name: String::new(),
        title: String::new(),
        columns,
        rows,
    };
    Html::element("div", &[("class", "scroll")], &table.grid())
}
