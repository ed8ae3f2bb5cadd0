//! Names in quotation marks: “珠江人才计划”, “育苗造林”行动计划, “三打两建”、“护航”等专项行动.

use std::sync::LazyLock;

use crate::lexicon::{Cue, Opening};
use crate::model::{EntityKind, Rule};
use crate::segment::Pos;
use crate::text::{Span, WordList, is_numeral};

use super::{Candidate, Scene, Sense};

/// Endings inside the marks or behind them, by the kind of thing they name.
static ENDINGS: LazyLock<[(EntityKind, WordList); 5]> = LazyLock::new(|| {
    [
        (
            EntityKind::Program,
            "
            竞赛 挑战赛 邀请赛 行动计划 专项行动 工作计划 计划 工程 行动 专项 战略 大赛 活动 基金 资金 论坛 大会 峰会
            洽谈会 对接会 扶贫 项目
            ",
        ),
        (
            EntityKind::Park,
            "科技园 产业园 创新城 创业园 新城 园区 小镇 谷 基地 社区",
        ),
        (
            EntityKind::Institution,
            "研究院 研究所 实验室 交易中心 服务中心 创新中心 共享平台 服务平台 联盟",
        ),
        (EntityKind::Enterprise, "公司 集团"),
        (EntityKind::Policy, "管理办法 条例 规划纲要 实施方案"),
    ]
    .map(|(kind, words)| (kind, WordList::new(words)))
});

/// Parks that are named by a place or a brand only: “飞地园区”, “好社区”, “两山”实践创新基地 are kinds.
const KINDS_OF_PARK: [&str; 3] = ["园区", "社区", "基地"];

/// What tells how parks are rather than which one: “零碳园区”, “国别产业园”.
const DESCRIBED: [&str; 12] = [
    "零碳",
    "近零碳",
    "低碳",
    "无废",
    "国别",
    "飞地",
    "智慧",
    "绿色",
    "数字",
    "生态",
    "特色",
    "共享",
];

/// So many characters behind a slogan name what it is about: “5+1”｜产业金融体系建设工程.
const TELLING: usize = 8;

/// A pair of quotation marks.
#[derive(Debug, Clone, Copy)]
struct Quote {
    /// With the marks.
    outer: Span,
    /// Without.
    inner: Span,
}

/// Candidates in quotation marks.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let quotes = quotes(scene.text, scene.matches.cues.all(Cue::Quotation));
    let mut found = Vec::new();
    for (i, quote) in quotes.iter().enumerate() {
        found.extend(
            inside(scene, *quote)
                .or_else(|| behind(scene, *quote))
                .or_else(|| in_list(scene, &quotes[i..])),
        );
    }
    found
}

/// Every “…” of 2 to 30 characters within a line.
fn quotes(text: &str, marks: &[Span]) -> Vec<Quote> {
    let (mut found, mut open) = (Vec::new(), None::<Span>);
    for mark in marks {
        match mark.of(text) {
            "“" | "「" => open = Some(*mark),
            "\"" if open.is_none() => open = Some(*mark),
            "\n" => open = None,
            _ => found.extend(open.take().map(|open| Quote {
                outer: Span {
                    start: open.start,
                    end: mark.end,
                },
                inner: Span {
                    start: open.end,
                    end: mark.start,
                },
            })),
        }
    }
    found.retain(|quote| quote.inner.len() <= 30 * 4 && (2..=30).contains(&quote.inner.of(text).chars().count()));
    found
}

fn candidate(span: Span, kind: EntityKind, rule: &'static str) -> Candidate {
    Candidate {
        span,
        kind,
        sense: Sense::Printed,
        rule: Rule::named(rule),
    }
}

/// The ending stands within the marks.
fn inside(scene: &Scene<'_>, quote: Quote) -> Option<Candidate> {
    let printed = quote.inner.of(scene.text);
    let plain = !printed.contains(['，', '。', '、', '；', '+']) && !is_count(printed);
    if is_number_of_articles(printed) {
        return Some(candidate(quote.outer, EntityKind::Policy, "quoted-name"));
    }
    let (ending, kind) = longest_ending(printed)?;
    let has_stem = printed.chars().count() > ending.chars().count() && printed.len() > ending.len();
    let is_kind = KINDS_OF_PARK.contains(&ending) && !opens_with_name(scene, quote, ending)
        || kind == EntityKind::Park
            && (printed.contains(['—', '－']) || DESCRIBED.contains(&printed.trim_end_matches(ending)))
        || kind == EntityKind::Enterprise && super::suffix::is_kind_of_company(printed);
    (plain && has_stem && !is_kind).then(|| candidate(with_place(scene, quote.outer), kind, "quoted-name"))
}

/// The longest of the endings that words end in, with its kind.
fn longest_ending(words: &str) -> Option<(&str, EntityKind)> {
    let same = ENDINGS
        .iter()
        .filter_map(|(kind, endings)| Some((endings.ending(words)?, *kind)));
    let (length, kind) = same.max_by_key(|(length, _)| *length)?;
    Some((&words[words.len() - length..], kind))
}

/// Whether a place, a brand or another name opens what the marks hold, or stands before them: “飞地园区” is a kind.
fn opens_with_name(scene: &Scene<'_>, quote: Quote, ending: &str) -> bool {
    let edge = super::edge::left_edge(scene, quote.inner.end - ending.len() as u32);
    let opened = edge
        .is_some_and(|edge| edge.start == quote.inner.start && !matches!(edge.opening, Opening::Rank | Opening::Year));
    let mut starting = scene.matches.starting(quote.inner.start).iter();
    opened || starting.any(|found| found.span.end < quote.inner.end) || with_place(scene, quote.outer) != quote.outer
}

