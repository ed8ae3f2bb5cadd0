//! Labels broken into lines of about equal width.
//!
//! Where a line may break, Unicode's rules say (UAX #14): between any two Chinese characters, but not before closing
//! punctuation, behind an opening bracket, or in a number or a Latin word. To these come rules of our own: a number keeps its
//! unit, a bracket pair that fits on one line stays whole, and so does a name that the drawing knows. A text is
//! therefore cut into *atoms* first, and only the gaps between atoms are break points.

use std::collections::BTreeSet;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthStr;

/// Breaks `text` into lines of at most `width` columns (a Chinese character takes two), at most `max_lines` of them;
/// what does not fit is replaced by `…`. Names stay on one line where they fit.
pub(super) fn wrap(text: &str, width: usize, max_lines: usize, names: &BTreeSet<String>) -> String {
    // What cannot be shown in all its lines need not be read to its end.
    let text: String = text.chars().take(width.saturating_mul(max_lines + 1)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = (text.width().div_ceil(width)).max(1);
    let atoms = atoms(&text, width, names);
    // Equal lines look better than a full line and a stump; one atom more of room spares an extra line.
    let even = (text.width().div_ceil(lines) + 2).min(width);
    let mut wrapped = fill(&atoms, even);
    if wrapped.len() > lines {
        let full = fill(&atoms, width);
        if full.len() < wrapped.len() {
            wrapped = full;
        }
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

/// Cuts `text` into pieces that stay on one line; joined they are the text again. Only what stays together for longer
/// than a line is cut within.
fn atoms<'t>(text: &'t str, width: usize, names: &BTreeSet<String>) -> Vec<&'t str> {
    let mut breaks: BTreeSet<usize> = linebreaks(text)
        .filter(|(at, kind)| *at < text.len() && *kind == BreakOpportunity::Allowed)
        .map(|(at, _)| at)
        .collect();
    let numbers = numbers(text);
    let wholes = brackets(text).into_iter().chain(names_in(text, names)).chain(numbers);
    for (start, end) in wholes {
        if text[start..end].width() <= width {
            breaks.retain(|at| *at <= start || *at >= end);
        }
    }
    let mut atoms = Vec::new();
    let mut rest = 0;
    for end in breaks.into_iter().chain([text.len()]) {
        cut_into(&mut atoms, &text[rest..end], width);
        rest = end;
    }
    atoms
}

/// The piece, in parts where it is wider than a line.
fn cut_into<'t>(atoms: &mut Vec<&'t str>, piece: &'t str, width: usize) {
    let mut rest = piece;
    while rest.trim_end().width() > width {
        let fitting = rest
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| rest[..*end].width() <= width)
            .last();
        let first = || rest.chars().next().map_or(rest.len(), char::len_utf8);
        let (head, tail) = rest.split_at(fitting.unwrap_or_else(first));
        atoms.push(head);
        rest = tail;
    }
    if !rest.is_empty() {
        atoms.push(rest);
    }
}

/// Words behind a number that are more than one character, and one that begins the same.
const UNITS: [&str; 8] = [
    "平方公里",
    "平方米",
    "立方米",
    "千瓦时",
    "个百分点",
    "百分点",
    "公里",
    "美元",
];

/// Every number with the unit behind it: powers of ten, then a word or a character that counts.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + next;
        let inner = |c: char| c.is_ascii_digit() || ".,-–—~～/:%‰％".contains(c);
        let mut end = start + text[start..].find(|c| !inner(c)).unwrap_or(text.len() - start);
        end += text[end..]
            .find(|c| !"十百千万亿多余".contains(c))
            .unwrap_or(text.len() - end);
        let word = UNITS
            .iter()
            .find(|unit| text[end..].starts_with(**unit))
            .map(|unit| unit.len());
        let counter = || {
            text[end..]
                .chars()
                .next()
                .filter(|c| c.is_alphanumeric())
                .map(char::len_utf8)
        };
        end += word.or_else(counter).unwrap_or(0);
        found.push((start, end));
        at = end;
    }
    found
}

/// Every bracket pair, both brackets included.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(place) = open.iter().rposition(|(closing, _)| *closing == c) {
            pairs.push((open[place].1, at + c.len_utf8()));
            open.truncate(place);
        } else if let Some(closing) = closing_of(c) {
            open.push((closing, at));
        }
    }
    pairs
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

/// Where the names stand in the text.
fn names_in(text: &str, names: &BTreeSet<String>) -> Vec<(usize, usize)> {
    let places = names.iter().filter(|name| !name.is_empty());
    places
        .flat_map(|name| {
            text.match_indices(name.as_str())
                .map(|(at, name)| (at, at + name.len()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> String {
        wrap(text, width, 9, &BTreeSet::new())
    }

    #[test]
    fn lines_break_between_atoms() {
        for (text, width, lines) in [
            ("市科技局", 20, "市科技局"),
            (
                "东莞松山湖高新技术产业开发区管理委员会",
                20,
                "东莞松山湖高新技术产\n业开发区管理委员会",
            ),
            ("到2020年达到12,000.5亿元", 12, "到2020年达到\n12,000.5亿元"),
            ("力争新增5平方公里和10万平方米", 14, "力争新增\n5平方公里和\n10万平方米"),
            ("2018—2020年新增高企100家以上", 16, "2018—2020年新增\n高企100家以上"),
            ("东莞松山湖(生态园)管委会", 14, "东莞松山湖\n(生态园)管委会"),
            ("市经济和信息化局、市财政局", 16, "市经济和信息化\n局、市财政局"),
            ("引进IBM Watson实验室", 12, "引进IBM\nWatson实验室"),
            ("  空 白\n处 ", 20, "空 白 处"),
            ("", 20, ""),
        ] {
            assert_eq!(wrapped(text, width), lines, "{text}");
        }
    }

    #[test]
    fn names_stay_whole_where_they_fit() {
        let names = BTreeSet::from(["松山湖管委会".to_owned(), "东莞松山湖高新技术产业开发区".to_owned()]);
        assert_eq!(
            wrap("充分发挥松山湖管委会的作用", 16, 9, &names),
            "充分发挥\n松山湖管委会的\n作用"
        );
        let too_long = wrap("建设东莞松山湖高新技术产业开发区", 16, 9, &names);
        assert_eq!(too_long.lines().count(), 2, "{too_long}");
    }

    #[test]
    fn a_bracket_wider_than_a_line_is_broken_but_not_at_its_ends() {
        let wrapped = wrapped("《关于加快推进国家级高新技术企业发展的若干意见》", 16);
        assert!(wrapped.lines().all(|line| line.width() <= 18), "{wrapped}");
        assert!(!wrapped.contains("《\n") && !wrapped.contains("\n》"), "{wrapped}");
    }

    #[test]
    fn what_does_not_fit_is_marked() {
        let wrapped = wrap(&"深化科技体制改革".repeat(9), 20, 3, &BTreeSet::new());
        assert_eq!(wrapped.lines().count(), 3);
        assert!(wrapped.ends_with('…'));
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let wrapped = wrap(&"x".repeat(10_000), 20, 4, &BTreeSet::new());
        assert_eq!(wrapped.lines().count(), 4);
        assert!(wrapped.lines().all(|line| line.width() <= 20), "{wrapped}");
    }

    #[test]
    fn atoms_join_to_the_text() {
        for text in [
            "(未闭合的 括号",
            "a)b]）",
            "《》《",
            "100%、“东莞杯”（2018—2020年）",
            "\u{200d}3\u{301}",
        ] {
            assert_eq!(atoms(text, 8, &BTreeSet::new()).concat(), text);
        }
    }
}
