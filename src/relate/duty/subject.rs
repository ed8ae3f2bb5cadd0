//! A subject that the next sentence leaves out: 海关总署要继续做好…。要加大…，会同有关部门….

use crate::facts::ResponsibilityFact;
use crate::model::Role;
use crate::recognise::Scene;
use crate::relate::Names;
use crate::segment::Sentence;
use crate::text::Span;

use super::runs::Run;
use super::words::is_no_duty;
use super::{RULE, fact, opening};

/// The units that a sentence charges with something and opens with.
pub(super) struct Subject<'a> {
    sentence: &'a Sentence,
    run: Run<'a>,
}

impl<'a> Subject<'a> {
    /// The units at the head of a sentence, if it gives them a duty.
    pub(super) fn of(
        scene: &Scene<'_>,
        sentence: &'a Sentence,
        runs: &[Run<'a>],
        found: &[ResponsibilityFact],
    ) -> Option<Self> {
        let run = runs.first()?;
        let first = run.first()?.0.span;
        let is_charged = found.iter().any(|fact| fact.unit.span == first);
        (is_charged && first.start == opening(scene, sentence)).then(|| Self {
            sentence,
            run: run.clone(),
        })
    }

    /// What the next sentence of the passage says of them, if it begins with what is to be done and names nobody first.
    pub(super) fn goes_on(&self, scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence) -> Vec<ResponsibilityFact> {
        if sentence.passage != self.sentence.passage {
            return Vec::new();
        }
        let Some(role) = role(sentence.span.of(scene.text)) else {
            return Vec::new();
        };
        let quote = Span {
            start: self.sentence.span.start,
            ..sentence.span
        };
        self.run
            .iter()
            .map(|unit| fact(scene, names, sentence, unit, (role, RULE), quote))
            .collect()
    }
}

/// The role that a sentence without a subject gives: 要加大协调力度，会同….
fn role(sentence: &str) -> Option<Role> {
    const BIDS: [&str; 4] = ["要", "应当", "应", "并"];
    const BEFORE: [&str; 8] = ["要", "应当", "应", "并", "同时", "及时", "定期", "积极"];
    let sentence = sentence.trim_start();
    BIDS.iter().find(|bid| sentence.starts_with(**bid))?;
    sentence.split(['，', '；']).find_map(|clause| {
        let bare = BEFORE
            .iter()
            .fold(clause, |clause, word| clause.strip_prefix(word).unwrap_or(clause));
        let says = [("会同", Role::Lead), ("牵头", Role::Lead), ("负责", Role::Responsible)];
        let said = says.iter().find(|(verb, _)| bare.starts_with(verb))?;
        (!is_no_duty(bare)).then_some(said.1)
    })
}
