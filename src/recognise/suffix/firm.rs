//! Companies by their full names: 东方电气（广州）重型机器有限公司.
//!
//! 有限公司 and its like end nothing but a company's name, so what opens it may be any words (三门核电, 大高阀门) and the
//! borders that jieba draws in it (科技股｜份) do not matter. The walk goes left until something cannot stand in a name: a
//! mark, a list's number, a particle, a verb that acts on companies, another company's end. A bracket with a place or
//! 集团 in it belongs to the name.

use std::sync::LazyLock;

use crate::lexicon::{Cue, Meaning};
use crate::model::{EntityKind, Rule};
use crate::recognise::edge::{self, WordList};
use crate::recognise::{Candidate, Scene, Sense};
use crate::segment::{Pos, Word};
use crate::text::Span;

/// How the full names end.
const ENDINGS: [&str; 4] = ["股份有限公司", "有限责任公司", "有限公司", "股份公司"];
/// How long a name may be, in characters.
const WIDTH: usize = 40;

/// Candidates that end in 有限公司 and its like.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for mark in scene.matches.cues.all(Cue::Company) {
        if let Some(ending) = ending(scene.before(mark.end)) {
            found.extend(named(scene, mark.end - ending.len() as u32, mark.end));
        }
    }
    found
}

/// Whether a text ends as these names do.
pub(super) fn closes(text: &str) -> bool {
    ending(text).is_some()
}

/// Whether this is a kind of companies and no company: 一人公司, OPC公司, 申请人所在公司.
pub(in crate::recognise) fn is_kind_of_company(printed: &str) -> bool {
    let stem = printed.trim_matches(['“', '”', '"']).strip_suffix("公司");
    stem.is_some_and(is_kind)
}

fn is_kind(stem: &str) -> bool {
    KINDS.has(stem) || stem.ends_with("所在")
}

fn ending(text: &str) -> Option<&'static str> {
    text.ends_with("公司").then_some(())?;
    ENDINGS.into_iter().find(|ending| text.ends_with(ending))
}

fn named(scene: &Scene<'_>, stem_end: u32, end: u32) -> Option<Candidate> {
    let passed = walk(scene, stem_end, end);
    let start = opening(scene, &passed, stem_end)?;
    // 及哈电: jieba joins what it does not know.
    let joint = if scene.after(start).starts_with('及') {
        '及'.len_utf8()
    } else {
        0
    };
    let start = start + joint as u32;
    let stem = &scene.text[start as usize..stem_end as usize];
    let width = stem.chars().count();
    let fits = (2..=WIDTH).contains(&width) && !is_kind(stem) && is_proper(scene, start, stem_end);
    let end = branch(scene, end);
    fits.then(|| Candidate {
        span: Span { start, end },
        kind: EntityKind::Enterprise,
        sense: Sense::Printed,
        rule: Rule::named("company-name"),
    })
}

/// The words before the ending that may stand in the name, the nearest first; a bracket counts as one.
fn walk(scene: &Scene<'_>, stem_end: u32, end: u32) -> Vec<Word> {
    let words = scene.words.before(end);
    let mut passed: Vec<Word> = Vec::new();
    let (mut at, mut next) = (stem_end, words.partition_point(|word| word.span.start < stem_end));
    while let Some(word) = next.checked_sub(1).map(|i| words[i]) {
        let span = Span {
            start: word.span.start,
            end: word.span.end.min(at),
        };
        if span.end != at || (stem_end - span.start) as usize > 4 * WIDTH || ends_another(scene.before(at)) {
            break;
        }
        if let Some(from) = bracket(scene, at) {
            let span = Span { start: from, end: at };
            passed.push(Word::joined(span, Pos::Other));
            next = words.partition_point(|word| word.span.start < from);
            at = from;
            continue;
        }
        let behind = passed.last().map_or(stem_end, |word| word.span.start);
        if let Some(named) = behind_number(scene, span) {
            passed.push(word.within(named));
            break;
        }
        if stops(scene, word.within(span), behind) {
            break;
        }
        passed.push(word.within(span));
        (at, next) = (span.start, next - 1);
    }
    passed
}

