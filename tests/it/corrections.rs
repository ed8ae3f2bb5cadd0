//! The corrections file, as a user writes it and sees what becomes of it.

use crate::corpus::Folder;

const HEADER: &str = "action\tdocument\tsection\tname\ttype\tvalue\treason";

const PLAN: &str = "东莞市科技创新实施方案\n\n东莞市人民政府\n2018年3月1日\n\n一、工作目标\n\
                    开展三打两建,办好“东莞杯”工业设计大赛,生态园先行。\n二、重点任务\n(一)培育企业\n\
                    与东莞电子研究院合作,支持东莞电子工业技术研究院发展。(责任单位:市科技局、市财政局)\n\
                    (二)建设芯火谷\n由芯火办牵头,市科技局配合。江门市科技局参加。(责任单位:芯火办、生态园)\n";
const OPINION: &str = "江门市产业发展意见\n\n江门市人民政府\n2015年6月2日\n\n一、加强领导\n\
                       建立协调机制,市科技局负责。(责任单位:市科技局)\n";

fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("docs/dongguan.txt", PLAN.as_bytes());
    folder.write("docs/jiangmen.txt", OPINION.as_bytes());
    folder
}

/// A build with these lines.
fn built(folder: &Folder, lines: &[&str]) -> crate::corpus::Ran {
    let text = format!("# by hand\n{HEADER}\n{}\n", lines.join("\n"));
    folder.write("c.tsv", text.as_bytes());
    folder.run(&["build", "docs", "--corrections", "c.tsv"])
}

/// `document,type,name,printed` of every entity.
fn entities(folder: &Folder) -> Vec<String> {
    rows(folder, "entities", 4)
}

/// The first cells of every row of a query but the header.
fn rows(folder: &Folder, query: &str, cells: usize) -> Vec<String> {
    let table = folder.run(&["query", query, "--format", "csv"]).ended(0).stdout();
    let first = |row: &str| row.split(',').take(cells).collect::<Vec<_>>().join(",");
    table.lines().skip(1).map(first).collect()
}

#[track_caller]
fn has(rows: &[String], row: &str) {
    assert!(rows.iter().any(|other| other == row), "{row} in {rows:#?}");
}

#[track_caller]
fn has_not(rows: &[String], row: &str) {
    assert!(!rows.iter().any(|other| other.contains(row)), "{row} in {rows:#?}");
}

#[test]
fn an_alias_joins_two_names() {
    let folder = folder();
    built(
        &folder,
        &["alias\t\t\t东莞电子研究院\tinstitution\t东莞电子工业技术研究院\tits short name"],
    )
    .ended(0)
    .complains("corrections: 1 line, all applied");
    let found = entities(&folder);
    has(
        &found,
        "dongguan,institution,东莞电子工业技术研究院,东莞电子研究院|东莞电子工业技术研究院",
    );
    has_not(&found, "institution,东莞电子研究院");
}

#[test]
fn an_alias_holds_for_its_document_alone() {
    let folder = folder();
    built(&folder, &["alias\tdongguan\t\t市科技局\tagency\t东莞市科技口\twhy"]).ended(0);
    let found = entities(&folder);
    has(&found, "dongguan,agency,东莞市科技口,市科技局");
    has(&found, "jiangmen,agency,江门市科学技术局,市科技局");
}

#[test]
fn a_line_for_one_document_goes_before_one_for_all_and_aliases_follow_each_other() {
    let folder = folder();
    let lines = [
        "alias\t\t\t市科技局\tagency\t甲科技口\twhy",
        "alias\tdongguan\t\t市科技局\tagency\t乙科技口\twhy",
        "alias\t\t\t乙科技口\tagency\t丙科技口\twhy",
    ];
    for order in [[0, 1, 2], [2, 1, 0]] {
        built(&folder, &order.map(|line| lines[line]))
            .ended(0)
            .complains("all applied");
        let found = entities(&folder);
        has(&found, "dongguan,agency,丙科技口,市科技局");
        has(&found, "jiangmen,agency,甲科技口,市科技局");
    }
}

