//! What the evaluator's optimizer cannot know of a query to a graph of ours.
//!
//! It does not know which predicates lead to resources, so it compares what they lead to by writing out both IRIs; it
//! plans the pattern of an `EXISTS` as if no variable had a value, though each row brings some along; and it joins
//! branches that give no column (see [`branches`]). No rewriting changes an answer.

use std::collections::BTreeSet;

use oxrdf::Variable;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::attributes::direct;
use super::branches;
use super::vocabulary::Word;

/// Rewrites comparisons of resources and patterns of `EXISTS`, however deep.
pub(super) fn tune(pattern: &mut GraphPattern) {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => {}
        P::Join { left, right } | P::Lateral { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            tune(left);
            tune(right);
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            tune(left);
            tune(right);
            if let Some(condition) = expression {
                let mut scope = Scope::of(left);
                scope.see(right);
                rewrite(condition, &scope);
            }
        }
        P::Filter { expr, inner } => {
            tune(inner);
            rewrite(expr, &Scope::of(inner));
        }
        P::Extend { inner, expression, .. } => {
            tune(inner);
            rewrite(expression, &Scope::of(inner));
        }
        P::Distinct { inner } => {
            branches::ask_whether(inner);
            tune(inner);
        }
        P::Graph { inner, .. }
        | P::Service { inner, .. }
        | P::Project { inner, .. }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Group { inner, .. } => tune(inner),
    }
}

/// What is known of the variables of a pattern.
#[derive(Debug, Default)]
struct Scope {
    /// Those that may have a value.
    bound: BTreeSet<Variable>,
    /// Those whose value, if there is one, is a resource.
    resources: BTreeSet<Variable>,
}

impl Scope {
    fn of(pattern: &GraphPattern) -> Self {
        let mut scope = Self::default();
        scope.see(pattern);
        scope
    }

    fn see(&mut self, pattern: &GraphPattern) {
        pattern.on_in_scope_variable(|variable| {
            self.bound.insert(variable.clone());
        });
        self.see_resources(pattern);
    }

    /// Only parts whose solutions must hold for the whole: one side of a `UNION` says nothing of the other's.
    fn see_resources(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => patterns.iter().for_each(|triple| self.see_triple(triple)),
            P::Join { left, right } | P::Lateral { left, right } => {
                self.see_resources(left);
                self.see_resources(right);
            }
            P::LeftJoin { left: inner, .. }
            | P::Minus { left: inner, .. }
            | P::Filter { inner, .. }
            | P::Extend { inner, .. } => self.see_resources(inner),
            _ => {}
        }
    }

    fn see_triple(&mut self, triple: &TriplePattern) {
        let leads_to_resources = match &triple.predicate {
            NamedNodePattern::NamedNode(predicate) => Word::of_iri(predicate.as_str()).is_some_and(is_to_resources),
            NamedNodePattern::Variable(_) => false,
        };
        let ends = [(&triple.subject, true), (&triple.object, leads_to_resources)];
        for (end, is_resource) in ends {
            if let (TermPattern::Variable(variable), true) = (end, is_resource) {
                self.resources.insert(variable.clone());
            }
        }
    }

    fn is_resource(&self, expression: &Expression) -> bool {
        match expression {
            Expression::NamedNode(_) => true,
            Expression::Variable(variable) => self.resources.contains(variable),
            _ => false,
        }
    }
}

/// Whether every object of a predicate is a resource or a class.
fn is_to_resources(word: Word) -> bool {
    direct(word).is_some()
        || matches!(
            word,
            Word::Counterpart
                | Word::Unit
                | Word::EntityOf
                | Word::Within
                | Word::MeasureOf
                | Word::DocumentOf
                | Word::Source
                | Word::TargetOf
                | Word::CountOf
                | Word::EvidenceOf
                | Word::Type
        )
}

fn rewrite(expression: &mut Expression, scope: &Scope) {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        E::Exists(pattern) => {
            tune(pattern);
            nest(pattern, &scope.bound);
        }
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => rewrite(a, scope),
        E::Equal(a, b) => {
            rewrite(a, scope);
            rewrite(b, scope);
            // `=` of a resource and anything else is whether they are one term.
            if scope.is_resource(a) || scope.is_resource(b) {
                let nothing = || Box::new(E::Coalesce(Vec::new()));
                let (a, b) = (std::mem::replace(a, nothing()), std::mem::replace(b, nothing()));
                *expression = E::SameTerm(a, b);
            }
        }
        E::Or(a, b)
        | E::And(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => {
            rewrite(a, scope);
            rewrite(b, scope);
        }
        E::If(a, b, c) => [a, b, c].into_iter().for_each(|part| rewrite(part, scope)),
        E::In(a, list) => {
            rewrite(a, scope);
            for part in list {
                rewrite(part, scope);
            }
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => list.iter_mut().for_each(|part| rewrite(part, scope)),
    }
}

/// Has the triples of a pattern looked up one after the other, each with what the row and those before it give.
fn nest(pattern: &mut GraphPattern, bound: &BTreeSet<Variable>) {
    match pattern {
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => nest(inner, bound),
        GraphPattern::Bgp { .. } | GraphPattern::Join { .. } if holds_only_triples(pattern) => {
            let mut left = Vec::new();
            take_triples(pattern, &mut left);
            *pattern = in_steps(left, bound.clone());
        }
        _ => {}
    }
}

pub(super) fn holds_only_triples(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } => true,
        GraphPattern::Join { left, right } => holds_only_triples(left) && holds_only_triples(right),
        _ => false,
    }
}

