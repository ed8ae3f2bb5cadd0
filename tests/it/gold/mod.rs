//! How much of what a careful reader finds is found, on the five documents and on documents of other places.

mod indicators;
mod levels;
mod metadata;
mod pairs;
mod printed;
mod score;
mod tables;

use std::env;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::sets::{Set, in_package};
use levels::{Key, Levels};
use metadata::MetadataScore;
use policygraph::assemble::{Inputs, assemble};
use policygraph::facts::{DocumentFacts, Facts};
use policygraph::query::Query;
use score::{Kind, Score};

/// The scores of one kind over all documents of a set.
fn score(set: &Set, kind: Kind) -> Score {
    let tables = tables::answer(&set.graph, kind.query());
    let mut score = Score::default();
    for document in documents(set) {
        let found = tables.get(&document).map(Vec::as_slice).unwrap_or_default();
        if let Some(gold) = tables::read_tsv(&set.gold().join(kind.gold_file(&document))) {
            score.add(kind, &document, &gold, found);
        }
    }
    score
}

/// How well the responsibilities of one document of the corpus are found, as a share of 1.
pub(crate) fn responsibilities_of(facts: &DocumentFacts) -> f64 {
    let (id, set, kind) = (facts.id.clone(), Set::corpus(), Kind::Responsibilities);
    let graph = assemble(&Facts::of(facts), &Inputs::default()).expect("the facts fit together");
    let found = tables::answer(&graph, kind.query()).remove(&id).unwrap_or_default();
    let gold = tables::read_tsv(&set.gold().join(kind.gold_file(&id))).expect("it has gold");
    let mut score = Score::default();
    score.add(kind, &id, &gold, &found);
    score.counts.f1()
}

fn metadata(set: &Set) -> MetadataScore {
    let tables = tables::answer(&set.graph, "documents");
    let mut score = MetadataScore::default();
    for document in documents(set) {
        let found = tables.get(&document).and_then(|rows| rows.first()).cloned();
        let gold = set.gold().join(format!("{document}.document.json"));
        score.add(&document, &gold, &found.unwrap_or_default());
    }
    score
}

/// Documents that have gold, ordered by id.
fn documents(set: &Set) -> Vec<String> {
    let entries = fs::read_dir(set.gold()).expect("the gold is there");
    let names = entries.map(|entry| entry.expect("it can be listed").file_name());
    let mut documents: Vec<_> = names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".document.json")?.to_owned()))
        .collect();
    documents.sort();
    documents
}

/// Every score of a set that has a level, with what is not right.
fn scores(set: &Set) -> Vec<(Key, f64, Vec<String>)> {
    let mut scores = Vec::new();
    for kind in Kind::ALL {
        let score = score(set, kind);
        let mut add = |measure: String, value| {
            scores.push(((set.name, kind.name(), measure), value, score.complaints.clone()));
        };
        add("f1".into(), score.counts.f1());
        if kind != Kind::Outline {
            add("resolved".into(), score.resolved_share());
            for (name, counts) in &score.by_type {
                add(format!("f1-{name}"), counts.f1());
            }
        }
        if kind == Kind::Entities {
            add("merged".into(), score.merged as f64);
        }
    }
    let metadata = metadata(set);
    scores.push((
        (set.name, "metadata", "right".into()),
        metadata.share(),
        metadata.complaints,
    ));
    if let Some(pairs) = pairs::scored(set) {
        scores.push(((set.name, "pairs", "f1".into()), pairs.f1(), pairs.complaints.clone()));
        scores.push((
            (set.name, "pairs", "precision".into()),
            pairs.precision(),
            pairs.complaints,
        ));
        let indicators = indicators::score(set);
        scores.push((
            (set.name, "indicators", "f1".into()),
            indicators.f1(),
            indicators.complaints,
        ));
    }
    scores
}

