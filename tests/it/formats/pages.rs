//! Pages as Chinese sites build them (`tests/samples/page-*.html`): a national site, a province with TRS templates, an old
//! city site made of tables, an article of a public account, a database of laws.

use std::path::PathBuf;

use policygraph::read::{BlockKind, Reading, read};

/// The text of a page: its paragraphs, and its tables with cells parted by `|`.
fn text(name: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name);
    let bytes = std::fs::read(path).expect("it is there");
    let source = read(&bytes, &Reading::default()).expect(name);
    let shown = |block: &policygraph::read::Block| match &block.kind {
        BlockKind::Chrome => None,
        BlockKind::Paragraph => Some(block.span.of(&source.text).to_owned()),
        BlockKind::Table(grid) => {
            let cell = |cell: &policygraph::read::Cell| {
                if cell.continues {
                    "^".to_owned()
                } else {
                    cell.span.of(&source.text).replace('\n', "/")
                }
            };
            let rows = grid.rows.iter();
            let rows = rows.map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|"));
            Some(rows.collect::<Vec<_>>().join(" "))
        }
    };
    source.blocks.iter().filter_map(shown).collect()
}

#[test]
fn a_page_of_a_national_site() {
    assert_eq!(
        text("page-national.html"),
        [
            "国务院办公厅关于推进",
            "示范基地建设的指导意见",
            "国办发〔2021〕12号",
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            "示范基地建设是深化改革的重要举措。经国务院同意，现提出如下意见。",
            "一、总体要求",
            "（一）指导思想。坚持新发展理念，统筹推进示范基地建设。",
            "二、重点任务",
            "（二）完善支持政策。加大财政支持力度，落实税收优惠。（财政部、税务总局按职责分工负责）",
            "（三）加强人才培养。支持高校开设相关课程。（教育部牵头，人力资源社会保障部、科技部配合）",
            "国务院办公厅",
            "2021年5月6日",
            "（此件公开发布）",
        ]
    );
}

#[test]
fn a_page_of_a_province_with_its_table() {
    let text = text("page-province.html");
    assert_eq!(
        text[..2],
        ["某省人民政府关于印发", "某省制造业高质量发展行动方案的通知"],
        "{text:?}"
    );
    assert!(text.contains(
        &"工作任务|责任分工| ^|牵头单位|配合单位 1.建设工业互联网平台。|省工业和信息化厅|省通信管理局、省财政厅 2.建设智能工厂。|^|省科学技术厅"
            .to_owned()
    ), "{text:?}");
    assert_eq!(
        text.last().map(String::as_str),
        Some("三、组织实施。省发展改革委要加强统筹协调。")
    );
}

#[test]
fn an_old_page_made_of_tables() {
    let text = text("page-city.html");
    assert_eq!(
        (text.first().map(String::as_str), text.last().map(String::as_str)),
        (
            Some("东莞市人民政府办公室关于印发《东莞市科技计划》的通知"),
            Some("（二）引进人才。落实人才政策，由市人力资源局负责。")
        ),
        "{text:?}"
    );
}

#[test]
fn an_article_of_a_public_account() {
    assert_eq!(
        text("page-article.html"),
        [
            "东莞市出台新一轮科技创新实施方案",
            "近日，东莞市人民政府印发实施方案，提出以下任务。",
            "一、培育创新主体",
            "支持企业建设研发机构。（责任单位：市科技局、市财政局）",
            "二、发展科技金融",
            "设立创业投资基金，由市金融工作局牵头。",
        ]
    );
}

#[test]
fn a_page_of_a_database_of_laws() {
    let text = text("page-database.html");
    let articles: Vec<&str> = text
        .iter()
        .map(String::as_str)
        .filter(|line| line.starts_with('第'))
        .collect();
    assert_eq!(
        (text.first().map(String::as_str), articles),
        (
            Some("江门市产业发展办法"),
            vec![
                "第一条 为促进产业发展，制定本办法。",
                "第二条 市科技局负责高新技术企业培育工作，市财政局应当保障经费。",
                "第三条 本办法自2015年7月1日起施行。",
            ]
        ),
        "{text:?}"
    );
    assert!(
        !text
            .iter()
            .any(|line| line.contains("相关法规") || line.contains("登录")),
        "{text:?}"
    );
}
