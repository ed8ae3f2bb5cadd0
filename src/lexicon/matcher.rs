//! Finds every name of the tables in a text, in one pass.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::text::{Marks, Span};

use super::cue::{self, Cue, Cues, Kinds};
use super::{DepartmentId, Departments, Level, NameId, Names, PlaceId, Places};

/// What a string of the text may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A place, by its full name or a short form.
    Place(PlaceId),
    /// A kind of department, by its name or an abbreviation; the region stands before it.
    Department(DepartmentId),
    /// The part of a vertically managed body's name before its region.
    Before(DepartmentId),
    /// A body of the centre.
    Body(NameId),
    /// A zone.
    Zone(NameId),
    /// An enterprise.
    Enterprise(NameId),
    /// An institution.
    Institution(NameId),
    /// A law or policy.
    Policy(NameId),
}

/// A string of the text that stands in the tables.
#[derive(Debug, Clone, Copy)]
pub struct Match<'l> {
    /// Where.
    pub span: Span,
    /// What it may stand for.
    pub meanings: &'l [Meaning],
}

impl Match<'_> {
    /// The places that it may stand for.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + Clone {
        self.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Place(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether it may stand for a department.
    pub fn is_department(&self) -> bool {
        let mut meanings = self.meanings.iter();
        meanings.any(|meaning| matches!(meaning, Meaning::Department(_)))
    }

    /// The kinds of department that it may stand for.
    pub fn departments(&self) -> Vec<DepartmentId> {
        let kinds = self.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Department(id) => Some(*id),
            _ => None,
        });
        kinds.collect()
    }
}

/// The automaton over all names but the towns', which [`Places::named`] finds by their endings, and over the cues.
pub struct Matcher {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    meanings: Vec<Vec<Meaning>>,
    /// The cues that a string is; most names are none.
    cues: Vec<Kinds>,
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher")
            .field("meanings", &self.meanings)
            .finish_non_exhaustive()
    }
}

impl Matcher {
    pub(super) fn new(
        places: &Places,
        departments: &Departments,
        [bodies, zones, enterprises, institutions, policies]: [&Names; 5],
    ) -> Self {
        let mut patterns = Patterns::default();
        // First, so that what is looked up most stands together.
        cue::words().for_each(|(word, cue)| patterns.cue(word, cue));
        for (id, place) in places.iter().filter(|(_, place)| place.level != Level::Town) {
            let short = place.short.iter().filter(|short| short.chars().count() > 1);
            std::iter::once(&place.name)
                .chain(short)
                .for_each(|name| patterns.add(name, Meaning::Place(id)));
        }
        for (id, department) in departments.iter() {
            for name in department.forms() {
                match name.split_once("{region}") {
                    None => patterns.add(name, Meaning::Department(id)),
                    Some(("", behind)) => patterns.add(behind, Meaning::Department(id)),
                    Some((before, _)) => patterns.add(before, Meaning::Before(id)),
                }
            }
            for name in department.party_forms() {
                patterns.add(&name, Meaning::Department(id));
            }
        }
        let tables: [(&Names, Making); 5] = [
            (bodies, Meaning::Body),
            (zones, Meaning::Zone),
            (enterprises, Meaning::Enterprise),
            (institutions, Meaning::Institution),
            (policies, Meaning::Policy),
        ];
        for (table, meaning) in tables {
            for (id, row) in table.iter() {
                std::iter::once(&row.name)
                    .chain(&row.short)
                    .for_each(|name| patterns.add(name, meaning(id)));
            }
        }
        patterns.build()
    }

    /// What a name may stand for that is known as a whole.
    pub fn whole(&self, name: &str) -> &[Meaning] {
        let mut found = self.automaton.find_overlapping_iter(name);
        let whole = found.find(|found| (found.start(), found.end()) == (0, name.len()));
        whole.map_or(&[], |whole| &self.meanings[whole.value() as usize])
    }

    /// Every match in `text`.
    pub fn find<'l>(&'l self, text: &str) -> Matches<'l> {
        // The automaton goes through the text once: what it finds comes by end, the longest first.
        let (mut by_end, mut cues) = (Vec::with_capacity(text.len() / 16), Cues::with_room(text.len()));
        for found in self.automaton.find_overlapping_iter(text) {
            let (span, at) = (Span::new(found.start(), found.end()), found.value() as usize);
            cues.push(self.cues[at], span);
            let meanings = self.meanings[at].as_slice();
            if !meanings.is_empty() {
                by_end.push(Match { span, meanings });
            }
        }
        Matches::new(by_end, cues, text.len())
    }
}

/// Every match in one text, also where one holds another.
#[derive(Debug, Default)]
pub struct Matches<'l> {
    /// By start, the longest first.
    by_start: Vec<Match<'l>>,
    /// By end, the longest first.
    by_end: Vec<Match<'l>>,
    /// Words and marks at which the grammar begins to look.
    pub cues: Cues,
    /// Where those that start at one byte stand in `by_start`.
    starts: Index,
    /// Where those that end at one byte stand in `by_end`.
    ends: Index,
}

