//! Names that stand for themselves, and the titles of policies.

use crate::lexicon::{Level, Lexicon, Meaning};
use crate::model::{EntityKey, EntityKind, Region, Rule};
use crate::recognise::{Candidate, Scene, own_zone};
use crate::text::{Span, fold_name};

use super::agency::{full_place, national};
use super::{Identities, Identity};

/// The entity of a name of which only the print is known.
///
/// 市 and 省 at its beginning are the document's own; a name that says where it belongs is the same everywhere, any
/// other belongs to the document's region.
pub(super) fn identity(scene: &Scene<'_>, candidate: &Candidate) -> Identity {
    let printed = fold_name(candidate.span.of(scene.text));
    if let Some(listed) = listed_zone(scene, candidate, &printed).or_else(|| company(scene, candidate, &printed)) {
        return listed;
    }
    let (name, rule) = match own_place(scene, candidate, &printed) {
        Some(full) => (full, "own-place-written-out"),
        None => (printed, "as-printed"),
    };
    let names_its_place = rule == "own-place-written-out" || begins_with_place(scene, candidate);
    let region = if names_its_place || candidate.kind == EntityKind::Policy {
        Region::nation()
    } else {
        scene.context.home()
    };
    let name = match of_party(scene, candidate, &name) {
        Some(full) => full,
        None => name,
    };
    let (name, rule) = match committee_in_full(candidate, &name) {
        Some(full) => (full, "committee-written-out"),
        None => (name, rule),
    };
    let mut found = Identity::new(EntityKey::new(candidate.kind, region, name), rule);
    if candidate.kind == EntityKind::Agency {
        found.function = committee(&found.key.name).map(str::to_owned);
    }
    found
}

/// A group of the party's committee as the tables call such bodies: 省委农村工作领导小组 is 中共山西省委农村工作领导小组.
fn of_party(scene: &Scene<'_>, candidate: &Candidate, name: &str) -> Option<String> {
    const GROUPS: [&str; 3] = ["领导小组", "领导小组办公室", "工作专班"];
    let is_group = candidate.kind == EntityKind::Agency && GROUPS.iter().any(|group| name.ends_with(group));
    let places = &scene.lexicon.places;
    let ends = name.match_indices('委').map(|(at, _)| at).filter(|_| is_group);
    let at = ends.into_iter().find(|at| {
        places
            .named(&name[..*at])
            .iter()
            .any(|id| places.get(*id).level <= Level::County)
    })?;
    (!name[at..].starts_with("委员") && !name.contains("政府")).then(|| format!("中共{name}"))
}

/// Joins a body that is named without the place with the one that is named with it: 网络市场监管联席会议 in the text that founds
/// 四川省网络市场监管联席会议.
pub(super) fn join_own_place(scene: &Scene<'_>, all: &mut Identities) {
    const SHORTEST: usize = 8;
    const BODIES: [&str; 5] = ["联席会议", "领导小组", "指挥部", "专班", "委员会"];
    let places = &scene.lexicon.places;
    let home = std::iter::successors(scene.context.place, |id| places.get(*id).parent);
    let around: Vec<&str> = home.map(|id| places.get(id).name.as_str()).collect();
    let identities = &mut all.distinct;
    for i in 0..identities.len() {
        let Identity { key, rule, .. } = &identities[i];
        let is_bare =
            key.kind == EntityKind::Agency && rule.name() == "as-printed" && key.region == scene.context.home();
        let is_body = BODIES.iter().any(|body| key.name.ends_with(body)) && key.name.chars().count() >= SHORTEST;
        if around.is_empty() || !is_bare || !is_body {
            continue;
        }
        let name = key.name.clone();
        let is_full = |other: &&Identity| {
            let place = other.key.name.strip_suffix(name.as_str());
            other.key.kind == EntityKind::Agency && place.is_some_and(|place| around.contains(&place))
        };
        if let Some(full) = identities.iter().find(is_full).cloned() {
            identities[i] = Identity {
                rule: Rule::named("place-left-out"),
                ..full
            };
        }
    }
}

