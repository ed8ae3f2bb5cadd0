//! The parts of a style, each as it is and as a file may write it.

use serde::Deserialize;

use super::values::{Arrow, Border, Colour, Columns, Fonts, Line, Lines, Mark, Points, Shape};

/// Defines a part of a style, and the same part with every key left to choice, which can be laid over it.
macro_rules! part {
    ($(#[$doc:meta])* $part:ident or $written:ident { $($(#[$about:meta])* $key:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::render) struct $part { $($(#[$about])* pub(in crate::render) $key: $kind,)* }

        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct $written { $($key: Option<$kind>,)* }

        impl $part {
            pub(super) fn take(&mut self, written: $written) {
                $(if let Some(value) = written.$key { self.$key = value; })*
            }
        }
    };
}

part! {
    /// Letters.
    TextLook or WrittenText {
        fonts: Fonts,
        node: Points,
        heading: Points,
        title: Points,
        legend: Points,
        caption: Points,
        colour: Colour,
        /// Of captions.
        quiet: Colour,
        /// Whether labels begin with the mark of their type.
        marks: bool,
    }
}

part! {
    /// Where lines break.
    WrapLook or WrittenWrap {
        network: Columns,
        measure: Columns,
        heading: Columns,
        lines: Lines,
    }
}

part! {
    /// From the least to the greatest.
    Range or WrittenRange {
        least: Points,
        greatest: Points,
    }
}

impl Range {
    /// What stands for a `share` from 0 to 1.
    pub(in crate::render) fn at(&self, share: f64) -> f64 {
        let (least, greatest) = (self.least.get(), self.greatest.get());
        least + (greatest - least) * share.clamp(0.0, 1.0)
    }
}

part! {
    /// The frame around what belongs together.
    FrameLook or WrittenFrame {
        fill: Colour,
        border: Colour,
    }
}

part! {
    /// Groups without frames.
    GroupLook or WrittenGroups {
        fills: Vec<Colour>,
    }
}

impl GroupLook {
    /// The fill of a group, over again after the last.
    pub(in crate::render) fn fill(&self, group: usize) -> Colour {
        let around = group.checked_rem(self.fills.len()).unwrap_or(0);
        self.fills.get(around).copied().unwrap_or(Colour::WHITE)
    }
}

part! {
    /// A type of node.
    NodeLook or WrittenNode {
        zh: String,
        en: String,
        shape: Shape,
        line: Border,
        fill: Colour,
        border: Colour,
        pen: Points,
        mark: Mark,
    }
}

part! {
    /// A type of edge.
    EdgeLook or WrittenEdge {
        zh: String,
        en: String,
        line: Line,
        arrow: Arrow,
        colour: Colour,
    }
}
