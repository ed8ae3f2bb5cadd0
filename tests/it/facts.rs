//! Extraction and assembly apart from each other, and builds that take from a cache what was read before.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use policygraph::assemble::assemble;
use policygraph::facts::Facts;
use proptest::prelude::*;

use crate::corpus::Folder;
use crate::sets::Set;

const ORDER: &str = "东莞市数字经济工作方案\n\n东莞市人民政府\n2021年5月6日\n\n一、重点任务\n\
                     (一)建设平台\n建设数据平台。(牵头单位:市发展改革局,配合单位:市科技局)\n";

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The graph of these documents, read without any cache.
fn fresh(folder: &Folder) -> Vec<u8> {
    folder
        .run(&["build", "docs", "--no-cache", "-o", "fresh.graph"])
        .ended(0);
    bytes(folder, "fresh.graph")
}

fn built(folder: &Folder, said: &str) {
    let ran = folder.run(&["build", "docs"]).ended(0).stderr_says(said);
    assert_eq!(bytes(folder, "policy.graph"), fresh(folder), "{}", ran.stderr());
}

#[test]
fn a_build_is_extraction_and_assembly() {
    let folder = Folder::with_documents();
    folder.write(
        "docs/corpus.toml",
        "[\"jiangmen-2015.txt\"]\nregion = \"广东省/江门市\"\n".as_bytes(),
    );
    let whole = fresh(&folder);
    for (name, parts) in [
        ("docs/dongguan-2018.txt", "a.facts"),
        ("docs/jiangmen-2015.txt", "b.jsonl"),
    ] {
        folder.run(&["extract", name, "-o", parts]).ended(0);
    }
    for parts in [["a.facts", "b.jsonl"], ["b.jsonl", "a.facts"]] {
        folder
            .run(&["assemble", parts[0], parts[1], parts[0], "-o", "joined.graph"])
            .ended(0)
            .complains("wrote joined.graph");
        assert_eq!(bytes(&folder, "joined.graph"), whole);
    }
    folder.write("broken.facts", &bytes(&folder, "a.facts")[..99]);
    folder
        .run(&["assemble", "a.facts", "broken.facts", "-o", "none.graph"])
        .ended(1)
        .complains("broken.facts: they are damaged or cut off");
    assert!(!folder.path().join("none.graph").exists());
}

#[test]
fn what_could_not_be_read_is_told_again_when_it_is_assembled() {
    let folder = Folder::with_documents();
    folder.write("docs/lost.txt", b"\x00\x01\x02");
    folder
        .run(&["extract", "docs", "-o", "all.facts"])
        .ended(3)
        .complains("lost.txt");
    folder
        .run(&["assemble", "all.facts"])
        .ended(3)
        .complains("warning: lost.txt: a binary file");
    folder
        .run(&["assemble", "all.facts", "--strict", "-o", "strict.graph"])
        .ended(1)
        .complains("--strict");
}

