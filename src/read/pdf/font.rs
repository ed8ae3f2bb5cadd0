//! Fonts, as far as text needs them: how long a code is, which characters it stands for, how wide it is.

#![expect(
    clippy::cast_sign_loss,
    reason = "numbers of a file are brought into range before they are codes"
)]

use std::collections::HashMap;

use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::unicode::{ToUnicode, plain};

/// A code of a string that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    /// Empty where the font does not say.
    pub(super) text: String,
    /// In units of the font's size.
    pub(super) width: f64,
    /// Whether it is a single byte 32, which word spacing widens.
    pub(super) is_space: bool,
}

/// How the bytes of a string are codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// One byte, Latin unless told otherwise.
    Single,
    /// Two bytes whose meaning the font alone knows.
    Pairs,
    /// UTF-16, as in `UniGB-UCS2-H`.
    Utf16,
    /// One or two bytes of a national encoding, as in `GBK-EUC-H`.
    National(&'static Encoding),
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    scheme: Scheme,
    to_unicode: ToUnicode,
    /// Characters of single bytes that differ from the scheme's.
    differences: HashMap<u8, String>,
    widths: HashMap<u32, f64>,
    default_width: f64,
}

/// Fonts that have been met, by object.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<(i64, i64), std::rc::Rc<Font>>,
}

impl Fonts {
    pub(super) fn get(&mut self, dict: &Dict<'_>) -> std::rc::Rc<Font> {
        let id = dict
            .obj_id()
            .map(|id| (i64::from(id.obj_number), i64::from(id.gen_number)));
        let make = || std::rc::Rc::new(Font::new(dict));
        match id {
            Some(id) => self.known.entry(id).or_insert_with(make).clone(),
            None => make(),
        }
    }
}

impl Font {
    fn new(dict: &Dict<'_>) -> Self {
        let table = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| Some(stream.decoded().ok()?.into_owned()));
        let to_unicode = table.map(|table| ToUnicode::parse(&table)).unwrap_or_default();
        let is_composite = dict
            .get::<Name<'_>>("Subtype")
            .is_some_and(|name| name.as_str() == "Type0");
        if is_composite {
            Self::composite(dict, to_unicode)
        } else {
            Self::simple(dict, to_unicode)
        }
    }

    fn composite(dict: &Dict<'_>, to_unicode: ToUnicode) -> Self {
        let encoding = dict
            .get::<Name<'_>>("Encoding")
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default();
        let inner = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let widths = inner.as_ref().and_then(|inner| inner.get::<Array<'_>>("W"));
        let default = inner.as_ref().and_then(|inner| inner.get::<f64>("DW"));
        let scheme = scheme(&encoding);
        Self {
            scheme,
            to_unicode,
            differences: HashMap::new(),
            // Widths are by glyph; codes of other encodings would need a table of glyphs to find theirs.
            widths: widths
                .filter(|_| scheme == Scheme::Pairs)
                .map(|widths| cid_widths(&widths))
                .unwrap_or_default(),
            default_width: default.unwrap_or(1000.0) / 1000.0,
        }
    }

    fn simple(dict: &Dict<'_>, to_unicode: ToUnicode) -> Self {
        let first = dict.get::<f64>("FirstChar").unwrap_or(0.0).max(0.0) as u32;
        let widths = dict.get::<Array<'_>>("Widths");
        let widths = widths.iter().flat_map(Array::iter::<f64>).take(256).enumerate();
        // Type 3 fonts count in units of their own.
        let unit = dict
            .get::<Array<'_>>("FontMatrix")
            .and_then(|matrix| matrix.iter::<f64>().next())
            .unwrap_or(0.001);
        Self {
            scheme: Scheme::Single,
            to_unicode,
            differences: dict
                .get::<Dict<'_>>("Encoding")
                .map(|encoding| differences(&encoding))
                .unwrap_or_default(),
            widths: widths
                .map(|(i, width)| (first + i as u32, width * unit.abs()))
                .collect(),
            default_width: 0.5,
        }
    }

    /// The codes of a string.
    pub(super) fn codes(&self, bytes: &[u8]) -> Vec<Code> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let length = self.length(&bytes[at..]).clamp(1, bytes.len() - at);
            found.push(self.code(&bytes[at..at + length]));
            at += length;
        }
        found
    }

    fn length(&self, rest: &[u8]) -> usize {
        match self.scheme {
            Scheme::Single => 1,
            Scheme::Pairs => 2,
            Scheme::Utf16 => 2 + 2 * usize::from(matches!(rest[0], 0xD8..=0xDB)),
            Scheme::National(_) if rest[0] <= 0x80 => 1,
            Scheme::National(encoding) => {
                2 + 2 * usize::from(encoding == GB18030 && rest.get(1).is_some_and(u8::is_ascii_digit))
            }
        }
    }

    fn code(&self, bytes: &[u8]) -> Code {
        let number = bytes.iter().fold(0, |number: u32, &byte| number << 8 | u32::from(byte));
        let text = self
            .to_unicode
            .get(number)
            .map_or_else(|| self.by_scheme(bytes), str::to_owned);
        let narrow = self.scheme != Scheme::Pairs && text.is_ascii();
        let default = if narrow { 0.5 } else { self.default_width };
        Code {
            width: self.widths.get(&number).copied().unwrap_or(default),
            is_space: bytes == b" ",
            text,
        }
    }

    fn by_scheme(&self, bytes: &[u8]) -> String {
        let text = match self.scheme {
            Scheme::Pairs => String::new(),
            Scheme::Single => match self.differences.get(&bytes[0]) {
                Some(text) => text.clone(),
                None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            },
            Scheme::Utf16 => {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]))
                    .collect();
                String::from_utf16_lossy(&units)
            }
            Scheme::National(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        };
        text.chars().map(plain).filter(|c| !c.is_control()).collect()
    }
}

