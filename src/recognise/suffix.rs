//! Names built of a proper part and an ending that tells their kind.

mod contest;
mod described;
mod endings;
mod firm;
mod heading;

use std::sync::LazyLock;

use crate::lexicon::{Cue, Ending, Match, Meaning, Opening};
use crate::model::EntityKind::{self, Enterprise, Institution, Park, Program};
use crate::model::Rule;
use crate::text::Span;

use super::edge::{self, WordList};
use super::{Candidate, Scene, Sense};
use contest::contest;
use described::{described, described_town, holds_number_of};
use endings::KINDS_OF_RANK;
pub(super) use endings::goes_on;
pub(super) use firm::is_kind_of_company;

/// How the offices of zones are called.
pub(super) const ZONE_OFFICES: [&str; 5] = [
    "党政办公室",
    "党政综合办公室",
    "管委会办公室",
    "管理委员会办公室",
    "党工委办公室",
];

/// Candidates by their endings.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = firm::find(scene);
    found.extend(heading::find(scene));
    let cues = scene.matches.cues.all(Cue::NameEnding);
    // Of 产业园 and 科技产业园 the longer counts.
    let longest = cues.chunk_by(|a, b| a.end == b.end).filter_map(|same| same.first());
    for cue in longest.filter(|cue| scene.words.ends_at(cue.end)) {
        let end = cue.end;
        let Some(ending) = Ending::named(cue.of(scene.text)) else {
            continue;
        };
        if let Some(whole) = whole_word(scene, *cue, ending.kind) {
            found.push(whole);
            continue;
        }
        let Some(start) = ending_start(scene, cue.start, end, ending.kind) else {
            continue;
        };
        if firm::closes(scene.before(end)) || goes_on(ending.kind, scene.after(end)) {
            continue;
        }
        let built = named(scene, start, end, ending.kind, ending.needs).map(|name| zone_office(scene, name));
        let built = built.or_else(|| match ending.kind {
            Program => described(scene, start, end)
                .or_else(|| in_one_word(scene, start, end, ending))
                .or_else(|| contest(scene, end)),
            Park => described_town(scene, start, end),
            _ => None,
        });
        found.extend(built.filter(|name| !counts(name.span.of(scene.text))));
    }
    found
}

/// The program whose ending jieba has joined to the word before it: 徐汇区人工智能青年｜创业基金.
fn in_one_word(scene: &Scene<'_>, at: u32, end: u32, ending: Ending) -> Option<Candidate> {
    let start = Some(word_start(scene, at)).filter(|start| *start < at)?;
    named(scene, start, end, ending.kind, ending.needs).or_else(|| described(scene, start, end))
}

/// The office of a zone, which signs for its committee: 江苏常州经济开发区｜党政办公室.
fn zone_office(scene: &Scene<'_>, zone: Candidate) -> Candidate {
    let after = scene.after(zone.span.end);
    let mut offices = ZONE_OFFICES.iter().filter(|_| zone.kind == Park);
    match offices.find(|office| after.starts_with(**office)) {
        Some(office) => Candidate {
            span: Span {
                end: zone.span.end + office.len() as u32,
                ..zone.span
            },
            kind: EntityKind::Agency,
            ..zone
        },
        None => zone,
    }
}

/// Where an ending begins: of 公共服务｜平台, 服务平台 takes the whole. What ends in a listed name's own word is no other name.
fn ending_start(scene: &Scene<'_>, at: u32, end: u32, kind: EntityKind) -> Option<u32> {
    let whole = word_start(scene, at);
    if whole == at {
        return Some(at);
    }
    let names = |m: &Meaning| !matches!(m, Meaning::Place(_) | Meaning::Department(_) | Meaning::Before(_));
    let listed = |found: &Match<'_>| found.meanings.iter().any(names);
    let takes_whole = match kind {
        Park | Institution => true,
        Program => ["论坛", "大赛", "峰会", "文化节", "博览会", "母基金"]
            .iter()
            .any(|ending| scene.before(end).ends_with(ending)),
        _ => false,
    };
    if !takes_whole {
        return Some(at);
    }
    (!scene.matches.ending(end).any(listed)).then_some(whole)
}

