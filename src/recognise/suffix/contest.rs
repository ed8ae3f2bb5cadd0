//! Contests of the whole nation or the world by what they are in: 全国职业院校技能大赛, 世界技能大赛.

use crate::model::{EntityKind, Rule};
use crate::recognise::{Candidate, Scene, Sense, edge};
use crate::segment::{Pos, Word};
use crate::text::{Span, is_letter};

/// What such names begin with.
const WHOLE: [&str; 2] = ["全国", "世界"];
/// What makes a kind of contests of the words.
const KINDS: [&str; 7] = ["各", "性", "级", "等", "类", "的", "重大"];
/// The longest name before its ending, in characters.
const WIDEST: usize = 18;
/// The fewest characters that say what it is in.
const NARROWEST: usize = 2;

/// The contest whose name ends at `end`.
pub(super) fn contest(scene: &Scene<'_>, end: u32) -> Option<Candidate> {
    let ending = scene.before(end).strip_suffix("大赛")?.len();
    let inside = scene.before(ending as u32).char_indices().rev().take(WIDEST);
    let from = inside.take_while(|(_, c)| is_letter(*c)).last()?.0;
    let reach = &scene.text[from..ending];
    let at = WHOLE.iter().filter_map(|whole| reach.rfind(whole)).max()?;
    let span = Span::new(from + at, end as usize);
    let field = &reach[at + WHOLE[0].len()..];
    let is_kind = KINDS.iter().any(|kind| field.contains(kind)) || field.chars().count() < NARROWEST;
    let is_grammar = |word: &Word| {
        let verb = word.pos == Pos::Verb && !edge::is_inner(word.span.of(scene.text));
        let other = matches!(
            word.pos,
            Pos::Preposition | Pos::Particle | Pos::Adverb | Pos::Conjunction
        );
        verb || other || edge::acts_on_names(word.span.of(scene.text))
    };
    let is_name = scene.words.is_boundary(span.start) && !is_kind && !scene.words.within(span).iter().any(is_grammar);
    is_name.then(|| Candidate {
        span,
        kind: EntityKind::Program,
        sense: Sense::Printed,
        rule: Rule::named("contest-of-the-nation"),
    })
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Program;
    use crate::recognise::testing::printed;

    #[test]
    fn contests_of_the_nation_are_named_by_their_field() {
        for (sentence, names) in [
            (
                "参加全国职业院校技能大赛、世界技能大赛。",
                "全国职业院校技能大赛|世界技能大赛",
            ),
            ("举办全国性大赛，在全国各类大赛中获奖。", ""),
            ("组队参加全国大赛。", ""),
        ] {
            assert_eq!(printed(sentence, Program), names, "{sentence}");
        }
    }
}
