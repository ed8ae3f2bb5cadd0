//! Automatic numbers: the lists of a document, how each level prints its number, and how far each has counted.

use std::collections::{HashMap, HashSet};

use super::styles::{ListPlace, Styles};
use super::xml::Element;
use crate::read::numbering::{Style, label};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Whether numbers of other levels in it are Arabic whatever their own format.
    legal: bool,
    /// Whether nothing stands between the number and the text.
    glued: bool,
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// The levels that it starts or prints in its own way.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document, while it is read from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    /// How far each definition has counted; lists of one definition go on counting.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists with a start of their own that have begun.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn new(part: &Element, styles: &Styles) -> Self {
        let mut found = Self::default();
        let (mut linked, mut links) = (HashMap::new(), Vec::new());
        for definition in part.elements().filter(|element| &*element.name == "abstractNum") {
            let Some(id) = definition.attribute("abstractNumId") else {
                continue;
            };
            let mut levels = vec![Level::default(); LEVELS];
            for level in definition.elements().filter(|element| &*element.name == "lvl") {
                if let Some(slot) = index(level).and_then(|index| levels.get_mut(index)) {
                    *slot = Level::of(level);
                }
            }
            found.definitions.insert(id.to_owned(), levels);
            if let Some(style) = definition.value(&["styleLink"]) {
                linked.insert(style.to_owned(), id.to_owned());
            }
            if let Some(style) = definition.value(&["numStyleLink"]) {
                links.push((id.to_owned(), style.to_owned()));
            }
        }
        for list in part.elements().filter(|element| &*element.name == "num") {
            if let (Some(id), Some(definition)) = (list.attribute("numId"), list.value(&["abstractNumId"])) {
                found.lists.insert(id.to_owned(), List::of(list, definition));
            }
        }
        for (id, style) in links {
            let by_style = styles.place(Some(&style)).list;
            let by_style = by_style.and_then(|list| Some(found.lists.get(&list)?.definition.clone()));
            if let Some(levels) = linked
                .get(&style)
                .cloned()
                .or(by_style)
                .and_then(|other| found.definitions.get(&other).cloned())
            {
                found.definitions.insert(id, levels);
            }
        }
        found
    }

    /// The number that a paragraph begins with, with the gap behind it; it counts as printed from then on.
    pub(super) fn next(&mut self, place: &ListPlace, style: Option<&str>) -> Option<String> {
        let id = place.list.as_deref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?;
        let levels = self.definitions.get(&list.definition)?;
        let by_style = || {
            levels
                .iter()
                .position(|level| level.style.is_some() && level.style.as_deref() == style)
        };
        let level = place.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let own = list.levels.get(&level).unwrap_or(&levels[level]);

        let counts = self.counts.entry(list.definition.clone()).or_default();
        let restarts = list
            .starts
            .get(&level)
            .filter(|_| self.begun.insert((id.to_owned(), level)));
        counts[level] = Some(match (restarts, counts[level]) {
            (Some(start), _) => *start,
            (None, Some(before)) => before + 1,
            (None, None) => own.start,
        });
        counts[level + 1..].fill(None);
        let printed = own.printed(levels, counts)?;
        let gap = if own.glued || printed.ends_with(['、', '）', ')', '．', '：']) {
            ""
        } else {
            " "
        };
        Some(format!("{printed}{gap}"))
    }
}

fn index(level: &Element) -> Option<usize> {
    level.attribute("ilvl")?.parse().ok()
}

impl List {
    fn of(list: &Element, definition: &str) -> Self {
        let mut found = Self {
            definition: definition.to_owned(),
            ..Self::default()
        };
        for level in list.elements().filter(|element| &*element.name == "lvlOverride") {
            let Some(at) = index(level) else { continue };
            if let Some(start) = level.value(&["startOverride"]).and_then(|start| start.parse().ok()) {
                found.starts.insert(at, start);
            }
            if let Some(own) = level.child("lvl") {
                found.levels.insert(at, Level::of(own));
            }
        }
        found
    }
}

