//! What the words around units say: which make a duty, which only look so.

use std::sync::LazyLock;

use crate::lexicon::Cue;
use crate::model::Role;
use crate::recognise::{DUTIES, SHORT_FORM};
use crate::text::WordList;

/// Forms of the words of responsibility that name somebody or something and give nobody a duty.
const NOUNS: &str = "
    负责人 负责同志 负责制 直接负责的 分级负责 敢于负责 协调配合 责任单位 责任部门 主办方 主办券商
    承办方 协办方 牵头部门 牵头单位 相互配合 密切配合 协同配合
";

/// The same, to be looked for at once.
static ANY_NOUN: LazyLock<WordList> = LazyLock::new(|| WordList::new(NOUNS));

/// Whether every word of responsibility in a sentence is part of such a noun.
pub(in crate::relate) fn is_only_a_noun(sentence: &str) -> bool {
    if !ANY_NOUN.is_in(sentence) {
        return !Cue::Duty.is_in(sentence);
    }
    // 负责制定 is a duty, 负责制 is none.
    let mut rest = sentence.replace("负责制定", "负责");
    for noun in NOUNS.split_whitespace() {
        if rest.contains(noun) {
            rest = rest.replace(noun, "");
        }
    }
    !Cue::Duty.is_in(&rest)
}

/// Whether the word of responsibility stands behind somebody whom the text supports or asks (支持龙头企业牵头…): it tells what
/// may be done, by whoever will.
pub(in crate::relate) fn is_wish(sentence: &str) -> bool {
    const WISHES: [&str; 6] = ["支持", "鼓励", "引导", "推动", "允许", "吸引"];
    const SOMEBODY: [&str; 8] = ["企业", "高校", "院所", "机构", "社会组织", "团队", "力量", "单位"];
    let clauses = sentence
        .split(['，', '。', '；'])
        .filter(|clause| Cue::Duty.is_in(clause));
    clauses.into_iter().all(|clause| {
        let word = Cue::Duty.first_in(clause).unwrap_or(0);
        let before = &clause[..word];
        WISHES.iter().any(|wish| before.contains(wish)) && SOMEBODY.iter().any(|who| before.contains(who))
    })
}

/// What behind the units makes it a duty, with its role; the longer before those that begin them.
pub(super) const BEHIND: [(&str, Role); 19] = [
    ("负责牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("负责", Role::Responsible),
    ("具体负责", Role::Responsible),
    ("具体承担", Role::Responsible),
    ("统一负责", Role::Responsible),
    ("承办", Role::Responsible),
    ("组织实施", Role::Responsible),
    ("联合组织", Role::Responsible),
    ("联合开展", Role::Responsible),
    ("组织开展", Role::Responsible),
    ("会同", Role::Lead),
    ("商", Role::Lead),
    ("配合", Role::Support),
    ("协助", Role::Support),
    ("协办", Role::Support),
    ("参与", Role::Support),
    ("参加", Role::Support),
];

/// What after 由 and the units makes it a duty.
pub(super) const AFTER_BY: [&str; 21] = [
    "统筹", "组织", "制定", "审核", "审批", "受理", "承担", "实施", "监督", "管理", "解释", "办理", "落实", "会商",
    "另行", "具体", "协调", "开展", "责令", "作出", "主持",
];

/// What begins with a verb of duty and is none.
static NO_DUTY: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        负责人 负责同志 负责的 负责制 参与单位 参与的 配合单位 商务 商业 商会 商定 商议 牵头单位 牵头部门 参加单位
        ",
    )
});

/// What makes a leader, a carrier or a partner of whom it is said: 甲为牵头单位.
pub(super) const APPOINTED: [(&str, Role); 9] = [
    ("为牵头单位", Role::Lead),
    ("为牵头部门", Role::Lead),
    ("是牵头单位", Role::Lead),
    ("是牵头部门", Role::Lead),
    ("为责任单位", Role::Responsible),
    ("为责任部门", Role::Responsible),
    ("为责任主体", Role::Responsible),
    ("为配合单位", Role::Support),
    ("为协办单位", Role::Support),
];

