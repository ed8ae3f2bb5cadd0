//! How the nodes are arranged: by what is drawn, or as its reader says.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::f64::consts::PI;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Drawing, DrawnEdge};
use crate::model::{UnknownName, named};

/// What is drawn, as far as its arrangement goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// What follows from what: in layers from left to right.
    #[default]
    Layered,
    /// Two kinds of things and what binds them: a column of each.
    Columns,
    /// A network: who is bound to whom lies near.
    Spring,
    /// What stands around one thing.
    Radial,
}

named! {
    /// A layout program of Graphviz.
    Engine as "layout program" {
        /// Layers.
        Dot = "dot",
        /// Springs by stress.
        Neato = "neato",
        /// Springs by forces; draws frames.
        Fdp = "fdp",
        /// Springs for large networks.
        Sfdp = "sfdp",
        /// Rings around a root.
        Twopi = "twopi",
        /// A circle.
        Circo = "circo",
        /// Frames in rows.
        Osage = "osage",
    }
}

impl Engine {
    /// Whether it draws a frame around a cluster; the others let its nodes lie anywhere.
    pub fn draws_frames(self) -> bool {
        matches!(self, Self::Dot | Self::Fdp | Self::Osage)
    }
}

impl Layout {
    /// The program that does it best.
    pub fn engine(self) -> Engine {
        match self {
            Self::Layered | Self::Columns => Engine::Dot,
            // In networks of up to some hundred nodes stress gives evener distances than sfdp's forces.
            Self::Spring => Engine::Neato,
            Self::Radial => Engine::Twopi,
        }
    }
}

/// The attributes of the graph for a program.
pub(super) fn attributes(drawing: &Drawing, engine: Engine) -> Vec<(&'static str, String)> {
    let mut all = vec![("layout", engine.name().to_owned())];
    let said: &[(&str, &str)] = match engine {
        Engine::Dot => &[("rankdir", "LR"), ("nodesep", "0.07")],
        // Labels are pushed apart from a layout that is already about as large as they need, so that none is far from all.
        Engine::Neato => &[
            ("overlap", "prism"),
            ("overlap_scaling", "-1"),
            ("sep", "+5"),
            ("start", "1"),
        ],
        Engine::Fdp => &[("overlap", "prism"), ("sep", "+4"), ("start", "1"), ("K", "0.15")],
        Engine::Sfdp => &[("overlap", "prism"), ("sep", "+5"), ("start", "1"), ("K", "0.9")],
        Engine::Twopi => &[("overlap", "prism"), ("sep", "+3")],
        Engine::Circo => &[("mindist", "0.4")],
        Engine::Osage => &[("pack", "6")],
    };
    all.extend(said.iter().map(|(name, value)| (*name, (*value).to_owned())));
    match engine {
        Engine::Dot => all.push(("ranksep", format!("{:.2}", between_layers(drawing)))),
        Engine::Twopi => all.push(("ranksep", format!("{:.2}", ring(drawing)))),
        _ => {}
    }
    if engine != Engine::Dot {
        // Lines that run straight, and beneath the nodes, are followed with less effort than lines that wind around them.
        all.extend([("splines", "line".to_owned()), ("outputorder", "edgesfirst".to_owned())]);
    }
    all
}

/// The distance between layers, in inches: lines between two layers need room to part, but a page has no room for many.
fn between_layers(drawing: &Drawing) -> f64 {
    /// Between two, which is all there is.
    const TWO: f64 = 1.25;
    /// Between all of more.
    const ALL: f64 = 1.0;
    const LEAST: f64 = 0.4;
    match layers(drawing) {
        0..=2 => TWO,
        more => (ALL / (more - 1) as f64).max(LEAST),
    }
}

/// How many layers follow each other, up to those that are as close as may be.
fn layers(drawing: &Drawing) -> usize {
    const MOST: usize = 5;
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 1..MOST {
        for edge in drawing.edges() {
            let next = depths.get(&*edge.source).map_or(1, |depth| depth + 1).min(MOST - 1);
            let depth = depths.entry(&edge.target).or_default();
            *depth = next.max(*depth);
        }
    }
    depths.into_values().max().map_or(1, |depth| depth + 1)
}

/// Whether the nodes around the middle are more than a ring on a page holds: springs put them into several.
pub(super) fn is_crowded(drawing: &Drawing) -> bool {
    const MOST: usize = 36;
    let neighbours = neighbours(drawing);
    neighbours.values().map(BTreeSet::len).max().unwrap_or(0) > MOST
}

