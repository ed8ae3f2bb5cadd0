//! The left edge of a name that is known by its ending.
//!
//! From the ending the walk goes left over the words that can stand inside a name, and stops where the sentence's own
//! grammar begins: punctuation, prepositions, particles, verbs that act on names (推进, 依托) but not those that stand in
//! them (研究, 服务). Of the words passed, the leftmost that can open a proper name is the edge; where none can, the
//! words are a description (科技企业孵化器) and no name.

mod opening;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{Level, Meaning, Opening};
use crate::segment::{Pos, Word};
use crate::text::{Span, is_letter, is_numeral};

use super::Scene;
pub(super) use crate::text::WordList;
pub(super) use opening::NOT_OF_CITY;
use opening::{abbreviates_places, begins_pair, opening, opening_edge};
use words::class;

/// A name's beginning as found from its ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The first byte of the name.
    pub(super) start: u32,
    /// What opens it.
    pub(super) opening: Opening,
}

/// Whether a word acts on names and so stands in none.
pub(super) fn acts_on_names(word: &str) -> bool {
    class(word).outer
}

/// Whether names are made of this verb.
pub(super) fn is_inner(verb: &str) -> bool {
    class(verb).inner
}

/// The left edge of the name whose ending begins at `stem_end`.
pub(super) fn left_edge(scene: &Scene<'_>, stem_end: u32) -> Option<Edge> {
    let words = reach(scene, stem_end);
    let behind = behind_task(scene, &words);
    if let Some(start) = field_of_national(scene, &words[behind..]) {
        return Some(Edge {
            start,
            opening: Opening::Name,
        });
    }
    let edge = opening_edge(scene, &words[behind..], stem_end)?;
    Some(Edge {
        start: behind_strong(scene, whole_brand(scene, &words, edge)),
        ..edge
    })
}

/// How many of the words belong to a title before the name: what a place promotes or regulates is not called after that
/// place (太原市推进｜太忻一体化经济区, 福州市规范｜政府投资基金).
fn behind_task(scene: &Scene<'_>, words: &[Word]) -> usize {
    let acts = |word: &Word| matches!(word.span.of(scene.text), "推进" | "规范" | "加快推进" | "全面推进");
    let task = words.iter().rposition(acts).filter(|task| *task > 0);
    let is_place = |task: usize| {
        let (first, end) = (words[0].span.start, words[task].span.start);
        let leads = |rest: &str| rest.is_empty() || rest == "关于" || MANNERS.has(rest);
        let place = chain(first, scene.matches, scene.lexicon, None).map(|(_, place)| place.end);
        place.is_some_and(|place| scene.text.get(place as usize..end as usize).is_some_and(leads))
    };
    let is_task = |task: usize| {
        let next = words.get(task + 1).map_or("", |next| next.span.of(scene.text));
        is_place(task) && !matches!(next, "组" | "中心" | "办")
    };
    task.filter(|task| is_task(*task)).map_or(0, |task| task + 1)
}

/// How a place promotes something.
static MANNERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("扎实 大力 积极 稳步 深入 持续 全力 全面 加快 着力 有序 统筹 继续"));

/// 做强 and 建强 are cut by jieba where a name follows them: 做｜强省｜纺织集团.
fn behind_strong(scene: &Scene<'_>, start: u32) -> u32 {
    let (before, after) = (scene.before(start), scene.after(start));
    let made = before.ends_with('做') && after.starts_with(['强', '优', '大', '实', '精']);
    let cut = made || before.ends_with('建') && !before.ends_with("福建") && after.starts_with('强');
    start + if cut { '强'.len_utf8() as u32 } else { 0 }
}

/// The start of the name with the one character before it that jieba has cut off a brand or a place that no list holds
/// (广｜海湾), or with what makes an undertaking of the place (数字中国).
fn whole_brand(scene: &Scene<'_>, words: &[Word], edge: Edge) -> u32 {
    let at = words.partition_point(|word| word.span.start < edge.start);
    let slogan = |before: &Word| matches!(before.span.of(scene.text), "数字" | "美丽" | "健康" | "平安");
    if edge.opening == Opening::Name && tells_topic(scene, words) {
        return words[0].span.start;
    }
    if let Some(before) = words[..at]
        .last()
        .filter(|before| edge.opening == Opening::Name && slogan(before))
    {
        return before.span.start;
    }
    let listed = || {
        scene
            .matches
            .starting(edge.start)
            .iter()
            .any(|found| found.span.len() >= 6)
    };
    let [.., before] = &words[..at] else {
        return edge.start;
    };
    let Some(opening) = words
        .get(at)
        .filter(|word| matches!(word.pos, Pos::Place | Pos::Proper | Pos::Unknown))
    else {
        return edge.start;
    };
    let printed = before.span.of(scene.text);
    let cut_off = printed.chars().nth(1).is_none()
        && matches!(before.pos, Pos::Adjective | Pos::Sign | Pos::Other)
        && opening.span.of(scene.text).chars().count() == 2
        && !"新老大小原旧全各本市省县区国以与和由向对将把为及".contains(printed);
    if cut_off && printed.chars().all(is_letter) && !listed() {
        before.span.start
    } else {
        edge.start
    }
}

