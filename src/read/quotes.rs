//! Straight quotation marks read as the curled ones that they stand for: "双创"基地, “前台受理". A copy that has lost the form of its
//! marks says the same; later stages know an opening mark from a closing one.
//!
//! Marks pair within a line. Straight ones that do not (5" 屏幕) stay; so do those around words without an ideograph.

/// Bytes that a curled mark has more than a straight one.
pub(super) const GAINED: u32 = 2;
/// The longest quotation, in bytes.
const LONGEST: usize = 180;

/// A text with its straight marks curled, and where the curled ones stand in it; nothing where there are none.
pub(super) fn curled(text: &str) -> Option<(String, Vec<u32>)> {
    memchr::memchr(b'"', text.as_bytes())?;
    let mut places = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if line.contains('"') {
            pair(line, from, &mut places);
        }
        from += line.len();
    }
    if places.is_empty() {
        return None;
    }
    places.sort_unstable();
    let (mut out, mut at) = (String::with_capacity(text.len() + 2 * places.len()), 0);
    let mut new_places = Vec::with_capacity(places.len());
    for (place, mark) in places {
        out.push_str(&text[at..place]);
        new_places.push(out.len() as u32);
        out.push(mark);
        at = place + 1;
    }
    out.push_str(&text[at..]);
    Some((out, new_places))
}

/// The straight marks of a line that pair, each with the mark that it stands for.
fn pair(line: &str, from: usize, places: &mut Vec<(usize, char)>) {
    let (mut both, mut open) = (Vec::new(), None::<(usize, bool)>);
    for (at, c) in line.char_indices() {
        match (c, open) {
            ('“', _) => open = Some((at, false)),
            ('”', Some((start, true))) => {
                places.extend(quotes(&line[start + 1..at]).then_some((from + start, '“')));
                open = None;
            }
            ('”', _) => open = None,
            ('"', Some((start, false))) if quotes(&line[start + '“'.len_utf8()..at]) => {
                places.push((from + at, '”'));
                open = None;
            }
            ('"', Some((start, true))) if quotes(&line[start + 1..at]) => {
                both.extend([(from + start, '“'), (from + at, '”')]);
                open = None;
            }
            ('"', _) => open = Some((at, true)),
            _ => {}
        }
    }
    // Where one is left over, nothing tells which.
    if open.is_none() {
        places.append(&mut both);
    }
}

/// Whether marks may stand around these words.
fn quotes(inner: &str) -> bool {
    inner.len() <= LONGEST && inner.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    #[test]
    fn marks_that_pair_are_curled() {
        for (straight, expected) in [
            ("建设\"双创\"基地", Some("建设“双创”基地")),
            ("完善“前台受理\"模式", Some("完善“前台受理”模式")),
            ("完善\"前台受理”模式", Some("完善“前台受理”模式")),
            ("\"甲\"和\"乙\"\n“丙\"和\"丁", Some("“甲”和“乙”\n“丙”和\"丁")),
            ("推广5\"屏幕", None),
            ("\"OK\" and \"no\"", None),
            ("一个\"甲", None),
        ] {
            assert_eq!(
                curled(straight).map(|(text, _)| text).as_deref(),
                expected,
                "{straight}"
            );
        }
    }

    #[test]
    fn what_is_curled_keeps_its_place() {
        let file = "某市方案\n１．建设\"双创\"基地３个，完善“受理\"模式。\n（２）完。";
        let source = read_text(file.as_bytes()).expect("text");
        assert_eq!(
            source.text.trim_end(),
            "某市方案\n1．建设“双创”基地3个，完善“受理”模式。\n（2）完。"
        );
        let ends = source.origin.iter().skip(1).map(|run| run.0 as usize);
        for (&(clean, raw), end) in source.origin.iter().zip(ends.chain([source.text.len()])) {
            let run = source.text[clean as usize..end].trim_end_matches('\n');
            let printed = &file[raw as usize..];
            let stands_for = matches!(run, "“" | "”") && printed.starts_with('"');
            let is_wide = run.len() == 1 && printed.starts_with(|c: char| !c.is_ascii());
            assert!(
                printed.starts_with(run) || stands_for || is_wide,
                "{run} is not {printed}"
            );
        }
    }
}
