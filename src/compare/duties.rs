//! Who answers for what on two sides: kept, gained, lost, in another role, passed on, or under another name.
//!
//! A duty of one side and a duty of the other are linked where their measures match and their units are counterparts.
//! To lead and to answer (牵头, 负责) is one role here: many texts tell no leader. Every duty takes the best of its links: the same role before another, then the same body before a counterpart, then
//! the more alike measure. What has no link is lost or gained; where of two matching measures exactly one unit that leads
//! or answers is lost and exactly one is gained, the duty was passed on. All of it reads the same from either side.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::pair::Matches;
use crate::graph::{EdgeRef, Graph, Kinship, NodeId, Responsibility};
use crate::model::Role;

/// What became of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Change {
    /// The same unit, or its counterpart, still leads or answers, or still supports.
    Kept,
    /// The body that the unit became, or that became it, has the duty, perhaps in another role.
    Reformed,
    /// The unit supports where it led or answered, or the other way round.
    RoleChanged,
    /// Another unit has taken it over.
    Passed,
    /// Only on the first side.
    Lost,
    /// Only on the second side.
    Gained,
}

impl Change {
    /// Every change, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Kept,
        Self::Reformed,
        Self::RoleChanged,
        Self::Passed,
        Self::Lost,
        Self::Gained,
    ];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Reformed => "reformed",
            Self::RoleChanged => "role-changed",
            Self::Passed => "passed",
            Self::Lost => "lost",
            Self::Gained => "gained",
        }
    }
}

/// A unit's role in a measure of one side.
#[derive(Debug, Clone, Copy)]
pub struct Duty<'g> {
    /// The edge of the graph.
    pub edge: EdgeRef<'g>,
    /// What it carries.
    pub responsibility: &'g Responsibility,
}

/// What became of one duty, or of two that are linked.
#[derive(Debug, Clone)]
pub struct DutyChange<'g> {
    /// What.
    pub change: Change,
    /// The duty of the first side, if there is one.
    pub a: Option<Duty<'g>>,
    /// The duty of the second side, if there is one.
    pub b: Option<Duty<'g>>,
    /// Where the duty stands on one side only: the measure of the other that comes nearest.
    pub nearest: Option<NodeId>,
}

impl DutyChange<'_> {
    /// Whether one of two linked duties is of a text that does not tell leading from supporting there.
    pub fn is_untold(&self) -> bool {
        [self.a, self.b]
            .into_iter()
            .flatten()
            .any(|duty| duty.responsibility.role == Role::Responsible)
    }
}

impl Duty<'_> {
    fn is_principal(&self) -> bool {
        self.responsibility.role != Role::Support
    }
}

/// The duties of documents, in the graph's order.
pub(super) fn of_documents<'g>(graph: &'g Graph, documents: &[NodeId]) -> Vec<Duty<'g>> {
    let is_here = |node: NodeId| {
        graph
            .document_of(node)
            .is_some_and(|(document, _)| documents.contains(&document))
    };
    let duties = graph
        .responsibilities()
        .map(|(edge, responsibility)| Duty { edge, responsibility });
    duties.filter(|duty| is_here(duty.edge.to)).collect()
}

/// How good a link is; less is better.
type Rank = (Closeness, Kinship, Reverse<u16>);

/// How close two roles are. To lead and to answer for something (牵头, 负责) is one where a text tells no leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Same,
    Alike,
    Other,
}

struct Link {
    a: usize,
    b: usize,
    rank: Rank,
}

