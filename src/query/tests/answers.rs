//! What patterns and the forms of a query answer.

use super::ask;

#[test]
fn patterns_are_answered_from_either_end() {
    for (pattern, rows) in [
        ("?u pg:leads ?m", 2),
        ("?u pg:supports ?m . ?u pg:name \"东莞市财政局\"", 1),
        (
            "<https://policygraph.org/id/agency/广东省/东莞市/东莞市财政局> ?p ?m . FILTER(?p = pg:leads)",
            1,
        ),
        ("?u pg:leads <https://policygraph.org/id/measure/a-2017/一/(一)>", 1),
        (
            "?u ?p <https://policygraph.org/id/measure/a-2017/一/(一)> . ?u a pg:Agency",
            2,
        ),
        ("?m pg:partOf+ <https://policygraph.org/id/document/a-2017>", 3),
        (
            "?a pg:coOccursWith ?b . ?b pg:coOccursWith ?a . ?a pg:name \"东莞市财政局\"",
            3,
        ),
        ("?d pg:implements ?x", 1),
        ("?d pg:cites ?x", 2),
        ("?x pg:name \"松山湖\" . ?y pg:administers ?x", 1),
        ("?f a pg:Function . ?a pg:hasFunction ?f", 1),
        ("?p a pg:Place . ?p pg:locatedIn ?q", 1),
        ("?x a pg:Entity", 11),
        ("?x a <https://example.org/Nothing>", 0),
        (
            "?c pg:coOccurrence ?x ; pg:document ?d ; pg:sentences 1 . ?d pg:id \"a-2017\"",
            4,
        ),
        ("GRAPH ?g { ?s ?p ?o }", 0),
    ] {
        assert_eq!(ask(&format!("SELECT * {{ {pattern} }}")).len(), rows, "{pattern}");
    }
}

#[test]
fn what_is_found_by_object_is_what_is_found_by_subject() {
    let everything = ask("SELECT ?s ?p ?o { ?s ?p ?o }");
    let by_object = ask("SELECT ?s ?p ?o { { SELECT DISTINCT ?p ?o { ?x ?p ?o } } ?s ?p ?o }");
    assert!(everything.len() > 300, "{}", everything.len());
    assert_eq!(everything, by_object);
}

#[test]
fn the_other_forms_answer_in_rows() {
    assert_eq!(ask("ASK { ?u pg:leads ?m }").to_csv(), "answer\r\ntrue\r\n");
    let drawn = ask("CONSTRUCT { ?u pg:leads ?m } { ?u pg:leads ?m }").to_csv();
    assert!(
        drawn.contains("leads") && drawn.contains("东莞市科学技术局") && drawn.contains("agency,measure"),
        "{drawn}"
    );
    assert!(!ask("DESCRIBE <https://policygraph.org/id/document/a-2017>").is_empty());
}

#[test]
fn rows_that_count_once_are_those_that_come_however_often() {
    for body in [
        "?u pg:leads ?m . ?u pg:locatedIn ?p . ?u pg:name ?name FILTER(STRLEN(?name) > 3)",
        "?u pg:leads ?m . ?m pg:document ?a . ?p pg:mentions ?u . ?p pg:document ?b FILTER(?a = ?b) ?u pg:name ?name",
        "?a pg:mentions ?u . ?b pg:mentions ?u FILTER(?a != ?b) ?u a pg:Entity ; pg:name ?name",
        "?a pg:mentions ?u . ?a pg:document ?d . ?b pg:mentions ?u . ?b pg:document ?e FILTER(?d != ?e) ?u pg:name ?name",
    ] {
        let all = ask(&format!("SELECT ?u {{ {body} }}")).to_csv();
        let once = ask(&format!("SELECT DISTINCT ?u {{ {body} }}")).to_csv();
        let mut lines: Vec<&str> = all.lines().collect();
        lines.dedup();
        let all = lines.join("\n");
        assert!(lines.len() > 1, "{body}: there is something to count");
        assert_eq!(once.trim_end().replace('\r', ""), all.replace('\r', ""), "{body}");
    }
}

#[test]
fn rows_come_in_one_order_however_they_are_asked_for() {
    let forward = ask("SELECT ?x ?y { ?x pg:locatedIn ?y . ?y pg:name ?n }");
    let backward = ask("SELECT ?x ?y { ?y pg:name ?n . ?x pg:locatedIn ?y }");
    assert_eq!(forward, backward);
    let limited = ask("SELECT ?x { ?x a pg:Entity } ORDER BY DESC(1) LIMIT 3");
    let first = ask("SELECT ?x { ?x a pg:Entity } LIMIT 3");
    assert_eq!(limited, first);
}

#[test]
fn triples_are_written_in_turtle() {
    let leads = ask("CONSTRUCT { ?u pg:leads ?m } { ?u pg:leads ?m ; pg:name '东莞市财政局' }");
    insta::assert_snapshot!(leads.to_turtle().expect("they are triples"), @"
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix pg: <https://policygraph.org/ns#> .
    <https://policygraph.org/id/agency/广东省/东莞市/东莞市财政局> pg:leads <https://policygraph.org/id/measure/b-2018/一> .
    ");
    assert!(leads.to_csv().contains("东莞市财政局保障。"), "the quote is there too");
    assert_eq!(ask("SELECT * { ?s ?p ?o }").to_turtle(), None);
}
