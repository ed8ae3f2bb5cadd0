//! Tables of documents, archives, what is said of documents, and documents that are there twice.

use super::make::Part;
use super::make::{docx, packed_bytes, xlsx_of};
use crate::corpus::Folder;

const TEXT: &str = "东莞市科技创新实施方案\n一、工作目标\n到2020年，高新技术企业达到500家以上，创新能力显著增强。\n二、重点任务\n\
                    （一）培育高新技术企业\n支持企业建设研发机构，加大研发投入，落实税收优惠政策。（责任单位：市科技局、市财政局）\n\
                    （二）发展科技金融\n设立创业投资基金，推进知识产权质押融资。（责任单位：市科技局）\n";

fn rows(folder: &Folder, query: &str) -> Vec<String> {
    let ran = folder.run(&["query", query, "--format", "jsonl"]).ended(0);
    ran.stdout().lines().map(str::to_owned).collect()
}

#[test]
fn a_row_is_a_document() {
    let folder = Folder::empty();
    let quoted = TEXT.replace('"', "\"\"");
    let table = format!(
        "标题,发布机构,发布日期,地区,原文链接,正文\n东莞市科技创新实施方案,东莞市人民政府,2018-03-01,东莞市,http://a.cn/1,\"{quoted}\"\n无名,,,,,\n"
    );
    folder.write("docs/policies.csv", table.as_bytes());
    let ran = folder.run(&["build", "docs"]).ended(3).complains("1 document");
    assert!(ran.stderr().contains("policies.csv#3: empty"), "{}", ran.stderr());
    let documents = rows(&folder, "documents");
    for expected in [
        "policies/2",
        "东莞市科技创新实施方案",
        "东莞市人民政府",
        "2018-03-01",
        "广东省/东莞市",
    ] {
        assert!(documents[0].contains(expected), "{expected}: {documents:?}");
    }
    assert!(
        rows(&folder, "responsibilities")
            .iter()
            .any(|row| row.contains("东莞市财政局"))
    );
}

#[test]
fn columns_can_be_named_and_lines_of_json_are_rows() {
    let folder = Folder::empty();
    let line = serde_json::json!({"t": "东莞市科技创新实施方案", "words": TEXT});
    folder.write("docs/policies.jsonl", format!("{line}\n").as_bytes());
    folder
        .run(&["build", "docs", "--column", "text=words", "--column", "title=t"])
        .ended(0)
        .complains("1 document");
    assert_eq!(rows(&folder, "measures").len(), 4);
}

