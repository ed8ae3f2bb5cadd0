//! HTML, with everything that came out of a document escaped in one place.

use std::fmt::Write as _;

/// Markup that is complete and safe: made of our own tags and of escaped text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// Our own markup.
    pub(super) fn raw(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Any text.
    pub(super) fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '"' => out.push_str("&quot;"),
                c if c.is_control() && c != '\n' && c != '\t' => out.push(' '),
                c if turns_the_line(c) => out.push('\u{fffd}'),
                c => out.push(c),
            }
        }
        Self(out)
    }

    /// The beginning of a text that may be of any length.
    pub(super) fn short(text: &str, most: usize) -> Self {
        match text.char_indices().nth(most) {
            Some((end, _)) => Self::text(&format!("{}…", &text[..end])),
            None => Self::text(text),
        }
    }

    /// A link that shows `content`.
    pub(super) fn link(href: &str, class: &str, content: &Self) -> Self {
        if class.is_empty() {
            Self::element("a", &[("href", href)], content)
        } else {
            Self::element("a", &[("class", class), ("href", href)], content)
        }
    }

    /// These, one after the other.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut out = Self::default();
        parts.into_iter().for_each(|part| out.push(&part));
        out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An element around `content`. Rows, cells and items end where the next begins: HTML asks for no end tag there, and
    /// an atlas has a million of them.
    pub(super) fn element(tag: &'static str, attributes: &[(&'static str, &str)], content: &Self) -> Self {
        const ENDED_BY_THE_NEXT: [&str; 8] = ["td", "th", "tr", "thead", "tbody", "li", "dt", "dd"];
        let mut out = Self::default();
        out.open(tag, attributes);
        out.push(content);
        if !ENDED_BY_THE_NEXT.contains(&tag) {
            let _ = write!(out.0, "</{tag}>");
        }
        out
    }

    /// An element that has no content. A class without a name is none; a value that nothing could mistake needs no quotes.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        let plain = |c: char| c.is_ascii_alphanumeric() || is_chinese(c) || "-_.#/".contains(c);
        let _ = write!(self.0, "<{tag}");
        for (name, value) in attributes {
            if value.is_empty() {
                if *name != "class" {
                    let _ = write!(self.0, " {name}");
                }
            } else if value.chars().all(plain) {
                let _ = write!(self.0, " {name}={value}");
            } else {
                let _ = write!(self.0, " {name}=\"{}\"", Self::text(value).0);
            }
        }
        self.0.push('>');
    }

    pub(super) fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character only sets the direction of what follows: it could make a quote read other than it stands.
pub(super) fn turns_the_line(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// A relative path as a link: what a browser would take for a part of its own is percent-encoded.
pub(super) fn link(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let hostile = Html::text("<script>alert('x')</script>&\"\u{0}");
        assert_eq!(hostile.as_str(), "&lt;script&gt;alert('x')&lt;/script&gt;&amp;&quot; ");
        assert_eq!(Html::text("a\u{202e}b").as_str(), "a\u{fffd}b");
        assert_eq!(Html::short("一二三", 2).as_str(), "一二…");
        let attribute = Html::element("a", &[("href", "\"><b>")], &Html::default());
        assert_eq!(attribute.as_str(), "<a href=\"&quot;&gt;&lt;b&gt;\"></a>");
    }

    #[test]
    fn values_stand_in_quotes_unless_they_are_plain() {
        let of = |value| {
            let mut out = Html::default();
            out.open("a", &[("title", value)]);
            out.0
        };
        for (value, expected) in [
            ("", "<a title>"),
            ("../市局-1.html#s2", "<a title=../市局-1.html#s2>"),
            ("a b", "<a title=\"a b\">"),
            ("a=b", "<a title=\"a=b\">"),
            ("'a", "<a title=\"'a\">"),
            ("a`", "<a title=\"a`\">"),
            ("a\u{a0}onclick", "<a title=\"a\u{a0}onclick\">"),
        ] {
            assert_eq!(of(value), expected);
        }
        let cell = Html::element("td", &[("class", "")], &Html::text("1"));
        assert_eq!(cell.as_str(), "<td>1");
    }

    #[test]
    fn links_hold_any_name() {
        assert_eq!(link("diagrams/a 局#1.svg"), "diagrams/a%20%E5%B1%80%231.svg");
    }
}
