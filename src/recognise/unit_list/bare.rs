//! Brackets that hold units and no word of a role, one behind each measure: …提高供给能力。（市科委、市卫生健康委）
//!
//! A single bracket with one unit may explain anything. One of several that hold units alone, the first with a known name,
//! behind a full stop, says who carries the measure; so do others where the text closes measure after measure with one.

use std::collections::BTreeSet;

use crate::model::{EntityKind, Role, Rule};
use crate::recognise::{Scene, Sense};
use crate::structure::Passage;
use crate::text::Span;

use super::items::{Known, items};
use super::pieces::tokens;
use super::rules::states;
use super::{UnitItem, UnitList, UnitScope};

const RULE: Rule = Rule::named("unit-bracket");
/// In how many measures a bracket must stand that does not tell by itself.
const MEASURES: usize = 3;
/// How many characters of a measure must stand before a bracket that no full stop precedes.
const TOLD: usize = 12;

/// The brackets of a text that may be such lists, and whether each tells so by itself.
#[derive(Default)]
pub(super) struct Bare(Vec<(UnitList, bool)>);

impl Bare {
    /// Keeps the bracket if it closes its paragraph and holds units alone.
    pub(super) fn add(
        &mut self,
        scene: &Scene<'_>,
        known: &Known<'_>,
        passage: &Passage,
        (bracket, inner): (Span, Span),
    ) {
        let place = place(scene.text, passage, bracket);
        let Some((measure, place)) = passage.paragraph_measure.zip(place) else {
            return;
        };
        let Some(items) = units(scene, known, inner) else {
            return;
        };
        let is_known = |unit: &UnitItem| unit.candidate.sense != Sense::Printed;
        let is_sure = place == Place::BehindSentence && items.first().is_some_and(is_known);
        let list = UnitList {
            quote: bracket,
            role: Role::Responsible,
            scope: UnitScope {
                measure: Some(measure),
                inherited: false,
            },
            items,
            rule: RULE,
        };
        self.0.push((list, is_sure));
    }

    /// The lists: all of them, if there are enough.
    pub(super) fn lists(self) -> Vec<UnitList> {
        let measures: BTreeSet<Option<usize>> = self.0.iter().map(|(list, _)| list.scope.measure).collect();
        let (is_alone, are_many) = (measures.len() == 1, measures.len() >= MEASURES);
        let is_told = |(list, is_sure): &(UnitList, bool)| *is_sure && (!is_alone || list.items.len() > 1);
        let lists = self.0.into_iter().filter(|list| are_many || is_told(list));
        lists.map(|(list, _)| list).collect()
    }
}

/// Where a bracket stands that closes its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind the full stop.
    BehindSentence,
    /// Before it.
    InSentence,
}

/// Where the bracket stands, if it closes its paragraph.
fn place(text: &str, passage: &Passage, bracket: Span) -> Option<Place> {
    let before = text[passage.span.start as usize..bracket.start as usize].trim_end();
    let behind = text[bracket.end as usize..passage.span.end as usize].trim();
    if !passage.ends_paragraph || !behind.trim_matches(['。', '；', ';', '.', ' ']).is_empty() {
        return None;
    }
    if before.is_empty() || before.ends_with(['。', '；', ';', '！']) {
        return Some(Place::BehindSentence);
    }
    (!behind.is_empty() && before.chars().count() >= TOLD).then_some(Place::InSentence)
}

/// The units that fill the words between the brackets, the first of them an agency; a time by which they are to be done
/// (；2024年底前) may stand among them.
fn units(scene: &Scene<'_>, known: &Known<'_>, inner: Span) -> Option<Vec<UnitItem>> {
    let mut found = Vec::new();
    for piece in tokens(scene.text, inner) {
        if states(piece.of(scene.text)) {
            continue;
        }
        let units = items(scene, known, piece);
        if units.is_empty() && !is_time(piece.of(scene.text)) {
            return None;
        }
        found.extend(units);
    }
    let leads = |unit: &UnitItem| unit.candidate.kind == EntityKind::Agency;
    found.first().is_some_and(leads).then_some(found)
}

/// 2024年底前, 6月底, 长期坚持.
fn is_time(piece: &str) -> bool {
    let piece = piece.trim();
    let is_date =
        piece.starts_with(|c: char| c.is_ascii_digit()) && piece.ends_with(['前', '底', '月', '年', '日', '成']);
    is_date
        || ["长期", "持续", "每年", "全年", "年底前"]
            .iter()
            .any(|time| piece.starts_with(time))
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
    fn one_bracket_says_it_behind_a_full_stop_with_known_names() {
        let found = units(&[
            "加快新原料开发。（市科委；2024年底前）",
            "完善仓储。（市商务委）",
            "强化人才引育。",
        ]);
        assert_eq!(found, ["responsible 市科委", "responsible 市商务委"]);
        let found = units(&[
            "加快新原料开发和产业化（市科委）。",
            "完善仓储。",
            "强化人才引育。（某某办）",
        ]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn brackets_with_other_words_say_nothing() {
        let found = units(&["平台一（市科委）", "平台二（市商务委）", "平台三（市教委）"]);
        assert_eq!(found, [""; 0], "no sentence stands before the brackets");
        let found = units(&["开发原料。（市科委解读）", "完善仓储。（新版）", "引育人才。（下略）"]);
        assert_eq!(found, [""; 0]);
    }
}
