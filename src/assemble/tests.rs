use proptest::prelude::*;

use super::samples::{Sample, graph, two_documents};
use super::{AssembleError, Inputs, Reform, assemble};
use crate::facts::{EntityId, Facts};
use crate::graph::{Edge, EdgeKind, Graph, Node, NodeId};
use crate::model::{CitationKind, EntityKind, Evidence, Role};

/// `from -> to` of every edge of a kind, by label.
fn labels(graph: &Graph, kind: EdgeKind) -> Vec<String> {
    let ends = |edge: crate::graph::EdgeRef<'_>| format!("{} -> {}", graph.label(edge.from), graph.label(edge.to));
    graph.edges(kind).map(ends).collect()
}

fn named(graph: &Graph, name: &str) -> NodeId {
    graph.entities_named(name).first().expect("it is in the sample").0
}

#[test]
fn the_sample_has_these_edges() {
    let graph = graph();
    let rows = [
        (
            EdgeKind::PartOf,
            vec![
                "一 培育企业 -> 东莞市创新计划",
                "(一) 支持研发 -> 一 培育企业",
                "二 建设园区 -> 东莞市创新计划",
                "一 扩大\"开放\",<合作> -> 东莞市实施方案",
            ],
        ),
        (
            EdgeKind::Issued,
            vec!["东莞市人民政府 -> 东莞市创新计划", "东莞市人民政府 -> 东莞市实施方案"],
        ),
        (
            EdgeKind::Leads,
            vec![
                "东莞市科学技术局 -> (一) 支持研发",
                "东莞市财政局 -> 一 扩大\"开放\",<合作>",
            ],
        ),
        (EdgeKind::ResponsibleFor, vec!["松山湖管委会 -> 二 建设园区"]),
        (
            EdgeKind::Cites,
            vec!["东莞市实施方案 -> 东莞市创新计划", "东莞市实施方案 -> 促进法"],
        ),
        (EdgeKind::Sets, vec!["(一) 支持研发 -> 高新技术企业 100家"]),
        (EdgeKind::Administers, vec!["松山湖管委会 -> 松山湖"]),
        (EdgeKind::HasFunction, vec!["东莞市科学技术局 -> 科技"]),
    ];
    for (kind, expected) in rows {
        let mut found = labels(&graph, kind);
        found.sort();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(found, expected, "{kind}");
    }
}

#[test]
fn one_edge_holds_every_form_of_a_unit() {
    let graph = graph();
    let finance = named(&graph, "东莞市财政局");
    let edges = graph.edges_from(finance, EdgeKind::Supports);
    let [edge] = edges.as_slice() else {
        panic!("one edge for each unit, role and measure: {edges:?}");
    };
    let Edge::Responsibility(duty) = edge.edge() else {
        panic!("a role is a responsibility");
    };
    assert_eq!(duty.printed, ["市财政局", "财政局"]);
    assert_eq!(duty.role, Role::Support);
    assert_eq!(
        graph.quote(&duty.evidence[0]),
        "东莞市科学技术局会同东莞市财政局支持东莞市企业。"
    );
}

#[test]
fn units_that_stand_together_are_counted_by_document() {
    let graph = graph();
    let (technology, finance) = (named(&graph, "东莞市科学技术局"), named(&graph, "东莞市财政局"));
    let edges = graph.edges_around(technology, EdgeKind::CoOccurs);
    let together = edges
        .iter()
        .find(|edge| edge.other(technology) == finance)
        .expect("they do");
    let Edge::CoOccurs(counts) = together.edge() else {
        panic!("of that kind");
    };
    assert_eq!((counts.sentences(), counts.measures(), counts.documents()), (2, 2, 2));
    let quotes = graph.evidence(together.id);
    assert_eq!(quotes.len(), 2, "one for each sentence");
    assert!(graph.quote(&quotes[1]).ends_with("东莞市财政局保障。"));
}

#[test]
fn collectives_do_not_co_occur() {
    let graph = graph();
    let collective = named(&graph, "有关部门");
    assert!(graph.edges_around(collective, EdgeKind::CoOccurs).is_empty());
    assert_eq!(graph.edges_to(collective, EdgeKind::Mentions).len(), 1);
}

#[test]
fn every_region_is_a_place() {
    let graph = graph();
    let found = labels(&graph, EdgeKind::LocatedIn);
    for expected in ["东莞市创新计划 -> 东莞市", "东莞市 -> 广东省", "松山湖 -> 东莞市"] {
        assert!(found.iter().any(|edge| edge == expected), "{expected} in {found:?}");
    }
    assert_eq!(graph.entities_named("广东省").len(), 1);
}

#[test]
fn every_edge_leads_to_evidence() {
    let graph = graph();
    for edge in graph.all_edges() {
        let evidence = graph.evidence(edge.id);
        assert!(
            !evidence.is_empty(),
            "{} of {} -> {}",
            edge.kind,
            graph.label(edge.from),
            graph.label(edge.to)
        );
        for piece in evidence.iter() {
            assert!(!graph.quote(piece).is_empty(), "{} quotes nothing", edge.kind);
        }
    }
}

#[test]
fn reforms_join_what_the_graph_knows() {
    let reform = |to: &str| Reform {
        from: "东莞市科学技术局".to_owned(),
        to: to.to_owned(),
        year: Some(2019),
        evidence: Evidence::Lexicon {
            file: "reforms.tsv".to_owned(),
            row: to.to_owned(),
        },
    };
    let inputs = Inputs {
        reforms: vec![reform("东莞市财政局"), reform("无此局")],
        ..Inputs::default()
    };
    let graph = assemble(&two_documents(), &inputs).expect("consistent");
    assert_eq!(
        labels(&graph, EdgeKind::SucceededBy),
        ["东莞市科学技术局 -> 东莞市财政局"]
    );
}

