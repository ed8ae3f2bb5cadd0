//! Forms that say what a number is: a share of some, what is planned, a value that leads to another.

use std::sync::LazyLock;

use super::Around;
use crate::relate::indicator::{lead_in, without_brackets};
use crate::relate::number::is_share;
use crate::text::WordList;

impl Around<'_> {
    /// 90%的市和70%的县达到三星级以上: a share of some that are to become something.
    pub(in crate::relate) fn share_of(&self) -> Option<String> {
        static BECOMES: LazyLock<WordList> =
            LazyLock::new(|| WordList::new("达到 达标 建成 实现 完成 配备 设有 建有 纳入 接入 通过 覆盖 具备 开展"));
        /// Longer ones tell more than whose share it is.
        const LONGEST: usize = 14;
        let lead = self.lead();
        let is_second = lead.starts_with('的') && lead.ends_with(['和', '与']);
        let opens = || is_second || matches!(lead, "" | "和" | "与" | "全市" | "全省" | "全县" | "全区" | "全国");
        if !is_share(&self.number.unit) || !opens() {
            return None;
        }
        let rest = without_brackets(self.after().strip_prefix('的')?);
        let clause = &rest[..rest.find(['，', '。', '；', ',', ';', '\n']).unwrap_or(rest.len())];
        // 达到较低等级、90%的煤矿达到…
        let next = clause.match_indices('、').map(|(at, _)| at);
        let mut next = next.filter(|at| clause[at + '、'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()));
        let clause = &clause[..next.next().unwrap_or(clause.len())];
        let (at, _) = BECOMES.found_in(clause).find(|(at, _)| *at > 0)?;
        let others = ["和", "与"].iter().filter_map(|join| clause[..at].find(join));
        let one = &clause[..others.min().filter(|at| clause[*at..].contains('%')).unwrap_or(at)];
        (one.chars().count() <= LONGEST && !one.contains(['、', '的'])).then(|| format!("{one}{}", &clause[at..]))
    }

    /// 计划总投资3亿元, 可达到150万千瓦: it is yet to be, whatever the text around it reports.
    pub(in crate::relate) fn is_planned(&self) -> bool {
        const PLANNED: [&str; 9] = [
            "计划总投资",
            "计划投资",
            "预计投资",
            "预计投资额",
            "预计总投资",
            "规划装机",
            "可达到",
            "预计可",
            "规划总投资",
        ];
        PLANNED.iter().any(|word| self.near().contains(word))
    }

    /// Whether it is to be reached in every year.
    pub(in crate::relate) fn is_yearly(&self) -> bool {
        lead_in(self.before()).starts_with("每年")
    }

    /// The word before the year of a value that leads to another: 从 and 到 of 从2024年的51%提高到2026年的70%.
    fn led_by_year(&self) -> Option<char> {
        let head = self.before().trim_end().strip_suffix("年的")?;
        let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let word = bare.chars().next_back()?;
        (head.len() - bare.len() == 4 && matches!(word, '从' | '由' | '到' | '至')).then_some(word)
    }

    /// 从2024年的51%提高到…: where a value starts from.
    pub(in crate::relate) fn starts_from_year(&self) -> bool {
        let clause = self.after().split(['，', '。', '；', ',']).next().unwrap_or_default();
        matches!(self.led_by_year(), Some('从' | '由')) && clause.contains(['到', '至'])
    }

    /// …提高到2026年的70%: the value that is reached.
    pub(super) fn ends_in_year(&self) -> bool {
        matches!(self.led_by_year(), Some('到' | '至')) && self.before().contains(['从', '由'])
    }
}
