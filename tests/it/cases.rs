//! Sentences as official documents write them, each with what a careful reader takes from it: `tests/cases/`.
//!
//! `tests/cases/passing.txt` lists the cases that come out right. It may only grow: a listed case that fails fails the
//! test, and so does an unlisted case that passes, until `UPDATE_CASES=1` lists it. `SHOW_CASES=word` prints what is
//! still wrong with every case whose file or id holds the word.

mod check;
mod format;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;

use crate::sets::in_package;
use check::faults;
use format::Case;

const FOLDER: &str = "tests/cases";
const PASSING: &str = "tests/cases/passing.txt";
const HEAD: &str =
    "# The cases that come out right. UPDATE_CASES=1 cargo test --test it cases adds those that newly do.\n";

/// Every case, file by file.
fn cases() -> Vec<Case> {
    let entries = fs::read_dir(in_package(FOLDER)).expect("the cases are there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt") && !path.ends_with("passing.txt"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| format::read(path)).collect()
}

fn listed() -> BTreeSet<String> {
    let text = fs::read_to_string(in_package(PASSING)).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn list(ids: &BTreeSet<String>) {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    fs::write(in_package(PASSING), format!("{HEAD}{}\n", ids.join("\n"))).expect("the list can be written");
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the count and the open cases are for whoever works on them"
)]
fn cases_that_passed_still_do() {
    let (cases, listed) = (cases(), listed());
    let shown = env::var("SHOW_CASES").ok();
    let (mut passing, mut complaints) = (BTreeSet::new(), Vec::new());
    for case in &cases {
        let faults = faults(case);
        if faults.is_empty() {
            passing.insert(case.id.clone());
            continue;
        }
        let report = format!("{} ({})\n    {}", case.id, case.file, faults.join("\n    "));
        if shown
            .as_ref()
            .is_some_and(|word| report.contains(word) || word == "all")
        {
            println!("{report}\n");
        }
        if listed.contains(&case.id) {
            complaints.push(format!("passed before: {report}"));
        }
    }
    println!("cases: {} of {} pass", passing.len(), cases.len());
    if env::var_os("UPDATE_CASES").is_some() {
        list(&listed.union(&passing).cloned().collect());
    } else {
        let new = passing.difference(&listed).cloned().collect::<Vec<_>>();
        let advice = "run UPDATE_CASES=1 cargo test --test it cases and commit tests/cases/passing.txt";
        complaints.extend((!new.is_empty()).then(|| format!("now pass: {}\n    {advice}", new.join(", "))));
    }
    let ids: BTreeSet<&String> = cases.iter().map(|case| &case.id).collect();
    let gone = listed.iter().filter(|id| !ids.contains(id));
    complaints.extend(gone.map(|id| format!("listed as passing, but there is no such case: {id}")));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn cases_have_names_of_their_own() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        assert!(seen.insert(case.id.clone()), "two cases are called {}", case.id);
        assert!(!case.expected.is_empty(), "{} expects nothing", case.id);
    }
}
