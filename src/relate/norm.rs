//! Norms (规范): what applicants must have and what everybody must keep to, numbers that nobody promises.
//!
//! A regulation lays down norms throughout, as do the articles of anything but a plan: there a number is promised only where
//! the sentence says so (力争, 到2027年). Elsewhere a heading says that conditions follow (申报条件, 应具备以下条件：).

use crate::recognise::Scene;
use crate::text::Span;

/// What the titles of regulations end in.
const REGULATIONS: [&str; 7] = ["条例", "规定", "管理办法", "细则", "准则", "规程", "章程"];
/// What a heading of conditions ends in.
const CONDITIONS: [&str; 3] = ["条件", "标准", "要求"];
/// What such a heading says that they are conditions for: 总体要求 and 创造良好条件 are none.
const PURPOSES: [&str; 22] = [
    "申报", "申请", "认定", "评定", "评选", "评审", "评价", "准入", "入驻", "入选", "遴选", "推荐", "报送", "备案",
    "报名", "建设", "基本", "具备", "符合", "满足", "下列", "诊断",
];
/// Verbs whose object conditions are.
const MAKES: [&str; 6] = ["改善", "创造", "优化", "提升", "保障", "完善"];

/// A longer one is a paragraph.
const LONGEST_HEADING: usize = 40;

/// What may be promised in a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Norm {
    /// It states conditions: nothing.
    Conditions,
    /// It lays down norms: what a sentence says to be reached by a year, or striven for.
    Rules,
    #[default]
    None,
}

/// The measures of a document that state norms.
#[derive(Debug, Default)]
pub(super) struct Norms {
    everywhere: Norm,
    of: Vec<Norm>,
}

impl Norms {
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let title = scene.structure.header.title.as_ref().map_or("", |title| &title.text);
        let everywhere = if is_regulation(title) { Norm::Rules } else { Norm::None };
        let plans = is_plan(title);
        let mut of: Vec<Norm> = Vec::with_capacity(scene.structure.measures.len());
        for measure in &scene.structure.measures {
            let above = measure.parent.and_then(|parent| of.get(parent)).copied();
            of.push(match above.unwrap_or(everywhere) {
                _ if states_conditions(measure.title.of(scene.text)) => Norm::Conditions,
                // Laws and rules are divided into articles; so are some plans.
                Norm::None if measure.section.ends_in_article() && !plans => Norm::Rules,
                above => above,
            });
        }
        Self { everywhere, of }
    }

    /// What norm a measure states, or the text before the first.
    pub(super) fn of_measure(&self, measure: Option<usize>) -> Norm {
        measure
            .and_then(|measure| self.of.get(measure))
            .copied()
            .unwrap_or(self.everywhere)
    }
}

/// Where a sentence among norms begins to promise: 力争, or by when something is due.
pub(super) fn promises_from(text: &str, sentence: Span, due: Option<u32>) -> Option<u32> {
    let strives = sentence.of(text).find("力争").map(|at| sentence.start + at as u32);
    strives.into_iter().chain(due).min()
}

/// Whether a title is a plan's that may be divided into articles.
fn is_plan(title: &str) -> bool {
    const PLANS: [&str; 6] = ["行动计划", "工作计划", "行动方案", "工作方案", "工作要点", "规划"];
    PLANS.iter().any(|word| title.contains(word)) && !is_regulation(title)
}

fn states_conditions(heading: &str) -> bool {
    let heading = heading.trim_end_matches(['：', ':', '。', ' ']);
    let names = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    CONDITIONS.iter().any(|word| heading.ends_with(word))
        && heading.chars().count() <= LONGEST_HEADING
        && names(&PURPOSES)
        && !names(&MAKES)
}

/// 某市某某管理办法（试行）.
fn is_regulation(title: &str) -> bool {
    let bare = title.trim_end_matches(['》', ' ']);
    let mut bare = bare
        .strip_suffix("的通知")
        .unwrap_or(bare)
        .trim_end_matches(['》', ' ']);
    while let Some(open) = bare
        .rfind(['（', '(', '〔'])
        .filter(|_| bare.ends_with(['）', ')', '〕']))
    {
        bare = bare[..open].trim_end();
    }
    let sets_criteria = bare.ends_with("标准") && !["提高", "调整", "提升"].iter().any(|verb| bare.contains(verb));
    sets_criteria || REGULATIONS.iter().any(|word| bare.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_conditions() {
        for (heading, expected) in [
            ("申报条件", true),
            ("建设条件", true),
            ("社区实行达标备案，应具备以下条件：", true),
            ("申报要求", true),
            ("认定标准", true),
            ("总体要求", false),
            ("改善基本办学条件", false),
            ("落地一批重点行业关键标准", false),
            ("发展目标", false),
        ] {
            assert_eq!(states_conditions(heading), expected, "{heading}");
        }
    }

    #[test]
    fn titles_of_regulations() {
        for (title, expected) in [
            ("某市市容环境卫生管理条例", true),
            ("某市重点实验室建设与运行管理办法（试行）", true),
            ("某省贯彻国务院若干意见的实施办法", false),
            ("某市国民经济和社会发展第十四个五年规划", false),
            ("某市关于印发某病种费用范围及标准的通知", true),
            ("某市关于提高最低生活保障标准的通知", false),
        ] {
            assert_eq!(is_regulation(title), expected, "{title}");
        }
    }
}
