//! Bodies named all at once beside a word of duty: 市、县（市、区）人民政府, 会同有关部门.

use crate::lexicon::Cue;
use crate::model::EntityKind;
use crate::read::numbering;
use crate::recognise::{Candidate, Scene, Sense};
use crate::segment::Sentence;
use crate::text::Span;

use super::{collective, rank};

/// Groups of which nothing but that they are several is said.
const GROUPS: [&str; 25] = [
    "县级以上地方人民政府",
    "县级以上人民政府",
    "有关主管部门",
    "相关主管部门",
    "各成员单位",
    "地方各级人民政府",
    "国务院有关部门",
    "各级人民政府",
    "地方人民政府",
    "街道办事处",
    "各有关单位",
    "各有关部门",
    "各相关部门",
    "各级政府",
    "镇人民政府",
    "有关单位",
    "有关部门",
    "相关部门",
    "相关单位",
    "牵头部门",
    "牵头单位",
    "责任单位",
    "责任部门",
    "各地区",
    "各部门",
];

/// 市 in 市、县（市、区）人民政府: the document's own government, which shares its name's end with those below it.
pub(super) fn governments(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Candidate> {
    let text = sentence.span.of(scene.text);
    let mut found = Vec::new();
    let bearers = scene.matches.cues.ending_in(Cue::Bearer, sentence.span).iter();
    let bearers = bearers.filter(|cue| cue.start >= sentence.span.start && cue.of(scene.text) == "人民政府");
    for at in bearers.map(|cue| (cue.start - sentence.span.start) as usize) {
        let head = text[..at].trim_end_matches(|c| "省市州盟区县旗镇乡自治（）()、".contains(c));
        let levels = &text[head.len()..at];
        let shares = levels.starts_with(['省', '市']) && levels[3..].starts_with('、') && !head.ends_with('各');
        let opens = head.is_empty() || head.ends_with(['，', '。', '；', '、', ' ', '\u{3000}', '由', '经', '向']);
        if shares && opens {
            let departments = scene.lexicon.departments.iter();
            let kinds = departments.filter(|(_, kind)| kind.name == "人民政府");
            let sense = Sense::Department {
                kinds: kinds.map(|(id, _)| id).collect(),
                prefix: rank(levels),
            };
            let span = Span::new(head.len(), head.len() + '市'.len_utf8()).shift(sentence.span.start as usize);
            found.push(Candidate {
                kind: EntityKind::Agency,
                ..collective(span, sense)
            });
        }
    }
    found
}

/// Groups where a word of duty stands directly beside them: 会同有关部门, 牵头部门应当.
pub(super) fn groups(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Candidate> {
    let text = sentence.span.of(scene.text);
    let number = numbering::marker(text).map_or(0, |marker| marker.len);
    let mut found = Vec::new();
    for group in GROUPS {
        for (at, _) in text.match_indices(group) {
            let (before, after) = (&text[..at], &text[at + group.len()..]);
            let is_partner = ["会同", "由", "商", "联合"].iter().any(|word| before.ends_with(word));
            let of_levels = group.ends_with("主管部门") && before.ends_with(['市', '县', '区', '省', ')', '）']);
            let opens = at <= number || of_levels || before.ends_with(['，', '；', '、', ' ', '\u{3000}']);
            let acts = [
                "负责",
                "牵头",
                "按职责",
                "按照职责",
                "按照各自",
                "应当",
                "要按",
                "配合",
                "协助",
                "参与",
            ]
            .iter()
            .any(|word| after.starts_with(word))
                && !after.starts_with("负责人")
                && !after.starts_with("负责同志")
                && !after.starts_with("参与的")
                && !after.starts_with("配合的");
            if is_partner || opens && acts {
                let level = before
                    .chars()
                    .next_back()
                    .filter(|c| of_levels && matches!(c, '市' | '县' | '区' | '省'));
                let opens_level = |level: &char| {
                    let head = &before[..before.len() - level.len_utf8()];
                    !head.ends_with(char::is_alphabetic)
                };
                let at = at - level.filter(opens_level).map_or(0, char::len_utf8);
                let end = before.len() + group.len();
                let span = Span::new(at, end).shift(sentence.span.start as usize);
                found.push(collective(span, Sense::Collective));
            }
        }
    }
    found
}
