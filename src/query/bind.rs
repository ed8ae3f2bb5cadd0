//! Parameters as values: a table of them is joined into the parsed query wherever a group of patterns begins, so that
//! filters there see it. Nothing is pasted into text, so no value can change what a query asks.

use oxrdf::Variable;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::GroundTerm;

use super::given::Binding;

/// The query with each variable bound to one of its terms.
pub(super) fn bound(mut query: Query, bindings: &[Binding]) -> Query {
    if bindings.is_empty() {
        return query;
    }
    let pattern = super::order::pattern_of(&mut query);
    let inner = std::mem::take(pattern);
    *pattern = bind(inner, bindings);
    query
}

fn bind(pattern: GraphPattern, bindings: &[Binding]) -> GraphPattern {
    use GraphPattern as P;
    let inside = |pattern: Box<P>| Box::new(bind(*pattern, bindings));
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
            expr: constant(expr, bindings),
            inner: inside(inner),
        },
        P::Extend {
            inner,
            variable,
            expression,
        } => P::Extend {
            inner: inside(inner),
            variable,
            expression: constant(expression, bindings),
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
            right: Box::new(within_group(*right, bindings)),
            expression: expression.map(|expression| constant(expression, bindings)),
        },
        P::Join { left, right } => {
            let [left, right] = [left, right].map(|side| Box::new(within_group(*side, bindings)));
            joined(bindings, P::Join { left, right })
        }
        other => joined(bindings, other),
    }
}

/// A side of a join needs the values only if it is a group with a scope of its own.
fn within_group(pattern: GraphPattern, bindings: &[Binding]) -> GraphPattern {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } | P::Graph { .. } => pattern,
        P::Join { left, right } => {
            let [left, right] = [left, right].map(|side| Box::new(within_group(*side, bindings)));
            P::Join { left, right }
        }
        other => bind(other, bindings),
    }
}

/// The filter with values in place of parameters: so the optimizer can move it to where its other variables are bound.
fn constant(expression: Expression, bindings: &[Binding]) -> Expression {
    use Expression as E;
    let inside = |part: Box<E>| Box::new(constant(*part, bindings));
    let all = |parts: Vec<E>| parts.into_iter().map(|part| constant(part, bindings)).collect();
    match expression {
        E::Variable(variable) => value_of(&variable, bindings).unwrap_or(E::Variable(variable)),
        E::Or(a, b) => E::Or(inside(a), inside(b)),
        E::And(a, b) => E::And(inside(a), inside(b)),
        E::Equal(a, b) => E::Equal(inside(a), inside(b)),
        E::SameTerm(a, b) => E::SameTerm(inside(a), inside(b)),
        E::Greater(a, b) => E::Greater(inside(a), inside(b)),
        E::GreaterOrEqual(a, b) => E::GreaterOrEqual(inside(a), inside(b)),
        E::Less(a, b) => E::Less(inside(a), inside(b)),
        E::LessOrEqual(a, b) => E::LessOrEqual(inside(a), inside(b)),
        E::Not(a) => E::Not(inside(a)),
        E::If(a, b, c) => E::If(inside(a), inside(b), inside(c)),
        E::In(a, list) => E::In(inside(a), all(list)),
        E::Coalesce(list) => E::Coalesce(all(list)),
        E::FunctionCall(function, arguments) => E::FunctionCall(function, all(arguments)),
        // Rarer forms see the joined values.
        other => other,
    }
}

/// The one value of a parameter.
fn value_of(variable: &Variable, bindings: &[Binding]) -> Option<Expression> {
    let binding = bindings.iter().find(|binding| binding.variable == variable.as_str())?;
    match binding.terms.as_slice() {
        [GroundTerm::Literal(literal)] => Some(Expression::Literal(literal.clone())),
        [GroundTerm::NamedNode(iri)] => Some(Expression::NamedNode(iri.clone())),
        _ => None,
    }
}

/// The pattern with a table of each parameter's values before it.
fn joined(bindings: &[Binding], pattern: GraphPattern) -> GraphPattern {
    bindings
        .iter()
        .rev()
        .fold(pattern, |pattern, binding| GraphPattern::Join {
            left: Box::new(GraphPattern::Values {
                variables: vec![Variable::new_unchecked(&binding.variable)],
                bindings: binding.terms.iter().map(|term| vec![Some(term.clone())]).collect(),
            }),
            right: Box::new(pattern),
        })
}
