//! The atlas: a folder with the graph, the tables, the diagrams and a page that shows them.
//!
//! [`write()`] asks the saved queries first and writes afterwards, file by file, each whole or not at all; the page comes
//! last. The folder holds no times and no paths of the machine, so the same documents give the same bytes. (What
//! Graphviz draws carries its version.)

mod answers;
mod html;
mod page;
mod policy;
mod report;
mod table;

pub use answers::AnswerError;
pub use report::write_report;

use std::path::Path;

use crate::graph::{FileError, Graph};
use crate::output::{OutputError, make_folder, write_file};
use crate::query::{Head, Rows};
use crate::render::{GraphvizError, Picture, graphviz_is_installed};
use answers::Answers;
use page::Page;

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its path relative to the folder given, with `/`.
    pub path: String,
    /// Why, in a sentence.
    pub reason: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Names of the tables.
    pub tables: Vec<String>,
    /// Names of the diagrams.
    pub diagrams: Vec<String>,
    /// Whether the diagrams were drawn; without Graphviz they are only `.dot` files.
    pub drawn: bool,
    /// Diagrams that Graphviz refused, with what it said.
    pub refused: Vec<(String, String)>,
}

/// Why there is no atlas.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AtlasError {
    /// A saved query could not be answered.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The graph could not be written.
    #[error(transparent)]
    Graph(#[from] FileError),
    /// A file or the folder could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// A diagram in its forms.
#[derive(Debug, Clone)]
struct Diagram {
    name: String,
    title: String,
    dot: String,
    svg: Option<Vec<u8>>,
}

/// Writes the atlas of a graph into `folder`, which is made where it is not there.
pub fn write(graph: &Graph, unread: &[Unread], folder: &Path) -> Result<Written, AtlasError> {
    make_folder(folder)?;
    let mut answers = Answers::of(graph)?;
    let refused = draw(&mut answers.diagrams);
    let tables: Vec<_> = answers.files.iter().map(|(table, _)| table.clone()).collect();
    let page = Page {
        graph,
        tables: &tables,
        diagrams: &answers.diagrams,
        unread,
    };
    let page = page.html();
    graph.save(&folder.join("policy.graph"))?;
    write_tables(&answers, &folder.join("tables"))?;
    write_diagrams(&answers.diagrams, &folder.join("diagrams"))?;
    write_file(&folder.join("index.html"), page.as_bytes())?;
    Ok(Written {
        tables: tables.into_iter().map(|table| table.name).collect(),
        drawn: answers.diagrams.iter().any(|diagram| diagram.svg.is_some()),
        diagrams: answers.diagrams.into_iter().map(|diagram| diagram.name).collect(),
        refused,
    })
}

/// One query's rows as a page of its own, with a box to search in them.
pub fn rows_page(head: &Head, rows: &Rows) -> String {
    let (table, _) = answers::table(head, rows);
    let mut body = html::Html::element("h1", &[], &html::Html::text(&table.title));
    body.push(&table.html(None));
    page::whole(&table.title, &body)
}

/// Has Graphviz draw what it can where it is installed; what it refuses stays DOT.
fn draw(diagrams: &mut [Diagram]) -> Vec<(String, String)> {
    let mut refused = Vec::new();
    if !graphviz_is_installed() {
        return refused;
    }
    for diagram in diagrams {
        match Picture::Svg.draw(&diagram.dot) {
            Ok(svg) => diagram.svg = Some(svg),
            Err(GraphvizError::Refused(said)) => refused.push((diagram.name.clone(), said)),
            Err(error) => refused.push((diagram.name.clone(), error.to_string())),
        }
    }
    refused
}

fn write_tables(answers: &Answers, folder: &Path) -> Result<(), OutputError> {
    make_folder(folder)?;
    let mut files = answers.files.iter();
    files.try_for_each(|(table, csv)| write_file(&folder.join(format!("{}.csv", table.name)), csv.as_bytes()))
}

fn write_diagrams(diagrams: &[Diagram], folder: &Path) -> Result<(), OutputError> {
    make_folder(folder)?;
    for diagram in diagrams {
        write_file(&folder.join(format!("{}.dot", diagram.name)), diagram.dot.as_bytes())?;
        if let Some(svg) = &diagram.svg {
            write_file(&folder.join(format!("{}.svg", diagram.name)), svg)?;
        }
    }
    Ok(())
}
