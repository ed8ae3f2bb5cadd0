//! The rules of a page: the straight lines that it draws, level or upright, as strokes or as thin filled bars.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use super::page::Matrix;

/// A straight line on a page; lengths are in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// The height of a level line, the distance from the left of an upright one.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// The rules of a page, by their direction.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) level: Vec<Rule>,
    pub(super) upright: Vec<Rule>,
}

/// How far apart two rules may be and still be one, or touch: ends of lines are as ragged as their thickness.
pub(super) const SLACK: f64 = 2.5;

/// A filled bar that is thicker is a ground, not a rule.
const THICKEST: f64 = 3.0;

/// The most rules of a page that are looked at: drawings have more.
const MOST: usize = 20_000;

/// A path while it is drawn.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Each with whether it is closed.
    parts: Vec<(Vec<(f64, f64)>, bool)>,
}

impl Path {
    /// Follows an operator that makes a path or paints it.
    pub(super) fn follow(&mut self, op: &Op<'_, '_>, space: Matrix, rules: &mut Rules) {
        match op {
            Op::MoveTo(to) => self.start(space.point(to.0.as_f64(), to.1.as_f64())),
            Op::LineTo(to) => self.point(space.point(to.0.as_f64(), to.1.as_f64())),
            Op::CubicTo(to) => self.curve(space.point(to.4.as_f64(), to.5.as_f64())),
            Op::CubicStartTo(to) => self.curve(space.point(to.2.as_f64(), to.3.as_f64())),
            Op::CubicEndTo(to) => self.curve(space.point(to.2.as_f64(), to.3.as_f64())),
            Op::ClosePath(_) => self.close(),
            Op::RectPath(r) => self.rectangle([&r.0, &r.1, &r.2, &r.3].map(Number::as_f64), space),
            Op::StrokePath(_) => self.stroke(rules),
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => self.fill(rules),
            Op::CloseAndStrokePath(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.stroke(rules);
            }
            Op::EndPath(_) => self.parts.clear(),
            _ => {}
        }
    }

    fn start(&mut self, at: (f64, f64)) {
        if self.parts.len() < MOST {
            self.parts.push((vec![at], false));
        }
    }

    fn point(&mut self, at: (f64, f64)) {
        if let Some((points, _)) = self.parts.last_mut().filter(|(points, _)| points.len() < MOST) {
            points.push(at);
        }
    }

    /// A curve is no rule; a point that is nowhere keeps what touches it from being one.
    fn curve(&mut self, to: (f64, f64)) {
        self.point((f64::NAN, f64::NAN));
        self.point(to);
    }

    fn close(&mut self) {
        if let Some((_, closed)) = self.parts.last_mut() {
            *closed = true;
        }
    }

    fn rectangle(&mut self, [x, y, width, height]: [f64; 4], space: Matrix) {
        self.start(space.point(x, y));
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.point(space.point(x, y));
        }
        self.close();
    }

    fn stroke(&mut self, rules: &mut Rules) {
        for (points, closed) in self.parts.drain(..) {
            points.windows(2).for_each(|pair| rules.add(pair[0], pair[1]));
            if let (true, [first, .., last]) = (closed, points.as_slice()) {
                rules.add(*last, *first);
            }
        }
    }

    fn fill(&mut self, rules: &mut Rules) {
        for (points, _) in self.parts.drain(..) {
            if let Some((low, high)) = upright_box(&points) {
                let (width, height) = (high.0 - low.0, high.1 - low.1);
                let middle = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
                if height <= width && height < THICKEST {
                    rules.add((low.0, middle.1), (high.0, middle.1));
                } else if width < height && width < THICKEST {
                    rules.add((middle.0, low.1), (middle.0, high.1));
                }
            }
        }
    }
}

/// The corners of a rectangle whose sides are level and upright.
fn upright_box(points: &[(f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
    if !(4..=5).contains(&points.len()) {
        return None;
    }
    let of = |side: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64| {
        points.iter().map(side).reduce(pick).filter(|n| n.is_finite())
    };
    let low = (of(|p| p.0, f64::min)?, of(|p| p.1, f64::min)?);
    let high = (of(|p| p.0, f64::max)?, of(|p| p.1, f64::max)?);
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let is_corner = |&(x, y): &(f64, f64)| (near(x, low.0) || near(x, high.0)) && (near(y, low.1) || near(y, high.1));
    points.iter().all(is_corner).then_some((low, high))
}

impl Rules {
    fn add(&mut self, from: (f64, f64), to: (f64, f64)) {
        if self.level.len() + self.upright.len() >= MOST {
            return;
        }
        let (across, along) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        if along < 0.5 && across >= 2.0 {
            self.level.push(Rule {
                at: f64::midpoint(from.1, to.1),
                from: from.0.min(to.0),
                to: from.0.max(to.0),
            });
        } else if across < 0.5 && along >= 2.0 {
            self.upright.push(Rule {
                at: f64::midpoint(from.0, to.0),
                from: from.1.min(to.1),
                to: from.1.max(to.1),
            });
        }
    }
}

/// Rules in one line that touch, as one.
pub(super) fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        match lines.last_mut() {
            Some(line) if rule.at - line[0].at <= SLACK => line.push(rule),
            _ => lines.push(vec![rule]),
        }
    }
    let mut out: Vec<Rule> = Vec::new();
    for mut line in lines {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for rule in line {
            match out[first..].last_mut() {
                Some(last) if rule.from <= last.to + SLACK => last.to = last.to.max(rule.to),
                _ => out.push(rule),
            }
        }
    }
    out
}
