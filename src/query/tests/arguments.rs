//! What is given for the parameters of a query, and the names that entities go by.

use super::{NOTHING, saved};
use crate::assemble::samples::{Sample, graph};
use crate::assemble::{Inputs, assemble};
use crate::facts::Facts;
use crate::graph::Graph;
use crate::model::Role;
use crate::query::{Options, Query};

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
