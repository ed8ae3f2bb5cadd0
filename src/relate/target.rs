//! Targets (目标): what a plan promises, or a report says was reached, in numbers.
//!
//! In a report every counted number counts. In a plan a number counts where a verb of intent stands before it
//! (达到, 引进, 力争); a number that only describes (主营业务收入5亿元以上的企业) or that grants money (给予最高50万元补助)
//! does not.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{MeasureId, TargetFact};
use crate::model::{Rule, TargetKind};
use crate::recognise::Scene;
use crate::segment::Sentence;
use crate::text::Span;

use super::number::{Number, numbers};

/// Verbs of intent.
const INTENT: [&str; 44] = [
    "达到", "达", "力争", "争取", "确保", "超过", "突破", "实现", "新增", "引进", "培育", "培养", "建成", "建设", "认定", "完成", "推广", "申报", "增长", "提高", "提升", "下降", "降低", "选择", "凝炼", "打造", "数量", "覆盖", "不少于",
    "不低于", "增加", "布局", "组建", "建立", "发展", "举办", "形成", "集聚", "持", "支持", "遴选", "总量", "翻", "新建",
];
/// Words of money granted, not of aims.
const GRANTS: [&str; 18] = ["给予", "奖励", "补贴", "补助", "资助", "最高", "抵扣", "扣除", "投资额的", "贴息", "不超过", "每家", "一次性", "按照", "罚款", "注册资本", "优惠", "分期"];
/// Words that tell of the past.
const PAST: [&str; 12] = ["已", "累计", "同比", "去年", "过去", "截至", "目前", "实现了", "完成了", "共获", "上年", "以来"];

static UNTIL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:到|至|在|于|争取|力争)?\s*((?:19|20)\d\d)\s*年(?:底|末|前|年底)?").expect("the pattern is fixed"));
static OVER_YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:通过|用|经过|力争|未来)[一二三四五六七八九十两\d]{1,2}(?:至[一二三四五六七八九十\d])?年").expect("the pattern is fixed"));
static DOUBLED: LazyLock<Regex> = LazyLock::new(|| Regex::new("翻(一|两|二|三)番").expect("the pattern is fixed"));
static REPORT: LazyLock<Regex> = LazyLock::new(|| Regex::new("总结|回顾|完成情况|取得的成[效绩]|主要成[效绩就]|工作成效|工作情况|进展情况").expect("the pattern is fixed"));

/// Every target, in the order of the text.
pub fn targets(scene: &Scene<'_>) -> Vec<TargetFact> {
    let mut found = Vec::new();
    let mut carried: Option<(usize, u16)> = None;
    for sentence in scene.sentences.iter().filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell) {
        let printed = year_in(sentence.span.of(scene.text));
        if let Some(year) = printed {
            carried = Some((sentence.passage, year));
        }
        let same_passage = carried.filter(|(passage, _)| *passage == sentence.passage).map(|(_, year)| year);
        found.extend(in_sentence(scene, sentence, same_passage));
    }
    found
}

/// The last year by which something is due in a sentence.
fn year_in(sentence: &str) -> Option<u16> {
    UNTIL.captures_iter(sentence).last().and_then(|found| found[1].parse().ok())
}

