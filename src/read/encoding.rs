//! Bytes to text: a byte-order mark, then strict UTF-8, then what the user says, then what a page says of itself, then a
//! look at the whole file.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;
use super::nuls::{is_stray, moved_out};

/// The encoding of a text, by any of the names that the WHATWG Encoding Standard knows; GB2312 and GBK are read as
/// GB18030, which holds both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding(&'static Encoding);

impl TextEncoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(UTF_8);

    /// The encoding of a label, as users and pages write it.
    pub fn of_label(label: &str) -> Option<Self> {
        Encoding::for_label(label.trim().as_bytes()).map(Self::widened)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    fn widened(encoding: &'static Encoding) -> Self {
        Self(if encoding == GBK { GB18030 } else { encoding })
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that is no encoding's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no encoding '{0}'; known are utf-8, utf-16le, utf-16be, gb18030, gbk, gb2312, big5 and others")]
pub struct UnknownEncoding(pub String);

impl FromStr for TextEncoding {
    type Err = UnknownEncoding;

    fn from_str(label: &str) -> Result<Self, UnknownEncoding> {
        Self::of_label(label).ok_or_else(|| UnknownEncoding(label.to_owned()))
    }
}

/// How many characters that do not fit are put up with in a thousand, where the encoding is not in doubt.
const DAMAGE: usize = 1;

/// The text of `bytes` without stray NULs, and its encoding. `said` is the user's word, `printed` the page's.
pub(super) fn decode(
    bytes: &[u8],
    said: Option<TextEncoding>,
    printed: Option<TextEncoding>,
) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let (text, encoding) = decode_whole(bytes, said, printed)?;
    let text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', ""))
    } else {
        text
    };
    Ok((text, encoding))
}

/// The same with the stray NULs, for those who count the bytes.
pub(super) fn decode_whole(
    bytes: &[u8],
    said: Option<TextEncoding>,
    printed: Option<TextEncoding>,
) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    // The mark of UTF-8 stays, so that places in the text are places in the file; readers take it for white space.
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return strict(&bytes[mark..], TextEncoding(encoding));
    }
    let Some(offset) = memchr::memchr(0, bytes) else {
        return unmarked(bytes, said, printed);
    };
    let is_text = std::str::from_utf8(bytes).is_ok() && is_stray(bytes);
    if said.is_none() && !is_text {
        if let Some(found) = utf16(bytes) {
            return Ok(found);
        }
        if !is_stray(bytes) {
            return Err(ReadError::Binary { offset });
        }
    }
    let is_wide = said.is_some_and(|TextEncoding(said)| said == UTF_16LE || said == UTF_16BE);
    let moved = if is_wide { None } else { moved_out(bytes) };
    let Some(moved) = moved.filter(|_| is_stray(bytes)) else {
        return unmarked(bytes, said, printed);
    };
    unmarked(&moved, said, printed).map(|(text, encoding)| (Cow::Owned(text.into_owned()), encoding))
}

/// The text of bytes without a byte-order mark, whose NULs are at most stray or in an encoding that the user names.
fn unmarked(
    bytes: &[u8],
    said: Option<TextEncoding>,
    printed: Option<TextEncoding>,
) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let is_clean = memchr::memchr(0, bytes).is_none() || is_stray(bytes);
    let offset = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) if is_clean => return Ok((Cow::Borrowed(text), TextEncoding::UTF_8)),
        Ok(_) => 0,
        Err(error) => error.valid_up_to(),
    };
    if let Some(said) = said {
        let (text, _) = said.0.decode_without_bom_handling(bytes);
        return without_noise(text).map(|text| (text, said));
    }
    if mostly_utf8(bytes) {
        let line = line_of(bytes, offset);
        return Err(ReadError::NotUtf8 { offset, line });
    }
    if let Some(found) = printed.and_then(|encoding| strict(bytes, encoding).ok()) {
        return Ok(found);
    }
    guessed(bytes)
}

/// The text in the encoding that the whole file looks like.
fn guessed(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // No country is given: `cn` would turn Big5 into GBK.
    let guess = detector.guess(None, Utf8Detection::Deny);
    let encoding = if guess == BIG5 || guess == GBK || guess == GB18030 {
        guess
    } else if plain_gb2312(bytes) {
        GB18030
    } else {
        return Err(ReadError::UnknownEncoding { guess: guess.name() });
    };
    strict(bytes, TextEncoding::widened(encoding))
}

/// The text, unless more does not fit than a slip of the disk explains.
fn strict(bytes: &[u8], encoding: TextEncoding) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    let (text, damaged) = encoding.0.decode_without_bom_handling(bytes);
    if damaged {
        let lost = text.matches('\u{fffd}').count();
        if lost * 1000 > DAMAGE * text.chars().count() {
            let encoding = encoding.name();
            return Err(ReadError::Damaged { encoding, lost });
        }
    }
    without_noise(text).map(|text| (text, encoding))
}

/// The text, unless its NULs are more than stray.
fn without_noise(text: Cow<'_, str>) -> Result<Cow<'_, str>, ReadError> {
    match text.find('\0') {
        Some(offset) if !is_stray(text.as_bytes()) => Err(ReadError::Binary { offset }),
        _ => Ok(text),
    }
}

/// UTF-16 without a mark: nearly all that it reads as, in one of the two orders of bytes, is Chinese or ASCII.
fn utf16(bytes: &[u8]) -> Option<(Cow<'_, str>, TextEncoding)> {
    // A large file of another kind is told by its beginning. (An even number of bytes; what it cuts in two is one character.)
    const BEGINNING: usize = 1 << 16;
    let fits_so_far = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[..bytes.len().min(BEGINNING)]);
        let fitting = text.chars().filter(|c| is_common(*c)).count();
        fitting * 10 >= text.chars().count() * 9
    };
    let mut best: Option<(usize, Cow<'_, str>, TextEncoding)> = None;
    for encoding in [UTF_16LE, UTF_16BE] {
        if !fits_so_far(encoding) {
            continue;
        }
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        let fitting = text.chars().filter(|c| is_common(*c)).count();
        let fits = !damaged && fitting * 20 >= text.chars().count() * 19;
        if fits && best.as_ref().is_none_or(|(most, ..)| fitting > *most) {
            best = Some((fitting, text, TextEncoding(encoding)));
        }
    }
    best.map(|(_, text, encoding)| (text, encoding))
}

