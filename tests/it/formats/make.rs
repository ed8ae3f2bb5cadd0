//! Documents in every format that is read, made from their plain text.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use policygraph::read::{BlockKind, Cell, Source};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A paragraph, or a table with its merged cells.
pub(crate) enum Part {
    Paragraph(String),
    Table(Vec<Vec<Spanned>>),
}

/// A cell with what it is merged over.
#[derive(Clone, Default)]
pub(crate) struct Spanned {
    pub(crate) text: String,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

/// The parts of a text; a flattened table becomes one with real merged cells: a row that lacks its last cells has them from
/// the row above, one of a single cell is a heading over all columns.
pub(crate) fn parts(source: &Source) -> Vec<Part> {
    let part = |block: &policygraph::read::Block| match &block.kind {
        BlockKind::Table(grid) => Part::Table(merged(&source.text, &grid.rows)),
        _ => Part::Paragraph(block.span.of(&source.text).to_owned()),
    };
    source.blocks.iter().map(part).collect()
}

fn merged(text: &str, rows: &[Vec<Cell>]) -> Vec<Vec<Spanned>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out: Vec<Vec<Spanned>> = Vec::new();
    // The row in which the cell that a column shows was printed.
    let mut owner = vec![None; width];
    for row in rows {
        let is_heading = row.len() == 1 && width > 1;
        let cells = row.iter().map(|cell| Spanned {
            text: cell.span.of(text).to_owned(),
            rows: 1,
            columns: if is_heading { width } else { 1 },
        });
        out.push(cells.collect());
        let here = out.len() - 1;
        for (column, owner) in owner.iter_mut().enumerate() {
            if column < row.len() || is_heading {
                *owner = Some(here).filter(|_| !is_heading);
            } else if let Some(above) = *owner {
                out[above][column].rows += 1;
            } else {
                out[here].push(Spanned {
                    rows: 1,
                    columns: 1,
                    ..Spanned::default()
                });
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A page as government sites make them, in UTF-8.
pub(crate) fn html(parts: &[Part]) -> String {
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Paragraph(text) => write!(body, "<p>　　{}</p>", escaped(text)).expect("a string takes it"),
            Part::Table(rows) => {
                body.push_str("<table border=1>");
                for row in rows {
                    body.push_str("<tr>");
                    for cell in row {
                        let lines: Vec<String> = cell.text.lines().map(escaped).collect();
                        let (rows, columns) = (cell.rows, cell.columns);
                        write!(body, "<td rowspan={rows} colspan={columns}>{}</td>", lines.join("<br>"))
                            .expect("a string takes it");
                    }
                    body.push_str("</tr>");
                }
                body.push_str("</table>");
            }
        }
    }
    format!(
        "<!DOCTYPE html><html><head><title>文件</title></head><body><div class=nav><a href=1>首页</a><a href=2>政务公开</a>\
         <a href=3>要闻，动态</a></div><div id=main><div id=zoom>{body}</div></div>\
         <div class=foot>主办单位：某市人民政府办公室 <a href=4>粤ICP备1号</a></div></body></html>"
    )
}

/// A Word document.
pub(crate) fn docx(parts: &[Part]) -> Vec<u8> {
    let run = |text: &str| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(text)
        )
    };
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Paragraph(text) => body.push_str(&run(text)),
            Part::Table(rows) => body.push_str(&docx_table(rows, run)),
        }
    }
    docx_of(&body, &[])
}

fn docx_table(rows: &[Vec<Spanned>], run: impl Fn(&str) -> String) -> String {
    let width = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.columns).sum())
        .max()
        .unwrap_or(0);
    let mut left = vec![0_usize; width];
    let mut out = "<w:tbl>".to_owned();
    for row in rows {
        out.push_str("<w:tr>");
        let (mut column, mut cells) = (0, row.iter());
        while column < width {
            if left[column] > 0 {
                left[column] -= 1;
                column += 1;
                out.push_str("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>");
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let merge = if cell.rows > 1 {
                "<w:vMerge w:val=\"restart\"/>"
            } else {
                ""
            };
            let text: String = cell.text.lines().map(&run).collect();
            let text = if text.is_empty() { "<w:p/>".to_owned() } else { text };
            write!(
                out,
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>",
                cell.columns
            )
            .expect("a string takes it");
            left[column] = cell.rows - 1;
            column += cell.columns;
        }
        out.push_str("</w:tr>");
    }
    out + "</w:tbl>"
}

/// A Word document with this body and further parts.
pub(crate) fn docx_of(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {space}><w:body>{body}</w:body></w:document>");
    let mut files = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
    ];
    files.extend(others);
    packed(&files)
}

