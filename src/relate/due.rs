//! By when the numbers of a sentence are due, as the text before it says.

use crate::recognise::Scene;
use crate::segment::Sentence;

/// The years that the text has printed so far.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// The passage that printed one last.
    carried: Option<(usize, u16)>,
    /// The list that a paragraph leads with one.
    led: Option<Led>,
    /// The passage that said by when (到2025年).
    due: Option<usize>,
}

/// What a paragraph leads that says by when (到2025年，实现：——建成…).
#[derive(Debug, Clone, Copy)]
struct Led {
    /// The measure in which it does.
    measure: Option<usize>,
    year: u16,
    /// Whether it ends in a colon, so that what stands below is its list, with dashes or without.
    announces: bool,
}

impl Years {
    /// Takes in the year that a sentence prints; where it says by when, if it does.
    pub(super) fn read(&mut self, scene: &Scene<'_>, sentence: &Sentence, year: Option<u16>) -> Option<u32> {
        let printed = sentence.span.of(scene.text);
        let year = year?;
        self.carried = Some((sentence.passage, year));
        let at = due_at(printed, year)?;
        self.due = Some(sentence.passage);
        if !is_item(scene, sentence) {
            self.led = Some(Led {
                measure: sentence.measure,
                year,
                announces: printed.trim_end().ends_with(['：', ':']),
            });
        }
        Some(sentence.span.start + at as u32)
    }

    /// The year that a sentence's passage printed last, or that leads its list.
    pub(super) fn carried(&self, scene: &Scene<'_>, sentence: &Sentence) -> Option<u16> {
        let same_passage = self.carried.filter(|(passage, _)| *passage == sentence.passage);
        same_passage
            .map(|(_, year)| year)
            .or_else(|| self.leading(scene, sentence))
    }

    fn leading(&self, scene: &Scene<'_>, sentence: &Sentence) -> Option<u16> {
        let led = self.led?;
        let is_here = led.measure == sentence.measure;
        let is_below = || {
            let parent = sentence
                .measure
                .and_then(|measure| scene.structure.measures[measure].parent);
            led.measure.is_some() && parent == led.measure
        };
        let is_led = if led.announces {
            is_here || is_below()
        } else {
            is_here && is_item(scene, sentence)
        };
        is_led.then_some(led.year)
    }

    /// Whether what a sentence counts is due by a year that was printed before it.
    pub(super) fn is_due(&self, scene: &Scene<'_>, sentence: &Sentence) -> bool {
        self.due == Some(sentence.passage) || self.leading(scene, sentence).is_some()
    }
}

/// Where 到2025年 or 至2025年 stands; not 有效期至2025年3月, 2020年至2025年.
fn due_at(printed: &str, year: u16) -> Option<usize> {
    let year = format!("{year}年");
    let named = |word: char| {
        let mut found = printed.match_indices(word);
        found.find_map(|(at, word)| Some((at, printed[at + word.len()..].strip_prefix(&year)?)))
    };
    if let Some((at, _)) = named('到') {
        return Some(at);
    }
    let (at, behind) = named('至')?;
    let spans = printed[..at].ends_with(|c: char| c.is_ascii_digit() || "年月日期底—截".contains(c));
    let is_day = behind.starts_with(|c: char| c.is_ascii_digit());
    (!spans && !is_day).then_some(at)
}

/// Whether a sentence stands in an item of a list that a paragraph leads (到2025年，实现：——建成…): it is due when that is.
fn is_item(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let passage = scene.structure.passages[sentence.passage].span.of(scene.text);
    passage.trim_start().starts_with(['—', '─', '－'])
}