fn in_sentence(scene: &Scene<'_>, sentence: &Sentence, carried: Option<u16>) -> Vec<TargetFact> {
    let kind = kind(scene, sentence);
    let all = numbers(scene.text, sentence.span);
    let mut found: Vec<TargetFact> = Vec::new();
    for (i, number) in all.iter().enumerate() {
        let previous = i.checked_sub(1).map_or(sentence.span.start, |i| all[i].span.end);
        let clause = clause_start(scene.text, sentence.span.start, number.span.start).max(if scene.text[previous as usize..number.span.start as usize].contains(['，', '、', ',', '；', '和']) { sentence.span.start } else { previous });
        let around = Around { scene, sentence, number, clause };
        if around.is_aim(kind) {
            found.push(around.target(kind, carried));
        }
    }
    found.extend(doubled(scene, sentence, kind, carried));
    found
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
    let in_report = headings.last().is_some_and(|top| REPORT.is_match(top) && !top.contains("计划"));
    let text = sentence.span.of(scene.text);
    let intends = ["到2", "力争", "争取", "确保", "计划", "目标", "将"].iter().any(|word| text.contains(word));
    let of_past_year = scene.context.year.zip(year_in(text)).is_some_and(|(own, said)| said < own);
    let tells = PAST.iter().any(|word| text.contains(word)) && !intends;
    let title = scene.structure.header.title.as_ref().map_or("", |title| &title.text);
    let preface_of_report = sentence.measure.is_none() && (title.contains("总结") || title.contains("报告"));
    if in_report || tells || of_past_year || preface_of_report { TargetKind::Achieved } else { TargetKind::Target }
}

/// 翻一番, without a digit.
fn doubled(scene: &Scene<'_>, sentence: &Sentence, kind: TargetKind, carried: Option<u16>) -> Option<TargetFact> {
    let found = DOUBLED.captures(sentence.span.of(scene.text))?;
    let all = found.get(0)?;
    let span = Span::new(all.start(), all.end()).shift(sentence.span.start as usize);
    let value = if &found[1] == "一" { "1" } else if &found[1] == "三" { "3" } else { "2" };
    let number = Number { span, start: span.start, value: value.to_owned(), unit: "番".to_owned(), comparator: crate::model::Comparator::Equal };
    let clause = clause_start(scene.text, sentence.span.start, span.start);
    Some(Around { scene, sentence, number: &number, clause }.target(kind, carried))
}

/// The start of the clause that ends here.
fn clause_start(text: &str, from: u32, to: u32) -> u32 {
    let stretch = &text[from as usize..to as usize];
    stretch.rfind(['，', ',', '；', ';', '。', '：', '、', '—']).map_or(from, |at| from + at as u32 + stretch[at..].chars().next().map_or(0, char::len_utf8) as u32)
}

/// A number and the words around it.
struct Around<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
    number: &'a Number,
    clause: u32,
}

