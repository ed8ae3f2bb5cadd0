//! PDF with a text layer to blocks.
//!
//! A PDF holds characters with their places, no lines and no paragraphs. Characters are taken in the order in which the file
//! draws them, which is the order of reading in what office programs and browsers write, columns included; lines are what
//! stands on one height. A line that reaches the right margin goes on in the next, also over the end of a page. What
//! stands in the same words at the edge of several pages, and page numbers, is set apart. Ruled tables are read line by line.

mod font;
mod lines;
mod page;
mod unicode;

use hayro_syntax::{LoadPdfError, Pdf};

use super::layout::Draft;
use super::limits::{Deadline, MAX_PARTS};
use super::place::Place;
use super::{ReadError, Refused, Source};

use lines::Line;

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
        let glyphs = page::glyphs(page, &mut fonts, deadline)?;
        unknown += glyphs.iter().filter(|glyph| glyph.text.is_empty()).count();
        known += glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
        read.push(lines::lines(&glyphs));
    }
    if known == 0 && unknown == 0 {
        return Err(ReadError::NoTextLayer { pages: read.len() });
    }
    if unknown > known {
        return Err(broken("its fonts do not say which characters they draw"));
    }
    lines::set_apart(&mut read);
    lay_out(&read).finish()
}

/// Adds the lines of all pages, and behind them what stands at the edges of pages.
fn lay_out(pages: &[Vec<Line>]) -> Draft {
    let mut draft = Draft::default();
    let mut before: Option<&Line> = None;
    let place = |page: usize, line: usize| Place::Page {
        page: page as u32 + 1,
        line: line as u32 + 1,
    };
    for aside in [false, true] {
        for (p, lines) in pages.iter().enumerate() {
            for (l, line) in lines.iter().enumerate().filter(|(_, line)| line.aside == aside) {
                if aside {
                    draft.aside(&line.text, &place(p, l));
                } else {
                    let goes_on = before.is_some_and(|before| line.goes_on_from(before));
                    draft.line(&line.text, &place(p, l), goes_on);
                    before = Some(line);
                }
            }
        }
    }
    draft
}

fn broken(problem: &str) -> ReadError {
    ReadError::Broken {
        format: "PDF",
        problem: problem.to_owned(),
    }
}
