//! What a drawing was made from, in the words beneath it.

use std::collections::BTreeSet;

use super::{Drawing, Words};
use crate::query::{Cell, Known, Rows};

/// More documents than this are counted, not named.
const NAMED_DOCUMENTS: usize = 6;

impl Drawing {
    /// Says beneath the drawing which query it answers, with which parameters, which documents the answer comes from, and
    /// the digests of what the graph was made from.
    pub fn cite(&mut self, query: &str, parameters: &[(String, String)], rows: &Rows, known: &dyn Known) {
        let told = parameters.iter().map(|(key, value)| format!(" {key}={value}"));
        let asked = format!("{query}{}", told.collect::<String>());
        if !asked.is_empty() {
            self.caption
                .push(Words::new(format!("查询：{asked}"), format!("Query: {asked}")));
        }
        self.caption.push(documents(rows, known));
        self.cite_graph(known);
    }

    /// Says beneath the drawing what the graph was made from.
    pub fn cite_graph(&mut self, known: &dyn Known) {
        let made_from = known.made_from();
        let short = |digest: &str| digest.get(..16).unwrap_or(digest).to_owned();
        let (corpus, lexicons) = (short(&made_from.corpus), short(&made_from.lexicons));
        let mut zh = format!("policygraph {}，语料 {corpus}，词表 {lexicons}", made_from.program);
        if !made_from.corrections.is_empty() {
            zh = format!("{zh}，更正 {}", short(&made_from.corrections));
        }
        self.caption.push(Words::new(zh, made_from.to_string()));
    }

    /// Of how many edges a drawing that leaves some out shows the strongest.
    pub(super) fn say_what_is_left_out(&mut self, most: usize, left_out: usize) {
        if left_out > 0 {
            self.caption.insert(
                0,
                Words::new(
                    format!("只画出最强的 {most} 条边，另有 {left_out} 条未画"),
                    format!("The strongest {most} edges; {left_out} more are not drawn"),
                ),
            );
        }
    }
}

/// The documents that the rows name, else how many there are.
fn documents(rows: &Rows, known: &dyn Known) -> Words {
    let column = rows.column("document");
    let cells = column.map(|at| rows.iter().filter_map(|row| row.get(at)).map(Cell::to_text).collect());
    let named: BTreeSet<String> = cells.unwrap_or_default();
    let (count, known) = if named.is_empty() {
        (known.document_count(), Vec::new())
    } else {
        (named.len(), named.into_iter().collect())
    };
    let plural = if count == 1 { "" } else { "s" };
    match known.as_slice() {
        [] => Words::new(
            format!("语料：{count} 份文件"),
            format!("Corpus: {count} document{plural}"),
        ),
        few if few.len() <= NAMED_DOCUMENTS => Words::new(
            format!("文件（{count}）：{}", few.join("、")),
            format!("Document{plural} ({count}): {}", few.join(", ")),
        ),
        _ => Words::new(format!("文件：{count} 份"), format!("From {count} document{plural}")),
    }
}
