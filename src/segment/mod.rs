//! Passages to sentences and words.
//!
//! jieba gives word boundaries and parts of speech: hints for the grammar that finds names, and the counts by which
//! measures are compared. It decides no name; its dictionary does not know them.

mod pos;
mod sentence;
mod short;
mod terms;
mod words;

pub use pos::Pos;
pub use sentence::{Sentence, sentences};
pub use terms::Terms;
pub use words::{Word, Words};
