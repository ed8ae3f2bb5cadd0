//! The parts of a government's work report: it looks back first, then ahead.
//!
//! What stands before the first heading that speaks of plans is review. Headings are the outline's outermost titles and
//! short lines without a number; which way one looks is told by its words and by the years in it.

use crate::recognise::Scene;
use crate::structure::Passage;

use super::year::{five_year_plan, year_in};

const REVIEW: [&str; 11] = [
    "回顾",
    "成就",
    "成效",
    "成绩",
    "总结",
    "过去",
    "年来",
    "主要工作",
    "进展",
    "完成情况",
    "执行情况",
];
const PLAN: [&str; 15] = [
    "今年",
    "目标",
    "总体要求",
    "安排",
    "任务",
    "计划",
    "打算",
    "思路",
    "考虑",
    "部署",
    "下一步",
    "重点工作",
    "举措",
    "今后",
    "未来",
];

/// Which way a part looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Review,
    /// 发展成就和“十五五”目标: review until a paragraph opens with the plan.
    Both,
    /// Whether it is about several years, none of which is printed.
    Plan {
        over_years: bool,
    },
    /// 名词解释.
    Glossary,
}

/// The parts of a document, passage by passage.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Empty where the document is no report.
    of: Vec<Part>,
    /// The year whose plans the report presents.
    own: Option<u16>,
    /// Whether a passage reviews several years at once.
    spans: Vec<bool>,
}

impl Parts {
    /// The parts of a work report; of anything else, none.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let title = scene.structure.header.title.as_ref().map_or("", |title| &title.text);
        if !title.contains("政府工作报告") && !reports_on_plan(title) || assigns(title) {
            return Self::default();
        }
        let headings: Vec<_> = headings(scene).collect();
        let in_headings = || {
            headings
                .iter()
                .flatten()
                .filter_map(|heading| year_in(heading.words))
                .max()
        };
        let own = year_in(title).or(scene.context.year).or_else(in_headings);
        let spans = spans(scene, &headings, own);
        let mut state = State::new(own);
        let of = scene.structure.passages.iter().zip(headings);
        let of = of.map(|(passage, heading)| state.after(heading, passage.span.of(scene.text)));
        Self {
            of: of.collect(),
            own,
            spans,
        }
    }

    /// Whether a passage reviews several years at once, so that what it tells is no single year's.
    pub(super) fn reviews_years(&self, passage: usize) -> bool {
        self.spans.get(passage) == Some(&true)
    }

    /// Whether a passage reports what was reached; nothing is known where the document is no report.
    pub(super) fn looks_back(&self, passage: usize) -> Option<bool> {
        self.of
            .get(passage)
            .map(|part| matches!(part, Part::Review | Part::Both))
    }

    /// Whether a passage plans for several years at once.
    pub(super) fn is_over_years(&self, passage: usize) -> bool {
        self.of.get(passage) == Some(&Part::Plan { over_years: true })
    }

    /// Whether a passage explains words.
    pub(super) fn explains(&self, passage: usize) -> bool {
        self.of.get(passage) == Some(&Part::Glossary)
    }

    /// The year whose plans the report presents, if the document is one.
    pub(super) fn own_year(&self) -> Option<u16> {
        self.own
    }
}

/// Whether a title names a list of tasks, which plans even where they are a report's (政府工作报告重点任务清单).
pub(super) fn assigns(title: &str) -> bool {
    ["清单", "分工", "分解", "台账", "责任", "任务", "方案"]
        .iter()
        .any(|word| title.contains(word))
}

/// 2014年计划执行情况与2015年计划草案的报告: it too looks back first.
fn reports_on_plan(title: &str) -> bool {
    title.contains("执行情况") && title.contains("草案")
}

/// For each passage, whether it stands below a heading about a five-year plan that is over (“十四五”时期回顾) and opens with
/// no single year of its own (刚刚过去的2025年).
fn spans(scene: &Scene<'_>, headings: &[Option<Heading<'_>>], own: Option<u16>) -> Vec<bool> {
    let mut over_years = false;
    let passages = scene.structure.passages.iter().zip(headings);
    let of = passages.map(|(passage, heading)| {
        if let Some(heading) = heading {
            let names_years = five_year_plan(heading.words).is_some() || heading.words.contains("五年");
            let names_one = year_in(heading.words).is_some() || heading.words.contains("一年");
            over_years = (over_years || names_years) && !names_one;
        }
        let opening: String = passage.span.of(scene.text).chars().take(24).collect();
        let is_last_year = own.is_some_and(|own| opening.contains(&(own - 1).to_string()));
        let tells_of_plan = heading.is_none() && tells_of_past_plan(passage.span.of(scene.text), own);
        let turns = ["刚刚过去", "过去一年", "过去的一年"]
            .iter()
            .any(|word| opening.starts_with(word));
        over_years &= !(heading.is_none() && turns && is_last_year);
        over_years && !is_last_year && !opening.contains("一年") || tells_of_plan
    });
    of.collect()
}

