//! What the columns of a table of indicators hold, and whether the cells of a row are that.

use std::sync::LazyLock;

use crate::read::numbering;
use crate::text::{Span, WordList};

use super::{Figure, Stands};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Indicator,
    Unit,
    Value { year: Option<u16>, stands: Stands },
    Other,
}

/// How the column is called that names what is measured, blanked for its looks perhaps.
pub(super) const NAMES: [&str; 3] = ["指标", "指 标", "指\u{3000}标"];

/// What the columns of a table of indicators hold.
#[derive(Debug)]
pub(super) struct Head {
    columns: Vec<Column>,
    indicator: usize,
    last_year: Option<u16>,
}

impl Head {
    /// The head of these words; where it `knows_all`, there is none with a word that heads nothing known.
    pub(super) fn of(words: &[&str], knows_all: bool) -> Option<Self> {
        let is_name = |word: &&str| NAMES.iter().any(|name| word.contains(name));
        let names = words.iter().any(is_name);
        if !names || words.len() < 3 {
            return None;
        }
        let columns = words
            .iter()
            .map(|word| column(word).or((!knows_all).then_some(Column::Other)));
        let mut columns = columns.collect::<Option<Vec<Column>>>()?;
        let indicator = columns.iter().position(|column| *column == Column::Indicator)?;
        let charges = |word: &&str| ["责任", "牵头", "负责", "部门"].iter().any(|duty| word.contains(duty));
        let years = || columns.iter().copied().filter_map(Column::year);
        let (first, last) = (years().min(), years().max());
        for (column, word) in columns.iter_mut().zip(words) {
            match column {
                Column::Value { year, stands } if *year == first && first < last && !word.contains("目标") => {
                    *stands = Stands::Reached;
                }
                _ => {}
            }
        }
        let is_value = |column: &Column| matches!(column, Column::Value { stands, .. } if *stands != Stands::Growth);
        (columns.iter().any(is_value) && !words.iter().any(charges)).then_some(Self {
            columns,
            indicator,
            last_year: last,
        })
    }

    /// The cells of a row that are what the columns hold: all of them, or those behind the number of the row, for which the
    /// head has no column.
    pub(super) fn row<'c>(&self, text: &str, cells: &'c [Span]) -> Option<&'c [Span]> {
        Some(self.unnumbered(text, cells)).filter(|row| self.fits(text, row))
    }

    /// The same in a grid, where the name of a group may stand before the first of its rows.
    pub(super) fn row_of_group<'c>(&self, text: &str, cells: &'c [Span]) -> Option<&'c [Span]> {
        let is_led = cells.len() == self.columns.len() + 1 && self.indicator == 0;
        let row = if is_led { &cells[1..] } else { cells };
        Some(row).filter(|row| self.fits(text, row))
    }

    /// A row in whose indicator blanks stand (万元 生产总值 能耗), with its pieces as one cell.
    pub(super) fn joined(&self, text: &str, cells: &[Span]) -> Option<Vec<Span>> {
        let mut row = self.unnumbered(text, cells).to_vec();
        let surplus = row
            .len()
            .checked_sub(self.columns.len())
            .filter(|surplus| *surplus > 0)?;
        row[self.indicator].end = row[self.indicator + surplus].end;
        row.drain(self.indicator + 1..=self.indicator + surplus);
        Some(row).filter(|row| self.fits(text, row))
    }

    fn unnumbered<'c>(&self, text: &str, cells: &'c [Span]) -> &'c [Span] {
        let has_surplus = cells.len() > self.columns.len() && self.indicator == 0;
        match cells.split_first() {
            Some((first, rest)) if has_surplus && is_row_number(first.of(text)) => rest,
            _ => cells,
        }
    }

    /// Whether the cells of a row are what the columns hold.
    fn fits(&self, text: &str, cells: &[Span]) -> bool {
        let name = cells.get(self.indicator).map_or("", |cell| cell.of(text).trim());
        let mut values = cells.iter().zip(&self.columns).filter(|(_, column)| column.is_value());
        let name = &name[number_length(name)..];
        let is_named = name.chars().count() >= 2 && !is_number(name) && name.len() <= 3 * 60;
        let fit = cells.len() == self.columns.len() && is_named;
        fit && values.clone().all(|(cell, _)| may_be_value(cell.of(text)))
            && values.any(|(cell, _)| is_number(cell.of(text)) || is_change(cell.of(text)))
    }

    pub(super) fn figures<'a>(&'a self, text: &'a str, cells: &'a [Span]) -> impl Iterator<Item = Figure> + 'a {
        let name = cells[self.indicator];
        let number = number_length(name.of(text)) as u32;
        let unit = self.columns.iter().position(|column| *column == Column::Unit);
        let filled = || cells.iter().filter(|cell| !cell.is_empty());
        let row = Span {
            start: filled().map(|cell| cell.start).min().unwrap_or(name.start),
            end: filled().map(|cell| cell.end).max().unwrap_or(name.end),
        };
        let values = cells
            .iter()
            .zip(&self.columns)
            .filter(move |(cell, _)| is_number(cell.of(text)));
        values.filter_map(move |(value, column)| {
            let Column::Value { year, stands } = *column else {
                return None;
            };
            Some(Figure {
                indicator: Span {
                    start: name.start + number,
                    ..name
                },
                unit: unit.map(|unit| cells[unit]),
                value: *value,
                year: if stands == Stands::Growth { self.last_year } else { year },
                stands,
                row,
            })
        })
    }
}

