//! Agencies: a region or a level, then a kind of department (东莞市科学技术局, 市科技局, 省委组织部).

mod offices;
mod prefix;
mod two_functions;

use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{DepartmentId, Level, Match, Meaning};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::edge::WordList;
use super::{Candidate, Prefix, Scene, Sense};
use offices::{away_office, branch, own_committee, zone_office};
use prefix::before_session;
pub(super) use prefix::prefix;
pub(super) use two_functions::TWO_FUNCTIONS;
use two_functions::{function_before, of_two_functions};

const RULE: Rule = Rule::named("department-name");

/// Candidates for departments, vertically managed bodies and the committees of zones.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for hit in scene.matches.iter() {
        if hit.is_department() && ends_well(scene, hit) {
            let department = department(scene, hit.span, hit.departments());
            found.extend(department.as_ref().and_then(|owner| away_office(scene, owner)));
            found.extend(department.as_ref().and_then(|owner| branch(scene, owner)));
            found.extend(department.as_ref().and_then(|owner| own_committee(scene, owner)));
            found.extend(department.or_else(|| of_two_functions(scene, hit.span)));
        }
        for meaning in hit.meanings {
            match meaning {
                Meaning::Before(id) => found.extend(vertical(scene, hit.span, *id)),
                Meaning::Zone(_) => found.extend(zone_office(scene, hit.span)),
                _ => {}
            }
        }
    }
    found
}

/// What makes another word of a department's name.
static GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("长 域 员会 员 托 派 任 书记 性 间 收入 投资基金 引导基金 购买 采购 债券 性基金 网站 工作报告")
});

/// Whether the name does not go on behind the match: 科技局长, 市委书记, 政府部门.
fn ends_well(scene: &Scene<'_>, hit: &Match<'_>) -> bool {
    let after = scene.after(hit.span.end);
    let width = hit.span.of(scene.text).chars().count();
    // 团市委｜书记: whose head is named; 市委书记 is called so whole.
    let heads_league = hit.span.of(scene.text).starts_with('团') && after.starts_with("书记");
    let continues = GOES_ON.begins(after) && !after.starts_with("员会议") && !heads_league;
    // 县卫健局｜局长: whose head is named.
    let has_head =
        hit.span.of(scene.text).ends_with('局') && (after.starts_with("局长") || after.starts_with("副局长"));
    !continues
        && (width >= 4
            || has_head
            || scene.words.is_boundary(hit.span.end)
            || after.starts_with(['市', '省', '区', '县', '、']))
}

/// The department with what stands before it.
fn department(scene: &Scene<'_>, span: Span, kinds: Vec<DepartmentId>) -> Option<Candidate> {
    if let Some(zone) = committee_of(scene, span.start, &kinds) {
        return Some(zone.with_end(span.end));
    }
    if span.of(scene.text).starts_with("党委") && !is_of_autonomous_region(scene.before(span.start)) {
        return None;
    }
    let is_congress = ["人民代表大会", "人大"]
        .iter()
        .any(|name| span.of(scene.text).starts_with(name));
    let behind_place = if is_congress {
        before_session(scene.before(span.start))
    } else {
        span.start
    };
    let (start, prefix) = prefix(scene, behind_place)?;
    // 嘉定镇人民政府 is no government of 嘉定区.
    let is_short = || !scene.before(span.start).ends_with(['市', '县', '区', '旗', '州', '盟']);
    if matches!(prefix, Prefix::Places(_)) && span.of(scene.text).starts_with('镇') && is_short() {
        return None;
    }
    let span = Span { start, end: span.end };
    let kinds = suitable(scene, kinds, &prefix);
    let is_name = match prefix {
        Prefix::None => bare_is_name(scene, span, &kinds),
        Prefix::Rank(_) | Prefix::Places(_) | Prefix::Corps | Prefix::OwnZone => true,
    };
    let kind = if is_service(span.of(scene.text)) {
        EntityKind::Institution
    } else {
        EntityKind::Agency
    };
    // The government of a prefecture is meant by 行署 in the texts of its counties too.
    let prefix = match prefix {
        Prefix::None if span.of(scene.text) == "行署" => Prefix::Rank(Level::Prefecture),
        prefix => prefix,
    };
    let sense = Sense::Department { kinds, prefix };
    let candidate = Candidate {
        span,
        kind,
        sense,
        rule: RULE,
    };
    (is_name && !matches!(&candidate.sense, Sense::Department { kinds, .. } if kinds.is_empty())).then_some(candidate)
}

/// Whether an autonomous region or the corps ends here: there the party's committee is called 党委, elsewhere that is any
/// committee's name.
fn is_of_autonomous_region(before: &str) -> bool {
    ["自治区", "内蒙古", "广西", "西藏", "宁夏", "新疆", "兵团"]
        .iter()
        .any(|region| before.ends_with(region))
}

/// A public institution (事业单位) by its ending, rather than a department that governs.
fn is_service(printed: &str) -> bool {
    SERVICES.ending(printed).is_some()
}

/// How such institutions end.
static SERVICES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("中心 研究院 研究所 学院 学校 医院 馆 科院 科学院 电视台"));

impl Candidate {
    fn with_end(mut self, end: u32) -> Self {
        self.span.end = end;
        self
    }
}

/// The committee of a listed zone: 松山湖管委会.
fn committee_of(scene: &Scene<'_>, start: u32, kinds: &[DepartmentId]) -> Option<Candidate> {
    let is_committee = kinds
        .iter()
        .any(|id| scene.lexicon.departments.get(*id).name == "管理委员会");
    if !is_committee {
        return None;
    }
    let zone = scene.matches.ending(start).find_map(|found| {
        let id = found
            .meanings
            .iter()
            .find_map(|m| if let Meaning::Zone(id) = m { Some(*id) } else { None })?;
        Some((found.span.start, id))
    });
    let (start, id) = zone?;
    let span = Span { start, end: start };
    Some(Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::ZoneCommittee(id),
        rule: Rule::named("zone-committee"),
    })
}

