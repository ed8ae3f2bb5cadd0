//! Tables of documents, archives, what is said of documents, and documents that are there twice.

use super::make::Part;
use super::make::{docx, packed_bytes};
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