impl Column {
    fn year(self) -> Option<u16> {
        match self {
            Self::Value { year, .. } => year,
            _ => None,
        }
    }

    fn is_value(self) -> bool {
        matches!(self, Self::Value { .. })
    }
}

/// Words of heads of columns that say nothing of where an indicator stands.
static OTHERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("序号 编号 类别 类型 分类 属性 性质 备注 领域 维度 说明 来源 级指标 部门"));
/// Those of columns that say how it grows.
static GROWTH: LazyLock<WordList> = LazyLock::new(|| WordList::new("年均 年增 累计"));
/// Those of columns that say where the plan starts.
static REACHED: LazyLock<WordList> = LazyLock::new(|| WordList::new("现状 实际 基期 基准 完成 实绩"));

/// Those of columns that say what is promised, without a year.
static PROMISED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("目标 目标值 指标值 规划值 规划目标 预期值 预期目标 计划目标"));

/// What a column holds whose head these words are.
pub(super) fn column(head: &str) -> Option<Column> {
    /// A longer head is a sentence.
    const LONGEST: usize = 14;
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    if head.is_empty() || head.chars().count() > LONGEST || head.contains(['，', '。', '；', '：', '、']) {
        return None;
    }
    let year = year(&head);
    let value = |stands| Some(Column::Value { year, stands });
    if OTHERS.is_in(&head) || ["增速", "增长率", "增幅"].contains(&&*head) || compares(&head) {
        Some(Column::Other)
    } else if GROWTH.is_in(&head) {
        value(Stands::Growth)
    } else if REACHED.is_in(&head) && (year.is_some() || head.chars().count() <= 5) {
        value(Stands::Reached)
    } else if year.is_some() || PROMISED.has(&head) {
        value(Stands::Promised)
    } else if head.contains("指标") {
        Some(Column::Indicator)
    } else {
        head.ends_with("单位").then_some(Column::Unit)
    }
}

/// The year that a head begins with (2025年, 到2025年目标), or prints in brackets (目标值（2025年）).
fn year(head: &str) -> Option<u16> {
    head.split(['（', '(']).find_map(|words| {
        let digits = words.trim_start_matches(['到', '至']).get(..4)?;
        let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
        is_year.then(|| digits.parse().ok()).flatten()
    })
}

/// 2025年比2020年增长: how two columns differ.
fn compares(head: &str) -> bool {
    ["比20", "较20", "比上年", "较上年"]
        .iter()
        .any(|word| head.contains(word))
}

/// Whether a cell holds a number, bounded or in brackets perhaps; not 5G基站数, 3岁以下婴幼儿托位数.
fn is_number(cell: &str) -> bool {
    /// A longer word behind the number is no unit.
    const LONGEST: usize = 6;
    let bare = cell.trim().trim_start_matches([
        '≥', '≤', '≧', '≦', '>', '<', '＞', '＜', '[', '〔', '［', '【', '(', '（', '约', ' ',
    ]);
    let behind = ["不低于", "不高于", "大于", "小于", "超过", "控制在", "高于", "低于"]
        .iter()
        .find_map(|bound| bare.strip_prefix(bound))
        .unwrap_or(bare);
    let unit = behind.trim_start_matches(|c: char| c.is_ascii_digit() || ".,-—~～–".contains(c));
    let begins = behind.starts_with(|c: char| c.is_ascii_digit());
    begins && !unit.starts_with(|c: char| c.is_ascii_alphabetic()) && unit.chars().count() <= LONGEST
}

/// The length of the number that a cell begins with before the name (1.生产总值).
fn number_length(cell: &str) -> usize {
    numbering::marker(cell).map_or(0, |marker| marker.len)
}

/// Whether a cell may stand where numbers do: one, a dash, or a word in place of it (完成国家下达任务).
fn may_be_value(cell: &str) -> bool {
    let cell = cell.trim();
    is_number(cell)
        || cell.chars().all(|c| "-—–─/…*".contains(c))
        || is_change(cell)
        || ["国家", "省", "上级", "下降", "持续", "保持", "完成"]
            .iter()
            .any(|word| cell.starts_with(word))
}

/// 下降15%: a value that says by how much. What the indicator measures is then not all in its name, and no figure is read.
fn is_change(cell: &str) -> bool {
    ["下降", "降低", "提高", "增长"]
        .iter()
        .any(|verb| cell.trim().strip_prefix(verb).is_some_and(is_number))
}

/// Whether a cell is the number of a row.
pub(super) fn is_row_number(cell: &str) -> bool {
    numbering::row_number(cell).is_some()
}
