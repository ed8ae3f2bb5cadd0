//! What is refused, and where the refusal points.

use super::{ask, refusal};
use crate::query::{Error, Query};

#[test]
fn what_differs_from_run_to_run_is_refused() {
    for (text, what) in [
        ("SELECT (RAND() AS ?r) {}", "RAND()"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 || NOW() > ?o) }", "NOW()"),
        ("SELECT * { OPTIONAL { BIND(UUID() AS ?u) } }", "UUID()"),
        ("ASK { FILTER EXISTS { BIND(STRUUID() AS ?u) } }", "STRUUID()"),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY RAND() } }", "RAND()"),
        ("SELECT (COUNT(RAND()) AS ?n) { ?s ?p ?o }", "RAND()"),
        ("SELECT * { SERVICE <https://example.org> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("INSERT DATA { <a:b> pg:name 1 }", "INSERT"),
        ("PREFIX x: <y:> # DROP\nDELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("load <file:///etc/passwd>", "LOAD"),
    ] {
        let error = refusal(text);
        assert!(
            error.contains(&format!("test uses {what}, which is refused")),
            "{error}"
        );
    }
}

#[test]
fn a_syntax_error_is_pointed_at() {
    let error = refusal("SELECT ?x {\n  ?x pg:name \"市\" . }\n  }");
    let lines: Vec<_> = error.lines().collect();
    assert!(lines[0].starts_with("test:3:4: "), "{error}");
    assert_eq!(lines[1..], ["  }", "   ^"], "{error}");
    let wide = Error::syntax("test", "?市 ?", "error at 1:4: expected something").to_string();
    assert_eq!(
        wide.lines().last(),
        Some("    ^"),
        "a Chinese character takes two columns"
    );
}

#[test]
fn a_word_that_no_vocabulary_has_is_pointed_at() {
    let text = "SELECT * {\n  ?u pg:lead ?m ; a pg:Agancy .\n  # pg:lead\n  ?m pg:title 'pg:lead' }";
    insta::assert_snapshot!(refusal(text), @"
    test:2:6: the vocabulary has no pg:lead; did you mean pg:leads, pg:year?
      ?u pg:lead ?m ; a pg:Agancy .
         ^
    test:2:21: the vocabulary has no pg:Agancy; did you mean pg:Agency?
      ?u pg:lead ?m ; a pg:Agancy .
                        ^
    ");
    for (text, message) in [
        (
            "SELECT * { ?u pgg:leads ?m }",
            "test:1:15: nothing declares the prefix 'pgg:'; did you mean 'pg:'?",
        ),
        (
            "SELECT * { ?u dcterms:title ?m }",
            "test:1:15: nothing declares the prefix 'dcterms:'; write PREFIX dcterms: <…> before it",
        ),
        (
            "PREFIX dc: <http://purl.org/dc/terms/>\nSELECT * { ?u (dc:title|pg:title)+ ?m }",
            "test:2:16: no edge or attribute of a graph is <http://purl.org/dc/terms/title>; did you mean pg:title?",
        ),
        (
            "SELECT * { FILTER NOT EXISTS { ?u <https://policygraph.org/ns#led> ?m } }",
            "the vocabulary has no pg:led",
        ),
    ] {
        let error = refusal(text);
        assert!(
            error.starts_with(message) || error.contains(&format!(": {message}")),
            "{error}"
        );
    }
    assert_eq!(
        ask("CONSTRUCT { ?u <https://example.org/runs> ?m } { ?u pg:leads ?m }").len(),
        2
    );
}

#[test]
fn an_unknown_name_gets_its_neighbours() {
    for (name, nearest) in [
        ("responsibilites", "did you mean responsibilities"),
        ("trace", "did you mean trace-unit"),
        ("zzz", "'policygraph query' lists them"),
    ] {
        let error = Query::find(name).expect_err("no such query").to_string();
        assert!(error.contains(nearest), "{error}");
    }
    let error = Query::find("nowhere.rq").expect_err("no such file").to_string();
    assert_eq!(error, "cannot read the query nowhere.rq");
}

#[test]
fn a_wrong_head_is_pointed_at() {
    for (head, message) in [
        ("# group: mine", "test:1: 'mine' is no group"),
        (
            "# param x text\n# param x text",
            "test:2: the parameter 'x' is declared twice",
        ),
        ("# title-en: x\n# param x colour — c", "test:2: 'colour' is no type"),
        ("# drawn: sideways", "test:1: 'sideways' is no way to draw"),
        ("# param x", "test:1: a parameter is written"),
        ("# param x text sample=1", "test:1: 'sample=1' is neither"),
        ("# param 1-2 text — c", "test:1: '1-2' cannot be a variable"),
    ] {
        let error = refusal(&format!("{head}\nSELECT * {{}}"));
        assert!(error.starts_with(message), "{error}");
    }
}