/// What stands behind a list's number that jieba has joined to the name's first word: 5中材.
fn behind_number(scene: &Scene<'_>, word: Span) -> Option<Span> {
    let printed = word.of(scene.text);
    let named = printed.trim_start_matches(|c: char| c.is_ascii_digit());
    let joined = named.len() < printed.len() && named.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    joined.then(|| Span {
        start: word.end - named.len() as u32,
        end: word.end,
    })
}

/// The start of the bracket that ends here, if a company's name may hold it: （上海）, （集团）.
fn bracket(scene: &Scene<'_>, end: u32) -> Option<u32> {
    let text = scene.before(end).strip_suffix(['）', ')'])?;
    let (open, mark) = text
        .char_indices()
        .rev()
        .take(12)
        .find(|(_, c)| matches!(c, '（' | '('))?;
    let (from, to) = ((open + mark.len_utf8()) as u32, text.len() as u32);
    let held = &scene.text[from as usize..to as usize];
    let mut whole = scene.matches.starting(from).iter().filter(|found| found.span.end == to);
    let is_place = whole.any(|found| found.meanings.iter().any(|m| matches!(m, Meaning::Place(_))))
        || scene
            .words
            .within(Span { start: from, end: to })
            .iter()
            .all(|word| word.pos == Pos::Place);
    (is_place || HELD.has(held)).then_some(open as u32)
}

/// Whether what stands before is the end of another name: a company's, a government's.
fn ends_another(before: &str) -> bool {
    OTHERS.ending(before).is_some()
}

/// What stands before a measure word that counts: 3家, 一批, 这家. 天 of 中天 counts nothing.
const COUNTING: [char; 28] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百',
    '两', '几', '多', '数', '各', '这', '该',
];

/// Whether a word cannot stand in a company's name; `behind` is where the part of the name begins that follows it.
fn stops(scene: &Scene<'_>, word: Word, behind: u32) -> bool {
    let printed = word.span.of(scene.text);
    if ACTING.has(printed) || printed.ends_with("企业") && tells_kind(scene.after(word.span.end)) {
        return true;
    }
    let single = printed.chars().nth(1).is_none();
    if is_inner_zero(scene, word.span) {
        return false;
    }
    match word.pos {
        Pos::Sign => !matches!(printed, "-" | "·" | "&") && !printed.chars().all(char::is_alphabetic),
        Pos::Preposition => !single || "对向从把被将为以在由于至到经据按因给与".contains(printed),
        Pos::Particle | Pos::Pronoun => true,
        // 大连, which jieba takes for an adverb.
        Pos::Adverb if opens_with(scene, word.span) => false,
        Pos::Adverb => !single || "已均仅也都再又不共将曾未".contains(printed),
        Pos::Conjunction => {
            let joins_trades = scene.before(word.span.start).ends_with("工业");
            let inside = begins_with_place(scene, word.span.start) && !opens(scene, behind)
                || joins_trades
                || joins_nothing(scene, word.span);
            !(matches!(printed, "和" | "与") && inside)
        }
        Pos::Time => printed.ends_with(['日', '月', '年', '前', '时', '期']),
        Pos::Quantifier => single && scene.before(word.span.start).ends_with(COUNTING),
        Pos::Number => printed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
        _ if opens_with(scene, word.span) => false,
        Pos::Verb => edge::acts_on_names(printed) || !edge::is_inner(printed) && opens(scene, behind),
        _ => printed.starts_with(|c: char| c.is_ascii_digit()) && !single || edge::acts_on_names(printed),
    }
}

/// Whether 企业 says what kind the company is that follows (国有合资企业｜上海能科…); its trade may be 企业管理.
fn tells_kind(after: &str) -> bool {
    const TRADES: [&str; 14] = [
        "管理", "服务", "咨询", "集团", "发展", "孵化", "征信", "总部", "信用", "股份", "有限", "家", "投资", "控股",
    ];
    !TRADES.iter().any(|trade| after.starts_with(trade))
}

