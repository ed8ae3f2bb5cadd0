//! Over every part of a query's algebra, however deep.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression};
use spargebra::term::TriplePattern;

/// What asks the graph something.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'q> {
    Triple(&'q TriplePattern),
    Path(&'q PropertyPathExpression),
}

/// Every pattern and expression, the outer before the inner.
pub(super) enum Node<'q> {
    Pattern(&'q GraphPattern),
    Expression(&'q Expression),
}

/// Shows every triple pattern and path to `see`.
pub(super) fn patterns<'q>(query: &'q Query, see: &mut dyn FnMut(Part<'q>)) {
    nodes(query, &mut |node| match node {
        Node::Pattern(GraphPattern::Bgp { patterns }) => patterns.iter().for_each(|pattern| see(Part::Triple(pattern))),
        Node::Pattern(GraphPattern::Path { path, .. }) => see(Part::Path(path)),
        _ => {}
    });
}

/// Shows every node to `see`. The list of what is still to be seen stands in for the stack.
pub(super) fn nodes<'q>(query: &'q Query, see: &mut dyn FnMut(Node<'q>)) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    within(Node::Pattern(pattern), see);
}

/// The same of one pattern or expression.
pub(super) fn within<'q>(node: Node<'q>, see: &mut dyn FnMut(Node<'q>)) {
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        match node {
            Node::Pattern(pattern) => in_pattern(pattern, &mut waiting),
            Node::Expression(expression) => in_expression(expression, &mut waiting),
        }
        see(node);
    }
}

fn in_pattern<'q>(pattern: &'q GraphPattern, inside: &mut Vec<Node<'q>>) {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => {}
        P::Join { left, right } | P::Lateral { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            inside.extend([Node::Pattern(left), Node::Pattern(right)]);
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            inside.extend([Node::Pattern(left), Node::Pattern(right)]);
            inside.extend(expression.iter().map(Node::Expression));
        }
        P::Filter { expr, inner } => inside.extend([Node::Expression(expr), Node::Pattern(inner)]),
        P::Extend { inner, expression, .. } => inside.extend([Node::Expression(expression), Node::Pattern(inner)]),
        P::OrderBy { inner, expression } => {
            let keys = expression
                .iter()
                .map(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| key);
            inside.extend(keys.map(Node::Expression));
            inside.push(Node::Pattern(inner));
        }
        P::Group { inner, aggregates, .. } => {
            let counted = aggregates.iter().filter_map(|(_, aggregate)| match aggregate {
                AggregateExpression::FunctionCall { expr, .. } => Some(Node::Expression(expr)),
                AggregateExpression::CountSolutions { .. } => None,
            });
            inside.extend(counted);
            inside.push(Node::Pattern(inner));
        }
        P::Graph { inner, .. }
        | P::Service { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => inside.push(Node::Pattern(inner)),
    }
}

fn in_expression<'q>(expression: &'q Expression, inside: &mut Vec<Node<'q>>) {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        E::Exists(pattern) => inside.push(Node::Pattern(pattern)),
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => inside.push(Node::Expression(a)),
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
        | E::Divide(a, b) => inside.extend([Node::Expression(a), Node::Expression(b)]),
        E::If(a, b, c) => inside.extend([a, b, c].map(|part| Node::Expression(part))),
        E::In(a, list) => {
            inside.push(Node::Expression(a));
            inside.extend(list.iter().map(Node::Expression));
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => inside.extend(list.iter().map(Node::Expression)),
    }
}
