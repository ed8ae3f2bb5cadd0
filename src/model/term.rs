use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A content word of a measure: where it first stands in the measure's own text, and how often it does.
///
/// The word itself is cut from the text when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Where it first stands.
    pub first: Span,
    /// How often it stands there.
    pub count: u32,
}
