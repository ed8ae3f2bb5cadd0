//! Units that stand side by side.

use crate::facts::EntityId;
use crate::lexicon::Cue;
use crate::model::EntityKind;
use crate::recognise::{Candidate, Scene};
use crate::relate::Names;
use crate::text::Span;

use super::words::without_short_form;

/// Whether a thing of this kind can carry a duty: companies, institutes, zones and places do beside agencies.
fn may_act(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Agency
            | EntityKind::Collective
            | EntityKind::Enterprise
            | EntityKind::Institution
            | EntityKind::Place
            | EntityKind::Park
    )
}

/// Units that stand side by side.
pub(super) type Run<'a> = Vec<(&'a Candidate, EntityId)>;

/// Units that stand side by side, joined by 、 or 和.
pub(super) fn runs<'a>(scene: &Scene<'_>, names: Names<'a>, sentence: Span) -> Vec<Run<'a>> {
    let units = names.within(sentence).iter().filter_map(|candidate| {
        let entity = names.entity_at(candidate.span)?;
        may_act(names.kind(entity)).then_some((candidate, entity))
    });
    let units: Vec<_> = units.collect();
    let owns_next = |i: usize| {
        let next = units.get(i + 1).filter(|next| next.0.span.start == units[i].0.span.end);
        let [own, next] = [Some(units[i]), next.copied()].map(|unit| unit.map(|(_, entity)| names.kind(entity)));
        next.is_some_and(|next| next == EntityKind::Collective || own == Some(EntityKind::Place))
    };
    // 市发展改革委（市粮食和物资储备局）、: one body by its second name.
    let is_plate = |i: usize| {
        let span = units[i].0.span;
        let owner = i.checked_sub(1).map(|owner| units[owner].0.span.end as usize);
        let between = owner.and_then(|owner| scene.text.get(owner..span.start as usize));
        matches!(between, Some("（" | "(")) && scene.text[span.end as usize..].starts_with(['）', ')'])
    };
    // 新疆生产建设兵团｜中小企业主管部门: the first only says whose the second is.
    let units = (0..units.len())
        .filter(|i| !owns_next(*i) && !is_plate(*i))
        .map(|i| units[i]);
    let mut runs: Vec<Run<'a>> = Vec::new();
    for unit in units {
        let joined = runs.last().and_then(|run| run.last()).is_some_and(|(last, _)| {
            let between = scene.text.get(last.span.end as usize..unit.0.span.start as usize);
            between.map(without_short_form).is_some_and(|between| {
                matches!(
                    between,
                    "、" | "和" | "与" | "及" | "以及" | "或" | "或者" | "等部门和" | "等部门、" | "等有关部门和" | ""
                ) || holds_unread_units(between)
            })
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(unit),
            _ => runs.push(vec![unit]),
        }
    }
    runs
}

/// Whether between two units of a list only such stand as no rule has read (甲、｜市某某专班、｜乙): they do not end the list.
fn holds_unread_units(between: &str) -> bool {
    let inner = between.strip_prefix('、').and_then(|rest| rest.strip_suffix('、'));
    inner.is_some_and(are_units)
}

/// Whether all items of a list end as units do.
pub(super) fn are_units(list: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "局",
        "委",
        "办",
        "厅",
        "署",
        "会",
        "院",
        "站",
        "队",
        "所",
        "中心",
        "公司",
        "集团",
        "大学",
        "政府",
        "机构",
        "单位",
        "部门",
        "专班",
        "小组",
        "办公室",
        "街道",
    ];
    let is_unit = |item: &str| {
        let width = item.chars().count();
        (2..=16).contains(&width)
            && item.chars().all(char::is_alphabetic)
            && ENDINGS.iter().any(|ending| item.ends_with(ending))
            && !Cue::Duty.is_in(item)
    };
    list.split('、').all(is_unit)
}
