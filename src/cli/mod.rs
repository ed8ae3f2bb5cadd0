//! The command line: one file for each subcommand, on the library's public API alone.
//!
//! Standard output carries results; progress, summaries, warnings and errors go to standard error.

mod assemble;
mod atlas;
mod build;
mod check;
mod communities;
mod compare;
mod complete;
mod documents;
mod drawing;
mod exit;
mod export;
mod extract;
mod extraction;
mod format;
mod generate;
mod making;
mod matrix;
mod network;
mod output;
mod path;
mod progress;
mod query;
mod rank;
mod reading;
mod review;
mod source;
mod stop;
mod summary;
mod vocabulary;

use std::panic;

use clap::{CommandFactory as _, Parser, Subcommand};
use policygraph::graph::FileError;

pub(crate) use exit::{Exit, Usage, report};

/// Reads Chinese policy documents and makes one knowledge graph of who is responsible for what.
///
/// Every edge of the graph leads to the sentence that says so. Ask it with SPARQL, draw it with Graphviz, open it in
/// NetworkX or Gephi.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_long_help = EXAMPLE)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLE: &str = "\
Example: five documents, their tables and diagrams as a folder with a page to open in a browser
  policygraph atlas data/corpus --output atlas

Example: the same step by step
  policygraph build data/corpus
  policygraph query                                    # what can be asked
  policygraph query responsibilities --format csv --output responsibilities.csv
  policygraph query trace-unit --param unit=东莞市科学技术局 --output trace.svg
  policygraph compare dongguan-2012 dongguan-2018      # what changed, with both sentences
  policygraph rank --ties partners --by betweenness
  policygraph export --format graphml --output policy.graphml
  policygraph review --output corrections.tsv          # what may be wrong; build again with --corrections

Completion of commands, queries, parameters and names of entities, for bash, zsh, fish, elvish or powershell:
  source <(COMPLETE=bash policygraph)    # in bash also COMP_WORDBREAKS=${COMP_WORDBREAKS//=/}, for values of parameters

Exit codes: 0 done, 1 nothing written, 2 wrong usage, 3 written, but some documents could not be read,
130 stopped with Ctrl-C";

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Extract(extract::Args),
    Assemble(assemble::Args),
    Documents(documents::Args),
    Query(query::Args),
    Compare(compare::Args),
    Path(path::Args),
    Rank(rank::Args),
    Communities(communities::Args),
    Matrix(matrix::Args),
    Vocabulary(vocabulary::Args),
    Atlas(atlas::Args),
    Export(export::Args),
    Review(review::Args),
    Check(check::Args),
    #[command(hide = true)]
    Generate(generate::Args),
}

/// Runs what the command line asks for. Damage that is met in the midst of a graph file ends it as any other error does.
pub(crate) fn run() -> anyhow::Result<Exit> {
    panic::catch_unwind(command).unwrap_or_else(|cause| match cause.downcast::<FileError>() {
        Ok(damage) => Err((*damage).into()),
        Err(cause) => panic::resume_unwind(cause),
    })
}

fn command() -> anyhow::Result<Exit> {
    clap_complete::CompleteEnv::with_factory(Cli::command).complete();
    match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Assemble(args) => assemble::run(&args),
        Command::Documents(args) => documents::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Path(args) => path::run(&args),
        Command::Rank(args) => rank::run(&args),
        Command::Communities(args) => communities::run(&args),
        Command::Matrix(args) => matrix::run(&args),
        Command::Vocabulary(args) => vocabulary::run(&args),
        Command::Atlas(args) => atlas::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Generate(args) => generate::run(&args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_fit_together() {
        super::Cli::command().debug_assert();
    }
}