/// Words between the units and the verb.
static BETWEEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        ： : 主要 行政管理部门 行政主管部门 主管部门 行政执法部门 监管部门 相关责任部门 有关责任单位 各有关部门 等 有关部门 相关部门 部门 单位 要 应当 应 将 须
        共同 分别 具体 统一 按照职责分工 按职责分工 按照职责 按职责 按照分工 按照规定职责 按照规定 按规定 按照各自职责
        按各自职责 依照各自职责 依职责 依照职责分工 依照职责 按照各自的职责 按照各自的职权 按照各自职权 依照各自职权
        在各自的职责范围内 按照各自职责和本条例规定 按照各自职责和本办法规定 按照职责和本条例规定 积极 切实 密切 全力 大力 主动 相关单位 有关单位 — ─
        根据职责 按照各自职责分工 按各自职责分工 根据职责分工 根据各自职责 依据职责分工 依据各自职责 结合各自职责
        在各自职责范围内 在各自的职责范围内 在职责范围内 按照部门职责分工 归口 全面 依法 和
        ",
    )
});

/// Whether what stands behind a unit begins like a verb of duty and is none; 负责制定 is one, 负责制 none.
pub(super) fn is_no_duty(after: &str) -> bool {
    NO_DUTY.begins(after) && !DUTIES.iter().any(|duty| after.starts_with(duty))
}

/// 甲主办的大赛, 甲联合组织开发的方案: the verb only says whose the thing behind it is.
pub(super) fn is_attribute(after: &str) -> bool {
    const BARE: [&str; 3] = ["牵头的", "负责牵头的", "会同的"];
    const VERBS: [&str; 5] = ["主办", "承办", "联合组织", "联合开展", "组织实施"];
    let describes = |rest: &str| rest.chars().take(4).any(|c| c == '的');
    let mut verbs = VERBS.iter().filter_map(|verb| after.strip_prefix(verb));
    BARE.iter().any(|words| after.starts_with(words)) || verbs.any(describes)
}

/// 甲、乙按照职责分工，做好…: the work that a clause divides among its units, without another verb of duty.
pub(super) fn divides_work(printed: &str, after: &str) -> bool {
    let passed = &printed[..printed.len() - after.len()];
    let is_help = ["配合", "支持", "密切", "加强配合", "协同"]
        .iter()
        .any(|word| after.trim_start_matches(['，', ',']).starts_with(word));
    passed.contains("职责") && !after.is_empty() && !after.starts_with(['。', '；', '的']) && !is_help
}

/// What stands behind a list that 等部门 closes, where a bracket gives all of them a short form: 等部门｜（以下统称…）.
pub(super) fn behind_list(after: &str) -> &str {
    let closes = ["等部门", "等有关部门", "等相关部门", "等单位", "等有关单位"];
    let behind = closes.iter().find_map(|close| after.strip_prefix(close));
    behind.filter(|rest| rest.starts_with(['（', '('])).unwrap_or(after)
}

/// What stands behind a name, without the bracket that gives it a short form or names its second plate.
pub(super) fn without_short_form(after: &str) -> &str {
    let inner = after
        .strip_prefix(['（', '('])
        .filter(|inner| SHORT_FORM.iter().any(|word| inner.starts_with(word)) || is_plate(inner));
    inner
        .and_then(|inner| inner.split_once(['）', ')']))
        .map_or(after, |(_, rest)| rest)
}

/// Whether a bracket holds one name of a body and nothing else: 经济发展局（安全生产监管局）.
fn is_plate(inner: &str) -> bool {
    let name = inner.split(['）', ')']).next().unwrap_or_default();
    let width = name.chars().count();
    (3..=16).contains(&width)
        && (name.ends_with(['局', '委', '办', '室', '心', '会']) || name.ends_with("人民政府"))
        && name.chars().all(char::is_alphabetic)
}

static DONE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        制定了 制订了 拟定了 拟订了 起草了 编制了 印发了 开展了 研究了 提出了 修订了 发布了 联合印发 形成了 出台了 完成了
        召开了 组织了 进行了 建立了 公布了
        ",
    )
});

/// What says that something was done.
pub(super) static PAST: LazyLock<WordList> = LazyLock::new(|| WordList::new("近年来 五年来 一年来 去年"));

