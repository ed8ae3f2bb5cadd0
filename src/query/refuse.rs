//! What no query may ask: what differs from run to run, and the network.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression};

use super::error::Error;

const DIFFERS: &str = "the same graph must give the same answer in every run";
const NETWORK: &str = "queries are answered from the graph alone";

/// A word that is refused, and why.
type Refusal = (&'static str, &'static str);

/// Refuses a query that uses `RAND`, `UUID`, `STRUUID`, `NOW` or `SERVICE`, however deep.
pub(super) fn check(name: &str, query: &Query) -> Result<(), Error> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    match in_pattern(pattern) {
        None => Ok(()),
        Some((what, reason)) => Err(Error::Refused {
            name: name.to_owned(),
            what,
            reason,
        }),
    }
}

fn in_pattern(pattern: &GraphPattern) -> Option<Refusal> {
    use GraphPattern as P;
    match pattern {
        P::Service { .. } => Some(("SERVICE", NETWORK)),
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => None,
        P::Join { left, right } | P::Lateral { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            in_pattern(left).or_else(|| in_pattern(right))
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => in_pattern(left)
            .or_else(|| in_pattern(right))
            .or_else(|| expression.as_ref().and_then(in_expression)),
        P::Filter { expr, inner } => in_expression(expr).or_else(|| in_pattern(inner)),
        P::Extend { inner, expression, .. } => in_expression(expression).or_else(|| in_pattern(inner)),
        P::OrderBy { inner, expression } => expression
            .iter()
            .find_map(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| in_expression(key))
            .or_else(|| in_pattern(inner)),
        P::Group { inner, aggregates, .. } => aggregates
            .iter()
            .find_map(|(_, aggregate)| match aggregate {
                AggregateExpression::FunctionCall { expr, .. } => in_expression(expr),
                AggregateExpression::CountSolutions { .. } => None,
            })
            .or_else(|| in_pattern(inner)),
        P::Graph { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => in_pattern(inner),
    }
}

fn in_expression(expression: &Expression) -> Option<Refusal> {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => None,
        E::Exists(pattern) => in_pattern(pattern),
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => in_expression(a),
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => in_expression(a).or_else(|| in_expression(b)),
        E::If(a, b, c) => [a, b, c].into_iter().find_map(|part| in_expression(part)),
        E::In(a, list) => in_expression(a).or_else(|| list.iter().find_map(in_expression)),
        E::Coalesce(list) => list.iter().find_map(in_expression),
        E::FunctionCall(function, arguments) => {
            in_function(function).or_else(|| arguments.iter().find_map(in_expression))
        }
    }
}

fn in_function(function: &Function) -> Option<Refusal> {
    match function {
        Function::Rand => Some(("RAND()", DIFFERS)),
        Function::Uuid => Some(("UUID()", DIFFERS)),
        Function::StrUuid => Some(("STRUUID()", DIFFERS)),
        Function::Now => Some(("NOW()", DIFFERS)),
        Function::BNode => Some(("BNODE()", DIFFERS)),
        _ => None,
    }
}
