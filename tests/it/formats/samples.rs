//! The five documents of the corpus in every format.

use std::collections::BTreeSet;

use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::DocumentFacts;
use policygraph::lexicon::Lexicon;
use policygraph::model::{Period, Region};
use policygraph::pipeline::{Corpus, Options};
use policygraph::read::{Place, read_text};

use super::make::{self, Part, docx, html, parts, pdf, xlsx, xlsx_of};
use crate::corpus::Folder;
use crate::gold;
use crate::sets::Set;

/// What is compared: the outline, who is responsible for what, and what is named.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    outline: Vec<(String, String)>,
    duties: BTreeSet<(String, &'static str, String, bool)>,
    entities: BTreeSet<String>,
}

fn said(facts: &DocumentFacts) -> Said {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let section = |measure: Option<policygraph::facts::MeasureId>| {
        measure.map_or(String::new(), |measure| {
            facts.measures[measure.0 as usize].section.to_string()
        })
    };
    let name = |entity: policygraph::facts::EntityId| {
        let key = &facts.entities[entity.0 as usize].key;
        format!("{:?} {} {}", key.kind, key.region, key.name)
    };
    Said {
        outline: facts
            .measures
            .iter()
            .map(|measure| (measure.section.to_string(), squeezed(&measure.title)))
            .collect(),
        duties: facts
            .responsibilities
            .iter()
            .map(|duty| {
                (
                    section(duty.measure),
                    duty.role.name(),
                    name(duty.unit.entity),
                    duty.inherited,
                )
            })
            .collect(),
        entities: (0..facts.entities.len())
            .map(|i| name(policygraph::facts::EntityId(i as u32)))
            .collect(),
    }
}

fn given(id: &str) -> Given {
    if id != "dongguan-2012" {
        return Given::default();
    }
    Given {
        region: Some(Region::from("广东省/东莞市")),
        period: Some(Period { start: 2012, end: 2012 }),
        ..Given::default()
    }
}

fn facts(id: &str, bytes: &[u8]) -> DocumentFacts {
    let document = Document {
        id,
        path: id,
        bytes,
        given: &given(id),
    };
    extract(document, Lexicon::embedded()).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// Each document with its text.
fn documents() -> Vec<(String, Vec<u8>)> {
    let paths = Set::corpus().paths();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        (id, std::fs::read(path).expect("it is there"))
    };
    paths.iter().map(read).collect()
}

