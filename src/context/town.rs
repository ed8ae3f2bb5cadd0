//! The town or street whose own document it is: 宜兴市丁蜀镇 where its government signs.

use crate::lexicon::{Level, Lexicon, Matches, PlaceId};
use crate::structure::Header;
use crate::text::Span;

use super::region::{chain, single};

/// How towns end.
const KINDS: [&str; 3] = ["镇", "乡", "街道"];
/// Who signs for a town.
const BODIES: [&str; 6] = ["人民政府", "党委", "党工委", "办事处", "党政办公室", "党政综合办公室"];
/// The longest name of a town without its kind, in characters.
const WIDEST: usize = 6;

/// The town that is the author, the signer or the publisher of a document, by the name that its departments carry.
pub(super) fn town(text: &str, header: &Header, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let mut lines = header.authors.iter().chain(&header.signature).chain(&header.publishers);
    lines.find_map(|line| signing(text, *line, matches, lexicon))
}

/// The town in a line that is the name of its government.
fn signing(text: &str, line: Span, matches: &Matches<'_>, lexicon: &Lexicon) -> Option<String> {
    let words = line.of(text).trim();
    let start = line.start as usize + line.of(text).find(words)?;
    let (places, at) = chain(start as u32, matches, lexicon, None)?;
    let place = single(&places, lexicon)?;
    let name = words.get(at.end as usize - start..)?;
    let reach: usize = name.chars().take(WIDEST + 2).map(char::len_utf8).sum();
    let ends = KINDS
        .iter()
        .filter_map(|kind| Some(name[..reach].find(kind)? + kind.len()));
    let end = ends
        .filter(|end| BODIES.iter().any(|body| name[*end..].starts_with(body)))
        .min()?;
    let is_word = name[..end].chars().all(char::is_alphabetic);
    // 南漳镇 of 南漳县 is called as the county is in short.
    let own = if KINDS.contains(&&name[..end]) { at.of(text) } else { "" };
    (lexicon.places.get(place).level == Level::County && is_word)
        .then(|| format!("{}{own}{}", around(lexicon, place), &name[..end]))
}

/// A county-level place as the names of towns' bodies carry it: a district stands behind its city.
fn around(lexicon: &Lexicon, id: PlaceId) -> String {
    let row = lexicon.places.get(id);
    match row.parent.filter(|_| row.name.ends_with('区')) {
        Some(city) => format!("{}{}", lexicon.places.get(city).name, row.name),
        None => row.name.clone(),
    }
}
