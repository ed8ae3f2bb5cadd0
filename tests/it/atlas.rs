//! The folder that `atlas` writes.

use crate::corpus::Folder;

const TABLES: [&str; 6] = [
    "cooccurrences",
    "documents",
    "entities",
    "measures",
    "responsibilities",
    "targets",
];

#[test]
fn an_atlas_holds_the_graph_the_tables_and_the_page() {
    let folder = Folder::with_documents();
    folder
        .run(&["atlas", "docs", "--output", "out/atlas"])
        .ended(0)
        .complains("wrote out/atlas/index.html");
    let files = folder.files();
    let tables = TABLES.map(|name| format!("out/atlas/tables/{name}.csv"));
    for name in tables
        .iter()
        .map(String::as_str)
        .chain(["out/atlas/index.html", "out/atlas/policy.graph"])
    {
        assert!(files.iter().any(|file| file == name), "{name} is missing: {files:?}");
    }
    assert!(
        files
            .iter()
            .any(|file| file == "out/atlas/diagrams/responsibility-network.dot")
    );
    assert!(
        files.iter().all(|file| !file.contains(".policygraph-")),
        "a temporary file was left: {files:?}"
    );
}

#[test]
fn the_page_needs_nothing_and_tells_nothing_of_the_machine() {
    let folder = Folder::with_documents();
    let root = folder.path().to_string_lossy().into_owned();
    folder.write("docs/<script>alert(1).txt", b"\xff");
    let documents = format!("{root}/docs");
    folder.run(&["atlas", &documents, "--output", "atlas"]).ended(3);
    let page = folder.read("atlas/index.html");
    assert!(page.contains("default-src 'none'") || page.contains("default-src &#39;none&#39;"));
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "the page points at the network"
    );
    assert!(!page.contains(&root), "the page shows the machine's path");
    assert!(!page.contains("<script>alert"), "a file's name became markup");
    assert!(
        page.contains("&lt;script&gt;alert"),
        "the file that could not be read is not named"
    );
}

#[test]
fn a_second_atlas_in_the_same_folder_gives_the_same_bytes() {
    let folder = Folder::with_documents();
    folder.run(&["atlas", "docs", "--output", "a"]).ended(0);
    let (page, files) = (folder.read("a/index.html"), folder.files());
    folder.run(&["atlas", "docs", "--output", "a", "--jobs", "1"]).ended(0);
    assert_eq!(folder.read("a/index.html"), page);
    assert_eq!(folder.files(), files);
}

#[test]
fn an_atlas_where_none_can_be_is_an_error() {
    let folder = Folder::with_documents();
    folder.write("file", b"");
    let before = folder.files();
    folder
        .run(&["atlas", "docs", "--output", "file"])
        .ended(1)
        .complains("cannot write");
    folder
        .run(&["atlas", "missing", "--output", "atlas"])
        .ended(1)
        .complains("missing");
    assert_eq!(folder.files(), before);
}

#[test]
fn without_graphviz_a_line_says_how_to_get_it() {
    let folder = Folder::with_documents();
    let output = folder
        .command(&["atlas", "docs", "--output", "atlas"])
        .env("PATH", "")
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("Graphviz is not installed"), "{said}");
    assert!(folder.files().iter().all(|file| !file.contains(".svg")));
    assert!(folder.read("atlas/index.html").contains("没有安装 Graphviz"));

    folder.run(&["build", "docs"]).ended(0);
    let query = ["query", "responsibility-network", "--output", "a.svg"];
    let output = folder.command(&query).env("PATH", "").output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("apt install graphviz"));
}
