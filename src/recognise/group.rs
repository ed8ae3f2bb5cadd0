//! Leading groups by their ending, whatever words stand in their names: 云浮市城乡区域协调发展工作领导小组.
//!
//! The name begins at a place or a level, behind punctuation or the words that found it or give it something to do.

use std::sync::LazyLock;

use crate::context::chain;
use crate::lexicon::{Cue, Level, Meaning};
use crate::model::{EntityKind, Rule};
use crate::text::{Span, WordList, is_letter};

use super::edge::joins_two;
use super::{Candidate, Scene, Sense};

/// Words that found a group: what stands behind them is its name, with or without a place.
static FOUNDING: LazyLock<WordList> = LazyLock::new(|| WordList::new("成立 设立 组建 建立 调整 调整完善 撤销 充实"));
/// Other words that no such name holds.
static OUTSIDE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        关于 由 经 在 报 向 任 是 为 将 把 对 的 并 各 及 同意 作为 加强 依托 负责 健全 相关
        发挥 发挥好 召开 要 纳入 列入 完善 承担 提请 报请 报送 提交 接受 根据 按照 撤销 启动 启用
        ",
    )
});
/// Levels with which a name may begin.
const LEVELS: [&str; 16] = [
    "国务院",
    "国家",
    "中央",
    "省委",
    "市委",
    "县委",
    "区委",
    "自治区",
    "省",
    "兵团",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
];
/// What begins a description of groups rather than a name.
const NO_NAME: [&str; 17] = [
    "以", "了", "起", "相应", "专门", "市镇", "市级", "省级", "县级", "区级", "市县", "省市", "区域", "区县", "旗县",
    "盟市", "州市",
];
/// The longest name before its ending, in characters.
const WIDEST: usize = 36;
/// The shortest, with the place or the level.
const NARROWEST: usize = 4;

/// Candidates for leading groups and for their offices.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let endings = scene.matches.cues.all(Cue::GroupEnding).iter();
    let named = endings.filter_map(|ending| named(scene, ending.start as usize, ending.end as usize));
    named.collect()
}

/// The name whose ending stands here.
fn named(scene: &Scene<'_>, at: usize, end: usize) -> Option<Candidate> {
    let head = &scene.text[..at];
    // 工作专班 is an ending of its own.
    if &scene.text[at..end] == "专班" && head.ends_with("工作") {
        return None;
    }
    let inside = |c: char| is_letter(c) || c.is_numeric() || matches!(c, '“' | '”' | '+');
    let words = head.char_indices().rev().take(WIDEST).take_while(|(_, c)| inside(*c));
    let from = words.last().map(|(at, _)| at)?;
    let reach = &head[from..];
    let is_word = |at: usize, word: &str| {
        // jieba joins some 由 to the level behind it.
        let leads = || word == "由" && reach[at + word.len()..].starts_with(['省', '市', '县', '区', '州', '镇']);
        scene.on_boundaries(Span::new(from + at, from + at + word.len())) || word.chars().nth(1).is_some() || leads()
    };
    let cut = |words: &WordList| {
        let ends = words
            .found_in(reach)
            .filter(|(at, word)| is_word(*at, word))
            .map(|(at, word)| at + word.len());
        ends.max().unwrap_or(0)
    };
    let (founded, mut outside) = (cut(&FOUNDING), cut(&OUTSIDE));
    if outside > founded && founded > 0 && names_work(scene, from + founded, &reach[founded..outside]) {
        // 成立佛山市｜加强某某建设｜工作领导小组: what the group is there to do.
        outside = founded;
    }
    let start = from + founded.max(outside).max(behind_joint(reach));
    let stem = &head[start..];
    let acts = ["负责", "牵头", "承担", "由"]
        .iter()
        .any(|word| scene.text[end..].starts_with(word));
    let opens_line = acts && head[..start].ends_with(['\n', '。', ' ', '\u{3000}']);
    let opens = opens_line || opens(scene, start, stem) || founded >= outside && founded > 0;
    let is_kind = NO_NAME.iter().any(|word| stem.starts_with(word))
        || stem.contains("本级")
        || stem.matches('“').count() != stem.matches('”').count()
        || joins_two(stem)
        || stem.ends_with(['和', '与', '及']);
    let is_name = opens && stem.chars().count() >= NARROWEST && !is_kind;
    let office = if scene.text[end..].starts_with("办公室") {
        "办公室".len()
    } else {
        0
    };
    is_name.then(|| Candidate {
        span: Span::new(start, end + office),
        kind: EntityKind::Agency,
        sense: Sense::Printed,
        rule: Rule::named("leading-group"),
    })
}

/// Whether a place begins here and only a verb of work follows, which the name of a group may hold.
fn names_work(scene: &Scene<'_>, start: usize, words: &str) -> bool {
    const WORK: [&str; 3] = ["加强", "健全", "完善"];
    let Some((_, place)) = chain(start as u32, scene.matches, scene.lexicon, None) else {
        return false;
    };
    let rest = &words[(place.end as usize - start).min(words.len())..];
    WORK.contains(&rest)
}

/// Where a second name begins in what reaches to the left: 国家救助队伍和｜国家海上搜救部际联席会议.
fn behind_joint(reach: &str) -> usize {
    let joints = reach
        .match_indices(['和', '与', '及'])
        .map(|(at, joint)| at + joint.len());
    let opens = |at: &usize| {
        LEVELS
            .iter()
            .any(|level| level.len() > 3 && reach[*at..].starts_with(level))
    };
    joints.filter(opens).max().unwrap_or(0)
}

/// Whether a place or a level begins the name.
fn opens(scene: &Scene<'_>, start: usize, stem: &str) -> bool {
    let place = |meaning: &Meaning| match meaning {
        Meaning::Place(id) => scene.lexicon.places.get(*id).level <= Level::County,
        _ => false,
    };
    let party = stem.strip_prefix("中共").map_or(0, |_| "中共".len());
    let mut starting = scene.matches.starting((start + party) as u32).iter();
    starting.any(|found| found.meanings.iter().any(place)) || LEVELS.iter().any(|level| stem.starts_with(level))
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::Agency;
    use crate::recognise::testing::{printed, resolved};

    #[test]
    fn groups_are_found_with_all_their_words() {
        for (sentence, names) in [
            (
                "成立广东省城乡区域协调发展工作领导小组。",
                "广东省城乡区域协调发展工作领导小组",
            ),
            ("省委防灾减灾救灾领导小组实行集体决策。", "省委防灾减灾救灾领导小组"),
            (
                "成立数字经济发展领导小组，健全领导小组制度。",
                "数字经济发展领导小组|领导小组",
            ),
            ("各级建立相应的领导小组。", ""),
            ("完成省委、省政府和领导小组交办的事项。", "省委|省政府"),
            (
                "成立广东省加强地下管网建设工作领导小组。",
                "广东省加强地下管网建设工作领导小组",
            ),
            ("成立深圳市植物园建设专班，建立工作专班。", "深圳市植物园建设专班"),
            (
                "省农业农村厅承担省扶贫开发领导小组办公室工作。",
                "省农业农村厅|省扶贫开发领导小组办公室",
            ),
        ] {
            assert_eq!(printed(sentence, Agency), names, "{sentence}");
        }
    }

    #[test]
    fn the_office_is_another_body() {
        let found = resolved(
            "成立广东省制造强省建设领导小组，领导小组办公室设在省工业和信息化厅。",
            Agency,
        );
        let group = "广东省制造强省建设领导小组";
        assert_eq!(found, format!("{group}|{group}办公室|广东省工业和信息化厅"));
    }
}
