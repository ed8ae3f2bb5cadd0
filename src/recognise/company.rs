//! Short names of companies and institutes in lists that say what they are: 正业科技、南兴木工等在省辅导备案的企业.

use std::sync::LazyLock;

use crate::lexicon::Cue;
use crate::model::{EntityKind, Rule};
use crate::segment::{Pos, Word};
use crate::text::{Span, WordList, is_letter, is_numeral};

use super::{Candidate, Scene, Sense};

/// What such a list may say that its items are, with what that makes them.
const KINDS: [(&str, EntityKind); 9] = [
    ("科研机构", EntityKind::Institution),
    ("研究机构", EntityKind::Institution),
    ("企业", EntityKind::Enterprise),
    ("公司", EntityKind::Enterprise),
    ("优势单位", EntityKind::Enterprise),
    ("科技项目", EntityKind::Enterprise),
    ("入驻项目", EntityKind::Enterprise),
    (")项目", EntityKind::Enterprise),
    ("）项目", EntityKind::Enterprise),
];
/// How far behind the list it may stand, in characters.
const REACH: usize = 16;

/// Candidates in lists of two or more.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in scene.sentences {
        if !sentence.cues.has(Cue::KindOfCompany) || !sentence.cues.has(Cue::Comma) {
            continue;
        }
        for run in lists(scene, sentence.span) {
            let last = run.last().filter(|last| !divides(scene, last));
            let Some(kind) = last.and_then(|last| kind_behind(scene, last.span.end)) else {
                continue;
            };
            let items: Vec<Option<Span>> = run.split(|word| divides(scene, word)).map(covering).collect();
            let told = items.iter().flatten().copied();
            let named: Vec<Span> = told.filter(|item| is_coined(scene, *item)).collect();
            if named.len() * 2 > items.len() {
                found.extend(named.into_iter().map(|span| Candidate {
                    span,
                    kind,
                    sense: Sense::Printed,
                    rule: Rule::named("company-list"),
                }));
            }
        }
    }
    found
}

/// Whether a word divides the items of a list.
fn divides(scene: &Scene<'_>, word: &Word) -> bool {
    word.pos == Pos::Sign && word.span.of(scene.text) == "、"
}

/// The words of each run of items joined by 、 in a sentence; the first item begins behind the last word before it that no
/// item holds. Nothing may be left of an item, which then counts as one that is no name.
fn lists<'s>(scene: &Scene<'s>, sentence: Span) -> Vec<&'s [Word]> {
    let words = scene.words.within(sentence);
    let print = |word: &Word| word.span.of(scene.text);
    let ends = |word: &Word| ends_item(word.pos) || word.span.len() == "等".len() && print(word) == "等";
    let divides = |word: &Word| divides(scene, word);
    let (mut lists, mut next) = (Vec::new(), 0);
    while let Some(behind) = words[next..].iter().position(divides) {
        let joint = next + behind;
        let opening = words[next..joint]
            .iter()
            .rposition(ends)
            .map_or(next, |at| next + at + 1);
        let closing = words[joint..].iter().position(|word| ends(word) && !divides(word));
        let closing = closing.map_or(words.len(), |at| joint + at);
        // What no word of the list's own sentence closes is a list of something else.
        if closing < words.len() {
            lists.push(&words[opening..closing]);
        }
        // 等 closes a list that names examples; the next list begins behind another word that no item holds.
        let behind = (closing + 1).min(words.len());
        next = match words.get(closing) {
            Some(word) if print(word) == "等" => words[behind..]
                .iter()
                .position(ends)
                .map_or(words.len(), |at| behind + at),
            _ => behind,
        };
    }
    lists
}

/// The stretch from the first of some words to the last.
fn covering(words: &[Word]) -> Option<Span> {
    Some(Span {
        start: words.first()?.span.start,
        end: words.last()?.span.end,
    })
}

