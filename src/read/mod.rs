//! Bytes to blocks: the clean text of a file, where each piece of it came from, and what is page rather than document.
//!
//! The clean text holds one block a line: white space at the ends of lines is dropped, lines that the copy has broken
//! in mid-sentence are joined, the bars of a flattened table are left out, full-width digits and letters are half-width, and
//! straight quotation marks are curled.
//! Nothing else is changed, so that a quote reads as printed. Page chrome stays in the text (the date of a page may be all the date there is) but in blocks
//! of its own, which no later stage reads as the document's words.
//!
//! Every format ends in the same blocks: office files, pages and PDFs are first laid out as paragraphs and tables (see
//! `layout`), with the [`Place`] in the file of each, and then read like plain text.

mod cell_lines;
mod chrome;
mod closed_cells;
mod column_head;
mod docx;
mod encoding;
mod flat_table;
mod format;
mod grid;
mod html;
mod layout;
mod limits;
mod line_table;
mod lines;
mod nuls;
pub mod numbering;
mod package;
pub(crate) mod particulars;
pub(crate) mod unpack;
mod pdf;
mod place;
mod quotes;
mod rows;
mod sheet;
mod tab_table;
mod text;
mod width;

pub use column_head::names_units;
pub use encoding::{TextEncoding, UnknownEncoding};
pub use flat_table::{Cell, Grid};
pub use format::{Format, Refused};
pub use limits::{MAX_BYTES, MAX_CELLS, MAX_DEPTH, MAX_LINE, MAX_PARTS, MAX_RATIO, MAX_SECONDS, MAX_UNPACKED};
pub use place::{Place, place_at};
pub use rows::{RowDocument, RowFormat, Rows, read_row, read_rows};
pub use text::read_text;

use crate::text::Span;

/// A file as blocks over its clean text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The clean text.
    pub text: String,
    /// `(byte in text, byte in file)` where a run of equal bytes begins, ascending; of plain text alone, and counted in
    /// its UTF-8 form where the file has another encoding.
    pub origin: Vec<(u32, u32)>,
    /// `(byte in text, place in the file)` where a place begins, ascending; of every format but plain text.
    pub places: Vec<(u32, Place)>,
    /// In the order of the text; they do not overlap.
    pub blocks: Vec<Block>,
    /// What the file is: `text/gb18030`, `docx`.
    pub format: String,
}

/// How files are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    /// The encoding of texts that are neither UTF-8 nor marked.
    pub encoding: Option<TextEncoding>,
}

/// Reads a file of any format that is known; what it is is told by its content.
///
/// # Errors
/// A format that cannot be read, a broken or protected file, one beyond the limits, or one without text.
pub fn read(bytes: &[u8], reading: &Reading) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let format = Format::of(bytes);
    let mut source = match format {
        Format::Text => return read_decoded(bytes, *reading),
        Format::Html => html::read(bytes, *reading)?,
        Format::Docx => docx::read(bytes)?,
        Format::Sheet => sheet::read(bytes)?,
        Format::Pdf => pdf::read(bytes)?,
        Format::Zip => return Err(ReadError::Nested),
        Format::Refused(what) => return Err(ReadError::Refused(what)),
    };
    format.name().clone_into(&mut source.format);
    Ok(source)
}

/// Reads text, or a page that turns out to be one once it is decoded.
fn read_decoded(bytes: &[u8], reading: Reading) -> Result<Source, ReadError> {
    let printed = html::charset(bytes);
    let (text, encoding) = encoding::decode_whole(bytes, reading.encoding, printed)?;
    let (mut source, format) = if format::is_page(&text) {
        (html::read_str(&text.replace('\0', ""))?, Format::Html)
    } else {
        (text::read_noisy(&text)?, Format::Text)
    };
    source.format = if encoding == TextEncoding::UTF_8 {
        format.name().to_owned()
    } else {
        format!("{format} {}", encoding.name().to_ascii_lowercase())
    };
    Ok(source)
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

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// UTF-8 in which bytes are missing or wrong.
    #[error(
        "damaged UTF-8: byte {offset} (line {line}) does not fit; get the file anew, or read it with --encoding utf-8 and � in place of what is lost"
    )]
    NotUtf8 {
        /// The first byte that does not fit.
        offset: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// An encoding that is none of Chinese texts.
    #[error("its encoding is not clear (it looks like {guess}); name it with --encoding, or save the file as UTF-8")]
    UnknownEncoding {
        /// What it looks like.
        guess: &'static str,
    },
    /// Many characters that are none in the encoding.
    #[error("{lost} characters do not fit {encoding}; name another with --encoding, or save the file as UTF-8")]
    Damaged {
        /// The encoding that was tried.
        encoding: &'static str,
        /// How many.
        lost: usize,
    },
    /// Many NUL bytes, as in programs and pictures.
    #[error("a binary file of no known format (NUL at byte {offset})")]
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
    /// A known format that cannot be read.
    #[error("{0}")]
    Refused(Refused),
    /// An archive within an archive.
    #[error("an archive within an archive; unpack it first")]
    Nested,
    /// A file that breaks its own format's rules.
    #[error("a broken {format} file: {problem}")]
    Broken {
        /// The format.
        format: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// Beyond one of the limits.
    #[error("{what} {number} is beyond the limit of {limit}")]
    Beyond {
        /// What is counted.
        what: &'static str,
        /// How much there is, as far as it was counted.
        number: usize,
        /// How much is read.
        limit: usize,
    },
    /// More than [`MAX_SECONDS`].
    #[error("reading it took more than {MAX_SECONDS} seconds")]
    TooSlow,
    /// A table of which no column is known to hold texts.
    #[error("none of its columns ({columns}) holds the documents' texts; name it with --column text=HEAD")]
    NoTextColumn {
        /// The heads.
        columns: String,
    },
    /// A PDF of pictures.
    #[error("{pages} pages without a text layer: a scan; its text must be recognised first")]
    NoTextLayer {
        /// How many.
        pages: usize,
    },
    /// A parser gave up in a way that it should not.
    #[error("the {format} reader failed on it ({problem}); save the document in another format")]
    Panicked {
        /// The format.
        format: String,
        /// What it said.
        problem: String,
    },
}
