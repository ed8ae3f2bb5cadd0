//! A comparison as a folder: a report in Markdown and in HTML, its tables as CSV, its figures as SVG.
//!
//! The words of the report are made from counts alone; every count leads to its rows, and every row to its quotes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use super::html::{Html, link};
use super::page;
use super::strings as say;
use crate::compare::{Comparison, What};
use crate::output::{OutputError, make_folder, write_file};
use crate::query::{Cell, Rows};
use crate::render::{
    Drawing, Picture, graphviz_is_installed, matrix_of_measures, matrix_of_units, trend_of_entities,
    trend_of_indicators,
};

/// More rows than this are left to the CSV file.
const MOST_ROWS: usize = 400;

/// A table of the report with its sentences.
struct Part {
    what: What,
    title: &'static str,
    summary: Vec<String>,
    rows: Rows,
    /// The figure's name and what it shows.
    figure: Option<(&'static str, &'static str)>,
}

/// Writes the report of a comparison into `folder`, which is made where it is not there; `difference` is the drawing of what
/// became of its duties.
pub fn write_report(comparison: &Comparison<'_>, difference: &Drawing, folder: &Path) -> Result<(), OutputError> {
    let parts: Vec<Part> = What::ALL.into_iter().map(|what| part(comparison, what)).collect();
    let (tables, figures) = (folder.join("tables"), folder.join("figures"));
    for folder in [folder, &tables, &figures] {
        make_folder(folder)?;
    }
    for part in &parts {
        write_file(
            &tables.join(format!("{}.csv", part.what)),
            part.rows.to_csv().as_bytes(),
        )?;
    }
    let drawn = write_figures(comparison, difference, &figures)?;
    let title = title(comparison);
    write_file(
        &folder.join("report.md"),
        markdown(comparison, &title, &parts, drawn).as_bytes(),
    )?;
    write_file(
        &folder.join("report.html"),
        html(comparison, &title, &parts, drawn).as_bytes(),
    )
}

fn title(comparison: &Comparison<'_>) -> String {
    let sides: Vec<&str> = comparison.sides().iter().map(|side| side.name.as_str()).collect();
    format!("比较 Comparison: {}", sides.join(" → "))
}

fn part(comparison: &Comparison<'_>, what: What) -> Part {
    let (title, figure) = match what {
        What::Responsibilities => (
            "职责 Responsibilities",
            Some(("difference", "职责变化 What became of duties")),
        ),
        What::Measures => ("措施 Measures", Some(("measures", "措施相似度 Likeness of measures"))),
        What::Entities => ("实体 Entities", Some(("entities", "提及次数 Mentions by year"))),
        What::Targets => ("指标 Targets", Some(("targets", "指标 Indicators by year"))),
        What::Structure => ("结构 Structure", Some(("units", "单位与角色 Units and roles"))),
    };
    Part {
        what,
        title,
        summary: comparison.summary(what),
        rows: comparison.rows(what),
        figure,
    }
}

/// The figures; whether Graphviz could draw the difference.
fn write_figures(comparison: &Comparison<'_>, difference: &Drawing, folder: &Path) -> Result<bool, OutputError> {
    for (name, svg) in [
        ("measures", matrix_of_measures(comparison)),
        ("units", matrix_of_units(comparison)),
        ("entities", trend_of_entities(comparison)),
        ("targets", trend_of_indicators(comparison)),
    ] {
        write_file(&folder.join(format!("{name}.svg")), svg.as_bytes())?;
    }
    let dot = difference.to_dot();
    write_file(&folder.join("difference.dot"), dot.as_bytes())?;
    let picture = if graphviz_is_installed() {
        Picture::Svg.draw(&dot).ok()
    } else {
        None
    };
    if let Some(picture) = &picture {
        write_file(&folder.join("difference.svg"), picture)?;
    }
    Ok(picture.is_some())
}

fn figure_file(name: &str, drawn: bool) -> String {
    let ending = if name == "difference" && !drawn { "dot" } else { "svg" };
    format!("figures/{name}.{ending}")
}

fn is_quote(column: &str) -> bool {
    column.starts_with("quote")
}

/// The rows of a part, each with its number.
fn numbered(rows: &Rows) -> impl Iterator<Item = (usize, Vec<String>)> {
    (1..).zip(
        rows.iter()
            .take(MOST_ROWS)
            .map(|row| row.iter().map(Cell::to_text).collect()),
    )
}