/// The zero of a number that a name spells: 中核四0四, 四○四.
fn is_inner_zero(scene: &Scene<'_>, word: Span) -> bool {
    const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    matches!(word.of(scene.text), "0" | "○" | "〇" | "O")
        && scene.before(word.start).ends_with(NUMERALS)
        && scene.after(word.end).starts_with(NUMERALS)
}

/// Whether the word is a place or the short name of a company.
fn opens_with(scene: &Scene<'_>, word: Span) -> bool {
    let mut starting = scene.matches.starting(word.start).iter();
    starting.any(|found| found.span.end == word.end && found.meanings.iter().any(|m| is_name(*m)))
}

fn is_name(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Place(_) | Meaning::Enterprise(_) | Meaning::Institution(_) | Meaning::Zone(_)
    )
}

/// Whether a place ends here: 上海｜和辉光电.
fn begins_with_place(scene: &Scene<'_>, at: u32) -> bool {
    let mut ending = scene.matches.ending(at);
    ending.any(|found| found.meanings.iter().any(|m| matches!(m, Meaning::Place(_))))
}

/// Whether 和 stands where it has nothing to join: behind a verb or a mark it begins a name (支持｜和舰芯片…).
fn joins_nothing(scene: &Scene<'_>, word: Span) -> bool {
    let before = scene.words.before(word.start).last();
    before.is_some_and(|before| {
        let acts = before.pos == Pos::Verb || edge::acts_on_names(before.span.of(scene.text));
        word.of(scene.text) == "和" && before.span.end == word.start && acts
    })
}

/// Whether a place or a listed name begins here.
fn opens(scene: &Scene<'_>, at: u32) -> bool {
    let mut starting = scene.matches.starting(at).iter();
    starting.any(|found| found.meanings.iter().any(|m| is_name(*m)))
}

/// Where the name begins in the words passed: behind a verb that they open with, if a name is left without it, and
/// behind 原 and the like.
fn opening(scene: &Scene<'_>, passed: &[Word], stem_end: u32) -> Option<u32> {
    let mut words = passed.iter().rev().peekable();
    loop {
        let word = words.peek()?;
        let printed = word.span.of(scene.text);
        let is_verb = word.pos == Pos::Verb
            && !edge::is_inner(printed)
            && !opens_with(scene, word.span)
            && is_proper(scene, word.span.end, stem_end);
        let is_head = matches!(
            printed,
            "原" | "现" | "家" | "名" | "以" | "由" | "与" | "和" | "及" | "-"
        );
        let is_bracket = printed.starts_with(['（', '(']);
        if !(is_verb || is_head && !joins_nothing(scene, word.span) || is_bracket) {
            return Some(word.span.start);
        }
        words.next();
    }
}

/// Whether there is anything in a stem that is no common word of trades: a place, a brand, a numeral, a single character.
fn is_proper(scene: &Scene<'_>, start: u32, end: u32) -> bool {
    let words = scene.words.within(Span { start, end });
    opens(scene, start)
        || words.iter().any(|word| {
            let single = word.span.of(scene.text).chars().nth(1).is_none();
            let names = matches!(
                word.pos,
                Pos::Place | Pos::Proper | Pos::Latin | Pos::Unknown | Pos::Number
            );
            names || single && !matches!(word.pos, Pos::Sign)
        })
        || words.len() >= 2 && !words.iter().all(|word| TRADES.has(word.span.of(scene.text)))
}

/// The end with the branch that follows: 某某有限公司北京分公司.
fn branch(scene: &Scene<'_>, end: u32) -> u32 {
    let near = scene.words.within(Span {
        start: end,
        end: end + 30,
    });
    let mut at = end;
    for word in near.iter().take(4) {
        let printed = word.span.of(scene.text);
        if word.span.start != at || matches!(word.pos, Pos::Sign | Pos::Particle | Pos::Conjunction | Pos::Verb) {
            break;
        }
        at = word.span.end;
        if printed.ends_with("分公司") {
            return at;
        }
    }
    end
}

