//! Words of ours in a drawing, in Chinese and in English.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::{UnknownName, named};

named! {
    /// The language of what a drawing says beside what documents print.
    Language as "language" {
        /// 中文.
        Chinese = "zh",
        /// English.
        English = "en",
    }
}

#[expect(clippy::derivable_impls, reason = "`named!` knows no default")]
impl Default for Language {
    fn default() -> Self {
        Self::Chinese
    }
}

/// The same said in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// Words in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The words in one of them; in the other where that is empty.
    pub fn in_language(&self, language: Language) -> &str {
        let [first, second] = match language {
            Language::English => [&self.en, &self.zh],
            Language::Chinese => [&self.zh, &self.en],
        };
        if first.is_empty() { second } else { first }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// What is the same in both languages: a name, a number.
impl From<&str> for Words {
    fn from(words: &str) -> Self {
        Self::new(words, words)
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_one_language_serves_both() {
        let words = Words::new("图", "");
        assert_eq!(words.in_language(Language::English), "图");
        assert_eq!(Words::new("图", "figure").in_language(Language::English), "figure");
    }
}