/// Whether a paragraph opens with the time of a five-year plan that is over in the document's own year: “十四五”时期，….
pub(super) fn tells_of_past_plan(passage: &str, own: Option<u16>) -> bool {
    let opening = passage.split(['，', '。', ',']).next().unwrap_or_default();
    let is_time = ["时期", "期间"].iter().any(|word| opening.ends_with(word)) && opening.chars().count() <= 12;
    let first = is_time.then(|| five_year_plan(opening)).flatten();
    own.zip(first).is_some_and(|(own, first)| first + 5 <= own)
}

/// A title or line that may open a part.
#[derive(Debug, Clone, Copy)]
struct Heading<'t> {
    words: &'t str,
    /// How it is numbered: 一、 or （一） or 一是.
    numbered: Numbering,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    None,
    Plain,
    Bracketed,
    Enumerated,
}

/// For each passage, the heading that it begins with or is.
fn headings<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = Option<Heading<'a>>> {
    let mut last = None;
    scene.structure.passages.iter().map(move |passage| {
        let root = passage.measure.map(|measure| root(scene, measure));
        if root.is_some() && root != last {
            last = root;
            let measure = &scene.structure.measures[root?];
            return Some(Heading {
                words: measure.title.of(scene.text),
                numbered: numbering(&measure.section.to_string()),
            });
        }
        line(scene.text, passage)
    })
}

fn root(scene: &Scene<'_>, mut measure: usize) -> usize {
    while let Some(parent) = scene.structure.measures[measure].parent {
        measure = parent;
    }
    measure
}

fn numbering(section: &str) -> Numbering {
    if section.starts_with('(') {
        Numbering::Bracketed
    } else if section.ends_with('是') {
        Numbering::Enumerated
    } else {
        Numbering::Plain
    }
}

/// A short line that is no sentence.
fn line<'t>(text: &'t str, passage: &Passage) -> Option<Heading<'t>> {
    let words = passage.span.of(text).trim();
    let is_short = words.len() < 100 && words.chars().count() <= 30;
    let is_heading = is_short && !words.contains(['，', '。', '；', '：', ':']);
    let prints_date = words.contains('月') && words.contains('日');
    (is_heading && !prints_date && !words.contains("工作报告")).then_some(Heading {
        words,
        numbered: Numbering::None,
    })
}

/// What the headings so far have said.
struct State {
    own: Option<u16>,
    part: Part,
    /// How the heading was numbered that opened the review; none before any has.
    opened_by: Option<Numbering>,
}

impl State {
    fn new(own: Option<u16>) -> Self {
        Self {
            own,
            part: Part::Review,
            opened_by: None,
        }
    }

    /// The part of the next passage.
    fn after(&mut self, heading: Option<Heading<'_>>, passage: &str) -> Part {
        if let Some(heading) = heading {
            self.turn(heading);
        }
        let opening = || passage.split('。').next().unwrap_or_default();
        if self.part == Part::Both && heading.is_none() && self.plans(opening()) {
            self.part = Part::Plan { over_years: true };
        }
        if self.part == (Part::Plan { over_years: true }) && heading.is_none() && opening().starts_with("今年") {
            self.part = Part::Plan { over_years: false };
        }
        let is_plan = matches!(self.part, Part::Plan { .. });
        if is_plan && heading.is_none() && tells_of_past_plan(passage, self.own) {
            return Part::Review;
        }
        self.part
    }

    fn turn(&mut self, heading: Heading<'_>) {
        let words = heading.words;
        let year = year_in(words);
        let past = self.own.zip(year).is_some_and(|(own, year)| year < own);
        let other_level = self.opened_by.is_some_and(|level| level != heading.numbered);
        let plans = self.plans(words) || PLAN.iter().any(|word| words.contains(word)) && !past && !other_level;
        let reviews = past || REVIEW.iter().any(|word| words.contains(word)) && year != self.own;
        let planning = matches!(self.part, Part::Plan { .. });
        let same_level = heading.numbered != Numbering::None && self.opened_by == Some(heading.numbered);
        if words.ends_with("名词解释") || words.ends_with("名词注释") {
            self.part = Part::Glossary;
        } else if planning && !words.contains("回顾") {
            self.part = Part::Plan {
                over_years: self.over_years(heading),
            };
        } else if reviews && self.plans(words) {
            self.part = Part::Both;
        } else if reviews || planning {
            self.part = Part::Review;
            self.opened_by = self.opened_by.or(Some(heading.numbered));
        } else if plans || same_level {
            self.part = Part::Plan {
                over_years: self.over_years(heading),
            };
        }
    }

