//! Titles of texts in which no line reads like one: where line breaks are lost, and where the first line is all there is.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::{numbering, particulars};
use crate::text::Span;

use super::around::bare;
use super::label::glued;
use super::number::is_number;
use super::title::{TitleText, is_cited, is_title, spaced};
use super::{furniture, session};

/// A title in a text without line breaks: from the text's start, a letterhead or a number to its noun, which no 》 closes.
static IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:^|号|文件|[:：])\s*
        (?P<title>[\p{Han}、（）《》\s&&[^号]]{0,60}?(?:关于|印发《|转发《)[^。；:：]{4,120}?
            (?:的(?:预备|紧急|补充)?(?:通知|意见|公告|通告|批复|复函|函|决定|报告|请示|通报|答复|汇报|命令)|会议?纪要))
        (?:[^》”的(（]|$)",
    )
    .expect("the pattern is fixed")
});
/// The title in a text without line breaks: 关于…的通知 before the body.
pub(super) fn in_line(text: &str, front: &[Span]) -> Option<TitleText> {
    let span = *front.first().filter(|_| !is_cited(text, front))?;
    let found = IN_LINE.captures(span.of(text)).and_then(|found| found.name("title"));
    let found = found.map(|found| Span::new(found.start(), found.end()).shift(span.start as usize));
    let found = found.into_iter().chain(before_blank(text, span));
    let mut titles = found.map(|at| bare(text, at)).filter(|at| !opens_sentence(at.of(text)));
    let at = titles.next()?;
    Some(TitleText {
        text: spaced(at.of(text)),
        span: at,
    })
}

/// Whether words are no title but the beginning of a sentence, or only a part of one.
fn opens_sentence(words: &str) -> bool {
    let is_whole = words.matches('《').count() == words.matches('》').count();
    let is_sentence = ["根据", "按照", "依据", "为", "经", "现", "近日", "你", "我", "请"]
        .iter()
        .any(|word| words.starts_with(word));
    is_sentence || !is_whole
}

/// The title that a blank divides from the text behind it, where blanks stand for the line breaks that are lost.
fn before_blank(text: &str, line: Span) -> Option<Span> {
    /// The shortest line that may hold a text, in bytes; the most blanks in a title.
    const TEXT: usize = 500;
    const BLANKS: usize = 3;
    let words = line.of(text);
    if words.len() < TEXT {
        return None;
    }
    let mut heads = words.match_indices([' ', '\u{3000}']).take(BLANKS).map(|(at, _)| at);
    let at = heads.find(|at| (8..=80).contains(&words[..*at].chars().count()) && is_title(&words[..*at]))?;
    Some(Span::new(0, at).shift(line.start as usize))
}

/// Where nothing reads like a title: the first line, if it is short.
pub(super) fn first_line(text: &str, front: &[Span]) -> Option<TitleText> {
    let is_none =
        |line: &str| is_number(line) || furniture::is(line) || session::is_of_delivery(line) || glued(line).is_some();
    let (i, span) = front.iter().enumerate().find(|(_, span)| !is_none(span.of(text)))?;
    let span = bare(text, *span);
    let words = span.of(text);
    let plain = !words.contains('。') && !words.ends_with(['：', ':', '，']) && !words.starts_with(['(', '（', '〔']);
    let particular = ["索引号", "分类", "主题", "时间", "日期", "文号"];
    let plain = plain
        && !particulars::begins(words)
        && !furniture::lists_members(words)
        && !words.starts_with("时效性")
        && !sets_number(words)
        && numbering::marker(words).is_none()
        && !particular
            .iter()
            .any(|label| words.starts_with(label) && words.contains(['：', ':']));
    let fits = (4..=80).contains(&words.chars().count()) && !is_cited(text, &front[i..]);
    (plain && fits).then(|| TitleText {
        text: spaced(words),
        span,
    })
}

/// 地区生产总值增长5%左右: a figure that a page puts in front.
fn sets_number(line: &str) -> bool {
    let ends = ["左右", "以上", "以内", "以下", "%"]
        .iter()
        .any(|end| line.ends_with(end));
    ends && line.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_run_together_text() {
        for (text, title) in [
            (
                "甲省财政厅文件甲财会〔2021〕13号甲省财政厅关于做好某项工作的通知各市财政局:为",
                Some("甲省财政厅关于做好某项工作的通知"),
            ),
            (
                "中共甲省委办公厅文件甲办发〔2021〕5号中共甲省委办公厅印发《关于做好换届工作的意见》的通知各市党委：",
                Some("中共甲省委办公厅印发《关于做好换届工作的意见》的通知"),
            ),
            (
                "关于某部门业绩考核情况的汇报一、基本情况",
                Some("关于某部门业绩考核情况的汇报"),
            ),
            (
                "甲省政府办公厅便函〔2021〕68号甲省政府办公厅关于建立某台账的预备通知省直有关部门，乙单位:",
                Some("甲省政府办公厅关于建立某台账的预备通知"),
            ),
            (
                "甲局会议纪要甲规纪〔2022〕48号关于某街工程讨论会纪要2022年07月21日",
                Some("关于某街工程讨论会纪要"),
            ),
            ("根据《甲部关于某事的通知》，乙", None),
            ("落实工作任务 甲", None),
            ("为落实省关于某事的通知要求，", None),
        ] {
            let found = in_line(text, &[Span::new(0, text.len())]);
            assert_eq!(found.as_ref().map(|title| title.text.as_str()), title, "{text}");
        }
    }

    #[test]
    fn titles_before_a_blank() {
        let rest = "做好工作。".repeat(50);
        for (head, title) in [
            (
                "某街道2021年上半年工作总结和下半年工作思路 2021年，街道",
                Some("某街道2021年上半年工作总结和下半年工作思路"),
            ),
            (
                "某省人民政府贯彻国务院关于某地区发展指导意见的实施意见 某政发[2009]69号 2009-11-03 为",
                Some("某省人民政府贯彻国务院关于某地区发展指导意见的实施意见"),
            ),
            ("为了落实某市某某工作方案 做好", None),
        ] {
            let text = format!("{head}{rest}");
            let found = in_line(&text, &[Span::new(0, text.len())]);
            assert_eq!(found.as_ref().map(|title| title.text.as_str()), title, "{head}");
        }
    }
}
