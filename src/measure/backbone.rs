//! Which edges of a weighted network are more than chance.

/// Significance of an edge by the disparity filter (Serrano, Boguñá and Vespignani 2009): how likely an edge of this
/// weight or more is where a node spreads its `strength` over its `degree` edges at random. Each end is `(degree,
/// strength)`; the end from which the edge is less likely counts. From 0 (certainly more than chance) to 1; an end with
/// a single edge says nothing.
pub fn significance(weight: f64, ends: [(u32, f64); 2]) -> f64 {
    let at_end = |(degree, strength): (u32, f64)| {
        if degree < 2 || strength <= 0.0 {
            return 1.0;
        }
        (1.0 - weight / strength).max(0.0).powf(f64::from(degree - 1))
    };
    ends.into_iter().map(at_end).fold(1.0, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "these powers have exact values")]
    fn landmarks() {
        for (weight, ends, expected, why) in [
            (1.0, [(1, 1.0), (1, 1.0)], 1.0, "single edges say nothing"),
            (1.0, [(2, 2.0), (1, 1.0)], 0.5, "as even as can be"),
            (3.0, [(2, 4.0), (2, 6.0)], 0.25, "the end that is more surprised counts"),
            (4.0, [(3, 4.0), (2, 8.0)], 0.0, "all of the strength"),
        ] {
            assert_eq!(significance(weight, ends), expected, "{why}");
        }
    }
}
