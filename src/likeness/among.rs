//! The tasks of one side by what they have, to find those that are most alike as wholes.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Likeness, Weighed};

/// A feature that more measures of a side have is no way to find candidates; it still counts in scores.
const COMMON: usize = 1_000;

/// So many tasks are weighed at once.
const BATCH: usize = 4096;

/// So many sums are looked at together to see whether one is great enough.
const SEEN: usize = 16;

/// The tasks of a side; a place is one's position among them.
pub(super) struct Among<'l> {
    likeness: &'l Likeness<'l>,
    ids: &'l [u32],
    /// Where the places of each feature begin in `places`; one more than there are features.
    starts: Vec<u32>,
    /// Who has a feature, and which part of its whole that is; nobody has one that is common.
    places: Vec<(u32, f32)>,
}

impl<'l> Among<'l> {
    /// The tasks `ids`, of which one asks for the `most` that are most alike.
    pub(super) fn new(likeness: &'l Likeness<'l>, ids: &'l [u32], most: usize) -> Self {
        let common = if ids.len() > most { COMMON } else { ids.len() };
        let mut among = Self {
            likeness,
            ids,
            starts: starts(likeness, ids, common as u32),
            places: Vec::new(),
        };
        among.fill();
        among
    }

    fn fill(&mut self) {
        let mut next = self.starts.clone();
        let mut places = vec![(0, 0.0); self.starts.last().map_or(0, |end| *end as usize)];
        let likeness = self.likeness;
        let mut place = 0;
        for batch in self.ids.chunks(BATCH) {
            let rare = batch.par_iter().map_init(Weighed::default, |room, id| {
                let whole = likeness.whole(*id, room).iter();
                let rare = whole.filter(|(feature, _)| self.is_rare(*feature));
                rare.copied().collect::<Vec<_>>()
            });
            for rare in rare.collect::<Vec<_>>() {
                for (feature, part) in rare {
                    let at = &mut next[feature as usize];
                    places[*at as usize] = (place, part);
                    *at += 1;
                }
                place += 1;
            }
        }
        self.places = places;
    }

    fn is_rare(&self, feature: u32) -> bool {
        self.starts[feature as usize] < self.starts[feature as usize + 1]
    }

    fn having(&self, feature: u32) -> &[(u32, f32)] {
        let [start, end] = [feature, feature + 1].map(|feature| self.starts[feature as usize] as usize);
        &self.places[start..end]
    }

    /// For each of some tasks that have the same, the `most` tasks that are most alike as wholes.
    pub(super) fn candidates(&self, same: &[u32], most: usize, (sums, room): &mut (Sums, Weighed)) -> Vec<(u32, u32)> {
        self.sum(self.likeness.whole(same[0], room), sums);
        let mut candidates = Vec::with_capacity(same.len() * most);
        for id in same {
            let mut best = Best::new(most);
            sums.look(|place, alike| {
                if self.can_match(*id, place) {
                    best.push(place, alike);
                }
                best.least
            });
            candidates.extend(best.into_places().map(|place| (*id, self.ids[place as usize])));
        }
        candidates
    }

    /// Adds up how alike every task of the side is to this whole.
    fn sum(&self, whole: &[(u32, f32)], sums: &mut Sums) {
        let leading = || whole.iter().map(|(feature, part)| (self.having(*feature), *part));
        sums.begin(leading().map(|(having, _)| having.len()).sum());
        for (having, part) in leading() {
            sums.add(having, part);
        }
    }

    fn can_match(&self, id: u32, place: u32) -> bool {
        let other = self.ids[place as usize];
        id == other || self.likeness.tasks.can_meet(id, other) && !self.likeness.are_told_apart(id, other)
    }
}

/// Where the places of each feature begin that no more than `common` of these tasks have.
fn starts(likeness: &Likeness<'_>, ids: &[u32], common: u32) -> Vec<u32> {
    let features = likeness.features.len();
    let (mut starts, mut last) = (vec![0; features + 1], vec![u32::MAX; features]);
    for (id, place) in ids.iter().zip(0..) {
        for feature in likeness.tasks.get(*id).all() {
            let seen = std::mem::replace(&mut last[*feature as usize], place);
            starts[*feature as usize + 1] += u32::from(seen != place);
        }
    }
    for feature in 0..features {
        let having = starts[feature + 1];
        starts[feature + 1] = starts[feature] + if having <= common { having } else { 0 };
    }
    starts
}

