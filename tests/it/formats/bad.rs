//! Broken, hostile and strange files.

use super::make::{docx_of, packed_bytes, pdf_of, xlsx_of};
use crate::corpus::Folder;

#[test]
fn each_ends_in_one_line_with_its_reason() {
    let bomb = vec![b' '; 64 * 1024 * 1024];
    let deep = format!("<html><body>{}正文", "<div>".repeat(100_000));
    let far = xlsx_of(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>乙</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>丙</t></is></c></row></sheetData>",
    );
    let wide = "<table><tr><td colspan=999999999 rowspan=999999999>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>";
    let loops = pdf_of(&["q /Me Do Q".to_owned()], false);
    let scan = pdf_of(&[String::new(), String::new()], true);
    let whole = docx_of("<w:p/>", &[]);
    let cases: [(&str, Vec<u8>, &str); 11] = [
        (
            "bomb.docx",
            packed_bytes(&[("[Content_Types].xml", b"x"), ("word/document.xml", &bomb)]),
            "unpacks to many times its size",
        ),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "a broken"),
        ("empty.docx", whole, "empty"),
        ("deep.html", deep.into_bytes(), "the depth of nested elements"),
        (
            "deep.docx",
            docx_of(&"<w:p>".repeat(5000), &[]),
            "the depth of nested elements",
        ),
        (
            "wide.html",
            format!("<html><body>{wide}</body></html>").into_bytes(),
            "the number of a table's cells",
        ),
        ("loop.pdf", loops, "no text layer: nothing"),
        ("scan.pdf", scan, "2 pages without a text layer"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type".to_vec(), "a broken PDF file"),
        (
            "inner.zip",
            packed_bytes(&[("a.zip", &packed_bytes(&[("a.txt", b"a")]))]),
            "an archive within an archive",
        ),
        ("nothing.zip", packed_bytes(&[("a.png", b"a")]), "empty"),
    ];
    let folder = Folder::with_documents();
    for (name, bytes, _) in &cases {
        folder.write(&format!("docs/{name}"), bytes);
    }
    folder.write("docs/far.xlsx", &far);
    let ran = folder.run(&["build", "docs"]).ended(3).complains("3 documents");
    for (name, _, said) in &cases {
        let lines: Vec<String> = ran
            .stderr()
            .lines()
            .filter(|line| line.contains(name))
            .map(str::to_owned)
            .collect();
        let expected = if *name == "loop.pdf" {
            "without a text layer"
        } else {
            said
        };
        assert!(
            lines.len() == 1 && lines[0].contains(expected),
            "{name}: {said}\n{}",
            ran.stderr()
        );
    }
    folder
        .run(&["build", "docs", "--strict"])
        .ended(1)
        .complains("--strict");
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_and_folders_that_cannot_be_opened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::with_documents();
    let name = folder.path().join("docs").join(OsStr::from_bytes(b"\xbc\xd7.txt"));
    std::fs::write(name, "一、总则\n做好工作。\n").expect("it can be written");
    folder.run(&["build", "docs"]).ended(0).complains("3 documents");
}

#[test]
fn what_accompanies_documents_is_passed_over_and_counted() {
    let folder = Folder::with_documents();
    folder.write("docs/a.png", b"\x89PNG");
    folder.write("docs/b.png", b"\x89PNG");
    folder.write("docs/numbers.csv", b"city,gdp\nDongguan,1\n");
    let ran = folder.run(&["build", "docs"]).ended(0).complains(".png 2");
    assert!(
        ran.stderr().contains("numbers.csv (a table without a column of texts"),
        "{}",
        ran.stderr()
    );
    folder
        .run(&["build", "docs/numbers.csv"])
        .ended(1)
        .complains("--column text=HEAD");
}
