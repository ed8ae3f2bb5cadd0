//! What character a code of a font stands for: the font's own table (`ToUnicode`), or the encoding that it is in.

use std::collections::HashMap;

/// The entries of a `ToUnicode` table.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    entries: HashMap<u32, String>,
}

/// The most codes that one range of a table may span.
const WIDEST_RANGE: u32 = 0xFFFF;

impl ToUnicode {
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.entries.get(&code).map(String::as_str)
    }

    /// Reads a table.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut pending: Vec<Token> = Vec::new();
        for token in tokens(bytes) {
            match &token {
                Token::Word(word) if word.starts_with(b"begin") => pending.clear(),
                Token::Word(b"endbfchar") => found.characters(&pending),
                Token::Word(b"endbfrange") => found.ranges(&pending),
                Token::Word(_) => {}
                _ => pending.push(token),
            }
        }
        found
    }

    fn characters(&mut self, tokens: &[Token<'_>]) {
        for pair in tokens.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.entries.insert(number(code), utf16(text));
            }
        }
    }

    fn ranges(&mut self, tokens: &[Token<'_>]) {
        let mut rest = tokens;
        while let [Token::Hex(first), Token::Hex(last), behind @ ..] = rest {
            let (first, last) = (number(first), number(last));
            let last = last.min(first.saturating_add(WIDEST_RANGE));
            match behind {
                [Token::Hex(text), behind @ ..] => {
                    for code in first..=last {
                        self.entries.insert(code, utf16(&raised(text, code - first)));
                    }
                    rest = behind;
                }
                [Token::Open, behind @ ..] => {
                    let end = behind
                        .iter()
                        .position(|token| matches!(token, Token::Close))
                        .unwrap_or(behind.len());
                    for (code, token) in (first..=last).zip(&behind[..end]) {
                        if let Token::Hex(text) = token {
                            self.entries.insert(code, utf16(text));
                        }
                    }
                    rest = &behind[(end + 1).min(behind.len())..];
                }
                _ => return,
            }
        }
    }
}

enum Token<'b> {
    Hex(Vec<u8>),
    Word(&'b [u8]),
    Open,
    Close,
}

fn tokens(bytes: &[u8]) -> Vec<Token<'_>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let length = match byte {
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
                found.push(Token::Hex(hex(&rest[1..end])));
                end + 1
            }
            b'[' => {
                found.push(Token::Open);
                1
            }
            b']' => {
                found.push(Token::Close);
                1
            }
            b'%' => rest
                .iter()
                .position(|&b| b == b'\n' || b == b'\r')
                .unwrap_or(rest.len()),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let end = rest
                    .iter()
                    .position(|b| !b.is_ascii_alphanumeric())
                    .unwrap_or(rest.len());
                found.push(Token::Word(&rest[..end]));
                end
            }
            _ => 1,
        };
        at += length.max(1);
    }
    found
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .iter()
        .filter_map(|&b| char::from(b).to_digit(16))
        .map(|d| d as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number: u32, &byte| number << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair.get(1).copied().unwrap_or(0)))
        .collect();
    let text = if bytes.len() == 1 {
        char::from(bytes[0]).to_string()
    } else {
        String::from_utf16_lossy(&units)
    };
    text.chars().map(plain).filter(|c| *c != '\0').collect()
}

/// The character behind a look-alike: fonts map the glyph of 工 to the radical ⼯ as well.
pub(super) fn plain(c: char) -> char {
    if ('\u{2e80}'..'\u{2f00}').contains(&c) {
        let mut pairs = SUPPLEMENT.chars().zip(SUPPLEMENT.chars().skip(1)).step_by(2);
        return pairs.find(|(radical, _)| *radical == c).map_or(c, |(_, plain)| plain);
    }
    let index = (c as u32).checked_sub(0x2F00).filter(|&index| index <= 0xD5);
    index
        .and_then(|index| RADICALS.chars().nth(index as usize))
        .unwrap_or(c)
}

/// The last two bytes of a text, raised by `by`.
fn raised(text: &[u8], by: u32) -> Vec<u8> {
    let mut out = text.to_vec();
    let mut carry = by;
    for byte in out.iter_mut().rev() {
        let sum = u32::from(*byte) + (carry & 0xFF);
        *byte = (sum & 0xFF) as u8;
        carry = (carry >> 8) + (sum >> 8);
    }
    out
}

/// The Kangxi radicals from U+2F00 on, as the characters that they look like (Unicode's compatibility decompositions).
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement block, each before the character that it looks like.
const SUPPLEMENT: &str = "⺟母⺠民⺫目⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_characters_and_ranges() {
        let table = ToUnicode::parse(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <79D1> <0002> <00660069> endbfchar
              2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<5C40> <2ED4>] endbfrange",
        );
        let read: Vec<_> = [1, 2, 0x11, 0x20, 0x21, 0x30]
            .map(|code| table.get(code).unwrap_or("-"))
            .to_vec();
        assert_eq!(read, ["科", "fi", "丁", "局", "门", "-"]);
    }
}
