//! One body with two name plates (一个机构两块牌子): 市发展改革委（市数据局）. What the brackets hold is another name of the
//! body before them, in this document only.

use crate::lexicon::Meaning;
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Scene, Sense, Table};

/// How the names of bodies end.
const ENDINGS: [char; 11] = ['局', '委', '办', '厅', '署', '心', '室', '会', '院', '馆', '站'];
/// Words that a bracket begins with when it names no second plate.
const OTHERWISE: [&str; 13] = [
    "含", "不含", "除", "负责", "牵头", "配合", "以下", "其中", "原", "各", "有关", "相关", "及",
];
/// The levels that a printed name may begin with.
const RANKS: [char; 7] = ['省', '市', '州', '盟', '区', '县', '旗'];
/// The longest bracket that is looked into, in bytes.
const WIDEST: usize = 120;

/// The rule under which a second plate is found: it wins over the department that it would be elsewhere.
pub(super) const RULE: &str = "second-plate";

/// Second names of `named`, in their brackets and wherever the text prints them again.
pub(super) fn find(scene: &Scene<'_>, named: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for first in named.iter().filter(|candidate| is_body(scene, candidate)) {
        for plate in plates(scene, first) {
            found.push(alias(plate, first));
            found.extend(elsewhere(scene, named, plate).map(|span| alias(span, first)));
        }
    }
    found
}

fn is_body(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let is_known = matches!(
        candidate.sense,
        Sense::Department { .. } | Sense::Listed(Table::Bodies, _)
    );
    // Of what no table knows, what a list of units holds and a body's name ends.
    let printed = candidate.span.of(scene.text);
    let is_unit = || {
        candidate.sense == Sense::Printed
            && candidate.rule.name() == "unit-list"
            && printed.ends_with(['局', '委', '办', '厅'])
    };
    candidate.kind == EntityKind::Agency && (is_known || is_unit())
}

fn alias(span: Span, first: &Candidate) -> Candidate {
    Candidate {
        span,
        kind: first.kind,
        sense: Sense::Alias(first.span),
        rule: Rule::named(RULE),
    }
}

/// The names in the bracket directly behind a body's name.
fn plates(scene: &Scene<'_>, first: &Candidate) -> Vec<Span> {
    let after = scene.after(first.span.end);
    let Some(inner) = after.strip_prefix(['（', '(']) else {
        return Vec::new();
    };
    let Some(close) = inner.find(['）', ')']).filter(|close| *close <= WIDEST) else {
        return Vec::new();
    };
    let mut at = first.span.end as usize + (after.len() - inner.len());
    let mut found = Vec::new();
    for part in inner[..close].split('、') {
        let span = Span::new(at, at + part.len());
        at = span.end as usize + '、'.len_utf8();
        if !is_plate(scene, first, span) {
            return Vec::new();
        }
        found.push(span);
    }
    found
}

/// Whether a bracket's part names a body of the same owner.
fn is_plate(scene: &Scene<'_>, first: &Candidate, span: Span) -> bool {
    let printed = span.of(scene.text);
    let is_name = printed.ends_with(ENDINGS)
        && (3..=16).contains(&printed.chars().count())
        && printed.chars().all(char::is_alphabetic)
        && !OTHERWISE.iter().any(|word| printed.starts_with(word));
    let other_place = scene.matches.starting(span.start).iter().any(|found| {
        found
            .meanings
            .iter()
            .any(|meaning| matches!(meaning, Meaning::Place(_)))
    });
    let rank = |name: &str| name.chars().next().filter(|c| RANKS.contains(c));
    let own = rank(printed).is_none_or(|level| rank(first.span.of(scene.text)) == Some(level));
    is_name && own && !other_place
}

/// Where the text prints a plate with its level again, as a name of its own.
fn elsewhere<'s>(scene: &'s Scene<'_>, named: &'s [Candidate], plate: Span) -> impl Iterator<Item = Span> + 's {
    let printed = plate.of(scene.text);
    let again = named
        .iter()
        .map(|candidate| candidate.span)
        .filter(move |span| *span != plate && span.of(scene.text) == printed);
    again.filter(move |_| printed.starts_with(RANKS))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::resolved;

    #[test]
    fn a_second_plate_is_the_same_body_wherever_it_is_printed() {
        let sentence = "省发展改革委（省数据局）牵头，省财政厅配合；省数据局负责编制目录。";
        assert_eq!(
            resolved(sentence, Agency),
            "广东省发展和改革委员会|广东省发展和改革委员会|广东省财政厅|广东省发展和改革委员会"
        );
    }

    #[test]
    fn another_places_body_is_no_plate() {
        let found = resolved("省司法厅（深圳市司法局）负责落实。", Agency);
        assert_eq!(found, "广东省司法厅|深圳市司法局");
    }
}
