//! Input that nobody meant: every run ends with its exit code and with words that help.

use std::io::Read;
use std::process::{Child, Stdio};

use crate::corpus::Folder;

#[test]
fn files_that_are_no_text_are_told_apart() {
    let cases: [(&str, &[u8], &str); 9] = [
        ("archive.txt", b"PK\x03\x04\0\0", "a broken ZIP file"),
        (
            "noise",
            b"ab\0\x01\x02cd",
            "a binary file of no known format (NUL at byte 2)",
        ),
        ("latin.txt", b"d\xe9j\xe0 vu, na\xefve\n", "its encoding is not clear"),
        ("cut.txt", b"1\n\xe4\xba", "damaged UTF-8: byte 2 (line 2)"),
        ("blank.txt", b" \n\t\r\n\xe3\x80\x80\n", "empty"),
        ("nothing.txt", b"", "empty"),
        ("old.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("plan.docx", b"{\\rtf1 a}", "rich text; save it as .docx"),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n", "a picture"),
    ];
    let folder = Folder::with_documents();
    for (name, bytes, _) in cases {
        folder.write(&format!("docs/{name}"), bytes);
    }
    let ran = folder.run(&["build", "docs"]).ended(3).complains("2 documents");
    for (name, _, said) in cases {
        let warned = ran
            .stderr()
            .lines()
            .any(|line| line.contains(name) && line.contains(said));
        assert!(warned, "{name}: {said}\n{}", ran.stderr());
    }
}

