//! Parameters as values: a table of one row is joined into the parsed query wherever a group of patterns begins, so
//! that filters there see it. Nothing is pasted into text, so no value can change what a query asks.

use oxrdf::{Literal, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::GroundTerm;

/// The query with each variable bound to its value.
pub(super) fn bound(mut query: Query, values: &[(String, Literal)]) -> Query {
    if values.is_empty() {
        return query;
    }
    let table = GraphPattern::Values {
        variables: values.iter().map(|(name, _)| Variable::new_unchecked(name)).collect(),
        bindings: vec![
            values
                .iter()
                .map(|(_, value)| Some(GroundTerm::Literal(value.clone())))
                .collect(),
        ],
    };
    let pattern = super::order::pattern_of(&mut query);
    let inner = std::mem::take(pattern);
    *pattern = bind(inner, &table);
    query
}

fn bind(pattern: GraphPattern, table: &GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    let inside = |pattern: Box<P>| Box::new(bind(*pattern, table));
    match pattern {
        P::Project { inner, variables } => P::Project {
            inner: inside(inner),
            variables,
        },
        P::Distinct { inner } => P::Distinct { inner: inside(inner) },
        P::Reduced { inner } => P::Reduced { inner: inside(inner) },
        P::Slice { inner, start, length } => P::Slice {
            inner: inside(inner),
            start,
            length,
        },
        P::OrderBy { inner, expression } => P::OrderBy {
            inner: inside(inner),
            expression,
        },
        P::Filter { expr, inner } => P::Filter {
            expr: constant(expr, table),
            inner: inside(inner),
        },
        P::Extend {
            inner,
            variable,
            expression,
        } => P::Extend {
            inner: inside(inner),
            variable,
            expression,
        },
        P::Group {
            inner,
            variables,
            aggregates,
        } => P::Group {
            inner: inside(inner),
            variables,
            aggregates,
        },
        P::Union { left, right } => P::Union {
            left: inside(left),
            right: inside(right),
        },
        P::Minus { left, right } => P::Minus {
            left: inside(left),
            right,
        },
        P::LeftJoin {
            left,
            right,
            expression,
        } => P::LeftJoin {
            left: inside(left),
            right: Box::new(within_group(*right, table)),
            expression,
        },
        P::Join { left, right } => {
            let [left, right] = [left, right].map(|side| Box::new(within_group(*side, table)));
            join(table, P::Join { left, right })
        }
        other => join(table, other),
    }
}

/// A side of a join needs the values only if it is a group with a scope of its own.
fn within_group(pattern: GraphPattern, table: &GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } | P::Graph { .. } => pattern,
        P::Join { left, right } => {
            let [left, right] = [left, right].map(|side| Box::new(within_group(*side, table)));
            P::Join { left, right }
        }
        other => bind(other, table),
    }
}

/// The filter with values in place of parameters: so the optimizer can move it to where its other variables are bound.
fn constant(expression: Expression, table: &GraphPattern) -> Expression {
    use Expression as E;
    let inside = |part: Box<E>| Box::new(constant(*part, table));
    let all = |parts: Vec<E>| parts.into_iter().map(|part| constant(part, table)).collect();
    match expression {
        E::Variable(variable) => value_of(&variable, table).map_or(E::Variable(variable), E::Literal),
        E::Or(a, b) => E::Or(inside(a), inside(b)),
        E::And(a, b) => E::And(inside(a), inside(b)),
        E::Equal(a, b) => E::Equal(inside(a), inside(b)),
        E::SameTerm(a, b) => E::SameTerm(inside(a), inside(b)),
        E::Greater(a, b) => E::Greater(inside(a), inside(b)),
        E::GreaterOrEqual(a, b) => E::GreaterOrEqual(inside(a), inside(b)),
        E::Less(a, b) => E::Less(inside(a), inside(b)),
        E::LessOrEqual(a, b) => E::LessOrEqual(inside(a), inside(b)),
        E::Not(a) => E::Not(inside(a)),
        E::In(a, list) => E::In(inside(a), all(list)),
        E::FunctionCall(function, arguments) => E::FunctionCall(function, all(arguments)),
        // Rarer forms see the joined values.
        other => other,
    }
}

fn value_of(variable: &Variable, table: &GraphPattern) -> Option<Literal> {
    let GraphPattern::Values { variables, bindings } = table else {
        return None;
    };
    let place = variables.iter().position(|known| known == variable)?;
    match bindings.first()?.get(place)? {
        Some(GroundTerm::Literal(literal)) => Some(literal.clone()),
        _ => None,
    }
}

fn join(table: &GraphPattern, pattern: GraphPattern) -> GraphPattern {
    GraphPattern::Join {
        left: Box::new(table.clone()),
        right: Box::new(pattern),
    }
}