/// What brackets in names hold besides places.
static HELD: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("集团 中国 控股 集团股份 亚洲 亚太 国际 北方 南方 华南"));

/// Ends of other names.
static OTHERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("公司 人民政府 办公室 委员会 管委会 公司等 办公厅 监督站 核安全局"));

/// Verbs that act on companies, and words that lead to them.
static ACTING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        办理 批准 同意 颁发 变更 延续 延期 注销 核发 换发 收购 并购 入股 参股 控股子公司 责成 要求 关于 涉及 注册 登记
        成立 设立 组建 授权 授予 下属 所属 旗下 属于 隶属 其中 包括 及其 以及 或者 通过 根据 按照 依据 联系 支付 起诉
        推进 推动 出资 投资建设 牵头 承办 主办 协办 承建 委托 受托 企业名称 名称 公司 单位 申请人 被告 原告 第三人 法定代表人
        有限 责任 该 本 各 某 我 你 是 为 使 令 让 请 即 有 给 等 或 其 的 了 将 把 被 从 对 向 于 至 到 由 在 经 据 按 因 并 而 且 且由 系 叫 称 至于
        ",
    )
});

/// Stems that are kinds of companies.
static KINDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "一人 独资 国有独资 法人独资 自然人独资 外商投资 中外合资 普通 特殊 其他 股份 集团 一家 两家 国有 民营 上市 OPC 外国 跨国 境外 分 子 总 母 平台",
    )
});

/// Words of trades and of kinds, which name no company alone.
static TRADES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        科技 技术 电子 信息 网络 软件 智能 工业 工程 设备 制造 装备 机械 材料 能源 电力 投资 控股 集团 股份 发展 开发
        建设 管理 服务 咨询 贸易 实业 产业 企业 国有 民营 独资 合资 一人 外商 文化 传媒 物流 运输 交通 生物 医药 环保
        数据 平台 运营 项目 资产 经营 资本 基金 担保 租赁 保险 证券 商业 商务 国际 农业 食品 化工 新型 高新 责任 有限 科技型
        ",
    )
});

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (Enterprise, "由申请人所在公司提供证明。", ""),
            (
                Enterprise,
                "同意杭州豪迈科技股份有限公司的申请。",
                "杭州豪迈科技股份有限公司",
            ),
            (
                Enterprise,
                "支持东方电气（广州）重型机器有限公司、深圳顺丰泰森控股（集团）有限公司扩产。",
                "东方电气（广州）重型机器有限公司|深圳顺丰泰森控股（集团）有限公司",
            ),
            (
                Enterprise,
                "批准三门核电有限公司、中国核工业二三建设有限公司、中铁十局集团有限公司变更许可。",
                "三门核电有限公司|中国核工业二三建设有限公司|中铁十局集团有限公司",
            ),
            (
                Enterprise,
                "123软控股份有限公司124汉威科技集团股份有限公司125研祥智能科技股份有限公司",
                "软控股份有限公司|汉威科技集团股份有限公司|研祥智能科技股份有限公司",
            ),
            (
                Enterprise,
                "推进东莞市中镓半导体科技有限公司建设。",
                "东莞市中镓半导体科技有限公司",
            ),
            (
                Enterprise,
                "支持和舰芯片制造（苏州）股份有限公司扩产，支持中芯国际集成电路有限公司和江南造船有限公司。",
                "和舰芯片制造（苏州）股份有限公司|中芯国际集成电路有限公司|江南造船有限公司",
            ),
            (
                Enterprise,
                "认为大连宝原核设备有限公司符合要求。",
                "大连宝原核设备有限公司",
            ),
            (
                Enterprise,
                "联系江苏核电有限公司北京分公司。",
                "江苏核电有限公司北京分公司",
            ),
            (
                Enterprise,
                "设立一人有限责任公司，鼓励科技型有限公司和“一人公司”发展。",
                "",
            ),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
