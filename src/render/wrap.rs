//! Labels broken into lines of about equal width.
//!
//! Chinese breaks between any two characters, with exceptions: a number, a Latin word and a bracket pair that fits on
//! one line stay whole, closing punctuation never begins a line and opening punctuation never ends one. A text is
//! therefore cut into *atoms* first, and only the gaps between atoms are break points.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks `text` into lines of at most `width` columns (a Chinese character takes two), at most `max_lines` of them;
/// what does not fit is replaced by `…`.
pub(super) fn wrap(text: &str, width: usize, max_lines: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = (text.width().div_ceil(width)).max(1);
    let atoms = atoms(&text, width);
    // Equal lines look better than a full line and a stump; one atom more of room spares an extra line.
    let even = (text.width().div_ceil(lines) + 2).min(width);
    let mut wrapped = fill(&atoms, even);
    if wrapped.len() > lines {
        wrapped = fill(&atoms, width);
    }
    shorten(&mut wrapped, width, max_lines);
    wrapped.join("\n")
}

fn fill(atoms: &[&str], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for atom in atoms {
        let full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.width() + atom.trim_end().width() > width);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { atom.trim_start() } else { atom });
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

fn shorten(lines: &mut Vec<String>, width: usize, max_lines: usize) {
    if lines.len() <= max_lines {
        return;
    }
    lines.truncate(max_lines);
    if let Some(last) = lines.last_mut() {
        while last.width() + 1 > width {
            last.pop();
        }
        last.push('…');
    }
}

/// Cuts `text` into pieces that stay on one line; joined they are the text again.
fn atoms(text: &str, width: usize) -> Vec<&str> {
    let mut atoms = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (atom, after) = rest.split_at(atom_len(rest, width));
        atoms.push(atom);
        rest = after;
    }
    atoms
}

/// The length in bytes of the atom that `text` begins with.
fn atom_len(text: &str, width: usize) -> usize {
    let mut end = core_len(text, width);
    for c in text[end..].chars() {
        if !sticks_to_the_left(c) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn core_len(text: &str, width: usize) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if closing_of(first).is_some() {
        let whole = bracket_len(text).filter(|&len| text[..len].width() <= width);
        // A pair wider than a line is broken inside, but not behind its opening bracket.
        return whole.unwrap_or_else(|| first.len_utf8() + core_len(&text[first.len_utf8()..], width));
    }
    if is_run(first) {
        return run_len(text, width);
    }
    first.len_utf8()
}

/// The length of the run of a number or Latin word, cut where it would not fit on a line.
fn run_len(text: &str, width: usize) -> usize {
    let mut columns = 0;
    text.chars()
        .take_while(|&c| {
            columns += c.width().unwrap_or(0);
            (is_run(c) || matches!(c, '.' | ',' | '-' | '/' | '%' | '‰' | '～' | '~' | ':' | '+')) && columns <= width
        })
        .map(char::len_utf8)
        .sum()
}

/// The length of the bracket pair that `text` begins with, both brackets included.
fn bracket_len(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        if open.last() == Some(&c) {
            open.pop();
        } else if let Some(closing) = closing_of(c) {
            open.push(closing);
        }
        if open.is_empty() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

fn closing_of(c: char) -> Option<char> {
    let pair = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('〔', '〕'),
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
        ('「', '」'),
        ('『', '』'),
        ('“', '”'),
        ('‘', '’'),
    ];
    pair.iter().find(|(open, _)| *open == c).map(|&(_, closing)| closing)
}

fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_numeric() && !('\u{2E80}'..'\u{FB00}').contains(&c)
}

fn sticks_to_the_left(c: char) -> bool {
    "、，。；：？！）〕】》〉」』”’),;:?!]%‰… ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_atoms() {
        for (text, width, lines) in [
            ("市科技局", 20, "市科技局"),
            (
                "东莞松山湖高新技术产业开发区管理委员会",
                20,
                "东莞松山湖高新技术产\n业开发区管理委员会",
            ),
            ("到2020年达到12,000.5亿元", 10, "到2020年达\n到12,000.5\n亿元"),
            ("东莞松山湖(生态园)管委会", 14, "东莞松山湖\n(生态园)管委会"),
            ("市经济和信息化局、市财政局", 16, "市经济和信息化\n局、市财政局"),
            ("  空 白\n处 ", 20, "空 白 处"),
            ("", 20, ""),
        ] {
            assert_eq!(wrap(text, width, 9), lines, "{text}");
        }
    }

    #[test]
    fn a_bracket_wider_than_a_line_is_broken_but_not_at_its_ends() {
        let wrapped = wrap("《关于加快推进国家级高新技术企业发展的若干意见》", 16, 9);
        assert!(wrapped.lines().all(|line| line.width() <= 18), "{wrapped}");
        assert!(!wrapped.contains("《\n") && !wrapped.contains("\n》"), "{wrapped}");
    }

    #[test]
    fn what_does_not_fit_is_marked() {
        let wrapped = wrap(&"深化科技体制改革".repeat(9), 20, 3);
        assert_eq!(wrapped.lines().count(), 3);
        assert!(wrapped.ends_with('…'));
    }

    #[test]
    fn atoms_join_to_the_text() {
        for text in ["(未闭合的 括号", "a)b]）", "《》《", "100%、“东莞杯”（2018—2020年）"] {
            assert_eq!(atoms(text, 8).concat(), text);
        }
    }
}
