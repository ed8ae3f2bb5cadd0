//! The lines of a table's cell: which of them go on in the next, and which are names that stand one under another.
//!
//! A name of several words can be cut where a shorter name could end: 市人力资源社 | 会保障局, 市发展改革委 | 员会. What the
//! next line begins with then belongs to no name of its own.

use std::sync::LazyLock;

use crate::text::{CharSet, WordList};

use super::numbering;

/// The endings that the name of a unit can have: a line of a cell that stops elsewhere goes on in the next.
static UNIT_ENDINGS: LazyLock<CharSet> = LazyLock::new(|| {
    "局委办厅部院会区园港湖镇街道位门司心所校学站队处组团行社馆台乡村县市省府室场城岛湾山江业库网协联署盟旗州）)"
        .chars()
        .collect()
});

/// What can only be the second half of a word that began in the line before.
static SECOND_HALVES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        员会 公室 公厅 会保 会工 会组 会事 会治 会科 会福 会主 会救 乡建 乡规
        乡管 市管 市建 市规 市运 和 与 及
        ",
    )
});

/// What the names of units begin with where they say whose they are.
const LEVELS: &str = "国省市区县旗镇乡街州盟各";

/// Whether a line of a cell goes on in the next, where nothing is known but the words.
pub(super) fn goes_on(last: &str, next: &str) -> bool {
    let is_complete = last.chars().count() <= 20 && ends_as_unit(last);
    cuts_word(last, next) || !ends_sentence(last) && !is_complete && numbering::marker(next).is_none()
}

/// Whether a line ends where a sentence or heading may end.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '…'])
        || line.ends_with(['”', '）', ')', '》', '〕', ']', '|'])
}

/// Whether a line is a name alone, such as a unit's: short, ending as names of units do, and without a mark between names.
pub(super) fn is_name(line: &str) -> bool {
    is_short(line) && ends_as_unit(line)
}

/// Whether lines hold names alone, each on one line or on several.
pub(super) fn are_names<'t>(mut lines: impl Iterator<Item = &'t str> + Clone) -> bool {
    let is_numbered = |line: &str| numbering::marker(line).is_some();
    let are_short = lines.clone().all(|line| is_short(line) && !is_numbered(line));
    are_short && lines.clone().count() > 1 && lines.any(ends_as_unit)
}

/// Whether a name and the line below it, for which the name's line has no room, are one name.
pub(super) fn is_one_name(name: &str, next: &str) -> bool {
    const TAILS: [&str; 12] = [
        "管委",
        "管理",
        "办事处",
        "领导小组",
        "中心支行",
        "支行",
        "分行",
        "分局",
        "分公司",
        "委员会",
        "办公室",
        "服务中心",
    ];
    let has_level = |line: &str| line.starts_with(|c| LEVELS.contains(c));
    // 各镇街 is whole.
    let lacks_level = has_level(name) && !name.starts_with('各') && !has_level(next);
    lacks_level || cuts_word(name, next) || TAILS.into_iter().any(|tail| next.starts_with(tail))
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= 12 && !line.contains(['、', '，', ',', '；', '。'])
}

/// Whether a line ends as the names of units do.
pub(super) fn ends_as_unit(line: &str) -> bool {
    line.ends_with(|c: char| c <= '\u{ffff}' && UNIT_ENDINGS.has(c))
}

/// Whether a line break stands within a word: one letter that names end with is no name.
fn cuts_word(last: &str, next: &str) -> bool {
    let is_ending = next.chars().count() == 1 && ends_as_unit(next) && last.chars().count() > 1;
    let half = SECOND_HALVES.beginning(next).map(|length| &next[..length]);
    is_ending || half.is_some_and(|half| is_word(last, half))
}

/// Whether the second half of a word stands behind its first.
fn is_word(last: &str, half: &str) -> bool {
    let first = match half {
        "员会" => "委",
        "公室" | "公厅" => "办",
        _ if half.starts_with('会') => "社",
        _ if half.starts_with(['乡', '市']) => "城",
        _ => "",
    };
    last.ends_with(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cut_where_a_shorter_one_could_end() {
        for (last, next) in [
            ("市人力资源社", "会保障局"),
            ("市发展改革委", "员会"),
            ("市政府办", "公室"),
            ("市住房和城", "乡建设局"),
            ("市工业", "和信息化局"),
            ("市总工会办公", "室"),
            ("松山", "湖"),
            ("市委党校（行政学院", "）"),
        ] {
            assert!(goes_on(last, next), "{last} | {next}");
        }
    }

    #[test]
    fn names_one_under_another() {
        for (last, next) in [
            ("市科技局", "市教育局"),
            ("市府办", "公安局"),
            ("供销社", "会展中心"),
            ("莞城", "市科技局"),
            ("科技局", "财政局"),
        ] {
            assert!(!goes_on(last, next), "{last} | {next}");
        }
        for (last, next) in [
            ("市科技局", "市教育局"),
            ("科技局", "财政局"),
            ("供销社", "会展中心"),
            ("市科技局", "各镇街"),
            ("各镇街", "松山湖"),
        ] {
            assert!(!is_one_name(last, next), "{last} | {next}");
        }
        assert!(is_one_name("市人力资源和社会", "保障局"));
        assert!(is_one_name("松山湖", "管委会") && !is_one_name("松山湖", "虎门港"));
        assert!(are_names(["松山湖", "长安新", "区"].into_iter()));
        assert!(!are_names(["（九）推进园", "区建设"].into_iter()));
    }
}
