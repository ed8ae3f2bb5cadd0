//! Brackets that hold units and no word of a role, one behind each measure: …提高供给能力。（市科委、市卫生健康委）
//!
//! One such bracket may explain anything; where a text closes measure after measure with one, it says who carries them.

use std::collections::BTreeSet;

use crate::model::{EntityKind, Role, Rule};
use crate::recognise::Scene;
use crate::structure::Passage;
use crate::text::Span;

use super::items::{Known, items};
use super::pieces::tokens;
use super::{UnitItem, UnitList, UnitScope};

const RULE: Rule = Rule::named("unit-bracket");
/// In how many measures such a bracket must stand.
const MEASURES: usize = 3;
/// How many characters of a measure must stand before a bracket that no full stop precedes.
const TOLD: usize = 12;

/// The brackets of a text that may be such lists.
#[derive(Default)]
pub(super) struct Bare(Vec<UnitList>);

impl Bare {
    /// Keeps the bracket if it closes its paragraph and holds units alone.
    pub(super) fn add(
        &mut self,
        scene: &Scene<'_>,
        known: &Known<'_>,
        passage: &Passage,
        (bracket, inner): (Span, Span),
    ) {
        let Some(measure) = passage
            .paragraph_measure
            .filter(|_| closes(scene.text, passage, bracket))
        else {
            return;
        };
        let Some(items) = units(scene, known, inner) else {
            return;
        };
        self.0.push(UnitList {
            quote: bracket,
            role: Role::Responsible,
            scope: UnitScope {
                measure: Some(measure),
                inherited: false,
            },
            items,
            rule: RULE,
        });
    }

    /// The lists, if there are enough.
    pub(super) fn lists(self) -> Vec<UnitList> {
        let measures: BTreeSet<Option<usize>> = self.0.iter().map(|list| list.scope.measure).collect();
        if measures.len() < MEASURES { Vec::new() } else { self.0 }
    }
}

/// Whether the bracket stands at the end of its paragraph, behind a full stop or before the last one.
fn closes(text: &str, passage: &Passage, bracket: Span) -> bool {
    let before = text[passage.span.start as usize..bracket.start as usize].trim_end();
    let behind = text[bracket.end as usize..passage.span.end as usize].trim();
    let is_told = before.is_empty() || before.ends_with(['。', '；', ';', '！']);
    let is_in_last_sentence = !behind.is_empty() && before.chars().count() >= TOLD;
    passage.ends_paragraph
        && behind.trim_matches(['。', '；', ';', '.', ' ']).is_empty()
        && (is_told || is_in_last_sentence)
}

/// The units that fill the words between the brackets, the first of them an agency.
fn units(scene: &Scene<'_>, known: &Known<'_>, inner: Span) -> Option<Vec<UnitItem>> {
    let mut found = Vec::new();
    for piece in tokens(scene.text, inner) {
        let units = items(scene, known, piece);
        if units.is_empty() {
            return None;
        }
        found.extend(units);
    }
    let leads = |unit: &UnitItem| unit.candidate.kind == EntityKind::Agency;
    found.first().is_some_and(leads).then_some(found)
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    /// The units of a plan of Shanghai with these measures.
    fn units(measures: &[&str]) -> Vec<String> {
        let numbered = measures.iter().enumerate();
        let lines: Vec<String> = numbered.map(|(i, measure)| format!("{}. {measure}", i + 1)).collect();
        let text = format!(
            "上海市某某行动方案\n上海市人民政府 2024年3月1日\n\n{}\n",
            lines.join("\n")
        );
        let facts = facts(&text);
        let told = facts.responsibilities.iter();
        told.map(|fact| format!("{} {}", fact.role.name(), fact.printed))
            .collect()
    }

    #[test]
    fn brackets_behind_each_measure_name_who_carries_it() {
        let found = units(&[
            "加快新原料开发。支持企业开展研究。（市科委）",
            "完善仓储。建设智能仓储系统。（市商务委、市经济信息化委）",
            "强化人才引育。鼓励高校开设专业（市教委、相关区）。",
        ]);
        let told = ["市科委", "市商务委", "市经济信息化委", "市教委", "相关区"];
        assert_eq!(found, told.map(|unit| format!("responsible {unit}")));
    }

    #[test]
    fn one_bracket_or_one_that_holds_other_words_says_nothing() {
        let found = units(&["加快新原料开发。（市科委）", "完善仓储。（市商务委）", "强化人才引育。"]);
        assert_eq!(found, [""; 0]);
        let found = units(&["平台一（市科委）", "平台二（市商务委）", "平台三（市教委）"]);
        assert_eq!(found, [""; 0], "no sentence stands before the brackets");
        let found = units(&["开发原料。（市科委解读）", "完善仓储。（新版）", "引育人才。（下略）"]);
        assert_eq!(found, [""; 0]);
    }
}