/// Parts of speech that no item holds.
fn ends_item(pos: Pos) -> bool {
    let is_function = matches!(
        pos,
        Pos::Preposition | Pos::Pronoun | Pos::Particle | Pos::Quantifier | Pos::Sign | Pos::Number
    );
    let is_clause = matches!(pos, Pos::Verb | Pos::Adverb | Pos::Conjunction);
    is_function || is_clause
}

/// What the words behind a list say that its items are: 等3家企业.
fn kind_behind(scene: &Scene<'_>, end: u32) -> Option<EntityKind> {
    let after = scene.after(end);
    let clause = &after[..after
        .find(['。', '；', '，', '、', '：', '“', '”', '\n'])
        .unwrap_or(after.len())];
    let said = Span::new(end as usize, end as usize + clause.len());
    if !scene.matches.cues.has(Cue::KindOfCompany, said) {
        return None;
    }
    let listed = clause.strip_prefix('等').unwrap_or(clause).trim_start();
    let digits = |c: char| c.is_ascii_digit() || is_numeral(c) || matches!(c, '两' | '几' | '多');
    let counted = listed.trim_start_matches(digits).trim_start();
    let body = counted.strip_prefix(['家', '个']).unwrap_or(counted);
    let bare = counted.strip_prefix('家');
    if bare.is_some_and(|rest| counted.len() < listed.len() && of_companies(scene, end, rest)) {
        return Some(EntityKind::Enterprise);
    }
    let body = said.end - body.len() as u32;
    let cues = scene.matches.cues.ending_in(Cue::KindOfCompany, said).iter();
    let (at, kind) = cues.filter(|cue| cue.start >= body).find_map(|cue| {
        let (_, kind) = KINDS.iter().find(|(word, _)| *word == cue.of(scene.text))?;
        Some((cue.start, *kind))
    })?;
    let before = Span { start: body, end: at };
    (before.of(scene.text).chars().count() <= REACH).then_some(kind)
}

/// Whether 等18家, with nothing that says of what, counts companies: the sentence has spoken of them before.
fn of_companies(scene: &Scene<'_>, end: u32, rest: &str) -> bool {
    const OTHERS: [&str; 9] = ["机构", "单位", "银行", "医院", "院", "媒体", "高校", "中心", "实验室"];
    let sentence = scene.before(end).rsplit(['。', '\n']).next().unwrap_or_default();
    sentence.contains("企业") && !OTHERS.iter().any(|other| rest.contains(other))
}

/// Whether an item reads like a brand: short, and with a word that no dictionary knows, or an ending of brands.
fn is_coined(scene: &Scene<'_>, item: Span) -> bool {
    let printed = item.of(scene.text);
    let width = printed.chars().count();
    let is_generic = GENERIC.ending(printed).is_some() || printed.contains(['(', '（', '“', '某']);
    if !(2..=10).contains(&width) || is_generic {
        return false;
    }
    let words = scene.words.within(item);
    let unknown = words.iter().any(|word| {
        let text = word.span.of(scene.text);
        matches!(word.pos, Pos::Unknown | Pos::Latin) && text.chars().nth(1).is_some() && text.chars().all(is_letter)
    });
    let singles = words
        .iter()
        .filter(|word| word.span.of(scene.text).chars().count() == 1)
        .count()
        >= 2;
    let branded = width >= 4 && BRANDS.ending(printed).is_some();
    let is_plain = |word: &Word| PLAIN.has(word.span.of(scene.text));
    unknown || singles && width <= 6 || branded && words.len() >= 2 && !words.iter().all(is_plain)
}

/// How brands end.
static BRANDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        科技 智能 电子 医疗 生物 集团 股份 光电 材料 新材 能源 精密 通信 医药 药业 软件 网络 汽车 重工 电气 机器人 基因
        ",
    )
});

/// How items end that name no company.
static GENERIC: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("企业 公司 机构 院校 高校 院所 园区 产业 技术 孵化 项目 平台 行业 龙头"));

/// Words of trades, which make no brand alone.
static PLAIN: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("人工 智能 生物 医药 医疗 电子 信息 新 材料 能源 汽车 机器人 高端 装备 精密 科技"));
