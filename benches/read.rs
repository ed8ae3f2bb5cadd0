//! How fast files become blocks: pages by the megabyte, Word documents by the file, PDFs by the page; `pdftotext` on the
//! same PDF in the same run, where it is installed.

#![expect(clippy::print_stdout, reason = "a bench tells what it measures")]

#[path = "../tests/it/formats/make.rs"]
#[expect(dead_code, reason = "the tests make formats that are not timed here")]
mod make;

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use make::Part;
use policygraph::read::{Reading, read, read_text};

/// Rounds; the fastest counts, as the one least disturbed.
const ROUNDS: usize = 9;

/// What must be reached.
const HTML_MEGABYTES: f64 = 15.0;
const DOCX_FILES: f64 = 30.0;
const PDF_PAGES: f64 = 20.0;

/// Of the print of a table.
const TABLE_PAGES: f64 = 46.0;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let texts = [
        "dongguan-2012",
        "dongguan-2018",
        "dongguan-2022",
        "guangdong-2012",
        "jiangmen-2015",
    ];
    let texts =
        texts.map(|id| std::fs::read(folder.join(format!("{id}.txt"))).expect("the corpus is part of the project"));
    let parts = texts
        .each_ref()
        .map(|text| make::parts(&read_text(text).expect("it is text")));

    let pages = parts.each_ref().map(|parts| make::html(parts).into_bytes());
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let took = fastest(|| pages.iter().for_each(|page| read_one(page)));
    report("HTML", bytes as f64 / 1e6 / took.as_secs_f64(), "MB/s", HTML_MEGABYTES);

    let words = parts.each_ref().map(|parts| make::docx(parts));
    let took = fastest(|| words.iter().for_each(|file| read_one(file)));
    report("Word", words.len() as f64 / took.as_secs_f64(), "files/s", DOCX_FILES);

    // The PDFs made here have no rules: a document that is one table is left to the print below.
    let is_text = |parts: &&Vec<Part>| parts.iter().any(|part| matches!(part, Part::Paragraph(_)));
    let pdfs: Vec<Vec<u8>> = parts.iter().filter(is_text).map(|parts| make::pdf(parts)).collect();
    let count: usize = pdfs
        .iter()
        .map(|pdf| pdf.windows(12).filter(|w| w == b"/Type /Page ").count())
        .sum();
    let took = fastest(|| pdfs.iter().for_each(|pdf| read_one(pdf)));
    report("PDF", count as f64 / took.as_secs_f64(), "pages/s", PDF_PAGES);
    match fastest_pdftotext(&pdfs) {
        Some(took) => println!(
            "PDF, pdftotext: {:.0} pages/s (a process for each file)",
            count as f64 / took.as_secs_f64()
        ),
        None => println!("PDF, pdftotext: not installed"),
    }
    let print = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/dongguan-2012-libreoffice.pdf");
    let print = std::fs::read(print).expect("the samples are part of the project");
    let took = fastest(|| read_one(&print));
    println!("PDF, a ruled table: {:.0} pages/s", TABLE_PAGES / took.as_secs_f64());

    let took = fastest(|| texts.iter().for_each(|text| read_one(text)));
    let bytes: usize = texts.iter().map(Vec::len).sum();
    println!("text: {:.0} MB/s", bytes as f64 / 1e6 / took.as_secs_f64());
}

fn read_one(bytes: &[u8]) {
    let source = read(black_box(bytes), &Reading::default()).expect("it can be read");
    assert!(source.text.len() > 1000, "its text is there");
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn report(what: &str, speed: f64, unit: &str, wanted: f64) {
    println!("{what}: {speed:.0} {unit} ({wanted} are wanted)");
    assert!(speed >= wanted, "reading {what} has become too slow");
}

fn fastest_pdftotext(pdfs: &[Vec<u8>]) -> Option<Duration> {
    let one = |pdf: &Vec<u8>| {
        let mut child = Command::new("pdftotext")
            .args(["-enc", "UTF-8", "-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(pdf).ok()?;
        child.wait().ok()
    };
    one(&pdfs[0])?;
    Some(fastest(|| {
        for pdf in pdfs {
            black_box(one(pdf));
        }
    }))
}
