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

fn sample(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The lines of a run's report that name a file.
fn lines_about(ran: &crate::corpus::Ran, name: &str) -> Vec<String> {
    let stderr = ran.stderr();
    stderr
        .lines()
        .filter(|line| line.contains(name))
        .map(str::to_owned)
        .collect()
}

#[test]
fn passwords_old_formats_and_wrong_endings() {
    let folder = Folder::with_documents();
    let expected = [
        ("password.docx", "protected by a password; save it without"),
        ("password.xlsx", "protected by a password; save it without"),
        ("password.pdf", "protected by a password; save it without"),
        ("password.zip", "protected by a password; save it without"),
        ("plan.doc", "of the old binary form; save it as .docx"),
        ("plan.rtf", "rich text; save it as .docx"),
        ("plan.odt", "an OpenDocument text; save it as .docx"),
    ];
    for (name, _) in expected {
        folder.write(&format!("docs/{name}"), &sample(name));
    }
    // Names lie: these are read by what they are.
    folder.write("docs/sheet.docx", &sample("table-openpyxl.xlsx"));
    folder.write("docs/page.pdf", &sample("page-city.html"));
    folder.write("docs/word.txt", &sample("features-python-docx.docx"));
    let ran = folder.run(&["build", "docs"]).ended(3).complains("5 documents");
    for (name, said) in expected {
        let lines = lines_about(&ran, name);
        assert!(
            lines.len() == 1 && lines[0].contains(said),
            "{name}: {said}\n{}",
            ran.stderr()
        );
    }
}

#[test]
fn empty_cut_and_huge_files() {
    let folder = Folder::with_documents();
    let pdf = sample("plan-reportlab.pdf");
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("empty.txt", Vec::new(), "empty: there is no text in it"),
        (
            "blank.html",
            b"<html><body><p> </p></body></html>".to_vec(),
            "empty: there is no text in it",
        ),
        ("cut.xlsx", sample("table-openpyxl.xlsx")[..3000].to_vec(), "a broken"),
        ("cut.pdf", pdf[..200].to_vec(), "a broken PDF file"),
        ("deep.pdf", nested_pdf(), "a broken PDF file"),
    ];
    for (name, bytes, _) in &cases {
        folder.write(&format!("docs/{name}"), bytes);
    }
    for (name, megabytes) in [("zeros.txt", 200), ("huge.txt", 300)] {
        let file = std::fs::File::create(folder.path().join("docs").join(name)).expect("it can be made");
        // Nothing is written: the file system keeps it small.
        file.set_len(megabytes * 1024 * 1024).expect("it can be made long");
    }
    let ran = folder.run(&["build", "docs"]).ended(3).complains("2 documents");
    let huge = [
        ("zeros.txt", "a binary file of no known format"),
        ("huge.txt", "314572800 bytes are more than the 268435456 that are read"),
    ];
    for (name, said) in cases.iter().map(|(name, _, said)| (*name, *said)).chain(huge) {
        let lines = lines_about(&ran, name);
        assert!(
            lines.len() == 1 && lines[0].contains(said),
            "{name}: {said}\n{}",
            ran.stderr()
        );
    }
    folder
        .run(&["build", "docs", "--strict"])
        .ended(1)
        .complains("--strict");
}

/// A PDF whose catalogue is a list in a list in a list.
fn nested_pdf() -> Vec<u8> {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    format!("%PDF-1.4\n1 0 obj\n{open}{close}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_stay_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::with_documents();
    for (name, text) in [
        (&b"\xb7\xbd\xb0\xb8.txt"[..], "甲市方案\n一、总则\n做好工作。\n"),
        (b"a\xff.txt", "乙市方案\n一、任务\n再做工作。\n"),
        (b"a\xfe.txt", "丙市方案\n一、措施\n抓好落实。\n"),
    ] {
        let name = folder.path().join("docs").join(OsStr::from_bytes(name));
        std::fs::write(name, text).expect("it can be written");
    }
    folder.run(&["build", "docs"]).ended(0).complains("5 documents");
    let ran = folder.run(&["query", "documents", "--format", "csv"]).ended(0);
    for id in ["\n方案,", "\na%FF,", "\na%FE,"] {
        assert!(ran.stdout().contains(id), "{id}: {}", ran.stdout());
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_a_circle_and_pipes() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let folder = Folder::with_documents();
    let docs = folder.path().join("docs");
    symlink("nowhere.txt", docs.join("dangling.txt")).expect("a link can be made");
    symlink("self.txt", docs.join("self.txt")).expect("a link can be made");
    symlink(".", docs.join("circle")).expect("a link can be made");
    let pipe = Command::new("mkfifo").arg(docs.join("pipe.txt")).status();
    let ran = folder.run(&["build", "docs"]).ended(3).complains("2 documents");
    for (name, said) in [("dangling.txt", "cannot be opened"), ("self.txt", "cannot be opened")] {
        let lines = lines_about(&ran, name);
        assert!(lines.len() == 1 && lines[0].contains(said), "{name}: {}", ran.stderr());
    }
    assert!(lines_about(&ran, "circle").is_empty(), "{}", ran.stderr());
    if pipe.is_ok_and(|made| made.success()) {
        assert!(
            lines_about(&ran, "pipe.txt")
                .concat()
                .contains("neither a file nor a folder"),
            "{}",
            ran.stderr()
        );
    }
}

/// Nothing is kept from the administrator: where the tests run as one, the program is run as nobody.
#[cfg(unix)]
#[test]
fn folders_and_files_that_must_not_be_opened() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    let folder = Folder::with_documents();
    folder.write("docs/closed/a.txt", "一、总则\n做好工作。\n".as_bytes());
    folder.write("docs/closed.txt", "一、总则\n做好工作。\n".as_bytes());
    let mode = |name: &str, mode: u32| {
        set_permissions(folder.path().join(name), Permissions::from_mode(mode)).expect("it is ours");
    };
    mode("docs/closed", 0o000);
    mode("docs/closed.txt", 0o000);
    let build = ["build", "docs"];
    let ran = if std::fs::read_dir(folder.path().join("docs/closed")).is_err() {
        folder.command(&build).output().expect("the program runs")
    } else {
        // The program may lie where nobody may look: it is run from the folder.
        mode("", 0o777);
        let program = folder.path().join("program");
        std::fs::copy(env!("CARGO_BIN_EXE_policygraph"), &program).expect("it can be copied");
        mode("program", 0o755);
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(&program);
        match command.args(["build", "docs"]).current_dir(folder.path()).output() {
            Ok(output) => output,
            // There is nobody to run as: nothing can be closed.
            Err(_) => return,
        }
    };
    mode("docs/closed", 0o755);
    let stderr = String::from_utf8_lossy(&ran.stderr).into_owned();
    for name in ["docs/closed:", "docs/closed.txt:"] {
        let lines: Vec<&str> = stderr.lines().filter(|line| line.contains(name)).collect();
        assert!(
            lines.len() == 1 && lines[0].contains("cannot be opened"),
            "{name} {stderr}"
        );
    }
    assert!(stderr.contains("2 documents"), "{stderr}");
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
