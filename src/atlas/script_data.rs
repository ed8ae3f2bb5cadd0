//! Data for the scripts of the atlas.
//!
//! A page that is opened from the file system may load scripts, but may read no other file: data comes as a script
//! that hands one value to `policygraph`. What stands in it is JSON, in which no character can end a script or turn the
//! direction of a line.

use std::fmt::Write as _;

use serde::Serialize;

use super::html::turns_the_line;

/// A script that hands over `value` under `name`.
pub(super) fn define<T: Serialize + ?Sized>(name: &str, value: &T) -> String {
    format!("policygraph({},{});\n", json(name), json(value))
}

/// JSON of ASCII markup: what HTML or a line break could mistake for its own is written by its number.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let plain = serde_json::to_string(value).expect("our own records are JSON");
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}' => by_number(&mut out, c),
            c if turns_the_line(c) => by_number(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

fn by_number(out: &mut String, c: char) {
    let _ = write!(out, "\\u{:04x}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let script = define("a", "</script><!--&\u{2028}");
        assert_eq!(
            script,
            "policygraph(\"a\",\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\");\n"
        );
        let value = script
            .strip_prefix("policygraph(\"a\",")
            .and_then(|rest| rest.strip_suffix(");\n"));
        let read: String = serde_json::from_str(value.expect("it has this form")).expect("it is JSON");
        assert_eq!(read, "</script><!--&\u{2028}");
    }
}