/// A workbook of one sheet.
pub(crate) fn xlsx(parts: &[Part]) -> Vec<u8> {
    let (mut data, mut merges, mut at) = (String::new(), String::new(), 0);
    let name = |column: usize, row: usize| format!("{}{row}", char::from(b'A' + column as u8));
    let cell = |column: usize, row: usize, text: &str| {
        format!(
            "<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            name(column, row),
            escaped(text)
        )
    };
    for part in parts {
        match part {
            Part::Paragraph(text) => {
                at += 1;
                write!(data, "<row r=\"{at}\">{}</row>", cell(0, at, text)).expect("a string takes it");
            }
            Part::Table(rows) => {
                let mut left = [0_usize; 26];
                for row in rows {
                    at += 1;
                    let (mut column, mut cells, mut out) = (0, row.iter(), String::new());
                    while column < 26 {
                        if left[column] > 0 {
                            left[column] -= 1;
                            column += 1;
                            continue;
                        }
                        let Some(spanned) = cells.next() else { break };
                        out.push_str(&cell(column, at, &spanned.text));
                        if spanned.rows > 1 || spanned.columns > 1 {
                            let end = name(column + spanned.columns - 1, at + spanned.rows - 1);
                            write!(merges, "<mergeCell ref=\"{}:{end}\"/>", name(column, at))
                                .expect("a string takes it");
                        }
                        left[column] = spanned.rows - 1;
                        column += spanned.columns;
                    }
                    write!(data, "<row r=\"{at}\">{out}</row>").expect("a string takes it");
                }
            }
        }
    }
    xlsx_of(&format!(
        "<sheetData>{data}</sheetData><mergeCells>{merges}</mergeCells>"
    ))
}

/// A workbook whose one sheet holds this.
pub(crate) fn xlsx_of(sheet: &str) -> Vec<u8> {
    xlsx_with(sheet, "")
}

/// The same with strings that cells share.
pub(crate) fn xlsx_with(sheet: &str, shared: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"任务\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let shared = format!("<sst xmlns=\"{main}\">{shared}</sst>");
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>");
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &links),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &shared),
    ])
}

/// A ZIP file.
pub(crate) fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    packed_bytes(&files)
}

/// The same of bytes.
pub(crate) fn packed_bytes(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("it can be packed");
        writer.write_all(bytes).expect("it can be packed");
    }
    writer.finish().expect("it can be packed").into_inner()
}

/// A PDF of pages of 40 characters a line and 30 lines, in a font that is not embedded, with a page number on each.
pub(crate) fn pdf(parts: &[Part]) -> Vec<u8> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        if let Part::Paragraph(text) = part {
            let letters: Vec<char> = format!("　　{text}").chars().collect();
            lines.extend(letters.chunks(40).map(|line| line.iter().collect::<String>()));
        }
    }
    let pages: Vec<String> = lines
        .chunks(30)
        .enumerate()
        .map(|(i, lines)| pdf_page(i + 1, lines))
        .collect();
    pdf_of(&pages, true)
}

fn pdf_page(number: usize, lines: &[String]) -> String {
    let code = |text: &str| {
        text.encode_utf16().fold(String::new(), |mut code, unit| {
            let _ = write!(code, "{unit:04X}");
            code
        })
    };
    let mut content = "BT /F1 12 Tf 20 TL 60 760 Td\n".to_owned();
    for line in lines {
        writeln!(content, "<{}> Tj T*", code(line)).expect("a string takes it");
    }
    write!(
        content,
        "ET BT /F1 9 Tf 290 40 Td <{}> Tj ET",
        code(&format!("- {number} -"))
    )
    .expect("a string takes it");
    content
}

/// A PDF of these contents of pages.
pub(crate) fn pdf_of(pages: &[String], with_font: bool) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 10 + 2 * i)).collect();
    let font = if with_font { "/Font << /F1 3 0 R >>" } else { "" };
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (2, format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" "))),
        (
            3,
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        ),
        (
            4,
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>".to_owned(),
        ),
    ];
    for (i, content) in pages.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {font} >> /Contents {} 0 R >>",
            11 + 2 * i
        );
        objects.push((10 + 2 * i, page));
        objects.push((
            11 + 2 * i,
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        ));
    }
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in &objects {
        places.push((*number, out.len()));
        write!(out, "{number} 0 obj\n{object}\nendobj\n").expect("a string takes it");
    }
    let start = out.len();
    out.push_str("xref\n0 1\n0000000000 65535 f \n");
    for (number, place) in places {
        write!(out, "{number} 1\n{place:010} 00000 n \n").expect("a string takes it");
    }
    write!(out, "trailer << /Size 9999 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").expect("a string takes it");
    out.into_bytes()
}
