//! Comparisons of the five documents: what must hold of any, and what a reader knows of these.

use std::collections::BTreeSet;

use policygraph::assemble::assemble;
use policygraph::compare::{Change, Comparison, Side, What};
use policygraph::corrections::{COLUMNS, Corrections};
use policygraph::facts::Facts;
use policygraph::graph::{EdgeKind, Graph, Kinship, NodeId};
use policygraph::likeness::Likeness;
use policygraph::pipeline::{Corpus, Options};
use policygraph::query::{Cell, Query};

use crate::sets::{Set, in_package};

const DOCUMENTS: [&str; 5] = [
    "dongguan-2012",
    "dongguan-2018",
    "dongguan-2022",
    "guangdong-2012",
    "jiangmen-2015",
];

fn comparison<'g>(graph: &'g Graph, sides: &[&str]) -> Comparison<'g> {
    let sides = sides
        .iter()
        .map(|side| Side::named(graph, side).expect("the side is there"));
    Comparison::new(graph, sides.collect()).expect("there are two sides")
}

/// The rows of a comparison as texts.
fn rows(comparison: &Comparison<'_>, what: What) -> Vec<Vec<String>> {
    let rows = comparison.rows(what);
    rows.iter().map(|row| row.iter().map(Cell::to_text).collect()).collect()
}

#[test]
fn a_document_beside_itself_has_kept_everything() {
    let graph = &Set::corpus().graph;
    for document in DOCUMENTS {
        let same = comparison(graph, &[document, document]);
        let changes = same.duty_changes();
        assert!(
            changes[0].iter().all(|change| change.change == Change::Kept),
            "{document}"
        );
        for change in &changes[0] {
            let [a, b] = [change.a, change.b].map(|duty| duty.expect("it is kept").edge.id);
            assert_eq!(a, b, "{document}");
        }
        for row in rows(&same, What::Measures) {
            assert_eq!((row[0].as_str(), row[1].as_str()), ("taken-up", "1.0000"), "{row:?}");
            assert_eq!(row[9], "same", "{row:?}");
            assert_eq!(row[3], row[6], "{row:?}");
        }
    }
}

#[test]
fn a_comparison_mirrors_itself() {
    let graph = &Set::corpus().graph;
    for (a, b) in [
        ("dongguan-2012", "dongguan-2018"),
        ("dongguan-2018", "jiangmen-2015"),
        ("guangdong-2012", "dongguan-2022"),
    ] {
        let (there, back) = (comparison(graph, &[a, b]), comparison(graph, &[b, a]));
        let mirrored = |change: &str| {
            match change {
                "lost" => "gained",
                "gained" => "lost",
                "only-a" => "only-b",
                "only-b" => "only-a",
                other => other,
            }
            .to_owned()
        };
        let turned: BTreeSet<Vec<String>> = rows(&back, What::Responsibilities)
            .into_iter()
            .map(|row| [&[mirrored(&row[0])], &row[6..11], &row[1..6], &row[11..]].concat())
            .collect();
        assert_eq!(
            rows(&there, What::Responsibilities)
                .into_iter()
                .collect::<BTreeSet<_>>(),
            turned,
            "{a} {b}"
        );
        let turned: BTreeSet<Vec<String>> = rows(&back, What::Measures)
            .into_iter()
            .map(|row| {
                let how = match row[9].as_str() {
                    "split" => "merged",
                    "merged" => "split",
                    other => other,
                };
                [
                    &[mirrored(&row[0]), row[1].clone()],
                    &row[5..8],
                    &row[2..5],
                    &[how.to_owned()],
                ]
                .concat()
            })
            .collect();
        let there: BTreeSet<_> = rows(&there, What::Measures)
            .into_iter()
            .map(|row| [&row[..8], &row[9..]].concat())
            .collect();
        assert_eq!(there, turned, "{a} {b}");
    }
}

