//! From paths to a graph: what `build` and `atlas` share.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use policygraph::assemble::{Duplicate, assemble, duplicates};
use policygraph::facts::{Facts, Inputs, Renamed};
use policygraph::graph::Graph;
use policygraph::pipeline::{Corpus, Failure, Outcome, Unmatched};

use super::exit::Exit;
use super::extraction::{Cached, Extraction};
use super::stop;

/// What to read, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Making {
    /// Documents, or folders of documents.
    ///
    /// Read by content, whatever a file's name: text (UTF-8, UTF-16, GB18030, Big5), Markdown, HTML, Word (.docx), PDF
    /// with a text layer, Excel, tables with a document a row (CSV, TSV, JSON lines, Excel), ZIP files of these.
    ///
    /// A file beyond a limit is reported and left out: 256 MB, also unpacked; a part of an office file or archive that
    /// grows 500-fold when it is unpacked; elements nested 1000 deep; 4000000 cells of a table; 20000 pages or files
    /// within; 2 MB on one line; 60 seconds.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) extraction: Extraction,

    /// Where facts are kept, so that only new and changed documents are read the next time [default: a folder beside
    /// what is written, as policy.graph.cache].
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,

    /// Read every document, and keep nothing.
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,

    /// Count documents that are the same text once more (a repost, a plan with and without its notice) each by itself.
    #[arg(long)]
    pub(super) keep_duplicates: bool,

    /// Write nothing if a document cannot be read.
    #[arg(long)]
    pub(super) strict: bool,
}

/// A graph, and what did not get into it.
pub(super) struct Made {
    pub(super) graph: Graph,
    pub(super) failures: Vec<Failure>,
    /// What became of the corrections file, if there is one.
    pub(super) corrected: Option<Corrected>,
    /// What the cache spared, if there is one.
    pub(super) cached: Option<Cached>,
}

/// What became of a corrections file.
pub(super) struct Corrected {
    pub(super) file: PathBuf,
    pub(super) lines: usize,
    pub(super) unmatched: Vec<Unmatched>,
}

/// What documents say, before it is joined.
pub(super) struct Read {
    pub(super) facts: Facts,
    inputs: Inputs,
    /// Documents that are others once more.
    pub(super) duplicates: Vec<Duplicate>,
    failures: Vec<Failure>,
    corrected: Option<Corrected>,
    cached: Option<Cached>,
}

impl Read {
    /// What the shell is told once everything is written.
    pub(super) fn exit(&self) -> Exit {
        ended(&self.failures)
    }
}

impl Making {
    /// Reads the documents and joins what they say; files that cannot be read are named on standard error. Facts are
    /// kept beside `written` unless the user says otherwise.
    pub(super) fn make(&self, written: &Path) -> anyhow::Result<Made> {
        let read = self.read(Some(written))?;
        let twins: BTreeSet<&str> = read.duplicates.iter().map(|twin| twin.document.as_str()).collect();
        let facts = read.facts.without(&twins);
        let graph = assemble(&facts, &read.inputs)?;
        stop::check(None)?;
        Ok(Made {
            graph,
            failures: read.failures,
            corrected: read.corrected,
            cached: read.cached,
        })
    }

    /// Reads the documents; what is wrong with them is told on standard error.
    pub(super) fn read(&self, written: Option<&Path>) -> anyhow::Result<Read> {
        let means = self.extraction.means()?;
        let corpus = Corpus::open_with(&self.paths, &self.extraction.reading.metadata)?;
        let cache = self.cache_folder(written);
        let (outcome, cached) = self.extraction.extract(&corpus, &means, cache.as_deref())?;
        warn(&outcome.failures)?;
        if outcome.facts.is_empty() {
            bail!("none of the documents could be read; nothing was written");
        }
        refuse_if_strict(self.strict, &outcome.failures)?;
        let twins = if self.keep_duplicates {
            Vec::new()
        } else {
            duplicates(&outcome.facts)
        };
        note(&corpus, &twins, &outcome)?;
        let file = self.extraction.corrections.clone().zip(means.corrections);
        let corrected = file.map(|(file, corrections)| Corrected {
            file,
            lines: corrections.lines().len(),
            unmatched: outcome.unmatched,
        });
        Ok(Read {
            facts: outcome.facts,
            inputs: outcome.inputs,
            duplicates: twins,
            failures: outcome.failures,
            corrected,
            cached,
        })
    }

