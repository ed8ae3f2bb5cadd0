//! `policygraph check`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::bail;
use policygraph::graph::Graph;

use super::Exit;

/// Check a graph file: its checksums, and what must hold of every graph.
///
/// The checksums tell whether a byte of the file was changed or lost. Then every edge must have its ends and its
/// evidence, every piece of evidence words in its text, every span its place there. Exit code 1 where something does
/// not hold.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// The graph file.
    #[arg(value_name = "GRAPH", default_value = "policy.graph")]
    graph: PathBuf,
}

const EXAMPLE: &str = "\
Example: after a graph was copied
  policygraph check policy.graph";

/// So many flaws are told.
const MOST: usize = 20;

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let graph = Graph::load(&args.graph)?;
    let flaws = graph.flaws(MOST);
    let mut out = io::stderr().lock();
    for flaw in &flaws {
        writeln!(out, "wrong: {flaw}")?;
    }
    if !flaws.is_empty() {
        bail!("{} does not hold together; build it again", args.graph.display());
    }
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    writeln!(
        out,
        "{} is sound: {nodes} nodes, {edges} edges, each with its evidence",
        args.graph.display()
    )?;
    Ok(Exit::Done)
}
