//! Tables of which every row is a document: CSV, TSV, JSON lines, and sheets of workbooks.

use super::encoding::decode;
use super::format::is_page;
use super::layout::Draft;
use super::limits::MAX_CELLS;
use super::place::Place;
use super::{Format, ReadError, Reading, Source, html, sheet};

/// A table with a head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The head.
    pub columns: Vec<String>,
    /// Each row with its number in the file, counted from 1 with the head; cells are in the order of the columns.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// Cells parted by commas, RFC 4180.
    Csv,
    /// Cells parted by tabs.
    Tsv,
    /// One JSON object a line.
    JsonLines,
    /// The first sheet of a workbook.
    Sheet,
}

impl RowFormat {
    /// The format that a file may have by its content, and where that says nothing, by its ending.
    pub fn of(bytes: &[u8], extension: &str) -> Option<Self> {
        match Format::of(bytes) {
            Format::Sheet => Some(Self::Sheet),
            Format::Text if is_json_lines(bytes) => Some(Self::JsonLines),
            Format::Text => match extension.to_ascii_lowercase().as_str() {
                "csv" => Some(Self::Csv),
                "tsv" | "tab" => Some(Self::Tsv),
                _ => None,
            },
            _ => None,
        }
    }
}

fn is_json_lines(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty());
    line.is_some_and(|line| {
        line.trim_ascii().starts_with(b"{")
            && serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(line).is_ok()
    })
}

/// Reads the rows of a table.
///
/// # Errors
/// Bytes that are no such table, or more cells than are read.
pub fn read_rows(bytes: &[u8], format: RowFormat, reading: &Reading) -> Result<Rows, ReadError> {
    if format == RowFormat::Sheet {
        return of_sheet(bytes);
    }
    let (text, _) = decode(bytes, reading.encoding, None)?;
    let text = text.trim_start_matches('\u{feff}');
    match format {
        RowFormat::Tsv => delimited(text, b'\t'),
        RowFormat::JsonLines => json_lines(text),
        RowFormat::Csv | RowFormat::Sheet => delimited(text, delimiter(text)),
    }
}

/// An error once a table has more cells than are read.
fn check(rows: usize, columns: usize) -> Result<(), ReadError> {
    let cells = rows.saturating_mul(columns.max(1));
    if cells > MAX_CELLS {
        return Err(super::grid::too_many(cells));
    }
    Ok(())
}

/// The mark between the cells of the head: some programs write semicolons or tabs into files that they call CSV.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: char| head.matches(mark).count();
    let mut best = b',';
    for mark in [b';', b'\t'] {
        if count(char::from(mark)) > count(char::from(best)) {
            best = mark;
        }
    }
    best
}

fn delimited(text: &str, delimiter: u8) -> Result<Rows, ReadError> {
    let broken = |error: csv::Error| ReadError::Broken {
        format: "CSV",
        problem: error.to_string(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().map_err(broken)?.iter().map(clean).collect();
    if memchr::memchr_iter(b'\n', text.as_bytes())
        .count()
        .saturating_mul(columns.len())
        > MAX_CELLS
    {
        count(text, delimiter, columns.len())?;
    }
    let mut rows = Vec::new();
    for (i, record) in reader.records().enumerate() {
        check(i, columns.len())?;
        let mut cells: Vec<String> = record.map_err(broken)?.iter().map(str::to_owned).collect();
        cells.resize(columns.len(), String::new());
        rows.push((i as u32 + 2, cells));
    }
    Ok(Rows { columns, rows })
}

/// Counts the records of a long table, so that one beyond the limit is refused before any of it is held.
fn count(text: &str, delimiter: u8, columns: usize) -> Result<(), ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        check(rows, columns)?;
        rows += 1;
    }
    Ok(())
}

fn clean(cell: &str) -> String {
    cell.trim_matches(super::lines::is_blank).to_owned()
}

fn json_lines(text: &str) -> Result<Rows, ReadError> {
    let mut rows = Rows::default();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).map_err(|error| ReadError::Broken {
                format: "JSON lines",
                problem: format!("line {}: {error}", i + 1),
            })?;
        check(rows.rows.len(), rows.columns.len())?;
        let mut cells = vec![String::new(); rows.columns.len()];
        for (key, value) in object {
            let column = rows.columns.iter().position(|known| *known == key);
            let column = column.unwrap_or_else(|| {
                rows.columns.push(key);
                rows.columns.len() - 1
            });
            cells.resize(rows.columns.len().max(cells.len()), String::new());
            cells[column] = match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Null => String::new(),
                other => other.to_string(),
            };
        }
        rows.rows.push((i as u32 + 1, cells));
    }
    let width = rows.columns.len();
    check(rows.rows.len(), width)?;
    rows.rows
        .iter_mut()
        .for_each(|(_, cells)| cells.resize(width, String::new()));
    Ok(rows)
}

