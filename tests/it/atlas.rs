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
    let before = folder.written();
    folder
        .run(&["atlas", "docs", "--output", "file"])
        .ended(1)
        .complains("cannot write");
    folder
        .run(&["atlas", "missing", "--output", "atlas"])
        .ended(1)
        .complains("missing");
    assert_eq!(folder.written(), before);
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

/// Every page of the site, with its path.
fn pages(folder: &Folder, atlas: &str) -> Vec<(String, String)> {
    let below = format!("{atlas}/");
    let files = folder
        .files()
        .into_iter()
        .filter(|file| file.starts_with(&below) && ends_in(file, "html"));
    files.map(|file| (file.clone(), folder.read(&file))).collect()
}

#[test]
fn every_document_and_entity_has_its_page_and_every_quote_its_place() {
    let folder = Folder::with_documents();
    folder.run(&["atlas", "docs", "--output", "atlas"]).ended(0);
    let pages = pages(&folder, "atlas");
    let unit = pages.iter().find(|(path, page)| {
        path.starts_with("atlas/agency/") && page.contains("<h1 lang=zh-CN>东莞市科学技术局</h1>")
    });
    let (_, unit) = unit.expect("the unit has a page");
    assert!(unit.contains("市科技局") && unit.contains("培育高新技术企业"), "{unit}");
    let (target, _) = unit
        .split("href=../document/")
        .filter_map(|rest| rest.split_once('>'))
        .find(|(target, _)| target.contains("#s"))
        .expect("a quote leads to the document");
    let (page, place) = target.split_once('#').expect("it has a place");
    let document = folder.read(&format!("atlas/document/{page}"));
    assert!(document.contains(&format!("id={place}")), "{target} is nowhere");
}

#[test]
fn the_atlas_of_a_graph_is_that_of_its_documents() {
    let folder = Folder::with_graph();
    folder.run(&["atlas", "docs", "--output", "a"]).ended(0);
    folder
        .run(&["atlas", "--graph", "policy.graph", "--output", "b"])
        .ended(0);
    let (a, b) = (pages(&folder, "a"), pages(&folder, "b"));
    assert_eq!(a.len(), b.len());
    for ((path, page), (other, same)) in a.iter().zip(&b) {
        // What could not be read stands in no graph file.
        assert!(page == same || path == "a/index.html", "{path} and {other} differ");
    }
    folder.run(&["atlas", "--output", "c"]).ended(2);
    folder
        .run(&["atlas", "docs", "--graph", "policy.graph", "--output", "c"])
        .ended(2);
}

#[test]
fn nothing_that_a_document_says_becomes_markup() {
    let folder = Folder::empty();
    let long = "长".repeat(10_000);
    let plan = format!(
        "关于<script>alert(1)</script>创新的方案\n\n东莞市人民政府\n2018年3月1日\n\n一、\"onmouseover=\"alert(2)要求\n\
         (一)</svg>]]>培育企业\n支持建设\u{202e}机构。(责任单位:市<b onclick=alert(3)>科技局、市财政局)\n\
         (二)=1+1{long}\n由市科技局牵头,实施“<img src=x onerror=alert(4)>工程”。\n"
    );
    folder.write("docs/a.txt", plan.as_bytes());
    folder.write(
        "docs/corpus.toml",
        b"[\"a.txt\"]\nurl = \"javascript:alert(5)\"\nnumber = \"=1+1\"\n",
    );
    folder.run(&["atlas", "docs", "--output", "atlas"]).ended(0);
    for (path, page) in pages(&folder, "atlas") {
        for markup in [
            "<script>",
            "<b onclick",
            "<img src=x",
            "\"onmouseover",
            "href=\"javascript:",
            "href=javascript:",
            "\u{0}",
            "\u{202e}",
        ] {
            assert!(!page.contains(markup), "{markup:?} in {path}");
        }
    }
    for file in folder
        .files()
        .iter()
        .filter(|file| ends_in(file, "js") && file.starts_with("atlas/data"))
    {
        let data = folder.read(file);
        assert!(!data.contains('<') && !data.contains('\u{0}'), "{file}");
    }
    let table = folder.read("atlas/tables/documents.csv");
    assert!(table.contains(",'=1+1,"), "{table}");
}

fn ends_in(file: &str, extension: &str) -> bool {
    std::path::Path::new(file)
        .extension()
        .is_some_and(|found| found == extension)
}
