//! Lists of units with a role: （责任单位：甲、乙）, （甲牵头，乙、丙配合）, the cells of unit columns.
//!
//! Inside such a list everything between two separators is a unit, so that here even a name that no lexicon and no
//! ending tells is found whole.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Meaning;
use crate::model::{EntityKind, Role, Rule};
use crate::structure::Passage;
use crate::text::Span;

use super::{Candidate, Prefix, Scene, Sense};

/// A list of units that carry one role in one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitList {
    /// The bracket, sentence or cell: what a reader is shown.
    pub quote: Span,
    /// What the units do.
    pub role: Role,
    /// The measure they do it for.
    pub scope: UnitScope,
    /// The units.
    pub items: Vec<UnitItem>,
    /// How the list was found.
    pub rule: Rule,
}

/// Where a list's role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitScope {
    /// The measure; none for the document as a whole.
    pub measure: Option<usize>,
    /// Whether a merged cell carries it there.
    pub inherited: bool,
}

/// A unit of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitItem {
    /// The unit.
    pub candidate: Candidate,
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:主要|第一|市级|省级|县级)?(?P<role>责任|推进|负责|牵头|主办|主责|承办|实施|落实|配合|协助|协办|参与|参加|支持|协同|组织实施|牵头责任|牵头负责|责任分工)(?:和(?:配合|责任|参与))?(?:单位|部门|处室|主体|机构|地区|科室|分工)?\s*[:：]\s*",
    )
    .expect("the pattern is fixed")
});
static LABEL_INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:责任|推进|负责|牵头|主办|主责|承办|实施|配合|协助|协办|参与|参加|支持|协同|牵头责任|牵头负责)(?:单位|部门|处室|主体|机构)\s*[:：]").expect("the pattern is fixed")
});
/// What stands behind the units where the role is a verb.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:等)?(?:有关|相关)?(?:部门|单位|地方|地区)?(?:按照?|根据|依据|依)?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别|共同|具体|联合|积极)?(?P<verb>牵头负责|牵头落实|牵头实施|牵头组织|牵头|主办|负责落实|负责实施|负责|落实|配合|协助|协办|参与|参加|实施|承办|支持)(?:实施|落实|推进|组织实施)?$",
    )
    .expect("the pattern is fixed")
});
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:有关|相关)?(?:部门|单位|机构|地方)?(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?$|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?$").expect("the pattern is fixed")
});
static COLLECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:各|有关|相关|其他|其它|其余|两级|本级|上述|以上|所有|全市各|全省各|省级各|市级各|市直|市直各|省直|区直|市各|省各|区各|县各)
        | (?:有关|相关|成员|责任|直属|主管|职能|牵头|配合|参建|驻\p{Han}{1,3})(?:单位|部门|镇街|地区|机构|企业|园区)(?:[(（].*)?$
        | ^(?:县|区|市|镇|镇街|街镇|乡镇|县区|区县|园区|功能区|开发区)(?:[(（][^()（）]*[)）])*(?:人民政府|政府|管委会|办事处)?(?:[(（][^()（）]*[)）])?$
        | ^(?:功能区|园区|各功能区|开发区)管委会$
        | 等(?:部门|单位)$",
    )
    .expect("the pattern is fixed")
});

static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[局委办厅部院会组](会同|商)(?:市|省|区|县|国|各|有关|相关|[^务业联会])").expect("the pattern is fixed")
});

static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("等(?:国务院)?(?:有关|相关)?(?:部门|单位)(?:和|及|以及|与)").expect("the pattern is fixed")
});

const RULE_LABEL: &str = "unit-label";
const RULE_VERB: &str = "unit-verb";
const RULE_CELL: &str = "table-cell";

/// Finds every list of units.
pub(super) fn find(scene: &Scene<'_>, found: &[Candidate]) -> Vec<UnitList> {
    let known = Known::new(found);
    let mut lists = cells(scene, &known);
    let mut earlier: Option<(Option<usize>, bool)> = None;
    for passage in scene.structure.passages.iter().filter(|passage| !passage.is_unit_cell) {
        let divided = earlier.is_some_and(|(outer, has_list)| {
            outer == passage.paragraph_measure && has_list && passage.measure != passage.paragraph_measure
        });
        let before = lists.len();
        for bracket in brackets(scene.text, passage.span) {
            let scope = scope_of(scene.text, passage, bracket, divided);
            lists.extend(bracketed(scene, &known, bracket, scope));
        }
        lists.extend(labelled(scene, &known, passage));
        let has_list = lists.len() > before || divided;
        earlier = (passage.measure != passage.paragraph_measure).then_some((passage.paragraph_measure, has_list));
    }
    lists.retain(|list| !list.items.is_empty());
    lists
}

