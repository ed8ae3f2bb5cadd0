//! How fast a graph file opens and answers.

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use policygraph::assemble::assemble;
use policygraph::graph::Graph;
use policygraph::pipeline::{Corpus, Options};
use policygraph::query::Query;

fn query(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let outcome = Corpus::open(&[folder])
        .expect("the corpus opens")
        .extract(&Options::default());
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("policy.graph");
    let made = assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together");
    made.save(&file).expect("the graph is written");
    let graph = Graph::load(&file).expect("the graph is read again");

    let mut group = criterion.benchmark_group("query");
    group.bench_function("open", |b| b.iter(|| Graph::load(&file)));
    let questions: [(&str, &[(&str, &str)]); 3] = [
        ("trace-unit", &[("unit", "东莞市科学技术局")]),
        ("responsibilities", &[]),
        ("cooccurrences", &[]),
    ];
    for (name, arguments) in questions {
        let ask = || {
            let query = Query::find(name).expect("a saved query");
            query.run(&graph, arguments).expect("an answer")
        };
        assert!(!ask().is_empty(), "{name} finds something");
        group.bench_function(name, |b| b.iter(ask));
    }
    group.finish();
}

criterion_group!(benches, query);
criterion_main!(benches);
