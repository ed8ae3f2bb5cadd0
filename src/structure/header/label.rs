//! Particulars that a page prints with a label: 名称：…, 发文字号：…, 发布机关：….

use crate::read::particulars;
use crate::text::{Span, fold_char, is_letter};

use super::around::bare;
use super::signature::{is_body_like, is_name_line};
use super::title::{TitleText, spaced};

/// What a label says of the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// 标题、名称.
    Title,
    /// 发文字号、文号.
    Number,
    /// 发文机关、制定机关: whose document it is.
    Author,
    /// 发布机关: who makes it public.
    Publisher,
    /// 成文日期.
    Written,
    /// 公布日期、生成日期: when it became known.
    Published,
}

/// The label of a line and the words behind it, or those of a cell and of the next. Pages set blanks between the characters of
/// a label, and marks of a list or of bold type around it.
pub(super) fn labelled(line: &str) -> Option<(Label, &str)> {
    let words = line.trim_start_matches(|c: char| c.is_whitespace() || "•-*#".contains(c));
    if let Some(boxed) = words.strip_prefix('【') {
        let (label, behind) = boxed.split_once('】')?;
        let behind = behind.trim_start();
        let value = behind.strip_prefix([':', '：']).unwrap_or(behind).trim_start();
        let own = value.split('【').next().unwrap_or_default();
        return Some((of_database(label)?, own.trim_end_matches(['•', ' ', '\u{3000}'])));
    }
    if let Some(found) = glued(words) {
        return Some(found);
    }
    let end = words.find(|c: char| !is_letter(c) && !c.is_whitespace() && c != '*')?;
    let value = words[end..]
        .strip_prefix([':', '：', '|'])?
        .trim_start_matches(['|', ' ']);
    let label = kind(words[..end].trim_end().trim_end_matches('*'))?;
    Some((label, value.trim_start_matches('*').trim()))
}

/// 发文机关国务院, 发文字号国函〔2008〕2号: a label that has run into its value; no sentence about it.
pub(super) fn glued(line: &str) -> Option<(Label, &str)> {
    const LONGEST: usize = 40;
    const LABELS: [(&str, Label); 6] = [
        ("发文机关", Label::Author),
        ("发文单位", Label::Author),
        ("发文字号", Label::Number),
        ("成文日期", Label::Written),
        ("发文日期", Label::Published),
        ("公布日期", Label::Published),
    ];
    if !line.starts_with(['发', '成', '公']) || line.chars().count() > LONGEST {
        return None;
    }
    let (label, value) = LABELS
        .iter()
        .find_map(|(words, label)| Some((*label, line.strip_prefix(words)?.trim())))?;
    let is_value = match label {
        Label::Author => is_name_line(value) && is_body_like(value),
        Label::Number => super::number::is_number(value),
        _ => value.starts_with(|c: char| c.is_ascii_digit()),
    };
    is_value.then_some((label, value))
}

/// What a label says, by its words alone.
fn kind(words: &str) -> Option<Label> {
    let words: String = words.chars().map(fold_char).filter(|c| *c != ' ').collect();
    Some(match words.as_str() {
        "名称" | "标题" | "题名" | "文件名称" | "文件标题" | "信息名称" | "Title" | "title" => {
            Label::Title
        }
        "文号" | "发文字号" | "发文文号" | "发布文号" | "文件编号" | "文件字号" => Label::Number,
        "发文机关" | "发文机构" | "发文单位" | "制定机关" | "制发机关" | "成文机关" | "印发机关" => {
            Label::Author
        }
        "发布机关" | "公布机关" => Label::Publisher,
        "成文日期" => Label::Written,
        "公布日期" | "发文日期" | "发文时间" | "印发日期" | "生成日期" => Label::Published,
        _ => return None,
    })
}

/// The labels that policy databases set in 【】 before a text.
fn of_database(label: &str) -> Option<Label> {
    Some(match label {
        "标题" | "法规标题" | "文件名称" => Label::Title,
        "发文字号" | "字号" | "文号" | "发布文号" => Label::Number,
        "发布部门" | "发文机关" | "制定机关" | "发布机关" | "颁布单位" => Label::Author,
        "发布日期" | "公布日期" | "颁布日期" => Label::Published,
        _ => return None,
    })
}

/// The labels of some lines.
pub(super) struct Labels<'t> {
    text: &'t str,
    lines: Vec<Span>,
    /// Of each line that has one: the line's index, its label and the words behind it.
    found: Vec<(usize, Label, &'t str)>,
}

impl<'t> Labels<'t> {
    pub(super) fn of(text: &'t str, lines: Vec<Span>) -> Self {
        let parts = lines
            .iter()
            .enumerate()
            .flat_map(|(i, line)| particulars::split(line.of(text)).into_iter().map(move |part| (i, part)));
        let found = parts.filter_map(|(i, part)| {
            let (label, value) = labelled(part)?;
            Some((i, label, value))
        });
        let found = found.collect();
        Self { text, lines, found }
    }

    /// The title that a label names: the longest, where the page shortens it elsewhere.
    pub(super) fn title(&self) -> Option<TitleText> {
        let titles = self
            .found
            .iter()
            .filter(|(_, label, value)| *label == Label::Title && value.chars().count() >= 5);
        let (_, _, value) = titles.max_by_key(|(i, _, value)| (value.len(), std::cmp::Reverse(*i)))?;
        let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
        let span = bare(self.text, Span::new(start, start + value.len()));
        Some(TitleText {
            text: spaced(span.of(self.text)),
            span,
        })
    }

    /// The values of one label, each where it stands. Bodies may stand in lines of their own below it.
    pub(super) fn values(&self, label: Label) -> Vec<Span> {
        let Some((i, _, value)) = self.found.iter().find(|(_, found, _)| *found == label) else {
            return Vec::new();
        };
        if !value.is_empty() {
            let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
            return vec![Span::new(start, start + value.len())];
        }
        let below = self.lines[i + 1..].iter().copied();
        let names = |span: &Span| is_name_line(span.of(self.text)) && is_body_like(span.of(self.text));
        below.take_while(names).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_pages() {
        for (line, label, value) in [
            ("名称：关于某事的通知", Label::Title, "关于某事的通知"),
            ("标　　题： 关于某事的通知", Label::Title, "关于某事的通知"),
            ("- **文件名称**：某意见", Label::Title, "某意见"),
            ("Title: 某事", Label::Title, "某事"),
            ("标 题: | 某县关于某事的通知", Label::Title, "某县关于某事的通知"),
            ("文号 | 鹿山政〔2020〕72号", Label::Number, "鹿山政〔2020〕72号"),
            ("发布机关：国家核安全局", Label::Publisher, "国家核安全局"),
            ("制定机关：", Label::Author, ""),
            ("发文机关国务院", Label::Author, "国务院"),
            ("发文字号国函〔2008〕2号", Label::Number, "国函〔2008〕2号"),
            ("【发布部门】 科技部【实施日期】2019.03.01", Label::Author, "科技部"),
            ("【字号】某规发〔2020〕5号•", Label::Number, "某规发〔2020〕5号"),
            ("发文单位 某市自然资源局", Label::Author, "某市自然资源局"),
            ("发文机构:某市发展和改革委员会", Label::Author, "某市发展和改革委员会"),
        ] {
            assert_eq!(labelled(line), Some((label, value)), "{line}");
        }
        assert_eq!(labelled("各有关单位："), None);
        assert_eq!(labelled("发文机关应当公开，"), None);
        assert_eq!(labelled("名称不得使用下列词语：国家"), None);
    }
}