/// The measure that a bracket speaks of: at the end of a paragraph, the one that the whole paragraph belongs to.
fn scope_of(text: &str, passage: &Passage, bracket: Span, divided: bool) -> UnitScope {
    let rest = &text[bracket.end as usize..passage.span.end as usize];
    let closes = passage.ends_paragraph && rest.trim_matches(['。', '；', ';', ' ', '.']).is_empty();
    let measure = if closes && !divided {
        passage.paragraph_measure
    } else {
        passage.measure
    };
    UnitScope {
        measure,
        inherited: false,
    }
}

/// Whether the last character is one of those in which the verbs of [`DUTY`] end: most clauses end in none.
fn ends_in_duty(clause: &str) -> bool {
    clause.ends_with(['责', '实', '施', '织', '头', '办', '合', '助', '与', '加', '持', '进'])
}

/// Every outermost pair of brackets in a passage, with the brackets.
fn brackets(text: &str, passage: Span) -> Vec<Span> {
    let (mut found, mut open): (Vec<Span>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, c) in passage.of(text).char_indices() {
        match c {
            '(' | '（' | '[' | '［' | '【' | '〔' => open.push(at),
            ')' | '）' | ']' | '］' | '】' | '〕' => {
                if let Some(start) = open.pop() {
                    let span = Span::new(start, at + c.len_utf8()).shift(passage.start as usize);
                    found.retain(|inner: &Span| !span.contains(*inner));
                    found.push(span);
                }
            }
            _ => {}
        }
    }
    found
}

/// The lists in a bracket, if it holds lists of units.
fn bracketed(scene: &Scene<'_>, known: &Known<'_>, bracket: Span, scope: UnitScope) -> Vec<UnitList> {
    let printed = bracket.of(scene.text);
    let first = printed.chars().next().map_or(0, char::len_utf8);
    let last = printed.chars().next_back().map_or(0, char::len_utf8);
    let inner = Span::new(bracket.start as usize + first, bracket.end as usize - last);
    let words = inner.of(scene.text);
    let is_label = words.contains([':', '：']) && LABEL.is_match(words);
    let is_duty = || {
        let mut clauses = words.split(['；', ';', '。']).map(str::trim);
        words.chars().count() >= 4 && clauses.any(|clause| ends_in_duty(clause) && DUTY.is_match(clause))
    };
    if !is_label && !is_duty() {
        return Vec::new();
    }
    lists_in(scene, known, inner, bracket, scope)
}

