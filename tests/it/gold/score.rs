//! What was found against what a careful reader finds: the rules of `tests/gold/score.py`, which `--ignored` compares.

use std::collections::{BTreeMap, BTreeSet};

use policygraph::text::fold_char;

use super::tables::Row;

/// What is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Outline,
    Responsibilities,
    Entities,
    Targets,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Outline, Self::Responsibilities, Self::Entities, Self::Targets];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Responsibilities => "responsibilities",
            Self::Entities => "entities",
            Self::Targets => "targets",
        }
    }

    /// The saved query whose rows are scored.
    pub(crate) fn query(self) -> &'static str {
        match self {
            Self::Outline => "measures",
            other => other.name(),
        }
    }

    /// The gold of a document, below the folder of the gold.
    pub(crate) fn gold_file(self, document: &str) -> String {
        match self {
            Self::Outline => format!("outline/{document}.tsv"),
            Self::Responsibilities => format!("{document}.responsibility.tsv"),
            Self::Entities => format!("{document}.entities.tsv"),
            Self::Targets => format!("{document}.targets.tsv"),
        }
    }

    /// The column in which `?` says that a reader could argue.
    fn arguable(self) -> &'static str {
        match self {
            Self::Outline => "",
            Self::Responsibilities => "role",
            Self::Entities => "type",
            Self::Targets => "kind",
        }
    }

    /// Whether a gold row counts neither for nor against.
    fn ignores(self, gold: &Row) -> bool {
        gold.get(self.arguable()).ends_with('?') || self == Self::Responsibilities && gold.get("note") == "group"
    }

    /// Whether a found row is the gold row.
    fn same(self, gold: &Row, found: &Row) -> bool {
        match self {
            Self::Outline => same_measure(gold, found),
            Self::Responsibilities => agrees(gold, found, "role") && same_unit(gold, found),
            Self::Entities => agrees(gold, found, "type") && named(gold, found, "name", "printed"),
            Self::Targets => same_target(gold, found),
        }
    }

    /// Whether a found row is what an ignored gold row speaks of.
    fn same_as_ignored(self, gold: &Row, found: &Row) -> bool {
        match self {
            Self::Responsibilities => same_unit(gold, found),
            other => other.same(gold, found),
        }
    }

    /// Whether a hit is right in what matching it did not ask: the full name, or where a target stands and how it binds.
    fn resolves(self, gold: &Row, found: &Row) -> bool {
        match self {
            Self::Outline => false,
            Self::Responsibilities => names(gold.get("names")).contains(&fold(found.get("unit"))),
            Self::Entities => names(gold.get("names")).contains(&fold(found.get("name"))),
            Self::Targets => same_section(gold, found) && fold(gold.get("comparator")) == fold(found.get("comparator")),
        }
    }
}

/// Counts over documents, and a line for each thing that is not right.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) counts: Counts,
    /// The same by the kind of agency, role or target.
    pub(crate) by_type: BTreeMap<String, Counts>,
    /// Hits that are right in all else too.
    pub(crate) resolved: usize,
    /// Found rows that are two gold rows at once.
    pub(crate) merged: usize,
    /// What is not right.
    pub(crate) complaints: Vec<String>,
}

/// Hits, misses and what is too many.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) hit: usize,
    pub(crate) missed: usize,
    pub(crate) extra: usize,
}

impl Counts {
    /// The share of what was found that is right.
    pub(crate) fn precision(self) -> f64 {
        self.share_beside(self.extra)
    }

    /// The share of what is right that was found.
    pub(crate) fn recall(self) -> f64 {
        self.share_beside(self.missed)
    }

    fn share_beside(self, others: usize) -> f64 {
        match self.hit + others {
            0 => 1.0,
            all => self.hit as f64 / all as f64,
        }
    }

    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }
}

impl Score {
    /// The share of hits that are right in all else too.
    pub(crate) fn resolved_share(&self) -> f64 {
        match self.counts.hit {
            0 => 0.0,
            hits => self.resolved as f64 / hits as f64,
        }
    }

    /// F1 of one kind of agency, role or target.
    pub(crate) fn f1_of(&self, type_name: &str) -> f64 {
        self.by_type.get(type_name).map_or(0.0, |counts| counts.f1())
    }

    /// Adds what was found in a document.
    pub(crate) fn add(&mut self, kind: Kind, document: &str, gold: &[Row], found: &[Row]) {
        let (ignored, gold): (Vec<&Row>, Vec<&Row>) = gold.iter().partition(|row| kind.ignores(row));
        let mut left = distinct(found);
        for &row in &gold {
            match left.iter().position(|candidate| kind.same(row, candidate)) {
                Some(place) => self.hit(kind, document, row, left.remove(place), &gold),
                None => self.count(kind, document, "missed", row),
            }
        }
        left.retain(|row| !ignored.iter().any(|gold| kind.same_as_ignored(gold, row)));
        for row in left {
            self.count(kind, document, "extra", row);
        }
    }

