//! Targets (目标): what a plan promises, or a report says was reached, in numbers.
//!
//! In a report every counted number counts. In a plan a number counts where a verb of intent stands before it
//! (达到, 引进, 力争); a number that only describes (主营业务收入5亿元以上的企业) or that grants money (给予最高50万元补助)
//! does not.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{MeasureId, TargetFact};
use crate::model::{Comparator, Rule, TargetKind};
use crate::recognise::Scene;
use crate::segment::Sentence;
use crate::text::Span;

use super::indicator::{Surroundings, indicator};
use super::number::{Number, numbers};

/// Verbs of intent.
const INTENT: [&str; 44] = [
    "达到",
    "达",
    "力争",
    "争取",
    "确保",
    "超过",
    "突破",
    "实现",
    "新增",
    "引进",
    "培育",
    "培养",
    "建成",
    "建设",
    "认定",
    "完成",
    "推广",
    "申报",
    "增长",
    "提高",
    "提升",
    "下降",
    "降低",
    "选择",
    "凝炼",
    "打造",
    "数量",
    "覆盖",
    "不少于",
    "不低于",
    "增加",
    "布局",
    "组建",
    "建立",
    "发展",
    "举办",
    "形成",
    "集聚",
    "持",
    "支持",
    "遴选",
    "总量",
    "翻",
    "新建",
];
/// Words of money granted, not of aims.
const GRANTS: [&str; 18] = [
    "给予",
    "奖励",
    "补贴",
    "补助",
    "资助",
    "最高",
    "抵扣",
    "扣除",
    "投资额的",
    "贴息",
    "不超过",
    "每家",
    "一次性",
    "按照",
    "罚款",
    "注册资本",
    "优惠",
    "分期",
];
/// Words that tell of the past.
const PAST: [&str; 12] = [
    "已",
    "累计",
    "同比",
    "去年",
    "过去",
    "截至",
    "目前",
    "实现了",
    "完成了",
    "共获",
    "上年",
    "以来",
];

static OVER_YEARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:通过|用|经过|力争|未来)[一二三四五六七八九十两\d]{1,2}(?:至[一二三四五六七八九十\d])?年")
        .expect("the pattern is fixed")
});
static DOUBLED: LazyLock<Regex> = LazyLock::new(|| Regex::new("翻(一|两|二|三)番").expect("the pattern is fixed"));
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("总结|回顾|完成情况|取得的成[效绩]|主要成[效绩就]|工作成效|工作情况|进展情况")
        .expect("the pattern is fixed")
});

/// Every target, in the order of the text.
pub fn targets(scene: &Scene<'_>) -> Vec<TargetFact> {
    let mut found = Vec::new();
    let mut carried: Option<(usize, u16)> = None;
    for sentence in scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell)
    {
        let printed = year_in(sentence.span.of(scene.text));
        if let Some(year) = printed {
            carried = Some((sentence.passage, year));
        }
        let same_passage = carried
            .filter(|(passage, _)| *passage == sentence.passage)
            .map(|(_, year)| year);
        found.extend(in_sentence(scene, sentence, same_passage));
    }
    found.sort_by_key(|target| target.span);
    found
}

