//! What a document prints about itself: title, number (文号), signature (落款), dates, the page's own particulars.
//!
//! Only the words are found here; whom they name is for [`crate::resolve`] to say.

mod around;
mod date;
mod fallback;
mod furniture;
mod label;
mod notice;
mod number;
mod run_in;
mod session;
mod signature;
#[cfg(test)]
mod testing;
mod title;
mod two_lines;

pub use title::TitleText;
pub(super) use title::ends_like_title;

/// Whether these words are the full name of a body.
pub(crate) fn is_full_name(name: &str) -> bool {
    notice::is_full_name(name)
}

/// Whether a line holds the name of a body and nothing else.
pub(super) fn names_body(line: &str) -> bool {
    is_name_line(line) && signature::is_body_like(line)
}

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::read::{BlockKind, Source, particulars};
use crate::text::Span;

use label::{Label, Labels};
use signature::is_name_line;

use super::Structure;

/// The particulars that stand in a document, each where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// 标题: of the plan itself where a notice carries one.
    pub title: Option<TitleText>,
    /// The title of the notice that carries the plan (关于印发《…》的通知).
    pub covering_title: Option<TitleText>,
    /// The names of bodies before 关于 in the title, or in that of the notice around it, if nothing else stands there.
    pub titled_by: Vec<Span>,
    /// 文号.
    pub number: Option<Span>,
    /// 发文机关, 制定机关: the authors that the page names by a label.
    pub authors: Vec<Span>,
    /// 发布机关: who made it public, by a label of the page.
    pub publishers: Vec<Span>,
    /// 发文机关标志: the body of the letterhead (山东省财政厅文件).
    pub letterhead: Option<Span>,
    /// 落款: the lines of the issuers' names above the date.
    pub signature: Vec<Span>,
    /// The bodies whose names stand right below the title.
    pub below_title: Vec<Span>,
    /// The government in whose name a report is delivered (我代表省人民政府).
    pub delivered_for: Option<Span>,
    /// The place whose congress hears a report.
    pub heard_in: Option<Span>,
    /// 成文日期.
    pub issued: Option<(Date, Span)>,
    /// When a law was last revised.
    pub revised: Option<Date>,
    /// The date of the page (发布时间).
    pub page_date: Option<(Date, Span)>,
    /// Who put the page up or is named as its source (来源, 发布机构), and the lines between title and text.
    pub page_sources: Vec<Span>,
    /// The session that passed it: 滨州市第十一届人民代表大会常务委员会第二十九次会议通过.
    pub adopted_by: Option<Span>,
    /// The name before the date of a signature that has run into a line.
    pub signed_inside: Option<Span>,
    /// Everything before the first measure.
    pub front: Vec<Span>,
}

impl Header {
    /// The year in the document's own number: that of issue.
    pub fn year_of_number(&self, text: &str) -> Option<u16> {
        number::year(self.number?.of(text))
    }
}

static PAGE_SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:信息来源|稿件来源|文章来源|来源|发布机构|发布单位)\**\s*[:：]\s*(?P<who>[\p{Han}]{2,30})")
        .expect("the pattern is fixed")
});
static LETTERHEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?P<who>\p{Han}{4,40}?)(?:文件|便函|公告|会议纪要)").expect("the pattern is fixed"));

