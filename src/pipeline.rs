//! Files to facts: finds the documents of a corpus and extracts each, in parallel.
//!
//! What a document says does not depend on the others; one that cannot be read costs itself and nothing more.

mod corpus_toml;
mod reforms;
mod unmatched;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::context::Given;
use crate::corrections::Corrections;
use crate::extract::{Document, extract_corrected};
use crate::facts::{DocumentFacts, Facts, Inputs};
use crate::lexicon::Lexicon;
use crate::read::{MAX_BYTES, ReadError};
use crate::segment::Words;

pub use corpus_toml::CorpusTomlError;
pub use unmatched::{Nearest, Unmatched};

/// Endings of the files that are read when a folder is given.
const EXTENSIONS: [&str; 4] = ["txt", "md", "markdown", "text"];

/// Why there is no corpus, or why one of its files is not in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that does not exist.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// Nothing to read.
    #[error("no documents in {}: it holds no .txt or .md file", .0.display())]
    Empty(PathBuf),
    /// A file whose bytes are no text.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file or folder that the system does not let us read.
    #[error("cannot be opened")]
    Io(#[from] std::io::Error),
    /// `corpus.toml` has a mistake.
    #[error("{}", path.display())]
    CorpusToml {
        /// The file.
        path: PathBuf,
        /// The mistake.
        source: Box<CorpusTomlError>,
    },
}

/// The documents that were found.
#[derive(Debug)]
pub struct Corpus {
    files: Vec<File>,
    /// The text of every `corpus.toml`, for the digest.
    tomls: Vec<String>,
}

#[derive(Debug)]
struct File {
    id: String,
    /// Within the folder given, with `/`.
    path: String,
    /// To open it.
    location: PathBuf,
    given: Given,
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
    /// Told how many of how many documents are done.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
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
    /// What else the graph is made from.
    pub inputs: Inputs,
    /// Lines of the corrections file that speak of nothing in these documents, in its order.
    pub unmatched: Vec<Unmatched>,
}

impl Corpus {
    /// Finds the documents in files and folders, and reads `corpus.toml` beside them.
    ///
    /// # Errors
    /// A path that does not exist, a mistake in a `corpus.toml`, or no document at all.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut found: BTreeMap<PathBuf, String> = BTreeMap::new();
        for path in paths {
            if !path.exists() {
                return Err(Error::Missing(path.clone()));
            }
            if path.is_dir() {
                walk(path, path, &mut found)?;
            } else {
                found.insert(path.clone(), name_of(path));
            }
        }
        if found.is_empty() {
            return Err(Error::Empty(paths.first().cloned().unwrap_or_default()));
        }
        let (tomls, said) = corpus_toml::beside(found.keys())?;
        Ok(Self {
            files: files(found, &said),
            tomls,
        })
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What is said besides the documents, for the digest.
    fn overruling(&self, corrections: &Corrections) -> Vec<String> {
        let mut said = self.tomls.clone();
        if !corrections.digest().is_empty() {
            said.push(corrections.digest().to_owned());
        }
        said
    }

    /// Extracts every document. The outcome does not depend on the number of threads.
    pub fn extract(&self, options: &Options<'_>) -> Outcome {
        let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::embedded());
        let none = Corrections::default();
        let corrections = options.corrections.unwrap_or(&none);
        Words::warm_up();
        let done = AtomicUsize::new(0);
        let one = |file: &File| {
            let result = read(file, lexicon, corrections);
            if let Some(progress) = options.progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, self.files.len());
            }
            result.map_err(|error| Failure {
                path: file.location.clone(),
                error,
            })
        };
        let all = || self.files.par_iter().map(one).collect::<Vec<_>>();
        let pool = options
            .jobs
            .and_then(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok());
        let results = match pool {
            Some(pool) => pool.install(all),
            None => all(),
        };
        let (mut documents, mut failures) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(document) => documents.push(document),
                Err(failure) => failures.push(failure),
            }
        }
        let facts: Facts = documents.into_iter().collect();
        let mut inputs = reforms::inputs(&facts, lexicon, &self.overruling(corrections));
        inputs.verdicts = verdicts::verdicts(corrections, &facts);
        let unmatched = unmatched::unmatched(corrections, &facts);
        Outcome {
            facts,
            failures,
            inputs,
            unmatched,
        }
    }
}

fn read(file: &File, lexicon: &Lexicon, corrections: &Corrections) -> Result<DocumentFacts, Error> {
    let size = fs::metadata(&file.location)?.len() as usize;
    if size > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: size }.into());
    }
    let bytes = fs::read(&file.location)?;
    let document = Document {
        id: &file.id,
        path: &file.path,
        bytes: &bytes,
        given: &file.given,
    };
    Ok(extract_corrected(document, lexicon, corrections)?)
}

/// Collects the files under `folder` with their paths relative to `root`; hidden files are passed over.
fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, String>) -> Result<(), Error> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_document = path
            .extension()
            .is_some_and(|e| EXTENSIONS.contains(&e.to_string_lossy().to_lowercase().as_str()));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found)?;
        } else if is_document {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts = relative
                .components()
                .map(|part| part.as_os_str().to_string_lossy().into_owned());
            let relative = parts.collect::<Vec<_>>().join("/");
            found.insert(path, relative);
        }
    }
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Gives each file its id: its name without the ending, or its path where two share that.
fn files(found: BTreeMap<PathBuf, String>, said: &corpus_toml::Said) -> Vec<File> {
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    };
    let mut seen = BTreeSet::new();
    let shared: BTreeSet<String> = found
        .values()
        .map(|path| stem(path))
        .filter(|stem| !seen.insert(stem.clone()))
        .collect();
    let files = found.into_iter().map(|(location, path)| {
        let id = if shared.contains(&stem(&path)) {
            path.clone()
        } else {
            stem(&path)
        };
        let given = said.of(&location);
        File {
            id,
            path,
            location,
            given,
        }
    });
    files.collect()
}
