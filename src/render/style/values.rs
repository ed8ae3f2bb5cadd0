//! What may stand in a style.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::Deserialize;

/// A colour as `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::render) struct Colour(pub(super) [u8; 3]);

impl Colour {
    pub(super) const WHITE: Self = Self([0xFF; 3]);
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, red, green, blue] = number
            .ok_or_else(|| format!("'{text}' is no colour; write it as #RRGGBB, for example #0072B2"))?
            .to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// A length or size in points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(in crate::render) struct Points(f64);

impl Points {
    pub(in crate::render) fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Points {
    type Error = String;

    fn try_from(points: f64) -> Result<Self, String> {
        if points > 0.0 && points <= 144.0 {
            return Ok(Self(points));
        }
        Err(format!(
            "{points} points cannot be drawn; give a number above 0, up to 144"
        ))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Defines a whole number within bounds.
macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident: $least:literal to $most:literal $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(try_from = "i64")]
        pub(in crate::render) struct $name(usize);

        impl $name {
            pub(in crate::render) fn get(self) -> usize {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = String;

            fn try_from(number: i64) -> Result<Self, String> {
                let fitting = usize::try_from(number).ok().filter(|number| ($least..=$most).contains(number));
                let wrong = || format!(concat!("{} ", $what, " do not work; give ", $least, " to ", $most), number);
                fitting.map(Self).ok_or_else(wrong)
            }
        }
    };
}

bounded! {
    /// The width of a line; a Chinese character takes two.
    Columns: 6 to 400 "columns"
}
bounded! {
    /// The height of a label.
    Lines: 1 to 40 "lines"
}

/// A character that stands for a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::render) struct Mark(char);

impl TryFrom<String> for Mark {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(mark), None) if !mark.is_control() && !mark.is_whitespace() => Ok(Self(mark)),
            _ => Err(format!("'{text}' is no mark; give one character, for example ■")),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Names of font families, the preferred one first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(in crate::render) struct Fonts(Vec<String>);

impl TryFrom<Vec<String>> for Fonts {
    type Error = String;

    fn try_from(families: Vec<String>) -> Result<Self, String> {
        if families.is_empty() || families.iter().any(|family| family.trim().is_empty()) {
            return Err("fonts are the names of one family or more, for example [\"Noto Sans CJK SC\"]".to_owned());
        }
        Ok(Self(families))
    }
}

impl Deref for Fonts {
    type Target = Vec<String>;

    fn deref(&self) -> &Vec<String> {
        &self.0
    }
}

impl DerefMut for Fonts {
    fn deref_mut(&mut self) -> &mut Vec<String> {
        &mut self.0
    }
}

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum Shape {
    /// A rectangle.
    Box,
    /// A rectangle with round corners.
    Rounded,
    /// An ellipse.
    Ellipse,
    /// Six sides.
    Hexagon,
    /// Eight sides.
    Octagon,
    /// Slanted.
    Parallelogram,
    /// Narrow above.
    Trapezium,
    /// A rectangle with a roof.
    House,
    /// A rectangle with a tab.
    Tab,
    /// A sheet with a corner folded.
    Note,
    /// A folder.
    Folder,
    /// A rectangle with two pins.
    Component,
    /// A rhombus.
    Diamond,
}

impl Shape {
    /// Its name in a style, which is Graphviz's too.
    pub(in crate::render) fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Rounded => "rounded",
            Self::Ellipse => "ellipse",
            Self::Hexagon => "hexagon",
            Self::Octagon => "octagon",
            Self::Parallelogram => "parallelogram",
            Self::Trapezium => "trapezium",
            Self::House => "house",
            Self::Tab => "tab",
            Self::Note => "note",
            Self::Folder => "folder",
            Self::Component => "component",
            Self::Diamond => "diamond",
        }
    }
}

/// The line around a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum Border {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Two lines.
    Double,
}

/// The line of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum Line {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Unbroken, and wider by itself.
    Bold,
}

impl Line {
    /// Its name in a style, which is Graphviz's too.
    pub(in crate::render) fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
            Self::Bold => "bold",
        }
    }
}

/// The head of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum Arrow {
    /// A filled triangle.
    Normal,
    /// A hollow triangle.
    Empty,
    /// Barbed.
    Vee,
    /// A disc.
    Dot,
    /// A ring.
    HollowDot,
    /// A filled rhombus.
    Diamond,
    /// A hollow rhombus.
    HollowDiamond,
    /// A bar.
    Tee,
    /// A filled square.
    Box,
    /// A hollow square.
    HollowBox,
    /// None.
    None,
}

impl Shape {
    /// Whether a cell of a table can look like it.
    pub(in crate::render) fn is_rectangle(self) -> bool {
        matches!(self, Self::Box | Self::Rounded)
    }
}

impl Arrow {
    /// Graphviz's name of it, and the character that looks like it.
    pub(in crate::render) fn drawn(self) -> (&'static str, &'static str) {
        match self {
            Self::Normal => ("normal", "▶"),
            Self::Empty => ("empty", "▷"),
            Self::Vee => ("vee", "➤"),
            Self::Dot => ("dot", "●"),
            Self::HollowDot => ("odot", "○"),
            Self::Diamond => ("diamond", "◆"),
            Self::HollowDiamond => ("odiamond", "◇"),
            Self::Tee => ("tee", "┫"),
            Self::Box => ("box", "■"),
            Self::HollowBox => ("obox", "□"),
            Self::None => ("none", ""),
        }
    }
}
