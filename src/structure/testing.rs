//! What the tests of structure share.

use crate::lexicon::{Cues, Lexicon};
use crate::read::Source;

use super::Structure;

/// The cues in a text.
pub(super) fn cues(text: &str) -> Cues {
    Lexicon::embedded().matcher.find(text).cues
}

/// The structure of a document, by the cues in its text.
pub(super) fn structure(source: &Source) -> Structure {
    super::structure(source, &cues(&source.text))
}