#[test]
fn a_document_without_headings_still_says_who_is_responsible() {
    let folder = Folder::empty();
    folder.write("docs/a.txt", "加强统筹协调。(责任单位:市科技局)\n".as_bytes());
    folder.write("docs/b.txt", b"nothing of the kind\n");
    folder.run(&["build", "docs"]).ended(0);
    let rows = |query: &str| {
        let ran = folder.run(&["query", query, "--format", "jsonl"]).ended(0);
        ran.stdout().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(rows("documents").len(), 2);
    assert_eq!(rows("measures").len(), 0);
    let duties = rows("responsibilities");
    assert!(duties.len() == 1 && duties[0].contains(r#""section":"""#), "{duties:?}");
}

#[test]
fn a_megabyte_in_one_line_is_read_and_twenty_are_refused() {
    let sentence = "支持企业建设研发机构,到2020年达到500家以上。(责任单位:市科技局、市财政局)";
    let line = |bytes: usize| sentence.repeat(bytes / sentence.len());
    let folder = Folder::empty();
    folder.write("docs/long.txt", line(1_000_000).as_bytes());
    folder.run(&["build", "docs"]).ended(0);
    folder.write("docs/longer.txt", line(20_000_000).as_bytes());
    let ran = folder.run(&["build", "docs"]).ended(3);
    assert!(ran.stderr().contains("longer.txt: line 1 is"), "{}", ran.stderr());
}

#[test]
fn damage_in_the_midst_of_a_graph_is_an_error_where_it_is_met() {
    let folder = Folder::with_documents();
    folder.run(&["build", "docs"]).ended(0);
    let whole = std::fs::read(folder.path().join("policy.graph")).expect("it was built");
    // Where the nodes begin, which every question asks for.
    let mut flipped = whole.clone();
    flipped[40] ^= 1;
    folder.write("policy.graph", &flipped);
    for arguments in [
        &["query", "documents", "--format", "csv"][..],
        &["export", "--format", "ntriples"],
        &["check", "policy.graph"],
        &["review"],
    ] {
        let ran = folder
            .run(arguments)
            .ended(1)
            .complains("policy.graph is damaged or cut off");
        assert_eq!(ran.stdout(), "", "{arguments:?}");
        assert!(!ran.stderr().contains("panicked"), "{}", ran.stderr());
    }
    folder.write("policy.graph", &whole);
    folder.run(&["check", "policy.graph"]).ended(0);
}

#[test]
fn a_query_into_a_closed_pipe_is_no_error() {
    let folder = Folder::empty();
    // More than a pipe holds.
    let many = "建立机制。(责任单位:市科技局)\n".repeat(4_000);
    folder.write("docs/long.txt", format!("一、工作目标\n{many}").as_bytes());
    folder.run(&["build", "docs"]).ended(0);
    for format in ["csv", "json", "jsonl", "table", "html"] {
        let mut child = spawned(&folder, &["query", "measures", "--format", format]);
        drop(child.stdout.take());
        let code = child.wait().expect("it ends").code();
        assert_eq!((code, stderr(&mut child)), (Some(0), String::new()), "{format}");
    }
}

#[test]
fn queries_that_cannot_be_read_say_where() {
    let folder = Folder::with_graph();
    folder.write("latin1.rq", b"# caf\xe9\nSELECT ?d { ?d a pg:Document }");
    folder.write("empty.rq", b"");
    folder.write("update.rq", b"DELETE WHERE { ?s ?p ?o }");
    folder.write(
        "service.rq",
        b"SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } }",
    );
    folder.write("now.rq", b"SELECT (NOW() AS ?now) { }");
    let before = folder.files();
    for (query, code, said) in [
        ("latin1.rq", 1, "cannot read the query latin1.rq"),
        ("missing.rq", 1, "cannot read the query missing.rq"),
        ("docs", 1, "cannot read the query docs"),
        ("empty.rq", 2, "empty.rq:1:"),
        ("update.rq", 2, "update.rq uses DELETE"),
        ("service.rq", 2, "service.rq uses"),
        ("now.rq", 2, "now.rq uses"),
        ("", 2, "there is no saved query ''"),
    ] {
        folder
            .run(&["query", query, "-o", "out.csv"])
            .ended(code)
            .complains(said);
    }
    assert_eq!(folder.files(), before, "nothing is written");
}

#[test]
fn outputs_that_cannot_be_written_are_named_before_work_begins() {
    let folder = Folder::with_graph();
    folder.write("file", b"");
    let before = folder.files();
    for output in ["missing/out", "docs", "file/out"] {
        for command in [
            &["build", "docs", "-o", output][..],
            &["query", "documents", "-f", "csv", "-o", output],
            &["export", "-f", "graphml", "-o", output],
        ] {
            let said = format!("cannot write {output}");
            folder.run(command).ended(1).complains(&said);
        }
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn a_mistake_in_corpus_toml_is_named() {
    for (toml, said) in [
        ("[\"a.txt\"\n", "corpus.toml"),
        ("[\"dongguan-2018.txt\"]\nyear = \"soon\"\n", "corpus.toml"),
        ("[\"dongguan-2018.txt\"]\ncolour = \"red\"\n", "colour"),
        ("[\"dongguan-2018.txt\"]\nissued = \"2018-13-01\"\n", "issued"),
        ("[\"missing.txt\"]\nyear = 2018\n", "missing.txt"),
    ] {
        let folder = Folder::with_documents();
        folder.write("docs/corpus.toml", toml.as_bytes());
        folder.run(&["build", "docs"]).ended(1).complains(said);
        assert!(!folder.files().contains(&"policy.graph".to_owned()), "{toml}");
    }
}

#[test]
fn folders_named_like_documents_and_files_given_twice_are_read_once() {
    let folder = Folder::with_documents();
    folder.write("docs/folder.txt/inner.txt", "一、总则\n".as_bytes());
    folder.write("docs/.hidden.txt", b"\0");
    folder.write("docs/photo.png", b"\0");
    folder
        .run(&["build", "docs", "docs", "docs/dongguan-2018.txt", "./docs"])
        .ended(0)
        .complains("3 documents");
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_into_nothing_end() {
    let folder = Folder::with_documents();
    let docs = folder.path().join("docs");
    std::os::unix::fs::symlink(&docs, docs.join("again")).expect("it can be linked");
    folder.run(&["build", "docs"]).ended(0).complains("2 documents");
    std::fs::remove_file(docs.join("again")).expect("it was made");
    std::os::unix::fs::symlink(docs.join("nowhere"), docs.join("lost.txt")).expect("it can be linked");
    folder.run(&["build", "docs"]).ended(3).complains("lost.txt");
}

fn spawned(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = folder.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program runs")
}

fn stderr(child: &mut Child) -> String {
    let mut said = String::new();
    let mut stream = child.stderr.take().expect("it is piped");
    stream.read_to_string(&mut said).expect("it is UTF-8");
    said
}
