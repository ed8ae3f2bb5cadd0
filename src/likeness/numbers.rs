//! Numbers for features, in the order in which they are first met.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::task::Feature;
use super::themes::Theme;
use crate::graph::NodeId;

/// Which number each feature has.
#[derive(Default)]
pub(super) struct Numbers {
    words: FxHashMap<Box<str>, u32>,
    themes: FxHashMap<Theme, u32>,
    names: FxHashMap<NodeId, u32>,
    /// Whether a task has the feature in its sentences.
    is_own: Vec<bool>,
}

impl Numbers {
    /// The number of a feature; `is_own` says whether a task has it in a sentence.
    pub(super) fn of(&mut self, feature: Feature<&str>, is_own: bool) -> u32 {
        let next = self.is_own.len() as u32;
        let number = match feature {
            Feature::Word(word) => match self.words.get(word) {
                Some(number) => *number,
                None => *self.words.entry(word.into()).or_insert(next),
            },
            Feature::Theme(theme) => *self.themes.entry(theme).or_insert(next),
            Feature::Name(node) => *self.names.entry(node).or_insert(next),
        };
        if number == next {
            self.is_own.push(false);
        }
        self.is_own[number as usize] |= is_own;
        number
    }

    /// Every feature that tasks have in their sentences, in order, and for each number its place there. What only headings
    /// speak of is in no task and has no place.
    pub(super) fn in_order(self) -> (Vec<Feature<Box<str>>>, Vec<Option<u32>>) {
        let words = self.words.into_iter();
        let words = words.map(|(word, number)| (Feature::Word(word), number));
        let themes = self.themes.into_iter();
        let themes = themes.map(|(theme, number)| (Feature::Theme(theme), number));
        let names = self.names.into_iter();
        let names = names.map(|(node, number)| (Feature::Name(node), number));
        let all = words.chain(themes).chain(names);
        let mut own: Vec<_> = all.filter(|(_, number)| self.is_own[*number as usize]).collect();
        own.par_sort_unstable();
        let mut places = vec![None; self.is_own.len()];
        for ((_, number), place) in own.iter().zip(0..) {
            places[*number as usize] = Some(place);
        }
        (own.into_iter().map(|(feature, _)| feature).collect(), places)
    }
}
