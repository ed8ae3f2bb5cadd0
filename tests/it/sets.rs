//! The sets of real documents with gold, each read once for all tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use policygraph::assemble::assemble;
use policygraph::facts::Facts;
use policygraph::graph::Graph;
use policygraph::pipeline::{Corpus, Options};

/// Documents with their gold.
pub(crate) struct Set {
    /// As `reached.tsv` names it.
    pub(crate) name: &'static str,
    documents: &'static str,
    gold: &'static str,
    pub(crate) facts: Facts,
    pub(crate) graph: Graph,
}

/// The five documents that the project makes promises about.
static CORPUS: LazyLock<Set> = LazyLock::new(|| Set::read("corpus", "data/corpus", "tests/gold"));

/// Documents of other places. The package leaves them out, so they may be missing.
static WILD: LazyLock<Option<Set>> = LazyLock::new(|| Set::read_if_there("wild", "tests/gold-wild"));

/// Documents that were annotated before anything was made of them.
static FRESH: LazyLock<Option<Set>> = LazyLock::new(|| Set::read_if_there("fresh", "tests/gold-fresh"));

impl Set {
    /// The five documents.
    pub(crate) fn corpus() -> &'static Self {
        &CORPUS
    }

    /// Every set there is.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        let others = [&WILD, &FRESH].into_iter();
        std::iter::once(Self::corpus()).chain(others.filter_map(|set| set.as_ref()))
    }

    fn read_if_there(name: &'static str, folder: &'static str) -> Option<Self> {
        in_package(folder).exists().then(|| Self::read(name, folder, folder))
    }

    fn read(name: &'static str, documents: &'static str, gold: &'static str) -> Self {
        let corpus = Corpus::open(&[in_package(documents)]).expect("the documents are there");
        let outcome = corpus.extract(&Options::default());
        assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
        let graph = assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together");
        Self {
            name,
            documents,
            gold,
            facts: outcome.facts,
            graph,
        }
    }

    /// The folder with the gold.
    pub(crate) fn gold(&self) -> PathBuf {
        in_package(self.gold)
    }

    /// The documents' files, ordered by name.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(in_package(self.documents)).expect("it is a folder");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("it can be listed").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        paths.sort();
        paths
    }

    /// The bytes of the file behind a document.
    pub(crate) fn file(&self, path: &str) -> Vec<u8> {
        fs::read(in_package(self.documents).join(path)).expect("it was read before")
    }
}

/// A path below the package's folder.
pub(crate) fn in_package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
