//! Depth, time and rows that a query may take.

use std::time::Duration;

use super::NOTHING;
use crate::assemble::samples::graph;
use crate::query::{Options, Query};

#[test]
fn deep_and_long_queries_are_refused_or_answered_but_never_overflow() {
    let nested = |depth: usize| format!("SELECT * {{ {} ?s ?p ?o {} }}", "{".repeat(depth), "}".repeat(depth));
    let chained = |links: usize, sign: &str| format!("SELECT * {{ ?s pg:year ?y FILTER({}true) }}", sign.repeat(links));
    let unions = |links: usize| {
        format!(
            "SELECT * {{ {}{{ ?s pg:id ?o }} }}",
            "{ ?s pg:id ?o } UNION ".repeat(links)
        )
    };
    for text in [
        nested(90),
        chained(1_900, "?y > 1 || ").replace("> 1", ""),
        unions(1_900),
    ] {
        let query = Query::parse("deep", &text).expect("it is not too deep");
        query.run(&graph(), NOTHING).expect("it has an answer");
    }
    for text in [
        nested(10_000),
        chained(50_000, "true && "),
        unions(50_000),
        format!("SELECT * {{ ?s pg:id \"{}\" }}", "x".repeat(2 << 20)),
    ] {
        let error = Query::parse("deep", &text).expect_err("it is too deep").to_string();
        assert!(error.contains("deep:1:"), "{}", &error[..100]);
    }
}

#[test]
fn what_takes_too_long_is_stopped() {
    let text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?c ?d ?e . ?f ?g ?e . ?f ?h ?i . ?j ?k ?i . ?j ?l ?m }";
    let query = Query::parse("long", text).expect("well-formed");
    let options = Options {
        timeout: Some(Duration::from_millis(50)),
        ..Options::default()
    };
    let error = query.answer(&graph(), NOTHING, &options).expect_err("it takes days");
    assert!(
        error
            .to_string()
            .starts_with("long was stopped after 0.05 s; --timeout gives it longer"),
        "{error}"
    );
}

#[test]
fn a_limit_keeps_the_first_rows_and_counts_the_others() {
    let query = Query::find("measures").expect("it is saved");
    let all = query.run(&graph(), NOTHING).expect("answerable");
    let options = Options {
        limit: Some(2),
        ..Options::default()
    };
    let first = query.answer(&graph(), NOTHING, &options).expect("answerable");
    assert_eq!((first.len(), first.left_out()), (2, all.len() - 2));
    assert!(all.to_csv().starts_with(&first.to_csv()));
}
