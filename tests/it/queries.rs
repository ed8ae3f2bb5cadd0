//! The saved queries on the five documents of `data/corpus`: what each must find there, read off the texts by hand.

use std::path::Path;
use std::sync::LazyLock;

use policygraph::assemble::assemble;
use policygraph::graph::Graph;
use policygraph::measure::{Binding, Centrality, Network, Selection};
use policygraph::pipeline::{Corpus, Options};
use policygraph::query::{Query, SAVED};

pub(crate) static GRAPH: LazyLock<Graph> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let outcome = Corpus::open(&[folder])
        .expect("the corpus opens")
        .extract(&Options::default());
    assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together")
});

fn ask(name: &str, arguments: &[(&str, &str)]) -> String {
    let query = Query::find(name).unwrap_or_else(|error| panic!("{error}"));
    let rows = query
        .run(&GRAPH, arguments)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    rows.to_csv().replace("https://policygraph.org/id/", "")
}

/// Query, arguments, what stands in one row of the answer, and what stands nowhere in it.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
    &'static str,
);

const CASES: &[Case] = &[
    (
        "compare-responsibilities",
        &[("first", "dongguan-2012"), ("second", "dongguan-2018")],
        &["东莞市科学技术局"],
        "江门",
    ),
    (
        "taken-up",
        &[("document", "guangdong-2012")],
        &["guangdong-2012", "jiangmen-2015"],
        "\r\njiangmen-2015,",
    ),
    (
        "first-named",
        &[("type", "park")],
        &["松山湖", "2012"],
        "东莞市科学技术局",
    ),
    (
        "promised-and-reached",
        &[("indicator", "高新技术企业")],
        &["高新技术企业"],
        "发明专利",
    ),
    (
        "counterparts",
        &[("unit", "东莞市科学技术局")],
        &["东莞市科学技术局", "江门市科学技术局"],
        "财政局",
    ),
    (
        "trace-unit",
        &[("unit", "市人力资源局")],
        &["(二十一) 加速搭建人才集聚平台", "lead", "2012"],
        "江门",
    ),
    (
        "trace-unit",
        &[("unit", "市科技局"), ("years", "2018-")],
        &["dongguan-2018", "责任单位:"],
        "dongguan-2012",
    ),
    (
        "who-runs",
        &[("what", "生态园")],
        &["东莞市对外贸易经济合作局", "(三) 拓宽科技资源引进渠道"],
        "江门",
    ),
    (
        "who-runs",
        &[("what", "松山湖"), ("years", "2018")],
        &["松山湖管委会", "responsible"],
        "dongguan-2012",
    ),
    (
        "unit-profile",
        &[("unit", "东莞市财政局"), ("minimum", "3")],
        &["东莞市科学技术局", "shares", "14"],
        "江门市",
    ),
    (
        "responsibility-network",
        &[("document", "dongguan-2018"), ("chapter", "三/(一)")],
        &["1 创新市区统筹机制", "responsible"],
        "三/(二)",
    ),
    (
        "lead-support-network",
        &[("minimum", "5")],
        &["东莞市科学技术局", "东莞市经济和信息化局", "lead", ",6,"],
        "东莞市科学技术协会",
    ),
    (
        "partners",
        &[("minimum", "8")],
        &["东莞市科学技术局", "东莞市经济和信息化局", ",22,"],
        "江门",
    ),
    (
        "partners",
        &[("unit", "市财政局")],
        &["东莞市科学技术局", "东莞市财政局", ",14,"],
        "东莞市对外贸易经济合作局,agency,shares",
    ),
    (
        "collectives",
        &[],
        &["dongguan-2012", "二/(六)", "其他有关单位", "support"],
        "jiangmen",
    ),
    (
        "unassigned",
        &[("what", "sentence")],
        &[
            "dongguan-2018",
            "四/(一)/2",
            "强化责任分工",
            "no responsibility was read",
        ],
        ",measure,",
    ),
    (
        "unassigned",
        &[("what", "measure")],
        &["dongguan-2018,一,measure,实施原则"],
        "创新区镇统筹机制",
    ),
    (
        "cooccurrence-network",
        &[("minimum", "5")],
        &["东莞市发展和改革局", "东莞市科学技术局", "co-occurs,14,14,20,2,0.6104"],
        "enterprise",
    ),
    (
        "cooccurrence-network",
        &[("by", "document"), ("region", "江门"), ("minimum", "1"), ("type", "*")],
        &["江门市"],
        "东莞",
    ),
    (
        "neighbours",
        &[("entity", "松山湖"), ("minimum", "3"), ("type", "park")],
        &["虎门港", ",5,"],
        "东莞市科学技术局",
    ),
    (
        "neighbours",
        &[("entity", "生态园"), ("steps", "2"), ("minimum", "4")],
        &["东莞市发展和改革局"],
        "江门",
    ),
    (
        "bridge-entities",
        &[("type", "park")],
        &["东莞松山湖高新技术产业开发区,park,54"],
        "agency",
    ),
    (
        "backbone",
        &[("alpha", "0.01")],
        &["东莞市发展和改革局", "东莞市经济和信息化局", ",12,0.0028"],
        "松山湖,",
    ),
    (
        "citations",
        &[("kind", "implements")],
        &["guangdong-2012", "广东省自主创新促进条例", "implements,3"],
        ",cites,",
    ),
    (
        "issuers",
        &[],
        &["东莞市人民政府办公室", "dongguan-2018", "东府办〔2018〕10号"],
        "lead",
    ),
    (
        "timeline",
        &[("entity", "松山湖")],
        &["2018,dongguan-2018,13,9,松山湖高新技术产业开发区|"],
        "2015",
    ),
    (
        "timeline",
        &[("entity", "松山湖"), ("years", "2012")],
        &["2012,dongguan-2012,11,11,松山湖,2,6,0"],
        "2018",
    ),
    (
        "agenda",
        &[("document", "jiangmen-2015")],
        &["江门市科学技术局,agency,3"],
        "东莞",
    ),
    (
        "evidence",
        &[("entity", "东莞市财政局"), ("what", "responsibility")],
        &["responsibility,support,,dongguan-2012", "table-cell,财政局"],
        "mention",
    ),
    (
        "evidence",
        &[("entity", "市财政局"), ("other", "东莞市科学技术局")],
        &["co-occurrence", "东莞市科学技术局", "三/(一)/2"],
        "responsibility",
    ),
    (
        "kwic",
        &[("entity", "松山湖")],
        &["发改局、经信局、外经贸局、统计局、,松山湖,、生态园、虎门港"],
        "江门",
    ),
    (
        "kwic",
        &[("word", "孵化器")],
        &["推进中国科技开发院、华科,孵化器,等孵化园区建设。"],
        ",松山湖,",
    ),
    ("targets", &[], &["jiangmen-2015", "250", "2017"], "\n\n"),
    (
        "targets-by-indicator",
        &[("words", "高新技术企业"), ("state", "target")],
        &["jiangmen-2015,2015,target,>=,250,2017"],
        "achieved",
    ),
];

