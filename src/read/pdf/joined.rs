//! Ruled tables as grids, put together from the parts of them that stand on several pages.
//!
//! A part goes on where it stands first on the next page and has the same width and columns. Head rows that are printed
//! once more are dropped; a row that the end of the page has cut goes on in the first row of the next part, cell by cell,
//! and so does a single cell that no rule closes at the end of the page, where others are closed.

use super::cell::{CellText, begins};
use super::table::Fragment;
use crate::read::ReadError;
use crate::read::grid::{GridCell, Spanned, grid};
use crate::read::layout::Draft;
use crate::read::numbering;
use crate::read::place::Place;

/// How far edges of columns may differ from page to page, in points.
const SLACK: f64 = 3.5;

/// The most rows that a repeated head may have.
const HEAD: usize = 4;

/// The parts of a table that have been met.
#[derive(Debug, Default)]
pub(super) struct Open<'f> {
    parts: Vec<(u32, &'f Fragment)>,
}

impl<'f> Open<'f> {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds a part that stands on a page (from 1), unless it is a table of its own.
    pub(super) fn add(&mut self, page: u32, part: &'f Fragment) -> bool {
        let fits = self
            .parts
            .last()
            .is_none_or(|(before, last)| page == before + 1 && same_columns(last, part));
        if fits {
            self.parts.push((page, part));
        }
        fits
    }

    /// Lays the table out and begins anew; `number` counts the tables of the document.
    pub(super) fn finish(&mut self, number: &mut u32, draft: &mut Draft) -> Result<(), ReadError> {
        let parts = std::mem::take(&mut self.parts);
        if parts.is_empty() {
            return Ok(());
        }
        *number += 1;
        let mut table = Table::new(&parts);
        for (page, part) in &parts {
            table.add(*page, part);
        }
        let rows = grid(&table.spanned())?;
        let pages: Vec<u32> = table.rows.iter().map(|row| row.page).collect();
        draft.table(&rows, |cell: &GridCell| Place::PageCell {
            page: pages.get(cell.at.0 as usize - 1).copied().unwrap_or_default(),
            table: *number,
            row: cell.at.0,
            column: cell.at.1,
        });
        Ok(())
    }
}

/// The edges of a part's columns, from its left.
fn edges(part: &Fragment) -> Vec<f64> {
    let across = &part.frame.across;
    across.iter().map(|edge| edge - across[0]).collect()
}

fn same_columns(one: &Fragment, other: &Fragment) -> bool {
    let (a, b) = (edges(one), edges(other));
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let has = |edge: &f64| many.iter().any(|known| (known - edge).abs() <= SLACK);
    let same_width = a.last().zip(b.last()).is_some_and(|(a, b)| (a - b).abs() <= SLACK);
    same_width && few.iter().all(has)
}

#[derive(Debug)]
struct Row {
    page: u32,
    /// For each column, its cell.
    cells: Vec<usize>,
}

#[derive(Debug)]
struct Table {
    edges: Vec<f64>,
    texts: Vec<CellText>,
    rows: Vec<Row>,
    /// The columns that no rule closes at the bottom of the last part.
    open: Vec<usize>,
}

impl Table {
    fn new(parts: &[(u32, &Fragment)]) -> Self {
        let mut all: Vec<f64> = parts.iter().flat_map(|(_, part)| edges(part)).collect();
        all.sort_by(f64::total_cmp);
        let mut edges: Vec<f64> = Vec::new();
        for edge in all {
            if edges.last().is_none_or(|last| edge - last > SLACK) {
                edges.push(edge);
            }
        }
        Self {
            edges,
            texts: Vec::new(),
            rows: Vec::new(),
            open: Vec::new(),
        }
    }

    fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// The column that begins at an edge.
    fn column_at(&self, edge: f64) -> usize {
        let near = |known: &f64| (known - edge).abs() <= 2.0 * SLACK;
        self.edges.iter().position(near).unwrap_or_default()
    }

