//! Names that share what tells their kind: 西安、宝鸡高新区管委会, 锦溪、周庄2个镇, 甲、乙、丙三区, 中科院甲所、乙所.
//!
//! Each item is one only where it is a listed name together with what is shared.

use crate::lexicon::{Cue, Level, Meaning, NameId, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::text::{Span, is_letter};

use super::{Candidate, Scene, Sense, Table};

/// The numerals of a count.
const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// What divides the items.
const JOINTS: [&str; 4] = ["、", "和", "与", "及"];
/// The longest item, in characters.
const WIDEST: usize = 8;

/// Candidates for the items of such lists.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let (mut found, cues) = (Vec::new(), &scene.matches.cues);
    for tail in cues.all(Cue::SharedZone) {
        found.extend(zones(scene, tail.start as usize, tail.of(scene.text)));
    }
    for tail in cues.all(Cue::SharedCommand) {
        found.extend(commands(scene, tail.start as usize, tail.of(scene.text)));
    }
    for kind in cues.all(Cue::SharedPlace) {
        if scene.before(kind.start).ends_with(ends_count) {
            found.extend(divisions(scene, kind.start as usize, kind.of(scene.text)));
        }
    }
    for joint in cues.all(Cue::Comma) {
        if scene.before(joint.start).ends_with('所') {
            found.extend(institutes(scene, joint.start as usize, joint.end as usize));
        }
    }
    found
}

/// Whether a number of things may end with this character.
fn ends_count(last: char) -> bool {
    last.is_ascii_digit() || matches!(last, '个' | '家' | '两') || DIGITS.contains(&last)
}

/// The head of a text without a number of things at its end (3个, 两家), and the number; none where none is printed.
fn counted(head: &str) -> (&str, Option<usize>) {
    let bare = head.strip_suffix(['个', '家']).unwrap_or(head);
    let rest = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if rest.len() < bare.len() {
        return (rest, bare[rest.len()..].parse().ok());
    }
    let number = bare.chars().next_back().and_then(|c| match c {
        '两' => Some(2),
        _ => DIGITS.iter().position(|digit| *digit == c).map(|at| at + 1),
    });
    match number {
        Some(_) => (&bare[..bare.len() - '一'.len_utf8()], number),
        None => (head, None),
    }
}

/// The items before `end`, the last first: of each the longest that `is_name` knows, up to `limit` of them.
fn items<T>(scene: &Scene<'_>, mut end: usize, limit: usize, is_name: impl Fn(&str) -> Option<T>) -> Vec<(Span, T)> {
    let mut found = Vec::new();
    while found.len() < limit {
        let head = &scene.text[..end];
        let starts = head.char_indices().rev().take(WIDEST);
        let inside = starts.take_while(|(_, c)| is_letter(*c)).map(|(at, _)| at);
        let known = inside.filter_map(|at| Some((at, is_name(&head[at..])?)));
        let Some((start, name)) = known.last() else {
            break;
        };
        found.push((Span::new(start, end), name));
        let before = &scene.text[..start];
        let Some(joint) = JOINTS.iter().find(|joint| before.ends_with(**joint)) else {
            break;
        };
        end = start - joint.len();
    }
    found
}

/// The zones, or their committees, of the list whose shared kind begins at `at`.
fn zones(scene: &Scene<'_>, at: usize, tail: &str) -> Vec<Candidate> {
    let (head, count) = counted(&scene.text[..at]);
    let near = head
        .chars()
        .rev()
        .take(WIDEST + 1)
        .any(|c| matches!(c, '、' | '和' | '与' | '及'));
    if !near {
        return Vec::new();
    }
    let zone = |word: &str| {
        listed(scene, &format!("{word}{tail}"), |meaning| match meaning {
            Meaning::Zone(id) => Some(id),
            _ => None,
        })
    };
    let found = items(scene, head.len(), usize::MAX, zone);
    // The last one carries what is shared itself: it is read as any other zone.
    let own = usize::from(count.is_none());
    if found.len() < 2 || count.is_some_and(|count| count != found.len()) {
        return Vec::new();
    }
    let behind = &scene.text[at + tail.len()..];
    let governs = behind.starts_with("管委会") || behind.starts_with("管理委员会");
    let candidate = |(span, id): (Span, NameId)| Candidate {
        span,
        kind: if governs { EntityKind::Agency } else { EntityKind::Park },
        sense: if governs {
            Sense::ZoneCommittee(id)
        } else {
            Sense::Listed(Table::Zones, id)
        },
        rule: Rule::named("shared-kind"),
    };
    found.into_iter().skip(own).map(candidate).collect()
}

