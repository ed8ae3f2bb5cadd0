//! Which tables of a page hold data, and their cells.

use super::tree::{NodeId, Tree};
use super::walk::cell_text;
use crate::read::ReadError;
use crate::read::grid::{GridCell, Spanned, grid};

/// Whether a table only arranges the page: it holds another table, or does not have rows of cells.
pub(super) fn is_layout(tree: &Tree, table: NodeId) -> bool {
    let nested = tree.below(table).skip(1).any(|id| tree.name(id) == "table");
    let rows = rows(tree, table);
    let shape = rows.iter().filter(|row| row.len() >= 2).count();
    nested || shape == 0 || rows.len() == 1 && !has_short_cells(tree, &rows[0])
}

fn has_short_cells(tree: &Tree, cells: &[NodeId]) -> bool {
    cells.iter().all(|&cell| tree.text(cell).chars().count() <= 200)
}

/// The labels with which the tables of particulars above a document begin.
const LABELS: [&str; 18] = [
    "索引号",
    "名称",
    "标题",
    "文件名称",
    "信息名称",
    "主题分类",
    "分类",
    "发文机关",
    "发布机构",
    "发布机关",
    "发布单位",
    "发文单位",
    "成文日期",
    "生成日期",
    "发布日期",
    "公开日期",
    "文号",
    "发文字号",
];

/// Whether a table lists particulars of the document (索引号, 发文机关 …): two or more of its cells are such labels.
pub(super) fn is_particulars(tree: &Tree, table: NodeId) -> bool {
    let rows = rows(tree, table);
    let cells: Vec<NodeId> = rows.into_iter().flatten().collect();
    if cells.len() > 40 {
        return false;
    }
    cells.iter().filter(|&&cell| label(&tree.text(cell)).is_some()).count() >= 2
}

/// The label that a text is, or begins with before a colon.
pub(super) fn label(text: &str) -> Option<&'static str> {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    let head = folded.split([':', '：']).next().unwrap_or_default();
    LABELS.iter().find(|label| **label == head).copied()
}

/// The cells of each row.
pub(super) fn rows(tree: &Tree, table: NodeId) -> Vec<Vec<NodeId>> {
    let is_cell = |id: &NodeId| matches!(tree.name(*id), "td" | "th");
    let groups = tree.children(table).iter().flat_map(|&child| match tree.name(child) {
        "tbody" | "thead" | "tfoot" => tree.children(child).to_vec(),
        _ => vec![child],
    });
    let rows = groups.filter(|&row| tree.name(row) == "tr");
    rows.map(|row| tree.children(row).iter().copied().filter(is_cell).collect())
        .collect()
}

/// The table as a grid.
pub(super) fn cells(tree: &Tree, table: NodeId) -> Result<Vec<Vec<GridCell>>, ReadError> {
    let span = |cell: NodeId, name: &str| tree.attribute(cell, name).trim().parse::<usize>().ok();
    let rows: Vec<Vec<Spanned>> = rows(tree, table)
        .iter()
        .map(|row| {
            let cells = row.iter().map(|&cell| Spanned {
                text: cell_text(tree, cell),
                // `rowspan=0` reaches to the end of the table.
                rows: span(cell, "rowspan").map_or(1, |rows| if rows == 0 { usize::MAX } else { rows }),
                columns: span(cell, "colspan").unwrap_or(1),
            });
            cells.collect()
        })
        .collect();
    grid(&rows)
}
