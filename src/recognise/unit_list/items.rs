//! The units in one piece of a list.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Meaning;
use crate::model::{EntityKind, Rule};
use crate::recognise::function::rank;
use crate::recognise::{Candidate, Prefix, Scene, Sense};
use crate::text::{Span, WordList};

use super::UnitItem;
use super::shape::shaped;

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:有关|相关)?(?:部门|单位|机构|地方)?(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?$|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?$").expect("the pattern is fixed")
});
static COLLECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:各|有关|相关|其他|其它|其余|两级|本级|上述|以上|所有|属地|全市各|全省各|省级各|市级各|市直|市直各|省直|区直|市各|省各|区各|县各)
        | (?:有关|相关|成员|责任|直属|主管|职能|牵头|配合|参建|驻\p{Han}{1,3})(?:单位|部门|镇街|地区|机构|企业|园区)(?:[(（].*)?$
        | ^(?:县|区|市|镇|镇街|街镇|乡镇|县区|区县|园区|功能区|开发区)(?:[(（][^()（）]*[)）])*(?:人民政府|政府|管委会|办事处)?(?:[(（][^()（）]*[)）])?$
        | ^(?:功能区|园区|各功能区|开发区)管委会$
        | 等(?:部门|单位)$",
    )
    .expect("the pattern is fixed")
});
/// The end of an enumeration of names, and who stands behind it: 等国务院相关部门及各地区.
static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("等(?P<kind>(?:国务院|中央|国家|省直|省级|省|市直|市级|市|区级|区|县级|县|自治区|州|盟)?(?:有关|相关)?(?:部门|单位|机构))(?:和|及|以及|与|$)")
        .expect("the pattern is fixed")
});
/// What joins a collective to the names before it.
const JOINTS: [&str; 8] = [
    "以及各",
    "以及有关",
    "及各",
    "及有关",
    "及相关",
    "和各",
    "和有关",
    "和相关",
];

/// Candidates by where they start, the longest first.
pub(super) struct Known<'c>(pub(super) &'c [Candidate]);

impl<'c> Known<'c> {
    /// The longest candidate for a unit that starts here and does not go beyond `end`.
    fn at(&self, start: u32, end: u32) -> Option<&'c Candidate> {
        let first = self.0.partition_point(|candidate| candidate.span.start < start);
        let mut here = self.0[first..]
            .iter()
            .take_while(|candidate| candidate.span.start == start);
        here.find(|candidate| candidate.span.end <= end && may_be_unit(candidate.kind))
    }
}

fn may_be_unit(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Program | EntityKind::Policy)
}

/// The units in one piece of a list: usually one, several where a separator is missing or is 和.
pub(super) fn items(scene: &Scene<'_>, known: &Known<'_>, token: Span) -> Vec<UnitItem> {
    if let Some(parts) = and_others(scene.text, token) {
        return parts.into_iter().flat_map(|part| items(scene, known, part)).collect();
    }
    let token = behind_by(scene.text, trim(scene.text, token));
    let printed = token.of(scene.text);
    if !(2..=40).contains(&printed.chars().count()) {
        return Vec::new();
    }
    if COLLECTIVE.is_match(printed) && !printed.ends_with("机关工委") {
        return vec![item(token, EntityKind::Collective, Sense::Collective)];
    }
    let tiles = tile(scene, known, token);
    if !tiles.is_empty() {
        return tiles;
    }
    let alone = by_function(scene, token).or_else(|| shaped(scene, token));
    alone.into_iter().collect()
}

/// 发改, 市财政: a department that a list of the place's own names by its function alone.
fn by_function(scene: &Scene<'_>, token: Span) -> Option<UnitItem> {
    let printed = token.of(scene.text);
    let all = &scene.lexicon.departments;
    let own = printed.strip_prefix(['省', '市', '州', '县', '区']);
    let (prefix, stem) = match own.filter(|_| all.of_function(printed).is_empty()) {
        Some(stem) => (rank(printed), stem),
        None => (Prefix::None, printed),
    };
    let kinds = all.of_function(stem).to_vec();
    let sense = Sense::Department { kinds, prefix };
    let is_known = !all.of_function(stem).is_empty() && scene.context.place.is_some();
    is_known.then(|| item(token, EntityKind::Agency, sense))
}

/// `国土资源部等部门和有关地方人民政府`, `国家药监局及各地区`: the names, and the collectives behind them.
fn and_others(text: &str, token: Span) -> Option<Vec<Span>> {
    let printed = token.of(text);
    let part = |from: usize, to: usize| Span::new(from, to).shift(token.start as usize);
    let sums_up = printed.contains('等').then(|| AND_OTHERS.captures(printed)).flatten();
    if let Some(found) = sums_up {
        let (all, kind) = (found.get(0)?, found.name("kind")?);
        let is_of_somebody = !matches!(
            kind.as_str(),
            "部门" | "单位" | "机构" | "有关部门" | "相关部门" | "有关单位" | "相关单位"
        );
        let summed_up = is_of_somebody.then(|| part(kind.start(), kind.end()));
        let parts = [
            Some(part(0, all.start())),
            summed_up,
            Some(part(all.end(), printed.len())),
        ];
        return Some(parts.into_iter().flatten().filter(|part| !part.is_empty()).collect());
    }
    if !printed.contains(['及', '和']) {
        return None;
    }
    let (at, joint) = JOINTS.iter().find_map(|joint| Some((printed.find(joint)?, *joint)))?;
    let behind = at + joint.find(['各', '有', '相'])?;
    (at > 0 && !printed.starts_with('各')).then(|| vec![part(0, at), part(behind, printed.len())])
}

