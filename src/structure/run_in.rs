//! Items that stand inside a paragraph: 检查内容。1.消防设施。2.食堂卫生。3.门卫制度。
//!
//! Each is divided off as if it began a line. The first stands behind a stop or right behind the paragraph's own heading,
//! every other behind a full stop: what semicolons part (符合下列条件：1.甲；2.乙。) is one sentence, and stays one. A paragraph
//! that holds more lists than one is left alone.

use crate::lexicon::{Cue, Cues};
use crate::read::numbering::{self, Marker, Style};
use crate::text::Span;

/// Shorter paragraphs hold no items, in bytes.
const LEAST: usize = 40;
/// Characters of the longest heading behind which an item begins without a stop.
const HEADING: usize = 25;
/// Labels of duties: what stands at the end of a paragraph speaks of all its items.
const DUTIES: [&str; 5] = ["责任单位", "牵头单位", "责任部门", "牵头部门", "负责单位"];

/// The number of an item whose point the copy has spoilt: 2。, 3·, or an amount right behind it (5.2.5米).
pub(super) fn spoilt(item: &str, number: u32) -> Option<Marker> {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let point = item[digits..].chars().next()?.len_utf8();
    let is_spoilt = is_number(item, number) && numbering::marker(item).is_none();
    is_spoilt.then(|| Marker {
        style: Style::Arabic,
        number,
        label: numbering::label(Style::Arabic, number),
        len: digits + point,
    })
}

/// The number of an item whose words begin with digits, which no amount follows: 11.｜121人才项目, not 11.5亿元.
pub(super) fn glued(item: &str, number: u32) -> Option<Marker> {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = item[digits..].strip_prefix('.')?;
    if item[..digits].parse() != Ok(number) {
        return None;
    }
    let words = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"万亿千百个元年月日号倍公平".contains(c);
    (words.len() < behind.len() && words.starts_with(is_word)).then(|| Marker {
        style: Style::Arabic,
        number,
        label: numbering::label(Style::Arabic, number),
        len: item.len() - behind.len(),
    })
}

/// Divides a paragraph where items begin inside it.
pub(super) fn split(text: &str, span: Span, cues: &Cues) -> Vec<Span> {
    if span.len() < LEAST || !may_hold(text, span, cues) {
        return vec![span];
    }
    let bracketed = |piece: Span, style: Style| cut(text, piece, bracketed(text, piece, cues, style));
    let pieces = bracketed(span, Style::ChineseBracketed)
        .into_iter()
        .flat_map(|piece| cut(text, piece, arabic(text, piece, cues)))
        .flat_map(|piece| bracketed(piece, Style::ArabicBracketed))
        .flat_map(|piece| cut(text, piece, single(text, piece, '⑴')))
        .flat_map(|piece| cut(text, piece, single(text, piece, '①')));
    pieces.collect()
}

/// Whether a second item may stand behind a stop. Most paragraphs end here.
fn may_hold(text: &str, span: Span, cues: &Cues) -> bool {
    let body = span.of(text);
    let begins = |at: usize| body[at..].starts_with(['2', '3', '（', '(', ' ', '\u{3000}', '二', '⑵', '②']);
    let mut stops = cues.ending_in(Cue::Stop, span).iter();
    let mut points = memchr::memchr_iter(b'.', body.as_bytes());
    stops.any(|stop| begins((stop.end - span.start) as usize) && matches!(stop.of(text), "。" | "！"))
        || points.any(|at| begins(at + 1))
}

fn cut(text: &str, span: Span, starts: Vec<usize>) -> Vec<Span> {
    let body = span.of(text);
    let inside = starts.into_iter().filter(|at| *at > 0);
    let from: Vec<usize> = std::iter::once(0).chain(inside).collect();
    if from.len() < 2 || gives_one_duty(body, &from) {
        return vec![span];
    }
    let ends = from.iter().skip(1).copied().chain([body.len()]);
    let pieces = from.iter().zip(ends);
    pieces
        .map(|(&from, to)| Span::new(from, to).shift(span.start as usize))
        .collect()
}

/// Whether units stand behind the last item alone, in brackets or with a label: they are given all of them.
fn gives_one_duty(body: &str, starts: &[usize]) -> bool {
    let says = |piece: &str| {
        let piece = piece.trim_end_matches(['。', ' ', '\u{3000}']);
        piece.ends_with(['）', ')', '】']) || DUTIES.iter().any(|word| piece.contains(word))
    };
    let last = starts.last().copied().unwrap_or_default();
    says(&body[last..])
        && !starts
            .windows(2)
            .any(|pair| pair[0] > 0 && says(&body[pair[0]..pair[1]]))
}

