//! What must hold for every document: facts point into the text, edges have reasons, order and threads change nothing,
//! and no text, however broken, makes the program panic.

mod generated;
mod spans;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use policygraph::assemble::{Inputs, assemble};
use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::{DocumentFacts, Facts};
use policygraph::graph::{EdgeKind, Graph};
use policygraph::lexicon::Lexicon;
use policygraph::model::Evidence;
use policygraph::pipeline::{Corpus, Options};
use policygraph::read::ReadError;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::sets::Set;
use generated::{Task, broken, document, tasks};
use spans::{check_facts, check_graph};

/// So many cases, the same in every run; or as many others as `PROPTEST_CASES` says.
fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
        config.rng_seed = RngSeed::Fixed(2018);
    }
    config.failure_persistence = None;
    config.max_shrink_iters = 300;
    config
}

/// What a text says.
fn read(text: &str) -> Result<DocumentFacts, ReadError> {
    let document = Document {
        id: "generated",
        path: "generated.txt",
        bytes: text.as_bytes(),
        given: &Given::default(),
    };
    extract(document, Lexicon::embedded())
}

/// What a text says, checked; a text without a word says nothing.
fn read_and_check(text: &str) -> Result<(), TestCaseError> {
    let facts = match read(text) {
        Ok(facts) => facts,
        Err(ReadError::Empty | ReadError::Binary { .. }) => return Ok(()),
        Err(error) => return Err(TestCaseError::fail(error.to_string())),
    };
    check_facts(&facts, text.as_bytes()).map_err(TestCaseError::fail)?;
    let graph =
        assemble(&Facts::of(&facts), &Inputs::default()).map_err(|error| TestCaseError::fail(error.to_string()))?;
    check_graph(&graph).map_err(TestCaseError::fail)
}

/// The bytes of the graph's file.
fn saved(graph: &Graph) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("policy.graph");
    graph.save(&path).expect("it is writable");
    fs::read(path).expect("it was written")
}

#[test]
fn facts_of_real_documents_point_into_their_text() {
    for set in Set::all() {
        for facts in set.facts.documents() {
            check_facts(&facts, &set.file(&facts.path)).unwrap_or_else(|wrong| panic!("{}: {wrong}", facts.id));
        }
    }
}

#[test]
fn every_edge_of_a_real_graph_has_words_behind_it() {
    for set in Set::all() {
        check_graph(&set.graph).unwrap_or_else(|wrong| panic!("{}: {wrong}", set.name));
    }
}

#[test]
fn order_of_paths_and_number_of_threads_change_nothing() {
    for set in Set::all() {
        let paths = set.paths();
        let backwards: Vec<PathBuf> = paths.iter().rev().cloned().collect();
        let built = [(&paths, 2), (&backwards, 1)].map(|(paths, jobs)| {
            let options = Options {
                jobs: Some(jobs),
                ..Options::default()
            };
            let outcome = Corpus::open(paths).expect("they are there").extract(&options);
            saved(&assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together"))
        });
        assert!(built[0] == built[1], "{}: other paths first, another file", set.name);
        assert!(
            built[0] == saved(&set.graph),
            "{}: the folder gives another file",
            set.name
        );
    }
}

#[test]
fn graphs_hold_together() {
    for set in Set::all() {
        assert_eq!(set.graph.flaws(9), [""; 0], "{}", set.name);
    }
    let text = |year| {
        let task = if year == 2018 {
            "或"
        } else {
            "培育高新技术企业。"
        };
        format!("东莞市{year}年工作方案\n\n东莞市人民政府\n{year}年3月1日\n\n一、培育高新技术企业\n(一){task}\n")
    };
    let documents = [2018, 2019].map(|year| {
        let (id, text) = (year.to_string(), text(year));
        let document = Document {
            id: &id,
            path: &id,
            bytes: text.as_bytes(),
            given: &Given::default(),
        };
        extract(document, Lexicon::embedded()).expect("it is text")
    });
    let facts: Facts = documents.into_iter().collect();
    let graph = assemble(&facts, &Inputs::default()).expect("they fit together");
    assert!(graph.edges(EdgeKind::SimilarTo).count() > 0);
    assert_eq!(graph.flaws(9), [""; 0], "a measure without words that count");
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn facts_merge_in_any_order_and_grouping(
        order in Just((0..Set::corpus().facts.len()).collect::<Vec<_>>()).prop_shuffle(),
        split in 0..5_usize,
    ) {
        let documents: Vec<_> = Set::corpus().facts.documents().collect();
        let facts = |order: &[usize]| order.iter().map(|&at| documents[at].clone()).collect::<Facts>();
        let (first, second) = order.split_at(split);
        let merged = facts(first).merge(facts(second));
        prop_assert_eq!(&merged.documents().collect::<Vec<_>>(), &documents);
        let twice = facts(&order).merge(facts(first));
        prop_assert_eq!(&twice.documents().collect::<Vec<_>>(), &documents, "a document given twice counts once");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn generated_documents_are_read(text in document()) {
        read_and_check(&text)?;
    }

    #[test]
    fn any_text_is_read(text in "[一二三(（)）、。：:;；\\n \u{3000}|0-9a-z年月日市局责任单位牵头配合《》“”〔〕号到达%亿元A-Z\\t\\r]{0,400}") {
        read_and_check(&text)?;
    }

    #[test]
    fn units_in_brackets_are_all_read(tasks in tasks()) {
        let text = Task::document(&tasks);
        let facts = read(&text).expect("it is text");
        let found: BTreeSet<_> = facts
            .responsibilities
            .iter()
            .filter_map(|duty| {
                let section = facts.measures[duty.measure?.0 as usize].section.to_string();
                Some((section, duty.role, duty.printed.clone()))
            })
            .collect();
        prop_assert_eq!(found, Task::expected(&tasks), "{}", text);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn broken_copies_of_real_documents_are_read(text in broken(real_texts())) {
        read_and_check(&text)?;
    }
}

/// The text of every real document, as it stands in its file.
fn real_texts() -> Vec<String> {
    let texts = Set::all().flat_map(|set| {
        let documents = set.facts.documents();
        documents.map(|facts| String::from_utf8(set.file(&facts.path)).expect("it was read as text"))
    });
    texts.collect()
}

/// Evidence that is a stretch of text.
fn text_of(evidence: &Evidence) -> Option<(&str, [policygraph::text::Span; 2])> {
    match evidence {
        Evidence::Text {
            document, span, quote, ..
        } => Some((document, [*span, *quote])),
        _ => None,
    }
}
