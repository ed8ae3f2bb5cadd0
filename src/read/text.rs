//! Plain text to blocks.

use super::cell_lines::{self, ends_sentence};
use super::nuls::{self, is_stray};
use super::numbering;
use crate::text::Span;

use super::flat_table::{self, Cell, Grid, RawCell, RawTable};
use super::lines::{Line, lines};
use super::quotes;
use super::width::{self, Change};
use super::{
    Block, BlockKind, Format, MAX_BYTES, MAX_LINE, ReadError, Source, chrome, closed_cells, particulars, tab_table,
};

/// Reads UTF-8 text.
///
/// # Errors
/// Bytes that are no UTF-8 text, or none at all.
pub fn read_text(bytes: &[u8]) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let nul = memchr::memchr(0, bytes);
    if let Some(offset) = nul.filter(|_| !is_stray(bytes)) {
        return Err(ReadError::Binary { offset });
    }
    let moved = nul.and_then(|_| nuls::moved_out(bytes));
    let bytes = moved.as_deref().unwrap_or(bytes);
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let line = bytes[..offset].split(|&b| b == b'\n').count();
        ReadError::NotUtf8 { offset, line }
    })?;
    let mut source = read_noisy(text)?;
    Format::Text.name().clone_into(&mut source.format);
    Ok(source)
}

/// Reads text in which there may be stray NULs: they are left out, and places stay those in the text with them.
pub(super) fn read_noisy(text: &str) -> Result<Source, ReadError> {
    let places: Vec<u32> = memchr::memchr_iter(0, text.as_bytes()).map(|at| at as u32).collect();
    if places.is_empty() {
        return read_wide(text);
    }
    let mut source = read_wide(&text.replace('\0', ""))?;
    source.origin = nuls::origin_with(&source.text, &source.origin, &places);
    Ok(source)
}

/// Reads text in which there may be full-width digits: they are read as half-width ones, and places stay those in the text.
fn read_wide(text: &str) -> Result<Source, ReadError> {
    let Some((narrowed, places)) = width::narrowed(text) else {
        return read_quoted(text);
    };
    let mut source = read_quoted(&narrowed)?;
    source.origin = width::origin_with(&source.text, &source.origin, &places, Change::Narrowed);
    Ok(source)
}

/// Reads text in which there may be straight quotation marks: they are read as curled ones, and places stay those in the text.
fn read_quoted(text: &str) -> Result<Source, ReadError> {
    let Some((curled, places)) = quotes::curled(text) else {
        return read_str(text);
    };
    let mut source = read_str(&curled)?;
    source.origin = width::origin_with(&source.text, &source.origin, &places, Change::Curled);
    Ok(source)
}

/// Reads text whose encoding is settled.
pub(super) fn read_str(text: &str) -> Result<Source, ReadError> {
    if text.len() > MAX_LINE
        && let Some((line, long)) = text.split('\n').enumerate().find(|(_, line)| line.len() > MAX_LINE)
    {
        return Err(ReadError::LineTooLong {
            line: line + 1,
            bytes: long.len(),
        });
    }
    let mut lines = lines(text);
    if lines.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut tables = flat_table::find(&lines);
    if tables.is_empty() {
        tables = tab_table::find(text, &lines);
    }
    closed_cells::unbarred(&mut lines);
    Ok(blocks(&lines, tables))
}

/// Lays the lines out as blocks, some of them as tables.
pub(super) fn blocks<'t>(lines: &[Line<'t>], tables: Vec<RawTable<'t>>) -> Source {
    let mut marks = chrome::mark(lines);
    (0..lines.len()).for_each(|i| marks[i] |= lines[i].aside);
    let wrap = wrap(lines, &marks);
    let mut out = Writer::with_room(lines.iter().map(|line| line.text.len() + 1).sum());
    let (mut i, mut tables) = (0, tables.into_iter().peekable());
    while i < lines.len() {
        if let Some(table) = tables.next_if(|table| table.first <= i) {
            out.table(&table.rows);
            i = table.last.max(i + 1);
            continue;
        }
        if marks[i] {
            out.block(&[lines[i]], BlockKind::Chrome);
            i += 1;
            continue;
        }
        let limit = tables.peek().map_or(lines.len(), |table| table.first);
        let mut end = i + 1;
        while end < limit && !marks[end] && continues(&lines[i..end], lines[end], wrap) {
            end += 1;
        }
        out.block(&lines[i..end], BlockKind::Paragraph);
        i = end;
    }
    out.source
}

