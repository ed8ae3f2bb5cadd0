//! Bodies of a level named all at once: 各市（州）人民政府, 各省、自治区、直辖市人民政府, 各街道办事处, 各区住建局.
//!
//! They are collectives, and are read only where they stand in a list of units or beside a word of duty.

use crate::lexicon::Cue;
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Scene, Sense};

/// Of these characters the levels are written, with the marks between them.
const LEVELS: &str = "省市州盟区县旗镇乡街道地设直辖自治功能开发园（）()、";
/// What the bodies of a level are.
const BODIES: [&str; 10] = [
    "人民政府",
    "政府",
    "行署",
    "管理委员会",
    "管委会",
    "街道办事处",
    "办事处",
    "党工委",
    "党委",
    "园区",
];
/// How the names of departments end that each place of a level has.
const DEPARTMENTS: [&str; 4] = ["局", "委", "办", "部门"];
/// The longest name of a department behind 各区, in characters.
const WIDEST: usize = 14;
/// Words of duty that may stand directly behind.
const DUTIES: [&str; 16] = [
    "负责",
    "牵头",
    "配合",
    "协助",
    "参与",
    "按",
    "依",
    "根据",
    "应当",
    "具体",
    "结合职责",
    "会同",
    "落实",
    "组织实施",
    "主办",
    "承办",
];

/// Whether the words end in the levels that a department of each of them follows: 各州（市）｜人力资源和社会保障局.
pub(super) fn levels_before(before: &str) -> bool {
    let levels = before.trim_end_matches(|c| LEVELS.contains(c));
    let each = levels.ends_with('各') || levels.ends_with("有关") || levels.ends_with("相关");
    levels.len() < before.len() && each
}

/// Candidates in the sentences that speak of duties.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for each in scene.matches.cues.all(Cue::Each) {
        let at = each.start as usize;
        let rest = scene.after(each.end);
        let levels = rest.len() - rest.trim_start_matches(|c| LEVELS.contains(c)).len();
        if levels == 0 {
            continue;
        }
        let Some(end) = ending(rest, levels).map(|end| at + each.len() + end) else {
            continue;
        };
        if beside_duty(&scene.text[..at], &scene.text[end..]) {
            found.push(Candidate {
                span: Span::new(at, end),
                kind: EntityKind::Collective,
                sense: Sense::Collective,
                rule: Rule::named("bodies-of-a-level"),
            });
        }
    }
    found
}

/// Where the name ends: behind what the bodies are, else behind the name of a department, else behind the levels.
fn ending(rest: &str, levels: usize) -> Option<usize> {
    let behind = &rest[levels..];
    if let Some(body) = BODIES.iter().find(|body| behind.starts_with(**body)) {
        return Some(levels + body.len());
    }
    let name = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let department = name
        .char_indices()
        .take(WIDEST)
        .map(|(at, c)| &name[..at + c.len_utf8()])
        .find(|name| name.chars().count() > 2 && DEPARTMENTS.iter().any(|ending| name.ends_with(ending)))
        .filter(|name| !name.contains(['由', '的', '负', '应', '人', '所', '要']) || name.contains("人力"));
    let open = rest[..levels].matches(['（', '(']).count() == rest[..levels].matches(['）', ')']).count();
    let bare = rest[..levels].trim_end_matches('、');
    match department {
        Some(name) => Some(levels + name.len()),
        None => (open && bare.ends_with(['市', '区', '县', '州', '镇', '乡', '道', ')', '）'])).then_some(bare.len()),
    }
}

/// Whether a word of duty stands beside the name, or the name is an item of a list that a word of duty follows.
fn beside_duty(before: &str, after: &str) -> bool {
    let begins = |text: &str| {
        let text = ["积极", "密切", "全力"]
            .iter()
            .find_map(|how| text.strip_prefix(how))
            .unwrap_or(text);
        DUTIES.iter().any(|duty| text.starts_with(duty)) && !text.starts_with("负责人")
    };
    let clause = || after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let in_list =
        || after.starts_with(['、', '和']) && ["负责", "牵头", "配合"].iter().any(|duty| clause().contains(duty));
    let is_partner = ["会同", "由", "联合"].iter().any(|word| before.ends_with(word));
    let opens = before.ends_with(['\n', '。', '；', ' ', '\u{3000}']);
    let later = || {
        let sentence = after.split(['。', '；', '\n']).next().unwrap_or_default();
        let mut clauses = sentence.split('，').skip(1);
        clauses.any(|clause| ["负责", "牵头", "会同"].iter().any(|duty| clause.starts_with(duty)))
    };
    is_partner || opens && later() || begins(after.strip_prefix('要').unwrap_or(after)) || in_list()
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Collective;
    use crate::recognise::testing::printed;

    #[test]
    fn all_bodies_of_a_level_are_one_collective() {
        for (sentence, names) in [
            (
                "由省科技厅、各市（州）人民政府、省财政厅负责落实。",
                "各市（州）人民政府",
            ),
            (
                "各省、自治区、直辖市人民政府负责落实责任。",
                "各省、自治区、直辖市人民政府",
            ),
            ("各街道办事处配合省教育厅做好宣传。", "各街道办事处"),
            ("各区住建局负责编制计划。", "各区住建局"),
            ("各市县发展很快。", ""),
            ("各区负责人参加会议。", ""),
        ] {
            assert_eq!(printed(sentence, Collective), names, "{sentence}");
        }
    }
}