impl Level {
    fn of(level: &Element) -> Self {
        Self {
            start: level
                .value(&["start"])
                .and_then(|start| start.parse().ok())
                .unwrap_or(0),
            format: level.value(&["numFmt"]).unwrap_or("decimal").to_owned(),
            text: level.value(&["lvlText"]).unwrap_or_default().to_owned(),
            legal: level.is_on(&["isLgl"]),
            glued: level.value(&["suff"]) == Some("nothing"),
            style: level.value(&["pStyle"]).map(str::to_owned),
        }
    }

    /// `第%1章` with the numbers put in; nothing for bullets.
    fn printed(&self, levels: &[Self], counts: &[Option<u32>; LEVELS]) -> Option<String> {
        if matches!(self.format.as_str(), "bullet" | "none") || self.text.is_empty() {
            return None;
        }
        let (mut out, mut rest) = (String::new(), self.text.as_str());
        while let Some(at) = rest.find('%') {
            out.push_str(&rest[..at]);
            let digit = rest[at + 1..]
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .map(|d| d as usize);
            let Some(level) = digit.and_then(|d| d.checked_sub(1)).filter(|level| *level < LEVELS) else {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            };
            let number = counts[level].unwrap_or(levels[level].start);
            let is_own = std::ptr::eq(&raw const *self, &raw const levels[level]) || level + 1 == self.depth(levels);
            let format = if is_own { &self.format } else { &levels[level].format };
            let format = if self.legal { "decimal" } else { format };
            out.push_str(&written(number, format));
            rest = &rest[at + 2..];
        }
        out.push_str(rest);
        Some(out)
    }

    /// The level that this one is, from 1, by the highest number that it prints.
    fn depth(&self, levels: &[Self]) -> usize {
        let printed = (1..=levels.len())
            .rev()
            .find(|level| self.text.contains(&format!("%{level}")));
        printed.unwrap_or(0)
    }
}

/// A number in one of Word's formats.
fn written(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
            if number < 200 =>
        {
            label(Style::Chinese, number)
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            label(Style::Circled, number)
        }
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => letter(number, b'A'),
        "lowerLetter" => letter(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        _ => number.to_string(),
    }
}

fn letter(number: u32, first: u8) -> String {
    let index = number.saturating_sub(1);
    let times = (index / 26 + 1).min(20) as usize;
    char::from(first + (index % 26) as u8).to_string().repeat(times)
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut out) = (number.min(4999), String::new());
    for (value, digits) in PARTS {
        while left >= value {
            out.push_str(digits);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::xml::parse;
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#;

    #[test]
    fn numbers_that_a_reader_sees() {
        let part = parse(LISTS.as_bytes()).expect("it is XML");
        let mut numbering = Numbering::new(&part, &Styles::default());
        let mut next = |list: &str, level| {
            let place = ListPlace {
                list: Some(list.to_owned()),
                level: Some(level),
            };
            numbering.next(&place, None).unwrap_or_default()
        };
        let printed: Vec<String> = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 2),
            ("1", 0),
            ("1", 1),
            ("2", 1),
            ("2", 1),
            ("0", 0),
            ("9", 0),
        ]
        .into_iter()
        .map(|(list, level)| next(list, level))
        .collect();
        assert_eq!(
            printed,
            [
                "一、",
                "（一）",
                "（二）",
                "1.1 ",
                "二、",
                "（一）",
                "（五）",
                "（六）",
                "",
                ""
            ]
        );
    }

    #[test]
    fn formats_of_numbers() {
        for (number, format, text) in [
            (21, "chineseCounting", "二十一"),
            (3, "decimalEnclosedCircle", "③"),
            (4, "upperRoman", "IV"),
            (28, "lowerLetter", "bb"),
            (7, "decimalZero", "07"),
        ] {
            assert_eq!(written(number, format), text);
        }
    }
}