fn markdown(comparison: &Comparison<'_>, title: &str, parts: &[Part], drawn: bool) -> String {
    let mut out = format!("# {title}\n\n{}\n", comparison.graph().provenance());
    for part in parts {
        let what = part.what;
        let _ = write!(out, "\n## {}\n\n", part.title);
        for line in &part.summary {
            let _ = writeln!(out, "- {} ([{what}](#{what}-rows))", plain(line));
        }
        if let Some((name, caption)) = part.figure {
            let _ = write!(out, "\n![{caption}]({})\n", figure_file(name, drawn));
        }
        let _ = write!(out, "\n<a id=\"{what}-rows\"></a>\n\n");
        markdown_rows(&mut out, part);
    }
    out
}

/// The rows without their quotes, which stand below them, each linked from its row.
fn markdown_rows(out: &mut String, part: &Part) {
    let columns = part.rows.columns();
    let shown: Vec<usize> = (0..columns.len()).filter(|at| !is_quote(&columns[*at])).collect();
    let cells = |texts: Vec<String>| format!("| {} |\n", texts.join(" | "));
    out.push_str(&cells(
        ["#".to_owned()]
            .into_iter()
            .chain(shown.iter().map(|at| columns[*at].clone()))
            .collect(),
    ));
    out.push_str(&cells(vec!["---".to_owned(); shown.len() + 1]));
    let mut quotes = String::new();
    for (number, row) in numbered(&part.rows) {
        let id = format!("{}-{number}", part.what);
        let said: Vec<String> = (0..columns.len())
            .filter(|at| is_quote(&columns[*at]) && !row[*at].is_empty())
            .map(|at| plain(&row[at]))
            .collect();
        let head = if said.is_empty() {
            number.to_string()
        } else {
            format!("[{number}](#{id})")
        };
        out.push_str(&cells(
            [head]
                .into_iter()
                .chain(shown.iter().map(|at| plain(&row[*at])))
                .collect(),
        ));
        if !said.is_empty() {
            let _ = writeln!(quotes, "{number}. <a id=\"{id}\"></a>{}", said.join(" ⟷ "));
        }
    }
    if part.rows.len() > MOST_ROWS {
        let _ = write!(
            out,
            "\n{} / {}: [CSV](tables/{}.csv)\n",
            MOST_ROWS,
            part.rows.len(),
            part.what
        );
    }
    if !quotes.is_empty() {
        let _ = write!(out, "\n### 原文 Quotes\n\n{quotes}");
    }
}

/// A text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn html(comparison: &Comparison<'_>, title: &str, parts: &[Part], drawn: bool) -> String {
    let mut body = Html::element("h1", &[], &Html::text(title));
    let provenance = Html::text(&comparison.graph().provenance().to_string());
    body.push(&Html::element("p", &[("class", "quiet")], &provenance));
    for part in parts {
        body.push(&Html::element("h2", &[], &Html::text(part.title)));
        let rows = format!("{}-rows", part.what);
        for line in &part.summary {
            let mut said = Html::text(line);
            said.push(&Html::raw(" "));
            said.push(&Html::element("a", &[("href", &format!("#{rows}"))], &Html::raw("↓")));
            body.push(&Html::element("p", &[], &said));
        }
        if let Some((name, caption)) = part.figure {
            let file = link(&figure_file(name, drawn));
            let shown = if file.ends_with("svg") {
                let mut image = Html::default();
                image.open("img", &[("src", &file), ("alt", caption), ("style", "max-width:100%")]);
                image
            } else {
                Html::text(caption)
            };
            body.push(&Html::element(
                "p",
                &[],
                &Html::element("a", &[("href", &file)], &shown),
            ));
        }
        let csv = link(&format!("tables/{}.csv", part.what));
        body.push(&Html::element(
            "p",
            &[("id", &rows)],
            &Html::element("a", &[("href", &csv)], &Html::raw("CSV")),
        ));
        body.push(&Html::element(
            "div",
            &[("class", "scroll"), ("tabindex", "0")],
            &html_rows(part),
        ));
    }
    page::whole(title, &body)
}

