//! The place of a measure in the outline of its document.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An outline path as printed, numbers only, outermost first: `三/(二)/1`.
///
/// Empty for the text outside any measure.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Section(Vec<String>);

impl Section {
    /// The section of these labels, outermost first.
    pub fn new<I: IntoIterator<Item = S>, S: Into<String>>(labels: I) -> Self {
        Self(labels.into_iter().map(Into::into).collect())
    }

    /// Outermost first.
    pub fn labels(&self) -> &[String] {
        &self.0
    }

    /// Whether it is an article (第…条) of a regulation.
    pub fn ends_in_article(&self) -> bool {
        let last = self.0.last();
        last.is_some_and(|label| label.starts_with('第') && label.ends_with('条'))
    }

    /// The section one step further in.
    #[must_use]
    pub fn child(&self, label: impl Into<String>) -> Self {
        let mut labels = Vec::with_capacity(self.0.len() + 1);
        labels.extend_from_slice(&self.0);
        labels.push(label.into());
        Self(labels)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}