    /// Whether words speak of the report's own year, or of years to come.
    fn plans(&self, words: &str) -> bool {
        let ahead = |year| self.own.is_none_or(|own| year >= own);
        year_in(words).is_some_and(|year| self.own.is_some() && ahead(year))
            || five_year_plan(words).is_some_and(|first| self.own.is_some() && ahead(first))
            || words.contains("今后五年")
            || words.contains("未来五年")
    }

    /// Whether a heading is about a five-year plan and prints no year; a heading that names no time leaves what was.
    fn over_years(&self, heading: Heading<'_>) -> bool {
        match (year_in(heading.words), five_year_plan(heading.words)) {
            (Some(_), _) => false,
            (None, Some(_)) => !["开局", "开好局", "起好步"]
                .iter()
                .any(|word| heading.words.contains(word)),
            (None, None) => {
                let goes_on = heading.numbered != Numbering::Plain && !heading.words.contains("今年");
                goes_on && self.part == Part::Plan { over_years: true }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANNED: Part = Part::Plan { over_years: false };

    fn parts(own: u16, headings: &[(&str, Numbering)]) -> Vec<Part> {
        let mut state = State::new(Some(own));
        let parts = headings.iter().map(|&(words, numbered)| {
            let heading = (!words.contains('，')).then_some(Heading { words, numbered });
            state.after(heading, words)
        });
        parts.collect()
    }

    #[test]
    fn reports_look_back_until_a_heading_looks_ahead() {
        let plain = Numbering::Plain;
        for (own, headings, expected) in [
            (
                2026,
                ["工作回顾", "2026年工作安排", "政府建设"],
                [Part::Review, PLANNED, PLANNED],
            ),
            (
                2026,
                ["牢记嘱托取得新成效", "在新征程中奋勇争先", "服务型政府"],
                [Part::Review, PLANNED, PLANNED],
            ),
            (
                2026,
                [
                    "2025年主要工作和“十四五”发展成就",
                    "“十五五”时期的主要目标",
                    "2026年主要工作",
                ],
                [Part::Review, Part::Plan { over_years: true }, PLANNED],
            ),
            (
                2025,
                ["过去一年工作", "关于2025年工作", "提升治理成效"],
                [Part::Review, PLANNED, PLANNED],
            ),
        ] {
            let found = parts(own, &headings.map(|words| (words, plain)));
            assert_eq!(found, expected, "{headings:?}");
        }
    }

    #[test]
    fn lines_without_a_number_open_parts_that_numbered_items_divide() {
        let found = parts(
            2025,
            &[
                ("各位代表，", Numbering::None),
                ("2024年工作回顾", Numbering::None),
                ("巩固向好态势", Numbering::Bracketed),
                ("推动科技创新", Numbering::Bracketed),
                ("2025年工作安排建议", Numbering::None),
                ("全方位扩大内需", Numbering::Bracketed),
                ("名词解释", Numbering::None),
            ],
        );
        let review = Part::Review;
        assert_eq!(
            found,
            [review, review, review, review, PLANNED, PLANNED, Part::Glossary]
        );
    }

    #[test]
    fn a_paragraph_about_a_plan_that_is_over_looks_back() {
        let found = parts(
            2026,
            &[
                ("关于“十五五”规划纲要的说明", Numbering::Plain),
                ("“十四五”时期，总值从4万亿元增加到5万亿元", Numbering::None),
                ("“十五五”时期，总值年均增长5%", Numbering::None),
            ],
        );
        let planned = Part::Plan { over_years: true };
        assert_eq!(found, [planned, Part::Review, planned]);
    }

    #[test]
    fn the_first_year_of_a_plan_is_one_year() {
        let found = parts(
            2026,
            &[
                ("回顾", Numbering::Plain),
                ("“十五五”时期的目标", Numbering::Plain),
                ("推动“十五五”开好局、起好步", Numbering::Plain),
            ],
        );
        assert_eq!(found, [Part::Review, Part::Plan { over_years: true }, PLANNED]);
    }

    #[test]
    fn a_part_that_looks_both_ways_turns_where_a_paragraph_does() {
        let found = parts(
            2026,
            &[
                ("“十四五”发展成就和“十五五”主要目标", Numbering::Plain),
                ("过去五年，经济总量连上台阶", Numbering::None),
                ("“十五五”时期，要实现以下目标", Numbering::None),
            ],
        );
        assert_eq!(found, [Part::Both, Part::Both, Part::Plan { over_years: true }]);
    }
}
