//! Whether a sentence promises what it counts, or tells of it as reached.

use std::sync::LazyLock;

use crate::lexicon::Cue;
use crate::model::TargetKind;
use crate::recognise::Scene;
use crate::segment::Sentence;
use crate::text::{Span, WordList};

use super::review::{Parts, assigns, tells_of_past_plan};
use super::year::{five_year_plan, time_of_plan};

/// Words in headings of what a plan starts from.
static STARTS: LazyLock<WordList> = LazyLock::new(|| WordList::new("现状 发展基础 工作基础 发展成效 取得成效"));

/// Words in headings of reports.
static REPORT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "总结 回顾 完成情况 执行情况 取得的成效 取得的成绩 主要成效 主要成绩 主要成就 工作情况 工作成效 进展情况",
    )
});

/// Words in titles of texts that tell how things stand.
static STATE: LazyLock<WordList> = LazyLock::new(|| WordList::new("情况 实录 发布会 解读 答记者问 综述"));

/// Words in headings of what is yet to be done.
static LOOKS_AHEAD: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("计划 打算 思路 下一步 下步 今后 明年 安排 目标 努力方向 部署 建议 要求 重点工作 主要任务")
});

/// Words that compare what was reached with what was before.
static COMPARES: LazyLock<WordList> = LazyLock::new(|| WordList::new("净增 比上年 较上年 比去年 年来 末相比"));

/// Words in titles of plans.
static PLAN: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("计划 方案 规划 要点 意见 措施 目标 考评办法 考核办法"));

/// What a text tells of by its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// It publishes statistics (统计公报), which know nothing but what was.
    Statistics,
    /// It sums up what was done, and does not plan as well (总结及工作打算).
    Summary,
    /// It reports.
    Report,
    Anything,
}

/// What the title of a document tells of the numbers in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title {
    tells: Tells,
    is_plan: bool,
    tells_state: bool,
}

impl Title {
    /// Whether it is the title of a plan.
    pub(super) fn is_plan(self) -> bool {
        self.is_plan
    }

    /// Whether the text publishes statistics.
    pub(super) fn publishes_statistics(self) -> bool {
        self.tells == Tells::Statistics
    }

    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let title = scene.structure.header.title.as_ref().map_or("", |title| &title.text);
        let sums_up = title.contains("总结") || title.ends_with("汇报");
        let is_plan = PLAN.is_in(title) || assigns(title);
        Self {
            tells: match () {
                () if title.contains("统计公报") || title.contains("国民经济和社会发展统计") => {
                    Tells::Statistics
                }
                () if sums_up && !PLAN.is_in(title) && !LOOKS_AHEAD.is_in(title) => Tells::Summary,
                () if sums_up || title.contains("报告") && !assigns(title) => Tells::Report,
                () if !is_plan && tells_by_its_words(scene) => Tells::Summary,
                () => Tells::Anything,
            },
            is_plan,
            tells_state: STATE.is_in(title),
        }
    }
}

/// Whether the sentences that count something tell of the past for the most part: of a paper whose title does not say what
/// it is (我市农村经济稳步发展), and of a part of a report that has lost it.
fn tells_by_its_words(scene: &Scene<'_>) -> bool {
    /// So many must, and so many for each that looks ahead.
    const LEAST: usize = 3;
    let counting = scene.sentences.iter().filter(|sentence| sentence.cues.has(Cue::Count));
    let (mut past, mut ahead) = (0, 0);
    for sentence in counting {
        let compares = || COMPARES.is_in(sentence.span.of(scene.text));
        if looks_ahead(scene, sentence) {
            ahead += 1;
        } else if sentence.cues.has(Cue::Past) || compares() {
            past += 1;
        }
    }
    past >= LEAST && past >= LEAST * ahead
}

