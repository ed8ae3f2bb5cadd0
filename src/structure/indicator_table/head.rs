//! What the columns of a table of indicators hold, and whether the cells of a row are that.

use crate::read::numbering;
use crate::text::{Span, is_ideograph, is_numeral};

use super::column::{Column, bare, column, may_state, measures, promises};
use super::{Figure, Stands};

/// What the columns of a table of indicators hold.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) columns: Vec<Column>,
    pub(super) indicator: usize,
    /// The cells.
    words: Vec<Span>,
    last_year: Option<u16>,
    /// The unit of values that give none themselves, as a line above the table says it.
    pub(super) unit: Option<Span>,
    /// The year that the caption says the table is about.
    pub(super) year: Option<u16>,
}

impl Head {
    /// The head of these cells; where it `knows_all`, there is none with a word that heads nothing known.
    pub(super) fn of(text: &str, cells: &[Span], knows_all: bool) -> Option<Self> {
        let words: Vec<&str> = cells.iter().map(|cell| cell.of(text)).collect();
        if words.len() < 3 {
            return None;
        }
        let columns = words
            .iter()
            .map(|word| column(word).or((!knows_all).then_some(Column::Other)));
        let mut columns = columns.collect::<Option<Vec<Column>>>()?;
        if !settle(&mut columns, &words, knows_all) {
            return None;
        }
        let indicator = columns.iter().position(|column| *column == Column::Indicator)?;
        let charges = |word: &&str| ["责任", "牵头", "负责", "部门"].iter().any(|duty| word.contains(duty));
        let years = || columns.iter().copied().filter_map(Column::year);
        let (first, last) = (years().min(), years().max());
        for (column, word) in columns.iter_mut().zip(&words) {
            match column {
                Column::Value { year, stands } if *year == first && first < last && starts(*stands, word) => {
                    *stands = Stands::Reached;
                }
                _ => {}
            }
        }
        let is_level = |column: &Column| {
            column
                .stands()
                .is_some_and(|stands| !matches!(stands, Stands::Growth | Stands::Grown))
        };
        (columns.iter().any(is_level) && !words.iter().any(charges)).then(|| Self {
            columns,
            indicator,
            words: cells.to_vec(),
            last_year: last,
            unit: None,
            year: None,
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
        // 猪, 鹅: only tables of statistics count them.
        let is_letter = || name.chars().all(|c| is_ideograph(c) && !is_numeral(c));
        let may_be_letter = || self.is_of_statistics() && !name.is_empty() && is_letter();
        let is_long = name.chars().count() >= 2 || may_be_letter();
        let is_named = is_long && !is_number(name) && name.contains(char::is_alphabetic) && name.len() <= 3 * 60;
        let fit = cells.len() == self.columns.len() && is_named;
        fit && values.clone().all(|(cell, _)| may_be_value(cell.of(text)))
            && values.any(|(cell, _)| is_number(cell.of(text)) || is_change(cell.of(text)))
    }

    /// Whether the table tells how much there was, and how it had grown.
    pub(super) fn is_of_statistics(&self) -> bool {
        self.grown() > 0
    }

    /// How many columns tell of growth since the year before.
    fn grown(&self) -> usize {
        let grown = |column: &&Column| column.stands() == Some(Stands::Grown);
        self.columns.iter().filter(grown).count()
    }

    /// The numbers of a row.
    pub(super) fn figures<'a>(&'a self, text: &'a str, cells: &'a [Span]) -> impl Iterator<Item = Figure> + 'a {
        let unit = self.columns.iter().position(|column| *column == Column::Unit);
        let row = around(cells).unwrap_or(cells[self.indicator]);
        let values = cells.iter().enumerate().filter(|(_, cell)| is_number(cell.of(text)));
        values.filter_map(move |(at, value)| {
            let figure = self.figure(text, cells[self.indicator], at, *value)?;
            let unit = unit.map(|unit| cells[unit]);
            Some(Figure { unit, row, ..figure })
        })
    }

