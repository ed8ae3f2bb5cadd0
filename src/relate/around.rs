//! A number and the words around it: whether it is an aim, and what it measures.

use std::sync::LazyLock;

use super::indicator::{Surroundings, before_year, indicator, is_bare, subject};
use super::number::{Number, number_at};
use crate::model::TargetKind;
use crate::text::{Span, WordList};

use super::clause::{self, Stop};
use super::target::Told;

/// Verbs of intent.
static INTENT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        达到 达 力争 争取 确保 超过 突破 实现 新增 引进 培育 培养 建成 建设 认定 完成 推广 申报
        增长 提高 提升 下降 降低 选择 凝炼 打造 数量 覆盖 不少于 不低于 增加 布局 组建 建立 发展
        举办 形成 集聚 持 支持 遴选 总量 翻 新建
        ",
    )
});
/// Words of money granted, not of aims; 不超过 is one too, but for a number that it bounds.
static GRANTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        给予 奖励 补贴 补助 资助 最高 抵扣 扣除 投资额的 贴息 每家 一次性 按照 罚款 注册资本 优惠
        分期 放宽 最多 年度总额 未超过 被超过
        ",
    )
});
/// Verbs whose object may be a fund.
const FOUNDS: [&str; 6] = ["设立", "组建", "成立", "建立", "筹建", "发起"];

/// Whether a unit counts things or people.
fn is_counted(unit: &str) -> bool {
    ["个", "家", "项", "名", "人", "件", "套", "篇", "条"]
        .iter()
        .any(|counted| unit.ends_with(counted))
}

/// A number and the words around it.
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: Span,
    pub(super) number: &'a Number,
    /// Where its clause begins.
    pub(super) clause: u32,
    /// Where the number before it in the sentence ends.
    pub(super) previous: Option<u32>,
}

