//! How much of what is named with one of two entities is named with both.

/// Share of the sentences that name either of two entities, named in `a` and `b` sentences, that name `both`; from 0 to 1.
pub fn jaccard(both: u32, a: u32, b: u32) -> f64 {
    let either = f64::from(a) + f64::from(b) - f64::from(both);
    if either <= 0.0 { 0.0 } else { f64::from(both) / either }
}

/// Cosine of the two entities' sentences (Salton): `both` over the geometric mean of `a` and `b`; from 0 to 1.
pub fn cosine(both: u32, a: u32, b: u32) -> f64 {
    let product = f64::from(a) * f64::from(b);
    if product <= 0.0 {
        0.0
    } else {
        f64::from(both) / product.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "these quotients have exact values")]
    fn landmarks() {
        for (both, a, b, by_share, by_angle) in [
            (0, 3, 4, 0.0, 0.0),
            (4, 4, 4, 1.0, 1.0),
            (2, 4, 4, 1.0 / 3.0, 0.5),
            (2, 2, 8, 0.25, 0.5),
            (0, 0, 0, 0.0, 0.0),
        ] {
            assert_eq!(jaccard(both, a, b), by_share, "{both} {a} {b}");
            assert_eq!(cosine(both, a, b), by_angle, "{both} {a} {b}");
        }
    }
}
