//! Bodies that no table knows, where the text gives them a short form: 市住房保障办公室（以下称市住房保障部门）. What is given
//! one is a name.

use crate::lexicon::{Cue, Level, Meaning};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::edge::NOT_OF_CITY;
use super::{Candidate, Scene, Sense};

/// How the bracket begins that gives a short form.
pub(crate) const SHORT_FORM: [&str; 6] = ["以下简称", "以下统称", "以下称", "下称", "简称", "统称"];
/// How the names of bodies end.
const BODIES: [(&str, EntityKind); 9] = [
    ("委员会", EntityKind::Agency),
    ("办公室", EntityKind::Agency),
    ("办公厅", EntityKind::Agency),
    ("指挥部", EntityKind::Agency),
    ("中心", EntityKind::Institution),
    ("局", EntityKind::Agency),
    ("厅", EntityKind::Agency),
    ("署", EntityKind::Agency),
    ("总队", EntityKind::Agency),
];
/// Words before a level that no name holds.
const LEADING: [char; 9] = ['由', '经', '向', '报', '和', '与', '及', '在', '是'];
/// The longest name, in characters.
const WIDEST: usize = 26;
/// The shortest.
const NARROWEST: usize = 5;

/// Candidates before such brackets.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let brackets = scene.matches.cues.all(Cue::Bracket).iter();
    let defining = brackets.filter(|bracket| {
        let inner = scene.after(bracket.end);
        matches!(bracket.of(scene.text), "(" | "（") && SHORT_FORM.iter().any(|words| inner.starts_with(words))
    });
    defining.filter_map(|bracket| named(scene, bracket.start)).collect()
}

/// The body whose name ends here, if no table knows it.
fn named(scene: &Scene<'_>, end: u32) -> Option<Candidate> {
    let head = scene.before(end);
    let (_, kind) = BODIES.iter().find(|(ending, _)| head.ends_with(ending))?;
    let known = |m: &Meaning| matches!(m, Meaning::Department(_) | Meaning::Body(_) | Meaning::Institution(_));
    if scene.matches.ending(end).any(|found| found.meanings.iter().any(known)) {
        return None;
    }
    let inside = head
        .char_indices()
        .rev()
        .take(WIDEST)
        .take_while(|(_, c)| c.is_alphabetic());
    let mut starts: Vec<usize> = inside.map(|(at, _)| at).collect();
    starts.reverse();
    let first = *starts.first()?;
    let first = behind_verb(scene.text, first, end as usize);
    let start = starts.into_iter().find(|at| *at >= first && opens(scene, *at, first))?;
    let span = Span::new(start, end as usize);
    (span.of(scene.text).chars().count() >= NARROWEST).then(|| Candidate {
        span,
        kind: *kind,
        sense: Sense::Printed,
        rule: Rule::named("name-with-a-short-form"),
    })
}

/// Behind the last verb that founds a body or charges one: 市政府设立｜三门峡市抗震救灾指挥部.
fn behind_verb(text: &str, from: usize, end: usize) -> usize {
    const VERBS: [&str; 4] = ["设立", "成立", "组建", "承担"];
    let ends = VERBS
        .iter()
        .filter_map(|verb| Some(text[from..end].rfind(verb)? + verb.len()));
    from + ends.max().unwrap_or(0)
}

/// Whether a place begins here, or a level at the beginning of the words or behind what leads to a name.
fn opens(scene: &Scene<'_>, at: usize, first: usize) -> bool {
    let place = |meaning: &Meaning| match meaning {
        Meaning::Place(id) => scene.lexicon.places.get(*id).level <= Level::County,
        _ => false,
    };
    let mut starting = scene.matches.starting(at as u32).iter();
    let by_place = starting.any(|found| found.span.len() >= 9 && found.meanings.iter().any(place));
    let head = scene.before(at as u32);
    let leads = at == first || head.ends_with(LEADING);
    let by_rank = scene.after(at as u32).starts_with(['省', '市', '区', '县', '州']) && !head.ends_with(NOT_OF_CITY);
    by_place || by_rank && leads
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::{Agency, Institution};
    use crate::recognise::testing::printed;

    #[test]
    fn what_is_given_a_short_form_is_a_name() {
        for (kind, sentence, names) in [
            (
                Agency,
                "省住房保障办公室（以下称省保障办）负责筹集。",
                "省住房保障办公室|省保障办",
            ),
            (
                Agency,
                "本措施由广州市海珠区人工智能发展局（简称“区智能局”）负责解释。",
                "广州市海珠区人工智能发展局|区智能局",
            ),
            (
                Institution,
                "由省消费维权中心（以下简称维权中心）受理。",
                "省消费维权中心|维权中心",
            ),
            (
                Agency,
                "省政府设立广东省地震应急指挥部（下称省指挥部）。",
                "省政府|广东省地震应急指挥部|省指挥部",
            ),
            (Agency, "人工智能企业（以下简称企业）可以申报。", ""),
        ] {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