/// Where （一）, （二） or （1）, （2） begin; nothing where there are not two.
fn bracketed(text: &str, span: Span, cues: &Cues, style: Style) -> Vec<usize> {
    let body = span.of(text);
    let brackets = cues.ending_in(Cue::Bracket, span).iter();
    let opening = brackets.filter(|bracket| matches!(bracket.of(text), "(" | "（"));
    let is_arabic = style == Style::ArabicBracketed;
    let mut starts: Vec<usize> = Vec::new();
    for at in opening.map(|bracket| (bracket.start - span.start) as usize) {
        let next = starts.len() as u32 + 1;
        let marker = numbering::marker(&body[at..]).filter(|marker| marker.style == style);
        let begins = || follows(body, at, next) || is_arabic && next > 1 && ends_in_duty(&body[..at]);
        if marker.is_some_and(|marker| marker.number == next) && (at == 0 || begins()) {
            starts.push(at);
        }
    }
    let firsts = if is_arabic {
        ["（1）", "(1)"]
    } else {
        ["（一）", "(一)"]
    };
    let firsts = firsts.iter().flat_map(|first| body.matches(first));
    let is_list = starts.len() >= 2 && firsts.count() == 1;
    if is_list { starts } else { Vec::new() }
}

/// Whether the units of an item stand in brackets at the end of these words: （市财政局牵头负责）.
fn ends_in_duty(before: &str) -> bool {
    let inner = before.trim_end().strip_suffix([')', '）']);
    let open = inner.and_then(|inner| Some(&inner[inner.rfind(['(', '（'])?..]));
    open.is_some_and(|units| {
        ["负责", "牵头", "配合", "责任单位"]
            .iter()
            .any(|word| units.contains(word))
    })
}

/// Where ⑴, ⑵ or ①, ② begin, the first of which is given; nothing where there are not two.
fn single(text: &str, span: Span, first: char) -> Vec<usize> {
    let body = span.of(text);
    let marks = (first as u32..).map_while(char::from_u32);
    let (mut starts, mut from) = (Vec::new(), 0);
    for (mark, number) in marks.zip(1..=20) {
        let Some(at) = body[from..].find(mark).map(|at| from + at) else {
            break;
        };
        if at > 0 && !follows(body, at, number) {
            return Vec::new();
        }
        starts.push(at);
        from = at + mark.len_utf8();
    }
    let is_list = starts.len() >= 2 && body.matches(first).count() == 1;
    if is_list { starts } else { Vec::new() }
}

/// Where 1., 2., 3. begin; nothing where there are not three.
fn arabic(text: &str, span: Span, cues: &Cues) -> Vec<usize> {
    let body = span.of(text);
    let own = numbering::marker(body).filter(|marker| marker.style == Style::Arabic);
    let first = own.map_or(1, |own| own.number + 1);
    let (mut starts, mut next) = (Vec::new(), first);
    let is_digit = |at: usize| body.as_bytes()[at].is_ascii_digit();
    let counts = cues.ending_in(Cue::Count, span).iter();
    let counts = counts.map(|count| (count.start - span.start) as usize);
    let numbers = counts.filter(|&at| is_digit(at) && !at.checked_sub(1).is_some_and(is_digit));
    for at in numbers.clone() {
        if is_number(&body[at..], next)
            && at > 0
            && (first > 1 && next == first && ends_sentence(&body[..at]) || follows(body, at, next))
        {
            starts.push(at);
            next += 1;
        }
    }
    let least = if first > 1 { 2 } else { 3 };
    let mut firsts = numbers.filter(|at| is_number(&body[*at..], 1));
    let is_list = starts.len() >= least && firsts.nth(1).is_none();
    if is_list { starts } else { Vec::new() }
}

/// Whether this number begins an item here, spoilt or not.
fn is_number(rest: &str, number: u32) -> bool {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if rest[..digits].parse() != Ok(number) {
        return false;
    }
    let behind = &rest[digits..];
    let is_amount = || {
        let amount = behind.trim_start_matches(['.', '．']);
        let whole = amount.trim_start_matches(|c: char| c.is_ascii_digit());
        amount.len() < behind.len() && whole.len() < amount.len() && whole.starts_with('.')
    };
    let is_odd = || {
        let words = behind.strip_prefix(['。', '·', '，', ',']);
        number > 1 && words.is_some_and(|words| words.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)))
    };
    numbering::marker(rest).is_some_and(|marker| marker.style == Style::Arabic) || is_amount() || is_odd()
}

