//! The saved queries on the sample graph.

use super::{NOTHING, saved};
use crate::assemble::samples::{Sample, graph};
use crate::assemble::{Inputs, assemble};
use crate::facts::Facts;
use crate::model::EntityKind;
use crate::query::{ParameterType, Query, SAVED};

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