fn of_sheet(bytes: &[u8]) -> Result<Rows, ReadError> {
    let sheets = sheet::sheets(bytes)?;
    let first = sheets
        .iter()
        .find(|sheet| !sheet.cells.is_empty())
        .ok_or(ReadError::Empty)?;
    let rows = first.rows();
    let mut rows = rows.into_iter();
    let Some((_, head)) = rows.next() else {
        return Err(ReadError::Empty);
    };
    let keys: Vec<u32> = head.keys().copied().collect();
    Ok(Rows {
        columns: head.values().map(|cell| clean(cell)).collect(),
        rows: rows
            .map(|(row, cells)| {
                let cells = keys
                    .iter()
                    .map(|key| cells.get(key).map_or(String::new(), |cell| (*cell).to_owned()));
                (row + 1, cells.collect())
            })
            .collect(),
    })
}

/// A document in a row: its text, and what other cells say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowDocument<'r> {
    /// The row's number in the file.
    pub row: u32,
    /// The text, with its column counted from 1; it may be a piece of a web page.
    pub text: (u32, &'r str),
    /// The title.
    pub title: Option<(u32, &'r str)>,
    /// Labels as documents print them (发文机关, 文号, 发布日期) and what a cell says.
    pub particulars: Vec<(&'static str, u32, &'r str)>,
}

/// Reads the document of a row. What the other cells say is laid before the text, as pages print it, so that names in it
/// are read in the same way.
///
/// # Errors
/// No text.
pub fn read_row(row: &RowDocument<'_>) -> Result<Source, ReadError> {
    let place = |column| Place::Cell {
        table: 1,
        row: row.row,
        column,
    };
    let mut draft = Draft::default();
    for (label, column, value) in &row.particulars {
        draft.aside(&format!("{label}：{}", value.trim()), &place(*column));
    }
    let (column, text) = row.text;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let opening: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    if let Some((column, title)) = row.title {
        let folded: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        if !opening.contains(&folded) {
            draft.paragraph(title, &place(column));
        }
    }
    if is_page(text) {
        html::add_piece(text, &mut draft)?;
    } else {
        draft.plain(text, &place(column));
    }
    let mut source = draft.finish()?;
    "row".clone_into(&mut source.format);
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_text() {
        let read = |text: &str, format| read_rows(text.as_bytes(), format, &Reading::default()).expect("a table");
        let rows = read("标题,正文\n甲,\"一、总则\n做。\"\n乙\n", RowFormat::Csv);
        assert_eq!(rows.columns, ["标题", "正文"]);
        assert_eq!(
            rows.rows,
            [
                (2, vec!["甲".into(), "一、总则\n做。".into()]),
                (3, vec!["乙".into(), String::new()])
            ]
        );
        assert_eq!(read("标题;正文\n甲;做。\n", RowFormat::Csv).columns, ["标题", "正文"]);
        let rows = read(
            "{\"title\":\"甲\"}\n{\"text\":\"做\",\"title\":\"乙\"}\n",
            RowFormat::JsonLines,
        );
        assert_eq!(
            (rows.columns.len(), rows.rows[1].1.clone()),
            (2, vec!["乙".into(), "做".into()])
        );
        assert_eq!(RowFormat::of(b"{\"a\":1}\n", "txt"), Some(RowFormat::JsonLines));
    }

    #[test]
    fn a_table_beyond_the_limit_is_refused_before_it_is_held() {
        let wide = vec!["a"; 2000].join(",");
        let long = format!("{wide}\n{}", "b\n".repeat(MAX_CELLS / 2000 + 10));
        let read = |text: &str, format| read_rows(text.as_bytes(), format, &Reading::default());
        assert!(matches!(read(&long, RowFormat::Csv), Err(ReadError::Beyond { .. })));
        let keys: String = (0..2100)
            .map(|i| format!("{{\"k{i}\":1}}\n"))
            .collect::<Vec<_>>()
            .concat();
        assert!(matches!(
            read(&keys, RowFormat::JsonLines),
            Err(ReadError::Beyond { .. })
        ));
    }
}
