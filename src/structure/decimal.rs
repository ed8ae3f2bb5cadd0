//! Outlines in decimal numbers, as contingency plans (应急预案) and standards have them: 1, 1.1, 1.1.2.
//!
//! A decimal number counts only where it goes on from those that are open, so that an amount at the beginning of a line
//! (1.5亿元) is none.

use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

use super::outline::Open;

/// How many lines must begin with such a number before any is believed.
const LINES: usize = 3;
/// How many numbers a copy may have lost before one.
const LOST: u32 = 2;

/// Whether a text whose paragraphs are these is numbered so.
pub(super) fn is_used(text: &str, paragraphs: impl Iterator<Item = Span>) -> bool {
    let numbered = paragraphs.filter(|span| numbering::decimal(span.of(text)).is_some());
    numbered.take(LINES).count() == LINES
}

/// The decimal number that a line begins with, if it goes on from those that are open.
pub(super) fn marker(line: &str, open: &[Open], last_chapter: u32) -> Option<Marker> {
    let found = numbering::decimal(line).or_else(|| numbering::decimal_chapter(line))?;
    goes_on(&found, open, last_chapter).then_some(found)
}

fn goes_on(found: &Marker, open: &[Open], last_chapter: u32) -> bool {
    let follows = |last: u32| (last + 1..=last + 1 + LOST).contains(&found.number);
    let Some((above, _)) = found.label.rsplit_once('.') else {
        let is_first = first_decimal(open) == open.len();
        return follows(last_chapter) || is_first && found.number == 1;
    };
    let is_beside =
        |open: &&Open| open.style == Style::Decimal && open.label.rsplit_once('.').is_some_and(|(a, _)| a == above);
    match open.iter().rfind(is_beside) {
        Some(beside) => follows(beside.number),
        None => follows(0) && above_in(&found.label, open).is_some(),
    }
}

/// How many of the open numbers stay open when this one begins: those around it.
pub(super) fn around(found: &Marker, open: &[Open]) -> usize {
    let above = above_in(&found.label, open);
    above.map_or(first_decimal(open), |at| at + 1)
}

/// Which of the open numbers holds this one: the decimal one (1.1 holds 1.1.2, 1 holds 1.1), else the innermost of
/// another style that no decimal one holds itself (1. and 第一章 hold 1.1).
fn above_in(label: &str, open: &[Open]) -> Option<usize> {
    let (above, _) = label.rsplit_once('.')?;
    let is_decimal = |open: &Open| open.style == Style::Decimal && open.label == above;
    let is_chapter = |open: &Open| {
        let holds = matches!(
            open.style,
            Style::Arabic | Style::Chinese | Style::Chapter | Style::Part
        );
        holds && above.parse() == Ok(open.number)
    };
    let outside = || open[..first_decimal(open)].iter().rposition(is_chapter);
    open.iter().rposition(is_decimal).or_else(outside)
}

/// Where the decimal numbers begin.
fn first_decimal(open: &[Open]) -> usize {
    open.iter()
        .position(|open| open.style == Style::Decimal)
        .unwrap_or(open.len())
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::testing::structure;

    fn sections(text: &str) -> Vec<String> {
        let source = read_text(text.as_bytes()).expect("text");
        let found = structure(&source);
        let row =
            |measure: &crate::structure::Measure| format!("{} {}", measure.section, measure.title.of(&source.text));
        found.measures.iter().map(row).collect()
    }

    #[test]
    fn decimal_numbers_are_an_outline() {
        let text = "某市应急预案\n\n1 总则\n1.1 编制目的\n为了应对，制定本预案。\n1.2 适用范围\n本市。\n2 组织体系\n2.1 指挥机构\n\
                    2.1.1 市级机构\n由市应急局负责。\n2.1.2 职责\n1. 协调。\n2. 指导。\n2.2 现场机构\n设立。\n3 附则\n施行。";
        assert_eq!(
            sections(text),
            [
                "1 总则",
                "1/1.1 编制目的",
                "1/1.2 适用范围",
                "2 组织体系",
                "2/2.1 指挥机构",
                "2/2.1/2.1.1 市级机构",
                "2/2.1/2.1.2 职责",
                "2/2.1/2.1.2/1 协调",
                "2/2.1/2.1.2/2 指导",
                "2/2.2 现场机构",
                "3 附则",
            ]
        );
    }

    #[test]
    fn no_blank_parts_the_numbers_from_their_titles() {
        let text = "某市应急预案\n\n1总则\n1.1编制目的\n为了应对。\n1.2分级分类\n1.2.1为有效处置，分为四级。\n2风险评估\n3个方面的风险。\n\
                    3处置措施\n3.1分级响应\n3月底前完成。\n4附则";
        let labels: Vec<String> = sections(text)
            .iter()
            .map(|row| row.split(' ').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(labels, ["1", "1/1.1", "1/1.2", "1/1.2/1.2.1", "2", "3", "3/3.1", "4"]);
    }

    #[test]
    fn chapters_of_another_style_hold_them() {
        let text = "某市规划\n\n一、现状\n1.1基础\n良好。\n1.2问题\n不少。\n二、任务\n2.1产业\n发展。\n2.2创新\n加强。";
        let labels: Vec<String> = sections(text)
            .iter()
            .map(|row| row.split(' ').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(labels, ["一", "一/1.1", "一/1.2", "二", "二/2.1", "二/2.2"]);
    }

    #[test]
    fn a_chapter_is_the_nearest_that_no_decimal_number_holds() {
        let text = "某市标准\n\n二、要求\n1.可感知\n1.1 字型\n大。\n1.2 行距\n宽。\n2.可操作\n2.1 焦点\n明。\n3.可理解\n3.1 提示\n有。";
        let labels: Vec<String> = sections(text)
            .iter()
            .map(|row| row.split(' ').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            labels,
            [
                "二",
                "二/1",
                "二/1/1.1",
                "二/1/1.2",
                "二/2",
                "二/2/2.1",
                "二/3",
                "二/3/3.1"
            ]
        );
    }

    #[test]
    fn an_annex_begins_anew() {
        let text = "某市应急预案\n\n1 总则\n1.1 目的\n为了应对。\n2 职责\n2.1 机构\n负责。\n附件1\n1 范围\n1.1 适用\n本市。\n附件2\n1 标准";
        assert_eq!(
            sections(text),
            [
                "1 总则",
                "1/1.1 目的",
                "2 职责",
                "2/2.1 机构",
                "附件1 ",
                "附件1/1 范围",
                "附件1/1/1.1 适用",
                "附件2 ",
                "附件2/1 标准"
            ]
        );
    }

    #[test]
    fn amounts_are_no_outline() {
        let text = "某市通报\n\n一、完成投资\n1.5亿元。\n1.6 亿元的项目开工。\n9.8 万人参加。\n3.3 倍。\n二、下一步";
        assert_eq!(sections(text), ["一 完成投资", "二 下一步"]);
    }
}
