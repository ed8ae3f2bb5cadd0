//! Tables of indicators (主要指标): a row names what is measured, the columns say in which years it stands where.
//!
//! A copy may have kept the table as a grid, or left one line for each row with blanks between the cells, or one line
//! for each cell:
//!
//! ```text
//! 指标 单位 2020年 2025年 属性
//! 森林覆盖率 % 32.1 33 约束性
//! ```
//!
//! Nothing is read where a row does not fit its head.

use std::sync::LazyLock;

use crate::read::{Block, BlockKind, Cell, Grid, numbering};
use crate::text::{Span, WordList};

/// A number in such a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The cell that names what is measured, without a number before it.
    pub indicator: Span,
    /// The cell of the row's unit.
    pub unit: Option<Span>,
    /// The cell of the number.
    pub value: Span,
    /// The year of the column; of what grows by so much each year, the last of all columns.
    pub year: Option<u16>,
    /// What the column says.
    pub stands: Stands,
    /// The row.
    pub row: Span,
}

/// What the number of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Where the plan starts.
    Reached,
    /// What is to be reached.
    Promised,
    /// By how much it is to grow each year.
    Growth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Indicator,
    Unit,
    Value { year: Option<u16>, stands: Stands },
    Other,
}

/// What the columns of a table of indicators hold.
#[derive(Debug)]
struct Head {
    columns: Vec<Column>,
    indicator: usize,
    last_year: Option<u16>,
}

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Its cells that print something, those of the head among them.
    pub(super) cells: Vec<Span>,
    pub(super) figures: Vec<Figure>,
    /// How many blocks it takes.
    pub(super) blocks: usize,
}

/// The table of a grid, if it is one of indicators.
pub(super) fn of_grid(text: &str, grid: &Grid) -> Option<Found> {
    let words = |row: &[Cell]| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>();
    let mut heads = grid.rows.iter().take(3).enumerate();
    let (at, head) = heads.find_map(|(at, row)| Some((at, Head::of(&words(row), false)?)))?;
    let mut found = Found::default();
    for (i, row) in grid.rows.iter().enumerate() {
        let cells: Vec<Span> = row.iter().map(|cell| cell.span).collect();
        found.cells.extend(cells.iter().filter(|cell| !cell.is_empty()));
        if i > at && head.fits(text, &cells) {
            found.figures.extend(head.figures(text, &cells));
        }
    }
    (!found.figures.is_empty()).then_some(found)
}

/// The table that begins with the first of these blocks, if one does.
pub(super) fn of_lines(text: &str, blocks: &[Block]) -> Option<Found> {
    /// A head of one cell in a line, or of all of them.
    const LONGEST: [usize; 2] = [30, 240];
    let line = line(blocks.first()?)?;
    let words = line.of(text);
    if words.len() <= LONGEST[0] && column(words).is_some() {
        stacked(text, blocks)
    } else if words.len() <= LONGEST[1] && words.contains("指标") {
        spaced(text, blocks)
    } else {
        None
    }
}

/// A line for each row.
fn spaced(text: &str, blocks: &[Block]) -> Option<Found> {
    let cells = |block: &Block| line(block).map(|line| divided(text, line));
    let first = cells(blocks.first()?)?;
    let head = Head::of(&first.iter().map(|cell| cell.of(text)).collect::<Vec<_>>(), true)?;
    let mut found = Found {
        cells: first,
        blocks: 1,
        ..Found::default()
    };
    for block in &blocks[1..] {
        let Some(row) = cells(block).filter(|row| head.fits(text, row)) else {
            break;
        };
        found.figures.extend(head.figures(text, &row));
        found.cells.extend(row);
        found.blocks += 1;
    }
    (!found.figures.is_empty()).then_some(found)
}

/// A line for each cell.
fn stacked(text: &str, blocks: &[Block]) -> Option<Found> {
    let heads = blocks
        .iter()
        .map_while(line)
        .take_while(|line| column(line.of(text)).is_some());
    let cells: Vec<Span> = heads.collect();
    let width = cells.len();
    let head = Head::of(&cells.iter().map(|cell| cell.of(text)).collect::<Vec<_>>(), true)?;
    let row_at = |at: usize| {
        let row = blocks.get(at..at + width)?;
        let row: Vec<Span> = row.iter().map_while(line).collect();
        head.fits(text, &row).then_some(row)
    };
    let mut found = Found {
        cells,
        blocks: width,
        ..Found::default()
    };
    loop {
        // 一、创新: a line of its own above the rows of a group.
        let label = blocks
            .get(found.blocks)
            .and_then(line)
            .filter(|_| row_at(found.blocks).is_none());
        let Some(row) = row_at(found.blocks + usize::from(label.is_some())) else {
            break;
        };
        found.blocks += width + usize::from(label.is_some());
        found.figures.extend(head.figures(text, &row));
        found.cells.extend(label.into_iter().chain(row));
    }
    (!found.figures.is_empty()).then_some(found)
}

fn line(block: &Block) -> Option<Span> {
    matches!(block.kind, BlockKind::Paragraph).then_some(block.span)
}

/// The pieces of a line between blanks.
fn divided(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let pieces = words.split([' ', '\t', '\u{3000}']).filter(|piece| !piece.is_empty());
    let start = |piece: &str| line.start as usize + (piece.as_ptr() as usize - words.as_ptr() as usize);
    pieces
        .map(|piece| Span::new(start(piece), start(piece) + piece.len()))
        .collect()
}