    fn add(&mut self, page: u32, part: &Fragment) {
        let mut rows = self.placed(page, part);
        let repeated = self.repeated(&rows);
        rows.drain(..repeated);
        // A program that closes every page's end by a rule may still say at the top of the next that it is none.
        let is_unclosed = repeated == 0 && self.open.is_empty() && !part.frame.top.contains(&true);
        let is_open = self.open.len() == self.columns() || is_unclosed;
        if let (Some(first), Some(last)) = (rows.first(), self.rows.last()) {
            let (last, first) = (last.cells.clone(), first.cells.clone());
            if self.goes_on(&last, &first, is_open) {
                let all: Vec<usize> = starts(&first).collect();
                self.join(&last, &first, &all, &mut rows);
                rows.remove(0);
            } else {
                self.join(&last, &first, &self.left_open(&last, &first), &mut rows);
                self.reach_over(&last, &first, &mut rows);
            }
        }
        self.rows.extend(rows);
        self.open = self.open_columns(part);
    }

    /// The columns that a part leaves open at its bottom.
    fn open_columns(&self, part: &Fragment) -> Vec<usize> {
        let places: Vec<usize> = edges(part).into_iter().map(|edge| self.column_at(edge)).collect();
        let ends = places.windows(2).zip(&part.frame.bottom);
        let open = ends.filter(|(_, is_closed)| !**is_closed);
        open.flat_map(|(ends, _)| ends[0]..ends[1]).collect()
    }

    /// Where cells begin that the end of the page has cut, while it closed the others of their row.
    fn left_open(&self, last: &[usize], first: &[usize]) -> Vec<usize> {
        let same = spans(last).filter(|span| spans(first).any(|other| other == *span));
        let open = same.filter(|&(c, width)| (c..c + width).all(|c| self.open.contains(&c)));
        open.map(|(c, _)| c).collect()
    }

    /// The rows of a part in the columns of the table.
    fn placed(&mut self, page: u32, part: &Fragment) -> Vec<Row> {
        let base = self.texts.len();
        self.texts.extend(part.texts.iter().cloned());
        let places: Vec<usize> = edges(part).into_iter().map(|edge| self.column_at(edge)).collect();
        let mut rows: Vec<Row> = (0..part.frame.rows())
            .map(|_| Row {
                page,
                cells: vec![usize::MAX; self.columns()],
            })
            .collect();
        for (i, area) in part.frame.cells.iter().enumerate() {
            for row in &mut rows[area.top..area.bottom] {
                row.cells[places[area.left]..places[area.right]].fill(base + i);
            }
        }
        rows
    }

    /// How many rows at the beginning of `rows` are the head of the table once more.
    fn repeated(&self, rows: &[Row]) -> usize {
        let same = |(a, b): (&Row, &Row)| {
            let text = |cell: &usize| self.words(*cell);
            a.cells.iter().map(text).eq(b.cells.iter().map(text)) && a.cells.iter().any(|cell| !self.is_empty(*cell))
        };
        let pairs = self.rows.iter().zip(rows).take(HEAD);
        pairs.take_while(|(a, b)| same((a, b))).count()
    }

