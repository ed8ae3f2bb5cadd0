//! Who answers for what on two sides: kept, gained, lost, in another role, passed on, or under another name.
//!
//! A duty of one side and a duty of the other are linked where their measures match and their units are counterparts.
//! Every duty takes the best of its links: the closer [`Roles`] before others, then the same body before a counterpart, then
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
    /// The same unit, or its counterpart, still leads or answers, or still supports; or it has the duty on both sides and
    /// one of the texts does not tell who of its units leads.
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

/// How the roles of two linked duties compare, the closer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Roles {
    /// One role.
    Same,
    /// One leads and the other answers (牵头, 负责): the principal of its measure either way.
    Principal,
    /// One supports, and the text of the other lists several units as responsible without telling who leads: nothing says
    /// whether the role is another.
    NotTold,
    /// One is a principal and the other supports.
    Different,
}

impl Roles {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Principal => "lead-or-responsible",
            Self::NotTold => "not-told-apart",
            Self::Different => "different",
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
    /// How the roles compare, where both sides have the duty.
    pub roles: Option<Roles>,
    /// Where the duty stands on one side only: the measure of the other that comes nearest.
    pub nearest: Option<NodeId>,
}

impl Duty<'_> {
    fn is_principal(&self) -> bool {
        self.responsibility.role != Role::Support
    }
}

/// The duties of documents, in the graph's order.
pub(super) fn of_documents<'g>(graph: &'g Graph, documents: &[NodeId]) -> Vec<Duty<'g>> {
    let here: BTreeSet<NodeId> = documents.iter().copied().collect();
    let is_here = |node: NodeId| {
        graph
            .document_of(node)
            .is_some_and(|(document, _)| here.contains(&document))
    };
    let duties = graph
        .responsibilities()
        .map(|(edge, responsibility)| Duty { edge, responsibility });
    duties.filter(|duty| is_here(duty.edge.to)).collect()
}

/// How good a link is; less is better.
type Rank = (Roles, Kinship, Reverse<u16>);

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
        changes.push(DutyChange::new(Change::Passed, Some(a[from]), Some(b[to])));
    }
    changes.extend(lost.iter().map(|at| DutyChange {
        nearest: matches.best_of_a(a[*at].edge.to),
        ..DutyChange::new(Change::Lost, Some(a[*at]), None)
    }));
    changes.extend(gained.iter().map(|at| DutyChange {
        nearest: matches.best_of_b(b[*at].edge.to),
        ..DutyChange::new(Change::Gained, None, Some(b[*at]))
    }));
    changes.sort_by_key(|change| {
        let id = |duty: &Option<Duty<'_>>| duty.map(|duty| (duty.edge.to, duty.edge.id));
        (change.change, id(&change.a), id(&change.b))
    });
    changes
}

impl<'g> DutyChange<'g> {
    fn new(change: Change, a: Option<Duty<'g>>, b: Option<Duty<'g>>) -> Self {
        Self {
            change,
            a,
            b,
            roles: None,
            nearest: None,
        }
    }
}

fn links(graph: &Graph, a: &[Duty<'_>], b: &[Duty<'_>], matches: &Matches) -> Vec<Link> {
    let mut of_measure: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (at, duty) in b.iter().enumerate() {
        of_measure.entry(duty.edge.to).or_default().push(at);
    }
    let mut known: BTreeMap<(NodeId, NodeId), Option<Kinship>> = BTreeMap::new();
    let mut kinship = |a, b| *known.entry((a, b)).or_insert_with(|| graph.kinship(a, b));
    let untold = [untold(a), untold(b)];
    let mut links = Vec::new();
    for (at, duty) in a.iter().enumerate() {
        for (measure, score) in matches.of_a(duty.edge.to) {
            for other in of_measure.get(&measure).into_iter().flatten() {
                if let Some(kinship) = kinship(duty.edge.from, b[*other].edge.from) {
                    let rank = (roles(*duty, b[*other], &untold), kinship, Reverse(score));
                    links.push(Link { a: at, b: *other, rank });
                }
            }
        }
    }
    links
}

/// The measures that list several units as responsible and none as leading or supporting.
fn untold(duties: &[Duty<'_>]) -> BTreeSet<NodeId> {
    let mut roles: BTreeMap<NodeId, Vec<Role>> = BTreeMap::new();
    for duty in duties {
        roles.entry(duty.edge.to).or_default().push(duty.responsibility.role);
    }
    roles.retain(|_, roles| roles.len() > 1 && roles.iter().all(|role| *role == Role::Responsible));
    roles.into_keys().collect()
}

fn roles(a: Duty<'_>, b: Duty<'_>, untold: &[BTreeSet<NodeId>; 2]) -> Roles {
    let is_untold = |duty: Duty<'_>, untold: &BTreeSet<NodeId>| untold.contains(&duty.edge.to);
    if a.responsibility.role == b.responsibility.role {
        Roles::Same
    } else if a.is_principal() == b.is_principal() {
        Roles::Principal
    } else if is_untold(a, &untold[0]) || is_untold(b, &untold[1]) {
        Roles::NotTold
    } else {
        Roles::Different
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
    let (roles, kinship, _) = link.rank;
    let change = match (roles, kinship) {
        (_, Kinship::Reformed) => Change::Reformed,
        (Roles::Different, _) => Change::RoleChanged,
        _ => Change::Kept,
    };
    DutyChange {
        roles: Some(roles),
        ..DutyChange::new(change, Some(a[link.a]), Some(b[link.b]))
    }
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
