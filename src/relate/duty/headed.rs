//! Units at the head of a measure, whose duties follow sentence by sentence.

use crate::facts::ResponsibilityFact;
use crate::recognise::Scene;
use crate::relate::Names;
use crate::segment::Sentence;
use crate::text::Span;

use super::runs::{Run, runs};
use super::words::{BEHIND, is_no_duty};
use super::{RULE, fact, opening};

/// The units before the colon with which a measure begins (省水利厅：主要负责…。牵头负责…。): what the sentences below begin
/// with a verb of duty is theirs.
pub(super) struct Headed<'a> {
    pub(super) sentence: &'a Sentence,
    run: Run<'a>,
}

impl<'a> Headed<'a> {
    /// The units at the head of the measure that the sentence belongs to.
    pub(super) fn of_measure(scene: &'a Scene<'_>, names: Names<'a>, sentence: &Sentence) -> Option<Self> {
        let measure = &scene.structure.measures[sentence.measure?];
        let first = scene
            .sentences
            .partition_point(|sentence| sentence.span.end <= measure.span.start);
        let first = scene
            .sentences
            .get(first)
            .filter(|first| first.measure == sentence.measure)?;
        let run = runs(scene, names, first.span).into_iter().next()?;
        let (start, end) = (run.first()?.0.span.start, run.last()?.0.span.end);
        let is_head = start == opening(scene, first) && scene.text[end as usize..].starts_with([':', '：']);
        is_head.then_some(Self { sentence: first, run })
    }

    /// What a sentence without a subject gives them.
    pub(super) fn goes_on(&self, scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence) -> Vec<ResponsibilityFact> {
        let text = sentence.span.of(scene.text).trim_start();
        let verbs = BEHIND
            .iter()
            .filter(|(verb, _)| matches!(*verb, "负责牵头" | "牵头" | "负责" | "会同" | "配合" | "协助"));
        let said = verbs
            .into_iter()
            .find(|(verb, _)| text.starts_with(verb))
            .filter(|_| !is_no_duty(text));
        let Some((_, role)) = said else { return Vec::new() };
        let quote = Span {
            start: self.sentence.span.start,
            ..sentence.span
        };
        self.run
            .iter()
            .map(|unit| fact(scene, names, sentence, unit, (*role, RULE), quote))
            .collect()
    }
}
