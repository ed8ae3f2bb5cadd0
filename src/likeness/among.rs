//! The tasks of one side by what they have, to find those that are most alike as wholes.

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
                if best.may_hold(place, alike) && self.can_match(*id, place) {
                    best.push(place, alike);
                }
                best.least()
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
    /// In order: a sum, the greatest first, and its place.
    found: Vec<u64>,
}

impl Best {
    fn new(most: usize) -> Self {
        Self {
            most,
            found: Vec::with_capacity(most),
        }
    }

    /// A number that is the less, the greater the sum is; of equal sums, the less the place is.
    fn rank(place: u32, sum: f32) -> u64 {
        u64::from(!sum.to_bits()) << 32 | u64::from(place)
    }

    fn may_hold(&self, place: u32, sum: f32) -> bool {
        self.found.len() < self.most || self.found.last().is_some_and(|last| Self::rank(place, sum) < *last)
    }

    /// What is less is not among them.
    fn least(&self) -> f32 {
        let last = self.found.get(self.most - 1);
        last.map_or(0.0, |last| f32::from_bits(!(last >> 32) as u32))
    }

    /// Takes in what it may hold.
    fn push(&mut self, place: u32, sum: f32) {
        let rank = Self::rank(place, sum);
        self.found.truncate(self.most - 1);
        let at = self.found.partition_point(|found| *found < rank);
        self.found.insert(at, rank);
    }

    fn into_places(self) -> impl Iterator<Item = u32> {
        self.found.into_iter().map(|found| found as u32)
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
        // Where it stands is looked up once: as far as the compiler knows, a sum might be that.
        let sums = self.by_place.as_mut_slice();
        if self.is_dense {
            let (fours, rest) = having.as_chunks::<4>();
            for four in fours {
                for (place, theirs) in four {
                    sums[*place as usize] += part * theirs;
                }
            }
            for (place, theirs) in rest {
                sums[*place as usize] += part * theirs;
            }
            return;
        }
        for (place, theirs) in having {
            let sum = &mut sums[*place as usize];
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
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "without a branch for each, several sums are looked at by one instruction"
    )]
    fn look(&self, mut each: impl FnMut(u32, f32) -> f32) {
        // No sum but 0 is as small.
        let mut least = f32::MIN_POSITIVE;
        if !self.is_dense {
            for place in &self.begun {
                let sum = self.by_place[*place as usize];
                if sum >= least {
                    least = least.max(each(*place, sum));
                }
            }
            return;
        }
        for (sums, first) in self.by_place.chunks(SEEN).zip((0..).step_by(SEEN)) {
            if sums.iter().fold(false, |seen, sum| seen | (*sum >= least)) {
                for (sum, place) in sums.iter().zip(first..) {
                    if *sum >= least {
                        least = least.max(each(place, *sum));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_greatest_are_kept_whatever_the_order(sums in prop::collection::vec(0_u8..20, 0..80), most in 1_usize..9) {
            let mut best = Best::new(most);
            let mut all: Vec<(u32, f32)> = (0..).zip(sums.iter().map(|sum| f32::from(*sum))).collect();
            for (place, sum) in &all {
                if *sum >= best.least() && best.may_hold(*place, *sum) {
                    best.push(*place, *sum);
                }
            }
            all.sort_by_key(|(place, sum)| (Reverse(sum.to_bits()), *place));
            let expected: Vec<u32> = all.iter().take(most).map(|(place, _)| *place).collect();
            let kept: Vec<u32> = best.into_places().collect();
            prop_assert_eq!(kept, expected);
        }
    }
}
