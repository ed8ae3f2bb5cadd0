//! Files to facts: finds the documents of a corpus and extracts each, in parallel.
//!
//! What a document says does not depend on the others; one that cannot be read costs itself and nothing more.

mod cache;
mod columns;
mod corpus_toml;
mod find;
mod parts;
mod reforms;
mod said;
mod stream;
mod unmatched;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::corrections::Corrections;
use crate::digest::digest_of;
use crate::facts::{Facts, Ground, Inputs, Likened, Renamed};
use crate::lexicon::Lexicon;
use crate::read::{MAX_BYTES, ReadError, Reading};
use crate::segment::Words;
use crate::spill::Scratch;

use find::Found;
use parts::Tools;
use reforms::Agencies;
use said::Said;

pub use cache::{Cache, CacheError};
pub use columns::{Field, NamedColumn, NoColumn};
pub use corpus_toml::CorpusTomlError;
pub use said::{COLUMNS as METADATA_COLUMNS, MetadataError, Row as MetadataRow};
pub use stream::Lines;
pub use unmatched::{Nearest, Unmatched};

/// Why there is no corpus, or why one of its files is not in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that does not exist.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// Nothing to read.
    #[error("no documents in {}: it holds no file that could be one", .0.display())]
    Empty(PathBuf),
    /// A file that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file or folder that the system does not let us read.
    #[error("cannot be opened")]
    Io(#[from] std::io::Error),
    /// A table of the user's that the system does not let us read.
    #[error("cannot open {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// `corpus.toml` has a mistake.
    #[error("{}", path.display())]
    CorpusToml {
        /// The file.
        path: PathBuf,
        /// The mistake.
        source: Box<CorpusTomlError>,
    },
    /// A table of what is said of documents has a mistake.
    #[error("{}", path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// The mistake.
        source: Box<MetadataError>,
    },
}

/// The documents that were found.
#[derive(Debug)]
pub struct Corpus {
    files: Vec<File>,
    said: Said,
    /// The text of every `corpus.toml` and table of metadata, for the digest.
    tables: Vec<String>,
    found: Found,
}

#[derive(Debug)]
struct File {
    id: String,
    /// Within the folder given, with `/`.
    path: String,
    /// To open it.
    location: PathBuf,
}

impl File {
    /// A part of it: a file of an archive, a row of a table.
    fn part(&self, id: &str, behind: &str) -> Self {
        let mut location = self.location.clone().into_os_string();
        location.push(behind);
        Self {
            id: format!("{}/{id}", self.id),
            path: format!("{}{behind}", self.path),
            location: location.into(),
        }
    }
}

/// How a corpus is read.
#[derive(Default)]
pub struct Options<'a> {
    /// Threads; as many as there are cores where none is given.
    pub jobs: Option<usize>,
    /// The tables of names; those that come with the program where none are given.
    pub lexicon: Option<&'a Lexicon>,
    /// What the user overrules.
    pub corrections: Option<&'a Corrections>,
    /// How files are read.
    pub reading: Reading,
    /// The columns of tables of documents that the user names.
    pub columns: &'a [NamedColumn],
    /// Told how far it is.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// Facts of documents that were read before.
    pub cache: Option<&'a Cache>,
    /// Once it is set, no further document is begun.
    pub stop: Option<&'a AtomicBool>,
}

/// How far the reading of a corpus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files that are done.
    pub done: usize,
    /// Files that there are.
    pub all: usize,
    /// Bytes of those that are done.
    pub bytes: u64,
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Failure {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: Error,
}

/// What a corpus says.
#[derive(Debug)]
pub struct Outcome {
    /// Of every document that could be read.
    pub facts: Facts,
    /// The others, by path.
    pub failures: Vec<Failure>,
    /// Tables that were met in a folder and hold no texts: no documents, and no failures.
    pub tables: Vec<PathBuf>,
    /// What else the graph is made from.
    pub inputs: Inputs,
    /// Lines of the corrections file that speak of nothing in these documents, in its order.
    pub unmatched: Vec<Unmatched>,
    /// Rows of tables of metadata that speak of no document here.
    pub unmatched_rows: Vec<MetadataRow>,
    /// Documents of archives and tables that had another's id.
    pub renamed: Vec<Renamed>,
}