/// `责任单位：…` outside brackets: at the beginning of a line or behind a full stop, to the end of the line.
fn labelled(scene: &Scene<'_>, known: &Known<'_>, passage: &Passage) -> Vec<UnitList> {
    let text = passage.span.of(scene.text);
    if !text.contains([':', '：']) {
        return Vec::new();
    }
    let Some(label) = LABEL_INSIDE.find(text) else {
        return Vec::new();
    };
    let before = text[..label.start()].trim_end();
    let opens = before.is_empty()
        || before.ends_with(['。', '；', ';', ' ', '！', '．', '.', '】'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    if !opens {
        return Vec::new();
    }
    let span = Span::new(label.start(), text.len()).shift(passage.span.start as usize);
    let scope = UnitScope {
        measure: passage.paragraph_measure,
        inherited: false,
    };
    lists_in(scene, known, span, span, scope)
}

/// The cells of unit columns.
fn cells(scene: &Scene<'_>, known: &Known<'_>) -> Vec<UnitList> {
    let lists = scene.structure.assignments.iter().map(|assignment| {
        let items = tokens(scene.text, assignment.cell)
            .into_iter()
            .flat_map(|token| items(scene, known, token))
            .collect();
        let scope = UnitScope {
            measure: assignment.measure,
            inherited: assignment.inherited,
        };
        UnitList {
            quote: assignment.cell,
            role: assignment.role,
            scope,
            items,
            rule: Rule::named(RULE_CELL),
        }
    });
    lists.collect()
}

/// Reads `责任单位：甲、乙；配合单位：丙` and `甲牵头，乙、丙配合`.
fn lists_in(scene: &Scene<'_>, known: &Known<'_>, inner: Span, quote: Span, scope: UnitScope) -> Vec<UnitList> {
    let mut lists: Vec<UnitList> = Vec::new();
    let mut role = None;
    let mut pending: Vec<UnitItem> = Vec::new();
    let mut push = |role: Role, items: Vec<UnitItem>, rule: &'static str| {
        lists.push(UnitList {
            quote,
            role,
            scope,
            items,
            rule: Rule::named(rule),
        });
    };
    for (mut token, closes) in clauses(scene.text, inner) {
        if let Some(label) = LABEL.captures(token.of(scene.text)) {
            if let Some(role) = role {
                push(role, std::mem::take(&mut pending), RULE_LABEL);
            }
            role = Some(role_of(&label["role"]));
            token.start += label.get(0).map_or(0, |label| label.end()) as u32;
        }
        let printed = token.of(scene.text).trim();
        if let Some((first, second)) = together(scene.text, token) {
            pending.extend(items(scene, known, first));
            push(Role::Lead, std::mem::take(&mut pending), RULE_VERB);
            let second = trim_duty(scene.text, second).0;
            push(Role::Support, items(scene, known, second), RULE_VERB);
        } else if let (rest, Some(verb)) = trim_duty(scene.text, token) {
            pending.extend(items(scene, known, rest));
            push(verb_role(verb), std::mem::take(&mut pending), RULE_VERB);
        } else if !printed.is_empty() {
            pending.extend(items(scene, known, token));
        }
        if let (true, Some(role)) = (closes, role) {
            push(role, std::mem::take(&mut pending), RULE_LABEL);
        }
    }
    if let Some(role) = role {
        push(role, pending, RULE_LABEL);
    }
    lists
}

fn role_of(label: &str) -> Role {
    match label {
        _ if label.starts_with("牵头") || label.starts_with("主") || label == "承办" => Role::Lead,
        "配合" | "协助" | "协办" | "参与" | "参加" | "支持" | "协同" => Role::Support,
        _ => Role::Responsible,
    }
}

fn verb_role(verb: &str) -> Role {
    match verb {
        _ if verb.starts_with("牵头") || verb == "主办" => Role::Lead,
        "配合" | "协助" | "协办" | "参与" | "参加" | "支持" => Role::Support,
        _ => Role::Responsible,
    }
}

/// `甲会同乙`, `甲商乙`: the two sides.
fn together(text: &str, token: Span) -> Option<(Span, Span)> {
    let found = TOGETHER.captures(token.of(text))?.get(1)?;
    let (from, to) = (token.start as usize + found.start(), token.start as usize + found.end());
    Some((
        Span {
            end: from as u32,
            ..token
        },
        Span {
            start: to as u32,
            ..token
        },
    ))
}

/// The token without the verb of duty at its end, and the verb.
fn trim_duty(text: &str, token: Span) -> (Span, Option<&str>) {
    let printed = token.of(text).trim_end();
    let duty = ends_in_duty(printed).then(|| DUTY.captures(printed)).flatten();
    match duty {
        Some(duty) => {
            let start = duty.get(0).map_or(printed.len(), |all| all.start());
            (
                Span {
                    end: token.start + start as u32,
                    ..token
                },
                duty.name("verb").map(|verb| verb.as_str()),
            )
        }
        None => (token, None),
    }
}

/// Pieces of a list between separators outside brackets, and whether one closes its clause (；。).
fn clauses(text: &str, inner: Span) -> Vec<(Span, bool)> {
    let (mut found, mut start, mut depth) = (Vec::new(), inner.start, 0i32);
    for (at, c) in inner.of(text).char_indices() {
        match c {
            '(' | '（' | '[' | '【' | '〔' | '〈' => depth += 1,
            ')' | '）' | ']' | '】' | '〕' | '〉' => depth -= 1,
            _ => {}
        }
        let separates = matches!(
            c,
            '、' | '，' | ',' | '；' | ';' | '。' | '\n' | ' ' | '\u{3000}' | '\u{2003}'
        );
        if separates && depth <= 0 {
            let end = inner.start + at as u32;
            found.push((Span { start, end }, matches!(c, '；' | ';' | '。')));
            start = end + c.len_utf8() as u32;
        }
    }
    found.push((Span { start, end: inner.end }, true));
    found.retain(|(span, _)| !span.of(text).trim().is_empty());
    found
}

/// The pieces of a cell.
fn tokens(text: &str, cell: Span) -> Vec<Span> {
    clauses(text, cell).into_iter().map(|(span, _)| span).collect()
}

/// Candidates by where they start, the longest first.
struct Known<'c> {
    by_start: Vec<&'c Candidate>,
}

