use proptest::prelude::*;

use super::*;
use crate::model::{Action, EntityKind, Role, Section};

fn parsed(rows: &str) -> Result<Corrections, String> {
    let text = format!("{}\n{rows}", COLUMNS.join("\t"));
    Corrections::parse("c.tsv", &text).map_err(|error| error.to_string())
}

#[test]
fn every_action_reads() {
    let rows = "alias\t\t\t市科技局\tagency\t东莞市科学技术局\twhy\n\
                # a comment\n\
                not-the-same\ta\t\t科技园\t\t香港科学园\twhy\n\
                drop\t\t\t三打两建\tprogram\t\twhy\n\
                retype\t\t\t松山湖\tplace\tpark\twhy\n\
                rename\t\t\t生态园@广东省/东莞市\t\t东莞生态产业园区@全国\twhy\n\
                role\ta\t三/(二)\t市科技局\tlead\tnone\twhy\n\
                similar\ta\t三/(二)\tb\t\t一/(一)\twhy\n\
                not-similar\ta\t三/(三)\tb\t\t一/(一)\twhy\n";
    let corrections = parsed(rows).expect("all lines are right");
    let actions: Vec<Action> = corrections.lines().iter().map(|line| line.change.action()).collect();
    assert_eq!(actions, Action::ALL);
    assert_eq!(corrections.lines()[1].number, 4, "comments count as lines");
    let role = &corrections.lines()[5].change;
    let section = Section::new(["三", "(二)"]);
    assert_eq!(
        *role,
        Change::Role {
            section,
            from: Role::Lead,
            to: None
        }
    );
    assert_eq!(corrections.of("b").iter().count(), 4);
}

#[test]
fn mistakes_name_line_column_and_what_is_allowed() {
    for (row, said) in [
        (
            "alais\t\t\t甲\tagency\t乙\twhy",
            "line 2, column 1 (action): 'alais' is no action; it is one of alias, not-the-same, drop, retype, rename, role, similar, not-similar; did you mean 'alias'?",
        ),
        (
            "alias\t\t\t甲\tagncy\t乙\twhy",
            "column 5 (type): 'agncy' is no type of entity; it is one of agency, park, program, enterprise, institution, place, policy, collective; did you mean 'agency'?",
        ),
        (
            "alias\t\t\t甲\t\t乙\twhy",
            "column 5 (type): empty; it must hold a type of entity",
        ),
        ("alias\t\t\t甲\tagency\t\twhy", "column 6 (value): empty"),
        (
            "alias\t\t\t甲\tagency\t…\twhy",
            "column 6 (value): write the name in full",
        ),
        ("alias\t\t三\t甲\tagency\t乙\twhy", "column 3 (section): '三' must go"),
        ("alias\t\t\t甲\tagency\t乙\t", "column 7 (reason): empty"),
        ("drop\t\t\t \t\t\twhy", "column 4 (name): empty"),
        ("drop\t\t\t甲\t\t乙\twhy", "column 6 (value): '乙' must go"),
        ("rename\t\t\t甲\t\t甲\twhy", "column 6 (value): the same"),
        ("retype\t\t\t甲\tpark\tpark\twhy", "column 6 (value)"),
        ("role\ta\t\t甲\tleed\tnone\twhy", "did you mean 'lead'?"),
        (
            "role\ta\t\t甲\tlead\tsuport\twhy",
            "'suport' is no role; it is one of lead, support, responsible, none; did you mean 'support'?",
        ),
        ("role\t\t一\t甲\tlead\tnone\twhy", "column 2 (document)"),
        ("drop\t\t\t甲", "line 2: 4 cells where the header has 7"),
    ] {
        let error = parsed(row).expect_err(row);
        assert!(
            error.starts_with("c.tsv, line 2") && error.contains(said),
            "{row}: {error}"
        );
    }
}

