//! What copies put around a title: labels, marks, the names of sites, a signature or a second beginning that has run into
//! it.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

use super::date::written_end;
use super::label::{Label, labelled};
use super::signature::is_body_like;
use super::title::ends_like_title;
use super::{number, session};

/// Marks that sites put before a title: 【关注】, （转载）.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:【[^【】]{1,6}】|[(（](?:转载|转发|图文|图解|\p{Han}{2,6}(?:省|自治区)|内蒙古|广西|宁夏|西藏|新疆)[)）])\s*").expect("the pattern is fixed")
});
/// A site's name at the end of a title, or at its beginning.
static SITE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[-–—_|｜]+\s*(?P<site>[^-–—_|｜]{2,30}?(?:门户网站|官方网站|网站|政府网|网))\s*$|^(?P<first>\p{Han}{4,30}网站)\s*[-–—_|｜]\s*")
        .expect("the pattern is fixed")
});

/// A line without the marks, labels and site names that copies put around a title.
pub(super) fn bare(text: &str, line: Span) -> Span {
    let mut words = line
        .of(text)
        .trim_start_matches(['#', '*', '•', ' '])
        .trim_end_matches(['*', ' ']);
    if let Some((Label::Title, value)) = labelled(words) {
        words = value.trim_start_matches(['*', ' ']);
    }
    words = without_column(words);
    if let Some(found) = MARK.find(words).filter(|_| words.starts_with(['【', '(', '（'])) {
        words = &words[found.end()..];
    }
    if let Some(found) = site_in(words) {
        words = if found.start() == 0 {
            &words[found.end()..]
        } else {
            &words[..found.start()]
        };
    }
    words = without_remark(words);
    words = number::unnumbered(doubled(signed(words)).trim());
    words = session::undelivered(number_before(words));
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + words.len())
}

/// 政务服务丨某市关于某事的意见: the name of a site's column goes.
fn without_column(words: &str) -> &str {
    let split = words.split_once('丨').or_else(|| words.split_once('｜'));
    let Some((column, title)) = split else {
        return words;
    };
    let is_column = (2..=6).contains(&column.trim().chars().count()) && column.trim().chars().all(char::is_alphabetic);
    if is_column && ends_like_title(title) {
        title.trim_start()
    } else {
        words
    }
}

/// A title without what a site says of its copy: （全文）, (摘登), 范文.
fn without_remark(words: &str) -> &str {
    const REMARKS: [&str; 4] = ["全文", "摘登", "摘要", "范文"];
    let inner = words.strip_suffix([')', '）']);
    let bare = REMARKS.iter().find_map(|remark| match inner {
        Some(inner) => inner.strip_suffix(remark)?.strip_suffix(['(', '（']),
        None => words.strip_suffix(remark).filter(|_| *remark == "范文"),
    });
    bare.map_or(words, str::trim_end)
}

/// A title in 《》 without the number before it: 某政发〔2016〕26号《某市关于某事的通知》.
fn number_before(words: &str) -> &str {
    let (number, title) = words.split_at(words.find('《').unwrap_or_default());
    if title.ends_with('》') && number::is_number(number) {
        title
    } else {
        words
    }
}

/// The name of a site in a title: without 网 there is none.
fn site_in(words: &str) -> Option<regex::Match<'_>> {
    words.contains('网').then(|| SITE.find(words)).flatten()
}

/// The body whose site a title bears the name of, without the word for the site.
pub(super) fn site(text: &str, line: Span) -> Option<Span> {
    let found = SITE.captures(line.of(text))?;
    let site = found.name("site").or_else(|| found.name("first"))?;
    let name = ["门户网站", "官方网站", "网站"]
        .iter()
        .find_map(|kind| site.as_str().strip_suffix(kind))?;
    Some(Span::new(site.start(), site.start() + name.len()).shift(line.start as usize))
}

/// A title without the signature that has run into it: 国家航天局2020年12月17日月球样品管理办法.
fn signed(words: &str) -> &str {
    let end = written_end(words).filter(|&end| {
        let before = words[..end]
            .split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        is_body_like(before) && ends_like_title(&words[end..])
    });
    end.map_or(words, |end| &words[end..])
}

/// A title without the beginning that stands twice: a shortened copy (关于印发《甲市) or the letterhead has run into it.
fn doubled(words: &str) -> &str {
    let Some(opening) = words.chars().next() else {
        return words;
    };
    let again = words.match_indices(opening).map(|(at, _)| at).skip(1);
    let mut copies = again.take_while(|at| at * 2 <= words.len()).filter(|&at| {
        let (first, rest) = words.split_at(at);
        let is_cut = || first.matches('《').count() > first.matches('》').count();
        rest.starts_with(first) && (is_cut() || first.chars().count() >= 5 && is_body_like(first))
    });
    copies.next().map_or(words, |at| &words[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_put_around_a_title() {
        for (line, own) in [
            ("名称：关于某事的通知", "关于某事的通知"),
            ("（转载）某市关于某事的通知", "某市关于某事的通知"),
            ("政务服务丨某市关于某事的意见", "某市关于某事的意见"),
            ("【关注】学历型人才引进入户申报指南", "学历型人才引进入户申报指南"),
            ("某办法 - 广州市增城区人民政府门户网站", "某办法"),
            ("某市市场监督管理局网站-某登记管理条例", "某登记管理条例"),
            (
                "关于印发《甲市关于印发《甲市清单（第二批）》的通知",
                "关于印发《甲市清单（第二批）》的通知",
            ),
            ("《广州《广州市措施三十条》（节选）", "《广州市措施三十条》（节选）"),
            (
                "甲省档案局甲省档案局甲省档案馆关于某事的通知",
                "甲省档案局甲省档案馆关于某事的通知",
            ),
            ("某市关于某事的通知(某政发[2008]28号)", "某市关于某事的通知"),
            ("某政发〔2016〕26号《某市关于某事的通知》", "《某市关于某事的通知》"),
            (
                "2017年政府工作报告 ——2016年12月24日在某市某区第三届人民代表大会第一次会议上",
                "2017年政府工作报告",
            ),
            ("国家航天局2020年12月17日月球样品管理办法", "月球样品管理办法"),
            ("• 政府工作报告", "政府工作报告"),
            ("某自治区规划纲要（全文）", "某自治区规划纲要"),
            ("（某某自治区）某旗规划纲要", "某旗规划纲要"),
            ("街道2022年工作计划范文", "街道2022年工作计划"),
            ("甲市2020-2022年行动计划", "甲市2020-2022年行动计划"),
        ] {
            assert_eq!(bare(line, Span::new(0, line.len())).of(line), own, "{line}");
        }
    }
}
