//! Agencies: a region or a level, then a kind of department (东莞市科学技术局, 市科技局, 省委组织部).

use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{DepartmentId, Level, Match, Meaning, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::edge::{NOT_OF_CITY, WordList};
use super::suffix::ZONE_OFFICES;
use super::{Candidate, Prefix, Scene, Sense, each};

const RULE: Rule = Rule::named("department-name");

/// Candidates for departments, vertically managed bodies and the committees of zones.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for hit in scene.matches.iter() {
        let kinds = hit.departments();
        if !kinds.is_empty() && ends_well(scene, hit) {
            let department = department(scene, hit.span, kinds);
            found.extend(department.as_ref().and_then(|owner| away_office(scene, owner)));
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

/// The office that a government has elsewhere: 省政府驻北京办事处.
fn away_office(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    /// The longest place, in characters.
    const WIDEST: usize = 6;
    const OFFICES: [&str; 2] = ["办事处", "联络处"];
    let place = scene.after(owner.span.end).strip_prefix('驻')?;
    let ends = place.char_indices().map(|(at, _)| at).skip(1).take(WIDEST);
    let office = ends
        .into_iter()
        .find_map(|at| Some(at + OFFICES.iter().find(|office| place[at..].starts_with(**office))?.len()))?;
    let is_name = owner.span.of(scene.text).ends_with("政府") && place[..office].chars().all(char::is_alphabetic);
    is_name.then(|| Candidate {
        span: Span {
            end: owner.span.end + ('驻'.len_utf8() + office) as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("office-elsewhere"),
    })
}

/// The office of a zone, which signs for its committee: 江苏常州经济开发区党政办公室.
fn zone_office(scene: &Scene<'_>, zone: Span) -> Option<Candidate> {
    let after = scene.after(zone.end);
    let office = ZONE_OFFICES.iter().find(|office| after.starts_with(**office))?;
    Some(Candidate {
        span: Span {
            end: zone.end + office.len() as u32,
            ..zone
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("zone-office"),
    })
}

/// What makes another word of a department's name.
static GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("长 域 员会 员 托 派 任 书记 性 间 投资基金 引导基金 购买 采购 债券 性基金 网站 工作报告")
});

/// Whether the name does not go on behind the match: 科技局长, 市委书记, 政府部门.
fn ends_well(scene: &Scene<'_>, hit: &Match<'_>) -> bool {
    let after = scene.after(hit.span.end);
    let width = hit.span.of(scene.text).chars().count();
    let continues = GOES_ON.begins(after) && !after.starts_with("员会议");
    !continues
        && (width >= 4 || scene.words.is_boundary(hit.span.end) || after.starts_with(['市', '省', '区', '县', '、']))
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
    [
        "中心",
        "研究院",
        "研究所",
        "学院",
        "学校",
        "医院",
        "馆",
        "科院",
        "科学院",
        "电视台",
    ]
    .iter()
    .any(|ending| printed.ends_with(ending))
}

impl Candidate {
    fn with_end(mut self, end: u32) -> Self {
        self.span.end = end;
        self
    }
}

/// Where a congress's name goes on to the left of the number of its session: 浙江省｜第十届｜人民代表大会常务委员会.
fn before_session(before: &str) -> u32 {
    const NUMERALS: &str = "0123456789一二三四五六七八九十";
    let session = before
        .strip_suffix('届')
        .map(|head| head.trim_end_matches(|c| NUMERALS.contains(c)))
        .and_then(|head| head.strip_suffix('第'));
    session.unwrap_or(before).len() as u32
}

/// What stands directly before a department's name; `None` where that makes it no name of one body (各市科技局).
fn prefix(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    if let Some((places, at)) = places_before(scene, start) {
        return Some((at, Prefix::Places(places)));
    }
    if let Some(body) = body_before(scene, start) {
        return Some(body);
    }
    let before = scene.before(start);
    let Some(last) = before.chars().next_back() else {
        return Some((start, Prefix::None));
    };
    if matches!(last, ')' | '）') && each::levels_before(before) {
        return None;
    }
    if let Some(rank) = of_prefecture(scene, start) {
        return Some(rank);
    }
    let rank = match last {
        '省' => Level::Province,
        '市' | '州' | '盟' => Level::Prefecture,
        '区' if before.ends_with("自治区") => Level::Province,
        '区' | '县' | '旗' => Level::County,
        '镇' | '乡' => Level::Town,
        _ => return Some((start, Prefix::None)),
    };
    let word = if before.ends_with("自治区") {
        "自治区".len()
    } else {
        last.len_utf8()
    };
    let at = start - word as u32;
    let head = scene.before(at);
    let is_counted = head.ends_with(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    let is_kind = head.ends_with(NOT_OF_CITY)
        || is_counted
        || head.ends_with([
            '跨', '兄', '园', '社', '新', '发', '示', '外', '灾', '库', '山', '片', '辖', '郊', '片',
        ]);
    let own = ["我", "本"]
        .iter()
        .find(|own| head.ends_with(**own))
        .map_or(0, |own| own.len() as u32);
    let is_city = matches!(rank, Level::Province | Level::Prefecture);
    let starts_word = is_city
        || scene.words.is_boundary(at)
        || own > 0
        || head.ends_with(['、', '，', '：', ':', '(', '（', '由', '和', '与', '；', '经'])
        || head.ends_with("会同");
    (!is_kind && starts_word).then_some((at - own, Prefix::Rank(rank)))
}

/// 地区, 行署 in the text of a prefecture that is called so: 地区农业农村局.
fn of_prefecture(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    let places = &scene.lexicon.places;
    let home = places.get(scene.context.place?);
    let parent = home.parent.map(|parent| places.get(parent));
    let is_area = home.name.ends_with("地区") || parent.is_some_and(|parent| parent.name.ends_with("地区"));
    let before = scene.before(start);
    let words = ["地区行署", "地区", "行署"]
        .into_iter()
        .find(|words| before.ends_with(words));
    let at = start - words.filter(|_| is_area)?.len() as u32;
    let opens = scene.words.is_boundary(at) && !scene.before(at).ends_with(['各', '本', '该']);
    opens.then_some((at, Prefix::Rank(Level::Prefecture)))
}

/// What has departments of its own and is no division: the corps, and in a zone's own document that zone.
fn body_before(scene: &Scene<'_>, start: u32) -> Option<(u32, Prefix)> {
    const CORPS: [&str; 3] = ["新疆生产建设兵团", "新疆兵团", "兵团"];
    const ZONES: [&str; 8] = [
        "园区",
        "开发区",
        "高新区",
        "经开区",
        "示范区",
        "新区",
        "管委会",
        "管理委员会",
    ];
    let before = scene.before(start);
    if let Some(name) = CORPS.iter().find(|name| before.ends_with(**name)) {
        return Some((start - name.len() as u32, Prefix::Corps));
    }
    scene.context.zone.as_ref()?;
    let name = ZONES.iter().find(|name| before.ends_with(**name))?;
    let at = start - name.len() as u32;
    scene.words.is_boundary(at).then_some((at, Prefix::OwnZone))
}

/// The run of place names that ends here: 杭州市上城区.
fn places_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    if let Some(street) = street_before(scene, end) {
        return Some(street);
    }
    let found = scene.matches.ending(end).find_map(|found| {
        let places: Vec<PlaceId> = found
            .meanings
            .iter()
            .filter_map(|m| match m {
                Meaning::Place(id) if scene.lexicon.places.get(*id).level <= Level::County => Some(*id),
                _ => None,
            })
            .collect();
        let printed = found.span.of(scene.text);
        if printed == "会同" || printed == "会同县" && !places.iter().any(|id| is_near_home(scene, *id)) {
            return None; // the verb, not the county
        }
        let whole = printed.chars().count() >= 3 || scene.words.is_boundary(found.span.start);
        (!places.is_empty() && whole).then_some((places, found.span.start))
    });
    let (places, start) = found.or_else(|| town_before(scene, end))?;
    let outer = scene.matches.ending(start).find_map(|outer| {
        let (inner, span) = chain(outer.span.start, scene.matches, scene.lexicon, None)?;
        (span.end == end).then_some((inner, outer.span.start))
    });
    Some(outer.unwrap_or((places, start)))
}

/// Whether a place lies in the document's own region, or that in it.
fn is_near_home(scene: &Scene<'_>, id: PlaceId) -> bool {
    let places = &scene.lexicon.places;
    let home = scene.context.place;
    home.is_some_and(|home| places.is_within(id, home) || places.is_within(home, id))
}

/// A town before its government: 石龙镇人民政府.
fn town_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    let text = scene.before(end);
    if !text.ends_with(['镇', '乡']) && !text.ends_with("街道") {
        return None;
    }
    let ending = if text.ends_with("街道") { 2 } else { 1 };
    let starts = text.char_indices().rev().skip(ending).take(6).map(|(at, _)| at);
    let (start, ids) = starts
        .map(|at| (at, scene.lexicon.places.named(&text[at..])))
        .find(|(at, ids)| !ids.is_empty() && begins_here(scene, *at as u32))?;
    let home = |id: &&PlaceId| {
        scene
            .context
            .place
            .is_some_and(|home| scene.lexicon.places.is_within(**id, home))
    };
    let at_home: Vec<PlaceId> = ids.iter().filter(home).copied().collect();
    Some((if at_home.is_empty() { ids.to_vec() } else { at_home }, start as u32))
}

/// Whether a name may begin here: with a word, or behind one that jieba may have joined to it (由桂城｜街道).
fn begins_here(scene: &Scene<'_>, at: u32) -> bool {
    scene.words.is_boundary(at) || scene.before(at).ends_with(['由', '和', '与', '请', '经', '、'])
}

/// A street whose last word is the first of its office's name: 桂城｜街道办事处; with the division around it.
fn street_before(scene: &Scene<'_>, end: u32) -> Option<(Vec<PlaceId>, u32)> {
    const STREET: &str = "街道";
    if !scene.after(end).starts_with(STREET) {
        return None;
    }
    let (streets, start) = town_before(scene, end + STREET.len() as u32)?;
    let inside = |outer: &Match<'_>| -> Vec<PlaceId> {
        let around = outer.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) => Some(*id),
            _ => None,
        });
        let around: Vec<PlaceId> = around.collect();
        let places = &scene.lexicon.places;
        let within = |street: &&PlaceId| around.iter().any(|outer| places.is_within(**street, *outer));
        streets.iter().filter(within).copied().collect()
    };
    let mut outer = scene
        .matches
        .ending(start)
        .map(|outer| (inside(outer), outer.span.start));
    Some(outer.find(|(inner, _)| !inner.is_empty()).unwrap_or((streets, start)))
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
const NEED_PREFIX: [&str; 30] = [
    "政府",
    "委",
    "人大",
    "政协",
    "党委",
    "法院",
    "检察院",
    "工会",
    "管委会",
    "管理委员会",
    "委员会",
    "工委",
    "管委",
    "办公厅",
    "办公室",
    "督查室",
    "党校",
    "人民政府",
    "军分区",
    "常委会",
    "人民法院",
    "人民检察院",
    "街道办",
    "公司",
    "支队",
    "消防",
    "海关",
    "党组",
    "老干部",
    "妇联",
];

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
    let long_enough = printed.chars().count() >= 3;
    !kinds.is_empty()
        && long_enough
        && ending
        && !NEED_PREFIX.contains(&printed)
        && scene.words.is_boundary(span.start)
        && !joined
        && !is_tail(scene, span)
        && function_before(scene, span.start).is_none()
}

