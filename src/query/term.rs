//! Terms as the evaluator handles them: numbers of 32 bits, each of which stands for one RDF term.
//!
//! Words, nodes, edges and small whole numbers have theirs by where they stand; whatever else is met (parts of nodes and
//! edges, texts, other literals) gets the next one that is free, and always the same. So joins copy, hash and compare
//! numbers, and letters are put together only for who reads an answer or for a function that asks for them.

use std::cell::RefCell;
use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use super::resource::Resource;
use super::value::Value;
use super::vocabulary::Word;
use crate::graph::{EdgeId, Graph, NodeId};

/// The number of an RDF term, within one query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Term(NonZeroU32);

/// Whole numbers from 0 to below this are terms of their own: years, counts, most positions.
const SMALL: u32 = 1 << 16;

/// What the numbers of one query stand for.
#[derive(Debug)]
pub(super) struct Terms<'g> {
    /// Where nodes begin; words are before them.
    nodes: u32,
    edges: u32,
    integers: u32,
    /// Where that begins which has its number from being met.
    met: u32,
    known: RefCell<Met<'g>>,
}

/// What was met, in the order in which it was.
#[derive(Debug, Default)]
struct Met<'g> {
    values: Vec<Value<'g>>,
    numbers: FxHashMap<Value<'g>, u32>,
}

impl<'g> Terms<'g> {
    pub(super) fn of(graph: &'g Graph) -> Self {
        let after = |start: u32, length: usize| {
            let end = u32::try_from(length).ok().and_then(|length| start.checked_add(length));
            end.expect("nodes and edges are counted in 32 bits, and memory ends before both together are not")
        };
        let nodes = after(1, Word::COUNT);
        let edges = after(nodes, graph.node_count());
        let integers = after(edges, graph.edge_count());
        Self {
            nodes,
            edges,
            integers,
            met: after(integers, SMALL as usize),
            known: RefCell::default(),
        }
    }

    /// The number of a value.
    pub(super) fn term(&self, value: Value<'g>) -> Term {
        match value {
            Value::Word(word) => self.word_term(word),
            Value::Resource(Resource::Node(id)) => Self::at(self.nodes + id.index() as u32),
            Value::Resource(Resource::Edge(id)) => Self::at(self.edges + id.index() as u32),
            Value::Integer(value @ 0..) if value < i64::from(SMALL) => {
                Self::at(self.integers + value.unsigned_abs() as u32)
            }
            other => self.meet(other),
        }
    }

    /// The number of a class or predicate.
    #[expect(clippy::unused_self, reason = "it is asked as the others are")]
    pub(super) fn word_term(&self, word: Word) -> Term {
        Self::at(1 + word as u32)
    }

    fn meet(&self, value: Value<'g>) -> Term {
        let Met { values, numbers } = &mut *self.known.borrow_mut();
        let next = values.len() as u32;
        let number = *numbers.entry(value).or_insert_with_key(|value| {
            values.push(value.clone());
            next
        });
        Self::at(self.met.checked_add(number).expect("memory ends before the numbers do"))
    }

    fn at(number: u32) -> Term {
        Term(NonZeroU32::new(number).expect("words begin at 1"))
    }

    /// What a number stands for.
    pub(super) fn value(&self, term: Term) -> Value<'g> {
        let number = term.0.get();
        if number >= self.met {
            self.known.borrow().values[(number - self.met) as usize].clone()
        } else if number >= self.integers {
            Value::Integer((number - self.integers).into())
        } else if number >= self.edges {
            Value::Resource(Resource::Edge(EdgeId::from_index((number - self.edges) as usize)))
        } else if number >= self.nodes {
            Value::Resource(Resource::Node(NodeId::from_index((number - self.nodes) as usize)))
        } else {
            Value::Word(Word::at(number as usize - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::query::index::Index;
    use crate::query::resource::resources;

    #[test]
    fn terms_are_four_bytes_with_or_without_a_value() {
        assert_eq!(size_of::<Option<Term>>(), 4);
    }

    #[test]
    fn every_value_has_one_number_and_comes_back() {
        let graph = samples::graph();
        let index = Index::default();
        let terms = Terms::of(&graph);
        let literals = [
            Value::text("甲局"),
            Value::chinese("甲局"),
            Value::english("甲局"),
            Value::Integer(0),
            Value::Integer(i64::from(SMALL) - 1),
            Value::Integer(i64::from(SMALL)),
            Value::Integer(-1),
            Value::Boolean(false),
            Value::Decimal(0),
        ];
        let all: Vec<Value<'_>> = Word::all()
            .map(Value::Word)
            .chain(resources(&graph, &index).map(Value::Resource))
            .chain(literals)
            .collect();
        let numbers: Vec<Term> = all.iter().map(|value| terms.term(value.clone())).collect();
        for (at, (value, term)) in all.iter().zip(&numbers).enumerate() {
            assert_eq!(terms.value(*term), *value);
            assert_eq!(terms.term(value.clone()), *term, "{value:?} keeps its number");
            assert!(!numbers[..at].contains(term), "{value:?} has a number of its own");
        }
    }
}
