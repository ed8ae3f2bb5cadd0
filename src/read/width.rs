//! Full-width digits and Latin letters (全角字符), read as the half-width ones that they are: １．加强领导, ２０２５年, ＴＣＬ. So every
//! rule, name and number of the later stages holds for both; quotes show the half-width form.

use super::quotes::GAINED;

/// Bytes that a character loses.
const LOST: u32 = 2;

/// What was done to single characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Full-width ones were made half-width.
    Narrowed,
    /// Straight quotation marks were curled.
    Curled,
}

impl Change {
    /// The bytes of a character that is changed.
    fn width(self) -> u32 {
        match self {
            Self::Narrowed => 1,
            Self::Curled => 1 + GAINED,
        }
    }

    /// The place in the text before so many changes of what stands at `at` behind them.
    fn undone(self, at: u32, changes: u32) -> u32 {
        match self {
            Self::Narrowed => at + LOST * changes,
            Self::Curled => at - GAINED * changes,
        }
    }
}

/// The half-width form of a full-width digit or letter.
fn narrow(c: char) -> Option<char> {
    const APART: u32 = 'Ａ' as u32 - 'A' as u32;
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    is_wide.then(|| char::from_u32(c as u32 - APART)).flatten()
}

/// Whether there is any in a text.
fn is_wide(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xEF, bytes).any(|at| text[at..].chars().next().and_then(narrow).is_some())
}

/// A text with its full-width digits and letters made half-width, and where they stand in it; nothing where there are none.
pub(super) fn narrowed(text: &str) -> Option<(String, Vec<u32>)> {
    if !is_wide(text) {
        return None;
    }
    let (mut out, mut places) = (String::with_capacity(text.len()), Vec::new());
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_point = c == '．' && before.is_some_and(is_digit) && opens_decimals(&text[at + c.len_utf8()..]);
        let narrowed = if is_point { Some('.') } else { narrow(c) };
        places.extend(narrowed.map(|_| out.len() as u32));
        out.push(narrowed.unwrap_or(c));
        before = Some(c);
    }
    Some((out, places))
}

fn is_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// Whether decimals follow a point between full-width digits (３．５％, １．１); four digits are a year behind an item's number
/// (１．２０２５年).
fn opens_decimals(behind: &str) -> bool {
    let digits = behind.chars().take_while(|c| is_digit(*c)).count();
    digits > 0 && digits != 4
}

/// Where runs of a clean text begin in the file, in whose text the characters at `changed` were others; `origin` has
/// them as changed. Each of them is a run, and what follows it another.
pub(super) fn origin_with(text: &str, origin: &[(u32, u32)], changed: &[u32], change: Change) -> Vec<(u32, u32)> {
    let nexts = origin.iter().skip(1).copied().chain([(text.len() as u32, u32::MAX)]);
    let mut out = Vec::with_capacity(origin.len() + 2 * changed.len());
    for (&(clean, place), (end, next)) in origin.iter().zip(nexts) {
        let length = text[clean as usize..end as usize].trim_end_matches('\n').len() as u32;
        // A character that was changed before may be shorter there.
        let length = length.min(next.saturating_sub(place));
        let before = changed.partition_point(|at| *at < place);
        let inside = changed[before..].iter().take_while(|at| **at < place + length);
        let mut begin = |at: u32, changes: u32| {
            let run = (clean + at - place, change.undone(at, changes));
            if out.last() != Some(&run) {
                out.push(run);
            }
        };
        begin(place, before as u32);
        for (at, changes) in inside.zip(before as u32..) {
            begin(*at, changes);
            if at + change.width() < place + length {
                begin(at + change.width(), changes + 1);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    #[test]
    fn digits_and_letters_are_half_width_and_keep_their_places() {
        let file = "某市方案\n１．加强领导，到２０２５年建成ＴＣＬ基地３个。\n（２）完。";
        let source = read_text(file.as_bytes()).expect("text");
        assert_eq!(
            source.text.trim_end(),
            "某市方案\n1．加强领导，到2025年建成TCL基地3个。\n（2）完。"
        );
        let ends = source.origin.iter().skip(1).map(|run| run.0 as usize);
        for (&(clean, raw), end) in source.origin.iter().zip(ends.chain([source.text.len()])) {
            let run = source.text[clean as usize..end].trim_end_matches('\n');
            let printed = &file[raw as usize..];
            let same = printed.starts_with(run);
            let wide = printed.chars().next().and_then(narrow).map(String::from);
            assert!(same || wide.as_deref() == Some(run), "{run} is not {printed}");
        }
        for (wide, half) in [("增长３．５％", "增长3.5％"), ("１．２０２５年", "1．2025年")] {
            assert_eq!(narrowed(wide).map(|(text, _)| text).as_deref(), Some(half));
        }
        assert_eq!(narrowed("全角（，）：；％ and 1."), None);
    }
}