/// 高新区, 市经开区 in a city's document: the listed zone that is called so with the city's name.
fn listed_zone(scene: &Scene<'_>, candidate: &Candidate, printed: &str) -> Option<Identity> {
    if candidate.kind != EntityKind::Park {
        return None;
    }
    let id = own_zone(scene, printed.trim_start_matches('市'))?;
    let row = scene.lexicon.zones.get(id);
    let key = EntityKey::new(EntityKind::Park, Region::nation(), row.name.clone());
    Some(Identity {
        source: Some(Lexicon::evidence(&row.file, &row.name)),
        ..Identity::new(key, "own-zone")
    })
}

/// The listed company whose full name this is but for 有限公司.
fn company(scene: &Scene<'_>, candidate: &Candidate, printed: &str) -> Option<Identity> {
    const FORMS: [&str; 3] = ["有限公司", "股份有限公司", "有限责任公司"];
    if candidate.kind != EntityKind::Enterprise || printed.ends_with("公司") {
        return None;
    }
    let listed = FORMS.iter().find_map(|form| {
        let mut meanings = scene.lexicon.matcher.whole(&format!("{printed}{form}")).iter();
        meanings.find_map(|meaning| match meaning {
            Meaning::Enterprise(id) => Some(*id),
            _ => None,
        })
    });
    let row = scene.lexicon.enterprises.get(listed?);
    Some(Identity {
        source: Some(Lexicon::evidence(&row.file, &row.name)),
        ..Identity::new(
            EntityKey::new(EntityKind::Enterprise, Region::nation(), row.name.clone()),
            "legal-form-left-out",
        )
    })
}

/// A department within a body of the centre, by that body's full name: 工信部办公厅 is 工业和信息化部办公厅.
pub(super) fn within(scene: &Scene<'_>, candidate: &Candidate, body: Span) -> Identity {
    let name = body.of(scene.text);
    let own = Span {
        start: body.end,
        ..candidate.span
    };
    let Some(row) = national(scene, name) else {
        return identity(scene, candidate);
    };
    let full = format!("{}{}", row.name, fold_name(own.of(scene.text)));
    Identity {
        function: (!row.function.is_empty()).then(|| row.function.clone()),
        source: Some(Lexicon::evidence(&row.file, &row.name)),
        ..Identity::new(
            EntityKey::new(candidate.kind, Region::nation(), full),
            "department-of-a-ministry",
        )
    }
}

/// A committee's name with 管理委员会 for 管委会.
fn committee_in_full(candidate: &Candidate, name: &str) -> Option<String> {
    let zone = name.strip_suffix("管委会").filter(|zone| zone.chars().count() > 2)?;
    (candidate.kind == EntityKind::Agency).then(|| format!("{zone}管理委员会"))
}

/// The function of a committee or leading group, by its ending.
fn committee(name: &str) -> Option<&'static str> {
    (name.ends_with("管委会") || name.ends_with("管理委员会")).then_some("管委会")
}

/// `市…`, `省…`, `我市…` with the place written out; `园区…` in that zone's own document.
fn own_place(scene: &Scene<'_>, candidate: &Candidate, printed: &str) -> Option<String> {
    if let Some(zone) = &scene.context.zone {
        let own = ["园区", "开发区", "高新区", "经开区"]
            .iter()
            .find_map(|word| printed.strip_prefix(word));
        if let Some(rest) = own.filter(|rest| rest.chars().count() > 2) {
            return Some(format!("{zone}{rest}"));
        }
    }
    let bare = printed.strip_prefix(['我', '本']).unwrap_or(printed);
    if let Some(name) = own_county(scene, candidate, bare) {
        return Some(name);
    }
    let (rank, rest) = if let Some(rest) = bare.strip_prefix('省') {
        (Level::Province, rest)
    } else if let Some(rest) = bare.strip_prefix(['市', '州', '盟']) {
        (Level::Prefecture, rest)
    } else {
        return None;
    };
    if rest.starts_with(['市', '部', '级', '内', '场', '值']) {
        return None;
    }
    let places = &scene.lexicon.places;
    let mut next = scene.context.place;
    while let Some(id) = next {
        let row = places.get(id);
        if row.level == rank || rank == Level::Prefecture && row.name.ends_with('市') {
            return Some(format!("{}{rest}", row.name));
        }
        next = row.parent;
    }
    None
}

