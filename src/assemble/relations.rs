//! The edges that the text of a document states: outline, issuers, responsibilities, mentions, citations, targets.

use std::collections::{BTreeMap, BTreeSet};

use super::nodes::NodeTable;
use crate::facts::{CitationFact, DocumentFacts, MentionFact, ResponsibilityFact, SeatFact};
use crate::graph::{Builder, Citation, Edge, Membership, Mention, NodeId, Responsibility};
use crate::model::{EntityKind, Evidence, Seat};
use crate::text::fold_name;

/// Titles and numbers of the documents at hand, folded; those that two documents share are left out.
#[derive(Default)]
pub(super) struct Library(BTreeMap<String, Option<NodeId>>);

impl Library {
    pub(super) fn add(&mut self, place: usize, facts: &DocumentFacts) {
        let here = Some(NodeId::from_index(place));
        let names = facts.metadata.title.iter().chain(&facts.metadata.number);
        for name in names.map(|name| fold_name(&name.value)) {
            let known = self.0.entry(name).or_insert(here);
            if *known != here {
                *known = None;
            }
        }
    }

    fn find(&self, name: &str) -> Option<NodeId> {
        self.0.get(&fold_name(name)).copied().flatten()
    }
}

/// One document with the nodes that its facts become.
pub(super) struct Desk<'a> {
    pub(super) facts: &'a DocumentFacts,
    pub(super) place: usize,
    pub(super) table: &'a NodeTable,
    /// The node of each entity, by its id in the document.
    pub(super) entities: Vec<NodeId>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(facts: &'a DocumentFacts, place: usize, table: &'a NodeTable) -> Self {
        Self {
            facts,
            place,
            table,
            entities: table.entities_of(facts),
        }
    }

    /// Adds the edges that the text of the document states to a graph.
    pub(super) fn relations(&self, library: &Library, graph: &mut Builder) {
        let mut add = |(from, to, edge): (NodeId, NodeId, Edge)| graph.edge(from, to, &edge);
        self.outline().for_each(&mut add);
        self.issuers().for_each(&mut add);
        self.responsibilities().for_each(&mut add);
        self.mentions().for_each(&mut add);
        self.citations(library).for_each(&mut add);
        self.targets().for_each(&mut add);
    }

    fn outline(&self) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        self.facts.measures.iter().enumerate().map(|(order, measure)| {
            let from = self.table.measure(self.place, crate::facts::MeasureId(order as u32));
            let to = self.table.text_unit(self.place, measure.parent);
            (from, to, Edge::PartOf { order: order as u32 })
        })
    }

    fn issuers(&self) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        let issuers = self.facts.metadata.issuers.iter().enumerate();
        issuers.filter_map(|(order, issuer)| {
            let edge = Edge::Issued {
                order: order as u32,
                evidence: vec![issuer.evidence.clone()],
            };
            let from = self.table.entity(&issuer.value)?;
            Some((from, NodeId::from_index(self.place), edge))
        })
    }

    fn responsibilities(&self) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        let mut joined: BTreeMap<_, Responsibility> = BTreeMap::new();
        for fact in &self.facts.responsibilities {
            let unit = self.entities[fact.unit.entity.0 as usize];
            let measure = self.table.text_unit(self.place, fact.measure);
            let duty = joined.entry((unit, measure, fact.role)).or_insert(Responsibility {
                role: fact.role,
                printed: Vec::new(),
                inherited: true,
                evidence: Vec::new(),
            });
            self.add_duty(duty, fact);
        }
        joined
            .into_iter()
            .map(|((unit, measure, _), duty)| (unit, measure, Edge::Responsibility(duty)))
    }

    fn add_duty(&self, duty: &mut Responsibility, fact: &ResponsibilityFact) {
        duty.inherited &= fact.inherited;
        add_new(&mut duty.printed, fact.printed.clone());
        let evidence = Evidence::Text {
            document: self.facts.id.clone(),
            span: fact.unit.span,
            quote: fact.quote,
            rule: fact.rule.clone(),
        };
        add_new(&mut duty.evidence, evidence);
        for line in &fact.corrections {
            add_new(&mut duty.evidence, Evidence::Corrections { line: *line });
        }
    }

    /// What the text says of the unit's seat, and the lines of the corrections file behind it.
    fn seat_evidence(&self, fact: &SeatFact) -> Vec<Evidence> {
        let said = Evidence::Text {
            document: self.facts.id.clone(),
            span: fact.unit.span,
            quote: fact.quote,
            rule: fact.rule.clone(),
        };
        let lines = fact
            .corrections
            .iter()
            .map(|line| Evidence::Corrections { line: *line });
        std::iter::once(said).chain(lines).collect()
    }

    fn mentions(&self) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        let mut joined: BTreeMap<_, (Vec<Evidence>, BTreeSet<u32>)> = BTreeMap::new();
        for fact in &self.facts.mentions {
            let from = self.table.text_unit(self.place, fact.measure);
            let entity = self.entities[fact.entity.0 as usize];
            let (named, lines) = joined.entry((from, entity)).or_default();
            named.push(self.named_at(fact));
            lines.extend(&fact.corrections);
        }
        joined.into_iter().map(|((from, entity), (mut evidence, lines))| {
            let count = evidence.len() as u32;
            evidence.extend(lines.into_iter().map(|line| Evidence::Corrections { line }));
            (from, entity, Edge::Mentions(Mention { count, evidence }))
        })
    }

    fn named_at(&self, fact: &MentionFact) -> Evidence {
        Evidence::Text {
            document: self.facts.id.clone(),
            span: fact.span,
            quote: self.facts.sentences[fact.sentence as usize].span,
            rule: fact.rule.clone(),
        }
    }

    fn citations(&self, library: &Library) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        let mut joined: BTreeMap<_, Vec<Evidence>> = BTreeMap::new();
        for fact in &self.facts.citations {
            let from = self.table.text_unit(self.place, fact.measure);
            let evidence = Evidence::Text {
                document: self.facts.id.clone(),
                span: fact.span,
                quote: fact.quote,
                rule: fact.rule.clone(),
            };
            add_new(
                joined.entry((from, self.cited(fact, library), fact.kind)).or_default(),
                evidence,
            );
        }
        joined
            .into_iter()
            .map(|((from, to, kind), evidence)| (from, to, Edge::Cites(Citation { kind, evidence })))
    }

    /// The cited document if it is at hand, else the policy. A notice that carries its own plan cites the policy, so
    /// that no document cites itself.
    fn cited(&self, fact: &CitationFact, library: &Library) -> NodeId {
        let index = fact.policy.0 as usize;
        let policy = &self.facts.entities[index];
        debug_assert_eq!(policy.key.kind, EntityKind::Policy, "only policies are cited");
        let names = std::iter::once(policy.key.name.as_str()).chain(policy.printed.iter().map(String::as_str));
        let number = number_after(&self.facts.text, fact.span.end as usize);
        names
            .chain(number)
            .find_map(|name| library.find(name))
            .filter(|document| document.index() != self.place)
            .unwrap_or(self.entities[index])
    }

    fn targets(&self) -> impl Iterator<Item = (NodeId, NodeId, Edge)> {
        self.facts.targets.iter().enumerate().map(|(index, fact)| {
            let from = self.table.text_unit(self.place, fact.measure);
            let evidence = vec![Evidence::Text {
                document: self.facts.id.clone(),
                span: fact.span,
                quote: fact.quote,
                rule: fact.rule.clone(),
            }];
            (from, self.table.target(self.place, index), Edge::Sets { evidence })
        })
    }
}

