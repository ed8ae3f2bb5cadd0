use std::time::Duration;

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
fn a_document_where_only_a_measure_joins_two_counts_too() {
    let [a, b] = ["东莞市科学技术局", "东莞市财政局"].map(|name| (EntityKind::Agency, name));
    let one = Sample::new("a", "广东省/东莞市")
        .measure("一", "培育企业")
        .sentence("东莞市科学技术局会同东莞市财政局支持。", &[a, b]);
    let other = Sample::new("b", "广东省/东莞市")
        .measure("一", "建设园区")
        .sentence("东莞市科学技术局负责。", &[a])
        .sentence("东莞市财政局保障。", &[b]);
    let facts = Facts::from_iter([one.facts(), other.facts()]);
    let graph = assemble(&facts, &Inputs::default()).expect("consistent");
    let counts = Query::parse(
        "test",
        "PREFIX pg: <https://policygraph.org/ns#>
         SELECT ?id ?sentences ?measures ?quote WHERE {
           ?n a pg:DocumentCount ; pg:document/pg:id ?id ; pg:sentences ?sentences ; pg:measures ?measures ; pg:quote ?quote .
         } ORDER BY ?id",
    );
    let rows = counts.and_then(|query| query.run(&graph, NOTHING)).expect("an answer");
    assert_eq!(
        rows.to_csv().replace('\r', ""),
        "id,sentences,measures,quote\na,1,1,东莞市科学技术局会同东莞市财政局支持。\nb,0,1,东莞市科学技术局负责。\n"
    );
    let network = Query::find("cooccurrence-network").expect("it is saved");
    let rows = network
        .run(&graph, &[("minimum", "1"), ("by", "document")])
        .expect("an answer");
    let lines = rows.to_csv();
    let shown = lines.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[7], cells[cells.len() - 1])
    });
    let of_first = "东莞市科学技术局会同东莞市财政局支持。";
    assert_eq!(shown.collect::<Vec<_>>(), [("2", of_first)], "{lines}");
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
    insta::assert_snapshot!("partners", saved("partners", &[]));
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
        assert!(head.group.is_some(), "{}", query.name);
        for parameter in &head.parameters {
            if let (ParameterType::Choice(words), Some(default)) = (&parameter.kind, &parameter.default) {
                assert!(
                    words.contains(default) && words.contains(&parameter.example),
                    "{}",
                    query.name
                );
            }
        }
        let everything: Vec<_> = head
            .parameters
            .iter()
            .filter(|known| known.default.is_none())
            .map(|known| (known.name.clone(), "*"))
            .collect();
        let rows = Query::find(query.name).and_then(|query| query.run(&graph(), &everything));
        let rows = rows.unwrap_or_else(|error| panic!("{error}"));
        if head.drawn.is_some() {
            for column in ["source", "target", "quote"] {
                assert!(rows.column(column).is_some(), "{}: {column}", query.name);
            }
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
fn parameters_are_values_and_nothing_else() {
    let hostile = "东莞市\" } DELETE { ?s ?p ?o";
    let text = "# param name text — a name\nSELECT ?x { ?x pg:name ?name }";
    let query = Query::parse("test", text).expect("well-formed");
    let rows = query.run(&graph(), &[("name", hostile)]).expect("answerable");
    assert_eq!(rows.len(), 0);
    for (name, arguments, message) in [
        ("trace-unit", &[][..], "trace-unit needs the parameter 'unit'"),
        (
            "trace-unit",
            &[("name", "x")][..],
            "trace-unit has no parameter 'name'; it takes unit, document, years",
        ),
        (
            "trace-unit",
            &[("unit", "*"), ("years", "今年")][..],
            "'今年' is no year or range",
        ),
        (
            "trace-unit",
            &[("unit", "*"), ("years", "2018"), ("years", "2019")][..],
            "'years' takes one value",
        ),
        (
            "cooccurrence-network",
            &[("minimum", "many")][..],
            "'many' is no whole number",
        ),
        (
            "cooccurrence-network",
            &[("by", "page")][..],
            "'page' is no sentence|measure|document",
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
fn a_unit_goes_by_any_of_its_names() {
    for name in [
        "东莞市科学技术局",
        "市科技局",
        "“市科技局”",
        "科技局",
        "市科技局@广东省/东莞市",
        "市科技局@东莞市",
        "agency:市科技局",
        "https://policygraph.org/id/agency/广东省/东莞市/东莞市科学技术局",
    ] {
        assert_eq!(saved("trace-unit", &[("unit", name)]).lines().count(), 3, "{name}");
    }
    let both = saved(
        "trace-unit",
        &[("unit", "市科技局"), ("unit", "财政局"), ("unit", "市财政局")],
    );
    assert_eq!(both.lines().count(), 5, "{both}");
    assert_eq!(saved("trace-unit", &[("unit", "*")]).lines().count(), 6);
    assert_eq!(
        saved("trace-unit", &[("unit", "*"), ("years", "2018-")])
            .lines()
            .count(),
        3
    );
    assert_eq!(
        saved("trace-unit", &[("unit", "*"), ("document", "东莞市创新计划")])
            .lines()
            .count(),
        4
    );
}

/// Two cities, each with a bureau that its plan prints alike.
fn two_cities() -> Graph {
    let plan = |id: &str, city: &str, year: u16| {
        Sample::new(id, &format!("广东省/{city}"))
            .header("计划", "1号", "人民政府", year)
            .measure("一", "研发")
            .sentence("市科技局支持研发。", &[])
            .duty(Role::Lead, &format!("{city}科学技术局"), "市科技局")
    };
    let facts = [plan("a", "东莞市", 2012).facts(), plan("b", "江门市", 2018).facts()];
    assemble(&Facts::from_iter(facts), &Inputs::default()).expect("consistent")
}

#[test]
fn a_name_that_fits_several_is_narrowed() {
    let (graph, query) = (two_cities(), Query::find("trace-unit").expect("it is saved"));
    let ask = |name: &str, options: &Options| query.answer(&graph, &[("unit", name)], options);
    let error = ask("市科技局", &Options::default()).expect_err("two are called so");
    insta::assert_snapshot!(error, @"
    '市科技局', given for 'unit', may be any of these:
      东莞市科学技术局 (agency, 广东省/东莞市)
      江门市科学技术局 (agency, 广东省/江门市)
    give a name in full, narrow it with --region or --year, or write TYPE:NAME@REGION
    ");
    for options in [
        Options {
            region: Some("江门".to_owned()),
            ..Options::default()
        },
        Options {
            region: Some("广东省/江门市".to_owned()),
            ..Options::default()
        },
        Options {
            years: "2015-".parse().ok(),
            ..Options::default()
        },
    ] {
        let rows = ask("市科技局", &options).expect("one is left");
        assert!(rows.to_csv().contains("江门市科学技术局"), "{options:?}");
    }
    let error = ask("市科学局", &Options::default()).expect_err("none is called so");
    insta::assert_snapshot!(error, @"
    no unit of the graph is called '市科学局', given for 'unit'; the nearest names are:
      东莞市科学技术局 (agency, 广东省/东莞市)
      江门市科学技术局 (agency, 广东省/江门市)
    ");
    let nowhere = Options {
        region: Some("深圳".to_owned()),
        ..Options::default()
    };
    let error = ask("市科技局", &nowhere).expect_err("no such region").to_string();
    assert!(error.starts_with("no region of the graph is called '深圳'"), "{error}");
}

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
