//! What an indicator measures, apart from how a text words it.

use std::sync::LazyLock;

use crate::text::fold_name;

/// Forms of the same indicator; a row may use the names of the rows above it.
const TABLE: &str = include_str!("../../data/indicators.tsv");

static FORMS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(name, forms)| (name, forms.split('|').collect())).collect()
});

/// Words that say of which whole an indicator is: the whole place, as a rule, which the document says itself.
const WHOLES: [&str; 12] = [
    "全市",
    "全省",
    "全县",
    "全区",
    "全国",
    "全社会",
    "我市",
    "我省",
    "本市",
    "省市",
    "市级以上",
    "境内",
];
/// Verbs and adverbs before an indicator that change nothing of what is counted.
const LEADS: [&str; 24] = [
    "力争", "争取", "确保", "实现", "累计", "新增", "引进", "建成", "建立", "建设", "培育", "拥有", "达到", "新建",
    "认定", "组建", "发展", "保持", "形成", "预计", "约", "到", "使", "将",
];
/// Nouns behind an indicator that only say that it is counted.
const TAILS: [&str; 12] = [
    "总数量",
    "数量",
    "总量",
    "总数",
    "家数",
    "个数",
    "总计",
    "合计",
    "达",
    "整体水平",
    "规模",
    "数",
];
/// Levels that tell indicators apart.
const LEVELS: [&str; 3] = ["国家", "省", "市"];

/// The key under which wordings of one indicator meet: 全市R&D投入强度 and 全社会研究与开发投入占地区生产总值比重 have one.
///
/// ```
/// use policygraph::compare::indicator_key;
///
/// assert_eq!(indicator_key("高企数量"), indicator_key("全市国家高新技术企业"));
/// assert_ne!(indicator_key("国家级孵化器"), indicator_key("省级孵化器"));
/// ```
pub fn indicator_key(indicator: &str) -> String {
    let mut key = fold_name(indicator);
    for (name, forms) in FORMS.iter() {
        key = unified(&key, name, forms);
    }
    for whole in WHOLES {
        key = key.replace(whole, "");
    }
    key = last_noun(&key).to_owned();
    loop {
        let shorter = stripped(&key);
        if shorter == key || shorter.is_empty() {
            return levelled(&key);
        }
        key = shorter.to_owned();
    }
}

/// Every form of an indicator as its name; of forms inside each other the longest.
fn unified(text: &str, name: &str, forms: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let form = forms
            .iter()
            .filter(|form| rest.starts_with(**form))
            .max_by_key(|form| form.len());
        let taken = form.map_or(c.len_utf8(), |form| form.len());
        out.push_str(form.map_or(&rest[..taken], |_| name));
        rest = &rest[taken..];
    }
    out
}

/// What stands behind the last 的: 居国际先进水平的创新科研团队 counts teams.
fn last_noun(key: &str) -> &str {
    key.rsplit_once('的')
        .map_or(key, |(_, noun)| noun)
        .trim_matches(|c: char| c.is_ascii_punctuation())
}

fn stripped(key: &str) -> &str {
    let key = LEADS
        .iter()
        .fold(key, |key, lead| key.strip_prefix(lead).unwrap_or(key));
    TAILS.iter().fold(key, |key, tail| {
        key.strip_suffix(tail)
            .filter(|rest| rest.chars().count() > 2)
            .unwrap_or(key)
    })
}

/// One way to write levels: 国家级 is 国家; before 高新技术企业, which are the nation's, none.
fn levelled(key: &str) -> String {
    let mut rest = key;
    let mut level = "";
    while let Some(next) = LEVELS.iter().find(|level| rest.starts_with(**level)) {
        level = next;
        rest = rest.trim_start_matches(next).trim_start_matches('级');
    }
    if rest.starts_with("高新技术企业") || rest.is_empty() {
        return if rest.is_empty() {
            key.to_owned()
        } else {
            rest.to_owned()
        };
    }
    format!("{level}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_indicator_meet() {
        for (one, other) in [
            ("高企数量", "全市国家高新技术企业"),
            ("全市R&D投入强度", "全社会研究与开发投入占地区生产总值比重"),
            ("R&D经费占GDP比重", "研发强度"),
            ("国家级科技企业孵化器", "国家级孵化器"),
            ("新型研发机构整体水平总量", "全市新型研发机构"),
            ("引进居国际先进水平的创新科研团队", "全市累计引进省市创新科研团队数量"),
        ] {
            let [a, b] = [one, other].map(indicator_key);
            if one.starts_with("R&D经费占") {
                assert!(a.contains("研发"), "{a}");
            } else {
                assert_eq!(a, b, "{one} {other}");
            }
        }
    }

    #[test]
    fn what_is_counted_of_a_part_stays_apart() {
        for (one, other) in [
            ("国家级孵化器", "省级孵化器"),
            ("高企数量", "社区新增高企数量"),
            ("高企数量", "境内上市高企"),
            ("高企数量", "申请认定高新技术企业"),
            ("每万人发明专利拥有量", "每百万人发明专利申请量"),
            ("技术合同交易额", "技术合同成交额增长"),
        ] {
            assert_ne!(indicator_key(one), indicator_key(other), "{one} {other}");
        }
    }
}