impl<'c> Known<'c> {
    fn new(found: &'c [Candidate]) -> Self {
        let units = found.iter();
        let units = units.filter(|candidate| !matches!(candidate.kind, EntityKind::Program | EntityKind::Policy));
        let mut by_start: Vec<&Candidate> = units.collect();
        by_start.sort_by_key(|candidate| (candidate.span.start, std::cmp::Reverse(candidate.span.end)));
        Self { by_start }
    }

    /// The longest candidate that starts here and does not go beyond `end`.
    fn at(&self, start: u32, end: u32) -> Option<&'c Candidate> {
        let first = self.by_start.partition_point(|candidate| candidate.span.start < start);
        let here = self.by_start[first..]
            .iter()
            .take_while(|candidate| candidate.span.start == start);
        here.copied().find(|candidate| candidate.span.end <= end)
    }
}

/// The units in one piece of a list: usually one, several where a separator is missing or is 和.
fn items(scene: &Scene<'_>, known: &Known<'_>, token: Span) -> Vec<UnitItem> {
    if let Some((named, others)) = and_others(scene.text, token) {
        return items(scene, known, named)
            .into_iter()
            .chain(items(scene, known, others))
            .collect();
    }
    let token = trim(scene.text, token);
    let printed = token.of(scene.text);
    if printed.chars().count() < 2 || printed.chars().count() > 40 {
        return Vec::new();
    }
    if COLLECTIVE.is_match(printed) {
        return vec![item(token, EntityKind::Collective, Sense::Collective)];
    }
    let tiles = tile(scene, known, token);
    if tiles.is_empty() {
        shaped(scene, token).into_iter().collect()
    } else {
        tiles
    }
}

/// `国土资源部等部门和有关地方人民政府`: the names before 等, and who stands behind it.
fn and_others(text: &str, token: Span) -> Option<(Span, Span)> {
    let found = AND_OTHERS.find(token.of(text))?;
    let (end, start) = (token.start + found.start() as u32, token.start + found.end() as u32);
    Some((Span { end, ..token }, Span { start, ..token }))
}

fn item(span: Span, kind: EntityKind, sense: Sense) -> UnitItem {
    UnitItem {
        candidate: Candidate {
            span,
            kind,
            sense,
            rule: Rule::named("unit-list"),
        },
    }
}

/// White space, and the asterisk with which some lists mark their first unit.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '＊')
}

/// The piece without 由, 和 before it and 等, 按职责分工 behind it.
fn trim(text: &str, mut token: Span) -> Span {
    loop {
        let printed = token.of(text);
        let lead = printed.len() - printed.trim_start_matches(is_mark).len();
        let lead = lead
            + ["由", "并由", "以及", "并", "及", "和", "与", "分别由", "："]
                .iter()
                .find(|word| {
                    printed.trim_start_matches(is_mark).starts_with(*word)
                        && !printed.trim_start_matches(is_mark).starts_with("和平")
                })
                .map_or(0, |word| word.len());
        let body = printed[lead..].trim_end_matches([' ', '。', '；', '，', '\u{3000}', '.', '\t']);
        let tail = OTHERS.find(body).map_or(body.len(), |others| others.start());
        let next = Span::new(token.start as usize + lead, token.start as usize + lead + tail);
        if next == token {
            return token;
        }
        token = next;
    }
}