#[test]
fn scores_are_those_reached() {
    let scores: Vec<_> = Set::all().flat_map(scores).collect();
    let mut levels = Levels::read();
    if env::var_os("UPDATE_GOLD").is_some() {
        let values: Vec<_> = scores.iter().map(|(key, score, _)| (key.clone(), *score)).collect();
        levels.raise(&values);
        levels.write();
    }
    let faults: Vec<_> = scores
        .iter()
        .filter_map(|(key, score, complaints)| Some((levels.fault(key, *score)?, complaints)))
        .map(|(fault, complaints)| format!("{fault}\n    {}", complaints.join("\n    ")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn promises_about_the_five_documents_hold() {
    let set = Set::corpus();
    let [outline, responsibilities, entities, targets] = Kind::ALL.map(|kind| score(set, kind));
    let metadata = metadata(set);
    let pairs = pairs::scored(set).expect("there are gold pairs");
    let floors = [
        ("matched measures F1", pairs.f1(), 0.70),
        ("matched measures precision", pairs.precision(), 0.75),
        ("indicators F1", indicators::score(set).f1(), 0.85),
        ("outline F1", outline.counts.f1(), 0.97),
        ("responsibilities F1", responsibilities.counts.f1(), 0.98),
        ("responsibilities resolved", responsibilities.resolved_share(), 0.97),
        ("entities F1", entities.counts.f1(), 0.85),
        ("agencies F1", entities.f1_of("agency"), 0.94),
        ("entities resolved", entities.resolved_share(), 0.90),
        ("targets F1", targets.counts.f1(), 0.85),
        ("targets resolved", targets.resolved_share(), 0.85),
        ("metadata right", metadata.share(), 1.0),
    ];
    for (what, reached, floor) in floors {
        assert!(reached >= floor, "{what}: {reached:.4} is below {floor}");
    }
    assert_eq!(entities.merged, 0, "{:#?}", entities.complaints);
}

#[test]
#[ignore = "needs python3"]
fn score_py_counts_the_same() {
    for set in Set::all() {
        let theirs = score_py(set);
        for kind in Kind::ALL {
            let (score, theirs) = (score(set, kind), &theirs[kind.name()]);
            let ours = [score.counts.hit, score.counts.missed, score.counts.extra, score.merged];
            let theirs_counts = ["hit", "missed", "extra", "merged"].map(|key| theirs[key].as_u64().unwrap_or(0));
            assert_eq!(ours.map(|count| count as u64), theirs_counts, "{} {kind:?}", set.name);
            let close = |ours: f64, key: &Value, within| key.as_f64().is_none_or(|key| (key - ours).abs() <= within);
            assert!(close(score.counts.f1(), &theirs["f1"], 0.00005), "{theirs}");
            assert!(close(score.resolved_share(), &theirs["resolved"], 0.00005), "{theirs}");
            for (name, counts) in &score.by_type {
                assert!(close(counts.f1(), &theirs["by"][name], 0.0005), "{name}: {theirs}");
            }
        }
        let (ours, theirs) = (metadata(set), &theirs["metadata"]);
        assert_eq!(
            (&theirs["right"], &theirs["asked"]),
            (&ours.right.into(), &ours.asked.into())
        );
    }
}

/// What `score.py` says of the tables of a set.
fn score_py(set: &Set) -> Value {
    let tables = tempfile::tempdir().expect("there is room for a folder");
    for name in ["documents", "measures", "responsibilities", "entities", "targets"] {
        let rows = Query::find(name).and_then(|query| query.run::<&str, &str>(&set.graph, &[]));
        let csv = rows.expect("it can be answered").to_csv();
        fs::write(tables.path().join(format!("{name}.csv")), csv).expect("it is writable");
    }
    let output = Command::new("python3")
        .arg(in_package("tests/gold/score.py"))
        .args([tables.path(), &set.gold()])
        .arg("--json")
        .output()
        .expect("python3 runs");
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}
