//! What the title of a notice says besides its subject: who issues it, and what paper it carries where no 《》 marks it.

use crate::text::{Span, fold_name};

use super::around::bare;
use super::signature::ends_as_body;
use super::title::{TitleText, carried, ends_like_title, spaced, stem};

/// The paper that a notice carries whose title has no 《》 (关于印发某办法的通知): where a line below bears its title.
pub(super) fn unmarked(text: &str, cover: &TitleText, below: &[Span]) -> Option<TitleText> {
    let inner = issued_without_marks(&cover.text)?;
    let (key, bytes) = (unlinked(inner), inner.len());
    let fits = |words: &str| words.len() < bytes + 40 && unlinked(words) == key;
    let below = &below[below.partition_point(|line| line.start < cover.span.end)..];
    (0..below.len()).find_map(|i| {
        let line = bare(text, below[i]);
        let next = below.get(i + 1).copied().unwrap_or(line);
        let two = || spaced(Span { end: next.end, ..line }.of(text));
        let span = if fits(line.of(text)) {
            line
        } else if line.len() + next.len() < bytes + 40 && fits(&two()) {
            Span { end: next.end, ..line }
        } else {
            return None;
        };
        Some(TitleText {
            text: spaced(span.of(text)),
            span,
        })
    })
}

/// The title of the paper that a notice says it carries, where its own heading is lost: 《某预案》已经市人民政府同意，现印发给你们.
pub(super) fn announced(text: &str, front: &[Span]) -> Option<TitleText> {
    let near = || front.iter().take(8);
    let opens = |line: &Span| {
        let words = line.of(text).trim_start_matches("现将");
        let is_issued = words.starts_with('《') && ["印发", "下发", "发布"].iter().any(|word| words.contains(word));
        is_issued.then(|| line.of(text).find('《')).flatten()
    };
    let opened = near().find_map(|line| Some((line, opens(line)?)));
    let (line, at) = opened.or_else(|| near().find_map(|line| Some((line, issued_inside(line.of(text))?))))?;
    let words = line.of(text);
    let from = at + '《'.len_utf8();
    let mut depth = 1;
    let mut marks = words[from..].char_indices().filter(|(_, c)| matches!(c, '《' | '》'));
    let (len, _) = marks.find(|(_, mark)| {
        depth = if *mark == '》' { depth - 1 } else { depth + 1 };
        depth == 0
    })?;
    let inner = &words[from..from + len];
    ends_like_title(inner).then(|| TitleText {
        text: spaced(inner),
        span: Span::new(from, from + len).shift(line.start as usize),
    })
}

/// Where, inside a line, the 《 of a paper stands that a sentence says is made and sent: 制定《某预案》，现印发给你们.
fn issued_inside(words: &str) -> Option<usize> {
    const MADE: [&str; 6] = ["现将《", "制定《", "制定了《", "制订《", "制订了《", "编制了《"];
    let sent = words.find("印发给你")?;
    let start = words[..sent].rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let sentence = &words[start..sent];
    let made = MADE
        .iter()
        .filter_map(|verb| Some(sentence.find(verb)? + verb.len() - '《'.len_utf8()));
    made.min().map(|at| start + at)
}

/// What a notice without 《》 in its title issues.
fn issued_without_marks(title: &str) -> Option<&str> {
    let (_, issued) = title.split_once("印发").filter(|_| carried(title).is_none())?;
    let issued = issued.trim_end();
    let inner = issued
        .strip_suffix("的通知")
        .or_else(|| issued.strip_suffix("的函"))
        .unwrap_or(issued);
    ends_like_title(inner).then_some(inner)
}

/// A title without the words that one print has and another has not.
fn unlinked(title: &str) -> String {
    let folded = fold_name(title);
    stem(&folded).trim_start_matches("关于").replace('的', "")
}