/// Whether the verb tells of what was done: 会同有关部门研究制定了….
pub(super) fn is_done(after: &str) -> bool {
    // All but one of these verbs (联合印发) end in 了, and most clauses hold neither.
    if !after.contains('了') && !after.contains('印') {
        return false;
    }
    let clause = after.split(['，', '。', '；']).next().unwrap_or(after);
    DONE.is_in(clause)
}

/// The word of 甲｜要加强… that bids whom the text names before it, and no noun that begins with the same character (要求, 应急).
pub(super) fn bid(after: &str) -> Option<&'static str> {
    const BIDS: [&str; 5] = ["应当", "必须", "要", "应", "须"];
    const NOUNS: [&str; 25] = [
        "要求", "要素", "要点", "要件", "要闻", "要务", "要害", "要案", "要情", "要事", "要员", "要么", "要约", "应急",
        "应对", "应用", "应届", "应收", "应付", "应邀", "应聘", "应税", "应战", "须知", "要塞",
    ];
    let bid = BIDS.into_iter().find(|bid| after.starts_with(bid))?;
    (!NOUNS.iter().any(|noun| after.starts_with(noun))).then_some(bid)
}

/// 甲承担…任务, 甲对…工作负总责: what is a duty by how its clause ends.
pub(super) fn is_carried(after: &str) -> bool {
    let clause = after.split(['，', '。', '；', ',', '、']).next().unwrap_or(after);
    let ends = |words: &[&str]| words.iter().any(|word| clause.ends_with(word));
    let carries = after.starts_with("承担") && !clause.contains(['了', '着', '过']) && !clause.contains("责任的");
    carries && ends(&["任务", "工作", "职责"])
        || after.starts_with('对') && ends(&["负总责", "总负责", "负总的责任", "负全面责任"])
}

/// The role of which a clause says what a unit is: 甲是…的牵头单位, 甲是…的主管部门.
pub(super) fn is_said_to_be(after: &str) -> Option<Role> {
    const BEINGS: [(&str, Role); 7] = [
        ("牵头单位", Role::Lead),
        ("牵头部门", Role::Lead),
        ("责任主体", Role::Responsible),
        ("责任单位", Role::Responsible),
        ("责任部门", Role::Responsible),
        ("主管部门", Role::Responsible),
        ("主管机关", Role::Responsible),
    ];
    let clause = after.strip_prefix(['是', '为'])?;
    let clause = clause.split(['，', '。', '；', ',', '、']).next().unwrap_or(clause);
    let being = BEINGS.iter().find(|(being, _)| clause.ends_with(being))?;
    Some(being.1)
}

/// 甲履行下列职责：…: what a list below says is the duty.
pub(super) fn is_listed_below(after: &str) -> bool {
    let verbs = ["履行", "行使", "承担"];
    let behind = verbs.iter().find_map(|verb| after.strip_prefix(verb));
    let behind = behind.and_then(|behind| {
        ["下列", "以下", "如下"]
            .iter()
            .find_map(|word| behind.strip_prefix(word))
    });
    behind.is_some_and(|behind| {
        let clause = behind.split(['：', ':', '，', '。']).next().unwrap_or(behind);
        ["职责", "职能", "工作职责", "职权", "任务"]
            .iter()
            .any(|noun| clause.ends_with(noun))
    })
}

/// 请甲配合…: whom the issuer asks, not whom somebody asks (提请, 申请).
pub(super) fn is_asked(before: &str) -> bool {
    before
        .strip_suffix('请')
        .is_some_and(|head| !head.ends_with(['提', '申', '商', '邀', '聘', '报', '呈', '恳']))
}

/// Whether the words before a unit make it part of a description: 适用于省科技厅负责审批的项目.
pub(super) fn is_defined(before: &str) -> bool {
    [
        "适用于",
        "属于",
        "是指",
        "包括",
        "经",
        "报",
        "提请",
        "商请",
        "报请",
        "邀请",
    ]
    .iter()
    .any(|word| before.ends_with(word))
}

