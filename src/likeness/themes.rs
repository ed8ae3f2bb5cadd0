//! Themes of policy (主题词): words that name one object of government, however a text puts it.
//!
//! A city writes 高企 where another writes 高新技术企业, and 加速器 where a third writes 孵化器. The table in
//! `data/themes.tsv` says which words are of one theme; the longest word at a place counts, and only that one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::text::Span;

/// The table that comes with the program.
const TABLE: &str = include_str!("../../data/themes.tsv");

static THEMES: LazyLock<Themes> = LazyLock::new(|| Themes::parse(TABLE));

/// A theme: its row in the table.
pub(super) type Theme = u16;

/// The table, ready to be looked for in a text.
pub(super) struct Themes {
    names: Vec<&'static str>,
    /// The themes of each word, by the word's place in the automaton.
    of_word: Vec<Vec<Theme>>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl Themes {
    /// The table that comes with the program.
    pub(super) fn embedded() -> &'static Self {
        &THEMES
    }

    fn parse(table: &'static str) -> Self {
        let rows = table.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let mut names = Vec::new();
        let mut of_word: BTreeMap<&str, Vec<Theme>> = BTreeMap::new();
        for (theme, (name, words)) in (0..).zip(rows) {
            names.push(name);
            for word in words.split('|') {
                of_word.entry(word).or_default().push(theme);
            }
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(of_word.keys())
            .expect("the table is small, and no word stands in it twice or is empty");
        Self {
            names,
            of_word: of_word.into_values().collect(),
            automaton,
        }
    }

    /// What a theme is called.
    pub(super) fn name(&self, theme: Theme) -> &'static str {
        self.names[usize::from(theme)]
    }

    /// The words of themes in a text that begins at byte `offset` of its document, each with its themes.
    pub(super) fn find<'t>(&'t self, text: &'t str, offset: u32) -> impl Iterator<Item = (Span, &'t [Theme])> {
        self.automaton.leftmost_find_iter(text).map(move |found| {
            let span = Span::new(found.start(), found.end()).shift(offset as usize);
            (span, &*self.of_word[found.value() as usize])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(text: &str) -> Vec<&'static str> {
        let table = Themes::embedded();
        let found = table.find(text, 0).flat_map(|(_, themes)| themes);
        found.map(|theme| table.name(*theme)).collect()
    }

    #[test]
    fn one_theme_has_many_words_and_the_longest_counts() {
        for (text, expected) in [
            ("培育高企", &["高新技术企业"][..]),
            ("培育高新技术企业", &["高新技术企业"]),
            ("建设新型研发机构", &["新型研发机构"]),
            ("企业研发机构", &["企业研发机构"]),
            ("加强组织", &[]),
        ] {
            assert_eq!(themes(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_are_whole_and_no_theme_stands_twice() {
        let mut names = Themes::embedded().names.clone();
        let all = names.len();
        assert!(
            TABLE.lines().all(|line| line.split('\t').count() == 2),
            "two cells a row"
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        let words = TABLE.lines().skip(1).flat_map(|line| line.split(['\t', '|']).skip(1));
        for word in words {
            assert!(word.chars().count() > 1, "'{word}' is too short to mean one thing");
        }
    }
}