/// The places of the greatest sums; of equal ones, the first.
struct Best {
    most: usize,
    found: Vec<(u32, f32)>,
    /// Less than this is not among them.
    least: f32,
}

impl Best {
    fn new(most: usize) -> Self {
        Self {
            most,
            found: Vec::with_capacity(2 * most),
            least: 0.0,
        }
    }

    fn push(&mut self, place: u32, sum: f32) {
        self.found.push((place, sum));
        if self.found.len() == 2 * self.most {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.found.len() > self.most {
            let (_, last, _) = self
                .found
                .select_nth_unstable_by_key(self.most - 1, |(place, sum)| (Reverse(sum.to_bits()), *place));
            self.least = last.1;
            self.found.truncate(self.most);
        }
    }

    fn into_places(mut self) -> impl Iterator<Item = u32> {
        self.cut();
        self.found.into_iter().map(|(place, _)| place)
    }
}

/// A sum for each task of a side. They are used for one task after the other.
pub(super) struct Sums {
    by_place: Vec<f32>,
    /// The places whose sum is not 0, where those are told.
    begun: Vec<u32>,
    /// Whether so much is added that it is quicker to look at every place than to tell which were begun.
    is_dense: bool,
}

impl Sums {
    pub(super) fn new(among: &Among<'_>) -> Self {
        Self {
            by_place: vec![0.0; among.ids.len()],
            begun: Vec::new(),
            is_dense: false,
        }
    }

    /// Before so many parts are added to sums that are 0.
    fn begin(&mut self, additions: usize) {
        self.clear();
        self.is_dense = additions > self.by_place.len() / 2;
    }

    fn add(&mut self, having: &[(u32, f32)], part: f32) {
        if self.is_dense {
            for (place, theirs) in having {
                self.by_place[*place as usize] += part * theirs;
            }
            return;
        }
        for (place, theirs) in having {
            let sum = &mut self.by_place[*place as usize];
            if *sum == 0.0 {
                self.begun.push(*place);
            }
            *sum += part * theirs;
        }
    }

    fn clear(&mut self) {
        if self.is_dense {
            self.by_place.fill(0.0);
        }
        for place in self.begun.drain(..) {
            self.by_place[place as usize] = 0.0;
        }
    }

    /// Gives the sums that are not 0; `each` says which of the rest are too small to be given.
    fn look(&self, mut each: impl FnMut(u32, f32) -> f32) {
        let mut least = 0.0;
        let mut look = |place: u32, sum: f32, least: f32| {
            let is_enough = sum > 0.0 && sum >= least;
            if is_enough { each(place, sum) } else { least }
        };
        if !self.is_dense {
            for place in &self.begun {
                least = look(*place, self.by_place[*place as usize], least);
            }
            return;
        }
        for (sums, first) in self.by_place.chunks(SEEN).zip((0..).step_by(SEEN)) {
            // Without a branch for each, so that several are looked at by one instruction.
            if sums.iter().fold(false, |seen, sum| seen | (*sum >= least)) {
                for (sum, place) in sums.iter().zip(first..) {
                    least = look(place, *sum, least);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_greatest_are_kept_whatever_the_order(sums in prop::collection::vec(0_u8..20, 0..80), most in 1_usize..9) {
            let mut best = Best::new(most);
            let mut all: Vec<(u32, f32)> = (0..).zip(sums.iter().map(|sum| f32::from(*sum))).collect();
            for (place, sum) in &all {
                if *sum >= best.least {
                    best.push(*place, *sum);
                }
            }
            all.sort_by_key(|(place, sum)| (Reverse(sum.to_bits()), *place));
            let mut expected: Vec<u32> = all.iter().take(most).map(|(place, _)| *place).collect();
            let mut kept: Vec<u32> = best.into_places().collect();
            kept.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(kept, expected);
        }
    }
}
