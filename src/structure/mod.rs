//! Blocks to an outline: what the header prints about the document, the measures as a tree, the text of each, and what
//! the columns of its tables assign to whom.

mod annex;
mod attachments;
mod closing;
mod contents;
mod decimal;
mod enumeration;
mod header;
mod indicator_table;
mod notes;
mod outline;
mod run_in;
mod run_on;
mod second;
mod table;
#[cfg(test)]
mod testing;

pub(crate) use header::is_full_name;
pub use header::{Header, TitleText};
pub use indicator_table::{Figure, Stands};

use std::collections::BTreeMap;

use crate::lexicon::Cues;
use crate::model::{Role, Section};
use crate::read::Source;
use crate::text::Span;

/// The shape of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// What the document prints about itself.
    pub header: Header,
    /// Headings and measures in the order of the text; parents stand before their children.
    pub measures: Vec<Measure>,
    /// Every stretch of text that is read for sentences, in order, each within one measure.
    pub passages: Vec<Passage>,
    /// What the unit columns of tables say.
    pub assignments: Vec<Assignment>,
    /// What the columns of tables say of by when a measure must be done (完成时限), in the order of the text.
    pub due: Vec<(usize, Span)>,
    /// What the tables of indicators say.
    pub figures: Vec<Figure>,
}

impl Structure {
    /// Whether the text is divided into articles (第…条), as regulations are.
    pub fn has_articles(&self) -> bool {
        self.measures.iter().any(|measure| measure.section.ends_in_article())
    }

    /// What is found in measures that stand side by side: where `least` of those below one parent hold it, all of it.
    pub(crate) fn side_by_side<T>(&self, least: usize, mut found: impl FnMut(usize, &Measure) -> Option<T>) -> Vec<T> {
        let mut by_parent: BTreeMap<Option<usize>, Vec<T>> = BTreeMap::new();
        for (i, measure) in self.measures.iter().enumerate() {
            if let Some(here) = found(i, measure) {
                by_parent.entry(measure.parent).or_default().push(here);
            }
        }
        by_parent
            .into_values()
            .filter(|here| here.len() >= least)
            .flatten()
            .collect()
    }
}

/// A heading or measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its outline path.
    pub section: Section,
    /// Its title, without the number.
    pub title: Span,
    /// From its number to the end of its own text.
    pub span: Span,
    /// Index of the measure around it.
    pub parent: Option<usize>,
    /// Whether the copy has lost the number.
    pub recovered: bool,
}

/// A paragraph, or the part of one that belongs to one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Where.
    pub span: Span,
    /// The measure it belongs to.
    pub measure: Option<usize>,
    /// The measure that the whole paragraph belongs to, before 一是, 二是 divide it: what stands in brackets at the
    /// paragraph's end speaks of that one.
    pub paragraph_measure: Option<usize>,
    /// Whether it is the last passage of its paragraph.
    pub ends_paragraph: bool,
    /// The year that the head of its table's column, or its heading, is about.
    pub year: Option<u16>,
    /// Whether it is a cell of a unit column or of a table of indicators, or explains words: read for names, not for
    /// sentences.
    pub is_unit_cell: bool,
}

/// A cell of a unit column (牵头单位, 责任单位) and the measure of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// The row's measure.
    pub measure: Option<usize>,
    /// The column's role.
    pub role: Role,
    /// The cell.
    pub cell: Span,
    /// Whether a merged cell above carries it down to this row.
    pub inherited: bool,
}

/// Finds the structure of a document, in whose text these cues stand.
pub fn structure(source: &Source, cues: &Cues) -> Structure {
    let mut figures = Vec::new();
    let pieces = table::pieces(source, &mut figures);
    let mut structure = outline::outline(&source.text, cues, &pieces);
    structure.figures = figures;
    structure.header = header::header(source, &structure);
    structure
}
