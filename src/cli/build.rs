//! `policygraph build`.

use std::io::{self, Write};
use std::path::PathBuf;

use policygraph::output::check_writable;

use super::making::Making;
use super::{Exit, summary};

/// Read documents and write one graph file.
///
/// Folders are read with everything in them. What a text does not say of itself (title, issuer, region, year) may
/// stand in a `corpus.toml` beside the documents. Documents that cannot be read are named with the reason, and the
/// others are built.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    #[command(flatten)]
    making: Making,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    output: PathBuf,
}

const EXAMPLE: &str = "\
Example: all documents of a folder and one more, as plans.graph
  policygraph build data/corpus extra/dongguan-2023.txt --output plans.graph

Example: with what you overrule, and with names of your own
  policygraph build data/corpus --corrections corrections.tsv --lexicon my-lists

Example: a few documents more; only they are read, what was read before is kept in policy.graph.cache
  cp new/*.txt data/corpus && policygraph build data/corpus

Standard error then says what the graph holds:
  6 documents, 231 measures, 84 targets
    entities: 176 (agency 93, park 21, …)
    …";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    check_writable(&args.output)?;
    let made = args.making.make(&args.output)?;
    made.graph.save(&args.output)?;
    writeln!(io::stderr(), "wrote {}", args.output.display())?;
    summary::write(&made, made.failures.len())?;
    Ok(made.exit())
}
