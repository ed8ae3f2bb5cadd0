//! `policygraph extract`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::bail;
use policygraph::facts::{Facts, Unread};
use policygraph::pipeline::{Corpus, Lines};

use super::extraction::{Extraction, quietly};
use super::making::{documents, paths_below, warn};
use super::output::Output;
use super::{Exit, Usage, making};

/// Read documents and write what they say, without joining it: the first half of build.
///
/// Facts of parts of a corpus, made anywhere and in any order, become one graph with `policygraph assemble`: the same
/// bytes as if all had been built at once.
///
/// With --stdin, documents come from standard input, one JSON object a line: `id` and `text`, and what is known of
/// `path`, `title`, `number`, `issuer`, `region`, `year`, `date`, `url`, `groups`. Facts go to standard output as lines of
/// JSON, merged over all that was read, one line for each year and region. A line that is no document becomes a line
/// that says why; the exit code is 0 all the same, so that one bad line does not end the job of a cluster.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// Documents, or folders of documents.
    #[arg(required_unless_present = "stdin", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read lines of JSON from standard input.
    #[arg(long, conflicts_with_all = ["paths", "strict", "metadata"])]
    stdin: bool,

    #[command(flatten)]
    extraction: Extraction,

    /// Keep what is read in this folder, and take from it what was read before.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,

    /// Write nothing if a document cannot be read.
    #[arg(long)]
    strict: bool,

    /// The file of facts; with an ending .jsonl, lines of JSON; `-` for lines of JSON on standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLE: &str = "\
Example: two folders, read apart and joined
  policygraph extract plans/2018 --output 2018.facts
  policygraph extract plans/2019 --output 2019.facts
  policygraph assemble 2018.facts 2019.facts --output policy.graph

Example: from a pipe
  policygraph extract --stdin < plans.jsonl | policygraph assemble - --output policy.graph";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    if args.output.is_none() && !args.stdin {
        return Err(Usage::error(
            "name the file of facts with --output, or '-' for lines of JSON",
        ));
    }
    output.check()?;
    if args.stdin {
        lines(args, &output)
    } else {
        files(args, &output)
    }
}

fn files(args: &Args, output: &Output) -> anyhow::Result<Exit> {
    let means = args.extraction.means()?;
    let corpus = Corpus::open_with(&args.paths, &args.extraction.reading.metadata)?;
    let (outcome, cached) = args.extraction.extract(&corpus, &means, args.cache.as_deref())?;
    warn(&outcome.failures)?;
    if outcome.facts.is_empty() {
        bail!("none of the documents could be read; nothing was written");
    }
    making::refuse_if_strict(args.strict, &outcome.failures)?;
    let unread = outcome.failures.iter().map(|failure| Unread {
        document: paths_below(&failure.path, &args.paths),
        reason: making::causes(&failure.error),
    });
    let facts = outcome.facts.lacking(unread);
    let (read, failed) = (facts.len(), facts.unread().len());
    output.write(&written(facts, output)?)?;
    let mut out = io::stderr().lock();
    if let Output::File(path) = output {
        writeln!(out, "wrote {}", path.display())?;
    }
    writeln!(out, "facts of {}", documents(read))?;
    making::tell_cached(&mut out, cached.as_ref())?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Partial })
}

/// The compact form for a file, lines for a pipe.
fn written(facts: Facts, output: &Output) -> io::Result<Vec<u8>> {
    match output {
        Output::File(_) if output.extension() != Some("jsonl") => facts.to_bytes(),
        _ => Ok(facts.to_lines()?.into_bytes()),
    }
}

fn lines(args: &Args, output: &Output) -> anyhow::Result<Exit> {
    let means = args.extraction.means()?;
    let options = args.extraction.options(&means);
    let mut input = io::stdin().lock();
    let mut parts = Vec::new();
    let counts = quietly(|| {
        Lines::extract(&mut input, &options, &mut |facts| match output {
            Output::Stdout => io::stdout().lock().write_all(facts.to_lines()?.as_bytes()),
            Output::File(_) => {
                parts.push(facts);
                Ok(())
            }
        })
    })?;
    if let Output::File(_) = output {
        output.write(&written(Facts::merged(parts), output)?)?;
    } else {
        io::stdout().lock().flush()?;
    }
    let read = documents(counts.documents);
    let wrong = if counts.errors == 1 {
        "1 line is none".to_owned()
    } else {
        format!("{} lines are none", counts.errors)
    };
    writeln!(io::stderr(), "facts of {read}; {wrong}")?;
    Ok(Exit::Done)
}
