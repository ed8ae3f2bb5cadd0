//! What only a reader can say: whose body a name is, whether words name a body at all.

use std::collections::BTreeMap;

use crate::corrections::{Change, Line, Name};
use crate::facts::DoubtKind;
use crate::graph::{EdgeKind, Graph};
use crate::model::{EntityKind, Evidence};
use crate::text::{Span, fold_name};

use super::{Proposal, Thing, quote};

/// In the place of a name that a reader must write.
const TO_BE_WRITTEN: &str = "…";
/// How many bodies are named that it could be.
const AT_MOST: usize = 5;

/// Names that could belong to several bodies, each with those of the graph that do the same work.
pub(super) fn unresolved(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let bodies = Bodies::new(things);
    let mut proposals = Vec::new();
    for (id, document) in graph.documents() {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for doubt in &document.doubts {
            if doubt.kind == DoubtKind::UnresolvedName {
                let printed = fold_name(doubt.span.of(&graph.text(id).text));
                first.entry(printed).or_insert(doubt.span);
            }
        }
        for (printed, span) in first {
            if let Some(thing) = bodies.doubtful.get(&(document.id.as_str(), printed.as_str())) {
                let words = quote::around(graph, &document.id, span, sentence(graph, thing, span));
                proposals.push(whose(bodies.like(thing), thing, &document.id, &words));
            }
        }
    }
    proposals
}

/// Names that are nobody's yet, and the bodies that they may be.
struct Bodies<'t, 'g> {
    /// By document and name: such a thing belongs to its document alone.
    doubtful: BTreeMap<(&'g str, &'g str), &'t Thing<'g>>,
    /// The others, by what they do.
    of_function: BTreeMap<(EntityKind, &'g str), Vec<&'t Thing<'g>>>,
}

impl<'t, 'g> Bodies<'t, 'g> {
    fn new(things: &'t [Thing<'g>]) -> Self {
        let mut bodies = Self {
            doubtful: BTreeMap::new(),
            of_function: BTreeMap::new(),
        };
        for thing in things.iter().filter(|thing| thing.kind() != EntityKind::Collective) {
            let document = thing.entity.key.document.as_str();
            if !document.is_empty() {
                bodies.doubtful.insert((document, thing.name()), thing);
            } else if let Some(function) = &thing.entity.function {
                let same = bodies.of_function.entry((thing.kind(), function));
                same.or_default().push(thing);
            }
        }
        bodies
    }

    fn like(&self, thing: &Thing<'g>) -> &[&'t Thing<'g>] {
        let function = thing.entity.function.as_deref().unwrap_or_default();
        let same = self.of_function.get(&(thing.kind(), function));
        same.map_or(&[], Vec::as_slice)
    }
}

