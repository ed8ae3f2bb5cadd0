//! How fast documents become facts, against jieba tagging the same text in the same run.
//!
//! `extract` times every stage of one document after the other on one thread; `jieba` times the part that sets the pace,
//! words and their parts of speech, over the same bytes. Before anything is timed, everything that is loaded once
//! (dictionary, lexicons, patterns) has been used, and the facts and the two speeds have been looked at.

#![expect(clippy::print_stdout, reason = "a bench tells what it measures")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use jieba_rs::Jieba;
use policygraph::assemble::assemble;
use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::lexicon::Lexicon;
use policygraph::model::{Period, Region};
use policygraph::pipeline::{Corpus, Options};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The share of jieba's speed that is wanted: words are needed before anything else can be, and this leaves as long again
/// for all the rest.
const WANTED_SHARE: f64 = 0.5;
/// The share that is reached and must not be lost again.
const LEAST_SHARE: f64 = 0.35;
/// Rounds of the comparison; of each document and side the fastest counts, as the one least disturbed.
const ROUNDS: usize = 60;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus")
}

/// The texts of the corpus by their ids, whole.
fn texts() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).expect("the corpus is part of the project");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file of the corpus").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let read = |path: &PathBuf| {
        let id = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        (id, std::fs::read_to_string(path).expect("the corpus is UTF-8"))
    };
    texts.map(read).collect()
}

/// What `corpus.toml` says of the one text that says nothing of itself.
fn given() -> Given {
    Given {
        entry: "dongguan-2012.txt".to_owned(),
        region: Some(Region::from("广东省/东莞市")),
        period: Some(Period { start: 2012, end: 2012 }),
        ..Given::default()
    }
}

fn extract_one(id: &str, text: &str) {
    let given = if id == "dongguan-2012" {
        given()
    } else {
        Given::default()
    };
    let document = Document {
        id,
        path: id,
        bytes: text.as_bytes(),
        given: &given,
    };
    black_box(extract(document, Lexicon::embedded()).expect("the text can be read"));
}

fn extract_each(texts: &[(String, String)]) {
    for (id, text) in texts {
        extract_one(id, text);
    }
}

fn tag(jieba: &Jieba, text: &str) {
    black_box(jieba.tag(text, true));
}

fn tag_each(jieba: &Jieba, texts: &[(String, String)]) {
    for (_, text) in texts {
        tag(jieba, text);
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The speed of the whole extraction as a share of jieba's, both on one thread, one document after the other by turns: so
/// each finds the processor's caches as a corpus leaves them, not filled with its own last round over the same few pages.
fn share_of_jieba(jieba: &Jieba, texts: &[(String, String)]) -> f64 {
    let (mut tagging, mut extraction) = (Duration::ZERO, Duration::ZERO);
    let mut fastest = vec![(Duration::MAX, Duration::MAX); texts.len()];
    for _ in 0..ROUNDS {
        for ((id, text), (tagged, extracted)) in texts.iter().zip(&mut fastest) {
            *tagged = time(|| tag(jieba, text)).min(*tagged);
            *extracted = time(|| extract_one(id, text)).min(*extracted);
        }
    }
    for (tagged, extracted) in fastest {
        tagging += tagged;
        extraction += extracted;
    }
    println!("jieba {tagging:.1?}, extraction {extraction:.1?}");
    tagging.as_secs_f64() / extraction.as_secs_f64()
}

fn pipeline(criterion: &mut Criterion) {
    let corpus = Corpus::open(&[folder()]).expect("the corpus opens");
    let (jieba, texts) = (Jieba::new(), texts());
    tag_each(&jieba, &texts);
    extract_each(&texts);
    let outcome = corpus.extract(&Options::default());
    assert!(outcome.failures.is_empty(), "every document of the corpus is read");
    assert_eq!(outcome.facts.documents().len(), texts.len());

    let share = share_of_jieba(&jieba, &texts);
    println!("extraction runs at {share:.2} of jieba's speed ({WANTED_SHARE} is wanted)");
    assert!(share >= LEAST_SHARE, "extraction has become too slow");

    let mut group: BenchmarkGroup<'_, WallTime> = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(texts.iter().map(|(_, text)| text.len() as u64).sum()));
    group.bench_function("jieba", |b| b.iter(|| tag_each(&jieba, &texts)));
    group.bench_function("extract", |b| b.iter(|| extract_each(&texts)));
    group.bench_function("corpus-all-cores", |b| b.iter(|| corpus.extract(&Options::default())));
    group.bench_function("assemble", |b| {
        b.iter(|| assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together"));
    });
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
