//! Where the clause, or the item of a list, begins that a number stands in.

/// What divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Clauses, and the items of a list.
    Item,
    /// Clauses alone.
    Clause,
}

/// The start of the clause or item that ends at `to`. What stands in brackets or marks divides nothing outside them; a
/// clause within them begins there.
pub(super) fn start(text: &str, from: u32, to: u32, stop: Stop) -> u32 {
    let (mut start, mut outer) = (from, Vec::new());
    let body = &text[from as usize..to as usize];
    for (at, c) in body.char_indices() {
        let divides = match c {
            '(' | '（' | '“' => {
                outer.push(start);
                true
            }
            ')' | '）' | '”' => {
                start = outer.pop().unwrap_or(start);
                false
            }
            '，' | ',' | '；' | ';' | '。' | '：' => true,
            '、' => stop == Stop::Item,
            // 1—11月
            '—' => !body[..at].ends_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        if divides {
            start = from + (at + c.len_utf8()) as u32;
        }
    }
    let unclosed = outer.first().filter(|_| !closes(&text[to as usize..]));
    unclosed.copied().unwrap_or(start)
}

/// Whether what follows closes a bracket or mark before it opens one, in the same sentence.
fn closes(after: &str) -> bool {
    let next = after.find(['(', '（', '“', ')', '）', '”', '。', '\n']);
    next.is_some_and(|at| after[at..].starts_with([')', '）', '”']))
}

/// The pieces of a list, divided at any of `marks` outside brackets and marks.
pub(super) fn items<'t>(list: &'t str, marks: &[char]) -> Vec<&'t str> {
    let (mut found, mut from, mut depth) = (Vec::new(), 0, 0i32);
    for (at, c) in list.char_indices() {
        match c {
            '(' | '（' | '“' | '《' => depth += 1,
            ')' | '）' | '”' | '》' => depth -= 1,
            _ if depth <= 0 && marks.contains(&c) => {
                found.push(list[from..at].trim_end_matches('以'));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&list[from..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_items() {
        for (text, stop, expected) in [
            ("甲增长，乙、丙达到", Stop::Item, "丙达到"),
            ("甲增长，乙、丙达到", Stop::Clause, "乙、丙达到"),
            ("甲，“乙、丙”企业", Stop::Item, "“乙、丙”企业"),
            ("提高到，1—11月能耗下降", Stop::Item, "1—11月能耗下降"),
            ("总体——能耗下降", Stop::Item, "能耗下降"),
            ("甲，乙（丙、丁", Stop::Item, "乙（丙、丁"),
            ("甲，乙（丙，丁）达到", Stop::Item, "乙（丙，丁）达到"),
        ] {
            let at = start(text, 0, text.len() as u32, stop) as usize;
            assert_eq!(&text[at..], expected, "{text}");
        }
        let text = "甲，乙（丙、丁3个）";
        let to = text.find('3').expect("there is a number");
        assert_eq!(&text[start(text, 0, to as u32, Stop::Item) as usize..to], "丁");
    }
}