/// The names of bodies before 关于 in a title, if nothing else stands there.
pub(super) fn issuers(text: &str, title: &TitleText) -> Vec<Span> {
    let words = title.span.of(text).trim_start_matches('《');
    let Some(about) = words.find("关于") else {
        return Vec::new();
    };
    // 甲办公厅转发乙局关于…: the first of them issues it.
    let before = ["转发", "批转", "印发", "贯彻", "落实"]
        .iter()
        .filter_map(|word| words[..about].find(word))
        .min()
        .unwrap_or(about);
    let names = words[..before]
        .split([' ', '\u{3000}', '\n', '、'])
        .filter(|name| !name.is_empty());
    if !names.clone().all(is_full_name) {
        return Vec::new();
    }
    let at = |name: &str| name.as_ptr() as usize - text.as_ptr() as usize;
    let names = names.map(|name| Span::new(at(name), at(name) + name.len()));
    names.collect()
}

/// Whether these words are the name of a body, and no company, that says whose it is: long, and without any mark.
pub(super) fn is_full_name(name: &str) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_company = ["公司", "集团", "银行"].iter().any(|word| name.ends_with(word));
    (6..=40).contains(&name.chars().count()) && name.chars().all(is_han) && ends_as_body(name) && !is_company
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::header::testing::lines;
    use crate::structure::header::title::{choose, titles};

    #[test]
    fn a_paper_that_a_notice_without_marks_carries() {
        for (text, own) in [
            (
                "某市关于印发某市甲办法的通知\n各区：\n现印发。\n某市甲办法\n第一条",
                Some("某市甲办法"),
            ),
            (
                "某厅关于印发支持乙若干措施的通知\n现印发。\n关于支持乙的若干措施\n一、",
                Some("关于支持乙的若干措施"),
            ),
            (
                "某市关于印发某市甲措施（试行）的通知\n现印发。\n某市甲\n措施\n一、",
                Some("某市甲 措施"),
            ),
            (
                "某市关于印发某市贯彻《甲规划》工作方案\n各区：\n现印发。\n某市贯彻《甲规划》工作方案\n为了",
                Some("某市贯彻《甲规划》工作方案"),
            ),
            ("某市关于印发某市甲办法的通知\n各区：\n现印发，见附件。", None),
        ] {
            let lines = lines(text);
            let (cover, _) = choose(text, &titles(text, &lines));
            let found = unmarked(text, &cover.expect("it has a title"), &lines);
            assert_eq!(found.as_ref().map(|title| title.text.as_str()), own, "{text}");
        }
    }

    #[test]
    fn a_paper_that_is_announced() {
        for (text, title) in [
            (
                "各区：\n《某市某预案》已经市人民政府同意，现印发给你们。",
                Some("某市某预案"),
            ),
            (
                "各区：\n《2025年市〈政府工作报告〉任务分解和责任分工方案》已经会议审议通过，现印发给你们。",
                Some("2025年市〈政府工作报告〉任务分解和责任分工方案"),
            ),
            ("《某纲要》是第一个五年规划。", None),
            ("根据《某办法》，现将甲印发给你们。", None),
            (
                "各村： 做好。经研究，制定《某镇某预案(修订)》，现印发给你们，请执行。 附件：某",
                Some("某镇某预案(修订)"),
            ),
        ] {
            let found = announced(text, &lines(text));
            assert_eq!(found.as_ref().map(|title| title.text.as_str()), title, "{text}");
        }
    }

    #[test]
    fn who_stands_before_about() {
        for (words, names) in [
            (
                "某省人民政府安全生产委员会关于召开会议的通知",
                vec!["某省人民政府安全生产委员会"],
            ),
            (
                "某省财政厅办公室 某省某市档案馆关于某事的函",
                vec!["某省财政厅办公室", "某省某市档案馆"],
            ),
            ("某省某某有限公司关于某事的通知", vec![]),
            ("关于某事的通知", vec![]),
            (
                "某省人民政府办公厅转发某省财政厅关于某事的通知",
                vec!["某省人民政府办公厅"],
            ),
            ("贯彻落实某省财政厅2020年关于某事的通知", vec![]),
            ("某省人民政府贯彻国务院关于某事意见的实施意见", vec!["某省人民政府"]),
        ] {
            let title = TitleText {
                text: words.to_owned(),
                span: Span::new(0, words.len()),
            };
            let found: Vec<&str> = issuers(words, &title).iter().map(|name| name.of(words)).collect();
            assert_eq!(found, names, "{words}");
        }
    }
}