#[test]
fn the_order_of_documents_changes_nothing() {
    let outcome = Corpus::open(&[in_package("data/corpus")])
        .expect("it is there")
        .extract(&Options::default());
    let mut reversed: Vec<_> = outcome.facts.documents().collect();
    reversed.reverse();
    let reversed = reversed
        .iter()
        .map(Facts::of)
        .reduce(Facts::merge)
        .expect("there are documents");
    let turned = assemble(&reversed, &outcome.inputs).expect("the facts fit together");
    for what in What::ALL {
        let [one, other] = [&Set::corpus().graph, &turned].map(|graph| {
            comparison(graph, &["dongguan-2012", "dongguan-2018", "jiangmen-2015"])
                .rows(what)
                .to_csv()
        });
        assert_eq!(one, other, "{what}");
    }
}

#[test]
fn every_difference_has_the_words_of_each_side_that_has_it() {
    let graph = &Set::corpus().graph;
    let all = comparison(graph, &DOCUMENTS);
    for row in rows(&all, What::Responsibilities) {
        assert_eq!(row[1].is_empty(), row[0] == "gained", "{row:?}");
        assert_eq!(row[6].is_empty(), row[0] == "lost", "{row:?}");
        for (unit, document, quote) in [(1, 3, 5), (6, 8, 10)] {
            assert_eq!(row[document].is_empty(), row[quote].is_empty(), "{row:?}");
            assert!(row[unit].is_empty() || !row[quote].is_empty(), "{row:?}");
            let text = graph
                .document(&row[document])
                .map_or("", |(id, _)| graph.text(id).text.as_str());
            assert!(text.contains(&row[quote]), "{row:?}");
        }
    }
    for row in rows(&all, What::Targets) {
        let (id, _) = graph.document(&row[1]).expect("it names a document");
        assert!(!row[9].is_empty() && graph.text(id).text.contains(&row[9]), "{row:?}");
    }
}

/// Units that stand where another stood, of all units of the five documents; every other two are two.
const COUNTERPARTS: [(&str, &str, Kinship); 5] = [
    ("东莞市对外贸易经济合作局", "东莞市商务局", Kinship::Reformed),
    ("东莞市质量技术监督局", "东莞市市场监督管理局", Kinship::Reformed),
    ("东莞市食品药品监督管理局", "东莞市市场监督管理局", Kinship::Reformed),
    (
        "东莞松山湖高新技术产业开发区管理委员会",
        "东莞松山湖高新技术产业开发区",
        Kinship::Runs,
    ),
    ("东莞市科学技术局", "江门市科学技术局", Kinship::SameFunction),
];

#[test]
fn counterparts_of_all_units_are_right() {
    let graph = &Set::corpus().graph;
    let duties = graph.responsibilities().map(|(edge, _)| edge.from);
    let issuers = graph.edges(EdgeKind::Issued).map(|edge| edge.from);
    let named = COUNTERPARTS
        .iter()
        .flat_map(|(a, b, _)| [a, b])
        .map(|name| graph.entities_named(name)[0].0);
    let units: BTreeSet<NodeId> = duties.chain(issuers).chain(named).collect();
    let mut found = BTreeSet::new();
    for a in &units {
        for b in units.range(a..).skip(1) {
            if let Some(kinship) = graph.kinship(*a, *b) {
                assert_eq!(graph.kinship(*b, *a), Some(kinship));
                found.insert((BTreeSet::from([graph.label(*a), graph.label(*b)]), kinship));
            }
        }
    }
    let governments = BTreeSet::from(["东莞市人民政府".to_owned(), "江门市人民政府".to_owned()]);
    found.remove(&(governments, Kinship::SameFunction));
    let expected = COUNTERPARTS.map(|(a, b, kinship)| (BTreeSet::from([a.to_owned(), b.to_owned()]), kinship));
    assert_eq!(found, expected.into());
}

