//! What a document prints about itself: title, number (文号), signature (落款), dates, the page's own particulars.
//!
//! Only the words are found here; whom they name is for [`crate::resolve`] to say.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::Date;
use crate::read::{BlockKind, Source};
use crate::text::{Span, fold_char, fold_name};

use super::Structure;

/// The particulars that stand in a document, each where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// 标题: of the plan itself where a notice carries one.
    pub title: Option<TitleText>,
    /// The title of the notice that carries the plan (关于印发《…》的通知).
    pub covering_title: Option<TitleText>,
    /// 文号.
    pub number: Option<Span>,
    /// 落款: the lines of the issuers' names above the date.
    pub signature: Vec<Span>,
    /// 成文日期.
    pub issued: Option<(Date, Span)>,
    /// The date of the page (发布时间).
    pub page_date: Option<(Date, Span)>,
    /// Who put the page up or is named as its source (来源, 发布机构), and the lines between title and text.
    pub page_sources: Vec<Span>,
    /// The session that passed it: 滨州市第十一届人民代表大会常务委员会第二十九次会议通过.
    pub adopted_by: Option<Span>,
    /// Everything before the first measure.
    pub front: Vec<Span>,
}

/// A title, which may run over two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleText {
    /// Its words, joined.
    pub text: String,
    /// From its first word to its last.
    pub span: Span,
}

/// The nouns that titles of official documents (公文) end in.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:通知|意见|方案|计划|要点|规划|纲要|办法|规定|措施|政策|细则|条例|决定|决议|命令|公告|通告|公报|报告|总结|安排|指引|指南|批复|复函|的函|清单|行动|目录|标准|规则|章程|制度|预案|分工|任务|解读|说明|讲话|汇报|工作思路|若干举措|举措)
        \s*(?:[(（〔][^()（）]{1,20}[)）〕])*\s*$",
    )
    .expect("the pattern is fixed")
});
/// What exports of databases put before a title.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:名\s*称|标\s*题|题\s*名|文件名称)\s*[:：]\s*").expect("the pattern is fixed"));
static IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:号|^|文件|[:：])(?P<title>[\p{Han}、（）]{0,40}?关于[^。；:：]{4,90}?的(?:通知|意见|公告|通告|批复|函|决定|报告|请示|通报|答复))")
        .expect("the pattern is fixed")
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}]{1,14}\s*[〔\[（(【]\s*(?:19|20)\d\d\s*(?:年)?[〕\]）)】]\s*第?\s*\d{1,5}\s*号")
        .expect("the pattern is fixed")
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?P<y>(?:19|20)\d\d)\s*[年\-/.]\s*(?P<m>\d{1,2})\s*[月\-/.]\s*(?P<d>\d{1,2})\s*日?)|(?:(?P<cy>[二一][〇○Ｏ零O一二三四五六七八九]{3})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日)")
        .expect("the pattern is fixed")
});
/// A line that closes a text with a date, perhaps behind the issuers' names.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<who>[^0-9。；：《]{0,260}?)\s*[(（]?(?P<date>(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|(?:二[〇○Ｏ零O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日))[)）]?\s*(?:发布|印发|公布)?。?$")
        .expect("the pattern is fixed")
});
static ADOPTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*(?P<who>[\p{Han}]+?人民代表大会(?:常务委员会)?)第[一二三四五六七八九十百]+次会议(?:通过|修订)").expect("the pattern is fixed")
});
static PAGE_SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:信息来源|稿件来源|文章来源|来源|发布机构|发布单位)\**\s*[:：]\s*(?P<who>[\p{Han}]{2,30})")
        .expect("the pattern is fixed")
});