#[test]
fn each_question_finds_what_the_texts_say() {
    for (name, arguments, found, never) in CASES {
        let answer = ask(name, arguments);
        let mut rows = csv_rows(&answer);
        let header = rows.remove(0);
        assert!(
            rows.iter().any(|row| found.iter().all(|part| row.contains(part))),
            "{name} {arguments:?}: no row of {header} holds {found:?}:\n{answer}"
        );
        assert!(
            rows.iter().all(|row| !row.contains(never)),
            "{name} {arguments:?}: '{never}' is there:\n{answer}"
        );
    }
}

/// Records as text; a quoted cell may hold a line break.
fn csv_rows(answer: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut open = false;
    for line in answer.split("\r\n") {
        match rows.last_mut().filter(|_| open) {
            Some(row) => row.push_str(line),
            None => rows.push(line.to_owned()),
        }
        open ^= line.matches('"').count() % 2 == 1;
    }
    rows.retain(|row| !row.is_empty());
    rows
}

#[test]
fn every_saved_query_is_asked() {
    const TABLES: [&str; 5] = ["documents", "measures", "responsibilities", "entities", "cooccurrences"];
    for saved in SAVED {
        let asked = CASES.iter().any(|(name, ..)| *name == saved.name) || TABLES.contains(&saved.name);
        assert!(asked, "{} is not tested", saved.name);
    }
}

#[test]
fn answers_do_not_change_from_run_to_run() {
    for name in ["lead-support-network", "partners", "agenda", "backbone"] {
        assert_eq!(ask(name, &[]), ask(name, &[]), "{name}");
    }
}

#[test]
fn measures_of_the_networks_agree_with_the_queries() {
    let network = Network::of(&GRAPH, Binding::Partners, &Selection::default());
    let ranked = network.ranked(Centrality::Strength);
    assert_eq!(GRAPH.label(ranked[0].node), "东莞市科学技术局");
    let pairs = csv_rows(&ask("partners", &[("minimum", "1")])).len() - 1;
    assert_eq!(
        network.ties.len(),
        pairs,
        "the query and the measure count the same partners"
    );
    let found = network.communities(1.0, 1).expect("the resolution is usual");
    assert_eq!(found, network.communities(1.0, 1).expect("the resolution is usual"));
    assert!(
        found.count > 1 && found.modularity > 0.1,
        "{} {}",
        found.count,
        found.modularity
    );
}