/// What stands in the bracket right after a policy's title: its number, as a rule.
fn number_after(text: &str, end: usize) -> Option<&str> {
    let rest = text.get(end..)?.trim_start_matches('》').trim_start();
    let inside = rest.strip_prefix(['（', '('])?;
    inside.find(['）', ')']).map(|close| &inside[..close])
}

/// Who sits in leading groups and houses their offices. A group of a region is one in all its documents, so what several of
/// them say of the same ends is one edge.
#[derive(Default)]
pub(super) struct Seats {
    members: BTreeMap<(NodeId, NodeId), Membership>,
    hosts: BTreeMap<(NodeId, NodeId), Vec<Evidence>>,
}

impl Seats {
    pub(super) fn add(&mut self, desk: &Desk<'_>) {
        for fact in &desk.facts.seats {
            let [group, unit] = [fact.group, fact.unit.entity].map(|id| desk.entities[id.0 as usize]);
            let evidence = if fact.seat == Seat::Host {
                self.hosts.entry((group, unit)).or_default()
            } else {
                let member = self.members.entry((unit, group)).or_insert(Membership {
                    leads: false,
                    posts: Vec::new(),
                    evidence: Vec::new(),
                });
                member.leads |= fact.seat == Seat::Lead;
                add_new(&mut member.posts, fact.post.clone());
                &mut member.evidence
            };
            for why in desk.seat_evidence(fact) {
                add_new(evidence, why);
            }
        }
    }

    pub(super) fn finish(self, graph: &mut Builder) {
        for ((unit, group), member) in self.members {
            graph.edge(unit, group, &Edge::MemberOf(member));
        }
        for ((group, host), evidence) in self.hosts {
            graph.edge(group, host, &Edge::HostedBy { evidence });
        }
    }
}

fn add_new<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}
