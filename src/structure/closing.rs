//! The paragraph at the end of a paper that speaks of the paper itself: 本方案自印发之日起施行，由市科技局负责解释,
//! 各地区、各部门要按照本意见的要求，认真抓好贯彻落实.

/// What it begins with: the paper by its kind, or a label.
const BEGINS: [&str; 2] = ["本", "施行说明"];
/// What it says.
const SAYS: [&str; 6] = ["负责解释", "日起施行", "日起实施", "日起试行", "日起执行", "日起生效"];
/// Whom a paper asks in the end to carry it out.
const ASKED: [&str; 8] = ["各地区", "各省", "各市", "各县", "各区", "各级", "各部门", "各有关"];
/// The paper, as it calls itself.
const PAPERS: [&str; 8] = [
    "本意见",
    "本通知",
    "本方案",
    "本规划",
    "本计划",
    "本纲要",
    "本决定",
    "本措施",
];
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
    let speaks_of_itself =
        || BEGINS.iter().any(|begin| words.starts_with(begin)) && SAYS.iter().any(|says| words.contains(says));
    let asks = || {
        let first = words.split('。').next().unwrap_or(words);
        words.starts_with('各')
            && ASKED.iter().any(|asked| words.starts_with(asked))
            && first.contains('要')
            && PAPERS.iter().any(|paper| first.contains(paper))
    };
    words.len() <= WIDEST && (speaks_of_itself() || asks())
}

/// Whether a heading announces such a paragraph.
pub(super) fn announces(heading: &str) -> bool {
    HEADINGS.iter().any(|word| heading.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_paper_itself() {
        for (paragraph, expected) in [
            ("本方案自印发之日起施行，由市科技局负责解释。", true),
            (
                "各地区、各部门要高度重视，按照本意见提出的要求抓好落实。发展改革委要加强跟踪。",
                true,
            ),
            ("各地区要加强组织领导，落实属地责任。", false),
            ("各省份要按照规划推进。本通知另行印发。", false),
        ] {
            assert_eq!(closes(paragraph), expected, "{paragraph}");
        }
    }
}
