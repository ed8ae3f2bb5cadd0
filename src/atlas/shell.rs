//! What every page of the atlas has around its content: the head with its policy, the bar with the search box, the foot.

use super::html::Html;
use super::strings::{self as say, Word};

/// Where a page stands in the folder, as the way back to the folder's root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Beside `index.html`.
    Root,
    /// One folder down.
    Folder,
}

impl Depth {
    /// What leads from the page to the root.
    pub(super) fn up(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Folder => "../",
        }
    }

    /// The way from the page to a path of the folder.
    pub(super) fn to(self, path: &str) -> String {
        format!("{}{path}", self.up())
    }
}

/// A page before it is bytes.
pub(super) struct Shell<'a> {
    pub(super) depth: Depth,
    pub(super) title: &'a str,
    /// Scripts beside those of every page, as paths of the folder.
    pub(super) scripts: &'a [&'a str],
    /// What the browser may do with it.
    pub(super) policy: &'static str,
    /// What stands at the foot: what the atlas was made from.
    pub(super) foot: &'a str,
}

impl Shell<'_> {
    /// The page around `body`.
    pub(super) fn page(&self, body: &Html) -> String {
        let mut page = Html::raw("<!DOCTYPE html>\n");
        page.open("html", &[("lang", "zh-CN"), ("data-up", self.depth.up())]);
        page.push(&self.head());
        page.push(&Html::raw("<body>"));
        page.push(&say::SKIP.as_heading("a", &[("class", "skip"), ("href", "#main")]));
        page.push(&self.bar());
        page.push(&Html::raw("<main id=main>"));
        page.push(body);
        page.push(&Html::raw("</main>\n"));
        page.push(&Html::element("footer", &[], &Html::text(self.foot)));
        page.push(&Html::raw("</body></html>\n"));
        page.as_str().to_owned()
    }

    fn head(&self) -> Html {
        let mut head = Html::raw("<head><meta charset=utf-8>");
        head.open(
            "meta",
            &[("http-equiv", "Content-Security-Policy"), ("content", self.policy)],
        );
        head.push(&Html::raw("<meta name=viewport content=\"width=device-width\">"));
        head.push(&Html::element("title", &[], &Html::short(self.title, 120)));
        let style = self.depth.to("assets/atlas.css");
        head.open("link", &[("rel", "stylesheet"), ("href", &style)]);
        // Language and colours are set before anything is painted; the rest waits for the page.
        let early = self.depth.to("assets/early.js");
        head.push(&Html::element("script", &[("src", &early)], &Html::default()));
        for script in ["assets/atlas.js"].iter().chain(self.scripts) {
            let source = self.depth.to(script);
            head.push(&Html::element(
                "script",
                &[("src", &source), ("defer", "")],
                &Html::default(),
            ));
        }
        head.push(&Html::raw("</head>\n"));
        head
    }

    fn bar(&self) -> Html {
        let mut bar = Html::raw("<header class=bar>");
        let home = self.depth.to("index.html");
        bar.push(&say::SITE.as_heading("a", &[("class", "site"), ("href", &home)]));
        // What needs a script is put in by the script: the search, and the buttons for language and colours.
        bar.push(&Html::raw("<div class=finder></div>"));
        bar.push(&self.links());
        bar.push(&Html::raw("</header>\n"));
        bar
    }

    fn links(&self) -> Html {
        let mut nav = Html::raw("<nav>");
        for (word, path) in [
            (say::DOCUMENTS, "index.html#documents"),
            (say::ENTITIES, "index.html#entities"),
            (say::DIAGRAMS, "index.html#diagrams"),
            (say::GRAPH, "graph.html"),
            (say::COMPARISONS, "index.html#comparisons"),
            (say::TABLES, "index.html#tables"),
        ] {
            nav.push(&word.as_heading("a", &[("href", &self.depth.to(path))]));
        }
        nav.push(&Html::raw("</nav>"));
        nav
    }
}

/// A heading of a part of a page.
pub(super) fn heading(id: &'static str, word: Word) -> Html {
    word.as_heading("h2", &[("id", id)])
}

/// A badge for a type, or a mark for a role, in its colour. Its class says what it is, also to the script that speaks English.
pub(super) fn badge(name: &str) -> Html {
    Html::element("b", &[("class", name)], &Html::text(say::named(name).zh))
}

/// A table with these headings.
pub(super) fn table(class: &str, heads: &[Word], body: &Html) -> Html {
    let heads = Html::all(heads.iter().map(|word| word.as_heading("th", &[])));
    let mut content = Html::element("thead", &[], &Html::element("tr", &[], &heads));
    content.push(&Html::element("tbody", &[], body));
    let table = Html::element("table", &[("class", class)], &content);
    Html::element("div", &[("class", "scroll"), ("tabindex", "0")], &table)
}

/// A row of a table.
pub(super) fn row(cells: impl IntoIterator<Item = Html>) -> Html {
    row_with(&[], cells)
}

/// A row that tells the script something.
pub(super) fn row_with(attributes: &[(&'static str, &str)], cells: impl IntoIterator<Item = Html>) -> Html {
    let cells = Html::all(cells.into_iter().map(|cell| Html::element("td", &[], &cell)));
    let mut row = Html::element("tr", attributes, &cells);
    row.push(&Html::raw("\n"));
    row
}

/// A row that heads those below it, over this many columns.
pub(super) fn group(columns: usize, head: &Html) -> Html {
    let columns = columns.to_string();
    let head = Html::element("th", &[("colspan", &columns), ("scope", "rowgroup")], head);
    Html::element("tr", &[], &head)
}

/// A count for a cell.
pub(super) fn number(count: usize) -> Html {
    Html::text(&count.to_string())
}

/// A count beside a name.
pub(super) fn count(count: usize) -> Html {
    Html::element("span", &[("class", "count")], &number(count))
}
