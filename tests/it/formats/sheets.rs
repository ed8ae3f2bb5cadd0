//! What cells of workbooks hold.

use policygraph::pipeline::{Corpus, Options};
use policygraph::read::{BlockKind, Reading, read};

use super::make::{xlsx_of, xlsx_with};
use crate::corpus::Folder;

/// The rows of the table that a workbook holds.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let source = read(bytes, &Reading::default()).expect("it is a workbook");
    let tables = source.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(grid) => Some(grid),
        _ => None,
    });
    let cell = |cell: &policygraph::read::Cell| cell.span.of(&source.text).to_owned();
    tables
        .flat_map(|grid| &grid.rows)
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

fn inline(at: &str, content: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is>{content}</is></c>")
}

#[test]
fn strings_within_cells_and_runs_of_several_fonts_come_out_whole() {
    let run = |text: &str| format!("<r><rPr><b/><sz val=\"11\"/></rPr><t xml:space=\"preserve\">{text}</t></r>");
    let head = [
        inline("A1", "<t>任务</t>"),
        inline("B1", &[run("责任"), run("单位")].concat()),
    ]
    .concat();
    let first = [
        inline(
            "A2",
            &[run("推进"), "<r><t>“十四五”</t></r>".to_owned(), run("规划。")].concat(),
        ),
        "<c r=\"B2\" t=\"s\"><v>0</v></c>".to_owned(),
    ];
    let second = [
        inline("A3", "<t>办好&lt;大赛&gt; &amp; 展会。</t>"),
        "<c r=\"B3\" t=\"s\"><v>1</v></c>".to_owned(),
    ];
    // What a formula gives, and how a word is read aloud.
    let third = [
        "<c r=\"A4\" t=\"str\"><f>A3</f><v>算出的任务。</v></c>".to_owned(),
        inline("B4", "<t>市商务局</t><rPh sb=\"0\" eb=\"1\"><t>シ</t></rPh>"),
    ];
    let sheet = format!(
        "<sheetData><row r=\"1\">{head}</row><row r=\"2\">{}</row><row r=\"3\">{}</row><row r=\"4\">{}</row></sheetData>",
        first.concat(),
        second.concat(),
        third.concat()
    );
    let shared = format!(
        "<si>{}{}</si><si><t>市财政局&#10;市税务局</t></si>",
        run("市科技局、"),
        run("市教育局")
    );
    assert_eq!(
        rows(&xlsx_with(&sheet, &shared)),
        [
            ["任务", "责任单位"],
            ["推进“十四五”规划。", "市科技局、市教育局"],
            ["办好<大赛> & 展会。", "市财政局\n市税务局"],
            ["算出的任务。", "市商务局"],
        ]
    );
}

#[test]
fn runs_are_whole_in_rows_that_are_documents() {
    let text = "一、做好工作。（责任单位：市科技局）";
    let (one, other) = text.split_at("一、做好".len());
    let sheet = xlsx_of(&format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row></sheetData>",
        inline("A1", "<t>标题</t>"),
        inline("B1", "<r><t>正</t></r><r><t>文</t></r>"),
        inline("A2", "<t>某市方案</t>"),
        inline("B2", &format!("<r><t>{one}</t></r><r><t>{other}</t></r>")),
    ));
    let folder = Folder::empty();
    folder.write("docs/rows.xlsx", &sheet);
    let corpus = Corpus::open(&[folder.path().join("docs")]).expect("a corpus");
    let read = corpus.extract(&Options::default());
    let documents: Vec<_> = read.facts.documents().collect();
    let last: Vec<_> = documents.iter().map(|document| document.text.lines().last()).collect();
    assert_eq!((last, documents[0].responsibilities.len()), (vec![Some(text)], 1));
}