/// Names that fill the piece from end to end, with 和, 与, 及 or nothing between them; brackets behind a name go with it.
fn tile(scene: &Scene<'_>, known: &Known<'_>, token: Span) -> Vec<UnitItem> {
    let mut found = Vec::new();
    let mut at = token.start;
    while at < token.end {
        let rest = &scene.text[at as usize..token.end as usize];
        if let Some(joint) = ["以及", "和", "与", "及", "、", " "]
            .iter()
            .find(|joint| rest.starts_with(**joint) && !found.is_empty())
        {
            at += joint.len() as u32;
            continue;
        }
        if let Some(end) = plate(rest).filter(|_| !found.is_empty()) {
            at += end as u32;
            continue;
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
                .starts_with(['和', '与', '及', '、', '(', '（']);
        if !is_unit {
            return Vec::new();
        }
        at = candidate.span.end;
        found.push(UnitItem {
            candidate: Candidate {
                rule: Rule::named("unit-list"),
                ..candidate
            },
        });
    }
    found
}

/// The length of a bracket that a name carries behind it: （人才办）, 〈含开发区〉.
fn plate(rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    let close = match open {
        '(' => ')',
        '（' => '）',
        '〈' => '〉',
        '[' => ']',
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
    let kinds: Vec<_> = found
        .meanings
        .iter()
        .filter_map(|m| {
            if let Meaning::Department(id) = m {
                Some(*id)
            } else {
                None
            }
        })
        .collect();
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

/// A unit by its ending alone.
fn shaped(scene: &Scene<'_>, token: Span) -> Option<UnitItem> {
    const ENDINGS: [(&str, EntityKind); 41] = [
        ("资本", EntityKind::Enterprise),
        ("控股", EntityKind::Enterprise),
        ("农商行", EntityKind::Enterprise),
        ("公司", EntityKind::Enterprise),
        ("集团", EntityKind::Enterprise),
        ("银行", EntityKind::Enterprise),
        ("分行", EntityKind::Enterprise),
        ("支行", EntityKind::Enterprise),
        ("大学", EntityKind::Institution),
        ("学院", EntityKind::Institution),
        ("研究院", EntityKind::Institution),
        ("研究所", EntityKind::Institution),
        ("科学院", EntityKind::Institution),
        ("医院", EntityKind::Institution),
        ("学校", EntityKind::Institution),
        ("中心", EntityKind::Institution),
        ("学会", EntityKind::Institution),
        ("协会", EntityKind::Institution),
        ("商会", EntityKind::Institution),
        ("实验室", EntityKind::Institution),
        ("街道", EntityKind::Place),
        ("镇", EntityKind::Place),
        ("乡", EntityKind::Place),
        ("县", EntityKind::Place),
        ("市", EntityKind::Place),
        ("局", EntityKind::Agency),
        ("委", EntityKind::Agency),
        ("办", EntityKind::Agency),
        ("厅", EntityKind::Agency),
        ("部", EntityKind::Agency),
        ("署", EntityKind::Agency),
        ("会", EntityKind::Agency),
        ("室", EntityKind::Agency),
        ("处", EntityKind::Agency),
        ("院", EntityKind::Agency),
        ("站", EntityKind::Agency),
        ("政府", EntityKind::Agency),
        ("队", EntityKind::Agency),
        ("部门", EntityKind::Collective),
        ("组", EntityKind::Agency),
        ("联", EntityKind::Agency),
    ];
    const PLACES: [&str; 8] = ["新区", "园", "港", "湖", "城", "区", "基地", "社区"];
    let printed = token.of(scene.text);
    let plain = plain_name(printed);
    let stem = printed.split(['(', '（', '〈']).next().unwrap_or(printed);
    let kind = ENDINGS
        .iter()
        .find(|(ending, _)| stem.ends_with(ending))
        .map(|(_, kind)| *kind);
    let kind = kind.or_else(|| {
        PLACES
            .iter()
            .any(|ending| stem.ends_with(ending))
            .then_some(EntityKind::Park)
    })?;
    let span = Span::new(token.start as usize, token.start as usize + stem.len());
    let sense = if kind == EntityKind::Collective {
        Sense::Collective
    } else {
        Sense::Printed
    };
    (plain && stem.chars().count() >= 2).then(|| item(span, kind, sense))
}

/// Whether a piece could be a name: no sentence in it.
fn plain_name(printed: &str) -> bool {
    const VERBS: [&str; 17] = [
        "推进",
        "加强",
        "加快",
        "完成",
        "建立",
        "制定",
        "开展",
        "做好",
        "确保",
        "提供",
        "应当",
        "按照",
        "具体",
        "落实到",
        "以下",
        "任务",
        "均需",
    ];
    !printed.contains(['。', '：', ':', '“', '《', '%'])
        && !VERBS.iter().any(|verb| printed.contains(verb))
        && printed.chars().filter(char::is_ascii_digit).count() < 3
}
