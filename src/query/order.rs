//! A fixed order for rows: what the query's own `ORDER BY` leaves open is ordered by the columns.

use oxrdf::Variable;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

/// The pattern of a query of any form.
pub(super) fn pattern_of(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// The query whose rows come in one order, and of whose rows a `LIMIT` cuts the same.
pub(super) fn fixed(mut query: Query) -> Query {
    if let Query::Select { pattern, .. } = &mut query {
        let inner = std::mem::take(pattern);
        *pattern = ordered(inner);
    }
    query
}

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
