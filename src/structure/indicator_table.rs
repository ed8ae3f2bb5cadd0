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

mod caption;
mod carried;
mod column;
mod head;
mod numbered;
mod tabbed;

use crate::read::{Block, BlockKind, Cell, Grid};
use crate::text::{Span, is_ideograph};

use carried::Carried;
use column::column;
use head::Head;

/// A number in such a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The cell that names what is measured, without a number before it.
    pub indicator: Span,
    /// The words in the number's own cell that say of which part it is (重点城市≥30).
    pub label: Option<Span>,
    /// What is measured, where the head of the column says it (产量) or the name of the group (存栏).
    pub measure: Option<Span>,
    /// The head of the column that tells how it has grown (同比增长).
    pub growth: Option<Span>,
    /// The cell of the row's unit.
    pub unit: Option<Span>,
    /// The unit of rows that print none: in the head of the column, in a line above the table. Of growth, that head.
    pub shared_unit: Option<Span>,
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
    /// How much there is, in a column that names no year.
    Stated,
    /// By how much it has grown since the year before.
    Grown,
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
pub(super) fn of_grid(text: &str, before: &[Block], grid: &Grid) -> Option<Found> {
    let cells = |row: &[Cell]| row.iter().map(|cell| cell.span).collect::<Vec<_>>();
    let mut heads = grid.rows.iter().take(3).enumerate();
    let (at, mut head) = heads.find_map(|(at, row)| Some((at, Head::of(text, &cells(row), false)?)))?;
    caption::read(text, before, &mut head);
    let mut found = Found::default();
    let mut carried = Carried::default();
    for (i, row) in grid.rows.iter().enumerate() {
        let cells: Vec<Span> = row.iter().map(|cell| cell.span).collect();
        found.cells.extend(filled(&cells));
        if i <= at {
            continue;
        }
        if let Some(row) = head.row_of_group(text, &cells) {
            let figures = head.figures(text, row);
            if head.is_of_statistics() {
                carried.meet(text, row[head.indicator]);
                found.figures.extend(figures.map(|figure| carried.give(text, figure)));
            } else {
                found.figures.extend(figures);
            }
        } else if let [group] = filled(&cells)[..] {
            carried = Carried::of_group(text, group);
        }
    }
    (!found.figures.is_empty()).then_some(found)
}

/// The table that begins with the block `at`, if one does.
pub(super) fn of_lines(text: &str, all: &[Block], at: usize) -> Option<Found> {
    /// A head of one cell in a line, or of all of them.
    const LONGEST: [usize; 2] = [30, 240];
    let (before, blocks) = all.split_at(at);
    let line = line(blocks.first()?)?;
    let words = line.of(text);
    if words.len() > LONGEST[1] {
        return None;
    }
    if words.contains('\t')
        && let Some(found) = tabbed::table(text, before, blocks)
    {
        return Some(found);
    }
    if words.len() <= LONGEST[0] && column(words).is_some() {
        stacked(text, before, blocks)
    } else if NAMES.iter().any(|name| words.contains(name)) {
        spaced(text, before, blocks)
    } else {
        None
    }
}

/// How the column is called that names what is measured, blanked for its looks perhaps.
const NAMES: [&str; 3] = ["指标", "指 标", "指\u{3000}标"];

/// A line for each row; the name of a group may stand in a line of its own above its rows.
fn spaced(text: &str, before: &[Block], blocks: &[Block]) -> Option<Found> {
    let cells = |block: &Block| line(block).map(|line| divided(text, line));
    let first = cells(blocks.first()?)?;
    let mut head = Head::of(text, &first, true)?;
    caption::read(text, before, &mut head);
    let row_at = |at: usize| {
        let cells = cells(blocks.get(at)?)?;
        let row = head.row(text, &cells).map(<[Span]>::to_vec);
        row.or_else(|| head.joined(text, &cells))
    };
    let mut found = Found {
        cells: first,
        blocks: 1,
        ..Found::default()
    };
    loop {
        let group = blocks.get(found.blocks).and_then(|block| group(text, block));
        if let Some(row) = row_at(found.blocks) {
            found.figures.extend(head.figures(text, &row));
            found.cells.extend(row);
        } else if let Some(group) = group.filter(|_| row_at(found.blocks + 1).is_some()) {
            found.cells.push(group);
        } else {
            break;
        }
        found.blocks += 1;
    }
    (!found.figures.is_empty()).then_some(found)
}