/// The question whose a name is, of bodies that do the same work; where one alone does, with its name.
fn whose(possible: &[&Thing<'_>], thing: &Thing<'_>, document: &str, words: &str) -> Proposal {
    let body = match possible {
        [one] => one.as_body_for(thing),
        _ => Name::anywhere(TO_BE_WRITTEN),
    };
    let named = possible.iter().take(AT_MOST);
    let others: Vec<String> = named.map(|other| Name::of(&other.entity.key).to_string()).collect();
    let perhaps = match others.as_slice() {
        [] | [_] => String::new(),
        several => format!(" perhaps {};", several.join(", ")),
    };
    Proposal {
        line: Line {
            number: 0,
            document: document.to_owned(),
            name: Name::anywhere(thing.name()),
            change: Change::Alias {
                kind: thing.kind(),
                body,
            },
            reason: format!("whose is it?{perhaps} {} ({document}: {words})", thing.counts()),
        },
        is_question: true,
        weight: thing.weight(),
    }
}

/// The sentence around a place where a thing is named.
fn sentence(graph: &Graph, thing: &Thing<'_>, at: Span) -> Span {
    let edges = graph.edges_to(thing.id, EdgeKind::Mentions);
    let mut evidence = edges.iter().flat_map(|edge| edge.edge().evidence());
    let found = evidence.find_map(|evidence| match evidence {
        Evidence::Text { span, quote, .. } if *span == at => Some(*quote),
        _ => None,
    });
    found.unwrap_or(at)
}

/// Words by which units are named by their kind.
const BY_KIND: [&str; 22] = [
    "有关",
    "相关",
    "各",
    "其他",
    "其它",
    "其余",
    "等",
    "部门",
    "单位",
    "成员",
    "所有",
    "上述",
    "以上",
    "两级",
    "本级",
    "镇街",
    "街镇",
    "园区",
    "县区",
    "区县",
    "功能区",
    "企业",
];

/// Whether units are named by their kind: a department that every region has, or all bodies of a level.
fn is_by_kind(thing: &Thing<'_>) -> bool {
    let name = thing.name();
    let mut rules = thing.appearances.iter().map(|appearance| appearance.resolved_by.name());
    BY_KIND.iter().any(|word| name.contains(word))
        || name.starts_with(['县', '区', '市', '州', '乡', '镇'])
        || rules.any(|rule| rule == "kind-of-department")
}

/// Collectives that look like a name.
pub(super) fn collectives(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let named = things.iter().filter(|thing| {
        let is_short = thing.name().chars().count() < 4;
        thing.kind() == EntityKind::Collective && !is_short && !is_by_kind(thing)
    });
    let question = |thing: &Thing<'_>| Proposal {
        line: Line {
            number: 0,
            document: thing.entity.key.document.clone(),
            name: Name::anywhere(thing.name()),
            change: Change::Retype {
                from: Some(EntityKind::Collective),
                to: EntityKind::Agency,
            },
            reason: format!(
                "the name of one body? {} ({})",
                thing.counts(),
                quote::first(graph, thing)
            ),
        },
        is_question: true,
        weight: thing.weight(),
    };
    named.map(question).collect()
}

/// Rules that go by the shape of words alone.
const WEAK: [&str; 4] = ["suffix-name", "described-program", "quoted-name", "company-list"];
/// Words that hardly stand in a name.
const UNLIKE: [&str; 9] = ["和", "与", "及", "的", "、", "并", "建设", "共建", "推进"];
/// Longer names are rare.
const LONG: usize = 20;

/// Whether a name holds words that rules take into it by mistake.
pub(super) fn is_odd(name: &str) -> bool {
    name.chars().count() >= LONG || UNLIKE.iter().any(|word| name.contains(word))
}

/// Names found once, by their shape alone, that do not look like one.
pub(super) fn weak(graph: &Graph, things: &[Thing<'_>]) -> Vec<Proposal> {
    let once = things
        .iter()
        .filter(|thing| thing.weight() == 1 && !thing.is_listed() && thing.kind() != EntityKind::Policy);
    let odd = once.filter(|thing| is_odd(thing.name()));
    let question = |thing: &Thing<'_>| {
        let rule = rule_of(graph, thing)?;
        let reason = format!("a name at all? found once, by {rule} ({})", quote::first(graph, thing));
        let line = Line {
            number: 0,
            document: thing.only_document(),
            name: Name::anywhere(thing.name()),
            change: Change::Drop {
                kind: Some(thing.kind()),
            },
            reason,
        };
        Some(Proposal {
            line,
            is_question: true,
            weight: thing.weight(),
        })
    };
    odd.filter_map(question).collect()
}

/// The weak rule by which a thing was found, if it was one.
fn rule_of<'g>(graph: &'g Graph, thing: &Thing<'_>) -> Option<&'g str> {
    let edges = graph.edges_to(thing.id, EdgeKind::Mentions);
    let mut evidence = edges.iter().flat_map(|edge| edge.edge().evidence());
    let rule = evidence.find_map(|evidence| match evidence {
        Evidence::Text { rule, .. } => Some(rule.name()),
        _ => None,
    })?;
    WEAK.contains(&rule).then_some(rule)
}