    fn cache_folder(&self, written: Option<&Path>) -> Option<PathBuf> {
        let beside = written.filter(|_| !self.no_cache).map(|written| {
            let mut folder = written.as_os_str().to_owned();
            folder.push(".cache");
            PathBuf::from(folder)
        });
        self.cache.clone().or(beside)
    }
}

/// The graph of facts; of documents that are the same text once more, one counts.
pub(super) fn join(facts: Facts, keep_duplicates: bool) -> anyhow::Result<Graph> {
    let twins = if keep_duplicates {
        Vec::new()
    } else {
        duplicates(&facts)
    };
    tell_twins(&mut io::stderr().lock(), &twins)?;
    let inputs = facts.inputs();
    let twins: BTreeSet<&str> = twins.iter().map(|twin| twin.document.as_str()).collect();
    Ok(assemble(&facts.without(&twins), &inputs)?)
}

/// An error where `--strict` is given and a document could not be read.
pub(super) fn refuse_if_strict(strict: bool, failures: &[Failure]) -> anyhow::Result<()> {
    if strict && !failures.is_empty() {
        bail!(
            "{} could not be read and --strict is given; nothing was written",
            documents(failures.len())
        );
    }
    Ok(())
}

impl Made {
    /// A graph alone.
    pub(super) fn of(graph: Graph) -> Self {
        Self {
            graph,
            failures: Vec::new(),
            corrected: None,
            cached: None,
        }
    }
}

impl Made {
    /// What the shell is told once everything is written.
    pub(super) fn exit(&self) -> Exit {
        ended(&self.failures)
    }
}

fn ended(failures: &[Failure]) -> Exit {
    if failures.is_empty() { Exit::Done } else { Exit::Partial }
}

pub(super) fn warn(failures: &[Failure]) -> io::Result<()> {
    let mut out = io::stderr().lock();
    for failure in failures {
        writeln!(out, "warning: {}: {}", failure.path.display(), causes(&failure.error))?;
    }
    Ok(())
}

/// What happened to documents and files that is no failure: passed over, counted once, spoken of in vain.
fn note(corpus: &Corpus, twins: &[Duplicate], outcome: &Outcome) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let others: Vec<String> = corpus
        .passed_over()
        .map(|(ending, count)| format!(".{ending} {count}"))
        .collect();
    if !others.is_empty() {
        writeln!(out, "note: passed over as no documents: {}", others.join(", "))?;
    }
    tell_twins(&mut out, twins)?;
    for table in &outcome.tables {
        writeln!(
            out,
            "note: passed over as no documents: {} (a table without a column of texts; --column text=HEAD names one)",
            table.display()
        )?;
    }
    for row in &outcome.unmatched_rows {
        let (file, number) = (row.file.display(), row.row);
        writeln!(
            out,
            "warning: {file}, row {number}: no document here has the path '{}'",
            row.path
        )?;
    }
    Ok(())
}

fn tell_twins(out: &mut impl Write, twins: &[Duplicate]) -> io::Result<()> {
    for twin in twins {
        let likeness = twin.likeness * 100.0;
        writeln!(
            out,
            "note: {} is {} once more ({likeness:.0} % of the text) and is counted once; --keep-duplicates counts both",
            twin.path, twin.of
        )?;
    }
    Ok(())
}

/// Documents that are called otherwise than where they were read.
pub(super) fn tell_renamed(renamed: &[Renamed]) -> io::Result<()> {
    let mut out = io::stderr().lock();
    for Renamed { from, to } in renamed {
        writeln!(
            out,
            "note: two documents are called {from}; one of them is called {to} here"
        )?;
    }
    Ok(())
}

/// What the cache spared.
pub(super) fn tell_cached(out: &mut impl Write, cached: Option<&Cached>) -> io::Result<()> {
    match cached {
        Some(Cached { taken, read }) if *taken > 0 => {
            writeln!(out, "  from the cache: {}, read anew: {read}", documents(*taken))
        }
        _ => Ok(()),
    }
}

/// A path without what lies above the folders that were given, which is this machine's alone.
pub(super) fn paths_below(path: &Path, roots: &[PathBuf]) -> String {
    let below = roots.iter().filter_map(|root| path.strip_prefix(root).ok());
    let below = below
        .filter(|path| !path.as_os_str().is_empty())
        .min_by_key(|path| path.as_os_str().len());
    let name = || Path::new(path.file_name().unwrap_or_default());
    below.unwrap_or_else(name).to_string_lossy().replace('\\', "/")
}

/// An error and its causes on one line.
pub(super) fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// `1 document`, `2 documents`.
pub(super) fn documents(count: usize) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}
