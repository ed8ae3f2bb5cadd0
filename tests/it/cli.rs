//! Commands, exit codes, messages.

use std::io::Read;
use std::process::Stdio;

use crate::corpus::Folder;

#[test]
fn a_build_says_what_it_made() {
    let folder = Folder::with_documents();
    let ran = folder.run(&["build", "docs"]).ended(0).complains("wrote policy.graph");
    for said in [
        "2 documents",
        "entities:",
        "edges:",
        "doubtful:",
        "made from: policygraph",
    ] {
        assert!(ran.stderr().contains(said), "{said}: {}", ran.stderr());
    }
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let folder = Folder::with_graph();
    folder
        .run(&[
            "build",
            "docs/jiangmen-2015.txt",
            "docs/dongguan-2018.txt",
            "--jobs",
            "1",
            "-o",
            "b.graph",
        ])
        .ended(0);
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("it was written");
    for format in ["node-link", "graphml"] {
        for graph in ["policy.graph", "b.graph"] {
            folder
                .run(&[
                    "export",
                    "--graph",
                    graph,
                    "-f",
                    format,
                    "-o",
                    &format!("{graph}.{format}"),
                ])
                .ended(0);
        }
        assert_eq!(
            read(&format!("policy.graph.{format}")),
            read(&format!("b.graph.{format}"))
        );
    }
}

#[test]
fn documents_that_cannot_be_read_are_named_and_the_others_built() {
    let folder = Folder::with_documents();
    folder.write("docs/binary.txt", &[0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00, 0x01]);
    folder.run(&["build", "docs"]).ended(3).complains("binary.txt");
    assert!(folder.files().contains(&"policy.graph".to_owned()));
}

#[test]
fn strict_writes_nothing_if_a_document_cannot_be_read() {
    let folder = Folder::with_documents();
    folder.write("docs/latin1.txt", b"caf\xe9 \xff");
    let before = folder.written();
    folder
        .run(&["build", "docs", "--strict"])
        .ended(1)
        .complains("--strict");
    assert_eq!(folder.written(), before);
}

