//! What a page says of its document outside the document's text: its title, and the particulars with labels.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::is_unseen;
use super::main_text::is_block;
use super::tree::{Data, NodeId, Tree};
use super::walk::{self, Walker};
use crate::read::layout::Draft;
use crate::read::place::Place;

/// What the head of a page of a Chinese government says by the standard's `meta` names, and the label that pages print.
const HEAD: [(&str, &str); 3] = [("PubDate", "发布日期"), ("ContentSource", "来源"), ("Url", "原文链接")];

/// A line that says something of the document by a label.
static PARTICULAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[【\[]?(?:索\s*引\s*号|(?:信息|文件)?名\s*称|标\s*题|主题分类|发文(?:机关|单位|字号|日期)|发布(?:机构|机关|单位|日期|时间)|公布(?:机关|日期)|制定机关|成文日期|生成日期|印发日期|文\s*号|来\s*源|信息来源|日\s*期|时\s*间|效力(?:级别|状态)|时\s*效\s*性|有\s*效\s*性|实施日期)[】\]]?\s*[:：]?")
        .expect("the pattern is fixed")
});

/// Whether a line is a particular of the document.
pub(super) fn is_particular(line: &str) -> bool {
    PARTICULAR
        .find(line)
        .is_some_and(|label| label.as_str().ends_with([':', '：']))
}

/// Adds what stands before the text of the page and belongs to it.
pub(super) fn before(tree: &Tree, main: NodeId, draft: &mut Draft) {
    for (name, label) in HEAD {
        if let Some(content) = meta(tree, name) {
            draft.aside(&format!("{label}：{content}"), &Place::Head);
        }
    }
    let titles = titles(tree);
    let within = tree.below(main).map(|id| walk::collapsed(&own_line(tree, id)));
    let within: Vec<String> = within.filter(|line| !line.is_empty()).collect();
    let has_title = title_in(&within, &titles).is_some();
    let lines = lines_before(tree, main);
    let title = title_in(&lines, &titles).filter(|_| !has_title);
    for (at, line) in lines.iter().enumerate() {
        if title.as_ref().is_some_and(|title| title.contains(&at)) {
            draft.paragraph(line, &Place::Head);
        } else if PARTICULAR.is_match(line) && line.chars().count() <= 200 {
            draft.aside(line, &Place::Head);
        }
    }
    if let (false, Some(title)) = (has_title || title.is_some(), meta(tree, "ArticleTitle")) {
        draft.paragraph(&title, &Place::Head);
    }
}

/// The content of a `meta` element.
fn meta(tree: &Tree, wanted: &str) -> Option<String> {
    let found = tree
        .below(Tree::DOCUMENT)
        .find(|&id| tree.name(id) == "meta" && tree.attribute(id, "name").eq_ignore_ascii_case(wanted))?;
    let content = tree.attribute(found, "content").trim();
    (!content.is_empty()).then(|| walk::collapsed(content))
}

/// What the page calls itself: its first heading, the title in its head.
fn titles(tree: &Tree) -> Vec<String> {
    let named = |name: &'static str| tree.below(Tree::DOCUMENT).find(move |&id| tree.name(id) == name);
    let found = [named("title"), named("h1")];
    let found = found.into_iter().flatten().map(|id| folded(&tree.text(id)));
    let stated = meta(tree, "ArticleTitle").map(|title| folded(&title));
    found.chain(stated).filter(|title| title.chars().count() >= 6).collect()
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The most lines over which pages break a title.
const TITLE_LINES: usize = 4;

/// The lines that together are the page's title.
fn title_in(lines: &[String], titles: &[String]) -> Option<Range<usize>> {
    // Nearly every line is told by its first character to be none of a title.
    let begins = |line: &str, title: &String| {
        let mut rest = title.chars();
        let mut words = line.chars().filter(|c| !c.is_whitespace());
        words.all(|c| rest.next() == Some(c))
    };
    let may_begin = |start: &usize| titles.iter().any(|title| begins(&lines[*start], title));
    (0..lines.len()).filter(may_begin).find_map(|start| {
        let ends = start + 1..=(start + TITLE_LINES).min(lines.len());
        ends.map(|end| start..end)
            .find(|run| is_title(&folded(&lines[run.clone()].concat()), titles))
    })
}

/// Whether words are the page's title, which the head may print with the name of the site behind a mark.
fn is_title(words: &str, titles: &[String]) -> bool {
    let rest = |title: &String| title.strip_prefix(words).map(|rest| rest.chars().next());
    let mut rests = titles.iter().filter_map(rest);
    words.chars().count() >= 6 && rests.any(|next| next.is_none_or(|next| "_-—–|｜·•－―".contains(next)))
}

/// The text of an element that holds no other block.
fn own_line(tree: &Tree, id: NodeId) -> String {
    let is_line = is_block(tree.name(id)) && !tree.below(id).skip(1).any(|below| is_block(tree.name(below)));
    if is_line { tree.text(id) } else { String::new() }
}

/// The lines of the page before its text, links left out.
fn lines_before(tree: &Tree, main: NodeId) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut open = vec![Tree::DOCUMENT];
    while let Some(id) = open.pop() {
        if id == main {
            break;
        }
        let name = tree.name(id);
        if id != Tree::DOCUMENT && (is_unseen(tree, id) || matches!(name, "a" | "nav" | "footer")) {
            continue;
        }
        if name == "table" && super::table::is_particulars(tree, id) {
            lines.extend(Walker::particulars(tree, id));
            lines.push(String::new());
            continue;
        }
        match (&tree.node(id).data, lines.last_mut()) {
            (Data::Text(text), Some(line)) => line.push_str(text),
            _ if is_block(name) || name == "br" || name == "span" => lines.push(String::new()),
            _ => {}
        }
        open.extend(tree.children(id).iter().rev());
    }
    let lines = lines.iter().map(|line| walk::collapsed(line));
    lines.filter(|line| !line.is_empty()).collect()
}
