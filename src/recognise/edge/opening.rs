//! What a name may open with: a place, a body, a brand, a rank.

use std::sync::LazyLock;

use crate::lexicon::{Level, Meaning, Opening};
use crate::recognise::Scene;
use crate::recognise::place::is_of_county;
use crate::segment::{Pos, Word};
use crate::text::{CharSet, Span};

use super::words::class;
use super::{Edge, is_edition};

/// The first place, from the left, where the name may open.
pub(super) fn opening_edge(scene: &Scene<'_>, words: &[Word], stem_end: u32) -> Option<Edge> {
    for (i, word) in words.iter().enumerate() {
        // 国家“人工智能+”行动 is “人工智能+”行动.
        let of_quote = word.span.of(scene.text) == "国家"
            && words
                .get(i + 1)
                .is_some_and(|next| next.span.of(scene.text).starts_with(['“', '"']));
        if let Some(opening) = opening(scene, word, stem_end).filter(|_| !of_quote) {
            let joined = words[i..]
                .iter()
                .any(|word| matches!(word.span.of(scene.text), "与" | "和" | "及" | "暨"));
            if !joined || opening == Opening::Name && words[i..].len() > 3 {
                // 太行｜国家实验室｜江西｜创新中心: the place behind a brand says that it is a name.
                let is_told = opening == Opening::Coined && is_told_by_place(scene, &words[i + 1..], stem_end);
                return Some(Edge {
                    start: word.span.start,
                    opening: if is_told { Opening::Name } else { opening },
                });
            }
        }
    }
    None
}

/// Whether one of the words behind a brand can open a name itself, with nothing between them that divides two.
fn is_told_by_place(scene: &Scene<'_>, words: &[Word], stem_end: u32) -> bool {
    let divides = |word: &&Word| {
        let printed = word.span.of(scene.text);
        printed == "领域" || matches!(printed, "-" | "—" | "－" | "——")
    };
    let mut near = words.iter().take_while(|word| !divides(word));
    near.any(|word| opening(scene, word, stem_end) == Some(Opening::Name))
}

/// Whether and how a name may open with this word.
pub(super) fn opening(scene: &Scene<'_>, word: &Word, stem_end: u32) -> Option<Opening> {
    let printed = word.span.of(scene.text);
    if printed.starts_with(['“', '‘']) {
        return Some(Opening::Quoted);
    }
    // Districts are called so too: 中心城区, 北京郊区.
    if matches!(printed, "城区" | "郊区" | "矿区") {
        return None;
    }
    if scene
        .matches
        .starting(word.span.start)
        .iter()
        .any(|found| found.span.end <= stem_end && opens(scene, found.meanings, found.span))
    {
        return Some(Opening::Name);
    }
    match printed {
        "市" if scene.before(word.span.start).ends_with(NOT_OF_CITY) => return None,
        "国家" | "国家级" | "省" | "省级" | "市" | "市级" | "省市" | "省部" | "国际" | "全球" | "世界" | "中央" =>
        {
            return Some(Opening::Rank);
        }
        _ if abbreviates_places(printed) || begins_pair(scene, word.span) => return Some(Opening::Name),
        _ => {}
    }
    let opening = match word.pos {
        Pos::Place if printed.chars().nth(1).is_some() => Some(Opening::Name),
        Pos::Latin if printed.contains(['.', '@', '/']) => None,
        Pos::Latin | Pos::Proper => Some(Opening::Coined),
        Pos::Number if is_edition(printed) => None,
        Pos::Number | Pos::Time => Some(Opening::Year),
        Pos::Unknown if printed.chars().nth(1).is_some() && !printed.starts_with(['(', '（']) => Some(Opening::Coined),
        _ => None,
    };
    opening.filter(|_| !class(printed).descriptive)
}

/// Characters before 市 that make another word of it: 城市, 上市, 地市.
pub(in crate::recognise) const NOT_OF_CITY: [char; 15] = [
    '列', '城', '都', '上', '股', '超', '门', '各', '全', '地', '县', '设', '开', '入', '省',
];

/// 中 with another country behind it that jieba has cut off: 中｜俄.
pub(super) fn begins_pair(scene: &Scene<'_>, word: Span) -> bool {
    if word.of(scene.text) != "中" {
        return false;
    }
    let next = scene.after(word.end).chars().next().map_or(0, char::len_utf8);
    let pair = Span {
        start: word.start,
        end: word.end + next as u32,
    };
    scene.words.is_boundary(pair.end) && abbreviates_places(pair.of(scene.text))
}

/// Provinces and large cities by one character each.
static PROVINCES: LazyLock<CharSet> = LazyLock::new(|| {
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台穗深莞甬榕蓉"
        .chars()
        .collect()
});

/// Countries, provinces and large cities by one character each: 粤港澳, 中以, 穗深, 甬台.
pub(super) fn abbreviates_places(printed: &str) -> bool {
    const COUNTRIES: &str = "以俄欧德日韩美英法乌新白巴泰马意瑞荷";
    let mut chars = printed.chars();
    match chars.next() {
        Some('中') => chars.next().is_some_and(|c| COUNTRIES.contains(c)) && chars.next().is_none(),
        Some(first) if PROVINCES.has(first) => {
            let others = chars.clone().count();
            (1..=3).contains(&others) && chars.all(|c| PROVINCES.has(c))
        }
        _ => false,
    }
}

/// Whether a name of the lexicon can open another name.
fn opens(scene: &Scene<'_>, meanings: &[Meaning], span: Span) -> bool {
    let width = span.of(scene.text).chars().count();
    meanings.iter().any(|meaning| match meaning {
        Meaning::Place(id) => {
            scene.lexicon.places.get(*id).level != Level::Town
                && (width > 2 || scene.words.is_boundary(span.end) || scene.words.is_boundary(span.start))
                && !(width == 2 && is_of_county(scene, span))
        }
        Meaning::Zone(_) | Meaning::Enterprise(_) | Meaning::Institution(_) | Meaning::Body(_) => true,
        Meaning::Department(_) | Meaning::Before(_) | Meaning::Policy(_) => false,
    })
}
