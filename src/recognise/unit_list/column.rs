//! A table that was printed a cell a line, with several lines to a cell of units: its head names the columns (责任单位), and the
//! lines below each task that hold a unit and nothing else are that task's.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Role, Rule};
use crate::recognise::Scene;
use crate::structure::Passage;

use super::below::units;
use super::items::Known;
use super::roles::role_of;
use super::{RULE_CELL, UnitList, UnitScope};

/// The head of a column of units, alone on its line.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:主要|市级|省级|县级|具体)?(?P<role>责任|牵头|主办|承办|配合|协办|实施|落实)(?:单位|部门)$")
        .expect("the pattern is fixed")
});
/// How many tasks must have such lines.
const TASKS: usize = 3;
/// A line of units is no longer than this, in characters.
const WIDEST: usize = 30;

/// The lists of the lines below the heads, where all heads give the same role; none that stand in `read` already.
pub(super) fn find(scene: &Scene<'_>, known: &Known<'_>, read: &[UnitList]) -> Vec<UnitList> {
    let passages = &scene.structure.passages;
    let heads = passages
        .iter()
        .enumerate()
        .filter_map(|(at, passage)| Some((at, head(scene, passage)?)));
    let heads: Vec<(usize, Role)> = heads.collect();
    let Some((last, role)) = heads.last().copied() else {
        return Vec::new();
    };
    if heads.iter().any(|(_, other)| *other != role) {
        return Vec::new();
    }
    let lines = passages[last + 1..].iter().filter(|passage| {
        let printed = passage.span.of(scene.text).trim();
        !passage.is_unit_cell && printed.chars().count() <= WIDEST && !printed.ends_with(['。', '；', '：', ':'])
    });
    let lists: Vec<UnitList> = lines.filter_map(|line| list(scene, known, line, role)).collect();
    let tasks: BTreeSet<Option<usize>> = lists.iter().map(|list| list.scope.measure).collect();
    let is_read = lists
        .iter()
        .any(|list| read.iter().any(|other| other.quote.overlaps(list.quote)));
    if tasks.len() < TASKS || is_read {
        Vec::new()
    } else {
        lists
    }
}

fn head(scene: &Scene<'_>, passage: &Passage) -> Option<Role> {
    let printed = passage.span.of(scene.text).trim();
    // Most lines are longer than any head.
    let found = (printed.len() <= 24).then(|| HEAD.captures(printed)).flatten()?;
    Some(role_of(&found["role"]))
}

fn list(scene: &Scene<'_>, known: &Known<'_>, line: &Passage, role: Role) -> Option<UnitList> {
    let scope = UnitScope {
        measure: Some(line.measure?),
        inherited: false,
    };
    Some(UnitList {
        quote: line.span,
        role,
        scope,
        items: units(scene, known, line.span)?,
        rule: Rule::named(RULE_CELL),
    })
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    #[test]
    fn lines_of_units_below_each_task() {
        let table = "主要目标\n\n责任单位\n\n1.提高健康水平。\n\n省卫生厅\n\n省财政厅\n\n2.控制疾病。\n\n省公安厅\n\n3.普及知识。\n\n省教育厅\n";
        let facts = facts(&format!(
            "广东省某某规划目标责任分解书\n广东省人民政府 2012年3月1日\n\n{table}"
        ));
        let told = facts.responsibilities.iter().map(|fact| fact.printed.as_str());
        assert_eq!(
            told.collect::<Vec<_>>().join("|"),
            "省卫生厅|省财政厅|省公安厅|省教育厅"
        );
    }
}
