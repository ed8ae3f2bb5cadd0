//! A part of an office file as a tree. Prefixes of names are dropped: what they stand for is fixed by the format.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::read::ReadError;
use crate::read::limits::{Deadline, MAX_DEPTH};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(super) children: Vec<Child>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element of this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| &*element.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| &**known == name);
        found.map(|(_, value)| &**value)
    }

    /// The attribute `val` of the element at the end of a path.
    pub(super) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("val")
    }

    /// Whether a switch is on: it is there, and does not say otherwise.
    pub(super) fn is_on(&self, path: &[&str]) -> bool {
        let off = |value: &str| matches!(value, "0" | "false" | "off");
        self.at(path)
            .is_some_and(|element| !element.attribute("val").is_some_and(off))
    }
}

/// Parses a part; the element returned is its root.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut open, deadline) = (vec![Element::default()], Deadline::new());
    for turn in 0_usize.. {
        if turn.is_multiple_of(4096) {
            deadline.check()?;
        }
        match reader.read_event().map_err(|error| super::broken(&error.to_string()))? {
            Event::Start(start) => {
                open.push(element(&start)?);
                if open.len() > MAX_DEPTH {
                    return Err(ReadError::Beyond {
                        what: "the depth of nested elements",
                        number: open.len(),
                        limit: MAX_DEPTH,
                    });
                }
            }
            Event::Empty(start) => {
                let element = element(&start)?;
                add(&mut open, Child::Element(element));
            }
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    add(&mut open, Child::Element(done));
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => push_text(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().ok().flatten();
                let known = c.map(String::from).or_else(|| entity(&reference).map(str::to_owned));
                push_text(&mut open, &known.unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if open.len() > 1 {
        return Err(super::broken("it is cut off"));
    }
    let root = open
        .pop()
        .and_then(|document| document.children.into_iter().find_map(element_of));
    root.ok_or_else(|| super::broken("a part of it is empty"))
}

fn element_of(child: Child) -> Option<Element> {
    match child {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    }
}

fn add(open: &mut [Element], child: Child) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(Child::Text(known)) = parent.children.last_mut() {
        known.push_str(text);
    } else if !text.is_empty() {
        parent.children.push(Child::Text(text.to_owned()));
    }
}

fn entity(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_predefined_entity(name)
}

fn element(start: &BytesStart<'_>) -> Result<Element, ReadError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| super::broken(&error.to_string()))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| super::broken(&error.to_string()))?;
        attributes.push((attribute.key.local_name().as_ref().into(), value.into()));
    }
    Ok(Element {
        name: start.local_name().as_ref().into(),
        attributes,
        children: Vec::new(),
    })
}