/// What became of every duty of two sides.
pub(super) fn changes<'g>(graph: &Graph, a: &[Duty<'g>], b: &[Duty<'g>], matches: &Matches) -> Vec<DutyChange<'g>> {
    let links = links(graph, a, b, matches);
    let chosen = chosen(&links);
    let linked_a: BTreeSet<usize> = chosen.iter().map(|at| links[*at].a).collect();
    let linked_b: BTreeSet<usize> = chosen.iter().map(|at| links[*at].b).collect();
    let mut changes: Vec<DutyChange<'g>> = chosen.iter().map(|at| linked(&links[*at], a, b)).collect();
    let (mut lost, mut gained) = (without(a.len(), &linked_a), without(b.len(), &linked_b));
    for (from, to) in passed(a, b, &lost, &gained, matches) {
        lost.remove(&from);
        gained.remove(&to);
        changes.push(change(Change::Passed, Some(a[from]), Some(b[to]), None));
    }
    changes.extend(
        lost.iter()
            .map(|at| change(Change::Lost, Some(a[*at]), None, matches.best_of_a(a[*at].edge.to))),
    );
    changes.extend(
        gained
            .iter()
            .map(|at| change(Change::Gained, None, Some(b[*at]), matches.best_of_b(b[*at].edge.to))),
    );
    changes.sort_by_key(|change| {
        let id = |duty: &Option<Duty<'_>>| duty.map(|duty| (duty.edge.to, duty.edge.id));
        (change.change, id(&change.a), id(&change.b))
    });
    changes
}

fn change<'g>(change: Change, a: Option<Duty<'g>>, b: Option<Duty<'g>>, nearest: Option<NodeId>) -> DutyChange<'g> {
    DutyChange { change, a, b, nearest }
}

fn links(graph: &Graph, a: &[Duty<'_>], b: &[Duty<'_>], matches: &Matches) -> Vec<Link> {
    let mut of_measure: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (at, duty) in b.iter().enumerate() {
        of_measure.entry(duty.edge.to).or_default().push(at);
    }
    let mut known: BTreeMap<(NodeId, NodeId), Option<Kinship>> = BTreeMap::new();
    let mut kinship = |a, b| *known.entry((a, b)).or_insert_with(|| graph.kinship(a, b));
    let mut links = Vec::new();
    for (at, duty) in a.iter().enumerate() {
        for (measure, score) in matches.of_a(duty.edge.to) {
            for other in of_measure.get(&measure).into_iter().flatten() {
                if let Some(kinship) = kinship(duty.edge.from, b[*other].edge.from) {
                    let closeness = closeness(*duty, b[*other]);
                    let rank = (closeness, kinship, Reverse(score));
                    links.push(Link { a: at, b: *other, rank });
                }
            }
        }
    }
    links
}

fn closeness(a: Duty<'_>, b: Duty<'_>) -> Closeness {
    if a.responsibility.role == b.responsibility.role {
        Closeness::Same
    } else if a.is_principal() == b.is_principal() {
        Closeness::Alike
    } else {
        Closeness::Other
    }
}

/// The links that are the best of one of their ends; of equal ones, all.
fn chosen(links: &[Link]) -> Vec<usize> {
    let mut best_a: BTreeMap<usize, Rank> = BTreeMap::new();
    let mut best_b: BTreeMap<usize, Rank> = BTreeMap::new();
    for link in links {
        for (best, end) in [(&mut best_a, link.a), (&mut best_b, link.b)] {
            best.entry(end)
                .and_modify(|rank| *rank = link.rank.min(*rank))
                .or_insert(link.rank);
        }
    }
    let is_best = |link: &Link| best_a[&link.a] == link.rank || best_b[&link.b] == link.rank;
    (0..links.len()).filter(|at| is_best(&links[*at])).collect()
}

fn linked<'g>(link: &Link, a: &[Duty<'g>], b: &[Duty<'g>]) -> DutyChange<'g> {
    let what = match link.rank {
        (_, Kinship::Reformed, _) => Change::Reformed,
        (Closeness::Other, ..) => Change::RoleChanged,
        _ => Change::Kept,
    };
    change(what, Some(a[link.a]), Some(b[link.b]), None)
}

fn without(length: usize, linked: &BTreeSet<usize>) -> BTreeSet<usize> {
    (0..length).filter(|at| !linked.contains(at)).collect()
}

/// Of two measures that match each other best: the one that is lost and the one that is gained, where there is one each.
fn passed(
    a: &[Duty<'_>],
    b: &[Duty<'_>],
    lost: &BTreeSet<usize>,
    gained: &BTreeSet<usize>,
    matches: &Matches,
) -> Vec<(usize, usize)> {
    let principal = |duties: &[Duty<'_>], left: &BTreeSet<usize>| {
        let mut of_measure: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for at in left.iter().filter(|at| duties[**at].is_principal()) {
            of_measure.entry(duties[*at].edge.to).or_default().push(*at);
        }
        of_measure
    };
    let (lost, gained) = (principal(a, lost), principal(b, gained));
    let mut passed = Vec::new();
    for (measure, from) in &lost {
        let best = matches.best_of_a(*measure);
        let Some(other) = best.filter(|other| matches.best_of_b(*other) == Some(*measure)) else {
            continue;
        };
        if let ([from], Some([to])) = (from.as_slice(), gained.get(&other).map(Vec::as_slice)) {
            passed.push((*from, *to));
        }
    }
    passed
}
