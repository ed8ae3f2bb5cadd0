//! `policygraph export`.

use std::path::PathBuf;

use anyhow::Context as _;
use policygraph::export::ExportFormat;
use policygraph::graph::Graph;

use super::Exit;
use super::exit::Usage;
use super::output::Output;

/// Write the whole graph for other programs.
///
/// Formats: `node-link` (JSON that NetworkX opens with `node_link_graph`), `graphml` (Gephi, yEd, igraph, NetworkX) and
/// `ntriples` (any SPARQL store: it answers the same queries). All hold every node and edge with every attribute, every
/// piece of evidence and its quote.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// `node-link`, `graphml` or `ntriples` [default: by OUT's extension].
    #[arg(long, short, value_name = "F")]
    format: Option<String>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
}

const EXAMPLE: &str = "\
Example: for Gephi
  policygraph export --format graphml --output policy.graphml

Example: for a SPARQL store
  policygraph export --format ntriples --output policy.nt

Example: in Python
  policygraph export --format node-link --output policy.json
  >>> import json, networkx
  >>> graph = networkx.node_link_graph(json.load(open('policy.json')), edges='edges')";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    let format = format(args.format.as_deref(), &output)?;
    output.check()?;
    let graph = Graph::load(&args.graph)?;
    output
        .write_with(|out| format.write(&graph, out))
        .context("the graph could not be exported")?;
    Ok(Exit::Done)
}

fn format(named: Option<&str>, output: &Output) -> anyhow::Result<ExportFormat> {
    if let Some(name) = named {
        return name.parse().map_err(Usage::of);
    }
    let by_extension = output.extension().and_then(ExportFormat::from_extension);
    by_extension.ok_or_else(|| Usage::error("which format? give --format node-link, graphml or ntriples"))
}
