//! Stray NULs: forms, old programs and bad disks leave a few in a text, between characters or within one.

/// How many NUL and other control characters are put up with in a thousand.
const NOISE: usize = 1;

/// Whether the NULs of a text are so few that it is one all the same.
pub(super) fn is_stray(bytes: &[u8]) -> bool {
    let most = bytes.len() * NOISE / 1000;
    let is_noise = |b: &u8| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | b'\x0c');
    // The NULs first: they are counted fast in a large file of another kind.
    memchr::memchr_iter(0, bytes).take(most + 1).count() <= most
        && bytes.iter().filter(|b| is_noise(b)).take(most + 1).count() <= most
}

/// The same bytes, with every NUL that stands within a character moved behind it: everything else keeps its place.
///
/// Nothing where no NUL does, of UTF-8 or of the encodings that write Chinese with two bytes and four.
pub(super) fn moved_out(bytes: &[u8]) -> Option<Vec<u8>> {
    let bare: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
    let length = if std::str::from_utf8(&bare).is_ok() {
        utf8_length
    } else {
        double_length
    };
    let mut out = Vec::with_capacity(bytes.len());
    let (mut rest, mut is_moved) = (bytes, false);
    while !rest.is_empty() {
        let end = character(rest, length);
        let (whole, behind) = rest.split_at(end);
        let nuls = if end > 1 {
            memchr::memchr_iter(0, whole).count()
        } else {
            0
        };
        if nuls == 0 {
            out.extend_from_slice(whole);
        } else {
            is_moved = true;
            out.extend(whole.iter().filter(|b| **b != 0));
            out.resize(out.len() + nuls, 0);
        }
        rest = behind;
    }
    is_moved.then_some(out)
}

/// Where the first character ends, NULs within it counted.
fn character(bytes: &[u8], length: fn(&[u8]) -> usize) -> usize {
    let mut seen = [0; 2];
    let mut known = 0;
    for (i, &b) in bytes.iter().enumerate().filter(|(_, b)| **b != 0 || bytes[0] == 0) {
        if known < 2 {
            seen[known] = b;
        }
        known += 1;
        let whole = length(&seen[..known.min(2)]);
        if known >= whole {
            return i + 1;
        }
    }
    bytes.len()
}

/// How many bytes a character of UTF-8 has, by those at its beginning.
fn utf8_length(begun: &[u8]) -> usize {
    match begun[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}

/// The same of GB18030 and Big5.
fn double_length(begun: &[u8]) -> usize {
    match begun {
        [0x81..=0xFE, b'0'..=b'9', ..] => 4,
        [0x81..=0xFE, ..] => 2,
        _ => 1,
    }
}

/// Where runs of a clean text begin in the file, of which the NULs at `nuls` have been left out; `origin` leaves them out
/// of account. A run goes on behind each as another.
pub(super) fn origin_with(text: &str, origin: &[(u32, u32)], nuls: &[u32]) -> Vec<(u32, u32)> {
    // Where each NUL stood, counted without those before it.
    let gone: Vec<u32> = nuls.iter().zip(0..).map(|(&at, before)| at - before).collect();
    let ends = origin.iter().skip(1).map(|run| run.0);
    let ends = ends.chain([text.len() as u32]);
    let mut out = Vec::with_capacity(origin.len() + nuls.len());
    for (&(clean, raw), end) in origin.iter().zip(ends) {
        let run = text[clean as usize..end as usize].trim_end_matches('\n');
        let mut before = gone.partition_point(|&at| at <= raw);
        out.push((clean, raw + before as u32));
        while let Some(&at) = gone.get(before).filter(|&&at| at < raw + run.len() as u32) {
            before += gone[before..].partition_point(|&other| other == at);
            out.push((clean + at - raw, at + before as u32));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nuls_within_characters_are_moved_behind_them() {
        let text = "甲a乙";
        let gbk = encoding_rs::GB18030.encode(text).0;
        for bytes in [text.as_bytes(), &gbk] {
            for at in 0..=bytes.len() {
                let noisy = [&bytes[..at], b"\0", &bytes[at..]].concat();
                let mended = moved_out(&noisy);
                let whole = mended.as_deref().unwrap_or(&noisy);
                let bare: Vec<u8> = whole.iter().copied().filter(|b| *b != 0).collect();
                let place = whole.iter().position(|b| *b == 0).unwrap_or_default();
                let length = bytes.len() / 2;
                let ends = [0, length, length + 1, bytes.len()];
                assert_eq!((&bare[..], mended.is_some()), (bytes, !ends.contains(&at)), "{at}");
                assert!(ends.contains(&place) && place >= at, "{at} {place}");
            }
        }
        // Four bytes in GB18030.
        let rare = encoding_rs::GB18030.encode("㐀").0;
        let noisy = [&rare[..3], b"\0\0", &rare[3..], b"a"].concat();
        assert_eq!(moved_out(&noisy), Some([&rare[..], b"\0\0a"].concat()));
    }
}
