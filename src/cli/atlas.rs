//! `policygraph atlas`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use policygraph::atlas::{self, Unread, Written};
use policygraph::graph::Graph;
use policygraph::pipeline::Failure;

use super::making::{Making, causes, paths_below};
use super::{Exit, summary};

/// Build, ask and draw in one go: a folder to open in a browser.
///
/// The folder holds the graph (policy.graph), the tables as CSV (tables/), the diagrams as DOT and, where Graphviz is
/// installed, as SVG (diagrams/), and a site that needs neither server nor network: index.html with a search box, a page
/// for each document and each entity, a graph to explore, comparisons. Files of an earlier atlas in the same folder are
/// replaced.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE, mut_arg("paths", |paths| paths.required(false).required_unless_present("graph")))]
pub(super) struct Args {
    #[command(flatten)]
    making: Making,

    /// Make the atlas of this graph file instead of reading documents.
    #[arg(long, short, value_name = "FILE", conflicts_with = "paths")]
    graph: Option<PathBuf>,

    /// The folder to write.
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

const EXAMPLE: &str = "\
Example: everything about the documents of a folder, then look at it
  policygraph atlas data/corpus --output atlas
  xdg-open atlas/index.html

Example: the atlas of a graph that is there already
  policygraph atlas --graph policy.graph --output atlas

Example: ask the same graph something else
  policygraph query --graph atlas/policy.graph trace-unit --param unit=东莞市科学技术局";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(file) = &args.graph {
        let graph = Graph::load(file)?;
        let written = atlas::write(&graph, None, &args.output)?;
        say(&written, &args.output)?;
        return Ok(Exit::Done);
    }
    let made = args.making.make(&args.output)?;
    let unread: Vec<Unread> = made
        .failures
        .iter()
        .map(|failure| unread(failure, &args.making.paths))
        .collect();
    let written = atlas::write(&made.graph, Some(&unread), &args.output)?;
    say(&written, &args.output)?;
    summary::write(&made, made.failures.len())?;
    Ok(made.exit())
}

/// The page must not show this machine's paths: only what stands below the folders that were given.
fn unread(failure: &Failure, roots: &[PathBuf]) -> Unread {
    Unread {
        path: paths_below(&failure.path, roots),
        reason: causes(&failure.error),
    }
}

fn say(written: &Written, folder: &Path) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let (tables, diagrams) = (written.tables.len(), written.diagrams.len());
    writeln!(
        out,
        "wrote {}: {tables} tables, {diagrams} diagrams",
        folder.join("index.html").display()
    )?;
    for (name, said) in &written.refused {
        writeln!(out, "warning: {name} is only there as .dot: {said}")?;
    }
    if !written.drawn && written.refused.is_empty() && diagrams > 0 {
        writeln!(
            out,
            "note: Graphviz is not installed, so the diagrams are .dot files; install it (apt install graphviz, brew \
             install graphviz, winget install graphviz) and run this again to have them drawn"
        )?;
    }
    Ok(())
}
