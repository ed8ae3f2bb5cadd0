//! A query's rows on the page.

use super::html::{Html, link};

/// More rows than this make a page slow; the CSV file has them all.
const MAX_ROWS: usize = 500;

/// Characters of a cell where the CSV file lies beside the page.
const BESIDE_CSV: usize = 200;

/// A query's rows, ready to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The query's name, and its file's without extension.
    pub(super) name: String,
    /// What it answers.
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The table with a search box, and a link to its file if there is one.
    pub(super) fn html(&self, csv: Option<&str>) -> Html {
        let mut out = Html::default();
        let mut line = Html::text(&format!("{} 行 rows", self.rows.len()));
        if let Some(csv) = csv {
            line.push(&Html::raw(" · "));
            line.push(&Html::element("a", &[("href", &link(csv))], &Html::raw("CSV")));
        }
        if self.rows.len() > MAX_ROWS {
            line.push(&Html::text(&format!(
                " · 此处只列前 {MAX_ROWS} 行 only the first {MAX_ROWS} are shown here"
            )));
        }
        out.push(&Html::element("p", &[("class", "quiet")], &line));
        out.open(
            "input",
            &[
                ("type", "search"),
                ("data-table", &self.name),
                ("placeholder", "筛选 filter …"),
                ("aria-label", "filter"),
            ],
        );
        out.push(&Html::element(
            "div",
            &[("class", "scroll"), ("tabindex", "0")],
            &self.grid(if csv.is_some() { BESIDE_CSV } else { usize::MAX }),
        ));
        out
    }

    /// The rows, with so many characters of a cell.
    fn grid(&self, most: usize) -> Html {
        let mut head = Html::default();
        for column in &self.columns {
            let mut heading = Html::text(chinese(column));
            heading.push(&Html::element("small", &[], &Html::text(&format!(" {column}"))));
            head.push(&Html::element("th", &[("class", width(column))], &heading));
        }
        let mut body = Html::default();
        for row in self.rows.iter().take(MAX_ROWS) {
            let mut cells = Html::default();
            for cell in row {
                cells.push(&Html::element("td", &[], &Html::short(cell, most)));
            }
            body.push(&Html::element("tr", &[], &cells));
            body.push(&Html::raw("\n"));
        }
        let mut grid = Html::element("thead", &[], &Html::element("tr", &[], &head));
        grid.push(&Html::element("tbody", &[], &body));
        Html::element("table", &[("id", &self.name)], &grid)
    }
}

fn width(column: &str) -> &'static str {
    match column {
        "quote" | "text" | "message" => "long",
        _ => "",
    }
}

/// The Chinese heading of a column; a column of a query that is not ours goes by its own name alone.
fn chinese(column: &str) -> &str {
    match column {
        "document" => "文件",
        "title" => "标题",
        "number" => "文号",
        "issuers" => "发文机关",
        "region" => "地区",
        "issued" => "日期",
        "period_start" => "起始年",
        "period_end" => "终止年",
        "kind" => "类别",
        "path" => "路径",
        "section" => "章节",
        "text" => "正文",
        "measure" => "任务",
        "role" => "角色",
        "unit" => "责任单位",
        "unit_type" | "type" => "类型",
        "inherited" => "承接",
        "quote" => "原文",
        "name" => "名称",
        "printed" | "unit_printed" => "原文名称",
        "mentions" => "提及次数",
        "indicator" => "指标",
        "comparator" => "比较",
        "value" => "数值",
        "year" => "年份",
        "source" => "甲",
        "source_type" => "甲类型",
        "target" => "乙",
        "target_type" => "乙类型",
        "sentences" => "同句",
        "measures" => "同任务",
        "documents" => "同文件",
        "npmi" => "关联强度",
        "message" => "说明",
        "reason" => "原因",
        _ => "",
    }
}
