//! The text of an element, line by line as a browser would break it.

use super::is_unseen;
use super::main_text::is_block;
use super::table;
use super::tree::{Data, NodeId, Tree};
use crate::read::layout::Draft;
use crate::read::place::Place;
use crate::read::{ReadError, lines};

/// Adds an element to a draft.
pub(super) struct Walker<'t, 'd> {
    tree: &'t Tree,
    draft: &'d mut Draft,
    /// The line that is being put together.
    line: String,
    paragraphs: u32,
    tables: u32,
    /// Whether what is met stands beside the text.
    aside: bool,
}

impl<'t, 'd> Walker<'t, 'd> {
    pub(super) fn new(tree: &'t Tree, draft: &'d mut Draft) -> Self {
        Self {
            tree,
            draft,
            line: String::new(),
            paragraphs: 0,
            tables: 0,
            aside: false,
        }
    }

    /// Adds everything below `id`. Trees are no deeper than [`crate::read::MAX_DEPTH`].
    pub(super) fn walk(&mut self, id: NodeId) -> Result<(), ReadError> {
        self.children(id)?;
        self.end_line();
        Ok(())
    }

    fn children(&mut self, id: NodeId) -> Result<(), ReadError> {
        self.tree.children(id).iter().try_for_each(|&child| self.node(child))
    }

    fn node(&mut self, id: NodeId) -> Result<(), ReadError> {
        if let Data::Text(text) = &self.tree.node(id).data {
            self.line.push_str(text);
            return Ok(());
        }
        let name = self.tree.name(id);
        if is_unseen(self.tree, id) {
            return Ok(());
        }
        match name {
            "br" | "nav" | "footer" => self.end_line(),
            "pre" => self.preformatted(id),
            "table" if table::is_particulars(self.tree, id) => self.particulars_table(id),
            "table" if !table::is_layout(self.tree, id) => self.table(id)?,
            name if is_block(name) => self.block(id)?,
            _ => self.children(id)?,
        }
        Ok(())
    }

    fn block(&mut self, id: NodeId) -> Result<(), ReadError> {
        self.end_line();
        if is_link_list(self.tree, id) {
            return Ok(());
        }
        self.children(id)?;
        self.end_line();
        Ok(())
    }

    fn preformatted(&mut self, id: NodeId) {
        self.end_line();
        for line in self.tree.text(id).split('\n') {
            self.line.push_str(line);
            self.end_line();
        }
    }

    fn table(&mut self, id: NodeId) -> Result<(), ReadError> {
        self.end_line();
        self.tables += 1;
        let table = self.tables;
        let rows = table::cells(self.tree, id)?;
        self.draft.table(&rows, |cell| Place::Cell {
            table,
            row: cell.at.0,
            column: cell.at.1,
        });
        Ok(())
    }

    fn particulars_table(&mut self, id: NodeId) {
        self.end_line();
        for line in Self::particulars(self.tree, id) {
            self.draft.aside(&line, &Place::Head);
        }
    }

    /// The lines of a table of particulars: `发文机关：某市人民政府`, with the colon where the table has only a border.
    pub(super) fn particulars(tree: &Tree, id: NodeId) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut open_label = false;
        for cell in table::rows(tree, id).into_iter().flatten() {
            let text = collapsed(&tree.text(cell));
            if table::label(&text).is_some() {
                open_label = text.ends_with([':', '：']) || !text.contains([':', '：']);
                lines.push(format!(
                    "{}{}",
                    text.trim_end_matches([':', '：']),
                    if open_label { "：" } else { "" }
                ));
            } else if let (true, Some(line)) = (open_label, lines.last_mut()) {
                line.push_str(&text);
                open_label = false;
            } else {
                lines.push(text);
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn end_line(&mut self) {
        let line = collapsed(&std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        self.paragraphs += 1;
        let place = Place::Paragraph(self.paragraphs);
        if self.aside {
            self.draft.aside(&line, &place);
        } else {
            self.draft.paragraph(&line, &place);
        }
    }
}

/// The text of a table's cell, lines parted by `\n`.
pub(super) fn cell_text(tree: &Tree, cell: NodeId) -> String {
    let (mut done, mut line) = (String::new(), String::new());
    cell_lines(tree, cell, &mut done, &mut line);
    end_cell_line(&mut done, &mut line);
    done
}

fn cell_lines(tree: &Tree, id: NodeId, done: &mut String, line: &mut String) {
    for &child in tree.children(id) {
        if let Data::Text(text) = &tree.node(child).data {
            line.push_str(text);
        } else if !is_unseen(tree, child) {
            let breaks = is_block(tree.name(child)) || tree.name(child) == "br";
            if breaks {
                end_cell_line(done, line);
            }
            cell_lines(tree, child, done, line);
            if breaks {
                end_cell_line(done, line);
            }
        }
    }
}

fn end_cell_line(done: &mut String, line: &mut String) {
    let text = collapsed(&std::mem::take(line));
    if !text.is_empty() {
        if !done.is_empty() {
            done.push('\n');
        }
        done.push_str(&text);
    }
}

/// A list of links to elsewhere: three or more, and hardly any text between them.
fn is_link_list(tree: &Tree, id: NodeId) -> bool {
    if !matches!(tree.name(id), "ul" | "ol" | "dl" | "div" | "nav" | "section") {
        return false;
    }
    let (mut links, mut linked, mut all) = (0, 0, 0);
    let mut open = vec![(id, false)];
    while let Some((node, in_link)) = open.pop() {
        let is_link = tree.name(node) == "a";
        links += usize::from(is_link);
        if let Data::Text(text) = &tree.node(node).data {
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            all += letters;
            linked += if in_link { letters } else { 0 };
            if all - linked > 200 {
                return false;
            }
        }
        open.extend(tree.children(node).iter().map(|&child| (child, in_link || is_link)));
    }
    links >= 3 && linked * 10 > all * 8
}

/// White space as a browser shows it: runs of it are one blank, and none where a line of the file breaks between two
/// Chinese characters.
pub(super) fn collapsed(text: &str) -> String {
    let text = text.trim_matches(lines::is_blank);
    let mut out = String::with_capacity(text.len());
    let mut gap: Option<bool> = None;
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c') {
            gap = Some(gap.unwrap_or(false) || c == '\n');
        } else {
            if let Some(broken) = gap.take() {
                let between = broken && out.chars().next_back().is_some_and(is_wide) && is_wide(c);
                if !between {
                    out.push(' ');
                }
            }
            out.push(c);
        }
    }
    out
}

/// Chinese characters and full-width marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '\u{20000}'..='\u{2fa1f}')
}
