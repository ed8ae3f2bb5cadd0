//! How documents are extracted: what `build`, `atlas`, `documents` and `extract` share.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::panic;
use std::path::{Path, PathBuf};

use policygraph::corrections::Corrections;
use policygraph::lexicon::Lexicon;
use policygraph::pipeline::{Cache, Corpus, Options, Outcome};

use super::making::causes;
use super::progress::Bar;
use super::reading::ReadingArgs;
use super::stop;

/// How documents are extracted.
#[derive(Debug, clap::Args)]
pub(super) struct Extraction {
    #[command(flatten)]
    pub(super) reading: ReadingArgs,

    /// How many documents are read at once [default: as many as the machine has cores].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,

    /// Names, types and roles that you overrule, a line each with its reason; `policygraph review` proposes some.
    #[arg(long, value_name = "FILE")]
    pub(super) corrections: Option<PathBuf>,

    /// A folder with lexicon files of your own, named as those in data/lexicon and with the same columns. Their rows
    /// are added; one with the key of a row that comes with the program replaces it. May be given several times.
    #[arg(long = "lexicon", value_name = "DIR")]
    pub(super) lexicons: Vec<PathBuf>,
}

/// What documents are extracted with, once it is read.
pub(super) struct Means {
    pub(super) corrections: Option<Corrections>,
    lexicon: Option<Lexicon>,
}

/// How many documents a cache spared.
pub(super) struct Cached {
    pub(super) taken: usize,
    pub(super) read: usize,
}

impl Extraction {
    /// Reads the corrections file and the user's own lexicons.
    pub(super) fn means(&self) -> anyhow::Result<Means> {
        Ok(Means {
            corrections: self.corrections.as_deref().map(Corrections::open).transpose()?,
            lexicon: self.own_lexicon()?,
        })
    }

    /// What the library is told.
    pub(super) fn options<'a>(&'a self, means: &'a Means) -> Options<'a> {
        Options {
            jobs: self.jobs.map(NonZeroUsize::get),
            corrections: means.corrections.as_ref(),
            lexicon: means.lexicon.as_ref(),
            reading: self.reading.reading(),
            columns: &self.reading.columns,
            stop: Some(stop::asked()),
            ..Options::default()
        }
    }

    /// Extracts every document, with a bar to watch; `cache` is where what was read before is kept.
    pub(super) fn extract(
        &self,
        corpus: &Corpus,
        means: &Means,
        cache: Option<&Path>,
    ) -> anyhow::Result<(Outcome, Option<Cached>)> {
        stop::listen();
        let cache = cache.and_then(|folder| opened(folder).transpose()).transpose()?;
        let bar = Bar::new();
        let advance = |progress| bar.advance(progress);
        let options = Options {
            progress: Some(&advance),
            cache: cache.as_ref(),
            ..self.options(means)
        };
        let outcome = quietly(|| corpus.extract(&options));
        bar.finish();
        let cached = cache.map(closed).transpose()?;
        stop::check(cached.as_ref().map(|cached| cached.taken + cached.read))?;
        Ok((outcome, cached))
    }

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

/// A parser that panics is reported as the failure of its document, once.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = work();
    panic::set_hook(hook);
    done
}

/// A cache saves time and no more: where it cannot be used, everything is read.
fn opened(folder: &Path) -> io::Result<Option<Cache>> {
    match Cache::open(folder) {
        Ok(cache) => Ok(Some(cache)),
        Err(error) => {
            writeln!(io::stderr(), "warning: {}; every document is read", causes(&error))?;
            Ok(None)
        }
    }
}

fn closed(cache: Cache) -> io::Result<Cached> {
    let cached = Cached {
        taken: cache.taken(),
        read: cache.added(),
    };
    if let Err(error) = cache.finish() {
        writeln!(
            io::stderr(),
            "warning: {}; the next build reads more again",
            causes(&error)
        )?;
    }
    Ok(cached)
}