/// What databases of laws and policies call their columns, in each kind of table.
#[test]
fn columns_of_exports_are_known() {
    let heads = ["政策名称", "印发单位", "发布文号", "成文时间", "城市", "政策原文"];
    let cells = [
        "某项实施方案",
        "东莞市科学技术局",
        "东科〔2018〕12号",
        "2018-03-01",
        "东莞市",
        TEXT,
    ];
    let folder = Folder::empty();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(heads).expect("it can be written");
    csv.write_record(cells).expect("it can be written");
    folder.write("docs/a.csv", &csv.into_inner().expect("it can be written"));
    let object: serde_json::Map<_, _> = std::iter::zip(heads, cells)
        .map(|(head, cell)| (head.to_owned(), cell.into()))
        .collect();
    folder.write("docs/b.jsonl", serde_json::Value::Object(object).to_string().as_bytes());
    let row = |number: usize, cells: [&str; 6]| {
        let cell = |(i, text): (usize, &str)| {
            let column = char::from(b'A' + i as u8);
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells: String = cells.into_iter().enumerate().map(cell).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let sheet = format!("<sheetData>{}{}</sheetData>", row(1, heads), row(2, cells));
    folder.write("docs/c.xlsx", &xlsx_of(&sheet));
    let known = folder.run(&["documents", "docs"]).ended(0);
    let known = known.stdout();
    let lines: Vec<&str> = known.lines().skip(1).collect();
    assert_eq!(lines.len(), 3, "{known}");
    for line in lines {
        for said in [
            "某项实施方案",
            "东莞市科学技术局",
            "东科〔2018〕12号",
            "2018-03-01",
            "广东省/东莞市",
        ] {
            assert!(line.contains(said), "{said}: {line}");
        }
    }
}

#[test]
fn the_head_of_an_export_is_no_text_of_its_document() {
    let folder = Folder::empty();
    let head = "标题：东莞市科技创新实施方案\n发文机关：东莞市人民政府办公室\n文号：东府办〔2018〕12号\n发布日期：2018年3月1日\n\
                实施日期：2018.04.01\n时效性：现行有效\n效力级别：地方规范性文件\n";
    let text = "一、工作目标\n做好工作。（责任单位：市科技局）\n";
    folder.write("docs/a.txt", format!("{head}\n{text}").as_bytes());
    let known = folder.run(&["documents", "docs"]).ended(0).stdout();
    for said in [
        "东莞市科技创新实施方案",
        "东府办〔2018〕12号",
        "东莞市人民政府办公室",
        "广东省/东莞市",
        "2018-03-01",
    ] {
        assert!(known.contains(said), "{said}: {known}");
    }
    folder.run(&["build", "docs"]).ended(0);
    assert_eq!(
        (rows(&folder, "measures").len(), rows(&folder, "responsibilities").len()),
        (1, 1)
    );
}

#[test]
fn an_archive_is_a_folder() {
    let folder = Folder::empty();
    let parts: Vec<Part> = TEXT.lines().map(|line| Part::Paragraph(line.to_owned())).collect();
    let other = "江门市产业发展意见\n一、加强领导\n建立协调机制。（责任单位：市科技局）\n";
    let archive = packed_bytes(&[
        ("东莞/plan.docx", &docx(&parts)),
        ("江门/opinion.txt", other.as_bytes()),
        ("photo.jpg", b"\xff\xd8\xff"),
    ]);
    folder.write("docs/all.zip", &archive);
    folder.run(&["build", "docs"]).ended(0).complains("2 documents");
    let documents = rows(&folder, "documents");
    assert!(
        documents[0].contains("\"all/opinion\"") && documents[1].contains("all.zip/东莞/plan.docx"),
        "{documents:?}"
    );
}

#[test]
fn what_is_known_of_documents_can_be_corrected_and_passed_back() {
    let folder = Folder::with_documents();
    folder
        .run(&["documents", "docs", "--output", "known.csv"])
        .ended(0)
        .complains("2 documents");
    let known = folder.read("known.csv");
    assert!(known.contains("title-line: 东莞市科技创新实施方案"), "{known}");
    folder.run(&["build", "docs", "--metadata", "known.csv"]).ended(0);
    let same = rows(&folder, "documents");
    folder.run(&["build", "docs"]).ended(0);
    assert_eq!(same, rows(&folder, "documents"));

    let corrected = "path,title,issued,groups\ndongguan-2018.txt,东莞市新方案,2019-05,pilot|south\nnowhere.txt,甲,,\n";
    folder.write("said.csv", corrected.as_bytes());
    folder
        .run(&["build", "docs", "--metadata", "said.csv"])
        .ended(0)
        .complains("row 3: no document here has the path 'nowhere.txt'");
    assert!(rows(&folder, "documents")[0].contains("东莞市新方案"));
    folder
        .run(&["export", "--format", "node-link", "--output", "a.json"])
        .ended(0);
    let exported = folder.read("a.json");
    assert!(
        exported.contains("pilot") && exported.contains("said.csv, row 2: title"),
        "{exported}"
    );

    for (table, said) in [
        ("path,colour\na,b\n", "there is no column 'colour'"),
        ("title\na\n", "the column 'path' is missing"),
        ("path,issued\na,soon\n", "row 2, issued"),
        ("path,title\na,b\na,c\n", "row 3: 'a' stands in an earlier row already"),
    ] {
        folder.write("said.csv", table.as_bytes());
        folder
            .run(&["build", "docs", "--metadata", "said.csv"])
            .ended(1)
            .complains(said);
    }
}

#[test]
fn one_document_in_two_formats_is_counted_once() {
    let folder = Folder::empty();
    let parts: Vec<Part> = TEXT.lines().map(|line| Part::Paragraph(line.to_owned())).collect();
    folder.write("docs/plan.docx", &docx(&parts));
    let notice = format!("关于印发东莞市科技创新实施方案的通知\n各镇街：\n现印发给你们，请认真贯彻执行。\n{TEXT}");
    folder.write("docs/repost.txt", notice.as_bytes());
    folder.write(
        "docs/other.txt",
        "江门市产业发展意见\n一、加强领导\n建立协调机制。\n".as_bytes(),
    );
    folder.run(&["build", "docs"]).ended(0).complains("once more");
    assert_eq!(rows(&folder, "documents").len(), 2);
    folder
        .run(&["build", "docs", "--keep-duplicates"])
        .ended(0)
        .complains("3 documents");
}