fn sample(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

type Maker = (&'static str, fn(&[Part]) -> Vec<u8>);

#[test]
fn every_format_says_what_the_plain_text_says() {
    let makers: [Maker; 4] = [
        ("html", |parts| html(parts).into_bytes()),
        ("docx", docx),
        ("sheet", xlsx),
        ("pdf", pdf),
    ];
    for (id, text) in documents() {
        let source = read_text(&text).expect("it is text");
        let parts = parts(&source);
        let expected = said(&facts(&id, &text));
        let has_table = parts.iter().any(|part| matches!(part, Part::Table(_)));
        for (format, make) in makers {
            // Ruled tables of PDF are tested on what other programs draw; the tests' own PDF has none.
            if format == "pdf" && has_table {
                continue;
            }
            let found = facts(&id, &make(&parts));
            assert_eq!(found.format, format, "{id}");
            let mut found = said(&found);
            if format == "pdf" {
                // The blank between two names may stand at the end of a line, where nothing tells it from the margin.
                let shared = found.entities.intersection(&expected.entities).count();
                assert!(
                    shared * 100 >= expected.entities.len() * 97,
                    "{id}: {shared} of {}",
                    expected.entities.len()
                );
                found.entities.clone_from(&expected.entities);
            }
            compare(&format!("{id} as {format}"), &found, &expected);
        }
    }
}

fn compare(what: &str, found: &Said, expected: &Said) {
    let differing = found.outline.iter().zip(&expected.outline).find(|(a, b)| a != b);
    assert!(
        differing.is_none() && found.outline.len() == expected.outline.len(),
        "{what}: {differing:?}"
    );
    let few = |set: BTreeSet<String>| set.into_iter().take(5).collect::<Vec<_>>();
    let shown = |duties: &BTreeSet<(String, &'static str, String, bool)>| {
        duties.iter().map(|duty| format!("{duty:?}")).collect::<BTreeSet<_>>()
    };
    let (a, b) = (shown(&found.duties), shown(&expected.duties));
    assert!(a == b, "{what}: missing {:?}, more {:?}", few(&b - &a), few(&a - &b));
    let (a, b) = (&found.entities, &expected.entities);
    assert!(a == b, "{what}: missing {:?}, more {:?}", few(b - a), few(a - b));
}

/// The documents as rows of tables, as Markdown, and in an archive, read as a corpus.
#[test]
fn rows_archives_and_markdown_say_what_the_plain_text_says() {
    let folder = Folder::empty();
    let documents = documents();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let mut tsv = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let (mut lines, mut rows, mut packed) = (String::new(), String::new(), Vec::new());
    let head = ["编号", "全文"];
    csv.write_record(head).expect("it can be written");
    tsv.write_record(head).expect("it can be written");
    rows.push_str(&row_of_sheet(1, head));
    for (i, (id, text)) in documents.iter().enumerate() {
        let text = std::str::from_utf8(text).expect("it is UTF-8");
        csv.write_record([id, text]).expect("it can be written");
        tsv.write_record([id, text]).expect("it can be written");
        let line = serde_json::json!({"编号": id, "全文": text});
        lines.extend([line.to_string(), "\n".to_owned()]);
        rows.push_str(&row_of_sheet(i + 2, [id, text]));
        packed.push((
            format!("{id}.html"),
            html(&parts(&read_text(text.as_bytes()).expect("it is text"))),
        ));
        folder.write(&format!("docs/md/{id}.md"), text.as_bytes());
    }
    let packed: Vec<(&str, &str)> = packed
        .iter()
        .map(|(name, page)| (name.as_str(), page.as_str()))
        .collect();
    folder.write("docs/rows.csv", &csv.into_inner().expect("it can be written"));
    folder.write("docs/rows.tsv", &tsv.into_inner().expect("it can be written"));
    folder.write("docs/rows.jsonl", lines.as_bytes());
    folder.write("docs/rows.xlsx", &xlsx_of(&format!("<sheetData>{rows}</sheetData>")));
    folder.write("docs/all.zip", &make::packed(&packed));
    let mut metadata = "path,region,period_start\n".to_owned();
    let place = |i: usize, first: usize| format!("#{}", i + first);
    let at = documents
        .iter()
        .position(|(id, _)| id == "dongguan-2012")
        .expect("it is there");
    for path in [
        format!("rows.csv{}", place(at, 2)),
        format!("rows.tsv{}", place(at, 2)),
        format!("rows.jsonl{}", place(at, 1)),
        format!("rows.xlsx{}", place(at, 2)),
        "all.zip/dongguan-2012.html".to_owned(),
        "md/dongguan-2012.md".to_owned(),
    ] {
        metadata.extend([&path, ",广东省/东莞市,2012\n"]);
    }
    folder.write("said.csv", metadata.as_bytes());
    let corpus = Corpus::open_with(&[folder.path().join("docs")], &[folder.path().join("said.csv")]).expect("a corpus");
    let read = corpus.extract(&Options::default());
    assert!(
        read.failures.is_empty() && read.unmatched_rows.is_empty(),
        "{:?}",
        read.failures
    );
    assert_eq!(read.facts.len(), 6 * documents.len());
    for (i, (id, text)) in documents.iter().enumerate() {
        let expected = said(&facts(id, text));
        let of = |path: &str| {
            let mut found = read.facts.documents().filter(|found| found.path == path);
            said(&found.next().unwrap_or_else(|| panic!("there is no {path}")))
        };
        for path in [
            format!("rows.csv{}", place(i, 2)),
            format!("rows.tsv{}", place(i, 2)),
            format!("rows.jsonl{}", place(i, 1)),
            format!("rows.xlsx{}", place(i, 2)),
            format!("all.zip/{id}.html"),
            format!("md/{id}.md"),
        ] {
            compare(&format!("{id} in {path}"), &of(&path), &expected);
        }
    }
}

fn row_of_sheet(number: usize, cells: [&str; 2]) -> String {
    let cell = |(i, text): (usize, &str)| {
        let column = ["A", "B"][i];
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    let cells: String = cells.into_iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn encodings_say_what_utf8_says() {
    for (id, text) in documents() {
        let text = String::from_utf8(text).expect("it is UTF-8");
        let expected = said(&facts(&id, text.as_bytes()));
        let utf16 = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>();
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (name, bytes) in [
            ("gb18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
            ("utf-16le", utf16),
            ("utf-16be", bare),
        ] {
            let found = facts(&id, &bytes);
            assert_eq!(found.format, format!("text {name}"), "{id}");
            compare(&format!("{id} in {name}"), &said(&found), &expected);
        }
    }
}

#[test]
fn a_table_with_merged_cells_scores_as_its_flattened_copy() {
    let id = "dongguan-2012";
    let (_, text) = documents()
        .into_iter()
        .find(|(known, _)| known == id)
        .expect("it is in the corpus");
    let parts = parts(&read_text(&text).expect("it is text"));
    for (format, bytes, least) in [
        ("html", html(&parts).into_bytes(), 0.98),
        ("docx", docx(&parts), 0.98),
        ("sheet", xlsx(&parts), 0.98),
        ("pdf by LibreOffice", sample("dongguan-2012-libreoffice.pdf"), 0.98),
        ("pdf by WeasyPrint", sample("dongguan-2012-weasyprint.pdf"), 0.98),
        ("pdf by Chromium", sample("dongguan-2012-chromium.pdf"), 0.98),
    ] {
        let found = facts(id, &bytes);
        let f1 = gold::responsibilities_of(&found);
        assert!(f1 >= least, "{format}: {f1}");
    }
}

#[test]
fn evidence_points_into_the_file() {
    let place = |bytes: &[u8]| {
        let found = facts("a", bytes);
        let duty = found.responsibilities.first().expect("there is one");
        found.place(duty.unit.span).map(Place::to_string)
    };
    let table = "<html><body><p>一、任务，分工如下。</p><table><tr><td>任务</td><td>责任单位</td></tr><tr><td>做好工作。</td><td>市科技局</td></tr></table></body></html>";
    assert_eq!(place(table.as_bytes()).as_deref(), Some("table 1, row 2, column 2"));
    let text = "一、任务\n做好工作。（责任单位：市科技局）";
    let parts: Vec<Part> = text.lines().map(|line| Part::Paragraph(line.to_owned())).collect();
    assert_eq!(place(&docx(&parts)).as_deref(), Some("paragraph 2"));
    assert_eq!(place(&pdf(&parts)).as_deref(), Some("page 1, line 2"));
    assert_eq!(place(text.as_bytes()), None);
}
