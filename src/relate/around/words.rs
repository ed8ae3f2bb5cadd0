//! What the words around a number say: verbs of intent, words of grants, units that count.

use std::sync::LazyLock;

use crate::text::{WordList, is_ideograph, is_numeral};

/// Verbs of intent.
pub(super) static INTENT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        达到 达 力争 争取 确保 超过 突破 实现 新增 引进 培育 培养 建成 建设 认定 完成 推广 申报
        增长 提高 提升 下降 降低 选择 凝炼 打造 数量 覆盖 不少于 不低于 增加 布局 组建 建立 发展
        举办 形成 集聚 持 支持 遴选 总量 翻 新建 扩大到 扩大至 稳定在 降到 降至 控制在
        压缩至 压缩到 压减至 压减到 缩短至 缩短到 缩减至 缩减到
        ",
    )
});
/// Verbs of what is done in so many places or to so many things; as nouns they say nothing (实施日期), so that they count
/// in the number's own clause only.
pub(super) static DOES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "实施 改造 孵化 引育 研制 开发 创建 招引 开放 培训 更新 整治 加装 选派 输转 续建 净增 创成 开行 扩建 改建 改扩建 栽植 推选 发动 转化 搬迁 脱贫 查处 构建 制修订",
    )
});
/// Verbs of what is done where they open the item; elsewhere they are nouns (治理能力, 发行价格).
pub(super) static OPENS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        治理 造林 种草 发放 发行 投放 安排 减少 压减 接待 办理 落地 打通 筹建 筹集 新开 开通 开工 竣工 促成 储备 修复
        抚育 绿化 供应 巩固 惠及 植树 营造林 服务 直接服务 推动 加强与
        ",
    )
});
/// Those that may stand behind their object (沙化土地治理30万亩).
pub(super) const CLOSES: [&str; 5] = ["治理", "改良", "造林", "抚育", "绿化"];
/// What stands before 区, 县 and 镇 in a kind of them (示范区, 强县): names of places seldom end so.
pub(super) const KINDS: &str = "园小街景社片聚范导试护务验发改户学强进惠衡点军展名村色城乡区市";
/// Words of money granted, not of aims; 不超过 is one too, but for a number that it bounds.
pub(super) static GRANTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        给予 奖励 补贴 补助 资助 最高 抵扣 扣除 投资额的 贴息 每家 一次性 按照 罚款 注册资本 优惠
        分期 放宽 最多 年度总额 未超过 被超过
        ",
    )
});
/// Verbs whose object may be a fund.
pub(super) const FOUNDS: [&str; 6] = ["设立", "组建", "成立", "建立", "筹建", "发起"];

/// Whether the words are a number of years, quarters or months, and that a value holds for them (11年保持在): not 5年每年选派.
pub(super) fn holds_for_time(words: &str) -> bool {
    const HOLDS: [&str; 10] = ["保持", "稳定", "维持", "超", "突破", "增长", "下降", "位", "居", "达"];
    let behind = words.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c) || c == '多');
    let time = ["年", "个季度", "个月"]
        .iter()
        .find_map(|unit| behind.strip_prefix(unit));
    let holds = |rest: &str| rest.is_empty() || HOLDS.iter().any(|verb| rest.starts_with(verb));
    behind.len() < words.len() && time.is_some_and(holds)
}

/// 成为最大的市场之一: a clause that says what its subject became has none of its own.
pub(super) fn is_predicate(clause: &str) -> bool {
    clause == "按照"
        || ["成为", "跃居", "位居", "跻身", "迈入", "迈上"]
            .iter()
            .any(|verb| clause.starts_with(verb))
}

/// Whether a unit counts things or people.
pub(in crate::relate) fn is_counted(unit: &str) -> bool {
    ["个", "家", "项", "名", "人", "件", "套", "篇", "条"]
        .iter()
        .any(|counted| unit.ends_with(counted))
}

/// Words without the blanks between their characters, where the copy had broken the line (城乡居 民).
pub(in crate::relate) fn unbroken(words: String) -> String {
    let is_break = |at: usize| {
        let (before, after) = (&words[..at], words[at..].trim_start());
        before.trim_end().ends_with(is_ideograph) && after.starts_with(is_ideograph)
    };
    if !words.contains(' ') {
        return words;
    }
    let letters = words.char_indices().filter(|(at, c)| *c != ' ' || !is_break(*at));
    letters.map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn blanks_of_broken_lines() {
        for (words, expected) in [
            ("城镇居 民收入", "城镇居民收入"),
            ("同比 增长", "同比增长"),
            ("PM 2.5 浓度", "PM 2.5 浓度"),
        ] {
            assert_eq!(unbroken(words.to_owned()), expected);
        }
    }
}
