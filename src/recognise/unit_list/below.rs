//! Units on the lines below the label that gives their role: 责任单位：⏎市民政局⏎市住房城乡建设局, and lists whose line ends
//! in a comma.

use crate::model::{EntityKind, Role, Rule};
use crate::recognise::Scene;
use crate::structure::Passage;
use crate::text::Span;

use super::items::{Known, items};
use super::pieces::tokens;
use super::roles::{LABEL, LABEL_INSIDE, role_of};
use super::{RULE_LABEL, UnitItem, UnitList, UnitScope, opens};

/// A label whose units go on in the next line.
pub(super) struct Open {
    role: Role,
    scope: UnitScope,
    /// Where the label begins.
    start: u32,
    /// Whether nothing stands behind the label, so that all lines of units below are its list; otherwise the next one is,
    /// and those behind it as long as each ends in a comma.
    is_bare: bool,
}

impl Open {
    /// The label that is left open at the end of a passage.
    pub(super) fn at_end(scene: &Scene<'_>, passage: &Passage) -> Option<Self> {
        let text = passage.span.of(scene.text);
        let printed = text.trim_end();
        let is_bare = printed.ends_with([':', '：', '】', ']', '］']);
        if !is_bare && !ends_in_comma(printed) {
            return None;
        }
        let label = LABEL_INSIDE.find_iter(printed).last()?;
        let is_left_open = opens(printed, label.start()) && (!is_bare || label.end() == printed.len());
        let role = LABEL
            .captures(label.as_str())
            .map(|label| role_of(&label["role"]))
            .filter(|_| is_left_open)?;
        Some(Self {
            role,
            scope: UnitScope {
                measure: passage.paragraph_measure,
                inherited: false,
            },
            start: passage.span.start + label.start() as u32,
            is_bare,
        })
    }

    /// The list that a line of units goes on with, and whether the next may go on with it too.
    pub(super) fn go_on(&self, scene: &Scene<'_>, known: &Known<'_>, line: Span) -> Option<(UnitList, bool)> {
        let list = UnitList {
            quote: Span {
                start: self.start,
                ..line
            },
            role: self.role,
            scope: self.scope,
            items: units(scene, known, line)?,
            rule: Rule::named(RULE_LABEL),
        };
        Some((list, self.is_bare || ends_in_comma(line.of(scene.text))))
    }
}

fn ends_in_comma(line: &str) -> bool {
    line.trim_end().ends_with(['、', '，', ','])
}

/// The units of a line that holds nothing else, the first of them an agency or those who are named by their kind.
pub(super) fn units(scene: &Scene<'_>, known: &Known<'_>, line: Span) -> Option<Vec<UnitItem>> {
    let pieces = tokens(scene.text, line)
        .into_iter()
        .map(|piece| items(scene, known, piece));
    let pieces: Vec<_> = pieces.collect();
    let bears = |unit: &UnitItem| matches!(unit.candidate.kind, EntityKind::Agency | EntityKind::Collective);
    let is_list = pieces.first().and_then(|first| first.first()).is_some_and(bears);
    (is_list && pieces.iter().all(|piece| !piece.is_empty())).then(|| pieces.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    /// The units that a measure of a plan of Dongguan has by these lines, joined by `|`.
    fn units(lines: &str) -> String {
        let text = format!(
            "东莞市某某行动方案\n东莞市人民政府 2024年3月1日\n\n一、提升服务\n完善设施。\n{lines}\n\n二、加强保障\n"
        );
        let facts = facts(&text);
        let told = facts.responsibilities.iter();
        let told = told.map(|fact| format!("{} {}", fact.role.name(), fact.printed));
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lines_of_units_go_on_with_a_label() {
        for (lines, told) in [
            (
                "责任单位：\n市民政局\n市住房城乡建设局",
                "responsible 市民政局|responsible 市住房城乡建设局",
            ),
            (
                "责任单位：市民政局、市财政局、\n市统计局\n市统计局要报告。",
                "responsible 市民政局|responsible 市财政局|responsible 市统计局",
            ),
            ("责任单位：市民政局\n市财政局", "responsible 市民政局"),
            ("牵头单位：\n加强领导，市民政局统筹。", ""),
        ] {
            assert_eq!(units(lines), told, "{lines}");
        }
    }
}