/// The kinds that the name can mean: a vertically managed body that opens with its place is none without one.
fn suitable(scene: &Scene<'_>, kinds: Vec<DepartmentId>, prefix: &Prefix) -> Vec<DepartmentId> {
    let departments = &scene.lexicon.departments;
    let needs_place = |id: &DepartmentId| departments.get(*id).is_vertical;
    let has_place = matches!(prefix, Prefix::Places(_));
    kinds
        .into_iter()
        .filter(|id| has_place || !needs_place(id) || !departments.get(*id).name.starts_with("{region}"))
        .collect()
}

/// Short names that mean a body only behind its region: 政府, 党委, 法院.
static NEED_PREFIX: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        政府 委 人大 政协 党委 法院 检察院 工会 管委会 管理委员会 委员会 工委 管委 办公厅 办公室 督查室 党校 人民政府
        军分区 常委会 人民法院 人民检察院 街道办 公司 支队 消防 海关 党组 工作委员会 老干部 妇联
        ",
    )
});

/// Whether a department's name without a region before it names one body: it must be a word of its own.
fn bare_is_name(scene: &Scene<'_>, span: Span, kinds: &[DepartmentId]) -> bool {
    let printed = span.of(scene.text);
    let ending = printed.ends_with(['局', '厅', '委', '办', '会']) || printed.ends_with("办公室");
    let joined = scene.words.before(span.start).last().is_some_and(|word| {
        let is_noun = matches!(
            word.pos,
            crate::segment::Pos::Noun
                | crate::segment::Pos::Place
                | crate::segment::Pos::Proper
                | crate::segment::Pos::Attribute
        );
        // 会同, which is a county too.
        let printed = word.span.of(scene.text);
        word.span.end == span.start && is_noun && !printed.ends_with('\n') && printed != "会同"
    });
    let long_enough = printed.chars().count() >= 3 || is_between_departments(scene, span);
    if printed == "行署" {
        return prefix::is_of_area(scene) && scene.on_boundaries(span);
    }
    !kinds.is_empty()
        && long_enough
        && ending
        && !NEED_PREFIX.has(printed)
        && scene.words.is_boundary(span.start)
        && !joined
        && !is_of_all_levels(scene, printed)
        && !is_tail(scene, span)
        && function_before(scene, span.start).is_none()
        && two_functions::level_before_joint(scene, span.start).is_none()
}

/// Whether a name of two characters stands in a list between departments: 教育局、｜经委｜、建委、水利局.
fn is_between_departments(scene: &Scene<'_>, span: Span) -> bool {
    const JOINT: u32 = '、'.len_utf8() as u32;
    if !(scene.before(span.start).ends_with('、') && scene.after(span.end).starts_with('、')) {
        return false;
    }
    let department = |found: &Match<'_>| found.is_department() && !NEED_PREFIX.has(found.span.of(scene.text));
    let is_long = |found: &Match<'_>| found.span.of(scene.text).chars().count() >= 3;
    let left = || scene.matches.ending(span.start - JOINT).find(|found| department(found));
    let right = || {
        scene
            .matches
            .starting(span.end + JOINT)
            .iter()
            .find(|found| department(found))
    };
    let sides = [left().copied(), right().copied()];
    sides.iter().all(Option::is_some) && sides.iter().flatten().any(is_long)
}

/// Whether it is an organ of which a regulation speaks as each level has it: 由本级人民代表大会常务委员会….
fn is_of_all_levels(scene: &Scene<'_>, printed: &str) -> bool {
    const ORGANS: [&str; 3] = ["人民代表大会", "人民代表大会常务委员会", "监察委员会"];
    const OF_ALL: [&str; 2] = ["本级人民代表大会", "各级人民代表大会"];
    let speaks = || {
        OF_ALL
            .iter()
            .any(|words| memchr::memmem::find(scene.text.as_bytes(), words.as_bytes()).is_some())
    };
    ORGANS.contains(&printed) && scene.structure.has_articles() && speaks()
}

/// Whether the name is the end of a longer department's: 人力资源和｜社会保障局.
fn is_tail(scene: &Scene<'_>, span: Span) -> bool {
    let mut longer = scene.matches.ending(span.end);
    longer.any(|found| found.span.start < span.start && !found.departments().is_empty())
}

/// A body whose region stands inside its name: 中国人民银行东莞市中心支行.
fn vertical(scene: &Scene<'_>, before: Span, id: DepartmentId) -> Option<Candidate> {
    let department = scene.lexicon.departments.get(id);
    let (places, at) = chain(before.end, scene.matches, scene.lexicon, None)?;
    let printed = before.of(scene.text);
    let forms = std::iter::once(&department.name).chain(&department.short);
    let behind = forms.filter_map(|form| form.strip_prefix(printed)?.strip_prefix("{region}"));
    let tail = behind
        .filter(|behind| scene.after(at.end).starts_with(behind))
        .max_by_key(|behind| behind.len())?;
    let span = Span {
        start: before.start,
        end: at.end + tail.len() as u32,
    };
    let sense = Sense::Department {
        kinds: vec![id],
        prefix: Prefix::Places(places),
    };
    (!tail.is_empty()).then_some(Candidate {
        span,
        kind: EntityKind::Agency,
        sense,
        rule: Rule::named("vertical-body"),
    })
}
