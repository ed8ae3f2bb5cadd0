//! Names that the corrections file gives: found wherever the text prints them, whatever the words and the rules say.
//!
//! Such a name displaces every name that it overlaps, but for a longer one that holds it and is surely a name of its
//! own: 市科技局 in the file leaves 江门市科技局 whole.

use crate::corrections::{Change, RULE};
use crate::model::EntityKind;
use crate::text::{Span, fold_char, fold_name, is_quote};

use super::{Candidate, Scene, Sense, UnitItem, UnitList};

/// The names of the file in one text.
pub(super) struct Corrected(Vec<Candidate>);

impl Corrected {
    /// Where the text prints a name that the file gives; of names that overlap, the longest.
    pub(super) fn find(scene: &Scene<'_>) -> Self {
        let mut names: Vec<(&str, EntityKind)> = scene
            .corrections
            .iter()
            .filter_map(|line| Some((line.name.folded.as_str(), line.introduces()?)))
            .collect();
        if names.is_empty() {
            return Self(Vec::new());
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let folded = Folded::new(scene.text);
        let mut found: Vec<Candidate> = Vec::new();
        for (name, kind) in names {
            for span in folded.occurrences(name) {
                if scene.in_sentence(span) && !found.iter().any(|other| other.span.overlaps(span)) {
                    found.push(candidate(span, kind));
                }
            }
        }
        Self(found)
    }

    /// Makes room for these names among those that rules have found.
    pub(super) fn displace(&mut self, scene: &Scene<'_>, found: &mut Vec<Candidate>) {
        let Self(names) = self;
        names.retain(|name| !found.iter().any(|other| stands_over(scene, other, name)));
        found.retain(|other| {
            let mut near = names.iter().filter(|name| name.span.overlaps(other.span));
            near.all(|name| is_same(scene, name, other))
        });
        // A name that a rule finds too is left to the rule: it may know more of it.
        let known = |name: &Candidate| found.iter().any(|other| other.span.overlaps(name.span));
        let new: Vec<Candidate> = names.iter().filter(|name| !known(name)).cloned().collect();
        found.extend(new);
    }

    /// Makes these names the units of lists in the place of the units that they overlap.
    pub(super) fn take_over(&self, scene: &Scene<'_>, lists: &mut [UnitList]) {
        if self.0.is_empty() {
            return;
        }
        for list in lists {
            let items = std::mem::take(&mut list.items);
            list.items = items
                .into_iter()
                .flat_map(|item| self.in_place_of(scene, item))
                .collect();
        }
    }

    fn in_place_of(&self, scene: &Scene<'_>, item: UnitItem) -> Vec<UnitItem> {
        let near = self.0.iter().filter(|name| name.span.overlaps(item.candidate.span));
        let mut better: Vec<&Candidate> = near.filter(|name| !is_same(scene, name, &item.candidate)).collect();
        better.retain(|name| !stands_over(scene, &item.candidate, name));
        if better.is_empty() {
            return vec![item];
        }
        better.sort_by_key(|name| name.span);
        let items = better.into_iter().map(|name| UnitItem {
            candidate: name.clone(),
        });
        items.collect()
    }
}

fn candidate(span: Span, kind: EntityKind) -> Candidate {
    let sense = match kind {
        EntityKind::Collective => Sense::Collective,
        _ => Sense::Printed,
    };
    Candidate {
        span,
        kind,
        sense,
        rule: RULE,
    }
}

/// The same words, but for marks around them.
fn is_same(scene: &Scene<'_>, name: &Candidate, other: &Candidate) -> bool {
    name.span == other.span || fold_name(name.span.of(scene.text)) == fold_name(other.span.of(scene.text))
}

/// Whether a longer name that a rule has found stays whole around a name of the file: one that stands in marks or that
/// the lexicon knows, one that goes on behind the file's name (松山湖, 松山湖科学城), or of which that is the lesser part.
/// What rules take too much of stands before a name; and a longer name that the file drops does not stay.
fn stands_over(scene: &Scene<'_>, longer: &Candidate, name: &Candidate) -> bool {
    if !longer.span.contains(name.span) || is_same(scene, name, longer) {
        return false;
    }
    let printed = fold_name(longer.span.of(scene.text));
    match spoken_of(scene, &printed) {
        Some(Spoken::Dropped) => return false,
        Some(Spoken::Named) => return true,
        None => {}
    }
    let in_marks = matches!(longer.rule.name(), "title-marks" | "document-number");
    let known = !matches!(longer.sense, Sense::Printed | Sense::Collective | Sense::Alias(_));
    let goes_on = name.span.end < longer.span.end;
    let lesser = name.span.len() * 2 < longer.span.len();
    in_marks || known || goes_on || lesser
}

/// What the file says of a longer name.
enum Spoken {
    Dropped,
    Named,
}

fn spoken_of(scene: &Scene<'_>, printed: &str) -> Option<Spoken> {
    scene.corrections.iter().find_map(|line| match &line.change {
        Change::Drop { .. } if line.name.folded == printed => Some(Spoken::Dropped),
        Change::Alias { body: other, .. } | Change::Rename { to: other, .. } | Change::NotTheSame { other, .. }
            if other.folded == printed =>
        {
            Some(Spoken::Named)
        }
        _ => (line.name.folded == printed).then_some(Spoken::Named),
    })
}

/// A text as names are compared in it, with the way back.
struct Folded {
    text: String,
    /// For each byte of the folded text, the character of the text that it comes from.
    origin: Vec<Span>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        for (at, printed) in text.char_indices() {
            let c = fold_char(printed);
            if c.is_whitespace() || is_quote(c) {
                continue;
            }
            folded.text.push(c);
            let span = Span::new(at, at + printed.len_utf8());
            folded.origin.resize(folded.text.len(), span);
        }
        folded
    }

    /// Where the text prints a name, not inside a longer Latin word or number.
    fn occurrences(&self, name: &str) -> impl Iterator<Item = Span> {
        let ends = self.text.match_indices(name).map(|(at, found)| (at, at + found.len()));
        let whole = ends.filter(|&(from, to)| {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let (before, inside, after) = (&self.text[..from], &self.text[from..to], &self.text[to..]);
            let goes_on_before = latin(before.chars().next_back()) && latin(inside.chars().next());
            let goes_on_behind = latin(inside.chars().next_back()) && latin(after.chars().next());
            !goes_on_before && !goes_on_behind
        });
        whole.map(|(from, to)| Span {
            start: self.origin[from].start,
            end: self.origin[to - 1].end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_they_are_compared() {
        let text = "与ＩＣ 研究\n院（东莞）合作，MICE，IC研究院(东莞)";
        let folded = Folded::new(text);
        let found = |name: &str| folded.occurrences(name).map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(found("IC研究院(东莞)"), ["ＩＣ 研究\n院（东莞）", "IC研究院(东莞)"]);
        assert_eq!(found("IC").len(), 2, "not in MICE");
    }
}
