//! `path`, `rank`, `communities`, `matrix`, `vocabulary`, and what shells are told.

use crate::corpus::Folder;

#[test]
fn a_chain_shows_every_step_with_its_quote() {
    let folder = Folder::with_graph();
    let ask = |arguments: &[&str]| folder.run(&[&["path", "东莞市科学技术局", "东莞市财政局"], arguments].concat());
    let chains = ask(&["-f", "csv"]).ended(0).stdout();
    assert!(
        chains.contains("1,1,东莞市科学技术局,(一) 培育高新技术企业,responsible")
            && chains.contains("市科技局、市财政局"),
        "{chains}"
    );
    assert_eq!(chains.lines().count(), 5, "two chains of two steps:\n{chains}");
    let strongest = ask(&["--strongest", "--over", "co-occurs", "-f", "csv"])
        .ended(0)
        .stdout();
    assert_eq!(strongest.lines().count(), 2, "{strongest}");
    ask(&["--over", "cites"])
        .ended(0)
        .stderr_says("no chain of these edges");
    ask(&["--over", "walks"]).ended(2).complains("it is one of part-of");
    folder
        .run(&["path", "市科技局", "市财政局"])
        .ended(2)
        .complains("may be any of these");
    folder
        .run(&["path", "市科技局", "市财政局", "--region", "东莞"])
        .ended(0);
    ask(&["-o", "path.dot"]).ended(0);
    assert!(folder.read("path.dot").contains("两者之间"));
}

#[test]
fn ranks_and_communities_are_written_in_every_form() {
    let folder = Folder::with_graph();
    let ranks = folder
        .run(&["rank", "--ties", "partners", "-f", "csv"])
        .ended(0)
        .stdout();
    assert!(
        ranks.starts_with("rank,name,type,region,degree,strength,betweenness,eigenvector,pagerank,id\r\n1,东莞市"),
        "{ranks}"
    );
    let elsewhere = folder
        .run(&["rank", "--ties", "partners", "--region", "江门", "-f", "csv"])
        .ended(0)
        .stdout();
    assert_eq!(elsewhere.lines().count(), 1);
    for command in ["rank", "communities"] {
        folder.run(&[command, "--output", "network.graphml"]).ended(0);
        let graphml = folder.read("network.graphml");
        assert!(
            graphml.contains("<data key=\"quote\">") && graphml.contains("key id=\"weight\""),
            "{graphml}"
        );
        folder
            .run(&[command, "--output", "network.dot", "--top", "0"])
            .ended(0)
            .complains("the strongest 0 edges");
        folder.run(&[command, "--output", "network.dot"]).ended(0);
        let dot = folder.read("network.dot");
        assert!(
            dot.contains(if command == "rank" { "fontsize" } else { "[1] " }),
            "{dot}"
        );
    }
    for (arguments, said) in [
        (&["rank", "--by", "fame"][..], "it is one of degree"),
        (&["rank", "--ties", "blood"][..], "it is one of sentences"),
        (&["rank", "--document", "dongguan"][..], "dongguan-2018"),
        (&["communities", "--resolution", "0"][..], "0 is no resolution"),
    ] {
        folder.run(arguments).ended(2).complains(said);
    }
}

#[test]
fn two_mode_data_is_written_for_other_programs() {
    let folder = Folder::with_graph();
    let matrix = folder.run(&["matrix", "--document", "dongguan-2018"]).ended(0).stdout();
    assert_eq!(matrix.lines().count(), 3, "{matrix}");
    assert!(
        matrix.starts_with(",dongguan-2018 二/(一) 培育高新技术企业,"),
        "{matrix}"
    );
    folder.run(&["matrix", "--by", "documents", "-o", "units.dl"]).ended(0);
    assert!(folder.read("units.dl").starts_with("dl nr=3, nc=2 format=fullmatrix"));
    folder.run(&["matrix", "-o", "units.graphml"]).ended(0);
    let edges = folder
        .run(&["matrix", "-f", "edges", "--role", "lead"])
        .ended(0)
        .stdout();
    assert_eq!(edges, "source,target,weight\r\n");
    folder
        .run(&["matrix", "--by", "colour"])
        .ended(2)
        .complains("measures, documents or a type");
}

#[test]
fn the_vocabulary_is_a_page_a_table_and_a_file() {
    let folder = Folder::empty();
    let found = folder.run(&["vocabulary", "牵头"]).ended(0).stdout();
    assert!(found.contains("pg:leads") && !found.contains("pg:title"), "{found}");
    let turtle = folder.run(&["vocabulary", "-f", "ttl"]).ended(0).stdout();
    assert!(turtle.contains("@prefix prov:"));
    folder.run(&["vocabulary", "-o", "words.html"]).ended(0);
    assert!(folder.read("words.html").contains("机构"));
}

#[test]
fn a_query_that_multiplies_without_end_is_stopped() {
    let folder = Folder::with_graph();
    let text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";
    folder.write("long.rq", text.as_bytes());
    folder
        .run(&["query", "long.rq", "--timeout", "1", "-o", "out.csv"])
        .ended(1)
        .complains("was stopped after 1 s");
    assert!(!folder.files().contains(&"out.csv".to_owned()));
}

#[test]
fn limits_are_said() {
    let folder = Folder::with_graph();
    let ran = folder
        .run(&["query", "documents", "--limit", "1", "-f", "csv"])
        .ended(0);
    assert_eq!(ran.stdout().lines().count(), 2);
    assert!(ran.stderr().contains("note: the first 1 of 2 rows"), "{}", ran.stderr());
    folder.write(
        "triples.rq",
        "CONSTRUCT { ?u pg:responsibleFor ?m } { ?u pg:responsibleFor ?m }".as_bytes(),
    );
    let turtle = folder.run(&["query", "triples.rq", "-f", "ttl"]).ended(0).stdout();
    assert!(
        turtle.contains("pg:responsibleFor <https://policygraph.org/id/measure/dongguan-2018/二/(一)>"),
        "{turtle}"
    );
    let drawn = folder.run(&["query", "triples.rq"]).ended(0).stdout();
    assert!(drawn.contains("tooltip=\"(责任单位:市科技局"), "{drawn}");
}

/// What a shell is offered for the last of the words.
fn offered(folder: &Folder, words: &[&str]) -> String {
    let mut command = folder.command(&[&["--", "policygraph"], words].concat());
    command
        .env("COMPLETE", "fish")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let output = command.output().expect("the program runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn shells_complete_queries_parameters_and_names() {
    let folder = Folder::with_graph();
    for (words, expected) in [
        (&["query", "trace"][..], "trace-unit"),
        (&["query", "trace-unit", "--param", "un"][..], "unit="),
        (
            &["query", "trace-unit", "--param", "unit=东莞市财"][..],
            "unit=东莞市财政局",
        ),
        (&["query", "neighbours", "--param", "steps="][..], "steps=2"),
        (
            &["query", "trace-unit", "--param", "document=dong"][..],
            "document=dongguan-2018",
        ),
        (&["path", "江门市科"][..], "江门市科学技术局"),
    ] {
        let offered = offered(&folder, words);
        assert!(offered.contains(expected), "{words:?}: {offered}");
    }
    let script = folder
        .command(&[])
        .env("COMPLETE", "bash")
        .output()
        .expect("the program runs");
    assert!(String::from_utf8_lossy(&script.stdout).contains("complete"));
}
