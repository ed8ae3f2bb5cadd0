//! `policygraph assemble`.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use policygraph::facts::Gathering;
use policygraph::output::check_writable;

use super::making::{Made, documents, join};
use super::{Exit, summary};

/// Join facts to one graph: the second half of build.
///
/// Facts are what `policygraph extract` wrote, files or lines of JSON, in any number, order and grouping: the graph has
/// the same bytes. What could not be read when they were extracted is named again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// Files of facts, folders of them, or `-` for standard input.
    #[arg(required = true, value_name = "FACTS")]
    facts: Vec<PathBuf>,

    /// Count documents that are the same text once more (a repost, a plan with and without its notice) each by itself.
    #[arg(long)]
    keep_duplicates: bool,

    /// Write nothing if a document could not be read.
    #[arg(long)]
    strict: bool,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    output: PathBuf,
}

const EXAMPLE: &str = "\
Example: what the parts of a cluster wrote
  policygraph assemble facts/part-*.jsonl --output policy.graph";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    check_writable(&args.output)?;
    let mut gathering = Gathering::default();
    for path in expanded(&args.facts)? {
        read(&path, &mut gathering).with_context(|| format!("{}", path.display()))?;
    }
    let (facts, renamed) = gathering.facts().apart();
    let lexicons = &facts.ground().lexicons;
    if lexicons.len() > 1 {
        let digests: Vec<&str> = lexicons.iter().map(|digest| &digest[..digest.len().min(16)]).collect();
        bail!(
            "the facts were extracted with different lexicons ({}); extract all of them with one",
            digests.join(", ")
        );
    }
    if facts.is_empty() {
        bail!("there is no document among the facts; nothing was written");
    }
    let failed = facts.unread().len();
    let mut out = io::stderr().lock();
    for unread in facts.unread() {
        writeln!(out, "warning: {}: {}", unread.document, unread.reason)?;
    }
    drop(out);
    if args.strict && failed > 0 {
        bail!(
            "{} could not be read and --strict is given; nothing was written",
            documents(failed)
        );
    }
    super::making::tell_renamed(&renamed)?;
    let graph = join(facts, args.keep_duplicates)?;
    graph.save(&args.output)?;
    writeln!(io::stderr(), "wrote {}", args.output.display())?;
    summary::write(&Made::of(graph), failed)?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Partial })
}

/// The files themselves, and those in folders in the order of their names.
fn expanded(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        let is_hidden = |path: &Path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']))
        };
        let mut inside: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        inside.retain(|path| path.is_file() && !is_hidden(path));
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn read(path: &Path, gathering: &mut Gathering) -> anyhow::Result<()> {
    if path == Path::new("-") {
        gathering.read(&mut io::stdin().lock())?;
    } else {
        let file = File::open(path).context("cannot be read")?;
        gathering.read(&mut BufReader::new(file))?;
    }
    Ok(())
}
