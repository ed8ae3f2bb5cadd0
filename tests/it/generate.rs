//! Generated plans, whose responsibilities are known.

use std::collections::BTreeSet;
use std::path::Path;

use crate::corpus::Folder;

/// The columns document, section, role and unit of a table.
fn duties(path: &Path) -> BTreeSet<[String; 4]> {
    let mut table = csv::Reader::from_path(path).expect("it was written");
    let heads = table.headers().expect("it has a head").clone();
    let place = |name: &str| {
        heads
            .iter()
            .position(|head| head.trim_start_matches('\u{feff}') == name)
    };
    let places = ["document", "section", "role", "unit"].map(|name| place(name).expect("it has the column"));
    let rows = table.records().map(|row| row.expect("it is a row"));
    rows.map(|row| places.map(|place| row[place].to_owned())).collect()
}

#[test]
fn every_known_responsibility_is_found_and_no_other() {
    let folder = Folder::empty();
    folder.run(&["generate", "40", "--output", "made"]).ended(0);
    folder.run(&["build", "made/documents"]).ended(0);
    let query = ["query", "responsibilities", "--output", "found.csv"];
    folder.run(&query).ended(0);
    let [known, found] = ["made/answers.csv", "found.csv"].map(|name| duties(&folder.path().join(name)));
    assert!(known.len() > 1_000, "{} are known", known.len());
    let differing: Vec<_> = known.symmetric_difference(&found).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn a_plan_is_the_same_whatever_their_number_and_another_with_another_seed() {
    let folder = Folder::empty();
    let plan = |count: &str, seed: &str| {
        folder
            .run(&["generate", count, "--seed", seed, "--output", "made"])
            .ended(0);
        std::fs::read_to_string(folder.path().join("made/documents/plan-000002.txt")).expect("it was written")
    };
    let first = plan("3", "1");
    assert_eq!(first, plan("5", "1"));
    assert_ne!(first, plan("3", "2"));
}