/// The commands of the army in the list whose shared kind begins at `at`: 沈阳、北京、广州军区.
fn commands(scene: &Scene<'_>, at: usize, tail: &str) -> Vec<Candidate> {
    let command = |word: &str| {
        listed(scene, &format!("{word}{tail}"), |meaning| match meaning {
            Meaning::Body(id) => Some(id),
            _ => None,
        })
    };
    // The last one is printed with what is shared.
    let others = items(scene, at, usize::MAX, command).into_iter().skip(1);
    let candidate = |(span, id)| Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::Listed(Table::Bodies, id),
        rule: Rule::named("shared-kind"),
    };
    others.map(candidate).collect()
}

/// The places of a counted list whose kind begins at `at`: as many as the number says.
fn divisions(scene: &Scene<'_>, at: usize, kind: &str) -> Vec<Candidate> {
    let (head, count) = counted(&scene.text[..at]);
    let behind = &scene.text[at + kind.len()..];
    let Some(count) = count.filter(|count| *count > 1 && !behind.starts_with(['级', '政', '人', '委'])) else {
        return Vec::new();
    };
    let home = scene.context.place;
    let near = |id: &PlaceId| home.is_some_and(|home| scene.lexicon.places.is_within(*id, home));
    let place = |word: &str| {
        let ids = scene.lexicon.places.named(&format!("{word}{kind}"));
        let ids = ids
            .iter()
            .copied()
            .filter(|id| near(id) || scene.lexicon.places.get(*id).level < Level::County);
        let ids: Vec<PlaceId> = ids.collect();
        (!ids.is_empty()).then_some(ids)
    };
    let found = items(scene, head.len(), count, place);
    if found.len() != count {
        return Vec::new();
    }
    let candidate = |(span, ids)| Candidate {
        span,
        kind: EntityKind::Place,
        sense: Sense::Places(ids),
        rule: Rule::named("shared-kind"),
    };
    found.into_iter().map(candidate).collect()
}

/// The institutes behind one of the Academy of Sciences, which they share: 中科院自动化所、｜计算所.
fn institutes(scene: &Scene<'_>, end: usize, mut at: usize) -> Vec<Candidate> {
    let of_academy = |meaning: &Meaning| match meaning {
        Meaning::Institution(id) => scene.lexicon.institutions.get(*id).name.starts_with("中国科学院"),
        _ => false,
    };
    let mut before = scene.matches.ending(end as u32);
    let mut found = Vec::new();
    if !before.any(|found| found.meanings.iter().any(of_academy)) {
        return found;
    }
    loop {
        let rest = &scene.text[at..];
        let item = rest.split_inclusive('所').next();
        let is_name = |item: &&str| item.chars().all(char::is_alphabetic) && item.chars().count() <= 2 * WIDEST;
        let Some(item) = item.filter(is_name) else {
            return found;
        };
        let Some(id) = listed(scene, &format!("中科院{item}"), |meaning| match meaning {
            Meaning::Institution(id) => Some(id),
            _ => None,
        }) else {
            return found;
        };
        found.push(Candidate {
            span: Span::new(at, at + item.len()),
            kind: EntityKind::Institution,
            sense: Sense::Listed(Table::Institutions, id),
            rule: Rule::named("shared-kind"),
        });
        at += item.len();
        match ["、", "和"].iter().find(|joint| scene.text[at..].starts_with(**joint)) {
            Some(joint) => at += joint.len(),
            None => return found,
        }
    }
}

/// What a listed name means, if the whole of it is one.
fn listed<T>(scene: &Scene<'_>, name: &str, meant: impl Fn(Meaning) -> Option<T>) -> Option<T> {
    let meanings = scene.lexicon.matcher.whole(name).iter();
    meanings.copied().find_map(meant)
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::{Agency, Institution, Park, Place};
    use crate::recognise::testing::resolved;

    #[test]
    fn each_item_has_the_kind_that_the_list_shares() {
        for (kind, sentence, names) in [
            (
                Agency,
                "由广州、深圳高新区管委会负责落实。",
                "广州高新技术产业开发区管理委员会|深圳高新技术产业开发区管理委员会",
            ),
            (
                Park,
                "支持广州、珠海2家高新区扩区。",
                "广州高新技术产业开发区|珠海高新技术产业开发区",
            ),
            (
                Agency,
                "沈阳、北京、广州军区：",
                "中国人民解放军沈阳军区|中国人民解放军北京军区|中国人民解放军广州军区",
            ),
            (Place, "在南山、福田两区试点。", "南山区|福田区"),
            (Place, "在两区试点。", ""),
            (
                Institution,
                "与中科院自动化所、计算所和软件所合作。",
                "中国科学院自动化研究所|中国科学院计算技术研究所|中国科学院软件研究所",
            ),
        ] {
            assert_eq!(resolved(sentence, kind), names, "{sentence}");
        }
    }
}
