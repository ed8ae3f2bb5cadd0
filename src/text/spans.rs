//! Many spans, asked often which of them meets another.

use super::Span;

/// Spans in the order of the text; they may overlap.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans {
    starts: Vec<u32>,
    /// The furthest end of the spans up to each.
    ends: Vec<u32>,
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        let ends = spans.iter().scan(0, |furthest, span| {
            *furthest = span.end.max(*furthest);
            Some(*furthest)
        });
        Self {
            ends: ends.collect(),
            starts: spans.iter().map(|span| span.start).collect(),
        }
    }
}

impl Spans {
    /// Whether one of them shares a byte with `span`.
    pub(crate) fn overlap(&self, span: Span) -> bool {
        self.furthest(self.starts.partition_point(|&start| start < span.end)) > span.start
    }

    /// Whether one of them holds `span`.
    pub(crate) fn hold(&self, span: Span) -> bool {
        let before = self.starts.partition_point(|&start| start <= span.start);
        before > 0 && self.furthest(before) >= span.end
    }

    fn furthest(&self, before: usize) -> u32 {
        before.checked_sub(1).map_or(0, |last| self.ends[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_meet_what_any_of_them_meets() {
        let spans = [Span::new(8, 9), Span::new(2, 6), Span::new(3, 4)];
        let all: Spans = spans.into_iter().collect();
        for start in 0..10 {
            for end in start + 1..=10 {
                let span = Span::new(start, end);
                assert_eq!(all.overlap(span), spans.iter().any(|one| one.overlaps(span)), "{span}");
                assert_eq!(all.hold(span), spans.iter().any(|one| one.contains(span)), "{span}");
            }
        }
        assert!(!Spans::default().overlap(spans[0]) && !Spans::default().hold(spans[0]));
    }
}
