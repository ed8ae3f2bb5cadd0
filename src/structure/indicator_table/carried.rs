//! What rows of a table of statistics hand down to those below them: the name of a group what its rows measure, a row its unit
//! to those that name its parts.

use crate::read::numbering;
use crate::text::Span;

use super::Figure;
use super::head::bracketed;

/// What rows hand down to those below them.
#[derive(Default)]
pub(super) struct Carried {
    /// What the rows of the group measure.
    measure: Option<Span>,
    /// The unit of the last row that prints one.
    unit: Option<Span>,
    /// Whether parts of that row are named.
    in_parts: bool,
}

impl Carried {
    /// Nothing but what the name of a group says.
    pub(super) fn of_group(text: &str, group: Span) -> Self {
        Self {
            measure: measure(text, group),
            ..Self::default()
        }
    }

    /// Takes in what the name of the next row says.
    pub(super) fn meet(&mut self, text: &str, name: Span) {
        self.in_parts |= name.of(text).starts_with(['#', '＃']) || name.of(text).starts_with("其中");
        if let Some(unit) = bracketed(text, name) {
            (self.unit, self.in_parts) = (Some(unit), false);
        }
    }

    /// A number of that row with what is carried down to it.
    pub(super) fn give(&self, text: &str, mut figure: Figure) -> Figure {
        if figure.growth.is_none() && self.in_parts {
            figure.shared_unit = figure.shared_unit.or(self.unit);
        }
        let named = figure.measure.is_some() || is_measure(figure.indicator.of(text));
        if !named {
            figure.measure = self.measure;
        }
        figure
    }
}

/// What the name of a group says that its rows measure: 期末畜禽存栏.
fn measure(text: &str, group: Span) -> Option<Span> {
    let number = numbering::marker(group.of(text)).map_or(0, |marker| marker.len) as u32;
    let start = group.start + number;
    Some(Span { start, ..group }).filter(|name| is_measure(name.of(text)))
}

/// Whether a name says what is measured, and not only of what.
fn is_measure(name: &str) -> bool {
    let name = name.split(['（', '(']).next().unwrap_or(name).trim();
    [
        "存栏",
        "出栏",
        "量",
        "额",
        "产值",
        "增加值",
        "面积",
        "收入",
        "支出",
        "人数",
    ]
    .iter()
    .any(|word| name.ends_with(word))
}