/// The scheme of a predefined encoding, after table 116 of ISO 32000-1.
fn scheme(encoding: &str) -> Scheme {
    let begins = |names: &[&str]| names.iter().any(|name| encoding.starts_with(name));
    match () {
        () if encoding.contains("-UCS2-") || encoding.contains("-UTF16-") => Scheme::Utf16,
        () if begins(&["GB-EUC", "GBK", "GBpc", "GBKp"]) => Scheme::National(GB18030),
        () if begins(&["B5pc", "HKscs", "ETen-B5", "ETenms"]) => Scheme::National(BIG5),
        () => Scheme::Pairs,
    }
}

/// `[1 [500 600] 7 9 1000]`: widths of glyphs one by one, or one for a range.
fn cid_widths(array: &Array<'_>) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let mut numbers: Vec<f64> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Array(list) => {
                let first = numbers.pop().unwrap_or(0.0).max(0.0) as u32;
                numbers.clear();
                widths.extend(
                    list.iter::<f64>()
                        .enumerate()
                        .map(|(i, width)| (first + i as u32, width / 1000.0)),
                );
            }
            Object::Number(number) => numbers.push(number.as_f64()),
            _ => {}
        }
        if let [first, last, width] = numbers[..] {
            let (first, last) = (first.max(0.0) as u32, last.clamp(0.0, 65_535.0) as u32);
            widths.extend((first..=last).map(|code| (code, width / 1000.0)));
            numbers.clear();
        }
    }
    widths
}

/// The `Differences` of an encoding, by the names of their characters.
fn differences(encoding: &Dict<'_>) -> HashMap<u8, String> {
    let (mut found, mut code) = (HashMap::new(), 0_u32);
    let list = encoding.get::<Array<'_>>("Differences");
    for object in list.iter().flat_map(Array::iter::<Object<'_>>) {
        match object {
            Object::Number(number) => code = number.as_i64().clamp(0, 255) as u32,
            Object::Name(name) => {
                if let Some(text) = named(name.as_str()) {
                    found.insert(code.min(255) as u8, text);
                }
                code += 1;
            }
            _ => {}
        }
    }
    found
}

/// The character of a name: `uni79D1`, `u79D1`, `A`, `one`.
fn named(name: &str) -> Option<String> {
    const WORDS: [(&str, char); 20] = [
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("space", ' '),
        ("period", '.'),
        ("comma", ','),
        ("hyphen", '-'),
        ("colon", ':'),
        ("percent", '%'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("slash", '/'),
        ("quotesingle", '\''),
    ];
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    let by_number = digits
        .filter(|digits| (4..=6).contains(&digits.len()))
        .and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
    let by_word = || WORDS.iter().find(|(word, _)| *word == name).map(|(_, c)| *c);
    let alone = || name.chars().next().filter(|_| name.chars().count() == 1);
    by_number.or_else(by_word).or_else(alone).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_fonts_that_are_not_embedded() {
        let font = |encoding: &str| Font {
            scheme: scheme(encoding),
            to_unicode: ToUnicode::default(),
            differences: HashMap::new(),
            widths: HashMap::new(),
            default_width: 1.0,
        };
        let text = |encoding: &str, bytes: &[u8]| {
            font(encoding)
                .codes(bytes)
                .into_iter()
                .map(|code| code.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(text("UniGB-UCS2-H", b"\x79\xd1\x00A"), ["科", "A"]);
        assert_eq!(text("GBK-EUC-H", b"\xbf\xc6A\xbc\xbc"), ["科", "A", "技"]);
        assert_eq!(text("ETen-B5-H", b"\xac\xec"), ["科"]);
        assert_eq!(text("Identity-H", b"\x00\x01\x00"), ["", ""]);
        assert_eq!(named("uni79D1").as_deref(), Some("科"));
    }
}