/// How a copy breaks its lines.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    /// The width, in characters, at which it breaks them; none where too few lines stop in mid-sentence to tell.
    width: Option<usize>,
    /// Whether it indents paragraphs, so that a line that is not indented goes on.
    indents: bool,
}

/// The shortest line that is taken for a broken one.
const BROKEN: usize = 30;

/// Looks at all lines to tell how the copy breaks them.
fn wrap(lines: &[Line<'_>], marks: &[bool]) -> Wrap {
    let text = || {
        lines
            .iter()
            .zip(marks)
            .filter(|(_, chrome)| !**chrome)
            .map(|(line, _)| line)
    };
    let broken: Vec<usize> = text()
        .filter(|line| !ends_sentence(line.text))
        .map(Line::width)
        .filter(|width| *width >= BROKEN)
        .collect();
    let widest = broken.iter().copied().max().unwrap_or(0);
    let alike = broken.iter().filter(|width| **width * 10 >= widest * 9).count();
    let indented = text().filter(|line| line.indented).count();
    Wrap {
        width: (alike >= 3).then_some(widest),
        indents: indented * 2 > text().count(),
    }
}

/// Whether `next` goes on in the middle of what `so_far` says.
fn continues(so_far: &[Line<'_>], next: Line<'_>, wrap: Wrap) -> bool {
    let Some(last) = so_far.last() else { return false };
    if let Some(known) = next.goes_on {
        return known;
    }
    if so_far.len() <= 2 && open_title(so_far) {
        return true;
    }
    if !next.after_blank && is_in_bracket(so_far, next.text) && numbering::any_marker(next.text).is_none() {
        return true;
    }
    if ends_sentence(last.text) || next.after_blank || next.indented || numbering::any_marker(next.text).is_some() {
        return false;
    }
    let width = last.width();
    let is_full = wrap.width.is_some_and(|full| width * 20 >= full * 17);
    let is_heading = so_far.len() == 1 && numbering::any_marker(last.text).is_some() && !last.text.contains('。');
    width >= BROKEN
        && (is_full || wrap.indents && so_far[0].indented && !is_heading)
        && !particulars::begins(next.text)
        && !particulars::begins(last.text)
}

/// Whether the copy has broken a line within a bracket: one that the last line leaves open in the midst of its words, and
/// the next one closes.
fn is_in_bracket(so_far: &[Line<'_>], next: &str) -> bool {
    const OPENING: [char; 2] = ['（', '('];
    const CLOSING: [char; 2] = ['）', ')'];
    let is_mark = |c: char| OPENING.contains(&c) || CLOSING.contains(&c);
    let opens = |line: &Line<'_>| {
        let at = line
            .text
            .rfind(is_mark)
            .filter(|at| line.text[*at..].starts_with(OPENING))?;
        Some(line.text[at..].chars().count() > 1)
    };
    let closes = || {
        next.chars()
            .find(|c| is_mark(*c))
            .is_some_and(|mark| CLOSING.contains(&mark))
    };
    let breaks_words = |line: &Line<'_>| line.text.ends_with(|c: char| c.is_alphanumeric() || c == '、');
    so_far
        .last()
        .is_some_and(|last| breaks_words(last) && opens(last) == Some(true))
        && closes()
}

/// Whether a `《` is still open: a title broken over lines.
fn open_title(lines: &[Line<'_>]) -> bool {
    let count = |mark| lines.iter().map(|line| line.text.matches(mark).count()).sum::<usize>();
    let is_short = |line: &Line<'_>| line.text.len() < 80 * 4 && line.width() < 80;
    lines.iter().all(is_short) && count('《') > count('》')
}

/// Collects blocks with the map back to the file.
struct Writer {
    source: Source,
}

impl Writer {
    /// With room for a text of so many bytes.
    fn with_room(bytes: usize) -> Self {
        Self {
            source: Source {
                text: String::with_capacity(bytes),
                ..Source::default()
            },
        }
    }

    /// Adds lines joined without a break.
    fn block(&mut self, lines: &[Line<'_>], kind: BlockKind) {
        let start = self.source.text.len();
        for line in lines {
            self.copy(*line);
        }
        let span = Span::new(start, self.source.text.len());
        self.source.blocks.push(Block { span, kind });
        self.source.text.push('\n');
    }

    /// Adds a table, a cell or a line of a cell on each line.
    fn table(&mut self, raw: &[Vec<RawCell<'_>>]) {
        let start = self.source.text.len();
        let rows = raw
            .iter()
            .map(|row| row.iter().map(|cell| self.cell(cell)).collect())
            .collect();
        let end = self.source.text.trim_end_matches('\n').len().max(start);
        let span = Span::new(start, end);
        self.source.blocks.push(Block {
            span,
            kind: BlockKind::Table(Grid { rows }),
        });
    }

    fn cell(&mut self, raw: &RawCell<'_>) -> Cell {
        let (start, lines) = (self.source.text.len(), &raw.lines);
        for (i, line) in lines.iter().enumerate() {
            if i > 0 && !cell_lines::goes_on(lines[i - 1].text, line.text) {
                self.source.text.push('\n');
            }
            self.copy(*line);
        }
        let span = Span::new(start, self.source.text.len());
        if !span.is_empty() {
            self.source.text.push('\n');
        }
        Cell {
            span,
            rows: raw.rows,
            continues: raw.continues,
        }
    }

    fn copy(&mut self, line: Line<'_>) {
        self.source
            .origin
            .push((self.source.text.len() as u32, line.span().start));
        self.source.text.push_str(line.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let source = read_text(text.as_bytes()).expect("text");
        source
            .blocks
            .iter()
            .map(|block| block.span.of(&source.text).to_owned())
            .collect()
    }

    #[test]
    fn lines_broken_in_mid_word_are_joined() {
        let long = "培育一批拥有核心关键技术及知识产权，研究开发实力强、注重产学研合作、具有一定的成果转化能力、成长";
        let text = format!("    (一)培育企业。{long}\n性高的优秀企业。\n    (二)加强平台建设。");
        assert_eq!(
            paragraphs(&text),
            [
                format!("(一)培育企业。{long}性高的优秀企业。"),
                "(二)加强平台建设。".into()
            ]
        );
    }

    #[test]
    fn lines_broken_within_a_bracket_are_joined() {
        for (text, count) in [
            (
                "1.培育农家乐。（责任单位：地区文化体育广播电视和\n旅游局、地区农业农村局）\n2.完。",
                2,
            ),
            ("（一）总则\n（二）附则", 2),
            ("一、目标（2025年\n二、任务）", 2),
            ("责任单位（科技局）\n配合单位）", 2),
        ] {
            assert_eq!(paragraphs(text).len(), count, "{text}");
        }
    }

    #[test]
    fn headings_are_not_joined() {
        let text = "一、总体要求\n坚持创新驱动，促进发展。\n（一）基本原则\n坚持统筹。";
        assert_eq!(paragraphs(text).len(), 4);
    }

    #[test]
    fn every_run_of_the_text_is_in_the_file() {
        let file = "首页 > 正文\n  一、总则  \n\n| 甲 | 乙 |\n| 科技局 | 财政局 |\n| 一 | 二 |\n完。";
        let source = read_text(file.as_bytes()).expect("text");
        let ends = source
            .origin
            .iter()
            .skip(1)
            .map(|run| run.0 as usize)
            .chain([source.text.len()]);
        for (&(clean, raw), end) in source.origin.iter().zip(ends) {
            let run = source.text[clean as usize..end].trim_end_matches('\n');
            assert!(file[raw as usize..].starts_with(run), "{run}");
        }
    }

    #[test]
    fn stray_nuls_are_left_out_and_places_stay() {
        let more = "做好工作。\n".repeat(400);
        let file = format!("\0某市方案\n  一、总\0\0则\0\n\0{more}完\0。");
        let source = read_text(file.as_bytes()).expect("text");
        // One that stands within 则 is read as if it stood behind it.
        let within = file.replace("则\0", "则").into_bytes();
        let at = file.find('则').expect("it is there") + 1;
        let within = [&within[..at], b"\0", &within[at..]].concat();
        assert_eq!(read_text(&within).as_ref(), Ok(&source));
        assert_eq!(
            source,
            Source {
                origin: source.origin.clone(),
                ..read_text(file.replace('\0', "").as_bytes()).expect("text")
            }
        );
        let ends = source.origin.iter().skip(1).map(|run| run.0 as usize);
        for (&(clean, raw), end) in source.origin.iter().zip(ends.chain([source.text.len()])) {
            let run = source.text[clean as usize..end].trim_end_matches('\n');
            assert!(!run.is_empty() && file[raw as usize..].starts_with(run), "{run}");
        }
        assert!(
            source.origin.len() == source.blocks.len() + 2,
            "{:?}",
            &source.origin[..4]
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read_text(b"a\nb\xff"), Err(ReadError::NotUtf8 { offset: 3, line: 2 }));
        assert_eq!(read_text(b"PK\x03\x04\0\0"), Err(ReadError::Binary { offset: 4 }));
        assert_eq!(read_text(b" \n\t\n"), Err(ReadError::Empty));
    }
}
