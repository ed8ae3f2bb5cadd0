//! What types of nodes and edges look like: `data/style.toml`, or a file of the user's that changes parts of it.
//!
//! A file is checked when it is read: a value that cannot be drawn is an error that names the line and what may stand
//! there. Drawing itself has nothing left to doubt.

mod mistake;
mod parts;
mod values;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

pub use mistake::StyleError;
pub(super) use parts::{EdgeLook, FrameLook, GroupLook, NodeLook, Range, TextLook, WrapLook};
pub(super) use values::{Border, Colour, Line, Shape};

use super::{EdgeType, NodeType};
use parts::{WrittenEdge, WrittenFrame, WrittenGroups, WrittenNode, WrittenRange, WrittenText, WrittenWrap};

static STANDARD: LazyLock<Arc<Style>> = LazyLock::new(|| {
    let text = include_str!("../../../data/style.toml");
    Arc::new(toml::from_str(text).expect("the style that comes with the program is right, as a test holds"))
});

/// How everything in a drawing looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    pub(super) text: TextLook,
    pub(super) wrap: WrapLook,
    /// Widths of edges.
    pub(super) width: Range,
    /// Sizes of labels.
    pub(super) size: Range,
    pub(super) frame: FrameLook,
    pub(super) groups: GroupLook,
    nodes: BTreeMap<NodeType, NodeLook>,
    edges: BTreeMap<EdgeType, EdgeLook>,
}

/// A style as a user's file may write it: any part of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    text: WrittenText,
    wrap: WrittenWrap,
    width: WrittenRange,
    size: WrittenRange,
    frame: WrittenFrame,
    groups: WrittenGroups,
    nodes: BTreeMap<NodeType, WrittenNode>,
    edges: BTreeMap<EdgeType, WrittenEdge>,
}

impl Style {
    /// The style that comes with the program.
    pub fn standard() -> Arc<Self> {
        Arc::clone(&STANDARD)
    }

    /// The standard style with what this file changes.
    pub fn read(path: &Path) -> Result<Self, StyleError> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&file, &text),
            Err(source) => Err(StyleError::Read { file, source }),
        }
    }

    /// The standard style with what this text changes; errors call it `file`.
    pub fn parse(file: &str, text: &str) -> Result<Self, StyleError> {
        let written: Written = toml::from_str(text).map_err(|error| mistake::in_file(file, text, &error))?;
        let mut style = Self::clone(&STANDARD);
        style.take(written);
        Ok(style)
    }

    fn take(&mut self, written: Written) {
        self.text.take(written.text);
        self.wrap.take(written.wrap);
        self.width.take(written.width);
        self.size.take(written.size);
        self.frame.take(written.frame);
        self.groups.take(written.groups);
        for (kind, look) in written.nodes {
            self.nodes.entry(kind).and_modify(|known| known.take(look));
        }
        for (kind, look) in written.edges {
            self.edges.entry(kind).and_modify(|known| known.take(look));
        }
    }

    /// The same with another font before all others.
    #[must_use]
    pub fn with_font(mut self, family: &str) -> Self {
        self.text.fonts.insert(0, family.to_owned());
        self
    }

    /// The families of the letters, joined by commas; whoever draws takes the first that is there.
    pub fn fonts(&self) -> String {
        self.text.fonts.join(",")
    }

    pub(super) fn node(&self, kind: NodeType) -> &NodeLook {
        &self.nodes[&kind]
    }

    pub(super) fn edge(&self, kind: EdgeType) -> &EdgeLook {
        &self.edges[&kind]
    }
}

#[cfg(test)]
mod sight;
#[cfg(test)]
mod tests;
