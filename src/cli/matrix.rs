//! `policygraph matrix`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum;
use policygraph::graph::Graph;
use policygraph::measure::{Across, Selection, TwoMode};
use policygraph::model::Role;
use policygraph::query::{Years, document_named, region_named};

use super::Exit;
use super::network::kind;
use super::output::Output;
use super::query::classified;

/// Two-mode data: units by measures, by documents, or by what their measures name.
///
/// Forms: `matrix` (CSV with labels, for R), `edges` (CSV of source, target, weight), `dl` (UCINET), `graphml` (visone,
/// Gephi).
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// What stands across: measures, documents, or a type of entity (program, park, enterprise …).
    #[arg(long, value_name = "WHAT", default_value = "measures", value_parser = across)]
    by: Across,

    /// Only these roles (lead, support, responsible); may be given several times [default: all].
    #[arg(long = "role", value_name = "ROLE", value_parser = role)]
    roles: Vec<Role>,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// Only documents of these years (2018, 2012-2018).
    #[arg(long, value_name = "YEARS")]
    years: Option<Years>,

    /// Only documents of this region and what lies in it.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// Only this document; may be given several times.
    #[arg(long = "document", value_name = "ID")]
    documents: Vec<String>,

    /// The form [default: by OUT's extension (.dl, .graphml), else matrix].
    #[arg(long, short, value_name = "F")]
    format: Option<Form>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// A form of two-mode data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// CSV, a row for each unit.
    Matrix,
    /// CSV, a line for each cell that is not 0.
    Edges,
    /// UCINET's DL.
    Dl,
    /// For visone and Gephi.
    Graphml,
}

const EXAMPLE: &str = "\
Example: units by measures for R, then in R: as.matrix(read.csv('units.csv', row.names = 1, check.names = FALSE))
  policygraph matrix --by measures --output units.csv

Example: units by the programs their measures name, for UCINET
  policygraph matrix --by program --output programs.dl";

fn across(name: &str) -> Result<Across, String> {
    match name {
        "measures" => Ok(Across::Measures),
        "documents" => Ok(Across::Documents),
        other => kind(other)
            .map(Across::Entities)
            .map_err(|_| "it is measures, documents or a type of entity".to_owned()),
    }
}

fn role(name: &str) -> Result<Role, String> {
    name.parse()
        .map_err(|error: policygraph::model::UnknownName| error.to_string())
}

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    output.check()?;
    let graph = Graph::open(&args.graph)?;
    let wrong = |error| classified(error, None);
    let region = args
        .region
        .as_deref()
        .map(|name| region_named(&graph, "--region", name));
    let mut documents = BTreeSet::new();
    for name in &args.documents {
        let id = document_named(&graph, "--document", name).map_err(wrong)?;
        documents.extend(graph.document(&id).map(|(node, _)| node));
    }
    let selection = Selection {
        years: args.years.map(|years| years.from..=years.to),
        region: region.transpose().map_err(wrong)?,
        documents,
        ..Selection::default()
    };
    let found = TwoMode::of(&graph, args.by, &args.roles, &selection);
    let by_extension = || match output.extension()? {
        "dl" => Some(Form::Dl),
        "graphml" => Some(Form::Graphml),
        _ => None,
    };
    let text = match args.format.or_else(by_extension).unwrap_or(Form::Matrix) {
        Form::Matrix => found.to_matrix(),
        Form::Edges => found.to_edges(),
        Form::Dl => found.to_dl(),
        Form::Graphml => found.to_graphml(),
    };
    output.write(text.as_bytes())?;
    Ok(Exit::Done)
}
