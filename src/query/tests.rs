use std::time::{Duration, Instant};

use super::*;
use crate::assemble::samples::{Sample, graph};
use crate::assemble::{Inputs, assemble};
use crate::facts::Facts;
use crate::model::{EntityKind, Role};

const NOTHING: &[(&str, &str)] = &[];

fn ask(text: &str) -> Rows {
    Query::parse("test", text)
        .and_then(|query| query.run(&graph(), NOTHING))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn saved(name: &str, arguments: &[(&str, &str)]) -> String {
    let query = Query::find(name).unwrap_or_else(|error| panic!("{error}"));
    let rows = query.run(&graph(), arguments).unwrap_or_else(|error| panic!("{error}"));
    rows.to_csv().replace('\r', "")
}

/// The refusal of a query, in words.
fn refusal(text: &str) -> String {
    Query::parse("test", text).expect_err("it must be refused").to_string()
}

#[test]
fn tables_have_the_columns_that_were_promised() {
    for (name, columns) in [
        (
            "documents",
            "document,title,number,issuers,region,issued,period_start,period_end,kind,path",
        ),
        ("measures", "document,section,title,text"),
        (
            "responsibilities",
            "document,section,measure,role,unit,unit_printed,unit_type,inherited,quote",
        ),
        ("entities", "document,type,name,printed,mentions"),
        (
            "targets",
            "document,section,kind,indicator,comparator,value,unit,year,quote",
        ),
        (
            "cooccurrences",
            "source,source_type,target,target_type,sentences,measures,documents,npmi",
        ),
    ] {
        let table = saved(name, &[]);
        assert_eq!(table.lines().next(), Some(columns), "{name}");
        assert!(table.lines().count() > 1, "{name} has rows");
    }
}

#[test]
fn the_tables_of_the_sample() {
    insta::assert_snapshot!("documents", saved("documents", &[]));
    insta::assert_snapshot!("measures", saved("measures", &[]));
    insta::assert_snapshot!("responsibilities", saved("responsibilities", &[]));
    insta::assert_snapshot!("entities", saved("entities", &[]));
    insta::assert_snapshot!("targets", saved("targets", &[]));
    insta::assert_snapshot!("cooccurrences", saved("cooccurrences", &[]));
}

#[test]
fn the_drawings_of_the_sample() {
    insta::assert_snapshot!("trace-unit", saved("trace-unit", &[("unit", "市科技局")]));
    insta::assert_snapshot!(
        "responsibility-network",
        saved("responsibility-network", &[("document", "b-2018")])
    );
    insta::assert_snapshot!(
        "cooccurrence-network",
        saved("cooccurrence-network", &[("minimum", "1")])
    );
    insta::assert_snapshot!("shared-measures", saved("shared-measures", &[]));
}

#[test]
fn every_saved_query_says_what_it_is() {
    for query in SAVED {
        let head = Query::find(query.name).unwrap_or_else(|error| panic!("{error}")).head;
        for (what, text) in [
            ("title-zh", &head.title_zh),
            ("title-en", &head.title_en),
            ("answers", &head.answers),
        ] {
            assert!(!text.is_empty(), "{}: {what}", query.name);
        }
        for parameter in &head.parameters {
            assert!(
                !parameter.meaning.is_empty() && !parameter.example.is_empty(),
                "{}: {parameter:?}",
                query.name
            );
        }
        let rows = Query::find(query.name).and_then(|query| {
            let examples: Vec<_> = head
                .parameters
                .iter()
                .map(|known| (known.name.clone(), known.example.clone()))
                .collect();
            query.run(&graph(), &examples)
        });
        let rows = rows.unwrap_or_else(|error| panic!("{error}"));
        if head.drawn.is_some() {
            assert!(
                rows.column("source").is_some() && rows.column("target").is_some(),
                "{}",
                query.name
            );
        }
    }
}

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
        ("?x <https://example.org/nothing> ?y", 0),
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
fn rows_come_in_one_order_however_they_are_asked_for() {
    let forward = ask("SELECT ?x ?y { ?x pg:locatedIn ?y . ?y pg:name ?n }");
    let backward = ask("SELECT ?x ?y { ?y pg:name ?n . ?x pg:locatedIn ?y }");
    assert_eq!(forward, backward);
    let limited = ask("SELECT ?x { ?x a pg:Entity } ORDER BY DESC(1) LIMIT 3");
    let first = ask("SELECT ?x { ?x a pg:Entity } LIMIT 3");
    assert_eq!(limited, first);
}

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
    let error = refusal("SELECT ?x {\n  ?x pg:市 \"市\" . }\n  }");
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
fn parameters_are_values_and_nothing_else() {
    let hostile = "东莞市\" } DELETE { ?s ?p ?o";
    assert_eq!(saved("trace-unit", &[("unit", hostile)]).lines().count(), 1);
    for (name, arguments, message) in [
        ("trace-unit", &[][..], "trace-unit needs the parameter 'unit'"),
        (
            "trace-unit",
            &[("name", "x")][..],
            "trace-unit has no parameter 'name'; it takes unit",
        ),
        (
            "cooccurrence-network",
            &[("minimum", "many")][..],
            "'many' is no integer",
        ),
        ("documents", &[("x", "1")][..], "it takes none"),
    ] {
        let error = Query::find(name)
            .and_then(|query| query.run(&graph(), arguments))
            .expect_err("it is wrong");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn parameters_reach_every_group() {
    let text = "# param name text default=东莞市财政局 — a name\nPREFIX pg: <https://policygraph.org/ns#>\n";
    for (pattern, rows) in [
        ("?x pg:name ?n FILTER(?n = ?name)", 1),
        (
            "{ ?x pg:name ?n FILTER(?n = ?name) } UNION { ?x pg:title ?n FILTER(?n = ?name) }",
            1,
        ),
        ("{ SELECT ?x { ?x pg:name ?n FILTER(?n = ?name) } LIMIT 5 }", 1),
        (
            "?x a pg:Document OPTIONAL { ?x pg:title ?n FILTER(?n = ?name) } FILTER(!BOUND(?n))",
            2,
        ),
        ("?x a pg:Agency FILTER NOT EXISTS { ?x pg:name ?name }", 3),
    ] {
        let query = Query::parse("test", &format!("{text}SELECT ?x {{ {pattern} }}")).expect("well-formed");
        let found = query.run(&graph(), NOTHING).expect("answerable");
        assert_eq!(found.len(), rows, "{pattern}");
    }
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

/// As large as the graph of five real documents.
fn large() -> Graph {
    let names: Vec<String> = (0..700).map(|number| format!("第{number}局")).collect();
    let mut seed = 7_usize;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let document = |id: usize| {
        let mut sample = Sample::new(&format!("document-{id}"), "广东省/东莞市");
        for section in 0..60 {
            sample = sample.measure(&format!("{section}"), "标题");
            for _ in 0..2 {
                let printed: Vec<_> = (0..5).map(|_| names[next(140) + id * 140].as_str()).collect();
                let entities: Vec<_> = printed.iter().map(|name| (EntityKind::Agency, *name)).collect();
                sample = sample.sentence(&format!("{}。", printed.join("、")), &entities).duty(
                    Role::Lead,
                    printed[0],
                    printed[0],
                );
            }
        }
        Facts::of(sample.facts())
    };
    let facts = (0..5).map(document).fold(Facts::default(), Facts::merge);
    assemble(&facts, &Inputs::default()).expect("consistent")
}

#[test]
fn saved_queries_are_quick() {
    let graph = large();
    assert!(graph.edges(crate::graph::EdgeKind::CoOccurs).len() > 8_000);
    for saved in SAVED {
        let query = Query::find(saved.name).unwrap_or_else(|error| panic!("{error}"));
        let needed = query
            .head
            .parameters
            .clone()
            .into_iter()
            .filter(|parameter| parameter.default.is_none());
        let arguments: Vec<(String, String)> = needed
            .map(|parameter| match parameter.name.as_str() {
                "unit" => (parameter.name, "第3局".to_owned()),
                _ => (parameter.name, parameter.example),
            })
            .collect();
        let start = Instant::now();
        let rows = query.run(&graph, &arguments).unwrap_or_else(|error| panic!("{error}"));
        let took = start.elapsed();
        // Ten times what a release build is to take: this build is hardly optimized, and the machine may be busy.
        assert!(
            took < Duration::from_millis(500),
            "{}: {} rows in {took:?}",
            saved.name,
            rows.len()
        );
    }
}