/// Finds the particulars of a document.
pub(super) fn header(source: &Source, structure: &Structure) -> Header {
    let text = &source.text;
    let first_measure = structure
        .measures
        .first()
        .map_or(u32::MAX, |measure| measure.span.start);
    let paragraphs = || {
        source
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Paragraph)
            .map(|block| block.span)
    };
    let front: Vec<Span> = paragraphs()
        .filter(|span| span.start < first_measure)
        .take(60)
        .map(|span| head(text, span, first_measure))
        .collect();
    let titles = titles(text, &front);
    let (title, covering_title) = choose(text, &titles);
    let (signature, issued) = signature(text, &front, &paragraphs().collect::<Vec<_>>());
    let chrome: Vec<Span> = source
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Chrome)
        .map(|b| b.span)
        .collect();
    Header {
        number: number(text, &front),
        signature,
        issued,
        page_date: chrome.iter().find_map(|&span| date_in(text, span)),
        page_sources: page_sources(text, &chrome, &front, title.as_ref()),
        adopted_by: front.iter().find_map(|span| group(&ADOPTED, text, *span, "who")),
        title: title
            .or_else(|| title_in_line(text, &front))
            .or_else(|| first_line(text, &front)),
        covering_title,
        front,
    }
}

/// The part of a paragraph that stands before the first measure (they share a line where line breaks are lost).
fn head(text: &str, span: Span, first_measure: u32) -> Span {
    let end = span.end.min(first_measure);
    let head = Span { end, ..span };
    let stop = head.of(text).find("各位").unwrap_or(head.len());
    if head.len() > 900 {
        Span::new(
            span.start as usize,
            span.start as usize + stop.min(900).min(floor(head.of(text), 900)),
        )
    } else {
        head
    }
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// Every line of the front that reads like a title.
fn titles(text: &str, front: &[Span]) -> Vec<TitleText> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < front.len() {
        let line = front[i].of(text);
        let next = front.get(i + 1).map(|span| (span, span.of(text)));
        let continued = next.filter(|(_, next)| {
            next.starts_with(['(', '（']) && next.ends_with([')', '）']) && next.chars().count() < 24
        });
        if is_title(line) {
            let words = bare_title(line);
            let mut title = TitleText {
                text: words.to_owned(),
                span: front[i],
            };
            if let Some((span, next)) =
                continued.filter(|(_, next)| next.contains(|c: char| c.is_ascii_digit()) || next.contains('试'))
            {
                title.text.push_str(next);
                title.span.end = span.end;
                i += 1;
            }
            found.push(title);
        }
        i += 1;
    }
    found
}

fn is_title(line: &str) -> bool {
    let width = line.chars().count();
    let plain =
        !line.contains(['。', '；', '！']) && !line.ends_with(['，', '：', ':', ',']) && !line.starts_with("附件");
    (5..=260).contains(&width) && plain && TITLE.is_match(line)
}

/// The document's own title, and that of the notice around it.
///
/// A line that stands in the 《》 of an earlier title is the plan that the notice carries.
fn choose(text: &str, titles: &[TitleText]) -> (Option<TitleText>, Option<TitleText>) {
    let _ = text;
    for (i, cover) in titles.iter().enumerate() {
        let Some(carried) = carried(&cover.text) else { continue };
        let carried = fold_name(carried);
        let own = titles[i + 1..].iter().find(|title| {
            let title = fold_name(&title.text);
            !title.contains("关于印发") && (carried.starts_with(bare(&title)) || title.starts_with(bare(&carried)))
        });
        if let Some(own) = own {
            return (Some(own.clone()), Some(cover.clone()));
        }
    }
    let Some(first) = titles.first() else {
        return (None, None);
    };
    let own = carried(&first.text)
        .filter(|_| first.text.contains("印发") || first.text.contains("转发"))
        .and_then(|inner| {
            let at = first.span.of(text).find(inner)?;
            let span = Span::new(at, at + inner.len()).shift(first.span.start as usize);
            Some(TitleText {
                text: inner.to_owned(),
                span,
            })
        });
    match own {
        Some(own) => (Some(own), Some(first.clone())),
        None => (Some(first.clone()), None),
    }
}

/// What stands in the outermost 《》 of a title.
fn carried(title: &str) -> Option<&str> {
    let from = title.find('《')? + '《'.len_utf8();
    let to = title.rfind('》').filter(|&to| to > from)?;
    Some(&title[from..to])
}

/// A folded title without the years or (试行) behind it.
fn bare(folded: &str) -> &str {
    folded.split('(').next().unwrap_or(folded)
}

/// A title without the marks and labels that copies put before it.
fn bare_title(line: &str) -> &str {
    let words = line.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
    LABEL.find(words).map_or(words, |label| &words[label.end()..])
}

