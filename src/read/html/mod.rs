//! Web pages to blocks.
//!
//! The text of a page is the smallest part of it that holds most of its prose (see `main_text`); what stands beside it
//! (menus, lists of links) is left out, except lines that say something of the document (索引号, 发布日期), which stay as
//! page chrome. Tables are read as grids.

mod beside;
mod main_text;
mod table;
mod tree;
mod walk;

use super::encoding::{TextEncoding, decode};
use super::layout::Draft;
use super::{ReadError, Reading, Source};

use tree::Tree;
use walk::Walker;

/// Reads a page.
pub(super) fn read(bytes: &[u8], reading: Reading) -> Result<Source, ReadError> {
    let (text, _) = decode(bytes, reading.encoding, charset(bytes))?;
    read_str(&text)
}

/// Reads a page whose encoding is settled.
pub(super) fn read_str(text: &str) -> Result<Source, ReadError> {
    let tree = tree::parse(text.trim_start_matches('\u{feff}'))?;
    let mut draft = Draft::default();
    let main = main_text::find(&tree);
    beside::before(&tree, main, &mut draft);
    Walker::new(&tree, &mut draft).walk(main)?;
    draft.finish()
}

/// Adds the text of a piece of a page (a cell of an export) to a draft.
pub(super) fn add_piece(text: &str, draft: &mut Draft) -> Result<(), ReadError> {
    let tree = tree::parse(text)?;
    Walker::new(&tree, draft).walk(Tree::DOCUMENT)
}

/// The encoding that a page says it has, within its first 4 kB.
pub(super) fn charset(bytes: &[u8]) -> Option<TextEncoding> {
    let start = &bytes[..bytes.len().min(4096)];
    memchr::memchr(b'<', start)?;
    // Most files with such a mark are no pages; the value stands behind an equals sign.
    memchr::memchr(b'=', start)?;
    let start: String = start.iter().map(|&b| char::from(b.to_ascii_lowercase())).collect();
    let behind = start.split("charset").nth(1)?.trim_start();
    let value = behind.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
    TextEncoding::of_label(&value[..end.unwrap_or(value.len())])
}

/// Elements that hold nothing for a reader.
fn is_unseen(tree: &Tree, id: tree::NodeId) -> bool {
    let name = tree.name(id);
    let machinery = [
        "script", "style", "noscript", "template", "head", "iframe", "svg", "canvas", "object", "video", "audio",
        "select", "button", "input", "textarea", "map", "rp", "rt",
    ];
    machinery.contains(&name) || {
        let style = tree.attribute(id, "style");
        !style.is_empty() && style.replace(' ', "").to_ascii_lowercase().contains("display:none")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::BlockKind;

    /// Each block by its kind: `P` text, `C` chrome, `T` table rows.
    pub(super) fn blocks(page: &str) -> Vec<String> {
        let source = read_str(page).expect("a page");
        let shown = |block: &crate::read::Block| match &block.kind {
            BlockKind::Chrome => format!("C {}", block.span.of(&source.text)),
            BlockKind::Paragraph => format!("P {}", block.span.of(&source.text)),
            BlockKind::Table(grid) => {
                let cell = |cell: &crate::read::Cell| {
                    if cell.continues {
                        "^".to_owned()
                    } else {
                        cell.span.of(&source.text).replace('\n', "/")
                    }
                };
                let rows = grid
                    .rows
                    .iter()
                    .map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|"));
                format!("T {}", rows.collect::<Vec<_>>().join(" "))
            }
        };
        source.blocks.iter().map(shown).collect()
    }

    const PAGE: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于某事的实施意见_某市人民政府网</title>
        <meta name="PubDate" content="2018-01-24 10:00"><style>p{}</style></head><body>
        <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开，信息</a></li></ul></div>
        <div class="path">您的位置：<a href="/">首页</a> &gt; <a href="/x">文件</a></div>
        <div class="article"><h1>关于某事的实施意见</h1>
        <div class="info"><span>发文机关：某市人民政府</span> <span>浏览次数：<b>5</b></span></div>
        <div id="zoom"><p>各区人民政府，市政府各部门：</p><p>　　为落实省的部署，现提出如下意见。</p>
        <p><strong>一、</strong>总体要求</p><p>坚持创新驱动，加快发展，<br>促进升级，形成合力。</p>
        <table><tr><td rowspan="2">加快发展，抓好落实。</td><td>牵头单位</td></tr><tr><td>市科
        技局</td></tr></table>
        <p>二、保障措施，抓好组织领导，落实责任。</p></div>
        <ul class="related"><li><a href="1">相关的文件，一</a></li><li><a href="2">相关的文件，二</a></li></ul></div>
        <div class="footer">版权所有：某市 <a href="#">粤ICP备1号</a></div></body></html>"##;

    #[test]
    fn the_text_of_a_page() {
        assert_eq!(
            blocks(PAGE),
            [
                "C 发布日期：2018-01-24 10:00",
                "P 关于某事的实施意见",
                "C 发文机关：某市人民政府",
                "P 各区人民政府，市政府各部门：",
                "P 为落实省的部署，现提出如下意见。",
                "P 一、总体要求",
                "P 坚持创新驱动，加快发展，",
                "P 促进升级，形成合力。",
                "T 加快发展，抓好落实。|牵头单位 ^|市科技局",
                "P 二、保障措施，抓好组织领导，落实责任。",
            ]
        );
    }

    #[test]
    fn charsets_of_pages() {
        for (page, name) in [
            ("<meta charset=gb2312>", Some("gb18030")),
            (
                "<META http-equiv='Content-Type' content='text/html; charset=BIG5'>",
                Some("Big5"),
            ),
            ("charset=gbk", None),
            ("<meta charset=klingon>", None),
        ] {
            assert_eq!(charset(page.as_bytes()).map(TextEncoding::name), name, "{page}");
        }
    }

    #[test]
    fn nesting_beyond_reason_is_refused() {
        let page = format!("<html><body>{}正文", "<div>".repeat(50_000));
        assert!(matches!(read_str(&page), Err(ReadError::Beyond { .. })));
        let page = format!("<html><body>{}正文", "<div>".repeat(500));
        assert!(read_str(&page).is_ok());
    }
}
