//! Frames: rules that touch each other and part a stretch of a page into cells.
//!
//! Where level and upright rules meet, they make a lattice; a boundary of the lattice along which no rule is drawn parts
//! nothing, so that cells merge over it. What does not come out as rectangles (a chart, boxes joined by arrows) is no
//! table, and neither is a single box around text.

use super::rules::{Rule, Rules, SLACK, joined};

/// The most rules, once joined, of which frames are made.
const MOST: usize = 2_000;

/// The most cells of a lattice.
const LARGEST: usize = 100_000;

/// A lattice with its cells; heights are from the bottom of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// The columns' edges, from the left.
    pub(super) across: Vec<f64>,
    /// The rows' edges, from the top.
    pub(super) down: Vec<f64>,
    pub(super) cells: Vec<Area>,
    /// For each place of the lattice, row by row, its cell.
    owner: Vec<usize>,
    /// Columns between others that no rule closes, neither at the top nor at the bottom.
    gaps: Vec<usize>,
    /// For each column, whether a rule closes it at the top.
    pub(super) top: Vec<bool>,
    /// And at the bottom.
    pub(super) bottom: Vec<bool>,
}

/// A cell: the rows and columns that it covers, ends excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// The frames of a page.
pub(super) fn frames(rules: &Rules) -> Vec<Frame> {
    let level = joined(&rules.level);
    let upright = joined(&rules.upright);
    if level.len() + upright.len() > MOST {
        return Vec::new();
    }
    let groups = touching(&level, &upright);
    let frames = groups.iter().filter_map(|(level, upright)| Frame::of(level, upright));
    frames.collect()
}

/// The frame of a page within a row: upright rules alone, where those of the page before ran out of it.
pub(super) fn within_row(rules: &Rules, before: &Frame) -> Option<Frame> {
    let upright = joined(&rules.upright);
    let is_edge = |rule: &Rule| before.across.iter().any(|edge| (edge - rule.at).abs() <= SLACK);
    let low = upright.iter().map(|rule| rule.from).fold(f64::MAX, f64::min);
    let high = upright.iter().map(|rule| rule.to).fold(f64::MIN, f64::max);
    let is_crossed = rules.level.iter().any(|rule| rule.at > low && rule.at < high);
    if before.bottom.contains(&true) || upright.len() < 2 || is_crossed || !upright.iter().all(is_edge) {
        return None;
    }
    let (across, down) = (before.across.clone(), vec![high, low]);
    let lattice = Lattice {
        across: &across,
        down: &down,
        level: &[],
        upright: &upright,
    };
    let (owner, cells) = lattice.cells()?;
    let open = vec![false; across.len() - 1];
    Some(Frame {
        across,
        down,
        cells,
        owner,
        gaps: Vec::new(),
        top: open.clone(),
        bottom: open,
    })
}

