//! Sentences that list goals (主要预期目标是：…；…。): whatever they count is promised, with or without a verb.

use crate::lexicon::Cue;
use crate::recognise::Scene;
use crate::segment::Sentence;

/// The goals that the text is listing.
#[derive(Debug, Default)]
pub(super) struct Goals {
    /// The passage that lists them, up to its next full stop.
    open: Option<usize>,
    this_year: bool,
}

impl Goals {
    /// Takes in a sentence; from where on it lists goals, if it does.
    pub(super) fn read(&mut self, scene: &Scene<'_>, sentence: &Sentence) -> Option<u32> {
        let goes_on = self.open.take() == Some(sentence.passage);
        let printed = sentence.span.of(scene.text);
        let from = if goes_on {
            Some(0)
        } else if sentence.cues.has(Cue::Ahead) {
            let mut words = scene.matches.cues.ending_in(Cue::Ahead, sentence.span).iter();
            let opening = words.find_map(|word| opening(scene.text, word.of(scene.text), word.end, sentence));
            opening.inspect(|at| self.this_year = printed[..*at].contains("今年"))
        } else {
            None
        };
        let closes = |_: &usize| printed.trim_end_matches(['”', '）', ' ']).ends_with('。');
        self.open = from.filter(|at| !closes(at)).map(|_| sentence.passage);
        from.map(|at| sentence.span.start + at as u32)
    }

    /// Whether they are goals of the year that the text speaks in.
    pub(super) fn are_this_years(&self) -> bool {
        self.this_year
    }
}

/// Where goals begin behind the word 目标: behind a colon, or behind 是 where they are the main ones.
fn opening(text: &str, word: &str, end: u32, sentence: &Sentence) -> Option<usize> {
    /// What may stand between the word and the colon (目标建议为：).
    const LONGEST: usize = 8;
    if word != "目标" {
        return None;
    }
    let (before, behind) = (
        &text[sentence.span.start as usize..end as usize],
        &text[end as usize..sentence.span.end as usize],
    );
    let (at, mark) = behind.char_indices().take(LONGEST).find(|(_, c)| !c.is_alphabetic())?;
    if matches!(mark, '：' | ':') {
        return Some(before.len() + at + mark.len_utf8());
    }
    let is_said = before.ends_with("预期目标") && behind.starts_with(['是', '为']);
    is_said.then_some(before.len())
}
