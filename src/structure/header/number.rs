//! 文号: the number of a document.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}]{1,20}(?:[(（]\p{Han}{1,3}[)）]\p{Han}{1,3})?\s*[〔\[［﹝（(【〈「]\s*(?:19|20)\d\d\s*(?:年)?[〕\]］﹞）)】〉」]\s*第?\s*\d{1,5}\s*号")
        .expect("the pattern is fixed")
});

/// The brackets before a year, as copies write them.
const OPEN: [char; 9] = ['〔', '[', '［', '﹝', '（', '(', '【', '〈', '「'];

/// What may run into the number where line breaks are lost; the code of an issuer holds none of these.
const BEFORE: [&str; 13] = [
    "文件",
    "通知",
    "意见",
    "纪要",
    "明电",
    "特提",
    "特急",
    "加急",
    "平急",
    "人民政府",
    "办公厅",
    "办公室",
    "管理局",
];

/// The ends of bodies' names: they may stand inside a short code (局综技), but not in one longer than any.
const BODY: [&str; 3] = ["局", "厅", "委员会"];

/// The longest code, in characters.
const WIDEST: usize = 10;

/// The document's own number: on a line of its own, or before its title; not one that it cites.
pub(super) fn number(text: &str, front: &[Span]) -> Option<Span> {
    front.iter().find_map(|&span| {
        let line = span.of(text);
        let found = find(line)?;
        let (before, after) = (&line[..found.start()], &line[found.end()..]);
        let cited = before.ends_with(['(', '（', '》', '》']) || before.contains(['。', '《', '“']);
        let in_sentence = after.contains('。') && !after.contains("关于") || before.chars().count() > 60;
        (!cited && !in_sentence).then(|| {
            let start = own_start(line, found.start(), found.end());
            Span::new(start, found.end()).shift(span.start as usize)
        })
    })
}

/// The number in brackets right behind a title, on its line or the next: 某市关于某事的通知（某政发〔2008〕28号）.
pub(super) fn behind(text: &str, title: Span) -> Option<Span> {
    let rest = &text[title.end as usize..];
    let words = rest.trim_start_matches(['\n', ' ', '\u{3000}']);
    let line = words.split('\n').next().unwrap_or_default();
    let Some(inner) = line.strip_prefix(['(', '（']) else {
        // 某省关于某事的通知 某政〔2023〕5号 现将: on the line of the title.
        let found = find(line).filter(|found| found.start() == 0 && !rest.starts_with('\n'))?;
        let ends = line[found.end()..].chars().next().is_none_or(char::is_whitespace);
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        return (ends && words.len() < rest.len()).then(|| Span::new(start, start + found.end()));
    };
    let inner = inner.trim_end().strip_suffix([')', '）'])?;
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    is_number(inner).then(|| Span::new(start, start + inner.len()))
}

/// A title without the number in brackets at its end.
pub(super) fn unnumbered(title: &str) -> &str {
    let inner = title.strip_suffix([')', '）']).filter(|inner| inner.ends_with('号'));
    let open = inner.and_then(|inner| {
        let found = NUMBER
            .find_iter(inner)
            .last()
            .filter(|found| found.end() == inner.len())?;
        inner[..found.start()].strip_suffix(['(', '（'])
    });
    open.map_or(title, str::trim_end)
}

static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Han}{1,30}令\s*[(（]?\s*第?\s*[0-9一二三四五六七八九十百〇]{1,5}\s*号\s*[)）]?$")
        .expect("the pattern is fixed")
});

/// The number of an order by which a law is made public, on a line of its own or on two: 某省人民政府令 | 第12号.
pub(super) fn order(text: &str, front: &[Span]) -> Option<Span> {
    const CITES: [&str; 4] = ["根据", "按照", "依据", "依照"];
    let ends = |span: &Span| span.of(text).trim_end().ends_with(['号', ')', '）']);
    let is_order = |line: &str| line.contains('令') && !CITES.iter().any(|word| line.starts_with(word));
    let mut of_order = front.iter().enumerate().filter(|(_, span)| is_order(span.of(text)));
    of_order.find_map(|(i, span)| {
        let next = front.get(i + 1).copied().unwrap_or(*span);
        let two = Span { end: next.end, ..*span };
        let mut forms = [*span, two].into_iter().filter(|form| form.len() < 120 && ends(form));
        forms.find(|form| ORDER.is_match(form.of(text)))
    })
}

/// What stands behind a number on its line.
pub(super) fn rest_of_line(text: &str, number: Span) -> Span {
    let rest = &text[number.end as usize..];
    let end = rest.find('\n').unwrap_or(rest.len());
    Span::new(0, end).shift(number.end as usize)
}