impl<'l> Matches<'l> {
    /// Of a text of `len` bytes, by end, the longest first.
    fn new(by_end: Vec<Match<'l>>, cues: Cues, len: usize) -> Self {
        let mut by_start = by_end.clone();
        order_by_start(&mut by_start);
        Self {
            starts: Index::of(by_start.iter().map(|found| found.span.start), len),
            ends: Index::of(by_end.iter().map(|found| found.span.end), len),
            by_start,
            by_end,
            cues,
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_start.len()
    }

    /// By start, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = &Match<'l>> {
        self.by_start.iter()
    }

    /// Those that begin in `from..to`, by start.
    pub fn within(&self, from: u32, to: u32) -> &[Match<'l>] {
        let (first, behind) = (self.starts.first_from(from), self.starts.first_from(to));
        &self.by_start[first..behind.max(first)]
    }

    /// Those that begin at this byte, the longest first.
    #[inline]
    pub fn starting(&self, start: u32) -> &[Match<'l>] {
        self.starts.at(start).map_or(&[], |same| &self.by_start[same])
    }

    /// Those that end at this byte, the longest first.
    #[inline]
    pub fn ending(&self, end: u32) -> impl Iterator<Item = &Match<'l>> {
        let same = self.ends.at(end).map_or(&[][..], |same| &self.by_end[same]);
        same.iter()
    }
}

/// Puts matches that come by their ends into the order of their starts, the longest first. None is longer than the longest
/// name, so each has but a few to pass.
fn order_by_start(matches: &mut [Match<'_>]) {
    let key = |found: &Match<'_>| (found.span.start, Reverse(found.span.end));
    for next in 1..matches.len() {
        let (found, mut at) = (matches[next], next);
        while at > 0 && key(&matches[at - 1]) > key(&found) {
            matches[at] = matches[at - 1];
            at -= 1;
        }
        matches[at] = found;
    }
}

/// Where things stand in a list that is ordered by their places in a text.
#[derive(Debug, Default)]
struct Index {
    taken: Marks,
    /// For each place that is taken, where the first in the list has it; and the length of the list.
    first: Vec<u32>,
}

impl Index {
    fn of(places: impl Iterator<Item = u32> + Clone, len: usize) -> Self {
        let taken = Marks::of(places.clone(), len);
        let mut first = Vec::with_capacity(places.size_hint().0 + 1);
        let (mut last, mut length) = (None, 0);
        for place in places {
            if last.replace(place) != Some(place) {
                first.push(length);
            }
            length += 1;
        }
        first.push(length);
        Self { taken, first }
    }

    /// Those at this place.
    #[inline]
    fn at(&self, place: u32) -> Option<Range<usize>> {
        self.taken.has(place).then(|| {
            let nth = self.taken.before(place);
            self.first[nth] as usize..self.first[nth + 1] as usize
        })
    }

    /// The first at this place or behind it.
    fn first_from(&self, place: u32) -> usize {
        self.first
            .get(self.taken.before(place))
            .map_or(0, |first| *first as usize)
    }
}

/// A text of the kind that is read: what reading it asks of the automaton lies close together in memory. What is found does
/// not depend on it.
const SAMPLE: &str = include_str!("../../data/corpus/guangdong-2012.txt");

/// Makes the meaning of a row of a table.
type Making = fn(NameId) -> Meaning;

#[derive(Default)]
struct Patterns {
    names: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
    cues: Vec<Kinds>,
    known: HashMap<String, usize>,
}

impl Patterns {
    /// Adds a name, with full-width brackets too where it has brackets.
    fn add(&mut self, name: &str, meaning: Meaning) {
        if name.chars().count() < 2 && !matches!(meaning, Meaning::Department(_) | Meaning::Before(_)) {
            return;
        }
        self.insert(name.to_owned(), meaning);
        if name.contains('(') {
            self.insert(name.replace('(', "（").replace(')', "）"), meaning);
        }
    }

    fn cue(&mut self, word: String, cue: Cue) {
        let at = self.at(word);
        self.cues[at].add(cue);
    }

    /// The place of a name among the patterns.
    fn at(&mut self, name: String) -> usize {
        let next = self.names.len();
        let at = *self.known.entry(name.clone()).or_insert(next);
        if at == next {
            self.names.push(name);
            self.meanings.push(Vec::new());
            self.cues.push(Kinds::default());
        }
        at
    }

    fn insert(&mut self, name: String, meaning: Meaning) {
        let at = self.at(name);
        if !self.meanings[at].contains(&meaning) {
            self.meanings[at].push(meaning);
        }
    }

    fn build(self) -> Matcher {
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .corpus([SAMPLE])
            .build(&self.names)
            .expect("names are distinct, not empty, and far below the automaton's limits");
        Matcher {
            automaton,
            meanings: self.meanings,
            cues: self.cues,
        }
    }
}
