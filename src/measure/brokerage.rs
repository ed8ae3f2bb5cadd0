//! Who stands between others that do not meet: Burt's structural holes.

/// How far a node of a weighted network bridges its neighbours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brokerage {
    /// Its neighbours, less the average number of ties of each to the others (Burt 1992, Borgatti 1997): from 1 (all know
    /// each other) to the number of neighbours (none does).
    pub effective_size: f64,
    /// How much of its ties leads back to the same neighbours (Burt 1992, formula 2.4): low for who bridges.
    pub constraint: f64,
}

/// The brokerage of `node`. `neighbours` gives the neighbours of a node with weights above 0, each once, ascending.
pub fn brokerage<N: Copy + Ord>(node: N, mut neighbours: impl FnMut(N) -> Vec<(N, f64)>) -> Brokerage {
    let ours = neighbours(node);
    let all: f64 = ours.iter().map(|(_, weight)| weight).sum();
    if ours.is_empty() || all <= 0.0 {
        return Brokerage {
            effective_size: 0.0,
            constraint: 0.0,
        };
    }
    let mut invested: Vec<f64> = ours.iter().map(|(_, weight)| weight / all).collect();
    let mut ties = 0_u32;
    for (through, weight) in &ours {
        let theirs = neighbours(*through);
        let all_theirs: f64 = theirs.iter().map(|(_, weight)| weight).sum();
        for (other, tie) in theirs {
            if let Ok(place) = ours.binary_search_by(|(known, _)| known.cmp(&other)) {
                ties += 1;
                invested[place] += weight / all * tie / all_theirs;
            }
        }
    }
    let size = ours.len() as f64;
    Brokerage {
        effective_size: size - f64::from(ties) / size,
        constraint: invested.iter().map(|share| share * share).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undirected edges of weight 1.
    fn of(node: u32, edges: &[(u32, u32)]) -> Brokerage {
        brokerage(node, |at| {
            let ends = edges.iter().filter_map(|(a, b)| match at {
                at if at == *a => Some((*b, 1.0)),
                at if at == *b => Some((*a, 1.0)),
                _ => None,
            });
            let mut ends: Vec<_> = ends.collect();
            ends.sort_by_key(|(end, _)| *end);
            ends
        })
    }

    #[test]
    fn a_star_bridges_and_a_triangle_does_not() {
        let star = of(0, &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        assert!(
            (star.effective_size - 4.0).abs() < 1e-9 && (star.constraint - 0.25).abs() < 1e-9,
            "{star:?}"
        );
        let triangle = of(0, &[(0, 1), (0, 2), (1, 2)]);
        assert!((triangle.effective_size - 1.0).abs() < 1e-9, "{triangle:?}");
        assert!((triangle.constraint - 1.125).abs() < 1e-9, "{triangle:?}");
        assert!(of(9, &[(0, 1)]).constraint.abs() < 1e-9, "nobody is bound by nothing");
    }
}