#[test]
fn all_mistakes_are_told_together() {
    let error = parsed("drop\t\t\t甲\t\t\t\ndrap\t\t\t甲\t\t\twhy\n").expect_err("two mistakes");
    assert_eq!(error.lines().count(), 2, "{error}");
}

#[test]
fn a_file_without_its_header_is_refused() {
    for text in [
        "",
        "# only a comment\n",
        "drop\t\t\t甲\t\t\twhy\n",
        "action document section name type value reason\n",
    ] {
        let error = Corrections::parse("c.tsv", text).expect_err(text).to_string();
        assert!(error.contains("action TAB document"), "{error}");
    }
}

#[test]
fn lines_that_cannot_both_hold_are_refused() {
    let twice = "drop\t\t\t甲\t\t\twhy\nretype\t\t\t甲\t\tpark\twhy\nretype\t\t\t“甲”\t\tplace\twhy\n";
    let error = parsed(twice).expect_err("a park and a place");
    assert_eq!(error, "c.tsv, line 4: line 3 decides this already; keep one of the two");
    let circle = "alias\t\t\t甲\tagency\t乙\twhy\nalias\t\t\t乙\tagency\t丙\twhy\nalias\t\t\t丙\tagency\t甲\twhy\n";
    assert_eq!(parsed(circle).expect_err("nobody is anybody").lines().count(), 3);
    assert!(
        parsed("alias\t\t\t甲\tpark\t甲\twhy\n").is_ok(),
        "a name in full that no rule finds"
    );
}

#[test]
fn what_a_spreadsheet_writes_is_read() {
    let text = format!(
        "\u{feff}\"# note\t\"\r\n{}\r\ndrop\t\t\t甲\t\t\t\"so \"\"called\"\"\"\r\n\t\t\t\t\t\t\r\n",
        COLUMNS.join("\t")
    );
    let corrections = Corrections::parse("c.tsv", &text).expect("it reads");
    assert_eq!(corrections.lines().len(), 1);
    assert_eq!(corrections.lines()[0].reason, "so \"called\"");
}

fn any_name() -> impl Strategy<Value = Name> {
    let region = prop::option::of(prop::sample::select(vec!["", "广东省", "广东省/东莞市"]));
    ("[甲乙丙a-c]{1,5}", region).prop_map(|(name, region)| Name {
        folded: name,
        region: region.map(crate::model::Region::from),
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let kind = || prop::sample::select(EntityKind::ALL);
    let role = || prop::sample::select(Role::ALL);
    prop_oneof![
        (kind(), any_name()).prop_map(|(kind, body)| Change::Alias { kind, body }),
        (prop::option::of(kind()), any_name()).prop_map(|(kind, other)| Change::NotTheSame { kind, other }),
        prop::option::of(kind()).prop_map(|kind| Change::Drop { kind }),
        (prop::option::of(kind()), kind()).prop_map(|(from, to)| Change::Retype { from, to }),
        (prop::option::of(kind()), any_name()).prop_map(|(kind, to)| Change::Rename { kind, to }),
        (
            prop::collection::vec("[一二三(1)]{1,3}", 0..3),
            role(),
            prop::option::of(role())
        )
            .prop_map(|(section, from, to)| Change::Role {
                section: Section::new(section),
                from,
                to
            }),
    ]
}

proptest! {
    #[test]
    fn a_line_reads_back(name in any_name(), change in any_change(), reason in "[^\"\\s#][^\r\n\t]{0,20}[^\"\\s]") {
        let contradicts = match &change {
            Change::NotTheSame { other: to, .. } | Change::Rename { to, .. } => *to == name,
            Change::Retype { from, to } => *from == Some(*to),
            Change::Role { from, to, .. } => *to == Some(*from),
            _ => false,
        };
        prop_assume!(!contradicts);
        let line = Line { number: 2, document: "a".to_owned(), name, change, reason };
        let read = parsed(&line.to_string());
        prop_assert_eq!(read.map(|corrections| corrections.lines().to_vec()), Ok(vec![line]));
    }
}