/// Groups of rules that touch each other.
fn touching(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    fn root(group: &mut [usize], mut i: usize) -> usize {
        while group[i] != i {
            group[i] = group[group[i]];
            i = group[i];
        }
        i
    }
    let mut group: Vec<usize> = (0..level.len() + upright.len()).collect();
    let meets = |at: f64, rule: &Rule| at >= rule.from - SLACK && at <= rule.to + SLACK;
    for (l, a) in level.iter().enumerate() {
        for (u, b) in upright.iter().enumerate() {
            if meets(b.at, a) && meets(a.at, b) {
                let (one, other) = (root(&mut group, l), root(&mut group, level.len() + u));
                group[one.max(other)] = one.min(other);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = std::collections::BTreeMap::new();
    for (i, rule) in level.iter().chain(upright).enumerate() {
        let (across, down) = groups.entry(root(&mut group, i)).or_default();
        if i < level.len() {
            across.push(*rule);
        } else {
            down.push(*rule);
        }
    }
    groups.into_values().collect()
}

impl Frame {
    fn of(level: &[Rule], upright: &[Rule]) -> Option<Self> {
        let across = edges(upright, level);
        let mut down = edges(level, upright);
        down.reverse();
        let (columns, rows) = (across.len().checked_sub(1)?, down.len().checked_sub(1)?);
        if columns < 2 || rows < 1 || columns * rows > LARGEST {
            return None;
        }
        let lattice = Lattice {
            across: &across,
            down: &down,
            level,
            upright,
        };
        let (owner, cells) = lattice.cells()?;
        let is_parted = cells.iter().any(|cell| cell.left > 0);
        let is_whole = [across[0], across[columns]]
            .into_iter()
            .all(|side| !is_torn(&lattice.beside(side)));
        let (top, bottom) = (lattice.ruled(down[0]), lattice.ruled(down[rows]));
        let gaps = gaps(&top, &bottom);
        (is_parted && is_whole).then_some(Self {
            across,
            down,
            cells,
            owner,
            gaps,
            top,
            bottom,
        })
    }

    /// Whether it is boxes with lines between them: a column that is open at both ends, in which lines lie and no text.
    pub(super) fn is_chart(&self, is_empty: impl Fn(usize) -> bool) -> bool {
        let columns = self.across.len() - 1;
        self.gaps.iter().any(|&gap| {
            let mut held: Vec<usize> = self.owner.iter().skip(gap).step_by(columns).copied().collect();
            held.dedup();
            held.len() > 1 && held.into_iter().all(&is_empty)
        })
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.across.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.down.partition_point(|edge| *edge >= y).checked_sub(1)?;
        let (columns, rows) = (self.across.len() - 1, self.down.len() - 1);
        (column < columns && row < rows).then(|| self.owner[row * columns + column])
    }

    pub(super) fn rows(&self) -> usize {
        self.down.len() - 1
    }
}

/// Where rules lie, in ascending order, with the ends of those across them: a side of a table may be without a rule.
fn edges(rules: &[Rule], others: &[Rule]) -> Vec<f64> {
    let mut at: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    at.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = Vec::with_capacity(at.len() + 2);
    for at in at {
        if edges.last().is_none_or(|last| at - last > SLACK) {
            edges.push(at);
        }
    }
    let low = others.iter().map(|rule| rule.from).fold(f64::MAX, f64::min);
    let high = others.iter().map(|rule| rule.to).fold(f64::MIN, f64::max);
    if edges.first().is_some_and(|first| low < first - 3.0 * SLACK) {
        edges.insert(0, low);
    }
    if edges.last().is_some_and(|last| high > last + 3.0 * SLACK) {
        edges.push(high);
    }
    edges
}

struct Lattice<'l> {
    across: &'l [f64],
    down: &'l [f64],
    level: &'l [Rule],
    upright: &'l [Rule],
}

impl Lattice<'_> {
    /// The cells, and the cell of each place; nothing where they are no rectangles.
    fn cells(&self) -> Option<(Vec<usize>, Vec<Area>)> {
        let (columns, rows) = (self.across.len() - 1, self.down.len() - 1);
        let right: Vec<bool> = Self::boundaries(rows, columns, |row, column| {
            let (high, low) = (self.down[row], self.down[row + 1]);
            is_drawn(self.upright, self.across[column + 1], low, high)
        });
        let below: Vec<bool> = Self::boundaries(rows, columns, |row, column| {
            is_drawn(
                self.level,
                self.down[row + 1],
                self.across[column],
                self.across[column + 1],
            )
        });
        let mut owner = vec![usize::MAX; rows * columns];
        let mut cells: Vec<Area> = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if owner[row * columns + column] != usize::MAX {
                    continue;
                }
                let end = (column..columns).find(|&c| c + 1 == columns || right[row * columns + c])? + 1;
                let bottom = (row..rows).find(|&r| r + 1 == rows || below[r * columns + column])? + 1;
                let area = Area {
                    top: row,
                    bottom,
                    left: column,
                    right: end,
                };
                for r in row..bottom {
                    for c in column..end {
                        let inner_right = c + 1 < end && right[r * columns + c];
                        let inner_below = r + 1 < bottom && below[r * columns + c];
                        let open_right = c + 1 == end && end < columns && !right[r * columns + c];
                        let open_below = r + 1 == bottom && bottom < rows && !below[r * columns + c];
                        if inner_right
                            || inner_below
                            || open_right
                            || open_below
                            || owner[r * columns + c] != usize::MAX
                        {
                            return None;
                        }
                        owner[r * columns + c] = cells.len();
                    }
                }
                cells.push(area);
            }
        }
        Some((owner, cells))
    }

    /// For each row, whether a rule closes it at a side.
    fn beside(&self, side: f64) -> Vec<bool> {
        let ends = self.down.windows(2);
        ends.map(|ends| is_drawn(self.upright, side, ends[1], ends[0]))
            .collect()
    }

    /// For each column, whether a rule is drawn at a height.
    fn ruled(&self, at: f64) -> Vec<bool> {
        let ends = self.across.windows(2);
        ends.map(|ends| is_drawn(self.level, at, ends[0], ends[1])).collect()
    }

    fn boundaries(rows: usize, columns: usize, drawn: impl Fn(usize, usize) -> bool) -> Vec<bool> {
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        places.map(|(row, column)| drawn(row, column)).collect()
    }
}

/// The columns between closed ones that are closed neither at the top nor at the bottom.
fn gaps(top: &[bool], bottom: &[bool]) -> Vec<usize> {
    let is_closed = |&c: &usize| top[c] && bottom[c];
    let (first, last) = ((0..top.len()).find(is_closed), (0..top.len()).rfind(is_closed));
    let between = first.unwrap_or_default()..last.unwrap_or_default();
    between.filter(|&c| !top[c] && !bottom[c]).collect()
}

/// Whether a side is closed, open and closed again, or open at both ends alone: boxes one above the other, or one that is
/// lower than its neighbour. The side of a table is of one kind, or stepped once where a narrower table follows.
fn is_torn(closed: &[bool]) -> bool {
    closed.windows(2).filter(|pair| pair[0] != pair[1]).count() > 1
}

/// Whether a rule is drawn along most of a boundary.
fn is_drawn(rules: &[Rule], at: f64, from: f64, to: f64) -> bool {
    let near = rules.iter().filter(|rule| (rule.at - at).abs() <= SLACK);
    let covered: f64 = near.map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
    covered * 2.0 > to - from
}