/// The first number in a line.
fn find(line: &str) -> Option<regex::Match<'_>> {
    line.contains('号').then(|| NUMBER.find(line)).flatten()
}

/// The year in a number's brackets.
pub(super) fn year(number: &str) -> Option<u16> {
    let open = number.rfind(OPEN)?;
    let inner = number[open..].trim_start_matches(|c: char| !c.is_ascii_digit());
    inner.get(..4)?.parse().ok()
}

/// Whether a line is a document number and nothing else.
pub(super) fn is_number(line: &str) -> bool {
    find(line).is_some_and(|found| found.len() == line.trim().len())
}

/// The start of the number where other words run into it: 某中心文件鲁医保中心发〔2020〕11号. A code has at least three
/// characters, behind a letterhead two.
fn own_start(line: &str, start: usize, end: usize) -> usize {
    let words = &line[start..end];
    let code = words.rfind(OPEN).unwrap_or(words.len());
    let is_long = words[..code].chars().count() > WIDEST;
    let ends = BEFORE
        .iter()
        .chain(BODY.iter().filter(|_| is_long))
        .flat_map(|word| words[..code].match_indices(word).map(|(at, _)| at + word.len()));
    let least = |at: usize| if words[..at].ends_with("文件") { 2 } else { 3 };
    ends.filter(|&at| words[at..code].trim().chars().count() >= least(at))
        .max()
        .map_or(start, |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_run_into_it() {
        for (line, own) in [
            ("沪府办规〔2025〕15号", "沪府办规〔2025〕15号"),
            ("局综技〔2015〕74号", "局综技〔2015〕74号"),
            ("某府办﹝2017﹞92号", "某府办﹝2017﹞92号"),
            ("某府办［2017］92号", "某府办［2017］92号"),
            ("某府办〈2017〉92号", "某府办〈2017〉92号"),
            (
                "山东省财政厅文件鲁财会〔2021〕13号山东省财政厅关于某事的通知各市：",
                "鲁财会〔2021〕13号",
            ),
            (
                "山东省市场监督管理局鲁市监标函〔2021〕33号山东省",
                "鲁市监标函〔2021〕33号",
            ),
            (
                "山东省国家保密局鲁密办(局)函〔2021〕5号关于某事的通知",
                "鲁密办(局)函〔2021〕5号",
            ),
            ("明电鲁政办发明电〔2021〕1号", "鲁政办发明电〔2021〕1号"),
            ("山东省人民政府办公厅办公厅便函〔2021〕68号", "办公厅便函〔2021〕68号"),
        ] {
            let found = number(line, &[Span::new(0, line.len())]);
            assert_eq!(found.map(|span| span.of(line)), Some(own), "{line}");
            assert_eq!(
                year(own).map(|year| own.contains(&year.to_string())),
                Some(true),
                "{own}"
            );
        }
    }

    #[test]
    fn in_brackets_behind_a_title() {
        for text in [
            "某市关于某事的通知（某政发〔2008〕28号）\n各区：",
            "某市关于某事的通知\n(某政发[2008]28号)\n各区：",
        ] {
            let title = Span::new(0, "某市关于某事的通知".len());
            assert!(behind(text, title).is_some(), "{text}");
            let line = text.split('\n').next().unwrap_or_default();
            assert_eq!(unnumbered(line), "某市关于某事的通知", "{text}");
        }
        let beside = "某省关于某事的通知 某政〔2023〕5号 现将有关事项通知如下。";
        let found = behind(beside, Span::new(0, "某省关于某事的通知".len()));
        assert_eq!(found.map(|span| span.of(beside)), Some("某政〔2023〕5号"));
        let cited = "某省关于某事的通知\n（国办发〔2018〕117号）要求，";
        assert_eq!(behind(cited, Span::new(0, "某省关于某事的通知".len())), None);
    }

    #[test]
    fn numbers_of_orders() {
        for (text, expected) in [
            (
                "中华人民共和国国务院令\n第707号\n现公布",
                Some("中华人民共和国国务院令\n第707号"),
            ),
            ("某省人民政府令（第12号）\n现公布", Some("某省人民政府令（第12号）")),
            ("国令第707号", Some("国令第707号")),
            ("根据国务院令第707号", None),
            ("某市命令\n做好。", None),
        ] {
            let lines = crate::structure::header::testing::lines(text);
            assert_eq!(order(text, &lines).map(|span| span.of(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_cited_number_is_not_its_own() {
        let line = "根据《某办法》（国办发〔2018〕117号）要求，制定本方案。";
        assert_eq!(number(line, &[Span::new(0, line.len())]), None);
    }
}