/// The ending stands behind the marks, perhaps after words that say what of: “松湖杯”创新创业大赛.
fn behind(scene: &Scene<'_>, quote: Quote) -> Option<Candidate> {
    let mut end = quote.outer.end;
    let mut best = None;
    for word in scene
        .words
        .within(Span {
            start: quote.outer.end,
            end: quote.outer.end + 60,
        })
        .iter()
        .take(8)
    {
        let printed = word.span.of(scene.text);
        let stops = word.span.start != end
            || matches!(
                word.pos,
                Pos::Sign
                    | Pos::Particle
                    | Pos::Preposition
                    | Pos::Conjunction
                    | Pos::Adverb
                    | Pos::Number
            )
            // 系列 and the like measure nothing here.
            || word.pos == Pos::Quantifier && printed.chars().nth(1).is_none();
        if stops || printed == "等" {
            break;
        }
        end = word.span.end;
        let tail = &scene.text[quote.outer.end as usize..end as usize];
        if let Some((_, kind)) = longest_ending(tail) {
            best = Some((end, kind));
        }
    }
    let (end, kind) = best?;
    let span = with_place(
        scene,
        Span {
            start: quote.outer.start,
            end,
        },
    );
    let is_kind = scene.text[..end as usize].ends_with("项目")
        || is_count(quote.inner.of(scene.text))
        || span.start == quote.outer.start && KINDS_OF_PARK.iter().any(|park| scene.before(end).ends_with(park))
        || ["标志性", "重大"]
            .iter()
            .any(|word| scene.after(quote.outer.end).starts_with(word))
        || super::suffix::goes_on(kind, scene.after(end));
    let tail = &scene.text[quote.outer.end as usize..end as usize];
    let tells =
        || tail.ends_with(['程', '动']) && tail.chars().count() >= TELLING && is_sum(quote.inner.of(scene.text));
    let is_campaign = kind == EntityKind::Program && (is_plus(quote.inner.of(scene.text)) || tells());
    ((is_campaign || !is_slogan(scene, quote)) && !is_kind).then(|| candidate(span, kind, "quoted-stem"))
}

/// “甲”、“乙”等专项行动: the ending behind the list belongs to each.
fn in_list(scene: &Scene<'_>, quotes: &[Quote]) -> Option<Candidate> {
    let mut last = quotes.first()?.outer;
    for next in &quotes[1..] {
        if scene
            .text
            .get(last.end as usize..next.outer.start as usize)
            .is_some_and(|between| between == "、" || between == "和")
        {
            last = next.outer;
        } else {
            break;
        }
    }
    let tail = scene.after(last.end).strip_prefix("等")?;
    let is_told = |endings: &WordList| endings.beginning(tail).is_some_and(|length| length > '谷'.len_utf8());
    let (kind, _) = ENDINGS.iter().find(|(_, endings)| is_told(endings))?;
    Some(candidate(quotes[0].outer, *kind, "quoted-list"))
}

/// “并购六条”: a policy by what it is about and the number of its articles.
fn is_number_of_articles(printed: &str) -> bool {
    let numbers = |c: char| is_numeral(c) || c.is_ascii_digit();
    let Some(counted) = printed.strip_suffix('条').filter(|counted| counted.ends_with(numbers)) else {
        return false;
    };
    let about = counted.trim_end_matches(numbers);
    (2..=6).contains(&about.chars().count()) && about.chars().all(char::is_alphabetic)
}

/// 三大行动, 六大基地: several of a kind, not one name.
fn is_count(printed: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit() || is_numeral(c) || matches!(c, '两' | '双' | '多');
    let stem = printed.trim_start_matches(counts);
    stem.len() < printed.len() && stem.starts_with(['大', '个', '项', '类'])
}

/// “人工智能+”: what follows the marks says that it is a campaign.
fn is_plus(printed: &str) -> bool {
    printed
        .strip_suffix(['+', '＋'])
        .is_some_and(|stem| !stem.is_empty() && stem.chars().all(char::is_alphabetic))
}

/// 5+1, 10+N, 1650.
fn is_sum(printed: &str) -> bool {
    printed
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | 'N' | 'n' | 'X'))
}

/// Symbols and sums (“1+6”, “互联网+”) are slogans, not names.
fn is_slogan(scene: &Scene<'_>, quote: Quote) -> bool {
    let printed = quote.inner.of(scene.text);
    printed.contains(['+', '、', '，']) || printed.chars().all(|c| c.is_ascii_digit())
}

/// With the place, level or body that stands directly before the marks: 广东省“珠江人才计划”.
fn with_place(scene: &Scene<'_>, span: Span) -> Span {
    match super::edge::left_edge(scene, span.start) {
        Some(edge) if edge.opening >= Opening::Name && span.start - edge.start <= 75 => Span {
            start: edge.start,
            end: span.end,
        },
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (
                Program,
                "深入开展“人工智能+”行动和“一带一路”标志性项目。",
                "“人工智能+”行动",
            ),
            (
                Program,
                "参加“挑战杯”全国大学生系列科技学术竞赛。",
                "“挑战杯”全国大学生系列科技学术竞赛",
            ),
            (Program, "实施“赣鄱俊才”“数据要素×”行动。", "“数据要素×”行动"),
            (Park, "建设“飞地园区”、“好社区”和“两山”实践创新基地。", ""),
            (Park, "打造“零碳园区”、“国别产业园”。", ""),
            (Park, "打造“珠西数谷”、“中国光谷”。", "“珠西数谷”|“中国光谷”"),
            (Policy, "落实证监会发布的“并购六条”。", "“并购六条”"),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
