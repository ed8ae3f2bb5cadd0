//! The zone whose document it is: 苏州工业园区 where its committee signs.

use crate::lexicon::{Lexicon, Matches, Meaning};
use crate::structure::Header;
use crate::text::Span;

/// How the committees of zones end.
const COMMITTEES: [&str; 4] = ["党工委管委会", "管理委员会", "管委会", "党工委"];
/// What may stand behind a committee where its office signs.
const OFFICES: [&str; 3] = ["党政办公室", "综合办公室", "办公室"];
/// How zones end that no list knows.
const ZONES: [&str; 8] = [
    "开发区",
    "园区",
    "高新区",
    "经开区",
    "保税区",
    "示范区",
    "试验区",
    "新区",
];

/// The zone whose committee is the author, the signer or the publisher of a document, else the one that its title begins
/// with; the first, if one is.
pub(super) fn zone(text: &str, header: &Header, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let lines = header.authors.iter().chain(&header.signature).chain(&header.publishers);
    let titles = header
        .covering_title
        .iter()
        .chain(&header.title)
        .map(|title| title.span);
    let mut named = lines.filter_map(|line| of_committee(text, *line, matches, lexicon));
    let mut in_titles = titles.filter_map(|title| of_title(text, title, matches, lexicon));
    named.next().or_else(|| in_titles.next())
}

/// The zone of a line that is the name of its committee.
fn of_committee(text: &str, line: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let words = line.of(text).trim_start();
    let name = words.split_whitespace().next().unwrap_or_default();
    let office = OFFICES.iter().find_map(|office| name.strip_suffix(office));
    let name = office.unwrap_or(name);
    let committee = COMMITTEES.iter().find_map(|committee| name.strip_suffix(committee));
    // The office of a zone (常州经济开发区党政办公室) signs for its committee.
    let zone = committee.or(office)?;
    let is_zone = ZONES.iter().any(|kind| zone.ends_with(kind)) && zone.chars().count() >= 4;
    let start = line.end as usize - words.len();
    let listed = listed(Span::new(start, start + zone.len()), matches, lexicon);
    listed.or_else(|| (is_zone).then(|| zone.to_owned()))
}

/// The listed zone that a title begins with: 长沙经济技术开发区关于….
fn of_title(text: &str, title: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let words = title.of(text);
    let issuer = &words[..words.find("关于")?];
    let zone = COMMITTEES
        .iter()
        .find_map(|committee| issuer.strip_suffix(committee))
        .unwrap_or(issuer);
    listed(Span::new(0, zone.len()).shift(title.start as usize), matches, lexicon)
}

/// The full name of the listed zone that fills a span.
fn listed(span: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let whole = matches.starting(span.start).iter().find(|found| found.span == span)?;
    whole.meanings.iter().find_map(|meaning| match meaning {
        Meaning::Zone(id) => Some(lexicon.zones.get(*id).name.clone()),
        _ => None,
    })
}