/// `区…局`, `县…局` with the district or county written out, in its own document.
fn own_county(scene: &Scene<'_>, candidate: &Candidate, printed: &str) -> Option<String> {
    let level = printed.chars().next().filter(|c| matches!(c, '区' | '县' | '旗'))?;
    let rest = &printed[level.len_utf8()..];
    let row = scene.lexicon.places.get(scene.context.place?);
    let is_own = row.level == Level::County && row.name.ends_with(level) && scene.context.zone.is_none();
    let is_body = candidate.kind == EntityKind::Agency && rest.ends_with(['局', '办', '委', '会', '室', '组', '班']);
    (is_own && is_body && rest.chars().count() > 2).then(|| {
        let place = scene.context.place.map(|place| full_place(scene.lexicon, place));
        format!("{}{rest}", place.unwrap_or_default())
    })
}

fn begins_with_place(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let start = candidate.span.start;
    let inside = scene
        .matches
        .starting(start)
        .iter()
        .filter(|found| found.span.end < candidate.span.end);
    inside
        .flat_map(|found| found.meanings)
        .any(|meaning| matches!(meaning, Meaning::Place(id) if scene.lexicon.places.get(*id).level <= Level::County))
}

/// Gives a document number in brackets behind a title the title's identity: 《…》（国函〔2015〕154号）; and a short form that
/// the brackets define.
pub(super) fn join_numbers(scene: &Scene<'_>, candidates: &[Candidate], identities: &mut Identities) {
    for i in 1..candidates.len() {
        let (title, number) = (&candidates[i - 1], &candidates[i]);
        if title.kind != EntityKind::Policy || number.rule.name() != "document-number" {
            continue;
        }
        let between = scene.text.get(title.span.end as usize..number.span.start as usize);
        let follows = between.is_some_and(|between| matches!(between, "(" | "（" | "〔" | ""));
        if follows {
            identities.join(i, i - 1, Rule::named("number-behind-title"));
        }
    }
    join_defined(scene, candidates, identities);
}

/// Gives a short form that a title defines itself (《甲办法》（以下简称《办法》）) the title's identity, wherever it stands; of two
/// (《甲意见》和《乙计划》（以下简称《意见》和《计划》）) each its own.
fn join_defined(scene: &Scene<'_>, candidates: &[Candidate], identities: &mut Identities) {
    let titles: Vec<usize> = (0..candidates.len())
        .filter(|i| candidates[*i].rule.name() == "title-marks")
        .collect();
    for (at, short) in titles.iter().enumerate().skip(1) {
        if !defines(between(scene, candidates, titles[at - 1], *short)) {
            continue;
        }
        let follow = |pair: &&[usize]| is_joint(between(scene, candidates, pair[0], pair[1]));
        let shorts = 1 + titles[at..].windows(2).take_while(follow).count();
        let fulls = 1 + titles[..at].windows(2).rev().take_while(follow).count();
        if shorts > fulls {
            continue;
        }
        for k in 0..shorts {
            join_short(scene, candidates, identities, [titles[at - shorts + k], titles[at + k]]);
        }
    }
}

/// Joins a short title, and what is printed like it behind it, to the title that it is short for.
fn join_short(scene: &Scene<'_>, candidates: &[Candidate], identities: &mut Identities, [full, short]: [usize; 2]) {
    if candidates[full].span.len() <= candidates[short].span.len() {
        return;
    }
    let words = candidates[short].span.of(scene.text);
    for (k, other) in candidates.iter().enumerate().skip(short) {
        if other.rule.name() == "title-marks" && other.span.of(scene.text) == words {
            identities.join(k, full, Rule::named("defined-short-title"));
        }
    }
}

/// What stands between two candidates.
fn between<'s>(scene: &Scene<'s>, candidates: &[Candidate], before: usize, behind: usize) -> &'s str {
    let (from, to) = (
        candidates[before].span.end as usize,
        candidates[behind].span.start as usize,
    );
    scene.text.get(from..to).unwrap_or_default()
}

