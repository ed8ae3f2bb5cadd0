//! The date of a signature in texts whose line breaks are lost: it stands inside a line, and what follows it has run into it.

use crate::model::Date;
use crate::text::Span;

use super::date::{self, date_in};
use super::notice::is_full_name;
use super::signature::{is_body_like, may_be_dated};
use super::title;

/// The name and the date of a signature inside a line, where line breaks are lost: right behind a body's name, before the annexes or the
/// title of what is issued.
pub(super) fn signed(text: &str, all: &[Span]) -> Option<(Option<Span>, (Date, Span))> {
    let dated = all.iter().filter(|line| may_be_dated(line.of(text)));
    let mut places = dated.flat_map(|line| date::written(line.of(text)).map(|at| at.shift(line.start as usize)));
    let found = places.find(|at| signs(&text[..at.start as usize], &text[at.end as usize..]));
    let sent_out = || all.last().and_then(|line| sent_out(text, *line));
    let name = found.and_then(|at| full_name(&text[..at.start as usize]));
    Some((name, date_in(text, found.or_else(sent_out)?)?))
}

/// The full name that ends a stretch of text, if a blank or a full stop divides it from what stands before it.
fn full_name(before: &str) -> Option<Span> {
    let end = before.trim_end().len();
    let mark = before[..end].rfind(|c: char| !c.is_alphabetic())?;
    let divides = before[mark..]
        .chars()
        .next()
        .filter(|c| c.is_whitespace() || *c == '。')?;
    let start = mark + divides.len_utf8();
    is_full_name(&before[start..end]).then(|| Span::new(start, end))
}

/// The date of 版记 that ends a text whose line breaks are lost (…某局办公室2022年8月1日印发).
fn sent_out(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text).trim_end_matches('。').strip_suffix("印发")?;
    let at = date::written(words)
        .last()
        .filter(|at| at.end as usize == words.len())?;
    ends_in_body(&words[..at.start as usize]).then(|| at.shift(line.start as usize))
}

/// Whether a date between these two closes a paper.
fn signs(before: &str, after: &str) -> bool {
    const BEHIND: [&str; 8] = ["附件", "(附件", "（附件", "(此件", "（此件", "(联系", "（联系", "抄送"];
    let rest = after.trim_start();
    let line = rest.split('\n').next().unwrap_or_default();
    let begins = || line.find("第一条").or_else(|| line.find("第一章"));
    let titled = || begins().is_some_and(|at| title::ends_like_title(line[..at].trim_end()));
    ends_in_body(before)
        && (rest.is_empty()
            || BEHIND.iter().any(|word| rest.starts_with(word))
            || titled()
            || is_announced(before, line)
            || opens_title(line))
}

/// Whether the name of a body ends here, perhaps before that of the one whose seal it bears (（某厅代章）).
fn ends_in_body(before: &str) -> bool {
    let name = before.trim_end();
    let proxy = ["代章）", "代章)"].iter().any(|word| name.ends_with(word));
    let open = name.rfind(['（', '(']).filter(|_| proxy);
    let name = open.map_or(name, |open| &name[..open]);
    let near = name.char_indices().rev().take_while(|(_, c)| c.is_alphabetic());
    let start = near.take(30).last();
    let name = start.map_or("", |(at, _)| &name[at..]);
    name.chars().nth(3).is_some() && is_body_like(name)
}

/// Whether a line begins with the attachment that the text before it has announced last.
fn is_announced(before: &str, line: &str) -> bool {
    const LEAST: usize = 6;
    let list = before
        .rfind("附件")
        .map(|at| before[at + "附件".len()..].trim_start_matches([':', '：', ' ']));
    let opening = line.char_indices().nth(LEAST).map(|(end, _)| &line[..end]);
    list.zip(opening)
        .is_some_and(|(list, opening)| list.starts_with(opening))
}

/// Whether a line begins with the title of a paper that a body issues: 某市某委员会关于….
fn opens_title(line: &str) -> bool {
    let issuer = line.find("关于").map_or("", |about| &line[..about]);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    (4..=40).contains(&issuer.chars().count()) && issuer.chars().all(is_han) && is_body_like(issuer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_name_stands_before_it() {
        for (line, name) in [
            (
                "附件:某某镇预案(修订) 某市某区某某镇人民政府 2020年10月22日 某某镇预案(修订)",
                Some("某市某区某某镇人民政府"),
            ),
            ("请认真贯彻执行某办公室2020年10月22日", None),
            ("附件：1.某某汇总表某某协会办公室2020年10月22日附件1", None),
        ] {
            let found = signed(line, &[Span::new(0, line.len())]).and_then(|found| found.0);
            assert_eq!(found.map(|span| span.of(line)), name, "{line}");
        }
    }

    #[test]
    fn a_date_in_the_middle_of_a_line() {
        for (line, date) in [
            ("附件：2.名单中共某省委办公厅2021年3月8日附件1名单", "2021-03-08"),
            (
                "予以批准。国务院办公厅　　2014年12月29日　　（此件公开发布） 某预案　1　总则",
                "2014-12-29",
            ),
            ("某办公室财政部2019年7月2日某评估办法第一条 为提高水平", "2019-07-02"),
            ("联系电话:5178XXXX某省档案馆2021年7月24日", "2021-07-24"),
            (
                "附件:甲企业100强二维码某联合会2020年11月2日甲企业100强二维码该二维码有效",
                "2020-11-02",
            ),
            (
                "感谢支持!某委员会办公室2021年3月1日某省某委员会关于调整成员的通知各单位:",
                "2021-03-01",
            ),
            (
                "联系人:甲某小组办公室（某省某厅代章）2021年3月29日附件成员名单",
                "2021-03-29",
            ),
            ("乙公司。某市某局办公室2022年8月1日印发", "2022-08-01"),
            ("依据国务院办公厅2021年3月8日印发的方案", ""),
            ("请于省应急厅2021年11月17日17:00前反馈", ""),
            ("省政府2021年3月8日，附件1", ""),
        ] {
            let found = signed(line, &[Span::new(0, line.len())]);
            assert_eq!(
                found.map(|(_, (date, _))| date.to_string()).unwrap_or_default(),
                date,
                "{line}"
            );
        }
    }
}