#[test]
fn a_name_that_no_rule_finds_is_found_and_carries_its_duties() {
    let folder = folder();
    built(
        &folder,
        &[
            "alias\t\t\t芯火办\tagency\t东莞市芯火谷建设办公室\tas the notice of 2017 calls it",
            "retype\t\t\t芯火谷\t\tpark\ta park, not a word",
        ],
    )
    .ended(0)
    .complains("all applied");
    let found = entities(&folder);
    has(&found, "dongguan,agency,东莞市芯火谷建设办公室,芯火办");
    has(&found, "dongguan,park,芯火谷,芯火谷");
    let duties = rows(&folder, "responsibilities", 5);
    for role in ["lead", "responsible"] {
        has(
            &duties,
            &format!("dongguan,二/(二),建设芯火谷,{role},东莞市芯火谷建设办公室"),
        );
    }
}

#[test]
fn a_longer_name_that_the_lexicon_knows_stays_whole() {
    let folder = folder();
    built(
        &folder,
        &[
            "alias\t\t\t科技局\tagency\t东莞市科技口\twhy",
            "alias\t\t\t市科技局\tagency\t东莞市科技口\twhy",
        ],
    )
    .ended(0)
    .complains("line 3: alias '科技局' matches nothing; it stands only inside '市科技局'");
    has(&entities(&folder), "dongguan,agency,江门市科学技术局,江门市科技局");
}

#[test]
fn names_that_a_rule_joined_are_kept_apart() {
    let folder = folder();
    built(
        &folder,
        &["not-the-same\tdongguan\t\t市科技局\t\t东莞市科学技术局\tan office, not the bureau"],
    )
    .ended(0);
    let found = entities(&folder);
    has(&found, "dongguan,agency,东莞市科技局,市科技局");
    has_not(&found, "dongguan,agency,东莞市科学技术局");
}

#[test]
fn names_are_dropped_retyped_and_renamed() {
    let folder = folder();
    built(
        &folder,
        &[
            "drop\t\t\t东莞杯工业设计大赛\t\t\tno program",
            "retype\tdongguan\t\t生态园\tpark\tplace\ta district here",
            "rename\t\t\t东莞市财政局\tagency\t东莞市财政和税务局\tfull name then",
        ],
    )
    .ended(0)
    .complains("3 lines, all applied");
    let found = entities(&folder);
    has_not(&found, "工业设计大赛");
    has(&found, "dongguan,place,生态园,生态园");
    has(&found, "dongguan,agency,东莞市财政和税务局,市财政局");
    let duties = rows(&folder, "responsibilities", 7);
    has(&duties, "dongguan,二/(二),建设芯火谷,responsible,生态园,生态园,place");
}

#[test]
fn roles_are_changed_and_taken_away() {
    let folder = folder();
    built(
        &folder,
        &[
            "role\tdongguan\t二/(一)\t市科技局\tresponsible\tlead\tthe first of a list leads",
            "role\tdongguan\t二/（一）\t东莞市财政局\tresponsible\tnone\tonly pays",
        ],
    )
    .ended(0)
    .complains("all applied");
    let duties = rows(&folder, "responsibilities", 6);
    has(&duties, "dongguan,二/(一),培育企业,lead,东莞市科学技术局,市科技局");
    has_not(&duties, "东莞市财政局");
}

#[test]
fn what_a_line_decides_says_which_line() {
    let folder = folder();
    built(
        &folder,
        &[
            "alias\t\t\t东莞电子研究院\tinstitution\t东莞电子工业技术研究院\twhy",
            "role\tdongguan\t二/(一)\t市科技局\tresponsible\tlead\twhy",
        ],
    )
    .ended(0);
    let exported = folder.run(&["export", "--format", "node-link"]).ended(0).stdout();
    let graph: serde_json::Value = serde_json::from_str(&exported).expect("it is JSON");
    let evidence = |kind: &str, line: &str| {
        let edges = graph["edges"].as_array().expect("edges").iter();
        let of_kind = edges.filter(|edge| edge["kind"] == kind);
        let mut pieces = of_kind.filter_map(|edge| edge["evidence"].as_array());
        pieces.any(|pieces| {
            let by_line = pieces.iter().any(|piece| piece["quote"] == line);
            by_line && pieces.iter().any(|piece| piece["rule"] == "correction")
        })
    };
    assert!(evidence("MENTIONS", "corrections, line 3"), "{exported}");
    assert!(evidence("LEADS", "corrections, line 4"), "{exported}");
}