pub(super) fn item(span: Span, kind: EntityKind, sense: Sense) -> UnitItem {
    UnitItem {
        candidate: Candidate {
            span,
            kind,
            sense,
            rule: Rule::named("unit-list"),
        },
    }
}

/// What leads to a unit.
static LEADS: LazyLock<WordList> = LazyLock::new(|| WordList::new("由 并由 以及 并 及 和 与 分别由 ："));

/// White space, and the asterisks and stars with which some lists mark their first unit.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '＊' | '★' | '☆' | '△' | '▲' | '●')
}

/// The piece without 由, 和 before it and 等, 按职责分工 behind it.
fn trim(text: &str, mut token: Span) -> Span {
    loop {
        let printed = token.of(text);
        let bare = printed.trim_start_matches(is_mark);
        let word = LEADS.beginning(bare).filter(|_| !bare.starts_with("和平")).unwrap_or(0);
        let lead = printed.len() - bare.len() + word;
        let body = printed[lead..].trim_end_matches(|c| is_mark(c) || matches!(c, '。' | '；' | '，' | '.'));
        let others = body.contains(['等', '按']).then(|| OTHERS.find(body)).flatten();
        let tail = others.map_or(body.len(), |others| others.start());
        let next = Span::new(token.start as usize + lead, token.start as usize + lead + tail);
        if next == token {
            return token;
        }
        token = next;
    }
}

/// What stands behind 由 in a piece that begins otherwise: 技工院校内由｜人力资源社会保障部门.
fn behind_by(text: &str, token: Span) -> Span {
    let printed = token.of(text);
    let mut by = printed
        .match_indices('由')
        .filter(|(at, _)| *at > 0 && !printed[..*at].ends_with(['自', '理', '缘']));
    let start = by.next_back().map_or(0, |(at, by)| at + by.len());
    Span {
        start: token.start + start as u32,
        ..token
    }
}

/// Names that fill the piece from end to end, with 和, 与, 及 or nothing between them; brackets behind a name go with it.
fn tile(scene: &Scene<'_>, known: &Known<'_>, token: Span) -> Vec<UnitItem> {
    let mut found = Vec::new();
    let mut at = token.start;
    while at < token.end {
        let rest = &scene.text[at as usize..token.end as usize];
        if !found.is_empty() {
            let joint = ["以及", "和", "与", "及", "或者", "或", "、", " "]
                .iter()
                .find(|joint| rest.starts_with(**joint));
            if let Some(passed) = joint.map(|joint| joint.len()).or_else(|| plate(rest)) {
                at += passed as u32;
                continue;
            }
        }
        let whole = bare_department(
            scene,
            Span {
                start: at,
                end: token.end,
            },
        );
        let Some(candidate) = whole.or_else(|| known.at(at, token.end).cloned()) else {
            return Vec::new();
        };
        let is_unit = candidate.kind != EntityKind::Place
            || candidate.span.end == token.end
            || scene
                .after(candidate.span.end)
                .starts_with(['和', '与', '及', '或', '、', '(', '（']);
        if !is_unit {
            return Vec::new();
        }
        at = candidate.span.end;
        let own = found
            .last_mut()
            .filter(|own| is_of_government(scene.text, own, &candidate));
        if let Some(UnitItem { candidate: own }) = own {
            *own = of_government(own, candidate);
            continue;
        }
        found.push(UnitItem {
            candidate: Candidate {
                rule: Rule::named("unit-list"),
                ..candidate
            },
        });
    }
    found
}

/// 市人民政府｜安全生产委员会办公室: a government right before a body says whose the body is.
fn is_of_government(text: &str, own: &UnitItem, body: &Candidate) -> bool {
    let own = &own.candidate;
    let is_department = matches!(body.sense, Sense::Department { .. }) && body.kind == EntityKind::Agency;
    own.span.end == body.span.start && own.span.of(text).ends_with("政府") && is_department
}

fn of_government(own: &Candidate, body: Candidate) -> Candidate {
    let sense = match (&own.sense, body.sense) {
        (
            Sense::Department { prefix, .. },
            Sense::Department {
                kinds,
                prefix: Prefix::None,
            },
        ) => Sense::Department {
            kinds,
            prefix: prefix.clone(),
        },
        (_, sense) => sense,
    };
    Candidate {
        span: Span {
            start: own.span.start,
            ..body.span
        },
        sense,
        ..body
    }
}

/// The length of a bracket that a name carries behind it: （人才办）, 〈含开发区〉.
fn plate(rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    let close = match open {
        '(' => ')',
        '（' => '）',
        '〈' => '〉',
        '[' => ']',
        '〔' => '〕',
        '【' => '】',
        _ => return None,
    };
    rest.find(close).map(|at| at + close.len_utf8())
}

/// A department's name that fills the piece without a region before it.
fn bare_department(scene: &Scene<'_>, token: Span) -> Option<Candidate> {
    let found = scene
        .matches
        .starting(token.start)
        .iter()
        .find(|found| found.span == token)?;
    let kinds = found.departments();
    let is_body = found.meanings.iter().any(|m| matches!(m, Meaning::Body(_)));
    let local = scene.context.place.is_some();
    (!kinds.is_empty() && (local || !is_body)).then(|| Candidate {
        span: token,
        kind: EntityKind::Agency,
        sense: Sense::Department {
            kinds,
            prefix: Prefix::None,
        },
        rule: Rule::named("unit-list"),
    })
}
