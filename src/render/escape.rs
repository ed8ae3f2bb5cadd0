//! The one place where text becomes DOT.
//!
//! `graphviz-rust` prints ids as they are; whatever a document printed goes through one of the functions here.

use graphviz_rust::dot_structures::{Attribute, Id};

/// A quoted string that shows exactly `text`, its newlines as line breaks.
///
/// Graphviz reads such a string twice: once for `\"`, once for escapes (`\N` is the node's name) and entities
/// (`&amp;`). Both are undone here.
pub(super) fn quoted(text: &str) -> Id {
    quoted_with(text, "\\n")
}

/// The same with every line beginning on the left.
pub(super) fn quoted_left(text: &str) -> Id {
    quoted_with(&format!("{text}\n"), "\\l")
}

fn quoted_with(text: &str, newline: &str) -> Id {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str(newline),
            c => out.extend(shown(c)),
        }
    }
    out.push('"');
    Id::Escaped(out)
}

/// The character as a picture can show it: a blank for what no XML holds, nothing for marks that would only turn the
/// direction of what is written after them, be it a label of ours or a line of the DOT.
fn shown(c: char) -> Option<char> {
    let turns = matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let unwritten = c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    (!turns).then_some(if unwritten { ' ' } else { c })
}

/// `text` for use between the tags of an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<BR/>"),
            c => out.extend(shown(c)),
        }
    }
    out
}

/// An HTML-like label; `markup` is made of our own tags and of [`html`].
pub(super) fn markup(markup: &str) -> Id {
    Id::Html(format!("<{markup}>"))
}

/// An attribute whose value may be any text.
pub(super) fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_quotes() {
        for (text, dot) in [
            ("市科技局", r#""市科技局""#),
            (r#"所谓"双创""#, r#""所谓\"双创\"""#),
            (r"C:\N", r#""C:\\N""#),
            ("末尾\\", r#""末尾\\""#),
            ("两\n行\r", r#""两\n行 ""#),
            ("R&D &lt;", r#""R&amp;D &amp;lt;""#),
            ("]; }\u{0}", r#""]; } ""#),
            ("甲\u{202E}乙\u{FFFE}", r#""甲乙 ""#),
        ] {
            assert_eq!(quoted(text), Id::Escaped(dot.to_owned()), "{text}");
        }
    }

    #[test]
    fn lines_may_begin_on_the_left() {
        assert_eq!(quoted_left("一\n二"), Id::Escaped(r#""一\l二\l""#.to_owned()));
    }

    #[test]
    fn nothing_becomes_a_tag() {
        assert_eq!(html("<b>\"R&D\"\n"), "&lt;b&gt;&quot;R&amp;D&quot;<BR/>");
    }
}
