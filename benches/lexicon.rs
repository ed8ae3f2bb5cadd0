//! What the tables cost before anything is read: time to parse them and build the automaton, and the memory they hold.

#![expect(clippy::print_stdout, reason = "a bench tells what it measures")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use policygraph::lexicon::Lexicon;

/// What loading may take, once for each run of the program.
const MOST_TIME: Duration = Duration::from_millis(150);
/// What the tables may hold, beside jieba's dictionary.
const MOST_MEMORY: u64 = 150 << 20;
/// Loads that are timed; the fastest counts, as the one least disturbed.
const ROUNDS: usize = 10;

/// The tables' texts by file name.
fn tables() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let entries = std::fs::read_dir(folder).expect("the tables are part of the project");
    let files = entries.map(|entry| entry.expect("a table can be listed").path());
    let read = |path: std::path::PathBuf| {
        let name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        (name, std::fs::read_to_string(&path).expect("the tables are UTF-8"))
    };
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .map(read)
        .collect()
}

fn load(tables: &BTreeMap<String, String>) -> Lexicon {
    Lexicon::parse(|name| tables.get(name).map_or("", String::as_str)).expect("the tables are well-formed")
}

/// The memory that the process holds, where the system tells it.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

fn lexicon(criterion: &mut Criterion) {
    let tables = tables();
    let before = resident();
    let first = load(&tables);
    let held = before
        .zip(resident())
        .map(|(before, after)| after.saturating_sub(before));
    assert!(!first.matcher.find("东莞市科技局").iter().collect::<Vec<_>>().is_empty());
    assert_eq!(
        first.digest(),
        Lexicon::embedded().digest(),
        "the program holds these tables"
    );

    let fastest = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        black_box(load(&tables));
        start.elapsed()
    });
    let fastest = fastest.min().expect("there are rounds");
    println!("the tables load in {fastest:.1?} ({MOST_TIME:?} is allowed)");
    assert!(fastest <= MOST_TIME, "the tables load too slowly");
    if let Some(held) = held {
        println!("they hold {} MB ({} MB is allowed)", held >> 20, MOST_MEMORY >> 20);
        assert!(held <= MOST_MEMORY, "the tables hold too much");
    }
    criterion.bench_function("lexicon/load", |b| b.iter(|| black_box(load(&tables))));
}

criterion_group!(benches, lexicon);
criterion_main!(benches);