/// Where the field begins that names a national laboratory or centre: 晶体｜材料｜国家重点实验室, 太行｜国家实验室.
fn field_of_national(scene: &Scene<'_>, words: &[Word]) -> Option<u32> {
    let is_national = |word: &Word| {
        matches!(word.span.of(scene.text), "国家" | "全国") && NATIONAL.begins(scene.after(word.span.start))
    };
    let at = words.iter().position(is_national)?;
    let names_field = |word: &&Word| {
        let printed = word.span.of(scene.text);
        matches!(word.pos, Pos::Noun | Pos::Proper | Pos::Unknown | Pos::Place)
            && !class(printed).descriptive
            && !matches!(printed, "学科" | "院士" | "现有" | "国家" | "省部" | "首个" | "第一")
    };
    let field = words[..at].iter().rev().take_while(names_field);
    let span = Span {
        start: field.last()?.span.start,
        end: words[at].span.start,
    };
    let printed = span.of(scene.text);
    let is_kind = printed.ends_with("领域") || abbreviates_places(printed) || printed.chars().nth(1).is_none();
    (!is_kind).then_some(span.start)
}

/// Laboratories and centres of the nation, each of one field.
static NATIONAL: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        国家实验室 国家重点实验室 全国重点实验室 国家技术创新中心 国家制造业创新中心 国家产业创新中心 国家工程研究中心
        国家工程技术研究中心 国家临床医学研究中心
        ",
    )
});

/// Whether one or two words before a place open the name of an event there by what it is about: 生态文明｜贵阳｜国际｜论坛.
fn tells_topic(scene: &Scene<'_>, words: &[Word]) -> bool {
    let end = words.last().map_or(0, |last| last.span.end);
    if !EVENTS.begins(scene.after(end)) {
        return false;
    }
    let is_city =
        |m: &Meaning| matches!(m, Meaning::Place(id) if scene.lexicon.places.get(*id).level <= Level::Prefecture);
    let is_place = |word: &Word| {
        let mut starting = scene.matches.starting(word.span.start).iter();
        starting.any(|found| found.meanings.iter().any(is_city))
    };
    let Some(place) = words.iter().position(is_place).filter(|at| (1..=2).contains(at)) else {
        return false;
    };
    let is_noun = |word: &Word| {
        matches!(word.pos, Pos::Noun | Pos::Proper | Pos::Unknown) && !class(word.span.of(scene.text)).descriptive
    };
    let width = scene.text[words[0].span.start as usize..words[place].span.start as usize]
        .chars()
        .count();
    (4..=6).contains(&width) && words[..place].iter().all(is_noun)
}

/// How events are called.
static EVENTS: LazyLock<WordList> = LazyLock::new(|| WordList::new("论坛 峰会 大会 博览会 年会 研讨会"));

/// Where the words begin that may belong to the name, whether or not one of them can open it, and the word before them.
pub(super) fn reach_start<'t>(scene: &Scene<'t>, stem_end: u32) -> Option<(u32, &'t str)> {
    let first = *reach(scene, stem_end).first()?;
    let before = scene
        .words
        .before(first.span.start)
        .last()
        .filter(|word| word.span.end == first.span.start);
    Some((first.span.start, before.map_or("", |word| word.span.of(scene.text))))
}

