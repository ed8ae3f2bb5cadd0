//! `policygraph vocabulary`.

use std::path::PathBuf;

use clap::ValueEnum;
use policygraph::atlas::rows_page;
use policygraph::query::{Head, VOCABULARY, vocabulary};

use super::Exit;
use super::output::Output;

/// The words of a graph in SPARQL: classes, edges and attributes, in Chinese and English.
///
/// Each says which word of W3C ORG, PROV-O, SKOS or DCMI Terms it narrows or is close to.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// Only words that hold this, in any language.
    #[arg(value_name = "WORD")]
    word: Option<String>,

    /// The form [default: by OUT's extension, else table].
    #[arg(long, short, value_name = "F")]
    format: Option<Form>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// A form of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Aligned columns for a terminal.
    Table,
    /// RFC 4180.
    Csv,
    /// An array of objects.
    Json,
    /// A page with a box to search in.
    Html,
    /// The whole of it in Turtle.
    Ttl,
}

const EXAMPLE: &str = "\
Example: every word
  policygraph vocabulary

Example: what there is about evidence
  policygraph vocabulary 依据

Example: a page, and the file for other programs
  policygraph vocabulary --output vocabulary.html
  policygraph vocabulary --format ttl";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    output.check()?;
    let by_extension = || Form::from_str(output.extension()?, true).ok();
    let rows = vocabulary(args.word.as_deref().unwrap_or_default());
    let head = Head {
        name: "vocabulary".to_owned(),
        title_zh: "词汇".to_owned(),
        title_en: "Vocabulary of policygraph".to_owned(),
        ..Head::default()
    };
    let text = match args.format.or_else(by_extension).unwrap_or(Form::Table) {
        Form::Table => rows.to_table(),
        Form::Csv => rows.to_csv(),
        Form::Json => rows.to_json(),
        Form::Html => rows_page(&head, &rows),
        Form::Ttl => VOCABULARY.to_owned(),
    };
    output.write(text.as_bytes())?;
    Ok(Exit::Done)
}
