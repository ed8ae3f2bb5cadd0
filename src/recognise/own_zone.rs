//! The zone of the document's own city, named by its kind alone: 高新区、经开区要建设专业孵化器.

use crate::lexicon::{Cue, Meaning, NameId};
use crate::model::{EntityKind, Rule};

use super::{Candidate, Scene, Sense};

/// Kinds of which a city has one, if it has any.
const KINDS: [&str; 6] = [
    "高新区",
    "经开区",
    "综保区",
    "高新技术产业开发区",
    "经济技术开发区",
    "综合保税区",
];

/// The listed zone that is called so with the name of the document's city.
pub(crate) fn own_zone(scene: &Scene<'_>, kind: &str) -> Option<NameId> {
    let is_own = KINDS.contains(&kind) && scene.context.zone.is_none();
    let city = scene.lexicon.places.get(scene.context.place.filter(|_| is_own)?);
    let names = city
        .short
        .iter()
        .chain([&city.name])
        .map(|city| format!("{city}{kind}"));
    names.into_iter().find_map(|name| {
        let mut meanings = scene.lexicon.matcher.whole(&name).iter();
        meanings.find_map(|meaning| match meaning {
            Meaning::Zone(id) => Some(*id),
            _ => None,
        })
    })
}

/// Candidates where a clause or an item of a list begins with such a kind: elsewhere it may be any place's.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let kinds = scene.matches.cues.all(Cue::SharedZone).iter();
    let own = kinds.filter(|kind| {
        let (before, after) = (scene.before(kind.start), scene.after(kind.end));
        begins(before) && !goes_on(after) && own_zone(scene, kind.of(scene.text)).is_some()
    });
    let candidates = own.map(|kind| Candidate {
        span: *kind,
        kind: EntityKind::Park,
        sense: Sense::Printed,
        rule: Rule::named("own-zone"),
    });
    candidates.collect()
}

/// Whether a clause begins here, or what a verb or a preposition is about.
fn begins(before: &str) -> bool {
    const LEADS: [&str; 14] = [
        "支持", "推动", "推进", "依托", "加快", "由", "在", "对", "向", "以", "和", "与", "及", "到",
    ];
    let opens = before.is_empty()
        || before.ends_with([
            '、', '，', '。', '；', '：', ':', '（', '(', '）', ')', '.', '\n', ' ', '\u{3000}',
        ]);
    opens || LEADS.iter().any(|lead| before.ends_with(lead))
}

/// Whether what follows makes a level, a committee or another name of it.
fn goes_on(after: &str) -> bool {
    const BEHIND: [&str; 9] = ["级", "类", "型", "管委会", "管理委员会", "党工委", "等级", "内", "（"];
    BEHIND.iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind;
    use crate::recognise::testing::facts;

    #[test]
    fn a_citys_own_zone_is_named_by_its_kind() {
        for (place, words, zones) in [
            (
                "威海市",
                "高新区、经开区要建设孵化器。",
                "威海火炬高技术产业开发区|威海经济技术开发区",
            ),
            ("威海市", "支持建设国家级高新区，争创高新区级平台。", ""),
            ("山东省", "高新区要建设孵化器。", ""),
        ] {
            let text = format!("{place}加快产业发展实施意见\n{place}人民政府办公室 2020年8月7日\n\n1.{words}\n");
            let facts = facts(&text);
            let entities = facts.entities.iter().map(|entity| &entity.key);
            let parks = entities.filter(|key| key.kind == EntityKind::Park);
            let parks: Vec<_> = parks.map(|key| key.name.as_str()).collect();
            assert_eq!(parks.join("|"), zones, "{words}");
        }
    }
}