    fn hit(&mut self, kind: Kind, document: &str, gold: &Row, found: &Row, all: &[&Row]) {
        self.count(kind, document, "hit", gold);
        if kind.resolves(gold, found) {
            self.resolved += 1;
        } else if kind != Kind::Outline {
            self.complain(document, "unresolved", &format!("{found} for {gold}"));
        }
        let is_another = |other: &&Row| !std::ptr::eq(*other, gold) && kind.same(other, found);
        if kind == Kind::Entities && all.iter().any(is_another) {
            self.merged += 1;
            self.complain(document, "merged", &found.to_string());
            self.count(kind, document, "extra", found);
        }
    }

    fn count(&mut self, kind: Kind, document: &str, what: &str, row: &Row) {
        let by_type = self.by_type.entry(row.get(kind.arguable()).to_owned()).or_default();
        for counts in [&mut self.counts, by_type] {
            match what {
                "hit" => counts.hit += 1,
                "missed" => counts.missed += 1,
                _ => counts.extra += 1,
            }
        }
        if what != "hit" {
            self.complain(document, what, &row.to_string());
        }
    }

    fn complain(&mut self, document: &str, what: &str, row: &str) {
        self.complaints.push(format!("{what} in {document}: {row}"));
    }
}

/// Rows that differ in none of these are one.
const IDENTITY: [&str; 10] = [
    "section",
    "role",
    "unit",
    "type",
    "name",
    "title",
    "kind",
    "indicator",
    "value",
    "year",
];

/// Each row once: the last of those that are one, at the place of the first.
fn distinct(rows: &[Row]) -> Vec<&Row> {
    let identity = |row: &Row| IDENTITY.map(|column| row.get(column).to_owned());
    let mut kept: Vec<&Row> = Vec::new();
    let mut places = BTreeMap::new();
    for row in rows {
        let place = *places.entry(identity(row)).or_insert(kept.len());
        if place == kept.len() {
            kept.push(row);
        }
        kept[place] = row;
    }
    kept
}

fn agrees(gold: &Row, found: &Row, column: &str) -> bool {
    let wanted = gold.get(column);
    wanted.ends_with('?') || wanted == found.get(column)
}

fn same_unit(gold: &Row, found: &Row) -> bool {
    same_section(gold, found) && named(gold, found, "unit", "unit_printed")
}

/// Whether one of the gold's names is the full name or one of the printed ones.
fn named(gold: &Row, found: &Row, full: &str, printed: &str) -> bool {
    let wanted = names(gold.get("names"));
    wanted.contains(&fold(found.get(full))) || !wanted.is_disjoint(&names(found.get(printed)))
}

fn same_section(gold: &Row, found: &Row) -> bool {
    let fold = |row: &Row| half_width(row.get("section"));
    fold(gold) == fold(found)
}

/// The same section, and one title begins with the other: where a run-in heading stops is a matter of taste.
fn same_measure(gold: &Row, found: &Row) -> bool {
    let title = |row: &Row| {
        fold(row.get("title"))
            .trim_end_matches(['。', ';', ':', ','])
            .to_owned()
    };
    let (a, b) = (title(gold), title(found));
    let long = a.chars().count().min(b.chars().count()) >= 6;
    same_section(gold, found) && (a == b || long && (a.starts_with(&b) || b.starts_with(&a)))
}

fn same_target(gold: &Row, found: &Row) -> bool {
    let same = |column: &str| fold(gold.get(column)) == fold(found.get(column));
    number(gold.get("value")) == number(found.get("value"))
        && same("unit")
        && agrees(gold, found, "kind")
        && same("year")
        && same_indicator(&fold(gold.get("indicator")), &fold(found.get("indicator")))
}

/// Whether at least half of the pairs of neighbouring characters are shared; a paragraph is no indicator.
fn same_indicator(gold: &str, found: &str) -> bool {
    let (a, b) = (pairs(gold), pairs(found));
    let is_phrase = found.chars().count() <= 2 * gold.chars().count() + 12;
    is_phrase && 2 * a.intersection(&b).count() >= a.len().min(b.len())
}

fn pairs(text: &str) -> BTreeSet<String> {
    let characters: Vec<char> = text.chars().collect();
    let pairs: BTreeSet<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
    if pairs.is_empty() {
        BTreeSet::from([text.to_owned()])
    } else {
        pairs
    }
}

fn number(text: &str) -> String {
    let text = fold(text).replace(',', "");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The names in a cell, joined there by `|`.
pub(crate) fn names(cell: &str) -> BTreeSet<String> {
    cell.split('|').map(fold).filter(|name| !name.is_empty()).collect()
}

/// Half-width, without white space and quotation marks of any kind.
pub(crate) fn fold(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !"\"'“”‘’《》「」〈〉<>".contains(*c))
        .collect()
}

/// NFKC, without white space, as far as the documents need it: full-width forms and the ellipsis.
fn half_width(text: &str) -> String {
    let fold = |c: char| if ('！'..='～').contains(&c) { fold_char(c) } else { c };
    text.replace('…', "...")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect()
}
