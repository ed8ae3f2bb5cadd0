//! What sets one document apart from the others.

/// How distinctive a name is of one part of a corpus: the log-likelihood ratio (G², Dunning 1993) of `here` among
/// `all_here` mentions against `elsewhere` among `all_elsewhere`, negative where the name is rarer here than elsewhere.
/// 3.84 is the bound of 5 %, 6.63 of 1 %, 10.83 of 0.1 %.
pub fn distinctiveness(here: u64, all_here: u64, elsewhere: u64, all_elsewhere: u64) -> f64 {
    let (a, b) = (here as f64, elsewhere as f64);
    let (c, d) = (all_here as f64, all_elsewhere as f64);
    if c <= 0.0 || d <= 0.0 {
        return 0.0;
    }
    let share = (a + b) / (c + d);
    let part = |seen: f64, all: f64| {
        if seen > 0.0 {
            seen * (seen / (all * share)).ln()
        } else {
            0.0
        }
    };
    let value = 2.0 * (part(a, c) + part(b, d));
    if a / c < b / d { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landmarks() {
        assert!(distinctiveness(10, 100, 10, 100).abs() < 1e-9, "as often as elsewhere");
        assert!(
            (distinctiveness(20, 100, 0, 100) - 27.7259).abs() < 1e-3,
            "only here: 40 ln 2"
        );
        assert!(
            (distinctiveness(0, 100, 20, 100) + 27.7259).abs() < 1e-3,
            "only elsewhere"
        );
        assert!(distinctiveness(5, 100, 1, 100) > 0.0 && distinctiveness(1, 100, 5, 100) < 0.0);
        assert!(distinctiveness(5, 5, 0, 0).abs() < 1e-9, "nothing to compare with");
    }
}
