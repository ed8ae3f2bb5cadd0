//! Files that office programs, browsers and libraries have made (see `tests/samples/README.md`): one plan and one table in
//! all of them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::DocumentFacts;
use policygraph::lexicon::Lexicon;
use policygraph::model::Region;
use policygraph::read::{BlockKind, ReadError, Reading, Source, read};

fn sample(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn facts(name: &str, bytes: &[u8]) -> DocumentFacts {
    let given = Given {
        region: Some(Region::from("广东省/东莞市")),
        ..Given::default()
    };
    let document = Document {
        id: name,
        path: name,
        bytes,
        given: &given,
    };
    extract(document, Lexicon::embedded()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// `section title` of every measure, then `section role unit` of every duty.
fn said(facts: &DocumentFacts) -> (Vec<String>, BTreeSet<String>) {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let outline = facts.measures.iter();
    let outline = outline.map(|measure| format!("{} {}", measure.section, squeezed(&measure.title)));
    let duties = facts.responsibilities.iter().map(|duty| {
        let section = duty.measure.map(|id| facts.measures[id.0 as usize].section.to_string());
        let unit = &facts.entities[duty.unit.entity.0 as usize].key.name;
        format!("{} {} {unit}", section.unwrap_or_default(), duty.role.name())
    });
    (outline.collect(), duties.collect())
}

#[track_caller]
fn same(name: &str, expected: &DocumentFacts) {
    let found = facts(name, &sample(name));
    let (found, expected) = (said(&found), said(expected));
    for (found, expected) in found.0.iter().zip(&expected.0) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.0.len(), expected.0.len(), "{name}: {:?}", found.0);
    let (missing, more) = (&expected.1 - &found.1, &found.1 - &expected.1);
    assert!(
        missing.is_empty() && more.is_empty(),
        "{name}: missing {missing:?}, more {more:?}"
    );
}

#[test]
fn a_plan_made_into_pdf_in_many_ways_says_what_its_text_says() {
    let expected = facts("plan.txt", &sample("plan.txt"));
    assert_eq!((expected.measures.len(), expected.responsibilities.len()), (14, 23));
    for name in [
        "plan-libreoffice.pdf",
        "plan-chromium.pdf",
        "plan-weasyprint.pdf",
        "plan-reportlab.pdf",
        "plan-owner-password.pdf",
        "columns-weasyprint.pdf",
        "columns-reportlab.pdf",
    ] {
        same(name, &expected);
    }
}

#[test]
fn what_stands_at_the_edges_of_pages_is_no_text() {
    for name in ["plan-libreoffice.pdf", "plan-weasyprint.pdf", "plan-reportlab.pdf"] {
        let source = read(&sample(name), &Reading::default()).expect(name);
        let text = paragraphs(&source).concat();
        assert!(!text.contains("— 2 —") && !text.contains("- 2 -"), "{name}: {text}");
    }
}

/// The table as a sheet has it is the table as it was meant: every program's must say the same.
#[test]
fn a_table_with_merged_cells_says_the_same_in_every_format() {
    let expected = facts("table-openpyxl.xlsx", &sample("table-openpyxl.xlsx"));
    let (outline, duties) = said(&expected);
    assert_eq!(outline.len(), 13, "{outline:?}");
    for duty in [
        "一/1 lead 东莞市科学技术局",
        "一/2 lead 东莞市科学技术局",
        "二/4 lead 东莞市教育局",
        "三/7 support 东莞市财政局",
        "三/9 support 东莞市教育局",
    ] {
        assert!(duties.contains(duty), "{duty}: {duties:?}");
    }
    assert!(
        !duties.iter().any(|duty| duty.starts_with("二/5 support")),
        "{duties:?}"
    );
    for name in [
        "table-xlwt.xls",
        "table-python-docx.docx",
        "table-weasyprint.pdf",
        // Page ends cut its rows, one of them within 市人力资源社会保障局.
        "table-libreoffice.pdf",
        // A merged cell goes on over a page end that closes all others.
        "table-chromium.pdf",
    ] {
        same(name, &expected);
    }
}

#[test]
fn a_table_on_a_turned_page_is_a_table() {
    let source = read(&sample("table-lying.pdf"), &Reading::default()).expect("it is a PDF");
    let tables = source.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(grid) => Some(grid),
        _ => None,
    });
    let tables = tables.collect::<Vec<_>>();
    assert_eq!((tables.len(), tables[0].rows.len(), tables[0].rows[0].len()), (1, 4, 4));
    let cell = tables[0].rows[1][3].span.of(&source.text);
    assert_eq!(cell, "市财政局、市工业和信息化局、市税务局");
}

fn paragraphs(source: &Source) -> Vec<String> {
    let text = source.blocks.iter().filter(|block| block.kind != BlockKind::Chrome);
    text.map(|block| block.span.of(&source.text).to_owned()).collect()
}

#[test]
fn numbers_that_word_counts_changes_boxes_and_notes() {
    for name in ["features-python-docx.docx", "features-libreoffice.docx"] {
        let source = read(&sample(name), &Reading::default()).expect(name);
        assert_eq!(
            paragraphs(&source),
            [
                "某市科技创新实施办法",
                "第一章　总则",
                "一、工作目标",
                "（一）培育企业",
                "1.建立后备企业库。（责任单位：市科技局）",
                "2.完善奖补政策。（责任单位：市财政局）",
                "（二）发展金融",
                "1.设立创业投资基金。（责任单位：市金融局）",
                "二、保障措施",
                "第二章　任务",
                "一、重新起算的任务",
                "（一）引进人才",
                "由市人社局会同市卫生健康局负责落实。",
                "框外的话。",
                "框内的话，由市商务局负责。",
            ],
            "{name}"
        );
        assert!(
            source.text.contains("脚注所说，见附件。"),
            "{name}: the footnote stands apart"
        );
    }
}

#[test]
fn what_cannot_be_read_is_told_with_the_way_out() {
    for (name, said) in [
        ("plan.doc", "save it as .docx"),
        ("plan.rtf", "save it as .docx"),
        ("plan.odt", "save it as .docx"),
        ("password.docx", "protected by a password"),
        ("password.xlsx", "protected by a password"),
        ("password.pdf", "protected by a password"),
    ] {
        let error = read(&sample(name), &Reading::default()).expect_err(name);
        assert!(matches!(error, ReadError::Refused(_)), "{name}: {error:?}");
        assert!(error.to_string().contains(said), "{name}: {error}");
    }
}