/// Whether the words between two titles say that the second is short for the first.
fn defines(between: &str) -> bool {
    let words = between.trim_end_matches(['“', '"', '为', '：', ':']);
    between.len() < 120 && words.ends_with("简称") && !words.contains(['。', '\n'])
}

/// Whether two titles stand side by side, a number in brackets aside.
fn is_joint(between: &str) -> bool {
    let bare = between.trim_matches(['“', '”']);
    let behind_number = bare.starts_with(['（', '(']).then(|| bare.split_once(['）', ')']));
    let joint = behind_number.flatten().map_or(bare, |(_, rest)| rest);
    matches!(joint, "和" | "、" | "与" | "及" | "以及")
}

/// Gives 《条例》 the identity of the one policy in the text whose title ends so; of the one in 《》, if one is.
pub(super) fn join_short_titles(scene: &Scene<'_>, candidates: &[Candidate], all: &mut Identities) {
    let mut in_marks = vec![false; all.distinct.len()];
    for (candidate, identity) in candidates.iter().zip(&all.of) {
        in_marks[*identity] |= candidate.span.of(scene.text).starts_with('《');
    }
    let identities = &mut all.distinct;
    for i in 0..identities.len() {
        let key = &identities[i].key;
        if key.kind != EntityKind::Policy || stem(&key.name).chars().count() > 4 {
            continue;
        }
        let name = stem(&key.name).to_owned();
        let mut full: Vec<usize> = (0..identities.len())
            .filter(|&k| is_long_form(&identities[k].key, &name))
            .collect();
        if full.iter().any(|k| in_marks[*k]) {
            full.retain(|k| in_marks[*k]);
        }
        full.dedup_by_key(|k| identities[*k].key.name.clone());
        let distinct: std::collections::BTreeSet<&String> = full.iter().map(|&k| &identities[k].key.name).collect();
        if let (1, Some(&k)) = (distinct.len(), full.first()) {
            identities[i] = Identity {
                rule: Rule::named("short-title"),
                ..identities[k].clone()
            };
        }
    }
}

fn is_long_form(key: &EntityKey, short: &str) -> bool {
    key.kind == EntityKind::Policy && stem(&key.name).chars().count() > 6 && stem(&key.name).ends_with(short)
}

/// A title without (试行) or (草案) behind it.
fn stem(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::{Agency, Policy};
    use crate::recognise::resolved;

    #[test]
    fn a_short_title_is_the_title_that_defines_it() {
        let sentence = "根据《广东省科技计划管理办法》（粤科〔2020〕1号，以下简称《办法》），严格执行《办法》。";
        let title = "广东省科技计划管理办法";
        assert_eq!(resolved(sentence, Policy), [title; 4].join("|"));
    }

    #[test]
    fn a_body_with_and_without_its_place_is_one() {
        let sentence = "广东省网络市场监管厅际联席会议负责。建立网络市场监管厅际联席会议制度。";
        let name = "广东省网络市场监管厅际联席会议";
        assert_eq!(resolved(sentence, Agency), [name; 2].join("|"));
    }

    #[test]
    fn groups_of_the_party() {
        let sentence = "省委农村工作领导小组负责，中共广东省委农村工作领导小组牵头。";
        let name = "中共广东省委农村工作领导小组";
        assert_eq!(resolved(sentence, Agency), [name; 2].join("|"));
    }

    #[test]
    fn two_short_titles_are_each_its_own() {
        let sentence = "印发《促进消费的实施意见》（粤府〔2020〕1号）和《促进消费的行动计划》（以下简称《实施意见》和《行动计划》），落实《实施意见》。";
        let names = resolved(sentence, Policy);
        let (opinion, plan) = ("促进消费的实施意见", "促进消费的行动计划");
        assert_eq!(names, [opinion, opinion, plan, opinion, plan, opinion].join("|"));
    }

    #[test]
    fn a_title_in_marks_is_meant_before_one_without() {
        let sentence =
            "去年出台了加强中小企业融资支持的若干措施。落实《促进民营经济发展的若干措施》，《若干措施》有效。";
        let title = "促进民营经济发展的若干措施";
        let names = resolved(sentence, Policy);
        assert_eq!(names, ["加强中小企业融资支持的若干措施", title, title].join("|"));
    }
}
