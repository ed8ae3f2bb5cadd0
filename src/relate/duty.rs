//! Responsibilities in running text: 由甲牵头, 甲、乙负责…, 联合丙….

mod headed;
mod reading;
mod runs;
mod subject;
mod words;

use std::sync::LazyLock;

use crate::facts::{EntityId, MeasureId, ResponsibilityFact, UnitRef};
use crate::lexicon::Cue;
use crate::model::{EntityKind, Role, Rule};
use crate::read::numbering;
use crate::recognise::{Candidate, Scene};
use crate::segment::Sentence;
use crate::text::{Span, Spans, WordList};

use super::Names;
use headed::Headed;
use reading::Reading;
use runs::{Run, runs};
use subject::Subject;
pub(super) use words::{is_only_a_noun, is_wish};

const RULE: Rule = Rule::named("duty-verb");
/// What the text bids somebody to do without a word that calls it a duty.
pub(super) const BIDDEN: Rule = Rule::named("duty-bidden");

/// How the names of places end that have a government.
static LEVELS: LazyLock<WordList> = LazyLock::new(|| WordList::new("省 市 州 盟 县 区 旗 镇 乡 街道"));

/// Duties in the sentences outside the lists that were read already.
pub(super) fn in_sentences(scene: &Scene<'_>, names: Names<'_>, listed: &Spans) -> Vec<ResponsibilityFact> {
    let sentences = scene
        .sentences
        .iter()
        .filter(|sentence| !scene.structure.passages[sentence.passage].is_unit_cell);
    let charging = sentences.filter(|sentence| sentence.cues.has(Cue::Charge));
    let open = charging.filter(|sentence| !listed.hold(sentence.span));
    let mut found = Vec::new();
    // The measure last looked at, and the units at its head.
    let (mut measure, mut headed): (Option<usize>, Option<Headed<'_>>) = (None, None);
    let mut subject: Option<Subject<'_>> = None;
    for sentence in open {
        let runs = runs(scene, names, sentence.span);
        let said = in_sentence(scene, names, sentence, &runs);
        let left_out = subject.as_ref().map(|subject| subject.goes_on(scene, names, sentence));
        found.extend(left_out.into_iter().flatten());
        subject = Subject::of(scene, sentence, &runs, &said);
        found.extend(said);
        if measure != sentence.measure {
            (measure, headed) = (sentence.measure, Headed::of_measure(scene, names, sentence));
        }
        if let Some(headed) = headed.as_ref().filter(|headed| headed.sentence.span != sentence.span) {
            found.extend(headed.goes_on(scene, names, sentence));
        }
    }
    found.retain(|fact| !listed.hold(fact.unit.span));
    found
}

fn fact(
    scene: &Scene<'_>,
    names: Names<'_>,
    sentence: &Sentence,
    (candidate, entity): &(&Candidate, EntityId),
    duty: (Role, Rule),
    quote: Span,
) -> ResponsibilityFact {
    let (role, told_by) = duty;
    ResponsibilityFact {
        measure: sentence.measure.map(|measure| MeasureId(measure as u32)),
        role,
        unit: UnitRef {
            entity: *entity,
            span: candidate.span,
        },
        printed: candidate.span.of(scene.text).to_owned(),
        inherited: false,
        quote,
        rule: told_by,
        corrections: names.lines_at(candidate.span),
    }
}

fn in_sentence(scene: &Scene<'_>, names: Names<'_>, sentence: &Sentence, runs: &[Run<'_>]) -> Vec<ResponsibilityFact> {
    let kind = |(_, entity): &(&Candidate, EntityId)| names.kind(*entity);
    let reading = Reading {
        text: scene.text,
        sentence: sentence.span,
        opening: opening(scene, sentence),
        binds: in_article(scene, sentence),
        words: scene.words,
        runs,
    };
    let mut found = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        let is_agency = |unit| matches!(kind(unit), EntityKind::Agency | EntityKind::Collective);
        let is_place = |unit| kind(unit) == EntityKind::Place;
        let leads = !found.is_empty() || runs.iter().flatten().any(is_agency);
        let governs_itself = |unit: &(&Candidate, EntityId)| LEVELS.ending(unit.0.span.of(scene.text)).is_some();
        // 市工信局牵头，陈仓区配合; not 会同徐汇区｜新型工业化推进办公室.
        let helps = || reading.helps(i) && run.iter().all(governs_itself);
        let is_partner = !run.iter().all(is_place) || !found.is_empty() && helps();
        let partner = |role: &Role| *role == Role::Support && is_partner && leads;
        let governs = run.iter().any(is_agency)
            || reading.binds_others(i) && !run.iter().any(|unit| kind(unit) == EntityKind::Enterprise);
        let said = reading.role(i).filter(|role| {
            governs
                || reading.is_charged(i)
                || reading.is_asked(i)
                || reading.is_head(i)
                || sentence.measure.is_some() && reading.takes_on(i)
                || partner(role)
        });
        let bidden = || run.iter().any(is_agency) && reading.is_bidden(i);
        let duty = said.map(|role| (role, RULE));
        let Some(duty) = duty.or_else(|| bidden().then_some((Role::Responsible, BIDDEN))) else {
            continue;
        };
        let facts = run
            .iter()
            .map(|unit| fact(scene, names, sentence, unit, duty.clone(), sentence.span));
        found.extend(facts);
    }
    found
}

/// Where the sentence's own words begin, behind the number of its measure.
fn opening(scene: &Scene<'_>, sentence: &Sentence) -> u32 {
    let printed = sentence.span.of(scene.text);
    let number = numbering::any_marker(printed).map_or(0, |marker| marker.len);
    let lead = printed[number..].len() - printed[number..].trim_start().len();
    sentence.span.start + (number + lead) as u32
}

/// Whether the sentence stands in an article of a regulation, where 应当 binds whom it names.
fn in_article(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let mut next = sentence.measure;
    while let Some(measure) = next {
        let measure = &scene.structure.measures[measure];
        if measure.section.ends_in_article() {
            return true;
        }
        next = measure.parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::recognise::testing::facts;

    /// The roles that a sentence of a regulation of Guangdong gives: `role printed`, joined by `|`.
    fn roles(sentence: &str) -> String {
        let text = format!("广东省某某办法\n广东省人民政府 2021年3月1日\n\n第一条 {sentence}\n");
        let facts = facts(&text);
        let told = facts.responsibilities.iter();
        let told = told.map(|fact| format!("{} {}", fact.role.name(), fact.printed));
        told.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn duties_stand_beside_units() {
        for (sentence, told) in [
            ("省科技厅牵头，省财政厅配合。", "lead 省科技厅|support 省财政厅"),
            ("由省科技厅负责解释。", "responsible 省科技厅"),
            (
                "省教育厅配合省公安厅做好校园安全工作。",
                "support 省教育厅|lead 省公安厅",
            ),
            (
                "省科技厅要加强协调，会同省财政厅建立机制。",
                "lead 省科技厅|support 省财政厅",
            ),
            ("省科技厅（以下简称科技厅）负责统筹。", "responsible 省科技厅"),
            ("省科技厅应当建立平台。", "responsible 省科技厅"),
            (
                "省科技厅、省财政厅要加大投入。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
            ("中山大学牵头，暨南大学参与。", "lead 中山大学|support 暨南大学"),
            ("具体工作由深圳市负责。", "responsible 深圳市"),
            ("请省科技厅配合做好培训工作。", "support 省科技厅"),
            ("请中国电力企业联合会配合做好培训工作。", "support 中国电力企业联合会"),
            (
                "省水利厅：主要负责水情监测。牵头负责水利工程建设，参与做好相关工作。",
                "lead 省水利厅|responsible 省水利厅",
            ),
            ("省科技厅负责制定年度计划。", "responsible 省科技厅"),
            ("国网广东省电力公司：负责保障供电。", "responsible 国网广东省电力公司"),
            ("省科技厅（以下称主管单位）负责统筹。", "responsible 省科技厅"),
            (
                "省科技厅、省财政厅以及其他有关单位负责落实。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
            (
                "省科技厅为牵头单位，省财政厅为配合单位。",
                "lead 省科技厅|support 省财政厅",
            ),
            (
                "省科技厅、省财政厅在各自职责范围内做好服务。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
            (
                "由省科技厅、市某某工作专班、省财政厅负责落实。",
                "responsible 省科技厅|responsible 省财政厅",
            ),
        ] {
            assert_eq!(roles(sentence), told, "{sentence}");
        }
    }

    #[test]
    fn the_next_sentence_leaves_its_subject_out() {
        for (sentences, told) in [
            (
                "省科技厅要做好牵头工作。要加大协调力度，会同省财政厅建立机制。",
                "lead 省科技厅|support 省财政厅",
            ),
            (
                "省科技厅要做好牵头工作。企业要加大投入，会同省财政厅建立机制。",
                "responsible 省科技厅|support 省财政厅",
            ),
        ] {
            assert_eq!(roles(sentences), told, "{sentences}");
        }
    }

    #[test]
    fn what_is_no_duty() {
        for sentence in [
            "省科技厅会同省财政厅研究制定了本办法。",
            "本办法适用于省科技厅负责审批的项目。",
            "省科技厅负责人出席会议。",
            "省科技厅要求加大投入。",
            "省科技厅应急值守人员名单。",
            "省科技厅会同省财政厅研究提出了意见：目前项目已经列入规划。",
            "省科技厅已会同省财政厅赴现场调查。",
            "由省政府有关部门的人员组成。",
            "省科技厅、省财政厅按职责分工密切配合。",
            "由省科技厅主办的首届大赛取得圆满成功。",
            "提请省科技厅配合。",
            "由深圳市相关部门负责解释。",
            "由省科技厅与省财政厅商定。",
            "近年来，省科技厅会同省财政厅加强协同。",
        ] {
            assert_eq!(roles(sentence), "", "{sentence}");
        }
    }
}
