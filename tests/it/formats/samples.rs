//! The five documents of the corpus in every format.

use std::collections::BTreeSet;

use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::DocumentFacts;
use policygraph::lexicon::Lexicon;
use policygraph::model::{Period, Region};
use policygraph::read::{Place, read_text};

use super::make::{Part, docx, html, parts, pdf, xlsx};
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
            // Ruled tables of PDF are read line by line, and the tests' own PDF has none.
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

#[test]
fn encodings_say_what_utf8_says() {
    for (id, text) in documents() {
        let text = String::from_utf8(text).expect("it is UTF-8");
        let expected = said(&facts(&id, text.as_bytes()));
        let utf16 = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>();
        for (name, bytes) in [
            ("gb18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
            ("utf-16le", utf16),
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
    for bytes in [html(&parts).into_bytes(), docx(&parts)] {
        let found = facts(id, &bytes);
        let f1 = gold::responsibilities_of(found);
        assert!(f1 >= 0.98, "{f1}");
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
