//! The paragraph at the end of a paper that speaks of the paper itself: 本方案自印发之日起施行，由市科技局负责解释.

/// What it begins with: the paper by its kind, or a label.
const BEGINS: [&str; 2] = ["本", "施行说明"];
/// What it says.
const SAYS: [&str; 6] = ["负责解释", "日起施行", "日起实施", "日起试行", "日起执行", "日起生效"];
/// Words of headings under which it belongs.
const HEADINGS: [&str; 11] = [
    "附则",
    "附 则",
    "附　则",
    "其他",
    "其它",
    "解释",
    "施行",
    "生效",
    "有效期",
    "实施时间",
    "执行时间",
];
/// Longer ones hold more than that, in bytes.
const WIDEST: usize = 900;

/// Whether a paragraph closes the paper.
pub(super) fn closes(paragraph: &str) -> bool {
    let words = paragraph.trim_start();
    words.len() <= WIDEST
        && BEGINS.iter().any(|begin| words.starts_with(begin))
        && SAYS.iter().any(|says| words.contains(says))
}

/// Whether a heading announces such a paragraph.
pub(super) fn announces(heading: &str) -> bool {
    HEADINGS.iter().any(|word| heading.contains(word))
}