/// Whether a sentence that speaks of this year, or of none, promises or reports.
/// `carried` is the year that the paragraph printed last, before the sentence or in it.
pub(super) fn kind(
    scene: &Scene<'_>,
    parts: &Parts,
    title: Title,
    sentence: &Sentence,
    [said, carried]: [Option<u16>; 2],
) -> TargetKind {
    if title.tells == Tells::Statistics {
        return TargetKind::Achieved;
    }
    let looks_back = parts.looks_back(sentence.passage);
    if looks_back == Some(true) {
        let is_ahead = parts.own_year().zip(said).is_some_and(|(own, said)| said > own);
        return if is_ahead {
            TargetKind::Target
        } else {
            TargetKind::Achieved
        };
    }
    let in_report = || {
        sentence
            .measure
            .map_or(matches!(title.tells, Tells::Summary | Tells::Report), |measure| {
                let top = top_title(scene, measure);
                let is_of_plan = || ["执行情况", "完成情况"].iter().any(|word| top.contains(word));
                let reports = REPORT.is_in(top) && (!top.contains("计划") || is_of_plan());
                let goes_on = || !looks_ahead(scene, sentence) && !LOOKS_AHEAD.is_in(top);
                reports || title.tells == Tells::Summary && goes_on()
            })
    };
    let is_past = |year: Option<u16>| scene.context.year.zip(year).is_some_and(|(own, year)| year < own);
    let expects = || looks_ahead(scene, sentence) || sentence.span.of(scene.text).contains("预计");
    let goes_on_about_past = || looks_back.is_none() && is_past(carried) && !expects();
    let of_past_year = || is_past(said) || said.is_none() && goes_on_about_past();
    let aims = stands_below_goals(scene, sentence);
    let is_yet_to_be = || scene.context.year.zip(carried).is_some_and(|(own, year)| year > own);
    let tells = || {
        let plans = looks_back == Some(false) || title.is_plan || aims || is_yet_to_be();
        let is_told = || tells_of_past(scene, sentence, plans);
        !looks_ahead(scene, sentence) && (title.tells_state && !aims || is_told())
    };
    let looks_at_start = || {
        let goes_on = || !looks_ahead(scene, sentence);
        looks_back.is_none() && goes_on() && (starts(scene, sentence) || of_past_plan(scene, sentence))
    };
    if looks_back.is_none() && in_report() || of_past_year() || tells() || looks_at_start() {
        TargetKind::Achieved
    } else {
        TargetKind::Target
    }
}

/// Whether a sentence holds a word of what is to come; 达到25% holds 到2 and none.
fn looks_ahead(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    if !sentence.cues.has(Cue::Ahead) {
        return false;
    }
    let mut words = scene.matches.cues.ending_in(Cue::Ahead, sentence.span).iter();
    words.any(|word| {
        word.start >= sentence.span.start && (word.of(scene.text) != "到2" || names_year(scene, word.end - 1))
    })
}

/// Whether a year of four digits begins here.
fn names_year(scene: &Scene<'_>, at: u32) -> bool {
    let digits = scene.text[at as usize..].bytes().take_while(u8::is_ascii_digit);
    digits.count() == 4
}

/// Whether a sentence holds a word of the past; 累计 alone is none in a plan (全年新增20家，累计达到100家).
fn tells_of_past(scene: &Scene<'_>, sentence: &Sentence, plans: bool) -> bool {
    if !sentence.cues.has(Cue::Past) {
        return false;
    }
    let mut words = scene.matches.cues.ending_in(Cue::Past, sentence.span).iter();
    // 100家以上年营收超千万元的企业
    let is_cut = |word: &Span| word.of(scene.text) == "上年" && scene.text[..word.start as usize].ends_with('以');
    words.any(|word| word.start >= sentence.span.start && !(plans && word.of(scene.text) == "累计") && !is_cut(word))
}

/// Whether a sentence stands below a heading of goals (发展目标), whatever the title of the text is.
fn stands_below_goals(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    /// A longer title is a sentence.
    const LONGEST: usize = 12;
    let passage = scene.structure.passages[sentence.passage].span.of(scene.text);
    let opening = passage.split(['：', ':', '，']).next().unwrap_or_default();
    if REPORT.is_in(opening) {
        return false; // 完成情况：建成安置房200套
    }
    let mut next = sentence.measure;
    while let Some(measure) = next {
        let title = scene.structure.measures[measure].title.of(scene.text);
        let title = title.split(['。', '：', ':']).next().unwrap_or_default();
        if title.contains("目标") && title.chars().count() <= LONGEST && !REPORT.is_in(title) && !STARTS.is_in(title)
        {
            return true;
        }
        next = scene.structure.measures[measure].parent;
    }
    false
}

/// Whether a sentence that does not look ahead stands below a heading that tells where a plan starts (发展现状).
fn starts(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    /// A longer title is a sentence.
    const LONGEST: usize = 14;
    let mut next = sentence.measure;
    while let Some(measure) = next {
        let title = scene.structure.measures[measure].title.of(scene.text);
        if title.chars().count() <= LONGEST && STARTS.is_in(title) {
            return true;
        }
        next = scene.structure.measures[measure].parent;
    }
    false
}

/// Whether a sentence that does not look ahead stands in a paragraph about a five-year plan that is over.
fn of_past_plan(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let passage = scene.structure.passages[sentence.passage].span.of(scene.text);
    let (printed, own) = (sentence.span.of(scene.text), scene.context.year);
    let is_over = |first: Option<u16>| first.zip(own).map(|(first, own)| first + 5 <= own);
    let is_past = tells_of_past_plan(passage.trim_start(), own) || is_over(time_of_plan(printed)) == Some(true);
    let names_next = is_over(five_year_plan(printed)) == Some(false);
    is_past && !names_next
}

fn top_title<'a>(scene: &Scene<'a>, mut measure: usize) -> &'a str {
    while let Some(parent) = scene.structure.measures[measure].parent {
        measure = parent;
    }
    scene.structure.measures[measure].title.of(scene.text)
}
