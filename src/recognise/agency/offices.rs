//! Offices of governments elsewhere, and of zones.

use std::sync::LazyLock;

use crate::model::{EntityKind, Rule};
use crate::recognise::edge::WordList;
use crate::recognise::suffix::ZONE_OFFICES;
use crate::recognise::{Candidate, Scene, Sense};
use crate::segment::Pos;
use crate::text::{Span, is_letter};

/// The office that a government has elsewhere: 省政府驻北京办事处.
pub(super) fn away_office(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    /// The longest place, in characters.
    const WIDEST: usize = 6;
    const OFFICES: [&str; 2] = ["办事处", "联络处"];
    let place = scene.after(owner.span.end).strip_prefix('驻')?;
    let ends = place.char_indices().map(|(at, _)| at).skip(1).take(WIDEST);
    let office = ends
        .into_iter()
        .find_map(|at| Some(at + OFFICES.iter().find(|office| place[at..].starts_with(**office))?.len()))?;
    let is_name = owner.span.of(scene.text).ends_with("政府") && place[..office].chars().all(char::is_alphabetic);
    is_name.then(|| Candidate {
        span: Span {
            end: owner.span.end + ('驻'.len_utf8() + office) as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("office-elsewhere"),
    })
}

/// The branch that a bureau has in a division: 市生态环境局秦安分局.
pub(super) fn branch(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    const BRANCH: &str = "分局";
    if !owner.span.of(scene.text).ends_with('局') {
        return None;
    }
    let places = scene.matches.starting(owner.span.end).iter();
    let mut places = places.filter(|found| found.places().next().is_some());
    let place = places.find(|place| scene.after(place.span.end).starts_with(BRANCH));
    let end = place.map_or_else(
        || short_division(scene, owner.span.end, BRANCH),
        |place| Some(place.span.end),
    )?;
    Some(Candidate {
        span: Span {
            end: end + BRANCH.len() as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("branch-of-a-bureau"),
    })
}

/// Where the name of a division ends that stands at `at` before `ending` without its kind, where no list has it so: 上城｜分局.
fn short_division(scene: &Scene<'_>, at: u32, ending: &str) -> Option<u32> {
    /// The longest such name, in characters.
    const WIDEST: usize = 4;
    const KINDS: [&str; 4] = ["区", "县", "市", "旗"];
    let after = scene.after(at);
    let reach: usize = after
        .chars()
        .take(WIDEST + ending.chars().count())
        .map(char::len_utf8)
        .sum();
    let name = &after[..after[..reach].find(ending)?];
    let is_division = KINDS
        .iter()
        .any(|kind| !scene.lexicon.places.named(&format!("{name}{kind}")).is_empty());
    (name.chars().count() >= 2 && is_division).then_some(at + name.len() as u32)
}

/// The committee that a government or a standing committee has of its own: 市人民政府｜防治艾滋病工作委员会,
/// 县人大常委会｜财政经济工作委员会; with its office.
pub(super) fn own_committee(scene: &Scene<'_>, owner: &Candidate) -> Option<Candidate> {
    /// The longest name of a committee, and the shortest, in characters.
    const WIDTHS: std::ops::RangeInclusive<usize> = 5..=22;
    const OWNERS: [&str; 4] = ["人民政府", "政府", "人大常委会", "人民代表大会常务委员会"];
    const ENDINGS: [&str; 2] = ["委员会", "领导小组"];
    const OFFICE: &str = "办公室";
    let printed = owner.span.of(scene.text);
    if !OWNERS.iter().any(|ending| printed.ends_with(ending)) {
        return None;
    }
    let after = scene.after(owner.span.end);
    let letters: usize = after
        .chars()
        .take(*WIDTHS.end())
        .take_while(|c| is_letter(*c))
        .map(char::len_utf8)
        .sum();
    let name = ENDINGS
        .iter()
        .filter_map(|ending| Some(&after[..after[..letters].find(ending)? + ending.len()]))
        .min_by_key(|name| name.len())?;
    let inner = Span::new(0, name.len()).shift(owner.span.end as usize);
    let mut words = scene.words.within(inner).iter();
    let is_clause = words.any(|word| {
        let printed = word.span.of(scene.text);
        let is_grammar = matches!(word.pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Adverb);
        is_grammar && printed != "与" || ACTS.has(printed)
    });
    let is_name = WIDTHS.contains(&name.chars().count()) && !is_clause && scene.words.is_boundary(inner.start);
    let office = if after[name.len()..].starts_with(OFFICE) {
        OFFICE.len()
    } else {
        0
    };
    is_name.then(|| Candidate {
        span: Span {
            end: inner.end + office as u32,
            ..owner.span
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("committee-of-a-government"),
    })
}

/// What a government does to a committee, and what else may stand between them.
static ACTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        成立 设立 组建 建立 撤销 调整 任命 授权 委托 同意 批准 决定 要求 印发 转发 批转 报 向 和 及 各 会同 部门 有关 办公厅 办公室
        常务会议 常委会 党组 研究 负责 通过 提请 依法 组织 审议 作出 明确 国有资产
        应当 应 可以 必须 要 指导 支持 村民 居民 督促 协助 配合 根据 按照 依照 责成 领导
        ",
    )
});

/// The office of a zone, which signs for its committee: 江苏常州经济开发区党政办公室.
pub(super) fn zone_office(scene: &Scene<'_>, zone: Span) -> Option<Candidate> {
    let after = scene.after(zone.end);
    let office = ZONE_OFFICES.iter().find(|office| after.starts_with(**office))?;
    Some(Candidate {
        span: Span {
            end: zone.end + office.len() as u32,
            ..zone
        },
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("zone-office"),
    })
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::printed;

    #[test]
    fn committees_of_a_government() {
        for (sentence, names) in [
            ("省人民政府防治艾滋病工作委员会负责。", "省人民政府防治艾滋病工作委员会"),
            ("省人民政府学位委员会办公室负责组织实施。", "省人民政府学位委员会办公室"),
            (
                "省人民政府成立评审委员会，省人民政府应当指导村民委员会。",
                "省人民政府|省人民政府",
            ),
            (
                "由省人大常委会城乡建设环境与资源保护工作委员会负责。",
                "省人大常委会城乡建设环境与资源保护工作委员会",
            ),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
    }

    #[test]
    fn branches_of_bureaus() {
        for (sentence, names) in [
            (
                "市规划资源局上城分局、市生态环境局秦安分局负责。",
                "市规划资源局上城分局|市生态环境局秦安分局",
            ),
            ("广州市公安局直属分局。", "广州市公安局"),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
    }
}
