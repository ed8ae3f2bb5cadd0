//! The body of a document: paragraphs in reading order, with their numbers, and tables.

use super::numbering::Numbering;
use super::styles::{ListPlace, Styles};
use super::table;
use super::xml::{Child, Element};
use crate::read::ReadError;
use crate::read::layout::Draft;
use crate::read::place::Place;

/// Adds a body to a draft.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    draft: &'a mut Draft,
    paragraphs: u32,
    tables: u32,
    /// The text of a paragraph whose end is deleted: it goes on in the next.
    carried: String,
}

/// The text of a paragraph, and what hangs on it.
#[derive(Default)]
struct Content<'e> {
    text: String,
    boxes: Vec<&'e Element>,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, draft: &'a mut Draft) -> Self {
        Self {
            styles,
            numbering,
            draft,
            paragraphs: 0,
            tables: 0,
            carried: String::new(),
        }
    }

    /// Adds the paragraphs and tables of an element.
    pub(super) fn add(&mut self, content: &Element) -> Result<(), ReadError> {
        for element in blocks(content) {
            match &*element.name {
                "p" => {
                    self.paragraphs += 1;
                    let (text, boxes) = self.paragraph(element);
                    self.draft.paragraph(&text, &Place::Paragraph(self.paragraphs));
                    boxes.into_iter().try_for_each(|inner| self.add(inner))?;
                }
                _ => self.table(element)?,
            }
        }
        Ok(())
    }

    /// The text of a paragraph with its number, and the text boxes on it.
    fn paragraph<'e>(&mut self, element: &'e Element) -> (String, Vec<&'e Element>) {
        let mut content = Content::default();
        runs(element, self.styles, &mut content);
        let mut text = std::mem::take(&mut self.carried) + &content.text;
        let properties = element.child("pPr");
        if properties.is_some_and(|properties| properties.at(&["rPr", "del"]).is_some()) {
            self.carried = text;
            return (String::new(), content.boxes);
        }
        if let Some(number) = properties
            .and_then(|_| self.number(element))
            .or_else(|| self.number_by_default(element))
        {
            text.insert_str(0, &number);
        }
        (text, content.boxes)
    }

    fn number(&mut self, element: &Element) -> Option<String> {
        let properties = element.child("pPr")?;
        let style = properties.value(&["pStyle"]);
        let own = ListPlace::of(properties);
        let by_style = self.styles.place(style);
        let place = ListPlace {
            // A level of its own in the list of its style.
            level: own.level.or(if own.list.is_some() { Some(0) } else { by_style.level }),
            list: own.list.or(by_style.list),
        };
        self.numbering.next(&place, style)
    }

    fn number_by_default(&mut self, element: &Element) -> Option<String> {
        let place = element.child("pPr").is_none().then(|| self.styles.place(None))?;
        self.numbering.next(&place, None)
    }

    fn table(&mut self, element: &Element) -> Result<(), ReadError> {
        if let Some(cells) = table::single_column(element) {
            return cells.into_iter().try_for_each(|cell| self.add(cell));
        }
        self.tables += 1;
        let number = self.tables;
        let rows = table::grid(element, &mut |cell| self.cell(cell))?;
        self.draft.table(&rows, |cell| Place::Cell {
            table: number,
            row: cell.at.0,
            column: cell.at.1,
        });
        Ok(())
    }

    /// The lines of a cell; a table within it is read line by line.
    fn cell(&mut self, cell: &Element) -> String {
        let mut lines: Vec<String> = Vec::new();
        for element in blocks(cell) {
            if &*element.name == "p" {
                let (text, boxes) = self.paragraph(element);
                lines.push(text);
                lines.extend(boxes.into_iter().map(|inner| self.cell(inner)));
            } else {
                let inner = table::rows(element).into_iter().flat_map(table::cells);
                lines.extend(inner.map(|cell| self.cell(cell)));
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines.join("\n")
    }
}

/// The paragraphs and tables of an element, out of what they are wrapped in; what is deleted is left out.
fn blocks(content: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for element in content.elements() {
        match &*element.name {
            "p" | "tbl" => found.push(element),
            "sdt" => found.extend(element.child("sdtContent").map(blocks).unwrap_or_default()),
            "ins" | "moveTo" | "customXml" | "smartTag" => found.extend(blocks(element)),
            "AlternateContent" => found.extend(chosen(element).map(blocks).unwrap_or_default()),
            _ => {}
        }
    }
    found
}

/// What to show of content that is given in several ways.
fn chosen(element: &Element) -> Option<&Element> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

/// Collects the text of a paragraph.
fn runs<'e>(element: &'e Element, styles: &Styles, content: &mut Content<'e>) {
    for child in &element.children {
        let Child::Element(inner) = child else { continue };
        match &*inner.name {
            "t" => push_text(inner, content),
            "tab" | "ptab" => content.text.push('\t'),
            "br" if matches!(inner.attribute("type"), None | Some("textWrapping")) => content.text.push('\n'),
            "cr" => content.text.push('\n'),
            "noBreakHyphen" => content.text.push('-'),
            "r" if is_hidden(inner, styles) => {}
            "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "rt" | "footnoteReference"
            | "endnoteReference" => {}
            "txbxContent" => content.boxes.push(inner),
            "AlternateContent" => {
                if let Some(inner) = chosen(inner) {
                    runs(inner, styles, content);
                }
            }
            _ => runs(inner, styles, content),
        }
    }
}

fn push_text(element: &Element, content: &mut Content<'_>) {
    for child in &element.children {
        if let Child::Text(text) = child {
            // Line breaks of the file are no line breaks of the document.
            content
                .text
                .extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        }
    }
}

fn is_hidden(run: &Element, styles: &Styles) -> bool {
    let by_style = || {
        run.value(&["rPr", "rStyle"])
            .is_some_and(|style| styles.is_hidden(style))
    };
    run.at(&["rPr", "vanish"])
        .map_or_else(by_style, |_| run.is_on(&["rPr", "vanish"]))
}

/// The texts of footnotes or endnotes, without the lines that part them from the page.
pub(super) fn notes(part: &Element) -> Vec<String> {
    let notes = part
        .elements()
        .filter(|note| note.attribute("type").is_none_or(|kind| kind == "normal"));
    let text = |note: &Element| {
        let paragraphs = blocks(note).into_iter().filter(|block| &*block.name == "p");
        let lines = paragraphs.map(|paragraph| {
            let mut content = Content::default();
            runs(paragraph, &Styles::default(), &mut content);
            content.text
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    notes.map(text).filter(|text| !text.trim().is_empty()).collect()
}