/// Characters that Chinese texts are made of.
fn is_common(c: char) -> bool {
    let is_wide = matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{203f}');
    is_wide || c.is_ascii_graphic() || c.is_ascii_whitespace()
}

/// Whether far more multi-byte sequences are UTF-8 than not: then it is UTF-8 with bytes missing.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > 4 * wrong || right == 0 && wrong == 1 && is_cut(bytes)
}

/// Whether the file ends in the middle of a UTF-8 character and fits elsewhere.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Whether every double byte lies where GB2312 keeps its common characters and marks: for texts too short to guess from.
fn plain_gb2312(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        rest = behind;
        if !first.is_ascii() {
            let Some((&second, behind)) = rest.split_first() else {
                return false;
            };
            rest = behind;
            let common = matches!(first, 0xA1 | 0xA3 | 0xB0..=0xF7);
            if !common || second < 0xA1 {
                return false;
            }
        }
    }
    true
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    bytes[..offset].split(|&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "关于印发《东莞市科技创新实施方案》的通知\n各镇街人民政府、市府直属各单位：\n现印发给你们，请认真贯彻执行。\n一、总体要求\n深入实施创新驱动发展战略，加快建设创新型城市。\n";
    const TRADITIONAL: &str = "關於印發科技創新實施方案的通知，各縣市政府、直屬機關：現印發給你們，請認真貫徹執行。深入實施創新驅動發展戰略，加快建設創新型城市。";

    #[test]
    fn every_encoding_is_told_from_the_others() {
        let utf16 = |encoding: &'static Encoding, text: &str| {
            let units = text.encode_utf16();
            let bytes = |unit: u16| {
                if encoding == UTF_16LE {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            units.flat_map(bytes).collect::<Vec<u8>>()
        };
        for (bytes, text, name) in [
            (TEXT.as_bytes().to_vec(), TEXT, "UTF-8"),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT, "UTF-8"),
            (utf16(UTF_16LE, TEXT), TEXT, "UTF-16LE"),
            (utf16(UTF_16BE, TEXT), TEXT, "UTF-16BE"),
            ([b"\xff\xfe".to_vec(), utf16(UTF_16LE, TEXT)].concat(), TEXT, "UTF-16LE"),
            (GBK.encode(TEXT).0.into_owned(), TEXT, "gb18030"),
            (GB18030.encode("关于").0.into_owned(), "关于", "gb18030"),
            (BIG5.encode(TRADITIONAL).0.into_owned(), TRADITIONAL, "Big5"),
        ] {
            let (decoded, encoding) = decode(&bytes, None, None).expect(name);
            assert_eq!((decoded.trim_start_matches('\u{feff}'), encoding.name()), (text, name));
        }
    }

    #[test]
    fn what_the_user_says_goes_before_a_guess() {
        let bytes = BIG5.encode(TRADITIONAL).0;
        let said = TextEncoding::of_label("gbk");
        assert_eq!(said.map(TextEncoding::name), Some("gb18030"));
        let (text, _) = decode(&bytes, said, None).expect("any bytes decode");
        assert_ne!(text, TRADITIONAL);
        assert!("klingon".parse::<TextEncoding>().is_err());
    }

    #[test]
    fn stray_nuls_make_no_binary() {
        let long = TEXT.repeat(20);
        let (before, after) = long.split_at(TEXT.len());
        let noisy = format!("{before}\0{after}");
        for bytes in [noisy.clone().into_bytes(), GBK.encode(&noisy).0.into_owned()] {
            let (text, _) = decode(&bytes, None, None).expect("it is a text");
            assert_eq!(text, long);
            let (whole, _) = decode_whole(&bytes, None, None).expect("it is a text");
            assert_eq!(whole, noisy);
        }
        // Within a character.
        for bytes in [long.clone().into_bytes(), GBK.encode(&long).0.into_owned()] {
            let bytes = [&bytes[..1], b"\0", &bytes[1..]].concat();
            for said in [None, TextEncoding::of_label("gbk")] {
                let (text, _) = decode(&bytes, said, None).expect("it is a text");
                assert_eq!(text, long);
            }
        }
        // As many other control characters as a program has.
        let program = noisy.replace('，', "\x01");
        assert!(matches!(
            decode(program.as_bytes(), None, None),
            Err(ReadError::Binary { .. })
        ));
        let gbk = TextEncoding::of_label("gbk");
        assert!(matches!(decode(b"ab\0\0", gbk, None), Err(ReadError::Binary { .. })));
    }

    #[test]
    fn damage_is_told() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 3];
        assert!(matches!(decode(cut, None, None), Err(ReadError::NotUtf8 { .. })));
        assert_eq!(
            decode(b"1\n\xe4\xba", None, None),
            Err(ReadError::NotUtf8 { offset: 2, line: 2 })
        );
        assert!(matches!(
            decode(b"ab\0\x01cd", None, None),
            Err(ReadError::Binary { offset: 2 })
        ));
        let latin = "déjà vu".chars().map(|c| c as u8).collect::<Vec<_>>();
        assert!(matches!(
            decode(&latin, None, None),
            Err(ReadError::UnknownEncoding { .. })
        ));
    }
}
