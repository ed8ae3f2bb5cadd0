//! From paths to a graph, with a bar to watch: what `build` and `atlas` share.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::panic;
use std::path::PathBuf;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use policygraph::assemble::{Duplicate, assemble, duplicates};
use policygraph::corrections::Corrections;
use policygraph::facts::{Facts, Inputs};
use policygraph::graph::Graph;
use policygraph::lexicon::Lexicon;
use policygraph::pipeline::{Corpus, Failure, Options, Outcome, Unmatched};

use super::exit::Exit;
use super::reading::ReadingArgs;

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
    pub(super) reading: ReadingArgs,

    /// How many documents are read at once [default: as many as the machine has cores].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,

    /// Count documents that are the same text once more (a repost, a plan with and without its notice) each by itself.
    #[arg(long)]
    pub(super) keep_duplicates: bool,

    /// Write nothing if a document cannot be read.
    #[arg(long)]
    pub(super) strict: bool,

    /// Names, types and roles that you overrule, a line each with its reason; `policygraph review` proposes some.
    #[arg(long, value_name = "FILE")]
    pub(super) corrections: Option<PathBuf>,

    /// A folder with lexicon files of your own, named as those in data/lexicon and with the same columns. Their rows
    /// are added; one with the key of a row that comes with the program replaces it. May be given several times.
    #[arg(long = "lexicon", value_name = "DIR")]
    pub(super) lexicons: Vec<PathBuf>,
}

/// A graph, and what did not get into it.
pub(super) struct Made {
    pub(super) graph: Graph,
    pub(super) failures: Vec<Failure>,
    /// What became of the corrections file, if there is one.
    pub(super) corrected: Option<Corrected>,
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
    /// Documents that are others once more.
    pub(super) duplicates: Vec<Duplicate>,
    failures: Vec<Failure>,
    inputs: Inputs,
    corrected: Option<Corrected>,
}

impl Read {
    /// What the shell is told once everything is written.
    pub(super) fn exit(&self) -> Exit {
        ended(&self.failures)
    }
}

impl Making {
    /// Reads the documents and joins what they say; files that cannot be read are named on standard error.
    pub(super) fn make(&self) -> anyhow::Result<Made> {
        let read = self.read()?;
        let twins: BTreeSet<&str> = read.duplicates.iter().map(|twin| twin.document.as_str()).collect();
        let facts = read.facts.without(&twins);
        Ok(Made {
            graph: assemble(&facts, &read.inputs)?,
            failures: read.failures,
            corrected: read.corrected,
        })
    }

    /// Reads the documents; what is wrong with them is told on standard error.
    pub(super) fn read(&self) -> anyhow::Result<Read> {
        let corrections = self.corrections.as_deref().map(Corrections::open).transpose()?;
        let own = self.own_lexicon()?;
        let corpus = Corpus::open_with(&self.paths, &self.reading.metadata)?;
        let outcome = self.extract(&corpus, corrections.as_ref(), own.as_ref());
        warn(&outcome.failures)?;
        if outcome.facts.documents().is_empty() {
            bail!("none of the documents could be read; nothing was written");
        }
        if self.strict && !outcome.failures.is_empty() {
            bail!(
                "{} could not be read and --strict is given; nothing was written",
                documents(outcome.failures.len())
            );
        }
        let twins = if self.keep_duplicates {
            Vec::new()
        } else {
            duplicates(&outcome.facts)
        };
        note(&corpus, &twins, &outcome)?;
        let file = self.corrections.clone().zip(corrections);
        let corrected = file.map(|(file, corrections)| Corrected {
            file,
            lines: corrections.lines().len(),
            unmatched: outcome.unmatched,
        });
        Ok(Read {
            facts: outcome.facts,
            duplicates: twins,
            failures: outcome.failures,
            inputs: outcome.inputs,
            corrected,
        })
    }

    fn extract(&self, corpus: &Corpus, corrections: Option<&Corrections>, lexicon: Option<&Lexicon>) -> Outcome {
        let bar = progress_bar();
        let advance = |done: usize, all: usize| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        // A parser that panics is reported as the failure of its document, once.
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let outcome = corpus.extract(&Options {
            jobs: self.jobs.map(NonZeroUsize::get),
            progress: Some(&advance),
            corrections,
            lexicon,
            reading: self.reading.reading(),
            columns: &self.reading.columns,
        });
        panic::set_hook(hook);
        bar.finish_and_clear();
        outcome
    }
}

impl Making {
    /// The tables with the user's own on top, where there are any; rows that take the place of others are told.
    fn own_lexicon(&self) -> anyhow::Result<Option<Lexicon>> {
        if self.lexicons.is_empty() {
            return Ok(None);
        }
        let lexicon = Lexicon::with_folders(&self.lexicons)?;
        let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for replaced in lexicon.replaced() {
            rows.entry(&replaced.file).or_default().push(&replaced.row);
        }
        let mut out = io::stderr().lock();
        for (file, rows) in rows {
            let (first, more) = (rows.iter().take(5).copied(), rows.len().saturating_sub(5));
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            let first = first.collect::<Vec<_>>().join(", ");
            writeln!(out, "note: {file} replaces what was there for {first}{more}")?;
        }
        drop(out);
        Ok(Some(lexicon))
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

/// Drawn on a terminal only.
fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("reading {pos}/{len} {wide_bar} {elapsed}");
    let bar = ProgressBar::new(0);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

fn warn(failures: &[Failure]) -> io::Result<()> {
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
    for twin in twins {
        let likeness = twin.likeness * 100.0;
        writeln!(
            out,
            "note: {} is {} once more ({likeness:.0} % of the text) and is counted once; --keep-duplicates counts both",
            twin.path, twin.of
        )?;
    }
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

/// An error and its causes on one line.
pub(super) fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// `1 document`, `2 documents`.
pub(super) fn documents(count: usize) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}