/// The comparison as part of a page of an atlas: the sentences, and the rows behind each.
pub(super) fn body(comparison: &Comparison<'_>) -> Html {
    let mut body = Html::default();
    for part in What::ALL.into_iter().map(|what| part(comparison, what)) {
        body.push(&Html::element(
            "h2",
            &[("id", part.what.name())],
            &Html::text(part.title),
        ));
        for line in &part.summary {
            body.push(&Html::element("p", &[], &Html::text(line)));
        }
        if part.rows.is_empty() {
            continue;
        }
        let mut details = say::ROWS.within("summary", &[]);
        details.push(&rows_of_atlas(&part));
        body.push(&Html::element("details", &[], &details));
    }
    body
}

/// The rows of two documents: which of them a cell is about, and so which years, its column says already; of one document
/// all or nothing names an entity.
fn rows_of_atlas(part: &Part) -> Html {
    let is_told = |column: &str| {
        [
            "document_a",
            "document_b",
            "first_year",
            "last_year",
            "share_a",
            "share_b",
        ]
        .contains(&column)
    };
    let columns = part.rows.columns();
    let mut quoted = Quoted::default();
    let rows: Vec<Html> = numbered(&part.rows)
        .map(|(_, row)| {
            let cells = columns.iter().zip(&row).filter(|(column, _)| !is_told(column));
            let cells = cells.map(|(column, cell)| match column.as_str() {
                "documents_a" | "documents_b" if !cell.is_empty() => Html::raw("<td>✓"),
                _ if is_quote(column) => quoted.cell(part.what, column, cell),
                _ => Html::element("td", &[], &Html::short(cell, 240)),
            });
            Html::element("tr", &[], &Html::all(cells))
        })
        .collect();
    let heads = columns.iter().filter(|column| !is_told(column)).map(|column| {
        let class = if is_quote(column) { "long" } else { "" };
        Html::element("th", &[("class", class)], &Html::text(column))
    });
    let heads = Html::element("tr", &[], &Html::all(heads));
    let mut grid = Html::element("thead", &[], &heads);
    grid.push(&Html::element("tbody", &[], &Html::all(rows)));
    let grid = Html::element("table", &[("class", "compared")], &grid);
    let mut table = Html::element("div", &[("class", "scroll"), ("tabindex", "0")], &grid);
    if part.rows.len() > MOST_ROWS {
        let mut line = say::MORE.html();
        line.push(&Html::text(&format!(" {}", part.rows.len() - MOST_ROWS)));
        table.push(&Html::element("p", &[("class", "quiet")], &line));
    }
    table
}

/// Quotes that stand in the table already, each with its place: a list of units is the quote of every one of them.
#[derive(Default)]
struct Quoted(HashMap<String, String>);

impl Quoted {
    fn cell(&mut self, what: What, column: &str, quote: &str) -> Html {
        if quote.is_empty() {
            return Html::element("td", &[], &Html::default());
        }
        let key = format!("{column} {quote}");
        if let Some(place) = self.0.get(&key) {
            let first = Html::link(&format!("#{place}"), "", &Html::raw("〃"));
            return Html::element("td", &[], &first);
        }
        let place = format!("{what}-{}", self.0.len() + 1);
        let cell = Html::element("td", &[("id", &place)], &Html::short(quote, 240));
        self.0.insert(key, place);
        cell
    }
}

/// The rows with their quotes in the last cells.
fn html_rows(part: &Part) -> Html {
    let columns = part.rows.columns();
    let mut head = Html::element("th", &[], &Html::raw("#"));
    for column in columns {
        let class = if is_quote(column) { "long" } else { "" };
        head.push(&Html::element("th", &[("class", class)], &Html::text(column)));
    }
    let mut body = Html::default();
    for (number, row) in numbered(&part.rows) {
        let id = format!("{}-{number}", part.what);
        let mut number = Html::element("a", &[("href", &format!("#{id}"))], &Html::text(&number.to_string()));
        number = Html::element("td", &[], &number);
        for cell in &row {
            number.push(&Html::element("td", &[], &Html::text(cell)));
        }
        body.push(&Html::element("tr", &[("id", &id)], &number));
        body.push(&Html::raw("\n"));
    }
    let mut table = Html::element("thead", &[], &Html::element("tr", &[], &head));
    table.push(&Html::element("tbody", &[], &body));
    Html::element("table", &[], &table)
}
