//! A number and the words around it: what it measures, and whether it is an aim.

mod aim;
mod forms;
mod words;

use super::indicator::{Surroundings, before_year, indicator, is_bare, lead_in, subject};
use super::number::Number;
use crate::text::Span;

use super::clause;
use super::target::Told;
use words::{FOUNDS, holds_for_time, is_predicate};
pub(super) use words::{is_counted, unbroken};

/// A number and the words around it.
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: Span,
    pub(super) number: &'a Number,
    /// Where its clause begins.
    pub(super) clause: u32,
    /// Where its clause begins, with the items of a list before its own.
    pub(super) whole: u32,
    /// Where the number before it in the sentence ends.
    pub(super) previous: Option<u32>,
    /// Whether the text before says by when (到2025年).
    pub(super) is_due: bool,
    /// Whether the sentence tells of a list that is published, or tells applicants what to do.
    pub(super) is_announced: bool,
    /// Whether it stands in a plan, and its clause begins with a verb.
    pub(super) is_task: bool,
}

impl<'a> Around<'a> {
    /// From the clause's beginning to the number.
    pub(super) fn before(&self) -> &'a str {
        &self.text[self.clause as usize..self.number.span.start as usize]
    }

    /// From the number before, or the clause's beginning, to the number.
    pub(super) fn near(&self) -> &'a str {
        let start = self.previous.map_or(self.clause, |previous| previous.max(self.clause));
        &self.text[start as usize..self.number.span.start as usize]
    }

    /// From the number to the end of the sentence.
    pub(super) fn after(&self) -> &'a str {
        &self.text[self.number.span.end as usize..self.sentence.end as usize]
    }

    /// The words before the number, without what opens the clause.
    pub(super) fn lead(&self) -> &'a str {
        lead_in(self.near()).trim_end()
    }

    /// From those words to the number.
    pub(super) fn lead_span(&self) -> Span {
        let end = self.number.span.start;
        Span {
            start: end - lead_in(self.near()).len() as u32,
            end,
        }
    }

    /// The clause up to the number, with the items of a list before its own.
    fn with_items(&self) -> &'a str {
        &self.text[self.whole as usize..self.number.span.start as usize]
    }

    /// The same, without what opens the clause.
    pub(super) fn whole_clause(&self) -> &'a str {
        lead_in(self.with_items())
    }

    /// Whether a word before the number says that it is the least or the most (超过, 不少于).
    pub(super) fn is_bounded(&self) -> bool {
        let printed = self.number.span.of(self.text);
        printed.starts_with(['超', '突', '不', '高', '大', '小', '控'])
            || printed.starts_with("至少") && self.upto().contains(['每', '各'])
    }

    /// The sentence up to the number.
    pub(super) fn upto(&self) -> &'a str {
        &self.text[self.sentence.start as usize..self.number.span.start as usize]
    }

    /// The clause in which the bracket opens that the number stands in.
    pub(super) fn outer(&self) -> Option<&'a str> {
        let inner = &self.text[self.sentence.start as usize..self.clause as usize];
        let open = inner
            .rfind(['（', '('])
            .filter(|at| !inner[*at..].contains(['）', ')']))?;
        let open = self.sentence.start + open as u32;
        let from = clause::starts(self.text, self.sentence.start, open).item;
        Some(&self.text[from as usize..open as usize])
    }

    /// 确定了140个, 连续11年保持在50%以上: it has been reached, whatever the text around it promises.
    pub(super) fn is_done(&self) -> bool {
        let near = self.near().trim_end();
        let wishes = ["力争", "确保", "努力", "争取", "要", "将"];
        let mut lasting = near.match_indices('连');
        let lasts = lasting.find_map(|(at, _)| near[at..].strip_prefix("连续"));
        let strives = || wishes.iter().any(|word| self.before().contains(word));
        near.ends_with('了') || lasts.is_some_and(holds_for_time) && !strives()
    }

    /// Whether its clause speaks of the present, whatever year the text spoke of before.
    pub(super) fn is_now(&self) -> bool {
        let clause = self.before();
        ["目前", "现已", "当前", "截至目前"]
            .iter()
            .any(|word| clause.starts_with(word))
            || self.upto().starts_with("目前")
    }

    /// 设立规模100亿元的产业基金: the number is the size of what is founded.
    pub(super) fn founded(&self) -> Option<String> {
        let near = self.near().trim_end();
        if !self.number.unit.ends_with('元') {
            return None;
        }
        let verb = ["首期规模", "总规模", "规模", ""].iter().find_map(|size| {
            let words = near.strip_suffix(size)?;
            FOUNDS.iter().find(|verb| words.ends_with(**verb))
        })?;
        let rest = self.after().trim_start_matches("规模").trim_start_matches('的');
        let end = rest.find("基金").or_else(|| rest.find("资金"))? + "基金".len();
        let end = end
            + if rest[end..].starts_with('”') {
                '”'.len_utf8()
            } else {
                0
            };
        let fund = &rest[..end];
        let is_one = !fund.contains(['，', '。', '；', '、', '：', '（']) && fund.chars().count() <= 20;
        is_one.then(|| format!("{verb}{fund}规模"))
    }

    /// 投资5亿元建设铁路: what the money is spent on.
    pub(super) fn invested(&self) -> Option<String> {
        let rest = self.after();
        let builds = || {
            ["建设", "新建", "改造", "实施"]
                .iter()
                .any(|verb| rest.starts_with(verb))
        };
        if !self.number.unit.ends_with('元') || !self.near().trim_end().ends_with("投资") || !builds() {
            return None;
        }
        let end = rest.find(['，', '。', '；', ',', '、', '（'])?;
        let works = &rest[..end];
        (works.chars().count() <= 20 && !works.contains(|c: char| c.is_ascii_digit())).then(|| format!("投资{works}"))
    }

    /// The words that name what it measures.
    pub(super) fn indicator(&self) -> String {
        let clause = match self.previous {
            Some(end) if end > self.clause => self
                .before()
                .split(|c: char| c.is_ascii_digit())
                .next()
                .unwrap_or_default(),
            _ => self.before(),
        };
        let around = Surroundings {
            near: self.near(),
            clause,
            after: self.after(),
        };
        let words = unbroken(indicator(self.number, around));
        match self.partner() {
            Some(with) if !words.is_empty() => format!("{with}{words}"),
            _ => words,
        }
    }

    /// 与 of 与39个国家缔结118对友城 and of 与16个国家签署协议: those that are counted are partners.
    fn partner(&self) -> Option<char> {
        let before = self.before();
        let opening = before.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let word = opening
            .trim()
            .trim_start_matches(['已', '先', '后', '累', '计', '共', '并']);
        let goes_on = opening.len() == before.len() || self.near().starts_with(char::is_alphabetic);
        let mut letters = word.chars().filter(|_| goes_on);
        let first = letters.next().filter(|c| matches!(c, '与' | '同'));
        first.filter(|_| letters.next().is_none())
    }

    /// What its own clause speaks of.
    pub(super) fn own_subject(&self) -> String {
        subject(self.before())
    }

    /// Whether the words before lead up to the value: 增长到, 增至2021年.
    pub(super) fn reaches(&self) -> bool {
        let near = self.near().trim_end().trim_end_matches('的');
        before_year(near).unwrap_or(near).ends_with(['到', '至', '为'])
    }

    /// 其中企业410万户, 学位135个（小学45个）: a short name with the thing it is a part of.
    pub(super) fn within(&self, told: &[Told], words: String) -> String {
        let part = || {
            let whole = told.last().filter(|told| !told.is_shared && told.end <= self.clause)?;
            (words.chars().count() <= 3 && self.near().starts_with("其中")).then_some(whole)
        };
        match part().or_else(|| self.divided(told, &words)) {
            Some(whole) => format!("{}其中{words}", whole.subject),
            None => words,
        }
    }

    /// What was told of right before the bracket that the number stands in, in the same unit.
    fn divided<'t>(&self, told: &'t [Told], words: &str) -> Option<&'t Told> {
        let inner = &self.text[self.sentence.start as usize..self.number.start as usize];
        let open = inner
            .rfind(['（', '('])
            .filter(|at| !inner[*at..].contains(['）', ')']))?;
        let unit = self.number.unit.chars().next_back()?;
        let alike = inner[..open].ends_with(unit) && words.chars().count() <= 6 && self.near().ends_with(words);
        let whole = (self.sentence.start as usize + open) as u32;
        told.iter().find(|told| alike && told.end == whole)
    }

    /// The thing that the words before speak of, where its own clause names none: what was told of last, or what the
    /// clause before is about.
    pub(super) fn subject_before(&self, told: &[Told]) -> Option<String> {
        let (mut start, mut end) = (self.clause, self.number.span.start);
        for _ in 0..4 {
            if let Some(told) = told.last().filter(|told| told.end >= start && told.end <= end) {
                return (!told.is_shared).then(|| told.subject.clone());
            }
            let clause = &self.text[start as usize..end as usize];
            let found = subject(clause);
            if !is_bare(&found)
                && !is_predicate(&found)
                && (end < self.number.span.start || clause.contains(|c: char| c.is_ascii_digit()))
            {
                return Some(found);
            }
            let before = &self.text[self.sentence.start as usize..start as usize];
            let stop = before
                .chars()
                .next_back()
                .filter(|c| matches!(c, '，' | ',' | '、' | '（' | '('))?;
            end = start - stop.len_utf8() as u32;
            start = clause::starts(self.text, self.sentence.start, end).item;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TargetKind;
    use crate::relate::number::numbers;

    /// What is asked of the last number of a sentence.
    fn last<T>(text: &str, ask: impl Fn(&Around<'_>) -> T) -> T {
        let sentence = Span::new(0, text.len());
        let all = numbers(text, sentence);
        let number = all.last().expect("the sentence has a number");
        let starts = clause::starts(text, 0, number.span.start);
        ask(&Around {
            text,
            sentence,
            number,
            clause: starts.item,
            whole: starts.clause,
            previous: all.len().checked_sub(2).map(|at| all[at].span.end),
            is_due: false,
            is_announced: false,
            is_task: text.starts_with("招募"),
        })
    }

    #[test]
    fn bare_words_take_the_thing_before() {
        for (text, subject) in [
            ("肉牛屠宰加工量突破80万只、增长54%", Some("肉牛屠宰加工量")),
            ("粮食产量再创新高，增长5%", Some("粮食产量")),
            ("旅客吞吐量突破9万人次、居全国前列、增长5%", Some("旅客吞吐量")),
            ("预算收入从3亿元增长到4亿元", Some("预算收入")),
            ("主要目标是：增长5%", None),
        ] {
            let found = last(text, |around| around.subject_before(&[]));
            assert_eq!(found.as_deref(), subject, "{text}");
        }
    }

    #[test]
    fn what_has_been_done() {
        for (text, expected) in [
            ("确定了5个", true),
            ("支出占比连续11年保持在50%以上", true),
            ("粮食产量连续五年稳定在80万吨以上", true),
            ("力争产量连续3年增长5%", false),
            ("连续5年每年选派1000名", false),
            ("占比达到50%以上", false),
        ] {
            assert!(last(text, |around| around.is_done() == expected), "{text}");
        }
    }

    #[test]
    fn partners_are_told_of_with_what_is_counted() {
        for (text, words) in [
            ("累计与39个国家缔结118对友城。", "与国家缔结友城"),
            ("已与16个国家签署协议。", "与国家签署协议"),
            ("新增企业5家、项目8个", "项目"),
        ] {
            assert!(last(text, |around| around.indicator() == words), "{text}");
        }
    }

    #[test]
    fn a_task_of_a_plan_is_told_by_its_verb() {
        for (text, aim) in [
            ("招募西部计划志愿者3000名。", true),
            ("招募志愿者3000名的", false),
            ("招募文章3篇。", false),
            ("志愿者3000名。", false),
        ] {
            let found = last(text, |around| around.is_aim(TargetKind::Target));
            assert_eq!(found, aim, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_aims() {
        for (text, aim) in [
            ("支持甲、乙、丙3个实验室", false),
            ("建成甲园、乙园等园区，新增实验室3个", true),
            ("落实“20条", false),
            ("高出年度计划目标2.7个百分点。", false),
            ("剩余3项正在按计划整改，", false),
            ("作为省政府23个组成部门之一。", false),
            ("集成电路产业规模占全市75%、占全国五分之一。", true),
            ("建立年综合能耗5000吨标准煤及以上重点用能单位档案", false),
            ("减少碳排放2500吨以上、达到标准的， 给予奖励", false),
            ("每10万人", false),
            ("落实“民营经济20条”政策", false),
            ("总结优秀的，每家奖励10万元", false),
            ("设立规模100亿元的未来产业基金", true),
            ("给予最高30%支持", false),
            ("可分配房源不足3套时，按序选择", false),
            ("对每个单位，推荐项目不超过3项", false),
            ("检查边坡高度超过200米的矿山", false),
            ("打造面积不低于1万平方米的园区", true),
            ("打造面积1万平方米的园区，", true),
            ("城镇新增就业45万人以上的目标", true),
            ("对新增营收达到2亿元的企业给予奖励", false),
            ("每增加一人增加500元", false),
            ("兑现标准为每分700元", false),
            ("低保标准提高到每月815元", true),
            ("新增项目，原计划600万元", false),
            ("考核分为6项", false),
            ("与3个国家缔结友城", true),
            ("补助资金用于产业的比重力争提高到60%以上", true),
            ("沙化土地治理30万亩", true),
            ("新增绿色工厂20家、绿色工业园区12个", true),
            ("支持东城区、西城区2个", false),
            ("新增普及普惠县18个", true),
            ("投资5亿元建设铁路，", true),
            ("对季度销售额未超过30万元的小规模纳税人免征", false),
        ] {
            let found = last(text, |around| around.is_aim(TargetKind::Achieved));
            assert_eq!(found, aim, "{text}");
        }
    }
}
