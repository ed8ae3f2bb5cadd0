//! The years in which something can have been: a name in use, a text written.

/// The first and the last year, each where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// The first.
    pub from: Option<u16>,
    /// The last.
    pub to: Option<u16>,
}

impl Years {
    /// One year; where it is not known, any.
    pub fn of(year: Option<u16>) -> Self {
        Self { from: year, to: year }
    }

    /// Whether one year is left.
    pub fn is_one(self) -> bool {
        self.from.is_some() && self.from == self.to
    }

    /// Whether the two have a year in common, or lie no more than `grace` years apart.
    pub fn meet(self, other: Self, grace: u16) -> bool {
        let ends_before = |end: Option<u16>, start: Option<u16>| {
            end.zip(start)
                .is_some_and(|(end, start)| end.saturating_add(grace) < start)
        };
        !ends_before(self.to, other.from) && !ends_before(other.to, self.from)
    }

    /// Whether something is known of them, but not the one year.
    pub fn are_narrowed(self) -> bool {
        !self.is_one() && self != Self::default()
    }

    /// Whether all of the others lie among these.
    pub fn hold(self, others: Self) -> bool {
        let starts = self
            .from
            .is_none_or(|from| others.from.is_some_and(|other| from <= other));
        let ends = self.to.is_none_or(|to| others.to.is_some_and(|other| other <= to));
        starts && ends
    }

    /// Whether these lie before the others, a year in common aside: reforms take their time.
    pub fn precede(self, other: Self) -> bool {
        self.to.zip(other.from).is_some_and(|(to, from)| to <= from + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_common() {
        let years = |from, to| Years { from, to };
        let (old, new) = (years(Some(2003), Some(2013)), years(Some(2018), None));
        for (text, grace, meets) in [
            (Years::default(), 0, [true, true]),
            (Years::of(Some(2010)), 0, [true, false]),
            (Years::of(Some(2014)), 0, [false, false]),
            (Years::of(Some(2014)), 1, [true, false]),
            (years(Some(2015), None), 0, [false, true]),
            (years(None, Some(2016)), 0, [true, false]),
            (years(None, Some(2017)), 1, [true, true]),
        ] {
            assert_eq!([old.meet(text, grace), new.meet(text, grace)], meets, "{text:?}");
        }
        assert!(new.hold(Years::of(Some(2018))) && !old.hold(years(Some(2010), None)));
        assert!(old.precede(new) && !new.precede(old));
        assert!(Years::of(Some(2010)).is_one() && !Years::of(None).is_one());
    }
}