    /// The number of the column `at`, of what the cell `name` names.
    pub(super) fn figure(&self, text: &str, name: Span, at: usize, value: Span) -> Option<Figure> {
        let Column::Value { year, stands } = self.columns[at] else {
            return None;
        };
        let is_grown = stands == Stands::Grown;
        let is_level = |column: &Column| column.is_value() && column.stands() != Some(Stands::Grown);
        let level = if is_grown {
            self.columns[..at].iter().rposition(is_level)?
        } else {
            at
        };
        let year = match stands {
            Stands::Growth => self.last_year,
            Stands::Grown if self.grown() == 1 => self.last_year,
            Stands::Grown => self.columns[level].year(),
            _ => year,
        };
        let states = matches!(stands, Stands::Stated | Stands::Grown);
        let head = self.words[at];
        let printed = bracketed(text, self.words[level]).filter(|_| !is_grown);
        Some(Figure {
            indicator: bare_name(text, name),
            label: None,
            measure: Some(bare_span(text, self.words[level])).filter(|words| measures(words.of(text))),
            growth: is_grown.then(|| bare_span(text, head)),
            unit: None,
            shared_unit: if is_grown { Some(head) } else { printed.or(self.unit) },
            value,
            year: if states { year.or(self.year) } else { year },
            stands,
            row: value,
        })
    }
}

/// Settles what the columns hold in view of each other: those of statistics (产量, 同比增长) make a table where no other is
/// of a plan. False where they make none.
fn settle(columns: &mut [Column], words: &[&str], knows_all: bool) -> bool {
    let is_grown = |column: &Column| column.stands() == Some(Stands::Grown);
    let is_open = |column: &Column| column.stands() == Some(Stands::Stated) || *column == Column::Things;
    let has_name = columns.contains(&Column::Indicator);
    if is_statistics(columns, words) {
        for (column, word) in columns.iter_mut().zip(words) {
            if may_state(word, *column) {
                *column = Column::Value {
                    year: None,
                    stands: Stands::Stated,
                };
            }
        }
        let thing = columns
            .iter_mut()
            .find(|column| **column == Column::Things && !has_name);
        if let Some(thing) = thing {
            *thing = Column::Indicator;
        }
        return true;
    }
    // 指标 单位 数值: of what, only the title of the text tells.
    let is_plain = knows_all && has_name && !columns.iter().any(|c| is_grown(c) || *c == Column::Things);
    let values = columns.iter().filter(|column| column.is_value()).count();
    if !(is_plain && values == 1) && columns.iter().any(is_open) {
        if knows_all {
            return false;
        }
        columns
            .iter_mut()
            .filter(|column| is_open(column))
            .for_each(|column| *column = Column::Other);
    }
    columns
        .iter_mut()
        .filter(|column| is_grown(column))
        .for_each(|column| *column = Column::Other);
    true
}

/// Whether the columns say how much there was and how it had grown since the year before. Each growth must be that of one
/// column only: the one before it, or where there is but one growth, that of the last year.
fn is_statistics(columns: &[Column], words: &[&str]) -> bool {
    let is_grown = |column: Column| column.stands() == Some(Stands::Grown);
    let levels = || {
        let pairs = columns.iter().zip(words);
        pairs.filter(|(column, _)| column.is_value() && !is_grown(**column))
    };
    let growths = columns.iter().filter(|column| is_grown(**column)).count();
    // A head may be merged over columns that hold nothing.
    let filled = columns.iter().zip(words).filter(|(_, word)| !word.trim().is_empty());
    let filled: Vec<Column> = filled.map(|(column, _)| *column).collect();
    let follows = filled
        .windows(2)
        .filter(|pair| pair[0].is_value() && !is_grown(pair[0]) && is_grown(pair[1]));
    let is_known = |column: Column, word: &str| may_state(word, column) || column.year().is_some();
    let neutral = levels().filter(|(column, word)| may_state(word, **column) && !measures(bare(word)));
    let dated = levels().filter(|(column, _)| column.year().is_some()).count();
    let all = levels().count();
    growths > 0
        && follows.count() == growths
        && (all == growths || growths == 1 && dated == all)
        && neutral.count() <= 1
        && (dated == 0 || dated == all)
        && levels().all(|(column, word)| is_known(*column, word))
        && !words.iter().any(|word| promises(word))
}

/// Whether a column of the first year of all holds what the plan starts from.
fn starts(stands: Stands, word: &str) -> bool {
    stands != Stands::Grown && !["目标", "任务", "计划"].iter().any(|plan| word.contains(plan))
}

/// From the first of these cells that holds anything to the end of the last.
pub(super) fn around(cells: &[Span]) -> Option<Span> {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    Some(Span {
        start: filled().map(|cell| cell.start).min()?,
        end: filled().map(|cell| cell.end).max()?,
    })
}