/// The words before `end` that may belong to the name, first to last; marks and brackets count with what they hold.
fn reach<'s>(scene: &Scene<'s>, end: u32) -> Cow<'s, [Word]> {
    let before = scene.words.before(end);
    // Few reach over brackets; the words of the others are a stretch of the text's own, from `i` on.
    let mut joined: Vec<Word> = Vec::new();
    let mut at = end;
    let mut i = before.len();
    while i > 0 {
        let word = before[i - 1];
        let taken = if joined.is_empty() {
            before.len() - i
        } else {
            joined.len()
        };
        let behind = joined.last().or(before.get(i));
        if word.span.end != at || taken > 24 || divides_companies(scene, at, behind, end) {
            break;
        }
        let printed = word.span.of(scene.text);
        if let Some(open) = opening_mark(printed) {
            // “甲”“乙”行动 are two.
            let quoted = |word: &Word| word.span.of(scene.text).starts_with(['“', '‘']);
            if printed == "”" && behind.is_some_and(quoted) {
                break;
            }
            let near = before[..i - 1].iter().rev();
            let mut near = near.take_while(|other| other.span.start + 90 >= word.span.end);
            let Some(held) = near.position(|other| other.span.of(scene.text).starts_with(open)) else {
                break;
            };
            let from = i - 2 - held;
            if before[from + 1..i - 1]
                .iter()
                .any(|word| is_stop_sign(word.span.of(scene.text)))
            {
                break;
            }
            let span = Span {
                start: before[from].span.start,
                end: word.span.end,
            };
            if joined.is_empty() {
                joined.extend(before[i..].iter().rev());
            }
            let is_quoted = matches!(open, '“' | '"' | '‘');
            joined.push(Word::joined(span, if is_quoted { Pos::Sign } else { Pos::Other }));
            (at, i) = (span.start, from);
            continue;
        }
        let inside =
            || begins_listed(scene, &word, end) || begins_pair(scene, word.span) || is_of_ordinal(scene, &word);
        if (stops(printed, word.pos) || is_by_place(scene, &word)) && !inside()
            || acts_on_name(scene, &word, printed, behind, end)
        {
            break;
        }
        if !joined.is_empty() {
            joined.push(word);
        }
        (at, i) = (word.span.start, i - 1);
    }
    if joined.is_empty() {
        return Cow::Borrowed(&before[i..]);
    }
    joined.reverse();
    Cow::Owned(joined)
}

/// Whether a preposition that jieba has joined to what follows stands behind a place: 白城市｜以微信.
fn is_by_place(scene: &Scene<'_>, word: &Word) -> bool {
    let led = word.pos == Pos::Unknown
        && word
            .span
            .of(scene.text)
            .starts_with(['以', '将', '把', '对', '从', '由']);
    let is_place = |m: &Meaning| matches!(m, Meaning::Place(_));
    led && scene
        .matches
        .ending(word.span.start)
        .any(|found| found.meanings.iter().any(is_place))
}

/// Whether a word says how something is done, and that it is: 大力开展.
fn is_done_so(printed: &str) -> bool {
    let (manner, verb) = printed.split_at_checked("大力".len()).unwrap_or_default();
    verb.chars().count() == 2 && manner != "全面" && manner != "统筹" && MANNERS.has(manner)
}

/// A verb or a conjunction directly before a word that can open a name (建设｜国家自主创新示范区, 和｜同济大学), or a verb
/// directly behind a whole name (东莞理工学院｜建设).
fn acts_on_name(scene: &Scene<'_>, word: &Word, printed: &str, behind: Option<&Word>, stem_end: u32) -> bool {
    let joins = matches!(printed, "与" | "和" | "及");
    let is_verb = matches!(word.pos, Pos::Verb | Pos::VerbalNoun);
    let acts = is_verb && !matches!(printed, "服务" | "研究" | "管理");
    let opens = || behind.and_then(|behind| opening(scene, behind, stem_end));
    let before_name = (joins || acts) && matches!(opens(), Some(Opening::Name | Opening::Rank | Opening::Quoted));
    let is_noun = matches!(
        word.pos,
        Pos::Noun | Pos::Place | Pos::Proper | Pos::VerbalNoun | Pos::Attribute | Pos::Latin
    );
    let divides =
        joins && ends_body(scene, word.span.start) || is_verb && printed != "超" && ends_name(scene, word.span.start);
    before_name || divides || !is_noun && straddles_name(scene, word.span)
}

/// Whether a listed place begins with the word and goes on behind it (上｜城区), or is the word.
fn begins_listed(scene: &Scene<'_>, word: &Word, stem_end: u32) -> bool {
    let mut starting = scene.matches.starting(word.span.start).iter();
    starting.any(|found| {
        let is_place = found.meanings.iter().any(|m| matches!(m, Meaning::Place(_)));
        // 大连, which jieba takes for an adverb.
        let is_city =
            |m: &Meaning| matches!(m, Meaning::Place(id) if scene.lexicon.places.get(*id).level < Level::County);
        let is_word = word.pos == Pos::Adverb && found.span == word.span && found.meanings.iter().any(is_city);
        is_place
            && (found.span.end > word.span.end || is_word)
            && found.span.end <= stem_end
            && scene.words.is_boundary(found.span.end)
    })
}

/// Whether a company's name ends here and another name begins: 甲有限公司｜中国乙研究院, as the cells of a row run together.
fn divides_companies(scene: &Scene<'_>, at: u32, behind: Option<&Word>, stem_end: u32) -> bool {
    let opens = |behind| opening(scene, behind, stem_end) == Some(Opening::Name);
    behind.is_some_and(|behind| scene.before(at).ends_with("公司") && opens(behind))
}

/// A digit of a number in Chinese.
fn is_digit(c: char) -> bool {
    matches!(c, '〇' | '零') || is_numeral(c)
}

/// 第一, 第七一九: part of a hospital's or an institute's name.
fn is_ordinal(printed: &str) -> bool {
    let digits = printed.strip_prefix('第').unwrap_or(printed);
    !digits.is_empty() && digits.len() < printed.len() && digits.chars().all(is_digit)
}

