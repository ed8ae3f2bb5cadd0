//! Words that say what the units of a list do: labels before them (责任单位：), verbs behind them (…牵头).

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Role;
use crate::text::{Span, WordList};

/// What stands before the role in a label: 主要责任单位, 市级责任单位.
const RANK: &str = "(?:主要|第一|市级|省级|县级|区级|主管|其他|其它|具体|共同|整改|考核|直接)?";
/// The role in a label: 牵头考核单位, 协同责任单位, 责任（配合）单位.
const ROLE: &str = "(?P<role>组织实施|责任分工|牵头(?:责任|负责|推进|考核|落实|实施|督导|组织|协调)?|责任|推进|负责|主办|主责|承办|实施|落实|主管|配合|协助|协办|参与|参加|支持|协同|协作)(?:[和及、/／(（]?(?:配合|责任|参与|实施|协办)[)）]?)?";
/// How a label ends; its brackets may hold it alone: 【责任单位】甲、乙.
const END: &str = r"\s*(?:[:：]|[】\]］]\s*[:：]?)";

/// A label before units.
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let kind = "(?:单位|部门|处室|主体|机构|地区|科室|分工)?";
    Regex::new(&format!(r"^\s*[【\[［]?{RANK}{ROLE}{kind}{END}\s*")).expect("the pattern is fixed")
});
/// Such a label anywhere in a text.
pub(super) static LABEL_INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    let kind = "(?:单位|部门|处室|主体|机构|科室)";
    let bare = "[【\\[［]?(?:牵头|主办|协办|配合|参与)";
    Regex::new(&format!(r"[【\[［]?{RANK}{ROLE}{kind}{END}|{bare}{END}")).expect("the pattern is fixed")
});
/// The same without a colon: 责任单位为甲、乙.
static APPOINTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?P<role>责任|牵头|主办|承办|配合|协办|参与|实施|落实)(?:单位|部门)(?:分别)?为")
        .expect("the pattern is fixed")
});
/// A label of something that is no unit: 责任人：张三；完成时限：2025年底.
pub(super) static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*[【\[［]?(?:(?:责任|牵头|牵头负责|负责|分管|挂钩|市|省|县)?(?:领导|责任人)|联系人|联系电话|(?:完成|办结|推进|工作)?(?:时限|时间|期限)(?:要求|节点)?|时间节点|工作目标|完成标准|进展情况|督办单位|督导单位|监督单位|(?:适用|实施|试点)(?:范围|地区|对象)|备注|注)\s*(?:[:：]|[】\]］]\s*[:：]?)",
    )
    .expect("the pattern is fixed")
});
/// What stands behind the units where the role is a verb.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<others>等)?(?P<kind>(?:有关|相关)?(?:部门|单位|地方|地区))?(?:要|应|应当)?(?:按照?|根据|依据|依)?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别|共同|具体|联合|积极|密切)?(?P<verb>牵头(?:负责|抓总|落实|实施|组织|推进|督导|协调|指导|推动|督办)?|主办|主责|负责落实|负责实施|负责|落实|配合|协助|协办|协同|协作|参与|参加|实施|承办|支持)(?:实施|落实|推进|组织实施)?$",
    )
    .expect("the pattern is fixed")
});
/// 会同, 商 between two units.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[局委办厅部院会组署社行政府)）](会同|商)(?:市|省|区|县|国|各|有关|相关|[^务业联会])")
        .expect("the pattern is fixed")
});

/// Whether a text has one of the marks that close a label: most pieces of a list have none.
pub(super) fn holds_label_mark(text: &str) -> bool {
    text.contains([':', '：', '】', ']', '］'])
}

/// The label that a piece begins with: where it ends, and the role that it gives.
pub(super) fn label_of(piece: &str) -> Option<(usize, Role)> {
    let with_colon = || holds_label_mark(piece).then(|| LABEL.captures(piece)).flatten();
    let label = with_colon().or_else(|| piece.contains('为').then(|| APPOINTS.captures(piece)).flatten())?;
    Some((label.get(0)?.end(), role_of(&label["role"])))
}

pub(super) fn role_of(label: &str) -> Role {
    match label {
        _ if label.starts_with("牵头") || matches!(label, "主办" | "主责") => Role::Lead,
        "配合" | "协助" | "协办" | "参与" | "参加" | "支持" | "协同" | "协作" => Role::Support,
        _ => Role::Responsible,
    }
}

/// Whether a text has a label before units: at its beginning, or behind a mark that parts it from what the text says besides
/// (预期性指标，牵头单位：…; 6月底前，责任单位：…).
pub(super) fn holds_label(text: &str) -> bool {
    let divides = |at: usize| text[..at].ends_with(['，', ',', '；', ';', '。', '、', ' ', '\u{3000}']);
    text.contains('为') && APPOINTS.is_match(text)
        || text.contains([':', '：'])
            && (LABEL.is_match(text) || LABEL_INSIDE.find_iter(text).any(|label| divides(label.start())))
}

/// Whether a clause ends in a verb of duty. 协同 alone tells of no duty (产学研协同).
pub(super) fn ends_in_duty(clause: &str) -> bool {
    may_end_in_duty(clause) && !clause.ends_with(['同', '作']) && DUTY.is_match(clause)
}

/// How the verbs of [`DUTY`] end: most clauses end in none of these.
static DUTY_ENDINGS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "负责 抓总 落实 实施 组织 推进 牵头 主办 主责 配合 协助 协办 协同 协作
            参与 参加 承办 支持 督导 协调 指导 推动 督办",
    )
});

fn may_end_in_duty(clause: &str) -> bool {
    // 县政协办 is an office.
    DUTY_ENDINGS.ending(clause).is_some() && !clause.ends_with("政协办")
}

/// `甲会同乙`, `甲商乙`: the two sides.
pub(super) fn together(text: &str, token: Span) -> Option<(Span, Span)> {
    let printed = token.of(text);
    // Most that hold the word are of commerce (商务局).
    let consults = |(at, _): (usize, &str)| !printed[at + '商'.len_utf8()..].starts_with(['务', '业', '联', '会']);
    let may_join = printed.match_indices('商').any(consults) || printed.contains("会同");
    let found = may_join.then(|| TOGETHER.captures(printed)).flatten()?.get(1)?;
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

/// The token without the verb of duty at its end, and the verb. 有关部门 before the verb is who has the duty, unless 等
/// before it says that it only sums up the names.
pub(super) fn trim_duty(text: &str, token: Span) -> (Span, Option<&str>) {
    let printed = token.of(text).trim_end();
    let duty = may_end_in_duty(printed).then(|| DUTY.captures(printed)).flatten();
    let Some(duty) = duty else {
        return (token, None);
    };
    let start = duty.get(0).map_or(printed.len(), |all| all.start());
    let kind = duty.name("kind").filter(|_| duty.name("others").is_none());
    let end = token.start + kind.map_or(start, |kind| kind.end()) as u32;
    (Span { end, ..token }, duty.name("verb").map(|verb| verb.as_str()))
}

/// `甲（牵头）`: the unit without the bracket that says what it does.
pub(super) fn trim_mark(text: &str, token: Span) -> Option<(Span, Role)> {
    let printed = token.of(text).trim_end();
    let inner = printed.strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let said = inner[open..].trim_start_matches(['(', '（']);
    let role = match said {
        "牵头" | "牵头单位" | "牵头部门" | "主办" | "主办单位" => Role::Lead,
        "配合" | "配合单位" | "协办" | "协办单位" | "参与" | "协助" => Role::Support,
        _ => return None,
    };
    let end = token.start + open as u32;
    Some((Span { end, ..token }, role))
}