/// The name that jieba has for one word, if a listed name opens it: 北京大学第一医院.
fn whole_word(scene: &Scene<'_>, cue: Span, kind: EntityKind) -> Option<Candidate> {
    let start = word_start(scene, cue.start);
    if start == cue.start {
        return None;
    }
    let mut opening = scene.matches.starting(start).iter();
    let printed = &scene.text[start as usize..cue.end as usize];
    let of_nation = kind == Program && printed.ends_with('奖') && printed.starts_with(['国', '中']);
    let by_name = kind == Institution
        && opening.any(|found| {
            let names = found
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Institution(_) | Meaning::Place(_)));
            names && found.span.end < cue.start
        });
    let opens = by_name || of_nation;
    let is_listed = || {
        scene
            .matches
            .starting(start)
            .iter()
            .any(|found| found.span.end == cue.end)
    };
    (opens && !goes_on(kind, scene.after(cue.end)) && !is_listed()).then(|| Candidate {
        span: Span { start, end: cue.end },
        kind,
        sense: Sense::Printed,
        rule: Rule::named("suffix-name"),
    })
}

/// The start of the word that this byte lies in.
fn word_start(scene: &Scene<'_>, at: u32) -> u32 {
    let inside = scene.before(at).char_indices().rev().map(|(at, _)| at as u32);
    let mut starts = std::iter::once(at).chain(inside);
    starts.find(|start| scene.words.is_boundary(*start)).unwrap_or(at)
}

/// 165个农村饮水工程, 一个上海市级平台: many, or any one, and none by name.
fn counts(printed: &str) -> bool {
    let rest = printed.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_many = rest.len() < printed.len() && rest.starts_with(['个', '家', '项', '座', '处', '条', '所']);
    is_many || printed.starts_with("一个") || printed.starts_with('及')
}

/// Whether a number of them follows: 省级科技重大专项132项 are many.
fn is_counted(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < after.len() && rest.starts_with(['个', '家', '项', '座', '处'])
}

/// The name that ends at `end` in an ending that begins at `start`, if something proper opens it.
fn named(scene: &Scene<'_>, start: u32, end: u32, kind: EntityKind, needs: Opening) -> Option<Candidate> {
    let ending = &scene.text[start as usize..end as usize];
    let is_counted = is_counted(scene.after(end));
    if ending == "活动" || kind == Park && is_counted {
        return None;
    }
    let edge = edge::left_edge(scene, start).filter(|edge| edge.opening >= needs)?;
    // 以｜天农公司｜为引领
    let leads = scene.after(edge.start).starts_with('以') && scene.after(end).starts_with('为');
    let from = edge.start + if leads { '以'.len_utf8() as u32 } else { 0 };
    let span = Span { start: from, end };
    let stem = scene.text[from as usize..start as usize].trim();
    let printed = span.of(scene.text);
    let width = stem.chars().count();
    let of_rank = edge.opening == Opening::Rank;
    let is_prize = kind == Program && printed.ends_with('奖');
    let kind_of_rank = || {
        let stem = stem.trim_start_matches(['省', '市']);
        KINDS_OF_RANK.has(stem.strip_prefix("国家").unwrap_or(stem))
    };
    let is_kind = of_rank && !is_prize && (kind == Park || width < 3 || kind_of_rank() || is_graded(scene, span, kind));
    let weak_program = kind == Program
        && match edge.opening {
            Opening::Coined => width < 4,
            Opening::Year => width < 8,
            Opening::Rank => printed.chars().count() < 7,
            Opening::Name | Opening::Quoted => width < 2,
        };
    let plain_place = match kind {
        Program => ending.chars().count() <= 2,
        Enterprise => ending == "分公司",
        // 上海市重点实验室 are all those of the city.
        Institution => stem.ends_with(['省', '市']) && matches!(ending, "重点实验室" | "技术中心" | "工程中心"),
        _ => false,
    } && is_only_place(scene, span.start, start);
    let is_clause = || {
        matches!(kind, Park | Institution) && holds_clause(printed)
            || kind == Park && (holds_number_of(stem) || holds_kind_before_joint(stem))
            || speaks_of_several(printed, ending)
            || kind == EntityKind::Agency && edge::joins_two(stem)
            || ending == "集团" && stem.ends_with("企业")
            || ending == "集团" && edge.opening < Opening::Name && width > 4
            || stem.ends_with(['-', '—'])
            || kind == Enterprise && (is_kind_of_company(printed) || printed.contains('+'))
            || printed.ends_with("代表大会")
            || ending == "平台" && edge.opening != Opening::Quoted
            || stem.starts_with("省市")
            || stem.ends_with("年度")
            || ending == "系列活动" && width < 5
    };
    // A prize of which three were won is that prize; three projects are none.
    let counted = is_counted && !is_prize && edge.opening < Opening::Quoted;
    let fits = !counted
        && !is_kind
        && !weak_program
        && !plain_place
        && width >= 2
        && printed.chars().count() <= 45
        && !is_clause();
    fits.then(|| Candidate {
        span,
        kind,
        sense: Sense::Printed,
        rule: Rule::named("suffix-name"),
    })
}