/// Finds the particulars of a document.
pub(super) fn header(source: &Source, structure: &Structure) -> Header {
    let text = &source.text;
    let first_measure = structure
        .measures
        .first()
        .map_or(u32::MAX, |measure| measure.span.start);
    let of_kind = |chrome: bool| {
        let blocks = source.blocks.iter().filter(move |block| match block.kind {
            BlockKind::Paragraph => !chrome,
            BlockKind::Chrome => chrome,
            BlockKind::Table(_) => false,
        });
        blocks.map(|block| block.span).collect::<Vec<Span>>()
    };
    let (paragraphs, chrome) = (of_kind(false), of_kind(true));
    // On a page with long menus the number stands far down.
    let opening_lines = paragraphs.iter().filter(|span| span.start < first_measure).take(200);
    let before_measures: Vec<Span> = opening_lines.map(|span| head(text, *span, first_measure)).collect();
    let front = before_measures[..before_measures.len().min(60)].to_vec();
    let labels = front.iter().take(30).chain(chrome.iter().take(20)).copied();
    let labels = Labels::of(text, labels.collect());
    let of_label = |label| labels.values(label);
    let date_of = |label| of_label(label).iter().find_map(|&span| date::date_in(text, span));

    let titles = title::titles(text, &front);
    let (title, covering_title) = title::choose(text, &titles);
    let title = title
        .or_else(|| labels.title())
        .or_else(|| notice::announced(text, &front))
        .or_else(|| fallback::in_line(text, &front))
        .or_else(|| fallback::first_line(text, &front));
    let unmarked = title.as_ref().filter(|_| covering_title.is_none());
    let unmarked = unmarked.and_then(|cover| notice::unmarked(text, cover, &paragraphs));
    let (title, covering_title) = match unmarked {
        Some(own) => (Some(own), title),
        None => (title, covering_title),
    };
    let outer = covering_title.as_ref().or(title.as_ref());
    let titled_by = outer.map(|title| notice::issuers(text, title)).unwrap_or_default();
    let signed = signature::signature(text, &front, &paragraphs);
    let adoption = session::adoption(text, &front);
    let opening = &paragraphs[..paragraphs.len().min(30)];
    // The State Council's report is not that of the minister who delivers it.
    let names_issuer = outer.is_some_and(|title| title.text.find("关于").is_some_and(|about| about > 0));
    let is_report = match &title {
        Some(title) => session::is_report(&title.text),
        None => front.iter().take(6).any(|line| session::is_delivery(line.of(text))),
    };
    let speaker = || session::speaker(text, opening).filter(|who| !names_issuer || session::governs(who.of(text)));
    let delivered_for = || session::delivered_for(text, opening).or_else(speaker);
    let heard = is_report.then(|| session::heard(text, opening)).flatten();

    let number = number::number(text, &of_label(Label::Number))
        .or_else(|| number::order(text, &of_label(Label::Number)))
        .or_else(|| titles.iter().take(3).find_map(|title| number::behind(text, title.span)))
        .or_else(|| number::number(text, &before_measures))
        .or_else(|| number::order(text, &front[..front.len().min(12)]));
    // An order that makes a revised law public bears its own date; what adopted the law before does not.
    let ordered = signed.date.filter(|(date, at)| {
        let before = adoption
            .date
            .filter(|(adopted, place)| adopted.year < date.year && at.start < place.start);
        before.is_some() && adoption.revised.is_some()
    });
    let inside = run_in::signed(text, &paragraphs);
    let authors = contradicted(text, of_label(Label::Author), &titled_by, &signed.names);
    let issued = date_of(Label::Written)
        .or(heard.map(|heard| heard.1))
        .or(ordered)
        .or(adoption.date)
        .or(signed.date)
        .or_else(|| date::whole(text, number::rest_of_line(text, number?)))
        .or_else(|| date_of(Label::Published))
        .or(inside.map(|(_, date)| date))
        .or_else(|| month_below(text, title.as_ref()?, &front));
    Header {
        number,
        authors,
        publishers: of_label(Label::Publisher),
        letterhead: front.first().and_then(|span| group(&LETTERHEAD, text, *span, "who")),
        below_title: outer.map(|title| named_below(text, title, &front)).unwrap_or_default(),
        delivered_for: is_report.then(delivered_for).flatten(),
        heard_in: heard.map(|heard| heard.0),
        titled_by,
        issued,
        revised: adoption.revised,
        page_date: chrome.iter().find_map(|&span| date::date_in(text, span)),
        page_sources: page_sources(text, &chrome, &front, title.as_ref(), &labels),
        adopted_by: adoption.by,
        signed_inside: inside.and_then(|(name, _)| name),
        title: title.filter(|title| !is_foreign(&title.text, text, &signed.names)),
        covering_title,
        signature: signed.names,
        front,
    }
}