/// What stands behind the kind that closes a list: 等省级主管部门（单位）｜牵头.
fn behind_kind(after: &str) -> Option<&str> {
    let described = after.strip_prefix('等')?;
    let (at, kind) = ["部门", "单位", "机构"]
        .iter()
        .filter_map(|kind| Some((described.find(kind)?, kind)))
        .min()?;
    let is_short = described[..at].chars().count() <= 8 && described[..at].chars().all(char::is_alphabetic);
    let rest = &described[at + kind.len()..];
    let bare = [
        "单位",
        "机构",
        "（单位）",
        "(单位)",
        "（部门）",
        "(部门)",
        "（机构）",
        "(机构)",
    ]
    .iter()
    .find_map(|bracket| rest.strip_prefix(bracket))
    .unwrap_or(rest);
    is_short.then_some(bare)
}

/// Without the words that may stand between the units and the verb.
pub(super) fn behind(after: &str) -> &str {
    let after = without_counted_governments(after.trim_start_matches([' ', '\u{3000}']));
    let charged = behind_kind(after).filter(|rest| BEHIND.iter().any(|(verb, _)| rest.starts_with(verb)));
    let after = charged.unwrap_or(after);
    // 甲等部门｜和各县政府积极配合
    let ends = ["等部门", "等单位", "等有关部门", "等相关部门"];
    let listed = ends.iter().find_map(|end| after.strip_prefix(end));
    let after = listed
        .filter(|rest| rest.starts_with(['和', '及', '以']))
        .unwrap_or(after);
    // 甲，｜按照各自职责负责…; 甲等部门，｜按照各自职责，对….
    let behind_list = behind_kind(after).unwrap_or(after);
    let by_duties = behind_list.strip_prefix('，').filter(|rest| {
        let (clause, next) = rest.split_once('，').unwrap_or((rest, ""));
        let acts = || clause.ends_with("职责") && next.starts_with(['对', '做', '加', '开', '负', '依']);
        rest.starts_with(['按', '依', '在']) && clause.contains("职") && (clause.contains("负责") || acts())
    });
    let after = by_duties.unwrap_or(after);
    without_others(after).unwrap_or_else(|| without_words_between(after))
}

/// What stands behind those named by their kind alone with whom a list ends, where a verb of duty does: 甲、乙｜以及其他有关
/// 机构｜负责.
fn without_others(after: &str) -> Option<&str> {
    let rest = ["以及", "、", "和", "与", "及"]
        .iter()
        .find_map(|joint| after.strip_prefix(joint))?;
    let kinds = ["其他", "其它", "有关", "相关", "各"];
    kinds.iter().find(|kind| rest.starts_with(**kind))?;
    let reach = rest
        .char_indices()
        .take(WIDEST_KIND)
        .take_while(|(_, c)| c.is_alphabetic());
    let ends = reach.map(|(at, c)| at + c.len_utf8());
    let mut closed = ends.filter(|end| KINDS.iter().any(|kind| rest[..*end].ends_with(kind)));
    closed.find_map(|end| {
        let behind = without_words_between(&rest[end..]);
        let charges = |verb: &&str| behind.starts_with(*verb);
        let verbs = BEHIND.iter().map(|(verb, _)| verb).chain(&AFTER_BY);
        verbs.into_iter().any(charges).then_some(behind)
    })
}

/// How those end who are named by their kind.
const KINDS: [&str; 14] = [
    "部门",
    "单位",
    "机构",
    "组织",
    "企业",
    "政府",
    "委员会",
    "乡镇",
    "镇街",
    "县区",
    "市区",
    "街道",
    "园区",
    "地区",
];
/// The longest such kind, in characters.
const WIDEST_KIND: usize = 18;

fn without_words_between(mut after: &str) -> &str {
    while let Some(length) = BETWEEN.beginning(after) {
        after = &after[length..];
    }
    after
}

/// Without what the places of a list share behind the last of them: 武汉、鄂州｜2市人民政府.
fn without_counted_governments(after: &str) -> &str {
    let count = after.trim_start_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    if count.len() == after.len() {
        return after;
    }
    let kind = count
        .trim_start_matches('个')
        .trim_start_matches(['省', '市', '县', '区', '镇', '州', '旗']);
    let government = ["人民政府", "政府"].iter().find_map(|ending| kind.strip_prefix(ending));
    government.unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_charges_is_a_cue() {
        let verbs = BEHIND.iter().chain(&APPOINTED).map(|(words, _)| *words);
        for words in verbs.chain(["由", "作为牵头部门", "应当", "按职责"]) {
            assert!(Cue::Charge.is_in(words), "{words}");
        }
    }
}