/// A name without the number before it, and the sign of a part (#).
fn bare_name(text: &str, name: Span) -> Span {
    let words = name.of(text);
    let behind = words.trim_start_matches(['#', '＃', '*', ' ', '\u{3000}']);
    let start = name.start + (words.len() - behind.len() + number_length(behind)) as u32;
    Span { start, ..name }
}

/// The words of a head before its brackets and signs.
fn bare_span(text: &str, head: Span) -> Span {
    let bare = bare(head.of(text));
    let start = head.start as usize + (bare.as_ptr() as usize - head.of(text).as_ptr() as usize);
    Span::new(start, start + bare.len())
}

/// What stands in the brackets at the end of a cell: 万吨 of 产量（万吨）.
pub(super) fn bracketed(text: &str, cell: Span) -> Option<Span> {
    let words = cell.of(text);
    let inner = words.trim_end().strip_suffix(['）', ')'])?;
    let at = inner.rfind(['（', '('])?;
    let open = at + inner[at..].chars().next()?.len_utf8();
    let start = cell.start as usize;
    Some(Span::new(start + open, start + inner.len())).filter(|span| !span.of(text).contains('年'))
}

/// Whether a cell holds a number, bounded or in brackets perhaps; not 5G基站数, 3岁以下婴幼儿托位数.
pub(super) fn is_number(cell: &str) -> bool {
    /// A longer word behind the number is no unit.
    const LONGEST: usize = 6;
    let cell = cell.trim();
    let unsigned = cell.strip_prefix(['-', '－', '−']).unwrap_or(cell);
    let is_signed = unsigned.len() < cell.len() && unsigned.starts_with(|c: char| c.is_ascii_digit());
    let bare = if is_signed { unsigned } else { cell }.trim_start_matches([
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
pub(super) fn may_be_value(cell: &str) -> bool {
    let cell = cell.trim();
    is_number(cell)
        || cell.chars().all(|c| "-—–─/…*".contains(c))
        || is_change(cell)
        || ["国家", "省", "上级", "下降", "持续", "保持", "完成", "持平"]
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the columns hold that the words, parted by blanks, are the heads of.
    fn columns(words: &str) -> Option<Vec<Column>> {
        let start = |word: &str| word.as_ptr() as usize - words.as_ptr() as usize;
        let cells = words
            .split(' ')
            .map(|word| Span::new(start(word), start(word) + word.len()));
        Head::of(words, &cells.collect::<Vec<_>>(), true).map(|head| head.columns)
    }

    fn stands(words: &str) -> Vec<(Option<u16>, Stands)> {
        let columns = columns(words).unwrap_or_default();
        let values = columns.into_iter().filter(|column| column.is_value());
        values
            .filter_map(|column| Some((column.year(), column.stands()?)))
            .collect()
    }

    #[test]
    fn heads_of_statistics_and_of_plans() {
        use Stands::{Grown, Promised, Reached, Stated};
        for (words, expected) in [
            ("指标 指标值 同比增长（±%）", &[(None, Stated), (None, Grown)][..]),
            ("产品名称 单位 产量 比上年增长%", &[(None, Stated), (None, Grown)]),
            (
                "指标 2012年 2011年 增速",
                &[(Some(2012), Promised), (Some(2011), Reached), (None, Grown)],
            ),
            ("指标 单位 数值", &[(None, Stated)]),
            // In a plan, growth is no number of its own.
            ("指标 目标值 同比增长", &[(None, Promised)]),
            (
                "指标 2020年 2025年目标 增长",
                &[(Some(2020), Reached), (Some(2025), Promised)],
            ),
            (
                "指标 计划任务 其中：2021年任务",
                &[(None, Promised), (Some(2021), Promised)],
            ),
            (
                "指标 计划任务 2021年任务 2022年任务",
                &[(None, Promised), (Some(2021), Promised), (Some(2022), Promised)],
            ),
            // Of which of the two the growth is, nobody can tell.
            ("指标 产量 产值 同比增长", &[]),
            ("指标 数值 绝对量 同比增长", &[]),
            ("产品名称 单位 产量", &[]),
        ] {
            assert_eq!(stands(words), expected, "{words}");
        }
    }

    #[test]
    fn what_is_a_number() {
        for (cell, expected) in [
            ("-1.6", true),
            ("－22.5%", true),
            ("—", false),
            ("持平", false),
            ("-", false),
        ] {
            assert_eq!(is_number(cell), expected, "{cell}");
        }
    }
}