#[test]
fn several_documents_say_who_sits_in_one_group() {
    let document = |id: &str, body: &str| {
        let text = format!("山东省某某方案\n山东省人民政府 2021年3月1日\n\n成立山东省数字经济发展领导小组。{body}\n");
        let document = crate::extract::Document {
            id,
            path: id,
            bytes: text.as_bytes(),
            given: &crate::context::Given::default(),
        };
        let lexicon = crate::lexicon::Lexicon::embedded();
        Facts::of(&crate::extract::extract(document, lexicon).expect("it is text"))
    };
    let first = document("a", "领导小组办公室设在省工业和信息化厅。成员单位：省财政厅。");
    let second = document("b", "组长单位：省财政厅。");
    let graph = assemble(&first.merge(second), &Inputs::default()).expect("consistent");
    let group = "山东省数字经济发展领导小组";
    assert_eq!(
        labels(&graph, EdgeKind::HostedBy),
        [format!("{group}办公室 -> 山东省工业和信息化厅")]
    );
    assert_eq!(labels(&graph, EdgeKind::MemberOf), [format!("山东省财政厅 -> {group}")]);
    let member = graph.edges(EdgeKind::MemberOf).next().expect("there is one");
    assert!(
        matches!(member.edge(), Edge::MemberOf(member) if member.leads && member.posts == ["成员单位", "组长单位"])
    );
    let said: Vec<&str> = member.edge().evidence().iter().map(|why| graph.quote(why)).collect();
    assert_eq!(said, ["成员单位：省财政厅。", "组长单位：省财政厅。"]);
}

#[test]
fn a_cited_number_finds_its_document() {
    let cited = Sample::new("a", "广东省").header("某计划", "粤府〔2012〕5号", "广东省人民政府", 2012);
    let citing = Sample::new("b", "广东省")
        .sentence("落实《关于某事的通知》（粤府[2012]5号）。", &[])
        .cites(CitationKind::Implements, "关于某事的通知");
    let facts = Facts::from_iter([cited.facts(), citing.facts()]);
    let graph = assemble(&facts, &Inputs::default()).expect("consistent");
    assert_eq!(labels(&graph, EdgeKind::Cites), ["b -> 某计划"]);
}

#[test]
fn facts_that_point_nowhere_are_refused() {
    let mut facts = Sample::new("a", "广东省")
        .sentence("东莞市。", &[(EntityKind::Place, "东莞市")])
        .facts();
    facts.mentions[0].entity = EntityId(9);
    let error = assemble(&Facts::of(&facts), &Inputs::default()).expect_err("there is no entity 9");
    assert!(
        matches!(
            error,
            AssembleError::Inconsistent {
                what: "entity",
                index: 9,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_document_without_measures_has_entities() {
    let facts = Sample::new("a", "广东省").sentence("东莞市。", &[(EntityKind::Place, "东莞市")]);
    let graph = assemble(&Facts::of(&facts.facts()), &Inputs::default()).expect("consistent");
    assert_eq!(graph.measures().count(), 0);
    assert_eq!(labels(&graph, EdgeKind::Mentions), ["a -> 东莞市"]);
}

const NAMES: [&str; 5] = ["甲局", "乙局", "丙局", "丁园", "戊公司"];

prop_compose! {
    /// A document with a few measures, each with a sentence that names some entities.
    fn any_document(id: usize)(
        region in prop::sample::select(vec!["广东省", "广东省/东莞市", ""]),
        sentences in prop::collection::vec((prop::bool::ANY, prop::collection::vec(0..NAMES.len(), 0..4)), 0..6),
    ) -> crate::facts::DocumentFacts {
        let mut sample = Sample::new(&format!("document-{id}"), region);
        for (index, (in_measure, names)) in sentences.iter().enumerate() {
            if *in_measure {
                sample = sample.measure(&format!("{index}"), "标题");
            }
            let entities: Vec<_> = names.iter().map(|name| (EntityKind::Agency, NAMES[*name])).collect();
            let words: Vec<_> = names.iter().map(|name| NAMES[*name]).collect();
            sample = sample.sentence(&format!("{}。", words.join("、")), &entities);
            if let Some(name) = words.first() {
                sample = sample.duty(Role::Lead, name, name);
            }
        }
        sample.facts()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_documents_does_not_matter(
        documents in (any_document(0), any_document(1), any_document(2)),
        order in Just([0, 1, 2]).prop_shuffle(),
    ) {
        let documents = [documents.0, documents.1, documents.2];
        let in_order = Facts::from_iter(documents.clone());
        let shuffled = order.iter().map(|index| Facts::of(&documents[*index])).fold(Facts::default(), Facts::merge);
        let [a, b] = [in_order, shuffled].map(|facts| assemble(&facts, &Inputs::default()).expect("consistent"));
        prop_assert_eq!(a.provenance(), b.provenance());
        prop_assert!(a.node_ids().map(|id| a.node(id)).eq(b.node_ids().map(|id| b.node(id))));
        let all = |graph: &Graph| graph.all_edges().map(|edge| (edge.from, edge.to, edge.edge().clone())).collect::<Vec<_>>();
        prop_assert_eq!(all(&a), all(&b));
    }
}

#[test]
fn nodes_come_grouped_and_sorted() {
    let graph = graph();
    let keys: Vec<_> = graph.entities().map(|(_, entity)| entity.key.clone()).collect();
    assert!(keys.is_sorted());
    for key in &keys {
        let id = graph.entity(key).expect("every key is found");
        assert!(matches!(graph.node(id), Node::Entity(entity) if entity.key == *key));
    }
    assert_eq!(graph.document("b-2018").map(|(id, _)| id.index()), Some(1));
    assert!(graph.document("c").is_none());
}