impl<'a> Around<'a> {
    /// From the clause's beginning to the number.
    fn before(&self) -> &'a str {
        &self.text[self.clause as usize..self.number.span.start as usize]
    }

    /// From the number before, or the clause's beginning, to the number.
    pub(super) fn near(&self) -> &'a str {
        let start = self.previous.map_or(self.clause, |previous| previous.max(self.clause));
        &self.text[start as usize..self.number.span.start as usize]
    }

    fn after(&self) -> &'a str {
        &self.text[self.number.span.end as usize..self.sentence.end as usize]
    }

    /// The sentence up to the number.
    pub(super) fn upto(&self) -> &'a str {
        &self.text[self.sentence.start as usize..self.number.span.start as usize]
    }

    /// Whether the number is an aim or a result rather than a description.
    pub(super) fn is_aim(&self, kind: TargetKind) -> bool {
        let (before, after) = (self.before(), self.after());
        let printed = self.number.span.of(self.text);
        let bounded = printed.starts_with(['超', '突', '不', '高', '至']);
        let counts_names = !bounded
            && (before.ends_with(['镇', '县'])
                || before.ends_with("街道")
                || before.ends_with('等')
                || self.upto().ends_with('“')
                || before.ends_with('区') && self.upto().contains('、'));
        let behind = after.split(['，', '。', '；', ',']).next().unwrap_or_default();
        let starting_point = before.strip_suffix("全国").unwrap_or(before).ends_with(['从', '由'])
            && behind.contains(['到', '至', '为']);
        if self.describes() && self.founded().is_none()
            || self.is_in_name()
            || self.grants_each()
            || self.is_expected_of_works()
            || self.caps()
            || self.is_condition()
            || counts_names
            || starting_point
            || [before, behind].iter().any(|words| words.contains("抵扣"))
            || self.sums_up()
            || self.counts_owners()
        {
            return false;
        }
        kind == TargetKind::Achieved || self.is_intended([before, behind], bounded)
    }

    /// Whether a verb of intent stands before it, and no word of money granted around it.
    fn is_intended(&self, clause: [&str; 2], bounded: bool) -> bool {
        let intends = |words: &str| INTENT.is_in(words);
        let closes = self.after().is_empty() || self.after().starts_with(['，', '。', '；', ',', '、', ';']);
        let outer = self.outer();
        let upto = outer.unwrap_or_else(|| self.upto());
        let listed = || self.before().chars().count() <= if closes { 30 } else { 14 } && intends(upto);
        let limits = |words: &str| !bounded && words.contains("不超过");
        let grants = || {
            clause
                .into_iter()
                .chain(outer)
                .any(|words| GRANTS.is_in(words) || limits(words))
        };
        (bounded || intends(self.before()) || listed()) && !grants()
    }

    /// The clause in which the bracket opens that the number stands in.
    fn outer(&self) -> Option<&'a str> {
        let inner = &self.text[self.sentence.start as usize..self.clause as usize];
        let open = inner
            .rfind(['（', '('])
            .filter(|at| !inner[*at..].contains(['）', ')']))?;
        let open = self.sentence.start + open as u32;
        let from = clause::start(self.text, self.sentence.start, open, Stop::Item);
        Some(&self.text[from as usize..open as usize])
    }

    /// Whether its clause speaks of the present, whatever year the text spoke of before.
    pub(super) fn is_now(&self) -> bool {
        let clause = self.before();
        ["目前", "现已", "当前", "截至目前"]
            .iter()
            .any(|word| clause.starts_with(word))
            || self.upto().starts_with("目前")
    }

    /// “朝阳青创15条”: the number is part of a name.
    fn is_in_name(&self) -> bool {
        let opened = self.upto().rfind('“').filter(|at| !self.upto()[*at..].contains('”'));
        let close = self.after().find('”').filter(|at| !self.after()[..*at].contains('“'));
        opened.zip(close).is_some_and(|(open, close)| {
            let name = self.upto()[open..].chars().count() + self.after()[..close].chars().count();
            name <= 12
        })
    }

    /// 每家奖励10万元.
    fn grants_each(&self) -> bool {
        let each = self.before().rfind('每').map(|at| &self.before()[at..]);
        let gives = |words: &str| {
            ["奖励", "补贴", "补助", "资助", "给予"]
                .iter()
                .any(|word| words.contains(word))
        };
        self.number.unit.ends_with('元') && each.is_some_and(gives)
    }

    /// 预计达产后产值40亿元: what a project will yield once it works.
    fn is_expected_of_works(&self) -> bool {
        let from = clause::start(self.text, self.sentence.start, self.number.span.start, Stop::Clause);
        let clause = &self.text[from as usize..self.number.span.start as usize];
        ["达产后", "投产后", "满产后"].iter().any(|word| clause.contains(word))
    }

    /// 房源不足3套时，….
    fn is_condition(&self) -> bool {
        ["时，", "时,", "的，", "的,"]
            .iter()
            .any(|end| self.after().starts_with(end))
    }

    /// 每单位不超过3项, 给予最高30%支持: a limit (限额) that is set, not a rate to be kept below.
    fn caps(&self) -> bool {
        let printed = self.number.span.of(self.text);
        let limits = ["不超过", "不高于", "不多于"]
            .iter()
            .any(|word| printed.starts_with(word));
        let most = ["最高", "最大", "最多", "至多", "最长"]
            .iter()
            .any(|word| self.near().ends_with(word));
        most || limits && (self.number.unit.ends_with('元') || is_counted(&self.number.unit))
    }

    /// 设立规模100亿元的产业基金: the number is the size of what is founded.
    pub(super) fn founded(&self) -> Option<String> {
        let near = self.near().trim_end();
        let verb = ["总规模", "规模", ""].iter().find_map(|size| {
            let words = near.strip_suffix(size)?;
            FOUNDS.iter().find(|verb| words.ends_with(**verb))
        })?;
        let rest = self.after().trim_start_matches("规模").trim_start_matches('的');
        let end = rest.find("基金")? + "基金".len();
        let fund = &rest[..end];
        let is_one = !fund.contains(['，', '。', '；', '、', '：', '（']) && fund.chars().count() <= 20;
        (self.number.unit.ends_with('元') && is_one).then(|| format!("{verb}{fund}规模"))
    }

    /// 支持甲、乙、丙3个实验室: the number says how many names stand before it.
    fn sums_up(&self) -> bool {
        let counts = self.number.unit == "个" || self.number.unit == "家" || self.number.unit == "大";
        let Some(value) = self
            .number
            .value
            .parse::<usize>()
            .ok()
            .filter(|value| counts && *value > 1)
        else {
            return false;
        };
        let from = clause::start(self.text, self.sentence.start, self.number.span.start, Stop::Clause);
        let names = &self.text[from as usize..self.number.span.start as usize];
        let lists = names.contains('、') && !names.contains(|c: char| c.is_ascii_digit());
        let sums = |marks: &[char]| clause::items(names, marks).len() == value;
        lists && (sums(&['、']) || sums(&['、', '和', '与', '及'])) && !names.ends_with(['和', '、', '到'])
    }

    /// 15个平台落地项目200个, 每10万人口: the number counts those whose numbers follow.
    fn counts_owners(&self) -> bool {
        let before = self.before().trim_end();
        let item = self
            .after()
            .split(['，', '。', '；', ',', '、', '：'])
            .next()
            .unwrap_or_default();
        let next = item.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
        let owns = next.is_some_and(|at| !item[..at].ends_with(['和', '与', '及']) && number_at(item, at).0.is_some());
        before.ends_with('每') || before.is_empty() && owns && self.number.unit.ends_with(['个', '家', '户', '所'])
    }

    /// 5亿元以上大型工业企业, 满2年的, 在30%以内实现…, 10项政策措施: the number qualifies what follows.
    fn describes(&self) -> bool {
        let measures =
            self.number.unit.ends_with('元') || self.number.unit.contains('%') || self.number.unit.ends_with('天');
        let after = self.after();
        let goes_on = after
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !matches!(c, '和' | '与' | '及'));
        let adds = ["左右", "占", "同比", "增", "居", "位列", "跃居", "达到"]
            .iter()
            .any(|word| after.starts_with(word));
        goes_on && measures && !adds || self.before().ends_with('的') || self.before().ends_with('满')
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
        indicator(self.number, around)
    }

    /// What its own clause speaks of.
    pub(super) fn own_subject(&self) -> String {
        subject(self.before())
    }

    /// Whether the words before lead up to the value: 增长到, 增至2021年.
    pub(super) fn reaches(&self) -> bool {
        let near = self.near().trim_end();
        before_year(near).unwrap_or(near).ends_with(['到', '至', '为'])
    }

    /// 其中企业410万户: a short name with the thing it is a part of.
    pub(super) fn within(&self, told: &[Told], words: String) -> String {
        let whole = told.last().filter(|told| !told.is_shared && told.end <= self.clause);
        match whole {
            Some(whole) if words.chars().count() <= 3 && self.near().starts_with("其中") => {
                format!("{}其中{words}", whole.subject)
            }
            _ => words,
        }
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
            if !is_bare(&found) && (end < self.number.span.start || clause.contains(|c: char| c.is_ascii_digit())) {
                return Some(found);
            }
            let before = &self.text[self.sentence.start as usize..start as usize];
            let stop = before
                .chars()
                .next_back()
                .filter(|c| matches!(c, '，' | ',' | '、' | '（' | '('))?;
            end = start - stop.len_utf8() as u32;
            start = clause::start(self.text, self.sentence.start, end, Stop::Item);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::number::numbers;

    /// What is asked of the last number of a sentence.
    fn last<T>(text: &str, ask: impl Fn(&Around<'_>) -> T) -> T {
        let sentence = Span::new(0, text.len());
        let all = numbers(text, sentence);
        let number = all.last().expect("the sentence has a number");
        ask(&Around {
            text,
            sentence,
            number,
            clause: clause::start(text, 0, number.span.start, Stop::Item),
            previous: all.len().checked_sub(2).map(|at| all[at].span.end),
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
    fn numbers_that_are_no_aims() {
        for (text, aim) in [
            ("支持甲、乙、丙3个实验室", false),
            ("建成甲园、乙园等园区，新增实验室3个", true),
            ("落实“20条", false),
            ("每10万人", false),
            ("落实“民营经济20条”政策", false),
            ("总结优秀的，每家奖励10万元", false),
            ("设立规模100亿元的未来产业基金", true),
            ("给予最高30%支持", false),
            ("可分配房源不足3套时，按序选择", false),
            ("对每个单位，推荐项目不超过3项", false),
        ] {
            let found = last(text, |around| around.is_aim(TargetKind::Achieved));
            assert_eq!(found, aim, "{text}");
        }
    }
}
