//! What stands at the edges of a clause and names nothing: the words that it opens with, and the verbs before its number.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::{WordList, is_ideograph, is_numeral};

/// Words that clauses open with and that name nothing.
static OPENERS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("其中 力争 争取 确保 预计 年内 全年 今年 目前 已 分别 共 将 累计 计划 并 和 与 及 即")
});

/// Verbs and particles between the thing counted and its number.
static CLOSERS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        每年稳定在 每年保持在 从全国第 从全国 从第 提升至 跃升至 上升至 下降至 增至 降至 升至 提升到 跃升到 上升到 下降到 降到 升到 增到 达到 达 超过 突破 跨过 为 至
        到 预计 提升 提高 跃升 大幅 完成 实现 获得 争取 力争 在 占 已 累计 超 的 约 共 等 从 分别
        增加 拓展 由 有 扩大 近 是 将
        提高到 提高至 降低到 降低至 下降到 减少到 减少至 压减到 压减至 压降到 压降至 回落到 回落至 缩小到 缩小至
        缩短到 缩短至 收窄到 收窄至 控制在 稳定在 保持在 维持在 稳定 保持 维持
        首次 历史性 一举 双双 原则上 一般 再 继续 持续 从年初 由年初 连续保持在 连续稳定在 连续保持 连续稳定
        ",
    )
});

/// A clause without the year and the words that it opens with.
pub(in crate::relate) fn lead_in(clause: &str) -> &str {
    let mut rest = clause.trim_start_matches([' ', '\u{3000}', '。', '，', '、', '—', '的']);
    loop {
        let year = opening_year(rest).max(item_number(rest));
        let word = OPENERS
            .beginning(rest)
            .filter(|length| rest[..*length] != *"共" || !rest[*length..].starts_with(['建', '享', '同', '青', '治']))
            .unwrap_or(0);
        if year.max(word) == 0 {
            return rest.trim_start_matches(['，', ',', ' ']);
        }
        rest = rest[year.max(word)..].trim_start_matches(['，', ',', ' ']);
    }
}

/// The length of `2025年底` or `到2025年` that a clause opens with.
fn opening_year(clause: &str) -> usize {
    let bare = clause
        .strip_prefix(['到', '至', '在', '于'])
        .unwrap_or(clause)
        .trim_start();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let behind = bare[digits..].trim_start();
    if let Some(rest) = behind.strip_prefix("年内").filter(|_| (1..=2).contains(&digits)) {
        return clause.len() - rest.len(); // 5年内
    }
    match behind.strip_prefix('年') {
        Some(rest) if digits == 4 && (bare.starts_with("19") || bare.starts_with("20")) => {
            let rest = rest.strip_prefix("以来").unwrap_or(rest);
            let rest = rest.strip_prefix(['底', '末']).unwrap_or(rest);
            clause.len() - rest.strip_prefix('前').unwrap_or(rest).len()
        }
        _ => 0,
    }
}

/// The length of `十一是`, `3.` or `第三条 ` that an item opens with.
fn item_number(clause: &str) -> usize {
    let behind = clause.trim_start_matches(is_numeral);
    if let Some(rest) = behind.strip_prefix('是').filter(|_| behind.len() < clause.len()) {
        return clause.len() - rest.len();
    }
    if let Some(rest) = clause.strip_prefix('第') {
        let rest = rest.trim_start_matches(|c| "一二三四五六七八九十百".contains(c));
        let rest = rest.strip_prefix("条 ").or_else(|| rest.strip_prefix("条\u{3000}"));
        return rest.map_or(0, |rest| clause.len() - rest.len());
    }
    let behind = clause.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = behind.strip_prefix(['.', '．']).filter(|_| behind.len() < clause.len());
    rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(0, |rest| clause.len() - rest.len())
}

/// A text without what stands in brackets, the marks of footnotes among them.
pub(in crate::relate) fn without_brackets(text: &str) -> Cow<'_, str> {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('［', '］'), ('[', ']')];
    let mut rest = text;
    let mut plain = String::new();
    let opens = |c: char| !is_ideograph(c) && PAIRS.iter().any(|pair| pair.0 == c);
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| opens(*c)) {
        let close = PAIRS.iter().filter(|pair| pair.0 == open).map(|pair| pair.1).next();
        let Some(end) = close.and_then(|close| Some(rest[at..].find(close)? + at + close.len_utf8())) else {
            break;
        };
        plain.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// A clause without the verbs before the number.
pub(in crate::relate) fn trim_closers(clause: &str) -> &str {
    let mut rest = clause.trim_end();
    while let Some(shorter) = CLOSERS
        .ending(rest)
        .filter(|_| !arrives(rest))
        .map(|length| &rest[..rest.len() - length])
        .or_else(|| before_year(rest))
        .or_else(|| before_both(rest))
        .or_else(|| before_streak(rest))
        .or_else(|| before_rate(rest))
    {
        rest = shorter.trim_end();
    }
    rest
}

/// 通达127个国家: 达 is part of the verb; not in 航线开通｜达20条.
fn arrives(clause: &str) -> bool {
    let opens = ["开通达", "联通达", "畅通达", "贯通达", "普通达"];
    ["通达", "直达", "抵达", "送达", "传达"]
        .iter()
        .any(|word| clause.ends_with(word))
        && !opens.iter().any(|word| clause.ends_with(word))
}

/// What stands before 均 that says that a number holds of several (企业、机构均突破100家); 人均 and 年均 are words of their own.
pub(in crate::relate) fn before_both(clause: &str) -> Option<&str> {
    const MEANS: [char; 14] = [
        '年', '人', '平', '户', '亩', '地', '日', '月', '校', '生', '次', '村', '镇', '单',
    ];
    let head = clause.strip_suffix('均')?;
    (!head.is_empty() && !head.ends_with(MEANS)).then_some(head)
}

/// What stands before 连续5年: for how long a value has been held.
fn before_streak(clause: &str) -> Option<&str> {
    let head = clause.strip_suffix('年')?;
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    bare.strip_suffix("连续").filter(|_| bare.len() < head.len())
}

/// What stands before 从每人每月, where the value rises from one to another: 最低标准｜从每人每月2375元提高到2423元.
fn before_rate(clause: &str) -> Option<&str> {
    let at = clause.rfind(['从', '由'])?;
    let rate = &clause[at + '从'.len_utf8()..];
    (rate.starts_with('每') && rate.chars().count() <= 4).then_some(&clause[..at])
}

/// What stands before the year that a clause ends in: 增长到 of 增长到2021年.
pub(in crate::relate) fn before_year(clause: &str) -> Option<&str> {
    let head = clause.strip_suffix('年')?;
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_base = bare.ends_with(['比', '较', '自']);
    (head.len() - bare.len() == 4 && !is_base).then_some(bare)
}
