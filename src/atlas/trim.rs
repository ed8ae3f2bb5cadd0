//! Pictures without what says nothing: Graphviz writes the font into every label, and names of its own into comments and titles.

use std::fmt::Write as _;

/// The same picture in fewer bytes; as it is where it is no text.
pub(super) fn trimmed(svg: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(svg) {
        Ok(text) => {
            let text = without(&without(&text, "<!--", "-->\n"), "<title>", "</title>\n");
            // A link with a tooltip stands in a group of its own that does nothing.
            let text = without(&text, "<g id=\"a_", "\">").replace("</a>\n</g>", "</a>");
            let text = text.replace(" fill=\"#000000\">", ">").replace(".00\"", "\"");
            with_one_font(&unclosed(&rounded(&text))).into_bytes()
        }
        Err(error) => error.into_bytes(),
    }
}

/// Takes out every stretch between the two, and the two. Graphviz writes a `<` of a label as `&lt;`.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        let Some((_, behind)) = after.split_once(end) else {
            break;
        };
        out.push_str(before);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Places to a tenth of a point, which no eye tells apart.
fn rounded(text: &str) -> String {
    let mut text = text.to_owned();
    for attribute in [" d=\"", " points=\"", " x=\"", " y=\""] {
        let mut parts = text.split(attribute);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (value, rest) = part.split_once('"').unwrap_or((part, ""));
            out.push_str(attribute);
            out.push_str(&to_tenths(value));
            out.push('"');
            out.push_str(rest);
        }
        text = out;
    }
    text
}

/// Polygons without their first place at the end: they close by themselves.
fn unclosed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let closed = line
            .starts_with("<polygon ")
            .then(|| line.split_once(" points=\""))
            .flatten();
        let parts = closed.and_then(|(head, rest)| Some((head, rest.split_once('"')?)));
        let ends = parts.and_then(|(_, (points, _))| Some((points.split_once(' ')?.0, points.rsplit_once(' ')?)));
        match (parts, ends) {
            (Some((head, (_, rest))), Some((first, (open, last)))) if first == last => {
                let _ = write!(out, "{head} points=\"{open}\"{rest}");
            }
            _ => out.push_str(line),
        }
    }
    out
}

fn to_tenths(value: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find(is_number) {
        let end = rest[start + 1..]
            .find(|c| !is_number(c) || c == '-')
            .map_or(rest.len(), |at| start + 1 + at);
        out.push_str(&rest[..start]);
        match rest[start..end].parse::<f64>() {
            Ok(number) => out.push_str(&((number * 10.0).round() / 10.0).to_string()),
            Err(_) => out.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Names the font of all labels once, on the picture, if they have but one.
fn with_one_font(text: &str) -> String {
    const FONT: &str = " font-family=\"";
    let mut fonts = text.split(FONT).skip(1).filter_map(|rest| rest.split_once('"'));
    let Some((font, _)) = fonts.next() else {
        return text.to_owned();
    };
    if fonts.any(|(other, _)| other != font) {
        return text.to_owned();
    }
    let attribute = format!("{FONT}{font}\"");
    text.replace(&attribute, "")
        .replacen("<svg ", &format!("<svg{attribute} "), 1)
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn only_what_is_not_seen_goes() {
        let svg = "<!-- Generated -->\n<svg width=\"1\">\n<title>policygraph</title>\n<!-- a&#45;&gt;b -->\n<text font-family=\"A,B\" x=\"1\">&lt;!-- 甲 --&gt;</text>\n\
                   <g id=\"a_node1\"><a xlink:title=\"乙\">\n<text font-family=\"A,B\" font-size=\"10.00\" fill=\"#000000\">丙</text>\n</a>\n</g>\n</svg>\n";
        let expected = "<svg font-family=\"A,B\" width=\"1\">\n<text x=\"1\">&lt;!-- 甲 --&gt;</text>\n<a xlink:title=\"乙\">\n<text font-size=\"10\">丙</text>\n</a>\n</svg>\n";
        let trimmed = |svg: &str| String::from_utf8(trimmed(svg.as_bytes().to_vec())).expect("it was text");
        assert_eq!(trimmed(svg), expected);
        let two = "<svg><text font-family=\"A\">甲</text><text font-family=\"B\">乙</text></svg>";
        assert_eq!(trimmed(two), two, "two fonts stay where they are");
        assert_eq!(super::trimmed(vec![0xff]), [0xff]);
        let polygon =
            super::unclosed("<polygon fill=\"a\" points=\"1,1 2,2 3,1 1,1\"/>\n<polyline points=\"1,1 2,2 1,1\"/>\n");
        assert_eq!(
            polygon,
            "<polygon fill=\"a\" points=\"1,1 2,2 3,1\"/>\n<polyline points=\"1,1 2,2 1,1\"/>\n"
        );
        let path = super::rounded("<path d=\"M142.5,-298C261.74,-298.06 188.31-0.01,5e\" y=\"2.00\"/>");
        assert_eq!(path, "<path d=\"M142.5,-298C261.7,-298.1 188.3-0,5e\" y=\"2\"/>");
    }
}
