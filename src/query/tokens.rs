//! The words of a query's text with their places: just enough of SPARQL's lexical grammar to point at one of them.
//!
//! Parsing is `spargebra`'s; but its algebra does not know where anything stood, so whoever wants to point looks here.

/// A word and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    pub(super) text: &'t str,
    /// In bytes of the text.
    pub(super) at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `<…>`, brackets included.
    Iri,
    /// `pg:leads`, or `pg:`.
    Prefixed,
    /// A keyword or a number.
    Word,
    /// `?x` or `$x`.
    Variable,
    /// A string with its quotation marks.
    Text,
    /// One character, or `||` and `&&`.
    Sign,
}

impl<'t> Token<'t> {
    /// Prefix and local name.
    pub(super) fn prefixed(&self) -> Option<(&'t str, &'t str)> {
        (self.kind == TokenKind::Prefixed).then(|| self.text.split_once(':'))?
    }

    /// What stands between the angle brackets.
    pub(super) fn iri(&self) -> Option<&'t str> {
        (self.kind == TokenKind::Iri).then(|| self.text.strip_prefix('<')?.strip_suffix('>'))?
    }

    /// Whether it is the keyword, however capitalised.
    pub(super) fn is(&self, keyword: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(keyword)
    }
}

/// The words of a text in their order; comments are none.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += blank_len(&text[at..]);
        let rest = &text[at..];
        let (kind, length) = token(rest)?;
        let token = Token {
            kind,
            text: &rest[..length],
            at,
        };
        at += length;
        Some(token)
    })
}

/// White space and comments.
fn blank_len(text: &str) -> usize {
    let mut rest = text.trim_start();
    while rest.starts_with('#') {
        rest = rest.find('\n').map_or("", |end| &rest[end..]).trim_start();
    }
    text.len() - rest.len()
}

fn token(text: &str) -> Option<(TokenKind, usize)> {
    let first = text.chars().next()?;
    Some(match first {
        '<' => iri_len(text).map_or((TokenKind::Sign, 1), |length| (TokenKind::Iri, length)),
        '"' | '\'' => (TokenKind::Text, string_len(text, first)),
        '?' | '$' => match run(&text[1..], is_name) {
            0 => (TokenKind::Sign, 1),
            length => (TokenKind::Variable, 1 + length),
        },
        ':' => (TokenKind::Prefixed, 1 + local_len(&text[1..])),
        '_' if text.starts_with("_:") => (TokenKind::Word, 2 + run(&text[2..], is_name)),
        first if is_name(first) => {
            let word = run(text, |c| is_name(c) || c == '-');
            match text[word..].strip_prefix(':') {
                Some(local) if !first.is_ascii_digit() => (TokenKind::Prefixed, word + 1 + local_len(local)),
                _ => (TokenKind::Word, word),
            }
        }
        _ if text.starts_with("||") || text.starts_with("&&") => (TokenKind::Sign, 2),
        other => (TokenKind::Sign, other.len_utf8()),
    })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// A local name may hold dots, but not end with one.
fn local_len(text: &str) -> usize {
    let length = run(text, |c| is_name(c) || matches!(c, '-' | '.' | '%' | ':'));
    text[..length].trim_end_matches('.').len()
}

/// `<` also means "less than": an IRI has neither blank nor another bracket before its end.
fn iri_len(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '"' | '{' | '}' | '|' | '^' | '`');
    (!text[1..end].contains(odd)).then_some(end + 1)
}

fn string_len(text: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let (opening, closing) = if text.starts_with(&long) {
        (3, long.as_str())
    } else {
        (1, &long[..1])
    };
    let mut at = opening;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(closing) {
            return at + closing.len();
        }
        let step = if rest.starts_with('\\') { 2 } else { 1 };
        at += rest.chars().take(step).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_stand() {
        use TokenKind::{Iri, Prefixed, Sign, Text, Variable, Word};
        let text = "SELECT ?市 # c <x>\n{ ?u pg:leads.x. <a:b> '''it's''' \"\\\"\" ; :y FILTER(?a<?b && 2>1||?c) }";
        let found: Vec<_> = tokens(text).map(|token| (token.kind, token.text)).collect();
        assert_eq!(
            found,
            [
                (Word, "SELECT"),
                (Variable, "?市"),
                (Sign, "{"),
                (Variable, "?u"),
                (Prefixed, "pg:leads.x"),
                (Sign, "."),
                (Iri, "<a:b>"),
                (Text, "'''it's'''"),
                (Text, "\"\\\"\""),
                (Sign, ";"),
                (Prefixed, ":y"),
                (Word, "FILTER"),
                (Sign, "("),
                (Variable, "?a"),
                (Sign, "<"),
                (Variable, "?b"),
                (Sign, "&&"),
                (Word, "2"),
                (Sign, ">"),
                (Word, "1"),
                (Sign, "||"),
                (Variable, "?c"),
                (Sign, ")"),
                (Sign, "}"),
            ]
        );
        assert!(tokens(text).all(|token| text[token.at..].starts_with(token.text)));
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in [
            "", "'", "'''", "\"\\", "<", "?", "_:", ":", "#", "市:", "a:b:c..", "\u{0}",
        ] {
            let length: usize = tokens(text).map(|token| token.text.len()).sum();
            assert!(length <= text.len(), "{text:?}");
        }
    }
}
