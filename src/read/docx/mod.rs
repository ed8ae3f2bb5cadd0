//! Word documents (from 2007) to blocks.
//!
//! Paragraphs begin with the number that a reader sees: Word keeps it out of the text, in lists and styles (see
//! `numbering`). Tables are grids with their merged cells. Changes that are tracked are taken as accepted; footnotes and
//! endnotes stand apart, behind the text; text boxes stand behind the paragraph that they hang on. Page headers, page
//! footers and comments are not read.

mod body;
mod numbering;
mod styles;
mod table;
mod xml;

use super::layout::Draft;
use super::package::Package;
use super::place::Place;
use super::{ReadError, Source};

use body::Body;
use numbering::Numbering;
use styles::Styles;
use xml::Element;

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let mut package = Package::open(bytes, "Word")?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut part = |name: &str| -> Result<Element, ReadError> {
        let bytes = package.part(&format!("{folder}/{name}"))?;
        bytes.map_or_else(|| Ok(Element::default()), |bytes| xml::parse(&bytes))
    };
    let styles = Styles::new(&part("styles.xml")?);
    let numbering = Numbering::new(&part("numbering.xml")?, &styles);
    let notes = [part("footnotes.xml")?, part("endnotes.xml")?];
    let document = package.part(&main)?.ok_or_else(|| broken("it holds no document"))?;
    let document = xml::parse(&document)?;

    let mut draft = Draft::default();
    let mut body = Body::new(&styles, numbering, &mut draft);
    let content = document
        .child("body")
        .ok_or_else(|| broken("its document has no body"))?;
    body.add(content)?;
    for (number, text) in notes.iter().flat_map(body::notes).enumerate() {
        draft.aside(&text, &Place::Note(number as u32 + 1));
    }
    draft.finish()
}

/// The name of the part with the text.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let usual = "word/document.xml".to_owned();
    let Some(relations) = package.part("_rels/.rels")? else {
        return Ok(usual);
    };
    let relations = xml::parse(&relations)?;
    let mut main = relations.elements().filter(|relation| {
        relation
            .attribute("Type")
            .is_some_and(|kind| kind.ends_with("/officeDocument"))
    });
    let target = main.next().and_then(|relation| relation.attribute("Target"));
    Ok(target.map_or(usual, |target| target.trim_start_matches('/').to_owned()))
}

fn broken(problem: &str) -> ReadError {
    ReadError::Broken {
        format: "Word",
        problem: problem.to_owned(),
    }
}