/// The last year by which something is due in a sentence.
fn year_in(sentence: &str) -> Option<u16> {
    let mut heads = sentence.rmatch_indices('年').map(|(at, _)| sentence[..at].trim_end());
    heads.find_map(|head| {
        let year = head.get(head.len().checked_sub(4)?..)?;
        let is_year = year.starts_with("19") || year.starts_with("20");
        year.parse()
            .ok()
            .filter(|_| is_year && year.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn in_sentence(scene: &Scene<'_>, sentence: &Sentence, carried: Option<u16>) -> Vec<TargetFact> {
    let printed = sentence.span.of(scene.text);
    if !printed.bytes().any(|b| b.is_ascii_digit()) && !printed.contains('番') {
        return Vec::new();
    }
    let kind = kind(scene, sentence);
    let all = numbers(scene.text, sentence.span);
    let around = |i: usize| Around {
        scene,
        sentence,
        number: &all[i],
        clause: clause_start(scene.text, sentence.span.start, all[i].span.start),
        previous: i.checked_sub(1).map(|i| all[i].span.end),
    };
    let aims = (0..all.len())
        .map(around)
        .filter(|around| around.is_aim(kind))
        .map(|around| around.target(kind, carried));
    aims.chain(doubled(scene, sentence, kind, carried)).collect()
}

/// Whether a sentence promises or reports.
fn kind(scene: &Scene<'_>, sentence: &Sentence) -> TargetKind {
    let mut next = sentence.measure;
    let mut headings = Vec::new();
    while let Some(measure) = next {
        let measure = &scene.structure.measures[measure];
        headings.push(measure.title.of(scene.text));
        next = measure.parent;
    }
    let in_report = headings
        .last()
        .is_some_and(|top| REPORT.is_match(top) && !top.contains("计划"));
    let text = sentence.span.of(scene.text);
    let of_past_year = || {
        let years = scene.context.year.zip(year_in(text));
        years.is_some_and(|(own, said)| said < own)
    };
    let title = scene.structure.header.title.as_ref().map_or("", |title| &title.text);
    let preface_of_report = || sentence.measure.is_none() && (title.contains("总结") || title.contains("报告"));
    let is_one_of = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let tells = || {
        let tells_of_state = is_one_of(&["情况", "实录", "发布会", "解读", "答记者问", "综述"], title);
        (tells_of_state || is_one_of(&PAST, text))
            && !is_one_of(&["到2", "力争", "争取", "确保", "计划", "目标", "将"], text)
    };
    if in_report || preface_of_report() || of_past_year() || tells() {
        TargetKind::Achieved
    } else {
        TargetKind::Target
    }
}

/// 翻一番, without a digit.
fn doubled(scene: &Scene<'_>, sentence: &Sentence, kind: TargetKind, carried: Option<u16>) -> Vec<TargetFact> {
    let found = DOUBLED.captures_iter(sentence.span.of(scene.text)).filter_map(|found| {
        let all = found.get(0)?;
        let span = Span::new(all.start(), all.end()).shift(sentence.span.start as usize);
        let value = match &found[1] {
            "一" => "1",
            "三" => "3",
            _ => "2",
        };
        let number = Number {
            span,
            start: span.start,
            value: value.to_owned(),
            unit: "番".to_owned(),
            comparator: Comparator::Equal,
        };
        let clause = clause_start(scene.text, sentence.span.start, span.start);
        let around = Around {
            scene,
            sentence,
            number: &number,
            clause,
            previous: None,
        };
        Some(around.target(kind, carried))
    });
    found.collect()
}

/// The start of the clause, or of the list's item, that ends here; what stands in brackets divides nothing.
fn clause_start(text: &str, from: u32, to: u32) -> u32 {
    let (mut start, mut depth) = (from, 0i32);
    for (at, c) in text[from as usize..to as usize].char_indices() {
        match c {
            '(' | '（' | '“' => depth += 1,
            ')' | '）' | '”' => depth -= 1,
            '，' | ',' | '；' | ';' | '。' | '：' | '、' | '—' if depth <= 0 => {
                start = from + (at + c.len_utf8()) as u32;
            }
            _ => {}
        }
    }
    start
}

/// A number and the words around it.
struct Around<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
    number: &'a Number,
    /// Where its clause begins.
    clause: u32,
    /// Where the number before it in the sentence ends.
    previous: Option<u32>,
}

impl<'a> Around<'a> {
    /// From the clause's beginning to the number.
    fn before(&self) -> &'a str {
        &self.scene.text[self.clause as usize..self.number.span.start as usize]
    }

    /// From the number before, or the clause's beginning, to the number.
    fn near(&self) -> &'a str {
        let start = self.previous.map_or(self.clause, |previous| previous.max(self.clause));
        &self.scene.text[start as usize..self.number.span.start as usize]
    }

    fn after(&self) -> &'a str {
        &self.scene.text[self.number.span.end as usize..self.sentence.span.end as usize]
    }

    /// The sentence up to the number.
    fn upto(&self) -> &'a str {
        &self.scene.text[self.sentence.span.start as usize..self.number.span.start as usize]
    }

    /// Whether the number is an aim or a result rather than a description.
    fn is_aim(&self, kind: TargetKind) -> bool {
        let (before, after) = (self.before(), self.after());
        let printed = self.number.span.of(self.scene.text);
        let bounded = printed.starts_with(['超', '突', '不', '高', '至']);
        let counts_names = !bounded
            && (before.ends_with(['镇', '县'])
                || before.ends_with("街道")
                || before.ends_with('等')
                || before.ends_with('区') && self.upto().contains('、'));
        let starting_point = before.ends_with(['从', '由'])
            && ["增", "提", "升", "拓", "扩", "降", "上", "下", "到", "至"]
                .iter()
                .any(|word| after.starts_with(word));
        let clause: String = before
            .chars()
            .chain(after.chars().take_while(|c| !matches!(c, '，' | '。' | '；' | ',')))
            .collect();
        if self.describes() || counts_names || starting_point || clause.contains("抵扣") {
            return false;
        }
        kind == TargetKind::Achieved || self.is_intended(&clause, bounded)
    }

    /// Whether a verb of intent stands before it, and no word of money granted around it.
    fn is_intended(&self, clause: &str, bounded: bool) -> bool {
        let intends = |words: &str| INTENT.iter().any(|verb| words.contains(verb));
        let closes = self.after().is_empty() || self.after().starts_with(['，', '。', '；', ',', '、', ';']);
        let listed = intends(self.upto()) && self.before().chars().count() <= if closes { 30 } else { 14 };
        let grants = GRANTS
            .iter()
            .any(|word| clause.contains(word) && !(*word == "不超过" && bounded));
        (intends(self.before()) || bounded || listed) && !grants
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

    fn target(&self, kind: TargetKind, carried: Option<u16>) -> TargetFact {
        let text = self.scene.text;
        let first = self.sentence.span.start as usize;
        let until_clause = text[first..self.clause as usize].trim_end_matches(['，', ',', '、', '；', '：', '—']);
        let previous = until_clause
            .rfind(['，', ',', '；', '：', '。', '、'])
            .map_or(until_clause, |at| &until_clause[at..]);
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
            previous,
            after: self.after(),
        };
        TargetFact {
            measure: self.sentence.measure.map(|measure| MeasureId(measure as u32)),
            kind,
            indicator: indicator(self.number, around),
            comparator: self.number.comparator,
            value: self.number.value.clone(),
            unit: self.number.unit.clone(),
            year: self.year(carried),
            span: Span {
                start: self.clause,
                end: self.number.span.end,
            },
            quote: self.sentence.span,
            rule: Rule::named("number-with-unit"),
        }
    }

    /// By when: the year in the sentence, in its passage, of its heading, of its column, of the plan if it covers one.
    fn year(&self, carried: Option<u16>) -> Option<u16> {
        if let Some(year) = year_in(self.upto()).or(carried) {
            return Some(year);
        }
        if OVER_YEARS.is_match(self.sentence.span.of(self.scene.text)) {
            return None;
        }
        let structure = self.scene.structure;
        let mut next = self.sentence.measure;
        while let Some(measure) = next {
            let measure = &structure.measures[measure];
            if let Some(year) = year_in(measure.title.of(self.scene.text)) {
                return Some(year);
            }
            next = measure.parent;
        }
        structure.passages[self.sentence.passage].year.or_else(|| {
            let title = structure.header.title.as_ref().map_or("", |title| &title.text);
            crate::context::period_in(title)
                .map(|(period, _)| period)
                .filter(|period| period.start == period.end)
                .map(|period| period.end)
        })
    }
}
