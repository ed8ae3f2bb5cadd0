//! Text in a term: borrowed from the graph, or made once and shared, so that no join copies letters.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

/// A text that is cheap to clone.
#[derive(Debug, Clone)]
pub(super) enum Words<'g> {
    /// The graph's own.
    Borrowed(&'g str),
    /// Made of several pieces of the graph, or spelt out by the query.
    Shared(Rc<str>),
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl PartialEq for Words<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Words<'_> {}

impl Hash for Words<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<'g> From<&'g str> for Words<'g> {
    fn from(text: &'g str) -> Self {
        Self::Borrowed(text)
    }
}

impl From<String> for Words<'_> {
    fn from(text: String) -> Self {
        Self::Shared(text.into())
    }
}
