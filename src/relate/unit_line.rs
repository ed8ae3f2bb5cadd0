//! Lists of duties, a unit a line: 市财政局：负责安排资金。 市国土资源局：依法供地，…. Where one line says that it is a duty, or the
//! heading does, the others are too.

use crate::facts::{EntityId, MeasureId, ResponsibilityFact, UnitRef};
use crate::model::{EntityKind, Role, Rule};
use crate::read::numbering;
use crate::recognise::{Candidate, Scene};
use crate::segment::Pos;
use crate::structure::Passage;
use crate::text::Span;

use super::Names;

const RULE: Rule = Rule::named("unit-line");
/// How many such lines must stand below each other.
const LEAST: usize = 2;
/// The fewest characters that tell of a task.
const TASK: usize = 6;
/// Among how many words behind the colon a verb is looked for.
const NEAR: usize = 4;

/// A line that begins with one unit and a colon.
struct Line<'a> {
    passage: usize,
    unit: &'a Candidate,
    entity: EntityId,
}

/// What the lines say beside what was `found` in them.
pub(super) fn responsibilities(
    scene: &Scene<'_>,
    names: Names<'_>,
    found: &[ResponsibilityFact],
) -> Vec<ResponsibilityFact> {
    let passages = scene.structure.passages.iter().enumerate();
    let lines: Vec<Line<'_>> = passages
        .filter_map(|(at, passage)| line(scene, names, at, passage))
        .collect();
    let is_told = |line: &Line<'_>| {
        let passage = scene.structure.passages[line.passage].span;
        found.iter().any(|fact| passage.contains(fact.unit.span))
    };
    let says = |line: &Line<'_>| {
        let mut told = found.iter().filter(|fact| fact.unit.span == line.unit.span);
        told.any(|fact| fact.role != Role::Support)
    };
    let groups = lines.chunk_by(|a, b| b.passage == a.passage + 1);
    let lists = groups.filter(|group| {
        let divides = || group.iter().all(|line| is_below_duties(scene, line));
        group.len() >= LEAST && (group.iter().any(says) || divides())
    });
    let silent = lists.flatten().filter(|line| !is_told(line));
    silent.map(|line| fact(scene, names, line)).collect()
}

/// The unit that a passage begins with, if a colon and a task follow it.
fn line<'a>(scene: &Scene<'_>, names: Names<'a>, at: usize, passage: &Passage) -> Option<Line<'a>> {
    let unit = names.within(passage.span).first()?;
    let task = scene.text[unit.span.end as usize..passage.span.end as usize].strip_prefix([':', '：'])?;
    let printed = passage.span.of(scene.text);
    let number = numbering::any_marker(printed).map_or(0, |marker| marker.len);
    let lead = printed[number..].len() - printed[number..].trim_start().len();
    if unit.span.start != passage.span.start + (number + lead) as u32 {
        return None;
    }
    let entity = names.entity_at(unit.span)?;
    let is_unit = !matches!(
        names.kind(entity),
        EntityKind::Program | EntityKind::Policy | EntityKind::Place
    );
    let words = scene.words.within(Span {
        start: passage.span.end - task.len() as u32,
        ..passage.span
    });
    let mut near = words.iter().take(NEAR);
    let acts = task.chars().filter(|c| c.is_alphabetic()).count() >= TASK && near.any(|word| word.pos == Pos::Verb);
    (is_unit && acts && !passage.is_unit_cell).then_some(Line {
        passage: at,
        unit,
        entity,
    })
}

/// Whether a heading above the line speaks of what everybody has to do.
fn is_below_duties(scene: &Scene<'_>, line: &Line<'_>) -> bool {
    let measures = &scene.structure.measures;
    let mut next = scene.structure.passages[line.passage].measure;
    while let Some(measure) = next.map(|at| &measures[at]) {
        let title = measure.title.of(scene.text);
        let is_own = measure.title.contains(line.unit.span);
        if !is_own && ["职责", "分工"].iter().any(|word| title.contains(word)) {
            return true;
        }
        next = measure.parent;
    }
    false
}

fn fact(scene: &Scene<'_>, names: Names<'_>, line: &Line<'_>) -> ResponsibilityFact {
    let passage = &scene.structure.passages[line.passage];
    ResponsibilityFact {
        measure: passage.measure.map(|measure| MeasureId(measure as u32)),
        role: Role::Responsible,
        unit: UnitRef {
            entity: line.entity,
            span: line.unit.span,
        },
        printed: line.unit.span.of(scene.text).to_owned(),
        inherited: false,
        quote: passage.span,
        rule: RULE,
        corrections: names.lines_at(line.unit.span),
    }
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    fn told(body: &str) -> String {
        let facts = facts(&format!("江西省某某方案\n江西省人民政府 2025年3月1日\n\n{body}\n"));
        let told = facts.responsibilities.iter().map(|fact| fact.printed.clone());
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn where_one_line_is_a_duty_all_are() {
        let list =
            "一、部门\n省财政厅：负责安排项目资金。\n省自然资源厅：依法保障项目用地。\n省公安厅：维护灾区社会秩序。";
        assert_eq!(told(list), "省财政厅|省自然资源厅|省公安厅");
        let list = "一、职责分工\n省公安厅：维护灾区社会秩序。\n省民政厅：及时救助受灾群众。";
        assert_eq!(told(list), "省公安厅|省民政厅");
    }

    #[test]
    fn other_lists_say_nothing() {
        for list in [
            "一、情况\n省公安厅：维护灾区社会秩序。\n省民政厅：及时救助受灾群众。",
            "一、联系方式\n省财政厅：张三，电话12345678。\n省民政厅：李四，电话12345678。",
        ] {
            assert_eq!(told(list), "", "{list}");
        }
    }
}
