//! Bytes to blocks: the clean text of a file, where each piece of it came from, and what is page rather than document.
//!
//! The clean text holds one block a line: white space at the ends of lines is dropped, lines that the copy has broken
//! in mid-sentence are joined, and the bars of a flattened table are left out. Nothing else is changed, so that a quote
//! reads as printed. Page chrome stays in the text (the date of a page may be all the date there is) but in blocks
//! of its own, which no later stage reads as the document's words.

mod chrome;
mod flat_table;
mod lines;
pub mod numbering;
mod text;

pub use flat_table::{Cell, Grid};
pub use text::read_text;

use crate::text::Span;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// The longest line that is read, in bytes: some 700,000 characters, many times the longest document known.
pub const MAX_LINE: usize = 2 * 1024 * 1024;

/// A file as blocks over its clean text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The clean text.
    pub text: String,
    /// `(byte in text, byte in file)` where a run of equal bytes begins, ascending.
    pub origin: Vec<(u32, u32)>,
    /// In the order of the text; they do not overlap.
    pub blocks: Vec<Block>,
}

/// A stretch of the clean text that stands on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// Page furniture: breadcrumbs, view counts, copyright.
    Chrome,
    /// A paragraph or a heading.
    Paragraph,
    /// A table as rows of cells.
    Table(Grid),
}

/// Why a file could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Bytes that are not UTF-8.
    #[error("not UTF-8: byte {offset} (line {line}) does not fit; save the file as UTF-8")]
    NotUtf8 {
        /// The first byte that does not fit.
        offset: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// NUL bytes, as in pictures, archives and office files.
    #[error("a binary file, not text (NUL at byte {offset}); save the document as plain text")]
    Binary {
        /// The first NUL.
        offset: usize,
    },
    /// More than [`MAX_BYTES`].
    #[error("{bytes} bytes are more than the {MAX_BYTES} that are read; split the file")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A line of more than [`MAX_LINE`] bytes.
    #[error(
        "line {line} is {bytes} bytes long, more than the {MAX_LINE} that are read as one paragraph; the file's line breaks seem lost"
    )]
    LineTooLong {
        /// Counted from 1.
        line: usize,
        /// Its length.
        bytes: usize,
    },
    /// Nothing but white space.
    #[error("empty: there is no text in it")]
    Empty,
}
