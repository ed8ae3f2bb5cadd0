//! The atlas: a folder that opens in any browser, with no server and no network, to walk the graph and read every
//! sentence behind it.
//!
//! # How it is made
//!
//! - **Pages are written ahead**, one for each document and each entity, so that they open at once, print, can be linked to for
//!   good, and are read without scripts. A page is called by its node's name and a digest of its IRI (`names`).
//! - **Every quote is a link** to the place where it stands: the page of a document holds its clean text with everything
//!   that was found marked in it (`marks`), and the id of a mark is the byte at which it begins.
//! - **Data for scripts comes as scripts** (`script_data`): a page from the file system may not read other files, but it
//!   may load scripts. The search and the graph view load what they need, shard by shard.
//! - **The graph view** shows a neighbourhood, a query's result or the whole network. Results and network have their positions
//!   from here (`layout`), a neighbourhood is drawn in rings around its middle. sigma.js draws with WebGL; where there is
//!   none, the same picture is SVG. An edge is read by cutting its sentence out of the document's text.
//! - **Both languages are in the page**: Chinese as text, English in an attribute; one table holds all words (`strings`).
//! - **Nothing in a text is believed**: every text goes through `html` or `script_data`, and the content security policy
//!   (`policy`) lets only files of the folder be scripts and styles.
//! - Where Graphviz is not installed, the browser draws the diagrams, with Graphviz as WebAssembly; that file of 1.3 MB is
//!   put into the folder only then.
//!
//! [`write()`] asks the saved queries first and writes afterwards, file by file, each whole or not at all; the start page
//! comes last. The folder holds no times and no paths of the machine, so the same documents give the same bytes. (What
//! Graphviz draws carries its version.)

mod answers;
mod company;
mod comparisons;
mod document;
mod duties;
mod entity;
mod folder;
mod found;
mod html;
mod layout;
mod lists;
mod marks;
mod names;
mod network;
mod page;
mod policy;
mod report;
mod script_data;
mod search;
mod shell;
mod site;
mod start;
mod strings;
mod table;
mod trim;
mod views;

pub use answers::AnswerError;
pub use report::write_report;

use std::path::Path;

use crate::graph::{FileError, Graph};
use crate::output::{OutputError, make_folder, write_file};
use crate::query::{Head, Rows};
use crate::render::{Drawing, GraphvizError, Picture, graphviz_is_installed};
use answers::Answers;

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
    /// The title in Chinese and in English.
    titles: [String; 2],
    drawing: Drawing,
    dot: String,
    svg: Option<Vec<u8>>,
}

/// Writes the atlas of a graph into `folder`, which is made where it is not there.
///
/// `unread` is nothing where the graph comes from a file, which does not record what could not be read.
pub fn write(graph: &Graph, unread: Option<&[Unread]>, folder: &Path) -> Result<Written, AtlasError> {
    make_folder(folder)?;
    let mut answers = Answers::of(graph)?;
    let refused = draw(&mut answers.diagrams);
    graph.save(&folder.join("policy.graph"))?;
    write_tables(&answers, &folder.join("tables"))?;
    write_diagrams(&answers.diagrams, &folder.join("diagrams"))?;
    folder::write(graph, &answers, unread, folder)?;
    Ok(Written {
        tables: answers.files.into_iter().map(|(table, _)| table.name).collect(),
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
            Ok(svg) => diagram.svg = Some(trim::trimmed(svg)),
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