#[test]
fn nothing_to_read_is_an_error() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.path().join("empty")).expect("it can be made");
    folder.run(&["build", "empty"]).ended(1).complains("empty");
    folder.run(&["build", "missing"]).ended(1).complains("missing");
    folder.write("only/bad.txt", &[0xff, 0xfe, 0xfd]);
    folder.run(&["build", "only"]).ended(1).complains("bad.txt");
    assert_eq!(folder.files(), ["only/bad.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_is_an_error_and_leaves_nothing() {
    let folder = Folder::with_graph();
    let before = folder.written();
    let (build, query) = (["build", "docs", "-o"], ["query", "documents", "-o"]);
    for command in [build.as_slice(), query.as_slice()] {
        for output in ["no/such/folder/out.csv", "docs"] {
            folder
                .run(&[command, &[output]].concat())
                .ended(1)
                .complains("cannot write");
        }
    }
    assert_eq!(folder.written(), before);
}

#[test]
fn wrong_usage_attempts_nothing() {
    let folder = Folder::with_graph();
    for (arguments, said) in [
        (&["build"][..], "PATH"),
        (&["query", "responsibilites"], "did you mean responsibilities"),
        (&["query", "trace-unit"], "needs the parameter 'unit'"),
        (
            &["query", "trace-unit"],
            "usage: policygraph query trace-unit --param unit=UNIT [--param",
        ),
        (
            &["query", "trace-unit", "-p", "unit=市科技局"],
            "江门市科学技术局 (agency, 广东省/江门市)",
        ),
        (
            &["query", "trace-unit", "-p", "unit=科技厅", "--region", "江门"],
            "江门市科学技术局",
        ),
        (&["query", "documents", "--year", "18"], "write 2018, 2012-2018"),
        (
            &["query", "documents", "--format", "ttl"],
            "only CONSTRUCT and DESCRIBE",
        ),
        (&["query", "documents", "--param", "year=2018"], "no parameter 'year'"),
        (&["query", "documents", "--param", "year"], "KEY=VALUE"),
        (&["query", "documents", "--format", "xls"], "xls"),
        (&["query", "documents", "--format", "dot"], "no column 'source'"),
        (&["export"], "--format"),
        (&["export", "--format", "gexf"], "'gexf' is no export format"),
    ] {
        folder.run(arguments).ended(2).complains(said);
    }
}

#[test]
fn a_syntax_error_is_pointed_at() {
    let folder = Folder::with_graph();
    folder.write("mine.rq", "SELECT ?d WHERE {\n  ?d a 市科技局 !\n}\n".as_bytes());
    let ran = folder.run(&["query", "mine.rq"]).ended(2).complains("mine.rq:2:");
    assert!(ran.stderr().trim_end().ends_with('^'), "{}", ran.stderr());
}

#[test]
fn a_graph_that_is_none_is_refused() {
    let folder = Folder::with_graph();
    folder
        .run(&["query", "documents", "--graph", "docs/dongguan-2018.txt"])
        .ended(1)
        .complains("is not a policygraph graph");
    folder
        .run(&["query", "documents", "--graph", "missing.graph"])
        .ended(1)
        .complains("cannot read missing.graph");
    let mut bytes = std::fs::read(folder.path().join("policy.graph")).expect("it was built");
    bytes.pop();
    folder.write("cut.graph", &bytes);
    folder
        .run(&["export", "-f", "graphml", "-g", "cut.graph"])
        .ended(1)
        .complains("build it again");
}

#[test]
fn without_a_name_the_queries_are_listed() {
    let listed = Folder::empty().run(&["query"]).ended(0).stdout();
    for name in ["documents", "responsibilities", "trace-unit", "--param unit="] {
        assert!(listed.contains(name), "{name} is not listed:\n{listed}");
    }
}

#[test]
fn no_rows_are_an_answer_and_said_to_be_none() {
    let folder = Folder::with_graph();
    folder.write("none.rq", "SELECT ?d { ?d a pg:Document ; pg:id 'none' }".as_bytes());
    let ran = folder.run(&["query", "none.rq", "-f", "csv"]).ended(0);
    assert_eq!(ran.stdout().lines().count(), 1, "only the header");
    assert!(ran.stderr().contains("nothing in policy.graph answers this"));
}

#[test]
fn rows_come_in_every_form() {
    let folder = Folder::with_graph();
    let ask = |format: &str| {
        folder
            .run(&["query", "documents", "--format", format])
            .ended(0)
            .stdout()
    };
    assert!(
        ask("csv").starts_with("document,title,number,issuers,region,issued,period_start,period_end,kind,path\r\n")
    );
    assert!(ask("json").starts_with('['));
    assert_eq!(ask("jsonl").lines().count(), 2);
    assert!(ask("table").starts_with("document"));
    assert!(ask("html").starts_with("<!DOCTYPE html>"));
    folder.run(&["query", "documents", "--output", "out.jsonl"]).ended(0);
    assert_eq!(folder.read("out.jsonl"), ask("jsonl"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::with_documents();
    // More than a pipe holds, so that the program must meet the closed end.
    let many = "建立机制。(责任单位:市科技局)\n".repeat(4_000);
    folder.write("docs/long.txt", format!("一、工作目标\n{many}").as_bytes());
    folder.run(&["build", "docs"]).ended(0);
    let mut command = folder.command(&["export", "--format", "graphml"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("it is piped")
        .read_to_string(&mut said)
        .expect("it is UTF-8");
    assert_eq!(said, "");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn every_help_has_an_example() {
    let folder = Folder::empty();
    for command in [
        "build",
        "query",
        "path",
        "rank",
        "communities",
        "matrix",
        "vocabulary",
        "atlas",
        "export",
        "review",
    ] {
        let help = folder.run(&[command, "--help"]).ended(0).stdout();
        assert!(help.contains(&format!("  policygraph {command}")), "{help}");
    }
    assert!(folder.run(&["--help"]).ended(0).stdout().contains("Exit codes"));
}