#[test]
fn lines_that_match_nothing_are_told_with_what_is_nearest() {
    let folder = folder();
    let ran = built(
        &folder,
        &[
            "drop\t\t\t东莞杯设计大赛\t\t\twhy",
            "drop\tdongguang\t\t生态园\t\t\twhy",
            "retype\t\t\t生态园\tprogram\tplace\twhy",
            "role\tdongguan\t二/(一)\t市科技局\tlead\tnone\twhy",
            "drop\tdongguan\t\t三打两建\t\t\twhy",
        ],
    )
    .ended(0);
    for said in [
        "c.tsv, line 3: drop '东莞杯设计大赛' matches nothing; the nearest name is '东莞杯工业设计大赛'",
        "line 4: drop '生态园' in dongguang matches nothing; there is no such document; the nearest is dongguan",
        "line 5: retype '生态园' matches nothing; there is park 生态园@广东省/东莞市",
        "line 6: role '市科技局' in dongguan matches nothing; there is responsible in 二/(一)",
        "corrections: 5 lines, ",
    ] {
        assert!(ran.stderr().contains(said), "{said}\n{}", ran.stderr());
    }
}

#[test]
fn mistakes_in_the_file_are_told_before_anything_is_read() {
    let folder = folder();
    for (line, said) in [
        (
            "alais\t\t\t甲\tagency\t乙\twhy",
            "c.tsv, line 3, column 1 (action): 'alais' is no action",
        ),
        (
            "retype\t\t\t甲\t\tagecy\twhy",
            "column 6 (value): 'agecy' is no type of entity; it is one of agency, park",
        ),
        ("drop\t\t\t甲\t\t\t", "column 7 (reason): empty"),
    ] {
        built(&folder, &[line]).ended(1).complains(said);
    }
    folder
        .run(&["build", "docs", "--corrections", "none.tsv"])
        .ended(1)
        .complains("cannot read the corrections file none.tsv");
    folder.write("latin.tsv", b"# caf\xe9\n");
    folder
        .run(&["build", "docs", "--corrections", "latin.tsv"])
        .ended(1)
        .complains("latin.tsv, line 1: not UTF-8");
    folder
        .run(&["atlas", "docs", "-o", "atlas", "--corrections", "c.tsv"])
        .ended(1);
    assert_eq!(
        folder.files(),
        ["c.tsv", "docs/dongguan.txt", "docs/jiangmen.txt", "latin.tsv"]
    );
}

#[test]
fn threads_change_nothing_and_the_digest_covers_the_file() {
    let folder = folder();
    let lines = [
        "alias\t\t\t市科技局\tagency\t东莞市科技口\twhy",
        "drop\t\t\t无\t\t\twhy",
    ];
    let graph = |folder: &Folder| std::fs::read(folder.path().join("policy.graph")).expect("it was built");
    let said = built(&folder, &lines).ended(0).stderr();
    let first = graph(&folder);
    let again = folder
        .run(&["build", "docs", "--corrections", "c.tsv", "--jobs", "1", "--no-cache"])
        .ended(0);
    assert!(first == graph(&folder), "another number of threads, another graph");
    assert_eq!(said, again.stderr());
    let digest = |said: &str| said.rsplit_once("corrections ").map(|(_, digest)| digest.to_owned());
    let other = built(&folder, &lines[..1]).ended(0).stderr();
    assert_ne!(digest(&said), digest(&other), "another file");
    let none = folder.run(&["build", "docs"]).ended(0).stderr();
    assert!(!none.contains("corrections"), "{none}");
}

#[test]
fn the_example_file_fits_the_example_corpus() {
    let folder = Folder::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let (corpus, file) = (
        format!("{root}/data/corpus"),
        format!("{root}/data/corrections.example.tsv"),
    );
    let ran = folder.run(&["build", &corpus, "--corrections", &file]).ended(0);
    assert!(ran.stderr().contains("all applied"), "{}", ran.stderr());
}