/// Whether item `number` may begin here.
fn follows(body: &str, at: usize, number: u32) -> bool {
    let before = body[..at].trim_end_matches([' ', '\u{3000}']);
    if number > 1 {
        return ends_sentence(before);
    }
    ends_sentence(before)
        || before.ends_with(['：', ':']) && !before.trim_end_matches(['：', ':']).ends_with("附件")
        || is_heading(before)
}

fn ends_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}']);
    let is_point = || {
        let words = before.strip_suffix('.').unwrap_or_default();
        words.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, ')' | '）'))
    };
    before.ends_with(['。', '！', '？']) || is_point()
}

/// Whether these words are the heading of the paragraph and nothing else.
fn is_heading(before: &str) -> bool {
    let Some(marker) = numbering::marker(before) else {
        return false;
    };
    let words = &before[marker.len..];
    (2..=HEADING).contains(&words.chars().count())
        && words
            .chars()
            .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '、' | '“' | '”'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::testing::cues;

    fn heads(text: &str) -> Vec<String> {
        let pieces = split(text, Span::new(0, text.len()), &cues(text)).into_iter();
        pieces.map(|piece| piece.of(text).chars().take(4).collect()).collect()
    }

    #[test]
    fn items_in_a_paragraph() {
        for (text, expected) in [
            (
                "一、检查内容。1.消防设施是否完好。2.食堂卫生是否达标。3.门卫制度是否落实。",
                vec!["一、检查", "1.消防", "2.食堂", "3.门卫"],
            ),
            (
                "二、检查方式。（一）自查。各校自查。（二）抽查。省教育厅会同省公安厅抽查。",
                vec!["二、检查", "（一）自", "（二）抽"],
            ),
            (
                "(一)道路工程1.原则同意该项目走向。2。建议补充现状调查资料。3·优化组织。4.5.5m人行道应再研究。5.完善。",
                vec!["(一)道", "1.原则", "2。建议", "3·优化", "4.5.", "5.完善"],
            ),
            (
                "（一）自查。各校自查。（二）抽查。教育局抽查。（三）总结。报送总结。",
                vec!["（一）自", "（二）抽", "（三）总"],
            ),
            (
                "现再次印送贵单位，进一步征求意见。1.请各单位高度重视。2.请说明理由。3.请主动衔接。",
                vec!["现再次印", "1.请各", "2.请说", "3.请主"],
            ),
            (
                "1.深化改革。(1)落实改革，做好工作。(市工商局牵头负责)(2)完善登记。(市税务局牵头负责)(3)推进许可。",
                vec!["1.深化", "(1)落", "(2)完", "(3)推"],
            ),
            (
                "⑴紧盯目标任务，抓好落实。⑵推进投资，开工项目。⑶培育企业，做好服务。",
                vec!["⑴紧盯目", "⑵推进投", "⑶培育企"],
            ),
            (
                "（一）重点任务。①完成幼儿园建设。②完成小学建设，投入使用。",
                vec!["（一）重", "①完成幼", "②完成小"],
            ),
            (
                "1.甲事要做好做实。2.乙事也要做好做实。3.丙事同样做好。",
                vec!["1.甲事", "2.乙事", "3.丙事"],
            ),
        ] {
            assert_eq!(heads(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_one_paragraph() {
        for text in [
            "三、申报条件。符合下列条件：1.具有法人资格；2.具有研发能力；3.经营状况良好。",
            "三、投资目标。完成投资1.5亿元。2.5亿元的项目开工建设。3.8亿元的项目竣工投产。",
            "（三）强化保障。1.加大投入力度。2.完善工作制度。3.加强队伍建设。（责任单位：市财政局）",
            "条件如下：①有法人资格的单位；②有研发能力。③经营良好，信誉好。",
            "四、报送材料。附件：1.甲名单。2.乙名单。3.丙名单。请各单位按时报送上述各项材料。",
            "按照第三条（一）和（二）的要求办理。（二）款所称的单位是指法人，其他组织除外。",
        ] {
            assert_eq!(heads(text).len(), 1, "{text}");
        }
    }
}
