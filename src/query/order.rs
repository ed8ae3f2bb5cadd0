//! A fixed order for rows: what the query's own `ORDER BY` leaves open is ordered by the columns.
//!
//! Where it can be done, rows are sorted here rather than by the evaluator, which computes the keys anew for every
//! comparison: sorting 11,000 rows by eight columns took it two thirds of the query's time.

use std::cmp::Ordering;

use oxrdf::Variable;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

use super::cell::Cell;

/// Whether smaller keys come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// How to sort the rows of a query once they are there.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The columns to sort by first.
    keys: Vec<(usize, Direction)>,
    /// What begins the names of columns that are only keys. No query in memory can name a variable with a hyphen.
    prefix: &'static str,
    /// How many columns the query itself names, those behind them being keys only; nothing where the evaluator sorts.
    columns: Option<usize>,
}

/// The pattern of a query of any form.
pub(super) fn pattern_of(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// The query whose rows, sorted by the plan, come in one order, and of whose rows a `LIMIT` cuts the same.
pub(super) fn fixed(mut query: Query) -> (Query, Plan) {
    let mut plan = Plan {
        prefix: "order-",
        ..Plan::default()
    };
    if let Query::Select { pattern, .. } = &mut query {
        *pattern = match std::mem::take(pattern) {
            GraphPattern::Project { inner, variables } => plan.take_over(*inner, variables),
            other => ordered(other),
        };
    }
    (query, plan)
}

/// The query as a server is asked it, and the order of its rows, which is made here: servers order texts as they like. Where
/// the server must cut, it sorts too.
#[cfg(feature = "endpoint")]
pub(super) fn sent(mut query: Query) -> (Query, Plan) {
    let mut plan = Plan {
        prefix: "policygraph_order_",
        ..Plan::default()
    };
    if let Query::Select { pattern, .. } = &mut query {
        *pattern = plan.send(std::mem::take(pattern));
    }
    (query, plan)
}

/// The columns of a query, as it names them.
#[cfg(feature = "endpoint")]
pub(super) fn columns_of(query: &Query) -> Vec<Variable> {
    let Query::Select { pattern, .. } = query else {
        return Vec::new();
    };
    projection(pattern).map_or_else(Vec::new, |(_, variables)| variables.to_vec())
}

/// The pattern and the columns of the outermost `SELECT`.
#[cfg(feature = "endpoint")]
fn projection(pattern: &GraphPattern) -> Option<(&GraphPattern, &[Variable])> {
    use GraphPattern as P;
    match pattern {
        P::Project { inner, variables } => Some((inner, variables)),
        P::Slice { inner, .. } | P::Distinct { inner } | P::Reduced { inner } => projection(inner),
        _ => None,
    }
}

/// Has the evaluator sort: under `DISTINCT` or `LIMIT` the rows must be in order before they leave it.
fn ordered(pattern: GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    let inside = |pattern: Box<P>| Box::new(ordered(*pattern));
    match pattern {
        P::Slice { inner, start, length } => P::Slice {
            inner: inside(inner),
            start,
            length,
        },
        P::Distinct { inner } => P::Distinct { inner: inside(inner) },
        P::Reduced { inner } => P::Reduced { inner: inside(inner) },
        P::Project { inner, variables } => P::Project {
            inner: Box::new(by_columns(*inner, &variables)),
            variables,
        },
        other => other,
    }
}

fn by_columns(pattern: GraphPattern, columns: &[Variable]) -> GraphPattern {
    let (inner, mut expression) = match pattern {
        GraphPattern::OrderBy { inner, expression } => (inner, expression),
        other => (Box::new(other), Vec::new()),
    };
    let by_column = |column: &Variable| OrderExpression::Asc(Expression::Variable(column.clone()));
    for next in columns.iter().map(by_column) {
        if !expression.contains(&next) {
            expression.push(next);
        }
    }
    GraphPattern::OrderBy { inner, expression }
}

/// Whether every key of an `ORDER BY` is a column, so that the rows themselves tell their order.
#[cfg(feature = "endpoint")]
fn orders_by_columns(pattern: &GraphPattern, columns: &[Variable]) -> bool {
    let GraphPattern::OrderBy { expression, .. } = pattern else {
        return true;
    };
    expression.iter().all(|order| {
        let (OrderExpression::Asc(key) | OrderExpression::Desc(key)) = order;
        matches!(key, Expression::Variable(variable) if columns.contains(variable))
    })
}

impl Plan {
    /// Turns the keys of an `ORDER BY` into columns, where they are not columns already.
    fn take_over(&mut self, pattern: GraphPattern, mut variables: Vec<Variable>) -> GraphPattern {
        self.columns = Some(variables.len());
        let (mut inner, keys) = match pattern {
            GraphPattern::OrderBy { inner, expression } => (inner, expression),
            other => (Box::new(other), Vec::new()),
        };
        for key in keys {
            let (direction, expression) = match key {
                OrderExpression::Asc(key) => (Direction::Up, key),
                OrderExpression::Desc(key) => (Direction::Down, key),
            };
            let variable = if let Expression::Variable(variable) = expression {
                variable
            } else {
                let variable = Variable::new_unchecked(format!("{}{}", self.prefix, self.keys.len()));
                inner = Box::new(GraphPattern::Extend {
                    inner,
                    variable: variable.clone(),
                    expression,
                });
                variable
            };
            let known = variables.iter().position(|column| *column == variable);
            self.keys.push((known.unwrap_or(variables.len()), direction));
            if known.is_none() {
                variables.push(variable);
            }
        }
        GraphPattern::Project { inner, variables }
    }

    #[cfg(feature = "endpoint")]
    fn send(&mut self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        match pattern {
            P::Project { inner, variables } => self.take_over(*inner, variables),
            P::Distinct { inner } => match *inner {
                P::Project { inner, variables } if orders_by_columns(&inner, &variables) => P::Distinct {
                    inner: Box::new(self.take_over(*inner, variables)),
                },
                inner => ordered(P::Distinct { inner: Box::new(inner) }),
            },
            other => {
                if let Some((inner, variables)) = projection(&other)
                    && orders_by_columns(inner, variables)
                {
                    // What it makes of the pattern is left aside: only the keys are wanted.
                    self.take_over(inner.clone(), variables.to_vec());
                }
                ordered(other)
            }
        }
    }

    /// The query's own columns.
    pub(super) fn columns<'a>(&self, variables: &'a [Variable]) -> &'a [Variable] {
        self.columns.map_or(variables, |columns| &variables[..columns])
    }

    /// Sorts rows by the keys, then by the columns, and takes off what was only a key.
    pub(super) fn apply(&self, rows: &mut [Vec<Cell>]) {
        let Some(columns) = self.columns else {
            return;
        };
        rows.sort_by(|a, b| {
            let by_keys = self.keys.iter().map(|(column, direction)| match direction {
                Direction::Up => a[*column].compare(&b[*column]),
                Direction::Down => b[*column].compare(&a[*column]),
            });
            let by_columns = a.iter().zip(b).map(|(a, b)| a.compare(b));
            by_keys
                .chain(by_columns)
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        for row in rows {
            row.truncate(columns);
        }
    }
}