/// 第二届, 第12期: part of a contest's or a meeting's name.
fn is_edition(printed: &str) -> bool {
    let number = printed
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix(['届', '期', '批', '轮']));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || is_digit(c)))
}

/// Whether a number is the rest of an ordinal that jieba has cut: 第七｜一九｜研究所.
fn is_of_ordinal(scene: &Scene<'_>, word: &Word) -> bool {
    let head = || scene.before(word.span.start).trim_end_matches(is_digit);
    word.pos == Pos::Number && word.span.of(scene.text).chars().all(is_digit) && head().ends_with('第')
}

/// Whether the name of an institution, a company or a body ends here.
fn ends_name(scene: &Scene<'_>, at: u32) -> bool {
    let listed = scene
        .matches
        .ending(at)
        .any(|found| found.meanings.iter().any(|m| is_actor(*m)));
    listed || NAME_ENDINGS.ending(scene.before(at)).is_some()
}

/// How the names of institutions and companies end.
static NAME_ENDINGS: LazyLock<WordList> = LazyLock::new(|| WordList::new("集团 公司 大学 学院 研究院 研究所"));

/// Whether the words of a stem join two names: 甲推进组及乙.
pub(super) fn joins_two(stem: &str) -> bool {
    let joints = stem.match_indices(['及', '和', '与']);
    joints.into_iter().any(|(at, _)| JOINED.ending(&stem[..at]).is_some())
}

/// Whether the name of a body, a park, a program ends here: what 及 joins to it is another.
fn ends_body(scene: &Scene<'_>, at: u32) -> bool {
    JOINED.ending(scene.before(at)).is_some()
}

/// Ends of names that what follows 和 is no part of: 甲基地和乙资源库 are two.
static JOINED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        小组 推进组 专班 办公室 委员会 指挥部 公司 集团 大学 学院 研究院 研究所 基地 园区 产业园 实验室 医院 大湾区 走廊 新区
        基金 计划 工程 大会 论坛 集聚区 周 试验区 示范区 开发区 高新区 经开区 保税区 科学城 科技城 干线
        ",
    )
});

/// Whether a listed name ends inside the word: 中科院声学所｜在.
fn straddles_name(scene: &Scene<'_>, word: Span) -> bool {
    let inside = word
        .of(scene.text)
        .char_indices()
        .skip(1)
        .map(|(at, _)| word.start + at as u32);
    inside.into_iter().any(|at| {
        let mut found = scene.matches.ending(at);
        found.any(|found| found.span.len() >= 15 && found.meanings.iter().any(|m| is_actor(*m)))
    })
}

fn is_actor(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Institution(_) | Meaning::Enterprise(_) | Meaning::Body(_)
    )
}

/// The mark that opens what this one closes.
fn opening_mark(printed: &str) -> Option<char> {
    match printed.chars().next()? {
        '”' => Some('“'),
        '’' => Some('‘'),
        ')' => Some('('),
        '）' => Some('（'),
        _ => None,
    }
}

fn is_stop_sign(printed: &str) -> bool {
    printed.starts_with(['。', '；', '，', '！', '：'])
}

/// Whether a word cannot stand in a name.
fn stops(printed: &str, pos: Pos) -> bool {
    let class = class(printed);
    if class.outer || printed.len() == "大力开展".len() && is_done_so(printed) {
        return true;
    }
    let stops = match pos {
        Pos::Verb => !class.inner,
        Pos::Preposition | Pos::Conjunction | Pos::Particle | Pos::Adverb | Pos::Pronoun => {
            !matches!(printed, "与" | "和" | "及" | "暨")
        }
        Pos::Locative => !matches!(
            printed,
            "上海"
                | "中部"
                | "东部"
                | "西部"
                | "南部"
                | "北部"
                | "国际"
                | "两岸"
                | "环"
                | "沿海"
                | "海外"
                | "沿江"
                | "沿边"
        ),
        Pos::Quantifier => printed.chars().count() > 1 || matches!(printed, "个" | "项" | "家" | "批" | "名"),
        Pos::Sign => !matches!(printed, "-" | "—" | "·" | "+" | "/" | "&") && !printed.chars().all(is_letter),
        // 青年 is no time.
        Pos::Time => {
            !printed.chars().all(|c| c.is_ascii_digit() || c == '年')
                && !matches!(printed, "青年" | "少年" | "青少年" | "老年" | "中老年" | "中年")
        }
        Pos::Number => {
            !(printed.chars().all(|c| c.is_ascii_digit()) && printed.len() == 4
                || is_ordinal(printed)
                || is_edition(printed))
        }
        _ => class.grammar,
    };
    stops && printed != "快速" && !abbreviates_places(printed)
}
