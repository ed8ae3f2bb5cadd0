//! Which part of a page is the document.
//!
//! Prose is text outside links that has the marks of sentences, and is neither a particular of the document (发文机关：…) nor
//! a line that pages add. From the body inwards, the part that holds most of the
//! prose is entered, as long as it is a container of several blocks and not a paragraph, a list or a table of its own.

use super::beside::is_particular;
use super::is_unseen;
use super::table::is_layout;
use super::tree::{Data, NodeId, Tree};
use crate::read::chrome::is_furniture;

/// The share of the prose, in hundredths, that a part must hold to be entered.
const MOST: usize = 80;

/// The element that holds the document.
pub(super) fn find(tree: &Tree) -> NodeId {
    let amounts = Amounts::of(tree);
    let prose = &amounts.prose;
    let mut main = tree
        .below(Tree::DOCUMENT)
        .find(|&id| tree.name(id) == "body")
        .unwrap_or(Tree::DOCUMENT);
    loop {
        let fullest = tree.children(main).iter().copied().max_by_key(|&child| prose[child]);
        let Some(next) = fullest.filter(|&child| prose[child] > 0 && prose[child] * 100 >= prose[main] * MOST) else {
            return main;
        };
        if !is_container(tree, next) || !goes_on(tree, next, &amounts) {
            return main;
        }
        main = next;
    }
}

/// Elements that pages are divided by.
fn is_container(tree: &Tree, id: NodeId) -> bool {
    match tree.name(id) {
        "div" | "section" | "article" | "main" | "form" | "center" | "tbody" | "tr" | "td" => true,
        "table" => is_layout(tree, id),
        _ => false,
    }
}

/// Whether an element holds several blocks with text, or one that does: a paragraph in a `div` is no container.
fn goes_on(tree: &Tree, id: NodeId, amounts: &Amounts) -> bool {
    let children = tree.children(id);
    let is_filled = |child: &&NodeId| is_block(tree.name(**child)) && amounts.filled[**child];
    let blocks = children.iter().filter(is_filled).count();
    let lines = children.iter().filter(|&&child| tree.name(child) == "br").count();
    let holds_most = |child: NodeId| amounts.prose[child] * 100 >= amounts.prose[id] * MOST;
    let mut inner = children
        .iter()
        .filter(|&&child| holds_most(child) && is_container(tree, child));
    blocks >= 2 || lines >= 3 || inner.any(|&child| goes_on(tree, child, amounts))
}

/// Elements that begin a line of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

fn is_prose(text: &str) -> bool {
    let has_mark = text.contains(['，', '。', '；', '、', '：', ',', ';']);
    has_mark && (text.len() > 600 || !is_particular(text.trim()) && !is_furniture(text))
}

/// What stands under every node.
struct Amounts {
    /// Characters of prose.
    prose: Vec<usize>,
    /// Whether there is any text.
    filled: Vec<bool>,
}

impl Amounts {
    fn of(tree: &Tree) -> Self {
        let (mut prose, mut filled) = (vec![0; tree.len()], vec![false; tree.len()]);
        let mut open = vec![(Tree::DOCUMENT, false)];
        let mut order = Vec::new();
        while let Some((id, in_link)) = open.pop() {
            let in_link = in_link || matches!(tree.name(id), "a" | "nav" | "footer");
            if id != Tree::DOCUMENT && is_unseen(tree, id) {
                continue;
            }
            order.push(id);
            if let Data::Text(text) = &tree.node(id).data {
                filled[id] = !text.trim().is_empty();
                if !in_link && is_prose(text) {
                    prose[id] = text.trim().chars().count();
                }
            }
            open.extend(tree.children(id).iter().map(|&child| (child, in_link)));
        }
        for &id in order.iter().rev() {
            for &child in tree.children(id) {
                prose[id] += prose[child];
                filled[id] |= filled[child];
            }
        }
        Self { prose, filled }
    }
}