impl Head {
    /// The head of these words; where it `knows_all`, there is none with a word that heads nothing known.
    fn of(words: &[&str], knows_all: bool) -> Option<Self> {
        let names = words.iter().any(|word| word.contains("指标"));
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

    /// Whether the cells of a row are what the columns hold.
    fn fits(&self, text: &str, cells: &[Span]) -> bool {
        let name = cells.get(self.indicator).map_or("", |cell| cell.of(text).trim());
        let mut values = cells.iter().zip(&self.columns).filter(|(_, column)| column.is_value());
        let name = &name[number_length(name)..];
        let is_named = name.chars().count() >= 2 && !is_number(name) && name.len() <= 3 * 60;
        let fit = cells.len() == self.columns.len() && is_named;
        fit && values.clone().all(|(cell, _)| may_be_value(cell.of(text)))
            && values.any(|(cell, _)| is_number(cell.of(text)))
    }

    fn figures<'a>(&'a self, text: &'a str, cells: &'a [Span]) -> impl Iterator<Item = Figure> + 'a {
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

/// What a column holds whose head these words are.
fn column(head: &str) -> Option<Column> {
    /// A longer head is a sentence.
    const LONGEST: usize = 14;
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    if head.is_empty() || head.chars().count() > LONGEST || head.contains(['，', '。', '；', '：', '、']) {
        return None;
    }
    let year = year(&head);
    let value = |stands| Some(Column::Value { year, stands });
    if OTHERS.is_in(&head) {
        Some(Column::Other)
    } else if GROWTH.is_in(&head) {
        value(Stands::Growth)
    } else if REACHED.is_in(&head) && (year.is_some() || head.chars().count() <= 5) {
        value(Stands::Reached)
    } else if year.is_some() || ["目标", "目标值", "指标值", "规划值", "规划目标"].contains(&&*head) {
        value(Stands::Promised)
    } else if head.contains("指标") {
        Some(Column::Indicator)
    } else {
        head.ends_with("单位").then_some(Column::Unit)
    }
}

/// The year that a head begins with (2025年, 到2025年目标).
fn year(head: &str) -> Option<u16> {
    let digits = head.trim_start_matches(['到', '至', '（', '(']).get(..4)?;
    let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| digits.parse().ok()).flatten()
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
        || ["国家", "省", "上级", "下降", "持续", "保持", "完成"]
            .iter()
            .any(|word| cell.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;
    use crate::structure::testing::structure;

    fn figures(table: &str) -> Vec<String> {
        let source = read_text(format!("某市“十四五”规划\n一、目标\n{table}\n二、任务\n").as_bytes()).expect("text");
        let found = structure(&source);
        let sections: Vec<_> = found
            .measures
            .iter()
            .map(|measure| measure.section.to_string())
            .collect();
        assert_eq!(sections, ["一", "二"], "{table}");
        let show = |figure: &Figure| {
            let unit = figure.unit.map_or("", |unit| unit.of(&source.text));
            let (name, value) = (figure.indicator.of(&source.text), figure.value.of(&source.text));
            format!("{name} {value} {unit} {:?} {:?}", figure.year, figure.stands)
        };
        found.figures.iter().map(show).collect()
    }

    #[test]
    fn the_three_forms_say_the_same() {
        let expected = [
            "森林覆盖率 32.1 % Some(2020) Reached",
            "森林覆盖率 ≥33 % Some(2025) Promised",
            "基站数 2100 个 Some(2020) Reached",
            "基站数 9000 个 Some(2025) Promised",
        ];
        for table in [
            "| 指标 | 单位 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|\n| 森林覆盖率 | % | 32.1 | ≥33 | 约束性 |\n| 基站数 | 个 | 2100 | 9000 | 预期性 |",
            "指标 单位 2020年 2025年 属性\n森林覆盖率 % 32.1 ≥33 约束性\n基站数 个 2100 9000 预期性",
            "序号\n指标\n单位\n2020年\n2025年\n属性\n1\n森林覆盖率\n%\n32.1\n≥33\n约束性\n二、生活\n2\n基站数\n个\n2100\n9000\n预期性",
        ] {
            assert_eq!(figures(table), expected, "{table}");
        }
    }

    #[test]
    fn growth_and_numbered_indicators() {
        let table = "主要指标\n单位\n2025年\n2030年\n年均增长\n属性\n1.生产总值\n亿元\n5000\n7000\n6.5%左右\n预期性\n2.城镇化率\n%\n63.5\n68\n〔4.5〕\n—";
        assert_eq!(
            figures(table),
            [
                "生产总值 5000 亿元 Some(2025) Reached",
                "生产总值 7000 亿元 Some(2030) Promised",
                "生产总值 6.5%左右 亿元 Some(2030) Growth",
                "城镇化率 63.5 % Some(2025) Reached",
                "城镇化率 68 % Some(2030) Promised",
                "城镇化率 〔4.5〕 % Some(2030) Growth",
            ]
        );
    }

    #[test]
    fn heads_of_other_tables() {
        for head in [
            ["指标", "单位", "责任单位"],
            ["序号", "任务", "2025年"],
            ["指标", "单位", "属性"],
        ] {
            assert!(Head::of(&head, false).is_none(), "{head:?}");
        }
    }
}
