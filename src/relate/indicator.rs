//! The words that name what a number counts (指标).

use std::sync::LazyLock;

use regex::Regex;

use super::number::Number;

static BRACKETS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[(（][^()（）]*[)）]").expect("the pattern is fixed"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:到|至|在|于)?\s*(?:19|20)\d\d\s*年(?:底|末|前|年底)?").expect("the pattern is fixed")
});

/// Words that clauses open with and that name nothing.
const OPENERS: [&str; 19] = [
    "其中", "力争", "争取", "确保", "预计", "年内", "全年", "今年", "目前", "已", "分别", "共", "将", "累计", "计划",
    "并", "和", "与", "及",
];

/// Verbs and particles between the thing counted and its number.
const CLOSERS: [&str; 36] = [
    "达到", "达", "超过", "突破", "为", "至", "到", "提升", "提高", "跃升", "大幅", "完成", "实现", "获得", "争取",
    "力争", "在", "占", "已", "累计", "超", "的", "约", "共", "等", "增至", "从", "降至", "分别", "增加", "拓展", "由",
    "有", "扩大", "近", "是",
];

/// What stands around a number in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'t> {
    /// From the clause's beginning, or the number before, to the number.
    pub(super) near: &'t str,
    /// From the clause's beginning to the first number in it.
    pub(super) clause: &'t str,
    /// The clause before.
    pub(super) previous: &'t str,
    /// From the number to the end of the sentence.
    pub(super) after: &'t str,
}

/// The indicator: the words before the number; where the number counts things named behind it, those with their verb.
pub(super) fn indicator(number: &Number, around: Surroundings<'_>) -> String {
    let near = BRACKETS.replace_all(around.near, "");
    let near = lead_in(&near);
    let counts = !number.unit.contains('%') && !number.unit.ends_with('元') && !number.unit.ends_with('位');
    let behind = if counts { behind(around.after) } else { String::new() };
    let head = trim_closers(near);
    let reaches = head.len() < near.len() && !near.ends_with(['有', '是', '由']);
    let words = if behind.is_empty() || reaches && !head.is_empty() {
        head.to_owned()
    } else if near.ends_with(['与', '和', '、']) || head.is_empty() {
        format!("{}{behind}", verb_of(around.clause))
    } else {
        format!("{}{behind}", last(near, 8))
    };
    match words.chars().count() {
        0 | 1 => format!(
            "{}{words}",
            last(
                trim_closers(lead_in(if around.clause.chars().count() > 3 {
                    around.clause
                } else {
                    around.previous
                })),
                20
            )
        ),
        _ => words,
    }
}

/// The thing counted, up to the next number or stop.
fn behind(after: &str) -> String {
    let plain = BRACKETS.replace_all(after, "");
    let stops = |c: char| matches!(c, '，' | '。' | '；' | ',' | ';' | '、' | '：' | '\n') || c.is_ascii_digit();
    let phrase: String = plain.chars().take_while(|c| !stops(*c)).take(30).collect();
    phrase
        .trim_start_matches('的')
        .trim_end_matches(['与', '和', '及', '近', '约', '第'])
        .to_owned()
}

/// The verb that a clause with several numbers opens with: 促成33家企业与16家院所.
fn verb_of(clause: &str) -> String {
    last(lead_in(clause), 8).to_owned()
}

/// A clause without the year and the words that it opens with.
fn lead_in(clause: &str) -> &str {
    let mut rest = clause.trim_start_matches([' ', '\u{3000}', '。', '，', '、', '—']);
    loop {
        let year = YEAR.find(rest).map_or(0, |found| found.end());
        let word = OPENERS
            .iter()
            .find(|word| rest.starts_with(**word))
            .map_or(0, |word| word.len());
        if year.max(word) == 0 {
            return rest.trim_start_matches(['，', ',', ' ']);
        }
        rest = rest[year.max(word)..].trim_start_matches(['，', ',', ' ']);
    }
}

/// A clause without the verbs before the number.
fn trim_closers(clause: &str) -> &str {
    let mut rest = clause.trim_end();
    while let Some(shorter) = CLOSERS.iter().find_map(|verb| rest.strip_suffix(verb)) {
        rest = shorter.trim_end();
    }
    rest
}

/// The last `width` characters.
fn last(text: &str, width: usize) -> &str {
    let skip = text.chars().count().saturating_sub(width);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}
