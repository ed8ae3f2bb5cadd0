//! Where the nodes of a network stand: by springs and repulsion (Fruchterman and Reingold's), with a fixed number of steps.
//!
//! Nodes start at places that follow from their number, and every step uses additions, products and roots alone, which
//! every machine rounds alike: the same network has the same picture everywhere. Repulsion reaches only the cells of a
//! grid around a node, so that five thousand nodes take seconds.

/// The distance at which two bound nodes rest.
const REST: f64 = 1.0;
/// How far repulsion reaches, in rests; also the width of a cell.
const REACH: f64 = 3.0;
/// How strongly everything is drawn to the middle.
const GRAVITY: f64 = 0.02;

/// An edge between two nodes, and how strongly it pulls.
pub(super) type Spring = (usize, usize, f64);

/// Positions in hundredths of a rest.
pub(super) fn positions(nodes: usize, springs: &[Spring]) -> Vec<(i32, i32)> {
    let steps = if nodes > 1_000 { 120 } else { 300 };
    let side = (nodes as f64).sqrt().max(1.0);
    let mut places: Vec<[f64; 2]> = (0..nodes).map(|node| start(node, side)).collect();
    let mut heat = side * REST / 4.0;
    let cooling = heat / f64::from(steps + 1);
    for _ in 0..steps {
        let mut forces = repulsion(&places);
        attract(&places, springs, &mut forces);
        for (place, force) in places.iter_mut().zip(&forces) {
            let [x, y] = [force[0] - place[0] * GRAVITY, force[1] - place[1] * GRAVITY];
            let length = (x * x + y * y).sqrt().max(1e-9);
            let step = length.min(heat) / length;
            *place = [place[0] + x * step, place[1] + y * step];
        }
        heat -= cooling;
    }
    let hundredths = |value: f64| (value * 100.0).round() as i32;
    places
        .into_iter()
        .map(|[x, y]| (hundredths(x), hundredths(y)))
        .collect()
}

/// A place that follows from the node's number (splitmix64).
fn start(node: usize, side: f64) -> [f64; 2] {
    let mut state = (node as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    };
    [(next() - 0.5) * side, (next() - 0.5) * side]
}

fn cell(place: [f64; 2]) -> (i64, i64) {
    let at = |value: f64| (value / REACH).floor() as i64;
    (at(place[0]), at(place[1]))
}

fn repulsion(places: &[[f64; 2]]) -> Vec<[f64; 2]> {
    // Sorted by cell and then by number: one order of addition, and cells that are ranges.
    let mut sorted: Vec<((i64, i64), usize)> = places.iter().map(|place| cell(*place)).zip(0..).collect();
    sorted.sort_unstable();
    let row = |from: (i64, i64), to: (i64, i64)| {
        let start = sorted.partition_point(|(cell, _)| *cell < from);
        let end = sorted.partition_point(|(cell, _)| *cell <= to);
        &sorted[start..end]
    };
    let mut forces = vec![[0.0; 2]; places.len()];
    for ((x, y), node) in &sorted {
        for column in x - 1..=x + 1 {
            for (_, other) in row((column, y - 1), (column, y + 1)) {
                if other == node {
                    continue;
                }
                let [dx, dy] = [
                    places[*node][0] - places[*other][0],
                    places[*node][1] - places[*other][1],
                ];
                let square = (dx * dx + dy * dy).max(1e-4);
                if square < REACH * REACH {
                    forces[*node][0] += dx / square * REST * REST;
                    forces[*node][1] += dy / square * REST * REST;
                }
            }
        }
    }
    forces
}

fn attract(places: &[[f64; 2]], springs: &[Spring], forces: &mut [[f64; 2]]) {
    for (a, b, strength) in springs {
        let [dx, dy] = [places[*a][0] - places[*b][0], places[*a][1] - places[*b][1]];
        let pull = (dx * dx + dy * dy).sqrt() / REST * strength;
        for (node, sign) in [(*a, -1.0), (*b, 1.0)] {
            forces[node][0] += sign * dx * pull;
            forces[node][1] += sign * dy * pull;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_nodes_stand_nearer_than_unbound_ones() {
        let springs = [(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0)];
        let places = positions(6, &springs);
        assert_eq!(places, positions(6, &springs));
        let distance = |a: usize, b: usize| {
            let [dx, dy] = [places[a].0 - places[b].0, places[a].1 - places[b].1].map(f64::from);
            (dx * dx + dy * dy).sqrt()
        };
        assert!(
            distance(0, 1) < distance(0, 4) && distance(3, 4) < distance(1, 4),
            "{places:?}"
        );
        assert!(distance(0, 1) > 20.0, "they do not lie on each other: {places:?}");
    }
}
