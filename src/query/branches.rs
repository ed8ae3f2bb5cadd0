//! Branches of a question that meet in one thing alone.
//!
//! Who asks which units lead a measure here and support one there wants each unit once; a join would put every measure that
//! a unit leads beside every one that it supports first. Since equal rows count once, it is enough to ask of each unit
//! whether there are two such measures.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::Variable;
use oxrdf::vocab::rdf;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::tune::{Slot, holds_only_triples, slot, take_triples};
use super::walk::{Node, within};

/// Turns branches of a pattern whose equal rows count once into a condition, where they give no column of their own.
pub(super) fn ask_whether(pattern: &mut GraphPattern) {
    let GraphPattern::Project { inner, variables } = pattern else {
        return;
    };
    let mut wanted: BTreeSet<Variable> = variables.iter().cloned().collect();
    let body = match inner.as_mut() {
        GraphPattern::OrderBy { inner, expression } => {
            for order in expression {
                let (OrderExpression::Asc(by) | OrderExpression::Desc(by)) = order;
                wanted.extend(variables_of(by));
            }
            inner
        }
        _ => inner,
    };
    if let Some(asked) = Question::read(body).and_then(|question| question.divided(&wanted)) {
        **body = asked;
    }
}

/// Triples and conditions, nothing else.
struct Question {
    triples: Vec<TriplePattern>,
    conditions: Vec<Expression>,
}

impl Question {
    fn read(pattern: &GraphPattern) -> Option<Self> {
        let (mut conditions, mut inner) = (Vec::new(), pattern);
        while let GraphPattern::Filter { expr, inner: next } = inner {
            conditions.push(expr.clone());
            inner = next;
        }
        let mut triples = Vec::new();
        take_triples(&mut Some(inner.clone()).filter(holds_only_triples)?, &mut triples);
        let plain = |triple: &TriplePattern| matches!(triple.predicate, NamedNodePattern::NamedNode(_));
        let asks_no_more = |condition: &Expression| {
            let mut plain = true;
            within(Node::Expression(condition), &mut |node| {
                plain &= matches!(node, Node::Expression(_));
            });
            plain
        };
        (triples.iter().all(plain) && conditions.iter().all(asks_no_more)).then_some(Self { triples, conditions })
    }

    /// The same with its branches as a condition, if some variable joins two or more that give no column.
    fn divided(self, wanted: &BTreeSet<Variable>) -> Option<GraphPattern> {
        let joints = self.triples.iter().flat_map(ends).filter_map(slot);
        let joints: BTreeSet<Slot> = joints.filter(|slot| matches!(slot, Slot::Variable(_))).collect();
        let rest = joints.iter().find_map(|joint| self.branches(joint, wanted))?;
        let (mut core, mut branches) = (Vec::new(), Vec::new());
        for (at, triple) in self.triples.into_iter().enumerate() {
            let side = if rest.contains(&at) { &mut branches } else { &mut core };
            side.push(triple);
        }
        let known: BTreeSet<Slot> = core.iter().flat_map(ends).filter_map(slot).collect();
        let of_core = |condition: &Expression| {
            let mut named = variables_of(condition).into_iter();
            named.all(|variable| known.contains(&Slot::Variable(variable)))
        };
        let (mut outer, inner): (Vec<_>, Vec<_>) = self.conditions.into_iter().partition(of_core);
        let exists = filtered(GraphPattern::Bgp { patterns: branches }, inner);
        outer.push(Expression::Exists(Box::new(exists)));
        Some(filtered(GraphPattern::Bgp { patterns: core }, outer))
    }

    /// The triples of the branches that hang on a variable: those of which no other variable is wanted. Nothing where there
    /// are fewer than two, or where one begins at something named, from which the evaluator does better to come.
    fn branches(&self, joint: &Slot, wanted: &BTreeSet<Variable>) -> Option<BTreeSet<usize>> {
        let parts = self.parts(joint);
        let is_wanted = |triple: &TriplePattern| {
            let slots = ends(triple).into_iter().filter_map(slot).filter(|slot| slot != joint);
            slots
                .into_iter()
                .any(|slot| matches!(slot, Slot::Variable(variable) if wanted.contains(&variable)))
        };
        let hang = |part: &&Vec<usize>| !part.iter().any(|&at| is_wanted(&self.triples[at]));
        let branches: Vec<&Vec<usize>> = parts.iter().filter(hang).collect();
        let all: BTreeSet<usize> = branches.iter().copied().flatten().copied().collect();
        let begins_at_name = all.iter().any(|&at| is_selective(&self.triples[at]));
        let mut core = (0..self.triples.len()).filter(|at| !all.contains(at));
        let has_joint = core.any(|at| {
            ends(&self.triples[at])
                .into_iter()
                .filter_map(slot)
                .any(|slot| slot == *joint)
        });
        (branches.len() >= 2 && has_joint && !begins_at_name).then_some(all)
    }

