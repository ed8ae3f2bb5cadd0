//! Proposals, and the graph that is built with them.

use std::collections::BTreeMap;

use crate::corpus::Folder;

const PLAN: &str = "东莞市科技创新实施方案\n\n东莞市人民政府\n2018年3月1日\n\n一、重点任务\n\
                    与东莞电子研究院合作。\n支持东莞电子工业技术研究院发展。\n与松山湖合作,建设“大学创新城”。制定松山湖大学创新城的规划方案。(责任单位:市科技局、大学创新城)\n";
const NO_HEADER: &str = "一、加强领导\n建立协调机制。(责任单位:科技局、财政局)\n";

fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("docs/dongguan.txt", PLAN.as_bytes());
    folder.write("docs/unsigned.txt", NO_HEADER.as_bytes());
    folder.run(&["build", "docs"]).ended(0);
    folder
}

/// The printed forms of every entity, by document and name.
fn printed(folder: &Folder, graph: &str) -> BTreeMap<(String, String), String> {
    let table = folder
        .run(&["query", "entities", "--graph", graph, "-f", "csv"])
        .ended(0)
        .stdout();
    let row = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        ((cells[0].to_owned(), cells[2].to_owned()), cells[3].to_owned())
    };
    table.lines().skip(1).map(row).collect()
}

#[test]
fn proposals_go_to_standard_output_and_questions_are_comments() {
    let folder = folder();
    let ran = folder.run(&["review"]).ended(0);
    let text = ran.stdout();
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows[0], "action\tdocument\tsection\tname\ttype\tvalue\treason");
    let join = "alias\tdongguan\t\t东莞电子研究院\tinstitution\t东莞电子工业技术研究院\tshort for it? 1 mention, 1 mention (dongguan: 与东莞电子研究院合作。;";
    assert!(rows.iter().any(|row| row.starts_with(join)), "{text}");
    let question = "# alias\tunsigned\t\t科技局\tagency\t东莞市科学技术局@广东省/东莞市\twhose is it?";
    assert!(text.lines().any(|line| line.starts_with(question)), "{text}");
    assert!(ran.stderr().contains("proposals and "), "{}", ran.stderr());
}

#[test]
fn the_weightiest_comes_first() {
    let text = folder().run(&["review"]).ended(0).stdout();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    assert!(
        at("\t大学创新城\t") < at("\t东莞电子研究院\t"),
        "three mentions and a duty before two mentions"
    );
}

#[test]
fn a_build_with_the_proposals_does_what_they_say() {
    let folder = folder();
    folder.run(&["review", "--output", "c.tsv"]).ended(0);
    folder
        .run(&["build", "docs", "--corrections", "c.tsv", "-o", "joined.graph"])
        .ended(0)
        .complains("all applied");
    let (before, after) = (printed(&folder, "policy.graph"), printed(&folder, "joined.graph"));
    let mut joins = 0;
    for line in folder.read("c.tsv").lines().filter(|line| line.starts_with("alias")) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, body] = [cells[3], cells[5]].map(|name| (cells[1].to_owned(), name.to_owned()));
        assert!(before.contains_key(&name) && !after.contains_key(&name), "{line}");
        for form in before[&name].split('|').chain(before[&body].split('|')) {
            assert!(after[&body].contains(form), "{form} is now {}: {line}", body.1);
        }
        joins += 1;
    }
    assert!(joins >= 2, "there are two pairs in the sample");
    let again = folder.run(&["review", "joined.graph"]).ended(0).stdout();
    assert!(
        !again.lines().any(|line| line.starts_with("alias")),
        "nothing is left to join: {again}"
    );
}

#[test]
fn a_question_answered_is_a_line() {
    let folder = folder();
    let text = folder.run(&["review"]).ended(0).stdout();
    folder.write("c.tsv", text.replace("\n# alias\t", "\nalias\t").as_bytes());
    let ran = folder.run(&["build", "docs", "--corrections", "c.tsv"]);
    if text.contains("\t…\t") {
        ran.ended(1).complains("column 6 (value): write the name in full here");
    } else {
        ran.ended(0).complains("all applied");
    }
}

#[test]
fn what_the_user_has_kept_apart_is_not_proposed_again() {
    let folder = folder();
    let line = "action\tdocument\tsection\tname\ttype\tvalue\treason\n\
                not-the-same\t\t\t东莞电子研究院\t\t东莞电子工业技术研究院\ttwo houses\n";
    folder.write("c.tsv", line.as_bytes());
    let text = folder.run(&["review", "--corrections", "c.tsv"]).ended(0).stdout();
    assert!(!text.contains("东莞电子"), "{text}");
    folder
        .run(&["build", "docs", "--corrections", "c.tsv"])
        .ended(0)
        .complains("all applied");
}

#[test]
fn a_graph_that_is_not_there_is_named() {
    let folder = Folder::empty();
    folder.run(&["review"]).ended(1).complains("cannot read policy.graph");
    folder
        .run(&["review", "a.graph", "--output", "no/c.tsv"])
        .ended(1)
        .complains("cannot write no/c.tsv");
}

#[test]
fn the_example_corpus_is_reviewed_and_built_again() {
    let folder = Folder::empty();
    let corpus = format!("{}/data/corpus", env!("CARGO_MANIFEST_DIR"));
    folder.run(&["build", &corpus]).ended(0);
    folder.run(&["review", "-o", "c.tsv"]).ended(0);
    folder
        .run(&["build", &corpus, "--corrections", "c.tsv"])
        .ended(0)
        .complains("all applied");
}
