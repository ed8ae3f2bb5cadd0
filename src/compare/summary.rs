//! A comparison in sentences that are made of counts alone.

use std::collections::BTreeMap;

use super::duties::{Change, DutyChange, Roles};
use super::how::How;
use super::{Comparison, What};
use crate::model::TargetKind;

/// The beginning of the log-odds, in standard deviations, at which an entity is distinctive.
const DISTINCTIVE: f64 = 1.96;

pub(super) fn lines(comparison: &Comparison<'_>, what: What) -> Vec<String> {
    match what {
        What::Responsibilities => responsibilities(comparison),
        What::Measures => measures(comparison),
        What::Entities => entities(comparison),
        What::Targets => targets(comparison),
        What::Structure => structure(comparison),
    }
}

fn responsibilities(comparison: &Comparison<'_>) -> Vec<String> {
    let changes = comparison.duty_changes();
    let lines = comparison.pairs().zip(&changes).flat_map(|((a, b, _), changes)| {
        let counts = Change::ALL.map(|change| (change, changes.iter().filter(|one| one.change == change).count()));
        let told = |name: fn(Change) -> &'static str| {
            let parts = counts
                .iter()
                .map(|(change, count)| format!("{} {count}", name(*change)));
            parts.collect::<Vec<_>>().join(", ")
        };
        let all = changes.len();
        let counted = format!(
            "{a} → {b}: 职责 {all} 条: {}; {all} duties: {}",
            told(chinese),
            told(Change::name)
        );
        [counted, roles(changes)]
    });
    lines.collect()
}

/// How far the roles of what was kept can be compared at all.
fn roles(changes: &[DutyChange<'_>]) -> String {
    let kept = |roles| {
        changes
            .iter()
            .filter(|one| one.change == Change::Kept && one.roles == Some(roles))
            .count()
    };
    let (principal, not_told) = (kept(Roles::Principal), kept(Roles::NotTold));
    format!(
        "保持的职责中: 一方写牵头、一方写负责 {principal} 条, 一方只列责任单位、角色无法比较 {not_told} 条; of those kept: led on one \
         side and answered for on the other {principal}, roles not comparable as one side only lists the units responsible {not_told}"
    )
}

/// What a change is called in Chinese.
pub(crate) fn chinese(change: Change) -> &'static str {
    match change {
        Change::Kept => "保持",
        Change::Reformed => "机构改革",
        Change::RoleChanged => "角色变化",
        Change::Passed => "移交",
        Change::Lost => "失去",
        Change::Gained => "新增",
    }
}

fn measures(comparison: &Comparison<'_>) -> Vec<String> {
    let rows = comparison.rows(What::Measures);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (relation, how) = (rows.column("relation"), rows.column("how"));
    for row in &rows {
        for column in [relation, how].into_iter().flatten() {
            *counts.entry(row[column].to_text()).or_insert(0) += 1;
        }
    }
    let count = |relation| counts.get(relation).copied().unwrap_or(0);
    let told = |name: fn(How) -> &'static str| {
        let parts = How::ALL.map(|how| format!("{} {}", name(how), count(how.name())));
        parts.join(", ")
    };
    let (taken, a, b) = (count("taken-up"), count("only-a"), count("only-b"));
    vec![format!(
        "承接 {taken} 对 ({}), 仅前者有 {a} 条, 仅后者有 {b} 条; {taken} pairs of measures taken up ({}), {a} only in the earlier \
         side, {b} only in the later",
        told(How::chinese),
        told(How::name)
    )]
}

fn entities(comparison: &Comparison<'_>) -> Vec<String> {
    let shares = comparison.entity_shares();
    let lines = comparison.pairs().zip(&shares).map(|((a, b, _), shares)| {
        let both = shares.iter().filter(|share| !share.documents_a.is_empty() && !share.documents_b.is_empty()).count();
        let of_a = shares.iter().filter(|share| share.distinctive >= DISTINCTIVE).count();
        let of_b = shares.iter().filter(|share| share.distinctive <= -DISTINCTIVE).count();
        let all = shares.len();
        format!(
            "{a} → {b}: 实体 {all} 个, 共有 {both} 个, 前者突出 {of_a} 个, 后者突出 {of_b} 个; {all} entities, {both} on both sides, \
             {of_a} distinctive for the first, {of_b} for the second"
        )
    });
    lines.collect()
}

fn targets(comparison: &Comparison<'_>) -> Vec<String> {
    let indicators = comparison.indicators();
    let readings = || indicators.iter().flat_map(|indicator| &indicator.readings);
    let count = |kind: TargetKind| readings().filter(|reading| reading.kind == kind).count();
    let (promised, reached) = (count(TargetKind::Target), count(TargetKind::Achieved));
    let held = indicators.iter().filter(|indicator| {
        let has = |kind| indicator.readings.iter().any(|reading| reading.kind == kind);
        has(TargetKind::Target) && has(TargetKind::Achieved)
    });
    let (all, held) = (indicators.len(), held.count());
    vec![format!(
        "共有指标 {all} 个: 承诺值 {promised} 个, 完成值 {reached} 个, {held} 个指标可对照; {all} shared indicators: {promised} values \
         promised, {reached} reached, {held} with both"
    )]
}

fn structure(comparison: &Comparison<'_>) -> Vec<String> {
    let statistics = comparison.statistics();
    let lines = statistics.iter().map(|(side, statistics)| {
        let find = |name: &str| statistics.iter().find(|one| one.name == name && one.key.is_empty()).map_or(0.0, |one| one.value);
        let (duties, measures, units) = (find("duties"), find("measures"), find("units-per-measure"));
        format!(
            "{side}: {measures} 条任务有责任单位, 职责 {duties} 条, 平均每条任务 {units:.2} 个单位; {measures} measures with a unit, \
             {duties} duties, {units:.2} units a measure"
        )
    });
    lines.collect()
}