/// The title in a text without line breaks: 关于…的通知 before the body.
fn title_in_line(text: &str, front: &[Span]) -> Option<TitleText> {
    let span = *front.first()?;
    let found = IN_LINE.captures(span.of(text))?.name("title")?;
    let at = Span::new(found.start(), found.end()).shift(span.start as usize);
    Some(TitleText {
        text: found.as_str().to_owned(),
        span: at,
    })
}

/// Where nothing reads like a title: the first line, if it is short.
fn first_line(text: &str, front: &[Span]) -> Option<TitleText> {
    let span = *front.iter().find(|span| !is_number(span.of(text)))?;
    let words = bare_title(span.of(text));
    let plain = !words.contains('。') && !words.ends_with(['：', ':', '，']);
    ((4..=80).contains(&words.chars().count()) && plain).then(|| TitleText {
        text: words.to_owned(),
        span,
    })
}

/// Whether a line is a document number and nothing else.
fn is_number(line: &str) -> bool {
    NUMBER.find(line).is_some_and(|found| found.len() == line.trim().len())
}

/// The document's own number: on a line of its own, or before its title; not one that it cites.
fn number(text: &str, front: &[Span]) -> Option<Span> {
    front.iter().take(40).find_map(|&span| {
        let line = span.of(text);
        let found = NUMBER.find(line)?;
        let (before, after) = (&line[..found.start()], &line[found.end()..]);
        let cited = before.ends_with(['(', '（', '》', '》']) || before.contains(['。', '《', '“']);
        let in_sentence = after.contains('。') && !after.contains("关于") || before.chars().count() > 60;
        (!cited && !in_sentence).then(|| {
            let start = own_start(line, found.start(), found.end());
            Span::new(start, found.end()).shift(span.start as usize)
        })
    })
}

/// The start of the number where other words run into it: 某中心文件鲁医保中心发〔2020〕11号.
fn own_start(line: &str, start: usize, end: usize) -> usize {
    let words = &line[start..end];
    ["文件", "通知", "意见"]
        .iter()
        .filter_map(|word| words.rfind(word).map(|at| start + at + word.len()))
        .max()
        .unwrap_or(start)
}

/// The issuers' lines and the date below them: the first of the front, else the last of the text.
fn signature(text: &str, front: &[Span], all: &[Span]) -> (Vec<Span>, Option<(Date, Span)>) {
    let position = |spans: &[Span], i: usize| signed(text, spans, i);
    let in_front = (0..front.len()).find_map(|i| position(front, i));
    let at_end = || {
        (all.len().saturating_sub(12)..all.len())
            .rev()
            .find_map(|i| position(all, i))
    };
    match in_front.or_else(at_end) {
        Some((who, date)) => (who, Some(date)),
        None => (Vec::new(), None),
    }
}

/// The signature whose date stands in line `i`.
fn signed(text: &str, spans: &[Span], i: usize) -> Option<(Vec<Span>, (Date, Span))> {
    let line = spans[i].of(text);
    let found = SIGNED.captures(line)?;
    let (date, at) = (date_of(&DATE.captures(line)?)?, found.name("date")?);
    let date_span = Span::new(at.start(), at.end()).shift(spans[i].start as usize);
    let who = found.name("who").filter(|who| who.as_str().chars().count() >= 3);
    let mut lines: Vec<Span> = who
        .map(|who| Span::new(who.start(), who.end()).shift(spans[i].start as usize))
        .into_iter()
        .collect();
    if lines.is_empty() {
        let above = spans[..i]
            .iter()
            .rev()
            .take(12)
            .take_while(|span| is_name_line(span.of(text)));
        lines = above.copied().collect();
        lines.reverse();
    }
    Some((lines, (date, date_span)))
}

/// A line that may hold issuers' names and nothing else.
fn is_name_line(line: &str) -> bool {
    let width = line.chars().count();
    (2..=60).contains(&width)
        && !line.contains(['。', '：', ':', '；', '，', '《', '》', '(', '（'])
        && !TITLE.is_match(line)
}