#[test]
fn how_a_measure_is_taken_up_follows_from_its_partners() {
    let graph = &Set::corpus().graph;
    let all = rows(&comparison(graph, &["dongguan-2012", "dongguan-2018"]), What::Measures);
    let taken: Vec<_> = all.iter().filter(|row| row[0] == "taken-up").collect();
    for row in &taken {
        let partners = |column: usize| taken.iter().filter(|other| other[column] == row[column]).count();
        let expected = match (partners(3) > 1, partners(6) > 1) {
            (false, false) => "reworded",
            (true, false) => "split",
            (false, true) => "merged",
            (true, true) => "split|merged",
        };
        assert_eq!(
            row[9], expected,
            "six years later nothing is said in the same words: {row:?}"
        );
    }
    assert!(all.iter().all(|row| (row[0] == "taken-up") != row[9].is_empty()));
}

#[test]
fn who_only_lists_units_does_not_change_their_roles() {
    let graph = &Set::corpus().graph;
    let sides = comparison(graph, &["dongguan-2012", "dongguan-2018"]);
    for row in rows(&sides, What::Responsibilities) {
        let roles = row[11].as_str();
        let expected: &[&str] = match row[0].as_str() {
            "kept" => &["same", "lead-or-responsible", "not-told-apart"],
            "role-changed" => &["different"],
            "reformed" => &["same", "lead-or-responsible", "not-told-apart", "different"],
            _ => &[""],
        };
        assert!(expected.contains(&roles), "{row:?}");
        if roles == "not-told-apart" {
            assert_eq!(
                (row[2].as_str(), row[7].as_str()),
                ("support", "responsible"),
                "{row:?}"
            );
        }
    }
}

#[test]
fn no_measure_is_compared_with_all_others() {
    let graph = &Set::corpus().graph;
    let likeness = Likeness::of(graph);
    let all: Vec<NodeId> = graph.measures().map(|(node, _)| node).collect();
    let scored = likeness.scored_pairs(&all, &all);
    assert!(
        scored <= 2 * 48 * all.len(),
        "{scored} pairs for {} measures",
        all.len()
    );
    assert!(
        scored < all.len() * all.len() / 2,
        "{scored} pairs for {} measures",
        all.len()
    );
}

#[test]
fn a_reform_is_no_loss() {
    let graph = &Set::corpus().graph;
    let rows = rows(
        &comparison(graph, &["dongguan-2012", "dongguan-2018"]),
        What::Responsibilities,
    );
    let reformed = rows.iter().filter(|row| row[0] == "reformed");
    let reformed: BTreeSet<(&str, &str)> = reformed.map(|row| (row[1].as_str(), row[6].as_str())).collect();
    assert_eq!(reformed, [("东莞市对外贸易经济合作局", "东莞市商务局")].into());
}

#[test]
fn lines_of_the_corrections_file_win_and_are_told_where_they_speak_of_nothing() {
    let text = format!(
        "{}\nnot-similar\tdongguan-2012\t三/(十)\tdongguan-2018\t\t三/(三)/3\tanother matter\n\
         similar\tdongguan-2012\t七/(三十四)/1\tdongguan-2018\t\t三/(七)/3\tonly for the test\n\
         similar\tdongguan-2012\t九十九\tdongguan-2018\t\t三/(七)/3\tthere is no such section\n",
        COLUMNS.join("\t")
    );
    let corrections = Corrections::parse("c.tsv", &text).expect("every line is right");
    let options = Options {
        corrections: Some(&corrections),
        ..Options::default()
    };
    let outcome = Corpus::open(&[in_package("data/corpus")])
        .expect("it is there")
        .extract(&options);
    let unmatched: Vec<u32> = outcome.unmatched.iter().map(|line| line.line).collect();
    assert_eq!(unmatched, [4]);
    let graph = assemble(&outcome.facts, &outcome.inputs).expect("the facts fit together");
    let pairs = |graph: &Graph| -> BTreeSet<(String, String)> {
        let rows = rows(&comparison(graph, &["dongguan-2012", "dongguan-2018"]), What::Measures);
        let taken = rows.into_iter().filter(|row| row[0] == "taken-up");
        taken.map(|row| (row[3].clone(), row[6].clone())).collect()
    };
    let (before, after) = (pairs(&Set::corpus().graph), pairs(&graph));
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        before.difference(&after).collect::<Vec<_>>(),
        [&pair("三/(十)", "三/(三)/3")]
    );
    assert_eq!(
        after.difference(&before).collect::<Vec<_>>(),
        [&pair("七/(三十四)/1", "三/(七)/3")]
    );
    let similar = graph
        .edges(EdgeKind::SimilarTo)
        .filter(|edge| graph.describe(&edge.edge().evidence()[0]) == "corrections, line 3");
    assert_eq!(similar.count(), 1);
}

