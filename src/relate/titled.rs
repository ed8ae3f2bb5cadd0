//! Units that head a part of the text and are its whole title: （一）省科技厅, below it what that department does.

use crate::facts::{EntityId, MeasureId, ResponsibilityFact, UnitRef};
use crate::model::{EntityKind, Role, Rule};
use crate::recognise::Scene;
use crate::structure::Measure;
use crate::text::Span;

use super::Names;

const RULE: Rule = Rule::named("unit-heading");
/// How many such headings must stand beside each other: one alone may be anything.
const BESIDE: usize = 2;
/// The least that must stand below a heading, in bytes: a list of names has nothing there.
const BODY: u32 = 30;

/// A heading that is a unit.
struct Heading {
    measure: usize,
    unit: Span,
    entity: EntityId,
}

/// What the headings say, each of the measures below it apart.
pub(super) fn responsibilities(scene: &Scene<'_>, names: Names<'_>) -> Vec<ResponsibilityFact> {
    let headings = scene.structure.side_by_side(BESIDE, |measure, title| {
        let (unit, entity) = unit(names, title).filter(|_| has_body(scene, measure))?;
        Some(Heading { measure, unit, entity })
    });
    headings.iter().map(|heading| fact(scene, names, heading)).collect()
}

/// The unit that a measure's title names and nothing else.
fn unit(names: Names<'_>, measure: &Measure) -> Option<(Span, EntityId)> {
    let is_article = measure
        .section
        .labels()
        .last()
        .is_some_and(|label| label.starts_with('第'));
    let title = names
        .within(measure.title)
        .first()
        .filter(|unit| unit.span == measure.title)?;
    let entity = names.entity_at(title.span)?;
    (!is_article && names.kind(entity) == EntityKind::Agency).then_some((title.span, entity))
}

/// Whether text or further measures stand below a heading.
fn has_body(scene: &Scene<'_>, at: usize) -> bool {
    let measures = &scene.structure.measures;
    let measure = &measures[at];
    measure.span.end > measure.title.end + BODY || measures.get(at + 1).is_some_and(|next| next.parent == Some(at))
}

fn fact(scene: &Scene<'_>, names: Names<'_>, heading: &Heading) -> ResponsibilityFact {
    ResponsibilityFact {
        measure: Some(MeasureId(heading.measure as u32)),
        role: Role::Responsible,
        unit: UnitRef {
            entity: heading.entity,
            span: heading.unit,
        },
        printed: heading.unit.of(scene.text).to_owned(),
        inherited: false,
        quote: heading.unit,
        rule: RULE,
        corrections: names.lines_at(heading.unit),
    }
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    fn told(body: &str) -> String {
        let facts = facts(&format!("江西省某某措施\n江西省人民政府 2025年3月1日\n\n{body}\n"));
        let told = facts.responsibilities.iter().map(|fact| fact.printed.clone());
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_heading_that_is_a_unit_says_whose_the_measures_are() {
        let text = "一、配套措施\n（一）省科技厅\n1. 建设平台。\n2. 培育人才。\n（二）省财政厅\n统筹资金，支持项目建设和平台运行。";
        assert_eq!(told(text), "省科技厅|省财政厅");
    }

    #[test]
    fn a_list_of_names_says_nothing() {
        assert_eq!(told("一、名单\n（一）省科技厅\n（二）省财政厅\n（三）省教育厅"), "");
        assert_eq!(
            told("一、措施\n（一）省科技厅\n1. 建设平台。\n（二）加强保障\n做好。"),
            ""
        );
    }
}