    /// The triples that hang together where this variable does not count; triples of it alone are left out.
    fn parts(&self, joint: &Slot) -> Vec<Vec<usize>> {
        let mut part_of: BTreeMap<Slot, usize> = BTreeMap::new();
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for (at, triple) in self.triples.iter().enumerate() {
            let slots: Vec<Slot> = ends(triple)
                .into_iter()
                .filter_map(slot)
                .filter(|slot| slot != joint)
                .collect();
            let Some(first) = slots.first() else {
                continue;
            };
            let part = part_of.get(first).copied().unwrap_or_else(|| {
                parts.push(Vec::new());
                parts.len() - 1
            });
            parts[part].push(at);
            for slot in slots {
                let other = part_of.insert(slot, part).unwrap_or(part);
                if other != part {
                    let moved = std::mem::take(&mut parts[other]);
                    parts[part].extend(moved);
                    part_of
                        .values_mut()
                        .filter(|of| **of == other)
                        .for_each(|of| *of = part);
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }
}

fn ends(triple: &TriplePattern) -> [&TermPattern; 2] {
    [&triple.subject, &triple.object]
}

/// Whether a triple names a thing, not only what kind of thing something is.
fn is_selective(triple: &TriplePattern) -> bool {
    let is_type = matches!(&triple.predicate, NamedNodePattern::NamedNode(name) if *name == rdf::TYPE);
    let names = |end: &TermPattern| slot(end).is_none();
    names(&triple.subject) || names(&triple.object) && !is_type
}

fn variables_of(expression: &Expression) -> BTreeSet<Variable> {
    let mut variables = BTreeSet::new();
    within(Node::Expression(expression), &mut |node| {
        if let Node::Expression(Expression::Variable(variable) | Expression::Bound(variable)) = node {
            variables.insert(variable.clone());
        }
    });
    variables
}

fn filtered(inner: GraphPattern, conditions: Vec<Expression>) -> GraphPattern {
    conditions.into_iter().fold(inner, |inner, expr| GraphPattern::Filter {
        expr,
        inner: Box::new(inner),
    })
}

#[cfg(test)]
mod tests {
    use crate::query::tune::tests::tuned;

    #[test]
    fn branches_that_give_no_column_are_a_condition() {
        let tuned = tuned(
            "SELECT DISTINCT ?name {
                ?u pg:leads ?m . ?m pg:document ?a . ?u pg:supports ?n . ?n pg:document ?b FILTER(?a != ?b)
                ?u pg:name ?name
            } ORDER BY ?name",
        );
        let branches = tuned
            .find("EXISTS")
            .map(|at| &tuned[at..])
            .expect("the branches are a condition");
        for word in ["pg:leads", "pg:supports", "sameTerm(?a, ?b)"] {
            assert!(branches.contains(word), "{tuned}");
        }
        assert_eq!(tuned.matches("LATERAL").count(), 3, "{tuned}");
    }

    #[test]
    fn other_questions_are_left_alone() {
        for text in [
            // Equal rows count.
            "SELECT ?name { ?u pg:leads ?m . ?u pg:supports ?n . ?u pg:name ?name }",
            // One branch.
            "SELECT DISTINCT ?name { ?u pg:leads ?m . ?m pg:document ?a . ?u pg:name ?name }",
            // A column of each branch.
            "SELECT DISTINCT ?m ?n { ?u pg:leads ?m . ?u pg:supports ?n }",
            // A name to come from.
            "SELECT DISTINCT ?name { ?u pg:leads ?m . ?m pg:document ?a . ?a pg:id \"x\" . ?u pg:supports ?n . ?u pg:name ?name }",
            // More than triples.
            "SELECT DISTINCT ?name { ?u pg:leads ?m . ?u pg:supports ?n . ?u pg:name ?name OPTIONAL { ?n pg:title ?t } }",
        ] {
            assert!(!tuned(text).contains("EXISTS"), "{text}\n{}", tuned(text));
        }
    }
}
