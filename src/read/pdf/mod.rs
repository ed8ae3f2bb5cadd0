//! PDF with a text layer to blocks.
//!
//! A PDF holds characters with their places, no lines and no paragraphs. Characters are taken in the order in which the file
//! draws them, which is the order of reading in what office programs and browsers write, columns included; lines are what
//! stands on one height. A line that reaches the right margin goes on in the next, also over the end of a page. What
//! stands in the same words at the edge of several pages, and page numbers, is set apart.
//!
//! Where a page draws rules that part cells, what stands between them is a table (see `frame`), also over several pages (see
//! `joined`). Tables without upright rules are read line by line.

mod cell;
mod font;
mod frame;
mod joined;
mod lines;
mod page;
mod rules;
mod table;
mod unicode;

use hayro_syntax::{LoadPdfError, Pdf};

use super::layout::Draft;
use super::limits::{Deadline, MAX_PARTS};
use super::place::Place;
use super::{ReadError, Refused, Source};

use joined::Open;
use lines::Line;
use table::{Content, Fragment};

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Refused(Refused::Protected),
        LoadPdfError::Invalid => broken("it cannot be opened, or is cut off"),
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PARTS {
        return Err(ReadError::Beyond {
            what: "the number of pages",
            number: pages.len(),
            limit: MAX_PARTS,
        });
    }
    let deadline = Deadline::new();
    let mut fonts = font::Fonts::default();
    let (mut read, mut unknown, mut known) = (Vec::new(), 0, 0);
    for page in pages.iter() {
        let (glyphs, rules) = page::drawn(page, &mut fonts, deadline)?;
        unknown += glyphs.iter().filter(|glyph| glyph.text.is_empty()).count();
        known += glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
        let before = read.last().and_then(|before: &Content| before.tables.last());
        let content = table::content(&glyphs, &rules, before);
        read.push(content);
    }
    if known == 0 && unknown == 0 {
        return Err(ReadError::NoTextLayer { pages: read.len() });
    }
    if unknown > known {
        return Err(broken("its fonts do not say which characters they draw"));
    }
    lines::set_apart(&mut read);
    lay_out(&read)?.finish()
}

/// What stands on a page, in the order of drawing.
enum Item<'p> {
    Line(usize, &'p Line),
    Table(&'p Fragment),
}

fn items(page: &Content) -> Vec<Item<'_>> {
    let text = page.lines.iter().enumerate().filter(|(_, line)| !line.aside);
    let lines = text.map(|(l, line)| (line.first, Item::Line(l, line)));
    let tables = page.tables.iter().map(|table| (table.first, Item::Table(table)));
    let mut items: Vec<(usize, Item<'_>)> = lines.chain(tables).collect();
    items.sort_by_key(|(first, _)| *first);
    items.into_iter().map(|(_, item)| item).collect()
}

/// Adds the lines and tables of all pages, and behind them what stands at the edges of pages.
fn lay_out(pages: &[Content]) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    let mut before: Option<&Line> = None;
    let (mut open, mut tables) = (Open::default(), 0);
    let place = |page: usize, line: usize| Place::Page {
        page: page as u32 + 1,
        line: line as u32 + 1,
    };
    for (p, content) in pages.iter().enumerate() {
        for item in items(content) {
            match item {
                Item::Line(l, line) if !open.is_empty() && is_continued(&line.text) => {
                    draft.aside(&line.text, &place(p, l));
                }
                Item::Line(l, line) => {
                    open.finish(&mut tables, &mut draft)?;
                    let goes_on = before.is_some_and(|before| line.goes_on_from(before));
                    draft.line(&line.text, &place(p, l), goes_on);
                    before = Some(line);
                }
                Item::Table(part) => {
                    before = None;
                    if !open.add(p as u32 + 1, part) {
                        open.finish(&mut tables, &mut draft)?;
                        open.add(p as u32 + 1, part);
                    }
                }
            }
        }
    }
    open.finish(&mut tables, &mut draft)?;
    for (p, content) in pages.iter().enumerate() {
        for (l, line) in content.lines.iter().enumerate().filter(|(_, line)| line.aside) {
            draft.aside(&line.text, &place(p, l));
        }
    }
    Ok(draft)
}

/// Whether a line says above a table that it goes on: 续表, （续）.
fn is_continued(line: &str) -> bool {
    let line = line.trim_matches(['（', '）', '(', ')', '：', ':', ' ']);
    line.chars().count() <= 12 && (line.starts_with('续') || line.ends_with("（续") || line.ends_with("(续"))
}

fn broken(problem: &str) -> ReadError {
    ReadError::Broken {
        format: "PDF",
        problem: problem.to_owned(),
    }
}
