//! The same questions answered by code over petgraph alone, as somebody would write it who knows the graph.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::RangeInclusive;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use policygraph::graph::{EdgeKind, Graph, NodeId};
use policygraph::model::EntityKind;

/// The graph as a plain petgraph.
pub(crate) struct Plain<'g> {
    graph: &'g Graph,
    ids: Vec<NodeId>,
    inner: DiGraph<NodeId, EdgeKind>,
}

impl<'g> Plain<'g> {
    pub(crate) fn of(graph: &'g Graph) -> Self {
        let mut inner = DiGraph::with_capacity(graph.node_count(), graph.edge_count());
        let ids: Vec<_> = graph.node_ids().collect();
        for id in &ids {
            inner.add_node(*id);
        }
        for edge in graph.all_edges() {
            inner.add_edge(at(edge.from), at(edge.to), edge.kind);
        }
        Self { graph, ids, inner }
    }

    fn year(&self, measure: NodeId) -> Option<u16> {
        self.graph.document_of(measure)?.1.year()
    }

    fn over(&self, node: NodeId, kind: EdgeKind) -> impl Iterator<Item = NodeId> {
        let edges = self.inner.edges_directed(at(node), Direction::Outgoing);
        edges
            .filter(move |edge| *edge.weight() == kind)
            .map(|edge| self.inner[edge.target()])
    }

    pub(crate) fn busiest_unit(&self) -> NodeId {
        let units = self.ids.iter().copied().max_by_key(|id| self.responsibilities_of(*id));
        units.expect("there are units")
    }

    pub(crate) fn responsibilities_of(&self, unit: NodeId) -> usize {
        let roles = [EdgeKind::Leads, EdgeKind::Supports, EdgeKind::ResponsibleFor];
        roles.into_iter().map(|role| self.over(unit, role).count()).sum()
    }

    pub(crate) fn programs_led_by(&self, region: &str, years: RangeInclusive<u16>) -> usize {
        let agencies = self
            .graph
            .entities()
            .filter(|(_, entity)| entity.kind() == EntityKind::Agency && entity.key.region.to_string() == region);
        let led = agencies.flat_map(|(id, _)| self.over(id, EdgeKind::Leads));
        let then = led.filter(|measure| self.year(*measure).is_some_and(|year| years.contains(&year)));
        let named: HashSet<NodeId> = then
            .flat_map(|measure| self.over(measure, EdgeKind::Mentions))
            .collect();
        let is_program = |id: &&NodeId| self.graph.node(**id).type_name() == "program";
        named.iter().filter(is_program).count()
    }

    pub(crate) fn led_by_year_and_unit(&self) -> usize {
        let mut counts: HashMap<(u16, NodeId), u32> = HashMap::new();
        for edge in self
            .inner
            .edge_references()
            .filter(|edge| *edge.weight() == EdgeKind::Leads)
        {
            if let Some(year) = self.year(self.inner[edge.target()]) {
                *counts.entry((year, self.inner[edge.source()])).or_default() += 1;
            }
        }
        counts.len()
    }

    pub(crate) fn lead_here_support_there(&self) -> usize {
        let documents = |unit: NodeId, role: EdgeKind| -> BTreeSet<NodeId> {
            let measures = self.over(unit, role);
            measures
                .filter_map(|measure| Some(self.graph.document_of(measure)?.0))
                .collect()
        };
        let does_both = |unit: &NodeId| {
            let (leads, supports) = (documents(*unit, EdgeKind::Leads), documents(*unit, EdgeKind::Supports));
            leads.iter().any(|here| supports.iter().any(|there| here != there))
        };
        self.graph.entities().map(|(id, _)| id).filter(does_both).count()
    }

    /// Two agencies on opposite sides of the ring.
    pub(crate) fn far_apart(&self) -> (NodeId, NodeId) {
        let named = |name: &str| self.graph.entities_named(name)[0].0;
        (named("城0第0局"), named("城50第10000局"))
    }

    /// The length of the shortest chain of co-occurrences, by breadth first search.
    pub(crate) fn steps_between(&self, a: NodeId, b: NodeId) -> usize {
        let mut steps: HashMap<NodeIndex, usize> = HashMap::from([(at(a), 0)]);
        let mut waiting = VecDeque::from([at(a)]);
        while let Some(node) = waiting.pop_front() {
            if node == at(b) {
                return steps[&node];
            }
            for direction in [Direction::Outgoing, Direction::Incoming] {
                let edges = self.inner.edges_directed(node, direction);
                for edge in edges.filter(|edge| *edge.weight() == EdgeKind::CoOccurs) {
                    let other = if edge.source() == node {
                        edge.target()
                    } else {
                        edge.source()
                    };
                    if !steps.contains_key(&other) {
                        steps.insert(other, steps[&node] + 1);
                        waiting.push_back(other);
                    }
                }
            }
        }
        0
    }
}

fn at(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.index())
}
