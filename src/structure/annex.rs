//! Annexes (附件) that are announced before they begin, and one that is all there is.

use crate::model::Section;

use super::{Measure, Structure};

/// A notice lists its annexes at its end (附件：1. 某名单) before they begin: the line that only announces one is no heading.
pub(super) fn without_listed_annexes(text: &str, out: Structure) -> Structure {
    let announces = |i: usize| {
        let measure = &out.measures[i];
        let holds_others = || out.measures.iter().any(|other| other.parent == Some(i));
        let again = || {
            let behind = &out.measures[i + 1..];
            behind.iter().any(|other| other.section == measure.section)
        };
        let is_line = || !measure.title.is_empty() && !measure.title.of(text).contains('\n');
        // The cheap question first: of many measures, few are annexes.
        is_annex(measure) && is_line() && !holds_others() && again()
    };
    let is_out: Vec<bool> = (0..out.measures.len()).map(announces).collect();
    if !is_out.contains(&true) {
        return out;
    }
    without(out, &is_out, |_| None)
}

/// A notice that numbers nothing itself and carries one paper as its 附件: the paper's outline is the document's.
pub(super) fn without_lone_annex(mut out: Structure) -> Structure {
    let annexes = out.measures.iter().filter(|measure| is_annex(measure)).count();
    let carries_all = annexes == 1 && out.measures.first().is_some_and(is_annex) && out.measures.len() > 1;
    if !carries_all {
        return out;
    }
    let is_first: Vec<bool> = (0..out.measures.len()).map(|i| i == 0).collect();
    out = without(out, &is_first, |_| None);
    for measure in &mut out.measures {
        // What stands behind the signature of the notice stands in no annex.
        let is_inside = measure.section.labels()[0].starts_with("附件");
        let labels = measure.section.labels().iter();
        measure.section = Section::new(labels.skip(usize::from(is_inside)).cloned());
    }
    out
}

fn is_annex(measure: &Measure) -> bool {
    measure.section.labels().len() == 1 && measure.section.labels()[0].starts_with("附件")
}

/// Takes measures out; what stood in them stands in `heir` from then on.
fn without(mut out: Structure, is_out: &[bool], heir: impl Fn(usize) -> Option<usize>) -> Structure {
    let place: Vec<usize> = is_out
        .iter()
        .scan(0, |kept, is_out| {
            let here = *kept;
            *kept += usize::from(!is_out);
            Some(here)
        })
        .collect();
    let moved = |measure: Option<usize>| {
        let mut next = measure;
        while let Some(measure) = next.filter(|measure| is_out[*measure]) {
            next = heir(measure);
        }
        next.map(|measure| place[measure])
    };
    for passage in &mut out.passages {
        passage.measure = moved(passage.measure);
        passage.paragraph_measure = moved(passage.paragraph_measure);
    }
    for assignment in &mut out.assignments {
        assignment.measure = moved(assignment.measure);
    }
    for measure in &mut out.measures {
        measure.parent = moved(measure.parent);
    }
    out.due
        .retain_mut(|(measure, _)| moved(Some(*measure)).map(|to| *measure = to).is_some());
    let mut places = is_out.iter();
    out.measures.retain(|_| places.next().is_some_and(|is_out| !is_out));
    out
}
