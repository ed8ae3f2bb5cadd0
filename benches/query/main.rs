//! How fast a graph file opens and answers: questions to a generated graph of the size of a country's archive, each
//! beside the same by hand over petgraph, and saved queries on five real documents.
//!
//! The generated graph has 5,000 documents, 100,000 measures, 20,000 entities and about 300,000 responsibilities,
//! 1,000,000 mentions and 500,000 co-occurrences. What each question may take is written beside it; the bench fails where
//! one takes longer.

#![expect(clippy::print_stdout, reason = "a bench tells what it measures")]

mod by_hand;
mod generated;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use policygraph::assemble::{Inputs, assemble};
use policygraph::graph::{EdgeKind, Graph};
use policygraph::measure::shortest;
use policygraph::pipeline::{Corpus, Options};
use policygraph::query::Query;

/// The allocator of the program.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of each question; the fastest counts, as the one least disturbed.
const ROUNDS: usize = 5;

const OPEN: Duration = Duration::from_millis(500);
const JUST_OPENED: Duration = Duration::from_millis(100);
const TRACE: Duration = Duration::from_millis(60);
const PROGRAMS: Duration = Duration::from_millis(250);
const BY_YEAR: Duration = Duration::from_millis(700);
const LEAD_AND_SUPPORT: Duration = Duration::from_secs(2);
const PATH: Duration = Duration::from_millis(50);

const PROGRAMS_OF_A_CITY: &str = "
SELECT DISTINCT ?program {
  ?u a pg:Agency ; pg:region \"省/城7\" .
  ?r pg:unit ?u ; pg:role \"lead\" ; pg:within ?m ; pg:document ?d .
  ?d pg:year ?year FILTER(?year >= 2005 && ?year <= 2010)
  ?m pg:mentions ?p . ?p a pg:Program ; pg:name ?program .
}";
const LED_BY_YEAR_AND_UNIT: &str = "
SELECT ?year ?unit (COUNT(?m) AS ?measures) {
  ?u pg:leads ?m . ?m pg:document ?d . ?d pg:year ?year . ?u pg:name ?unit .
} GROUP BY ?year ?unit";
const LEADS_HERE_SUPPORTS_THERE: &str = "
SELECT DISTINCT ?unit {
  ?u pg:leads ?m . ?m pg:document ?here .
  ?u pg:supports ?n . ?n pg:document ?there .
  FILTER(?here != ?there)
  ?u pg:name ?unit .
}";
/// The same asked of each unit.
const THERE_IS_ANOTHER: &str = "
SELECT ?unit {
  ?u a pg:Entity ; pg:name ?unit .
  FILTER EXISTS {
    ?u pg:leads ?m . ?m pg:document ?here .
    ?u pg:supports ?n . ?n pg:document ?there .
    FILTER(?here != ?there)
  }
}";

/// The fastest of the rounds, and what the work gave.
fn fastest<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let timed = |work: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        let result = work();
        (start.elapsed(), result)
    };
    let rounds = (0..ROUNDS).map(|_| timed(&mut work));
    rounds.min_by_key(|(took, _)| *took).expect("there are rounds")
}

struct Answers {
    too_slow: Vec<&'static str>,
}

impl Answers {
    /// Prints a question's time beside the same by hand; both must count the same.
    fn compare(
        &mut self,
        what: &'static str,
        allowed: Duration,
        ours: impl FnMut() -> usize,
        by_hand: impl FnMut() -> usize,
    ) {
        let (took, found) = fastest(ours);
        let (hand, expected) = fastest(by_hand);
        assert_eq!(found, expected, "{what}: both ways find the same");
        println!("{what}: {took:.1?} ({allowed:?} allowed), by hand {hand:.1?}; {found} found");
        if took > allowed {
            self.too_slow.push(what);
        }
    }
}

fn ask<'a>(graph: &'a Graph, text: &str) -> impl FnMut() -> usize + use<'a> {
    let query = Query::parse("bench", text).expect("the question is right");
    move || query.run::<&str, &str>(graph, &[]).expect("it has an answer").len()
}

fn large() {
    let start = Instant::now();
    let made = assemble(&generated::facts(), &Inputs::default()).expect("the facts fit together");
    println!("assembled in {:.1?}\n{:?}", start.elapsed(), made.summary());
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("large.graph");
    made.save(&file).expect("the graph is written");
    drop(made);
    let length = std::fs::metadata(&file).expect("it was written").len();

    let mut answers = Answers { too_slow: Vec::new() };
    let (took, graph) = fastest(|| Graph::open(&file).expect("the graph is read again"));
    println!(
        "graph file of {} MB opened: {took:.1?} ({OPEN:?} allowed)",
        length >> 20
    );
    if took > OPEN {
        answers.too_slow.push("open");
    }
    let plain = by_hand::Plain::of(&graph);

    let trace = Query::find("trace-unit").expect("it is saved");
    let unit = plain.busiest_unit();
    let name = graph.label(unit);
    let just_opened = || {
        let graph = Graph::open(&file).expect("the graph is read again");
        trace.run(&graph, &[("unit", &name)]).expect("it has an answer").len()
    };
    answers.compare("trace-unit, of a file just opened", JUST_OPENED, just_opened, || {
        plain.responsibilities_of(unit)
    });
    let traced = || trace.run(&graph, &[("unit", &name)]).expect("it has an answer").len();
    answers.compare("trace-unit", TRACE, traced, || plain.responsibilities_of(unit));
    answers.compare(
        "programs in measures led by a city's agencies, 2005-2010",
        PROGRAMS,
        ask(&graph, PROGRAMS_OF_A_CITY),
        || plain.programs_led_by("省/城7", 2005..=2010),
    );
    let by_year = ask(&graph, LED_BY_YEAR_AND_UNIT);
    answers.compare("measures led by year and unit", BY_YEAR, by_year, || {
        plain.led_by_year_and_unit()
    });
    answers.compare(
        "units that lead in one document and support in another",
        LEAD_AND_SUPPORT,
        ask(&graph, LEADS_HERE_SUPPORTS_THERE),
        || plain.lead_here_support_there(),
    );
    answers.compare(
        "the same with FILTER EXISTS",
        LEAD_AND_SUPPORT,
        ask(&graph, THERE_IS_ANOTHER),
        || plain.lead_here_support_there(),
    );
    let (a, b) = plain.far_apart();
    let kinds = [EdgeKind::CoOccurs];
    answers.compare(
        "shortest path",
        PATH,
        || shortest(&graph, a, b, &kinds, 1).first().map_or(0, Vec::len),
        || plain.steps_between(a, b),
    );
    assert!(answers.too_slow.is_empty(), "too slow: {:?}", answers.too_slow);
}

fn query(criterion: &mut Criterion) {
    large();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let outcome = Corpus::open(&[folder])
        .expect("the corpus opens")
        .extract(&Options::default());
    let graph = assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together");
    let mut group = criterion.benchmark_group("query");
    let questions: [(&str, &[(&str, &str)]); 4] = [
        ("trace-unit", &[("unit", "东莞市科学技术局")]),
        ("responsibilities", &[]),
        ("cooccurrences", &[]),
        ("cooccurrence-network", &[]),
    ];
    for (name, arguments) in questions {
        let ask = || {
            let query = Query::find(name).expect("a saved query");
            query.run(&graph, arguments).expect("an answer")
        };
        assert!(!ask().is_empty(), "{name} finds something");
        group.bench_function(name, |b| b.iter(|| black_box(ask())));
    }
    group.finish();
}

criterion_group!(benches, query);
criterion_main!(benches);
