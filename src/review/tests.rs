use super::*;
use crate::assemble::samples::Sample;
use crate::assemble::{Inputs, assemble};
use crate::facts::Facts;
use crate::model::EntityKind::{Agency, Institution, Park, Program};

fn graph() -> Graph {
    let first = Sample::new("a", "广东省/东莞市")
        .sentence("支持东莞电子研究院。", &[(Institution, "东莞电子研究院")])
        .sentence("依托生态园,生态园区。", &[(Park, "生态园")])
        .duty(crate::model::Role::Lead, "市财政局", "市财政局");
    let second = Sample::new("b", "广东省/东莞市")
        .sentence(
            "建设东莞电子工业技术研究院。",
            &[(Institution, "东莞电子工业技术研究院")],
        )
        .sentence("生态园计划。", &[(Program, "生态园"), (Agency, "甲局")]);
    let third = Sample::new("c", "广东省/江门市").sentence("建设生态园。", &[(Park, "生态园")]);
    let facts = Facts::from_iter([first.facts(), second.facts(), third.facts()]);
    assemble(&facts, &Inputs::default()).expect("the sample is consistent")
}

fn written(decided: &str) -> Vec<String> {
    let text = format!("{}\n{decided}", crate::corrections::COLUMNS.join("\t"));
    let decided = Corrections::parse("c.tsv", &text).expect("it reads");
    let text = to_tsv(&propose(&graph(), &decided));
    let rows = text.lines().filter(|line| line.contains('\t')).skip(1);
    let without_reason = |line: &str| line.rsplit_once('\t').map(|(cells, _)| cells.to_owned());
    rows.filter_map(without_reason).collect()
}

const TYPE: &str = "retype\tb\t\t生态园\tprogram\tpark";
const HOME: &str = "# alias\tc\t\t生态园@广东省/江门市\tpark\t生态园@广东省/东莞市";
const SHORT: &str = "alias\ta\t\t东莞电子研究院\tinstitution\t东莞电子工业技术研究院@广东省/东莞市";

#[test]
fn proposals_are_lines_of_the_file() {
    assert_eq!(written(""), [SHORT, TYPE, HOME]);
}

#[test]
fn what_is_decided_is_not_proposed_again() {
    let apart = "not-the-same\t\t\t东莞电子工业技术研究院\t\t东莞电子研究院\ttwo houses\n";
    assert_eq!(written(apart), [TYPE, HOME]);
    assert_eq!(written("retype\tb\t\t生态园\t\tpark\twhy\n"), [SHORT, HOME]);
}

#[test]
fn reasons_quote_the_text() {
    let proposals = propose(&graph(), &Corrections::default());
    assert_eq!(
        proposals[0].line.reason,
        "short for it? 1 mention, 1 mention (a: 支持东莞电子研究院。; b: 建设东莞电子工业技术研究院。)"
    );
}
