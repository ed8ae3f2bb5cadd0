//! Programs that are the headings of a text: （一）网络质量升级行动, （二）算力提升赋能行动; 持续深化｜医疗健康保障工程.

use crate::context::chain;
use crate::recognise::{Candidate, Scene};
use crate::structure::Measure;
use crate::text::Span;

use super::described::{is_manner, named_by_work};

/// How such headings end.
const ENDINGS: [&str; 4] = ["行动", "工程", "计划", "项目"];
/// How many must stand beside each other: one alone may speak of any work.
const BESIDE: usize = 2;
/// The fewest characters before the ending.
const NARROWEST: usize = 4;

/// Candidates in headings, where several of one level are programs.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    scene
        .structure
        .side_by_side(BESIDE, |_, measure| program(scene, measure))
}

/// The program that a heading is, behind the verb that it may begin with.
fn program(scene: &Scene<'_>, measure: &Measure) -> Option<Candidate> {
    let title = measure.title;
    let printed = title.of(scene.text);
    let ending = ENDINGS.iter().find(|ending| printed.ends_with(**ending))?;
    let words = scene.words.within(behind_place(scene, title)).iter();
    let leading = words.take_while(|word| is_manner(word.span.of(scene.text)));
    let from = leading.last().map_or(title.start, |word| word.span.end);
    let start = title.end - ending.len() as u32;
    let name = &scene.text[from as usize..title.end as usize];
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '+') && !name.contains("实施") && !counts(name);
    named_by_work(scene, from, start, title.end, NARROWEST).filter(|_| is_name)
}

/// A title without the place that it begins with, where what that place does follows: 山东省威海市｜大力开展质量提升行动.
fn behind_place(scene: &Scene<'_>, title: Span) -> Span {
    let behind = chain(title.start, scene.matches, scene.lexicon, None).map(|(_, place)| Span {
        start: place.end,
        ..title
    });
    let acts = |rest: &Span| {
        let first = scene.words.within(*rest).first();
        first.is_some_and(|word| is_manner(word.span.of(scene.text)))
    };
    behind.filter(acts).unwrap_or(title)
}

/// Whether the heading says how many are to be reached: 100个社区友好空间改造工程.
fn counts(name: &str) -> bool {
    const COUNTED: [char; 9] = ['个', '名', '万', '家', '所', '项', '条', '户', '座'];
    name.split(|c: char| c.is_ascii_digit())
        .skip(1)
        .any(|behind| behind.starts_with(COUNTED))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Program;
    use crate::recognise::testing::facts;

    fn programs(text: &str) -> String {
        let facts = facts(&format!("安徽省某某行动计划\n安徽省人民政府 2025年3月1日\n\n{text}\n"));
        let names = facts.entities.iter().filter(|entity| entity.key.kind == Program);
        names
            .map(|entity| entity.key.name.clone())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn headings_side_by_side_are_programs() {
        let text = "二、任务\n（一）网络质量升级行动\n优化网络。\n（二）算力提升赋能行动。提升算力。";
        assert_eq!(programs(text), "算力提升赋能行动|网络质量升级行动");
        let text = "（一）持续深化医疗健康保障工程\n改善。\n（二）持续深化养老育幼服务工程\n扩大。";
        assert_eq!(programs(text), "养老育幼服务工程|医疗健康保障工程");
    }

    #[test]
    fn one_heading_and_a_kind_of_work_are_none() {
        assert_eq!(programs("（一）网络质量升级行动\n优化。\n（二）加强保障\n做好。"), "");
        assert_eq!(
            programs("（一）100个社区空间改造工程\n推进。\n（二）免费实施1万名老人复明工程\n推进。"),
            ""
        );
        assert_eq!(programs("（一）水利建设工程\n推进。\n（二）道路施工工程\n推进。"), "");
    }
}