#[test]
fn documents_that_share_an_id_in_two_parts_are_both_kept() {
    let folder = Folder::empty();
    folder.write("a/plan.txt", ORDER.as_bytes());
    folder.write("b/plan.txt", ORDER.replace("2021", "2022").as_bytes());
    for part in ["a", "b"] {
        folder.run(&["extract", part, "-o", &format!("{part}.facts")]).ended(0);
    }
    folder
        .run(&["assemble", "b.facts", "a.facts"])
        .ended(0)
        .complains("two documents are called plan");
    let table = folder.run(&["query", "documents", "--format", "csv"]).ended(0).stdout();
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn only_what_is_new_or_changed_is_read() {
    let folder = Folder::with_documents();
    let ran = folder.run(&["build", "docs"]).ended(0);
    assert!(
        !ran.stderr().contains("from the cache"),
        "there was none: {}",
        ran.stderr()
    );
    built(&folder, "from the cache: 2 documents, read anew: 0");
    folder.write("docs/dongguan-2021.txt", ORDER.as_bytes());
    built(&folder, "from the cache: 2 documents, read anew: 1");
    folder.write(
        "docs/dongguan-2021.txt",
        ORDER.replace("数据平台", "算力平台").as_bytes(),
    );
    built(&folder, "from the cache: 2 documents, read anew: 1");
    fs::remove_file(folder.path().join("docs/jiangmen-2015.txt")).expect("it is there");
    built(&folder, "from the cache: 2 documents, read anew: 0");
}

#[test]
fn what_is_said_of_a_document_makes_it_another() {
    let folder = Folder::with_documents();
    folder.run(&["build", "docs"]).ended(0);
    folder.write(
        "docs/corpus.toml",
        "[\"jiangmen-2015.txt\"]\nregion = \"广东省/江门市\"\n".as_bytes(),
    );
    built(&folder, "from the cache: 1 document, read anew: 1");
    folder.write(
        "corrections.tsv",
        "action\tdocument\tsection\tname\ttype\tvalue\treason\ndrop\tdongguan-2018\t\t创业投资基金\t\t\tnone\n"
            .as_bytes(),
    );
    folder
        .run(&["build", "docs", "--corrections", "corrections.tsv"])
        .ended(0)
        .stderr_says("from the cache: 1 document, read anew: 1");
    folder.write(
        "mine/institutions.tsv",
        "name\tshort\tparent\n丙研究院\t丙院\t\n".as_bytes(),
    );
    let ran = folder.run(&["build", "docs", "--lexicon", "mine"]).ended(0);
    assert!(!ran.stderr().contains("from the cache"), "{}", ran.stderr());
}

#[test]
fn a_cache_that_cannot_be_used_is_no_reason_to_stop() {
    let folder = Folder::with_documents();
    let whole = fresh(&folder);
    folder.write("policy.graph.cache", b"a file");
    folder
        .run(&["build", "docs"])
        .ended(0)
        .complains("warning: the cache policy.graph.cache");
    assert_eq!(bytes(&folder, "policy.graph"), whole);
    folder.run(&["build", "docs", "--cache", "kept"]).ended(0);
    folder.write("kept/000001.pack", b"policypk and then nothing that is whole");
    folder.run(&["build", "docs", "--cache", "kept"]).ended(0);
    assert_eq!(bytes(&folder, "policy.graph"), whole);
}

#[test]
fn a_cache_among_the_documents_is_none_of_them() {
    let folder = Folder::with_documents();
    for _ in 0..2 {
        let ran = folder.run(&["build", "docs", "-o", "docs/policy.graph"]).ended(0);
        assert!(ran.stderr().contains("2 documents"), "{}", ran.stderr());
        assert!(!ran.stderr().contains("warning"), "{}", ran.stderr());
    }
}

#[test]
fn a_build_that_is_killed_loses_nothing() {
    let folder = Folder::with_documents();
    folder.run(&["build", "docs"]).ended(0);
    let before = bytes(&folder, "policy.graph");
    for number in 0..40 {
        folder.write(
            &format!("docs/{number}.txt"),
            ORDER.replace("平台", &format!("平台{number}")).as_bytes(),
        );
    }
    for wait in [5, 120, 400, 700] {
        let mut child = folder
            .command(&["build", "docs"])
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().expect("it ends");
        let now = bytes(&folder, "policy.graph");
        assert!(now == before || now == fresh(&folder), "half a graph after {wait} ms");
    }
    folder.run(&["build", "docs"]).ended(0);
    assert_eq!(bytes(&folder, "policy.graph"), fresh(&folder));
}

/// Runs `extract --stdin` on these lines.
fn piped(folder: &Folder, lines: &str) -> (Option<i32>, String) {
    let mut command = folder.command(&["extract", "--stdin"]);
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("everything is read");
    (
        output.status.code(),
        String::from_utf8(output.stdout).expect("JSON is UTF-8"),
    )
}

#[test]
fn lines_from_a_pipe_become_merged_facts_and_records_of_errors() {
    let folder = Folder::with_documents();
    let whole = fresh(&folder);
    let line = |id: &str| {
        let text = folder.read(&format!("docs/{id}.txt"));
        serde_json::json!({"id": id, "path": format!("{id}.txt"), "text": text}).to_string()
    };
    let (first, second) = (line("dongguan-2018"), line("jiangmen-2015"));
    let (code, together) = piped(&folder, &format!("{first}\nbroken\n{second}\n{{\"id\":\"x\"}}\n"));
    assert_eq!(code, Some(0), "bad lines do not end it");
    let kinds: Vec<&str> = together.lines().map(|line| &line[..22]).collect();
    assert_eq!(
        kinds.len(),
        4,
        "one line for each year and region, one for each error: {kinds:?}"
    );
    folder.write("all.jsonl", together.as_bytes());
    folder
        .run(&["assemble", "all.jsonl", "-o", "piped.graph"])
        .ended(3)
        .complains("warning: line 2: ");
    assert_eq!(
        bytes(&folder, "piped.graph"),
        whole,
        "what was read is not touched by what was not"
    );

    folder.write("parts/1.jsonl", piped(&folder, &second).1.as_bytes());
    folder.write("parts/2.jsonl", piped(&folder, &first).1.as_bytes());
    folder.run(&["assemble", "parts", "-o", "parts.graph"]).ended(0);
    assert_eq!(bytes(&folder, "parts.graph"), whole);
    assert_eq!(piped(&folder, ""), (Some(0), String::new()));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly() {
    let folder = Folder::empty();
    for number in 0..300 {
        folder.write(
            &format!("docs/{number}.txt"),
            ORDER.repeat(20).replace("平台", &format!("平台{number}")).as_bytes(),
        );
    }
    let child = folder
        .command(&["build", "docs", "--jobs", "1"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let pack = folder.path().join("policy.graph.cache/000001.pack");
    while !pack.exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let asked = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(asked.expect("kill runs").success());
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("stay in the cache"), "{said}");
    let left: BTreeSet<String> = folder
        .files()
        .into_iter()
        .filter(|file| !file.starts_with("docs/"))
        .collect();
    let cache = ["policy.graph.cache/000001.pack", "policy.graph.cache/CACHEDIR.TAG"];
    assert_eq!(left, BTreeSet::from(cache.map(str::to_owned)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the documents are dealt out, in whatever order and form the parts are joined.
    #[test]
    fn merging_depends_on_the_documents_alone(
        deal in prop::collection::vec((0_usize..4, any::<u32>()), 16),
        nested in any::<bool>(),
    ) {
        let facts = &Set::corpus().facts;
        let whole = facts.to_bytes().expect("memory holds it");
        let documents: Vec<_> = facts.documents().collect();
        let mut order: Vec<usize> = (0..facts.len()).collect();
        order.sort_by_key(|index| deal[index % deal.len()].1);
        let mut parts = vec![Facts::default().on(facts.ground().clone()); 4];
        for index in order {
            let part = &mut parts[deal[index % deal.len()].0];
            *part = std::mem::take(part).merge(Facts::of(&documents[index]));
        }
        let written = parts.into_iter().enumerate().map(|(number, part)| {
            let bytes = if number % 2 == 0 { part.to_bytes() } else { part.to_lines().map(String::into_bytes) };
            Facts::from_bytes(&bytes.expect("memory holds it")).expect("it was just written")
        });
        let mut parts: Vec<Facts> = written.collect();
        parts.sort_by_key(|part| deal[part.len() % deal.len()].1);
        let merged = if nested {
            let later = parts.split_off(2);
            Facts::merged(later).merge(Facts::merged(parts))
        } else {
            parts.into_iter().rev().fold(Facts::default(), Facts::merge)
        };
        prop_assert_eq!(merged.to_bytes().expect("memory holds it"), whole);
        let [a, b] = [&merged, facts].map(|facts| assemble(facts, &facts.inputs()).expect("consistent").summary());
        prop_assert_eq!(a, b);
    }
}
