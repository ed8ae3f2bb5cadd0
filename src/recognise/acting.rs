//! Bodies that no table knows, where a sentence opens with them and charges them: 房管所、规建生态办负责牵头排查. Such offices
//! and stations of a town differ from town to town.
//!
//! What is called so once is a body wherever a list of the same text has it.

use rustc_hash::FxHashSet;

use crate::lexicon::Cue;
use crate::model::{EntityKind, Rule};
use crate::read::numbering;
use crate::segment::{Pos, Sentence};
use crate::text::Span;

use super::kind::{is_duty, without_words_between};
use super::{Candidate, Scene, Sense};

/// How names of such bodies end.
const ENDINGS: [&str; 9] = ["局", "委", "办", "所", "站", "队", "科", "室", "中心"];
/// Kinds that name no one body.
const GENERAL: [&str; 10] = [
    "办公室",
    "综合办",
    "值班室",
    "指挥中心",
    "调度中心",
    "服务中心",
    "研究所",
    "实验室",
    "工作站",
    "小分队",
];
/// What no name of a body begins with, or holds.
const OTHERS: [char; 9] = ['各', '此', '有', '相', '责', '请', '并', '也', '和'];
const WORDS: [char; 13] = [
    '由', '的', '等', '对', '我', '本', '该', '其', '将', '把', '被', '期', '为',
];
/// The shortest and the longest name, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=10;
/// The longest list, in bytes.
const LONGEST: usize = 240;

/// Candidates in every sentence that opens with such bodies, and in lists elsewhere.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let speaks = |sentence: &&Sentence| sentence.cues.has(Cue::VerbOfDuty);
    let opening = scene.sentences.iter().filter(speaks);
    let charged: Vec<Span> = opening.flat_map(|sentence| charged(scene, sentence)).collect();
    let names: FxHashSet<&str> = charged.iter().map(|span| span.of(scene.text)).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    let mut found = charged;
    found.extend(names.into_iter().flat_map(|name| in_lists(scene.text, name)));
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(candidate).collect()
}

fn candidate(span: Span) -> Candidate {
    Candidate {
        span,
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("body-with-a-duty"),
    }
}

/// The items of the list with which a sentence opens, if all end as names of bodies do and a word of duty follows.
fn charged(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Span> {
    let text = sentence.span.of(scene.text);
    let Some(verb) = scene.matches.cues.ending_in(Cue::VerbOfDuty, sentence.span).first() else {
        return Vec::new();
    };
    let verb = (verb.start - sentence.span.start) as usize;
    if verb > LONGEST || !is_duty(&text[verb..]) {
        return Vec::new();
    }
    let number = numbering::any_marker(text).map_or(0, |marker| marker.len);
    let Some(head) = text.get(number..verb) else {
        return Vec::new();
    };
    let lead = head.len() - head.trim_start().len();
    let list = without_words_between(head.trim_start());
    let mut at = sentence.span.start as usize + number + lead;
    let mut items = Vec::new();
    for item in list.split('、') {
        items.push(Span::new(at, at + item.len()));
        at += item.len() + '、'.len_utf8();
    }
    items.retain(|item| is_body(scene, *item));
    if items.len() == list.split('、').count() {
        items
    } else {
        Vec::new()
    }
}

/// Whether these words end as a body's name does and hold no word of a sentence's own grammar.
fn is_body(scene: &Scene<'_>, item: Span) -> bool {
    let printed = item.of(scene.text);
    let is_general = GENERAL
        .iter()
        .any(|kind| printed.trim_start_matches(['省', '市', '区', '县', '镇', '乡']) == *kind);
    WIDTHS.contains(&printed.chars().count())
        && ENDINGS.iter().any(|ending| printed.ends_with(ending))
        && printed.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !printed.starts_with(OTHERS)
        && !printed.contains(WORDS)
        && !joins(printed)
        && !is_general
        && scene.words.is_boundary(item.end)
        && scene.words.within(item).iter().all(|word| {
            !matches!(
                word.pos,
                Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Adverb | Pos::Number
            )
        })
}

/// Whether two bodies are joined: 民政局和水务局; not 文化和旅游办.
fn joins(printed: &str) -> bool {
    let joints = ["和", "与", "及", "同"].iter();
    let mut heads = joints
        .flat_map(|joint| printed.match_indices(joint))
        .map(|(at, _)| &printed[..at]);
    heads.any(|head| ENDINGS.iter().any(|ending| head.ends_with(ending)))
}

/// Where a name is an item of a list: a comma beside it, and nothing else that goes on.
fn in_lists<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Span> + 't {
    let spans = memchr::memmem::find_iter(text.as_bytes(), name).map(|at| Span::new(at, at + name.len()));
    spans.filter(|span| {
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let begins = !before.ends_with(char::is_alphanumeric);
        let ends = !after.starts_with(char::is_alphanumeric) || after.starts_with(['等', '和']);
        begins && ends && (before.ends_with('、') || after.starts_with('、'))
    })
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::printed;

    #[test]
    fn bodies_that_open_a_sentence_and_take_a_duty() {
        for (sentence, names) in [
            ("房管所、规建生态办负责牵头组织排查。", "房管所|规建生态办"),
            ("综合行政执法队负责整治违法建筑。", "综合行政执法队"),
            ("由此产生的费用由房管所负责。", ""),
            ("办公室负责日常工作。", ""),
            ("各站所负责排查。", ""),
            ("房管所负责人参加会议。", ""),
            ("企业、房管所负责排查。", ""),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
        let listed = "房管所负责排查。成员单位包括房管所、省财政厅。";
        assert_eq!(printed(listed, Agency), "房管所|省财政厅");
    }
}