/// The authors that the page names, unless the title and the signature agree on another body: a site names its government.
fn contradicted(text: &str, authors: Vec<Span>, titled: &[Span], signed: &[Span]) -> Vec<Span> {
    let [titled] = titled else { return authors };
    let name = bare(titled.of(text));
    let signs = signed.iter().any(|line| bare(line.of(text)) == name);
    let agrees = authors.iter().any(|line| bare(line.of(text)) == name);
    if signs && !agrees { Vec::new() } else { authors }
}

/// The lines right below a title that are full names of bodies; the page may print the title again before them.
fn named_below(text: &str, title: &TitleText, front: &[Span]) -> Vec<Span> {
    let below = front.iter().copied().filter(|line| line.start >= title.span.end);
    let again = below.skip_while(|line| bare(line.of(text)) == bare(&title.text));
    let names = again.take_while(|line| notice::is_full_name(line.of(text).trim()) && !line.of(text).contains('各'));
    names.take(4).collect()
}

/// The month in brackets at the end of a title or in the line below it.
fn month_below(text: &str, title: &TitleText, front: &[Span]) -> Option<(Date, Span)> {
    let below = front.iter().copied().find(|line| line.start >= title.span.end);
    let below = below.filter(|line| line.len() < "（2023年12月）".len() + 3);
    [Some(title.span), below]
        .into_iter()
        .flatten()
        .find_map(|line| date::month_at_end(text, line))
}

/// Whether a title names the State Council while others sign: it is that of a paper which the text, whose own title is
/// lost, begins by citing.
fn is_foreign(title: &str, text: &str, signature: &[Span]) -> bool {
    let central = ["国务院", "中共中央"];
    let signs = |word: &str| signature.iter().any(|name| bare(name.of(text)).contains(word));
    let bodies = signature.iter().any(|name| signature::is_body_like(name.of(text)));
    bodies
        && central.iter().any(|word| title.starts_with(word))
        && !["国务院", "中央", "国家"].iter().any(|word| signs(word))
}

/// Words without white space: names in signatures are spread to equal widths.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The part of a paragraph that stands before the first measure (they share a line where line breaks are lost).
fn head(text: &str, span: Span, first_measure: u32) -> Span {
    let end = span.end.min(first_measure);
    let head = Span { end, ..span };
    if head.len() <= 900 {
        return head;
    }
    let words = head.of(text);
    let stop = memchr::memmem::find(words.as_bytes(), "各位".as_bytes()).unwrap_or(words.len());
    Span::new(0, stop.min(floor(words, 900))).shift(span.start as usize)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// The page's source, and short lines between the title and the text that may name the issuer.
fn page_sources(
    text: &str,
    chrome: &[Span],
    front: &[Span],
    title: Option<&TitleText>,
    labels: &Labels<'_>,
) -> Vec<Span> {
    let labelled = [Label::Author, Label::Publisher].map(|label| labels.values(label));
    let particulars = front.iter().take(12).filter(|span| particulars::begins(span.of(text)));
    let printed = chrome.iter().chain(particulars);
    let printed = printed.filter_map(|span| group(&PAGE_SOURCE, text, *span, "who"));
    let sites = front.iter().take(3).filter_map(|span| around::site(text, *span));
    let between = front
        .iter()
        .copied()
        .filter(|span| title.is_none_or(|title| !title.span.overlaps(*span)) && is_name_line(span.of(text)));
    let early = between.take(3);
    labelled
        .into_iter()
        .flatten()
        .chain(printed)
        .chain(sites)
        .chain(early)
        .collect()
}

fn group(pattern: &Regex, text: &str, span: Span, name: &str) -> Option<Span> {
    let found = pattern.captures(span.of(text))?.name(name)?;
    Some(Span::new(found.start(), found.end()).shift(span.start as usize))
}

#[cfg(test)]
mod tests {
    use crate::read::read_text;
    use crate::structure::testing::structure;

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