/// The page's source, and short lines between the title and the text that may name the issuer.
fn page_sources(text: &str, chrome: &[Span], front: &[Span], title: Option<&TitleText>) -> Vec<Span> {
    let printed = chrome.iter().filter_map(|span| group(&PAGE_SOURCE, text, *span, "who"));
    let between = front
        .iter()
        .copied()
        .filter(|span| title.is_none_or(|title| *span != title.span) && is_name_line(span.of(text)));
    let early = between.take(3);
    printed.chain(early).collect()
}

fn group(pattern: &Regex, text: &str, span: Span, name: &str) -> Option<Span> {
    let found = pattern.captures(span.of(text))?.name(name)?;
    Some(Span::new(found.start(), found.end()).shift(span.start as usize))
}

fn date_in(text: &str, span: Span) -> Option<(Date, Span)> {
    let found = DATE.captures(span.of(text))?;
    let at = found.get(0)?;
    Some((
        date_of(&found)?,
        Span::new(at.start(), at.end()).shift(span.start as usize),
    ))
}

/// The date in Arabic or Chinese digits.
fn date_of(found: &Captures<'_>) -> Option<Date> {
    let arabic = |name: &str| found.name(name).and_then(|part| part.as_str().parse().ok());
    if let Some(year) = arabic("y") {
        return Date::new(year, arabic("m").map(|m| m as u8), arabic("d").map(|d| d as u8));
    }
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or_else(|| matches!(fold_char(c), '○' | '零' | 'O').then_some(0))
    };
    let year = found
        .name("cy")?
        .as_str()
        .chars()
        .filter_map(digit)
        .fold(0, |year, digit| year * 10 + digit as u16);
    let part = |name: &str| {
        found
            .name(name)
            .and_then(|part| crate::read::numbering::value(part.as_str()))
            .map(|n| n as u8)
    };
    Date::new(year, part("cm"), part("cd"))
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::structure;

    /// Title, number, signature, date of issue and of the page.
    fn read(text: &str) -> [String; 5] {
        let source = read_text(text.as_bytes()).expect("text");
        let header = structure(&source).header;
        let date = |found: Option<(crate::model::Date, _)>| found.map(|(date, _)| date.to_string()).unwrap_or_default();
        [
            header.title.map(|title| title.text).unwrap_or_default(),
            header
                .number
                .map(|span| span.of(&source.text).to_owned())
                .unwrap_or_default(),
            header
                .signature
                .iter()
                .map(|span| span.of(&source.text))
                .collect::<Vec<_>>()
                .join("|"),
            date(header.issued),
            date(header.page_date),
        ]
    }

    #[test]
    fn the_plan_inside_a_notice() {
        let text = "浏览量: 时间:2018-12-22 21:46:47\n某府办〔2018〕10号\n某市人民政府办公室关于印发《某市实施方案\n\n(2017-2020年)》的通知\n各镇人民政府:\n《某市实施方案(2017-2020年)》已经同意，现印发给你们。\n某市人民政府办公室\n2018年1月24日\n某市实施方案(2017-2020年)\n为贯彻落实《意见》(国函〔2015〕154号)，制定本方案。\n一、总则\n";
        assert_eq!(
            read(text),
            [
                "某市实施方案(2017-2020年)",
                "某府办〔2018〕10号",
                "某市人民政府办公室",
                "2018-01-24",
                "2018-12-22"
            ]
        );
    }

    #[test]
    fn a_title_over_two_lines_and_a_reprint() {
        let text = "您现在的位置 :\n转发甲市科学技术局关于印发《甲市工作方案(2015-2017)》的通知\n• 2016-02-18 02:27:22\n各市(区)人民政府:\n    现印发给你们。\n甲市科学技术局\n2015年12月7日\n甲市工作方案\n(2015-2017 年)\n一、甲";
        assert_eq!(
            read(text),
            [
                "甲市工作方案(2015-2017 年)",
                "",
                "甲市科学技术局",
                "2015-12-07",
                "2016-02-18"
            ]
        );
    }

    #[test]
    fn signed_at_the_end_in_chinese_digits() {
        let text = "关于做好工作的意见\n一、甲\n做好。\n国务院\n二〇一七年七月二十一日\n(此件公开发布)";
        assert_eq!(read(text), ["关于做好工作的意见", "", "国务院", "2017-07-21", ""]);
    }
}
