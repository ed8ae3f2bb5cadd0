//! Departments within bodies of the centre: 工业和信息化部信息技术发展司, 国家发展改革委投资司, 教育部办公厅.

use crate::lexicon::{Match, Meaning};
use crate::model::{EntityKind, Rule};
use crate::segment::Pos;
use crate::text::{Span, is_letter};

use super::edge::acts_on_names;
use super::{Candidate, Scene, Sense};

/// The office that a body of the centre has for its papers.
pub(crate) const GENERAL_OFFICE: &str = "办公厅";
/// How the names of those end that have such departments.
const OWNERS: [char; 4] = ['部', '委', '局', '署'];
/// What 司 begins where it is no department.
const OTHERWISE: [char; 6] = ['法', '令', '机', '长', '仪', '马'];
/// The longest name of a department, in characters.
const WIDEST: usize = 14;

/// Candidates behind the names of central bodies.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let bodies = scene.matches.iter().filter(|found| is_body(found));
    bodies
        .filter_map(|body| general_office(scene, body.span).or_else(|| department(scene, body.span)))
        .collect()
}

fn is_body(found: &Match<'_>) -> bool {
    found.meanings.iter().any(|m| matches!(m, Meaning::Body(_)))
}

/// The general office of a body, which issues and signs in its own name: 教育部|办公厅.
fn general_office(scene: &Scene<'_>, body: Span) -> Option<Candidate> {
    let is_office = scene.after(body.end).starts_with(GENERAL_OFFICE) && opens(scene, body);
    let end = body.end + GENERAL_OFFICE.len() as u32;
    is_office.then(|| within(body, end))
}

/// Whether the name of a body begins here, and does not end a longer one.
fn opens(scene: &Scene<'_>, body: Span) -> bool {
    scene.words.is_boundary(body.start) || body.len() >= 12
}

fn within(body: Span, end: u32) -> Candidate {
    Candidate {
        span: Span { end, ..body },
        kind: EntityKind::Agency,
        sense: Sense::Within(body),
        rule: Rule::named("department-of-a-ministry"),
    }
}

/// The department whose name goes on behind its ministry's.
fn department(scene: &Scene<'_>, owner: Span) -> Option<Candidate> {
    if !owner.of(scene.text).ends_with(OWNERS) {
        return None;
    }
    let after = scene.after(owner.end);
    let inside = after.char_indices().take(WIDEST).take_while(|(_, c)| is_letter(*c));
    let (at, last) = inside.skip(2).find(|(_, c)| *c == '司')?;
    let end = owner.end + (at + last.len_utf8()) as u32;
    let name = &after[..at];
    let is_other = name.ends_with(['公', '上', '官', '有']) || scene.after(end).starts_with(OTHERWISE);
    let inner = Span {
        start: owner.end,
        end: owner.end + at as u32,
    };
    let mut words = scene.words.within(inner).iter();
    let is_clause = words.any(|word| {
        let is_grammar = matches!(
            word.pos,
            Pos::Preposition | Pos::Conjunction | Pos::Particle | Pos::Pronoun | Pos::Adverb
        );
        is_grammar && !matches!(word.span.of(scene.text), "与" | "和") || acts_on_names(word.span.of(scene.text))
    });
    (opens(scene, owner) && !is_other && !is_clause && scene.words.is_boundary(end)).then(|| within(owner, end))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::printed;

    #[test]
    fn departments_go_with_their_ministry() {
        for (sentence, names) in [
            (
                "工业和信息化部信息技术发展司负责组织评审。",
                "工业和信息化部信息技术发展司",
            ),
            ("由教育部高等教育司牵头。", "教育部高等教育司"),
            ("教育部办公厅、工信部办公厅印发通知。", "教育部办公厅|工信部办公厅"),
            ("财政部在广东的公司和商务部会同司法部。", "财政部|商务部|司法部"),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
    }
}