/// The distance between rings, in inches, at which the labels of the fullest ring have room.
fn ring(drawing: &Drawing) -> f64 {
    /// What a label takes of its ring, in inches: less than its width, for most stand beside each other at a slant.
    const ROOM: f64 = 0.62;
    let Some(root) = root(drawing) else { return 1.5 };
    let mut rings: BTreeMap<usize, usize> = BTreeMap::new();
    for steps in steps_from(root, &neighbours(drawing)).into_values() {
        *rings.entry(steps).or_default() += 1;
    }
    let needed = rings.into_iter().filter(|(steps, _)| *steps > 0);
    let needed = needed.map(|(steps, nodes)| nodes as f64 * ROOM / (2.0 * PI * steps as f64));
    needed.fold(1.5, f64::max)
}

/// The node that a radial layout is around.
pub(super) fn root(drawing: &Drawing) -> Option<&str> {
    if let Some(root) = drawing.nodes().find(|node| Some(&node.id) == drawing.root.as_ref()) {
        return Some(&root.id);
    }
    let neighbours = neighbours(drawing);
    let farness = |id: &str| {
        let steps = steps_from(id, &neighbours);
        let unreached = neighbours.len() - steps.len();
        (unreached, steps.values().sum::<usize>())
    };
    neighbours.keys().copied().min_by_key(|id| farness(id))
}

fn neighbours(drawing: &Drawing) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for node in drawing.nodes() {
        all.entry(&node.id).or_default();
    }
    for DrawnEdge { source, target, .. } in drawing.edges() {
        all.entry(source).or_default().insert(target);
        all.entry(target).or_default().insert(source);
    }
    all
}

/// How many steps away every node is that can be reached.
fn steps_from<'a>(from: &'a str, neighbours: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeMap<&'a str, usize> {
    let mut steps = BTreeMap::from([(from, 0)]);
    let mut waiting = VecDeque::from([from]);
    while let Some(node) = waiting.pop_front() {
        let next = steps[node] + 1;
        for neighbour in neighbours.get(node).into_iter().flatten() {
            if !steps.contains_key(neighbour) {
                steps.insert(neighbour, next);
                waiting.push_back(neighbour);
            }
        }
    }
    steps
}

/// Whether every node is either where edges begin or where they end, so that all run one way.
pub(super) fn runs_one_way(drawing: &Drawing) -> bool {
    let sources: BTreeSet<&str> = drawing.edges().map(|edge| &*edge.source).collect();
    drawing.edges().all(|edge| !sources.contains(&*edge.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::EdgeType;

    fn star() -> Drawing {
        let mut drawing = Drawing::new("", Layout::Radial);
        for (source, target) in [("a", "b"), ("b", "c"), ("b", "d"), ("d", "e")] {
            drawing.add_edge(DrawnEdge {
                source: source.to_owned(),
                target: target.to_owned(),
                kind: EdgeType::CoOccurs,
                weight: 1.0,
                tooltip: String::new(),
                directed: false,
            });
        }
        drawing
    }

    #[test]
    fn the_root_is_what_was_asked_for_or_the_middle() {
        let mut drawing = star();
        assert_eq!(root(&drawing), Some("b"));
        drawing.root = Some("e".to_owned());
        assert_eq!(root(&drawing), Some("e"));
        drawing.root = Some("nowhere".to_owned());
        assert_eq!(root(&drawing), Some("b"));
    }

    #[test]
    fn many_layers_stand_closer() {
        let star = star();
        assert_eq!(layers(&star), 4, "a, b, d, e");
        assert!((between_layers(&star) - 0.4).abs() < 1e-9);
        assert!((between_layers(&Drawing::default()) - 1.25).abs() < 1e-9);
        let mut circle = star;
        circle.add_edge(DrawnEdge {
            source: "e".to_owned(),
            target: "a".to_owned(),
            kind: EdgeType::CoOccurs,
            weight: 1.0,
            tooltip: String::new(),
            directed: true,
        });
        assert_eq!(layers(&circle), 5, "a circle has no last layer");
        assert!(!is_crowded(&circle));
    }

    #[test]
    fn edges_run_one_way_where_no_node_both_gives_and_takes() {
        assert!(!runs_one_way(&star()));
        assert!(runs_one_way(&Drawing::default()));
    }
}