impl Corpus {
    /// Finds the documents in files and folders, and reads `corpus.toml` beside them.
    ///
    /// # Errors
    /// A path that does not exist, a mistake in a `corpus.toml`, or no document at all.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Error> {
        Self::open_with(paths, &[])
    }

    /// The same, with tables that say more of the documents: a row each, as `policygraph documents` writes them.
    ///
    /// # Errors
    /// A path that does not exist, a mistake in a `corpus.toml` or in a table, or no document at all.
    pub fn open_with(paths: &[PathBuf], metadata: &[PathBuf]) -> Result<Self, Error> {
        let mut found = Found::default();
        for path in paths {
            if !path.exists() {
                return Err(Error::Missing(path.clone()));
            }
            found.add(path);
        }
        for table in metadata {
            found.leave_out(table);
        }
        if found.files.is_empty() && found.failures.is_empty() {
            return Err(Error::Empty(paths.first().cloned().unwrap_or_default()));
        }
        let (mut tables, toml) = corpus_toml::beside(found.files.keys())?;
        let mut said = Said::new(toml);
        for table in metadata {
            tables.push(said.add_table(table)?);
        }
        let ids = find::ids(found.files.values().map(String::as_str));
        let files = found.files.iter().zip(ids).map(|((location, path), id)| File {
            id,
            path: path.clone(),
            location: location.clone(),
        });
        Ok(Self {
            files: files.collect(),
            said,
            tables,
            found,
        })
    }

    /// How many files of a folder were passed over because they accompany documents, by their endings.
    pub fn passed_over(&self) -> impl Iterator<Item = (&str, usize)> {
        self.found
            .others
            .iter()
            .map(|(ending, count)| (ending.as_str(), *count))
    }

    /// How many files there are; an archive or a table may hold many documents.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Takes tables without texts out of the failures, unless the user has named them as documents.
    fn without_texts(&self, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
        let is_table = |failure: &Failure| {
            matches!(failure.error, Error::Read(ReadError::NoTextColumn { .. }))
                && !self.found.named.contains(&failure.path)
        };
        let tables = failures.iter().filter(|failure| is_table(failure));
        let tables = tables.map(|failure| failure.path.clone()).collect();
        failures.retain(|failure| !is_table(failure));
        tables
    }

    /// Extracts every document. The outcome does not depend on the number of threads.
    pub fn extract(&self, options: &Options<'_>) -> Outcome {
        if options.cache.is_none_or(Cache::is_empty) {
            // The dictionary takes longer to load than the first files take to be read.
            std::thread::spawn(Words::warm_up);
        }
        let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::embedded());
        let none = Corrections::default();
        let corrections = options.corrections.unwrap_or(&none);
        let tools = Tools::new(lexicon, corrections, options, &self.said);
        let results = options.on_threads(|| self.each(&tools));
        let (mut documents, mut failures) = (Vec::new(), self.found.failures());
        for result in results {
            match result {
                Ok(document) => documents.push(document),
                Err(failure) => failures.push(failure),
            }
        }
        failures.sort_by(|a, b| a.path.cmp(&b.path));
        let tables = self.without_texts(&mut failures);
        let (facts, renamed) = documents.into_iter().collect::<Facts>().apart();
        let agencies = tools.agencies.take();
        let facts = on_ground(facts, &agencies, lexicon, corrections, &self.tables);
        let paths = facts.packed().iter().map(|document| document.path.as_str());
        Outcome {
            failures,
            tables,
            inputs: facts.inputs_where(|name| agencies.are_known_as(name)),
            unmatched: unmatched::unmatched(corrections, &facts),
            unmatched_rows: self.said.unmatched(paths),
            renamed,
            facts,
        }
    }

    fn each(&self, tools: &Tools<'_>) -> Vec<parts::Outcome> {
        let (done, bytes_done) = (AtomicUsize::new(0), AtomicU64::new(0));
        let options = tools.options;
        let scratch = Arc::<Scratch>::default();
        let one = |file: &File| {
            if options.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                return Vec::new();
            }
            let (size, mut results) = match open(&file.location) {
                Ok(bytes) => (bytes.len() as u64, tools.documents(file, &bytes)),
                Err(error) => (0, vec![Err(parts::failure(file, error))]),
            };
            for packed in results.iter_mut().flatten() {
                packed.set_aside(&scratch);
            }
            if let Some(progress) = options.progress {
                progress(Progress {
                    done: done.fetch_add(1, Ordering::Relaxed) + 1,
                    all: self.files.len(),
                    bytes: bytes_done.fetch_add(size, Ordering::Relaxed) + size,
                });
            }
            results
        };
        self.files.par_iter().flat_map_iter(one).collect()
    }
}

impl Options<'_> {
    /// Runs on as many threads as are asked for.
    fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let pool = rayon::ThreadPoolBuilder::new();
        let pool = self.jobs.and_then(|jobs| pool.num_threads(jobs).build().ok());
        match pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

/// The facts with what stands behind them; `tables` are the texts of `corpus.toml` and of tables of metadata.
fn on_ground(
    facts: Facts,
    agencies: &Agencies,
    lexicon: &Lexicon,
    corrections: &Corrections,
    tables: &[String],
) -> Facts {
    let mut ground = Ground {
        successions: agencies.successions(lexicon),
        likened: corrections.lines().iter().filter_map(Likened::of).collect(),
        function_labels: lexicon.functions.clone(),
        ..Ground::default()
    };
    ground.lexicons.insert(lexicon.digest().to_owned());
    ground.overruling.extend(tables.iter().map(|text| digest_of([text])));
    if !corrections.digest().is_empty() {
        ground.overruling.insert(corrections.digest().to_owned());
    }
    facts.on(ground)
}

fn open(path: &Path) -> Result<Vec<u8>, Error> {
    let size = fs::metadata(path)?.len() as usize;
    if size > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: size }.into());
    }
    Ok(fs::read(path)?)
}
