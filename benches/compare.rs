//! How fast documents are compared in a graph of a thousand, made of the corpus by repetition with variation.

#![expect(clippy::print_stdout, reason = "a bench tells what it measures")]

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use policygraph::assemble::assemble;
use policygraph::compare::{By, Comparison, Side, What};
use policygraph::facts::{DocumentFacts, Facts};
use policygraph::graph::{EdgeKind, Graph, NodeId};
use policygraph::likeness::Likeness;
use policygraph::model::{Date, Evidence, Sourced};
use policygraph::pipeline::{Corpus, Options};

/// The allocator of the program.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DOCUMENTS: usize = 1_000;
/// What two documents may take once the graph is loaded.
const TWO: Duration = Duration::from_secs(1);
/// What a thousand may take, year by year.
const BY_YEAR: Duration = Duration::from_secs(10);

/// A document like another: each seventh measure is another's, beginning elsewhere for each copy; years go round.
fn varied(original: &DocumentFacts, copy: usize) -> DocumentFacts {
    let mut facts = original.clone();
    facts.id = format!("{}-{copy:04}", original.id);
    facts.digest = format!("{copy:04}{}", original.digest);
    let keep = |index: usize| !(index + copy).is_multiple_of(7);
    for (index, measure) in facts.measures.iter_mut().enumerate() {
        if !keep(index) {
            measure.terms.truncate(measure.terms.len() / 2);
        }
    }
    let evidence = Evidence::CorpusToml {
        entry: facts.id.clone(),
        field: "issued".to_owned(),
    };
    facts.metadata.issued = Some(Sourced {
        value: Date {
            year: 2012 + (copy % 10) as u16,
            month: None,
            day: None,
        },
        evidence,
    });
    facts
}

fn thousand() -> Graph {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let outcome = Corpus::open(&[folder])
        .expect("the corpus opens")
        .extract(&Options::default());
    let originals: Vec<_> = outcome.facts.documents().collect();
    let copies = (0..DOCUMENTS).map(|copy| varied(&originals[copy % originals.len()], copy / originals.len()));
    let facts: Facts = copies.collect();
    let start = Instant::now();
    let graph = assemble(&facts, &outcome.inputs).expect("the facts fit together");
    println!("assembled in {:.1?}", start.elapsed());
    graph
}

/// How long a comparison takes from a graph that is loaded to its rows, and how many those are.
fn time(graph: &Graph, sides: &[Side], what: What) -> (Duration, usize) {
    let start = Instant::now();
    let comparison = Comparison::new(graph, sides.to_vec()).expect("there are sides");
    let rows = comparison.rows(what);
    let took = start.elapsed();
    (took, rows.len())
}

fn compare(criterion: &mut Criterion) {
    let graph = thousand();
    let measures = graph.measures().count();
    let similar = graph.edges(EdgeKind::SimilarTo).len();
    println!(
        "{measures} measures, {similar} matches kept in the graph, {:.1} a measure",
        similar as f64 / measures as f64
    );
    let likeness = Likeness::of(&graph);
    let (earlier, later): (Vec<NodeId>, Vec<NodeId>) = graph
        .measures()
        .map(|(node, _)| node)
        .partition(|node| graph.document_of(*node).and_then(|(_, document)| document.year()) < Some(2017));
    let scored = likeness.scored_pairs(&earlier, &later);
    println!(
        "{} measures beside {}: {scored} pairs scored of {}, {:.1} a measure",
        earlier.len(),
        later.len(),
        earlier.len() * later.len(),
        scored as f64 / measures as f64
    );
    assert!(scored <= 48 * measures, "candidates are bounded");
    let two = ["dongguan-2012-0001", "dongguan-2018-0002"].map(|id| Side::named(&graph, id).expect("it is there"));
    let years = Side::spread(&graph, By::Year, &[]);
    assert_eq!(years.len(), 10, "years go round");
    let mut late = Vec::new();
    for (name, sides, allowed) in [("two documents", &two[..], TWO), ("by year", &years, BY_YEAR)] {
        for what in [What::Responsibilities, What::Measures] {
            let (took, rows) = time(&graph, sides, what);
            println!("{name}, {what}: {rows} rows in {took:.2?} ({allowed:?} is allowed)");
            late.extend((took > allowed).then(|| format!("{name}, {what}")));
        }
    }
    assert!(late.is_empty(), "these take too long: {late:?}");
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    group.bench_function("two-documents", |b| {
        b.iter(|| time(&graph, &two, What::Responsibilities));
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