#[test]
fn sides_are_documents_or_what_they_share() {
    let graph = &Set::corpus().graph;
    for (side, documents) in [
        (
            "region=广东省/东莞市",
            &["dongguan-2012", "dongguan-2018", "dongguan-2022"][..],
        ),
        ("region=江门市", &["jiangmen-2015"]),
        ("year=2018", &["dongguan-2018"]),
        ("year=2015..2018", &["dongguan-2018", "jiangmen-2015"]),
        ("level=province", &["guangdong-2012"]),
    ] {
        let found = Side::named(graph, side).expect("it is there").documents;
        let found: Vec<&str> = found
            .iter()
            .filter_map(|node| Some(graph.node(*node).as_document()?.id.as_str()))
            .collect();
        assert_eq!(found, documents, "{side}");
    }
    for (side, said) in [
        ("dongguan-2081", "did you mean 'dongguan-2018'?"),
        ("year=18x", "'18x' is no year"),
        ("year=1999", "no document has year=1999; there is 2012, "),
        ("level=town", "'town' is no level"),
        ("colour=red", "'colour=red' tells no documents apart"),
    ] {
        let error = Side::named(graph, side).expect_err("there is none").to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn the_columns_are_those_that_are_promised() {
    let graph = &Set::corpus().graph;
    let comparison = comparison(graph, &["dongguan-2012", "dongguan-2018"]);
    for (what, columns) in [
        (
            What::Responsibilities,
            "change,unit_a,role_a,document_a,section_a,quote_a,unit_b,role_b,document_b,section_b,quote_b,roles",
        ),
        (
            What::Measures,
            "relation,score,document_a,section_a,measure_a,document_b,section_b,measure_b,shared,how",
        ),
        (
            What::Entities,
            "type,name,documents_a,documents_b,first_year,last_year,distinctive",
        ),
        (
            What::Targets,
            "indicator,document,section,value,unit,base_value,base_unit,year,kind,quote",
        ),
        (What::Structure, "side,statistic,key,value"),
    ] {
        let head = comparison.rows(what).to_csv();
        assert!(head.starts_with(columns), "{what}");
        insta::assert_snapshot!(format!("summary-{what}"), comparison.summary(what).join("\n"));
    }
}

#[test]
fn saved_queries_know_what_is_alike() {
    let graph = &Set::corpus().graph;
    for (query, arguments, least) in [
        ("taken-up", &[("document", "dongguan-2012")][..], 50),
        (
            "compare-responsibilities",
            &[("first", "dongguan-2012"), ("second", "dongguan-2018")],
            10,
        ),
        ("first-named", &[("type", "park")], 30),
        ("promised-and-reached", &[("indicator", "高新技术企业")], 1),
        ("counterparts", &[("unit", "东莞市商务局")], 1),
    ] {
        let rows = Query::find(query)
            .and_then(|query| query.run(graph, arguments))
            .expect("it has an answer");
        assert!(rows.len() >= least, "{query}: {} rows", rows.len());
    }
}