/// A line for each cell; names of groups stand in lines of their own above their rows.
fn stacked(text: &str, before: &[Block], blocks: &[Block]) -> Option<Found> {
    let heads = blocks
        .iter()
        .map_while(line)
        .take_while(|line| column(line.of(text)).is_some());
    let (lines, cells) = numbered::unbroken(text, heads.collect());
    let width = cells.len();
    let mut head = Head::of(text, &cells, true)?;
    caption::read(text, before, &mut head);
    let cells_at = |at: usize, width: usize| {
        let row = blocks.get(at..at + width)?;
        Some(row.iter().map_while(line).collect::<Vec<Span>>())
    };
    let row_at = |at: usize| {
        let plain = cells_at(at, width).filter(|row| head.row(text, row).is_some());
        // The number of a row may stand before it though the head has no column for it.
        plain.or_else(|| cells_at(at, width + 1).filter(|row| head.row(text, row).is_some()))
    };
    let mut found = Found {
        cells,
        blocks: lines,
        ..Found::default()
    };
    loop {
        if let Some(row) =
            numbered::row(text, &blocks[found.blocks..], &head).filter(|_| row_at(found.blocks).is_none())
        {
            found.blocks += row.blocks;
            found.cells.extend(row.cells);
            found.figures.extend(row.figures);
            continue;
        }
        let groups = blocks[found.blocks..]
            .iter()
            .take(2)
            .map_while(|block| group(text, block));
        let groups: Vec<Span> = groups.collect();
        let next = (0..=groups.len()).find_map(|above| Some((above, row_at(found.blocks + above)?)));
        let Some((above, cells)) = next else {
            break;
        };
        found.blocks += above + cells.len();
        found.figures.extend(
            head.row(text, &cells)
                .into_iter()
                .flat_map(|row| head.figures(text, row)),
        );
        found.cells.extend(groups.into_iter().take(above).chain(cells));
    }
    (!found.figures.is_empty()).then_some(found)
}

/// The cells that print something.
fn filled(cells: &[Span]) -> Vec<Span> {
    cells.iter().copied().filter(|cell| !cell.is_empty()).collect()
}

fn line(block: &Block) -> Option<Span> {
    matches!(block.kind, BlockKind::Paragraph).then_some(block.span)
}

/// 一、创新: the line above the rows of a group.
fn group(text: &str, block: &Block) -> Option<Span> {
    const LONGEST: usize = 24;
    line(block).filter(|line| {
        let words = line.of(text);
        words.chars().count() <= LONGEST && !words.contains(['。', '；', '：'])
    })
}

/// The pieces of a line between blanks; a word of two letters that is blanked for its looks (指　标) is one.
fn divided(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let pieces = words.split([' ', '\t', '\u{3000}']).filter(|piece| !piece.is_empty());
    let start = |piece: &str| line.start as usize + (piece.as_ptr() as usize - words.as_ptr() as usize);
    let is_letter = |span: Span| {
        let mut letters = span.of(text).chars();
        letters.next().is_some_and(is_ideograph) && letters.next().is_none()
    };
    let mut found: Vec<Span> = Vec::new();
    for piece in pieces {
        let piece = Span::new(start(piece), start(piece) + piece.len());
        match found.last_mut().filter(|last| is_letter(**last) && is_letter(piece)) {
            Some(last) => last.end = piece.end,
            None => found.push(piece),
        }
    }
    found
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
    fn numbers_and_groups_for_which_the_head_has_no_column() {
        let expected = [
            "森林 覆盖率 32.1 % Some(2020) Reached",
            "森林 覆盖率 ≥33 % Some(2025) Promised",
            "基站数 9000 个 Some(2025) Promised",
        ];
        let expected_grid = [
            "森林覆盖率(%) 32.1  Some(2020) Reached",
            "森林覆盖率(%) ≥33  Some(2025) Promised",
            "基站数 9000  Some(2025) Promised",
        ];
        for (table, expected) in [
            (
                "指　标 单　位 2020年 2025年 属性\n（一）生态\n1 森林 覆盖率 % 32.1 ≥33 约束性\n二、生活\n2 基站数 个 — 9000 预期性",
                &expected[..],
            ),
            (
                "指标\n单位\n2020年\n2025年\n属性\n一、生活\n（一）生态\n1\n森林 覆盖率\n%\n32.1\n≥33\n约束性\n2\n基站数\n个\n—\n9000\n预期性",
                &expected,
            ),
            (
                "| 指标 | 2020年 | 2025年 | 属性 |\n| 1.生态 | 森林覆盖率(%) | 32.1 | ≥33 | 约束性 |\n| 基站数 | - | 9000 | 预期性 |",
                &expected_grid,
            ),
        ] {
            assert_eq!(figures(table), expected, "{table}");
        }
    }

    #[test]
    fn years_in_brackets_and_columns_that_compare() {
        let table = "指标 现状（2020年） 目标值（2025年） 2025年比2020年增长\n森林覆盖率（%） 32 35 3";
        assert_eq!(
            figures(table),
            [
                "森林覆盖率（%） 32  Some(2020) Reached",
                "森林覆盖率（%） 35  Some(2025) Promised",
            ]
        );
    }

    #[test]
    fn a_change_is_no_level() {
        let table = "序号\n指标\n预期值\n属性\n1\n事故死亡人数\n下降15%\n约束性\n2\n年均死亡率\n<1\n预期性";
        assert_eq!(figures(table), ["年均死亡率 <1  None Promised"]);
    }

    #[test]
    fn heads_of_other_tables() {
        for head in [
            ["指标", "单位", "责任单位"],
            ["序号", "任务", "2025年"],
            ["指标", "单位", "属性"],
        ] {
            let text = head.concat();
            let mut at = 0;
            let cells = head.map(|cell| {
                at += cell.len();
                Span::new(at - cell.len(), at)
            });
            assert!(Head::of(&text, &cells, false).is_none(), "{head:?}");
        }
    }
}