impl Around<'_> {
    fn before(&self) -> &str {
        &self.scene.text[self.clause.min(self.number.span.start) as usize..self.number.span.start as usize]
    }

    fn after(&self) -> &str {
        &self.scene.text[self.number.span.end as usize..self.sentence.span.end as usize]
    }

    /// Whether the number is an aim or a result rather than a description.
    fn is_aim(&self, kind: TargetKind) -> bool {
        let (before, after) = (self.before(), self.after());
        let sentence = self.sentence.span.of(self.scene.text);
        let describes = self.describes();
        let counts_names = before.ends_with(['镇', '区', '县']) || before.ends_with('等');
        let clause: String = before.chars().chain(after.chars().take_while(|c| !matches!(c, '，' | '。' | '；' | ','))).collect();
        let grants = GRANTS.iter().any(|word| clause.contains(word));
        match kind {
            TargetKind::Achieved => !describes && !counts_names && !clause.contains("抵扣"),
            _ => {
                let intent = INTENT.iter().any(|verb| before.contains(verb)) || self.number.span.of(self.scene.text).starts_with(['超', '突', '不']) && !grants;
                let listed = before.chars().count() <= 12 && INTENT.iter().any(|verb| sentence[..(self.number.span.start - self.sentence.span.start) as usize].contains(verb));
                (intent || listed) && !describes && !counts_names && !grants
            }
        }
    }

    /// 5亿元以上大型工业企业, 满2年的, 在30%以内实现…: the number qualifies what follows.
    fn describes(&self) -> bool {
        let measures_money = self.number.unit.ends_with('元') || self.number.unit.contains('%') || self.number.unit.ends_with('天');
        let after = self.after();
        let goes_on = after.chars().next().is_some_and(|c| c.is_alphabetic() && !matches!(c, '和' | '与' | '、' | '及' | '，'));
        let noun_of_count = !measures_money;
        let adds = ["左右", "占", "同比", "增", "居", "位列", "跃居"].iter().any(|word| after.starts_with(word));
        goes_on && !noun_of_count && !adds
    }

    fn target(&self, kind: TargetKind, carried: Option<u16>) -> TargetFact {
        TargetFact {
            measure: self.sentence.measure.map(|measure| MeasureId(measure as u32)),
            kind,
            indicator: self.indicator(),
            comparator: self.number.comparator,
            value: self.number.value.clone(),
            unit: self.number.unit.clone(),
            year: self.year(carried),
            span: Span { start: self.clause.min(self.number.span.start), end: self.number.span.end },
            quote: self.sentence.span,
            rule: Rule::named("number-with-unit"),
        }
    }

    /// The words that name what is counted: before the number, and behind it where a thing counted follows.
    fn indicator(&self) -> String {
        let before = lead_in(self.before());
        let head = trim_verbs(before);
        let behind: String = self.after().chars().take_while(|c| !matches!(c, '，' | '。' | '；' | ',' | ';' | '、' | '（' | '(' | '：' | '\n')).take(30).collect();
        let behind = behind.trim_start_matches(['的']).to_owned();
        let counts = !self.number.unit.contains('%') && !self.number.unit.ends_with('元') && !self.number.unit.ends_with('位');
        let reaches = before.ends_with(['达', '到', '为', '至', '过', '破', '于']) || head.len() < before.len() && head.chars().count() >= 4 && !counts;
        let indicator = if reaches && !head.is_empty() || behind.is_empty() || !counts { head.to_owned() } else { format!("{}{behind}", tail(before, 8)) };
        if indicator.chars().count() >= 2 { indicator } else { format!("{}{indicator}", tail(lead_in(self.previous_clause()), 20)) }
    }

    /// The clause before the number's own.
    fn previous_clause(&self) -> &str {
        let upto = &self.scene.text[self.sentence.span.start as usize..self.clause as usize];
        let body = upto.trim_end_matches(['，', ',', '、', '；', '：', '—']);
        let start = body.rfind(['，', ',', '；', '：', '。']).map_or(0, |at| at + body[at..].chars().next().map_or(0, char::len_utf8));
        &body[start..]
    }

    /// By when: the year in the sentence, in its passage, of its heading, of its column, of the plan if it covers one.
    fn year(&self, carried: Option<u16>) -> Option<u16> {
        let upto = &self.scene.text[self.sentence.span.start as usize..self.number.span.start as usize];
        if let Some(year) = year_in(upto).or(carried) {
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
            crate::context::period_in(title).map(|(period, _)| period).filter(|period| period.start == period.end).map(|period| period.end)
        })
    }
}

/// A clause without the year and the adverbs it opens with.
fn lead_in(clause: &str) -> &str {
    let mut rest = clause.trim_start_matches([' ', '\u{3000}', '。']);
    loop {
        let year = UNTIL.find(rest).filter(|found| found.start() == 0).map_or(0, |found| found.end());
        let word = ["其中", "力争", "争取", "确保", "预计", "年内", "全年", "今年", "目前", "已", "分别", "共", "将", "，", "累计", "计划", "并"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
        if year.max(word) == 0 {
            return rest;
        }
        rest = &rest[year.max(word)..];
    }
}

/// A clause without the verbs before the number.
fn trim_verbs(clause: &str) -> &str {
    let mut rest = clause;
    loop {
        let next = ["达到", "达", "超过", "突破", "为", "至", "到", "提升", "提高", "增长", "跃升", "大幅", "完成", "实现", "获得", "争取", "力争", "在", "占", "已", "累计", "超", "的", "约", "共", "等", "增至", "从", "降至"]
            .iter()
            .find_map(|verb| rest.strip_suffix(verb));
        match next {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

/// The last `width` characters.
fn tail(text: &str, width: usize) -> &str {
    let skip = text.chars().count().saturating_sub(width);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}