/// 分中心和｜研究基地, 监管区域和｜自贸试验区: two names, or a kind and a name.
fn holds_kind_before_joint(stem: &str) -> bool {
    const KINDS: [&str; 6] = ["中心", "区域", "基地", "平台", "园区", "开发区"];
    let mut joints = stem.match_indices(['和', '与', '及']);
    joints.any(|(at, _)| KINDS.iter().any(|kind| stem[..at].ends_with(kind)))
}

/// 一批…基地, 各…中心, 一流大学: several, or any that is so.
fn speaks_of_several(printed: &str, ending: &str) -> bool {
    static SEVERAL: LazyLock<WordList> = LazyLock::new(|| WordList::new("各 一批 一流"));
    let stem = printed.len() - ending.len();
    let mut found = SEVERAL.found_in(printed);
    found.any(|(at, word)| word == "一流" || at + word.len() <= stem)
}

/// Whether there is nothing but a place's name before the ending: 广东省工程, 深圳计划.
fn is_only_place(scene: &Scene<'_>, start: u32, end: u32) -> bool {
    scene.matches.starting(start).iter().any(|found| found.span.end == end)
}

/// Whether a grade, or a number of them, makes a kind of it: 省级科技重大专项, 市级行业协会, 3个国家工程中心. A plan of a grade is
/// one.
fn is_graded(scene: &Scene<'_>, span: Span, kind: EntityKind) -> bool {
    let printed = span.of(scene.text);
    let graded = ["国家级", "省级", "市级", "区级", "县级"]
        .iter()
        .any(|grade| printed.starts_with(grade));
    let counted = scene.before(span.start).ends_with(['个', '家', '项', '所', '座', '批']);
    let is_named = || ["计划", "扶持资金"].iter().any(|named| printed.ends_with(named));
    counted || graded && (kind == Program && !is_named() || kind == Institution && printed.ends_with('会'))
}

/// Whether a verb makes a clause of what should be a name: 中关村科学城建设人工智能集聚区, 鞍钢博物馆晋升为国家一级博物馆.
fn holds_clause(printed: &str) -> bool {
    const OF_NAMES: [&str; 18] = [
        "工程", "银行", "管理", "服务", "职业", "技术", "集团", "示范", "发展", "局", "与", "综合", "兵团", "学院",
        "大学", "研究", "中心", "学会",
    ];
    CLAUSES.found_in(printed).any(|(at, verb)| {
        let behind = &printed[at + verb.len()..];
        verb != "建设" || at >= 6 && !OF_NAMES.iter().any(|word| behind.starts_with(word))
    })
}

/// Verbs of such clauses.
static CLAUSES: LazyLock<WordList> = LazyLock::new(|| WordList::new("晋升 升格 入选 建设"));

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (Enterprise, "支持榆林公司与华能榆阳公司合作。", "榆林公司|华能榆阳公司"),
            (Enterprise, "培育中央企业集团，支持包钢集团。", "包钢集团"),
            (
                Program,
                "开展重点行业领域风险专项整治，发行地方政府专项债券，培养广东省高级工程师。",
                "",
            ),
            (Program, "获批省级科技重大专项132项，举办省级创新创业大赛。", ""),
            (Program, "申报省级重点研发计划。", "省级重点研发计划"),
            (
                Institution,
                "依托广东省人工智能公共服务平台和广东政务服务网。",
                "广东省人工智能公共服务平台|广东政务服务网",
            ),
            (
                Institution,
                "位于北京市海淀区学院南路62号，新建大型云计算数据中心。",
                "",
            ),
            (
                Institution,
                "支持重庆通用人工智能研究院、中国东莞（家具）知识产权快速维权援助中心。",
                "重庆通用人工智能研究院|中国东莞（家具）知识产权快速维权援助中心",
            ),
            (
                Park,
                "加快中俄贸易产业园、中以水处理环保创新产业园建设。",
                "中俄贸易产业园|中以水处理环保创新产业园",
            ),
            (Park, "支持中关村科学城建设人工智能集聚区。", "中关村科学城"),
            (Park, "建设广海湾海洋装备产业园。", "广海湾海洋装备产业园"),
            (Park, "建设东部、南沙三大汽车产业基地。", ""),
            (
                Agency,
                "生态环境部华北核与辐射安全监督站负责监督。",
                "生态环境部华北核与辐射安全监督站",
            ),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
