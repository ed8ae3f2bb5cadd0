//! `policygraph documents`.

use std::io::{self, Write};
use std::path::PathBuf;

use policygraph::facts::DocumentFacts;
use policygraph::model::{Evidence, Sourced};

use super::making::Making;
use super::output::Output;
use super::{Exit, making};

/// Print what was understood of each document, and where each field comes from.
///
/// The table can be corrected and passed back to any command with --metadata: what a cell says then wins. Rows and
/// cells may be left out; columns that end in _from say where a value was found and are not read.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    #[command(flatten)]
    making: Making,

    /// The CSV file; `-` for standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLE: &str = "\
Example: what is known of the documents of a folder, to be corrected and used
  policygraph documents data/corpus --output documents.csv
  policygraph build data/corpus --metadata documents.csv";

/// The columns: those that are read back, and where each value was found.
const COLUMNS: [&str; 21] = [
    "document",
    "path",
    "format",
    "title",
    "title_from",
    "number",
    "number_from",
    "issuers",
    "issuers_from",
    "region",
    "region_from",
    "issued",
    "issued_from",
    "period_start",
    "period_end",
    "period_from",
    "kind",
    "kind_from",
    "url",
    "groups",
    "same_as",
];

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    output.check()?;
    let read = args.making.read(None)?;
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for document in read.facts.documents() {
        let twin = read.duplicates.iter().find(|twin| twin.document == document.id);
        table.write_record(row(&document, twin.map_or("", |twin| &twin.of)))?;
    }
    let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
    output.write(&bytes)?;
    let read_documents = making::documents(read.facts.len());
    writeln!(io::stderr(), "{read_documents}")?;
    Ok(read.exit())
}

fn row(document: &DocumentFacts, twin: &str) -> [String; COLUMNS.len()] {
    let said = &document.metadata;
    let from = |evidence: Option<&Evidence>| evidence.map_or(String::new(), |evidence| origin(document, evidence));
    let joined = |names: Vec<&str>| names.join("|");
    let period = said.period.as_ref();
    [
        document.id.clone(),
        document.path.clone(),
        document.format.clone(),
        shown(said.title.as_ref()),
        from(said.title.as_ref().map(|field| &field.evidence)),
        shown(said.number.as_ref()),
        from(said.number.as_ref().map(|field| &field.evidence)),
        joined(said.issuers.iter().map(|issuer| issuer.value.name.as_str()).collect()),
        from(said.issuers.first().map(|field| &field.evidence)),
        shown(said.region.as_ref()),
        from(said.region.as_ref().map(|field| &field.evidence)),
        shown(said.issued.as_ref()),
        from(said.issued.as_ref().map(|field| &field.evidence)),
        period.map_or(String::new(), |period| period.value.start.to_string()),
        period.map_or(String::new(), |period| period.value.end.to_string()),
        from(period.map(|field| &field.evidence)),
        shown(said.kind.as_ref()),
        from(said.kind.as_ref().map(|field| &field.evidence)),
        shown(said.url.as_ref()),
        joined(said.groups.iter().map(|group| group.value.as_str()).collect()),
        twin.to_owned(),
    ]
}

fn shown<T: ToString>(field: Option<&Sourced<T>>) -> String {
    field.map_or(String::new(), |field| field.value.to_string())
}

/// Where a field was found: `title-line: 东莞市…实施方案`, with the place in the file where its format has one.
fn origin(document: &DocumentFacts, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Text { span, rule, .. } => {
            let words: String = span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let words: String = words.chars().take(60).collect();
            let place = document
                .place(*span)
                .map_or(String::new(), |place| format!(" ({place})"));
            format!("{rule}{place}: {words}")
        }
        Evidence::Lexicon { file, row } => format!("{file}: {row}"),
        Evidence::Corrections { line } => format!("corrections, line {line}"),
        Evidence::CorpusToml { entry, .. } => format!("corpus.toml: {entry}"),
        Evidence::Row { file, row, .. } => format!("{file}, row {row}"),
        _ => String::new(),
    }
}
