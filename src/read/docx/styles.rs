//! The styles of paragraphs, as far as they number them or hide them.

use std::collections::HashMap;

use super::xml::Element;

/// A paragraph's list and level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl ListPlace {
    /// Reads `numPr`.
    pub(super) fn of(properties: &Element) -> Self {
        Self {
            list: properties.value(&["numPr", "numId"]).map(str::to_owned),
            level: properties
                .value(&["numPr", "ilvl"])
                .and_then(|level| level.parse().ok()),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            list: self.list.or(other.list),
            level: self.level.or(other.level),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    place: ListPlace,
    hidden: bool,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

/// How many styles may be based on each other in a row.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    pub(super) fn new(part: &Element) -> Self {
        let mut found = Self::default();
        for style in part.elements().filter(|element| &*element.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let is_default = style.attribute("default").is_some_and(|on| on == "1" || on == "true");
            if is_default && style.attribute("type") == Some("paragraph") {
                found.default = Some(id.to_owned());
            }
            found.styles.insert(
                id.to_owned(),
                Style {
                    based_on: style.value(&["basedOn"]).map(str::to_owned),
                    place: style.child("pPr").map(ListPlace::of).unwrap_or_default(),
                    hidden: style.is_on(&["rPr", "vanish"]),
                },
            );
        }
        found
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.styles.get(id));
        let next = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    /// The list that a style puts its paragraphs into.
    pub(super) fn place(&self, style: Option<&str>) -> ListPlace {
        self.chain(style)
            .fold(ListPlace::default(), |place, style| place.or(style.place.clone()))
    }

    /// Whether text of a style is hidden.
    pub(super) fn is_hidden(&self, style: &str) -> bool {
        self.styles.get(style).is_some_and(|style| style.hidden)
    }
}
