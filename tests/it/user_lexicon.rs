//! A user's own lexicon files.

use crate::corpus::Folder;

const PLAN: &str = "东莞市科技创新实施方案\n\n东莞市人民政府\n2018年3月1日\n\n一、重点任务\n\
                    与芯火院合作,由市新质局牵头。\n中国散裂中子源先行。\n";

fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("docs/dongguan.txt", PLAN.as_bytes());
    folder
}

fn entities(folder: &Folder) -> String {
    folder.run(&["query", "entities", "--format", "csv"]).ended(0).stdout()
}

#[test]
fn rows_are_added_and_name_the_users_file() {
    let folder = folder();
    folder.write(
        "own/institutions.tsv",
        "# mine\nname\tshort\n东莞芯火研究院\t芯火院\n".as_bytes(),
    );
    folder.write(
        "own/departments.tsv",
        "function\tlevels\tname\tshort\n科技\tcity\t新质生产力局\t新质局\n".as_bytes(),
    );
    folder.write("own/README.md", b"not a table");
    let ran = folder.run(&["build", "docs", "--lexicon", "own"]).ended(0);
    assert!(!ran.stderr().contains("replaces"), "{}", ran.stderr());
    let found = entities(&folder);
    for row in [
        "institution,东莞芯火研究院,芯火院",
        "agency,东莞市新质生产力局,市新质局",
    ] {
        assert!(found.contains(row), "{row} in {found}");
    }
    let exported = folder.run(&["export", "--format", "node-link"]).ended(0).stdout();
    assert!(exported.contains("own/institutions.tsv: 东莞芯火研究院"), "{exported}");
    assert!(
        !exported.contains(&*folder.path().to_string_lossy()),
        "no machine's paths"
    );
}

#[test]
fn a_row_of_the_same_key_takes_the_place_of_ours() {
    let folder = folder();
    folder.write(
        "a/institutions.tsv",
        "name\tshort\n中国散裂中子源\t大科学装置\n".as_bytes(),
    );
    folder.write("b/institutions.tsv", "name\tshort\n中国散裂中子源\t芯火院\n".as_bytes());
    folder
        .run(&["build", "docs", "--lexicon", "a", "--lexicon", "b"])
        .ended(0)
        .complains("note: b/institutions.tsv replaces what was there for 中国散裂中子源");
    let found = entities(&folder);
    assert!(
        found.contains("institution,中国散裂中子源,芯火院|中国散裂中子源"),
        "{found}"
    );
}

#[test]
fn the_digest_covers_the_users_files() {
    let folder = folder();
    let lexicons = |ran: crate::corpus::Ran| {
        let said = ran.ended(0).stderr();
        let digest = said.rsplit_once("lexicons ").expect("it is told").1;
        digest[..16].to_owned()
    };
    let ours = lexicons(folder.run(&["build", "docs"]));
    folder.write("own/policies.tsv", "name\tshort\n芯火条例\t\n".as_bytes());
    let own = lexicons(folder.run(&["build", "docs", "--lexicon", "own"]));
    assert_ne!(ours, own);
    assert_eq!(
        own,
        lexicons(folder.run(&["build", "docs", "--lexicon", "./own/", "--jobs", "1"]))
    );
}

#[test]
fn mistakes_name_file_line_and_column() {
    for (name, text, said) in [
        (
            "institutes.tsv",
            "name\n",
            "own/institutes.tsv is no lexicon; the files are places.tsv, places-former.tsv",
        ),
        ("institutes.tsv", "name\n", "did you mean institutions.tsv?"),
        (
            "zones.tsv",
            "name\tshrt\n",
            "own/zones.tsv, line 1, column 2 (shrt): zones.tsv has no such column",
        ),
        (
            "zones.tsv",
            "# a\nname\tshort\n甲\n",
            "own/zones.tsv, line 3: 1 cells where the header has 2",
        ),
        (
            "bodies.tsv",
            "name\tfrom\n甲\t去年\n",
            "own/bodies.tsv, line 2, column 2 (from): '去年' is no year",
        ),
        (
            "departments.tsv",
            "name\tfunction\tlevels\n甲局\t科技\ttown\n",
            "line 2, column 3 (levels): 'town' is no level",
        ),
        (
            "places.tsv",
            "code\tname\tlevel\tparent\n1\t甲市\tcity\t\n",
            "line 2, column 3 (level): 'city' is no level",
        ),
        ("notes.txt", "", "there is no lexicon in own; the files are places.tsv"),
    ] {
        let folder = folder();
        folder.write(&format!("own/{name}"), text.as_bytes());
        folder
            .run(&["build", "docs", "--lexicon", "own"])
            .ended(1)
            .complains(said);
        assert!(!folder.files().contains(&"policy.graph".to_owned()), "{name}");
    }
    folder()
        .run(&["build", "docs", "--lexicon", "none"])
        .ended(1)
        .complains("cannot read the lexicon none");
}