pub(super) fn take_triples(pattern: &mut GraphPattern, triples: &mut Vec<TriplePattern>) {
    match pattern {
        GraphPattern::Bgp { patterns } => triples.append(patterns),
        GraphPattern::Join { left, right } => {
            take_triples(left, triples);
            take_triples(right, triples);
        }
        _ => {}
    }
}

/// What a triple may give a value to, or take one from.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Variable(Variable),
    Blank(String),
}

pub(super) fn slot(end: &TermPattern) -> Option<Slot> {
    match end {
        TermPattern::Variable(variable) => Some(Slot::Variable(variable.clone())),
        TermPattern::BlankNode(node) => Some(Slot::Blank(node.as_str().to_owned())),
        _ => None,
    }
}

/// The triples as one loop within the other: next comes the one of which most is known.
fn in_steps(mut left: Vec<TriplePattern>, bound: BTreeSet<Variable>) -> GraphPattern {
    let mut known: BTreeSet<Slot> = bound.into_iter().map(Slot::Variable).collect();
    let mut steps: Option<GraphPattern> = None;
    while !left.is_empty() {
        let is_known = |end: &TermPattern| slot(end).is_none_or(|slot| known.contains(&slot));
        let cost = |triple: &TriplePattern| {
            let is_any = matches!(&triple.predicate, NamedNodePattern::Variable(_));
            // As the optimizer has it: from a subject there are few ways, to an object there may be many.
            (is_any, !is_known(&triple.subject), !is_known(&triple.object))
        };
        let next = (0..left.len()).min_by_key(|at| cost(&left[*at])).unwrap_or(0);
        let triple = left.remove(next);
        known.extend([&triple.subject, &triple.object].into_iter().filter_map(slot));
        let step = GraphPattern::Bgp { patterns: vec![triple] };
        steps = Some(match steps {
            None => step,
            Some(before) => GraphPattern::Lateral {
                left: Box::new(before),
                right: Box::new(step),
            },
        });
    }
    steps.unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests {
    use spargebra::{Query, SparqlParser};

    use super::*;

    /// The algebra of a query before and after.
    pub(in crate::query) fn tuned(text: &str) -> String {
        let parser = SparqlParser::new().with_prefix("pg", super::super::NAMESPACE);
        let parser = parser.expect("it is an IRI");
        let mut query = parser.parse_query(text).expect("it is right");
        let pattern = super::super::order::pattern_of(&mut query);
        tune(pattern);
        let Query::Select { pattern, .. } = query else {
            unreachable!("every query here selects");
        };
        pattern.to_string().replace(super::super::NAMESPACE, "pg:")
    }

    #[test]
    fn resources_are_compared_as_terms_and_literals_by_value() {
        for (text, expected) in [
            (
                "SELECT * { ?m pg:document ?a . ?n pg:document ?b FILTER(?a != ?b) }",
                "sameTerm(?a, ?b)",
            ),
            (
                "SELECT * { ?m pg:document ?a . ?n pg:title ?b FILTER(?a = ?b) }",
                "sameTerm(?a, ?b)",
            ),
            (
                "SELECT * { ?a pg:leads ?m . ?b ?p ?m FILTER(?p = ?q || ?a = ?b) }",
                "sameTerm(?a, ?b)",
            ),
            (
                "SELECT * { ?m pg:title ?a . ?n pg:title ?b FILTER(?a = ?b) }",
                "(?a = ?b)",
            ),
            (
                "SELECT * { { ?m pg:document ?a } UNION { ?m pg:title ?a } ?n pg:title ?b FILTER(?a = ?b) }",
                "(?a = ?b)",
            ),
        ] {
            let tuned = tuned(text);
            assert!(tuned.contains(expected), "{text}\n{tuned}");
        }
    }

    #[test]
    fn what_exists_is_looked_up_from_what_the_row_knows() {
        let tuned =
            tuned("SELECT * { ?u pg:name ?n FILTER EXISTS { ?m pg:document ?d . ?d pg:id \"a\" . ?u pg:leads ?m } }");
        let places: Vec<_> = ["pg:leads", "pg:document", "pg:id"].map(|word| tuned.find(word)).into();
        assert!(places.is_sorted() && places[0].is_some(), "{tuned}");
        assert_eq!(tuned.matches("LATERAL").count(), 2, "{tuned}");
    }
}
