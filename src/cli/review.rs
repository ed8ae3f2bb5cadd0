//! `policygraph review`.

use std::io::{self, Write};
use std::path::PathBuf;

use policygraph::corrections::Corrections;
use policygraph::graph::Graph;
use policygraph::review::{Proposal, propose, to_tsv};

use super::Exit;
use super::output::Output;

/// Propose what to correct: names that may be one body, types that may be wrong, names that may be none.
///
/// The answer is a corrections file: a line for each proposal with its reason and a quote, the most consequential first
/// (by mentions and responsibilities). Delete the lines that are wrong and build again with the others. Lines that only
/// ask something begin with `# `.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// The graph file.
    #[arg(value_name = "GRAPH", default_value = "policy.graph")]
    graph: PathBuf,

    /// A corrections file: what it decides already is not proposed again.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLE: &str = "\
Example: what may be wrong in policy.graph, then the graph without it
  policygraph review --output corrections.tsv
  $EDITOR corrections.tsv                              # delete the lines that are wrong
  policygraph build data/corpus --corrections corrections.tsv

Example: what is still open besides the file
  policygraph review --corrections corrections.tsv

A line of the file (cells are separated by tabs):
  alias  dongguan-2022    科技部人才中心  institution  科学技术部国外人才研究中心  short for it? …";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    output.check()?;
    let decided = args.corrections.as_deref().map(Corrections::open).transpose()?;
    let graph = Graph::open(&args.graph)?;
    let proposals = propose(&graph, &decided.unwrap_or_default());
    output.write(to_tsv(&proposals).as_bytes())?;
    writeln!(io::stderr(), "{}", told(&proposals))?;
    Ok(Exit::Done)
}

/// `12 proposals and 3 questions`.
fn told(proposals: &[Proposal]) -> String {
    let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let questions = proposals.iter().filter(|proposal| proposal.is_question).count();
    let sure = number(proposals.len() - questions, "proposal");
    format!("{sure} and {}", number(questions, "question"))
}