/// Whether the name is the end of a longer department's: 人力资源和｜社会保障局.
fn is_tail(scene: &Scene<'_>, span: Span) -> bool {
    let mut longer = scene.matches.ending(span.end);
    longer.any(|found| found.span.start < span.start && !found.departments().is_empty())
}

/// Where the function begins that stands directly before a department's name: 住建｜园林局, 政务和｜数据局.
fn function_before(scene: &Scene<'_>, at: u32) -> Option<u32> {
    const WIDTHS: std::ops::RangeInclusive<usize> = 2..=4;
    let before = scene.before(at);
    let head = before.strip_suffix(['和', '与']).unwrap_or(before);
    let starts = head.char_indices().rev().enumerate().map(|(i, (at, _))| (i + 1, at));
    let mut near = starts.take_while(|(width, _)| width <= WIDTHS.end());
    let found = near
        .find(|(width, at)| WIDTHS.contains(width) && !scene.lexicon.departments.of_function(&head[*at..]).is_empty());
    found.map(|(_, at)| at as u32)
}

/// A department of two functions that is found by the second: 区住建｜园林局.
fn of_two_functions(scene: &Scene<'_>, span: Span) -> Option<Candidate> {
    let at = function_before(scene, span.start)?;
    let head = scene.before(at);
    let level = head
        .chars()
        .next_back()
        .filter(|c| matches!(c, '省' | '市' | '县' | '区'))?;
    let start = at - level.len_utf8() as u32;
    let opens = !scene.before(start).ends_with(NOT_OF_CITY) && scene.words.is_boundary(start);
    let is_name = span.of(scene.text).ends_with(['局', '厅', '委', '办']);
    (opens && is_name).then(|| Candidate {
        span: Span { start, ..span },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("department-of-two-functions"),
    })
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