    fn words(&self, cell: usize) -> String {
        let text = self.texts.get(cell).map_or("", |text| &text.text);
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    fn is_empty(&self, cell: usize) -> bool {
        self.texts.get(cell).is_none_or(CellText::is_empty)
    }

    /// Whether the row that is last on a page goes on in the first of the next.
    ///
    /// Where a rule closes the page, its cells must say so: what goes on has been written down to the end of the page,
    /// and either stops in the middle of a sentence, or is the one cell that has more to say than all the others.
    fn goes_on(&self, last: &[usize], first: &[usize], is_open: bool) -> bool {
        if spans(last).ne(spans(first)) {
            return false;
        }
        if is_open {
            return true;
        }
        let filled: Vec<usize> = starts(first).filter(|&c| !self.is_empty(first[c])).collect();
        let Some(key) = starts(last).find(|&c| !self.is_empty(last[c])) else {
            return false;
        };
        let is_cut = |c: usize| self.texts[last[c]].is_cut(&self.texts[first[c]]);
        if !filled.iter().all(|&c| self.texts[last[c]].is_low) || filled.is_empty() {
            return false;
        }
        // Where rows are numbered, one without a number is none of its own.
        let is_numbered = begins(&self.texts[last[key]].text);
        let is_sentence_cut = |&c: &usize| self.texts[last[c]].is_sentence_cut(&self.texts[first[c]]);
        if is_numbered
            && (filled.contains(&key) && is_cut(key) || !filled.contains(&key) && filled.iter().any(is_sentence_cut))
        {
            return true;
        }
        match filled.as_slice() {
            [only] if *only != key => true,
            [only] => is_cut(*only),
            several => {
                several
                    .iter()
                    .all(|&c| is_cut(c) || c != key && self.is_paragraph(first[c]))
                    && several.iter().any(|&c| is_cut(c))
            }
        }
    }

    /// Whether a cell begins a further paragraph of the cell before it.
    fn is_paragraph(&self, cell: usize) -> bool {
        let text = &self.texts[cell].text;
        numbering::marker(text).is_some_and(|marker| marker.number > 1)
    }

    /// Adds the cells of `first` that begin in some columns to those of `last`, and lets what reaches down from it hang on
    /// them.
    fn join(&mut self, last: &[usize], first: &[usize], columns: &[usize], rows: &mut [Row]) {
        for &c in columns {
            let more = std::mem::take(&mut self.texts[first[c]]);
            self.texts[last[c]].go_on(&more);
            replace(rows, first[c], last[c]);
        }
    }

    /// An empty cell that is merged over several rows at the beginning of a page belongs to the cell above.
    fn reach_over(&self, last: &[usize], first: &[usize], rows: &mut [Row]) {
        let same = spans(last).zip(spans(first)).filter(|(a, b)| a == b).map(|(a, _)| a.0);
        for c in same.collect::<Vec<_>>() {
            let is_merged = rows.get(1).is_some_and(|row| row.cells[c] == first[c]);
            if is_merged && self.is_empty(first[c]) && !self.is_empty(last[c]) {
                replace(rows, first[c], last[c]);
            }
        }
    }

    fn spanned(&self) -> Vec<Vec<Spanned>> {
        let begins = |r: usize, c: usize| {
            let cell = self.rows[r].cells[c];
            (r == 0 || self.rows[r - 1].cells[c] != cell) && (c == 0 || self.rows[r].cells[c - 1] != cell)
        };
        let one = |r: usize, c: usize| {
            let cell = self.rows[r].cells[c];
            Spanned {
                text: self.texts.get(cell).map_or(String::new(), |text| text.text.clone()),
                rows: self.rows[r..].iter().take_while(|row| row.cells[c] == cell).count(),
                columns: self.rows[r].cells[c..]
                    .iter()
                    .take_while(|other| **other == cell)
                    .count(),
            }
        };
        let row = |r: usize| {
            (0..self.columns())
                .filter(|&c| begins(r, c))
                .map(|c| one(r, c))
                .collect()
        };
        (0..self.rows.len()).map(row).collect()
    }
}

fn replace(rows: &mut [Row], cell: usize, by: usize) {
    for row in rows {
        row.cells
            .iter_mut()
            .filter(|known| **known == cell)
            .for_each(|known| *known = by);
    }
}

/// The columns in which a row's cells begin.
fn starts(row: &[usize]) -> impl Iterator<Item = usize> {
    (0..row.len()).filter(|&c| c == 0 || row[c - 1] != row[c])
}

/// Where the cells of a row begin and how wide they are.
fn spans(row: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    starts(row).map(|c| (c, row[c..].iter().take_while(|other| **other == row[c]).count()))
}
